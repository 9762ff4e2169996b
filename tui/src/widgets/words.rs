//! The models in the reader's words, times and counts, for the screens; sentences shared with the commands are in [`crate::words`].

use caseport_shared::api::case::CaseSummary;
use caseport_shared::api::person::PersonRef;
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::product::{MaintenanceWindow, OrganizationRef, Promise};
use caseport_shared::event::Fact;
use caseport_shared::severity::{Priority, Severity};
use caseport_shared::status::Status;
use caseport_shared::text::inline;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::api::ApiError;
use crate::app::Context;
use crate::effect::{Effect, Failure, Tone};
pub use crate::words::{author, person, person_and_address as person_address, size};

/// A status's name, with the brand where it names the vendor.
pub fn status(status: Status, cx: &Context) -> String {
    crate::words::status(&cx.strings, &cx.brand(), status)
}

/// What a status means to the customer.
pub fn meaning(status: Status, cx: &Context) -> String {
    let meaning = crate::words::status_meaning(&cx.strings, status);
    match cx.portal.as_ref().and_then(|portal| portal.ideas_link.as_deref()) {
        Some(link) if status == Status::Scoping => format!("{meaning} {}", inline(link)),
        _ => meaning,
    }
}

/// What a case's status says beyond its name: dates, versions, tickets, that nobody has picked it up.
pub fn status_details(case: &CaseSummary, cx: &Context) -> Vec<String> {
    let mut out = Vec::new();
    if crate::words::is_waiting(case) {
        out.push(cx.text("status-unassigned"));
    }
    if let Some(at) = case.closes_at {
        out.push(cx.text_with("status-closes", &[("date", day(at, cx).into())]));
    }
    out.extend(crate::words::status_detail(&cx.strings, &case.detail, &cx.times));
    out
}

/// A severity's number and name.
pub fn severity(severity: Severity, cx: &Context) -> String {
    crate::words::severity(&cx.strings, severity)
}

/// What a severity means.
pub fn severity_meaning(severity: Severity, cx: &Context) -> String {
    crate::words::severity_meaning(&cx.strings, severity)
}

/// A priority's name.
pub fn priority(priority: Priority, cx: &Context) -> String {
    crate::words::priority(&cx.strings, priority)
}

/// A promise of a first answer, with its deadline where it is a case's.
pub fn promise(promise: Promise, cx: &Context) -> String {
    crate::words::promise_by(&cx.strings, &promise, &cx.times)
}

/// A product's name without its organization's in front, which would push what differs out of a narrow column; still foreign.
pub fn product<'a>(name: &'a str, organization: &OrganizationRef) -> &'a str {
    name.strip_prefix(&organization.name).map(str::trim).filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// A count with its thousands apart.
pub fn count(number: usize, cx: &Context) -> String {
    cx.times.count(number)
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
    cx.times.day(at, cx.now)
}

/// A day and time.
pub fn moment(at: Timestamp, cx: &Context) -> String {
    cx.times.moment(at, cx.now)
}

/// A date that has no time.
pub fn date(date: Date, cx: &Context) -> String {
    cx.times.date(date)
}

/// Whether two moments are on one day where the reader is.
pub fn is_same_day(a: Timestamp, b: Timestamp, cx: &Context) -> bool {
    cx.times.date_of(a) == cx.times.date_of(b)
}

/// A weekly window in the reader's zone, with its next occurrence.
pub fn window(window: &MaintenanceWindow, cx: &Context) -> String {
    let starts = cx.times.at(window.next);
    let ends = window.next.checked_add(jiff::SignedDuration::from_mins(i64::from(window.minutes)));
    let ends = cx.times.at(ends.unwrap_or(window.next));
    let values = [
        ("weekday", cx.text(&format!("weekday-{}", starts.weekday().to_monday_one_offset())).into()),
        ("from", cx.times.time(starts.time()).into()),
        ("until", cx.times.time(ends.time()).into()),
        ("zone", cx.times.zone_name().into()),
        ("next", day(window.next, cx).into()),
    ];
    cx.text_with("product-window", &values)
}

/// Why something failed, in one sentence.
pub fn failure(failure: &Failure, cx: &Context) -> String {
    match failure {
        Failure::Away(words) | Failure::Other(words) => words.clone(),
        Failure::Problem(problem) => {
            // The form shows the words beside the field, so that the field is not named again.
            let mut problem = problem.clone();
            problem.field = None;
            let is_query = problem.code == ErrorCode::InvalidQuery;
            let words = crate::words::api_error(&cx.strings, &cx.server, &ApiError::Problem(problem));
            // What is wrong with a query goes on from the marks under it, as our own findings do.
            if is_query { words } else { sentence(words) }
        }
    }
}

/// Words of the server, which go on after a field's name in a command, as a sentence of their own.
fn sentence(words: String) -> String {
    let mut rest = words.chars();
    match rest.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(rest).collect(),
        _ => words,
    }
}

/// Says that a draft has all the files that it may have.
pub fn no_more_files(cx: &Context) -> Effect {
    Effect::Say(Tone::Bad, cx.text_with("files-too-many", &[("limit", cx.limits().files_per_draft.into())]))
}

/// What happened, in one line.
pub fn fact(fact: &Fact<PersonRef>, actor: Option<&PersonRef>, on_behalf_of: Option<&PersonRef>, cx: &Context) -> String {
    crate::words::fact((&cx.strings, &cx.times), &cx.brand(), actor, on_behalf_of, fact)
}
