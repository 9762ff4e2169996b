//! What the system does by itself, under a lease: closes what is due (C6), clears what has outlived its time.

use caseport_shared::case::CaseNumber;
use caseport_shared::person::Side;

use super::{Error, Rules, save};
use crate::domain::case::{By, Command};
use crate::domain::decide::decide;
use crate::secret;
use crate::store::events::Did;
use crate::store::{StoreError, Tx, cases, housekeeping};

/// Cases closed in one transaction.
const AT_ONCE: usize = 200;
/// How long the lease on the system's own work lasts, in milliseconds.
const LEASE: i64 = 5 * 60 * 1_000;
/// The lease's name.
const NAME: &str = "housekeeping";

/// Under what the secret of the installation's cursors is kept, so that they outlive a restart.
pub(crate) const CURSOR_SECRET: &str = "cursor_secret";

/// Makes the secrets that the installation does not have yet.
pub fn make_secrets(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    if housekeeping::setting(tx, CURSOR_SECRET)?.is_none() {
        housekeeping::set_setting(tx, CURSOR_SECRET, &secret::token())?;
    }
    Ok(())
}

/// What tells an installation from every other one, once it has its secrets; it tells nobody what they are.
pub fn identity(tx: &mut Tx<'_>) -> Result<String, StoreError> {
    let secret = housekeeping::setting(tx, CURSOR_SECRET)?.unwrap_or_default();
    Ok(secret::token_hash(&format!("installation {secret}")))
}

/// Takes the lease for the system's own work; false while another process does it.
pub fn take_turn(tx: &mut Tx<'_>, holder: &str, now: i64) -> Result<bool, Error> {
    Ok(housekeeping::lease(tx, NAME, holder, now, now + LEASE)?)
}

/// Gives the lease back.
pub fn end_turn(tx: &mut Tx<'_>, holder: &str) -> Result<(), Error> {
    Ok(housekeeping::release(tx, NAME, holder)?)
}

/// Closes cases on Pending Closure whose time has come; returns which. Call again until there are none.
pub fn close_due(tx: &mut Tx<'_>, rules: Rules, now: i64) -> Result<Vec<CaseNumber>, Error> {
    let mut closed = Vec::new();
    for id in housekeeping::due_to_close(tx, now, AT_ONCE)? {
        let Some(case) = cases::by_id(tx, id)? else { continue };
        let by = By { person_id: 0, side: Side::Support, now, auto_close_days: rules.auto_close_days, is_assignee_active: true };
        let decision = decide(&case, by, Command::CloseByItself)?;
        save(tx, Did { at: now, actor_id: None, on_behalf_of_id: None }, &decision)?;
        closed.push(case.number);
    }
    Ok(closed)
}

/// Removes what search still holds of things that were taken away; call again until it is false.
pub fn forget_redacted(tx: &mut Tx<'_>) -> Result<bool, Error> {
    Ok(housekeeping::forget_redacted(tx)?)
}

/// Clears some of what has outlived its time; call again until it is false.
pub fn purge(tx: &mut Tx<'_>, now: i64) -> Result<bool, Error> {
    Ok(housekeeping::purge(tx, now)?)
}
