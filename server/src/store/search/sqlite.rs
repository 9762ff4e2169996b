//! The index on SQLite: FTS5, one row per case for what customers may read, one for internal notes.

use std::collections::HashSet;
use std::fmt::Write as _;

use caseport_shared::limits::PREFIX_MIN_CHARS;
use caseport_shared::query::Text;

use crate::store::case_list::Listing;
use crate::store::people::limit_value;
use crate::store::{StoreError, Tx, Value};

/// Most characters of a case that are indexed, and as many of its notes.
const INDEXED_CHARS: usize = 100_000;

/// Newest comments of a case that are indexed, and as many of its notes: each change of a case reads them all.
const INDEXED_COMMENTS: usize = 2_000;

/// Writes a case's rows again: everything that may be found, and who may find it.
pub(in crate::store) fn index(tx: &mut Tx<'_>, case_id: i64) -> Result<(), StoreError> {
    let case = tx.first(
        "SELECT c.subject, c.description, COALESCE(c.solution, ''), c.organization_id, c.requester_id, c.status_group, c.note_count FROM cases c WHERE c.id = $1",
        &[case_id.into()],
        |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?, row.int(3)?, row.int(4)?, row.text(5)?, row.int(6)?)),
    )?;
    let Some((subject, description, solution, organization, requester, group, notes)) = case else { return Ok(()) };
    let mut body = Capped::new();
    body.push(&description);
    body.push(&solution);
    comments(tx, case_id, "public", &mut body)?;
    let mut scope = format!("o{organization} p{requester} g{}", group.replace('-', ""));
    tx.each("SELECT person_id FROM watchers WHERE case_id = $1", &[case_id.into()], |row| {
        let _ = write!(scope, " p{}", row.int(0)?);
        Ok(())
    })?;
    tx.execute("DELETE FROM case_search WHERE rowid = $1", &[case_id.into()])?;
    tx.execute(
        "INSERT INTO case_search (rowid, subject, body, scope) VALUES ($1, $2, $3, $4)",
        &[case_id.into(), subject.into(), body.text.into(), scope.into()],
    )?;
    if notes > 0 {
        let mut body = Capped::new();
        comments(tx, case_id, "internal", &mut body)?;
        tx.execute("DELETE FROM note_search WHERE rowid = $1", &[case_id.into()])?;
        tx.execute("INSERT INTO note_search (rowid, body) VALUES ($1, $2)", &[case_id.into(), body.text.into()])?;
    }
    Ok(())
}

/// Pages of the index rewritten in one step of [`forget`].
const PAGES: i64 = 2_000;

