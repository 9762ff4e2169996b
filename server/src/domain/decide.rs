//! What a command does to a case: the rules C4 to C8 of MISSION, and nothing else.

use caseport_shared::api::case::{SetStatus, StatusDetail};
use caseport_shared::comment::{CommentRef, Seen, Visibility};
use caseport_shared::event::Fact;
use caseport_shared::person::Side;
use caseport_shared::status::{Status, StatusGroup};

use super::case::{By, Case, Command, Decision, Edit, Reject};

const DAY: i64 = 24 * 60 * 60 * 1_000;

/// Decides what `command` does to `case`. Whether `by` may ask for it is the policy's business.
///
/// # Errors
/// When the command does not fit the case's state.
pub fn decide(case: &Case, by: By, command: Command) -> Result<Decision, Reject> {
    let mut change = Change { case: case.clone(), by, facts: Vec::new() };
    match command {
        Command::Reply { reopen, status } => change.reply(reopen, status)?,
        Command::Note => {
            change.case.latest.notes += 1;
            let comment = CommentRef { visibility: Visibility::Internal, number: change.case.latest.notes };
            change.fact(Visibility::Internal, Fact::Commented { comment });
        }
        Command::Attach(visibility) => change.attach(visibility),
        Command::Watchers => change.touch(Visibility::Public),
        Command::Redact(visibility) => change.touch(visibility),
        Command::RedactDescription => change.field(Fact::DescriptionRedacted),
        Command::Close | Command::Escalate | Command::RequestApplied if case.status == Status::Closed => {
            return Err(Reject::AlreadyClosed);
        }
        Command::Close => change.close(Fact::Closed),
        Command::CloseByItself => change.close(Fact::ClosedByItself),
        Command::Reopen if !case.status.asks_to_reopen() => return Err(Reject::AlreadyOpen),
        Command::Reopen => change.reopen(),
        Command::Escalate => change.escalate(),
        Command::RequestApplied => change.request_applied(),
        Command::RequestUndone => change.request_undone(),
        Command::Edit(edit) => change.edit(edit)?,
    }
    Ok(Decision { case: change.case, facts: change.facts })
}

struct Change {
    case: Case,
    by: By,
    facts: Vec<(Visibility, Fact<i64>)>,
}

impl Change {
    /// Notes that something happened which readers of `visibility` may see.
    fn touch(&mut self, visibility: Visibility) {
        self.case.updated_at = self.by.now;
        if visibility == Visibility::Public {
            self.case.public_updated_at = self.by.now;
        }
    }

    fn fact(&mut self, visibility: Visibility, fact: Fact<i64>) {
        self.touch(visibility);
        self.facts.push((visibility, fact));
    }

    /// Notes that a field changed, so that an edit made upon the old one is refused.
    fn edited(&mut self, visibility: Visibility) {
        self.case.version += 1;
        if visibility == Visibility::Public {
            self.case.public_version += 1;
        }
    }

    /// Counts a reply and names it.
    fn said(&mut self) -> CommentRef {
        let case = &mut self.case;
        case.latest = Seen { replies: case.latest.replies + 1, ..case.latest };
        case.last_reply_at = Some(self.by.now);
        case.last_reply_by_id = Some(self.by.person_id);
        CommentRef { visibility: Visibility::Public, number: case.latest.replies }
    }

    /// Writes a reason and moves the case as a reply that reopens does. Support's own escalation asks for an answer and is
    /// none: the customer goes on waiting for the first one, and the last word stays whose it was.
    fn escalate(&mut self) {
        self.case.escalated_at = Some(self.by.now);
        let comment = self.said();
        if self.by.side == Side::Customer {
            self.case.last_side = Side::Customer;
        }
        self.edited(Visibility::Public);
        self.fact(Visibility::Public, Fact::Escalated { comment });
        if self.case.status.asks_to_reopen() {
            self.reopen();
        } else {
            self.answered();
        }
    }

