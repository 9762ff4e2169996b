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

/// Keeps an answer, with the case that the transaction has changed; one that has outlived its time is replaced.
pub fn insert(tx: &mut Tx<'_>, person_id: i64, key: &str, answer: &Answer, now: i64) -> Result<(), StoreError> {
    let case_id = tx.changed_case();
    tx.execute(
        "INSERT INTO idempotency (person_id, key, case_id, request_hash, status, response, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (person_id, key) DO UPDATE SET case_id = $3, request_hash = $4, status = $5, response = $6, created_at = $7",
        &[
            person_id.into(),
            key.into(),
            case_id.into(),
            (&answer.request_hash).into(),
            i64::from(answer.status).into(),
            (&answer.response).into(),
            now.into(),
        ],
    )?;
    Ok(())
}

/// Forgets the answers that show a case, because something was taken away from it.
pub fn forget_case(tx: &mut Tx<'_>, case_id: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM idempotency WHERE case_id = $1", &[case_id.into()])?;
    Ok(())
}
