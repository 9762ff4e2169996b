//! `caseport auth token`: what programs sign in with.

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::token::NewToken;
use caseport_shared::text::inline;
use clap::Subcommand;
use jiff::civil::Date;

use super::Cli;
use super::failure::Failure;
use super::render::Table;

#[derive(Debug, Subcommand)]
pub(super) enum TokenCommand {
    Create {
        #[arg(long, value_name = "NAME")]
        label: String,
        #[arg(long, value_name = "DATE")]
        expires: Date,
    },
    List,
    Revoke {
        token: String,
    },
}

pub(super) async fn run(cli: &mut Cli<'_>, command: TokenCommand) -> Result<(), Failure> {
    match command {
        TokenCommand::Create { label, expires } => create(cli, label, expires).await,
        TokenCommand::List => list(cli).await,
        TokenCommand::Revoke { token } => revoke(cli, &token).await,
    }
}

/// The token alone goes to standard output, where a script takes it from; what there is to know stands beside.
async fn create(cli: &mut Cli<'_>, label: String, expires_on: Date) -> Result<(), Failure> {
    let made = cli.api().await?.create_token(&NewToken { label, expires_on }).await?;
    if cli.json {
        return cli.print_json(&made).await;
    }
    let until = cli.host.times.stamp(made.kept.expires_at);
    cli.aside(&cli.text_with("cli-token-made", &[("date", until.into())])).await?;
    cli.line(&inline(&made.token)).await
}

async fn list(cli: &mut Cli<'_>) -> Result<(), Failure> {
    let all = cli.api().await?.tokens().await?;
    if cli.json {
        return cli.print_json(&all).await;
    }
    if all.tokens.is_empty() {
        return cli.line(&cli.text("cli-no-tokens")).await;
    }
    let headings = ["column-token", "column-name", "column-since", "column-last-used", "column-until"];
    let mut table = Table::new(headings.iter().map(|key| cli.text(key)).collect(), &[1]);
    for token in &all.tokens {
        let [since, until] = [token.created_at, token.expires_at].map(|at| cli.host.times.stamp(at));
        let used = token.used_at.map_or_else(|| cli.text("token-never"), |at| cli.host.times.stamp(at));
        table.row(vec![token.reference.clone(), token.label.clone(), since, used, until], None);
    }
    Ok(cli.io.out(&table.render(cli.io.width)).await?)
}

async fn revoke(cli: &mut Cli<'_>, reference: &str) -> Result<(), Failure> {
    let (api, key) = (cli.api().await?, cli.key());
    match api.revoke_token(reference, key).await {
        Err(error) if error.code() == Some(ErrorCode::NotFound) => return Err(Failure::NotFound(cli.text("cli-no-such-token"))),
        ended => ended?,
    }
    if cli.json { Ok(()) } else { cli.line(&cli.text("cli-token-revoked")).await }
}
