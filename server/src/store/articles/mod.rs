//! Articles with their versions and readers; whatever changes what somebody finds changes the index with it.

pub mod categories;
pub mod list;
pub mod pictures;
pub mod uses;

use caseport_shared::api::article::{ArticleContent, ArticleVersion};
use caseport_shared::article::{ArticleAudience, ArticleState};
use caseport_shared::person::Side;

use super::finder::{self, Entry};
use super::people::{limit_value, reference_at};
use super::{Row, StoreError, Tx, Value};

/// The reach of support.
const STAFF: i64 = -1;
/// The reach of all customers.
const CUSTOMERS: i64 = 0;

/// Which articles are seen; made by the policy alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readable {
    /// All, whatever their state.
    Everything,
    /// Published ones for all customers and for those of an organization.
    Of {
        /// Which organization.
        organization_id: i64,
    },
    /// None.
    Nothing,
}

impl Readable {
    /// The reaches in whose index they are.
    pub(super) fn reaches(self) -> Vec<i64> {
        match self {
            Self::Everything => vec![STAFF],
            Self::Of { organization_id } => vec![CUSTOMERS, organization_id],
            Self::Nothing => Vec::new(),
        }
    }

    /// A condition on the table of articles, named `a`; its parameters are pushed to `values`. Most articles are published, so that
    /// none is to be looked for by it: the blank text keeps indexes out of the plan.
    fn condition(self, values: &mut Vec<Value<'_>>) -> String {
        match self {
            Self::Everything => "1 = 1".to_owned(),
            Self::Nothing => "1 = 0".to_owned(),
            Self::Of { organization_id } => {
                values.push(organization_id.into());
                let place = values.len();
                format!(
                    "a.state || '' = 'published' AND EXISTS (SELECT 1 FROM article_readers r WHERE r.article_id = a.id AND r.reach IN (0, ${place}))"
                )
            }
        }
    }
}

/// An article's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Internal.
    pub id: i64,
    /// Stable name.
    pub slug: String,
    /// Where it is.
    pub state: ArticleState,
    /// The newest version.
    pub version: i64,
    /// The version that its readers see, published or archived.
    pub published_version: Option<i64>,
    /// The case it came from.
    pub case_id: Option<i64>,
}

impl Article {
    /// The version by which it is listed and found.
    pub fn shown_version(&self) -> i64 {
        self.published_version.unwrap_or(self.version)
    }
}

const ARTICLE: &str = "a.id, a.slug, a.state, a.version, a.published_version, a.case_id";

fn read(row: &Row<'_>) -> Result<Article, StoreError> {
    Ok(Article {
        id: row.int(0)?,
        slug: row.text(1)?,
        state: row.parsed(2)?,
        version: row.int(3)?,
        published_version: row.opt_int(4)?,
        case_id: row.opt_int(5)?,
    })
}

/// Whether the database knows articles at all: one that an older program kept does not, and is looked at before it is brought up.
pub fn are_there(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let sql = if tx.is_postgres() {
        "SELECT 1 WHERE to_regclass($1) IS NOT NULL"
    } else {
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1"
    };
    Ok(tx.first(sql, &["article_readers".into()], |row| row.int(0))?.is_some())
}

/// An article, if it may be seen.
pub fn by_slug(tx: &mut Tx<'_>, readable: Readable, slug: &str) -> Result<Option<Article>, StoreError> {
    let mut values = vec![slug.into()];
    let seen = readable.condition(&mut values);
    tx.first(&format!("SELECT {ARTICLE} FROM articles a WHERE a.slug = $1 AND {seen}"), &values, read)
}

/// Whether a name is taken, by whatever article.
pub fn is_taken(tx: &mut Tx<'_>, slug: &str) -> Result<bool, StoreError> {
    Ok(tx.first("SELECT 1 FROM articles WHERE slug = $1", &[slug.into()], |row| row.int(0))?.is_some())
}

/// What one version holds.
pub fn content(tx: &mut Tx<'_>, article_id: i64, version: i64) -> Result<Option<ArticleContent>, StoreError> {
    let sql = "SELECT content FROM article_versions WHERE article_id = $1 AND version = $2";
    tx.first(sql, &[article_id.into(), version.into()], |row| written(&row.text(0)?))
}

fn written(content: &str) -> Result<ArticleContent, StoreError> {
    serde_json::from_str(content).map_err(|error| StoreError::Corrupt(error.to_string()))
}

