//! `caseport product window`: the maintenance window, for people, calendars and scripts that wait.

use caseport_shared::text::block;
use clap::Args;

use super::super::Cli;
use super::super::failure::Failure;

#[derive(Debug, Args)]
pub(in crate::cli) struct WindowOf {
    product: String,
    #[arg(long, conflicts_with = "ics")]
    check: bool,
    #[arg(long)]
    ics: bool,
}

pub(super) async fn run(cli: &mut Cli<'_>, wanted: WindowOf) -> Result<(), Failure> {
    let api = cli.api().await?;
    let product = super::find(cli, &api, &wanted.product).await?;
    let window = product.summary.maintenance_window.as_ref();
    if wanted.check {
        // Outside is success and inside is none, so that a script waits with `until`.
        return match window.filter(|window| window.under_way) {
            Some(window) => {
                Err(Failure::Said(cli.text_with("cli-window-under-way", &[("window", super::maintenance(cli, window).into())])))
            }
            None if cli.json => cli.print_json(&window).await,
            None => cli.line(&cli.text("cli-window-closed")).await,
        };
    }
    let Some(window) = window else { return Err(Failure::NotFound(cli.text("cli-no-window"))) };
    if wanted.ics {
        let file = api.window_file(&wanted.product).await?;
        // Only a program is given what a server says as it is.
        let shown = if cli.io.stdout_is_terminal { block(&file).into_owned() } else { file };
        return Ok(cli.io.out(&shown).await?);
    }
    if cli.json {
        return cli.print_json(window).await;
    }
    let words = super::maintenance(cli, window);
    cli.line(&words).await?;
    if window.under_way { cli.line(&cli.text("cli-window-now")).await } else { Ok(()) }
}
