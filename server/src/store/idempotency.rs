//! Requests already carried out, kept under the key that a client chose, so that a retry changes nothing.

use super::{StoreError, Tx};
use crate::commands::replay::Receipt;

/// How long it is known what an idempotency key made, in milliseconds: 7 days.
pub const KEPT: i64 = 7 * 24 * 60 * 60 * 1_000;

/// A request that was carried out.
pub struct Done {
    /// Hash of the request.
    pub request_hash: String,
    /// HTTP status that it was answered with.
    pub status: u16,
    /// What it made.
    pub receipt: Receipt,
}

/// What was done under a person's key. With nothing done, the key may be taken: it is given back unless [`insert`] says what
/// was done under it.
pub fn get(tx: &mut Tx<'_>, person_id: i64, key: &str, now: i64) -> Result<Option<Done>, StoreError> {
    // Whoever looks for a key that is not there conflicts with all who write keys beside it; who writes it does not.
    if tx.is_postgres() && take(tx, person_id, key, now)? {
        return Ok(None);
    }
    tx.first(
        "SELECT request_hash, status, receipt FROM idempotency WHERE person_id = $1 AND key = $2 AND created_at > $3",
        &[person_id.into(), key.into(), (now - KEPT).into()],
        |row| {
            let status = u16::try_from(row.int(1)?).map_err(|_| StoreError::Corrupt("a status".to_owned()))?;
            let receipt = serde_json::from_str(&row.text(2)?).map_err(|error| StoreError::Corrupt(error.to_string()))?;
            Ok(Done { request_hash: row.text(0)?, status, receipt })
        },
    )
}

/// Takes a key under which nothing was done, for as long as the transaction lasts.
fn take(tx: &mut Tx<'_>, person_id: i64, key: &str, now: i64) -> Result<bool, StoreError> {
    let taken = tx.execute(
        "INSERT INTO idempotency (person_id, key, request_hash, status, receipt, created_at) VALUES ($1, $2, '', 0, '', $3) \
         ON CONFLICT (person_id, key) DO UPDATE SET created_at = $3 WHERE idempotency.created_at <= $4",
        &[person_id.into(), key.into(), now.into(), (now - KEPT).into()],
    )?;
    Ok(taken > 0)
}

/// Keeps what was done; something that has outlived its time is replaced.
pub fn insert(tx: &mut Tx<'_>, person_id: i64, key: &str, done: &Done, now: i64) -> Result<(), StoreError> {
    let receipt = serde_json::to_string(&done.receipt).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    tx.execute(
        "INSERT INTO idempotency (person_id, key, request_hash, status, receipt, created_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (person_id, key) DO UPDATE SET request_hash = $3, status = $4, receipt = $5, created_at = $6",
        &[person_id.into(), key.into(), (&done.request_hash).into(), i64::from(done.status).into(), receipt.into(), now.into()],
    )?;
    Ok(())
}
