//! How far something tall is scrolled; remembers what was last drawn, so that a page is what the reader saw.

use std::cell::Cell;

/// A position in lines from the top.
#[derive(Debug, Default)]
pub struct Scroll {
    top: Cell<usize>,
    page: Cell<usize>,
    end: Cell<usize>,
}

/// A way to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// One back.
    Up,
    /// One on.
    Down,
    /// A page back.
    PageUp,
    /// A page on.
    PageDown,
    /// To the beginning.
    First,
    /// To the end.
    Last,
}

impl Move {
    /// Where a position comes to by this move, among `count` of which `page` are seen at once.
    pub fn from(self, at: usize, page: usize, count: usize) -> usize {
        let last = count.saturating_sub(1);
        let page = page.max(1);
        match self {
            Self::Up => at.saturating_sub(1),
            Self::Down => at.saturating_add(1).min(last),
            Self::PageUp => at.saturating_sub(page),
            Self::PageDown => at.saturating_add(page).min(last),
            Self::First => 0,
            Self::Last => last,
        }
    }
}

impl Move {
    /// Where a position comes to by this move, made so many times; a count before the first or last is a place.
    pub fn counted(self, count: Option<usize>, at: usize, page: usize, total: usize) -> usize {
        let last = total.saturating_sub(1);
        match (self, count) {
            (Self::First | Self::Last, Some(count)) => count.saturating_sub(1).min(last),
            (step, count) => (0..count.unwrap_or(1)).fold(at, |at, _| step.from(at, page, total)),
        }
    }
}

impl Scroll {
    /// The first line to draw of `total`, when `page` lines can be seen; never past the end.
    pub fn draw(&self, total: usize, page: usize) -> usize {
        self.page.set(page);
        self.end.set(total.saturating_sub(page));
        self.top.set(self.top.get().min(self.end.get()));
        self.top.get()
    }

    /// Moves by what was last drawn.
    pub fn step(&self, step: Move) {
        self.step_by(step, None);
    }

    /// Moves by what was last drawn, so many times.
    pub fn step_by(&self, step: Move, count: Option<usize>) {
        let page = self.page.get().saturating_sub(2).max(1);
        self.top.set(step.counted(count, self.top.get(), page, self.end.get() + 1));
    }

    /// Puts a line at the top.
    pub fn to(&self, line: usize) {
        self.top.set(line);
    }

    /// Moves as little as needed for a line to be seen.
    pub fn reveal(&self, line: usize, page: usize) {
        let top = self.top.get();
        if line < top {
            self.top.set(line);
        } else if page > 0 && line >= top + page {
            self.top.set(line + 1 - page);
        }
    }

    /// How many lines were seen when it was last drawn.
    pub fn page(&self) -> usize {
        self.page.get()
    }
}
