//! How the user reads, which the account keeps, and wants the client: theme, dates, mouse, time to take a reply back, keys.

mod capture;
mod reader;
#[cfg(test)]
mod tests;
mod view;

use ratatui::Frame;
use ratatui::layout::Rect;

pub(super) use capture::CAPTURING;
pub(in crate::screens) use reader::zone_pick;

use self::capture::Capture;
use self::reader::Picking;
use crate::app::{Context, Layer};
use crate::effect::{Effect, Route, Ticket, Tone};
use crate::keymap::{Binding, Chord, Hint, Key, Section, Table, always, hints, resolve_counted, section};
use crate::msg::Msg;
use crate::preferences::{Dates, Preference};
use crate::theme::Theme;
use crate::widgets::list::Selection;
use crate::widgets::scroll::Move;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Move(Move),
    Change,
    Usual,
    SshKeys,
    SignIns,
    Notifications,
    Back,
}

pub(super) const KEYS: &[Binding<Action, Settings>] = &[
    Binding { keys: &["<enter>", "<space>"], action: Action::Change, label: "settings-change", hint: "hint-change", when: always },
    Binding { keys: &["<delete>", "x"], action: Action::Usual, label: "settings-usual", hint: "hint-usual", when: is_bound },
    Binding { keys: &["K"], action: Action::SshKeys, label: "settings-ssh-keys", hint: "hint-ssh-keys", when: always },
    Binding { keys: &["S"], action: Action::SignIns, label: "settings-sign-ins", hint: "hint-sign-ins", when: always },
    Binding { keys: &["N"], action: Action::Notifications, label: "settings-notifications", hint: "hint-notifications", when: always },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "settings-back", hint: "hint-back", when: always },
    Binding { keys: &["j", "<down>", "<tab>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>", "<backtab>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
    Binding {
        keys: &["<pgdn>", "<c-d>", "<c-f>"],
        action: Action::Move(Move::PageDown),
        label: "move-page-down",
        hint: "hint-page-down",
        when: always,
    },
    Binding {
        keys: &["<pgup>", "<c-u>", "<c-b>"],
        action: Action::Move(Move::PageUp),
        label: "move-page-up",
        hint: "hint-page-up",
        when: always,
    },
    Binding { keys: &["gg", "<home>"], action: Action::Move(Move::First), label: "move-first", hint: "hint-first", when: always },
    Binding { keys: &["G", "<end>"], action: Action::Move(Move::Last), label: "move-last", hint: "hint-last", when: always },
];

/// Times that a reply may wait, in seconds, in the order in which they are offered.
const RECALLS: [u64; 5] = [0, 5, 10, 20, 30];

/// Actions that need the user's files or programs on this machine.
const HERE: [&str; 3] = ["write-own-editor", "new-case-own-editor", "write-retry-files"];
/// Tables of what needs them.
const HERE_TABLES: [&str; 1] = ["keys-picker"];

/// Something that can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    Theme,
    Language,
    Locale,
    Zone,
    Dates,
    Mouse,
    Recall,
    /// An action of a table.
    Keys(usize, usize),
}

/// The screen.
#[derive(Debug)]
pub struct Settings {
    tables: Vec<Table>,
    rows: Vec<Row>,
    selection: Selection,
    capture: Option<Capture>,
    picking: Option<Picking>,
    saving: Option<Ticket>,
    chord: Chord,
}

fn is_bound(settings: &Settings, cx: &Context) -> bool {
    matches!(settings.chosen(), Row::Keys(table, row) if cx.preferences.remap.0.contains_key(settings.tables[table].rows[row].0))
}

impl Settings {
    /// What may be changed, where the reader is.
    pub fn new(cx: &Context) -> Self {
        let mut tables = super::tables();
        if cx.is_remote() {
            tables.retain(|table| !HERE_TABLES.contains(&table.title));
        }
        let mut rows = vec![Row::Theme, Row::Language, Row::Locale, Row::Zone, Row::Dates, Row::Mouse, Row::Recall];
        for (at, table) in tables.iter().enumerate() {
            // An action that stands in several tables has the same keys in all of them, so it is listed once.
            let is_new = |name: &str| tables[..at].iter().all(|before| before.rows.iter().all(|(known, _)| *known != name));
            let is_there = |name: &str| !cx.is_remote() || !HERE.contains(&name);
            let listed = |row: &usize| is_new(table.rows[*row].0) && is_there(table.rows[*row].0);
            rows.extend((0..table.rows.len()).filter(listed).map(|row| Row::Keys(at, row)));
        }
        Self { tables, rows, selection: Selection::default(), capture: None, picking: None, saving: None, chord: Chord::default() }
    }

