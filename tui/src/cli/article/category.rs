//! `caseport article category`: the tree by which articles are browsed.

use caseport_shared::api::article::{ArticleCategoryList, SaveArticleCategory};
use caseport_shared::text::inline;
use clap::Subcommand;

use super::super::Cli;
use super::super::failure::Failure;
use super::super::render;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum CategoryCommand {
    List,
    Save {
        slug: String,
        name: String,
        #[arg(long, value_name = "SLUG")]
        below: Option<String>,
        #[arg(long, value_name = "NUMBER")]
        position: Option<u32>,
    },
    Remove {
        slug: String,
    },
}

pub(super) async fn run(cli: &mut Cli<'_>, command: CategoryCommand) -> Result<(), Failure> {
    let api = cli.api().await?;
    let all = match command {
        CategoryCommand::List => api.article_categories().await?,
        CategoryCommand::Save { slug, name, below, position } => {
            api.save_article_category(&slug, &SaveArticleCategory { name, parent: below, position }).await?
        }
        CategoryCommand::Remove { slug } => {
            let key = cli.key();
            api.remove_article_category(&slug, key).await?;
            api.article_categories().await?
        }
    };
    if cli.json {
        return cli.print_json(&all).await;
    }
    Ok(cli.io.out(&render::pairs(&tree(&all))).await?)
}

/// Slugs and names, those in others further to the right.
fn tree(all: &ArticleCategoryList) -> Vec<(String, String)> {
    let depth = |slug: &str| {
        let parent = |slug: &str| all.items.iter().find(|one| one.slug == slug).and_then(|one| one.parent.as_deref());
        std::iter::successors(parent(slug), |slug| parent(slug)).take(all.items.len()).count()
    };
    let row = |slug: &str, name: &str| (format!("{}{}", "  ".repeat(depth(slug)), inline(slug)), inline(name).into_owned());
    all.items.iter().map(|one| row(&one.slug, &one.name)).collect()
}
