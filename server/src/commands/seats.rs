//! Seats (S2, S5, S6, S10): who holds them, and what a service request does to them.

use caseport_shared::api::live::Hint;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::product::SeatPool;
use caseport_shared::api::seat::SeatList;
use caseport_shared::case::CaseNumber;
use caseport_shared::limits::SEATS_LISTED;
use caseport_shared::person::AccountRole;
use caseport_shared::request::{ChangeSeat, GrantSeat, PutContact, RemoveContact, RemoveUser, ServiceRequest};

use super::contacts::{self, Contact};
use super::error::{invalid, required};
use super::undo::{Known, Step};
use super::{Context, Error, announce_people, field, invite, leave, roles};
use crate::domain;
use crate::policy::{self, AccountAction, Role};
use crate::store::departures::{self, Newcomer, Someone};
use crate::store::organizations::{self, Plan};
use crate::store::{Audience, Tx, events, people, products, seats};

/// The seats of an organization: one's own, or the one that support names (S10).
pub fn list(tx: &mut Tx<'_>, context: &Context, organization: Option<&str>) -> Result<SeatList, Error> {
    let organization_id = match (field::given(organization), &context.actor.role) {
        (Some(slug), _) => organizations::id_of(tx, slug)?.ok_or(Error::NotFound)?,
        (None, Role::Customer { organization_id, .. }) => *organization_id,
        (None, Role::Staff(_)) => return Err(required("organization")),
    };
    // That an organization is not one's own is no reason to say that it exists.
    policy::check_account(&context.actor, organization_id, AccountAction::SeeSeats)?;
    of(tx, organization_id, context.now_ms())
}

fn of(tx: &mut Tx<'_>, organization_id: i64, now: i64) -> Result<SeatList, Error> {
    let plan = organizations::plan_of(tx, organization_id)?;
    let taken = organizations::seats_taken(tx, organization_id, plan.seat_counts, now)?;
    Ok(SeatList {
        organization: organizations::named(tx, organization_id)?,
        plan: plan.name,
        pool: SeatPool { total: plan.seats, taken, counts: plan.seat_counts },
        holders: seats::holders(tx, organization_id, now, SEATS_LISTED)?,
    })
}

/// The seats of an organization before something is done about them.
pub(super) fn pool(tx: &mut Tx<'_>, organization_id: i64, now: i64) -> Result<SeatList, Error> {
    of(tx, organization_id, now)
}

/// Whether an organization holds no more seats than its plan gives (S2), or no more than before where it held too many: a plan
/// may give fewer than it did, which puts nobody out. Where it does, who held them before is told (S6).
pub(super) fn check_no_more(tx: &mut Tx<'_>, organization_id: i64, before: &SeatList, now: i64) -> Result<(), Error> {
    let taken = of(tx, organization_id, now)?.pool.taken;
    if taken <= before.pool.total || taken <= before.pool.taken { Ok(()) } else { Err(full(before)) }
}

/// Whether one more seat is free.
pub(super) fn check_room(tx: &mut Tx<'_>, organization_id: i64, now: i64) -> Result<(), Error> {
    let list = of(tx, organization_id, now)?;
    if list.pool.taken < list.pool.total { Ok(()) } else { Err(full(&list)) }
}

fn full(list: &SeatList) -> Error {
    let title = format!(
        "no seat is left: the plan {} gives {}; name who leaves for the newcomer, or have a shared mailbox hold one seat for several people",
        list.plan, list.pool.total
    );
    let mut problem = Problem::new(ErrorCode::NoSeatLeft, title).field("instead_of").limit(u64::from(list.pool.total));
    problem.current = serde_json::to_value(list).ok();
    problem.into()
}

/// Whether somebody may hold a seat of a plan (S5).
pub(super) fn may_hold(plan: &Plan, role: AccountRole, is_shared: bool) -> Result<(), Error> {
    domain::seats::may_hold(plan.is_trial && !plan.trial_seats, &plan.seat_roles, role, is_shared)
        .map_err(|reason| Problem::new(ErrorCode::HoldsNoSeat, reason.to_string()).field("role").into())
}

/// What carrying out a request did.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// What takes it back.
    pub steps: Vec<Step>,
    /// Open cases that nobody was given.
    pub left_open: Vec<CaseNumber>,
}

