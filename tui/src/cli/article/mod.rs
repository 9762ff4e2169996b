//! `caseport article` and `caseport doc`: the knowledge base.

mod category;
mod folder;
mod read;
mod write;

use caseport_shared::api::article::{ArticleSummary, ArticleView};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::text::inline;
use clap::Subcommand;

use super::Cli;
use super::failure::Failure;
use super::render::Table;
use crate::api::{Api, ArticleMove};

#[derive(Debug, Subcommand)]
pub(super) enum ArticleCommand {
    Search(read::Search),
    List(read::List),
    View {
        article: String,
    },
    Vote(read::Vote),
    New(write::New),
    FromCase(write::FromCase),
    Edit(write::Edit),
    Review(write::Step),
    Publish(write::Step),
    Archive(write::Step),
    Reopen(write::Step),
    Versions {
        article: String,
    },
    Version {
        article: String,
        number: i64,
    },
    Restore(write::Restore),
    #[command(subcommand)]
    Picture(write::PictureCommand),
    #[command(subcommand)]
    Category(category::CategoryCommand),
    Report,
    Import(folder::Import),
    Export(folder::Export),
}

#[derive(Debug, Subcommand)]
pub(super) enum DocCommand {
    List {
        #[arg(long, value_name = "SLUG")]
        product: Option<String>,
    },
}

pub(super) async fn run(cli: &mut Cli<'_>, command: ArticleCommand) -> Result<(), Failure> {
    match command {
        ArticleCommand::Search(wanted) => read::search(cli, wanted).await,
        ArticleCommand::List(wanted) => read::list(cli, wanted).await,
        ArticleCommand::View { article } => read::view(cli, &article).await,
        ArticleCommand::Vote(wanted) => read::vote(cli, wanted).await,
        ArticleCommand::New(wanted) => write::new(cli, wanted).await,
        ArticleCommand::FromCase(wanted) => write::from_case(cli, wanted).await,
        ArticleCommand::Edit(wanted) => write::edit(cli, wanted).await,
        ArticleCommand::Review(wanted) => write::step(cli, wanted, ArticleMove::AskForReview).await,
        ArticleCommand::Publish(wanted) => write::step(cli, wanted, ArticleMove::Publish).await,
        ArticleCommand::Archive(wanted) => write::step(cli, wanted, ArticleMove::Archive).await,
        ArticleCommand::Reopen(wanted) => write::step(cli, wanted, ArticleMove::Reopen).await,
        ArticleCommand::Versions { article } => read::versions(cli, &article).await,
        ArticleCommand::Version { article, number } => read::version(cli, &article, number).await,
        ArticleCommand::Restore(wanted) => write::restore(cli, wanted).await,
        ArticleCommand::Picture(wanted) => write::picture(cli, wanted).await,
        ArticleCommand::Category(wanted) => category::run(cli, wanted).await,
        ArticleCommand::Report => read::report(cli).await,
        ArticleCommand::Import(wanted) => folder::import(cli, wanted).await,
        ArticleCommand::Export(wanted) => folder::export(cli, wanted).await,
    }
}

pub(super) async fn documents(cli: &mut Cli<'_>, command: DocCommand) -> Result<(), Failure> {
    let DocCommand::List { product } = command;
    read::documents(cli, product.as_deref()).await
}

/// An article by its slug.
async fn find(cli: &Cli<'_>, api: &Api, slug: &str) -> Result<ArticleView, Failure> {
    api.article(slug).await.map_err(|error| match error.code() {
        Some(ErrorCode::NotFound) => Failure::NotFound(cli.text("cli-no-such-article")),
        _ => error.into(),
    })
}

/// Articles one below the other, each with its passage.
fn table(cli: &Cli<'_>, articles: &[ArticleSummary]) -> Table {
    let is_desk = articles.iter().any(|article| article.audience.is_some());
    let mut headings = vec!["column-article", "column-title"];
    if is_desk {
        headings.push("column-state");
    }
    let mut table = Table::new(headings.iter().map(|key| cli.text(key)).collect(), &[1]);
    for article in articles {
        let mut cells = vec![article.slug.clone(), article.title.text.clone()];
        if is_desk {
            let state = cli.text(&format!("article-state-{}", article.state));
            cells.push(if article.has_changes { cli.text_with("cli-article-changed", &[("state", state.into())]) } else { state });
        }
        table.row(cells, Some(inline(&article.excerpt.text).into_owned()).filter(|text| !text.is_empty()));
    }
    table
}
