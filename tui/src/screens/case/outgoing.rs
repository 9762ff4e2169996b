//! What was sent and may still be taken back, and what is on its way: one after the other, in the order of sending.

use std::time::Duration;

use caseport_shared::api::case::{EditCase, SetStatus};
use caseport_shared::api::comment::Send;
use caseport_shared::api::draft::Submitted;
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::comment::Seen;

use super::forms::status_form;
use super::sending::Plan;
use super::writing::{What, Writing};
use super::{Case, Mode};
use crate::app::Context;
use crate::effect::{Change, Effect, Failure, Ticket, Tone};
use crate::widgets::compose::{Drafting, Event};
use crate::widgets::words;

/// Most texts that are on their way at once.
const OUTGOING_MAX: usize = 4;
/// How often the count goes down.
const TICK: Duration = Duration::from_secs(1);

/// A text that the writer has sent; its draft is with the server meanwhile.
#[derive(Debug)]
pub(super) struct Outgoing {
    pub(super) writing: Box<Writing>,
    plan: Plan,
    /// The newest comments that the writer knew of when they sent it.
    pub(super) seen: Seen,
    /// In how many seconds it goes; none once it may go.
    pub(super) left: Option<u64>,
    tick: Option<Ticket>,
}

impl Outgoing {
    fn drafting(&mut self) -> Option<&mut Drafting> {
        self.writing.drafting.as_mut()
    }
}

impl Case {
    /// Whether something may still be taken back.
    pub(super) fn is_holding(&self) -> bool {
        self.outgoing.iter().any(|outgoing| outgoing.left.is_some())
    }

    /// Takes what is open out of the editor: it goes after the time in which it may be taken back.
    pub(super) fn hold(&mut self, plan: Plan, cx: &Context) -> Vec<Effect> {
        let Mode::Writing(writing) = &mut self.mode else { return Vec::new() };
        let (seen, content) = (writing.seen, writing.content());
        let Some(drafting) = &mut writing.drafting else { return Vec::new() };
        if self.outgoing.len() >= OUTGOING_MAX {
            return vec![Effect::Say(Tone::Bad, cx.text("sending-wait"))];
        }
        if let Some(words) = drafting.refusal(cx) {
            return vec![Effect::Say(Tone::Bad, words)];
        }
        let mut effects = drafting.leave(&content, false, cx);
        let Mode::Writing(writing) = std::mem::replace(&mut self.mode, Mode::Reading) else { return effects };
        effects.extend(self.send_now(cx));
        let seconds = cx.preferences.recall_seconds;
        self.outgoing.push(Outgoing { writing, plan, seen, left: (seconds > 0).then_some(seconds), tick: None });
        self.scroll_to_end();
        effects.extend(if seconds > 0 { self.tick(cx) } else { self.dispatch(cx) });
        effects
    }

    fn tick(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(held) = self.outgoing.iter_mut().find(|outgoing| outgoing.left.is_some()) else { return Vec::new() };
        let ticket = cx.ticket();
        held.tick = Some(ticket);
        vec![Effect::Wake(ticket, TICK)]
    }

    /// A second has passed, if this is what was waited for.
    pub(super) fn woke(&mut self, ticket: Ticket, cx: &Context) -> Vec<Effect> {
        let Some(held) = self.outgoing.iter_mut().find(|outgoing| outgoing.tick == Some(ticket)) else { return Vec::new() };
        held.tick = None;
        held.left = held.left.map(|left| left.saturating_sub(1)).filter(|left| *left > 0);
        if held.left.is_some() { self.tick(cx) } else { self.dispatch(cx) }
    }

    /// Puts what is held back into the editor, as it was.
    pub(super) fn take_back(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(at) = self.outgoing.iter().position(|outgoing| outgoing.left.is_some()) else { return Vec::new() };
        let writing = self.outgoing.remove(at).writing;
        let what = writing.what;
        self.mode = Mode::Writing(writing);
        self.scroll_to_end();
        vec![Effect::Say(Tone::Info, cx.text(if what == What::Note { "sending-note-back" } else { "sending-reply-back" }))]
    }

    /// Waits no longer.
    pub(super) fn send_now(&mut self, cx: &Context) -> Vec<Effect> {
        for outgoing in &mut self.outgoing {
            (outgoing.left, outgoing.tick) = (None, None);
        }
        self.dispatch(cx)
    }

