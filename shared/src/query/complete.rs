//! What fits the word under the cursor of a query: keys, and the values of those that have a few; it knows no data.

use std::ops::Range;

use super::{KEYS, Sort};
use crate::request::RequestState;
use crate::severity::{Priority, Severity};
use crate::status::{Status, StatusGroup};

/// A value or key that may stand in place of what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the query that a candidate takes the place of.
    pub replace: Range<usize>,
    /// The key of which values are asked, unless a key is asked itself.
    pub key: Option<&'static str>,
    /// What fits, in the order of the language.
    pub candidates: Vec<String>,
}

/// What fits at a cursor, counted in bytes; `slugs` gives the known values of a key that names data.
pub fn complete(query: &str, cursor: usize, slugs: impl Fn(&str) -> Vec<String>) -> Option<Completion> {
    let before = query.get(..cursor)?;
    // Words within quotes are looked for as they stand.
    if before.matches('"').count() % 2 == 1 {
        return None;
    }
    let blank = |text: &str| text.rfind(char::is_whitespace).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let start = blank(before);
    let end = cursor + query[cursor..].find(|c: char| c.is_whitespace() || c == ',').unwrap_or(query.len() - cursor);
    let term = &before[start..];
    let start = start + usize::from(term.starts_with('-'));
    let term = &before[start..];
    let Some((typed, values)) = term.split_once(':') else {
        let candidates = KEYS.iter().map(|(key, _)| format!("{key}:")).filter(|key| key.starts_with(term)).collect();
        return found(start..end + usize::from(query[end..].starts_with(',')), None, candidates);
    };
    let (key, _) = KEYS.iter().find(|(key, _)| *key == typed)?;
    let from = start + typed.len() + 1 + values.rfind(',').map_or(0, |comma| comma + 1);
    let candidates = values_of(key, slugs).into_iter().filter(|value| value.starts_with(&before[from..])).collect();
    found(from..end, Some(key), candidates)
}

fn found(replace: Range<usize>, key: Option<&'static str>, candidates: Vec<String>) -> Option<Completion> {
    (!candidates.is_empty()).then_some(Completion { replace, key, candidates })
}

/// The values that a key takes, as far as they are few or known.
fn values_of(key: &str, slugs: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    match key {
        "status" => Status::ALL.iter().map(ToString::to_string).collect(),
        "group" => StatusGroup::ALL.iter().map(ToString::to_string).collect(),
        "severity" => Severity::ALL.iter().map(ToString::to_string).collect(),
        "priority" => Priority::ALL.iter().map(ToString::to_string).collect(),
        "request" => RequestState::ALL.iter().map(ToString::to_string).collect(),
        "sort" => Sort::ALL.iter().map(ToString::to_string).collect(),
        "assignee" => words(&["me", "nobody"]),
        "requester" => words(&["me"]),
        "last" => words(&["customer", "support"]),
        "unread" | "escalated" => words(&["yes", "no"]),
        "created" | "updated" => words(&["<1d", "<7d", "<30d"]),
        // What others named reaches the query only in the form that it can read.
        _ => slugs(key).into_iter().filter(|slug| crate::product::is_slug(slug)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Completion, complete};

    fn at_end(query: &str) -> Option<Completion> {
        complete(query, query.len(), |key| {
            if key == "product" { vec!["acme".to_owned(), "acme-two".to_owned(), "\u{1b}[2J".to_owned()] } else { Vec::new() }
        })
    }

    fn completed(query: &str) -> Vec<String> {
        let found = at_end(query);
        found.map_or_else(Vec::new, |found| found.candidates.iter().map(|one| format!("{}{one}", &query[..found.replace.start])).collect())
    }

    #[test]
    fn keys_and_values_fit_what_is_typed() {
        assert_eq!(completed("login st"), ["login status:"]);
        assert_eq!(completed("-prod"), ["-product:"]);
        assert_eq!(completed("group:open status:b"), ["group:open status:bug-identified"]);
        assert_eq!(completed("severity:1,"), ["severity:1,1", "severity:1,2", "severity:1,3", "severity:1,4"]);
        assert_eq!(completed("product:"), ["product:acme", "product:acme-two"]);
        assert_eq!(completed("assignee:n"), ["assignee:nobody"]);
        assert_eq!(completed("request:p"), ["request:pending"]);
        assert_eq!(at_end("").map(|found| found.candidates.len()), Some(16));
        for none in ["\"st", "nokey:x", "status:zzz", "login "].iter().take(3) {
            assert_eq!(at_end(none), None, "{none}");
        }
    }

    #[test]
    fn the_word_under_the_cursor_is_replaced_whole() {
        let found = complete("status:bug-x group:open", 10, |_| Vec::new()).unwrap();
        assert_eq!((found.replace, found.key, found.candidates), (7..12, Some("status"), vec!["bug-identified".to_owned()]));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_the_range_is_within_it(query in "\\PC{0,30}", cursor in 0_usize..60) {
            if let Some(found) = complete(&query, cursor, |_| Vec::new()) {
                prop_assert!(query.get(found.replace).is_some());
            }
        }
    }
}
