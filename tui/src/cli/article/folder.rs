//! The knowledge base as a folder of Markdown: `SLUG.md` for each article, `SLUG.draft.md` for a version that is not published yet,
//! `SLUG/` for its pictures, `categories.toml` and `documents.toml`.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use caseport_shared::api::article::{ArticleCategory, ArticleContent, ArticleView, NewArticle, SaveArticleCategory};
use caseport_shared::api::document::DocumentGroup;
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::article::{ArticleState, is_slug};
use caseport_shared::limits::{ARTICLE_SLUG_CHARS, PAGE_MAX};
use caseport_shared::text::{file_name, inline};
use clap::Args;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::super::Cli;
use super::super::failure::Failure;
use crate::api::{Api, ArticleMove, ArticlesAsked, FileError, Key, picture_bytes};
use crate::page::Page;

/// Largest page, in bytes.
const PAGE_BYTES: u64 = 1024 * 1024;
/// Ends the name of a page whose version is not published yet.
const DRAFT: &str = ".draft";

#[derive(Debug, Args)]
pub(in crate::cli) struct Import {
    folder: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Export {
    folder: PathBuf,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Categories {
    category: Vec<ArticleCategory>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Documents {
    group: Vec<DocumentGroup>,
}

/// What came of a folder.
#[derive(Debug, Default, Serialize)]
struct Done {
    /// Articles that are new, or files that were written.
    written: usize,
    /// Articles that were changed.
    changed: usize,
    /// Articles that were as they are.
    same: usize,
    /// Files of which nothing came, with why.
    failed: Vec<(String, String)>,
}

/// What became of one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Became {
    Written,
    Changed,
    Same,
}

fn unreadable(path: &Path, error: &std::io::Error) -> FileError {
    FileError::Open { name: inline(&path.to_string_lossy()).into_owned(), detail: error.to_string() }
}

pub(super) async fn import(cli: &mut Cli<'_>, wanted: Import) -> Result<(), Failure> {
    let folder = cli.path(&wanted.folder, |_| None)?.to_owned();
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&folder).await.map_err(|error| unreadable(&folder, &error))?;
    while let Some(entry) = entries.next_entry().await.map_err(|error| unreadable(&folder, &error))? {
        if entry.path().extension().is_some_and(|extension| extension == "md") {
            files.push(entry.path());
        }
    }
    files.sort();
    let api = cli.api().await?;
    cli.is_write = true;
    let mut done = Done::default();
    if let Some(categories) = table_of::<Categories>(cli, &folder.join("categories.toml")).await? {
        for ArticleCategory { slug, name, parent } in categories.category {
            api.save_article_category(&slug, &SaveArticleCategory { name, parent, position: None }).await?;
        }
    }
    if let Some(documents) = table_of::<Documents>(cli, &folder.join("documents.toml")).await? {
        for group in documents.group {
            api.save_documents(&group).await?;
        }
    }
    // What is published comes before what is not yet.
    let (drafts, pages): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| slug_of(file).1);
    for file in pages.iter().chain(&drafts) {
        let name = file.file_name().map(|name| inline(&name.to_string_lossy()).into_owned()).unwrap_or_default();
        match bring(cli, &api, &folder, file).await {
            Ok(Became::Written) => done.written += 1,
            Ok(Became::Changed) => done.changed += 1,
            Ok(Became::Same) => done.same += 1,
            // One article that is refused keeps no other back; a server that is gone does.
            Err(Failure::Api(error)) if error.code().is_none() => return Err(error.into()),
            Err(failure) => done.failed.push((name, cli.failure_words(&failure))),
        }
    }
    say(cli, &done, "cli-imported").await
}

/// The name of a page's article, and whether it holds a version that is not published yet.
fn slug_of(file: &Path) -> (String, bool) {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    stem.strip_suffix(DRAFT).map(|slug| (slug.to_owned(), true)).unwrap_or((stem.clone(), false))
}

async fn table_of<T: serde::de::DeserializeOwned>(cli: &Cli<'_>, path: &Path) -> Result<Option<T>, Failure> {
    let Some(text) = text_of(path).await? else { return Ok(None) };
    toml::from_str(&text).map(Some).map_err(|error| {
        let why = caseport_shared::text::line(error.message(), 300);
        Failure::Usage(cli.text_with("cli-page-wrong", &[("why", format!("{}: {why}", inline(&path.to_string_lossy())).into())]))
    })
}

