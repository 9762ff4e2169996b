//! A selection in a list that is redrawn from scratch, kept in view and within bounds.

use std::ops::Range;

use super::scroll::{Move, Scroll};

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
