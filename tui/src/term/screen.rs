//! Draws frames and sends the terminal what differs from the one before; what a frame leaves as it was is not even looked at.

use std::cell::RefCell;
use std::io::{self, Write};

use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use self::row::Row;
use super::links::Linked;
use crate::widgets::stays::{Left, Moved, Pictured};

mod row;
#[cfg(test)]
mod tests;

thread_local! {
    /// The frame that is being drawn, blank between frames. Cells are most of what a screen has in memory, and of the thousand
    /// screens of a server only as many are drawn at once as there are threads.
    static NEXT: RefCell<Buffer> = RefCell::default();
}

/// A terminal's screen.
#[derive(Debug)]
pub struct Screen<W: Write> {
    /// Makes frames and knows where their cursor is; it has no cells, for it would compare all of them.
    frames: Terminal<TestBackend>,
    out: Linked<W>,
    area: Rect,
    /// What the terminal shows, row by row.
    shown: Vec<Row>,
    /// Counts frames, and everything else after which a frame follows none.
    number: u64,
    has_cursor: bool,
}

impl<W: Write> Screen<W> {
    /// A screen that shows nothing, with its cursor hidden.
    pub(super) fn new(out: Linked<W>, size: (u16, u16)) -> Self {
        let Ok(frames) = Terminal::with_options(TestBackend::new(0, 0), TerminalOptions { viewport: Viewport::Fixed(Rect::default()) });
        let mut screen = Self { frames, out, area: Rect::default(), shown: Vec::new(), number: 0, has_cursor: false };
        screen.take_size(size);
        screen
    }

    fn take_size(&mut self, (columns, rows): (u16, u16)) {
        self.area = Rect::new(0, 0, columns, rows);
        self.shown = (0..rows).map(|_| Row::default()).collect();
        self.number += 1;
    }

    /// Has another size from now on, and shows nothing.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn resize(&mut self, size: (u16, u16)) -> io::Result<()> {
        self.take_size(size);
        self.out.clear()
    }

    /// Draws a frame; `view` is told its number and says what it left as the frame before drew it and thus drew nothing on.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>, u64) -> Left) -> io::Result<()> {
        self.number += 1;
        let number = self.number;
        // Where drawing panics, or the terminal is gone, what was drawn is not put back.
        let mut next = NEXT.take();
        if next.area != self.area {
            next.resize(self.area);
            next.reset();
        }
        let mut left = Left::default();
        let Ok(_) = self.frames.draw(|frame| {
            std::mem::swap(frame.buffer_mut(), &mut next);
            left = view(frame, number);
            std::mem::swap(frame.buffer_mut(), &mut next);
        });
        if let Some(moved) = &left.moved {
            self.scroll(moved)?;
        }
        let rows = (0..self.area.height).zip(&self.shown);
        let changed: Vec<(Buffer, Buffer)> = rows.filter_map(|(y, shown)| taken(&mut next, y, shown, &left.parts)).collect();
        NEXT.set(next);
        let mark = left.picture.as_ref().map(|picture| picture.mark);
        let mut is_bare = false;
        let updates = changed.iter().flat_map(|(before, row)| before.diff_iter(row));
        self.out.draw(updates.inspect(|(.., cell)| is_bare |= Some(cell.underline_color) == mark))?;
        for (_, row) in changed {
            self.shown[usize::from(row.area.y)] = Row::of(&row.content);
        }
        if let Some(picture) = left.picture.filter(|_| is_bare) {
            self.picture(&picture)?;
        }
        let frames = self.frames.backend();
        let cursor = frames.cursor_visible().then(|| frames.cursor_position());
        if cursor.is_some() || self.has_cursor {
            self.out.cursor(cursor)?;
        }
        self.has_cursor = cursor.is_some();
        self.out.flush()
    }

    /// Draws a picture whose cells were written, and anew what covers others of them.
    fn picture(&mut self, picture: &Pictured) -> io::Result<()> {
        let Pictured { area, mark, bytes } = picture;
        self.out.picture(area.as_position(), bytes)?;
        for y in area.top()..area.bottom() {
            let row = self.shown[usize::from(y)].buffer(Rect { y, height: 1, ..self.area });
            let mut bare = row.clone();
            for x in area.left()..area.right() {
                bare[(x, y)] = Cell::default();
                bare[(x, y)].underline_color = *mark;
            }
            self.out.draw(bare.diff_iter(&row))?;
        }
        Ok(())
    }

    /// Lets the terminal move rows by itself; those that follow them are blank.
    fn scroll(&mut self, moved: &Moved) -> io::Result<()> {
        let by = usize::from(moved.up.unsigned_abs());
        let rows = &mut self.shown[usize::from(moved.rows.start)..usize::from(moved.rows.end)];
        let blank = if moved.up > 0 {
            rows.rotate_left(by);
            rows.len() - by..rows.len()
        } else {
            rows.rotate_right(by);
            0..by
        };
        rows[blank].fill_with(Row::default);
        self.out.scroll(moved)
    }
}

/// Takes a row out of a frame, with what it left as it was, beside what was shown; `None` where that, or what was drawn, is all as
/// it was.
fn taken(next: &mut Buffer, y: u16, shown: &Row, left: &[Rect]) -> Option<(Buffer, Buffer)> {
    let area = Rect { y, height: 1, ..next.area };
    let kept = left.iter().find(|left| left.y == area.y).map_or(0..0, |left| usize::from(left.left())..usize::from(left.right()));
    if kept.len() >= usize::from(area.width) {
        return None;
    }
    let from = next.index_of(area.x, area.y);
    let row = &mut next.content[from..from + usize::from(area.width)];
    shown.put(kept, row);
    if shown.is(row) {
        row.iter_mut().for_each(Cell::reset);
        return None;
    }
    Some((shown.buffer(area), Buffer { area, content: row.iter_mut().map(std::mem::take).collect() }))
}
