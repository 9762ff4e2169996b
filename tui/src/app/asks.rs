//! What a screen has asked and is not answered yet: by the server, the user or the machine.

use super::Context;
use crate::effect::{Call, Effect, Ticket};
use crate::widgets::dialog::Dialog;

/// Questions under way, each with what the screen `A` needs to know when its answer comes.
#[derive(Debug)]
pub(crate) struct Asks<A>(Vec<(Ticket, A)>);

impl<A> Default for Asks<A> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<A> Asks<A> {
    /// The ticket under which an answer comes.
    pub(crate) fn ticket(&mut self, ask: A, cx: &Context) -> Ticket {
        let ticket = cx.ticket();
        self.0.push((ticket, ask));
        ticket
    }

    /// Asks the server.
    pub(crate) fn call(&mut self, ask: A, call: Call, cx: &Context) -> Vec<Effect> {
        vec![Effect::Api(self.ticket(ask, cx), call)]
    }

    /// Asks the user.
    pub(crate) fn dialog(&mut self, ask: A, dialog: Dialog, cx: &Context) -> Vec<Effect> {
        vec![Effect::Ask(self.ticket(ask, cx), dialog)]
    }

    /// What the answer with this ticket is for; `None` if it is not awaited any more.
    pub(crate) fn take(&mut self, ticket: Ticket) -> Option<A> {
        let at = self.0.iter().position(|(known, _)| *known == ticket)?;
        Some(self.0.remove(at).1)
    }

    /// What an answer is for that comes again later.
    pub(crate) fn find(&self, ticket: Ticket) -> Option<&A> {
        self.0.iter().find(|(known, _)| *known == ticket).map(|(_, ask)| ask)
    }

    /// Whether something like this is under way.
    pub(crate) fn any(&self, is_one: impl Fn(&A) -> bool) -> bool {
        self.0.iter().any(|(_, ask)| is_one(ask))
    }

    /// Waits no longer for what is like this.
    pub(crate) fn forget(&mut self, is_one: impl Fn(&A) -> bool) {
        self.0.retain(|(_, ask)| !is_one(ask));
    }

    /// Waits for nothing any more.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}