    fn chosen(&self) -> Row {
        self.rows.get(self.selection.at()).copied().unwrap_or(Row::Theme)
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        if self.capture.is_some() {
            return self.captured(key, cx);
        }
        match resolve_counted(KEYS, &self.chord, key, self, cx) {
            Some((Action::Move(step), count)) => self.selection.step_by(step, count, self.rows.len()),
            Some((Action::Change, _)) => return self.change(cx),
            Some((Action::Usual, _)) => {
                if let Row::Keys(table, row) = self.chosen() {
                    return self.bind(self.tables[table].rows[row].0, None, cx);
                }
            }
            Some((Action::SshKeys, _)) => return vec![Effect::Go(Route::SshKeys)],
            Some((Action::SignIns, _)) => return vec![Effect::Go(Route::SignIns)],
            Some((Action::Notifications, _)) => return vec![Effect::Go(Route::Notifications)],
            Some((Action::Back, _)) => return vec![Effect::Back],
            None => {}
        }
        Vec::new()
    }

    fn change(&mut self, cx: &Context) -> Vec<Effect> {
        let wants = &cx.preferences;
        let wish = match self.chosen() {
            row @ (Row::Language | Row::Locale | Row::Zone) => return self.ask_reader(row, cx),
            Row::Theme => {
                let names: Vec<&str> = Theme::names().collect();
                let at = names.iter().position(|name| *name == cx.theme_name()).map_or(0, |at| (at + 1) % names.len());
                if cx.is_remote() {
                    // Nothing is written down at the other end of a line, so that the account keeps it.
                    let mut save = reader::said(cx).said();
                    save.theme = Some(names[at].to_owned());
                    return self.save_reader(save, cx);
                }
                Preference::Theme(names[at].to_owned())
            }
            Row::Dates => Preference::Dates(if wants.dates == Dates::Relative { Dates::Absolute } else { Dates::Relative }),
            Row::Mouse => Preference::Mouse(!wants.mouse),
            Row::Recall => {
                let next = RECALLS.iter().find(|seconds| **seconds > wants.recall_seconds).unwrap_or(&RECALLS[0]);
                Preference::Recall(*next)
            }
            Row::Keys(table, row) => {
                self.capture = Some(Capture::new(self.tables[table].rows[row].0));
                return Vec::new();
            }
        };
        vec![Effect::Prefer(wish)]
    }

    /// Binds keys to an action, unless that would hide another; `None` for the usual ones.
    fn bind(&mut self, name: &'static str, keys: Option<Vec<crate::keymap::Keys>>, cx: &Context) -> Vec<Effect> {
        let wish = Preference::Keys(name.to_owned(), keys);
        let mut wanted = cx.preferences.clone();
        wanted.take(&wish);
        if let Some((name, keys, other)) = crate::preferences::clash(&self.tables, &wanted.remap) {
            let words = [("keys", keys.to_string().into()), ("name", cx.text(name).into()), ("other", cx.text(other).into())];
            return vec![Effect::Say(Tone::Bad, cx.text_with("settings-clash", &words))];
        }
        self.capture = None;
        vec![Effect::Prefer(wish), Effect::Say(Tone::Good, cx.text("settings-kept"))]
    }
}

impl Layer for Settings {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => self.key(key, cx),
            Msg::Chose(ticket, choice) => self.picked(ticket, &choice, cx),
            Msg::Answer(ticket, outcome) if self.saving == Some(ticket) => self.saved(outcome, cx),
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        view::draw(self, frame, area, cx);
    }

    fn is_typing(&self) -> bool {
        self.capture.is_some()
    }

    fn takes_every_key(&self) -> bool {
        self.capture.is_some()
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        match &self.capture {
            Some(_) => hints(CAPTURING, self, cx),
            None => hints(KEYS, self, cx),
        }
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        match &self.capture {
            Some(_) => vec![section("keys-capturing", CAPTURING, self, cx)],
            None => vec![section("keys-settings", KEYS, self, cx)],
        }
    }
}
