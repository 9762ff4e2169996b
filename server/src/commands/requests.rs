//! Service requests on cases (S4, S8): checked when they are filed, applied, declined and taken back by support.

use caseport_shared::api::comment::{NewReply, Send};
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::request::{ApplyRequest, Decided, DeclineRequest, RequestView};
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::Visibility;
use caseport_shared::event::Fact;
use caseport_shared::limits::{NAME_CHARS, REASON_CHARS};
use caseport_shared::person::Side;
use caseport_shared::request::{ChangeSeat, GrantSeat, PutContact, RequestAction, RequestState, ServiceRequest};
use caseport_shared::status::Status;

use super::error::invalid;
use super::undo::{self, Step};
use super::{Context, Error, Loaded, comment, contacts, decided, field, load, save, seats};
use crate::domain::case::{Case, Command};
use crate::outbox::{Letter, post};
use crate::policy::{self, AccountAction};
use crate::store::requests::{self, Kept};
use crate::store::{StoreError, Tx, cases, departures, events, organizations, people};

/// How long a decision can be taken back, in milliseconds: an hour (S8).
const UNDO: i64 = 60 * 60 * 1_000;

/// Checks a request that is about to be filed, and cleans what was typed.
///
/// # Errors
/// What is wrong, who must do what, and the way out (S5, S6).
pub(super) fn check(tx: &mut Tx<'_>, context: &Context, organization_id: i64, asks: &ServiceRequest) -> Result<ServiceRequest, Error> {
    if policy::check_account(&context.actor, organization_id, AccountAction::Ask).is_err() {
        let title = "somebody of your organization who holds a seat has to ask for this";
        return Err(Problem::new(ErrorCode::NotAllowed, title).into());
    }
    let mut asks = asks.clone();
    clean(&mut asks)?;
    if let Some(product) = asks.product() {
        seats::product_of(tx, organization_id, product)?;
    }
    match &asks {
        ServiceRequest::GrantSeat(grant) => check_grant(tx, context, organization_id, grant)?,
        ServiceRequest::RemoveUser(remove) => {
            seats::member(tx, organization_id, "email", &remove.email)?;
            if remove.hand_over_to.as_ref() == Some(&remove.email) {
                return Err(invalid("hand_over_to", "whoever leaves cannot be given their own cases"));
            }
            if let Some(to) = &remove.hand_over_to {
                seats::member(tx, organization_id, "hand_over_to", to)?;
            }
        }
        ServiceRequest::ChangeSeat(ChangeSeat { email, product, account_wide }) => {
            let someone = seats::member(tx, organization_id, "email", email)?;
            let product_id = product.as_deref().map(|slug| seats::product_of(tx, organization_id, slug)).transpose()?;
            let seat = people::seat(tx, someone.id, product_id)?;
            let (_, was) = seat.ok_or_else(|| invalid("product", "this person holds no such seat"))?;
            if was == *account_wide {
                return Err(invalid("account_wide", "the seat is so already"));
            }
        }
        ServiceRequest::ChangeRole(change) => {
            let someone = seats::member(tx, organization_id, "email", &change.email)?;
            if someone.account.is_some_and(|(_, role)| role == change.role) {
                return Err(invalid("role", "this person has that role already"));
            }
        }
        ServiceRequest::PutContact(_) => {}
        ServiceRequest::RemoveContact(remove) => {
            let product = seats::product_of(tx, organization_id, &remove.product)?;
            contacts::get(tx, product, organization_id, &remove.email)?.ok_or_else(seats::no_contact)?;
        }
    }
    Ok(asks)
}

fn check_grant(tx: &mut Tx<'_>, context: &Context, organization_id: i64, grant: &GrantSeat) -> Result<(), Error> {
    // Of people elsewhere nobody is told; support is, when it applies.
    let known = departures::someone(tx, &grant.email)?;
    let known = known.filter(|someone| someone.is_active && someone.account.map(|(id, _)| id) == Some(organization_id));
    let is_shared = known.as_ref().map_or(grant.is_shared, |someone| someone.is_shared);
    seats::may_hold(&organizations::plan_of(tx, organization_id)?, grant.role, is_shared)?;
    if grant.instead_of.is_some() && grant.instead_of == grant.hand_over_to {
        return Err(invalid("hand_over_to", "whoever leaves cannot be given their own cases"));
    }
    if let Some(someone) = known {
        seats::check_new_seat(tx, organization_id, someone.id, grant.product.as_deref(), context.now_ms())?;
    }
    for (name, email) in [("instead_of", &grant.instead_of), ("hand_over_to", &grant.hand_over_to)] {
        if let Some(email) = email.as_ref().filter(|email| **email != grant.email) {
            seats::member(tx, organization_id, name, email)?;
        }
    }
    if grant.instead_of.is_none() && context.actor.side() == Side::Customer {
        seats::check_room(tx, organization_id, context.now_ms())?;
    }
    Ok(())
}

