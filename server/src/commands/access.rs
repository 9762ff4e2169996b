//! Access asked for by strangers (S3): what they say is kept as it is, and support decides.

use std::net::IpAddr;

use caseport_shared::api::access::{AccessRequestPage, AccessState, NewAccessRequest};
use caseport_shared::limits::{ACCESS_REQUESTS_OPEN, NAME_CHARS, REASON_CHARS, REFERENCE_CHARS};
use caseport_shared::text;

use super::error::too_long;
use super::read::{Ask, list_named};
use super::session::{self, Attempt};
use super::{Context, Error, field};
use crate::outbox::{self, Letter};
use crate::policy::door::may_decide_access;
use crate::store::access::{self, NewRequest};
use crate::store::events::Did;
use crate::store::{Tx, events};

/// Requests from one network in the span in which passwords are counted.
const PER_NETWORK: i64 = 10;
/// Requests for one address in that span; those beyond are not looked at, and nobody is told.
const PER_ADDRESS: i64 = 3;
/// How long whoever asks is told to wait while there are too many open requests, in milliseconds: an hour.
const FULL_WAIT: i64 = 60 * 60 * 1_000;

/// What somebody said, cleaned and bounded; each fault names its field.
///
/// # Errors
/// Where a field is missing or too long.
pub fn checked(new: &NewAccessRequest) -> Result<NewAccessRequest, Error> {
    let optional = |name: &str, given: &str, max: usize| {
        let clean = text::line(given, usize::MAX);
        if clean.chars().count() > max { Err(too_long(name, max)) } else { Ok(clean) }
    };
    Ok(NewAccessRequest {
        name: field::line("name", &new.name, NAME_CHARS)?,
        email: field::email("email", &new.email)?,
        company: field::line("company", &new.company, NAME_CHARS)?,
        username: optional("username", &new.username, NAME_CHARS)?,
        product: field::line("product", &new.product, NAME_CHARS)?,
        title: optional("title", &new.title, NAME_CHARS)?,
        phone: optional("phone", &new.phone, REFERENCE_CHARS)?,
    })
}

/// Keeps what a stranger asks for. Nothing is looked up by what they say, so that all are answered alike and in the same time.
///
/// Beyond [`ACCESS_REQUESTS_OPEN`] everybody is told to come back later, whoever they are: an answer that promises what
/// was thrown away would lose what they typed.
pub fn ask(tx: &mut Tx<'_>, asked: &NewAccessRequest, network: IpAddr, address: &str, now: i64) -> Result<Attempt, Error> {
    let refused = session::count(tx, &[(format!("access from {network}"), PER_NETWORK)], now)?;
    if refused != Attempt::Allowed {
        return Ok(refused);
    }
    if session::count(tx, &[(format!("access for {}", asked.email), PER_ADDRESS)], now)? != Attempt::Allowed {
        return Ok(Attempt::Allowed);
    }
    match access::insert(tx, &NewRequest { asked, address, now }, ACCESS_REQUESTS_OPEN)? {
        Some(id) => events::append_other(tx, ("access-request", id), Did::of_nobody(now), "access-requested")?,
        None => return Ok(Attempt::Refused { wait: FULL_WAIT }),
    }
    Ok(Attempt::Allowed)
}

/// Requests as support sees them.
pub fn list(tx: &mut Tx<'_>, context: &Context, state: Option<AccessState>, ask: &Ask) -> Result<AccessRequestPage, Error> {
    may_decide_access(&context.actor)?;
    let list = list_named(tx, &format!("access {state:?}"))?;
    let after = match &ask.cursor {
        Some(cursor) => list.read(cursor).ok_or(Error::Cursor)?[0],
        None => 0,
    };
    let limit = ask.limit()?;
    let mut requests = access::list(tx, state, after, limit + 1)?;
    let more = requests.len() > limit;
    requests.truncate(limit);
    let next = requests.last().filter(|_| more).map(|last| list.write([last.id, 0, 0]));
    Ok(AccessRequestPage { requests, next })
}

/// Declines a request, of which whoever asked is told why.
pub fn decline(tx: &mut Tx<'_>, context: &Context, id: i64, reason: &str) -> Result<(), Error> {
    may_decide_access(&context.actor)?;
    let reason = field::block("reason", reason, REASON_CHARS)?;
    let found = access::get(tx, id)?.ok_or(Error::NotFound)?;
    if !access::settle(tx, id, AccessState::Declined, context.actor.person_id, None, context.now_ms())? {
        return Err(Error::Decided);
    }
    outbox::post(tx, None, &found.asked.email, &Letter::AccessDeclined { reason }, context.now_ms())?;
    Ok(events::append_other(tx, ("access-request", id), context.did(), "access-declined")?)
}
