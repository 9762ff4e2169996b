//! Reads a query, and says where it is wrong.

use std::ops::Range;
use std::str::FromStr;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Condition, Filter, KEYS, Moment, Query, QueryError, Sort, Text, When, Who};
use crate::case::CaseNumber;
use crate::limits::{QUERY_CHARS, QUERY_NEGATED_WORDS, QUERY_TERMS};
use crate::text;

/// A piece of the query between blanks, with its place in characters.
pub(super) struct Term<'a> {
    at: usize,
    pub(super) text: &'a str,
}

impl Term<'_> {
    pub(super) fn error(&self, part: Range<usize>, message: impl Into<String>) -> QueryError {
        // What is missing at the end is pointed out by the character that it is missing after.
        let last = self.text.char_indices().next_back().map_or(0, |(at, _)| at);
        let part = part.start.min(last)..part.end;
        let start = self.text[..part.start].chars().count();
        let len = self.text[part].chars().count().max(1);
        QueryError { at: self.at + start, len, message: message.into() }
    }
}

/// Reads a query of at most [`QUERY_CHARS`] characters and [`QUERY_TERMS`] terms.
///
/// # Errors
/// Says where and why: an unknown key, a value that the key does not take, a quote without its end, too much of anything.
pub fn parse(query: &str) -> Result<Query, QueryError> {
    let chars = query.chars().count();
    if chars > QUERY_CHARS {
        return Err(QueryError {
            at: QUERY_CHARS,
            len: chars - QUERY_CHARS,
            message: format!("a query has at most {QUERY_CHARS} characters"),
        });
    }
    let mut out = Query::default();
    let mut count = 0;
    for term in terms(query)? {
        count += 1;
        if count > QUERY_TERMS {
            return Err(term.error(0..term.text.len(), format!("a query has at most {QUERY_TERMS} terms")));
        }
        read(&term, &mut out)?;
    }
    if out.sort == Some(Sort::Relevance) && !out.texts.iter().any(|text| !text.negated) {
        return Err(QueryError { at: 0, len: chars.max(1), message: "sort:relevance needs a word to find".to_owned() });
    }
    Ok(out)
}

/// Splits at blanks outside quotes.
pub(super) fn terms(query: &str) -> Result<Vec<Term<'_>>, QueryError> {
    let mut out = Vec::new();
    let mut start: Option<(usize, usize)> = None;
    let mut quote = None;
    for (at, (byte, c)) in query.char_indices().enumerate() {
        if c == '"' {
            quote = if quote.is_some() { None } else { Some(at) };
        }
        let blank = c.is_whitespace() && quote.is_none();
        match start {
            None if !blank => start = Some((at, byte)),
            Some((first, from)) if blank => {
                out.push(Term { at: first, text: &query[from..byte] });
                start = None;
            }
            _ => {}
        }
    }
    if let Some(at) = quote {
        return Err(QueryError { at, len: 1, message: "this quote has no end".to_owned() });
    }
    if let Some((first, from)) = start {
        out.push(Term { at: first, text: &query[from..] });
    }
    Ok(out)
}

fn read(term: &Term<'_>, out: &mut Query) -> Result<(), QueryError> {
    let negated = term.text.len() > 1 && term.text.starts_with('-');
    let body = if negated { &term.text[1..] } else { term.text };
    let skipped = term.text.len() - body.len();
    if let Some((key, value)) = body.split_once(':').filter(|(key, _)| !key.contains('"')) {
        let values = skipped + key.len() + 1..term.text.len();
        if value.is_empty() {
            return Err(term.error(skipped..values.end, format!("{}: needs a value", text::line(key, 40))));
        }
        return field(term, out, negated, skipped, key, value, values);
    }
    let words = text::line(&body.replace('"', " "), QUERY_CHARS);
    if !words.chars().any(char::is_alphanumeric) {
        return Err(term.error(0..term.text.len(), "there is no word here to look for"));
    }
    if let Ok(number) = words.parse::<CaseNumber>()
        && !negated
        && out.number.is_none()
    {
        out.number = Some(number);
    }
    if negated && out.texts.iter().filter(|text| text.negated).count() >= QUERY_NEGATED_WORDS {
        return Err(term.error(0..term.text.len(), format!("a query excludes at most {QUERY_NEGATED_WORDS} words")));
    }
    let is_phrase = body.contains('"');
    out.texts.push(Text { negated, words, is_phrase });
    Ok(())
}

fn field(
    term: &Term<'_>,
    out: &mut Query,
    negated: bool,
    skipped: usize,
    key: &str,
    value: &str,
    values: Range<usize>,
) -> Result<(), QueryError> {
    let condition = match key {
        "status" => Condition::Status(each(term, value, values, slug_error)?),
        "group" => Condition::Group(each(term, value, values, slug_error)?),
        "severity" => Condition::Severity(each(term, value, values, slug_error)?),
        "priority" => Condition::Priority(each(term, value, values, slug_error)?),
        "product" => Condition::Product(slugs(term, value, values)?),
        "organization" => Condition::Organization(slugs(term, value, values)?),
        "category" => Condition::Category(slugs(term, value, values)?),
        "assignee" => Condition::Assignee(people(term, value, values)?),
        "requester" => Condition::Requester(people(term, value, values)?),
        "last" => Condition::Last(one(term, value, values)?),
        "unread" => Condition::Unread(yes_no(term, value, values)?),
        "escalated" => Condition::Escalated(yes_no(term, value, values)?),
        "request" => Condition::Request(each(term, value, values, slug_error)?),
        "created" => Condition::Created(when(term, value, values)?),
        "updated" => Condition::Updated(when(term, value, values)?),
        "sort" if negated => return Err(term.error(0..term.text.len(), "an order cannot be negated")),
        "sort" => {
            let sort = one(term, value, values.clone())?;
            if out.sort.replace(sort).is_some() {
                return Err(term.error(values, "the query has an order already"));
            }
            return Ok(());
        }
        _ => {
            let known = KEYS.iter().map(|(key, _)| *key).collect::<Vec<_>>().join(", ");
            let message = format!("there is no key \"{}\"; keys are: {known}", text::line(key, 40));
            return Err(term.error(skipped..skipped + key.len().max(1), message));
        }
    };
    out.filters.push(Filter { negated, condition });
    Ok(())
}

