//! Drafts that this machine kept while the server was away: given to the server, and forgotten once it has them.

use caseport_shared::api::draft::SaveDraft;
use caseport_shared::api::problem::ErrorCode;
use uuid::Uuid;

use super::{App, Owner};
use crate::effect::{Answer, Call, Failure, HostOp, LocalDraft, Tone};
use crate::widgets::words;

impl App {
    /// Gives the server the reader's own drafts that nobody here is writing; solutions and articles are none of the server's.
    pub(super) fn bring(&mut self, drafts: Vec<LocalDraft>) {
        let me = self.cx.me.as_ref().map(|me| me.email.clone());
        let is_mine = |draft: &LocalDraft| draft.server == self.cx.server && Some(&draft.email) == me.as_ref() && draft.is_for_server();
        let is_open = |draft: &LocalDraft| self.layers.iter().chain(&self.closing).any(|entry| entry.layer.holds_draft(draft.id));
        let brought: Vec<LocalDraft> = drafts.into_iter().filter(|draft| is_mine(draft) && !is_open(draft)).collect();
        for draft in &brought {
            self.call(Owner::Restore(draft.id), Call::SaveDraft(draft.id, Box::new(draft.save.clone())));
        }
        self.restoring = brought;
    }

    /// What came of giving a draft to the server.
    pub(super) fn restored(&mut self, id: Uuid, outcome: Result<Answer, Failure>) {
        match outcome {
            Ok(Answer::Saved(_)) => self.host_call(Owner::Forget, HostOp::ForgetDraft(id)),
            Ok(_) => self.said = Some((Tone::Bad, self.cx.text("error-unexpected-answer"))),
            Err(Failure::Away(_)) => {}
            Err(failure) => {
                let is_gone = matches!(&failure, Failure::Problem(problem) if problem.code == ErrorCode::NotFound);
                let kept = self.restoring.iter_mut().find(|draft| draft.id == id && draft.save.version > 0 && is_gone);
                if let Some(draft) = kept {
                    // It was sent or thrown away elsewhere, but not with what was typed last.
                    draft.save = SaveDraft { version: 0, ..draft.save.clone() };
                    let call = Call::SaveDraft(id, Box::new(draft.save.clone()));
                    self.call(Owner::Restore(id), call);
                } else {
                    self.said = Some((Tone::Bad, words::failure(&failure, &self.cx)));
                }
            }
        }
    }
}
