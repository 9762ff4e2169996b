//! The sheet that dialogs are drawn on: the lower part of the screen, under a line with the title.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use super::Dialog;
use super::confirm::ConfirmLayer;
use super::files::FilesLayer;
use super::form::FormLayer;
use super::pick::PickLayer;
use crate::app::{Context, Layer};
use crate::widgets::text::{fit, put, span};

/// The layer that asks a dialog's question.
pub fn dialog_layer(dialog: Dialog) -> Box<dyn Layer> {
    match dialog {
        Dialog::Pick(pick) => Box::new(PickLayer::new(pick)),
        Dialog::Narrowed(pick, typed) => Box::new(PickLayer::narrowed(pick, &typed)),
        Dialog::Confirm(confirm) => Box::new(ConfirmLayer::new(confirm, None)),
        Dialog::Run(confirm, command) => Box::new(ConfirmLayer::new(confirm, Some(command))),
        Dialog::Form(form) => Box::new(FormLayer::new(form)),
        Dialog::Files(files) => Box::new(FilesLayer::new(files)),
    }
}

/// Clears the lower `rows` rows and draws the title; gives the room below it.
pub(crate) fn sheet(frame: &mut Frame<'_>, area: Rect, rows: usize, title: &str, cx: &Context) -> Rect {
    let height = u16::try_from(rows + 2).unwrap_or(u16::MAX).min(area.height);
    let sheet = Rect { y: area.bottom() - height, height, ..area };
    frame.render_widget(Clear, sheet);
    let title = fit(title, usize::from(area.width).saturating_sub(8));
    let rule = "─".repeat(usize::from(area.width).saturating_sub(crate::widgets::text::width(&title) + 5));
    let line = Line::from(vec![
        span("── ", cx.theme.dialog),
        span(title, cx.theme.strong),
        span(" ", cx.theme.dialog),
        span(rule, cx.theme.dialog),
    ]);
    put(frame.buffer_mut(), sheet.x, sheet.y, sheet.width, &line);
    Rect { x: sheet.x + 2, y: sheet.y + 1, width: sheet.width.saturating_sub(4), height: sheet.height.saturating_sub(1) }
}
