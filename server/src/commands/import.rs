//! Rows of an import: each is made, written again or left as it is, so that the same rows twice change nothing.

use caseport_shared::limits::NAME_CHARS;
use caseport_shared::organization::Region;
use caseport_shared::person::AccountRole;

use super::admin::{category as named, check_product, insert_category, slug_for, taken};
use super::error::{invalid, required};
use super::{Error, field};
use crate::store::events::Did;
use crate::store::products::NewProduct;
use crate::store::{Tx, categories, contacts, events, organizations, people, products};

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was not there.
    Created,
    /// It was there with other values.
    Updated,
    /// It was there as it is.
    Unchanged,
}

/// What a row is about, so that no two rows are about the same: ids within its table.
pub type Subject = (i64, i64);

/// An organization as a row says it.
pub struct OrganizationRow<'a> {
    /// Its name in commands; made from the name where absent.
    pub slug: Option<&'a str>,
    /// Name.
    pub name: &'a str,
    /// The plan's slug.
    pub plan: &'a str,
    /// Where.
    pub region: Region,
}

/// An organization; [`check_pool`](super::admin::check_pool) looks at its seats once all rows are in.
pub fn organization(tx: &mut Tx<'_>, row: &OrganizationRow<'_>, now: i64) -> Result<(Subject, Outcome), Error> {
    let slug = slug_for(row.name, row.slug)?;
    let Some(known) = organizations::written(tx, &slug)? else {
        let (id, _) = super::admin::create_organization(tx, row.name, row.slug, row.plan, row.region, Did::on_the_machine(now))?;
        return Ok(((id, 0), Outcome::Created));
    };
    let name = field::line("name", row.name, NAME_CHARS)?;
    if (&name, row.plan, row.region) == (&known.name, known.plan.as_str(), known.region) {
        return Ok(((known.id, 0), Outcome::Unchanged));
    }
    let plan_id = organizations::plan_id(tx, row.plan)?.ok_or_else(|| invalid("plan", "there is no such plan"))?;
    organizations::update(tx, known.id, &name, plan_id, row.region)?;
    events::append_other(tx, ("organization", known.id), Did::on_the_machine(now), "organization-updated")?;
    Ok(((known.id, 0), Outcome::Updated))
}

/// A product; `say` writes what the row says over what is known of it.
pub fn product(
    tx: &mut Tx<'_>,
    organization: &str,
    slug: &str,
    say: impl FnOnce(&mut NewProduct),
    now: i64,
) -> Result<(Subject, Outcome), Error> {
    let organization_id = organization_id(tx, organization)?;
    let known = products::by_slug(tx, None, slug)?;
    let Some(known) = known else {
        let mut new = NewProduct { slug: slug.to_owned(), ..NewProduct::default() };
        say(&mut new);
        let (id, _) = super::admin::create_product(tx, organization, &new, &[], Did::on_the_machine(now))?;
        return Ok(((id, 0), Outcome::Created));
    };
    if known.organization_id != organization_id {
        return Err(invalid("slug", "another organization has a product with this slug"));
    }
    let before = products::written(tx, known.id)?.ok_or(Error::NotFound)?;
    let mut after = before.clone();
    say(&mut after);
    let after = check_product(&after)?;
    if after == before {
        return Ok(((known.id, 0), Outcome::Unchanged));
    }
    products::update(tx, known.id, &after)?;
    events::append_other(tx, ("product", known.id), Did::on_the_machine(now), "product-updated")?;
    Ok(((known.id, 0), Outcome::Updated))
}

/// A category of a product, or a subcategory of it.
pub fn category(tx: &mut Tx<'_>, product: &str, name: &str, subcategory: Option<&str>, now: i64) -> Result<(Subject, Outcome), Error> {
    let product_id = products::by_slug(tx, None, product)?.ok_or_else(|| invalid("product", "there is no such product"))?.id;
    let parent = named(name)?;
    let (parent_id, outcome) = match (categories::category(tx, product_id, None, &parent.slug)?, subcategory) {
        // A row of a subcategory names its category without saying anything about it.
        (Some(id), Some(_)) => (id, Outcome::Unchanged),
        _ => one_category(tx, product_id, None, name)?,
    };
    let (id, outcome) = match subcategory {
        Some(subcategory) => one_category(tx, product_id, Some(parent_id), subcategory)?,
        None => (parent_id, outcome),
    };
    if outcome != Outcome::Unchanged {
        events::append_other(tx, ("product", product_id), Did::on_the_machine(now), "categories-changed")?;
    }
    Ok(((id, 0), outcome))
}

fn one_category(tx: &mut Tx<'_>, product_id: i64, parent_id: Option<i64>, name: &str) -> Result<(i64, Outcome), Error> {
    let category = named(name)?;
    let Some(id) = categories::category(tx, product_id, parent_id, &category.slug)? else {
        let position = categories::next_position(tx, product_id, parent_id)?;
        let id = insert_category(tx, product_id, parent_id, &category, position)?;
        return Ok((id, Outcome::Created));
    };
    if categories::category_named(tx, id)?.as_ref() == Some(&category) {
        return Ok((id, Outcome::Unchanged));
    }
    categories::rename_category(tx, id, &category.name)?;
    Ok((id, Outcome::Updated))
}

