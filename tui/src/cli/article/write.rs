//! Articles written as pages, and brought to their readers.

use std::path::PathBuf;

use caseport_shared::api::article::{ArticleView, NewArticle};
use caseport_shared::case::CaseNumber;
use caseport_shared::limits::{ARTICLE_CHARS, PICTURE_BYTES};
use caseport_shared::text::{file_name, inline};
use clap::{Args, Subcommand};

use super::super::Cli;
use super::super::failure::Failure;
use super::find;
use crate::api::{ArticleMove, FileError, picture_bytes};
use crate::page::Page;

/// Characters of a page beside the article's text.
const FRONT_CHARS: usize = 40_000;

#[derive(Debug, Args)]
pub(in crate::cli) struct New {
    page: PathBuf,
    #[arg(long)]
    slug: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    case: Option<CaseNumber>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FromCase {
    number: CaseNumber,
    #[arg(long)]
    print: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Edit {
    article: String,
    page: PathBuf,
    #[arg(long, value_name = "VERSION")]
    if_version: Option<i64>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Step {
    article: String,
    #[arg(long, value_name = "VERSION")]
    if_version: Option<i64>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Restore {
    article: String,
    number: i64,
    #[arg(long, value_name = "VERSION")]
    if_version: Option<i64>,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PictureCommand {
    Add {
        article: String,
        picture: PathBuf,
        #[arg(long)]
        name: Option<String>,
    },
    Remove {
        article: String,
        name: String,
    },
}

/// A page that was given, in which what is wrong is said.
async fn page(cli: &mut Cli<'_>, file: &PathBuf) -> Result<Page, Failure> {
    let text = cli.given_text("page", None, Some(file), ARTICLE_CHARS + FRONT_CHARS).await?;
    Page::read(&text).map_err(|error| Failure::Usage(cli.text_with("cli-page-wrong", &[("why", error.to_string().into())])))
}

pub(super) async fn new(cli: &mut Cli<'_>, wanted: New) -> Result<(), Failure> {
    let page = page(cli, &wanted.page).await?;
    let own = wanted.page.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let own = own.filter(|stem| caseport_shared::article::is_slug(stem, caseport_shared::limits::ARTICLE_SLUG_CHARS));
    let new = NewArticle { slug: wanted.slug.or(own), case: wanted.case, content: page.content };
    let (api, key) = (cli.api().await?, cli.key());
    let made = api.create_article(&new, key).await?;
    told(cli, &made, "cli-article-written").await
}

pub(super) async fn from_case(cli: &mut Cli<'_>, wanted: FromCase) -> Result<(), Failure> {
    cli.about_case = true;
    let api = cli.api().await?;
    let draft = api.article_draft(wanted.number).await?;
    if wanted.print {
        if cli.json {
            return cli.print_json(&draft).await;
        }
        let page = Page { state: caseport_shared::article::ArticleState::Draft, content: draft.content };
        return Ok(cli.io.out(&page.write()).await?);
    }
    let key = cli.key();
    let made = api.create_article(&draft, key).await?;
    told(cli, &made, "cli-article-drafted").await
}

pub(super) async fn edit(cli: &mut Cli<'_>, wanted: Edit) -> Result<(), Failure> {
    let page = page(cli, &wanted.page).await?;
    let version = version(cli, &wanted.article, wanted.if_version).await?;
    let (api, key) = (cli.api().await?, cli.key());
    let saved = api.save_article(&wanted.article, version, &page.content, key).await?;
    told(cli, &saved, "cli-article-edited").await
}

/// The version that is changed: the one that was named, or the newest.
async fn version(cli: &mut Cli<'_>, slug: &str, asked: Option<i64>) -> Result<i64, Failure> {
    let api = cli.api().await?;
    let article = find(cli, &api, slug).await?;
    // Whoever does not work for support is refused by the server.
    Ok(asked.or(article.desk.map(|desk| desk.version)).unwrap_or(0))
}

pub(super) async fn step(cli: &mut Cli<'_>, wanted: Step, step: ArticleMove) -> Result<(), Failure> {
    let version = version(cli, &wanted.article, wanted.if_version).await?;
    let (api, key) = (cli.api().await?, cli.key());
    let moved = api.move_article(&wanted.article, version, step, key).await?;
    told(cli, &moved, "cli-article-moved").await
}

pub(super) async fn restore(cli: &mut Cli<'_>, wanted: Restore) -> Result<(), Failure> {
    let version = version(cli, &wanted.article, wanted.if_version).await?;
    let (api, key) = (cli.api().await?, cli.key());
    let restored = api.restore_article(&wanted.article, version, wanted.number, key).await?;
    told(cli, &restored, "cli-article-edited").await
}

/// Says what became of an article, and who sees it.
async fn told(cli: &mut Cli<'_>, article: &ArticleView, words: &str) -> Result<(), Failure> {
    if cli.json {
        return cli.print_json(article).await;
    }
    let state = cli.text(&format!("article-state-{}", article.summary.state));
    let audience = article.summary.audience.unwrap_or_default();
    let values = [
        ("slug", inline(&article.summary.slug).into_owned().into()),
        ("state", state.into()),
        ("audience", cli.text(&format!("article-audience-{audience}")).into()),
        ("version", article.desk.as_ref().map_or(0, |desk| desk.version).into()),
    ];
    let text = cli.text_with(words, &values);
    cli.line(&text).await
}

pub(super) async fn picture(cli: &mut Cli<'_>, command: PictureCommand) -> Result<(), Failure> {
    let api = cli.api().await?;
    match command {
        PictureCommand::Add { article, picture, name } => {
            let is_input = picture.as_os_str() == "-";
            let own = picture.file_name().map(|name| name.to_string_lossy().into_owned());
            let Some(name) = name.or_else(|| own.filter(|_| !is_input)) else {
                return Err(Failure::Usage(cli.text("cli-picture-name")));
            };
            let name = file_name(&name).replace(char::is_whitespace, "-");
            let _turn = if is_input { super::super::case::turn(cli)? } else { None };
            let bytes = if is_input {
                // Asked before anything is received, which may be for nothing.
                find(cli, &api, &article).await?;
                let limit = u64::try_from(PICTURE_BYTES).unwrap_or(u64::MAX);
                let given = cli.io.read_all(PICTURE_BYTES).await?;
                given.ok_or_else(|| FileError::TooLarge { name: cli.text("cli-stdin"), limit })?
            } else {
                picture_bytes(cli.path(&picture, |_| None)?).await?
            };
            let key = cli.key();
            let added = api.add_picture(&article, &name, bytes.into(), key).await?;
            if cli.json {
                return cli.print_json(&added).await;
            }
            let values = [("name", inline(&added.name).into_owned().into())];
            let text = cli.text_with("cli-picture-added", &values);
            cli.line(&text).await
        }
        PictureCommand::Remove { article, name } => {
            let key = cli.key();
            Ok(api.remove_picture(&article, &name, key).await?)
        }
    }
}
