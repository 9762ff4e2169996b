//! One-time codes, kept as hashes: one of each purpose for a person.

use caseport_shared::code::CodePurpose;

use super::people::MAY_COME_IN;
use super::{StoreError, Tx};

/// A code that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What for.
    pub purpose: CodePurpose,
    /// For whom.
    pub person_id: i64,
    /// Until when.
    pub expires_at: i64,
}

/// Keeps a code in the place of the one before.
pub fn put(tx: &mut Tx<'_>, person_id: i64, purpose: CodePurpose, code_hash: &str, now: i64, expires_at: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO codes (code_hash, purpose, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (person_id, purpose) DO UPDATE SET \
           code_hash = excluded.code_hash, created_at = excluded.created_at, expires_at = excluded.expires_at",
        &[code_hash.into(), purpose.slug().into(), person_id.into(), now.into(), expires_at.into()],
    )?;
    Ok(())
}

/// The code with a hash, unless it has expired or its person may not come in.
pub fn get(tx: &mut Tx<'_>, code_hash: &str, now: i64) -> Result<Option<Found>, StoreError> {
    let sql = format!(
        "SELECT c.purpose, c.person_id, c.expires_at FROM codes c JOIN people p ON p.id = c.person_id \
         WHERE c.code_hash = $1 AND c.expires_at > $2 AND {MAY_COME_IN}"
    );
    tx.first(&sql, &[code_hash.into(), now.into()], |row| {
        Ok(Found { purpose: row.parsed(0)?, person_id: row.int(1)?, expires_at: row.int(2)? })
    })
}

/// Takes a code away that [`get`] finds, so that it is used once, however many use it at the same moment.
pub fn take(tx: &mut Tx<'_>, code_hash: &str, now: i64) -> Result<Option<Found>, StoreError> {
    let sql = format!(
        "DELETE FROM codes WHERE code_hash = $1 AND expires_at > $2 AND person_id IN (SELECT p.id FROM people p WHERE {MAY_COME_IN}) \
         RETURNING purpose, person_id, expires_at"
    );
    tx.first(&sql, &[code_hash.into(), now.into()], |row| {
        Ok(Found { purpose: row.parsed(0)?, person_id: row.int(1)?, expires_at: row.int(2)? })
    })
}

/// Takes a person's code of a purpose away; whether there was one.
pub fn remove(tx: &mut Tx<'_>, person_id: i64, purpose: CodePurpose) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM codes WHERE person_id = $1 AND purpose = $2", &[person_id.into(), purpose.slug().into()])? > 0)
}
