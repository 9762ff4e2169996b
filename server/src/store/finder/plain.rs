//! What is to be found of an article: its words by how much they say, and its text without marks; pure.

use std::collections::BTreeMap;

use caseport_shared::api::article::ArticleContent;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::postings::WEIGHT_MAX;
use super::words::{self, tokens};

/// How much a word in the title counts, against one in the text.
const IN_TITLE: f32 = 6.0;
/// The same of a keyword.
const IN_KEYWORDS: f32 = 4.0;
/// The same of the article's name.
const IN_NAME: f32 = 2.0;
/// The same of a heading.
const IN_HEADING: f32 = 2.5;
/// How soon more of the same word says no more (BM25's `k1`).
const ENOUGH: f32 = 1.2;
/// How much a long text takes off what one word in it says (BM25's `b`).
const LONG: f32 = 0.6;
/// Words of an article of ordinary length.
const ORDINARY: f32 = 220.0;
/// Words of an article that are indexed.
const WORDS: usize = 20_000;
/// Terms of an article that are indexed.
const TERMS: usize = 2_000;

/// An article's text without the marks of Markdown: headings, and everything in order.
pub(super) struct Plain {
    /// Headings, one a line.
    pub(super) headings: String,
    /// Everything but headings, blocks one a line.
    pub(super) text: String,
}

/// Takes the marks of Markdown off a text.
pub(super) fn plain(markdown: &str) -> Plain {
    let (mut headings, mut text, mut in_heading) = (String::new(), String::new(), false);
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        let out = if in_heading { &mut headings } else { &mut text };
        match event {
            Event::Text(more) | Event::Code(more) => out.push_str(&more),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => out.push(' '),
            Event::Start(Tag::Heading { .. }) => in_heading = true,
            Event::End(TagEnd::Heading(_)) => {
                out.push('\n');
                in_heading = false;
            }
            Event::End(end) if ends_block(end) => out.push('\n'),
            _ => {}
        }
    }
    Plain { headings, text }
}

const fn ends_block(end: TagEnd) -> bool {
    matches!(end, TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableRow | TagEnd::TableHead | TagEnd::BlockQuote(_))
}

/// What an article is found by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Indexed {
    /// Terms, and how much it is about each.
    pub(super) terms: BTreeMap<String, u8>,
    /// Words as they are written, with their terms.
    pub(super) words: BTreeMap<String, String>,
}

impl Indexed {
    /// Everything that a version of the article with a name is found by.
    pub(super) fn of(slug: &str, content: &ArticleContent) -> Self {
        let plain = plain(&content.body);
        let keywords = content.keywords.join("\n");
        let name = slug.replace('-', " ");
        let parts = [
            (content.title.as_str(), IN_TITLE),
            (&keywords, IN_KEYWORDS),
            (&name, IN_NAME),
            (&plain.headings, IN_HEADING),
            (&plain.text, 1.0),
        ];
        let (mut found, mut weights, mut length) = (Self::default(), BTreeMap::<String, f32>::new(), 0.0);
        let all = parts.into_iter().flat_map(|(text, weight)| tokens(text).into_iter().map(move |token| (token.word, weight)));
        for (word, weight) in all.take(WORDS) {
            length += 1.0;
            if is_told(&word) {
                let term = words::term(&word, content.language);
                *weights.entry(term.clone()).or_default() += weight;
                found.words.insert(word, term);
            }
        }
        let expected = ENOUGH * (1.0 - LONG + LONG * length / ORDINARY);
        let mut weights: Vec<(String, f32)> = weights.into_iter().collect();
        weights.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        weights.truncate(TERMS);
        found.terms = weights.into_iter().map(|(term, weight)| (term, level(weight / (weight + expected)))).collect();
        found.words.retain(|_, term| found.terms.contains_key(term));
        found
    }
}

/// A share between 0 and 1 as a weight of the index.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what goes in is between 0 and 1")]
fn level(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * f32::from(WEIGHT_MAX)).round().max(1.0) as u8
}

/// Whether a word is one to find an article by.
pub(super) fn is_told(word: &str) -> bool {
    !words::is_silent(word) && (word.chars().count() > 1 || !word.is_ascii())
}

#[cfg(test)]
mod tests {
    use caseport_shared::reader::Language;

    use super::*;

    #[test]
    fn marks_are_taken_off_and_headings_put_apart() {
        let plain = plain("# Reset *it*\n\nGo to [the page](https://x.example/secret).\n\n- one\n- `two`\n\n|a|b|\n|-|-|\n|c|d|\n");
        assert_eq!(plain.headings, "Reset it\n");
        assert_eq!(plain.text.split_whitespace().collect::<Vec<_>>(), ["Go", "to", "the", "page.", "one", "two", "a", "b", "c", "d"]);
    }

    #[test]
    fn what_stands_in_the_title_says_more_than_what_stands_somewhere() {
        let content = ArticleContent {
            title: "Resetting passwords".to_owned(),
            keywords: vec!["lockout".to_owned()],
            body: "Some text about certificates, and the certificates again.".to_owned(),
            ..ArticleContent::default()
        };
        let found = Indexed::of("a-name", &content);
        let weight = |word: &str| found.terms[&words::term(word, Language::English)];
        assert!(weight("passwords") > weight("lockout") && weight("lockout") > weight("certificates"));
        assert!(weight("certificates") > weight("text"));
        assert_eq!(found.words["certificates"], "certif");
        assert!(!found.words.contains_key("the"), "silent words are not indexed");
    }

    #[test]
    fn a_long_article_is_indexed_up_to_a_bound() {
        let body = (0..50_000).map(|at| format!("word{at}")).collect::<Vec<_>>().join(" ");
        let found = Indexed::of("a-name", &ArticleContent { title: "Title".to_owned(), body, ..ArticleContent::default() });
        assert_eq!(found.terms.len(), TERMS);
    }
}
