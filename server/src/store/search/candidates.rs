//! The newest cases that hold the words of a query and may be seen, step by step.

use std::collections::HashSet;

use caseport_shared::limits::PREFIX_MIN_CHARS;
use caseport_shared::query::Text;

use super::{Fit, Written, written};
use crate::store::case_list::Listing;
use crate::store::people::limit_value;
use crate::store::{StoreError, Tx, Value};

/// Some of the cases that hold the words of a query.
pub(super) struct Step {
    /// Their ids, the newest first.
    pub(super) ids: Vec<i64>,
    /// The oldest case looked at: the next step goes on below it. Absent when there is no next step.
    pub(super) lowest: Option<i64>,
}

/// The newest cases below `below` that hold the words and may be seen; looks at `limit` of them at most.
///
/// Whole words come first, for the index reads no more of them than it needs; where they are too few, words that begin
/// like those are looked for, too.
pub(super) fn step(tx: &mut Tx<'_>, listing: &Listing<'_>, below: i64, limit: usize, fit: Fit) -> Result<Step, StoreError> {
    let by = written(tx);
    let wanted: Vec<String> = listing.query.texts.iter().filter(|text| !text.negated).map(|text| term(by, text, fit)).collect();
    let public = match_public(by, listing, &wanted);
    let mut ids = if wanted.is_empty() { newest(tx, listing, below, limit)? } else { matching(tx, "case_search", &public, below, limit)? };
    let mut is_last = ids.len() < limit;
    let mut only_notes = Vec::new();
    if listing.scope.sees_internal() && !wanted.is_empty() {
        let noted = matching(tx, "note_search", &wanted.join(by.and), below, limit)?;
        is_last &= noted.len() < limit;
        only_notes = noted.into_iter().filter(|id| !ids.contains(id)).collect();
        ids.extend_from_slice(&only_notes);
        ids.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
        is_last &= ids.len() <= limit;
        ids.truncate(limit);
    }
    let lowest = ids.last().copied();
    let Some(from) = lowest else { return Ok(Step { ids, lowest: None }) };
    for unwanted in listing.query.texts.iter().filter(|text| text.negated).map(|text| term(by, text, Fit::Whole)) {
        let words = (by.in_text)(&unwanted);
        let with = if public.is_empty() { words.clone() } else { [public.as_str(), &words].join(by.and) };
        let mut found = between(tx, "case_search", &with, from, below)?;
        if listing.scope.sees_internal() {
            found.extend(between(tx, "note_search", &unwanted, from, below)?);
            found.extend(among(tx, &words, &only_notes)?);
        }
        ids.retain(|id| !found.contains(id));
    }
    Ok(Step { ids, lowest: if is_last { None } else { Some(from) } })
}

/// What a match of the public index must hold: what the reader may see, and the words.
fn match_public(by: &Written, listing: &Listing<'_>, words: &[String]) -> String {
    let scope = listing.scope.tokens().into_iter().map(|token| (by.in_scope)(&token));
    let words = words.iter().map(|word| (by.in_text)(word));
    scope.chain(words).collect::<Vec<_>>().join(by.and)
}

fn matching(tx: &mut Tx<'_>, table: &str, words: &str, below: i64, limit: usize) -> Result<Vec<i64>, StoreError> {
    let Written { id, matches, .. } = written(tx);
    let sql = format!("SELECT {id} FROM {table} WHERE {} AND {id} < $2 ORDER BY {id} DESC LIMIT $3", matches(table));
    tx.query(&sql, &[words.into(), below.into(), limit_value(limit)], |row| row.int(0))
}

fn between(tx: &mut Tx<'_>, table: &str, words: &str, from: i64, below: i64) -> Result<HashSet<i64>, StoreError> {
    let Written { id, matches, .. } = written(tx);
    let mut found = HashSet::new();
    let sql = format!("SELECT {id} FROM {table} WHERE {} AND {id} >= $2 AND {id} < $3", matches(table));
    tx.each(&sql, &[words.into(), from.into(), below.into()], |row| {
        found.insert(row.int(0)?);
        Ok(())
    })?;
    Ok(found)
}

/// Those of a few cases whose public text holds the words.
fn among(tx: &mut Tx<'_>, words: &str, ids: &[i64]) -> Result<HashSet<i64>, StoreError> {
    let Written { id, matches, .. } = written(tx);
    let mut found = HashSet::new();
    let sql = format!("SELECT {id} FROM case_search WHERE {} AND {id} = $2", matches("case_search"));
    for case_id in ids {
        found.extend(tx.first(&sql, &[words.into(), (*case_id).into()], |row| row.int(0))?);
    }
    Ok(found)
}

/// The newest cases that may be seen.
fn newest(tx: &mut Tx<'_>, listing: &Listing<'_>, below: i64, limit: usize) -> Result<Vec<i64>, StoreError> {
    let mut values: Vec<Value<'_>> = vec![below.into(), limit_value(limit)];
    let scope = listing.scope.condition(&mut values);
    tx.query(&format!("SELECT c.id FROM cases c WHERE c.id < $1 AND {scope} ORDER BY c.id DESC LIMIT $2"), &values, |row| row.int(0))
}

/// A word or phrase; one word is found by its beginning from [`PREFIX_MIN_CHARS`] characters on, where that is asked for.
fn term(by: &Written, text: &Text, fit: Fit) -> String {
    let can_begin = !text.is_phrase && text.words.chars().count() >= PREFIX_MIN_CHARS;
    (by.term)(&text.words, if can_begin { fit } else { Fit::Whole })
}
