//! What an administrator does on the machine itself: people, organizations, products, passwords.

use caseport_shared::api::live::Hint;
use caseport_shared::api::product::CategoryRef;
use caseport_shared::limits::{CATEGORIES_PER_PRODUCT, NAME_CHARS, PASSWORD_BYTES, PASSWORD_MIN_CHARS, REFERENCE_CHARS};
use caseport_shared::organization::Region;
use caseport_shared::person::{AccountRole, StaffRole};
use caseport_shared::product::{is_slug, slug};

use sha2::{Digest as _, Sha256};

use super::Error;
use super::error::{invalid, required, too_many};
use super::field;
use crate::secret::hex;
use crate::store::events::Did;
use crate::store::products::NewProduct;
use crate::store::{Audience, StoreError, Tx, categories, events, organizations, people, products, sessions};

/// How long a weekly maintenance window may be, in minutes.
const WINDOW_MINUTES: std::ops::RangeInclusive<u32> = 1..=7 * 24 * 60;
/// Longest address of a product's environment, in characters.
const ENVIRONMENT_CHARS: usize = 500;

/// Whether a password, which came in a field, may be used at all.
pub fn check_password(field: &str, password: &str) -> Result<(), Error> {
    if password.chars().count() < PASSWORD_MIN_CHARS {
        return Err(invalid(field, format!("a password has at least {PASSWORD_MIN_CHARS} characters")));
    }
    if password.len() > PASSWORD_BYTES {
        return Err(invalid(field, format!("a password has at most {PASSWORD_BYTES} bytes")));
    }
    Ok(())
}

pub(super) fn taken(field: &'static str, what: &'static str) -> impl Fn(StoreError) -> Error {
    move |error| match error {
        StoreError::Exists(_) => invalid(field, format!("{what} exists already")),
        other => other.into(),
    }
}

/// Adds a person of support.
pub fn create_staff(
    tx: &mut Tx<'_>,
    email: &str,
    name: &str,
    role: StaffRole,
    password_hash: Option<&str>,
    now: i64,
) -> Result<i64, Error> {
    let email = field::email("email", email)?;
    let name = field::line("name", name, NAME_CHARS)?;
    let id = people::insert_staff(tx, &email, &name, role, password_hash, now).map_err(taken("email", "a person with this email"))?;
    events::append_other(tx, ("person", id), Did::on_the_machine(now), "staff-created")?;
    Ok(id)
}

/// Adds an organization on a plan.
pub fn create_organization(
    tx: &mut Tx<'_>,
    name: &str,
    given_slug: Option<&str>,
    plan: &str,
    region: Region,
    did: Did,
) -> Result<(i64, String), Error> {
    let name = field::line("name", name, NAME_CHARS)?;
    let slug = slug_for(&name, given_slug)?;
    let Some(plan_id) = organizations::plan_id(tx, plan)? else {
        let known = organizations::plan_slugs(tx)?.join(", ");
        return Err(invalid("plan", format!("there is no such plan; plans are: {known}")));
    };
    let id = organizations::insert(tx, &slug, &name, plan_id, region, did.at).map_err(taken("slug", "an organization with this slug"))?;
    events::append_other(tx, ("organization", id), did, "organization-created")?;
    Ok((id, slug))
}

pub(super) fn slug_for(name: &str, given: Option<&str>) -> Result<String, Error> {
    let made = given.map_or_else(|| slug(name), str::to_owned);
    if is_slug(&made) { Ok(made) } else { Err(invalid("slug", "a slug is written in small letters, digits and single dashes")) }
}

/// A product's category with its subcategories, by name.
pub type Category = (String, Vec<String>);

/// Adds a product of an organization with its categories.
pub fn create_product(
    tx: &mut Tx<'_>,
    organization: &str,
    product: &NewProduct,
    categories: &[Category],
    did: Did,
) -> Result<(i64, String), Error> {
    let organization_id =
        organizations::id_of(tx, organization)?.ok_or_else(|| invalid("organization", "there is no such organization"))?;
    let product = check_product(product)?;
    let slug = product.slug.clone();
    let id = products::insert(tx, organization_id, &product, did.at).map_err(taken("slug", "a product with this slug"))?;
    for (position, (name, subcategories)) in (0..).zip(categories) {
        let parent = add_category(tx, id, None, name, position)?;
        for (position, name) in (0..).zip(subcategories) {
            add_category(tx, id, Some(parent), name, position)?;
        }
    }
    events::append_other(tx, ("product", id), did, "product-created")?;
    Ok((id, slug))
}

/// Cleans what is said of a product, and sees that it can be so.
pub(super) fn check_product(product: &NewProduct) -> Result<NewProduct, Error> {
    let name = field::line("name", &product.name, NAME_CHARS)?;
    let slug = slug_for(&name, Some(product.slug.as_str()).filter(|slug| !slug.is_empty()))?;
    if let Some(window) = &product.window
        && (crate::domain::window::next(window, jiff::Timestamp::UNIX_EPOCH).is_none() || !WINDOW_MINUTES.contains(&window.minutes))
    {
        let title = "a window has a weekday, a time such as 02:30, 1 to 10080 minutes and an IANA time zone such as Europe/Berlin";
        return Err(invalid("maintenance_window", title));
    }
    if product.upgrade_on.is_some() && product.upgrade_version.is_none() {
        return Err(required("upgrade_version"));
    }
    let line = |name: &str, text: &Option<String>, max: usize| text.as_deref().map(|text| field::line(name, text, max)).transpose();
    let account_manager = match &product.account_manager {
        Some((name, email)) => {
            let name = field::line("account_manager_name", name, NAME_CHARS)?;
            Some((name, field::email("account_manager_email", email)?))
        }
        None => None,
    };
    Ok(NewProduct {
        slug,
        name,
        kind: product.kind,
        environment: line("environment", &product.environment, ENVIRONMENT_CHARS)?,
        account_manager,
        current_version: line("current_version", &product.current_version, REFERENCE_CHARS)?,
        upgrade_version: line("upgrade_version", &product.upgrade_version, REFERENCE_CHARS)?,
        upgrade_on: product.upgrade_on,
        window: product.window.clone(),
    })
}

