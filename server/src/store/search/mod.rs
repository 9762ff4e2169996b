//! Full-text search over cases: candidates from the engine's index, filtered like any list, scored here.

mod candidates;
mod postgres;
mod sqlite;
mod text;

use caseport_shared::api::case::CaseSummary;
use caseport_shared::limits::{PAGE_MAX, SOLUTION_EXCERPT_CHARS};
use caseport_shared::query::{Sort, Text};
use caseport_shared::status::StatusGroup;

use super::case_list::{After, Listing, Page, bind, checks, order};
use super::cases::{Listed, read_summary, summary_sql};
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
    let mut rows = found(tx, listing, Fit::Whole)?;
    let can_begin = listing.query.texts.iter().any(|text| !text.negated && !text.is_phrase);
    if rows.len() < FEW && can_begin {
        rows = found(tx, listing, Fit::Beginning)?;
    }
    let sort = order(listing.query);
    let mut keyed: Vec<(After, CaseSummary)> = rows.into_iter().map(|row| (key(sort, &listing.query.texts, &row), row.summary)).collect();
    keyed.sort_by_key(|(after, _)| std::cmp::Reverse((after.key, after.second, after.number)));
    keyed.truncate(SCORED);
    let mut page: Vec<(After, CaseSummary)> = match listing.after {
        Some(from) => keyed.into_iter().filter(|(at, _)| (at.key, at.second, at.number) < (from.key, from.second, from.number)).collect(),
        None => keyed,
    };
    let more = page.len() > listing.limit;
    page.truncate(listing.limit);
    let next = page.last().filter(|_| more).map(|(after, _)| *after);
    Ok((page.into_iter().map(|(_, summary)| summary).collect(), next))
}

/// The newest cases that hold the words, up to [`SCORED`].
fn found(tx: &mut Tx<'_>, listing: &Listing<'_>, fit: Fit) -> Result<Vec<Listed>, StoreError> {
    let mut rows = Vec::new();
    let mut below = i64::MAX;
    for _ in 0..STEPS {
        let step = candidates::step(tx, listing, below, STEP, fit)?;
        rows.append(&mut filtered(tx, listing, &step.ids)?);
        match step.lowest {
            Some(lowest) if rows.len() < SCORED => below = lowest,
            _ => break,
        }
    }
    Ok(rows)
}

fn filtered(tx: &mut Tx<'_>, listing: &Listing<'_>, ids: &[i64]) -> Result<Vec<Listed>, StoreError> {
    let Some(last) = ids.last() else { return Ok(Vec::new()) };
    let mut values: Vec<Value<'_>> = vec![listing.reader.person_id.into()];
    let conditions = checks(listing, &mut values);
    // Always as many places, the last id again and again, so that there is one statement to prepare and to keep.
    let padded = ids.iter().chain(std::iter::repeat(last)).take(STEP);
    let places = padded.map(|id| bind(&mut values, (*id).into())).collect::<Vec<_>>().join(", ");
    // The limit keeps the planner from starting at an index of the conditions, which would read far more rows.
    let these = format!("FROM (SELECT * FROM cases WHERE id IN ({places}) LIMIT {STEP}) c");
    let sql = format!("{} WHERE {conditions}", summary_sql(1, SOLUTION_EXCERPT_CHARS).replacen("FROM cases c", &these, 1));
    tx.query(&sql, &values, |row| read_summary(row, listing.reader.side))
}

/// The place of a row in an order; greater comes first.
fn key(sort: Sort, texts: &[Text], row: &Listed) -> After {
    let number = row.summary.number.0;
    match sort {
        Sort::Relevance => After { key: score(texts, &row.summary), second: row.updated_at, number },
        Sort::Updated => After { key: row.updated_at, second: 0, number },
        Sort::Created => After { key: row.created_at, second: 0, number },
        Sort::Oldest => After { key: -row.updated_at, second: 0, number },
        Sort::Severity => After { key: -i64::from(row.summary.severity.number()), second: row.updated_at, number },
    }
}

/// How well a case answers: words in the subject count most, a case that still runs a little.
fn score(texts: &[Text], case: &CaseSummary) -> i64 {
    let subject = case.subject.to_lowercase();
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
    of_texts * 2 + i64::from(case.group != StatusGroup::Closed)
}
