//! Signing in and out (I2): attempts are counted before a password is looked at.

use caseport_shared::text;

use super::Error;
use crate::store::sessions::NewSignIn;
use crate::store::{Tx, attempts, sessions};

/// The span in which attempts are counted, in milliseconds: 15 minutes.
const SPAN: i64 = 15 * 60 * 1_000;
/// Attempts on one address (account) in a span.
const PER_ACCOUNT: i64 = 10;
/// Attempts from one network address in a span; an office shares one.
const PER_ADDRESS: i64 = 100;
/// How long a sign-in lasts, in milliseconds: 30 days.
const LASTS: i64 = 30 * 24 * 60 * 60 * 1_000;
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

fn subjects(email: &str, address: &str) -> [(String, i64); 2] {
    [(format!("account {email}"), PER_ACCOUNT), (format!("address {address}"), PER_ADDRESS)]
}

/// Counts an attempt on an account from a network address, whether or not the account exists.
pub fn attempt(tx: &mut Tx<'_>, email: &str, address: &str, now: i64) -> Result<Attempt, Error> {
    let mut wait = None;
    for (subject, limit) in subjects(email, address) {
        let (count, started) = attempts::count(tx, &subject, now, SPAN)?;
        if count > limit {
            wait = wait.max(Some(started + SPAN - now));
        }
    }
    Ok(wait.map_or(Attempt::Allowed, |wait| Attempt::Refused { wait }))
}

/// Keeps a sign-in whose password was right, under its token's hash; returns when it ends.
pub fn begin(tx: &mut Tx<'_>, person_id: i64, email: &str, token_hash: &str, label: &str, address: &str, now: i64) -> Result<i64, Error> {
    let [(account, _), (address_subject, _)] = subjects(email, address);
    attempts::forget(tx, &account)?;
    attempts::take_back(tx, &address_subject)?;
    let label = text::line(label, LABEL_CHARS);
    let expires_at = now + LASTS;
    sessions::insert(tx, &NewSignIn { person_id, token_hash, label: &label, address, now, expires_at })?;
    Ok(expires_at)
}
