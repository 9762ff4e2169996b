//! Draws text while it is typed, and the cursor in it.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_segmentation::UnicodeSegmentation as _;

use super::Editor;
use crate::widgets::text::{put, span, width};

impl Editor {
    /// Draws the text, and the cursor where it has the focus.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, style: Style, has_focus: bool) {
        if area.is_empty() {
            return;
        }
        let cells = usize::from(area.width).saturating_sub(1).max(2);
        if !self.is_block {
            return self.view_line(frame, area, style, has_focus);
        }
        self.shown_width.set(cells);
        let (rows, at, left) = self.place(cells);
        let height = usize::from(area.height);
        let top = self.top.get().min(at).max((at + 1).saturating_sub(height));
        let top = top.min(rows.len().saturating_sub(height));
        self.top.set(top);
        for (y, (line, row)) in (area.y..area.bottom()).zip(rows.iter().skip(top)) {
            let text = self.lines[*line][row.clone()].replace('\t', " ");
            put(frame.buffer_mut(), area.x, y, area.width, &Line::from(span(text, style)));
        }
        if has_focus {
            let y = area.y + u16::try_from(at - top).unwrap_or(0);
            frame.set_cursor_position(Position::new(area.x + u16::try_from(left).unwrap_or(0).min(area.width - 1), y));
        }
    }

    fn view_line(&self, frame: &mut Frame<'_>, area: Rect, style: Style, has_focus: bool) {
        let shown = if self.is_hidden { "•".repeat(self.chars) } else { self.lines[0].clone() };
        let before =
            if self.is_hidden { "•".repeat(self.lines[0][..self.col].chars().count()) } else { self.lines[0][..self.col].to_owned() };
        let room = usize::from(area.width).saturating_sub(1);
        let mut skipped = 0;
        for (at, _) in before.grapheme_indices(true).chain([(before.len(), "")]) {
            skipped = at;
            if width(&before[at..]) <= room {
                break;
            }
        }
        put(frame.buffer_mut(), area.x, area.y, area.width, &Line::from(span(&shown[skipped..], style)));
        if has_focus {
            let left = u16::try_from(width(&before[skipped..])).unwrap_or(0);
            frame.set_cursor_position(Position::new(area.x + left.min(area.width - 1), area.y));
        }
    }
}
