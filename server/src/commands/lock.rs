//! Keeps somebody out at once (I2), and lets them in again.

use caseport_shared::api::live::Hint;
use caseport_shared::code::CodePurpose;

use super::{Context, Error, announce_people, field};
use crate::policy::door::{may_lock, may_lock_anybody};
use crate::store::{Audience, Tx, codes, events, people, sessions};

/// Locks a person: what is signed in ends now, and no password, key, token or code of theirs signs in until they are let in
/// again. Keys and tokens are kept; a code for a forgotten password is not.
pub fn lock(tx: &mut Tx<'_>, context: &Context, email: &str) -> Result<(), Error> {
    let Some(id) = change(tx, context, email, true)? else { return Ok(()) };
    sessions::end_others(tx, id, None)?;
    codes::remove(tx, id, CodePurpose::Reset)?;
    tx.hint(Audience::Rights(id), Hint::Reload);
    Ok(events::append_other(tx, ("person", id), context.did(), "person-locked")?)
}

/// Lets a person in again.
pub fn unlock(tx: &mut Tx<'_>, context: &Context, email: &str) -> Result<(), Error> {
    let Some(id) = change(tx, context, email, false)? else { return Ok(()) };
    Ok(events::append_other(tx, ("person", id), context.did(), "person-unlocked")?)
}

/// Locks or unlocks; whom, where that changed anything.
fn change(tx: &mut Tx<'_>, context: &Context, email: &str, is_locked: bool) -> Result<Option<i64>, Error> {
    may_lock_anybody(&context.actor)?;
    let email = field::email("email", email)?;
    let found = people::lockable(tx, &email)?.ok_or(Error::NotFound)?;
    may_lock(&context.actor, found.id, found.staff_role)?;
    if found.is_locked == is_locked {
        return Ok(None);
    }
    people::lock(tx, found.id, is_locked.then(|| context.now_ms()))?;
    // Support alone sees who is locked, wherever they belong.
    announce_people(tx, None);
    Ok(Some(found.id))
}
