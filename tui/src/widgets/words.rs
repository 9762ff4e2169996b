//! Puts the models into the reader's words, times and sizes; foreign text in them is made safe here.

use caseport_shared::api::case::CaseSummary;
use caseport_shared::api::person::PersonRef;
use caseport_shared::api::product::{MaintenanceWindow, Promise};
use caseport_shared::event::Fact;
use caseport_shared::plan::{SlaHours, SlaUnit};
use caseport_shared::severity::{Priority, Severity};
use caseport_shared::status::Status;
use caseport_shared::text::inline;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::app::Context;
use crate::effect::Failure;

/// A status's name, with the brand where it names the vendor.
pub fn status(status: Status, cx: &Context) -> String {
    cx.text_with(&format!("status-{status}"), &[("brand", cx.brand().into())])
}

/// What a status means to the customer.
pub fn meaning(status: Status, cx: &Context) -> String {
    let meaning = cx.text_with(&format!("status-{status}-meaning"), &[("brand", cx.brand().into())]);
    match cx.portal.as_ref().and_then(|portal| portal.ideas_link.as_deref()) {
        Some(link) if status == Status::Scoping => format!("{meaning} {}", inline(link)),
        _ => meaning,
    }
}

/// What a case's status says beyond its name: dates, versions, tickets, that nobody has picked it up.
pub fn status_details(case: &CaseSummary, cx: &Context) -> Vec<String> {
    let mut out = Vec::new();
    if case.assignee.is_none() && case.status != Status::Closed {
        out.push(cx.text("status-unassigned"));
    }
    if let Some(at) = case.closes_at {
        out.push(cx.text_with("status-closes", &[("date", day(at, cx).into())]));
    }
    match (&case.detail.fixed_in, case.detail.date) {
        (Some(version), Some(on)) => {
            let values = [("version", inline(version).into_owned().into()), ("date", date(on).into())];
            out.push(cx.text_with("status-fixed-in-on", &values));
        }
        (Some(version), None) => out.push(cx.text_with("status-fixed-in", &[("version", inline(version).into_owned().into())])),
        (None, Some(on)) => out.push(cx.text_with("status-date", &[("date", date(on).into())])),
        (None, None) => {}
    }
    if let Some(ticket) = &case.detail.ticket {
        out.push(cx.text_with("status-ticket", &[("ticket", inline(ticket).into_owned().into())]));
    }
    out
}

/// A severity's number and name.
pub fn severity(severity: Severity, cx: &Context) -> String {
    cx.text(&format!("severity-{severity}"))
}

/// What a severity means.
pub fn severity_meaning(severity: Severity, cx: &Context) -> String {
    cx.text(&format!("severity-{severity}-meaning"))
}

/// A priority's name.
pub fn priority(priority: Priority, cx: &Context) -> String {
    cx.text(&format!("priority-{priority}"))
}

/// A promise of a first answer.
pub fn promise(promise: Promise, cx: &Context) -> String {
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
    let amount = cx.text_with(unit, &[("count", promise.target.amount.into())]);
    cx.text_with("promise", &[("amount", amount.into()), ("hours", cx.text(hours).into())])
}

/// A person's name.
pub fn person(person: &PersonRef) -> String {
    inline(&person.name).into_owned()
}

/// A person's name and address.
pub fn person_address(person: &PersonRef) -> String {
    match &person.email {
        Some(email) => format!("{} <{}>", inline(&person.name), inline(email)),
        None => inline(&person.name).into_owned(),
    }
}

/// A size in bytes, kilobytes or megabytes.
pub fn size(bytes: u64, cx: &Context) -> String {
    let tenths = |unit: u64| {
        let tenths = (bytes.saturating_mul(10) + unit / 2) / unit;
        if tenths.is_multiple_of(10) { format!("{}", tenths / 10) } else { format!("{}.{}", tenths / 10, tenths % 10) }
    };
    let (key, amount) = match bytes {
        0..1_024 => ("size-bytes", bytes.to_string()),
        1_024..1_048_576 => ("size-kilobytes", tenths(1_024)),
        _ => ("size-megabytes", tenths(1_048_576)),
    };
    cx.text_with(key, &[("amount", amount.into())])
}

/// A count with its thousands apart.
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// How long ago something was, in at most four cells.
pub fn ago(at: Timestamp, cx: &Context) -> String {
    let minutes = (cx.now.as_second() - at.as_second()).max(0) / 60;
    let (key, count) = match minutes {
        0 => ("ago-now", 0),
        1..60 => ("ago-minutes", minutes),
        60..1_440 => ("ago-hours", minutes / 60),
        1_440..144_000 => ("ago-days", minutes / 1_440),
        _ => ("ago-years", minutes / 525_600),
    };
    if count == 0 && key == "ago-years" {
        return cx.text_with("ago-days", &[("count", (minutes / 1_440).into())]);
    }
    cx.text_with(key, &[("count", count.into())])
}

/// A day, the year where it is not this one.
pub fn day(at: Timestamp, cx: &Context) -> String {
    let then = at.to_zoned(cx.zone.clone());
    let this_year = cx.now.to_zoned(cx.zone.clone()).year();
    let pattern = if then.year() == this_year { "%a %-d %b" } else { "%-d %b %Y" };
    then.strftime(pattern).to_string()
}

