//! `caseport organization`: customers' organizations.

use caseport_shared::api::organization::{EditOrganization, NewOrganization, OrganizationView};
use caseport_shared::organization::Region;
use caseport_shared::text::inline;
use clap::Subcommand;

use super::super::Cli;
use super::super::failure::Failure;
use super::super::render::{self, Table};
use super::Version;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum OrganizationCommand {
    List,
    View {
        organization: String,
    },
    Create {
        name: String,
        #[arg(long, value_name = "PLAN")]
        plan: String,
        #[arg(long, value_name = "americas|emea|apac")]
        region: Region,
        #[arg(long)]
        slug: Option<String>,
    },
    Edit {
        organization: String,
        #[arg(long)]
        name: Option<String>,
        #[arg(long, value_name = "PLAN")]
        plan: Option<String>,
        #[arg(long, value_name = "americas|emea|apac")]
        region: Option<Region>,
        #[arg(long)]
        over_pool: bool,
        #[command(flatten)]
        version: Version,
    },
}

pub(in crate::cli) async fn run(cli: &mut Cli<'_>, command: OrganizationCommand) -> Result<(), Failure> {
    let api = cli.api().await?;
    let shown = match command {
        OrganizationCommand::List => return list(cli).await,
        OrganizationCommand::View { organization } => api.organization(&organization).await?,
        OrganizationCommand::Create { name, plan, region, slug } => {
            let key = cli.key();
            api.create_organization(&NewOrganization { slug, name, plan, region }, key).await?
        }
        OrganizationCommand::Edit { organization, name, plan, region, over_pool, version } => {
            let version = match version.if_version {
                Some(version) => version,
                None => api.organization(&organization).await?.version,
            };
            let key = cli.key();
            let edit = EditOrganization { name, plan, region, over_pool_ok: over_pool };
            api.edit_organization(&organization, version, &edit, key).await?
        }
    };
    show(cli, &shown).await
}

async fn list(cli: &mut Cli<'_>) -> Result<(), Failure> {
    let api = cli.api().await?;
    let headings = ["column-organization", "column-name", "column-plan", "column-region"];
    let mut table = Table::new(headings.iter().map(|key| cli.text(key)).collect(), &[1]);
    let (mut cursor, mut pages) = (None::<String>, render::Pages::new("organizations"));
    loop {
        let page = api.organizations(cursor.as_deref()).await?;
        cursor = page.next.filter(|_| !page.organizations.is_empty());
        let out = if cli.json {
            pages.json(&page.organizations, cursor.is_none())
        } else {
            for one in page.organizations {
                let region = cli.text(&format!("region-{}", one.region));
                table.row(vec![one.organization.slug, one.organization.name, one.plan, region], None);
            }
            table.page(cli.io.width)
        };
        cli.io.out(&out).await?;
        if cursor.is_none() {
            return Ok(());
        }
    }
}

async fn show(cli: &mut Cli<'_>, view: &OrganizationView) -> Result<(), Failure> {
    if cli.json {
        return cli.print_json(view).await;
    }
    let (summary, pool) = (&view.summary, &view.pool);
    let seats =
        [("taken", pool.taken.into()), ("total", pool.total.into()), ("counts", cli.text(&format!("seats-{}", pool.counts)).into())];
    let products: Vec<String> =
        view.products.iter().map(|product| format!("{} ({})", inline(&product.name), inline(&product.slug))).collect();
    let pairs = [
        (cli.text("column-organization"), format!("{} ({})", inline(&summary.organization.name), inline(&summary.organization.slug))),
        (cli.text("column-plan"), inline(&summary.plan).into_owned()),
        (cli.text("column-region"), cli.text(&format!("region-{}", summary.region))),
        (cli.text("column-seats"), cli.text_with("cli-pool", &seats)),
        (cli.text("label-products"), products.join("\n")),
        (cli.text("label-version"), view.version.to_string()),
    ];
    Ok(cli.io.out(&render::pairs(&pairs)).await?)
}
