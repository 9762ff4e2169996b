//! First things first: language, time zone and theme, asked at the first sign-in with what is proposed chosen already (I3).

#[cfg(test)]
mod tests;
mod view;

use std::sync::Arc;

use caseport_shared::api::settings::SaveSettings;
use caseport_shared::reader::{self, Language};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::settings::zone_pick;
use crate::api::Key as Idempotency;
use crate::app::{Context, Layer};
use crate::effect::{Answer, Call, Effect, Failure, Ticket, Tone};
use crate::keymap::{Binding, Chord, Hint, Key, Section, always, hints, resolve, section};
use crate::msg::Msg;
use crate::strings::Strings;
use crate::theme::Theme;
use crate::widgets::dialog::{Choice, Dialog};
use crate::widgets::list::Selection;
use crate::widgets::scroll::Move;
use crate::widgets::words;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Change,
    Take,
    Move(Move),
    Later,
}

pub(super) const KEYS: &[Binding<Action, FirstThings>] = &[
    Binding { keys: &["<enter>", "<space>"], action: Action::Change, label: "first-change", hint: "hint-change", when: always },
    Binding { keys: &["<c-s>"], action: Action::Take, label: "first-take", hint: "hint-first-take", when: always },
    Binding { keys: &["<esc>", "q"], action: Action::Later, label: "first-leave", hint: "hint-first-later", when: always },
    Binding { keys: &["j", "<down>", "<tab>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>", "<backtab>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
];

/// What is asked, in order; the last takes the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    Language,
    Zone,
    Theme,
    Done,
}

const ROWS: [Row; 4] = [Row::Language, Row::Zone, Row::Theme, Row::Done];

/// The screen.
#[derive(Debug)]
pub struct FirstThings {
    language: Language,
    zone: String,
    theme: String,
    /// The words in the language that is chosen, in which the questions are asked.
    words: Arc<Strings>,
    selection: Selection,
    chord: Chord,
    /// The zones that were offered, in their order.
    picking: Option<(Ticket, Vec<String>)>,
    saving: Option<Ticket>,
    failed: Option<String>,
}

impl FirstThings {
    /// The questions with what is proposed: what was said before, else what the terminal and the organization say.
    pub fn new(cx: &Context) -> Self {
        let said = cx.me.as_ref().map(|me| me.settings.clone()).unwrap_or_default();
        let mut selection = Selection::default();
        // Whoever takes what is proposed presses one key.
        selection.select(ROWS.len() - 1);
        Self {
            language: said.language.unwrap_or_else(|| cx.strings.language()),
            zone: said.time_zone.unwrap_or(said.proposed_time_zone),
            theme: cx.theme_name(),
            words: Arc::clone(&cx.strings),
            selection,
            chord: Chord::default(),
            picking: None,
            saving: None,
            failed: None,
        }
    }

    fn chosen(&self) -> Row {
        ROWS[self.selection.at().min(ROWS.len() - 1)]
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        match resolve(KEYS, &self.chord, key, self, cx) {
            Some(Action::Move(step)) => {
                self.selection.step(step, ROWS.len());
                Vec::new()
            }
            Some(Action::Change) => self.change(cx),
            Some(Action::Take) => self.take(cx),
            Some(Action::Later) => vec![Effect::Back],
            None => Vec::new(),
        }
    }

    fn change(&mut self, cx: &Context) -> Vec<Effect> {
        match self.chosen() {
            Row::Language => {
                let at = Language::ALL.iter().position(|language| *language == self.language).unwrap_or(0);
                self.language = Language::ALL[(at + 1) % Language::ALL.len()];
                self.words = Strings::of(self.language);
            }
            Row::Zone => {
                let (pick, offered) = zone_pick(&self.zone, false, cx);
                let ticket = cx.ticket();
                self.picking = Some((ticket, offered));
                return vec![Effect::Ask(ticket, Dialog::Pick(pick))];
            }
            Row::Theme => {
                let names: Vec<&str> = Theme::names().collect();
                let at = names.iter().position(|name| *name == self.theme).map_or(0, |at| (at + 1) % names.len());
                names[at].clone_into(&mut self.theme);
            }
            Row::Done => return self.take(cx),
        }
        Vec::new()
    }

    fn take(&mut self, cx: &Context) -> Vec<Effect> {
        if self.saving.is_some() {
            return Vec::new();
        }
        let ticket = cx.ticket();
        self.saving = Some(ticket);
        let save = SaveSettings {
            language: Some(self.language),
            locale: cx.me.as_ref().and_then(|me| me.settings.locale.clone()),
            time_zone: Some(self.zone.clone()),
            theme: Some(self.theme.clone()),
            is_asked: true,
        };
        vec![Effect::Api(ticket, Call::SaveSettings(Box::new(save), Idempotency::fresh()))]
    }

    fn answer(&mut self, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        self.saving = None;
        match outcome {
            Ok(Answer::Settings(said)) => {
                let words = self.words.text("first-kept");
                vec![Effect::Read(said), Effect::Back, Effect::Say(Tone::Good, words)]
            }
            Ok(_) => {
                self.failed = Some(cx.text("error-unexpected-answer"));
                Vec::new()
            }
            Err(failure) => {
                self.failed = Some(words::failure(&failure, cx));
                Vec::new()
            }
        }
    }
}

impl Layer for FirstThings {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => self.key(key, cx),
            Msg::Chose(ticket, Choice::Nth(at)) => {
                if let Some((_, offered)) = self.picking.take_if(|(picking, _)| *picking == ticket)
                    && let Some(zone) = offered.into_iter().nth(at)
                    && reader::zone(&zone).is_some()
                {
                    self.zone = zone;
                    self.selection.step(Move::Down, ROWS.len());
                }
                Vec::new()
            }
            Msg::Answer(ticket, outcome) if self.saving == Some(ticket) => self.answer(outcome, cx),
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        view::draw(self, frame, area, cx);
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-first-things", KEYS, self, cx)]
    }
}
