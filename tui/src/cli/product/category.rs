//! `caseport product category`: a product's tree of categories (staff).

use caseport_shared::api::product::{CategoryBranch, CategoryTree, EditCategory, NewCategory};
use caseport_shared::text::inline;
use clap::Subcommand;

use super::super::Cli;
use super::super::failure::Failure;
use super::super::render;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum CategoryCommand {
    List {
        product: String,
    },
    Add {
        product: String,
        name: String,
        #[arg(long, value_name = "CATEGORY")]
        below: Option<String>,
    },
    Edit {
        product: String,
        category: String,
        #[arg(long, value_name = "SLUG")]
        subcategory: Option<String>,
        #[arg(long)]
        name: Option<String>,
        #[arg(long, value_name = "NUMBER")]
        position: Option<u32>,
        #[arg(long, conflicts_with = "restore")]
        retire: bool,
        #[arg(long)]
        restore: bool,
    },
}

pub(super) async fn run(cli: &mut Cli<'_>, command: CategoryCommand) -> Result<(), Failure> {
    let api = cli.api().await?;
    let tree = match command {
        CategoryCommand::List { product } => api.category_tree(&product).await?,
        CategoryCommand::Add { product, name, below } => {
            let key = cli.key();
            api.add_category(&product, &NewCategory { name, parent: below }, key).await?
        }
        CategoryCommand::Edit { product, category, subcategory, name, position, retire, restore } => {
            let retired = (retire || restore).then_some(retire);
            let key = cli.key();
            api.edit_category(&product, &EditCategory { category, subcategory, name, position, retired }, key).await?
        }
    };
    show(cli, &tree).await
}

async fn show(cli: &mut Cli<'_>, tree: &CategoryTree) -> Result<(), Failure> {
    if cli.json {
        return cli.print_json(tree).await;
    }
    let row = |indent: &str, one: &CategoryBranch| {
        let name = inline(&one.name).into_owned();
        let name = if one.retired { cli.text_with("cli-category-retired", &[("name", name.into())]) } else { name };
        (format!("{indent}{}", inline(&one.slug)), name)
    };
    let mut pairs = Vec::new();
    for top in &tree.categories {
        pairs.push(row("", top));
        pairs.extend(top.subcategories.iter().map(|below| row("  ", below)));
    }
    Ok(cli.io.out(&render::pairs(&pairs)).await?)
}
