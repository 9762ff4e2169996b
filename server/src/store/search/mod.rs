//! Full-text search over cases: candidates from the engine's index, filtered like any list, scored here.

mod candidates;
mod postgres;
mod sqlite;
mod text;

use std::collections::HashMap;

use caseport_shared::api::case::CaseSummary;
use caseport_shared::limits::{PAGE_MAX, SOLUTION_EXCERPT_CHARS};
use caseport_shared::query::{Sort, Text};
use caseport_shared::status::StatusGroup;

use super::case_list::{After, Listing, Page, checks, order, updated_column};
use super::cases::{read_summary, summary_sql};
use super::value::bind_all;
use super::{StoreError, Tx, Value};
use crate::domain::case::Case;

pub(super) use text::{Indexed, gather};

/// Names the setting that says that the index still holds something that was taken away.
pub(super) const REDACTED: &str = "search-redacted";
/// Newest matches that a search looks at in one step.
const STEP: usize = 400;
/// Steps of a search in all, where filters let few of the matches through.
const STEPS: usize = 10;
/// With fewer cases than this that hold the words, longer words that begin like them are found, too: a full page is enough.
const FEW: usize = PAGE_MAX;
/// Matches that are scored and sorted.
const SCORED: usize = 400;

/// How words must fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// As they are.
    Whole,
    /// As they are, or the last of them as the beginning of a longer word.
    Beginning,
}

/// How an engine writes the queries of its index.
struct Written {
    /// The column of the case's id.
    id: &'static str,
    /// The condition that a table's row matches the query in `$1`.
    matches: fn(&str) -> String,
    /// A word or phrase.
    term: fn(&str, Fit) -> String,
    /// A term that must stand in what customers may read.
    in_text: fn(&str) -> String,
    /// A word that says who may find a case.
    in_scope: fn(&str) -> String,
    /// Between things that must all be there.
    and: &'static str,
}

const fn written(tx: &Tx<'_>) -> &'static Written {
    if tx.is_postgres() { &postgres::WRITTEN } else { &sqlite::WRITTEN }
}

/// Writes a case's rows in the index again: everything that may be found, and who may find it.
pub(super) fn index(tx: &mut Tx<'_>, case_id: i64) -> Result<(), StoreError> {
    let Some(case) = text::gather(tx, case_id)? else { return Ok(()) };
    if tx.is_postgres() { postgres::write(tx, case_id, &case) } else { sqlite::write(tx, case_id, &case) }
}

/// Writes the rows of a case that was just filed, with subject and description.
pub(super) fn filed(tx: &mut Tx<'_>, case_id: i64, case: &Case, words: (&str, &str)) -> Result<(), StoreError> {
    if tx.is_postgres() {
        // What is known is not read again: whoever reads at the end of an index conflicts with all who write there.
        return postgres::write(tx, case_id, &Indexed::filed(case, words));
    }
    // SQLite writes them for many commands at once.
    tx.case_changed(case_id);
    Ok(())
}

/// Writes the rows of many cases that have none.
pub(super) fn insert_all(tx: &mut Tx<'_>, cases: &[(i64, Indexed)]) -> Result<(), StoreError> {
    if tx.is_postgres() {
        return postgres::insert_all(tx, cases);
    }
    cases.iter().try_for_each(|(case_id, case)| sqlite::write(tx, *case_id, case))
}

/// Removes part of what the index still holds of things that were taken away; false once there is nothing left to do.
pub(super) fn forget(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    // PostgreSQL's rows are written anew as a whole; what is left of the old ones goes with its own cleaning.
    if tx.is_postgres() { Ok(false) } else { sqlite::forget(tx) }
}

/// One page of the cases that hold the words of a query.
pub(super) fn list(tx: &mut Tx<'_>, listing: &Listing<'_>) -> Result<Page, StoreError> {
    let mut found = matching(tx, listing, Fit::Whole)?;
    let can_begin = listing.query.texts.iter().any(|text| !text.negated && !text.is_phrase);
    if found.len() < FEW && can_begin {
        found = matching(tx, listing, Fit::Beginning)?;
    }
    found.sort_unstable_by_key(|(_, at)| std::cmp::Reverse((at.key, at.second, at.number)));
    found.truncate(SCORED);
    if let Some(from) = listing.after {
        found.retain(|(_, at)| (at.key, at.second, at.number) < (from.key, from.second, from.number));
    }
    let more = found.len() > listing.limit;
    found.truncate(listing.limit);
    let next = found.last().filter(|_| more).map(|(_, at)| *at);
    Ok((shown(tx, listing, &found)?, next))
}

/// The newest cases that hold the words, up to [`SCORED`], with their places in the order.
fn matching(tx: &mut Tx<'_>, listing: &Listing<'_>, fit: Fit) -> Result<Vec<(i64, After)>, StoreError> {
    let mut found = Vec::new();
    let mut below = i64::MAX;
    for _ in 0..STEPS {
        let step = candidates::step(tx, listing, below, STEP, fit)?;
        found.append(&mut filtered(tx, listing, &step.ids)?);
        match step.lowest {
            Some(lowest) if found.len() < SCORED => below = lowest,
            _ => break,
        }
    }
    Ok(found)
}

/// Those of some cases that the filters let through, of which no more is read than their places ask for.
fn filtered(tx: &mut Tx<'_>, listing: &Listing<'_>, ids: &[i64]) -> Result<Vec<(i64, After)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Vec<Value<'_>> = vec![listing.reader.person_id.into()];
    let conditions = checks(listing, &mut values);
    let these = these(&mut values, ids.iter().copied());
    let updated = updated_column(listing.reader.side);
    let sql = format!(
        "SELECT c.id, c.number, c.subject, c.status_group, c.severity, c.created_at, {updated} FROM {these} \
         LEFT JOIN reads d ON d.person_id = $1 AND d.case_id = c.id WHERE {conditions}"
    );
    let sort = order(listing.query);
    tx.query(&sql, &values, |row| {
        let (number, updated_at) = (row.int(1)?, row.int(6)?);
        let after = |key, second| After { key, second, number };
        let at = match sort {
            Sort::Relevance => after(score(&listing.query.texts, &row.text(2)?, row.parsed(3)?), updated_at),
            Sort::Updated => after(updated_at, 0),
            Sort::Created => after(row.int(5)?, 0),
            Sort::Oldest => after(-updated_at, 0),
            Sort::Severity => after(-row.int(4)?, updated_at),
        };
        Ok((row.int(0)?, at))
    })
}

