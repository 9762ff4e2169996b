//! Where one signs in; lies above whatever was open when a session ended.

mod door;
#[cfg(test)]
mod tests;

use caseport_shared::api::access::NewAccessRequest;
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::limits::{EMAIL_CHARS, PASSWORD_BYTES};
use caseport_shared::person::email;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use self::door::{Came, Door};

use crate::app::{Context, Layer};
use crate::effect::{Answer, Call, Effect, Failure, HostOp, Secret, Ticket};
use crate::keymap::{Binding, Chord, Hint, Key, Section, always, hints, resolve, section};
use crate::msg::Msg;
use crate::widgets::editor::{self, Editor};
use crate::widgets::text::{column, put, span, width, wrap};
use crate::widgets::words;

/// Fewest rows on which there is room for more than the fields.
const ROOMY_ROWS: u16 = 10;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    SignIn,
    Next,
    Code,
    Forgot,
    Access,
    Quit,
}

pub(super) const KEYS: &[Binding<Action, SignIn>] = &[
    Binding { keys: &["<enter>"], action: Action::SignIn, label: "sign-in-enter", hint: "hint-sign-in", when: always },
    Binding { keys: &["<f2>"], action: Action::Code, label: "sign-in-code", hint: "hint-code", when: always },
    Binding { keys: &["<f3>"], action: Action::Forgot, label: "sign-in-forgot", hint: "hint-forgot", when: always },
    Binding { keys: &["<f4>"], action: Action::Access, label: "sign-in-access", hint: "hint-access", when: always },
    Binding {
        keys: &["<tab>", "<backtab>", "<up>", "<down>"],
        action: Action::Next,
        label: "sign-in-next",
        hint: "hint-next",
        when: always,
    },
    Binding { keys: &["<esc>"], action: Action::Quit, label: "sign-in-quit", hint: "hint-quit", when: always },
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Email,
    Password,
}

/// What is under way.
#[derive(Debug)]
enum Mode {
    Typing,
    Asking(Ticket),
}

/// The screen.
#[derive(Debug)]
pub struct SignIn {
    email: Editor,
    password: Editor,
    focus: Focus,
    mode: Mode,
    /// Whether somebody was signed in before.
    is_again: bool,
    error: Option<String>,
    door: Door,
    chord: Chord,
}

impl SignIn {
    /// Asks who is there; with an address, for the same person again.
    pub fn new(email: &str) -> Self {
        Self {
            email: Editor::line(email, EMAIL_CHARS),
            password: Editor::hidden(PASSWORD_BYTES),
            focus: if email.is_empty() { Focus::Email } else { Focus::Password },
            mode: Mode::Typing,
            is_again: !email.is_empty(),
            error: None,
            door: Door::default(),
            chord: Chord::default(),
        }
    }

    fn focused(&mut self) -> &mut Editor {
        match self.focus {
            Focus::Email => &mut self.email,
            Focus::Password => &mut self.password,
        }
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        match resolve(KEYS, &self.chord, key, self, cx) {
            Some(Action::Quit) => return vec![Effect::Quit],
            Some(Action::Next) => self.focus = if self.focus == Focus::Email { Focus::Password } else { Focus::Email },
            Some(Action::Code) => return self.door.code("", None, None, cx),
            Some(Action::Forgot) => return self.door.forgot(self.email.text().trim(), None, cx),
            Some(Action::Access) => return self.door.access(&NewAccessRequest::default(), None, cx),
            Some(Action::SignIn) if self.focus == Focus::Email && !self.email.is_blank() => self.focus = Focus::Password,
            Some(Action::SignIn) => return self.sign_in(cx),
            None => {
                self.focused().key(key, cx);
            }
        }
        Vec::new()
    }

    fn sign_in(&mut self, cx: &Context) -> Vec<Effect> {
        if matches!(self.mode, Mode::Asking(_)) {
            return Vec::new();
        }
        if self.email.is_blank() || self.password.text().is_empty() {
            self.error = Some(cx.text("sign-in-incomplete"));
            self.focus = if self.email.is_blank() { Focus::Email } else { Focus::Password };
            return Vec::new();
        }
        if email(&self.email.text()).is_none() {
            self.error = Some(cx.text("join-no-email"));
            self.focus = Focus::Email;
            return Vec::new();
        }
        let ticket = cx.ticket();
        self.mode = Mode::Asking(ticket);
        self.error = None;
        let (email, password) = (self.email.text().trim().to_owned(), Secret(self.password.text()));
        vec![Effect::Api(ticket, Call::SignIn { email, password })]
    }