/// A day and time.
pub fn moment(at: Timestamp, cx: &Context) -> String {
    format!("{} {}", day(at, cx), at.to_zoned(cx.zone.clone()).strftime("%H:%M"))
}

/// A date that has no time.
pub fn date(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// Whether two moments are on one day where the reader is.
pub fn is_same_day(a: Timestamp, b: Timestamp, cx: &Context) -> bool {
    a.to_zoned(cx.zone.clone()).date() == b.to_zoned(cx.zone.clone()).date()
}

/// A weekly window in the reader's zone, with its next occurrence.
pub fn window(window: &MaintenanceWindow, cx: &Context) -> String {
    let starts = window.next.to_zoned(cx.zone.clone());
    let ends = window.next.checked_add(jiff::SignedDuration::from_mins(i64::from(window.minutes)));
    let ends = ends.unwrap_or(window.next).to_zoned(cx.zone.clone());
    let values = [
        ("weekday", cx.text(&format!("weekday-{}", starts.weekday().to_monday_one_offset())).into()),
        ("from", starts.strftime("%H:%M").to_string().into()),
        ("until", ends.strftime("%H:%M").to_string().into()),
        ("zone", inline(cx.zone.iana_name().unwrap_or("UTC")).into_owned().into()),
        ("next", day(window.next, cx).into()),
    ];
    cx.text_with("product-window", &values)
}

/// Why something failed, in one sentence.
pub fn failure(failure: &Failure, cx: &Context) -> String {
    use caseport_shared::api::problem::ErrorCode;
    match failure {
        Failure::Away(words) | Failure::Other(words) => words.clone(),
        Failure::Problem(problem) => match (problem.code, problem.limit) {
            (ErrorCode::Unauthenticated, _) => cx.text("error-unauthenticated"),
            (ErrorCode::StaleVersion, _) => cx.text("error-stale-version"),
            (ErrorCode::NewerComments, _) => cx.text("error-newer-comments"),
            (ErrorCode::DigestMismatch, _) => cx.text("error-digest-mismatch"),
            (_, Some(limit)) => {
                let values = [("title", inline(&problem.title).into_owned().into()), ("limit", limit.to_string().into())];
                cx.text_with("error-limit", &values)
            }
            _ => inline(&problem.title).into_owned(),
        },
    }
}

/// What happened, in one line.
pub fn fact(fact: &Fact<PersonRef>, actor: Option<&PersonRef>, on_behalf_of: Option<&PersonRef>, cx: &Context) -> String {
    let actor = actor.map_or_else(|| cx.text("actor-system"), person);
    let say = |key: &str, values: &[(&str, String)]| {
        let mut all = vec![("actor", actor.clone().into())];
        all.extend(values.iter().map(|(name, value)| (*name, value.clone().into())));
        cx.text_with(key, &all)
    };
    match fact {
        Fact::Filed => match on_behalf_of {
            Some(other) => say("fact-filed-for", &[("person", person(other))]),
            None => say("fact-filed", &[]),
        },
        Fact::Commented { comment } => say("fact-commented", &[("comment", comment.to_string())]),
        Fact::Attached { .. } => say("fact-attached", &[]),
        Fact::StatusSet { from, to, date: on, fixed_in } => {
            let mut line = say("fact-status-set", &[("from", status(*from, cx)), ("to", status(*to, cx))]);
            if let Some(version) = fixed_in {
                line = format!("{line}, {}", cx.text_with("status-fixed-in", &[("version", inline(version).into_owned().into())]));
            }
            if let Some(on) = on {
                line = format!("{line}, {}", cx.text_with("status-date", &[("date", date(*on).into())]));
            }
            line
        }
        Fact::Closed => say("fact-closed", &[]),
        Fact::ClosedByItself => say("fact-closed-by-itself", &[]),
        Fact::Reopened { .. } => say("fact-reopened", &[]),
        Fact::Escalated { comment } => say("fact-escalated", &[("comment", comment.to_string())]),
        Fact::SeveritySet { from, to } => say("fact-severity-set", &[("from", severity(*from, cx)), ("to", severity(*to, cx))]),
        Fact::PrioritySet { from, to } => say("fact-priority-set", &[("from", priority(*from, cx)), ("to", priority(*to, cx))]),
        Fact::CategorySet => say("fact-category-set", &[]),
        Fact::Assigned { to: Some(to) } => say("fact-assigned", &[("person", person(to))]),
        Fact::Assigned { to: None } => say("fact-assigned-nobody", &[]),
        Fact::RequesterSet { from, to } => say("fact-requester-set", &[("from", person(from)), ("to", person(to))]),
        Fact::WatcherAdded { person: who } => say("fact-watcher-added", &[("person", person(who))]),
        Fact::WatcherRemoved { person: who } => say("fact-watcher-removed", &[("person", person(who))]),
        Fact::Solved => say("fact-solved", &[]),
        Fact::TicketSet => say("fact-ticket-set", &[]),
        Fact::CommentRedacted { comment } => say("fact-comment-redacted", &[("comment", comment.to_string())]),
        Fact::FileRedacted { .. } => say("fact-file-redacted", &[]),
        Fact::FileShared { .. } => say("fact-file-shared", &[]),
    }
}
