//! Where the reader is signed in: which sign-ins there are, when each was last used, ending them, and another password.

#[cfg(test)]
mod tests;

use caseport_shared::api::session::{ChangePassword, SignInView};
use caseport_shared::limits::PASSWORD_BYTES;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::api::Key as Idempotency;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, Call, Effect, Failure, Route, Tone};
use crate::keymap::{Binding, Chord, Hint, Key, Section, always, hints, resolve, section};
use crate::msg::Msg;
use crate::widgets::dialog::{Choice, Confirm, Dialog, Field, FieldKind, Form};
use crate::widgets::list::{Selection, heading};
use crate::widgets::scroll::Move;
use crate::widgets::text::{column, put, right, span};
use crate::widgets::words;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    End,
    EndOthers,
    Password,
    Tokens,
    Refresh,
    Move(Move),
    Back,
}

pub(super) const KEYS: &[Binding<Action, SignIns>] = &[
    Binding { keys: &["x", "<delete>"], action: Action::End, label: "sign-ins-end", hint: "hint-sign-in-end", when: is_another },
    Binding { keys: &["X"], action: Action::EndOthers, label: "sign-ins-end-others", hint: "hint-sign-ins-end", when: has_others },
    Binding { keys: &["p"], action: Action::Password, label: "sign-ins-password", hint: "hint-password", when: always },
    Binding { keys: &["T"], action: Action::Tokens, label: "sign-ins-tokens", hint: "hint-tokens", when: always },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "sign-ins-back", hint: "hint-back", when: always },
    Binding { keys: &["r", "<c-r>"], action: Action::Refresh, label: "sign-ins-refresh", hint: "hint-refresh", when: always },
    Binding { keys: &["j", "<down>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
];

fn is_another(screen: &SignIns, _: &Context) -> bool {
    screen.selected().is_some_and(|sign_in| !sign_in.is_current)
}

fn has_others(screen: &SignIns, _: &Context) -> bool {
    screen.list.as_ref().is_some_and(|list| list.iter().any(|sign_in| !sign_in.is_current))
}

#[derive(Debug)]
enum Ask {
    List,
    /// Whether to end the one with a reference, or all others without one.
    End(Option<String>),
    Ended,
    Form,
    Changed,
}

/// The screen.
#[derive(Debug, Default)]
pub struct SignIns {
    list: Option<Vec<SignInView>>,
    selection: Selection,
    failed: Option<String>,
    asks: Asks<Ask>,
    chord: Chord,
}

impl SignIns {
    fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.forget(|ask| matches!(ask, Ask::List));
        self.asks.call(Ask::List, Call::SignIns, cx)
    }

    fn selected(&self) -> Option<&SignInView> {
        self.list.as_ref()?.get(self.selection.at())
    }

    fn confirm(&mut self, body: Vec<String>, reference: Option<String>, cx: &Context) -> Vec<Effect> {
        let title = if reference.is_some() { "sign-ins-end-title" } else { "sign-ins-end-others-title" };
        let buttons = vec![cx.text("sign-ins-end-keep"), cx.text("sign-ins-end-do")];
        self.asks.dialog(Ask::End(reference), Dialog::Confirm(Confirm { title: cx.text(title), body, buttons }), cx)
    }

    /// Nothing that was typed before stands in it again: nobody could see whether it is right.
    fn form(&mut self, error: Option<String>, cx: &Context) -> Vec<Effect> {
        let field = |label: &str| Field { label: cx.text(label), value: String::new(), kind: FieldKind::Hidden, limit: PASSWORD_BYTES };
        let fields = ["password-current", "password-new", "password-again"].into_iter().map(field).collect();
        let form = Form { title: cx.text("password-title"), body: vec![cx.text("password-means")], fields, error };
        self.asks.dialog(Ask::Form, Dialog::Form(form), cx)
    }

    fn typed(&mut self, fields: Vec<String>, cx: &Context) -> Vec<Effect> {
        let Ok([current, new, again]) = <[String; 3]>::try_from(fields) else { return Vec::new() };
        if new != again {
            return self.form(Some(cx.text("password-differs")), cx);
        }
        self.asks.call(Ask::Changed, Call::ChangePassword(Box::new(ChangePassword { current, new })), cx)
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        match resolve(KEYS, &self.chord, key, self, cx) {
            Some(Action::End) => {
                let Some(sign_in) = self.selected().cloned() else { return Vec::new() };
                let body = vec![named(&sign_in), inline(&sign_in.address).into_owned(), cx.text("sign-ins-end-means")];
                self.confirm(body, Some(sign_in.reference), cx)
            }
            Some(Action::EndOthers) => self.confirm(vec![cx.text("sign-ins-end-others-means")], None, cx),
            Some(Action::Password) => self.form(None, cx),
            Some(Action::Tokens) => vec![Effect::Go(Route::Tokens)],
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
        let said = match (ask, outcome) {
            (Ask::List, Ok(Answer::SignIns(list))) => {
                self.selection.clamp(list.sign_ins.len());
                (self.list, self.failed) = (Some(list.sign_ins), None);
                return Vec::new();
            }
            (Ask::List, Err(failure)) => {
                self.failed = Some(words::failure(&failure, cx));
                return Vec::new();
            }
            (Ask::Changed, Err(failure)) => return self.form(Some(words::failure(&failure, cx)), cx),
            (Ask::Ended, Ok(Answer::Done)) => "sign-ins-ended",
            (Ask::Changed, Ok(Answer::Done)) => "password-changed",
            (_, Err(failure)) => return vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
            (_, Ok(_)) => return vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
        };
        let mut effects = vec![Effect::Say(Tone::Good, cx.text(said))];
        effects.extend(self.fetch(cx));
        effects
    }

    fn chose(&mut self, ask: Ask, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (ask, choice) {
            (Ask::Form, Choice::Typed(fields)) => self.typed(fields, cx),
            (Ask::End(reference), Choice::Nth(1)) => self.asks.call(Ask::Ended, Call::EndSignIn(reference, Idempotency::fresh()), cx),
            _ => Vec::new(),
        }
    }
}

/// What a sign-in is called.
fn named(sign_in: &SignInView) -> String {
    if sign_in.label.is_empty() { "-".to_owned() } else { inline(&sign_in.label).into_owned() }
}

impl Layer for SignIns {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened | Msg::Back | Msg::Shown => self.fetch(cx),
            Msg::Key(key) => self.key(key, cx),
            Msg::Answer(ticket, outcome) => match self.asks.take(ticket) {
                Some(ask) => self.answer(&ask, outcome, cx),
                None => Vec::new(),
            },
            Msg::Chose(ticket, choice) => match self.asks.take(ticket) {
                Some(ask) => self.chose(ask, choice, cx),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let cells = usize::from(area.width).saturating_sub(2);
        let note = match (&self.failed, &self.list) {
            (Some(words), _) => Some((cx.theme.danger, words.clone())),
            (None, None) => Some((cx.theme.muted, cx.text("sign-ins-loading"))),
            _ => None,
        };
        let top = heading(frame, area, ("sign-ins-title", "sign-ins-explained"), note, cx);
        let list = self.list.as_deref().unwrap_or_default();
        let (used_cells, way_cells) = (7, 11);
        let address_cells = (cells / 4).clamp(12, 39);
        let name_cells = cells.saturating_sub(address_cells + way_cells + used_cells + 6);
        let page = usize::from(area.bottom().saturating_sub(top));
        for (y, at) in (top..).zip(self.selection.window(list.len(), page)) {
            let sign_in = &list[at];
            let own = |style| if at == self.selection.at() { cx.theme.selection } else { style };
            let way = if sign_in.ssh_key.is_some() { "sign-ins-by-key" } else { "sign-ins-by-password" };
            let (used, style) = if sign_in.is_current {
                (cx.text("sign-ins-here"), cx.theme.good)
            } else {
                (words::ago(sign_in.used_at, cx), cx.theme.muted)
            };
            let line = Line::from(vec![
                span(format!(" {}  ", column(&named(sign_in), name_cells)), own(cx.theme.text)),
                span(format!("{}  ", column(&inline(&sign_in.address), address_cells)), own(cx.theme.muted)),
                span(column(&cx.text(way), way_cells), own(cx.theme.muted)),
                span(format!(" {} ", right(&used, used_cells)), own(style)),
            ]);
            put(frame.buffer_mut(), area.x, y, area.width, &line);
        }
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-sign-ins", KEYS, self, cx)]
    }
}
