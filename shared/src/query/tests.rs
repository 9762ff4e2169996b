use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::{Condition, Filter, KEYS, Query, Sort, Text, Who, parse};
use crate::case::CaseNumber;
use crate::limits::{QUERY_CHARS, QUERY_NEGATED_WORDS, QUERY_TERMS};
use crate::person::Side;
use crate::severity::Severity;
use crate::status::StatusGroup;

fn yes(condition: Condition) -> Filter {
    Filter { negated: false, condition }
}

#[test]
fn the_example_of_the_manual_is_read() {
    let query = parse("group:open severity:1,2 assignee:me -product:acme last:customer \"exact words\" login sort:oldest").unwrap();
    assert_eq!(
        query,
        Query {
            filters: vec![
                yes(Condition::Group(vec![StatusGroup::Open])),
                yes(Condition::Severity(vec![Severity::Outage, Severity::Major])),
                yes(Condition::Assignee(vec![Who::Me])),
                Filter { negated: true, condition: Condition::Product(vec!["acme".to_owned()]) },
                yes(Condition::Last(Side::Customer)),
            ],
            texts: vec![
                Text { negated: false, words: "exact words".to_owned(), is_phrase: true },
                Text { negated: false, words: "login".to_owned(), is_phrase: false },
            ],
            number: None,
            sort: Some(Sort::Oldest),
        }
    );
}

#[test]
fn every_example_of_the_help_is_read() {
    for (key, example) in KEYS {
        assert!(example.starts_with(&format!("{key}:")));
        parse(example).unwrap_or_else(|error| panic!("{example}: {error}"));
    }
}

#[test]
fn a_number_is_a_number_and_a_word() {
    let query = parse("#1042").unwrap();
    assert_eq!(query.number, Some(CaseNumber(1042)));
    assert_eq!(query.texts.len(), 1);
    assert_eq!(parse("-1042").unwrap().number, None);
}

#[test]
fn a_wrong_query_says_where() {
    for (text, at, len) in [
        ("group:open colour:red", 11, 6),
        ("status:closed,open", 14, 4),
        ("-severity:7", 10, 1),
        ("ü \"never closed", 2, 1),
        ("status:", 0, 7),
        ("product:a,", 9, 1),
        ("product:a,,b", 10, 1),
        ("assignee:me,é,", 12, 1),
        ("created:yesterday", 8, 9),
        ("last:nobody", 5, 6),
        ("assignee:bob", 9, 3),
        ("a -sort:updated", 2, 13),
        ("sort:updated sort:created", 18, 7),
        ("sort:relevance", 0, 14),
        ("...", 0, 3),
        (":", 0, 1),
    ] {
        let error = parse(text).expect_err(text);
        assert_eq!((error.at, error.len), (at, len), "{text}: {error}");
    }
}

#[test]
fn a_query_has_its_bounds() {
    assert!(parse(&"a ".repeat(QUERY_TERMS)).is_ok());
    assert!(parse(&"a ".repeat(QUERY_TERMS + 1)).is_err());
    assert!(parse(&"a".repeat(QUERY_CHARS + 1)).is_err());
    assert!(parse(&"-a ".repeat(QUERY_NEGATED_WORDS)).is_ok());
    assert!(parse(&"-a ".repeat(QUERY_NEGATED_WORDS + 1)).is_err());
}

#[test]
fn times_are_spans() {
    let now: Timestamp = "2026-03-15T12:00:00Z".parse().unwrap();
    let resolve = |text: &str| {
        let query = parse(&format!("created:{text}")).unwrap_or_else(|error| panic!("{text}: {error}"));
        let Condition::Created(when) = query.filters[0].condition else { panic!("{text}") };
        let span = when.resolve(now, &TimeZone::UTC);
        let show = |ms: i64| Timestamp::from_millisecond(ms).map_or("-".to_owned(), |at| at.to_string());
        format!("{} {}", show(span.start), show(span.end))
    };
    assert_eq!(resolve("2026-01-31"), "2026-01-31T00:00:00Z 2026-02-01T00:00:00Z");
    assert_eq!(resolve("2026-01..2026-02"), "2026-01-01T00:00:00Z 2026-03-01T00:00:00Z");
    assert_eq!(resolve("2025"), "2025-01-01T00:00:00Z 2026-01-01T00:00:00Z");
    assert_eq!(resolve(">2026-01-31"), "2026-02-01T00:00:00Z -");
    assert_eq!(resolve("<=2026-01-31"), "- 2026-02-01T00:00:00Z");
    assert_eq!(resolve("<7d"), "2026-03-08T12:00:00Z -");
    assert_eq!(resolve("7d"), "2026-03-08T12:00:00Z -");
    assert_eq!(resolve(">36h"), "- 2026-03-14T00:00:00Z");
    for wrong in ["2026-13", "2026-02-30", "<", "1y", "2026-1-1", "99999999d", "=>7d", ".."] {
        assert!(parse(&format!("created:{wrong}")).is_err(), "{wrong}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_parser_panic_and_errors_point_into_it(text in "([a-z]{1,8}:|-|\"|,|[0-9]{1,5}|\\.\\.|<|>|\\PC| ){0,40}") {
        if let Err(error) = parse(&text) {
            prop_assert!(error.at <= text.chars().count());
            prop_assert!(error.at + error.len <= text.chars().count().max(1));
            prop_assert!(crate::text::is_clean_line(&error.message), "{:?}", error.message);
        }
    }
}