    fn answer(&mut self, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        self.mode = Mode::Typing;
        match outcome {
            Ok(Answer::Session(session)) => {
                let me = Box::new(session.me.clone());
                vec![Effect::Host(cx.ticket(), HostOp::KeepToken(session)), Effect::SignedIn(me)]
            }
            Ok(_) => {
                self.error = Some(cx.text("error-unexpected-answer"));
                Vec::new()
            }
            Err(failure) => {
                let is_wrong = matches!(&failure, Failure::Problem(problem) if problem.code == ErrorCode::WrongCredentials);
                if is_wrong {
                    self.password = Editor::hidden(PASSWORD_BYTES);
                    self.focus = Focus::Password;
                }
                self.error = Some(if is_wrong { cx.text("sign-in-wrong") } else { words::failure(&failure, cx) });
                Vec::new()
            }
        }
    }
}

impl Layer for SignIn {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => return self.key(key, cx),
            Msg::Paste(text) => {
                self.focused().insert(text.trim_end_matches(['\n', '\r']));
            }
            Msg::Chose(ticket, choice) => return self.door.chose(ticket, choice, cx),
            Msg::Answer(ticket, outcome) => match self.door.answer(ticket, outcome, cx) {
                Ok(Came::Effects(effects)) => return effects,
                Ok(Came::SignIn(outcome)) => return self.answer(*outcome, cx),
                Err(outcome) if matches!(self.mode, Mode::Asking(asked) if asked == ticket) => return self.answer(outcome, cx),
                Err(_) => {}
            },
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        frame.render_widget(Clear, area);
        let cells = area.width.saturating_sub(4).min(64);
        let left = area.x + (area.width.saturating_sub(cells)) / 2;
        let mut y = area.y + area.height.saturating_sub(12) / 3;
        let is_tiny = area.height < ROOMY_ROWS;
        if !is_tiny {
            let title = cx.text_with("sign-in-title", &[("brand", cx.brand().into())]);
            put(frame.buffer_mut(), left, y, cells, &Line::from(span(title, cx.theme.strong)));
            y += 1;
            let at = cx.text_with("sign-in-server", &[("server", cx.server.clone().into())]);
            put(frame.buffer_mut(), left, y, cells, &Line::from(span(at, cx.theme.muted)));
            y += 2;
        }
        if self.is_again && !is_tiny {
            for line in wrap(&cx.text("sign-in-again"), usize::from(cells)) {
                put(frame.buffer_mut(), left, y, cells, &Line::from(span(line, cx.theme.warning)));
                y += 1;
            }
            y += 1;
        }
        let labels = [cx.text("sign-in-email"), cx.text("sign-in-password")];
        let label = labels.iter().map(|label| width(label)).max().unwrap_or(0);
        for ((name, editor), focus) in labels.iter().zip([&self.email, &self.password]).zip([Focus::Email, Focus::Password]) {
            let has_focus = self.focus == focus;
            // The field in use and what is wrong with it need a row each.
            if area.height < 3 && !has_focus {
                continue;
            }
            let style = if has_focus { cx.theme.accent } else { cx.theme.muted };
            put(frame.buffer_mut(), left, y, cells, &Line::from(span(column(name, label), style)));
            let shift = u16::try_from(label + 2).unwrap_or(0);
            let room = Rect { x: left + shift, y, width: cells.saturating_sub(shift), height: 1 };
            editor.view(frame, room, cx.theme.text, has_focus && cx.has_focus());
            y += if is_tiny { 1 } else { 2 };
        }
        if matches!(self.mode, Mode::Asking(_)) || self.door.is_asking() {
            put(frame.buffer_mut(), left, y, cells, &Line::from(span(cx.text("sign-in-asking"), cx.theme.muted)));
        } else if let Some(error) = &self.error {
            for line in wrap(error, usize::from(cells)) {
                put(frame.buffer_mut(), left, y, cells, &Line::from(span(line, cx.theme.danger)));
                y += 1;
            }
        }
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn is_sign_in(&self) -> bool {
        true
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-sign-in", KEYS, self, cx), section("keys-editing", editor::KEYS, &self.email, cx)]
    }
}
