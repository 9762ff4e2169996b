//! Follows a case's status through its steps, by the rules of MISSION section 3; decides nothing about who may do what.

use caseport_shared::status::Status;

use super::case::{DemoAction, DemoCase};

/// What moves a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    /// A customer wrote or sent a file; `reopen` is what they chose on a case that is done (C5).
    CustomerReply { reopen: bool },
    /// Support asked for more attention, which ends no waiting for the customer.
    SupportEscalates,
    /// Support wrote the solution, which leaves a closed case closed.
    Solve,
    /// Support set it, by the status itself, closing or reopening.
    Set(Status),
    /// Nothing.
    None,
}

/// The status, and the open status that it returns to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Track {
    pub(super) status: Status,
    open: Status,
}

impl Track {
    pub(super) const fn new() -> Self {
        Self { status: Status::Researching, open: Status::Researching }
    }

    pub(super) fn apply(&mut self, step: Move) {
        match step {
            Move::CustomerReply { reopen } => {
                if self.status == Status::PendingYourResponse {
                    self.status = self.open;
                } else if self.status.asks_to_reopen() && reopen {
                    *self = Self::new();
                }
            }
            Move::SupportEscalates if self.status.asks_to_reopen() => *self = Self::new(),
            Move::Solve if self.status != Status::Closed => self.apply(Move::Set(Status::PendingClosure)),
            Move::Set(status) => {
                if status.asks_to_reopen() {
                    self.open = Status::Researching;
                } else if status != Status::PendingYourResponse {
                    self.open = status;
                }
                self.status = status;
            }
            Move::SupportEscalates | Move::Solve | Move::None => {}
        }
    }
}

/// Where a case stands after its last step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Its status.
    pub status: Status,
    /// Email of the assignee.
    pub assignee: Option<String>,
    /// Email of whoever wrote the last reply.
    pub last_reply_by: Option<String>,
    /// Whether it was escalated.
    pub escalated: bool,
    /// Whether it has a solution.
    pub solved: bool,
}

/// Works out where a case stands; `is_staff` tells the vendor's people by their email.
pub fn outcome(case: &DemoCase, is_staff: impl Fn(&str) -> bool) -> Outcome {
    let mut track = Track::new();
    let mut out = Outcome { status: track.status, assignee: None, last_reply_by: None, escalated: false, solved: false };
    for step in &case.steps {
        let by_customer = step.actor.as_deref().is_some_and(|email| !is_staff(email));
        let moved = match &step.action {
            DemoAction::Reply { reopen, .. } => {
                out.last_reply_by.clone_from(&step.actor);
                if by_customer { Move::CustomerReply { reopen: *reopen } } else { Move::None }
            }
            DemoAction::Escalate { .. } => {
                out.last_reply_by.clone_from(&step.actor);
                out.escalated = true;
                if by_customer { Move::CustomerReply { reopen: true } } else { Move::SupportEscalates }
            }
            DemoAction::Assign { to } => {
                out.assignee.clone_from(to);
                Move::None
            }
            DemoAction::SetStatus { status, .. } => Move::Set(*status),
            DemoAction::Solve { .. } => {
                out.solved = true;
                Move::Solve
            }
            DemoAction::Close | DemoAction::CloseByItself => Move::Set(Status::Closed),
            DemoAction::Reopen => Move::Set(Status::Researching),
            DemoAction::Attach { .. } if by_customer => Move::CustomerReply { reopen: false },
            DemoAction::Note { .. }
            | DemoAction::Attach { .. }
            | DemoAction::SetSeverity { .. }
            | DemoAction::SetPriority { .. }
            | DemoAction::Watch { .. } => Move::None,
        };
        track.apply(moved);
    }
    out.status = track.status;
    out
}
