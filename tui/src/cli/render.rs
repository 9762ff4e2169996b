//! Text for people: tables that fit, pairs that align, JSON that no terminal obeys.

use caseport_shared::text;
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

const GAP: usize = 2;
/// Narrowest that a column becomes, in columns of the terminal.
const NARROWEST: usize = 8;

/// Rows under headings, aligned by the width that a terminal gives them.
pub(crate) struct Table {
    headings: Vec<String>,
    /// Columns that give way when the terminal is narrow, the first of them first.
    yielding: &'static [usize],
    rows: Vec<Row>,
    /// Widths of what was given page by page; nothing before the first page.
    given: Vec<usize>,
}

struct Row {
    cells: Vec<String>,
    /// A line of its own below the row.
    below: Option<String>,
}

impl Table {
    pub(crate) fn new(headings: Vec<String>, yielding: &'static [usize]) -> Self {
        Self { headings, yielding, rows: Vec::new(), given: Vec::new() }
    }

    /// Adds a row; every cell is made one clean line.
    pub(crate) fn row(&mut self, cells: Vec<String>, below: Option<String>) {
        let cells = cells.into_iter().map(|cell| text::inline(&cell).into_owned()).collect();
        let below = below.map(|below| text::line(&below, usize::MAX));
        self.rows.push(Row { cells, below });
    }

    /// The table; no wider than `width` as long as there is room for anything.
    pub(crate) fn render(&self, width: Option<usize>) -> String {
        let widths = self.widths(width);
        let mut out = line(&self.headings, &widths);
        for row in &self.rows {
            out.push_str(&line(&row.cells, &widths));
            if let Some(below) = &row.below {
                let indent = widths.first().copied().unwrap_or_default() + GAP;
                let below = width.map_or_else(|| below.clone(), |width| fit(below, width.saturating_sub(indent)));
                out.push_str(&" ".repeat(indent));
                out.push_str(&below);
                out.push('\n');
            }
        }
        out
    }

    /// The rows since the last page, under the headings where it is the first; columns become no narrower on the way.
    pub(crate) fn page(&mut self, width: Option<usize>) -> String {
        let text = self.render(width);
        let is_first = self.given.is_empty();
        self.given = self.widths(width);
        self.rows.clear();
        if is_first { text } else { text.split_once('\n').map(|(_, rows)| rows.to_owned()).unwrap_or_default() }
    }

    fn widths(&self, width: Option<usize>) -> Vec<usize> {
        let cells = |row: &Row| row.cells.iter().map(|cell| cell.width()).collect::<Vec<_>>();
        let before = self.given.iter().copied().chain(std::iter::repeat(0));
        let mut widths: Vec<usize> = self.headings.iter().zip(before).map(|(heading, before)| heading.width().max(before)).collect();
        for row in self.rows.iter().map(cells) {
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = (*widest).max(cell);
            }
        }
        if let Some(width) = width {
            let gaps = GAP * widths.len().saturating_sub(1);
            for column in self.yielding {
                let over = (widths.iter().sum::<usize>() + gaps).saturating_sub(width);
                widths[*column] = widths[*column].saturating_sub(over).max(NARROWEST.min(widths[*column]));
            }
        }
        widths
    }
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let mut out = String::new();
    for (cell, width) in cells.iter().zip(widths) {
        let cell = fit(cell, *width);
        let padding = width - cell.width() + GAP;
        out.push_str(&cell);
        out.push_str(&" ".repeat(padding));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// A list as JSON, given page by page, so that no more than a page is held.
pub(crate) struct Pages {
    name: &'static str,
    count: usize,
}

impl Pages {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, count: 0 }
    }

    /// The next rows, with the beginning before the first and the end after the last page.
    pub(crate) fn json<T: Serialize>(&mut self, rows: &[T], is_last: bool) -> String {
        let mut out = if self.count == 0 { format!("{{\"{}\": [", self.name) } else { String::new() };
        for row in rows {
            out.push_str(if self.count == 0 { "\n" } else { ",\n" });
            out.push_str(json(row).trim_end());
            self.count += 1;
        }
        if is_last {
            out.push_str("\n]}\n");
        }
        out
    }
}

