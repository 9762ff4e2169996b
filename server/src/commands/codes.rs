//! One-time codes (I1, I2): made here, sent by email, used once.

use std::net::IpAddr;

use caseport_shared::api::code::{CodeView, plain_code};
use caseport_shared::api::live::Hint;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::code::CodePurpose;
use caseport_shared::limits::SSH_KEYS_PER_PERSON;

use super::error::invalid;
use super::session::{self, Attempt};
use super::{Error, announce_people, field, read, seats};
use crate::outbox::{self, Letter};
use crate::policy::{Actor, Role};
use crate::secret;
use crate::store::cases::time;
use crate::store::events::Did;
use crate::store::{Audience, Tx, codes, departures, events, keys, people, sessions};

/// How long an invitation holds, in milliseconds: 7 days.
const INVITATION_LASTS: i64 = 7 * 24 * 60 * 60 * 1_000;
/// How long a forgotten password may be set anew, in milliseconds: an hour.
const RESET_LASTS: i64 = 60 * 60 * 1_000;

/// Forgotten passwords from one network, in the span in which passwords are counted.
const RESETS_PER_NETWORK: i64 = 20;
/// Codes that are looked at from one network in that span, right ones included; an office shares one.
const LOOKS_PER_NETWORK: i64 = 200;
/// Codes for one account in that span; whoever is asked for more often is sent nothing.
const RESETS_PER_ACCOUNT: i64 = 3;

/// A code that has just been made; it is known to nobody else.
pub struct Issued {
    /// The code.
    pub code: String,
    /// When it expires, in unix milliseconds.
    pub expires_at: i64,
}

/// Makes a code for a person, in the place of the one before of the same purpose.
pub fn issue(tx: &mut Tx<'_>, person_id: i64, purpose: CodePurpose, now: i64) -> Result<Issued, Error> {
    let lasts = match purpose {
        CodePurpose::Invitation => INVITATION_LASTS,
        CodePurpose::Reset => RESET_LASTS,
    };
    let (code, expires_at) = (secret::password(), now + lasts);
    codes::put(tx, person_id, purpose, &secret::token_hash(&code), now, expires_at)?;
    Ok(Issued { code, expires_at })
}

/// What everybody is told who has no code: of one that never was, was used, has expired or was taken back alike.
fn wrong() -> Error {
    Problem::new(ErrorCode::WrongCode, "this code is none, or was used, has expired or was taken back").into()
}

/// Counts a look at a code, by its network; what is right counts as well, for it tells whose it is.
pub fn attempt_to_look(tx: &mut Tx<'_>, network: IpAddr, now: i64) -> Result<Attempt, Error> {
    session::count(tx, &[(format!("looks from {network}"), LOOKS_PER_NETWORK)], now)
}

/// What a code is for and whose it is.
///
/// # Errors
/// Where it is none that can be used.
pub fn look(tx: &mut Tx<'_>, code: &str, now: i64) -> Result<CodeView, Error> {
    let found = codes::get(tx, &hash(code), now)?.ok_or_else(wrong)?;
    let actor = people::actor(tx, found.person_id)?.ok_or_else(wrong)?;
    let me = read::me(tx, &actor)?;
    Ok(CodeView {
        purpose: found.purpose,
        name: me.name,
        email: me.email,
        organization: me.organization.map(|organization| organization.name),
        expires_at: time(found.expires_at)?,
        keys: keys::proven(tx, found.person_id, SSH_KEYS_PER_PERSON)?,
    })
}

/// A code that is used, with what its holder sets by it.
pub struct Accept<'a> {
    /// As it was typed.
    pub code: &'a str,
    /// Argon2id of the password from now on.
    pub password_hash: &'a str,
    /// The SSH keys that a reset leaves.
    pub keep_keys: &'a [String],
    /// Now.
    pub now: i64,
}

