//! How far each person has read each case.

use caseport_shared::comment::Seen;

use super::{StoreError, Tx};

/// Notes that a person knows of all files that customers sent by themselves, up to the case's `count`.
pub fn know_files(tx: &mut Tx<'_>, person_id: i64, case_id: i64, count: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO reads (person_id, case_id, replies, notes, files) VALUES ($1, $2, 0, 0, $3) \
         ON CONFLICT (person_id, case_id) DO UPDATE SET files = $3",
        &[person_id.into(), case_id.into(), count.into()],
    )?;
    Ok(())
}

/// Notes that a person has read up to `seen`; never takes back what was read before.
pub fn advance(tx: &mut Tx<'_>, person_id: i64, case_id: i64, seen: Seen) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO reads (person_id, case_id, replies, notes) VALUES ($1, $2, $3, $4) ON CONFLICT (person_id, case_id) DO UPDATE SET \
           replies = CASE WHEN reads.replies < $3 THEN $3 ELSE reads.replies END, \
           notes = CASE WHEN reads.notes < $4 THEN $4 ELSE reads.notes END",
        &[person_id.into(), case_id.into(), seen.replies.into(), seen.notes.into()],
    )?;
    Ok(())
}
