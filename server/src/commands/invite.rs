//! Invitations (I1): made when somebody may come in, sent again, taken back.

use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::seat::{Invited, NewStaff};
use caseport_shared::code::CodePurpose;
use caseport_shared::limits::NAME_CHARS;

use super::codes::Issued;
use super::session::{self, Attempt};
use super::{Context, Error, admin, announce_people, codes, field, leave, seats};
use crate::outbox::{Letter, post};
use crate::policy::{self, AccountAction};
use crate::store::departures::{self, Someone};
use crate::store::{Tx, cases, events, organizations, people};

/// Times that one invitation is sent again in the span in which passwords are counted.
const PER_PERSON: i64 = 5;

/// Makes a code for somebody and leaves the letter that holds it; the seats that it holds are the caller's business.
pub(super) fn send(tx: &mut Tx<'_>, context: &Context, someone: &Someone) -> Result<Issued, Error> {
    let now = context.now_ms();
    let issued = codes::issue(tx, someone.id, CodePurpose::Invitation, now)?;
    announce_people(tx, someone.account.map(|(id, _)| id));
    let organization = match someone.account {
        Some((id, _)) => Some(organizations::named(tx, id)?.name),
        None => None,
    };
    let letter = Letter::Invitation { code: issued.code.clone(), organization, expires_at: issued.expires_at };
    post(tx, Some(someone.id), &someone.email, &letter, now)?;
    events::append_other(tx, ("person", someone.id), context.did(), "invitation-sent")?;
    Ok(issued)
}

fn invited(email: String, expires_at: i64) -> Result<Invited, Error> {
    Ok(Invited { email, expires_at: cases::time(expires_at)? })
}

/// Somebody who was invited and has not come yet.
fn expected(tx: &mut Tx<'_>, context: &Context, email: &str) -> Result<Someone, Error> {
    let found = departures::someone(tx, &field::email("email", email)?)?.filter(|someone| someone.is_active);
    let someone = found.ok_or(Error::NotFound)?;
    match someone.account {
        Some((organization_id, _)) => policy::check_account(&context.actor, organization_id, AccountAction::Invite)?,
        None => policy::check_staff(&context.actor)?,
    }
    if someone.is_expected { Ok(someone) } else { Err(Problem::new(ErrorCode::WrongState, "this person has come in already").into()) }
}

/// Sends an invitation again, with a code that takes the place of the one before; its seats are held as long as the new one lasts.
pub fn resend(tx: &mut Tx<'_>, context: &Context, email: &str) -> Result<Invited, Error> {
    let someone = expected(tx, context, email)?;
    let sent = session::count(tx, &[(format!("invitations of {}", someone.id), PER_PERSON)], context.now_ms())?;
    if sent != Attempt::Allowed {
        return Err(Problem::new(ErrorCode::RateLimited, "this invitation was sent often enough; try again later").into());
    }
    let before = match someone.account {
        Some((organization_id, _)) => Some((organization_id, seats::pool(tx, organization_id, context.now_ms())?)),
        None => None,
    };
    let issued = send(tx, context, &someone)?;
    crate::store::seats::hold(tx, someone.id, issued.expires_at)?;
    if let Some((organization_id, before)) = before {
        seats::check_no_more(tx, organization_id, &before, context.now_ms())?;
    }
    invited(someone.email, issued.expires_at)
}

/// Takes an invitation back: its code works no more, and its seats are free.
pub fn revoke(tx: &mut Tx<'_>, context: &Context, email: &str) -> Result<(), Error> {
    let someone = expected(tx, context, email)?;
    leave::customer(tx, context, &someone, None)?;
    Ok(events::append_other(tx, ("person", someone.id), context.did(), "invitation-revoked")?)
}

/// Invites somebody to support (I5).
pub fn staff(tx: &mut Tx<'_>, context: &Context, new: &NewStaff) -> Result<Invited, Error> {
    policy::check_staff(&context.actor)?;
    let email = field::email("email", &new.email)?;
    let name = field::line("name", &new.name, NAME_CHARS)?;
    let before = departures::someone(tx, &email)?.filter(|someone| someone.staff_role.is_some() && !someone.is_active);
    let id = if let Some(before) = before {
        departures::welcome_staff(tx, before.id, &name, new.role)?;
        before.id
    } else {
        people::insert_staff(tx, &email, &name, new.role, None, context.now_ms())
            .map_err(admin::taken("email", "a person with this email"))?
    };
    let someone = departures::by_id(tx, id)?.ok_or(Error::NotFound)?;
    let issued = send(tx, context, &someone)?;
    invited(someone.email, issued.expires_at)
}
