//! Granting a stranger access (S3): support confirms organization and role, and a case of theirs says what was done.

use caseport_shared::api::access::{AccessState, GrantAccess, NewAccessRequest};
use caseport_shared::api::case::NewCase;
use caseport_shared::api::request::Decided;
use caseport_shared::limits::PAGE_MAX;
use caseport_shared::request::{GrantSeat, ServiceRequest};
use caseport_shared::severity::Severity;

use super::error::invalid;
use super::{Context, Error, field, file_case, requests, seats};
use crate::policy::door::may_decide_access;
use crate::store::{Tx, access, events, organizations, products};

/// Gives a stranger a seat and files the case that says so, for which they are the requester; the seat can be taken back there.
pub fn grant(tx: &mut Tx<'_>, context: &Context, id: i64, how: &GrantAccess) -> Result<Decided, Error> {
    may_decide_access(&context.actor)?;
    let request = access::get(tx, id)?.ok_or(Error::NotFound)?;
    // Said before anything is looked at: what else is wrong comes of its having been granted.
    if request.state != AccessState::Open {
        return Err(Error::Decided);
    }
    let asked = request.asked;
    let organization_id = organizations::id_of(tx, how.organization.trim())?;
    let organization_id = organization_id.ok_or_else(|| invalid("organization", "there is no such organization"))?;
    let product = match field::given(how.product.as_deref()) {
        Some(slug) => slug.to_owned(),
        None => first_product(tx, context, organization_id)?,
    };
    let asks = ServiceRequest::GrantSeat(GrantSeat {
        name: asked.name.clone(),
        email: asked.email.clone(),
        title: field::given(Some(&asked.title)).map(str::to_owned),
        phone: field::given(Some(&asked.phone)).map(str::to_owned),
        product: field::given(how.product.as_deref()).map(str::to_owned),
        role: how.role,
        account_wide: how.account_wide,
        is_shared: how.is_shared,
        instead_of: how.instead_of.clone(),
        hand_over_to: how.hand_over_to.clone(),
    });
    let done = seats::carry_out(tx, context, organization_id, &asks)?;
    let case = NewCase {
        product,
        severity: Severity::Cosmetic,
        subject: format!("Portal access for {}", asked.name),
        description: described(&asked),
        requester: Some(asked.email.clone()),
        ..NewCase::default()
    };
    let filed = file_case::file_for_access(tx, context, &case)?;
    let decided = requests::applied(tx, context, filed.number, &asks, done)?;
    let case_id = decided.0;
    if !access::settle(tx, id, AccessState::Granted, context.actor.person_id, Some(case_id), context.now_ms())? {
        return Err(Error::Decided);
    }
    events::append_other(tx, ("access-request", id), context.did(), "access-granted")?;
    Ok(decided.1)
}

/// The product that the case is about where the seat is for all of the organization's.
fn first_product(tx: &mut Tx<'_>, context: &Context, organization_id: i64) -> Result<String, Error> {
    let all = products::list(tx, Some(organization_id), None, None, (context.actor.person_id, true), context.now, PAGE_MAX)?;
    let first = all.into_iter().next().ok_or_else(|| invalid("organization", "the organization has no product"))?;
    Ok(first.summary.slug)
}

/// What the stranger said, as the case's description.
fn described(asked: &NewAccessRequest) -> String {
    let said = [
        ("Name", &asked.name),
        ("Email", &asked.email),
        ("Company", &asked.company),
        ("Username or domain", &asked.username),
        ("Product", &asked.product),
        ("Title", &asked.title),
        ("Phone", &asked.phone),
    ];
    let said = said.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}: {value}"));
    said.collect::<Vec<_>>().join("\n")
}
