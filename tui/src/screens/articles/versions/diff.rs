//! What differs between two versions, line by line; bounded whatever they hold.

use caseport_shared::api::article::ArticleContent;
use caseport_shared::text::block;
use ratatui::text::Line;
use similar::{ChangeTag, TextDiff};

use super::super::names;
use crate::app::Context;
use crate::widgets::text::{rows as wrapped, span};

/// Lines that stay around those that changed.
const AROUND: usize = 3;
/// Most lines that are compared, of both sides, once what is the same at both ends is left out; comparing takes as long as the
/// product of what differs.
const COMPARED_MAX: usize = 2_000;
/// Most rows that are shown.
const ROWS_MAX: usize = 5_000;
/// Most bytes of a line that are shown.
const LINE_BYTES: usize = 2_000;

/// A line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Row {
    Same(String),
    Added(String),
    Removed(String),
    /// Lines that are the same, and left out.
    Gap,
}

/// Everything that a version holds, as lines.
pub(in super::super) fn text(content: &ArticleContent, cx: &Context) -> String {
    let list = |list: &[String]| list.join(", ");
    let mut out = String::new();
    let mut say = |label: &str, value: &str| {
        if !value.is_empty() {
            out.extend([&cx.text(label), ": ", &value.replace('\n', " "), "\n"]);
        }
    };
    say("article-title", &content.title);
    say("article-keywords", &list(&content.keywords));
    say("article-language", content.language.name());
    say("article-category", content.category.as_deref().unwrap_or_default());
    say("article-products", &list(&content.products));
    say("article-audience", &names::audience(content.audience, cx));
    say("article-organizations", &list(&content.organizations));
    out.push('\n');
    out.push_str(&content.body);
    out
}

/// What differs, with a few lines around it.
pub(in super::super) fn rows(old: &str, new: &str) -> Vec<Row> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = (&old[head..], &new[head..]);
    let tail = rest.0.iter().rev().zip(rest.1.iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, come) = (&rest.0[..rest.0.len() - tail], &rest.1[..rest.1.len() - tail]);
    let mut out = Vec::new();
    if gone.is_empty() && come.is_empty() {
        return out;
    }
    let before = head.saturating_sub(AROUND);
    if before > 0 {
        out.push(Row::Gap);
    }
    out.extend(old[before..head].iter().map(|line| Row::Same(shown(line))));
    if gone.len() + come.len() > COMPARED_MAX {
        out.extend(gone.iter().map(|line| Row::Removed(shown(line))));
        out.extend(come.iter().map(|line| Row::Added(shown(line))));
    } else {
        compared(gone, come, &mut out);
    }
    let after = &rest.0[rest.0.len() - tail..];
    out.extend(after.iter().take(AROUND).map(|line| Row::Same(shown(line))));
    if tail > AROUND {
        out.push(Row::Gap);
    }
    out.truncate(ROWS_MAX);
    out
}

fn compared(gone: &[&str], come: &[&str], out: &mut Vec<Row>) {
    let diff = TextDiff::from_slices(gone, come);
    for (at, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if at > 0 {
            out.push(Row::Gap);
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let line = shown(change.value());
            out.push(match change.tag() {
                ChangeTag::Equal => Row::Same(line),
                ChangeTag::Insert => Row::Added(line),
                ChangeTag::Delete => Row::Removed(line),
            });
        }
    }
}

/// A line, made safe, and cut where it is very long.
fn shown(line: &str) -> String {
    let mut line = block(line).replace('\t', "    ");
    if line.len() > LINE_BYTES {
        line.truncate(line.floor_char_boundary(LINE_BYTES));
        line.push('…');
    }
    line
}

/// The comparison on `cells` cells: what was added and removed is told by a sign as well as by its colour.
pub(in super::super) fn lines(rows: &[Row], cells: usize, cx: &Context) -> Vec<Line<'static>> {
    let mut out = Vec::new();
    let room = cells.saturating_sub(2).max(2);
    for row in rows {
        let (sign, line, style) = match row {
            Row::Gap => {
                out.push(Line::from(span("⋯", cx.theme.muted)));
                continue;
            }
            Row::Same(line) => ("  ", line, cx.theme.text),
            Row::Added(line) => ("+ ", line, cx.theme.good),
            Row::Removed(line) => ("- ", line, cx.theme.danger),
        };
        for (at, part) in wrapped(line, room).into_iter().enumerate() {
            let sign = if at == 0 { sign } else { "  " };
            out.push(Line::from(vec![span(sign, style), span(line[part].trim_end(), style)]));
        }
        if out.len() > ROWS_MAX {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Row, rows};

    #[test]
    fn lines_that_differ_are_shown_with_those_around_them() {
        let old = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight";
        let new = "one\ntwo\nthree\nfour\nFIVE\nsix\nseven\neight";
        let same = |line: &str| Row::Same(line.to_owned());
        let wanted = [
            Row::Gap,
            same("two"),
            same("three"),
            same("four"),
            Row::Removed("five".to_owned()),
            Row::Added("FIVE".to_owned()),
            same("six"),
            same("seven"),
            same("eight"),
        ];
        assert_eq!(rows(old, new), wanted);
        assert!(rows(old, old).is_empty());
        assert_eq!(rows("", "a\u{1b}[31m"), [Row::Added("a".to_owned())]);
    }

    #[test]
    fn versions_that_have_nothing_in_common_come_to_an_end() {
        let side = |sign: &str| (0..50_000).map(|at| format!("{sign}{at}")).collect::<Vec<_>>().join("\n");
        assert_eq!(rows(&side("a"), &side("b")).len(), super::ROWS_MAX);
        assert!(matches!(&rows("", &"x".repeat(1_000_000))[..], [Row::Added(line)] if line.len() < 3_000));
    }
}