    /// Puts a file on the case by itself: a customer's is what they have to say, though nobody asked them whether to reopen.
    fn attach(&mut self, visibility: Visibility) {
        self.touch(visibility);
        if self.by.side == Side::Customer && visibility == Visibility::Public {
            self.case.file_count += 1;
            self.case.last_side = Side::Customer;
            self.answered();
        }
    }

    /// Ends the waiting for the customer once they have said something (C5).
    fn answered(&mut self) {
        let (from, to) = (self.case.status, self.case.open_status);
        if from == Status::PendingYourResponse && self.by.side == Side::Customer {
            self.enter(to);
            let StatusDetail { date, fixed_in, .. } = self.case.detail.clone();
            self.field(Fact::StatusSet { from, to, date, fixed_in });
        }
    }

    fn reply(&mut self, reopen: bool, status: Option<Status>) -> Result<(), Reject> {
        let comment = self.said();
        self.case.last_side = self.by.side;
        if self.by.side == Side::Support {
            self.case.first_answer_at.get_or_insert(self.by.now);
        }
        self.fact(Visibility::Public, Fact::Commented { comment });
        match (status, self.case.status) {
            (Some(status), now) if status != now => {
                self.set_status(SetStatus { status, date: None, fixed_in: None, ticket: None }, None)?;
            }
            (Some(_), _) => {}
            (None, now) if now.asks_to_reopen() => {
                if reopen {
                    self.reopen();
                }
            }
            (None, _) => self.answered(),
        }
        Ok(())
    }

    /// What was asked for is done, so there is nothing left but to look at it.
    fn request_applied(&mut self) {
        self.case.last_side = Side::Support;
        self.case.first_answer_at.get_or_insert(self.by.now);
        self.field(Fact::RequestApplied);
        let from = self.case.status;
        self.enter(Status::PendingClosure);
        if from != Status::PendingClosure {
            self.fact(Visibility::Public, Fact::StatusSet { from, to: Status::PendingClosure, date: None, fixed_in: None });
        }
    }

    fn request_undone(&mut self) {
        self.field(Fact::RequestUndone);
        if self.case.status.asks_to_reopen() {
            self.reopen();
        }
    }

    fn close(&mut self, fact: Fact<i64>) {
        self.enter(Status::Closed);
        self.edited(Visibility::Public);
        self.fact(Visibility::Public, fact);
    }

    fn reopen(&mut self) {
        let from = self.case.status;
        self.enter(Status::Researching);
        self.field(Fact::Reopened { from });
        self.release();
    }

    /// Takes an assignee off who no longer works here, for nobody would work on the case that was opened (C5).
    fn release(&mut self) {
        if self.case.assignee_id.is_some() && !self.by.is_assignee_active {
            self.case.assignee_id = None;
            self.fact(Visibility::Public, Fact::Assigned { to: None });
        }
    }

    /// Moves the case to a status and keeps what hangs on it: where a customer's answer returns to, and when it closes.
    fn enter(&mut self, status: Status) {
        if status.asks_to_reopen() {
            // Whatever opens a case that was ending begins anew, without what its status said before.
            self.case.open_status = Status::Researching;
            (self.case.detail.date, self.case.detail.fixed_in) = (None, None);
        } else if status.group() == StatusGroup::Open {
            self.case.open_status = status;
        }
        self.case.status = status;
        self.case.closes_at = (status == Status::PendingClosure).then(|| self.by.now + i64::from(self.by.auto_close_days) * DAY);
    }

