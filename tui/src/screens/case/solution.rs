//! A solution while it is written: kept on this machine alone, until it is saved with the case.

use std::time::Duration;

use caseport_shared::api::draft::{DraftContent, DraftKind, SaveDraft};
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::Seen;
use caseport_shared::limits::SOLUTION_CHARS;
use uuid::Uuid;

use super::writing::{What, Writing};
use super::{Ask, Case, Mode};
use crate::app::Context;
use crate::effect::{Effect, HostAnswer, HostOp, LocalDraft, Ticket, Tone};
use crate::msg::Msg;
use crate::widgets::editor::Editor;

/// How long after a change the text is kept.
const PAUSE: Duration = Duration::from_secs(1);

/// Where the text of a solution is, besides the screen.
#[derive(Debug)]
pub(super) struct Keeping {
    id: Uuid,
    number: CaseNumber,
    timer: Option<Ticket>,
    asked: Option<Ticket>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Nowhere,
    Kept,
    Failed,
}

impl Keeping {
    pub(super) fn new(number: CaseNumber, cx: &Context) -> Self {
        Self { id: cx.id(), number, timer: None, asked: None, state: State::Nowhere }
    }

    pub(super) fn is_kept(&self) -> bool {
        self.state == State::Kept
    }

    /// The text changed: it will be kept in a moment.
    pub(super) fn touch(&mut self, cx: &Context) -> Vec<Effect> {
        if self.timer.is_some() {
            return Vec::new();
        }
        let ticket = cx.ticket();
        self.timer = Some(ticket);
        vec![Effect::Wake(ticket, PAUSE)]
    }

    /// Keeps the text now.
    pub(super) fn keep(&mut self, text: String, cx: &Context) -> Vec<Effect> {
        let ticket = cx.ticket();
        (self.timer, self.asked) = (None, Some(ticket));
        let content = DraftContent { body: text, ..DraftContent::default() };
        let save = SaveDraft { kind: DraftKind::Note, case: Some(self.number), version: 0, content };
        let email = cx.me.as_ref().map(|me| me.email.clone()).unwrap_or_default();
        let draft = LocalDraft { id: self.id, server: cx.server.clone(), email, save, is_solution: true };
        vec![Effect::Host(ticket, HostOp::KeepDraft(Box::new(draft)))]
    }

    /// Forgets what was kept, for it is saved or no longer wanted.
    pub(super) fn forget(&mut self, cx: &Context) -> Vec<Effect> {
        self.timer = None;
        if self.state == State::Nowhere && self.asked.is_none() {
            return Vec::new();
        }
        (self.state, self.asked) = (State::Nowhere, None);
        vec![Effect::Host(cx.ticket(), HostOp::ForgetDraft(self.id))]
    }

    /// Takes a message, if it is for this text.
    pub(super) fn take(&mut self, msg: &Msg, text: impl Fn() -> String, cx: &Context) -> Option<Vec<Effect>> {
        match msg {
            Msg::Woke(ticket) if self.timer == Some(*ticket) => Some(self.keep(text(), cx)),
            Msg::Host(ticket, outcome) if self.asked == Some(*ticket) => {
                self.asked = None;
                self.state = if outcome.is_ok() { State::Kept } else { State::Failed };
                let failed = outcome.as_ref().err().map(|words| Effect::Say(Tone::Bad, words.clone()));
                Some(failed.into_iter().collect())
            }
            _ => None,
        }
    }
}

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
        let keeping = Keeping { id: draft.id, state: State::Kept, ..Keeping::new(self.number, cx) };
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
        self.shelf.iter().filter_map(|writing| writing.keeping.as_ref()).any(|keeping| keeping.state == State::Failed)
    }
}
