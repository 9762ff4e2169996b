//! What support can be asked to change (S4, S8): the choice, one question after the other, and then the case filled in.

mod answers;
mod questions;
mod steps;
#[cfg(test)]
pub(in crate::screens) mod tests;

use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

pub(super) use self::questions::{Event, Questions};
use self::steps::KINDS;
use crate::app::{Context, Layer};
use crate::effect::{Effect, Route};
use crate::keymap::{Binding, Chord, Hint, Key, Section, always, hints, resolve, section};
use crate::msg::Msg;
use crate::widgets::list::Selection;
use crate::widgets::scroll::Move;
use crate::widgets::text::{column, fit, put, span, wrap};

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Move(Move),
    Choose,
    Back,
}

pub(super) const KEYS: &[Binding<Action, Requests>] = &[
    Binding { keys: &["<enter>", "l"], action: Action::Choose, label: "requests-choose", hint: "hint-choose", when: always },
    Binding { keys: &["j", "<down>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "requests-back", hint: "hint-back", when: always },
];

/// The screen.
#[derive(Debug)]
pub struct Requests {
    questions: Questions,
    selection: Selection,
    failed: Option<String>,
    chord: Chord,
}

impl Requests {
    /// What can be asked for an organization, by slug; without one, for the reader's own.
    pub fn new(organization: Option<String>) -> Self {
        Self { questions: Questions::new(organization), selection: Selection::default(), failed: None, chord: Chord::default() }
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        match resolve(KEYS, &self.chord, key, self, cx) {
            Some(Action::Move(step)) => {
                self.selection.step(step, KINDS.len());
                Vec::new()
            }
            Some(Action::Choose) if self.questions.seats().is_some() => match KINDS.get(self.selection.at()) {
                Some(kind) => {
                    let (effects, event) = self.questions.begin(*kind, cx);
                    self.went_on(effects, event)
                }
                None => Vec::new(),
            },
            Some(Action::Choose) | None => Vec::new(),
            Some(Action::Back) => vec![Effect::Back],
        }
    }

    /// Takes what came of the questions: answered, they open the form of the case.
    fn went_on(&mut self, mut effects: Vec<Effect>, event: Event) -> Vec<Effect> {
        match event {
            Event::Nothing | Event::Left => {}
            Event::Done(content) => effects.extend([Effect::Back, Effect::Go(Route::Request(content))]),
            Event::Failed(words) => self.failed = Some(words),
        }
        effects
    }
}

impl Layer for Requests {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened | Msg::Back => {
                self.failed = None;
                self.questions.fetch(cx)
            }
            Msg::Key(key) => self.key(key, cx),
            msg => match self.questions.take(&msg, cx) {
                Some((effects, event)) => self.went_on(effects, event),
                None => Vec::new(),
            },
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let cells = usize::from(area.width).saturating_sub(2);
        put(frame.buffer_mut(), area.x + 1, area.y, area.width, &Line::from(span(cx.text("requests-title"), cx.theme.strong)));
        let mut y = area.y + 1;
        let about = match self.questions.seats() {
            Some(seats) => {
                let values = [
                    ("organization", inline(&seats.organization.name).into_owned().into()),
                    ("taken", seats.pool.taken.into()),
                    ("total", seats.pool.total.into()),
                    ("plan", inline(&seats.plan).into_owned().into()),
                ];
                (cx.text_with("requests-seats", &values), cx.theme.accent)
            }
            None => (cx.text("requests-loading"), cx.theme.muted),
        };
        let failed = self.failed.clone().map(|words| (words, cx.theme.danger));
        for (words, style) in std::iter::once(about).chain(failed) {
            for line in wrap(&words, cells) {
                put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(line, style)));
                y += 1;
            }
        }
        y += 1;
        let widest = KINDS.iter().map(|kind| crate::widgets::text::width(&cx.text(kind.label()))).max().unwrap_or(0).min(cells);
        for (y, (at, kind)) in (y..area.bottom()).zip(KINDS.iter().enumerate()) {
            let is_chosen = at == self.selection.at();
            let own = |style| if is_chosen { cx.theme.selection } else { style };
            let detail = cells.saturating_sub(widest + 3);
            let line = Line::from(vec![
                span(format!(" {}  ", column(&cx.text(kind.label()), widest)), own(cx.theme.text)),
                span(column(&fit(&cx.text(kind.detail()), detail), detail), own(cx.theme.muted)),
            ]);
            put(frame.buffer_mut(), area.x, y, area.width, &line);
        }
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-requests", KEYS, self, cx)]
    }
}
