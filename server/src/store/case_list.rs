//! Lists of cases: a query of the query language, within a scope, page by page.

use std::fmt::Write as _;

use caseport_shared::api::case::CaseSummary;
use caseport_shared::limits::SOLUTION_EXCERPT_CHARS;
use caseport_shared::person::Side;
use caseport_shared::query::{Condition, Filter, Query, Sort, Who};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::cases::{Listed, Reader, read_summary, summary_sql};
use super::people::limit_value;
use super::{Scope, StoreError, Tx, Value, search};

/// Where a page begins: the keys of the last row before it. The number is public and ends every order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// First key of the order.
    pub key: i64,
    /// Second key, 0 where the order has one.
    pub second: i64,
    /// The case's number.
    pub number: i64,
}

/// A list to be read.
pub struct Listing<'a> {
    /// What is asked.
    pub query: &'a Query,
    /// What may be seen.
    pub scope: Scope,
    /// By whom.
    pub reader: Reader,
    /// From where.
    pub after: Option<After>,
    /// How many.
    pub limit: usize,
    /// Now, for ages.
    pub now: Timestamp,
}

/// Cases of a list with the place after the last, if there are more.
pub type Page = (Vec<CaseSummary>, Option<After>);

/// The order of a query that names none.
pub fn order(query: &Query) -> Sort {
    query.sort.unwrap_or(if query.texts.iter().any(|text| !text.negated) { Sort::Relevance } else { Sort::Updated })
}

/// Reads one page.
pub fn list(tx: &mut Tx<'_>, listing: &Listing<'_>) -> Result<Page, StoreError> {
    tx.plan_for_values()?;
    if let Some(number) = listing.query.number
        && let Some(found) = by_number(tx, listing, number.0)?
    {
        return Ok((vec![found], None));
    }
    if listing.query.texts.is_empty() { by_keys(tx, listing) } else { search::list(tx, listing) }
}

/// The case whose number was asked for, where the rest of the query lets it through.
fn by_number(tx: &mut Tx<'_>, listing: &Listing<'_>, number: i64) -> Result<Option<CaseSummary>, StoreError> {
    if listing.query.texts.len() > 1 {
        return Ok(None);
    }
    let mut values: Vec<Value<'_>> = vec![listing.reader.person_id.into(), number.into()];
    let conditions = checks(listing, &mut values);
    let sql = format!("{} WHERE c.number = $2 AND {conditions}", summary_sql(1, SOLUTION_EXCERPT_CHARS));
    Ok(tx.first(&sql, &values, |row| read_summary(row, listing.reader.side))?.map(|listed| listed.summary))
}

fn by_keys(tx: &mut Tx<'_>, listing: &Listing<'_>) -> Result<Page, StoreError> {
    let updated = updated_column(listing.reader.side);
    let (keys, descending) = match order(listing.query) {
        Sort::Updated | Sort::Relevance => (format!("{updated}, c.number"), true),
        Sort::Created => ("c.created_at, c.number".to_owned(), true),
        Sort::Oldest => (format!("{updated}, c.number"), false),
        Sort::Severity => (format!("(-c.severity), {updated}, c.number"), true),
    };
    let mut values: Vec<Value<'_>> = vec![listing.reader.person_id.into(), limit_value(listing.limit + 1)];
    let mut conditions = conditions(listing, &mut values);
    if let Some(after) = listing.after {
        let first = values.len() + 1;
        let is_three = keys.matches(',').count() == 2;
        values.push(after.key.into());
        if is_three {
            values.push(after.second.into());
        }
        values.push(after.number.into());
        let places = (first..=values.len()).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ");
        let sign = if descending { '<' } else { '>' };
        conditions = format!("{conditions} AND ({keys}) {sign} ({places})");
    }
    let direction = if descending { " DESC" } else { "" };
    let by = keys.split(", ").map(|key| format!("{key}{direction}")).collect::<Vec<_>>().join(", ");
    let sql = format!("{} WHERE {conditions} ORDER BY {by} LIMIT $2", summary_sql(1, SOLUTION_EXCERPT_CHARS));
    let mut rows = tx.query(&sql, &values, |row| read_summary(row, listing.reader.side))?;
    let more = rows.len() > listing.limit;
    rows.truncate(listing.limit);
    let last = rows.last().filter(|_| more).map(|row| place(order(listing.query), row));
    Ok((rows.into_iter().map(|row| row.summary).collect(), last))
}

fn place(sort: Sort, row: &Listed) -> After {
    let number = row.summary.number.0;
    match sort {
        Sort::Created => After { key: row.created_at, second: 0, number },
        Sort::Severity => After { key: -i64::from(row.summary.severity.number()), second: row.updated_at, number },
        Sort::Updated | Sort::Oldest | Sort::Relevance => After { key: row.updated_at, second: 0, number },
    }
}

