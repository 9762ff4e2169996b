//! Coming and going: who is signed in, trying to reach the server, sending what was kept, leaving.

use std::time::Duration;

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::session::Me;
use caseport_shared::api::settings::SettingsView;

use super::{App, LayerId, Link, Owner};
use crate::effect::{Answer, Call, Effect, Failure, HostOp, Route, Ticket, Tone};
use crate::msg::Msg;
use crate::screens;
use crate::screens::sign_in::SignIn;

/// Waits between tries to reach the server before anybody is signed in, in seconds.
const TRIES: [u64; 6] = [1, 2, 4, 8, 15, 30];
/// How long what was typed may take to be saved when the user leaves.
const FAREWELL: Duration = Duration::from_secs(2);

/// Whether the questions of the first sign-in were asked since the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FirstThings {
    Unasked,
    Asked,
}

impl App {
    /// Lets somebody in: back to where they were, or to the list of cases.
    pub(super) fn enter(&mut self, me: Me) {
        self.link = Link::Up;
        self.tries = 0;
        let is_same = self.cx.me.as_ref().is_some_and(|before| before.email == me.email);
        if !is_same {
            self.cache.clear();
        }
        let said = me.settings.clone();
        self.cx.me = Some(me);
        self.read(said);
        self.is_ended = false;
        let was_provisional = std::mem::take(&mut self.is_provisional);
        if self.cx.portal.is_none() {
            self.call(Owner::Portal, Call::Portal);
        }
        self.outbox.push(Effect::Listen);
        self.restore();
        if is_same && was_provisional {
            self.give_all(&Msg::Back);
        } else if is_same && self.layers.len() > 1 {
            self.layers.retain(|entry| !entry.layer.is_sign_in());
            self.give_all(&Msg::Back);
            self.give_top(Msg::Shown);
        } else {
            self.layers.clear();
            self.push(screens::open(Route::Cases, &self.cx), None);
        }
        let signature = self.cx.me.as_ref().and_then(|me| me.signature.as_ref());
        if signature.is_some_and(|signature| signature.name.is_none()) {
            self.push(screens::open(Route::Signature, &self.cx), None);
        } else if self.layers.len() == 1 {
            self.ask_first_things();
        }
    }

    /// Reads from now on as whoever is signed in said, and remembers it for the next start.
    pub(super) fn read(&mut self, said: SettingsView) {
        let Some(me) = &mut self.cx.me else { return };
        me.settings = said.clone();
        self.cx.read_as_said();
        self.host_call(Owner::Quiet, HostOp::KeepReader(Box::new(said)));
        // What was laid out in other words is laid out anew.
        self.give_all(&Msg::Resized);
    }

    /// Asks what is asked at the first sign-in, once while the program runs; a server that proposes nothing takes no answer.
    fn ask_first_things(&mut self) {
        let said = self.cx.me.as_ref().map(|me| &me.settings);
        let is_due = said.is_some_and(|said| !said.is_asked && !said.proposed_time_zone.is_empty());
        if is_due && std::mem::replace(&mut self.first_things, FirstThings::Asked) == FirstThings::Unasked {
            self.push(screens::open(Route::FirstThings, &self.cx), None);
        }
    }

    /// Asks who is there, above whatever is open, so that nothing typed is lost.
    pub(super) fn ask_to_sign_in(&mut self) {
        // Whoever says that nobody is signed in can be reached.
        self.link = Link::Up;
        if !self.is_ended {
            // Whoever looks at this machine next need not see what was shown.
            self.is_ended = true;
            self.host_call(Owner::Quiet, HostOp::ForgetStart);
        }
        if !self.layers.iter().any(|entry| entry.layer.is_sign_in()) {
            let email = self.cx.me.as_ref().map(|me| me.email.clone()).unwrap_or_default();
            self.push(Box::new(SignIn::new(&email)), None);
        }
    }

    /// Sends what was kept on this machine while the server was away.
    pub(super) fn restore(&mut self) {
        if self.cx.me.is_some() {
            self.host_call(Owner::KeptDrafts, HostOp::KeptDrafts);
        }
    }

    /// Tries again later, each time a little later.
    pub(super) fn try_again(&mut self) {
        if !self.owners.values().any(|owner| *owner == Owner::TryAgain) {
            let step = usize::try_from(self.tries).unwrap_or(usize::MAX).min(TRIES.len() - 1);
            self.tries += 1;
            self.link = Link::Away { seconds: TRIES[step] };
            let ticket = self.cx.ticket();
            self.owners.insert(ticket, Owner::TryAgain);
            self.outbox.push(Effect::Wake(ticket, Duration::from_secs(TRIES[step])));
        }
    }

    pub(super) fn knock(&mut self) {
        if self.cx.portal.is_none() {
            self.call(Owner::Portal, Call::Portal);
        }
        if self.has_token && (self.is_provisional || (self.cx.me.is_none() && self.layers.is_empty())) {
            self.call(Owner::Me, Call::Me);
        }
    }

    /// Closes a layer, which goes on until its calls are answered; the last one ends the program.
    pub(super) fn close(&mut self, id: LayerId) {
        if self.layers.len() < 2 {
            return self.leave();
        }
        self.give(id, Msg::Covered);
        if let Some(at) = self.layers.iter().position(|entry| entry.id == id) {
            let entry = self.layers.remove(at);
            self.closing.push(entry);
        }
        self.give_top(Msg::Shown);
    }

    /// Leaves once every screen has kept what was typed, or at once when asked twice.
    pub(super) fn leave(&mut self) {
        if self.leaving.is_some() {
            self.outbox.push(Effect::Quit);
            return;
        }
        let is_closing = |owner: &Owner| self.closing.iter().any(|entry| *owner == Owner::Layer(entry.id));
        let awaited = self.owners.iter().filter(|(_, owner)| is_closing(owner)).map(|(ticket, _)| *ticket).collect();
        (self.leaving, self.said) = (Some(awaited), None);
        self.give_all(&Msg::Covered);
        self.keep_start();
        self.give_all(&Msg::Leave);
        let ticket = self.cx.ticket();
        self.owners.insert(ticket, Owner::Leave);
        self.outbox.push(Effect::Wake(ticket, FAREWELL));
    }

    /// What the user has to know after the program has ended: what was sent and is not known to have arrived.
    pub fn farewell(&self) -> Vec<String> {
        let failed = self.said.iter().filter(|(tone, _)| *tone == Tone::Bad && self.leaving.is_some());
        self.not_sent().chain(failed.map(|(_, words)| words.clone())).collect()
    }

    fn not_sent(&self) -> impl Iterator<Item = String> {
        self.layers.iter().chain(&self.closing).filter_map(|entry| entry.layer.not_sent(&self.cx))
    }

    /// While leaving: what is still awaited; quits when that is nothing.
    pub(super) fn settle(&mut self, answered: Option<Ticket>) {
        let Some(awaited) = &mut self.leaving else { return };
        awaited.retain(|ticket| Some(*ticket) != answered);
        awaited.extend(self.outbox.iter().filter_map(|effect| match effect {
            Effect::Api(ticket, _) | Effect::Host(ticket, _) => Some(*ticket),
            _ => None,
        }));
        // What is sent may have to be saved first, by a call that was made before.
        if awaited.is_empty() && self.not_sent().next().is_none() {
            self.outbox.push(Effect::Quit);
        }
    }
}

/// Whether an answer says that nobody is signed in any more.
pub(super) fn is_signed_out(outcome: &Result<Answer, Failure>) -> bool {
    matches!(outcome, Err(Failure::Problem(problem)) if problem.code == ErrorCode::Unauthenticated)
}
