//! A selection in a list that is redrawn from scratch, kept in view and within bounds, and what stands above such a list.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::scroll::{Move, Scroll};
use super::text::{fit, put, span, wrap};
use crate::app::Context;

/// Lines of what a list is for.
const EXPLAINED: u16 = 3;

/// Draws a list's title, what it is for, and what is said in place of its rows; gives the row where they begin.
pub(crate) fn heading(
    frame: &mut Frame<'_>,
    area: Rect,
    (title, explained): (&str, &str),
    note: Option<(Style, String)>,
    cx: &Context,
) -> u16 {
    let cells = usize::from(area.width).saturating_sub(2);
    let top = area.y + EXPLAINED + 2;
    let explained = wrap(&cx.text(explained), cells).into_iter().take(usize::from(EXPLAINED));
    let mut rows = vec![(area.y, cx.text(title), cx.theme.strong)];
    rows.extend((area.y + 1..).zip(explained).map(|(y, line)| (y, line, cx.theme.muted)));
    rows.extend(note.map(|(style, words)| (top, words, style)));
    for (y, words, style) in rows.into_iter().filter(|(y, ..)| *y < area.bottom()) {
        put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(fit(&words, cells), style)));
    }
    top
}

/// Which row is selected, and how far the list is scrolled.
#[derive(Debug, Default)]
pub struct Selection {
    at: usize,
    scroll: Scroll,
}

impl Selection {
    /// The selected row.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Selects a row.
    pub fn select(&mut self, at: usize) {
        self.at = at;
    }

    /// Moves among `count` rows.
    pub fn step(&mut self, step: Move, count: usize) {
        self.step_by(step, None, count);
    }

    /// Moves among `count` rows, so many times.
    pub fn step_by(&mut self, step: Move, times: Option<usize>, count: usize) {
        self.at = step.counted(times, self.at, self.scroll.page().saturating_sub(1), count);
    }

    /// Keeps the selection among `count` rows.
    pub fn clamp(&mut self, count: usize) {
        self.at = self.at.min(count.saturating_sub(1));
    }

    /// The rows to draw when `page` of `count` fit.
    pub fn window(&self, count: usize, page: usize) -> Range<usize> {
        self.scroll.reveal(self.at, page);
        let top = self.scroll.draw(count, page);
        top..(top + page).min(count)
    }
}
