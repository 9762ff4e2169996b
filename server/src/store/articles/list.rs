//! Lists of articles: by time or by readers, or as they answer a question.

use std::collections::{BTreeSet, HashMap};

use caseport_shared::api::article::ArticleSummary;
use caseport_shared::article::{ArticleSort, ArticleState};
use caseport_shared::reader::Language;

use super::{Article, Readable, read, written};
use crate::store::finder::{self, Found, Marker, Part};
use crate::store::people::limit_value;
use crate::store::value::bind_all;
use crate::store::{Row, StoreError, Tx, Value};

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// One state; without it, what is not archived.
    pub state: Option<ArticleState>,
    /// In one of these categories, where there are any.
    pub categories: Vec<i64>,
    /// About a product, or about all.
    pub product: Option<i64>,
    /// In a language.
    pub language: Option<Language>,
}

impl Filter {
    /// The state: a list looks for it in an index, and where articles are named, their state is no more than looked at.
    fn state(&self, column: &str, values: &mut Vec<Value<'_>>) -> String {
        let Some(state) = self.state else { return "a.state <> 'archived'".to_owned() };
        values.push(state.slug().into());
        format!("{column} = ${}", values.len())
    }

    fn conditions(&self, readable: Readable, values: &mut Vec<Value<'_>>) -> String {
        let mut all = vec![readable.condition(values)];
        if !self.categories.is_empty() {
            let places = bind_all(values, self.categories.iter().map(|id| (*id).into()));
            all.push(format!("a.category_id IN ({places})"));
        }
        if let Some(product) = self.product {
            values.push(product.into());
            let place = values.len();
            all.push(format!(
                "(EXISTS (SELECT 1 FROM article_products p WHERE p.article_id = a.id AND p.product_id = ${place}) \
                 OR NOT EXISTS (SELECT 1 FROM article_products p WHERE p.article_id = a.id))"
            ));
        }
        if let Some(language) = self.language {
            values.push(language.slug().into());
            all.push(format!("a.language = ${}", values.len()));
        }
        all.join(" AND ")
    }
}

/// A place in a list: what it is ordered by, and the article.
pub type After = (i64, i64);

/// One page, with the place where the next one begins.
pub fn page(
    tx: &mut Tx<'_>,
    readable: Readable,
    filter: &Filter,
    sort: ArticleSort,
    after: Option<After>,
    limit: usize,
) -> Result<(Vec<ArticleSummary>, Option<After>), StoreError> {
    let key = match sort {
        ArticleSort::Recent => "a.touched_at",
        ArticleSort::Popular => "a.reads",
    };
    let (key_from, id_from) = after.unwrap_or((i64::MAX, i64::MAX));
    let mut values: Vec<Value<'_>> = vec![key_from.into(), id_from.into(), limit_value(limit + 1)];
    let conditions = filter.conditions(readable, &mut values);
    let state = filter.state("a.state", &mut values);
    let sql = format!(
        "SELECT a.id, {key} FROM articles a WHERE ({key}, a.id) < ($1, $2) AND {state} AND {conditions} ORDER BY {key} DESC, a.id DESC LIMIT $3"
    );
    tx.plan_for_values()?;
    let mut found: Vec<After> = tx.query(&sql, &values, |row| Ok((row.int(1)?, row.int(0)?)))?;
    let more = found.len() > limit;
    found.truncate(limit);
    let ids: Vec<i64> = found.iter().map(|(_, id)| *id).collect();
    let next = found.last().copied().filter(|_| more);
    Ok((summaries(tx, readable, &ids, &BTreeSet::new())?, next))
}

/// Whose question it is.
#[derive(Debug, Clone, Copy)]
pub struct Asker {
    /// What they may read.
    pub readable: Readable,
    /// The language that they read.
    pub language: Option<Language>,
    /// The product that they ask about.
    pub product: Option<i64>,
    /// Now, in unix milliseconds.
    pub now: i64,
}