async fn text_of(path: &Path) -> Result<Option<String>, FileError> {
    match tokio::fs::metadata(path).await {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(path, &error)),
        Ok(found) if found.len() > PAGE_BYTES => {
            return Err(FileError::TooLarge { name: inline(&path.to_string_lossy()).into_owned(), limit: PAGE_BYTES });
        }
        Ok(_) => {}
    }
    tokio::fs::read_to_string(path).await.map(Some).map_err(|error| unreadable(path, &error))
}

async fn bring(cli: &Cli<'_>, api: &Api, folder: &Path, file: &Path) -> Result<Became, Failure> {
    let (slug, is_draft) = slug_of(file);
    let wrong = |why: String| Failure::Usage(cli.text_with("cli-page-wrong", &[("why", why.into())]));
    if !is_slug(&slug, ARTICLE_SLUG_CHARS) {
        return Err(wrong(cli.text("cli-page-name")));
    }
    let text = text_of(file).await?.unwrap_or_default();
    let page = Page::read(&text).map_err(|error| wrong(error.to_string()))?;
    let found = match api.article(&slug).await {
        Err(error) if error.code() == Some(ErrorCode::NotFound) => None,
        other => Some(other?),
    };
    let is_new = found.is_none();
    let mut article = match found {
        Some(article) => article,
        None => {
            api.create_article(&NewArticle { slug: Some(slug.clone()), case: None, content: page.content.clone() }, Key::fresh()).await?
        }
    };
    let has_pictures = !is_draft && pictures(api, folder, &slug, &article).await?;
    // What a published page says is what readers see; a newer version beside it is another page's.
    let version = if is_draft { newest(&article) } else { shown(&article) };
    let is_other = !is_new && api.article_version(&slug, version).await? != page.content;
    if is_other {
        if article.summary.state == ArticleState::Archived {
            article = api.move_article(&slug, newest(&article), ArticleMove::Reopen, Key::fresh()).await?;
        }
        article = api.save_article(&slug, newest(&article), &page.content, Key::fresh()).await?;
    }
    let is_moved = !is_draft && settle(api, &slug, article, page.state, is_other).await?;
    let is_changed = has_pictures || is_other || is_moved;
    Ok(if is_new {
        Became::Written
    } else if is_changed {
        Became::Changed
    } else {
        Became::Same
    })
}

fn newest(article: &ArticleView) -> i64 {
    article.desk.as_ref().map_or(0, |desk| desk.version)
}

fn shown(article: &ArticleView) -> i64 {
    article.desk.as_ref().map_or(0, |desk| desk.published_version.unwrap_or(desk.version))
}

/// Brings an article into a state, its newest version where that was just `saved`; whether there was anything to do.
async fn settle(api: &Api, slug: &str, article: ArticleView, wanted: ArticleState, saved: bool) -> Result<bool, Failure> {
    let mut now = article;
    let mut is_changed = false;
    // Each step comes nearer; three are the most that any way has.
    for _ in 0..3 {
        let step = match (now.summary.state, wanted) {
            (ArticleState::Published, ArticleState::Published) if saved && shown(&now) != newest(&now) => ArticleMove::Publish,
            (state, wanted) if state == wanted => break,
            (ArticleState::Archived, _) => ArticleMove::Reopen,
            (_, ArticleState::Published) => ArticleMove::Publish,
            (_, ArticleState::Archived) => ArticleMove::Archive,
            (ArticleState::Draft, ArticleState::InReview) => ArticleMove::AskForReview,
            // Readers keep what they have; a folder takes nothing away from them but by the word archived.
            _ => break,
        };
        now = api.move_article(slug, newest(&now), step, Key::fresh()).await?;
        is_changed = true;
    }
    Ok(is_changed)
}

/// Sends pictures that are new or other than before; whether there were any.
async fn pictures(api: &Api, folder: &Path, slug: &str, article: &ArticleView) -> Result<bool, Failure> {
    let own = folder.join(slug);
    let Ok(mut entries) = tokio::fs::read_dir(&own).await else { return Ok(false) };
    let mut is_changed = false;
    while let Some(entry) = entries.next_entry().await.map_err(|error| unreadable(&own, &error))? {
        let name = entry.file_name().to_string_lossy().into_owned();
        let bytes = picture_bytes(&entry.path()).await?;
        let digest = crate::api::hexadecimal(&Sha256::digest(&bytes));
        if !article.pictures.iter().any(|picture| picture.name == name && picture.sha256 == digest) {
            api.add_picture(slug, &name, bytes.into(), Key::fresh()).await?;
            is_changed = true;
        }
    }
    Ok(is_changed)
}

