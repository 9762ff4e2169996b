//! A text that is no draft of the server's while it is written: kept on this machine alone, until it is saved where it belongs.

use std::time::Duration;

use caseport_shared::api::draft::{DraftContent, DraftKind, SaveDraft};
use caseport_shared::case::CaseNumber;
use uuid::Uuid;

use crate::app::Context;
use crate::effect::{Effect, HostOp, LocalArticle, LocalDraft, Ticket, Tone};
use crate::msg::Msg;

/// What is kept.
#[derive(Debug)]
pub enum Text {
    /// The solution of a case.
    Solution(String),
    /// An article.
    Article(Box<LocalArticle>),
}

impl From<String> for Text {
    fn from(solution: String) -> Self {
        Self::Solution(solution)
    }
}

impl From<LocalArticle> for Text {
    fn from(article: LocalArticle) -> Self {
        Self::Article(Box::new(article))
    }
}

/// How long after a change the text is kept.
const PAUSE: Duration = Duration::from_secs(1);

/// Where a text is, besides the screen.
#[derive(Debug)]
pub struct Keeping {
    id: Uuid,
    /// The case whose solution it is.
    case: Option<CaseNumber>,
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
    /// Of a text that is nowhere but on the screen.
    pub fn new(case: Option<CaseNumber>, cx: &Context) -> Self {
        Self { id: cx.id(), case, timer: None, asked: None, state: State::Nowhere }
    }

    /// Of a text that was kept before.
    pub const fn of(draft: &LocalDraft) -> Self {
        Self { id: draft.id, case: draft.save.case, timer: None, asked: None, state: State::Kept }
    }

    /// Whether the text is kept, as it was a moment ago.
    pub fn is_kept(&self) -> bool {
        self.state == State::Kept
    }

    /// Whether it could not be kept.
    pub fn has_failed(&self) -> bool {
        self.state == State::Failed
    }

    /// Whether the text may be kept somewhere, or soon will be.
    pub fn is_begun(&self) -> bool {
        self.state != State::Nowhere || self.timer.is_some() || self.asked.is_some()
    }

    /// The text changed: it will be kept in a moment.
    pub fn touch(&mut self, cx: &Context) -> Vec<Effect> {
        if self.timer.is_some() {
            return Vec::new();
        }
        let ticket = cx.ticket();
        self.timer = Some(ticket);
        vec![Effect::Wake(ticket, PAUSE)]
    }

    /// Keeps the text now.
    pub fn keep(&mut self, text: impl Into<Text>, cx: &Context) -> Vec<Effect> {
        let ticket = cx.ticket();
        (self.timer, self.asked) = (None, Some(ticket));
        let (body, article) = match text.into() {
            Text::Solution(text) => (text, None),
            Text::Article(article) => (String::new(), Some(article)),
        };
        let content = DraftContent { body, ..DraftContent::default() };
        let save = SaveDraft { kind: DraftKind::Note, case: self.case, version: 0, content };
        let email = cx.me.as_ref().map(|me| me.email.clone()).unwrap_or_default();
        let draft = LocalDraft { id: self.id, server: cx.server.clone(), email, save, is_solution: article.is_none(), article };
        vec![Effect::Host(ticket, HostOp::KeepDraft(Box::new(draft)))]
    }

    /// Forgets what was kept, for it is saved or no longer wanted.
    pub fn forget(&mut self, cx: &Context) -> Vec<Effect> {
        self.timer = None;
        if self.state == State::Nowhere && self.asked.is_none() {
            return Vec::new();
        }
        (self.state, self.asked) = (State::Nowhere, None);
        vec![Effect::Host(cx.ticket(), HostOp::ForgetDraft(self.id))]
    }

    /// Takes a message, if it is for this text.
    pub fn take<T: Into<Text>>(&mut self, msg: &Msg, text: impl FnOnce() -> T, cx: &Context) -> Option<Vec<Effect>> {
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