fn shown(tx: &mut Tx<'_>, article: &Article) -> Result<ArticleContent, StoreError> {
    content(tx, article.id, article.shown_version())?.ok_or_else(|| StoreError::Corrupt(format!("article {} has no text", article.slug)))
}

/// Adds an article as a draft.
pub fn insert(tx: &mut Tx<'_>, slug: &str, case_id: Option<i64>, content: &ArticleContent, by: (i64, i64)) -> Result<Article, StoreError> {
    let (author_id, now) = by;
    let id = tx.insert(
        "INSERT INTO articles (slug, state, version, title, language, audience, case_id, created_at, touched_at, reviewed_at) \
         VALUES ($1, 'draft', 1, $2, $3, $4, $5, $6, $6, $6) RETURNING id",
        &[slug.into(), (&content.title).into(), content.language.slug().into(), content.audience.slug().into(), case_id.into(), now.into()],
    )?;
    insert_version(tx, id, 1, content, (author_id, now))?;
    let article = Article { id, slug: slug.to_owned(), state: ArticleState::Draft, version: 1, published_version: None, case_id };
    file(tx, id, content)?;
    finder::change(tx, &[], &[Entry { reach: STAFF, article_id: id, slug, content }])?;
    Ok(article)
}

/// Adds articles that all customers read from now on, with one change of the index for all of them: name, title and text of each.
pub(super) fn insert_published(tx: &mut Tx<'_>, author_id: i64, now: i64, articles: &[(String, String, String)]) -> Result<(), StoreError> {
    let contents: Vec<ArticleContent> = articles
        .iter()
        .map(|(_, title, body)| ArticleContent {
            title: title.clone(),
            body: body.clone(),
            audience: ArticleAudience::Customers,
            ..ArticleContent::default()
        })
        .collect();
    let mut entries = Vec::new();
    for ((slug, ..), content) in articles.iter().zip(&contents) {
        let article_id = tx.insert(
            "INSERT INTO articles (slug, state, version, published_version, title, language, audience, created_at, touched_at, reviewed_at) \
             VALUES ($1, 'published', 1, 1, $2, $3, $4, $5, $5, $5) RETURNING id",
            &[slug.into(), (&content.title).into(), content.language.slug().into(), content.audience.slug().into(), now.into()],
        )?;
        insert_version(tx, article_id, 1, content, (author_id, now))?;
        tx.execute("INSERT INTO article_readers (reach, article_id) VALUES ($1, $2)", &[CUSTOMERS.into(), article_id.into()])?;
        entries.extend([STAFF, CUSTOMERS].map(|reach| Entry { reach, article_id, slug, content }));
    }
    finder::change(tx, &[], &entries)
}

fn insert_version(
    tx: &mut Tx<'_>,
    id: i64,
    version: i64,
    content: &ArticleContent,
    (author_id, now): (i64, i64),
) -> Result<(), StoreError> {
    let content = serde_json::to_string(content).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    tx.execute(
        "INSERT INTO article_versions (article_id, version, author_id, written_at, content) VALUES ($1, $2, $3, $4, $5)",
        &[id.into(), version.into(), author_id.into(), now.into(), content.into()],
    )?;
    Ok(())
}

/// Adds the newest version of an article; the oldest that nobody reads gives way beyond `keep`.
pub fn add_version(
    tx: &mut Tx<'_>,
    before: &Article,
    content: &ArticleContent,
    (author_id, now): (i64, i64),
    keep: usize,
) -> Result<Article, StoreError> {
    let version = before.version + 1;
    insert_version(tx, before.id, version, content, (author_id, now))?;
    let oldest = version - limit_number(keep);
    tx.execute(
        "DELETE FROM article_versions WHERE article_id = $1 AND version <= $2 AND version <> $3",
        &[before.id.into(), oldest.into(), before.published_version.unwrap_or(0).into()],
    )?;
    Ok(Article { version, ..before.clone() })
}

