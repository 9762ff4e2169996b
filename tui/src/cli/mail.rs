//! `caseport mail`: the letters on their way, for Admins.

use caseport_shared::api::mail::{LetterPage, SetMail};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::limits::PAGE_MAX;
use caseport_shared::notification::LetterState;
use caseport_shared::text::{block, inline};
use clap::{Subcommand, ValueEnum};

use super::Cli;
use super::failure::Failure;
use super::render::{self, Table};
use crate::api::ApiError;

/// Letters that are listed unless said.
const LISTED: usize = 50;

#[derive(Debug, Subcommand)]
pub(super) enum MailCommand {
    List {
        #[arg(long, value_name = "STATE")]
        state: Option<LetterState>,
        #[arg(long, value_name = "COUNT", default_value_t = LISTED)]
        limit: usize,
    },
    View {
        #[arg(allow_hyphen_values = true)]
        letter: String,
    },
    Retry {
        #[arg(allow_hyphen_values = true)]
        letter: String,
    },
    NumbersOnly {
        organization: String,
        setting: Setting,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Setting {
    On,
    Off,
}

pub(super) async fn run(cli: &mut Cli<'_>, command: MailCommand) -> Result<(), Failure> {
    match command {
        MailCommand::List { state, limit } => list(cli, state, limit).await,
        MailCommand::View { letter } => view(cli, &letter).await,
        MailCommand::Retry { letter } => retry(cli, &letter).await,
        MailCommand::NumbersOnly { organization, setting } => numbers_only(cli, &organization, setting == Setting::On).await,
    }
}

async fn list(cli: &mut Cli<'_>, state: Option<LetterState>, limit: usize) -> Result<(), Failure> {
    let api = cli.api().await?;
    let mut all = LetterPage { letters: Vec::new(), next: None };
    while all.letters.len() < limit {
        let count = (limit - all.letters.len()).min(PAGE_MAX);
        let page = api.letters(state, all.next.as_deref(), Some(count)).await?;
        let is_stuck = page.letters.is_empty();
        all.letters.extend(page.letters);
        all.next = page.next;
        if all.next.is_none() || is_stuck {
            break;
        }
    }
    if cli.json {
        return cli.print_json(&all).await;
    }
    if all.letters.is_empty() {
        return cli.line(&cli.text("cli-no-letters")).await;
    }
    let headings = ["column-letter", "column-state", "column-kind", "column-to", "column-written"];
    let mut table = Table::new(headings.map(|key| cli.text(key)).into(), &[3]);
    for letter in all.letters {
        let (state, written) = (cli.text(&format!("letter-{}", letter.state)), cli.host.times.stamp(letter.created_at));
        table.row(vec![letter.reference, state, letter.letter, letter.to, written], letter.error);
    }
    Ok(cli.io.out(&table.render(cli.io.width)).await?)
}

async fn view(cli: &mut Cli<'_>, reference: &str) -> Result<(), Failure> {
    let found = cli.api().await?.letter(reference).await;
    let letter = found.map_err(|error| no_such_letter(cli, error))?;
    if cli.json {
        return cli.print_json(&letter).await;
    }
    let moment = |at| cli.host.times.stamp(at);
    let summary = &letter.summary;
    let mut pairs = vec![
        (cli.text("column-to"), inline(&summary.to).into_owned()),
        (cli.text("label-letter-subject"), inline(&letter.subject).into_owned()),
        (cli.text("column-state"), cli.text(&format!("letter-{}", summary.state))),
        (cli.text("column-written"), moment(summary.created_at)),
        (cli.text("label-tries"), summary.tries.to_string()),
    ];
    let mut add = |label: &str, value: Option<String>| pairs.extend(value.map(|value| (cli.text(label), value)));
    add("label-next-try", summary.due_at.map(moment));
    add("label-settled", summary.settled_at.map(moment));
    add("label-error", summary.error.as_deref().map(|error| inline(error).into_owned()));
    let text = if letter.text.is_empty() { cli.text("cli-letter-empty") } else { block(&letter.text).into_owned() };
    Ok(cli.io.out(&format!("{}\n{}\n", render::pairs(&pairs), text.trim_end())).await?)
}

async fn retry(cli: &mut Cli<'_>, reference: &str) -> Result<(), Failure> {
    let (api, key) = (cli.api().await?, cli.key());
    api.retry_letter(reference, key).await.map_err(|error| no_such_letter(cli, error))?;
    if cli.json { Ok(()) } else { cli.line(&cli.text("cli-letter-again")).await }
}

async fn numbers_only(cli: &mut Cli<'_>, organization: &str, numbers_only: bool) -> Result<(), Failure> {
    let (api, key) = (cli.api().await?, cli.key());
    api.set_mail(organization, SetMail { numbers_only }, key).await?;
    if cli.json {
        return Ok(());
    }
    cli.line(&cli.text(if numbers_only { "cli-numbers-only" } else { "cli-with-text" })).await
}

fn no_such_letter(cli: &Cli<'_>, error: ApiError) -> Failure {
    match error.code() {
        Some(ErrorCode::NotFound) => Failure::NotFound(cli.text("cli-no-such-letter")),
        _ => error.into(),
    }
}
