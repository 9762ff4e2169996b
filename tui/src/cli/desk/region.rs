//! `caseport region`: the hours and holidays of regions (MISSION section 8).

use caseport_shared::api::region::{Holiday, RegionView};
use caseport_shared::organization::Region;
use caseport_shared::text::inline;
use clap::Subcommand;
use jiff::civil::Date;

use super::super::Cli;
use super::super::failure::Failure;
use super::super::render::{self, Table};
use super::Version;
use crate::api::Api;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RegionCommand {
    List,
    View {
        region: Region,
    },
    Edit {
        region: Region,
        #[arg(long, value_name = "ZONE")]
        time_zone: Option<String>,
        #[arg(long, value_name = "HH:MM")]
        opens: Option<String>,
        #[arg(long, value_name = "HH:MM")]
        closes: Option<String>,
        #[arg(long, value_name = "DATE=NAME")]
        add_holiday: Vec<Closed>,
        #[arg(long, value_name = "DATE")]
        remove_holiday: Vec<Date>,
        #[command(flatten)]
        version: Version,
    },
}

/// A holiday as it is typed.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Closed(Holiday);

impl std::str::FromStr for Closed {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "write a holiday such as 2026-12-24=Christmas Eve".to_owned();
        let (day, name) = text.split_once('=').ok_or_else(wrong)?;
        Ok(Self(Holiday { day: day.parse().map_err(|_| wrong())?, name: name.to_owned() }))
    }
}

pub(in crate::cli) async fn run(cli: &mut Cli<'_>, command: RegionCommand) -> Result<(), Failure> {
    let api = cli.api().await?;
    match command {
        RegionCommand::List => list(cli, &api).await,
        RegionCommand::View { region } => {
            let view = one(cli, &api, region).await?;
            show(cli, &view).await
        }
        RegionCommand::Edit { region, time_zone, opens, closes, add_holiday, remove_holiday, version } => {
            let RegionView { version: known, mut hours, .. } = one(cli, &api, region).await?;
            hours.time_zone = time_zone.unwrap_or(hours.time_zone);
            hours.opens = opens.unwrap_or(hours.opens);
            hours.closes = closes.unwrap_or(hours.closes);
            let is_said_anew = |day: Date| remove_holiday.contains(&day) || add_holiday.iter().any(|Closed(new)| new.day == day);
            hours.holidays.retain(|holiday| !is_said_anew(holiday.day));
            hours.holidays.extend(add_holiday.into_iter().map(|Closed(holiday)| holiday));
            let key = cli.key();
            let saved = api.save_region(region, version.if_version.unwrap_or(known), &hours, key).await?;
            show(cli, &saved).await
        }
    }
}

async fn one(cli: &Cli<'_>, api: &Api, region: Region) -> Result<RegionView, Failure> {
    let all = api.regions().await?.regions;
    all.into_iter().find(|view| view.region == region).ok_or_else(|| Failure::NotFound(cli.text("cli-no-such-region")))
}

async fn list(cli: &mut Cli<'_>, api: &Api) -> Result<(), Failure> {
    let all = api.regions().await?;
    if cli.json {
        return cli.print_json(&all).await;
    }
    let headings = ["column-region", "column-zone", "column-opens", "column-closes", "column-holidays"];
    let mut table = Table::new(headings.iter().map(|key| cli.text(key)).collect(), &[1]);
    for view in &all.regions {
        let hours = &view.hours;
        let cells = [
            cli.text(&format!("region-{}", view.region)),
            hours.time_zone.clone(),
            hours.opens.clone(),
            hours.closes.clone(),
            hours.holidays.len().to_string(),
        ];
        table.row(cells.into(), None);
    }
    Ok(cli.io.out(&table.render(cli.io.width)).await?)
}

async fn show(cli: &mut Cli<'_>, view: &RegionView) -> Result<(), Failure> {
    if cli.json {
        return cli.print_json(view).await;
    }
    let hours = &view.hours;
    let pairs = [
        (cli.text("column-region"), cli.text(&format!("region-{}", view.region))),
        (cli.text("column-zone"), inline(&hours.time_zone).into_owned()),
        (cli.text("label-hours"), format!("{} – {}", inline(&hours.opens), inline(&hours.closes))),
        (cli.text("label-version"), view.version.to_string()),
    ];
    let holidays: Vec<(String, String)> =
        hours.holidays.iter().map(|holiday| (holiday.day.to_string(), inline(&holiday.name).into_owned())).collect();
    let text = format!("{}\n{}\n{}", render::pairs(&pairs), cli.text("column-holidays"), render::indented(&render::pairs(&holidays)));
    Ok(cli.io.out(&text).await?)
}
