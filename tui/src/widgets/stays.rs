//! What of the frame before is still on the screen, so that whoever drew it need not draw it again.

use std::cell::{Cell, RefCell};

use ratatui::layout::Rect;

/// The number of the frame that is drawn, and what it leaves as it was.
#[derive(Debug, Default)]
pub struct Stays {
    number: Cell<Option<u64>>,
    left: RefCell<Vec<Rect>>,
}

/// What was drawn in which frame, each row under a name; a row without one is drawn every time.
#[derive(Debug)]
pub struct Placed {
    number: u64,
    area: Rect,
    names: Vec<Option<u64>>,
}

impl Stays {
    /// Begins a frame; without a number everything is drawn.
    pub fn begin(&self, number: Option<u64>) {
        self.number.set(number);
        self.left.borrow_mut().clear();
    }

    /// What this frame left as it was.
    pub fn take(&self) -> Vec<Rect> {
        self.left.take()
    }

    /// Says what rows are drawn from the top of an area; gives for each whether it is still there and thus left as it is.
    pub fn place(&self, before: &mut Option<Placed>, area: Rect, names: Vec<Option<u64>>) -> Vec<bool> {
        let number = self.number.get();
        let last = before.take().filter(|last| number == Some(last.number + 1) && last.area == area);
        let last = last.map_or_else(Vec::new, |last| last.names);
        let is_there = |(at, name): (usize, &Option<u64>)| name.is_some() && last.get(at) == Some(name);
        let there: Vec<bool> = names.iter().enumerate().map(is_there).collect();
        let rows = (area.y..area.bottom()).zip(&there).filter(|(_, there)| **there);
        self.left.borrow_mut().extend(rows.map(|(y, _)| Rect { y, height: 1, ..area }));
        *before = number.map(|number| Placed { number, area, names });
        there
    }
}
