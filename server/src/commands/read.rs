//! Lists and looks: cases by query, products, people, who is signed in.

use caseport_shared::api::case::CasePage;
use caseport_shared::api::person::PeoplePage;
use caseport_shared::api::product::{ProductPage, ProductView, SeatPool};
use caseport_shared::api::session::Me;
use caseport_shared::limits::{NOTICES_PER_PRODUCT, PAGE_DEFAULT, PAGE_MAX};
use caseport_shared::person::Side;
use caseport_shared::query;

use super::error::invalid;
use super::system::CURSOR_SECRET;
use super::{Context, Error};
use crate::cursor::List;
use crate::policy::desk::{DeskAction, may};
use crate::policy::{self, Actor, Role, Seat};
use crate::store::case_list::{self, After, Listing};
use crate::store::{StoreError, Tx, categories, contacts, housekeeping, notices, organizations, people, products};

/// What a list is asked with.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// The query, for cases.
    pub query: String,
    /// Where the page begins.
    pub cursor: Option<String>,
    /// How many.
    pub limit: Option<usize>,
}

impl Ask {
    pub(super) fn limit(&self) -> Result<usize, Error> {
        page_limit(self.limit)
    }
}

/// How many entries a page has.
pub(super) fn page_limit(asked: Option<usize>) -> Result<usize, Error> {
    match asked {
        None => Ok(PAGE_DEFAULT),
        Some(limit) if (1..=PAGE_MAX).contains(&limit) => Ok(limit),
        Some(_) => Err(invalid("limit", format!("limit is from 1 to {PAGE_MAX}"))),
    }
}

/// The list with a name, whose cursors fit nothing else.
pub(super) fn list_named(tx: &mut Tx<'_>, name: &str) -> Result<List, Error> {
    let secret = housekeeping::setting(tx, CURSOR_SECRET)?;
    let secret = secret.ok_or_else(|| StoreError::Corrupt("there is no secret for cursors".to_owned()))?;
    Ok(List::new(&secret, name))
}

/// Cases of a query.
pub fn cases(tx: &mut Tx<'_>, context: &Context, ask: &Ask) -> Result<CasePage, Error> {
    let query = query::parse(&ask.query)?;
    // A cursor fits one list alone: the same query, order and scope.
    let list = list_named(tx, &format!("cases {:?} {:?} {:?}", query, context.scope(), context.actor.person_id))?;
    let after = match &ask.cursor {
        Some(cursor) => {
            let [key, second, number] = list.read(cursor).ok_or(Error::Cursor)?;
            Some(After { key, second, number })
        }
        None => None,
    };
    let listing = Listing { query: &query, scope: context.scope(), reader: context.reader(), after, limit: ask.limit()?, now: context.now };
    let (cases, next) = case_list::list(tx, &listing)?;
    Ok(CasePage { cases, next: next.map(|after| list.write([after.key, after.second, after.number])) })
}

/// Products that the actor sees.
pub fn products(tx: &mut Tx<'_>, context: &Context, ask: &Ask) -> Result<ProductPage, Error> {
    let Ok(organization) = policy::products_of(&context.actor) else {
        return Ok(ProductPage { products: Vec::new(), next: None });
    };
    let limit = ask.limit()?;
    let list = list_named(tx, &format!("products {organization:?}"))?;
    let after = ask.cursor.as_deref().map(|cursor| list.read_texts(cursor).ok_or(Error::Cursor)).transpose()?;
    let after = after.as_ref().map(|[name, slug]| (name.as_str(), slug.as_str()));
    let reader = (context.actor.person_id, context.actor.side() == Side::Support);
    let mut found = products::list(tx, organization, None, after, reader, context.now, limit + 1)?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| list.write_texts([&last.summary.name, &last.summary.slug]));
    Ok(ProductPage { products: found.into_iter().map(|product| product.summary).collect(), next })
}

