//! Times, rows and headers in words that read well aloud; foreign text comes out clean.

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::case::{CaseSummary, CaseView};
use caseport_shared::text::inline;
use jiff::Timestamp;
use jiff::civil::Date;

use super::server::ended;
use super::{Desk, Step};
use crate::words;

impl Desk<'_> {
    /// The reader's zone by its name and by what clocks there call it.
    pub(super) fn zone_name(&self) -> String {
        let short = self.times.zone_mark(self.now());
        match self.times.zone.iana_name() {
            Some(name) if name != short => format!("{name} ({short})"),
            _ => short,
        }
    }

    /// A point in time: how long ago, or the day and the time when that is long ago or still to come.
    pub(super) fn ago(&self, at: Timestamp) -> String {
        let minutes = self.now().duration_since(at).as_mins();
        let (key, count) = match minutes {
            0 => return self.text("linear-now"),
            1..60 => ("linear-minutes-ago", minutes),
            60..1_440 => ("linear-hours-ago", minutes / 60),
            1_440..10_080 => ("linear-days-ago", minutes / 1_440),
            _ => return self.text_with("linear-on", &[("moment", self.moment(at).into())]),
        };
        self.text_with(key, &[("count", count.into())])
    }

    /// Day and time in the reader's zone, which was named at the start.
    pub(super) fn moment(&self, at: Timestamp) -> String {
        self.times.long_moment(at)
    }

    pub(super) fn day(&self, date: Date) -> String {
        self.times.long_date(date)
    }

    /// Everything that the status says, with its date in words.
    pub(super) fn standing(&self, case: &CaseSummary) -> String {
        let strings = &self.strings;
        let mut parts = vec![words::status(strings, &self.brand(), case.status)];
        let date = case.detail.date.map(|date| self.day(date));
        let version = case.detail.fixed_in.as_deref().map(|version| inline(version).into_owned());
        parts.extend(match (version, date) {
            (Some(version), Some(date)) => {
                Some(self.text_with("status-fixed-in-on", &[("version", version.into()), ("date", date.into())]))
            }
            (Some(version), None) => Some(self.text_with("status-fixed-in", &[("version", version.into())])),
            (None, Some(date)) => Some(self.text_with("status-date", &[("date", date.into())])),
            (None, None) => None,
        });
        let ticket = case.detail.ticket.as_deref();
        parts.extend(ticket.map(|ticket| self.text_with("status-ticket", &[("ticket", inline(ticket).into())])));
        parts.extend(case.closes_at.map(|at| self.text_with("status-closes", &[("date", self.moment(at).into())])));
        parts.extend(words::is_waiting(case).then(|| self.text("status-unassigned")));
        parts.join(", ")
    }

    /// A case on one line, without its place in the list.
    pub(super) fn row(&self, case: &CaseSummary) -> String {
        let status = words::status(&self.strings, &self.brand(), case.status);
        let severity = self.text_with("linear-row-severity", &[("severity", case.severity.to_string().into())]);
        let mut parts = vec![case.number.to_string(), status, severity, inline(&case.product.name).into_owned()];
        if self.is_support() {
            if !case.product.name.starts_with(&case.organization.name) {
                parts.push(inline(&case.organization.name).into_owned());
            }
            let assignee = case.assignee.as_ref().map(words::person);
            parts.push(assignee.map_or_else(
                || self.text("linear-row-unassigned"),
                |name| self.text_with("linear-row-assigned", &[("person", name.into())]),
            ));
        }
        parts.extend(case.escalated_at.map(|_| self.text("linear-row-escalated")));
        parts.extend(case.unread.then(|| self.text("linear-row-unread")));
        let last = match &case.last_reply {
            Some(reply) => {
                let values = [("person", words::person(&reply.by).into()), ("when", self.ago(reply.at).into())];
                self.text_with("linear-row-last", &values)
            }
            None => self.text_with("linear-row-filed", &[("when", self.ago(case.created_at).into())]),
        };
        let values = [("facts", parts.join(", ").into()), ("subject", ended(&inline(&case.subject)).into()), ("last", last.into())];
        self.text_with("linear-row", &values)
    }

    /// A case's facts but its solution, each on a line of its own.
    fn header(&self, case: &CaseView) -> Vec<String> {
        let (summary, strings) = (&case.summary, &self.strings);
        let title = [("number", summary.number.to_string().into()), ("subject", inline(&summary.subject).into())];
        let mut out = vec![self.text_with("cli-case-title", &title)];
        let mut fact = |label: &str, value: Option<String>| {
            out.extend(value.map(|value| self.text_with("linear-fact", &[("label", self.text(label).into()), ("value", value.into())])));
        };
        fact("label-status", Some(self.standing(summary)));
        let meaning = words::status_meaning(strings, summary.status);
        let ideas = self.portal.as_ref().and_then(|portal| portal.ideas_link.as_deref());
        let is_scoping = summary.status == caseport_shared::status::Status::Scoping;
        let link = ideas.filter(|_| is_scoping).map(|link| format!(" {}", inline(link))).unwrap_or_default();
        fact("linear-label-meaning", Some(format!("{meaning}{link}")));
        fact("case-promise", case.promise.as_ref().map(|promise| words::promise_by(strings, promise, &self.times)));
        let severity = format!("{}, {}", words::severity(strings, summary.severity), words::severity_meaning(strings, summary.severity));
        fact("label-severity", Some(severity));
        let priority = if self.is_support() { "case-their-priority" } else { "case-your-priority" };
        fact(priority, Some(words::priority(strings, summary.priority)));
        fact("label-product", Some(inline(&summary.product.name).into_owned()));
        let category: Vec<String> = case.category.iter().chain(&case.subcategory).map(|one| inline(&one.name).into_owned()).collect();
        fact("label-category", (!category.is_empty()).then(|| category.join(", ")));
        fact("label-organization", Some(inline(&summary.organization.name).into_owned()));
        let requester = words::person(&summary.requester);
        let requester = match &case.filed_by {
            Some(agent) => self.text_with("case-filed-by", &[("requester", requester.into()), ("agent", words::person(agent).into())]),
            None => requester,
        };
        fact("label-requester", Some(requester));
        fact("label-assignee", summary.assignee.as_ref().map(words::person));
        let watchers: Vec<String> = case.watchers.iter().map(words::person).collect();
        fact("label-watchers", (!watchers.is_empty()).then(|| watchers.join(", ")));
        if let Some(request) = &case.request {
            fact("label-request", Some(words::request::subject(strings, &request.asks)));
            fact("label-request-state", Some(words::request::standing(strings, request, &self.times)));
        }
        fact("label-filed", Some(self.ago(summary.created_at)));
        fact("label-escalated", summary.escalated_at.map(|at| self.ago(at)));
        out
    }

    /// Says a case's facts, each on a line of its own, and its solution.
    pub(super) async fn say_header(&mut self, case: &CaseView) -> Step<()> {
        for line in self.header(case) {
            self.say(&line).await?;
        }
        if let Some(solution) = &case.summary.solution {
            self.say_text("linear-solution").await?;
            self.say_body(solution).await?;
        }
        Ok(())
    }

    /// A file with its number on the case, or why its content is gone.
    pub(super) fn file(&self, number: Option<usize>, file: &AttachmentView) -> String {
        let name = inline(&file.name).into_owned();
        let what = match &file.redacted {
            Some(redaction) => {
                let values = [("date", self.moment(redaction.at).into()), ("reason", inline(&redaction.reason).into())];
                self.text_with("redacted", &values)
            }
            None => format!("{}, {}", words::size(file.size), inline(&file.content_type)),
        };
        let values = [("name", name.into()), ("what", what.into())];
        match number {
            Some(number) => self.text_with("linear-file-numbered", &[&values[..], &[("number", number.to_string().into())]].concat()),
            None => self.text_with("linear-file", &values),
        }
    }
}
