//! Where a page is drawn: laid out anew only when its room or what it shows is another, with what was seen of it.

use std::cell::RefCell;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::page::{Page, Placed};
use super::pictures::Pictures;
use crate::app::Context;
use crate::effect::{Answer, Effect, Failure, Ticket};
use crate::widgets::scroll::Scroll;
use crate::widgets::text::put;

/// The page as it was drawn last.
#[derive(Debug, Default)]
pub(in super::super) struct Sheet {
    /// Laid out for so many cells and rows.
    page: RefCell<Option<((u16, u16), Page)>>,
    /// The pictures that were seen, and the first of them that was seen whole.
    seen: RefCell<(Vec<Placed>, Option<Placed>)>,
}

impl Sheet {
    /// What is shown is another text, or the same with other words.
    pub(in super::super) fn forget(&self) {
        self.page.take();
        self.seen.take();
    }

    /// The first line with a mark that somebody has to decide about.
    pub(super) fn mark(&self) -> Option<usize> {
        self.page.borrow().as_ref().and_then(|(_, page)| page.mark)
    }

    /// Draws the page, which is made where it is not known for that room.
    pub(in super::super) fn draw(
        &self,
        (scroll, pictures): (&Scroll, &Pictures),
        make: impl FnOnce((u16, u16)) -> Page,
        frame: &mut Frame<'_>,
        area: Rect,
        cx: &Context,
    ) {
        let size = (area.width, area.height);
        let mut laid = self.page.borrow_mut();
        let (_, page) = match laid.take_if(|(known, _)| *known == size) {
            Some(known) => laid.insert(known),
            None => laid.insert((size, make(size))),
        };
        let top = scroll.draw(page.lines.len(), usize::from(area.height));
        *self.seen.borrow_mut() = page.draw(top, pictures, frame, area, cx);
    }

    /// Asks for the pictures that were seen.
    pub(in super::super) fn drawn(&self, pictures: &mut Pictures, cx: &Context) -> Vec<Effect> {
        let (seen, whole) = &*self.seen.borrow();
        pictures.drawn(seen, whole.as_ref(), cx)
    }

    /// Takes a picture that was asked for, with which the page is another.
    pub(in super::super) fn take(&self, ticket: Ticket, outcome: Result<Answer, Failure>, pictures: &mut Pictures) {
        if pictures.take(ticket, outcome, &self.seen.borrow().0) {
            self.page.take();
        }
    }
}

impl Page {
    /// Draws the lines from one on; gives the pictures that are seen, and the first of them that is seen whole.
    fn draw(&self, top: usize, pictures: &Pictures, frame: &mut Frame<'_>, area: Rect, cx: &Context) -> (Vec<Placed>, Option<Placed>) {
        let shown = top..top + usize::from(area.height);
        let is_seen = |placed: &&Placed| placed.rows.start < shown.end && placed.rows.end > shown.start;
        let seen: Vec<Placed> = self.pictures.iter().filter(is_seen).cloned().collect();
        let is_whole =
            |placed: &&Placed| placed.rows.start >= shown.start && placed.rows.end <= shown.end && pictures.get(&placed.name).is_some();
        let whole = seen.iter().find(is_whole).cloned();
        let row = |line: usize| u16::try_from(line.saturating_sub(top)).unwrap_or(u16::MAX);
        let sharp = whole.as_ref().filter(|placed| {
            let at = Rect { y: area.y + row(placed.rows.start), height: row(placed.rows.end) - row(placed.rows.start), ..area };
            pictures.is_sharp(&placed.name, frame, at, cx)
        });
        for (y, (at, line)) in (area.y..area.bottom()).zip(self.lines.iter().enumerate().skip(top)) {
            // Half-blocks under what the terminal draws by itself would be seen wherever that leaves room.
            if sharp.is_none_or(|placed| !placed.rows.contains(&at)) {
                put(frame.buffer_mut(), area.x, y, area.width, line);
            }
        }
        (seen, whole)
    }
}