/// The beginning of a text that fits, with a sign that there is more.
pub(crate) fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > width {
            break;
        }
        out.push_str(grapheme);
    }
    out.truncate(out.trim_end().len());
    if width > 0 {
        out.push('…');
    }
    out
}

/// Labels and what they stand for, aligned; values are clean, and their further lines stand below the first.
pub(crate) fn pairs(pairs: &[(String, String)]) -> String {
    let widest = pairs.iter().map(|(label, _)| label.width()).max().unwrap_or_default();
    let mut out = String::new();
    for (label, value) in pairs {
        let mut label = label.as_str();
        for part in text::block(value).split('\n') {
            let padding = widest - label.width() + GAP;
            out.push_str(format!("{label}{}{part}", " ".repeat(padding)).trim_end());
            out.push('\n');
            label = "";
        }
    }
    out
}

/// A text of several lines, clean and moved to the right.
pub(crate) fn indented(body: &str) -> String {
    let mut out = String::new();
    for part in text::block(body).trim_end().split('\n') {
        out.push_str(format!("  {part}").trim_end());
        out.push('\n');
    }
    out
}

/// JSON on several lines; what a terminal might obey is escaped, so the value is the same and the text harmless.
pub(crate) fn json(value: &impl Serialize) -> String {
    use std::fmt::Write as _;
    let plain = serde_json::to_string_pretty(value).expect("the contract's types are JSON");
    let mut out = String::with_capacity(plain.len() + 1);
    let mut buffer = [0; 4];
    for c in plain.chars() {
        if c.is_ascii() || text::is_clean_block(c.encode_utf8(&mut buffer)) {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out.push('\n');
    out
}

/// A line with marks under its wrong part, both counted in characters.
pub(crate) fn underlined(line: &str, at: usize, len: usize) -> String {
    let visible = |c: char| if text::is_clean_line(c.encode_utf8(&mut [0; 4])) { c } else { '?' };
    let line: String = line.chars().map(visible).collect();
    let before: String = line.chars().take(at).collect();
    let wrong: String = line.chars().skip(at).take(len).collect();
    format!("{line}\n{}{}\n", " ".repeat(before.width()), "^".repeat(wrong.width().max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(vec!["Number".into(), "Status".into(), "Subject".into()], &[2, 1]);
        table.row(vec!["7".into(), "Closed".into(), "日本語のテキスト here".into()], None);
        table.row(vec!["204816".into(), "Pending Your Response".into(), "a\u{1b}[2Jb\nc".into()], Some("Solution: restart".into()));
        table
    }

    #[test]
    fn a_table_aligns_by_width_on_screen() {
        insta::assert_snapshot!(table().render(None), @r"
        Number  Status                 Subject
        7       Closed                 日本語のテキスト here
        204816  Pending Your Response  ab c
                Solution: restart
        ");
    }

    #[test]
    fn a_table_fits_a_narrow_terminal() {
        let narrow = table().render(Some(40));
        insta::assert_snapshot!(narrow, @r"
        Number  Status                 Subject
        7       Closed                 日本語の…
        204816  Pending Your Response  ab c
                Solution: restart
        ");
        assert!(narrow.lines().all(|line| line.width() <= 40), "{narrow}");
    }

    #[test]
    fn json_keeps_its_value_and_commands_no_terminal() {
        let value = "a\u{1b}[2J\u{9b}31m\u{202e}é\u{e0041}";
        let json = json(&value);
        assert_eq!(json.trim_end(), r#""a\u001b[2J\u009b31m\u202eé\udb40\udc41""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), value);
    }

    #[test]
    fn the_wrong_part_is_marked_where_it_stands() {
        assert_eq!(underlined("日本 group:opne", 9, 4), "日本 group:opne\n           ^^^^\n");
        assert_eq!(underlined("a\u{1b}b", 3, 1), "a?b\n   ^\n");
    }

    #[test]
    fn further_lines_stand_below_the_first() {
        assert_eq!(pairs(&[("A".into(), "1\n2".into()), ("Long".into(), String::new())]), "A     1\n      2\nLong\n");
    }
}
