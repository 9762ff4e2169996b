//! What the system does by itself: leases, cases that are due to close, rows that have outlived their time.

use super::{StoreError, Tx, idempotency, search};

/// Takes or renews a lease until `until`; false while somebody else holds it.
pub fn lease(tx: &mut Tx<'_>, name: &str, holder: &str, now: i64, until: i64) -> Result<bool, StoreError> {
    let held = tx.first(
        "INSERT INTO leases (name, holder, until) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET holder = $2, until = $3 \
         WHERE leases.holder = $2 OR leases.until <= $4 RETURNING holder",
        &[name.into(), holder.into(), until.into(), now.into()],
        |row| row.text(0),
    )?;
    Ok(held.is_some())
}

/// Gives a lease back.
pub fn release(tx: &mut Tx<'_>, name: &str, holder: &str) -> Result<(), StoreError> {
    tx.execute("DELETE FROM leases WHERE name = $1 AND holder = $2", &[name.into(), holder.into()])?;
    Ok(())
}

/// Ids of cases whose time to close by themselves has come, at most `limit`.
pub fn due_to_close(tx: &mut Tx<'_>, now: i64, limit: usize) -> Result<Vec<i64>, StoreError> {
    tx.query(
        "SELECT id FROM cases WHERE closes_at IS NOT NULL AND closes_at <= $1 ORDER BY closes_at LIMIT $2",
        &[now.into(), super::people::limit_value(limit)],
        |row| row.int(0),
    )
}

/// Removes ended sessions, old answers and old counters.
pub fn purge(tx: &mut Tx<'_>, now: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM sessions WHERE expires_at <= $1", &[now.into()])?;
    tx.execute("DELETE FROM idempotency WHERE created_at <= $1", &[(now - idempotency::KEPT).into()])?;
    tx.execute("DELETE FROM attempts WHERE started_at <= $1", &[(now - 24 * 60 * 60 * 1_000).into()])?;
    Ok(())
}

/// Removes from the search index what it still holds of things that were taken away, a part at each call; false once
/// there is nothing left to do.
pub fn forget_redacted(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    if setting(tx, search::REDACTED)?.is_none() {
        return Ok(false);
    }
    let is_unfinished = search::sqlite::forget(tx)?;
    if !is_unfinished {
        tx.execute("DELETE FROM settings WHERE name = $1", &[search::REDACTED.into()])?;
    }
    Ok(is_unfinished)
}

/// A value of the installation's own, such as its secret.
pub fn setting(tx: &mut Tx<'_>, name: &str) -> Result<Option<String>, StoreError> {
    tx.first("SELECT value FROM settings WHERE name = $1", &[name.into()], |row| row.text(0))
}

/// Keeps a value under a name.
pub fn set_setting(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2",
        &[name.into(), value.into()],
    )?;
    Ok(())
}
