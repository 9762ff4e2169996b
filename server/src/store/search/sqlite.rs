//! The index on SQLite: FTS5, one row per case for what customers may read, one for internal notes.

use super::Fit;
use super::text::Indexed;
use crate::store::{StoreError, Tx};

/// How queries of the index are written.
pub(super) const WRITTEN: super::Written =
    super::Written { id: "rowid", matches: |table| format!("{table} MATCH $1"), term, in_text, in_scope, and: " AND " };

/// Writes a case's rows again.
pub(super) fn write(tx: &mut Tx<'_>, case_id: i64, case: &Indexed) -> Result<(), StoreError> {
    tx.execute("DELETE FROM case_search WHERE rowid = $1", &[case_id.into()])?;
    tx.execute(
        "INSERT INTO case_search (rowid, subject, body, scope) VALUES ($1, $2, $3, $4)",
        &[case_id.into(), (&case.subject).into(), (&case.body).into(), case.scope.join(" ").into()],
    )?;
    if let Some(notes) = &case.notes {
        tx.execute("DELETE FROM note_search WHERE rowid = $1", &[case_id.into()])?;
        tx.execute("INSERT INTO note_search (rowid, body) VALUES ($1, $2)", &[case_id.into(), notes.into()])?;
    }
    Ok(())
}

/// Pages of the index rewritten in one step of [`forget`].
const PAGES: i64 = 2_000;

/// Rewrites part of the indexes without what was removed from them; false once there is nothing left to do.
pub(super) fn forget(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let mut is_unfinished = false;
    for table in ["case_search", "note_search"] {
        let before = changes(tx)?;
        // A negative number merges everything into one segment, step by step.
        tx.execute(&format!("INSERT INTO {table} ({table}, rank) VALUES ('merge', {})", -PAGES), &[])?;
        // The statement counts as one change itself; more says that there was something to merge.
        is_unfinished |= changes(tx)? - before >= 2;
    }
    Ok(is_unfinished)
}

fn changes(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    Ok(tx.first("SELECT total_changes()", &[], |row| row.int(0))?.unwrap_or(0))
}

fn term(words: &str, fit: Fit) -> String {
    let quoted = words.replace('"', "\"\"");
    format!("\"{quoted}\"{}", if fit == Fit::Beginning { "*" } else { "" })
}

fn in_text(term: &str) -> String {
    format!("{{subject body}} : {term}")
}

fn in_scope(token: &str) -> String {
    format!("scope : \"{token}\"")
}