/// Cleans and bounds everything that was typed.
fn clean(asks: &mut ServiceRequest) -> Result<(), Error> {
    let small = |name: &str, text: &mut Option<String>| -> Result<(), Error> {
        *text = field::given(text.as_deref()).map(|text| field::line(name, text, NAME_CHARS)).transpose()?;
        Ok(())
    };
    let address = |name: &str, text: &mut Option<String>| -> Result<(), Error> {
        *text = field::given(text.as_deref()).map(|text| field::email(name, text)).transpose()?;
        Ok(())
    };
    match asks {
        ServiceRequest::GrantSeat(grant) => {
            grant.name = field::line("name", &grant.name, NAME_CHARS)?;
            grant.email = field::email("email", &grant.email)?;
            small("title", &mut grant.title)?;
            small("phone", &mut grant.phone)?;
            small("product", &mut grant.product)?;
            address("instead_of", &mut grant.instead_of)?;
            address("hand_over_to", &mut grant.hand_over_to)?;
        }
        ServiceRequest::RemoveUser(remove) => {
            remove.email = field::email("email", &remove.email)?;
            address("hand_over_to", &mut remove.hand_over_to)?;
        }
        ServiceRequest::ChangeSeat(change) => {
            change.email = field::email("email", &change.email)?;
            small("product", &mut change.product)?;
        }
        ServiceRequest::ChangeRole(change) => change.email = field::email("email", &change.email)?,
        ServiceRequest::PutContact(PutContact { product, email, name, title, .. }) => {
            *product = field::line("product", product, NAME_CHARS)?;
            *email = field::email("email", email)?;
            *name = field::line("name", name, NAME_CHARS)?;
            small("title", title)?;
        }
        ServiceRequest::RemoveContact(remove) => {
            remove.product = field::line("product", &remove.product, NAME_CHARS)?;
            remove.email = field::email("email", &remove.email)?;
        }
    }
    Ok(())
}

/// Puts a checked request on the case that has just been filed, and tells the Owners (S4).
pub(super) fn put(tx: &mut Tx<'_>, context: &Context, case: &Case, asks: &ServiceRequest) -> Result<(), Error> {
    requests::insert(tx, case.id, asks)?;
    tell_owners(tx, context, case, &Letter::RequestFiled { case_id: case.id })
}

fn tell_owners(tx: &mut Tx<'_>, context: &Context, case: &Case, letter: &Letter) -> Result<(), Error> {
    for (person_id, email, _) in departures::owners(tx, case.organization_id)? {
        if person_id != context.actor.person_id {
            post(tx, Some(person_id), &email, letter, context.now_ms())?;
        }
    }
    Ok(())
}

/// The request of a case as the reader sees it, if it carries one.
pub(super) fn view(tx: &mut Tx<'_>, context: &Context, case: &Case) -> Result<Option<RequestView>, Error> {
    let Some(kept) = requests::get(tx, case.id)? else { return Ok(None) };
    let undo_until = kept.decided.filter(|_| kept.undo.is_some()).map(|(at, _)| at + UNDO).filter(|until| *until > context.now_ms());
    let may = policy::check_account(&context.actor, case.organization_id, AccountAction::Decide).is_ok();
    let can = match kept.state {
        _ if !may => Vec::new(),
        RequestState::Pending if case.status != Status::Closed => vec![RequestAction::Apply, RequestAction::Decline],
        RequestState::Applied if undo_until.is_some() => vec![RequestAction::Undo],
        RequestState::Pending | RequestState::Applied | RequestState::Declined => Vec::new(),
    };
    let decided_by = match kept.decided {
        Some((_, by)) => Some(people::named(tx, by, context.actor.side())?),
        None => None,
    };
    Ok(Some(RequestView {
        asks: kept.asks,
        state: kept.state,
        decided_at: kept.decided.map(|(at, _)| cases::time(at)).transpose()?,
        decided_by,
        undo_until: undo_until.map(cases::time).transpose()?,
        can,
    }))
}

/// A case with its request, for somebody who may decide it.
fn pending(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, state: RequestState) -> Result<(Case, Kept), Error> {
    let Loaded { case, .. } = load(tx, context, number, CaseAction::View)?;
    let kept = requests::get(tx, case.id)?.ok_or(Error::NotFound)?;
    policy::check_account(&context.actor, case.organization_id, AccountAction::Decide)?;
    if kept.state == state { Ok((case, kept)) } else { Err(wrong_state(kept.state)) }
}

fn wrong_state(state: RequestState) -> Error {
    let title = match state {
        RequestState::Pending => "nobody has decided this request",
        RequestState::Applied => "this request is done already",
        RequestState::Declined => "this request was declined already",
    };
    Problem::new(ErrorCode::WrongState, title).into()
}

/// Does what the case asks for and notes it there, in one transaction (S8).
pub fn apply(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, how: &ApplyRequest) -> Result<Decided, Error> {
    let (case, mut kept) = pending(tx, context, number, RequestState::Pending)?;
    confirm(&mut kept.asks, how)?;
    let done = seats::carry_out(tx, context, case.organization_id, &kept.asks)?;
    finish(tx, context, case.id, done)
}