/// Does what a request asks for; nobody is asked whether they may.
pub(super) fn carry_out(tx: &mut Tx<'_>, context: &Context, organization_id: i64, asks: &ServiceRequest) -> Result<Done, Error> {
    match asks {
        ServiceRequest::GrantSeat(grant) => self::grant(tx, context, organization_id, grant),
        ServiceRequest::RemoveUser(RemoveUser { email, hand_over_to }) => {
            let someone = member(tx, organization_id, "email", email)?;
            let left = leave::customer(tx, context, &someone, field::given(hand_over_to.as_deref()))?;
            Ok(Done { steps: left.steps, left_open: left.nobodys })
        }
        ServiceRequest::ChangeSeat(change) => self::change(tx, context, organization_id, change),
        ServiceRequest::ChangeRole(change) => {
            let someone = member(tx, organization_id, "email", &change.email)?;
            let step = roles::change(tx, context, &someone, change.role)?;
            Ok(Done { steps: step.into_iter().collect(), ..Done::default() })
        }
        ServiceRequest::PutContact(PutContact { product, email, name, title, maintenance, incidents }) => {
            let product = product_of(tx, organization_id, product)?;
            let contact = Contact {
                name: name.clone(),
                email: field::email("email", email)?,
                title: title.clone(),
                maintenance: *maintenance,
                incidents: *incidents,
            };
            let was = contacts::put(tx, product, organization_id, &contact)?;
            let is = contacts::get(tx, product, organization_id, &contact.email)?;
            events::append_other(tx, ("product", product), context.did(), "contact-saved")?;
            Ok(Done { steps: vec![Step::Contact { product, email: contact.email, was, is }], ..Done::default() })
        }
        ServiceRequest::RemoveContact(RemoveContact { product, email }) => {
            let product = product_of(tx, organization_id, product)?;
            let email = field::email("email", email)?;
            let was = contacts::remove(tx, product, &email)?;
            events::append_other(tx, ("product", product), context.did(), "contact-removed")?;
            if was.is_none() {
                return Err(no_contact());
            }
            Ok(Done { steps: vec![Step::Contact { product, email, was, is: None }], ..Done::default() })
        }
    }
}

pub(super) fn no_contact() -> Error {
    invalid("email", "this product has no such contact")
}

/// A product of an organization.
pub(super) fn product_of(tx: &mut Tx<'_>, organization_id: i64, slug: &str) -> Result<i64, Error> {
    let found = products::by_slug(tx, Some(organization_id), slug.trim())?;
    Ok(found.ok_or_else(|| invalid("product", "the organization has no such product"))?.id)
}

/// Somebody of an organization who has not left.
pub(super) fn member(tx: &mut Tx<'_>, organization_id: i64, name: &str, email: &str) -> Result<Someone, Error> {
    let found = departures::someone(tx, &field::email(name, email)?)?;
    let found = found.filter(|someone| someone.is_active && someone.account.map(|(id, _)| id) == Some(organization_id));
    found.ok_or_else(|| invalid(name, "there is no such person in the organization"))
}

fn grant(tx: &mut Tx<'_>, context: &Context, organization_id: i64, grant: &GrantSeat) -> Result<Done, Error> {
    let now = context.now_ms();
    let before = pool(tx, organization_id, now)?;
    let product_id = grant.product.as_deref().map(|slug| product_of(tx, organization_id, slug)).transpose()?;
    let email = field::email("email", &grant.email)?;
    let (someone, came) = come(tx, context, organization_id, &email, grant)?;
    // Whether somebody who is here already is a shared mailbox is not for the request to say.
    let plan = organizations::plan_of(tx, organization_id)?;
    may_hold(&plan, grant.role, someone.is_shared)?;
    let mut done = Done { steps: came, left_open: Vec::new() };
    // Before whoever leaves, so that the newcomer can be given what they leave behind.
    let seat = (product_id, grant.account_wide);
    let held_until = if someone.is_expected { Some(invite::send(tx, context, &someone)?.expires_at) } else { None };
    seats::give(tx, someone.id, seat, held_until, now)?;
    if let Some(held_until) = held_until {
        seats::hold(tx, someone.id, held_until)?;
    }
    done.steps.push(Step::Gave { person: someone.id, product: product_id });
    tx.hint(Audience::Rights(someone.id), Hint::Reload);
    announce_people(tx, Some(organization_id));
    events::append_other(tx, ("person", someone.id), context.did(), "seat-given")?;
    if let Some(leaver) = field::given(grant.instead_of.as_deref()) {
        let leaver = member(tx, organization_id, "instead_of", leaver)?;
        if leaver.id == someone.id {
            return Err(invalid("instead_of", "nobody takes their own place"));
        }
        let left = leave::customer(tx, context, &leaver, field::given(grant.hand_over_to.as_deref()))?;
        done.steps.extend(left.steps);
        done.left_open = left.nobodys;
    }
    check_no_more(tx, organization_id, &before, now)?;
    Ok(done)
}

