//! What the reader is told of by email: each kind with how soon, and the products that they follow.

#[cfg(test)]
mod tests;

use caseport_shared::api::mail::{Notification, Notifications as View, SetNotifications};
use caseport_shared::notification::{NotificationKind, NotificationMode};
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::api::Key as Idempotency;
use crate::app::{Context, Layer};
use crate::effect::{Answer, Call, Effect, Failure, Ticket, Tone};
use crate::keymap::{Binding, Chord, Hint, Key, Section, always, hints, resolve, section};
use crate::msg::Msg;
use crate::widgets::list::{Selection, heading};
use crate::widgets::scroll::Move;
use crate::widgets::text::{column, put, span, width, wrap};
use crate::widgets::words;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Change,
    Refresh,
    Move(Move),
    Back,
}

pub(super) const KEYS: &[Binding<Action, Notifications>] = &[
    Binding { keys: &["<enter>", "<space>"], action: Action::Change, label: "notifications-change", hint: "hint-change", when: is_chosen },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "notifications-back", hint: "hint-back", when: always },
    Binding { keys: &["r", "<c-r>"], action: Action::Refresh, label: "notifications-refresh", hint: "hint-refresh", when: always },
    Binding { keys: &["j", "<down>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
];

fn is_chosen(screen: &Notifications, _: &Context) -> bool {
    screen.selected().is_some()
}

/// The screen.
#[derive(Debug, Default)]
pub struct Notifications {
    found: Option<View>,
    selection: Selection,
    failed: Option<String>,
    /// The question whose answer is shown; what was asked before it is old.
    asked: Option<Ticket>,
    chord: Chord,
}

impl Notifications {
    fn call(&mut self, call: Call, cx: &Context) -> Vec<Effect> {
        let ticket = cx.ticket();
        self.asked = Some(ticket);
        vec![Effect::Api(ticket, call)]
    }

    fn kinds(&self) -> &[Notification] {
        self.found.as_ref().map_or(&[], |found| &found.kinds)
    }

    fn selected(&self) -> Option<Notification> {
        self.kinds().get(self.selection.at()).copied()
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        match resolve(KEYS, &self.chord, key, self, cx) {
            Some(Action::Change) => {
                let Some(Notification { kind, mode }) = self.selected() else { return Vec::new() };
                let next = Notification { kind, mode: next(mode) };
                // Shown at once, so that several keys in a row mean what they show.
                if let Some(shown) = self.found.iter_mut().flat_map(|found| &mut found.kinds).find(|shown| shown.kind == kind) {
                    *shown = next;
                }
                self.call(Call::SetNotifications(SetNotifications { kinds: vec![next] }, Idempotency::fresh()), cx)
            }
            Some(Action::Refresh) => self.call(Call::Notifications, cx),
            Some(Action::Move(step)) => {
                self.selection.step(step, self.kinds().len());
                Vec::new()
            }
            Some(Action::Back) => vec![Effect::Back],
            None => Vec::new(),
        }
    }

    fn answer(&mut self, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match outcome {
            Ok(Answer::Notifications(found)) => {
                self.selection.clamp(found.kinds.len());
                (self.found, self.failed) = (Some(*found), None);
                Vec::new()
            }
            Ok(_) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
            // What is shown may not be what holds.
            Err(failure) if self.found.is_some() => {
                let mut effects = vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))];
                if self.failed.replace(words::failure(&failure, cx)).is_none() {
                    effects.extend(self.call(Call::Notifications, cx));
                }
                effects
            }
            Err(failure) => {
                self.failed = Some(words::failure(&failure, cx));
                Vec::new()
            }
        }
    }
}

/// What comes after a mode when it is changed.
const fn next(mode: NotificationMode) -> NotificationMode {
    match mode {
        NotificationMode::Now => NotificationMode::Digest,
        NotificationMode::Digest => NotificationMode::Off,
        NotificationMode::Off => NotificationMode::Now,
    }
}

impl Layer for Notifications {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened | Msg::Back | Msg::Shown => self.call(Call::Notifications, cx),
            Msg::Key(key) => self.key(key, cx),
            Msg::Answer(ticket, outcome) if self.asked == Some(ticket) => self.answer(outcome, cx),
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let cells = usize::from(area.width).saturating_sub(2);
        let note = match (&self.failed, &self.found) {
            (Some(words), None) => Some((cx.theme.danger, words.clone())),
            (None, None) => Some((cx.theme.muted, cx.text("notifications-loading"))),
            _ => None,
        };
        let top = heading(frame, area, ("notifications-title", "notifications-explained"), note, cx);
        let kinds = self.kinds();
        let soon = |mode: NotificationMode| cx.text(&format!("notification-mode-{mode}"));
        let soon_cells = kinds.iter().map(|kind| width(&soon(kind.mode))).max().unwrap_or(0).max(6);
        let page = usize::from(area.bottom().saturating_sub(top));
        for (y, at) in (top..).zip(self.selection.window(kinds.len(), page)) {
            let Notification { kind, mode } = kinds[at];
            let own = |style| if at == self.selection.at() { cx.theme.selection } else { style };
            let what = column(&cx.text(&format!("notification-{kind}")), cells.saturating_sub(soon_cells + 3));
            let style = if mode == NotificationMode::Off { cx.theme.muted } else { cx.theme.key };
            let line = Line::from(vec![
                span(format!(" {what}  "), own(cx.theme.text)),
                span(format!("{} ", column(&soon(mode), soon_cells)), own(style)),
            ]);
            put(frame.buffer_mut(), area.x, y, area.width, &line);
        }
        let follows = self.found.as_ref().map_or(&[][..], |found| &found.follows);
        let below = top + u16::try_from(kinds.len()).unwrap_or(u16::MAX).saturating_add(1).min(area.height);
        if kinds.iter().any(|kind| kind.kind == NotificationKind::Followed) {
            let names = follows.iter().map(|product| inline(&product.name).into_owned()).collect::<Vec<_>>().join(", ");
            let words = if names.is_empty() {
                cx.text("notifications-follow-how")
            } else {
                cx.text_with("notifications-follows", &[("products", names.into())])
            };
            let rows = usize::from(area.bottom().saturating_sub(below));
            for (y, line) in (below..area.bottom()).zip(wrap(&words, cells).into_iter().take(rows)) {
                put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(line, cx.theme.muted)));
            }
        }
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-notifications", KEYS, self, cx)]
    }
}
