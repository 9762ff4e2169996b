//! `caseport case edit`, `assign`, `status`, `solve`, `watch` and `unwatch`.

use caseport_shared::api::case::{EditCase, NewWatcher, SetStatus as SetStatusBody};
use caseport_shared::case::CaseNumber;
use caseport_shared::limits::SOLUTION_CHARS;
use caseport_shared::severity::{Priority, Severity};
use clap::Args;

use super::super::Cli;
use super::super::failure::Failure;
use super::{Assign, SetStatus, Solve, Version, Watch, changed};
use crate::api::Api;

#[derive(Debug, Args)]
#[group(id = "change", required = true, multiple = true, args = ["severity", "priority", "category", "subcategory", "requester"])]
pub(in crate::cli) struct Edit {
    number: CaseNumber,
    #[arg(long, value_name = "1..4")]
    severity: Option<Severity>,
    #[arg(long, value_name = "low|medium|high")]
    priority: Option<Priority>,
    #[arg(long, value_name = "SLUG")]
    category: Option<String>,
    #[arg(long, value_name = "SLUG")]
    subcategory: Option<String>,
    #[arg(long, value_name = "EMAIL")]
    requester: Option<String>,
    #[command(flatten)]
    version: Version,
}

pub(super) async fn run(cli: &mut Cli<'_>, wanted: Edit) -> Result<(), Failure> {
    let api = cli.api().await?;
    let edit = EditCase {
        severity: wanted.severity,
        priority: wanted.priority,
        category: wanted.category,
        subcategory: wanted.subcategory,
        requester: wanted.requester,
        ..EditCase::default()
    };
    apply(cli, &api, wanted.number, &wanted.version, &edit).await
}

pub(super) async fn assign(cli: &mut Cli<'_>, wanted: Assign) -> Result<(), Failure> {
    let api = cli.api().await?;
    let assignee = match wanted.assignee.as_str() {
        "nobody" => None,
        "me" => Some(api.me().await?.email),
        email => Some(email.to_owned()),
    };
    let edit = EditCase { assignee: Some(assignee), ..EditCase::default() };
    apply(cli, &api, wanted.number, &wanted.version, &edit).await
}

pub(super) async fn status(cli: &mut Cli<'_>, wanted: SetStatus) -> Result<(), Failure> {
    let api = cli.api().await?;
    let status = SetStatusBody { status: wanted.status, date: wanted.date, fixed_in: wanted.fixed_in, ticket: wanted.ticket };
    let edit = EditCase { status: Some(status), ..EditCase::default() };
    apply(cli, &api, wanted.number, &wanted.version, &edit).await
}

pub(super) async fn solve(cli: &mut Cli<'_>, wanted: Solve) -> Result<(), Failure> {
    let api = cli.api().await?;
    let solution = cli.given_text("solution", wanted.solution, wanted.solution_file.as_ref(), SOLUTION_CHARS).await?;
    let edit = EditCase { solution: Some(solution), ..EditCase::default() };
    apply(cli, &api, wanted.number, &wanted.version, &edit).await
}

async fn apply(cli: &mut Cli<'_>, api: &Api, number: CaseNumber, version: &Version, edit: &EditCase) -> Result<(), Failure> {
    let version = match version.if_version {
        Some(version) => version,
        None => api.case(number).await?.version,
    };
    let key = cli.key();
    let case = api.edit_case(number, version, edit, key).await?;
    changed(cli, api, &case, "cli-case-saved").await
}

pub(super) async fn watch(cli: &mut Cli<'_>, wanted: Watch) -> Result<(), Failure> {
    let api = cli.api().await?;
    let key = cli.key();
    let case = api.add_watcher(wanted.number, &NewWatcher { email: wanted.email }, key).await?;
    changed(cli, &api, &case, "cli-case-watched").await
}

pub(super) async fn unwatch(cli: &mut Cli<'_>, wanted: Watch) -> Result<(), Failure> {
    let api = cli.api().await?;
    let key = cli.key();
    let case = api.remove_watcher(wanted.number, &wanted.email, key).await?;
    changed(cli, &api, &case, "cli-case-unwatched").await
}