    /// Sends the first, unless it still waits or is on its way.
    fn dispatch(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(first) = self.outgoing.first_mut().filter(|first| first.left.is_none()) else { return Vec::new() };
        let content = first.writing.content();
        let Plan { reopen, status, .. } = first.plan;
        let include = first.writing.include.iter().map(|file| file.id).collect();
        let send = Send { reopen, status, seen: Some(first.seen), include };
        let Some(drafting) = first.drafting().filter(|drafting| !drafting.is_sending()) else { return Vec::new() };
        match drafting.refusal(cx) {
            Some(words) => self.returned(0, words, cx),
            None => drafting.submit(send, &content, cx),
        }
    }

    /// What came of the draft of something on its way.
    pub(super) fn carried(&mut self, at: usize, mut effects: Vec<Effect>, event: Event, cx: &Context) -> Vec<Effect> {
        match event {
            // A paste that is text has been typed where it was pasted.
            Event::Nothing | Event::Text(_) => {}
            Event::Sent(submitted) => effects.extend(self.arrived(at, *submitted, cx)),
            Event::Refused(failure) => {
                let is_newer = matches!(&failure, Failure::Problem(problem) if problem.code == ErrorCode::NewerComments);
                let words = if is_newer { cx.text("newer-refused") } else { words::failure(&failure, cx) };
                effects.extend(self.returned(at, words, cx));
                if is_newer && !self.is_leaving {
                    self.follow_end = true;
                    effects.extend(self.reload(cx));
                }
                effects.extend(self.dispatch(cx));
            }
        }
        effects
    }

    fn arrived(&mut self, at: usize, submitted: Submitted, cx: &Context) -> Vec<Effect> {
        let Outgoing { writing, plan, .. } = self.outgoing.remove(at);
        let key = if writing.what == What::Note { "write-noted" } else { "write-replied" };
        let mut effects = vec![Effect::Say(Tone::Good, cx.text_with(key, &[("number", self.number.to_string().into())]))];
        if let Submitted::Comment { commented } = submitted {
            self.has_sent(commented.comment.reference);
            if let Some(status) = plan.after {
                let edit = EditCase { status: Some(status.clone()), ..EditCase::default() };
                let form = Box::new(filled(&status, cx));
                effects.extend(self.change(Change::Edit(commented.version, Box::new(edit)), Some(form), cx));
            }
        }
        if !self.is_leaving {
            self.follow_end = true;
            effects.extend(self.reload(cx));
        }
        effects.extend(self.dispatch(cx));
        effects
    }

    /// Gives back what could not be sent: into the editor, or to what was begun where another text is open.
    fn returned(&mut self, at: usize, words: String, cx: &Context) -> Vec<Effect> {
        let mut writing = self.outgoing.remove(at).writing;
        let is_seen = matches!(self.mode, Mode::Reading) && !self.is_covered && !self.is_leaving;
        writing.error = Some(words.clone());
        if matches!(self.mode, Mode::Reading) && !self.is_leaving {
            self.mode = Mode::Writing(writing);
            self.scroll_to_end();
        } else {
            self.shelf.push(*writing);
        }
        if is_seen {
            return Vec::new();
        }
        let values = [("number", self.number.to_string().into()), ("reason", words.into())];
        vec![Effect::Say(Tone::Bad, cx.text_with("sending-returned", &values))]
    }

    /// What was not sent though the program ends.
    pub(super) fn not_sent(&self, cx: &Context) -> Option<String> {
        let number = [("number", self.number.to_string().into())];
        (!self.outgoing.is_empty()).then(|| cx.text_with("sending-not-sent", &number))
    }
}

/// The form for a status with what was typed into it.
fn filled(status: &SetStatus, cx: &Context) -> crate::widgets::dialog::Dialog {
    let mut values = Vec::new();
    if status.status.needs_date() {
        values.push(status.date.map(|date| date.to_string()).unwrap_or_default());
    }
    if status.status.needs_version() {
        values.push(status.fixed_in.clone().unwrap_or_default());
    }
    if status.status.takes_ticket() {
        values.push(status.ticket.clone().unwrap_or_default());
    }
    super::forms::with_values(status_form(status.status, cx), &values)
}