/// Uses a code: its person has the password from now on, the seats that were held for them, and nothing that was signed in
/// before. Gives who it is; beginning a sign-in is the caller's.
///
/// # Errors
/// Where it is none that can be used, or a seat that it held is held no longer.
pub fn accept(tx: &mut Tx<'_>, accept: &Accept<'_>) -> Result<Actor, Error> {
    let now = accept.now;
    let found = codes::take(tx, &hash(accept.code), now)?.ok_or_else(wrong)?;
    let actor = people::actor(tx, found.person_id)?.ok_or_else(wrong)?;
    if !people::keep_held_seats(tx, actor.person_id, now)? {
        return Err(wrong());
    }
    for purpose in CodePurpose::ALL {
        codes::remove(tx, actor.person_id, *purpose)?;
    }
    let is_another = people::who_forgot(tx, &actor.email)?.is_some();
    people::set_password(tx, actor.person_id, accept.password_hash)?;
    if found.purpose == CodePurpose::Invitation {
        let organization_id = if let Role::Customer { organization_id, .. } = actor.role { Some(organization_id) } else { None };
        announce_people(tx, organization_id);
    }
    sessions::end_all(tx, actor.person_id)?;
    if found.purpose == CodePurpose::Reset {
        keys::keep_only(tx, actor.person_id, accept.keep_keys)?;
    }
    if is_another {
        outbox::post(tx, Some(actor.person_id), &actor.email, &Letter::PasswordChanged, now)?;
    }
    tx.hint(Audience::Rights(actor.person_id), Hint::Reload);
    let kind = match found.purpose {
        CodePurpose::Invitation => "invitation-accepted",
        CodePurpose::Reset => "password-reset",
    };
    events::append_other(tx, ("person", actor.person_id), Did::by(actor.person_id, now), kind)?;
    // What the code held is theirs only now.
    people::actor(tx, actor.person_id)?.ok_or_else(wrong)
}

/// Counts somebody who forgot a password, by their network; what comes of it nobody there is told.
pub fn attempt_to_reset(tx: &mut Tx<'_>, network: IpAddr, now: i64) -> Result<Attempt, Error> {
    session::count(tx, &[(format!("resets from {network}"), RESETS_PER_NETWORK)], now)
}

/// Sends a code to somebody who forgot a password, if they may come in and have done so before; to others nothing, and to
/// nobody too often. It runs after the answer, which so takes as long whoever was named.
pub fn forgot(tx: &mut Tx<'_>, email: &str, now: i64) -> Result<(), Error> {
    if session::count(tx, &[(format!("resets of {email}"), RESETS_PER_ACCOUNT)], now)? != Attempt::Allowed {
        return Ok(());
    }
    let Some(person_id) = people::who_forgot(tx, email)? else { return Ok(()) };
    let Issued { code, expires_at } = issue(tx, person_id, CodePurpose::Reset, now)?;
    outbox::post(tx, Some(person_id), email, &Letter::PasswordReset { code, expires_at }, now)?;
    Ok(events::append_other(tx, ("person", person_id), Did::of_nobody(now), "password-forgotten")?)
}

/// Makes a code for somebody on the machine itself, for whoever has no email there: an invitation for somebody who never had
/// a password, a reset for others. It says which.
pub fn hand_out(tx: &mut Tx<'_>, email: &str, now: i64) -> Result<(CodePurpose, Issued), Error> {
    let email = field::email("email", email)?;
    let found = people::credentials(tx, &email)?.ok_or_else(|| invalid("email", "there is no such person, or they are locked"))?;
    let (purpose, kind) = match found.password_hash {
        Some(_) => (CodePurpose::Reset, "password-forgotten"),
        None => (CodePurpose::Invitation, "invited"),
    };
    events::append_other(tx, ("person", found.person_id), Did::on_the_machine(now), kind)?;
    let issued = issue(tx, found.person_id, purpose, now)?;
    if purpose == CodePurpose::Invitation
        && let Some((organization_id, _)) = departures::by_id(tx, found.person_id)?.and_then(|someone| someone.account)
    {
        let before = seats::pool(tx, organization_id, now)?;
        crate::store::seats::hold(tx, found.person_id, issued.expires_at)?;
        seats::check_no_more(tx, organization_id, &before, now)?;
    }
    Ok((purpose, issued))
}

fn hash(code: &str) -> String {
    secret::token_hash(&plain_code(code))
}
