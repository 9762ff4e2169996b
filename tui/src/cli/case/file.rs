//! `caseport case file`.

use std::path::PathBuf;

use caseport_shared::api::case::{CaseFiled, NewCase};
use caseport_shared::api::comment::Send;
use caseport_shared::api::draft::{DraftContent, DraftKind, Submitted};
use caseport_shared::limits::{BODY_CHARS, SUBJECT_CHARS};
use caseport_shared::severity::Severity;
use clap::Args;

use super::super::Cli;
use super::super::failure::Failure;
use super::draft::{self, Outgoing};
use super::view::file_line;
use crate::api::{Api, ProtocolError};
use crate::words;

#[derive(Debug, Args)]
pub(in crate::cli) struct Filing {
    #[arg(long, value_name = "SLUG")]
    product: String,
    #[arg(long, value_name = "TEXT")]
    subject: String,
    #[arg(long, value_name = "SLUG")]
    category: Option<String>,
    #[arg(long, value_name = "SLUG")]
    subcategory: Option<String>,
    #[arg(long, value_name = "1..4", default_value_t = Severity::default())]
    severity: Severity,
    #[arg(long = "for", value_name = "EMAIL")]
    requester: Option<String>,
    #[arg(long, value_name = "TEXT", required_unless_present = "description_file")]
    description: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with = "description")]
    description_file: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
}

pub(super) async fn run(cli: &mut Cli<'_>, wanted: Filing) -> Result<(), Failure> {
    let api = cli.api().await?;
    let subject = cli.given_text("subject", Some(wanted.subject), None, SUBJECT_CHARS).await?;
    let description = cli.given_text("description", wanted.description, wanted.description_file.as_ref(), BODY_CHARS).await?;
    let case = NewCase {
        product: wanted.product,
        category: wanted.category,
        subcategory: wanted.subcategory,
        severity: wanted.severity,
        subject,
        description,
        requester: wanted.requester,
        request: None,
    };
    let filed = if wanted.attach.is_empty() {
        let key = cli.key();
        api.file_case(&case, key).await?
    } else {
        with_files(cli, &api, case, &wanted.attach).await?
    };
    if cli.json {
        return cli.print_json(&filed).await;
    }
    // The number goes out first and alone, so that a script has it whatever becomes of the rest.
    cli.line(&filed.number.to_string()).await?;
    tell(cli, &filed).await
}

async fn with_files(cli: &mut Cli<'_>, api: &Api, case: NewCase, files: &[PathBuf]) -> Result<CaseFiled, Failure> {
    let content = DraftContent {
        product: case.product,
        category: case.category.unwrap_or_default(),
        subcategory: case.subcategory.unwrap_or_default(),
        severity: case.severity,
        subject: case.subject,
        requester: case.requester.unwrap_or_default(),
        request: case.request,
        body: case.description,
    };
    let outgoing = Outgoing { kind: DraftKind::Case, case: None, content, files, send: Send::default() };
    match draft::send(cli, api, outgoing).await? {
        Submitted::Case { filed } => Ok(filed),
        Submitted::Comment { .. } => Err(unexpected()),
    }
}

/// The server made something else of a draft than it was.
pub(super) fn unexpected() -> Failure {
    Failure::Api(ProtocolError::Unreadable("a draft became something else".to_owned()).into())
}

pub(in crate::cli) async fn tell(cli: &mut Cli<'_>, filed: &CaseFiled) -> Result<(), Failure> {
    for file in &filed.files {
        let words = cli.text_with("cli-file-received", &[("file", file_line(cli, file).into())]);
        cli.aside(&words).await?;
    }
    if let Some(promise) = &filed.promise {
        let promise = words::promise_by(&cli.host.strings, promise, &cli.host.times);
        let words = cli.text_with("cli-first-response", &[("promise", promise.into())]);
        cli.aside(&words).await?;
    }
    let words = cli.come_back(filed.number);
    cli.aside(&words).await
}