fn slug_error(error: &impl std::fmt::Display) -> String {
    error.to_string()
}

/// Reads values separated by commas, each of which may be right.
pub(super) fn each<T: FromStr>(
    term: &Term<'_>,
    value: &str,
    values: Range<usize>,
    message: impl Fn(&T::Err) -> String,
) -> Result<Vec<T>, QueryError> {
    let mut start = values.start;
    value
        .split(',')
        .map(|one| {
            let part = start..start + one.len();
            start = part.end + 1;
            one.parse().map_err(|error| term.error(part, message(&error)))
        })
        .collect()
}

fn one<T: FromStr<Err = crate::UnknownSlug>>(term: &Term<'_>, value: &str, values: Range<usize>) -> Result<T, QueryError> {
    value.parse().map_err(|error: T::Err| term.error(values, error.to_string()))
}

/// A slug as written; it need not exist, for that would tell what exists.
struct Slug(String);

impl FromStr for Slug {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        if crate::product::is_slug(text) { Ok(Self(text.to_owned())) } else { Err(()) }
    }
}

pub(super) fn slugs(term: &Term<'_>, value: &str, values: Range<usize>) -> Result<Vec<String>, QueryError> {
    let slugs: Vec<Slug> = each(term, value, values, |()| "this is written in small letters, digits and dashes".to_owned())?;
    Ok(slugs.into_iter().map(|slug| slug.0).collect())
}

impl FromStr for Who {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "me" => Ok(Self::Me),
            "nobody" => Ok(Self::Nobody),
            _ => crate::person::email(text).map(Self::Email).ok_or(()),
        }
    }
}

pub(super) fn people(term: &Term<'_>, value: &str, values: Range<usize>) -> Result<Vec<Who>, QueryError> {
    each(term, value, values, |()| "write me, nobody or an email address".to_owned())
}

fn yes_no(term: &Term<'_>, value: &str, values: Range<usize>) -> Result<bool, QueryError> {
    match value {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(term.error(values, "write yes or no")),
    }
}

/// Reads `2026-01-31`, `2026-01`, `2026`, `7d` (within), any of them after `<`, `<=`, `>`, `>=`, or two with `..` between.
fn when(term: &Term<'_>, value: &str, values: Range<usize>) -> Result<When, QueryError> {
    let wrong =
        || term.error(values.clone(), "write a day such as 2026-01-31, an age such as 7d or 12h, or a span such as 2026-01..2026-03");
    if let Some((from, until)) = value.split_once("..") {
        let from = span(from).ok_or_else(wrong)?;
        let until = span(until).ok_or_else(wrong)?;
        return Ok(When { from: Some(from.start), until: Some(until.end) });
    }
    let (sign, rest) = match value.find(|c| !matches!(c, '<' | '>' | '=')) {
        Some(end) => value.split_at(end),
        None => return Err(wrong()),
    };
    let Range { start, end } = span(rest).ok_or_else(wrong)?;
    // An age counts backwards: younger than 7 days means after that moment.
    let is_age = matches!(start, Moment::HoursAgo(_));
    match (sign, is_age) {
        ("" | "<" | "<=", true) | (">=", false) => Ok(When { from: Some(start), until: None }),
        (">" | ">=", true) | ("<", false) => Ok(When { from: None, until: Some(start) }),
        ("", false) => Ok(When { from: Some(start), until: Some(end) }),
        ("<=", false) => Ok(When { from: None, until: Some(end) }),
        (">", false) => Ok(When { from: Some(end), until: None }),
        _ => Err(wrong()),
    }
}

/// From the beginning of what is written until the beginning of what follows it.
pub(super) fn span(text: &str) -> Option<Range<Moment>> {
    if let Some(count) = text.strip_suffix(['h', 'd', 'w']) {
        let count: i64 = count.parse().ok().filter(|count| (0..=100_000).contains(count))?;
        let hours = if text.ends_with('h') {
            1
        } else if text.ends_with('d') {
            24
        } else {
            168
        };
        return Some(Moment::HoursAgo(count * hours)..Moment::HoursAgo(0));
    }
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, len: usize| {
        (part.len() == len && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i16>().ok()).flatten()
    };
    let year = digits(parts.first()?, 4)?;
    let month = parts.get(1).map(|part| digits(part, 2));
    let day = parts.get(2).map(|part| digits(part, 2));
    let (month, day, step) = match (month, day, parts.len()) {
        (None, None, 1) => (1, 1, 1.year()),
        (Some(month), None, 2) => (month?, 1, 1.month()),
        (Some(month), Some(day), 3) => (month?, day?, 1.day()),
        _ => return None,
    };
    let start = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Moment::Day(start)..Moment::Day(start.checked_add(step).ok()?))
}
