//! The knowledge base: articles read, found, written and published (MISSION section 5).

pub mod arrange;
pub mod find;
pub mod pictures;
pub mod proposal;
pub mod uses;
pub mod write;

use caseport_shared::api::article::{ArticleContent, ArticleDesk, ArticleVersionList, ArticleView, CaseArticle, CaseArticles};
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::limits::{ARTICLES_PER_CASE, PICTURES_PER_ARTICLE, SUGGESTIONS, VERSIONS_PER_ARTICLE};
use caseport_shared::person::Side;

use super::{Context, Error, Loaded, load};
use crate::policy::articles::{ArticleAct, can_with, may_act, readable};
use crate::policy::products_of;
use crate::store::articles::list::{self, Asker};
use crate::store::articles::{self, Article, Readable};
use crate::store::{StoreError, Tx, cases, products, settings};

/// Articles near to one that are shown beside it.
const RELATED: usize = 5;

impl Context {
    /// The articles that the actor may read.
    pub fn readable(&self) -> Readable {
        readable(&self.actor)
    }

    /// Whether the actor may do something to the knowledge base.
    ///
    /// # Errors
    /// What the policy says.
    pub(super) fn may_act(&self, act: ArticleAct) -> Result<(), Error> {
        Ok(may_act(&self.actor, act, self.rules.agents_publish)?)
    }
}

/// An article that the actor may read.
pub(super) fn found(tx: &mut Tx<'_>, context: &Context, slug: &str) -> Result<Article, Error> {
    articles::by_slug(tx, context.readable(), slug)?.ok_or(Error::NotFound)
}

/// An article that the actor does something to.
fn acted(tx: &mut Tx<'_>, context: &Context, slug: &str, act: ArticleAct) -> Result<Article, Error> {
    context.may_act(act)?;
    found(tx, context, slug)
}

/// One version of an article, which has to be there.
fn content_of(tx: &mut Tx<'_>, article: &Article, version: i64) -> Result<ArticleContent, Error> {
    articles::content(tx, article.id, version)?.ok_or(Error::NotFound)
}

/// Whoever asks, as searches need to know them.
fn asker(tx: &mut Tx<'_>, context: &Context, product: Option<i64>) -> Result<Asker, Error> {
    let language = settings::get(tx, context.actor.person_id)?.language;
    Ok(Asker { readable: context.readable(), language, product, now: context.now_ms() })
}

/// An article as the actor reads it.
pub fn view(tx: &mut Tx<'_>, context: &Context, slug: &str) -> Result<ArticleView, Error> {
    let article = found(tx, context, slug)?;
    shown(tx, context, &article)
}

fn shown(tx: &mut Tx<'_>, context: &Context, article: &Article) -> Result<ArticleView, Error> {
    let readable = context.readable();
    let missing = || StoreError::Corrupt(format!("article {} is not what it was", article.slug));
    let mut summary = list::summaries(tx, readable, &[article.id], &std::collections::BTreeSet::new())?.pop().ok_or_else(missing)?;
    let is_desk = readable == Readable::Everything;
    let version = if is_desk { article.version } else { article.shown_version() };
    let content = content_of(tx, article, version)?;
    summary.title.text.clone_from(&content.title);
    summary.language = content.language;
    let mut seen = Vec::new();
    for slug in &content.products {
        if products::by_slug(tx, products_of(&context.actor)?, slug)?.is_some() {
            seen.push(slug.clone());
        }
    }
    let pictures = articles::pictures::all(tx, article.id, PICTURES_PER_ARTICLE)?.into_iter().map(|picture| picture.view);
    let asker = asker(tx, context, None)?;
    Ok(ArticleView {
        related: list::related(tx, asker, article.id, (&content.title, &content.keywords.join(" ")), RELATED)?,
        pictures: pictures.filter(|picture| is_desk || pictures::is_shown(&content.body, &picture.name)).collect(),
        vote: articles::uses::vote(tx, article.id, context.actor.person_id)?,
        can: can_with(&context.actor, article, context.rules.agents_publish),
        desk: if is_desk { Some(desk(tx, article, &content)?) } else { None },
        products: seen,
        body: content.body,
        summary,
    })
}

fn desk(tx: &mut Tx<'_>, article: &Article, content: &ArticleContent) -> Result<ArticleDesk, Error> {
    let newest = articles::versions(tx, article, 1)?.pop().ok_or(Error::NotFound)?;
    let (deflected, reads) = articles::uses::counted(tx, article.id)?;
    Ok(ArticleDesk {
        version: article.version,
        published_version: article.published_version,
        keywords: content.keywords.clone(),
        organizations: content.organizations.clone(),
        author: newest.author,
        written_at: newest.at,
        case: match article.case_id {
            Some(id) => cases::by_id(tx, id)?.map(|case| case.number),
            None => None,
        },
        solved: articles::uses::solved(tx, article.id)?,
        deflected,
        reads,
    })
}

/// The versions of an article, the newest first; for support.
pub fn versions(tx: &mut Tx<'_>, context: &Context, slug: &str) -> Result<ArticleVersionList, Error> {
    let article = acted(tx, context, slug, ArticleAct::Write)?;
    Ok(ArticleVersionList { items: articles::versions(tx, &article, VERSIONS_PER_ARTICLE + 1)? })
}

/// One version of an article; for support.
pub fn version(tx: &mut Tx<'_>, context: &Context, slug: &str, version: i64) -> Result<ArticleContent, Error> {
    let article = acted(tx, context, slug, ArticleAct::Write)?;
    content_of(tx, &article, version)
}

/// Articles that a case has to do with; for support, those too that may answer it.
pub fn of_case(tx: &mut Tx<'_>, context: &Context, number: CaseNumber) -> Result<CaseArticles, Error> {
    let Loaded { case, .. } = load(tx, context, number, CaseAction::View)?;
    let readable = context.readable();
    let mut items = Vec::new();
    for found in articles::uses::of_case(tx, readable, case.id, ARTICLES_PER_CASE)? {
        let summary = list::summaries(tx, readable, &[found.article_id], &std::collections::BTreeSet::new())?.pop();
        items.extend(summary.map(|article| CaseArticle { article, is_cited: found.is_cited, was_read: found.was_read }));
    }
    let suggested = if context.actor.side() == Side::Support {
        let asker = asker(tx, context, Some(case.product_id))?;
        let said = cases::shown(tx, &case, context.reader())?;
        list::suggest(tx, asker, (&said.summary.subject, "", &said.description), SUGGESTIONS)?
    } else {
        Vec::new()
    };
    Ok(CaseArticles { items, suggested })
}
