//! The SSH keys that sign the reader in: which there are, when each was last used, adding and removing.

#[cfg(test)]
mod tests;

use caseport_shared::api::key::{NewSshKey, SshKeyView};
use caseport_shared::limits::{NAME_CHARS, SSH_KEY_CHARS};
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::api::Key as Idempotency;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, Call, Effect, Failure, HostAnswer, HostOp, Tone};
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
    Add,
    Remove,
    Copy,
    Refresh,
    Move(Move),
    Back,
}

pub(super) const KEYS: &[Binding<Action, SshKeys>] = &[
    Binding { keys: &["a"], action: Action::Add, label: "ssh-keys-add", hint: "hint-ssh-key-add", when: always },
    Binding { keys: &["x", "<delete>"], action: Action::Remove, label: "ssh-keys-remove", hint: "hint-ssh-key-remove", when: has_keys },
    Binding { keys: &["y"], action: Action::Copy, label: "ssh-keys-copy", hint: "hint-ssh-key-copy", when: has_keys },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "ssh-keys-back", hint: "hint-back", when: always },
    Binding { keys: &["r", "<c-r>"], action: Action::Refresh, label: "ssh-keys-refresh", hint: "hint-refresh", when: always },
    Binding { keys: &["j", "<down>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: has_keys },
    Binding { keys: &["k", "<up>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: has_keys },
];

fn has_keys(screen: &SshKeys, _: &Context) -> bool {
    screen.selected().is_some()
}

/// How a fingerprint begins, of which one reads the rest.
const HASH: &str = "SHA256:";

#[derive(Debug)]
enum Ask {
    List,
    /// A key or a path, and what it is to be called.
    Form,
    /// What the machine says of a path, and what its key is to be called.
    Read(String),
    Added,
    Remove(String),
    Removed,
}

/// The screen.
#[derive(Debug, Default)]
pub struct SshKeys {
    list: Option<Vec<SshKeyView>>,
    selection: Selection,
    failed: Option<String>,
    asks: Asks<Ask>,
    chord: Chord,
}

impl SshKeys {
    fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.forget(|ask| matches!(ask, Ask::List));
        self.asks.call(Ask::List, Call::SshKeys, cx)
    }

    fn selected(&self) -> Option<&SshKeyView> {
        self.list.as_ref()?.get(self.selection.at())
    }

    fn form(&mut self, typed: [String; 2], error: Option<String>, cx: &Context) -> Vec<Effect> {
        let [key, label] = typed;
        // Over a line the files of the reader's machine are out of reach.
        let (words, kind) = if cx.is_remote() { ("ssh-keys-paste", FieldKind::Line) } else { ("ssh-keys-path", FieldKind::Path) };
        let form = Form {
            title: cx.text("ssh-keys-add-title"),
            body: vec![cx.text(words)],
            fields: vec![
                Field { label: cx.text("ssh-keys-key"), value: key, kind, limit: SSH_KEY_CHARS },
                Field { label: cx.text("ssh-keys-label"), value: label, kind: FieldKind::Line, limit: NAME_CHARS },
            ],
            error,
        };
        let ticket = self.asks.ticket(Ask::Form, cx);
        vec![Effect::Ask(ticket, Dialog::Form(form))]
    }

    /// Sends what was typed, or first has the machine look at the path that it is.
    fn typed(&mut self, fields: Vec<String>, cx: &Context) -> Vec<Effect> {
        let mut fields = fields.into_iter();
        let (key, label) = (fields.next().unwrap_or_default().trim().to_owned(), fields.next().unwrap_or_default());
        if key.is_empty() {
            return self.form([key, label], Some(cx.text("ssh-keys-needed")), cx);
        }
        let is_path = !cx.is_remote() && !key.contains(char::is_whitespace);
        if is_path {
            let email = cx.me.as_ref().map(|me| me.email.clone()).unwrap_or_default();
            let ticket = self.asks.ticket(Ask::Read(label), cx);
            return vec![Effect::Host(ticket, HostOp::SshKey { path: key, email })];
        }
        self.add(NewSshKey { public_key: key, label, signature: None }, cx)
    }

    fn add(&mut self, new: NewSshKey, cx: &Context) -> Vec<Effect> {
        self.asks.call(Ask::Added, Call::AddSshKey(Box::new(new), Idempotency::fresh()), cx)
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        match resolve(KEYS, &self.chord, key, self, cx) {
            Some(Action::Add) => self.form([String::new(), String::new()], None, cx),
            Some(Action::Remove) => {
                let Some(key) = self.selected().cloned() else { return Vec::new() };
                let confirm = Confirm {
                    title: cx.text("ssh-keys-remove-title"),
                    body: vec![inline(&key.label).into_owned(), inline(&key.fingerprint).into_owned(), cx.text("ssh-keys-remove-means")],
                    buttons: vec![cx.text("ssh-keys-remove-keep"), cx.text("ssh-keys-remove-do")],
                };
                let ticket = self.asks.ticket(Ask::Remove(key.fingerprint), cx);
                vec![Effect::Ask(ticket, Dialog::Confirm(confirm))]
            }
            Some(Action::Copy) => match self.selected() {
                Some(key) => {
                    let text = inline(&key.fingerprint).into_owned();
                    vec![Effect::Copy(text.clone()), Effect::Say(Tone::Info, cx.text_with("copied", &[("text", text.into())]))]
                }
                None => Vec::new(),
            },
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
            (Ask::List, Ok(Answer::SshKeys(list))) => {
                self.selection.clamp(list.keys.len());
                (self.list, self.failed) = (Some(list.keys), None);
                Vec::new()
            }
            (Ask::List, Err(failure)) => {
                self.failed = Some(words::failure(&failure, cx));
                Vec::new()
            }
            (Ask::Added, Ok(Answer::SshKey(added))) => {
                let words = if added.is_proven { "ssh-keys-added" } else { "ssh-keys-waits" };
                let mut effects = vec![Effect::Say(Tone::Good, cx.text(words))];
                effects.extend(self.fetch(cx));
                effects
            }
            (Ask::Removed, Ok(Answer::Done)) => {
                let mut effects = vec![Effect::Say(Tone::Good, cx.text("ssh-keys-removed"))];
                effects.extend(self.fetch(cx));
                effects
            }
            (_, Err(failure)) => vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
            (_, Ok(_)) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
        }
    }

    fn chose(&mut self, ask: Ask, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (ask, choice) {
            (Ask::Form, Choice::Typed(fields)) => self.typed(fields, cx),
            (Ask::Remove(fingerprint), Choice::Nth(1)) => {
                self.asks.call(Ask::Removed, Call::RemoveSshKey(fingerprint, Idempotency::fresh()), cx)
            }
            _ => Vec::new(),
        }
    }
}

impl Layer for SshKeys {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened | Msg::Back | Msg::Shown => self.fetch(cx),
            Msg::Key(key) => self.key(key, cx),
            Msg::Answer(ticket, outcome) => match self.asks.take(ticket) {
                Some(ask) => self.answer(&ask, outcome, cx),
                None => Vec::new(),
            },
            Msg::Host(ticket, outcome) => match (self.asks.take(ticket), outcome) {
                (Some(Ask::Read(label)), Ok(HostAnswer::SshKey { public_key, signature })) => {
                    self.add(NewSshKey { public_key, label, signature }, cx)
                }
                (Some(_), Err(words)) => vec![Effect::Say(Tone::Bad, words)],
                _ => Vec::new(),
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
            (None, None) => Some((cx.theme.muted, cx.text("ssh-keys-loading"))),
            (None, Some(keys)) if keys.is_empty() => Some((cx.theme.muted, cx.text("ssh-keys-none"))),
            _ => None,
        };
        let top = heading(frame, area, ("ssh-keys-title", "ssh-keys-explained"), note, cx);
        let keys = self.list.as_deref().unwrap_or_default();
        let state_cells = 13;
        let label_cells = (cells / 3).clamp(12, 30);
        let print_cells = cells.saturating_sub(label_cells + state_cells + 10);
        let page = usize::from(area.bottom().saturating_sub(top));
        for (y, at) in (top..).zip(self.selection.window(keys.len(), page)) {
            let key = &keys[at];
            let is_chosen = at == self.selection.at();
            let own = |style| if is_chosen { cx.theme.selection } else { style };
            let (state, style) = if key.is_proven {
                (cx.text("ssh-keys-signs-in"), cx.theme.good)
            } else {
                (cx.text("ssh-keys-unproven"), cx.theme.warning)
            };
            let print = key.fingerprint.strip_prefix(HASH).unwrap_or(&key.fingerprint);
            let used = key.used_at.map_or_else(|| cx.text("ssh-keys-never"), |at| words::ago(at, cx));
            let line = Line::from(vec![
                span(format!(" {}  ", column(&inline(&key.label), label_cells)), own(cx.theme.text)),
                span(format!("{}  ", column(&inline(print), print_cells)), own(cx.theme.muted)),
                span(column(&state, state_cells), own(style)),
                span(format!(" {} ", right(&used, 5)), own(cx.theme.muted)),
            ]);
            put(frame.buffer_mut(), area.x, y, area.width, &line);
        }
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-ssh-keys", KEYS, self, cx)]
    }
}