/// How much of a question must be in an article for it to be suggested.
const SUGGESTED_FROM: f32 = 0.34;
/// How far below the best one an article may be to be suggested beside it.
const BESIDE_BEST: f32 = 0.35;
/// How far below the best one an article may be to be found beside it.
const FOUND_BESIDE_BEST: f32 = 0.08;

/// Articles that answer what is looked for, the best first.
pub fn search(tx: &mut Tx<'_>, asker: Asker, filter: &Filter, words: &str, limit: usize) -> Result<Vec<ArticleSummary>, StoreError> {
    let parts = [Part { text: words, weight: 1.0, is_typed: true }];
    let found = finder::find(tx, &asker.readable.reaches(), &parts)?;
    let ids = answering(tx, asker, filter, &found, FOUND_BESIDE_BEST, limit)?;
    summaries(tx, asker.readable, &ids, &found.terms)
}

/// Published articles that may answer a case which says this, the best first.
pub fn suggest(
    tx: &mut Tx<'_>,
    asker: Asker,
    (subject, about, description): (&str, &str, &str),
    limit: usize,
) -> Result<Vec<ArticleSummary>, StoreError> {
    let part = |text, weight, is_typed| Part { text, weight, is_typed };
    let parts = [part(subject, 1.0, true), part(about, 0.35, false), part(description, 0.5, false)];
    let mut found = finder::find(tx, &asker.readable.reaches(), &parts)?;
    found.hits.retain(|hit| hit.covered >= SUGGESTED_FROM);
    let filter = Filter { state: Some(ArticleState::Published), ..Filter::default() };
    let ids = answering(tx, asker, &filter, &found, BESIDE_BEST, limit)?;
    summaries(tx, asker.readable, &ids, &found.terms)
}

/// Articles near to one, the nearest first.
pub fn related(
    tx: &mut Tx<'_>,
    asker: Asker,
    article_id: i64,
    (title, keywords): (&str, &str),
    limit: usize,
) -> Result<Vec<ArticleSummary>, StoreError> {
    let part = |text, weight| Part { text, weight, is_typed: false };
    let mut found = finder::find(tx, &asker.readable.reaches(), &[part(title, 1.0), part(keywords, 0.6)])?;
    found.hits.retain(|hit| hit.article_id != article_id && hit.covered >= SUGGESTED_FROM);
    let filter = Filter { state: Some(ArticleState::Published), ..Filter::default() };
    let ids = answering(tx, asker, &filter, &found, BESIDE_BEST, limit)?;
    summaries(tx, asker.readable, &ids, &BTreeSet::new())
}

/// What is known of an article that words found.
struct Known {
    language: Language,
    touched_at: i64,
    votes: (f32, f32),
    is_of_product: bool,
    is_of_others: bool,
}

/// Those that were found and may be seen, in the order in which they answer.
fn answering(tx: &mut Tx<'_>, asker: Asker, filter: &Filter, found: &Found, beside: f32, limit: usize) -> Result<Vec<i64>, StoreError> {
    if found.hits.is_empty() {
        return Ok(Vec::new());
    }
    let mut values: Vec<Value<'_>> = vec![asker.product.unwrap_or(0).into()];
    let conditions = filter.conditions(asker.readable, &mut values);
    let state = filter.state("a.state || ''", &mut values);
    let places = bind_all(&mut values, found.hits.iter().map(|hit| hit.article_id.into()));
    let sql = format!(
        "SELECT a.id, a.language, a.touched_at, a.helpful, a.unhelpful, \
           CASE WHEN EXISTS (SELECT 1 FROM article_products p WHERE p.article_id = a.id AND p.product_id = $1) THEN 1 ELSE 0 END, \
           CASE WHEN EXISTS (SELECT 1 FROM article_products p WHERE p.article_id = a.id) THEN 1 ELSE 0 END \
         FROM articles a WHERE a.id IN ({places}) AND {state} AND {conditions}"
    );
    let mut known = HashMap::new();
    tx.each(&sql, &values, |row| {
        let is_of_product = row.flag(5)?;
        let votes = (share(row.int(3)?), share(row.int(4)?));
        let is_of_others = row.flag(6)? && !is_of_product && asker.product.is_some();
        known.insert(row.int(0)?, Known { language: row.parsed(1)?, touched_at: row.int(2)?, votes, is_of_product, is_of_others });
        Ok(())
    })?;
    let mut ranked: Vec<(f32, i64)> = found
        .hits
        .iter()
        .filter_map(|hit| known.get(&hit.article_id).map(|known| (hit.score * worth(known, asker), hit.article_id)))
        .collect();
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
    let best = ranked.first().map_or(0.0, |(score, _)| *score);
    Ok(ranked.into_iter().take_while(|(score, _)| *score >= best * beside).take(limit).map(|(_, id)| id).collect())
}

