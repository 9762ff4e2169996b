//! What the reader began to write and has not sent: to continue or to discard.

#[cfg(test)]
mod tests;

use caseport_shared::api::draft::{DraftKind, DraftView};
use caseport_shared::api::live::Hint as Changed;
use caseport_shared::text::line;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::api::Key as Idempotency;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, Call, Effect, Failure, Route, Tone};
use crate::keymap::{Binding, Chord, Hint, Key, Section, always, hints, resolve, section};
use crate::msg::Msg;
use crate::widgets::dialog::{Choice, Confirm, Dialog};
use crate::widgets::list::Selection;
use crate::widgets::scroll::Move;
use crate::widgets::text::{column, fit, put, right, span};
use crate::widgets::words;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Continue,
    Discard,
    Refresh,
    Move(Move),
    Back,
}

pub(super) const KEYS: &[Binding<Action, Drafts>] = &[
    Binding { keys: &["<enter>"], action: Action::Continue, label: "drafts-continue", hint: "hint-continue", when: has_drafts },
    Binding { keys: &["x", "<delete>"], action: Action::Discard, label: "drafts-discard", hint: "hint-discard", when: has_drafts },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "drafts-back", hint: "hint-back", when: always },
    Binding { keys: &["r", "<c-r>"], action: Action::Refresh, label: "drafts-refresh", hint: "hint-refresh", when: always },
    Binding { keys: &["j", "<down>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: has_drafts },
    Binding { keys: &["k", "<up>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: has_drafts },
];

fn has_drafts(screen: &Drafts, _: &Context) -> bool {
    screen.list.as_ref().is_some_and(|drafts| !drafts.is_empty())
}

#[derive(Debug)]
enum Ask {
    List,
    Discard(Box<DraftView>),
    Discarded,
}

/// The screen.
#[derive(Debug, Default)]
pub struct Drafts {
    list: Option<Vec<DraftView>>,
    selection: Selection,
    failed: Option<String>,
    asks: Asks<Ask>,
    chord: Chord,
}

impl Drafts {
    fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.forget(|ask| matches!(ask, Ask::List));
        self.asks.call(Ask::List, Call::Drafts, cx)
    }

    fn selected(&self) -> Option<&DraftView> {
        self.list.as_ref()?.get(self.selection.at())
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        match resolve(KEYS, &self.chord, key, self, cx) {
            Some(Action::Continue) => {
                let Some(draft) = self.selected().cloned() else { return Vec::new() };
                match (draft.kind, draft.case) {
                    (DraftKind::Reply | DraftKind::Note, Some(number)) => vec![Effect::Go(Route::Case(number, Some(Box::new(draft))))],
                    _ => vec![Effect::Go(Route::NewCase(Some(Box::new(draft))))],
                }
            }
            Some(Action::Discard) => {
                let Some(draft) = self.selected().cloned() else { return Vec::new() };
                let confirm = Confirm {
                    title: cx.text("discard-title"),
                    body: vec![beginning(&draft, cx)],
                    buttons: vec![cx.text("discard-keep"), cx.text("discard-do")],
                };
                let ticket = self.asks.ticket(Ask::Discard(Box::new(draft)), cx);
                vec![Effect::Ask(ticket, Dialog::Confirm(confirm))]
            }
            Some(Action::Refresh) => self.fetch(cx),
            Some(Action::Move(step)) => {
                let count = self.list.as_ref().map_or(0, Vec::len);
                self.selection.step(step, count);
                Vec::new()
            }
            Some(Action::Back) => vec![Effect::Back],
            None => Vec::new(),
        }
    }

    fn answer(&mut self, ask: &Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask, outcome) {
            (Ask::List, Ok(Answer::Drafts(list))) => {
                let selected = self.selected().map(|draft| draft.id);
                let at = selected.and_then(|id| list.drafts.iter().position(|draft| draft.id == id));
                if let Some(at) = at {
                    self.selection.select(at);
                }
                self.selection.clamp(list.drafts.len());
                (self.list, self.failed) = (Some(list.drafts), None);
                Vec::new()
            }
            (Ask::List, Err(failure)) => {
                self.failed = Some(words::failure(&failure, cx));
                Vec::new()
            }
            (Ask::Discarded, Ok(Answer::Done)) => {
                let mut effects = vec![Effect::Say(Tone::Good, cx.text("discard-done"))];
                effects.extend(self.fetch(cx));
                effects
            }
            (_, Err(failure)) => vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
            (_, Ok(_)) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
        }
    }
}

/// How a draft begins, in one line.
pub(in crate::screens) fn beginning(draft: &DraftView, cx: &Context) -> String {
    let subject = line(&draft.content.subject, 120);
    let body = line(&draft.content.body, 120);
    match (subject.is_empty(), body.is_empty()) {
        (false, _) => subject,
        (true, false) => body,
        (true, true) => cx.text("drafts-no-subject"),
    }
}

impl Layer for Drafts {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened | Msg::Back | Msg::Shown | Msg::Changed(Changed::Draft { .. }) => self.fetch(cx),
            Msg::Key(key) => self.key(key, cx),
            Msg::Answer(ticket, outcome) => match self.asks.take(ticket) {
                Some(ask) => self.answer(&ask, outcome, cx),
                None => Vec::new(),
            },
            Msg::Chose(ticket, choice) => match (self.asks.take(ticket), choice) {
                (Some(Ask::Discard(draft)), Choice::Nth(1)) => {
                    self.asks.call(Ask::Discarded, Call::DiscardDraft(draft.id, Idempotency::fresh()), cx)
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        put(frame.buffer_mut(), area.x + 1, area.y, area.width, &Line::from(span(cx.text("drafts-title"), cx.theme.strong)));
        let note = match (&self.failed, &self.list) {
            (Some(words), _) => Some((cx.theme.danger, words.clone())),
            (None, None) => Some((cx.theme.muted, cx.text("drafts-loading"))),
            (None, Some(drafts)) if drafts.is_empty() => Some((cx.theme.muted, cx.text("drafts-none"))),
            _ => None,
        };
        if let Some((style, words)) = note {
            put(frame.buffer_mut(), area.x + 1, area.y + 2, area.width, &Line::from(span(fit(&words, usize::from(area.width) - 2), style)));
        }
        let drafts = self.list.as_deref().unwrap_or_default();
        let cells = usize::from(area.width).saturating_sub(30);
        let page = usize::from(area.height).saturating_sub(2);
        for (y, at) in (area.y + 2..).zip(self.selection.window(drafts.len(), page)) {
            let draft = &drafts[at];
            let is_chosen = at == self.selection.at();
            let kind_style = match draft.kind {
                DraftKind::Note => cx.theme.internal,
                DraftKind::Case | DraftKind::Reply => cx.theme.text,
            };
            let own = |style| if is_chosen { cx.theme.selection } else { style };
            let kind = cx.text(&format!("draft-kind-{}", draft.kind));
            let kind = draft.case.map_or(kind.clone(), |number| format!("{kind} {number}"));
            let files = if draft.files.is_empty() { String::new() } else { format!("+{}", draft.files.len()) };
            let line = Line::from(vec![
                span(format!(" {}  ", column(&kind, 15)), own(kind_style)),
                span(column(&beginning(draft, cx), cells), own(cx.theme.text)),
                span(format!(" {} {} ", right(&files, 3), right(&words::ago(draft.updated_at, cx), 4)), own(cx.theme.muted)),
            ]);
            put(frame.buffer_mut(), area.x, y, area.width, &line);
        }
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-drafts", KEYS, self, cx)]
    }
}
