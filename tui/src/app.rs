//! The one list of layers: it decides what is drawn, who gets a key, and which layer an answer belongs to.

mod asks;
mod cache;
mod context;
mod frame;
mod fresh;
mod graphics;
mod kept;
mod keys;
mod session;
mod start;
#[cfg(test)]
mod tests;
mod turn;
mod wishes;

use std::collections::HashMap;

use caseport_shared::api::live::Hint;
use jiff::Timestamp;
use ratatui::Frame;
use ratatui::layout::Rect;
use uuid::Uuid;

pub(crate) use asks::Asks;
pub use context::{Context, Setting};
pub(crate) use fresh::Freshness;
pub(crate) use keys::KEYS;

use self::cache::Cache;
use self::keys::Action;
use self::session::{FirstThings, is_signed_out};
use self::turn::Turn;
use crate::effect::{Answer, Call, Effect, Failure, HostAnswer, HostOp, LocalDraft, Question, Ticket, Tone};
use crate::keymap::{Chord, Hint as KeyHint, Section, resolve};
use crate::msg::{Msg, Pointer};
use crate::screens::{self, sign_in::SignIn};
use crate::widgets::dialog::{Choice, dialog_layer};
use crate::widgets::words;

/// A screen or dialog: it turns messages into effects and draws itself; it does no I/O and reads no clock.
pub trait Layer: Send {
    /// Takes a message; says what is wanted.
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect>;
    /// Draws itself.
    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context);
    /// What is wanted now that it was drawn, at the size that it had.
    fn drawn(&mut self, _cx: &Context) -> Vec<Effect> {
        Vec::new()
    }
    /// Whether the layer below stays visible.
    fn is_dialog(&self) -> bool {
        false
    }
    /// Whether characters are typed as text.
    fn is_typing(&self) -> bool {
        false
    }
    /// The keys that apply now, for the footer.
    fn hints(&self, cx: &Context) -> Vec<KeyHint>;
    /// The keys that apply now, for the help.
    fn help(&self, cx: &Context) -> Vec<Section>;
    /// Whether no key means anything else, for it is itself what is wanted; only leaving works still.
    fn takes_every_key(&self) -> bool {
        false
    }
    /// Whether a draft is being written here, so that nobody else saves it.
    fn holds_draft(&self, _draft: Uuid) -> bool {
        false
    }
    /// What was sent and is not known to have arrived, in words, once the program has ended.
    fn not_sent(&self, _cx: &Context) -> Option<String> {
        None
    }
    /// Whether this is where one signs in.
    fn is_sign_in(&self) -> bool {
        false
    }
    /// Whether this is the help itself.
    fn is_help(&self) -> bool {
        false
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct LayerId(u64);

/// Whose an effect is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Layer(LayerId),
    Portal,
    Me,
    KeptDrafts,
    Restore(Uuid),
    Forget,
    Preference,
    KeptStart,
    /// Something whose outcome changes nothing.
    Quiet,
    TryAgain,
    Leave,
}

struct Entry {
    id: LayerId,
    layer: Box<dyn Layer>,
    /// For a dialog: what it answers.
    asked: Option<Ticket>,
}

/// The connection to the server as the user sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Up,
    Away { seconds: u64 },
}

/// The whole of the program between the terminal and the server.
pub struct App {
    cx: Context,
    layers: Vec<Entry>,
    /// Screens that were closed while what was typed in them was still being saved.
    closing: Vec<Entry>,
    owners: HashMap<Ticket, Owner>,
    chord: Chord,
    next_layer: u64,
    said: Option<(Tone, String)>,
    link: Link,
    tries: u32,
    has_token: bool,
    /// While leaving: the answers that are still awaited.
    leaving: Option<Vec<Ticket>>,
    outbox: Vec<Effect>,
    cache: Cache,
    /// Whether what is shown is of the last time, and who is signed in not certain yet.
    is_provisional: bool,
    first_things: FirstThings,
    /// Whether the sign-in has ended, so that nothing of it is kept.
    is_ended: bool,
    /// Drafts of this machine that are being given to the server.
    restoring: Vec<LocalDraft>,
    turn: Turn,
}

impl App {
    /// The program before anything happened; with a token it tries to go straight in.
    pub fn new(setting: Setting, has_token: bool) -> Self {
        Self {
            // After the first frame, which waits for no answer.
            outbox: setting.asks.then_some(Effect::Inquire(Question::Kind)).into_iter().collect(),
            cx: Context::new(setting),
            layers: Vec::new(),
            closing: Vec::new(),
            owners: HashMap::new(),
            chord: Chord::default(),
            next_layer: 0,
            said: None,
            link: Link::Up,
            tries: 0,
            has_token,
            leaving: None,
            cache: Cache::default(),
            is_provisional: false,
            first_things: FirstThings::Unasked,
            is_ended: false,
            restoring: Vec::new(),
            turn: Turn::default(),
        }
    }