/// A contact as a row says it.
pub struct ContactRow<'a> {
    /// The organization's slug.
    pub organization: &'a str,
    /// Address.
    pub email: &'a str,
    /// Full name.
    pub name: &'a str,
    /// Job title.
    pub title: Option<&'a str>,
    /// The product's slug, where they are a contact of one.
    pub product: Option<&'a str>,
    /// Whether they are on its list of maintenance and upgrades, and on that of incidents.
    pub lists: (bool, bool),
}

/// A contact of an organization, and of a product of it.
pub fn contact(tx: &mut Tx<'_>, row: &ContactRow<'_>, now: i64) -> Result<(Subject, Outcome), Error> {
    let organization_id = organization_id(tx, row.organization)?;
    let email = field::email("email", row.email)?;
    let name = field::line("name", row.name, NAME_CHARS)?;
    let title = row.title.map(|title| field::line("title", title, NAME_CHARS)).transpose()?;
    let known = contacts::contact_by_email(tx, organization_id, &email)?;
    let mut outcome = match &known {
        None => Outcome::Created,
        Some((_, known_name, known_title)) if (known_name, known_title) == (&name, &title) => Outcome::Unchanged,
        Some(_) => Outcome::Updated,
    };
    let contact_id = match (&known, outcome) {
        (Some((id, ..)), Outcome::Unchanged) => *id,
        _ => contacts::contact(tx, organization_id, &email, &name, title.as_deref())?,
    };
    let mut product_id = 0;
    if let Some(slug) = row.product {
        product_id = product_of(tx, organization_id, slug)?;
        let link = contacts::link_of(tx, product_id, contact_id)?;
        if link != Some(row.lists) {
            contacts::link_contact(tx, product_id, contact_id, row.lists.0, row.lists.1)?;
            outcome = if link.is_none() { Outcome::Created } else { Outcome::Updated };
        }
    } else if row.lists != (false, false) {
        return Err(required("product"));
    }
    if outcome != Outcome::Unchanged {
        events::append_other(tx, ("contact", contact_id), Did::on_the_machine(now), "contact-changed")?;
    }
    Ok(((contact_id, product_id), outcome))
}

/// A person of an organization; a new one has no password until one is set.
pub fn person(
    tx: &mut Tx<'_>,
    organization: &str,
    email: &str,
    name: &str,
    role: AccountRole,
    now: i64,
) -> Result<(Subject, Outcome), Error> {
    let organization_id = organization_id(tx, organization)?;
    let email = field::email("email", email)?;
    let name = field::line("name", name, NAME_CHARS)?;
    let Some(known) = people::written(tx, &email)? else {
        let id = people::insert_customer(tx, organization_id, &email, &name, role, None, now)?;
        events::append_other(tx, ("person", id), Did::on_the_machine(now), "customer-created")?;
        return Ok(((id, 0), Outcome::Created));
    };
    match known.account {
        None => return Err(invalid("email", "a person of support has this address")),
        Some((id, _)) if id != organization_id => return Err(invalid("email", "a person of another organization has this address")),
        Some((_, known_role)) if known_role == role && known.name == name => return Ok(((known.id, 0), Outcome::Unchanged)),
        Some(_) => {}
    }
    people::update_customer(tx, known.id, &name, role)?;
    events::append_other(tx, ("person", known.id), Did::on_the_machine(now), "customer-updated")?;
    Ok(((known.id, 0), Outcome::Updated))
}

/// A seat of somebody on a product, or on all of the organization's; returns the organization too, whose pool
/// [`check_pool`](super::admin::check_pool) looks at once all rows are in.
pub fn seat(tx: &mut Tx<'_>, email: &str, product: Option<&str>, account_wide: bool, now: i64) -> Result<(Subject, Outcome, i64), Error> {
    let email = field::email("email", email)?;
    let person = people::written(tx, &email)?.ok_or_else(|| invalid("email", "there is no such person"))?;
    let (organization_id, _) = person.account.ok_or_else(|| invalid("email", "people of support need no seats"))?;
    let product_id = product.map(|slug| product_of(tx, organization_id, slug)).transpose()?;
    let (id, outcome) = match people::seat(tx, person.id, product_id)? {
        None => {
            let id = people::insert_seat(tx, person.id, product_id, account_wide, now).map_err(taken("product", "this seat"))?;
            (id, Outcome::Created)
        }
        Some((id, known)) if known == account_wide => (id, Outcome::Unchanged),
        Some((id, _)) => {
            people::update_seat(tx, id, account_wide)?;
            (id, Outcome::Updated)
        }
    };
    if outcome != Outcome::Unchanged {
        events::append_other(tx, ("person", person.id), Did::on_the_machine(now), "seat-changed")?;
    }
    Ok(((id, 0), outcome, organization_id))
}

fn organization_id(tx: &mut Tx<'_>, slug: &str) -> Result<i64, Error> {
    organizations::id_of(tx, slug)?.ok_or_else(|| invalid("organization", "there is no such organization"))
}

fn product_of(tx: &mut Tx<'_>, organization_id: i64, slug: &str) -> Result<i64, Error> {
    let found = products::by_slug(tx, Some(organization_id), slug)?;
    Ok(found.ok_or_else(|| invalid("product", "the organization has no such product"))?.id)
}
