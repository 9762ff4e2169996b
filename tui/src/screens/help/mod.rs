//! The keys that apply, made from the tables that bind them.

#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use crate::app::{Context, Layer};
use crate::effect::Effect;
use crate::keymap::{Binding, Chord, Hint, Section, always, hints, resolve_counted, section};
use crate::msg::Msg;
use crate::widgets::scroll::{Move, Scroll};
use crate::widgets::text::{column, put, span, width, wrap};

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Move(Move),
    Back,
}

pub(super) const KEYS: &[Binding<Action, Help>] = &[
    Binding { keys: &["q", "<esc>", "<enter>"], action: Action::Back, label: "help-back", hint: "hint-back", when: always },
    Binding { keys: &["j", "<down>"], action: Action::Move(Move::Down), label: "scroll-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Move(Move::Up), label: "scroll-up", hint: "hint-up", when: always },
    Binding {
        keys: &["<pgdn>", "<space>", "<c-d>", "<c-f>"],
        action: Action::Move(Move::PageDown),
        label: "scroll-page-down",
        hint: "hint-page-down",
        when: always,
    },
    Binding {
        keys: &["<pgup>", "<c-u>", "<c-b>"],
        action: Action::Move(Move::PageUp),
        label: "scroll-page-up",
        hint: "hint-page-up",
        when: always,
    },
    Binding { keys: &["gg", "<home>"], action: Action::Move(Move::First), label: "scroll-first", hint: "hint-first", when: always },
    Binding { keys: &["G", "<end>"], action: Action::Move(Move::Last), label: "scroll-last", hint: "hint-last", when: always },
];

/// Widest column of keys, in cells.
const KEY_CELLS: usize = 26;

/// The screen.
#[derive(Debug)]
pub struct Help {
    sections: Vec<Section>,
    scroll: Scroll,
    chord: Chord,
}

impl Help {
    /// The help of a screen.
    pub fn new(sections: Vec<Section>) -> Self {
        Self { sections, scroll: Scroll::default(), chord: Chord::default() }
    }

    fn lines(&self, cells: usize, cx: &Context) -> Vec<Line<'static>> {
        let rows = self.sections.iter().flat_map(|section| &section.rows);
        let keys = rows.map(|(keys, _)| width(keys)).max().unwrap_or(0).min(KEY_CELLS.max(cells / 3));
        let mut lines = Vec::new();
        for section in &self.sections {
            lines.push(Line::from(span(format!(" {}", cx.text(section.title)), cx.theme.strong)));
            for (key, label) in &section.rows {
                let mut key = column(key, keys);
                for line in wrap(&cx.text(label), cells.saturating_sub(keys + 6)) {
                    lines.push(Line::from(vec![span(format!("   {key}  "), cx.theme.key), span(line, cx.theme.text)]));
                    key = " ".repeat(keys);
                }
            }
            lines.push(Line::default());
        }
        lines
    }
}

impl Layer for Help {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        let Msg::Key(key) = msg else { return Vec::new() };
        match resolve_counted(KEYS, &self.chord, key, self, cx) {
            Some((Action::Move(step), count)) => self.scroll.step_by(step, count),
            Some((Action::Back, _)) => return vec![Effect::Back],
            None => {}
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        frame.render_widget(Clear, area);
        let lines = self.lines(usize::from(area.width), cx);
        let top = self.scroll.draw(lines.len(), usize::from(area.height));
        for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(top)) {
            put(frame.buffer_mut(), area.x, y, area.width, line);
        }
    }

    fn is_help(&self) -> bool {
        true
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-help", KEYS, self, cx)]
    }
}
