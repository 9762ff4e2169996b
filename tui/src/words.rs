//! Sentences about the models, for the commands and the screens alike; foreign text comes out safe for a terminal.

mod error;
pub mod request;

use caseport_shared::api::case::{CaseSummary, StatusDetail};
use caseport_shared::api::code::CodeView;
use caseport_shared::api::comment::CommentView;
use caseport_shared::api::person::PersonRef;
use caseport_shared::api::product::Promise;
use caseport_shared::code::CodePurpose;
use caseport_shared::event::Fact;
use caseport_shared::person::Side;
use caseport_shared::plan::{SlaHours, SlaUnit};
use caseport_shared::severity::{Priority, Severity};
use caseport_shared::status::{Status, StatusGroup};
use caseport_shared::text::inline;

pub use error::{api_error, file_error};

use crate::strings::Strings;
use crate::times::Times;

/// A status as the vendor's customers know it (C4).
pub fn status(strings: &Strings, brand: &str, status: Status) -> String {
    strings.text_with(&format!("status-{status}"), &[("brand", inline(brand).into())])
}

/// What a status means to the customer (C4).
pub fn status_meaning(strings: &Strings, status: Status) -> String {
    strings.text(&format!("status-{status}-meaning"))
}

/// What a status says beyond its name: when and in which version; `None` when it says nothing.
pub fn status_detail(strings: &Strings, detail: &StatusDetail, times: &Times) -> Option<String> {
    let date = detail.date.map(|date| times.stamp_date(date));
    let version = detail.fixed_in.as_deref().map(inline);
    let main = match (version, date) {
        (Some(version), Some(date)) => Some(strings.text_with("status-fixed-in-on", &[("version", version.into()), ("date", date.into())])),
        (Some(version), None) => Some(strings.text_with("status-fixed-in", &[("version", version.into())])),
        (None, Some(date)) => Some(strings.text_with("status-date", &[("date", date.into())])),
        (None, None) => None,
    };
    let ticket = detail.ticket.as_deref().map(|ticket| strings.text_with("status-ticket", &[("ticket", inline(ticket).into())]));
    let parts: Vec<String> = main.into_iter().chain(ticket).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Whether nobody of support has picked a case up: it is neither assigned nor answered, and on its way to its end it waits for nobody.
pub fn is_waiting(case: &CaseSummary) -> bool {
    let is_answered = case.last_reply.as_ref().is_some_and(|last| last.by.side == Side::Support);
    let is_over = matches!(case.status, Status::Closed | Status::PendingClosure);
    case.assignee.is_none() && !is_over && !is_answered
}

/// Everything that a case's status says on one line: name, detail, closing date, and that nobody has picked it up.
pub fn standing(strings: &Strings, brand: &str, case: &CaseSummary, times: &Times) -> String {
    let mut out = status(strings, brand, case.status);
    let closes = case.closes_at.map(|at| strings.text_with("status-closes", &[("date", times.stamp(at).into())]));
    let unassigned = is_waiting(case).then(|| strings.text("status-unassigned"));
    for part in status_detail(strings, &case.detail, times).into_iter().chain(closes).chain(unassigned) {
        out.push_str(", ");
        out.push_str(&part);
    }
    out
}

/// A group of statuses.
pub fn group(strings: &Strings, group: StatusGroup) -> String {
    strings.text(&format!("group-{group}"))
}

/// A severity, such as `3 Minor`.
pub fn severity(strings: &Strings, severity: Severity) -> String {
    strings.text(&format!("severity-{severity}"))
}

/// What a severity means.
pub fn severity_meaning(strings: &Strings, severity: Severity) -> String {
    strings.text(&format!("severity-{severity}-meaning"))
}

/// "Your priority".
pub fn priority(strings: &Strings, priority: Priority) -> String {
    strings.text(&format!("priority-{priority}"))
}

/// A promise of a first answer, such as `within 4 business hours, around the clock from Monday to Friday` (C1).
pub fn promise(strings: &Strings, promise: &Promise) -> String {
    let (amount, hours) = promised(strings, promise);
    strings.text_with("promise", &[("amount", amount.into()), ("hours", hours.into())])
}

/// How much of which hours is promised.
fn promised(strings: &Strings, promise: &Promise) -> (String, String) {
    let unit = match promise.target.unit {
        SlaUnit::Minutes => "promise-minutes",
        SlaUnit::BusinessHours => "promise-business-hours",
        SlaUnit::BusinessDays => "promise-business-days",
    };
    let hours = match promise.target.hours {
        SlaHours::EveryDay => "hours-24x7",
        SlaHours::Weekdays => "hours-24x5",
        SlaHours::NineToFive => "hours-9-to-5",
    };
    (strings.text_with(unit, &[("count", promise.target.amount.into())]), strings.text(hours))
}

/// The same of a case, with its deadline in the reader's zone where there is one: `within 4 business hours, by Tuesday 2026-03-03
/// 14:30 CET (around the clock from Monday to Friday)` (C1).
pub fn promise_by(strings: &Strings, given: &Promise, times: &Times) -> String {
    let Some(due) = given.due_at else { return promise(strings, given) };
    let (amount, hours) = promised(strings, given);
    let day = times.at(due).weekday().to_monday_one_offset();
    let due = format!("{} {}", strings.text(&format!("weekday-{day}")), times.stamp(due));
    strings.text_with("promise-by", &[("amount", amount.into()), ("due", due.into()), ("hours", hours.into())])
}

/// What a one-time code is for, and whose it is (I1, I2).
pub fn code(strings: &Strings, about: &CodeView) -> String {
    let names = [("name", inline(&about.name).into()), ("email", inline(&about.email).into())];
    match (about.purpose, &about.organization) {
        (CodePurpose::Reset, _) => strings.text_with("code-reset", &names),
        (CodePurpose::Invitation, None) => strings.text_with("code-invitation-staff", &names),
        (CodePurpose::Invitation, Some(organization)) => {
            let [name, email] = names;
            strings.text_with("code-invitation", &[name, email, ("organization", inline(organization).into())])
        }
    }
}

/// Somebody, by name.
pub fn person(person: &PersonRef) -> String {
    inline(&person.name).into_owned()
}

/// Who wrote a comment; somebody at a shared mailbox by their own name and its address (S7).
pub fn author(comment: &CommentView) -> String {
    match (&comment.signed, &comment.author.email) {
        (Some(signed), Some(email)) => format!("{} ({})", inline(signed), inline(email)),
        (Some(signed), None) => format!("{} ({})", inline(signed), inline(&comment.author.name)),
        (None, _) => person(&comment.author),
    }
}

/// Somebody, by name and by address where it may be known.
pub fn person_and_address(person: &PersonRef) -> String {
    match &person.email {
        Some(email) => format!("{} <{}>", inline(&person.name), inline(email)),
        None => inline(&person.name).into_owned(),
    }
}

/// A size such as `1.4 MB`, in steps of 1,024 as limits are set.
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    const STEP: u64 = 1_024;
    if bytes < STEP {
        return format!("{bytes} B");
    }
    let (mut whole, mut rest, mut unit) = (bytes / STEP, bytes % STEP, 0);
    while whole >= STEP && unit + 1 < UNITS.len() {
        (whole, rest) = (whole / STEP, whole % STEP);
        unit += 1;
    }
    if whole >= 10 { format!("{whole} {}", UNITS[unit]) } else { format!("{whole}.{} {}", rest * 10 / STEP, UNITS[unit]) }
}

