//! Drafts, each person's own.

use caseport_shared::api::draft::{DraftContent, DraftKind};
use caseport_shared::case::CaseNumber;
use uuid::Uuid;

use super::{Row, StoreError, Tx};

/// A draft without its files.
pub struct Draft {
    /// The client's id.
    pub id: Uuid,
    /// What it becomes.
    pub kind: DraftKind,
    /// The case that it answers.
    pub case_id: Option<i64>,
    /// That case's number.
    pub number: Option<CaseNumber>,
    /// What has been typed.
    pub content: DraftContent,
    /// Grows with every save and every file.
    pub version: i64,
    /// The version that the last save of the text made.
    pub text_version: i64,
    /// Last save or file.
    pub updated_at: i64,
}

/// A person, and the sign-in of theirs that asks.
pub type Owner = (i64, Option<i64>);

const COLUMNS: &str = "SELECT d.id, d.kind, d.case_id, c.number, d.content, d.version, d.text_version, d.updated_at \
     FROM drafts d LEFT JOIN cases c ON c.id = d.case_id WHERE d.person_id = $1";

/// Whether a draft is of the name by which the sign-in `$2` writes at a shared mailbox (S7); one of no name is everybody's there.
const OF_NAME: &str = "(d.signs_as IS NULL OR d.signs_as = (SELECT COALESCE(t.signs_as, k.signs_as) FROM sessions t \
     LEFT JOIN ssh_keys k ON k.id = t.ssh_key_id WHERE t.id = $2))";

fn read(row: &Row<'_>) -> Result<Draft, StoreError> {
    Ok(Draft {
        id: row.parsed(0)?,
        kind: row.parsed(1)?,
        case_id: row.opt_int(2)?,
        number: row.opt_int(3)?.map(CaseNumber),
        content: serde_json::from_str(&row.text(4)?).map_err(|error| StoreError::Corrupt(error.to_string()))?,
        version: row.int(5)?,
        text_version: row.int(6)?,
        updated_at: row.int(7)?,
    })
}

/// A person's draft, as a sign-in of theirs sees it.
pub fn get(tx: &mut Tx<'_>, (person_id, sign_in): Owner, id: Uuid) -> Result<Option<Draft>, StoreError> {
    tx.first(&format!("{COLUMNS} AND {OF_NAME} AND d.id = $3"), &[person_id.into(), sign_in.into(), id.to_string().into()], read)
}

/// A person's drafts as a sign-in of theirs sees them, the last edited first.
pub fn list(tx: &mut Tx<'_>, (person_id, sign_in): Owner) -> Result<Vec<Draft>, StoreError> {
    tx.query(&format!("{COLUMNS} AND {OF_NAME} ORDER BY d.updated_at DESC, d.id"), &[person_id.into(), sign_in.into()], read)
}

/// How many drafts a person has.
pub fn count(tx: &mut Tx<'_>, person_id: i64) -> Result<usize, StoreError> {
    let count = tx.first("SELECT COUNT(*) FROM drafts WHERE person_id = $1", &[person_id.into()], |row| row.int(0))?;
    Ok(usize::try_from(count.unwrap_or(0)).unwrap_or(usize::MAX))
}

/// Keeps a draft as it is now, new or not.
pub fn save(tx: &mut Tx<'_>, (person_id, sign_in): Owner, draft: &Draft) -> Result<(), StoreError> {
    let content = serde_json::to_string(&draft.content).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    tx.execute(
        "INSERT INTO drafts (person_id, id, kind, case_id, content, version, text_version, updated_at, signs_as) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, (SELECT COALESCE(t.signs_as, k.signs_as) FROM sessions t \
           LEFT JOIN ssh_keys k ON k.id = t.ssh_key_id WHERE t.id = $9)) \
         ON CONFLICT (person_id, id) DO UPDATE SET content = $5, version = $6, text_version = $7, updated_at = $8",
        &[
            person_id.into(),
            draft.id.to_string().into(),
            draft.kind.slug().into(),
            draft.case_id.into(),
            content.into(),
            draft.version.into(),
            draft.text_version.into(),
            draft.updated_at.into(),
            sign_in.into(),
        ],
    )?;
    Ok(())
}

/// Notes that something of a draft, such as its files, changed, so that who does not know of it cannot send it.
pub fn touch(tx: &mut Tx<'_>, person_id: i64, id: Uuid, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE drafts SET updated_at = $1, version = version + 1 WHERE person_id = $2 AND id = $3",
        &[now.into(), person_id.into(), id.to_string().into()],
    )?;
    Ok(())
}

/// Removes a draft, whose files must be gone or moved.
pub fn delete(tx: &mut Tx<'_>, person_id: i64, id: Uuid) -> Result<(), StoreError> {
    tx.execute("DELETE FROM drafts WHERE person_id = $1 AND id = $2", &[person_id.into(), id.to_string().into()])?;
    Ok(())
}
