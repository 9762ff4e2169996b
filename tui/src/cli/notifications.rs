//! `caseport notifications`: what one is told of by email, and how soon.

use caseport_shared::api::mail::{Notification, Notifications, SetNotifications};
use caseport_shared::notification::{NotificationKind, NotificationMode};
use clap::Subcommand;

use super::Cli;
use super::failure::Failure;
use super::render::Table;

#[derive(Debug, Subcommand)]
pub(super) enum NotificationsCommand {
    List,
    Set { kind: NotificationKind, mode: NotificationMode },
    Follow { product: String },
    Unfollow { product: String },
}

pub(super) async fn run(cli: &mut Cli<'_>, command: NotificationsCommand) -> Result<(), Failure> {
    let api = cli.api().await?;
    let all = match command {
        NotificationsCommand::List => api.notifications().await?,
        NotificationsCommand::Set { kind, mode } => {
            let (set, key) = (SetNotifications { kinds: vec![Notification { kind, mode }] }, cli.key());
            api.set_notifications(&set, key).await?
        }
        NotificationsCommand::Follow { product } => {
            let key = cli.key();
            api.follow(&product, true, key).await?
        }
        NotificationsCommand::Unfollow { product } => {
            let key = cli.key();
            api.follow(&product, false, key).await?
        }
    };
    show(cli, &all).await
}

async fn show(cli: &mut Cli<'_>, all: &Notifications) -> Result<(), Failure> {
    if cli.json {
        return cli.print_json(all).await;
    }
    let mut table = Table::new(["column-kind", "column-soon", "column-what"].map(|key| cli.text(key)).into(), &[2]);
    for Notification { kind, mode } in &all.kinds {
        let soon = cli.text(&format!("notification-mode-{mode}"));
        table.row(vec![kind.to_string(), soon, cli.text(&format!("notification-{kind}"))], None);
    }
    cli.io.out(&table.render(cli.io.width)).await?;
    if all.follows.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(["column-follows", "column-name"].map(|key| cli.text(key)).into(), &[1]);
    for product in &all.follows {
        table.row(vec![product.slug.clone(), product.name.clone()], None);
    }
    Ok(cli.io.out(&format!("\n{}", table.render(cli.io.width))).await?)
}