    fn edit(&mut self, edit: Edit) -> Result<(), Reject> {
        if let Some(severity) = edit.severity.filter(|severity| *severity != self.case.severity) {
            if self.by.side == Side::Customer && !severity.is_worse_than(self.case.severity) {
                return Err(Reject::OnlyStaffLowersSeverity);
            }
            let from = std::mem::replace(&mut self.case.severity, severity);
            self.field(Fact::SeveritySet { from, to: severity });
        }
        if let Some(priority) = edit.priority.filter(|priority| *priority != self.case.priority) {
            let from = std::mem::replace(&mut self.case.priority, priority);
            self.field(Fact::PrioritySet { from, to: priority });
        }
        if let Some((category, subcategory)) = edit.category.filter(|new| *new != (self.case.category_id, self.case.subcategory_id)) {
            (self.case.category_id, self.case.subcategory_id) = (category, subcategory);
            self.field(Fact::CategorySet);
        }
        if let Some(to) = edit.requester_id.filter(|to| *to != self.case.requester_id) {
            let from = std::mem::replace(&mut self.case.requester_id, to);
            self.field(Fact::RequesterSet { from, to });
        }
        if let Some(to) = edit.assignee_id.filter(|to| *to != self.case.assignee_id) {
            self.case.assignee_id = to;
            // Nobody is handed a case who does not work here.
            self.by.is_assignee_active = true;
            self.field(Fact::Assigned { to });
        }
        if let Some(solution) = edit.solution {
            self.solve(solution);
        }
        if let Some(status) = edit.status {
            self.set_status(status, edit.upgrade)?;
        }
        Ok(())
    }

    fn field(&mut self, fact: Fact<i64>) {
        self.edited(Visibility::Public);
        self.fact(Visibility::Public, fact);
    }

    /// Writes the solution, which says that the case is resolved (C7): the customer has the whole time to look at the one
    /// written last. A closed case is resolved already and stays closed.
    fn solve(&mut self, solution: String) {
        self.case.solution = Some(solution);
        self.field(Fact::Solved);
        let from = self.case.status;
        if from == Status::Closed {
            return;
        }
        self.enter(Status::PendingClosure);
        if from != Status::PendingClosure {
            self.fact(Visibility::Public, Fact::StatusSet { from, to: Status::PendingClosure, date: None, fixed_in: None });
        }
    }

    fn set_status(&mut self, set: SetStatus, upgrade: Option<(String, jiff::civil::Date)>) -> Result<(), Reject> {
        let SetStatus { status, mut date, fixed_in, ticket } = set;
        if status == Status::Closed {
            if self.case.status == Status::Closed {
                return Err(Reject::AlreadyClosed);
            }
            self.close(Fact::Closed);
            return Ok(());
        }
        if !status.needs_date() && date.is_some() {
            return Err(Reject::DetailNotTaken("date"));
        }
        if !status.needs_version() && fixed_in.is_some() {
            return Err(Reject::DetailNotTaken("fixed_in"));
        }
        if !status.takes_ticket() && ticket.is_some() {
            return Err(Reject::DetailNotTaken("ticket"));
        }
        let fixed_in = if status.needs_version() {
            Some(fixed_in.or_else(|| self.case.detail.fixed_in.clone()).ok_or(Reject::VersionRequired)?)
        } else {
            None
        };
        if status.needs_date() && date.is_none() {
            // A version that the product gets next has its date in the product's upgrade schedule.
            date = upgrade.filter(|(version, _)| fixed_in.as_ref() == Some(version)).map(|(_, on)| on);
            if date.is_none() {
                return Err(Reject::DateRequired);
            }
        }
        let from = self.case.status;
        if ticket.is_some() && ticket != self.case.detail.ticket {
            self.case.detail.ticket = ticket;
            self.edited(Visibility::Internal);
            self.fact(Visibility::Internal, Fact::TicketSet);
        }
        let is_same_detail = date == self.case.detail.date && fixed_in == self.case.detail.fixed_in;
        let is_same = from == status && (!status.needs_date() || is_same_detail);
        if is_same {
            return Ok(());
        }
        // Waiting for the customer keeps what the open status said, for the answer returns there.
        if status != Status::PendingYourResponse {
            (self.case.detail.date, self.case.detail.fixed_in) = (date, fixed_in.clone());
        }
        self.enter(status);
        self.field(Fact::StatusSet { from, to: status, date, fixed_in });
        if from.asks_to_reopen() {
            self.release();
        }
        Ok(())
    }
}
