//! A question with a few answers, the first of which is the default.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Choice;
use super::sheet::sheet;
use crate::app::{Context, Layer};
use crate::effect::Effect;
use crate::host::Command;
use crate::keymap::{Binding, Chord, Hint, Section, always, hints, resolve, section};
use crate::msg::Msg;
use crate::widgets::text::{put, span, wrap};

/// One of few; the first is the default.
#[derive(Debug, Clone)]
pub struct Confirm {
    /// What it is about.
    pub title: String,
    /// What there is to know.
    pub body: Vec<String>,
    /// What can be done.
    pub buttons: Vec<String>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Previous,
    Next,
    Choose,
    Leave,
}

pub(super) const KEYS: &[Binding<Action, ConfirmLayer>] = &[
    Binding { keys: &["<enter>"], action: Action::Choose, label: "dialog-choose", hint: "hint-choose", when: always },
    Binding { keys: &["<esc>", "q"], action: Action::Leave, label: "dialog-leave", hint: "hint-cancel", when: always },
    Binding { keys: &["<up>", "k", "<backtab>", "<left>"], action: Action::Previous, label: "move-up", hint: "hint-up", when: always },
    Binding { keys: &["<down>", "j", "<tab>", "<right>"], action: Action::Next, label: "move-down", hint: "hint-down", when: always },
];

pub(super) struct ConfirmLayer {
    confirm: Confirm,
    /// What is run elsewhere, shown as it is pasted.
    command: Option<Command>,
    at: usize,
    chord: Chord,
}

impl ConfirmLayer {
    pub(super) fn new(confirm: Confirm, command: Option<Command>) -> Self {
        Self { confirm, command, at: 0, chord: Chord::default() }
    }
}

impl Layer for ConfirmLayer {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        let Msg::Key(key) = msg else { return Vec::new() };
        let count = self.confirm.buttons.len();
        match resolve(KEYS, &self.chord, key, self, cx) {
            Some(Action::Previous) => self.at = (self.at + count - 1) % count,
            Some(Action::Next) => self.at = (self.at + 1) % count,
            Some(Action::Choose) => return vec![Effect::Chose(Choice::Nth(self.at))],
            Some(Action::Leave) => return vec![Effect::Chose(Choice::Left)],
            None => {}
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let cells = usize::from(area.width).saturating_sub(4);
        let body: Vec<String> = self.confirm.body.iter().flat_map(|text| wrap(text, cells)).collect();
        let command = self.command.as_ref().map_or_else(Vec::new, |command| command.rows(usize::from(area.width)));
        let command_rows = if command.is_empty() { 0 } else { command.len() + 1 };
        let room = usize::from(area.height).saturating_sub(self.confirm.buttons.len() + command_rows + 4);
        let body = &body[..body.len().min(room)];
        let rows = body.len() + command_rows + 1 + self.confirm.buttons.len();
        let inner = sheet(frame, area, rows, &self.confirm.title, cx);
        let mut y = inner.y;
        for line in body {
            put(frame.buffer_mut(), inner.x, y, inner.width, &Line::from(span(line.clone(), cx.theme.text)));
            y += 1;
        }
        if !command.is_empty() {
            y += 1;
        }
        for row in command {
            // At the very left: what is selected with the mouse must have no blanks between its rows.
            put(frame.buffer_mut(), area.x, y, area.width, &Line::from(span(row, cx.theme.accent)));
            y += 1;
        }
        y += 1;
        for (at, button) in self.confirm.buttons.iter().enumerate() {
            let is_chosen = at == self.at;
            let style = if is_chosen { cx.theme.selection } else { cx.theme.text };
            let line = Line::from(span(format!(" {} {button} ", if is_chosen { "›" } else { " " }), style));
            put(frame.buffer_mut(), inner.x, y, inner.width, &line);
            y += 1;
        }
    }

    fn is_dialog(&self) -> bool {
        true
    }

    fn is_typing(&self) -> bool {
        false
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-dialog", KEYS, self, cx)]
    }
}
