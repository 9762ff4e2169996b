//! The passage of a text that fits best, with the words in it that were looked for; pure.

use std::collections::{BTreeSet, HashMap};

use caseport_shared::api::article::Marked;

use super::plain::{is_told, plain};
use super::words::{self, tokens};

/// Longest passage, in characters.
const PASSAGE_CHARS: usize = 180;
/// Characters of a text that are looked through.
const LOOKED_THROUGH: usize = 8_000;
/// Characters that stand before the first word that fits.
const BEFORE: usize = 40;

/// Marks the words that have one of some terms, in one text after the other.
pub(in crate::store) struct Marker<'a> {
    terms: &'a BTreeSet<String>,
    /// Whether words that were met before fit.
    known: HashMap<String, bool>,
}

impl<'a> Marker<'a> {
    pub(in crate::store) fn new(terms: &'a BTreeSet<String>) -> Self {
        Self { terms, known: HashMap::new() }
    }

    /// A line with the words in it that fit.
    pub(in crate::store) fn line(&mut self, line: &str) -> Marked {
        Marked { text: line.to_owned(), marks: self.marks(line) }
    }

    fn fits(&mut self, word: String) -> bool {
        let terms = self.terms;
        *self.known.entry(word).or_insert_with_key(|word| is_told(word) && words::terms(word).iter().any(|term| terms.contains(term)))
    }

    fn marks(&mut self, line: &str) -> Vec<(usize, usize)> {
        if self.terms.is_empty() {
            return Vec::new();
        }
        let mut places = Vec::new();
        for token in tokens(line) {
            if self.fits(token.word) {
                places.push((token.start, token.end));
            }
        }
        places.sort_unstable();
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (start, end) in places {
            match found.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => found.push((start, end)),
            }
        }
        found
    }

    /// The passage of a Markdown text in which most of the words stand that fit, or how it begins.
    pub(in crate::store) fn passage(&mut self, markdown: &str) -> Marked {
        let end = markdown.char_indices().nth(LOOKED_THROUGH).map_or(markdown.len(), |(end, _)| end);
        let line = plain(&markdown[..end]).text.split_whitespace().collect::<Vec<_>>().join(" ");
        let letters: Vec<char> = line.chars().collect();
        let all = self.marks(&line);
        let within = |start: usize| all.iter().filter(|(from, to)| *from >= start && *to <= start + PASSAGE_CHARS - BEFORE).count();
        let first = all.iter().map(|(start, _)| *start).fold(None, |best: Option<(usize, usize)>, start| match best {
            Some((count, _)) if count >= within(start) => best,
            _ => Some((within(start), start)),
        });
        let start = word_start(&letters, first.map_or(0, |(_, start)| start.saturating_sub(BEFORE)));
        let end = word_end(&letters, (start + PASSAGE_CHARS).min(letters.len()));
        let (before, after) = (if start > 0 { "…" } else { "" }, if end < letters.len() { "…" } else { "" });
        let shift = before.chars().count();
        let here = all.into_iter().filter(|(from, to)| *from >= start && *to <= end);
        let marks = here.map(|(from, to)| (from - start + shift, to - start + shift)).collect();
        Marked { marks, text: format!("{before}{}{after}", letters[start..end].iter().collect::<String>()) }
    }
}

/// The beginning of a word at or after a place, or the place where words run on.
fn word_start(letters: &[char], at: usize) -> usize {
    if at == 0 {
        return 0;
    }
    (at..letters.len().min(at + BEFORE)).find(|at| letters[*at - 1] == ' ').unwrap_or(at)
}

fn word_end(letters: &[char], at: usize) -> usize {
    if at >= letters.len() {
        return letters.len();
    }
    (at.saturating_sub(BEFORE)..=at).rev().find(|at| letters[*at] == ' ').unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(all: &[&str]) -> BTreeSet<String> {
        all.iter().flat_map(|word| words::terms(word)).collect()
    }

    #[test]
    fn words_are_marked_in_whatever_form_they_stand() {
        let found = Marker::new(&terms(&["reset", "password"])).line("Resetting a password (PASSWORDS)");
        assert_eq!(found.marks, [(0, 9), (12, 20), (22, 31)]);
    }

    #[test]
    fn the_passage_is_where_most_of_the_words_are() {
        let filler = "Some words about nothing at all. ".repeat(20);
        let text = format!("{filler}\n\nPasswords expire after **90 days**; reset yours here.\n\n{filler}");
        let found = Marker::new(&terms(&["reset", "password"])).passage(&text);
        assert!(found.text.contains("Passwords expire after 90 days; reset"), "{}", found.text);
        assert!(found.text.starts_with('…') && found.text.ends_with('…') && found.text.chars().count() <= PASSAGE_CHARS + 2);
        let letters: Vec<char> = found.text.chars().collect();
        let shown: Vec<String> = found.marks.iter().map(|(from, to)| letters[*from..*to].iter().collect()).collect();
        assert_eq!(shown, ["Passwords", "reset"]);
    }

    #[test]
    fn without_words_it_is_how_the_text_begins() {
        let none = BTreeSet::new();
        let mut marker = Marker::new(&none);
        assert_eq!(marker.passage("# Title\n\nIt begins *here*."), Marked { text: "It begins here.".to_owned(), marks: vec![] });
        assert_eq!(marker.passage("").text, "");
        let run = marker.passage(&"設定".repeat(200));
        assert_eq!(run.text.chars().count(), PASSAGE_CHARS + 1);
    }
}
