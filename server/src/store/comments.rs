//! Comments of cases.

use caseport_shared::api::attachment::Redaction;
use caseport_shared::api::comment::CommentView;
use caseport_shared::comment::{CommentRef, Visibility};
use caseport_shared::person::Side;

use super::people::reference_at;
use super::signatures::NAME;
use super::{Row, StoreError, Tx};

/// A comment with its id and where it stands.
pub struct Comment {
    /// Internal; never leaves the server.
    pub id: i64,
    /// As its readers see it, without its files.
    pub view: CommentView,
    /// Whether it is the reason of an escalation.
    pub is_escalation: bool,
}

/// A comment to be written; its text is clean.
pub struct NewComment<'a> {
    /// The case.
    pub case_id: i64,
    /// Its name within the case.
    pub reference: CommentRef,
    /// Who writes.
    pub author_id: i64,
    /// What.
    pub body: &'a str,
    /// Whether it is the reason of an escalation.
    pub is_escalation: bool,
    /// When.
    pub at: i64,
    /// The sign-in that they write by.
    pub sign_in: Option<i64>,
}

/// Writes a comment. `None` where its writer is a shared mailbox and nobody there has chosen a name yet (S7).
pub fn insert(tx: &mut Tx<'_>, new: &NewComment<'_>) -> Result<Option<i64>, StoreError> {
    let sql = format!(
        "INSERT INTO comments (case_id, visibility, number, author_id, body, is_escalation, created_at, signed) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT COALESCE({NAME}, '') FROM people p \
           LEFT JOIN sessions t ON t.id = $8 LEFT JOIN ssh_keys k ON k.id = t.ssh_key_id WHERE p.id = $4 AND p.is_shared = 1)) \
         RETURNING id, signed"
    );
    let written = tx.first(
        &sql,
        &[
            new.case_id.into(),
            new.reference.visibility.slug().into(),
            new.reference.number.into(),
            new.author_id.into(),
            new.body.into(),
            new.is_escalation.into(),
            new.at.into(),
            new.sign_in.into(),
        ],
        |row| Ok((row.int(0)?, row.opt_text(1)?)),
    )?;
    Ok(written.filter(|(_, signed)| signed.as_deref() != Some("")).map(|(id, _)| id))
}

const COMMENT: &str = "SELECT m.id, m.visibility, m.number, p.name, p.email, p.staff_role, m.created_at, m.body, m.redacted_at, \
     m.redaction_reason, m.is_escalation, m.signed FROM comments m JOIN people p ON p.id = m.author_id WHERE m.case_id = $1 AND m.visibility = $2";

fn read(row: &Row<'_>, reader: Side) -> Result<Comment, StoreError> {
    let visibility: Visibility = row.parsed(1)?;
    let redacted = match row.opt_int(8)? {
        Some(at) => Some(Redaction { at: super::cases::time(at)?, reason: row.opt_text(9)?.unwrap_or_default() }),
        None => None,
    };
    Ok(Comment {
        id: row.int(0)?,
        view: CommentView {
            reference: CommentRef { visibility, number: row.int(2)? },
            visibility,
            author: reference_at(row, 3, reader)?,
            at: super::cases::time(row.int(6)?)?,
            body: row.text(7)?,
            files: Vec::new(),
            redacted,
            signed: row.opt_text(11)?,
        },
        is_escalation: row.flag(10)?,
    })
}

/// One comment of a case.
pub fn get(tx: &mut Tx<'_>, case_id: i64, reference: CommentRef, reader: Side) -> Result<Option<Comment>, StoreError> {
    tx.first(
        &format!("{COMMENT} AND m.number = $3"),
        &[case_id.into(), reference.visibility.slug().into(), reference.number.into()],
        |row| read(row, reader),
    )
}

/// Comments of one numbering that follow each other.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Which numbering.
    pub visibility: Visibility,
    /// Number of the first.
    pub first: i64,
    /// Number of the last; smaller than the first where they are read backwards.
    pub last: i64,
    /// Bytes of text after which no more are read.
    pub room: usize,
}

/// A run of a case's comments, up to the first that does not fit any more.
pub fn list(tx: &mut Tx<'_>, case_id: i64, run: Run, reader: Side) -> Result<Vec<Comment>, StoreError> {
    let Run { visibility, first, last, room } = run;
    let direction = if first > last { " DESC" } else { "" };
    let sql = format!("{COMMENT} AND m.number >= $3 AND m.number <= $4 ORDER BY m.number{direction}");
    let values = [case_id.into(), visibility.slug().into(), first.min(last).into(), first.max(last).into()];
    let (mut found, mut bytes) = (Vec::new(), 0);
    tx.until(&sql, &values, |row| {
        let comment = read(row, reader)?;
        bytes += comment.view.body.len();
        found.push(comment);
        Ok(bytes <= room)
    })?;
    Ok(found)
}

/// Takes a comment's text away.
pub fn redact(tx: &mut Tx<'_>, id: i64, by_id: i64, reason: &str, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE comments SET body = '', redacted_at = $1, redacted_by_id = $2, redaction_reason = $3 WHERE id = $4",
        &[now.into(), by_id.into(), reason.into(), id.into()],
    )?;
    Ok(())
}
