//! What works everywhere: the help, the palette, and how the user wants the client.

use super::keys::Action;
use super::{App, KEYS, LayerId, Owner};
use crate::effect::{Effect, HostOp, Route, Tone};
use crate::keymap::{Code, Key, Section, section};
use crate::msg::Msg;
use crate::preferences::{Dates, Preference};
use crate::screens;
use crate::screens::help::Help;
use crate::screens::palette::Palette;
use crate::widgets::scroll::Move;

/// Rows that one turn of the wheel moves by.
const WHEEL_ROWS: usize = 3;

impl App {
    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::Help => {
                if !self.layers.last().is_some_and(|top| top.layer.is_help()) {
                    let sections = self.sections();
                    self.push(Box::new(Help::new(sections)), None);
                }
            }
            Action::Palette => {
                let palette = Palette::new(&self.sections(), &self.cx);
                self.push(Box::new(palette), None);
            }
            Action::Articles => self.push(screens::open(Route::Articles, &self.cx), None),
            Action::Settings => self.push(screens::open(Route::Settings, &self.cx), None),
            Action::Dates => {
                let (dates, words) = match self.cx.preferences.dates {
                    Dates::Relative => (Dates::Absolute, "dates-absolute"),
                    Dates::Absolute => (Dates::Relative, "dates-relative"),
                };
                self.prefer(Preference::Dates(dates));
                self.said = Some((Tone::Info, self.cx.text(words)));
            }
            Action::Mouse => {
                let is_heard = !self.cx.preferences.mouse;
                self.prefer(Preference::Mouse(is_heard));
                self.said = Some((Tone::Info, self.cx.text(if is_heard { "mouse-on" } else { "mouse-off" })));
            }
            Action::Quit => self.leave(),
        }
    }

    /// Turns the wheel into as many rows as it moves elsewhere.
    pub(super) fn wheel(&mut self, step: Move) {
        let code = if step == Move::Up { Code::Up } else { Code::Down };
        for _ in 0..WHEEL_ROWS {
            self.give_top(Msg::Key(Key { code, ctrl: false, alt: false }));
        }
    }

    /// The keys that apply now: the layer's on top, and those that work everywhere.
    fn sections(&self) -> Vec<Section> {
        let mut sections = self.layers.last().map_or_else(Vec::new, |top| top.layer.help(&self.cx));
        sections.push(section("keys-everywhere", KEYS, self, &self.cx));
        sections
    }

    /// Takes a wish, and has it written down.
    pub(super) fn prefer(&mut self, wish: Preference) {
        self.cx.prefer(&wish);
        if let Preference::Mouse(is_heard) = wish {
            self.outbox.push(Effect::Mouse(is_heard));
        }
        self.host_call(Owner::Preference, HostOp::KeepPreference(wish));
        // What was laid out for other dates or colours is laid out anew.
        self.give_all(&Msg::Resized);
    }

    /// Closes the palette and does what the layer below it, or the program, names so.
    pub(super) fn run(&mut self, palette: LayerId, name: &'static str) {
        self.layers.retain(|entry| entry.id != palette);
        self.give_top(Msg::Shown);
        let key = Key::named(name);
        match crate::keymap::resolve(KEYS, &self.chord, key, &*self, &self.cx) {
            Some(action) => self.act(action),
            None => self.give_top(Msg::Key(key)),
        }
    }
}