fn limit_number(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

/// Has an article be as it is to be from now on, with its words wherever they are found.
pub fn update(tx: &mut Tx<'_>, before: &Article, after: &Article, now: i64) -> Result<(), StoreError> {
    let old = (reaches(tx, before)?, shown(tx, before)?);
    let content = shown(tx, after)?;
    let is_published = after.state == ArticleState::Published;
    let is_shown_anew = after.shown_version() != before.shown_version() || (is_published && before.state != after.state);
    tx.execute(
        "UPDATE articles SET state = $2, version = $3, published_version = $4, touched_at = CASE WHEN $5 = 1 THEN $6 ELSE touched_at END, \
           title = $7, language = $8, audience = $9 WHERE id = $1",
        &[
            after.id.into(),
            after.state.slug().into(),
            after.version.into(),
            after.published_version.into(),
            is_shown_anew.into(),
            now.into(),
            (&content.title).into(),
            content.language.slug().into(),
            content.audience.slug().into(),
        ],
    )?;
    tx.execute("DELETE FROM article_readers WHERE article_id = $1", &[after.id.into()])?;
    let readers = if is_published { readers(tx, &content)? } else { Vec::new() };
    for reach in &readers {
        tx.execute("INSERT INTO article_readers (reach, article_id) VALUES ($1, $2)", &[(*reach).into(), after.id.into()])?;
    }
    file(tx, after.id, &content)?;
    let new = (reaches(tx, after)?, content);
    if old == new {
        return Ok(());
    }
    finder::change(tx, &entries(after, &old), &entries(after, &new))
}

fn entries<'a>(article: &'a Article, (reaches, content): &'a (Vec<i64>, ArticleContent)) -> Vec<Entry<'a>> {
    let (article_id, slug) = (article.id, article.slug.as_str());
    reaches.iter().map(|reach| Entry { reach: *reach, article_id, slug, content }).collect()
}

/// In whose index an article stands.
fn reaches(tx: &mut Tx<'_>, article: &Article) -> Result<Vec<i64>, StoreError> {
    if article.state == ArticleState::Archived {
        return Ok(Vec::new());
    }
    let sql = "SELECT reach FROM article_readers WHERE article_id = $1 ORDER BY reach";
    let mut reaches = tx.query(sql, &[article.id.into()], |row| row.int(0))?;
    reaches.insert(0, STAFF);
    Ok(reaches)
}

/// The customers for whom an article is, once it is published.
fn readers(tx: &mut Tx<'_>, content: &ArticleContent) -> Result<Vec<i64>, StoreError> {
    match content.audience {
        ArticleAudience::Staff => Ok(Vec::new()),
        ArticleAudience::Customers => Ok(vec![CUSTOMERS]),
        ArticleAudience::Organizations => {
            let mut found = Vec::new();
            for slug in &content.organizations {
                found.extend(super::organizations::id_of(tx, slug)?);
            }
            found.sort_unstable();
            found.dedup();
            Ok(found)
        }
    }
}

/// Files an article under the category and products of a version.
fn file(tx: &mut Tx<'_>, article_id: i64, content: &ArticleContent) -> Result<(), StoreError> {
    let category = match &content.category {
        Some(slug) => categories::id_of(tx, slug)?,
        None => None,
    };
    tx.execute("UPDATE articles SET category_id = $2 WHERE id = $1", &[article_id.into(), category.into()])?;
    tx.execute("DELETE FROM article_products WHERE article_id = $1", &[article_id.into()])?;
    for slug in &content.products {
        let sql =
            "INSERT INTO article_products (article_id, product_id) SELECT $1, id FROM products WHERE slug = $2 ON CONFLICT DO NOTHING";
        tx.execute(sql, &[article_id.into(), slug.into()])?;
    }
    Ok(())
}

/// Notes that somebody looked an article through and found that it holds.
pub fn reviewed(tx: &mut Tx<'_>, article_id: i64, now: i64) -> Result<(), StoreError> {
    tx.execute("UPDATE articles SET reviewed_at = $2 WHERE id = $1", &[article_id.into(), now.into()])?;
    Ok(())
}

/// The versions of an article that are kept, the newest first.
pub fn versions(tx: &mut Tx<'_>, article: &Article, limit: usize) -> Result<Vec<ArticleVersion>, StoreError> {
    let sql = "SELECT v.version, v.written_at, v.content, p.name, p.email, p.staff_role FROM article_versions v \
         JOIN people p ON p.id = v.author_id WHERE v.article_id = $1 ORDER BY v.version DESC LIMIT $2";
    tx.query(sql, &[article.id.into(), limit_value(limit)], |row| {
        let version = row.int(0)?;
        Ok(ArticleVersion {
            version,
            at: super::cases::time(row.int(1)?)?,
            title: written(&row.text(2)?)?.title,
            author: reference_at(row, 3, Side::Support)?,
            is_published: article.state == ArticleState::Published && article.published_version == Some(version),
        })
    })
}
