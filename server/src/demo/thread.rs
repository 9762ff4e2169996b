//! Threads: hand-worded cases with placeholders, as `assets/demo/threads-*.toml` writes them.
//!
//! A thread says for which kinds of product it is, under which `category/subcategory` it is filed, and its steps. Each
//! step has `h`, the hours since the step before (or, with `from`, since the end of the maintenance window or since the
//! upgrade that was announced), and one of: `customer`, `colleague` or `support` (a reply; support may add `status` and
//! `ticket`), `note`, `solve`, `escalate`, `status`, `attach`, `watch`, `severity`, `priority`, `close`, `reopen`.
//! The case is assigned by itself before support's first step.

use std::collections::BTreeMap;

use caseport_shared::product::ProductKind;
use caseport_shared::severity::{Priority, Severity};
use caseport_shared::status::Status;
use jiff::SignedDuration;
use serde::Deserialize;

use super::track::{Move, Track};

/// A hand-worded case, to be filled for a product and people.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thread {
    /// Its name among the threads.
    pub id: String,
    /// The kinds of product that have such cases.
    pub kinds: Vec<ProductKind>,
    /// Slugs of category and subcategory, separated by `/`; absent where the kinds have no categories.
    #[serde(default)]
    pub category: Option<String>,
    /// Impact.
    #[serde(default)]
    pub severity: Severity,
    /// "Your priority".
    #[serde(default)]
    pub priority: Priority,
    /// Ways to word the subject.
    pub subjects: Vec<String>,
    /// Description.
    pub description: String,
    /// Names of the files that come with the description.
    #[serde(default)]
    pub files: Vec<String>,
    /// Words of this thread's own placeholders.
    #[serde(default)]
    pub words: BTreeMap<String, Vec<String>>,
    /// Whether an agent files it for the customer.
    #[serde(default)]
    pub filed_by_support: bool,
    /// What happens then.
    pub steps: Vec<ThreadStep>,
}

impl Thread {
    /// The status after each number of steps, none first.
    pub(super) fn statuses(&self) -> Vec<Status> {
        let mut track = Track::new();
        let mut out = vec![track.status];
        for step in &self.steps {
            for moved in step.moves() {
                track.apply(moved);
            }
            out.push(track.status);
        }
        out
    }
}

/// Who does a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// For whom the case was filed.
    Requester,
    /// Somebody else of the same organization.
    Colleague,
    /// The assignee.
    Support,
}

/// From when a step's hours count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The step before.
    #[default]
    Previous,
    /// The end of the maintenance window that was announced.
    Window,
    /// The upgrade that was announced.
    Upgrade,
}

/// A step of a thread.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "RawStep")]
pub struct ThreadStep {
    /// How long after its origin.
    pub after: SignedDuration,
    /// From when that counts.
    pub origin: Origin,
    /// Who does it.
    pub by: Voice,
    /// What happens.
    pub action: ThreadAction,
    /// The status that support sets with it or by it.
    pub status: Option<Status>,
    /// Reference of the internal ticket that the status carries.
    pub ticket: Option<String>,
    /// Names of the files that come with it.
    pub files: Vec<String>,
}

/// What happens in a step.
#[derive(Debug, Clone)]
pub enum ThreadAction {
    /// A reply; it opens a case that is done again, or not.
    Reply(String, bool),
    /// An internal note.
    Note(String),
    /// The solution.
    Solve(String),
    /// A reason for more attention.
    Escalate(String),
    /// Nothing but the status is set.
    Status,
    /// The files are put on the case by themselves.
    Attach,
    /// The colleague follows the case from now on.
    Watch,
    /// Another impact.
    Severity(Severity),
    /// Another wish.
    Priority(Priority),
    /// Closed.
    Close,
    /// Opened again.
    Reopen,
}

impl ThreadStep {
    fn moves(&self) -> impl Iterator<Item = Move> {
        let action = match (&self.action, self.by) {
            (ThreadAction::Reply(_, reopen), Voice::Requester | Voice::Colleague) => Move::CustomerReply { reopen: *reopen },
            (ThreadAction::Escalate(_), Voice::Requester | Voice::Colleague) => Move::CustomerReply { reopen: true },
            (ThreadAction::Escalate(_), _) => Move::SupportEscalates,
            (ThreadAction::Attach, Voice::Requester | Voice::Colleague) => Move::CustomerReply { reopen: false },
            (ThreadAction::Solve(_), _) => Move::Solve,
            (ThreadAction::Close, _) => Move::Set(Status::Closed),
            (ThreadAction::Reopen, _) => Move::Set(Status::Researching),
            _ => Move::None,
        };
        [action, self.status.map_or(Move::None, Move::Set)].into_iter()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    h: f64,
    #[serde(default)]
    from: Origin,
    by: Option<Voice>,
    customer: Option<String>,
    colleague: Option<String>,
    support: Option<String>,
    note: Option<String>,
    solve: Option<String>,
    escalate: Option<String>,
    attach: Option<Vec<String>>,
    watch: Option<bool>,
    severity: Option<Severity>,
    priority: Option<Priority>,
    close: Option<RawCloser>,
    reopen: Option<RawCloser>,
    status: Option<Status>,
    ticket: Option<String>,
    #[serde(default)]
    files: Vec<String>,
    #[serde(default)]
    send_only: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawCloser {
    Customer,
    Support,
}

impl RawCloser {
    const fn voice(self) -> Voice {
        match self {
            Self::Customer => Voice::Requester,
            Self::Support => Voice::Support,
        }
    }
}

impl TryFrom<RawStep> for ThreadStep {
    type Error = String;

    fn try_from(raw: RawStep) -> Result<Self, String> {
        let reopen = !raw.send_only;
        let mut files = raw.files;
        let said = [
            raw.customer.map(|text| (Voice::Requester, ThreadAction::Reply(text, reopen))),
            raw.colleague.map(|text| (Voice::Colleague, ThreadAction::Reply(text, reopen))),
            raw.support.map(|text| (Voice::Support, ThreadAction::Reply(text, reopen))),
            raw.note.map(|text| (Voice::Support, ThreadAction::Note(text))),
            raw.solve.map(|text| (Voice::Support, ThreadAction::Solve(text))),
            raw.escalate.map(|text| (Voice::Requester, ThreadAction::Escalate(text))),
            raw.watch.and_then(|watch| watch.then_some((Voice::Requester, ThreadAction::Watch))),
            raw.severity.map(|severity| (Voice::Requester, ThreadAction::Severity(severity))),
            raw.priority.map(|priority| (Voice::Requester, ThreadAction::Priority(priority))),
            raw.close.map(|closer| (closer.voice(), ThreadAction::Close)),
            raw.reopen.map(|closer| (closer.voice(), ThreadAction::Reopen)),
            raw.attach.map(|names| {
                files.extend(names);
                (Voice::Requester, ThreadAction::Attach)
            }),
        ];
        let mut said = said.into_iter().flatten();
        let (by, action) = match (said.next(), raw.status) {
            (Some(said), _) => said,
            (None, Some(_)) => (Voice::Support, ThreadAction::Status),
            (None, None) => return Err("a step does nothing".to_owned()),
        };
        if said.next().is_some() {
            return Err("a step does one thing".to_owned());
        }
        let by = raw.by.unwrap_or(by);
        if raw.status.is_some() && by != Voice::Support {
            return Err("only support sets a status".to_owned());
        }
        let after = SignedDuration::try_from_secs_f64(raw.h * 3_600.0).map_err(|error| error.to_string())?;
        Ok(Self { after, origin: raw.from, by, action, status: raw.status, ticket: raw.ticket, files })
    }
}
