//! Organizations, as Admins edit them.

use caseport_shared::api::organization::{EditOrganization, NewOrganization, OrganizationPage, OrganizationSummary, OrganizationView};
use caseport_shared::api::plan::OverPool;
use caseport_shared::api::product::{OrganizationRef, SeatPool};
use caseport_shared::limits::{NAME_CHARS, PAGE_MAX};

use super::admin::create_organization;
use super::error::{invalid, stale};
use super::plans::{held, refuse};
use super::read::{Ask, list_named};
use super::{Context, Error, announce_products, changes, field};
use crate::policy::desk::{DeskAction, may};
use crate::store::{Tx, events, organizations, plans};

/// Organizations by name.
pub fn list(tx: &mut Tx<'_>, context: &Context, ask: &Ask) -> Result<OrganizationPage, Error> {
    may(&context.actor, DeskAction::Look)?;
    let limit = ask.limit()?;
    let list = list_named(tx, "organizations")?;
    let after = ask.cursor.as_deref().map(|cursor| list.read_texts(cursor).ok_or(Error::Cursor)).transpose()?;
    let mut found = organizations::list(tx, after.as_ref().map(|[name, slug]| (name.as_str(), slug.as_str())), limit + 1)?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| list.write_texts([&last.organization.name, &last.organization.slug]));
    Ok(OrganizationPage { organizations: found, next })
}

/// One organization.
pub fn view(tx: &mut Tx<'_>, context: &Context, slug: &str) -> Result<OrganizationView, Error> {
    may(&context.actor, DeskAction::Look)?;
    let written = organizations::written(tx, slug)?.ok_or(Error::NotFound)?;
    let plan = organizations::plan_of(tx, written.id)?;
    let taken = organizations::seats_taken(tx, written.id, plan.seat_counts, context.now_ms())?;
    Ok(OrganizationView {
        summary: OrganizationSummary {
            organization: OrganizationRef { slug: slug.to_owned(), name: written.name },
            plan: written.plan,
            region: written.region,
        },
        version: written.version,
        pool: SeatPool { total: plan.seats, taken, counts: plan.seat_counts },
        products: organizations::products(tx, written.id, PAGE_MAX)?,
    })
}

/// Adds an organization.
pub fn create(tx: &mut Tx<'_>, context: &Context, new: &NewOrganization) -> Result<OrganizationView, Error> {
    may(&context.actor, DeskAction::Administer)?;
    let (_, slug) = create_organization(tx, &new.name, new.slug.as_deref(), &new.plan, new.region, context.did())?;
    view(tx, context, &slug)
}

/// Changes an organization, if it is still at the version that the editor saw.
pub fn edit(tx: &mut Tx<'_>, context: &Context, slug: &str, version: i64, edit: &EditOrganization) -> Result<OrganizationView, Error> {
    may(&context.actor, DeskAction::Administer)?;
    let before = view(tx, context, slug)?;
    if before.version != version {
        return Err(stale("the organization", &before));
    }
    let known = organizations::written(tx, slug)?.ok_or(Error::NotFound)?;
    let name = edit.name.as_deref().map_or_else(|| Ok(known.name.clone()), |name| field::line("name", name, NAME_CHARS))?;
    let plan = edit.plan.as_deref().unwrap_or(&known.plan);
    let region = edit.region.unwrap_or(known.region);
    if (&name, plan, region) == (&known.name, known.plan.as_str(), known.region) {
        return Ok(before);
    }
    let Some((plan_id, after)) = plans::get(tx, plan)? else {
        let known = organizations::plan_slugs(tx)?.join(", ");
        return Err(invalid("plan", format!("there is no such plan; plans are: {known}")));
    };
    if !edit.over_pool_ok && plan != known.plan {
        let is = held(tx, known.id, &after.content, context.now_ms())?;
        if is.excess() > before.pool.taken.saturating_sub(before.pool.total) {
            let organization = OrganizationRef { slug: slug.to_owned(), name: name.clone() };
            refuse(vec![OverPool { organization, taken: is.taken, total: is.total }])?;
        }
    }
    organizations::update(tx, known.id, &name, plan_id, region)?;
    announce_products(tx, known.id);
    let after = view(tx, context, slug)?;
    let detail = changes::between(&before.summary, &after.summary);
    events::append_detail(tx, ("organization", known.id), context.did(), "organization-edited", &detail)?;
    Ok(after)
}