/// What happened, who did it and for whom.
pub fn fact(
    (strings, times): (&Strings, &Times),
    brand: &str,
    actor: Option<&PersonRef>,
    on_behalf_of: Option<&PersonRef>,
    fact: &Fact<PersonRef>,
) -> String {
    let actor = ("actor", actor.map_or_else(|| strings.text("actor-system"), person).into());
    let say = |key: &str| strings.text_with(key, std::slice::from_ref(&actor));
    let with = |key: &str, name: &'static str, value: String| strings.text_with(key, &[actor.clone(), (name, value.into())]);
    let change = |key: &str, from: String, to: String| strings.text_with(key, &[actor.clone(), ("from", from.into()), ("to", to.into())]);
    match fact {
        Fact::Filed => match on_behalf_of {
            Some(requester) => with("fact-filed-for", "person", person(requester)),
            None => say("fact-filed"),
        },
        Fact::Commented { comment } => with("fact-commented", "comment", comment.to_string()),
        Fact::Attached { .. } => say("fact-attached"),
        Fact::StatusSet { from, to, date, fixed_in } => {
            let detail = StatusDetail { date: *date, fixed_in: fixed_in.clone(), ticket: None };
            let to =
                std::iter::once(status(strings, brand, *to)).chain(status_detail(strings, &detail, times)).collect::<Vec<_>>().join(", ");
            change("fact-status-set", status(strings, brand, *from), to)
        }
        Fact::Closed => say("fact-closed"),
        Fact::ClosedByItself => strings.text("fact-closed-by-itself"),
        Fact::Reopened { .. } => say("fact-reopened"),
        Fact::Escalated { comment } => with("fact-escalated", "comment", comment.to_string()),
        Fact::SeveritySet { from, to } => change("fact-severity-set", severity(strings, *from), severity(strings, *to)),
        Fact::PrioritySet { from, to } => change("fact-priority-set", priority(strings, *from), priority(strings, *to)),
        Fact::CategorySet => say("fact-category-set"),
        Fact::Assigned { to: Some(to) } => with("fact-assigned", "person", person(to)),
        Fact::Assigned { to: None } => say("fact-assigned-nobody"),
        Fact::RequesterSet { from, to } => change("fact-requester-set", person(from), person(to)),
        Fact::WatcherAdded { person: who } => with("fact-watcher-added", "person", person(who)),
        Fact::WatcherRemoved { person: who } => with("fact-watcher-removed", "person", person(who)),
        Fact::Solved => say("fact-solved"),
        Fact::TicketSet => say("fact-ticket-set"),
        Fact::DescriptionRedacted => say("fact-description-redacted"),
        Fact::CommentRedacted { comment } => with("fact-comment-redacted", "comment", comment.to_string()),
        Fact::FileRedacted { .. } => say("fact-file-redacted"),
        Fact::RequestApplied => say("fact-request-applied"),
        Fact::RequestDeclined => say("fact-request-declined"),
        Fact::RequestUndone => say("fact-request-undone"),
        Fact::FileShared { .. } => say("fact-file-shared"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use caseport_shared::notice::NoticeKind;
    use caseport_shared::organization::Region;
    use caseport_shared::person::{AccountRole, Side, StaffRole};
    use caseport_shared::plan::{SeatCount, SlaTarget};
    use caseport_shared::product::ProductKind;

    #[test]
    fn only_what_waits_for_somebody_is_said_to_be_not_picked_up() {
        for (status, is_so) in [(Status::Researching, true), (Status::PendingClosure, false), (Status::Closed, false)] {
            let mut case = crate::testing::data::summary(1_001, status, "s");
            (case.assignee, case.last_reply) = (None, None);
            assert_eq!(is_waiting(&case), is_so, "{status}");
        }
    }

    #[test]
    fn every_value_of_the_models_has_words() {
        let strings = Strings::english();
        for one in Status::ALL {
            assert!(!status(&strings, "Acme", *one).is_empty() && !status_meaning(&strings, *one).is_empty());
        }
        let keys = StatusGroup::ALL.iter().map(|one| format!("group-{one}"));
        let keys = keys.chain(Severity::ALL.iter().flat_map(|one| [format!("severity-{one}"), format!("severity-{one}-meaning")]));
        let keys = keys.chain(Priority::ALL.iter().map(|one| format!("priority-{one}")));
        let keys = keys.chain(AccountRole::ALL.iter().map(|one| format!("account-role-{one}")));
        let keys = keys.chain(StaffRole::ALL.iter().map(|one| format!("staff-role-{one}")));
        let keys = keys.chain(Side::ALL.iter().map(|one| format!("side-{one}")));
        let keys = keys.chain(SeatCount::ALL.iter().map(|one| format!("seats-{one}")));
        let keys = keys.chain(Region::ALL.iter().map(|one| format!("region-{one}")));
        let keys = keys.chain(NoticeKind::ALL.iter().flat_map(|one| [format!("notice-{one}"), format!("mail-notice-subject-{one}")]));
        let keys = keys.chain(ProductKind::ALL.iter().map(|one| format!("product-kind-{one}")));
        let keys =
            keys.chain(Side::ALL.iter().flat_map(|side| caseport_shared::view::views(*side)).map(|view| format!("view-{}", view.slug)));
        let missing: Vec<String> = keys.filter(|key| !strings.has(key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn a_promise_is_a_sentence() {
        let strings = Strings::english();
        let target = SlaTarget { amount: 4, unit: SlaUnit::BusinessHours, hours: SlaHours::Weekdays };
        let mut given = Promise { severity: Severity::Minor, target, due_at: None };
        assert_eq!(promise(&strings, &given), "within 4 business hours, around the clock from Monday to Friday");
        let berlin = Times::unsaid(jiff::tz::TimeZone::get("Europe/Berlin").unwrap());
        assert_eq!(promise_by(&strings, &given, &berlin), promise(&strings, &given));
        given.due_at = Some("2026-03-31T12:30:00Z".parse().unwrap());
        let words = promise_by(&strings, &given, &berlin);
        assert_eq!(words, "within 4 business hours, by Tuesday 2026-03-31 14:30 CEST (around the clock from Monday to Friday)");
    }

    #[test]
    fn s7_a_signed_comment_names_who_wrote_and_the_mailbox() {
        let comment = |signed: Option<&str>, email: Option<&str>| CommentView {
            reference: "reply-1".parse().unwrap(),
            visibility: caseport_shared::comment::Visibility::Public,
            author: PersonRef { name: "Support".into(), email: email.map(str::to_owned), side: Side::Customer },
            at: jiff::Timestamp::UNIX_EPOCH,
            body: String::new(),
            files: Vec::new(),
            redacted: None,
            signed: signed.map(str::to_owned),
        };
        assert_eq!(author(&comment(Some("Kim\u{1b}[2J"), Some("support@acme.example"))), "Kim (support@acme.example)");
        assert_eq!(author(&comment(Some("Kim"), None)), "Kim (Support)");
        assert_eq!(author(&comment(None, Some("support@acme.example"))), "Support");
    }

    #[test]
    fn sizes_are_short() {
        for (bytes, words) in
            [(0, "0 B"), (1_023, "1023 B"), (1_024, "1.0 kB"), (12_345, "12 kB"), (1_510_000, "1.4 MB"), (25 * 1024 * 1024, "25 MB")]
        {
            assert_eq!(size(bytes), words);
        }
    }
}