/// The person who is to have a seat: found, brought back, or new.
fn come(tx: &mut Tx<'_>, context: &Context, organization_id: i64, email: &str, grant: &GrantSeat) -> Result<(Someone, Vec<Step>), Error> {
    let now = context.now_ms();
    let before = departures::someone(tx, email)?;
    if let Some(someone) = &before {
        if someone.account.map(|(id, _)| id) != Some(organization_id) {
            return Err(invalid("email", "this address belongs to somebody elsewhere in the portal"));
        }
        if someone.is_active {
            check_new_seat(tx, organization_id, someone.id, grant.product.as_deref(), now)?;
            let step = roles::change(tx, context, someone, grant.role)?;
            return Ok((someone.clone(), step.into_iter().collect()));
        }
    }
    let line = |name: &str, text: &Option<String>| {
        field::given(text.as_deref()).map(|text| field::line(name, text, caseport_shared::limits::NAME_CHARS)).transpose()
    };
    let (title, phone) = (line("title", &grant.title)?, line("phone", &grant.phone)?);
    let name = field::line("name", &grant.name, caseport_shared::limits::NAME_CHARS)?;
    let new = Newcomer {
        organization_id,
        email,
        name: &name,
        role: grant.role,
        title: title.as_deref(),
        phone: phone.as_deref(),
        is_shared: grant.is_shared,
        now,
    };
    let id = departures::welcome(tx, &new)?;
    events::append_other(tx, ("person", id), context.did(), "customer-created")?;
    let someone = departures::by_id(tx, id)?.ok_or(Error::NotFound)?;
    let was = before.and_then(|before| {
        let reached = Some((before.title, before.phone));
        Some(Known { name: before.name, role: before.account?.1, is_shared: before.is_shared, reached })
    });
    Ok((someone, vec![Step::Came { person: id, was }]))
}

/// Whether somebody has no seat yet that reaches what they are to reach.
pub(super) fn check_new_seat(tx: &mut Tx<'_>, organization_id: i64, person_id: i64, product: Option<&str>, now: i64) -> Result<(), Error> {
    let product_id = product.map(|slug| product_of(tx, organization_id, slug)).transpose()?;
    let held = seats::lasting(tx, person_id, now)?;
    let has = held.iter().any(|seat| seat.product_id.is_none() || seat.product_id == product_id);
    if has { Err(invalid("email", "this person holds such a seat already")) } else { Ok(()) }
}

fn change(tx: &mut Tx<'_>, context: &Context, organization_id: i64, change: &ChangeSeat) -> Result<Done, Error> {
    let someone = member(tx, organization_id, "email", &change.email)?;
    let product_id = change.product.as_deref().map(|slug| product_of(tx, organization_id, slug)).transpose()?;
    let (seat, was) = people::seat(tx, someone.id, product_id)?.ok_or_else(|| invalid("product", "this person holds no such seat"))?;
    if was == change.account_wide {
        return Err(invalid("account_wide", "the seat is so already"));
    }
    people::update_seat(tx, seat, change.account_wide)?;
    tx.hint(Audience::Rights(someone.id), Hint::Reload);
    announce_people(tx, Some(organization_id));
    events::append_other(tx, ("person", someone.id), context.did(), "seat-changed")?;
    Ok(Done { steps: vec![Step::Widened { person: someone.id, product: product_id, was }], ..Done::default() })
}
