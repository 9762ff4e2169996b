//! Answers already given, kept under the key that a client chose, so that a retry changes nothing.

use super::{StoreError, Tx};

/// How long an answer is kept, in milliseconds: 7 days.
pub const KEPT: i64 = 7 * 24 * 60 * 60 * 1_000;

/// An answer given before.
pub struct Answer {
    /// Hash of the request that it answered.
    pub request_hash: String,
    /// HTTP status.
    pub status: u16,
    /// JSON body.
    pub response: String,
}

/// The answer under a person's key.
pub fn get(tx: &mut Tx<'_>, person_id: i64, key: &str, now: i64) -> Result<Option<Answer>, StoreError> {
    tx.first(
        "SELECT request_hash, status, response FROM idempotency WHERE person_id = $1 AND key = $2 AND created_at > $3",
        &[person_id.into(), key.into(), (now - KEPT).into()],
        |row| {
            let status = u16::try_from(row.int(1)?).map_err(|_| StoreError::Corrupt("a status".to_owned()))?;
            Ok(Answer { request_hash: row.text(0)?, status, response: row.text(2)? })
        },
    )
}

/// Keeps an answer; one that has outlived its time is replaced.
pub fn insert(tx: &mut Tx<'_>, person_id: i64, key: &str, answer: &Answer, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO idempotency (person_id, key, request_hash, status, response, created_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (person_id, key) DO UPDATE SET request_hash = $3, status = $4, response = $5, created_at = $6",
        &[
            person_id.into(),
            key.into(),
            (&answer.request_hash).into(),
            i64::from(answer.status).into(),
            (&answer.response).into(),
            now.into(),
        ],
    )?;
    Ok(())
}
