//! A text with the words in it that were looked for, made safe and in rows.

use std::ops::Range;

use caseport_shared::api::article::Marked;
use caseport_shared::text::inline;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::widgets::text::{fit, rows, span};

/// How a text and the words in it that were looked for look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) base: Style,
    pub(super) mark: Style,
}

/// The text in at most `most` rows of at most `cells` cells; what is left out is said by an ellipsis.
pub(super) fn lines(marked: &Marked, cells: usize, most: usize, look: Look) -> Vec<Vec<Span<'static>>> {
    let (text, marks) = safe(marked);
    let all = rows(&text, cells);
    let is_cut = all.len() > most;
    let shown = all.iter().take(most).enumerate();
    let line = |(at, row): (usize, &Range<usize>)| {
        let typed = text[row.clone()].trim_end();
        let is_last = is_cut && at + 1 == most;
        // An ellipsis stands behind the last row as it would behind a text that is too long for it.
        let fitted = if is_last { fit(&format!("{typed} …"), cells) } else { fit(typed, cells) };
        let kept = common(typed, &fitted);
        let mut spans = within(typed, row.start, kept, &marks, look);
        if kept < fitted.len() {
            spans.push(span(fitted[kept..].to_owned(), look.base));
        }
        spans
    };
    shown.map(line).collect()
}

/// How many bytes two texts begin with that are the same.
fn common(one: &str, two: &str) -> usize {
    one.char_indices().zip(two.chars()).find(|((_, one), two)| one != two).map_or(one.len().min(two.len()), |((at, _), _)| at)
}

/// The safe text, and where the marks are in it, in bytes.
fn safe(marked: &Marked) -> (String, Vec<Range<usize>>) {
    let (mut text, mut marks) = (String::with_capacity(marked.text.len()), Vec::with_capacity(marked.marks.len()));
    let mut rest = marked.text.chars();
    let mut at = 0;
    for (from, to) in marked.marks.iter().copied().filter(|(from, to)| from < to) {
        if from < at {
            continue;
        }
        let before: String = rest.by_ref().take(from - at).collect();
        text.push_str(&inline(&before));
        let start = text.len();
        let inside: String = rest.by_ref().take(to - from).collect();
        text.push_str(&inline(&inside));
        marks.push(start..text.len());
        at = to;
    }
    text.push_str(&inline(&rest.collect::<String>()));
    (text, marks)
}

/// The first bytes of a row that begins at a byte of the text, in pieces that are marked and others.
fn within(row: &str, start: usize, kept: usize, marks: &[Range<usize>], look: Look) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut at = 0;
    for mark in marks {
        let from = mark.start.saturating_sub(start).clamp(at, kept);
        let to = mark.end.saturating_sub(start).clamp(at, kept);
        if from > at {
            spans.push(span(row[at..from].to_owned(), look.base));
        }
        if to > from {
            spans.push(span(row[from..to].to_owned(), look.mark));
        }
        at = at.max(to);
    }
    if kept > at {
        spans.push(span(row[at..kept].to_owned(), look.base));
    }
    spans
}

#[cfg(test)]
mod tests {
    use caseport_shared::api::article::Marked;
    use ratatui::style::{Color, Style};

    use super::{Look, lines};
    use crate::widgets::text::width;

    const LOOK: Look = Look { base: Style::new(), mark: Style::new().fg(Color::Red) };

    fn said(text: &str, marks: &[(usize, usize)], cells: usize, most: usize) -> (Vec<String>, Vec<String>) {
        let marked = Marked { text: text.to_owned(), marks: marks.to_vec() };
        let rows = lines(&marked, cells, most, LOOK);
        let marked = rows.iter().flatten().filter(|span| span.style == LOOK.mark).map(|span| span.content.to_string()).collect();
        let rows = rows.iter().map(|row| row.iter().map(|span| span.content.as_ref()).collect()).collect();
        (rows, marked)
    }

    #[test]
    fn the_words_that_were_looked_for_are_marked_wherever_they_wrap() {
        let (rows, marks) = said("Members are signed out", &[(0, 7), (12, 22)], 13, 3);
        assert_eq!(rows, ["Members are", "signed out"]);
        assert_eq!(marks, ["Members", "signed out"]);
        assert_eq!(said("日本語のテキスト", &[(2, 5)], 6, 9).1, ["語", "のテ"]);
    }

    #[test]
    fn what_is_left_out_is_said_and_never_takes_more_cells() {
        let (rows, marks) = said("one two three four", &[(4, 7), (14, 18)], 9, 1);
        assert_eq!((rows.as_slice(), marks.as_slice()), (&["one two …".to_owned()][..], &["two".to_owned()][..]));
        for cells in 2..12 {
            let (rows, _) = said("aaaaaaaaa日b\u{1b}[31mc", &[(3, 11)], cells, 2);
            assert!(rows.iter().all(|row| width(row) <= cells), "{rows:?}");
        }
    }

    #[test]
    fn marks_that_lie_about_the_text_mark_nothing_else_and_hostile_text_is_made_safe() {
        assert_eq!(said("abc", &[(2, 99), (1, 2), (5, 4), (200, 300)], 10, 1), (vec!["abc".to_owned()], vec!["c".to_owned()]));
        assert_eq!(said("a\u{202e}b\nc", &[(1, 2)], 10, 1).0, ["ab c"]);
    }
}
