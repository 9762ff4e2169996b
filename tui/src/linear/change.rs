//! Changing a case: each change asks what it must ask, builds on the version that was read, and says what came of it.

use caseport_shared::api::case::{CaseView, EditCase, Escalate, NewWatcher, SetStatus};
use caseport_shared::api::draft::DraftKind;
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::case::CaseAction;
use caseport_shared::limits::{EMAIL_CHARS, REASON_CHARS, REFERENCE_CHARS, SOLUTION_CHARS};
use caseport_shared::person::Side;
use caseport_shared::severity::{Priority, Severity};
use caseport_shared::status::Status;
use caseport_shared::text::inline;
use jiff::civil::Date;

use super::case::{Reading, is_code};
use super::{Desk, Step, Stop};
use crate::api::Key;
use crate::words;

impl Desk<'_> {
    pub(super) async fn close(&mut self, reading: &mut Reading) -> Step<()> {
        let number = reading.number();
        self.say_text("close-ask-body").await?;
        let title = self.text_with("close-ask-title", &[("number", number.to_string().into())]);
        if !self.confirm(&self.text_with("linear-yes-no", &[("question", title.into())])).await? {
            return self.say_text("linear-unchanged").await;
        }
        let key = Key::fresh();
        let case = self.call(|api| async move { api.close_case(number, key).await }).await?;
        self.took(reading, case, "done-closed").await
    }

    pub(super) async fn reopen(&mut self, reading: &mut Reading) -> Step<()> {
        let number = reading.number();
        self.say_text("reopen-ask-body").await?;
        let title = self.text_with("reopen-ask-title", &[("number", number.to_string().into())]);
        if !self.confirm(&self.text_with("linear-yes-no", &[("question", title.into())])).await? {
            return self.say_text("linear-unchanged").await;
        }
        let key = Key::fresh();
        let case = self.call(|api| async move { api.reopen_case(number, key).await }).await?;
        self.took(reading, case, "done-reopened").await
    }

    pub(super) async fn escalate(&mut self, reading: &mut Reading) -> Step<()> {
        let number = reading.number();
        let day = |at: jiff::Timestamp| self.times.date_of(at);
        if day(reading.case.summary.created_at) == day(self.now()) {
            self.say_text("escalate-same-day").await?;
        }
        self.say_text("escalate-body").await?;
        self.say_text("linear-reason").await?;
        let Some(reason) = self.text_for_change(DraftKind::Reply, number, REASON_CHARS).await? else {
            return self.say_text("linear-unchanged").await;
        };
        let outcome = self.escalate_for(reading, reason).await;
        self.end_change(outcome).await
    }

    async fn escalate_for(&mut self, reading: &mut Reading, reason: String) -> Step<()> {
        let (number, escalate, key) = (reading.number(), &Escalate { reason }, Key::fresh());
        let sent = self.call(|api| async move { api.escalate(number, escalate, key).await }).await?;
        // What one wrote oneself needs no reading, unless something unread came before it.
        if sent.comment.reference.number == reading.shown.replies + 1 {
            reading.shown.replies += 1;
        }
        self.say_text("done-escalated").await?;
        self.again(reading).await
    }

    pub(super) async fn priority(&mut self, reading: &mut Reading) -> Step<()> {
        let options: Vec<String> = Priority::ALL.iter().map(|one| words::priority(&self.strings, *one)).collect();
        let now = words::priority(&self.strings, reading.case.summary.priority);
        let title = self.text_with("linear-which-priority", &[("now", now.into())]);
        let priority = Priority::ALL[self.choose(&title, &options, None).await?];
        self.edit(reading, EditCase { priority: Some(priority), ..EditCase::default() }, "done-changed").await
    }

    pub(super) async fn severity(&mut self, reading: &mut Reading) -> Step<()> {
        let (now, can) = (reading.case.summary.severity, &reading.case.can);
        let may = |to: Severity| {
            let needed = if to.is_worse_than(now) { CaseAction::RaiseSeverity } else { CaseAction::LowerSeverity };
            to != now && can.contains(&needed)
        };
        let offered: Vec<Severity> = Severity::ALL.iter().copied().filter(|one| may(*one)).collect();
        if offered.is_empty() {
            return self.say_text("severity-none").await;
        }
        let options: Vec<String> = offered.iter().map(|one| self.severity_words(*one)).collect();
        let title = self.text_with("linear-which-severity", &[("now", self.severity_words(now).into())]);
        let severity = offered[self.choose(&title, &options, None).await?];
        self.edit(reading, EditCase { severity: Some(severity), ..EditCase::default() }, "done-changed").await
    }

    pub(super) fn severity_words(&self, severity: Severity) -> String {
        let strings = &self.strings;
        let values =
            [("severity", words::severity(strings, severity).into()), ("meaning", words::severity_meaning(strings, severity).into())];
        self.text_with("linear-severity", &values)
    }

    pub(super) async fn status(&mut self, reading: &mut Reading) -> Step<()> {
        let strings = &self.strings;
        let brand = self.brand();
        let name = |one: Status| format!("{}: {}", words::status(strings, &brand, one), words::status_meaning(strings, one));
        let options: Vec<String> = Status::ALL.iter().map(|one| name(*one)).collect();
        let title = self.text("linear-which-status");
        let status = Status::ALL[self.choose(&title, &options, None).await?];
        loop {
            let set = self.status_detail(status).await?;
            match self.edit(reading, EditCase { status: Some(set), ..EditCase::default() }, "done-changed").await {
                Err(Stop::Refused(error)) if is_code(&error, ErrorCode::Required) || is_code(&error, ErrorCode::InvalidField) => {
                    // The server says which of them is wrong, and they are asked again.
                    self.say_error(&error).await?;
                    if !status.needs_date() && !status.takes_ticket() {
                        return Ok(());
                    }
                }
                outcome => return outcome,
            }
        }
    }

    /// What a status carries beside its name.
    async fn status_detail(&mut self, status: Status) -> Step<SetStatus> {
        let mut set = SetStatus { status, date: None, fixed_in: None, ticket: None };
        if status.needs_version() {
            let version = self.ask_field(&self.text("linear-status-version"), REFERENCE_CHARS, false).await?;
            set.fixed_in = Some(version);
        }
        if status.needs_date() {
            let question = self.text(if status.needs_version() { "linear-status-date-optional" } else { "linear-status-date" });
            set.date = loop {
                let typed = self.ask_field(&question, REFERENCE_CHARS, status.needs_version()).await?;
                match (typed.is_empty(), typed.parse::<Date>()) {
                    (true, _) => break None,
                    (false, Ok(date)) => break Some(date),
                    (false, Err(_)) => self.say_text("status-date-wrong").await?,
                }
            };
        }
        if status.takes_ticket() {
            let ticket = self.ask_field(&self.text("linear-status-ticket"), REFERENCE_CHARS, true).await?;
            set.ticket = (!ticket.is_empty()).then_some(ticket);
        }
        Ok(set)
    }

    pub(super) async fn assign(&mut self, reading: &mut Reading) -> Step<()> {
        let people = self.everybody(Some(Side::Support), None).await?;
        let mine = self.me.as_ref().map(|me| me.email.clone());
        let mut options = vec![self.text("assign-me"), self.text("assign-nobody")];
        options.extend(people.iter().map(|one| inline(&one.name).into_owned()));
        let assignee = match self.pick(&self.text("linear-which-assignee"), &options).await? {
            0 => mine,
            1 => None,
            at => Some(people[at - 2].email.clone()),
        };
        self.edit(reading, EditCase { assignee: Some(assignee), ..EditCase::default() }, "done-assigned").await
    }

    pub(super) async fn solve(&mut self, reading: &mut Reading) -> Step<()> {
        self.say_text("linear-solution-readers").await?;
        let Some(solution) = self.text_for_change(DraftKind::Note, reading.number(), SOLUTION_CHARS).await? else {
            return self.say_text("linear-unchanged").await;
        };
        let outcome = self.edit(reading, EditCase { solution: Some(solution), ..EditCase::default() }, "done-solved").await;
        self.end_change(outcome).await
    }

    pub(super) async fn watch(&mut self, reading: &mut Reading, rest: &str) -> Step<()> {
        let number = reading.number();
        if rest.is_empty() && !reading.case.watchers.is_empty() {
            let mut options = vec![self.text("linear-watch-add")];
            let names = reading.case.watchers.iter().map(words::person);
            options.extend(names.map(|name| self.text_with("linear-watch-remove", &[("person", name.into())])));
            let chosen = self.choose(&self.text("watchers-title"), &options, None).await?;
            if chosen > 0 {
                let Some(email) = reading.case.watchers[chosen - 1].email.clone() else {
                    return self.say_text("watchers-no-address").await;
                };
                let (email, key) = (email.as_str(), Key::fresh());
                let case = self.call(|api| async move { api.remove_watcher(number, email, key).await }).await?;
                return self.took(reading, case, "done-watcher-removed").await;
            }
        }
        let email = match rest {
            "" => {
                self.say_text("watchers-add-body").await?;
                self.ask_field(&self.text("linear-email"), EMAIL_CHARS, false).await?
            }
            email => email.to_owned(),
        };
        let (watcher, key) = (&NewWatcher { email }, Key::fresh());
        let case = self.call(|api| async move { api.add_watcher(number, watcher, key).await }).await?;
        self.took(reading, case, "done-watcher-added").await
    }

    /// Saves fields upon the version that was read; when somebody was first, it says what is so now and asks again.
    async fn edit(&mut self, reading: &mut Reading, edit: EditCase, done: &str) -> Step<()> {
        let (number, edit) = (reading.number(), &edit);
        loop {
            let (version, key) = (reading.case.version, Key::fresh());
            match self.call(|api| async move { api.edit_case(number, version, edit, key).await }).await {
                Ok(case) => return self.took(reading, case, done).await,
                Err(Stop::Refused(error)) if is_code(&error, ErrorCode::StaleVersion) => {
                    self.say_error(&error).await?;
                    self.again(reading).await?;
                    self.say_header(&reading.case).await?;
                    let again = self.text("conflict-again");
                    if !self.confirm(&self.text_with("linear-yes-no", &[("question", again.into())])).await? {
                        self.say_text("linear-unchanged").await?;
                        return Err(Stop::Back);
                    }
                }
                Err(stop) => return Err(stop),
            }
        }
    }

    /// Takes over what a change left, and says it.
    async fn took(&mut self, reading: &mut Reading, case: CaseView, done: &str) -> Step<()> {
        reading.case = case;
        let status = self.standing(&reading.case.summary);
        let values = [("done", self.text(done).into()), ("status", status.into())];
        self.say(&self.text_with("linear-done", &values)).await
    }
}
