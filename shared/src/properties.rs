//! What holds for any input whatever: held against it by `tests/fuzz`, and by the tests of this crate.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::limits::{FILE_NAME_CHARS, QUERY_CHARS, QUERY_TERMS};
use crate::query::{self, Condition, Query, Sort};
use crate::text::{block, file_name, inline, is_clean_block, is_clean_line, line};

/// A query is read or refused in place; another order changes nothing else of it; what is completed stays a text.
///
/// # Panics
/// When it does not hold.
pub fn query(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match query::parse(&text) {
        Ok(read) => is_ordered_anew(&text, &read),
        Err(error) => {
            let chars = text.chars().count();
            assert!(error.len > 0 && error.at + error.len <= chars.max(1), "{error:?} of {chars}");
            assert!(is_clean_line(&error.message), "{error:?}");
        }
    }
    let cursors = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    for cursor in cursors {
        is_completed(&text, cursor);
    }
}

/// Each order in the place of the query's own.
fn is_ordered_anew(text: &str, read: &Query) {
    for filter in &read.filters {
        if let Condition::Created(when) | Condition::Updated(when) = filter.condition {
            assert_ne!(when.resolve(Timestamp::UNIX_EPOCH, &TimeZone::UTC), i64::MIN..i64::MAX, "{when:?} leaves nothing out");
        }
    }
    let has_room = text.chars().count() + "sort:relevance ".len() <= QUERY_CHARS && read.filters.len() + read.texts.len() < QUERY_TERMS;
    let can_rank = read.texts.iter().any(|text| !text.negated);
    for sort in Sort::ALL.iter().copied().map(Some).chain([None]).filter(|sort| can_rank || *sort != Some(Sort::Relevance)) {
        let other = query::with_sort(text, sort);
        assert_eq!(query::with_sort(&other, sort), other, "{text:?}");
        if has_room || sort.is_none() {
            assert_eq!(query::parse(&other), Ok(Query { sort, ..read.clone() }), "{text:?} as {other:?}");
        }
    }
}

/// Every candidate in the place of what was typed.
fn is_completed(text: &str, cursor: usize) {
    let slugs = |_: &str| vec!["acme".to_owned(), "a b".to_owned(), "\u{1b}[2J".to_owned()];
    let Some(found) = query::complete(text, cursor, slugs) else { return };
    let replaced = text.get(found.replace.clone());
    assert!(replaced.is_some() && found.replace.contains(&cursor) || found.replace.end == cursor, "{text:?} at {cursor}: {found:?}");
    assert!(!found.candidates.is_empty());
    for candidate in &found.candidates {
        assert!(is_clean_line(candidate) && !candidate.contains(' '), "{candidate:?}");
        let mut whole = text.to_owned();
        whole.replace_range(found.replace.clone(), candidate);
        drop(query::complete(&whole, found.replace.start + candidate.len(), slugs));
    }
}

/// Whatever somebody typed is harmless on a screen and in a file's name, is no longer than it was, and stays as it is then.
///
/// # Panics
/// When it does not hold.
pub fn text(data: &[u8]) {
    let given = String::from_utf8_lossy(data);
    let clean = block(&given).into_owned();
    is_harmless(&clean, &['\n', '\t']);
    assert!(is_clean_block(&clean) && block(&clean) == clean, "{clean:?}");
    assert!(clean.chars().count() <= given.chars().count());

    let one = inline(&given).into_owned();
    is_harmless(&one, &[]);
    assert!(is_clean_line(&one) && inline(&one) == one, "{one:?}");
    assert_eq!(one.chars().count(), clean.chars().count(), "its length is kept");

    for max in [0, 1, 7, usize::MAX] {
        let cut = line(&given, max);
        is_harmless(&cut, &[]);
        assert!(cut.chars().count() <= max && cut.trim() == cut && !cut.contains("  "), "{cut:?}");
        assert!(is_clean_line(&cut) && line(&cut, max) == cut, "{cut:?} in {max}");
    }

    let name = file_name(&given);
    is_harmless(&name, &[]);
    assert!(!name.contains(['<', '>', ':', '"', '|', '?', '*', '/', '\\']), "{name:?}");
    assert!(!name.is_empty() && name.chars().count() <= FILE_NAME_CHARS, "{name:?}");
    assert!(!name.starts_with(['.', '-', ' ']) && !name.ends_with(['.', ' ']), "{name:?}");
    assert_eq!(file_name(&name), name);
}

/// No controls but these, nothing that turns the direction, nothing that is there without being seen.
fn is_harmless(text: &str, controls: &[char]) {
    let is_hostile = |c: char| {
        c.is_control() && !controls.contains(&c)
            || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    assert!(!text.contains(is_hostile), "{text:?}");
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::{query, text};

    /// What fuzzing kept, and every input that something was found with.
    fn kept(target: &str) -> Vec<Vec<u8>> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz/corpus").join(target);
        let entries = folder.read_dir().unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let kept: Vec<_> = entries.map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect();
        assert!(!kept.is_empty());
        kept
    }

    #[test]
    fn what_fuzzing_kept_is_read_as_it_should_be() {
        for data in kept("query") {
            query(&data);
        }
        for data in kept("text") {
            text(&data);
        }
    }

    proptest! {
        #[test]
        fn any_query_is_read_or_refused_in_place(
            typed in "((status|group|severity|product|assignee|created|updated|sort|last|unread)[:,]|-|\"|,|[0-9]{1,5}|me|yes|oldest|\\.\\.|[<>=]|7d|2026-02|é|\\PC| ){0,24}"
        ) {
            query(typed.as_bytes());
        }

        #[test]
        fn any_text_is_made_harmless(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            text(&bytes);
        }

        #[test]
        fn any_characters_are_made_harmless(typed in "(\\PC|[\\x00-\\x20./\\\\\u{7f}-\u{a0}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{300}\u{feff}]|\u{1b}[\\[\\]P^_(]?){0,60}") {
            text(typed.as_bytes());
        }
    }
}
