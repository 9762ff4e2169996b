//! Signing in and out (I2): attempts are counted before a password is looked at.

use std::net::IpAddr;

use caseport_shared::api::live::Hint;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::session::SignInList;
use caseport_shared::limits::SIGN_INS_PER_PERSON;
use caseport_shared::text;

use super::{Context, Error};
use crate::outbox::{self, Letter};
use crate::policy::door::may_change_credentials;
use crate::store::people::Credentials;
use crate::store::sessions::NewSignIn;
use crate::store::{Audience, Tx, attempts, events, keys, people, sessions, tokens};

/// The span in which attempts are counted, in milliseconds: 15 minutes.
const SPAN: i64 = 15 * 60 * 1_000;
/// Attempts from one network in a span; an office shares one.
const PER_NETWORK: i64 = 100;
/// Attempts on one account from one network in a span, so that whoever guesses locks out no network but their own.
const PER_ACCOUNT_AND_NETWORK: i64 = 10;
/// Attempts on one account in a span, for guesses that come from many networks.
const PER_ACCOUNT: i64 = 100;
/// How long a sign-in lasts, in milliseconds: 30 days.
const LASTS: i64 = 30 * 24 * 60 * 60 * 1_000;
/// How long a sign-in by an SSH key lasts at most, in milliseconds: a day, for one whose server is no longer there to end it.
const CONNECTION_LASTS: i64 = 24 * 60 * 60 * 1_000;
/// Longest label of a sign-in, in characters.
const LABEL_CHARS: usize = 100;

/// Whether an attempt may go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// It may.
    Allowed,
    /// Too many before; wait so many milliseconds.
    Refused {
        /// Until the span ends.
        wait: i64,
    },
}

/// What is counted, with how many there may be.
fn subjects(email: &str, network: IpAddr) -> [(String, i64); 3] {
    [
        (of_network(network), PER_NETWORK),
        (format!("account {email} from {network}"), PER_ACCOUNT_AND_NETWORK),
        (format!("account {email}"), PER_ACCOUNT),
    ]
}

/// Counts an attempt on an account from a network, whether or not the account exists.
///
/// What one count refuses, those after it do not hear of: a network whose attempts are refused neither adds rows for
/// accounts nor uses up what others may try.
pub fn attempt(tx: &mut Tx<'_>, email: &str, network: IpAddr, now: i64) -> Result<Attempt, Error> {
    count(tx, &subjects(email, network), now)
}

/// Counts a guess from a network that names no account, such as at a code; passwords are counted with it.
pub fn attempt_from(tx: &mut Tx<'_>, network: IpAddr, now: i64) -> Result<Attempt, Error> {
    count(tx, &[(of_network(network), PER_NETWORK)], now)
}

/// Counts what somebody does by each of some subjects, up to the first of which there was too much.
pub(super) fn count(tx: &mut Tx<'_>, subjects: &[(String, i64)], now: i64) -> Result<Attempt, Error> {
    for (subject, limit) in subjects {
        let (count, started) = attempts::count(tx, subject, now, SPAN)?;
        if count > *limit {
            return Ok(Attempt::Refused { wait: started + SPAN - now });
        }
    }
    Ok(Attempt::Allowed)
}

fn of_network(network: IpAddr) -> String {
    format!("network {network}")
}

/// Takes back a guess that named no account and was none.
pub fn succeeded_from(tx: &mut Tx<'_>, network: IpAddr) -> Result<(), Error> {
    Ok(attempts::take_back(tx, &of_network(network))?)
}

/// Takes back an attempt whose password was right; how often it was guessed from elsewhere stays counted.
pub fn succeeded(tx: &mut Tx<'_>, email: &str, network: IpAddr) -> Result<(), Error> {
    let [(from, _), (account_from, _), (account, _)] = subjects(email, network);
    attempts::forget(tx, &account_from)?;
    attempts::take_back(tx, &from)?;
    attempts::take_back(tx, &account)?;
    Ok(())
}

/// Whether a password that was right when it was looked at, which takes a while, is right still: whoever set another one meanwhile,
/// or keeps its person out, has ended everything that it opened.
///
/// # Errors
/// Where it is not, as of a wrong one.
pub fn check_still(tx: &mut Tx<'_>, email: &str, verified: &Credentials) -> Result<(), Error> {
    if people::credentials(tx, email)?.is_some_and(|now| now == *verified) {
        return Ok(());
    }
    Err(wrong_credentials().into())
}