/// Adds a category or subcategory under its own slug.
pub fn add_category(tx: &mut Tx<'_>, product_id: i64, parent_id: Option<i64>, name: &str, position: i64) -> Result<i64, Error> {
    let category = category(name)?;
    insert_category(tx, product_id, parent_id, &category, position)
}

/// The same with a category that is clean.
pub(super) fn insert_category(
    tx: &mut Tx<'_>,
    product_id: i64,
    parent_id: Option<i64>,
    category: &CategoryRef,
    position: i64,
) -> Result<i64, Error> {
    if categories::count_categories(tx, product_id)? >= CATEGORIES_PER_PRODUCT {
        return Err(too_many("categories", CATEGORIES_PER_PRODUCT));
    }
    categories::insert_category(tx, product_id, parent_id, category, position).map_err(taken("category", "this category"))
}

/// A category under its name; one in letters that no slug can be made of has a slug that follows from them all the same.
pub(super) fn category(name: &str) -> Result<CategoryRef, Error> {
    let name = field::line("category", name, NAME_CHARS)?;
    let plain = slug(&name);
    let slug = if plain.is_empty() { format!("c-{}", &hex(&Sha256::digest(&name))[..8]) } else { plain };
    Ok(CategoryRef { slug, name })
}

/// A customer to be added.
pub struct NewCustomer<'a> {
    /// Slug of the organization.
    pub organization: &'a str,
    /// Address.
    pub email: &'a str,
    /// Full name.
    pub name: &'a str,
    /// What they may do.
    pub role: AccountRole,
    /// Argon2id, if they get a password now.
    pub password_hash: Option<&'a str>,
    /// Slugs of the products that their seats reach; empty for one seat on all of the organization's.
    pub products: &'a [String],
    /// Whether they see all cases of the organization (S9).
    pub account_wide: bool,
    /// Whether they get a seat at all.
    pub has_seat: bool,
}

/// Adds a person of an organization with their seats, never beyond the plan's pool (S2).
pub fn create_customer(tx: &mut Tx<'_>, new: &NewCustomer<'_>, now: i64) -> Result<i64, Error> {
    let organization_id =
        organizations::id_of(tx, new.organization)?.ok_or_else(|| invalid("organization", "there is no such organization"))?;
    let email = field::email("email", new.email)?;
    let name = field::line("name", new.name, NAME_CHARS)?;
    let id = people::insert_customer(tx, organization_id, &email, &name, new.role, new.password_hash, now)
        .map_err(taken("email", "a person with this email"))?;
    if new.has_seat {
        give_seats(tx, organization_id, id, new, now)?;
    }
    events::append_other(tx, ("person", id), Did::on_the_machine(now), "customer-created")?;
    Ok(id)
}

fn give_seats(tx: &mut Tx<'_>, organization_id: i64, person_id: i64, new: &NewCustomer<'_>, now: i64) -> Result<(), Error> {
    if new.products.is_empty() {
        people::insert_seat(tx, person_id, None, new.account_wide, now)?;
    }
    for slug in new.products {
        let product = products::by_slug(tx, Some(organization_id), slug)?;
        let product = product
            .ok_or_else(|| invalid("product", format!("the organization has no product {}", caseport_shared::text::line(slug, 60))))?;
        people::insert_seat(tx, person_id, Some(product.id), new.account_wide, now).map_err(taken("product", "this seat"))?;
    }
    check_pool(tx, organization_id, now)
}

/// Whether an organization holds no more seats than its plan gives (S2).
pub fn check_pool(tx: &mut Tx<'_>, organization_id: i64, now: i64) -> Result<(), Error> {
    let plan = organizations::plan_of(tx, organization_id)?;
    let taken = organizations::seats_taken(tx, organization_id, plan.seat_counts, now)?;
    if taken > plan.seats {
        return Err(invalid(
            "organization",
            format!("no seat is left: the plan {} gives {}, and {taken} would be taken", plan.name, plan.seats),
        ));
    }
    Ok(())
}

/// Sets a person's password and ends all their sign-ins (I2).
pub fn reset_password(tx: &mut Tx<'_>, email: &str, password_hash: &str, now: i64) -> Result<(), Error> {
    let email = field::email("email", email)?;
    let person = people::by_email(tx, &email)?.filter(|person| person.is_active);
    let person = person.ok_or_else(|| invalid("email", "there is no such person"))?;
    if password_hash.is_empty() {
        return Err(required("password"));
    }
    people::set_password(tx, person.id, password_hash)?;
    sessions::end_all(tx, person.id)?;
    tx.hint(Audience::Rights(person.id), Hint::Reload);
    events::append_other(tx, ("person", person.id), Did::on_the_machine(now), "password-reset")?;
    Ok(())
}
