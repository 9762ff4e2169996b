//! The text as it is kept on this machine, while the server does not have it.

use caseport_shared::api::draft::DraftContent;
use caseport_shared::api::problem::ErrorCode;

use super::{Drafting, Event, Kept};
use crate::app::Context;
use crate::effect::{Effect, Failure, HostOp, LocalDraft, Tone};

impl Drafting {
    /// Forgets what is kept on this machine, if anything is.
    pub(super) fn forget(&mut self, cx: &Context) -> Vec<Effect> {
        if !std::mem::take(&mut self.is_kept_here) {
            return Vec::new();
        }
        let ticket = self.other(cx);
        vec![Effect::Host(ticket, HostOp::ForgetDraft(self.id))]
    }

    /// Keeps the text on this machine until the server has it: it may not answer before the program ends.
    pub(super) fn keep_here(&mut self, content: &DraftContent, cx: &Context) -> Effect {
        self.is_kept_here = true;
        let ticket = self.other(cx);
        let email = cx.me.as_ref().map(|me| me.email.clone()).unwrap_or_default();
        let local =
            LocalDraft { id: self.id, server: cx.server.clone(), email, save: self.save(content), is_solution: false, article: None };
        Effect::Host(ticket, HostOp::KeepDraft(Box::new(local)))
    }

    /// What was sent first had arrived; what was typed since is a draft of its own, and its writer decides on it.
    pub(super) fn arrived_before(&mut self, cx: &Context) -> (Vec<Effect>, Event) {
        let mut effects = self.forget(cx);
        (self.id, self.version, self.last) = (cx.id(), 0, None);
        effects.extend(self.touch(cx));
        (effects, Event::Refused(Failure::Other(cx.text("draft-arrived"))))
    }

    /// Keeps the text on this machine instead; says so where the writer waits for it.
    pub(super) fn not_saved(&mut self, failure: Failure, content: &DraftContent, cx: &Context) -> (Vec<Effect>, Event) {
        let is_gone = matches!(&failure, Failure::Problem(problem) if problem.code == ErrorCode::NotFound);
        let is_unanswered = self.last.as_ref().is_some_and(|last| last.is_unanswered);
        if is_gone && self.version > 0 && is_unanswered {
            self.wanted = None;
            return self.arrived_before(cx);
        }
        if is_gone && self.version > 0 {
            // It was sent or thrown away elsewhere; what was typed since is a draft of its own.
            let mut effects = self.forget(cx);
            (self.id, self.version, self.is_dirty) = (cx.id(), 0, true);
            self.wanted = None;
            effects.push(Effect::Say(Tone::Info, cx.text("draft-gone")));
            effects.extend(self.advance(content, cx));
            return (effects, Event::Nothing);
        }
        (self.kept, self.is_dirty) = (Kept::Here, true);
        let effects = vec![self.keep_here(content, cx)];
        let was_sending = self.wanted.take().is_some();
        let is_quiet = matches!(failure, Failure::Away(_)) && !was_sending;
        (effects, if is_quiet { Event::Nothing } else { Event::Refused(failure) })
    }
}
