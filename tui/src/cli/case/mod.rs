//! `caseport case`: everything that is done with cases.

mod comment;
mod draft;
mod edit;
mod file;
mod files;
mod list;
mod redact;
mod timeline;
mod view;

use std::path::PathBuf;

use caseport_shared::api::case::CaseView;
use caseport_shared::api::comment::Commented;
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::CommentRef;
use caseport_shared::status::Status;
use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::Cli;
use super::failure::Failure;
use crate::api::Api;
use crate::words;

pub(super) use file::tell;
pub(super) use files::turn;
pub(super) use list::with_negated_terms;

#[derive(Debug, Subcommand)]
pub(super) enum CaseCommand {
    List(list::List),
    View(view::View),
    File(file::Filing),
    Reply(comment::Reply),
    Note(comment::Note),
    Close(One),
    Reopen(One),
    Escalate(comment::Escalate),
    Watch(Watch),
    Unwatch(Watch),
    Assign(Assign),
    Status(SetStatus),
    Solve(Solve),
    Edit(edit::Edit),
    Attach(files::Attach),
    Download(files::Download),
    Redact(redact::Redact),
}

/// A case and nothing else.
#[derive(Debug, Args)]
pub(super) struct One {
    number: CaseNumber,
}

#[derive(Debug, Args)]
pub(super) struct Watch {
    number: CaseNumber,
    email: String,
}

#[derive(Debug, Args)]
pub(super) struct Assign {
    number: CaseNumber,
    #[arg(value_name = "EMAIL|me|nobody")]
    assignee: String,
    #[command(flatten)]
    version: Version,
}

#[derive(Debug, Args)]
pub(super) struct SetStatus {
    number: CaseNumber,
    status: Status,
    #[arg(long)]
    date: Option<Date>,
    #[arg(long, value_name = "VERSION")]
    fixed_in: Option<String>,
    #[arg(long, value_name = "REF")]
    ticket: Option<String>,
    #[command(flatten)]
    version: Version,
}

#[derive(Debug, Args)]
pub(super) struct Solve {
    number: CaseNumber,
    #[arg(long, value_name = "TEXT", required_unless_present = "solution_file")]
    solution: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with = "solution")]
    solution_file: Option<PathBuf>,
    #[command(flatten)]
    version: Version,
}

/// The version that an edit builds upon.
#[derive(Debug, Args)]
pub(super) struct Version {
    #[arg(long, value_name = "VERSION")]
    if_version: Option<i64>,
}

/// The text of a comment or a notice.
#[derive(Debug, Args)]
pub(super) struct Message {
    #[arg(long, value_name = "TEXT", required_unless_present = "message_file")]
    pub(super) message: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with = "message")]
    pub(super) message_file: Option<PathBuf>,
}

/// The newest comments that the writer saw.
#[derive(Debug, Args)]
pub(super) struct LastSeen {
    #[arg(long, value_name = "COMMENT")]
    last_seen: Vec<CommentRef>,
}

pub(super) async fn run(cli: &mut Cli<'_>, command: CaseCommand) -> Result<(), Failure> {
    cli.about_case = !matches!(command, CaseCommand::List(_) | CaseCommand::File(_));
    match command {
        CaseCommand::List(wanted) => list::run(cli, wanted).await,
        CaseCommand::View(wanted) => view::run(cli, wanted).await,
        CaseCommand::File(wanted) => file::run(cli, wanted).await,
        CaseCommand::Reply(wanted) => comment::reply(cli, wanted).await,
        CaseCommand::Note(wanted) => comment::note(cli, wanted).await,
        CaseCommand::Escalate(wanted) => comment::escalate(cli, wanted).await,
        CaseCommand::Close(One { number }) => {
            let api = cli.api().await?;
            let case = api.close_case(number, cli.key()).await?;
            changed(cli, &api, &case, "cli-case-closed").await
        }
        CaseCommand::Reopen(One { number }) => {
            let api = cli.api().await?;
            let case = api.reopen_case(number, cli.key()).await?;
            changed(cli, &api, &case, "cli-case-reopened").await
        }
        CaseCommand::Watch(wanted) => edit::watch(cli, wanted).await,
        CaseCommand::Unwatch(wanted) => edit::unwatch(cli, wanted).await,
        CaseCommand::Assign(wanted) => edit::assign(cli, wanted).await,
        CaseCommand::Status(wanted) => edit::status(cli, wanted).await,
        CaseCommand::Solve(wanted) => edit::solve(cli, wanted).await,
        CaseCommand::Edit(wanted) => edit::run(cli, wanted).await,
        CaseCommand::Attach(wanted) => files::attach(cli, wanted).await,
        CaseCommand::Download(wanted) => files::download(cli, wanted).await,
        CaseCommand::Redact(wanted) => redact::run(cli, wanted).await,
    }
}

/// Tells what a change left the case in.
async fn changed(cli: &mut Cli<'_>, api: &Api, case: &CaseView, key: &str) -> Result<(), Failure> {
    if cli.json {
        return cli.print_json(case).await;
    }
    let brand = super::brand(api).await?;
    let standing = words::standing(&cli.host.strings, &brand, &case.summary, &cli.host.times);
    let values = [("number", case.summary.number.to_string().into()), ("status", standing.into())];
    let words = cli.text_with(key, &values);
    cli.line(&words).await
}

/// Tells of a comment that was sent.
async fn commented(cli: &mut Cli<'_>, api: &Api, number: CaseNumber, commented: &Commented, key: &str) -> Result<(), Failure> {
    if cli.json {
        return cli.print_json(commented).await;
    }
    let brand = super::brand(api).await?;
    let values = [
        ("comment", commented.comment.reference.to_string().into()),
        ("number", number.to_string().into()),
        ("status", words::status(&cli.host.strings, &brand, commented.status).into()),
    ];
    let words = cli.text_with(key, &values);
    cli.line(&words).await
}
