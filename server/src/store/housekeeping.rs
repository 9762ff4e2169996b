//! What the system does by itself: leases, cases that are due to close, rows that have outlived their time.

use super::{StoreError, Tx, idempotency, search};

/// Rows of each kind that are cleared in one transaction.
const PURGED: usize = 1_000;
/// How long counters of attempts are kept, in milliseconds.
const ATTEMPTS_KEPT: i64 = 24 * 60 * 60 * 1_000;
/// How long letters are kept, whatever became of them, in milliseconds: 30 days.
const LETTERS_KEPT: i64 = 30 * 24 * 60 * 60 * 1_000;

/// Takes or renews a lease until `until`; false while somebody else holds it.
///
/// One that lasts much longer than anybody could ask for now is nobody's: the clock was ahead when it was taken.
pub fn lease(tx: &mut Tx<'_>, name: &str, holder: &str, now: i64, until: i64) -> Result<bool, StoreError> {
    let held = tx.first(
        "INSERT INTO leases (name, holder, until) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET holder = $2, until = $3 \
         WHERE leases.holder = $2 OR leases.until <= $4 OR leases.until > $5 RETURNING holder",
        &[name.into(), holder.into(), until.into(), now.into(), (until + (until - now)).into()],
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

/// Removes some of the ended sessions, old answers, old counters and old letters, so that nobody waits for long; false once there
/// are none.
pub fn purge(tx: &mut Tx<'_>, now: i64) -> Result<bool, StoreError> {
    let mut is_unfinished = false;
    for (table, key, column, kept) in [
        ("sessions", "id", "expires_at", 0),
        ("idempotency", "(person_id, key)", "created_at", idempotency::KEPT),
        ("attempts", "subject", "started_at", ATTEMPTS_KEPT),
        ("outbox", "id", "created_at", LETTERS_KEPT),
        ("digest_entries", "id", "due_at", LETTERS_KEPT),
        ("article_reads", "(day, article_id, person_id)", "day", super::articles::uses::READS_KEPT),
        ("article_misses", "id", "missed_at", super::articles::uses::MISSES_KEPT),
    ] {
        let columns = key.trim_matches(['(', ')']);
        let old = format!("SELECT {columns} FROM {table} WHERE {column} <= $1 LIMIT $2");
        let values = [(now - kept).into(), super::people::limit_value(PURGED)];
        is_unfinished |= tx.execute(&format!("DELETE FROM {table} WHERE {key} IN ({old})"), &values)? == PURGED;
    }
    Ok(is_unfinished)
}

/// Removes from the search index what it still holds of things that were taken away, a part at each call; false once
/// there is nothing left to do.
pub fn forget_redacted(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    if setting(tx, search::REDACTED)?.is_none() {
        return Ok(false);
    }
    let is_unfinished = search::forget(tx)?;
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