/// What whoever signs in with a wrong password is told.
pub fn wrong_credentials() -> Problem {
    Problem::new(ErrorCode::WrongCredentials, "email and password do not fit together")
}

/// Keeps a sign-in under its token's hash; returns when it ends. Beyond [`SIGN_INS_PER_PERSON`] an old one ends instead.
pub fn begin(tx: &mut Tx<'_>, person_id: i64, token_hash: &str, label: &str, address: &str, now: i64) -> Result<i64, Error> {
    let label = text::line(label, LABEL_CHARS);
    let expires_at = now + LASTS;
    sessions::insert(tx, &NewSignIn { person_id, token_hash, label: &label, address, now, expires_at, ssh_key_id: None })?;
    sessions::keep(tx, person_id, SIGN_INS_PER_PERSON)?;
    Ok(expires_at)
}

/// Keeps a sign-in by a proven SSH key for as long as a connection may last, and gives whose it is; nobody's where the key signs nobody in.
pub fn begin_by_key(tx: &mut Tx<'_>, fingerprint: &str, token_hash: &str, address: &str, now: i64) -> Result<Option<i64>, Error> {
    let Some((key_id, person_id)) = keys::used(tx, fingerprint, now)? else { return Ok(None) };
    let (expires_at, ssh_key_id) = (now + CONNECTION_LASTS, Some(key_id));
    sessions::insert(tx, &NewSignIn { person_id, token_hash, label: fingerprint, address, now, expires_at, ssh_key_id })?;
    Ok(Some(person_id))
}

/// Whether whoever asks may change by what they sign in, which a token may not.
pub(super) fn may_change(tx: &mut Tx<'_>, context: &Context) -> Result<(), Error> {
    let is_token = context.sign_in.map(|id| tokens::is_token(tx, id)).transpose()?.unwrap_or(false);
    Ok(may_change_credentials(is_token)?)
}

/// The sign-ins of whoever asks (I2).
pub fn list(tx: &mut Tx<'_>, context: &Context) -> Result<SignInList, Error> {
    // Those of connections over SSH come on top of the others.
    let limit = 2 * SIGN_INS_PER_PERSON;
    Ok(SignInList { sign_ins: sessions::list(tx, context.actor.person_id, context.sign_in, context.now_ms(), limit)? })
}

/// Ends one of the sign-ins of whoever asks, and what it has open.
pub fn revoke(tx: &mut Tx<'_>, context: &Context, reference: &str) -> Result<(), Error> {
    may_change(tx, context)?;
    if !sessions::end_named(tx, context.actor.person_id, reference)? {
        return Err(Error::NotFound);
    }
    ended(tx, context, "sign-in-ended")
}

/// Ends all sign-ins of whoever asks but the one that asks.
pub fn revoke_others(tx: &mut Tx<'_>, context: &Context) -> Result<(), Error> {
    may_change(tx, context)?;
    if sessions::end_others(tx, context.actor.person_id, context.sign_in)? == 0 {
        return Ok(());
    }
    ended(tx, context, "sign-ins-ended")
}

/// Gives whoever asks another password, and ends their other sign-ins.
pub fn change_password(tx: &mut Tx<'_>, context: &Context, password_hash: &str) -> Result<(), Error> {
    may_change(tx, context)?;
    people::set_password(tx, context.actor.person_id, password_hash)?;
    sessions::end_others(tx, context.actor.person_id, context.sign_in)?;
    outbox::post(tx, Some(context.actor.person_id), &context.actor.email, &Letter::PasswordChanged, context.now_ms())?;
    ended(tx, context, "password-changed")
}

/// Has everything that a person has open look again at whether it may be, and notes why.
fn ended(tx: &mut Tx<'_>, context: &Context, kind: &str) -> Result<(), Error> {
    tx.hint(Audience::Rights(context.actor.person_id), Hint::Reload);
    Ok(events::append_other(tx, ("person", context.actor.person_id), context.did(), kind)?)
}

/// Ends the sign-in that a token stands for, if it is still there.
pub fn end(tx: &mut Tx<'_>, token_hash: &str) -> Result<(), Error> {
    Ok(sessions::end_by_token(tx, token_hash)?)
}