    /// What every screen is given.
    pub fn context(&self) -> &Context {
        &self.cx
    }

    #[cfg(test)]
    pub(crate) fn context_mut(&mut self) -> &mut Context {
        &mut self.cx
    }

    /// The first effects.
    pub fn start(&mut self) -> Vec<Effect> {
        self.call(Owner::Portal, Call::Portal);
        if self.cx.preferences.mouse {
            self.outbox.push(Effect::Mouse(true));
        }
        if self.has_token {
            self.host_call(Owner::KeptStart, HostOp::KeptStart);
            self.call(Owner::Me, Call::Me);
        } else {
            self.push(Box::new(SignIn::new("")), None);
        }
        std::mem::take(&mut self.outbox)
    }

    /// Takes what happened at a moment; gives what the runtime has to do.
    pub fn update(&mut self, msg: Msg, now: Timestamp) -> Vec<Effect> {
        self.cx.now = now;
        self.turn.begin(&msg);
        let answered = match &msg {
            Msg::Answer(ticket, _) | Msg::Host(ticket, _) => Some(*ticket),
            _ => None,
        };
        match msg {
            Msg::Key(key) => {
                self.said = None;
                let is_taken = self.layers.last().is_some_and(|top| top.layer.takes_every_key());
                match resolve(KEYS, &self.chord, key, &*self, &self.cx).filter(|action| !is_taken || *action == Action::Quit) {
                    Some(action) => self.act(action),
                    None => self.give_top(Msg::Key(key)),
                }
            }
            Msg::Pointer(Pointer::Wheel(step)) => self.wheel(step),
            Msg::Paste(_) | Msg::Pointer(_) => self.give_top(msg),
            Msg::Told(told) => self.told(told),
            Msg::Resized => self.measure(),
            Msg::Answer(ticket, outcome) => self.answer(ticket, outcome),
            Msg::Host(ticket, outcome) => self.host(ticket, outcome),
            Msg::Woke(ticket) => match self.owners.remove(&ticket) {
                Some(Owner::TryAgain) => self.knock(),
                Some(Owner::Leave) => self.outbox.push(Effect::Quit),
                Some(Owner::Layer(id)) => self.give(id, Msg::Woke(ticket)),
                _ => {}
            },
            Msg::Progress(ticket, _) => {
                if let Some(Owner::Layer(id)) = self.owners.get(&ticket) {
                    self.give(*id, msg);
                }
            }
            Msg::Back => {
                self.link = Link::Up;
                self.restore();
                self.give_all(&Msg::Back);
            }
            Msg::Away(seconds) => {
                self.link = Link::Away { seconds };
                self.give_all(&Msg::Away(seconds));
            }
            Msg::Changed(Hint::Reload) => self.give_all(&Msg::Back),
            Msg::Changed(_) => self.give_all(&msg),
            Msg::SignedOut => self.ask_to_sign_in(),
            // The system may ask more than once; only a user who asks again does not want to wait.
            Msg::Leave if self.leaving.is_some() => {}
            Msg::Leave => self.leave(),
            Msg::Opened | Msg::Chose(..) | Msg::Remembered(..) | Msg::Shown | Msg::Covered => {}
        }
        let owners = &self.owners;
        self.closing.retain(|entry| owners.values().any(|owner| *owner == Owner::Layer(entry.id)));
        self.ask_what_waits();
        self.settle(answered);
        std::mem::take(&mut self.outbox)
    }

    fn answer(&mut self, ticket: Ticket, outcome: Result<Answer, Failure>) {
        let Some(owner) = self.owners.remove(&ticket) else { return };
        self.cache.answer(ticket, &outcome, self.cx.now);
        match &outcome {
            Err(Failure::Away(_)) => {}
            _ if self.link != Link::Up && self.cx.me.is_none() => self.link = Link::Up,
            _ => {}
        }
        if is_signed_out(&outcome) && self.cx.me.is_some() {
            if self.is_provisional {
                self.forget_start();
            }
            self.ask_to_sign_in();
        }
        match (owner, outcome) {
            (Owner::Layer(id), outcome) => self.give(id, Msg::Answer(ticket, outcome)),
            (Owner::Portal, Ok(Answer::Portal(portal))) => self.cx.portal = Some(*portal),
            (Owner::Me, Ok(Answer::Me(me))) => self.enter(*me),
            (Owner::Me, failed) if is_signed_out(&failed) => self.ask_to_sign_in(),
            (Owner::Me | Owner::Portal, Err(Failure::Away(_))) => self.try_again(),
            (Owner::Restore(id), outcome) => self.restored(id, outcome),
            (_, Err(failure)) => self.said = Some((Tone::Bad, words::failure(&failure, &self.cx))),
            (_, Ok(_)) => self.said = Some((Tone::Bad, self.cx.text("error-unexpected-answer"))),
        }
    }

