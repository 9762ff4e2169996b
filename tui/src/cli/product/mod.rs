//! `caseport product`: the products under support.

mod category;
mod contact;
mod edit;
mod notice;
mod window;

use caseport_shared::api::notice::NoticeView;
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::product::{MaintenanceWindow, ProductView, Promise, SeatView};
use caseport_shared::text::inline;
use clap::Subcommand;

use super::Cli;
use super::failure::Failure;
use super::render::{self, Table};
use crate::api::Api;
use crate::words;

#[derive(Debug, Subcommand)]
pub(super) enum ProductCommand {
    List,
    View {
        product: String,
    },
    Window(window::WindowOf),
    Create(edit::Create),
    Edit(Box<edit::Edit>),
    #[command(subcommand)]
    Category(category::CategoryCommand),
    #[command(subcommand)]
    Contact(contact::ContactCommand),
    Notice(notice::Notice),
    Withdraw(notice::Withdraw),
}

pub(super) async fn run(cli: &mut Cli<'_>, command: ProductCommand) -> Result<(), Failure> {
    match command {
        ProductCommand::List => list(cli).await,
        ProductCommand::View { product } => {
            let api = cli.api().await?;
            let product = find(cli, &api, &product).await?;
            show(cli, &product).await
        }
        ProductCommand::Window(wanted) => window::run(cli, wanted).await,
        ProductCommand::Create(wanted) => edit::create(cli, wanted).await,
        ProductCommand::Edit(wanted) => edit::edit(cli, *wanted).await,
        ProductCommand::Category(wanted) => category::run(cli, wanted).await,
        ProductCommand::Contact(wanted) => contact::run(cli, wanted).await,
        ProductCommand::Notice(wanted) => notice::write(cli, wanted).await,
        ProductCommand::Withdraw(wanted) => notice::withdraw(cli, wanted).await,
    }
}

async fn list(cli: &mut Cli<'_>) -> Result<(), Failure> {
    let api = cli.api().await?;
    let headings = ["column-product", "column-name", "column-kind", "column-organization", "column-version"];
    let mut table = Table::new(headings.iter().map(|key| cli.text(key)).collect(), &[1, 3, 0]);
    let (mut cursor, mut pages, mut is_any) = (None::<String>, render::Pages::new("products"), false);
    loop {
        let page = api.products(cursor.as_deref()).await?;
        cursor = page.next.filter(|_| !page.products.is_empty());
        let out = if cli.json {
            pages.json(&page.products, cursor.is_none())
        } else if page.products.is_empty() {
            if is_any { String::new() } else { format!("{}\n", cli.text("cli-no-products")) }
        } else {
            is_any = true;
            for product in page.products {
                let kind = cli.text(&format!("product-kind-{}", product.kind));
                let version = product.current_version.unwrap_or_default();
                table.row(vec![product.slug, product.name, kind, product.organization.name, version], None);
            }
            table.page(cli.io.width)
        };
        cli.io.out(&out).await?;
        if cursor.is_none() {
            return Ok(());
        }
    }
}

/// A product by its slug.
async fn find(cli: &Cli<'_>, api: &Api, slug: &str) -> Result<ProductView, Failure> {
    api.product(slug).await.map_err(|error| match error.code() {
        Some(ErrorCode::NotFound) => Failure::NotFound(cli.text("cli-no-such-product")),
        _ => error.into(),
    })
}

async fn show(cli: &mut Cli<'_>, product: &ProductView) -> Result<(), Failure> {
    if cli.json {
        return cli.print_json(product).await;
    }
    let parts = [facts, notices, promises, categories, contacts, seats];
    let text = parts.map(|part| part(cli, product));
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
    add("label-version", product.can_edit.then(|| product.version.to_string()));
    render::pairs(&pairs)
}

/// What support tells those behind the product.
fn notices(cli: &Cli<'_>, product: &ProductView) -> String {
    let one = |notice: &NoticeView| {
        let values = [
            ("number", notice.number.into()),
            ("kind", cli.text(&format!("notice-{}", notice.kind)).into()),
            ("subject", inline(&notice.subject).into()),
            ("until", cli.host.times.stamp(notice.ends_at).into()),
        ];
        format!("{}\n{}", cli.text_with("cli-notice", &values), render::indented(&notice.body))
    };
    section(cli, "heading-notices", &product.notices.iter().map(one).collect::<String>())
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
    let left = cli.text_with("product-left", &[("count", pool.total.saturating_sub(pool.taken).into())]);
    let mut text = format!("{}\n{left}\n", cli.text_with("cli-pool", &values));
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
