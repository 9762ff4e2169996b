//! Lines as they are typed, wrapped to rows that begin where their words do.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Ink;
use super::table::Table;
use crate::widgets::text::{fit, rows, width};

/// Stands before what goes on from the row above within code.
const CONTINUED: &str = "↳ ";
/// Stands before the lines of a quotation.
const BAR: char = '│';

/// Words with their looks.
#[derive(Debug, Default)]
pub(super) struct Styled {
    pub text: String,
    /// Where each look ends.
    runs: Vec<(usize, Style)>,
}

impl Styled {
    pub(super) fn push(&mut self, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        match self.runs.last_mut() {
            Some((end, last)) if *last == style => *end = self.text.len(),
            _ => self.runs.push((self.text.len(), style)),
        }
    }

    pub(super) fn append(&mut self, other: &Self) {
        let mut start = 0;
        for (end, style) in &other.runs {
            self.push(&other.text[start..*end], *style);
            start = *end;
        }
    }

    /// The words of a range, at most `cells` cells of them.
    pub(super) fn slice(&self, range: Range<usize>, cells: usize) -> Vec<Span<'static>> {
        let mut out = Vec::new();
        let mut start = range.start;
        let first = self.runs.partition_point(|(end, _)| *end <= start);
        for (end, style) in &self.runs[first..] {
            if start >= range.end {
                break;
            }
            let end = (*end).min(range.end);
            out.push(Span::styled(self.text[start..end].to_owned(), *style));
            start = end;
        }
        // Some words take more cells together than one by one.
        if out.iter().map(|span| width(&span.content)).sum::<usize>() > cells {
            let style = out.first().map_or_else(Style::new, |span| span.style);
            let text = fit(&self.text[range], cells);
            let text = if width(&text) > cells { String::new() } else { text };
            return vec![Span::styled(text, style)];
        }
        out
    }

    /// The words in rows of at most `cells` cells.
    pub(super) fn rows(&self, cells: usize) -> Vec<Range<usize>> {
        trimmed(&self.text, 0, cells).collect()
    }
}

/// The rows of a text from there on, without the blanks at their ends.
fn trimmed(text: &str, from: usize, cells: usize) -> impl Iterator<Item = Range<usize>> {
    let words = &text[from..];
    rows(words, cells).into_iter().map(move |row| from + row.start..from + row.start + words[row].trim_end_matches(' ').len())
}

/// A line that is being written.
#[derive(Debug, Default)]
struct Typed {
    styled: Styled,
    /// Where the words begin, once they do.
    body: Option<usize>,
    is_code: bool,
    bars: usize,
}

/// The rows that are written, and the line that is not yet.
#[derive(Debug)]
pub(super) struct Page {
    cells: usize,
    muted: Style,
    line: Typed,
    out: Vec<Line<'static>>,
}

impl Page {
    pub(super) fn new(cells: usize, muted: Style) -> Self {
        Self { cells: cells.max(1), muted, line: Typed::default(), out: Vec::new() }
    }

    pub(super) fn has_body(&self) -> bool {
        self.line.body.is_some()
    }

    pub(super) fn is_quoted(&self) -> bool {
        self.line.bars > 0
    }

    pub(super) fn bars(&self) -> usize {
        self.line.bars
    }

    /// Writes what stands before the words.
    pub(super) fn margin(&mut self, text: &str, style: Style) {
        self.line.styled.push(text, style);
    }

    /// Writes the bar of a quotation.
    pub(super) fn bar(&mut self, bar: &str) {
        self.line.bars += 1;
        self.line.styled.push(bar, self.muted);
    }

    pub(super) fn begin_body(&mut self, is_code: bool) {
        self.line.body = Some(self.line.styled.text.len());
        self.line.is_code = is_code;
    }

    /// Writes words.
    pub(super) fn push(&mut self, words: &str, style: Style) {
        if self.line.body.is_none() {
            self.begin_body(false);
        }
        self.line.styled.push(words, style);
    }

    /// Takes back what stands before words that will not come; a mark of a list stays.
    pub(super) fn drop_margin(&mut self) {
        if self.line.body.is_none() && self.line.styled.text.chars().all(|c| c == ' ' || c == BAR) {
            self.line = Typed::default();
        } else {
            self.end_line();
        }
    }

    /// A line across what is left of the width.
    pub(super) fn rule(&mut self) {
        let room = self.cells.saturating_sub(width(&self.line.styled.text)).max(1);
        let muted = self.muted;
        self.push(&"─".repeat(room), muted);
    }

    /// What stands before the further rows of the line: its bars, and blanks for everything else.
    fn hanging(&self, body: usize) -> String {
        let margin = &self.line.styled.text[..body];
        if width(margin) * 2 > self.cells {
            return String::new();
        }
        margin.split(BAR).map(|part| " ".repeat(width(part))).collect::<Vec<_>>().join("│")
    }

    pub(super) fn end_line(&mut self) {
        let text = &self.line.styled.text;
        let end = text.trim_end_matches(' ').len();
        if end == 0 {
            self.out.push(Line::default());
        } else if end <= self.cells && text.is_ascii() || width(&text[..end]) <= self.cells {
            self.out.push(Line::from(self.line.styled.slice(0..end, self.cells)));
        } else {
            self.wrap(end);
        }
        self.line = Typed::default();
    }

    fn wrap(&mut self, end: usize) {
        let body = self.line.body.unwrap_or(0).min(end);
        let mut hanging = self.hanging(body);
        // Without room for what hangs, the margin is wrapped with the words.
        let from = if hanging.is_empty() { 0 } else { body };
        if self.line.is_code && width(&hanging) + 4 < self.cells {
            hanging.push_str(CONTINUED);
        }
        let room = self.cells.saturating_sub(width(&hanging)).max(1);
        self.line.styled.text.truncate(end);
        for (at, row) in trimmed(&self.line.styled.text, from, room).enumerate() {
            let mut spans =
                if at > 0 { vec![Span::styled(hanging.clone(), self.muted)] } else { self.line.styled.slice(0..from, self.cells) };
            spans.extend(self.line.styled.slice(row, room));
            spans.retain(|span| !span.content.is_empty());
            self.out.push(Line::from(spans));
        }
    }

    /// Writes a table after what stands before it on the line.
    pub(super) fn table(&mut self, table: &Table, ink: Ink<'_>) {
        let body = self.line.styled.text.len();
        let hanging = self.hanging(body);
        let room = self.cells.saturating_sub(width(&hanging)).max(1);
        if hanging.is_empty() && body > 0 {
            self.end_line();
        }
        for (at, row) in table.rows(room, ink).into_iter().enumerate() {
            let mut spans = match at {
                0 => self.line.styled.slice(0..self.line.styled.text.len(), self.cells),
                _ => vec![Span::styled(hanging.clone(), self.muted)],
            };
            spans.extend(row);
            spans.retain(|span| !span.content.is_empty());
            self.out.push(Line::from(spans));
        }
        self.line = Typed::default();
    }

    /// Everything that was written; at least one line.
    pub(super) fn finish(mut self) -> Vec<Line<'static>> {
        if !self.line.styled.text.is_empty() || self.out.is_empty() {
            self.end_line();
        }
        self.out
    }
}
