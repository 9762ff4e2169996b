//! `caseport key`: the SSH keys that sign a person in.

use std::path::{Path, PathBuf};

use caseport_shared::api::key::{NewSshKey, SshKeyView};
use caseport_shared::limits::SSH_KEY_CHARS;
use caseport_shared::text::inline;
use clap::Subcommand;

use super::failure::Failure;
use super::render::Table;
use super::{Cli, blocking};
use crate::api::Api;
use crate::ssh_key::{self, Asking, Unproven};

#[derive(Debug, Subcommand)]
pub(super) enum KeyCommand {
    List,
    Add {
        file: PathBuf,
        #[arg(long, value_name = "NAME")]
        label: Option<String>,
        #[arg(long)]
        unproven: bool,
    },
    Remove {
        key: String,
    },
}

pub(super) async fn run(cli: &mut Cli<'_>, command: KeyCommand) -> Result<(), Failure> {
    match command {
        KeyCommand::List => list(cli).await,
        KeyCommand::Add { file, label, unproven } => add(cli, &file, label, unproven).await,
        KeyCommand::Remove { key } => remove(cli, &key).await,
    }
}

async fn list(cli: &mut Cli<'_>) -> Result<(), Failure> {
    let all = cli.api().await?.ssh_keys().await?;
    if cli.json {
        return cli.print_json(&all).await;
    }
    if all.keys.is_empty() {
        return cli.line(&cli.text("cli-no-keys")).await;
    }
    let headings = ["column-key", "column-kind", "column-name", "column-signs-in", "column-last-used"];
    let mut table = Table::new(headings.iter().map(|key| cli.text(key)).collect(), &[2]);
    for key in &all.keys {
        let used = key.used_at.map_or_else(|| cli.text("key-never"), |at| cli.host.times.stamp(at));
        let signs_in = cli.text(if key.is_proven { "key-signs-in" } else { "key-waits" });
        let cells = [&key.fingerprint, &key.algorithm, &key.label].map(|cell| inline(cell).into_owned());
        table.row(cells.into_iter().chain([signs_in, used]).collect(), None);
    }
    Ok(cli.io.out(&table.render(cli.io.width)).await?)
}

async fn add(cli: &mut Cli<'_>, file: &Path, label: Option<String>, unproven: bool) -> Result<(), Failure> {
    let is_stdin = file == Path::new("-");
    let public_key = if is_stdin {
        let bytes = cli.io.read_all(SSH_KEY_CHARS).await?;
        bytes.and_then(|bytes| ssh_key::line(&bytes))
    } else {
        let path = cli.path(file, |_| None)?.to_owned();
        blocking(move || ssh_key::read(&path)).await?
    };
    let public_key = public_key.ok_or_else(|| Failure::Usage(cli.text("cli-key-none")))?;
    let api = cli.api().await?;
    // What comes on standard input has no private key beside it.
    let signature = if is_stdin || unproven { None } else { Some(prove(cli, &api, file, &public_key).await?) };
    let new = NewSshKey { public_key, label: label.unwrap_or_default(), signature };
    let key = cli.key();
    let added = api.add_ssh_key(&new, key).await?;
    if cli.json {
        return cli.print_json(&added).await;
    }
    let words = if added.is_proven { "cli-key-added" } else { "cli-key-waits" };
    let words = cli.text_with(words, &[("key", inline(&added.fingerprint).into_owned().into())]);
    cli.line(&words).await
}

/// Lets the key sign that it is theirs, by the agent or by the private key beside the file.
async fn prove(cli: &Cli<'_>, api: &Api, file: &Path, public_key: &str) -> Result<String, Failure> {
    let email = api.me().await?.email;
    let (file, line) = (file.to_owned(), public_key.to_owned());
    let signed = blocking(move || ssh_key::prove(&file, &email, &line, Asking::Person)).await;
    signed.map_err(|why| {
        let reason = match why {
            Unproven::NoProgram => cli.text("cli-key-no-program"),
            Unproven::Said(words) => inline(&words).into_owned(),
        };
        Failure::Said(cli.text_with("cli-key-unproven", &[("reason", reason.into())]))
    })
}

async fn remove(cli: &mut Cli<'_>, named: &str) -> Result<(), Failure> {
    let api = cli.api().await?;
    let all = api.ssh_keys().await?;
    let is_it =
        |key: &&SshKeyView| key.fingerprint == named || key.fingerprint.strip_prefix("SHA256:") == Some(named) || key.label == named;
    let mut found = all.keys.iter().filter(is_it);
    let (Some(it), None) = (found.next(), found.next()) else {
        return Err(Failure::NotFound(cli.text("cli-no-such-key")));
    };
    let key = cli.key();
    api.remove_ssh_key(&it.fingerprint, key).await?;
    if cli.json {
        return Ok(());
    }
    let words = cli.text_with("cli-key-removed", &[("key", inline(&it.fingerprint).into_owned().into())]);
    cli.line(&words).await
}
