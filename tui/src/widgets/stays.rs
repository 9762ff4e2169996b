//! What of the frame before is still on the screen, so that whoever drew it need not draw it again.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use bytes::Bytes;
use ratatui::layout::Rect;
use ratatui::style::Color;

/// The number of the frame that is drawn, and what it leaves as it was.
#[derive(Debug, Default)]
pub struct Stays {
    number: Cell<Option<u64>>,
    left: RefCell<Left>,
}

/// What a frame leaves as the frame before drew it.
#[derive(Debug, Default)]
pub struct Left {
    /// Rows that are now elsewhere.
    pub moved: Option<Moved>,
    /// Parts of rows that are as they were, where they are now, one a row.
    pub parts: Vec<Rect>,
    /// A picture that the terminal draws by itself, over blank cells.
    pub picture: Option<Pictured>,
}

/// A picture over blank cells that carry its mark: it is there as long as they are, and gone once something else is written.
#[derive(Debug, Clone)]
pub struct Pictured {
    /// The cells below it.
    pub area: Rect,
    /// The colour of their underline, which nobody sees; the next picture has another.
    pub mark: Color,
    /// What is sent where its first cell is.
    pub bytes: Bytes,
}

/// Whole rows of the screen that moved among themselves, followed by others; of each only the part that is left as it was is
/// where it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Those within which they moved.
    pub rows: Range<u16>,
    /// How far up, or down below zero; less than there are rows.
    pub up: i16,
}

/// What was drawn in which frame, each row under a name that no other has; a row without one is drawn every time.
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
        self.left.take();
    }

    /// Says that a picture belongs to this frame; one is enough.
    pub fn picture(&self, picture: Pictured) {
        self.left.borrow_mut().picture = Some(picture);
    }

    /// What this frame left as it was.
    pub fn take(&self) -> Left {
        self.left.take()
    }

    /// Says what rows fill an area; gives for each whether it is still there and thus left as it is.
    pub fn place(&self, before: &mut Option<Placed>, area: Rect, names: Vec<Option<u64>>) -> Vec<bool> {
        let number = self.number.get();
        let last = before.take().filter(|last| number == Some(last.number + 1) && last.area == area);
        let last = last.map_or_else(Vec::new, |last| last.names);
        let mut left = self.left.borrow_mut();
        // What stands beside these rows moves with them, and is drawn again where it should be. One list a frame is enough.
        let up = if left.moved.is_none() { way(&last, &names) } else { 0 };
        if up != 0 {
            left.moved = Some(Moved { rows: area.y..area.bottom(), up });
        }
        let there: Vec<bool> =
            (0..).zip(&names).map(|(at, name)| name.is_some() && before_at(&last, at + i64::from(up)) == *name).collect();
        let rows = (area.y..area.bottom()).zip(&there).filter(|(_, there)| **there);
        left.parts.extend(rows.map(|(y, _)| Rect { y, height: 1, ..area }));
        *before = number.map(|number| Placed { number, area, names });
        there
    }
}

/// What was drawn in a row, as long as that was one of the rows.
fn before_at(last: &[Option<u64>], at: i64) -> Option<u64> {
    usize::try_from(at).ok().and_then(|at| *last.get(at)?)
}

/// How far up most rows went, or down below zero; none where fewer than half of them are still there.
fn way(last: &[Option<u64>], names: &[Option<u64>]) -> i16 {
    let there = |up: i64| (0..).zip(names).filter(|(at, name)| name.is_some() && before_at(last, at + up) == **name).count();
    let place = |name: &Option<u64>| name.and_then(|_| last.iter().position(|before| before == name));
    let Some((at, was)) = names.iter().enumerate().find_map(|(at, name)| Some((at, place(name)?))) else { return 0 };
    let up = i16::try_from(was).unwrap_or_default() - i16::try_from(at).unwrap_or_default();
    if up != 0 && there(i64::from(up)) * 2 > names.len() { up } else { 0 }
}
