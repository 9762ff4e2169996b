//! The tokens by which programs sign in as the reader: which there are, making one, taking one back.

#[cfg(test)]
mod tests;

use caseport_shared::api::token::{NewToken, TokenMade, TokenView};
use caseport_shared::limits::NAME_CHARS;
use caseport_shared::text::inline;
use jiff::civil::Date;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::api::Key as Idempotency;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, Call, Effect, Failure, Tone};
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
    Make,
    Revoke,
    Move(Move),
    Back,
}

pub(super) const KEYS: &[Binding<Action, Tokens>] = &[
    Binding { keys: &["a"], action: Action::Make, label: "tokens-make", hint: "hint-token-make", when: always },
    Binding { keys: &["x", "<delete>"], action: Action::Revoke, label: "tokens-revoke", hint: "hint-token-revoke", when: has_one },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "tokens-back", hint: "hint-back", when: always },
    Binding { keys: &["j", "<down>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
];

fn has_one(screen: &Tokens, _: &Context) -> bool {
    screen.selected().is_some()
}

/// Characters of a date.
const DATE_CHARS: usize = 10;

#[derive(Debug)]
enum Ask {
    List,
    Form,
    Made([String; 2]),
    /// That the token was read.
    Shown,
    Revoke(String),
    Revoked,
}

/// The screen.
#[derive(Debug, Default)]
pub struct Tokens {
    list: Option<Vec<TokenView>>,
    selection: Selection,
    failed: Option<String>,
    asks: Asks<Ask>,
    chord: Chord,
}

impl Tokens {
    fn selected(&self) -> Option<&TokenView> {
        self.list.as_ref()?.get(self.selection.at())
    }

    fn form(&mut self, typed: [String; 2], error: Option<String>, cx: &Context) -> Vec<Effect> {
        let [label, expires] = typed;
        let field = |name: &str, value: String, limit| Field { label: cx.text(name), value, kind: FieldKind::Line, limit };
        let fields = vec![field("tokens-label", label, NAME_CHARS), field("tokens-expires", expires, DATE_CHARS)];
        let form = Form { title: cx.text("tokens-make-title"), body: vec![cx.text("tokens-make-about")], fields, error };
        self.asks.dialog(Ask::Form, Dialog::Form(form), cx)
    }

    fn typed(&mut self, fields: Vec<String>, cx: &Context) -> Vec<Effect> {
        let Ok([label, expires]) = <[String; 2]>::try_from(fields) else { return Vec::new() };
        match expires.trim().parse::<Date>() {
            Ok(expires_on) => {
                let new = NewToken { label: label.clone(), expires_on };
                self.asks.call(Ask::Made([label, expires]), Call::CreateToken(new), cx)
            }
            Err(_) => self.form([label, expires], Some(cx.text("tokens-no-date")), cx),
        }
    }

    /// Shows the token this once; another copy of it is nowhere.
    fn show(&mut self, made: &TokenMade, cx: &Context) -> Vec<Effect> {
        let token = inline(&made.token).into_owned();
        let body = vec![cx.text("tokens-made-about"), token.clone()];
        let confirm = Confirm { title: cx.text("tokens-made-title"), body, buttons: vec![cx.text("tokens-made-done")] };
        let mut effects = vec![Effect::Copy(token)];
        effects.extend(self.asks.dialog(Ask::Shown, Dialog::Confirm(confirm), cx));
        effects
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        match resolve(KEYS, &self.chord, key, self, cx) {
            Some(Action::Make) => self.form(Default::default(), None, cx),
            Some(Action::Revoke) => {
                let Some(token) = self.selected().cloned() else { return Vec::new() };
                let body = vec![inline(&token.label).into_owned(), cx.text("tokens-revoke-means")];
                let buttons = vec![cx.text("tokens-revoke-keep"), cx.text("tokens-revoke-do")];
                let confirm = Confirm { title: cx.text("tokens-revoke-title"), body, buttons };
                self.asks.dialog(Ask::Revoke(token.reference), Dialog::Confirm(confirm), cx)
            }
            Some(Action::Move(step)) => {
                let count = self.list.as_ref().map_or(0, Vec::len);
                self.selection.step(step, count);
                Vec::new()
            }
            Some(Action::Back) => vec![Effect::Back],
            None => Vec::new(),
        }
    }

    fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask, outcome) {
            (Ask::List, Ok(Answer::Tokens(list))) => {
                self.selection.clamp(list.tokens.len());
                (self.list, self.failed) = (Some(list.tokens), None);
                Vec::new()
            }
            (Ask::List, Err(failure)) => {
                self.failed = Some(words::failure(&failure, cx));
                Vec::new()
            }
            (Ask::Made(_), Ok(Answer::Token(made))) => self.show(&made, cx),
            (Ask::Made(typed), Err(failure)) => self.form(typed, Some(words::failure(&failure, cx)), cx),
            (Ask::Revoked, Ok(Answer::Done)) => {
                let mut effects = vec![Effect::Say(Tone::Good, cx.text("cli-token-revoked"))];
                effects.extend(self.asks.call(Ask::List, Call::Tokens, cx));
                effects
            }
            (_, Err(failure)) => vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
            (_, Ok(_)) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
        }
    }

    fn chose(&mut self, ask: Ask, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (ask, choice) {
            (Ask::Form, Choice::Typed(fields)) => self.typed(fields, cx),
            (Ask::Revoke(reference), Choice::Nth(1)) => {
                self.asks.call(Ask::Revoked, Call::RevokeToken(reference, Idempotency::fresh()), cx)
            }
            (Ask::Shown, _) => self.asks.call(Ask::List, Call::Tokens, cx),
            _ => Vec::new(),
        }
    }
}

impl Layer for Tokens {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened | Msg::Back => self.asks.call(Ask::List, Call::Tokens, cx),
            Msg::Key(key) => self.key(key, cx),
            Msg::Answer(ticket, outcome) => match self.asks.take(ticket) {
                Some(ask) => self.answer(ask, outcome, cx),
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
            (None, None) => Some((cx.theme.muted, cx.text("tokens-loading"))),
            (None, Some(list)) if list.is_empty() => Some((cx.theme.muted, cx.text("tokens-none"))),
            _ => None,
        };
        let top = heading(frame, area, ("tokens-title", "tokens-explained"), note, cx);
        let list = self.list.as_deref().unwrap_or_default();
        let (used_cells, until_cells) = (7, (cells / 3).clamp(10, 24));
        let name_cells = cells.saturating_sub(until_cells + used_cells + 4);
        let page = usize::from(area.bottom().saturating_sub(top));
        for (y, at) in (top..).zip(self.selection.window(list.len(), page)) {
            let token = &list[at];
            let own = |style| if at == self.selection.at() { cx.theme.selection } else { style };
            let used = token.used_at.map_or_else(|| cx.text("token-never"), |at| words::ago(at, cx));
            let line = Line::from(vec![
                span(format!(" {}  ", column(&inline(&token.label), name_cells)), own(cx.theme.text)),
                span(column(&words::moment(token.expires_at, cx), until_cells), own(cx.theme.muted)),
                span(format!(" {} ", right(&used, used_cells)), own(cx.theme.muted)),
            ]);
            put(frame.buffer_mut(), area.x, y, area.width, &line);
        }
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-tokens", KEYS, self, cx)]
    }
}
