//! `caseport product`: the products under support.

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::product::{MaintenanceWindow, ProductPage, ProductView, Promise, SeatView};
use caseport_shared::text::inline;
use clap::Subcommand;

use super::Cli;
use super::failure::Failure;
use super::render::{self, Table};
use crate::words;

#[derive(Debug, Subcommand)]
pub(super) enum ProductCommand {
    List,
    View { product: String },
}

pub(super) async fn run(cli: &mut Cli<'_>, command: ProductCommand) -> Result<(), Failure> {
    match command {
        ProductCommand::List => list(cli).await,
        ProductCommand::View { product } => view(cli, &product).await,
    }
}

async fn list(cli: &mut Cli<'_>) -> Result<(), Failure> {
    let api = cli.api().await?;
    let mut all = ProductPage { products: Vec::new(), next: None };
    loop {
        let page = api.products(all.next.as_deref()).await?;
        let is_stuck = page.products.is_empty();
        all.products.extend(page.products);
        all.next = page.next;
        if all.next.is_none() || is_stuck {
            break;
        }
    }
    if cli.json {
        return cli.print_json(&all).await;
    }
    if all.products.is_empty() {
        return cli.line(&cli.text("cli-no-products")).await;
    }
    let headings = ["column-product", "column-name", "column-kind", "column-organization", "column-version"];
    let mut table = Table::new(headings.iter().map(|key| cli.text(key)).collect(), &[1, 3, 0]);
    for product in &all.products {
        let kind = cli.text(&format!("product-kind-{}", product.kind));
        let version = product.current_version.clone().unwrap_or_default();
        let cells = vec![product.slug.clone(), product.name.clone(), kind, product.organization.name.clone(), version];
        table.row(cells, None);
    }
    Ok(cli.io.out(&table.render(cli.io.width)).await?)
}

async fn view(cli: &mut Cli<'_>, slug: &str) -> Result<(), Failure> {
    let api = cli.api().await?;
    let product = api.product(slug).await.map_err(|error| match error.code() {
        Some(ErrorCode::NotFound) => Failure::NotFound(cli.text("cli-no-such-product")),
        _ => error.into(),
    })?;
    if cli.json {
        return cli.print_json(&product).await;
    }
    let text = [facts(cli, &product), promises(cli, &product), categories(cli, &product), contacts(cli, &product), seats(cli, &product)];
    let text: Vec<String> = text.into_iter().filter(|part| !part.is_empty()).collect();
    Ok(cli.io.out(&text.join("\n")).await?)
}

fn facts(cli: &Cli<'_>, product: &ProductView) -> String {
    let summary = &product.summary;
    let mut pairs = vec![
        (cli.text("column-product"), format!("{} ({})", inline(&summary.name), inline(&summary.slug))),
        (cli.text("column-kind"), cli.text(&format!("product-kind-{}", summary.kind))),
        (cli.text("label-organization"), inline(&summary.organization.name).into_owned()),
        (cli.text("label-plan"), inline(&product.plan).into_owned()),
    ];
    let mut add = |label: &str, value: Option<String>| pairs.extend(value.map(|value| (cli.text(label), value)));
    let clean = |text: &Option<String>| text.as_deref().map(|text| inline(text).into_owned());
    add("label-environment", clean(&product.environment));
    add("label-account-manager", product.account_manager.as_ref().map(|who| format!("{} <{}>", inline(&who.name), inline(&who.email))));
    add("label-maintenance", summary.maintenance_window.as_ref().map(|window| maintenance(cli, window)));
    add("label-current-version", clean(&summary.current_version));
    let upgrade = match (clean(&product.upgrade_version), product.upgrade_on) {
        (Some(version), Some(date)) => Some(format!("{version}, {date}")),
        (version, date) => version.or(date.map(|date| date.to_string())),
    };
    add("label-upgrade", upgrade);
    render::pairs(&pairs)
}

fn maintenance(cli: &Cli<'_>, window: &MaintenanceWindow) -> String {
    let day = if (1..=7).contains(&window.weekday) { cli.text(&format!("weekday-{}", window.weekday)) } else { String::new() };
    let values = [
        ("day", day.into()),
        ("starts", inline(&window.starts).into()),
        ("zone", inline(&window.time_zone).into()),
        ("minutes", window.minutes.into()),
        ("next", cli.host.times.stamp(window.next).into()),
    ];
    cli.text_with("cli-maintenance", &values)
}

fn promises(cli: &Cli<'_>, product: &ProductView) -> String {
    let pair = |promise: &Promise| (words::severity(&cli.host.strings, promise.severity), words::promise(&cli.host.strings, promise));
    section(cli, "heading-promises", &render::pairs(&product.promises.iter().map(pair).collect::<Vec<_>>()))
}

fn categories(cli: &Cli<'_>, product: &ProductView) -> String {
    let mut pairs = Vec::new();
    for category in &product.categories {
        pairs.push((inline(&category.slug).into_owned(), inline(&category.name).into_owned()));
        for sub in &category.subcategories {
            pairs.push((format!("  {}", inline(&sub.slug)), inline(&sub.name).into_owned()));
        }
    }
    section(cli, "heading-categories", &render::pairs(&pairs))
}

fn contacts(cli: &Cli<'_>, product: &ProductView) -> String {
    let pairs: Vec<(String, String)> = product
        .contacts
        .iter()
        .map(|contact| {
            let mut told: Vec<String> = contact.title.iter().map(|title| inline(title).into_owned()).collect();
            told.extend(contact.maintenance.then(|| cli.text("cli-told-maintenance")));
            told.extend(contact.incidents.then(|| cli.text("cli-told-incidents")));
            (format!("{} <{}>", inline(&contact.name), inline(&contact.email)), told.join(", "))
        })
        .collect();
    section(cli, "heading-contacts", &render::pairs(&pairs))
}

fn seats(cli: &Cli<'_>, product: &ProductView) -> String {
    let pool = &product.pool;
    let values =
        [("taken", pool.taken.into()), ("total", pool.total.into()), ("counts", cli.text(&format!("seats-{}", pool.counts)).into())];
    let mut text = format!("{}\n", cli.text_with("cli-pool", &values));
    let pair = |seat: &SeatView| {
        let sees = if seat.account_wide { "cli-sees-all" } else { "cli-sees-own" };
        (format!("{} <{}>", inline(&seat.name), inline(&seat.email)), cli.text(sees))
    };
    text.push_str(&render::pairs(&product.seats.iter().map(pair).collect::<Vec<_>>()));
    section(cli, "heading-seats", &text)
}

fn section(cli: &Cli<'_>, heading: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{}\n{}", cli.text(heading), render::indented(text)) }
}
