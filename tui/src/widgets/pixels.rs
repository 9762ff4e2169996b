//! A picture as the terminal draws it pixel by pixel, made anew for each size at which it is shown.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use crate::app::Context;
use crate::effect::{Answer, Call, Effect, Failure, Ticket};
use crate::preview::Preview;
use crate::widgets::sharp::{Room, Sharp};
use crate::widgets::stays::Pictured;

/// What is known of it.
#[derive(Debug, Default)]
pub(crate) struct Pixels {
    /// The cells and rows that there were for it when it was drawn last, and those of the whole screen.
    area: Cell<[(u16, u16); 2]>,
    making: Option<(Ticket, Room)>,
    /// The last one that was made and for which room; nothing where it cannot be.
    made: Option<(Room, Option<Made>)>,
}

#[derive(Debug)]
struct Made {
    sharp: Sharp,
    /// Unlike that of the picture before.
    mark: Color,
}

impl Pixels {
    /// Waits for nothing that is being made; gives what it was.
    pub(crate) fn stop(&mut self) -> Option<Ticket> {
        self.making.take().map(|(ticket, _)| ticket)
    }

    /// Takes what was made; gives back what is an answer to something else.
    pub(crate) fn take(&mut self, ticket: Ticket, outcome: Result<Answer, Failure>) -> Option<Result<Answer, Failure>> {
        let Some((_, room)) = self.making.take_if(|(making, _)| *making == ticket) else { return Some(outcome) };
        let [mark, ..] = ticket.0.to_le_bytes();
        let sharp = if let Ok(Answer::Sharp(sharp)) = outcome { sharp } else { None };
        self.made = Some((room, sharp.map(|sharp| Made { sharp, mark: Color::Indexed(mark) })));
        None
    }

    /// Has the picture made for the room in which it was drawn, where the terminal draws more of it than half-blocks do.
    ///
    /// One is made at a time: a window that changes many times meanwhile costs one more.
    pub(crate) fn drawn(&mut self, preview: &Preview, cx: &Context) -> Vec<Effect> {
        let Preview::Picture { picture, .. } = preview else { return Vec::new() };
        let Some(room) = self.room(cx).filter(|room| !picture.has_room(room.cells, room.rows)) else { return Vec::new() };
        if self.making.is_some() || self.made.as_ref().is_some_and(|(known, _)| *known == room) {
            return Vec::new();
        }
        let (ticket, picture) = (cx.ticket(), picture.clone());
        self.making = Some((ticket, room));
        vec![Effect::Api(ticket, Call::Sharpen { picture, room })]
    }

    /// Leaves blank cells in the middle of an area and has the terminal draw the picture on them; false where it is not made.
    pub(crate) fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) -> bool {
        self.area.set([area, frame.buffer_mut().area].map(|area| (area.width, area.height)));
        let Some((room, Some(Made { sharp, mark }))) = &self.made else { return false };
        if self.room(cx) != Some(*room) {
            return false;
        }
        let x = area.x + area.width.saturating_sub(sharp.cells) / 2;
        let below = Rect { x, y: area.y, width: sharp.cells, height: sharp.rows }.intersection(area);
        frame.buffer_mut().set_style(below, Style::new().underline_color(*mark));
        cx.stays.picture(Pictured { area: below, mark: *mark, bytes: sharp.bytes.clone() });
        true
    }

    fn room(&self, cx: &Context) -> Option<Room> {
        let [(cells, rows), screen] = self.area.get();
        cx.graphics.grain(screen).map(|grain| Room { cells, rows, grain })
    }
}