/// The column of the last change that a side may see.
pub(super) const fn updated_column(side: Side) -> &'static str {
    match side {
        Side::Customer => "c.public_updated_at",
        Side::Support => "c.updated_at",
    }
}

/// Scope and filters of a listing as one condition for finding rows; `$1` is the reader.
fn conditions(listing: &Listing<'_>, values: &mut Vec<Value<'_>>) -> String {
    let scope = listing.scope.condition(values);
    filters(scope, listing, values)
}

/// The same for looking at rows that have been found.
pub(super) fn checks(listing: &Listing<'_>, values: &mut Vec<Value<'_>>) -> String {
    let scope = listing.scope.check(values);
    filters(scope, listing, values)
}

fn filters(mut out: String, listing: &Listing<'_>, values: &mut Vec<Value<'_>>) -> String {
    for Filter { negated, condition } in &listing.query.filters {
        let sql = filter(condition, listing, values);
        // A condition on a column that may be NULL must be true or false to be negated.
        let _ = if *negated { write!(out, " AND NOT COALESCE({sql}, 1 = 0)") } else { write!(out, " AND {sql}") };
    }
    out
}

fn filter(condition: &Condition, listing: &Listing<'_>, values: &mut Vec<Value<'_>>) -> String {
    let slugs = |tx_values: &mut Vec<Value<'_>>, names: Vec<String>| {
        names.into_iter().map(|name| bind(tx_values, Value::from(name))).collect::<Vec<_>>().join(", ")
    };
    let side = listing.reader.side;
    match condition {
        Condition::Status(of) => format!("c.status IN ({})", slugs(values, of.iter().map(ToString::to_string).collect())),
        Condition::Group(of) => format!("c.status_group IN ({})", slugs(values, of.iter().map(ToString::to_string).collect())),
        Condition::Priority(of) => format!("c.priority IN ({})", slugs(values, of.iter().map(ToString::to_string).collect())),
        Condition::Severity(of) => {
            let numbers = of.iter().map(|severity| bind(values, severity.number().into())).collect::<Vec<_>>().join(", ");
            format!("c.severity IN ({numbers})")
        }
        Condition::Product(of) => format!("c.product_id IN (SELECT id FROM products WHERE slug IN ({}))", slugs(values, of.clone())),
        Condition::Organization(of) => {
            format!("c.organization_id IN (SELECT id FROM organizations WHERE slug IN ({}))", slugs(values, of.clone()))
        }
        Condition::Category(of) => {
            let of = slugs(values, of.clone());
            format!(
                "(c.category_id IN (SELECT id FROM categories WHERE slug IN ({of})) OR c.subcategory_id IN (SELECT id FROM categories WHERE slug IN ({of})))"
            )
        }
        Condition::Assignee(of) => people("c.assignee_id", of, side, values),
        Condition::Requester(of) => people("c.requester_id", of, Side::Support, values),
        Condition::Last(side) => format!("c.last_side = {}", bind(values, side.slug().into())),
        Condition::Unread(yes) => {
            let notes = if side == Side::Support { " OR c.note_count > COALESCE(d.notes, 0)" } else { "" };
            format!(
                "{}(c.reply_count > COALESCE(d.replies, 0) OR c.file_count > COALESCE(d.files, 0){notes})",
                if *yes { "" } else { "NOT " }
            )
        }
        Condition::Escalated(yes) => format!("c.escalated_at IS {}NULL", if *yes { "NOT " } else { "" }),
        Condition::Request(of) => {
            let states = slugs(values, of.iter().map(ToString::to_string).collect());
            format!("c.id IN (SELECT case_id FROM service_requests WHERE state IN ({states}))")
        }
        Condition::Created(when) => between("c.created_at", when.resolve(listing.now, &TimeZone::UTC), values),
        Condition::Updated(when) => between(updated_column(side), when.resolve(listing.now, &TimeZone::UTC), values),
    }
}

/// Binds a value and names its place.
pub(super) fn bind<'v>(values: &mut Vec<Value<'v>>, value: Value<'v>) -> String {
    values.push(value);
    format!("${}", values.len())
}

fn people(column: &str, of: &[Who], asker: Side, values: &mut Vec<Value<'_>>) -> String {
    let each = of.iter().map(|who| match who {
        Who::Me => format!("{column} = $1"),
        Who::Nobody => format!("{column} IS NULL"),
        // Customers are not told the addresses of support, so they cannot try them out either (C13).
        Who::Email(_) if asker == Side::Customer => "1 = 0".to_owned(),
        Who::Email(email) => format!("{column} = (SELECT id FROM people WHERE email = {})", bind(values, Value::from(email.clone()))),
    });
    format!("({})", each.collect::<Vec<_>>().join(" OR "))
}

fn between(column: &str, span: std::ops::Range<i64>, values: &mut Vec<Value<'_>>) -> String {
    let (from, until) = (bind(values, span.start.into()), bind(values, span.end.into()));
    format!("({column} >= {from} AND {column} < {until})")
}
