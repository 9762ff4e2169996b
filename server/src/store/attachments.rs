//! Files on drafts and cases: what is known of them; their bytes are blobs.

use caseport_shared::api::attachment::{AttachmentView, Redaction};
use caseport_shared::comment::Visibility;
use caseport_shared::limits::FILES_PER_CASE;
use caseport_shared::person::Side;
use uuid::Uuid;

use super::people::reference_at;
use super::value::bind_all;
use super::{Row, Scope, StoreError, Tx, Value};

/// Most files that a list of a case's files shows: all that there can be, public and internal.
const LISTED: usize = 2 * FILES_PER_CASE;

/// A file with where it is.
pub struct Attachment {
    /// Internal; never leaves the server.
    pub id: i64,
    /// As its readers see it.
    pub view: AttachmentView,
    /// The comment it came with.
    pub comment_id: Option<i64>,
    /// Name of its bytes; absent once redacted.
    pub blob: Option<String>,
}

/// Where a file is put.
#[derive(Debug, Clone, Copy)]
pub enum Place {
    /// On a draft.
    Draft {
        /// Whose.
        person_id: i64,
        /// Which.
        id: Uuid,
    },
    /// On a case by itself.
    Case {
        /// Which.
        id: i64,
    },
}

/// A file that has arrived.
#[derive(Debug, Clone)]
pub struct NewAttachment {
    /// Random.
    pub public_id: Uuid,
    /// Safe.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// Sniffed.
    pub content_type: String,
    /// Lower-case hexadecimal.
    pub sha256: String,
    /// Name of its bytes.
    pub blob: String,
}

const COLUMNS: &str = "SELECT a.id, a.public_id, a.name, a.size, a.content_type, a.sha256, a.visibility, a.created_at, \
     p.name, p.email, p.staff_role, a.redacted_at, a.redaction_reason, a.comment_id, a.blob \
     FROM attachments a JOIN people p ON p.id = a.uploaded_by_id";

fn read(row: &Row<'_>, reader: Side) -> Result<Attachment, StoreError> {
    let redacted = match row.opt_int(11)? {
        Some(at) => Some(Redaction { at: super::cases::time(at)?, reason: row.opt_text(12)?.unwrap_or_default() }),
        None => None,
    };
    let view = AttachmentView {
        id: row.parsed(1)?,
        name: row.text(2)?,
        size: u64::try_from(row.int(3)?).map_err(|_| StoreError::Corrupt("a size".to_owned()))?,
        content_type: row.text(4)?,
        sha256: row.text(5)?,
        visibility: row.parsed(6)?,
        at: super::cases::time(row.int(7)?)?,
        by: if redacted.is_some() { None } else { Some(reference_at(row, 8, reader)?) },
        redacted,
    };
    Ok(Attachment { id: row.int(0)?, view, comment_id: row.opt_int(13)?, blob: row.opt_text(14)? })
}

/// Keeps what is known of a file whose bytes are safe on disk.
pub fn insert(tx: &mut Tx<'_>, place: Place, new: &NewAttachment, visibility: Visibility, by_id: i64, now: i64) -> Result<i64, StoreError> {
    let (case_id, person_id, draft_id) = match place {
        Place::Draft { person_id, id } => (None, Some(person_id), Some(id.to_string())),
        Place::Case { id } => (Some(id), None, None),
    };
    let size = i64::try_from(new.size).map_err(|_| StoreError::Corrupt("a size".to_owned()))?;
    tx.insert(
        "INSERT INTO attachments (public_id, case_id, came_with_case, draft_person_id, draft_id, visibility, name, size, content_type, \
           sha256, blob, uploaded_by_id, created_at) VALUES ($1, $2, 0, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
        &[
            new.public_id.to_string().into(),
            case_id.into(),
            person_id.into(),
            draft_id.into(),
            visibility.slug().into(),
            (&new.name).into(),
            size.into(),
            (&new.content_type).into(),
            (&new.sha256).into(),
            (&new.blob).into(),
            by_id.into(),
            now.into(),
        ],
    )
}

/// The files of a draft, oldest first.
pub fn of_draft(tx: &mut Tx<'_>, person_id: i64, id: Uuid, reader: Side) -> Result<Vec<Attachment>, StoreError> {
    let sql = format!("{COLUMNS} WHERE a.draft_person_id = $1 AND a.draft_id = $2 ORDER BY a.id");
    tx.query(&sql, &[person_id.into(), id.to_string().into()], |row| read(row, reader))
}

/// The files of a case that a reader may see, oldest first: all, or those that came with its description.
pub fn of_case(tx: &mut Tx<'_>, scope: Scope, case_id: i64, with_description: bool, reader: Side) -> Result<Vec<Attachment>, StoreError> {
    let only = if with_description { "AND a.came_with_case = 1" } else { "" };
    let sql = format!("{COLUMNS} WHERE a.case_id = $1 AND {} {only} ORDER BY a.id LIMIT {LISTED}", visible(scope));
    tx.query(&sql, &[case_id.into()], |row| read(row, reader))
}

