//! `caseport settings`: how a person reads (I3), shown and said; kept on the user's machine too, for what is said before the server is asked.

use caseport_shared::api::settings::{SaveSettings, SettingsView};
use caseport_shared::reader::Language;
use caseport_shared::text::inline;
use clap::Subcommand;

use super::failure::Failure;
use super::{Cli, Door, blocking, render};
use crate::api::Api;

/// The settings there are, by their names on the command line.
const NAMES: [&str; 4] = ["language", "locale", "time-zone", "theme"];

#[derive(Debug, Subcommand)]
pub(super) enum SettingsCommand {
    Show,
    Set { name: String, value: String },
    Unset { name: String },
}

pub(super) async fn run(cli: &mut Cli<'_>, command: Option<SettingsCommand>) -> Result<(), Failure> {
    let api = cli.api().await?;
    let said = api.settings().await?;
    let (name, value) = match command {
        None | Some(SettingsCommand::Show) => return show(cli, &api, &said).await,
        Some(SettingsCommand::Set { name, value }) => (name, Some(value)),
        Some(SettingsCommand::Unset { name }) => (name, None),
    };
    let save = changed(cli, said.said(), &name, value.as_deref())?;
    let key = cli.key();
    let said = api.save_settings(&save, key).await?;
    keep(cli, &api, &said).await?;
    if cli.json {
        return cli.print_json(&said).await;
    }
    // What is said of it is as it was kept, which may be spelt otherwise than it was typed.
    let values = [("name", name.clone().into()), ("value", of(&said, &name).unwrap_or_default().into())];
    let words = cli.text_with(if value.is_some() { "cli-setting-kept" } else { "cli-setting-unset" }, &values);
    cli.line(&words).await
}

async fn show(cli: &mut Cli<'_>, api: &Api, said: &SettingsView) -> Result<(), Failure> {
    keep(cli, api, said).await?;
    if cli.json {
        return cli.print_json(said).await;
    }
    let mut pairs: Vec<(String, String)> = NAMES
        .iter()
        .map(|name| (cli.text(&format!("label-{name}")), of(said, name).unwrap_or_else(|| cli.text("cli-setting-unsaid"))))
        .collect();
    if said.time_zone.is_none() {
        pairs.push((cli.text("label-proposed-zone"), inline(&said.proposed_time_zone).into_owned()));
    }
    Ok(cli.io.out(&render::pairs(&pairs)).await?)
}

/// One of the settings, safe for a terminal.
fn of(said: &SettingsView, name: &str) -> Option<String> {
    let value = match name {
        "language" => said.language.map(|language| language.to_string()),
        "locale" => said.locale.clone(),
        "time-zone" => said.time_zone.clone(),
        _ => said.theme.clone(),
    };
    value.map(|value| inline(&value).into_owned())
}

/// What is said with one thing changed; whether the server takes a value, it says itself.
fn changed(cli: &Cli<'_>, mut save: SaveSettings, name: &str, value: Option<&str>) -> Result<SaveSettings, Failure> {
    let owned = value.map(str::to_owned);
    match name {
        "language" => save.language = value.map(|value| language(cli, value)).transpose()?,
        "locale" => save.locale = owned,
        "time-zone" => save.time_zone = owned,
        "theme" => save.theme = owned,
        _ => {
            let values = [("name", inline(name).into_owned().into()), ("names", NAMES.join(", ").into())];
            return Err(Failure::Usage(cli.text_with("cli-setting-none", &values)));
        }
    }
    Ok(save)
}

fn language(cli: &Cli<'_>, value: &str) -> Result<Language, Failure> {
    value.parse().map_err(|_| {
        let names = Language::ALL.iter().map(|language| language.slug()).collect::<Vec<_>>().join(", ");
        Failure::Usage(cli.text_with("cli-setting-language", &[("value", inline(value).into_owned().into()), ("names", names.into())]))
    })
}

/// Keeps it on the user's machine, where there is one that keeps sign-ins.
pub(super) async fn keep(cli: &Cli<'_>, api: &Api, said: &SettingsView) -> Result<(), Failure> {
    let Door::Machine(machine) = &cli.host.door else { return Ok(()) };
    // A token of the environment is somebody's who keeps nothing here.
    let Some(credentials) = machine.credentials.clone().filter(|_| machine.token.is_none()) else { return Ok(()) };
    let (server, said) = (api.server().to_owned(), said.clone());
    Ok(blocking(move || credentials.folder().keep_reader(&server, &said)).await?)
}
