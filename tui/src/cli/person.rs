//! `caseport person`: keeping somebody out at once, and letting them in again.

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::text::inline;
use clap::Subcommand;

use super::Cli;
use super::failure::Failure;

#[derive(Debug, Subcommand)]
pub(super) enum PersonCommand {
    Lock { email: String },
    Unlock { email: String },
}

pub(super) async fn run(cli: &mut Cli<'_>, command: PersonCommand) -> Result<(), Failure> {
    match command {
        PersonCommand::Lock { email } => lock(cli, &email, true).await,
        PersonCommand::Unlock { email } => lock(cli, &email, false).await,
    }
}

async fn lock(cli: &mut Cli<'_>, email: &str, is_locked: bool) -> Result<(), Failure> {
    let (api, key) = (cli.api().await?, cli.key());
    match api.lock_person(email, is_locked, key).await {
        Err(error) if error.code() == Some(ErrorCode::NotFound) => return Err(Failure::NotFound(cli.text("cli-no-such-person"))),
        done => done?,
    }
    let words = if is_locked { "cli-person-locked" } else { "cli-person-unlocked" };
    let words = cli.text_with(words, &[("email", inline(email).into_owned().into())]);
    if cli.json { Ok(()) } else { cli.line(&words).await }
}
