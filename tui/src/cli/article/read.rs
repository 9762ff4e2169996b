//! Articles looked for, listed and read.

use caseport_shared::api::article::{ArticlePage, ArticleRead, ArticleReport, ArticleUse, ArticleView, ArticleVote};
use caseport_shared::api::document::DocumentGroup;
use caseport_shared::article::{ArticleSort, ArticleState};
use caseport_shared::limits::{PAGE_DEFAULT, PAGE_MAX};
use caseport_shared::reader::Language;
use caseport_shared::text::{block, inline};
use clap::Args;
use clap::builder::RangedU64ValueParser;

use super::super::Cli;
use super::super::failure::Failure;
use super::super::render::{self, Table};
use super::{find, table};
use crate::api::{ApiError, ArticlesAsked};
use crate::words;

#[derive(Debug, Args)]
pub(in crate::cli) struct Search {
    #[arg(required = true)]
    words: Vec<String>,
    #[command(flatten)]
    narrow: Narrow,
    #[arg(long, value_name = "COUNT", default_value_t = 10, value_parser = RangedU64ValueParser::<usize>::new().range(1..=PAGE_MAX as u64))]
    limit: usize,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct List {
    #[command(flatten)]
    narrow: Narrow,
    #[arg(long)]
    state: Option<ArticleState>,
    #[arg(long)]
    popular: bool,
    #[arg(long, value_name = "COUNT", default_value_t = PAGE_DEFAULT, value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    limit: usize,
}

/// What a list is narrowed to.
#[derive(Debug, Args)]
struct Narrow {
    #[arg(long, value_name = "SLUG")]
    category: Option<String>,
    #[arg(long, value_name = "SLUG")]
    product: Option<String>,
    #[arg(long)]
    language: Option<Language>,
}

impl Narrow {
    fn asked(self) -> ArticlesAsked {
        ArticlesAsked { category: self.category, product: self.product, language: self.language, ..ArticlesAsked::default() }
    }
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Vote {
    article: String,
    said: Said,
    #[arg(long, value_name = "TEXT")]
    word: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Said {
    Helpful,
    Unhelpful,
}

pub(super) async fn search(cli: &mut Cli<'_>, wanted: Search) -> Result<(), Failure> {
    let query = wanted.words.join(" ");
    let api = cli.api().await?;
    let asked = ArticlesAsked { query, limit: Some(wanted.limit), ..wanted.narrow.asked() };
    let found = api.articles(&asked).await?;
    if cli.json {
        return cli.print_json(&found).await;
    }
    if found.items.is_empty() {
        return cli.line(&cli.text("cli-no-article-has")).await;
    }
    Ok(cli.io.out(&table(cli, &found.items).render(cli.io.width)).await?)
}

pub(super) async fn list(cli: &mut Cli<'_>, wanted: List) -> Result<(), Failure> {
    let api = cli.api().await?;
    let sort = if wanted.popular { ArticleSort::Popular } else { ArticleSort::Recent };
    let mut asked = ArticlesAsked { state: wanted.state, sort, ..wanted.narrow.asked() };
    let mut all = ArticlePage::default();
    while all.items.len() < wanted.limit {
        let count = (wanted.limit - all.items.len()).min(PAGE_MAX);
        asked.limit = Some(count);
        let page = api.articles(&asked).await?;
        let is_stuck = page.items.is_empty();
        all.items.extend(page.items.into_iter().take(count));
        all.next.clone_from(&page.next);
        asked.cursor = page.next;
        if all.next.is_none() || is_stuck {
            break;
        }
    }
    if cli.json {
        return cli.print_json(&all).await;
    }
    if all.items.is_empty() {
        return cli.line(&cli.text("cli-no-articles")).await;
    }
    cli.io.out(&table(cli, &all.items).render(cli.io.width)).await?;
    if all.next.is_some() {
        cli.aside(&cli.text("cli-more-articles")).await?;
    }
    Ok(())
}

pub(super) async fn view(cli: &mut Cli<'_>, slug: &str) -> Result<(), Failure> {
    let api = cli.api().await?;
    let article = find(cli, &api, slug).await?;
    // That it is not counted is no reason not to show it.
    let _: Result<(), ApiError> = api.read_article(slug, &ArticleRead::default(), crate::api::Key::fresh()).await;
    if cli.json {
        return cli.print_json(&article).await;
    }
    let text = format!("{}\n{}\n", facts(cli, &article), block(&article.body));
    cli.io.out(&text).await?;
    if !article.related.is_empty() {
        let pairs: Vec<(String, String)> =
            article.related.iter().map(|one| (inline(&one.slug).into_owned(), inline(&one.title.text).into_owned())).collect();
        cli.io.out(&format!("\n{}\n{}", cli.text("heading-related"), render::pairs(&pairs))).await?;
    }
    Ok(())
}

fn facts(cli: &Cli<'_>, article: &ArticleView) -> String {
    let summary = &article.summary;
    let clean = |text: &str| inline(text).into_owned();
    let mut pairs = vec![
        (cli.text("column-title"), clean(&summary.title.text)),
        (cli.text("column-article"), clean(&summary.slug)),
        (cli.text("label-language"), summary.language.name().to_owned()),
        (cli.text("label-updated"), cli.host.times.stamp(summary.updated_at)),
    ];
    pairs.extend(summary.category.as_deref().map(|category| (cli.text("label-category"), clean(category))));
    if !article.products.is_empty() {
        pairs.push((cli.text("label-about"), clean(&article.products.join(", "))));
    }
    if summary.helpful + summary.unhelpful > 0 {
        let values = [("helpful", summary.helpful.into()), ("all", (summary.helpful + summary.unhelpful).into())];
        pairs.push((cli.text("label-helpful"), cli.text_with("cli-article-helpful", &values)));
    }
    if let Some(desk) = &article.desk {
        let audience = summary.audience.map(|audience| cli.text(&format!("article-audience-{audience}"))).unwrap_or_default();
        let audience =
            if desk.organizations.is_empty() { audience } else { format!("{audience}: {}", clean(&desk.organizations.join(", "))) };
        pairs.push((cli.text("column-state"), cli.text(&format!("article-state-{}", summary.state))));
        pairs.push((cli.text("label-audience"), audience));
        let version = match desk.published_version {
            Some(published) if published != desk.version => {
                cli.text_with("cli-article-newer", &[("version", desk.version.into()), ("published", published.into())])
            }
            _ => desk.version.to_string(),
        };
        pairs.push((cli.text("label-version"), version));
        pairs.push((cli.text("label-author"), words::person(&desk.author)));
        if !desk.keywords.is_empty() {
            pairs.push((cli.text("label-keywords"), clean(&desk.keywords.join(", "))));
        }
        pairs.extend(desk.case.map(|case| (cli.text("label-from-case"), case.to_string())));
        let values = [("reads", desk.reads.into()), ("solved", desk.solved.into()), ("deflected", desk.deflected.into())];
        pairs.push((cli.text("label-used"), cli.text_with("cli-article-used", &values)));
    }
    render::pairs(&pairs)
}

pub(super) async fn vote(cli: &mut Cli<'_>, wanted: Vote) -> Result<(), Failure> {
    let api = cli.api().await?;
    find(cli, &api, &wanted.article).await?;
    let (vote, key) = (ArticleVote { helpful: wanted.said == Said::Helpful, word: wanted.word }, cli.key());
    api.vote_article(&wanted.article, &vote, key).await?;
    cli.line(&cli.text("cli-article-thanks")).await
}

pub(super) async fn versions(cli: &mut Cli<'_>, slug: &str) -> Result<(), Failure> {
    let api = cli.api().await?;
    let versions = api.article_versions(slug).await?;
    if cli.json {
        return cli.print_json(&versions).await;
    }
    let headings = ["column-version", "column-written", "column-author", "column-title", "column-state"];
    let mut table = Table::new(headings.iter().map(|key| cli.text(key)).collect(), &[3, 2]);
    for version in &versions.items {
        let state = if version.is_published { cli.text("article-state-published") } else { String::new() };
        let (at, author) = (cli.host.times.stamp(version.at), words::person(&version.author));
        table.row(vec![version.version.to_string(), at, author, version.title.clone(), state], None);
    }
    Ok(cli.io.out(&table.render(cli.io.width)).await?)
}

pub(super) async fn version(cli: &mut Cli<'_>, slug: &str, number: i64) -> Result<(), Failure> {
    let api = cli.api().await?;
    let content = api.article_version(slug, number).await?;
    if cli.json {
        return cli.print_json(&content).await;
    }
    Ok(cli.io.out(&format!("{}\n\n{}\n", inline(&content.title), block(&content.body))).await?)
}

pub(super) async fn report(cli: &mut Cli<'_>) -> Result<(), Failure> {
    let api = cli.api().await?;
    let report = api.article_report().await?;
    if cli.json {
        return cli.print_json(&report).await;
    }
    let text = [misses(cli, &report), uses(cli, "heading-stale", &report.stale), uses(cli, "heading-unhelpful", &report.unhelpful)];
    let parts: Vec<String> = text.into_iter().chain([uses(cli, "heading-used", &report.used)]).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return cli.line(&cli.text("cli-report-empty")).await;
    }
    Ok(cli.io.out(&parts.join("\n")).await?)
}

fn misses(cli: &Cli<'_>, report: &ArticleReport) -> String {
    if report.misses.is_empty() {
        return String::new();
    }
    let mut table = Table::new(["column-times", "column-words", "column-last"].iter().map(|key| cli.text(key)).collect(), &[1]);
    for miss in &report.misses {
        table.row(vec![miss.times.to_string(), miss.words.clone(), cli.host.times.stamp(miss.last_at)], None);
    }
    format!("{}\n{}", cli.text("heading-misses"), table.render(cli.io.width))
}

fn uses(cli: &Cli<'_>, heading: &str, uses: &[ArticleUse]) -> String {
    if uses.is_empty() {
        return String::new();
    }
    let headings = ["column-article", "column-title", "column-reads", "column-votes", "column-reviewed"];
    let mut table = Table::new(headings.iter().map(|key| cli.text(key)).collect(), &[1]);
    for one in uses {
        let article = &one.article;
        let votes = format!("+{} -{}", article.helpful, article.unhelpful);
        let cells =
            vec![article.slug.clone(), article.title.text.clone(), one.reads.to_string(), votes, cli.host.times.stamp(one.reviewed_at)];
        let said: Vec<_> = one.words.iter().map(|word| inline(word)).collect();
        table.row(cells, Some(said.join("; ")).filter(|said| !said.is_empty()));
    }
    format!("{}\n{}", cli.text(heading), table.render(cli.io.width))
}

pub(super) async fn documents(cli: &mut Cli<'_>, product: Option<&str>) -> Result<(), Failure> {
    let api = cli.api().await?;
    let documents = api.documents(product).await?;
    if cli.json {
        return cli.print_json(&documents).await;
    }
    if documents.items.is_empty() {
        return cli.line(&cli.text("cli-no-documents")).await;
    }
    let group = |group: &DocumentGroup| {
        let product = group.product.as_deref().map_or_else(|| cli.text("documents-of-all"), |product| inline(product).into_owned());
        let pairs: Vec<(String, String)> =
            group.documents.iter().map(|one| (inline(&one.title).into_owned(), inline(&one.url).into_owned())).collect();
        format!("{product} ({})\n{}", group.language.name(), render::pairs(&pairs))
    };
    let groups: Vec<String> = documents.items.iter().map(group).collect();
    Ok(cli.io.out(&groups.join("\n")).await?)
}
