//! How a text is read: where the reader is in it, how it is laid out, and what was found.

use std::cell::Cell;

use crate::widgets::paper::{Paper, Place};
use crate::widgets::scroll::Move;

/// Cells by which cut lines are moved at once.
const STEP: usize = 8;
/// How far cut lines can be moved, in cells.
const SHIFT_MAX: usize = 1_000;

/// A reader's place and wishes.
#[derive(Debug)]
pub(super) struct Reading {
    top: Cell<Place>,
    /// Rows and cells of the text as it was last drawn.
    page: Cell<(usize, usize)>,
    is_cut: bool,
    has_numbers: bool,
    shift: usize,
    found: Option<Found>,
}

/// What was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) text: String,
    matches: Vec<usize>,
    at: usize,
}

impl Default for Reading {
    fn default() -> Self {
        Self { top: Cell::default(), page: Cell::new((1, 80)), is_cut: false, has_numbers: true, shift: 0, found: None }
    }
}

impl Reading {
    pub(super) fn wraps(&self) -> bool {
        !self.is_cut
    }

    pub(super) fn has_numbers(&self) -> bool {
        self.has_numbers
    }

    pub(super) fn has_matches(&self) -> bool {
        self.found.as_ref().is_some_and(|found| !found.matches.is_empty())
    }

    pub(super) fn found(&self) -> Option<&Found> {
        self.found.as_ref()
    }

    /// Cells to the left of the page while lines are cut.
    pub(super) fn shift(&self) -> usize {
        if self.is_cut { self.shift } else { 0 }
    }

    pub(super) fn turn_wrap(&mut self) {
        self.is_cut = !self.is_cut;
        self.shift = 0;
        self.top.set(Place { row: 0, ..self.top.get() });
    }

    pub(super) fn turn_numbers(&mut self) {
        self.has_numbers = !self.has_numbers;
    }

    pub(super) fn shift_by(&mut self, steps: isize) {
        let by = steps.unsigned_abs().saturating_mul(STEP);
        self.shift = if steps < 0 { self.shift.saturating_sub(by) } else { (self.shift + by).min(SHIFT_MAX) };
    }

    /// The cells to wrap at.
    pub(super) fn cells(&self) -> Option<usize> {
        self.wraps().then(|| self.page.get().1)
    }

    /// Where to begin a page of so many rows and cells.
    pub(super) fn draw(&self, paper: &Paper, rows: usize, cells: usize) -> Place {
        self.page.set((rows, cells));
        // A row of another width may not be there any more.
        let top = paper.after(Place { row: 0, ..self.top.get() }, self.top.get().row, self.cells());
        self.top.set(top.min(paper.end(rows, self.cells())));
        self.top.get()
    }

    pub(super) fn step(&self, paper: &Paper, step: Move, count: Option<usize>) {
        let (rows, cells) = (self.page.get().0, self.cells());
        let times = count.unwrap_or(1);
        let page = rows.saturating_sub(2).max(1) * times;
        let top = self.top.get();
        self.top.set(match (step, count) {
            (Move::First | Move::Last, Some(line)) => Place { piece: paper.piece_of(line), row: 0 },
            (Move::First, None) => Place::default(),
            (Move::Last, None) => paper.end(rows, cells),
            (Move::Up, _) => paper.before(top, times, cells),
            (Move::Down, _) => paper.after(top, times, cells),
            (Move::PageUp, _) => paper.before(top, page, cells),
            (Move::PageDown, _) => paper.after(top, page, cells),
        });
    }

    /// Finds a text, from the top of the page on; tells whether it is there.
    pub(super) fn find(&mut self, paper: &Paper, text: &str) -> bool {
        if text.is_empty() {
            self.found = None;
            return true;
        }
        let matches = paper.find(text);
        let here = paper.byte_of(self.top.get());
        let at = matches.iter().position(|byte| *byte >= here).unwrap_or(0);
        let is_there = !matches.is_empty();
        self.found = Some(Found { text: text.to_owned(), matches, at });
        self.show_match(paper);
        is_there
    }

    /// The next match, or the one before, around the ends.
    pub(super) fn go(&mut self, paper: &Paper, is_back: bool, count: usize) {
        if let Some(found) = self.found.as_mut().filter(|found| !found.matches.is_empty()) {
            let all = found.matches.len();
            let by = count % all;
            found.at = (found.at + if is_back { all - by } else { by }) % all;
        }
        self.show_match(paper);
    }

    fn show_match(&self, paper: &Paper) {
        let Some(byte) = self.found.as_ref().and_then(|found| found.matches.get(found.at)) else { return };
        let (rows, cells) = (self.page.get().0, self.cells());
        let (place, top) = (paper.place_of(*byte, cells), self.top.get());
        if place < top || place > paper.after(top, rows.saturating_sub(1), cells) {
            self.top.set(paper.before(place, rows / 3, cells));
        }
    }
}

impl Found {
    /// Which match it is of how many.
    pub(super) fn count(&self) -> (usize, usize) {
        (if self.matches.is_empty() { 0 } else { self.at + 1 }, self.matches.len())
    }
}
