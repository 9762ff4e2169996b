//! `caseport case view`.

use caseport_shared::api::attachment::{AttachmentView, Redaction};
use caseport_shared::api::case::CaseView;
use caseport_shared::api::timeline::{TimelineEntry, TimelinePage};
use caseport_shared::case::CaseNumber;
use caseport_shared::limits::PAGE_MAX;
use caseport_shared::text::{block, inline};
use clap::Args;
use serde::Serialize;

use super::super::failure::Failure;
use super::super::{Cli, render};
use super::timeline as entries;
use crate::api::Api;
use crate::words;

#[derive(Debug, Args)]
pub(in crate::cli) struct View {
    number: CaseNumber,
    #[arg(long)]
    all: bool,
}

/// A case with its timeline, both as the API writes them.
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    case: CaseView,
    timeline: TimelinePage,
}

pub(super) async fn run(cli: &mut Cli<'_>, wanted: View) -> Result<(), Failure> {
    let api = cli.api().await?;
    // The case comes first, so that whatever it counts as the newest comment is in the timeline.
    let case = api.case(wanted.number).await?;
    let timeline = read_timeline(&api, wanted.number, wanted.all).await?;
    if cli.json {
        return cli.print_json(&Whole { case, timeline }).await;
    }
    let brand = super::super::brand(&api).await?;
    let text = whole_text(cli, &brand, &case, &timeline);
    cli.io.out(&text).await?;
    if case.summary.unread {
        // What was shown is what was asked for; that the server does not know it yet is no failure.
        let _ = api.mark_seen(wanted.number, case.latest).await;
    }
    Ok(())
}

fn whole_text(cli: &Cli<'_>, brand: &str, case: &CaseView, timeline: &TimelinePage) -> String {
    let mut parts = vec![header(cli, brand, case)];
    let mut section = |label: &str, body: &str| parts.push(format!("\n{}\n{}", cli.text(label), render::indented(body)));
    let redacted = case.description_redacted.as_ref().map(|redaction| taken_away(cli, redaction));
    section("label-description", redacted.as_deref().unwrap_or(&case.description));
    if !case.files.is_empty() {
        section("label-files", &case.files.iter().map(|file| file_line(cli, file)).collect::<Vec<_>>().join("\n"));
    }
    if let Some(solution) = &case.summary.solution {
        section("label-solution", solution);
    }
    parts.push(format!("\n{}\n", cli.text("label-timeline")));
    if timeline.from > 0 {
        parts.push(format!("  {}\n", cli.text_with("cli-earlier-entries", &[("count", timeline.from.into())])));
    }
    let mut after_comment = false;
    for entry in &timeline.entries {
        let is_comment = matches!(entry, TimelineEntry::Comment { .. });
        if is_comment || after_comment {
            parts.push("\n".to_owned());
        }
        after_comment = is_comment;
        parts.push(render::indented(&entries::entry(cli, brand, entry)));
    }
    parts.concat()
}

async fn read_timeline(api: &Api, number: CaseNumber, all: bool) -> Result<TimelinePage, Failure> {
    let mut newest = api.timeline(number, None, Some(PAGE_MAX)).await?;
    if !all || newest.from == 0 {
        return Ok(newest);
    }
    // Forward from the first entry: a page may have fewer entries than asked for, and the next begins where it ended.
    let mut entries = Vec::new();
    let mut next = 0;
    while next < newest.from {
        let part = api.timeline(number, Some(next), Some(PAGE_MAX.min((newest.from - next) as usize))).await?;
        if part.entries.is_empty() {
            return Ok(newest);
        }
        next = next.saturating_add(u32::try_from(part.entries.len()).unwrap_or(u32::MAX));
        entries.extend(part.entries);
    }
    entries.append(&mut newest.entries);
    Ok(TimelinePage { from: 0, total: newest.total, entries })
}

fn header(cli: &Cli<'_>, brand: &str, case: &CaseView) -> String {
    let (summary, strings, times) = (&case.summary, &cli.host.strings, &cli.host.times);
    let standing = words::standing(strings, brand, summary, times);
    let severity = format!("{} ({})", words::severity(strings, summary.severity), words::severity_meaning(strings, summary.severity));
    let mut pairs = vec![
        (cli.text("label-status"), format!("{standing}\n{}", words::status_meaning(strings, summary.status))),
        (cli.text("label-severity"), severity),
        (cli.text("label-priority"), words::priority(strings, summary.priority)),
        (cli.text("label-product"), format!("{} ({})", inline(&summary.product.name), inline(&summary.product.slug))),
    ];
    let mut add = |label: &str, value: Option<String>| pairs.extend(value.map(|value| (cli.text(label), value)));
    let category: Vec<String> = case.category.iter().chain(&case.subcategory).map(|one| inline(&one.name).into_owned()).collect();
    add("label-category", (!category.is_empty()).then(|| category.join(" / ")));
    add("label-organization", Some(inline(&summary.organization.name).into_owned()));
    add("label-requester", Some(words::person_and_address(&summary.requester)));
    add("label-filed-by", case.filed_by.as_ref().map(words::person_and_address));
    add("label-assignee", summary.assignee.as_ref().map(words::person_and_address));
    let watchers: Vec<String> = case.watchers.iter().map(words::person_and_address).collect();
    add("label-watchers", (!watchers.is_empty()).then(|| watchers.join("\n")));
    add("label-filed", Some(cli.host.times.stamp(summary.created_at)));
    add("label-updated", Some(cli.host.times.stamp(summary.updated_at)));
    add("label-escalated", summary.escalated_at.map(|at| cli.host.times.stamp(at)));
    add("label-promise", case.promise.as_ref().map(|promise| words::promise_by(strings, promise, times)));
    if let Some(request) = &case.request {
        let fields = words::request::fields(strings, &request.asks);
        let fields = fields.into_iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>();
        add("label-request", Some(format!("{}\n{}", words::request::subject(strings, &request.asks), fields.join("\n"))));
        add("label-request-state", Some(words::request::standing(strings, request, &cli.host.times)));
    }
    add("label-version", Some(case.version.to_string()));
    let title =
        cli.text_with("cli-case-title", &[("number", summary.number.to_string().into()), ("subject", inline(&summary.subject).into())]);
    format!("{title}\n{}", render::pairs(&pairs))
}

/// Why something is not there any more.
pub(super) fn taken_away(cli: &Cli<'_>, redaction: &Redaction) -> String {
    let date = cli.host.times.stamp(redaction.at);
    cli.text_with("redacted", &[("date", date.into()), ("reason", block(&redaction.reason).into())])
}

/// A file on one line, or why its content is gone.
pub(super) fn file_line(cli: &Cli<'_>, file: &AttachmentView) -> String {
    let name = inline(&file.name);
    if let Some(redaction) = &file.redacted {
        return format!("{name}  {}", taken_away(cli, redaction));
    }
    format!("{name}  {}  {}", words::size(file.size), inline(&file.content_type))
}
