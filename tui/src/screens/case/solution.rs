//! A solution that was begun on this machine, and what becomes of it.

use caseport_shared::comment::Seen;
use caseport_shared::limits::SOLUTION_CHARS;

use super::writing::{What, Writing};
use super::{Ask, Case, Mode};
use crate::app::Context;
use crate::effect::{Effect, HostAnswer, HostOp, LocalDraft};
use crate::widgets::editor::Editor;
use crate::widgets::keeping::Keeping;

impl Case {
    /// Asks for a solution that was begun on this machine.
    pub(super) fn look_for_solution(&mut self, cx: &Context) -> Vec<Effect> {
        if !cx.is_support() {
            return Vec::new();
        }
        let ticket = self.asks.ticket(Ask::KeptSolution, cx);
        vec![Effect::Host(ticket, HostOp::KeptDrafts)]
    }

    /// Puts a solution that was begun before where `write` finds it, unless one is being written.
    pub(super) fn kept(&mut self, answer: HostAnswer, cx: &Context) {
        let HostAnswer::Drafts(drafts) = answer else { return };
        let is_written = self.shelf.iter().any(|writing| writing.what == What::Solution)
            || matches!(&self.mode, Mode::Writing(writing) if writing.what == What::Solution);
        let me = cx.me.as_ref().map(|me| me.email.as_str());
        let is_it = |draft: &LocalDraft| {
            draft.is_solution && draft.save.case == Some(self.number) && draft.server == cx.server && Some(draft.email.as_str()) == me
        };
        let Some(draft) = drafts.into_iter().find(is_it).filter(|_| !is_written) else { return };
        let keeping = Keeping::of(&draft);
        self.shelf.push(Writing {
            what: What::Solution,
            editor: Editor::block(&draft.save.content.body, SOLUTION_CHARS),
            drafting: None,
            keeping: Some(keeping),
            seen: Seen::default(),
            error: None,
            is_sending: false,
            include: Vec::new(),
        });
    }

    /// The solution is saved: whatever was written for it is done with.
    pub(super) fn solved(&mut self, saved: &str, cx: &Context) -> Vec<Effect> {
        let mut effects = Vec::new();
        // What was typed after it had been sent is not saved yet.
        let open = match &mut self.mode {
            Mode::Writing(writing) => Some(&mut **writing),
            Mode::Reading => None,
        };
        let mut goes_on = false;
        for writing in self.shelf.iter_mut().chain(open).filter(|writing| writing.what == What::Solution) {
            writing.is_sending = false;
            goes_on |= writing.editor.text() != saved;
        }
        if goes_on {
            return effects;
        }
        for writing in &mut self.shelf {
            effects.extend(writing.keeping.iter_mut().flat_map(|keeping| keeping.forget(cx)));
        }
        self.shelf.retain(|writing| writing.what != What::Solution);
        if let Mode::Writing(writing) = &mut self.mode
            && let Some(keeping) = &mut writing.keeping
        {
            effects.extend(keeping.forget(cx));
            self.mode = Mode::Reading;
        }
        effects
    }

    /// Whether a solution was begun that would be lost with the screen.
    pub(super) fn would_lose_solution(&self) -> bool {
        self.shelf.iter().filter_map(|writing| writing.keeping.as_ref()).any(Keeping::has_failed)
    }
}
