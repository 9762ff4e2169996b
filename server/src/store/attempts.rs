//! Counters of attempts, such as wrong passwords, that start anew after a while.

use super::{StoreError, Tx};

/// Counts one attempt by `subject`; returns how many there were in the span that is running, this one included, and
/// when that span began. One that begins far ahead of now was counted while the clock was wrong, and is over.
pub fn count(tx: &mut Tx<'_>, subject: &str, now: i64, span: i64) -> Result<(i64, i64), StoreError> {
    let counted = tx.first(
        "INSERT INTO attempts (subject, started_at, count) VALUES ($1, $2, 1) \
         ON CONFLICT (subject) DO UPDATE SET \
           count = CASE WHEN attempts.started_at BETWEEN $3 AND $4 THEN attempts.count + 1 ELSE 1 END, \
           started_at = CASE WHEN attempts.started_at BETWEEN $3 AND $4 THEN attempts.started_at ELSE $2 END \
         RETURNING count, started_at",
        &[subject.into(), now.into(), (now - span + 1).into(), (now + span).into()],
        |row| Ok((row.int(0)?, row.int(1)?)),
    )?;
    counted.ok_or_else(|| StoreError::Corrupt("an attempt was not counted".to_owned()))
}

/// Forgets what a subject did.
pub fn forget(tx: &mut Tx<'_>, subject: &str) -> Result<(), StoreError> {
    tx.execute("DELETE FROM attempts WHERE subject = $1", &[subject.into()])?;
    Ok(())
}

/// Takes one attempt back, because it turned out well.
pub fn take_back(tx: &mut Tx<'_>, subject: &str) -> Result<(), StoreError> {
    tx.execute("UPDATE attempts SET count = count - 1 WHERE subject = $1 AND count > 0", &[subject.into()])?;
    Ok(())
}

/// How many subjects are counted.
#[cfg(test)]
pub(crate) fn subjects(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    Ok(tx.first("SELECT COUNT(*) FROM attempts", &[], |row| row.int(0))?.unwrap_or(0))
}
