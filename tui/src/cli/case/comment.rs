//! `caseport case reply`, `note` and `escalate`: different commands, never a switch (C11).

use std::path::PathBuf;

use caseport_shared::api::case::Escalate as EscalateBody;
use caseport_shared::api::comment::{Commented, NewNote, NewReply, Send};
use caseport_shared::api::draft::{DraftContent, DraftKind, Submitted};
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::{Seen, Visibility};
use caseport_shared::limits::{BODY_CHARS, REASON_CHARS};
use clap::Args;

use super::super::Cli;
use super::super::failure::Failure;
use super::draft::{self, Outgoing};
use super::file::unexpected;
use super::{LastSeen, Message, commented};
use crate::api::Api;

#[derive(Debug, Args)]
pub(in crate::cli) struct Reply {
    number: CaseNumber,
    #[command(flatten)]
    message: Message,
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
    #[arg(long)]
    no_reopen: bool,
    #[command(flatten)]
    seen: LastSeen,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Note {
    number: CaseNumber,
    #[command(flatten)]
    message: Message,
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
    #[command(flatten)]
    seen: LastSeen,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Escalate {
    number: CaseNumber,
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

pub(super) async fn reply(cli: &mut Cli<'_>, wanted: Reply) -> Result<(), Failure> {
    let api = cli.api().await?;
    let body = cli.given_text("message", wanted.message.message, wanted.message.message_file.as_ref(), BODY_CHARS).await?;
    let seen = seen(&api, wanted.number, &wanted.seen).await?;
    let send = Send { reopen: wanted.no_reopen.then_some(false), seen, ..Send::default() };
    let comment = if wanted.attach.is_empty() {
        let key = cli.key();
        api.reply(wanted.number, &NewReply { body, send }, key).await?
    } else {
        with_files(cli, &api, DraftKind::Reply, wanted.number, body, &wanted.attach, send).await?
    };
    commented(cli, &api, wanted.number, &comment, "cli-commented").await
}

pub(super) async fn note(cli: &mut Cli<'_>, wanted: Note) -> Result<(), Failure> {
    let api = cli.api().await?;
    let body = cli.given_text("message", wanted.message.message, wanted.message.message_file.as_ref(), BODY_CHARS).await?;
    let seen = seen(&api, wanted.number, &wanted.seen).await?;
    let comment = if wanted.attach.is_empty() {
        let key = cli.key();
        api.note(wanted.number, &NewNote { body, seen }, key).await?
    } else {
        let send = Send { seen, ..Send::default() };
        with_files(cli, &api, DraftKind::Note, wanted.number, body, &wanted.attach, send).await?
    };
    commented(cli, &api, wanted.number, &comment, "cli-commented").await
}

async fn with_files(
    cli: &mut Cli<'_>,
    api: &Api,
    kind: DraftKind,
    number: CaseNumber,
    body: String,
    files: &[PathBuf],
    send: Send,
) -> Result<Commented, Failure> {
    let content = DraftContent { body, ..DraftContent::default() };
    match draft::send(cli, api, Outgoing { kind, case: Some(number), content, files, send }).await? {
        Submitted::Comment { commented } => Ok(commented),
        Submitted::Case { .. } => Err(unexpected()),
    }
}

/// How far the writer read; what they name only one of is taken as it is now.
async fn seen(api: &Api, number: CaseNumber, named: &LastSeen) -> Result<Option<Seen>, Failure> {
    if named.last_seen.is_empty() {
        return Ok(None);
    }
    let newest = |kind| named.last_seen.iter().filter(|comment| comment.visibility == kind).map(|comment| comment.number).max();
    let (replies, notes) = (newest(Visibility::Public), newest(Visibility::Internal));
    if let (Some(replies), Some(notes)) = (replies, notes) {
        return Ok(Some(Seen { replies, notes }));
    }
    let latest = api.case(number).await?.latest;
    Ok(Some(Seen { replies: replies.unwrap_or(latest.replies), notes: notes.unwrap_or(latest.notes) }))
}

pub(super) async fn escalate(cli: &mut Cli<'_>, wanted: Escalate) -> Result<(), Failure> {
    let api = cli.api().await?;
    let reason = cli.given_text("reason", Some(wanted.reason), None, REASON_CHARS).await?;
    let case = api.case(wanted.number).await?;
    let day = |at: jiff::Timestamp| cli.host.times.date_of(at);
    if day(case.summary.created_at) == day(cli.host.now) {
        cli.aside(&cli.text("cli-escalate-same-day")).await?;
    }
    let key = cli.key();
    let comment = api.escalate(wanted.number, &EscalateBody { reason }, key).await?;
    commented(cli, &api, wanted.number, &comment, "cli-escalated").await
}