/// How many files of a visibility a case has.
pub fn count(tx: &mut Tx<'_>, case_id: i64, visibility: Visibility) -> Result<usize, StoreError> {
    let count = tx.first(
        "SELECT COUNT(*) FROM attachments WHERE case_id = $1 AND visibility = $2",
        &[case_id.into(), visibility.slug().into()],
        |row| row.int(0),
    )?;
    Ok(usize::try_from(count.unwrap_or(0)).unwrap_or(usize::MAX))
}

/// How many bytes the files of all of a person's drafts have.
pub fn bytes_of_drafts(tx: &mut Tx<'_>, person_id: i64) -> Result<u64, StoreError> {
    let sum = tx.first(
        "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM attachments WHERE draft_person_id = $1",
        &[person_id.into()],
        |row| row.int(0),
    )?;
    Ok(u64::try_from(sum.unwrap_or(0)).unwrap_or(u64::MAX))
}

/// The files of comments that are known to be visible.
pub fn of_comments(tx: &mut Tx<'_>, comments: &[i64], reader: Side) -> Result<Vec<Attachment>, StoreError> {
    if comments.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = Vec::new();
    let these = bind_all(&mut values, comments.iter().map(|id| Value::from(*id)));
    tx.query(&format!("{COLUMNS} WHERE a.comment_id IN ({these}) ORDER BY a.id"), &values, |row| read(row, reader))
}

/// Some files of a case, those of them that the reader may see.
pub fn of_ids(tx: &mut Tx<'_>, scope: Scope, case_id: i64, public_ids: &[Uuid], reader: Side) -> Result<Vec<Attachment>, StoreError> {
    if public_ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Vec<Value<'_>> = vec![case_id.into()];
    let these = bind_all(&mut values, public_ids.iter().map(|id| Value::from(id.to_string())));
    let sql = format!("{COLUMNS} WHERE a.public_id IN ({these}) AND a.case_id = $1 AND {}", visible(scope));
    tx.query(&sql, &values, |row| read(row, reader))
}

/// One file of a case, if the reader may see it.
pub fn get(tx: &mut Tx<'_>, scope: Scope, case_id: i64, public_id: Uuid, reader: Side) -> Result<Option<Attachment>, StoreError> {
    let sql = format!("{COLUMNS} WHERE a.public_id = $1 AND a.case_id = $2 AND {}", visible(scope));
    tx.first(&sql, &[public_id.to_string().into(), case_id.into()], |row| read(row, reader))
}

const fn visible(scope: Scope) -> &'static str {
    if scope.sees_internal() { "a.visibility IN ('public', 'internal')" } else { "a.visibility = 'public'" }
}

/// Moves a draft's files to a case: with its description, or with a comment, whose visibility they take (C11).
pub fn move_from_draft(
    tx: &mut Tx<'_>,
    draft: (i64, Uuid),
    case_id: i64,
    comment_id: Option<i64>,
    visibility: Visibility,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE attachments SET case_id = $1, comment_id = $2, came_with_case = $3, visibility = $4, draft_person_id = NULL, draft_id = NULL \
         WHERE draft_person_id = $5 AND draft_id = $6",
        &[
            case_id.into(),
            comment_id.into(),
            comment_id.is_none().into(),
            visibility.slug().into(),
            draft.0.into(),
            draft.1.to_string().into(),
        ],
    )?;
    Ok(())
}

/// Makes an internal file of a case public, as part of a reply (C11).
pub fn share(tx: &mut Tx<'_>, id: i64, comment_id: i64) -> Result<(), StoreError> {
    tx.execute("UPDATE attachments SET visibility = 'public', comment_id = $1 WHERE id = $2", &[comment_id.into(), id.into()])?;
    Ok(())
}

/// Forgets a draft's file.
pub fn delete(tx: &mut Tx<'_>, id: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM attachments WHERE id = $1", &[id.into()])?;
    Ok(())
}

/// Takes a file's name and bytes away.
pub fn redact(tx: &mut Tx<'_>, id: i64, by_id: i64, reason: &str, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE attachments SET name = 'redacted', size = 0, content_type = 'application/octet-stream', sha256 = '', blob = NULL, \
           redacted_at = $1, redacted_by_id = $2, redaction_reason = $3 WHERE id = $4",
        &[now.into(), by_id.into(), reason.into(), id.into()],
    )?;
    Ok(())
}

/// Whether any file, or picture of an article, refers to a blob.
pub fn is_referenced(tx: &mut Tx<'_>, blob: &str) -> Result<bool, StoreError> {
    let attached = tx.first("SELECT 1 FROM attachments WHERE blob = $1 LIMIT 1", &[blob.into()], |row| row.int(0))?;
    if attached.is_some() || !super::articles::are_there(tx)? {
        return Ok(attached.is_some());
    }
    Ok(tx.first("SELECT 1 FROM article_pictures WHERE blob = $1 LIMIT 1", &[blob.into()], |row| row.int(0))?.is_some())
}