/// A year, in milliseconds.
const YEAR: i64 = 365 * 24 * 60 * 60 * 1_000;

/// What an article is worth beside what its words say: its language, its product, its votes, its age.
fn worth(known: &Known, asker: Asker) -> f32 {
    let language = if asker.language.is_none_or(|language| language == known.language) { 1.15 } else { 1.0 };
    let product = if known.is_of_product {
        1.2
    } else if known.is_of_others {
        0.7
    } else {
        1.0
    };
    let (helpful, unhelpful) = known.votes;
    let votes = 1.0 + 0.2 * (helpful - unhelpful) / (helpful + unhelpful + 5.0);
    let age = share((asker.now - known.touched_at).clamp(0, 10 * YEAR)) / share(YEAR);
    language * product * votes * (1.0 + 0.08 / (1.0 + age))
}

#[expect(clippy::cast_precision_loss, reason = "of votes and times the order of size counts")]
fn share(number: i64) -> f32 {
    number as f32
}

/// What a list shows of some articles, in their order, with the words marked that have some terms.
pub fn summaries(tx: &mut Tx<'_>, readable: Readable, ids: &[i64], terms: &BTreeSet<String>) -> Result<Vec<ArticleSummary>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = Vec::new();
    let seen = readable.condition(&mut values);
    let places = bind_all(&mut values, ids.iter().map(|id| (*id).into()));
    let sql = format!(
        "SELECT {}, a.touched_at, a.helpful, a.unhelpful, c.slug, v.content FROM articles a \
         JOIN article_versions v ON v.article_id = a.id AND v.version = COALESCE(a.published_version, a.version) \
         LEFT JOIN article_categories c ON c.id = a.category_id WHERE a.id IN ({places}) AND {seen}",
        super::ARTICLE
    );
    let mut marker = Marker::new(terms);
    let mut found = HashMap::new();
    tx.each(&sql, &values, |row| {
        let article = read(row)?;
        let id = article.id;
        found.insert(id, summary(row, &article, readable, &mut marker)?);
        Ok(())
    })?;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

fn summary(row: &Row<'_>, article: &Article, readable: Readable, marker: &mut Marker<'_>) -> Result<ArticleSummary, StoreError> {
    let content = written(&row.text(10)?)?;
    let count = |at: usize| Ok::<_, StoreError>(u32::try_from(row.int(at)?).unwrap_or(u32::MAX));
    let is_desk = readable == Readable::Everything;
    Ok(ArticleSummary {
        slug: article.slug.clone(),
        title: marker.line(&content.title),
        excerpt: marker.passage(&content.body),
        language: content.language,
        state: article.state,
        audience: Some(content.audience).filter(|_| is_desk),
        has_changes: is_desk && article.state == ArticleState::Published && article.published_version != Some(article.version),
        category: row.opt_text(9)?,
        updated_at: crate::store::cases::time(row.int(6)?)?,
        helpful: count(7)?,
        unhelpful: count(8)?,
    })
}