pub(super) async fn export(cli: &mut Cli<'_>, wanted: Export) -> Result<(), Failure> {
    let folder = cli.path(&wanted.folder, |_| None)?.to_owned();
    let api = cli.api().await?;
    let mut slugs = Vec::new();
    for state in [None, Some(ArticleState::Archived)] {
        let mut asked = ArticlesAsked { state, limit: Some(PAGE_MAX), ..ArticlesAsked::default() };
        loop {
            let page = api.articles(&asked).await?;
            let is_stuck = page.items.is_empty();
            slugs.extend(page.items.into_iter().map(|article| article.slug));
            asked.cursor = page.next;
            if asked.cursor.is_none() || is_stuck {
                break;
            }
        }
    }
    tokio::fs::create_dir_all(&folder).await.map_err(|error| unwritable(&error))?;
    let mut done = Done::default();
    let categories = Categories { category: api.article_categories().await?.items };
    put(&folder.join("categories.toml"), toml::to_string(&categories).expect("strings are TOML").as_bytes(), &mut done).await?;
    let documents = Documents { group: api.documents(None).await?.items };
    put(&folder.join("documents.toml"), toml::to_string(&documents).expect("strings are TOML").as_bytes(), &mut done).await?;
    let mut seen = HashSet::new();
    for slug in slugs {
        // What is new between two pages may come twice.
        if seen.insert(slug.clone()) && is_slug(&slug, ARTICLE_SLUG_CHARS) {
            take(cli, &api, &folder, &slug, &mut done).await?;
        }
    }
    say(cli, &done, "cli-exported").await
}

async fn take(cli: &Cli<'_>, api: &Api, folder: &Path, slug: &str, done: &mut Done) -> Result<(), Failure> {
    let article = super::find(cli, api, slug).await?;
    if article.desk.is_none() {
        // Readers have what they see.
        let content = ArticleContent {
            title: article.summary.title.text.clone(),
            body: article.body.clone(),
            language: article.summary.language,
            category: article.summary.category.clone(),
            products: article.products.clone(),
            audience: caseport_shared::article::ArticleAudience::Customers,
            ..ArticleContent::default()
        };
        let page = Page { state: article.summary.state, content };
        put(&folder.join(format!("{slug}.md")), page.write().as_bytes(), done).await?;
    } else {
        let (newest, shown) = (newest(&article), shown(&article));
        let page = Page { state: article.summary.state, content: api.article_version(slug, shown).await? };
        put(&folder.join(format!("{slug}.md")), page.write().as_bytes(), done).await?;
        if newest != shown {
            let page = Page { state: ArticleState::Draft, content: api.article_version(slug, newest).await? };
            put(&folder.join(format!("{slug}{DRAFT}.md")), page.write().as_bytes(), done).await?;
        }
    }
    for picture in &article.pictures {
        if picture.name == file_name(&picture.name) {
            let own = folder.join(slug);
            tokio::fs::create_dir_all(&own).await.map_err(|error| unwritable(&error))?;
            put(&own.join(&picture.name), &api.picture(slug, &picture.name).await?, done).await?;
        }
    }
    Ok(())
}

fn unwritable(error: &std::io::Error) -> FileError {
    FileError::Write { kind: error.kind(), detail: error.to_string() }
}

/// Writes a file, unless it holds this already.
async fn put(path: &Path, bytes: &[u8], done: &mut Done) -> Result<(), FileError> {
    if tokio::fs::read(path).await.is_ok_and(|old| old == bytes) {
        done.same += 1;
        return Ok(());
    }
    tokio::fs::write(path, bytes).await.map_err(|error| unwritable(&error))?;
    done.written += 1;
    Ok(())
}

async fn say(cli: &mut Cli<'_>, done: &Done, words: &str) -> Result<(), Failure> {
    if cli.json {
        cli.print_json(done).await?;
    } else {
        let values = [("written", done.written.into()), ("changed", done.changed.into()), ("same", done.same.into())];
        let text = cli.text_with(words, &values);
        cli.line(&text).await?;
    }
    if done.failed.is_empty() {
        return Ok(());
    }
    for (name, why) in &done.failed {
        cli.aside(&format!("{name}: {why}")).await?;
    }
    Err(Failure::Said(cli.text_with("cli-import-failed", &[("count", done.failed.len().into())])))
}