/// Rewrites part of the indexes without what was removed from them; false once there is nothing left to do.
pub(in crate::store) fn forget(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
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

/// Adds a case's comments, the newest first, so that what is cut is old.
fn comments(tx: &mut Tx<'_>, case_id: i64, visibility: &str, body: &mut Capped) -> Result<(), StoreError> {
    tx.each(
        "SELECT body FROM comments WHERE case_id = $1 AND visibility = $2 ORDER BY number DESC LIMIT $3",
        &[case_id.into(), visibility.into(), limit_value(INDEXED_COMMENTS)],
        |row| {
            if body.room > 0 {
                body.push(&row.text(0)?);
            }
            Ok(())
        },
    )
}

struct Capped {
    text: String,
    room: usize,
}

impl Capped {
    const fn new() -> Self {
        Self { text: String::new(), room: INDEXED_CHARS }
    }

    fn push(&mut self, more: &str) {
        let taken = more.char_indices().nth(self.room).map_or(more, |(end, _)| &more[..end]);
        self.room -= taken.chars().count();
        self.text.push_str(taken);
        // A token that nobody can look for keeps the texts apart, so that no phrase reaches from one into the next.
        self.text.push_str(" \u{e000} ");
    }
}

/// Some of the cases that hold the words of a query.
pub(in crate::store) struct Step {
    /// Their ids, the newest first.
    pub(in crate::store) ids: Vec<i64>,
    /// The oldest case looked at: the next step goes on below it. Absent when there is no next step.
    pub(in crate::store) lowest: Option<i64>,
}

/// The newest cases below `below` that hold the words and may be seen; looks at `limit` of them at most.
///
/// Whole words come first, for the index reads no more of them than it needs; where they are too few, words that begin
/// like those are looked for, too.
pub(in crate::store) fn candidates(tx: &mut Tx<'_>, listing: &Listing<'_>, below: i64, limit: usize, fit: Fit) -> Result<Step, StoreError> {
    let wanted: Vec<String> = listing.query.texts.iter().filter(|text| !text.negated).map(|text| term(text, fit)).collect();
    let public = match_public(listing, &wanted);
    let mut ids = if wanted.is_empty() { newest(tx, listing, below, limit)? } else { matching(tx, "case_search", &public, below, limit)? };
    let mut is_last = ids.len() < limit;
    let mut only_notes = Vec::new();
    if listing.scope.sees_internal() && !wanted.is_empty() {
        let noted = matching(tx, "note_search", &wanted.join(" AND "), below, limit)?;
        is_last &= noted.len() < limit;
        only_notes = noted.into_iter().filter(|id| !ids.contains(id)).collect();
        ids.extend_from_slice(&only_notes);
        ids.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
        is_last &= ids.len() <= limit;
        ids.truncate(limit);
    }
    let lowest = ids.last().copied();
    let Some(from) = lowest else { return Ok(Step { ids, lowest: None }) };
    for unwanted in listing.query.texts.iter().filter(|text| text.negated).map(|text| term(text, Fit::Whole)) {
        let with = |words: String| if public.is_empty() { words } else { format!("{public} AND {words}") };
        let mut found = between(tx, "case_search", &with(format!("{{subject body}} : {unwanted}")), from, below)?;
        if listing.scope.sees_internal() {
            found.extend(between(tx, "note_search", &unwanted, from, below)?);
            found.extend(among(tx, &format!("{{subject body}} : {unwanted}"), &only_notes)?);
        }
        ids.retain(|id| !found.contains(id));
    }
    Ok(Step { ids, lowest: if is_last { None } else { Some(from) } })
}

/// What a match of the public index must hold: what the reader may see, and the words.
fn match_public(listing: &Listing<'_>, words: &[String]) -> String {
    let scope = listing.scope.tokens().into_iter().map(|token| format!("scope : \"{token}\""));
    let words = words.iter().map(|word| format!("{{subject body}} : {word}"));
    scope.chain(words).collect::<Vec<_>>().join(" AND ")
}

fn matching(tx: &mut Tx<'_>, table: &str, words: &str, below: i64, limit: usize) -> Result<Vec<i64>, StoreError> {
    let sql = format!("SELECT rowid FROM {table} WHERE {table} MATCH $1 AND rowid < $2 ORDER BY rowid DESC LIMIT $3");
    tx.query(&sql, &[words.into(), below.into(), limit_value(limit)], |row| row.int(0))
}

fn between(tx: &mut Tx<'_>, table: &str, words: &str, from: i64, below: i64) -> Result<HashSet<i64>, StoreError> {
    let mut found = HashSet::new();
    let sql = format!("SELECT rowid FROM {table} WHERE {table} MATCH $1 AND rowid >= $2 AND rowid < $3");
    tx.each(&sql, &[words.into(), from.into(), below.into()], |row| {
        found.insert(row.int(0)?);
        Ok(())
    })?;
    Ok(found)
}

/// Those of a few cases whose public text holds the words.
fn among(tx: &mut Tx<'_>, words: &str, ids: &[i64]) -> Result<HashSet<i64>, StoreError> {
    let mut found = HashSet::new();
    for id in ids {
        let sql = "SELECT rowid FROM case_search WHERE case_search MATCH $1 AND rowid = $2";
        found.extend(tx.first(sql, &[words.into(), (*id).into()], |row| row.int(0))?);
    }
    Ok(found)
}

/// The newest cases that may be seen.
fn newest(tx: &mut Tx<'_>, listing: &Listing<'_>, below: i64, limit: usize) -> Result<Vec<i64>, StoreError> {
    let mut values: Vec<Value<'_>> = vec![below.into(), limit_value(limit)];
    let scope = listing.scope.condition(&mut values);
    tx.query(&format!("SELECT c.id FROM cases c WHERE c.id < $1 AND {scope} ORDER BY c.id DESC LIMIT $2"), &values, |row| row.int(0))
}

/// How words must fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Fit {
    /// As they are.
    Whole,
    /// As they are, or as the beginning of a longer word, from [`PREFIX_MIN_CHARS`] characters on.
    Beginning,
}

/// A word or phrase as FTS5 reads it.
fn term(text: &Text, fit: Fit) -> String {
    let quoted = text.words.replace('"', "\"\"");
    let is_prefix = fit == Fit::Beginning && !text.is_phrase && text.words.chars().count() >= PREFIX_MIN_CHARS;
    format!("\"{quoted}\"{}", if is_prefix { "*" } else { "" })
}