/// One product with all that is known about it.
pub fn product(tx: &mut Tx<'_>, context: &Context, slug: &str) -> Result<ProductView, Error> {
    let organization = policy::products_of(&context.actor)?;
    let reader = (context.actor.person_id, context.actor.side() == Side::Support);
    let found = products::list(tx, organization, Some(slug), None, reader, context.now, 1)?.pop().ok_or(Error::NotFound)?;
    let plan = organizations::plan_of(tx, found.organization_id)?;
    let taken = organizations::seats_taken(tx, found.organization_id, plan.seat_counts, context.now_ms())?;
    Ok(ProductView {
        plan: plan.name,
        promises: organizations::promises(tx, found.organization_id)?,
        environment: found.environment,
        account_manager: found.account_manager.filter(|_| plan.has_account_manager),
        upgrade_version: found.upgrade_version,
        upgrade_on: found.upgrade_on,
        categories: categories::categories(tx, found.id)?,
        contacts: contacts::contacts(tx, found.id, PAGE_MAX)?,
        seats: products::seats(tx, found.organization_id, found.id, context.now_ms(), PAGE_MAX)?,
        pool: SeatPool { total: plan.seats, taken, counts: plan.seat_counts },
        version: found.version,
        notices: notices::standing(tx, found.id, context.now_ms(), NOTICES_PER_PRODUCT)?,
        can_edit: may(&context.actor, DeskAction::EditProducts).is_ok(),
        summary: found.summary,
    })
}

/// People of support, or of an organization: one's own unless another is named.
pub fn people(tx: &mut Tx<'_>, context: &Context, side: Option<Side>, organization: Option<&str>, ask: &Ask) -> Result<PeoplePage, Error> {
    let whose = match (side, organization, &context.actor.role) {
        (Some(Side::Customer), None, Role::Staff(_)) => return Err(invalid("organization", "name the organization")),
        (Some(Side::Support), Some(_), _) => return Err(invalid("organization", "support belongs to no organization")),
        (Some(Side::Support), None, _) | (None, None, Role::Staff(_)) => None,
        (_, Some(slug), _) => Some(organizations::id_of(tx, slug)?.ok_or(Error::NotFound)?),
        (_, None, Role::Customer { organization_id, .. }) => Some(*organization_id),
    };
    if !policy::may_list_people_of(&context.actor, whose) {
        return Err(Error::NotFound);
    }
    let limit = ask.limit()?;
    let list = list_named(tx, &format!("people {whose:?}"))?;
    let after = ask.cursor.as_deref().map(|cursor| list.read_texts(cursor).ok_or(Error::Cursor)).transpose()?;
    let after = after.as_ref().map(|[name, email]| (name.as_str(), email.as_str()));
    let mut found = people::list(tx, whose, after, limit + 1)?;
    let more = found.len() > limit;
    found.truncate(limit);
    if context.actor.side() == Side::Customer {
        // Whom support keeps out is between support and them.
        for person in &mut found {
            person.is_locked = false;
        }
    }
    let next = found.last().filter(|_| more).map(|last| list.write_texts([&last.name, &last.email]));
    Ok(PeoplePage { people: found, next })
}

/// Who an actor is, in the words of the API.
pub fn me(tx: &mut Tx<'_>, actor: &Actor) -> Result<Me, Error> {
    let (staff_role, account_role, organization, account_wide, can_file) = match actor.role {
        Role::Staff(role) => (Some(role), None, None, true, true),
        Role::Customer { organization_id, account_role, seat } => {
            let organization = organizations::named(tx, organization_id)?;
            (None, Some(account_role), Some(organization), seat == Seat::AccountWide, seat != Seat::None)
        }
    };
    Ok(Me {
        name: actor.name.clone(),
        email: actor.email.clone(),
        side: actor.side(),
        staff_role,
        account_role,
        organization,
        account_wide,
        can_file,
        signature: None,
        settings: super::settings::view_of(tx, actor.person_id)?,
    })
}
