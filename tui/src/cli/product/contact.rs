//! `caseport product contact`: who stands behind a product and is on its notification lists (staff).

use caseport_shared::api::product::SaveContact;
use caseport_shared::text::inline;
use clap::{Args, Subcommand};

use super::super::Cli;
use super::super::failure::Failure;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ContactCommand {
    Set(Set),
    Remove { product: String, email: String },
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Set {
    product: String,
    email: String,
    #[arg(long)]
    name: String,
    #[arg(long)]
    title: Option<String>,
    #[arg(long)]
    maintenance: bool,
    #[arg(long)]
    incidents: bool,
}

pub(super) async fn run(cli: &mut Cli<'_>, command: ContactCommand) -> Result<(), Failure> {
    let api = cli.api().await?;
    match command {
        ContactCommand::Set(Set { product, email, name, title, maintenance, incidents }) => {
            cli.is_write = true;
            let saved = api.save_contact(&product, &email, &SaveContact { name, title, maintenance, incidents }).await?;
            if cli.json {
                return cli.print_json(&saved).await;
            }
            let who = format!("{} <{}>", inline(&saved.name), inline(&saved.email));
            cli.line(&cli.text_with("cli-contact-saved", &[("who", who.into())])).await
        }
        ContactCommand::Remove { product, email } => {
            let key = cli.key();
            api.remove_contact(&product, &email, key).await?;
            if cli.json {
                return Ok(());
            }
            cli.line(&cli.text_with("cli-contact-removed", &[("who", inline(&email).into_owned().into())])).await
        }
    }
}
