//! A table: in columns where they fit, else one line for each cell, named by its column.

use std::ops::Range;

use pulldown_cmark::Alignment;
use ratatui::style::Style;
use ratatui::text::Span;

use super::Ink;
use super::lines::Styled;
use crate::widgets::text::width;

/// Most columns; a wider table stays as it was typed.
const COLUMNS: usize = 24;
/// Most cells; a larger table stays as it was typed.
const CELLS: usize = 4_000;
/// Narrowest column whose words are wrapped, in cells.
const NARROWEST: usize = 8;
/// Most rows that one cell may take in columns.
const CELL_ROWS: usize = 12;
/// Cells between two columns.
const BETWEEN: usize = 3;

/// A table that is being read.
pub(super) struct Table {
    /// Where it begins in the source.
    pub start: usize,
    /// Whether a row has more cells than there are columns.
    pub is_ragged: bool,
    alignments: Vec<Alignment>,
    rows: Vec<Vec<Styled>>,
    count: usize,
    is_fresh: bool,
}

impl Table {
    pub(super) fn new(start: usize, alignments: Vec<Alignment>) -> Self {
        Self { start, is_ragged: false, alignments, rows: Vec::new(), count: 0, is_fresh: false }
    }

    pub(super) fn start_row(&mut self) {
        if self.is_bounded() {
            self.rows.push(Vec::new());
        }
    }

    pub(super) fn start_cell(&mut self) {
        self.count += 1;
        self.is_fresh = true;
        if self.is_bounded()
            && let Some(row) = self.rows.last_mut()
        {
            row.push(Styled::default());
        }
    }

    /// Whether the cell holds nothing yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.is_fresh
    }

    pub(super) fn push(&mut self, words: &str, style: Style) {
        self.is_fresh = false;
        if self.is_bounded()
            && let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut())
        {
            cell.push(words, style);
        }
    }

    /// Whether it is a table that can be laid out.
    pub(super) fn is_bounded(&self) -> bool {
        !self.is_ragged && self.count <= CELLS && self.alignments.len() <= COLUMNS
    }

    /// The rows on `cells` cells.
    pub(super) fn rows(&self, cells: usize, ink: Ink<'_>) -> Vec<Vec<Span<'static>>> {
        match self.widths(cells).and_then(|widths| self.in_columns(&widths, ink)) {
            Some(rows) => rows,
            None => self.one_by_one(cells, ink),
        }
    }

    /// How wide the columns are, when they fit.
    fn widths(&self, cells: usize) -> Option<Vec<usize>> {
        let columns = self.alignments.len();
        let mut widths = vec![1; columns];
        for row in &self.rows {
            for (cell, widest) in row.iter().zip(&mut widths) {
                *widest = width(&cell.text).max(*widest);
            }
        }
        let room = cells.checked_sub(BETWEEN * columns.saturating_sub(1))?;
        let capped = |cap: usize| widths.iter().map(|width| (*width).min(cap)).sum::<usize>();
        if capped(usize::MAX) <= room {
            return Some(widths);
        }
        // The widest columns give way first.
        let cap = (NARROWEST..=room).rev().find(|cap| capped(*cap) <= room)?;
        Some(widths.into_iter().map(|width| width.min(cap)).collect())
    }

    fn in_columns(&self, widths: &[usize], ink: Ink<'_>) -> Option<Vec<Vec<Span<'static>>>> {
        let mut out = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let wrapped: Vec<Vec<Range<usize>>> = row.iter().zip(widths).map(|(cell, width)| cell.rows(*width)).collect();
            let height = wrapped.iter().map(Vec::len).max().unwrap_or(0).max(1);
            if height > CELL_ROWS {
                return None;
            }
            for y in 0..height {
                let mut spans = Vec::new();
                for (column, room) in widths.iter().enumerate() {
                    if column > 0 {
                        spans.push(Span::styled(" │ ", ink.theme.muted));
                    }
                    let range = wrapped.get(column).and_then(|rows| rows.get(y)).cloned().unwrap_or(0..0);
                    let mut words = row.get(column).map(|cell| cell.slice(range, *room)).unwrap_or_default();
                    if at == 0 {
                        for span in &mut words {
                            span.style = span.style.patch(ink.theme.strong);
                        }
                    }
                    let rest = room.saturating_sub(words.iter().map(|span| width(&span.content)).sum());
                    let left = match self.alignments[column] {
                        Alignment::Right => rest,
                        Alignment::Center => rest / 2,
                        Alignment::Left | Alignment::None => 0,
                    };
                    let is_last = column + 1 == widths.len();
                    spans.push(Span::styled(" ".repeat(left), ink.base));
                    spans.extend(words);
                    spans.push(Span::styled(" ".repeat(if is_last { 0 } else { rest - left }), ink.base));
                }
                out.push(spans);
            }
            if at == 0 {
                let rule = widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join("─┼─");
                out.push(vec![Span::styled(rule, ink.theme.muted)]);
            }
        }
        Some(out)
    }

    /// Each row as lines of a name and what stands under it.
    fn one_by_one(&self, cells: usize, ink: Ink<'_>) -> Vec<Vec<Span<'static>>> {
        let Some((head, rows)) = self.rows.split_first() else { return Vec::new() };
        // A table of names alone is its own only row.
        let rows = if rows.is_empty() { &self.rows[..] } else { rows };
        let mut out: Vec<Vec<Span<'static>>> = Vec::new();
        for row in rows {
            if !out.is_empty() {
                out.push(Vec::new());
            }
            for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
                let mut line = Styled::default();
                if let Some(name) = head.get(column).filter(|name| !name.text.is_empty() && !std::ptr::eq(*name, cell)) {
                    line.push(&name.text, ink.base.patch(ink.theme.strong));
                    line.push(": ", ink.theme.muted);
                }
                line.append(cell);
                out.extend(line.rows(cells).into_iter().map(|range| line.slice(range, cells)));
            }
        }
        out
    }
}
