//! The index on SQLite: FTS5, one row per case for what customers may read, one for internal notes.

use std::fmt::Write as _;

use caseport_shared::limits::PREFIX_MIN_CHARS;
use caseport_shared::query::Text;

use crate::store::case_list::Listing;
use crate::store::people::limit_value;
use crate::store::{StoreError, Tx, Value};

/// Most characters of a case that are indexed, and as many of its notes.
const INDEXED_CHARS: usize = 100_000;

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
        "SELECT body FROM comments WHERE case_id = $1 AND visibility = $2 ORDER BY number DESC",
        &[case_id.into(), visibility.into()],
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

/// Ids of the newest cases below `below` that hold the words and may be seen, at most `limit`, newest first.
pub(in crate::store) fn candidates(tx: &mut Tx<'_>, listing: &Listing<'_>, below: i64, limit: usize) -> Result<Vec<i64>, StoreError> {
    let wanted: Vec<&Text> = listing.query.texts.iter().filter(|text| !text.negated).collect();
    let unwanted: Vec<&Text> = listing.query.texts.iter().filter(|text| text.negated).collect();
    if wanted.is_empty() {
        return newest_without(tx, listing, &unwanted, below, limit);
    }
    let scope = scope_of(listing);
    let matched = |texts: &[&Text], columns: &str| texts.iter().map(|text| format!("{columns}{}", term(text))).collect::<Vec<_>>();
    let public = format!("{scope}({})", matched(&wanted, "{subject body} : ").join(" AND "));
    let mut values: Vec<Value<'_>> = vec![public.into(), below.into(), limit_value(limit)];
    let mut source = "SELECT rowid AS id FROM case_search WHERE case_search MATCH $1 AND rowid < $2".to_owned();
    if listing.scope.sees_internal() {
        values.push(matched(&wanted, "").join(" AND ").into());
        source = format!(
            "SELECT id FROM (SELECT id FROM ({source} ORDER BY rowid DESC LIMIT $3) UNION \
             SELECT id FROM (SELECT rowid AS id FROM note_search WHERE note_search MATCH $4 AND rowid < $2 ORDER BY rowid DESC LIMIT $3))"
        );
    } else {
        source = format!("SELECT id FROM ({source} ORDER BY rowid DESC LIMIT $3)");
    }
    let without = without(&unwanted, listing, "id", &mut values);
    tx.query(&format!("{source} WHERE 1 = 1{without} ORDER BY id DESC LIMIT $3"), &values, |row| row.int(0))
}

/// The same for a query that only says which words must not be there.
fn newest_without(tx: &mut Tx<'_>, listing: &Listing<'_>, unwanted: &[&Text], below: i64, limit: usize) -> Result<Vec<i64>, StoreError> {
    let mut values: Vec<Value<'_>> = vec![below.into(), limit_value(limit)];
    let scope = listing.scope.condition(&mut values);
    let without = without(unwanted, listing, "c.id", &mut values);
    tx.query(&format!("SELECT c.id FROM cases c WHERE c.id < $1 AND {scope}{without} ORDER BY c.id DESC LIMIT $2"), &values, |row| {
        row.int(0)
    })
}

/// The beginning of a match that holds only what the reader may see.
fn scope_of(listing: &Listing<'_>) -> String {
    listing.scope.tokens().iter().fold(String::new(), |mut out, token| {
        let _ = write!(out, "scope : \"{token}\" AND ");
        out
    })
}

fn without(unwanted: &[&Text], listing: &Listing<'_>, column: &str, values: &mut Vec<Value<'_>>) -> String {
    let scope = scope_of(listing);
    let mut out = String::new();
    for text in unwanted {
        values.push(format!("{scope}{{subject body}} : {}", term(text)).into());
        let _ = write!(out, " AND {column} NOT IN (SELECT rowid FROM case_search WHERE case_search MATCH ${})", values.len());
        if listing.scope.sees_internal() {
            values.push(term(text).into());
            let _ = write!(out, " AND {column} NOT IN (SELECT rowid FROM note_search WHERE note_search MATCH ${})", values.len());
        }
    }
    out
}

/// A word or phrase as FTS5 reads it; a word of [`PREFIX_MIN_CHARS`] characters also finds what it begins.
fn term(text: &Text) -> String {
    let quoted = text.words.replace('"', "\"\"");
    let is_prefix = !text.is_phrase && text.words.chars().count() >= PREFIX_MIN_CHARS;
    format!("\"{quoted}\"{}", if is_prefix { "*" } else { "" })
}