/// What a list shows of cases that were found, in their order.
fn shown(tx: &mut Tx<'_>, listing: &Listing<'_>, found: &[(i64, After)]) -> Result<Vec<CaseSummary>, StoreError> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Vec<Value<'_>> = vec![listing.reader.person_id.into()];
    let these = these(&mut values, found.iter().map(|(id, _)| *id));
    let sql = summary_sql(1, SOLUTION_EXCERPT_CHARS).replacen("cases c", &these, 1);
    let rows = tx.query(&sql, &values, |row| read_summary(row, listing.reader.side))?;
    let mut summaries: HashMap<i64, CaseSummary> = rows.into_iter().map(|row| (row.id, row.summary)).collect();
    Ok(found.iter().filter_map(|(id, _)| summaries.remove(id)).collect())
}

/// Some cases as a table `c`.
fn these(values: &mut Vec<Value<'_>>, ids: impl ExactSizeIterator<Item = i64>) -> String {
    let before = values.len();
    let places = bind_all(values, ids.map(Value::from));
    // The limit keeps the planner from starting at an index of other conditions, which would read far more rows.
    format!("(SELECT * FROM cases WHERE id IN ({places}) LIMIT {}) c", values.len() - before)
}

/// How well a case answers: words in the subject count most, a case that still runs a little.
fn score(texts: &[Text], subject: &str, group: StatusGroup) -> i64 {
    let subject = subject.to_lowercase();
    let words: Vec<&str> = subject.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let of_texts: i64 = texts
        .iter()
        .filter(|text| !text.negated)
        .map(|text| {
            let wanted = text.words.to_lowercase();
            if words.contains(&wanted.as_str()) || (text.is_phrase && subject.contains(&wanted)) {
                4
            } else if words.iter().any(|word| word.starts_with(&wanted)) {
                2
            } else {
                0
            }
        })
        .sum();
    of_texts * 2 + i64::from(group != StatusGroup::Closed)
}
