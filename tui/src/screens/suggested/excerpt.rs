//! What of an article can be put into a reply: its name where it is cited, and its parts as quotations.

use caseport_shared::article::CITED_BY;
use caseport_shared::limits::SUBJECT_CHARS;
use caseport_shared::text;

/// Longest part that is quoted, in characters; of a longer one the beginning is.
const EXCERPT_CHARS: usize = 4_000;
/// Most parts that can be chosen from.
const SECTIONS: usize = 50;

/// A part of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::screens) struct Section {
    /// Its heading, or how it begins; safe to draw.
    pub(in crate::screens) title: String,
    /// What is below the heading, in Markdown.
    pub(in crate::screens) text: String,
}

/// An article's title with the name by which it can be opened.
pub(in crate::screens) fn link(title: &str, slug: &str) -> String {
    format!("{} ({CITED_BY}{slug})", text::line(title, SUBJECT_CHARS))
}

/// A part of an article as a quotation that says where it is from.
pub(in crate::screens) fn quoted(section: &Section, title: &str, slug: &str) -> String {
    let quote = |line: &str| if line.is_empty() { ">\n".to_owned() } else { format!("> {line}\n") };
    let lines: String = section.text.lines().map(quote).collect();
    format!("{lines}\n{}\n", link(title, slug))
}

/// The parts of an article between its headings.
pub(in crate::screens) fn sections(body: &str) -> Vec<Section> {
    let clean = text::block(body);
    let mut sections: Vec<(String, String)> = vec![(String::new(), String::new())];
    let mut fence = None;
    for line in clean.lines() {
        let marks = |mark: char| line.trim_start().starts_with(&String::from(mark).repeat(3)).then_some(mark);
        match (fence, marks('`').or_else(|| marks('~'))) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        match heading(line).filter(|_| fence.is_none() && sections.len() < SECTIONS) {
            Some(title) => sections.push((title.to_owned(), String::new())),
            None => {
                if let Some((_, text)) = sections.last_mut() {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
    }
    let named = |(title, text): (String, String)| {
        let text = cut(text.trim_matches('\n').trim_end());
        let first = text.lines().next().unwrap_or_default().to_owned();
        let title = if title.is_empty() { first } else { title };
        Section { title: text::line(&title, SUBJECT_CHARS), text }
    };
    sections.into_iter().map(named).filter(|section| !section.text.is_empty()).collect()
}

/// The words of a heading.
fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    ((1..=6).contains(&level) && rest.starts_with(' ')).then(|| rest.trim())
}

/// As much of a text as is quoted, in whole lines where there are some.
fn cut(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(EXCERPT_CHARS) else { return text.to_owned() };
    let kept = &text[..end];
    let kept = kept.rfind('\n').map_or(kept, |at| &kept[..at]);
    format!("{}\n…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{EXCERPT_CHARS, Section, link, quoted, sections};

    #[test]
    fn the_parts_of_an_article_are_what_stands_between_its_headings() {
        let body = "Before all.\n\n## Symptom\n\nSigned out.\n\n```sh\n# no heading\n```\n\n### Empty\n## Steps\n1. One\n#2 is none\n";
        let found = sections(body);
        let titles: Vec<&str> = found.iter().map(|section| section.title.as_str()).collect();
        assert_eq!(titles, ["Before all.", "Symptom", "Steps"]);
        assert_eq!(found[1].text, "Signed out.\n\n```sh\n# no heading\n```");
        assert_eq!(found[2].text, "1. One\n#2 is none");
        assert!(sections("\n\n").is_empty());
    }

    #[test]
    fn a_quotation_says_where_it_is_from() {
        let section = Section { title: "Steps".to_owned(), text: "One.\n\nTwo.".to_owned() };
        assert_eq!(quoted(&section, "Reset\na password", "reset"), "> One.\n>\n> Two.\n\nReset a password (article:reset)\n");
        assert_eq!(link("A\u{1b}[31m title", "a-title"), "A title (article:a-title)");
    }

    #[test]
    fn of_a_long_part_the_beginning_is_quoted() {
        let text = sections(&"a line of the part\n".repeat(1_000)).remove(0).text;
        assert!(text.ends_with("part\n…") && text.chars().count() <= EXCERPT_CHARS + 2);
        assert!(sections(&"x".repeat(9_000)).remove(0).text.ends_with("x\n…"));
    }
}