    fn host(&mut self, ticket: Ticket, outcome: Result<HostAnswer, String>) {
        match (self.owners.remove(&ticket), outcome) {
            // Whoever asked is gone, but that it failed is still worth knowing.
            (Some(Owner::Layer(id)), Err(words)) if !self.has(id) => self.said = Some((Tone::Bad, words)),
            (Some(Owner::Layer(id)), outcome) => self.give(id, Msg::Host(ticket, outcome)),
            (Some(Owner::KeptDrafts), Ok(HostAnswer::Drafts(drafts))) => {
                self.bring(drafts);
            }
            (Some(Owner::KeptStart), Ok(HostAnswer::Start(Some(start)))) => self.begin(*start),
            (Some(Owner::Quiet), _) => {}
            (Some(_), Err(words)) => self.said = Some((Tone::Bad, words)),
            _ => {}
        }
    }

    fn call(&mut self, owner: Owner, call: Call) {
        let ticket = self.cx.ticket();
        self.owners.insert(ticket, owner);
        self.outbox.push(Effect::Api(ticket, call));
    }

    fn host_call(&mut self, owner: Owner, op: HostOp) {
        let ticket = self.cx.ticket();
        self.owners.insert(ticket, owner);
        self.outbox.push(Effect::Host(ticket, op));
    }

    fn push(&mut self, layer: Box<dyn Layer>, asked: Option<Ticket>) {
        if asked.is_none() && !self.layers.is_empty() {
            self.give_top(Msg::Covered);
        }
        let id = LayerId(self.next_layer);
        self.next_layer += 1;
        self.layers.push(Entry { id, layer, asked });
        self.give(id, Msg::Opened);
    }

    fn give_top(&mut self, msg: Msg) {
        if let Some(id) = self.layers.last().map(|top| top.id) {
            self.give(id, msg);
        }
    }

    fn give_all(&mut self, msg: &Msg) {
        let ids: Vec<LayerId> = self.layers.iter().map(|entry| entry.id).collect();
        for id in ids {
            self.give(id, msg.clone());
        }
    }

    fn has(&self, id: LayerId) -> bool {
        self.layers.iter().chain(&self.closing).any(|entry| entry.id == id)
    }

    fn give(&mut self, id: LayerId, msg: Msg) {
        let mut all = self.layers.iter_mut().chain(&mut self.closing);
        let Some(entry) = all.find(|entry| entry.id == id) else { return };
        let effects = entry.layer.update(msg, &self.cx);
        self.apply(id, effects);
    }

    fn apply(&mut self, id: LayerId, effects: Vec<Effect>) {
        let is_closing = self.closing.iter().any(|entry| entry.id == id);
        for effect in effects {
            match effect {
                // A screen that is gone may still save what was typed in it, but opens nothing.
                Effect::Ask(..) | Effect::Go(_) | Effect::Back | Effect::Chose(_) if is_closing => {}
                Effect::Api(ticket, ref call) => {
                    self.owners.insert(ticket, Owner::Layer(id));
                    self.turn.asked(ticket);
                    let before = self.cache.ask(ticket, call);
                    self.outbox.push(effect);
                    if let Some((answer, at)) = before {
                        self.give(id, Msg::Remembered(ticket, answer, at));
                    }
                }
                Effect::Host(ticket, _) | Effect::Wake(ticket, _) => {
                    self.owners.insert(ticket, Owner::Layer(id));
                    self.outbox.push(effect);
                }
                Effect::Cancel(ticket) => {
                    self.owners.remove(&ticket);
                    self.turn.cancelled(ticket);
                    self.outbox.push(effect);
                }
                Effect::Prefer(wish) => self.prefer(wish),
                Effect::Read(said) => self.read(*said),
                Effect::Ask(ticket, dialog) => {
                    self.owners.insert(ticket, Owner::Layer(id));
                    if self.may_interrupt(id) {
                        self.push(dialog_layer(dialog), Some(ticket));
                    } else {
                        self.turn.later(id, ticket, dialog);
                    }
                }
                Effect::Chose(choice) => self.chose(id, choice),
                Effect::Run(name) => self.run(id, name),
                // Whoever goes on meanwhile is not taken away from there.
                Effect::Go(_) if !self.may_interrupt(id) => {}
                Effect::Go(route) => self.push(screens::open(route, &self.cx), None),
                Effect::Back => self.close(id),
                Effect::Say(tone, words) => self.said = Some((tone, words)),
                Effect::SignedIn(me) => self.enter(*me),
                Effect::Listen | Effect::Copy(_) | Effect::Mouse(_) | Effect::Inquire(_) => self.outbox.push(effect),
                Effect::Quit => self.leave(),
            }
        }
    }

    fn chose(&mut self, id: LayerId, choice: Choice) {
        let Some(at) = self.layers.iter().position(|entry| entry.id == id) else { return };
        let entry = self.layers.remove(at);
        if let Some(ticket) = entry.asked
            && let Some(Owner::Layer(owner)) = self.owners.remove(&ticket)
        {
            self.give(owner, Msg::Chose(ticket, choice));
        }
    }
}