/// Puts a request that has been carried out on a case that was filed for it.
pub(super) fn applied(
    tx: &mut Tx<'_>,
    context: &Context,
    number: CaseNumber,
    asks: &ServiceRequest,
    done: seats::Done,
) -> Result<(i64, Decided), Error> {
    let Loaded { case, .. } = load(tx, context, number, CaseAction::View)?;
    requests::insert(tx, case.id, asks)?;
    Ok((case.id, finish(tx, context, case.id, done)?))
}

/// Notes on the case that what it asks for is done, with what takes it back.
fn finish(tx: &mut Tx<'_>, context: &Context, case_id: i64, done: seats::Done) -> Result<Decided, Error> {
    // Looked at afterwards, for whoever left may have been on this very case.
    let case = cases::by_id(tx, case_id)?.ok_or(Error::NotFound)?;
    let decision = decided(tx, context, &case, Command::RequestApplied)?;
    save(tx, context.did(), &decision)?;
    let undo = serde_json::to_string(&done.steps).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let decided = (context.now_ms(), context.actor.person_id);
    requests::decide(tx, case.id, RequestState::Applied, Some(decided), Some(&undo))?;
    tell_owners(tx, context, &decision.case, &Letter::RequestApplied { case_id: case.id })?;
    Ok(Decided { left_open: done.left_open, ..show(tx, context, &decision.case)? })
}

/// Puts what support confirmed into a request.
fn confirm(asks: &mut ServiceRequest, how: &ApplyRequest) -> Result<(), Error> {
    // What is said stands in the place of what was asked for; an empty text says nobody.
    let address = |name: &str, text: &Option<String>, asked: Option<String>| match text.as_deref() {
        None => Ok(asked),
        Some(text) => field::given(Some(text)).map(|text| field::email(name, text)).transpose(),
    };
    match asks {
        ServiceRequest::GrantSeat(grant) => {
            grant.role = how.role.unwrap_or(grant.role);
            grant.instead_of = address("instead_of", &how.instead_of, grant.instead_of.take())?;
            grant.hand_over_to = address("hand_over_to", &how.hand_over_to, grant.hand_over_to.take())?;
        }
        ServiceRequest::RemoveUser(remove) => {
            remove.hand_over_to = address("hand_over_to", &how.hand_over_to, remove.hand_over_to.take())?;
        }
        ServiceRequest::ChangeRole(change) => change.role = how.role.unwrap_or(change.role),
        ServiceRequest::ChangeSeat(_) | ServiceRequest::PutContact(_) | ServiceRequest::RemoveContact(_) => {}
    }
    Ok(())
}

/// Says no, with words that become a reply (S6).
pub fn decline(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, how: &DeclineRequest) -> Result<Decided, Error> {
    let words = field::block("words", &how.words, REASON_CHARS)?;
    let (case, _) = pending(tx, context, number, RequestState::Pending)?;
    if case.status == Status::Closed {
        return Err(crate::domain::case::Reject::AlreadyClosed.into());
    }
    let send = Send { status: Some(Status::PendingClosure), ..Send::default() };
    comment::reply(tx, context, number, &NewReply { body: words, send }, None)?;
    events::append(tx, case.id, context.did(), &[(Visibility::Public, Fact::RequestDeclined)])?;
    let decided = (context.now_ms(), context.actor.person_id);
    requests::decide(tx, case.id, RequestState::Declined, Some(decided), None)?;
    let case = cases::by_id(tx, case.id)?.ok_or(Error::NotFound)?;
    show(tx, context, &case)
}

/// Takes back what was done, within the hour.
pub fn undo(tx: &mut Tx<'_>, context: &Context, number: CaseNumber) -> Result<Decided, Error> {
    let (case, kept) = pending(tx, context, number, RequestState::Applied)?;
    let (Some((at, _)), Some(steps)) = (kept.decided, kept.undo) else { return Err(wrong_state(kept.state)) };
    if at + UNDO <= context.now_ms() {
        return Err(Problem::new(ErrorCode::WrongState, "after an hour this is not taken back by a key; file a request of its own").into());
    }
    let steps: Vec<Step> = serde_json::from_str(&steps).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let left_open = undo::take_back(tx, context, case.organization_id, steps)?;
    let case = cases::by_id(tx, case.id)?.ok_or(Error::NotFound)?;
    let decision = decided(tx, context, &case, Command::RequestUndone)?;
    save(tx, context.did(), &decision)?;
    requests::decide(tx, case.id, RequestState::Pending, None, None)?;
    // It waits for a decision again, of which the Owners are told as of the first time.
    tell_owners(tx, context, &decision.case, &Letter::RequestFiled { case_id: case.id })?;
    Ok(Decided { left_open, ..show(tx, context, &decision.case)? })
}

fn show(tx: &mut Tx<'_>, context: &Context, case: &Case) -> Result<Decided, Error> {
    let request = view(tx, context, case)?.ok_or(Error::NotFound)?;
    Ok(Decided { number: case.number, request, left_open: Vec::new() })
}

/// A decision as it is now, for a request that was made before.
pub(super) fn decided_before(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, left_open: Vec<CaseNumber>) -> Result<Decided, Error> {
    let Loaded { case, .. } = load(tx, context, number, CaseAction::View)?;
    Ok(Decided { left_open, ..show(tx, context, &case)? })
}
