//! What articles are browsed by, and the manual beside them: the tree of categories and the help documents.

use std::collections::HashSet;

use caseport_shared::api::article::{ArticleCategory, ArticleCategoryList, SaveArticleCategory};
use caseport_shared::api::document::{Document, DocumentGroup, DocumentList};
use caseport_shared::article::is_slug;
use caseport_shared::limits::{
    ARTICLE_CATEGORIES, ARTICLE_CATEGORY_DEPTH, ARTICLE_SLUG_CHARS, DOCUMENTS_PER_GROUP, NAME_CHARS, TITLE_CHARS, URL_CHARS,
};
use serde_json::json;

use crate::commands::error::{invalid, too_many};
use crate::commands::{Context, Error, field};
use crate::policy::articles::ArticleAct;
use crate::policy::products_of;
use crate::store::articles::Readable;
use crate::store::articles::categories::{self, Category};
use crate::store::{Tx, documents, events, products};

/// Most help documents of an installation.
const DOCUMENTS: usize = 10_000;

/// The categories in which the actor finds something (support sees all), each after the one it is in.
pub fn list(tx: &mut Tx<'_>, context: &Context) -> Result<ArticleCategoryList, Error> {
    let readable = context.readable();
    let mut all = categories::all(tx, ARTICLE_CATEGORIES)?;
    if readable != Readable::Everything {
        let mut kept = HashSet::new();
        for category in &all {
            if categories::has_articles(tx, readable, category.id)? {
                kept.extend(way_up(&all, category.id));
            }
        }
        all.retain(|category| kept.contains(&category.id));
    }
    Ok(ArticleCategoryList { items: in_order(&all) })
}

/// A category and those that it is in.
fn way_up(all: &[Category], id: i64) -> Vec<i64> {
    let mut way = vec![id];
    while let Some(parent) =
        way.last().and_then(|id| all.iter().find(|one| one.id == *id)?.parent_id).filter(|parent| !way.contains(parent))
    {
        way.push(parent);
    }
    way
}

fn in_order(all: &[Category]) -> Vec<ArticleCategory> {
    fn add(all: &[Category], parent: Option<i64>, found: &mut Vec<ArticleCategory>) {
        for category in all.iter().filter(|category| category.parent_id == parent) {
            found.push(category.view.clone());
            add(all, Some(category.id), found);
        }
    }
    let mut found = Vec::new();
    add(all, None, &mut found);
    found
}

/// Makes a category, or names it anew and puts it elsewhere; for Admins.
pub fn save(tx: &mut Tx<'_>, context: &Context, slug: &str, save: &SaveArticleCategory) -> Result<ArticleCategoryList, Error> {
    context.may_act(ArticleAct::Arrange)?;
    if !is_slug(slug, ARTICLE_SLUG_CHARS) {
        return Err(invalid("slug", "a slug has small letters, digits and single hyphens"));
    }
    let name = field::line("name", &save.name, NAME_CHARS)?;
    let all = categories::all(tx, ARTICLE_CATEGORIES)?;
    let own = all.iter().find(|category| category.view.slug == slug);
    if own.is_none() && all.len() >= ARTICLE_CATEGORIES {
        return Err(too_many("categories", ARTICLE_CATEGORIES));
    }
    let parent_id = match field::given(save.parent.as_deref()) {
        None => None,
        Some(parent) => {
            let found = all.iter().find(|category| category.view.slug == parent);
            Some(found.ok_or_else(|| invalid("parent", "there is no such category"))?.id)
        }
    };
    if let Some(parent) = parent_id {
        let way = way_up(&all, parent);
        if own.is_some_and(|own| way.contains(&own.id)) {
            return Err(invalid("parent", "a category cannot be in itself"));
        }
        let under = own.map_or(1, |own| depth(&all, own.id));
        if way.len() + under > ARTICLE_CATEGORY_DEPTH {
            return Err(too_many("categories within each other", ARTICLE_CATEGORY_DEPTH));
        }
    }
    let mut beside: Vec<&Category> = all.iter().filter(|one| one.parent_id == parent_id && one.view.slug != slug).collect();
    let asked = save.position.map(|position| usize::try_from(position).unwrap_or(usize::MAX).max(1) - 1);
    let stays = own
        .filter(|own| own.parent_id == parent_id)
        .and_then(|own| all.iter().filter(|one| one.parent_id == parent_id).position(|one| one.id == own.id));
    let at = asked.or(stays).unwrap_or(beside.len()).min(beside.len());
    categories::save(tx, slug, &name, parent_id, place(at))?;
    for (index, category) in beside.drain(at..).enumerate() {
        categories::place(tx, category.id, place(at + 1 + index))?;
    }
    for (index, category) in beside.into_iter().enumerate() {
        categories::place(tx, category.id, place(index))?;
    }
    let id = categories::id_of(tx, slug)?.ok_or(Error::NotFound)?;
    let detail = json!({"slug": slug, "name": name, "parent": save.parent});
    events::append_detail(tx, ("article-category", id), context.did(), "article-category-saved", &detail)?;
    list(tx, context)
}

fn place(index: usize) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX)
}

/// How many categories are within each other from one on.
fn depth(all: &[Category], id: i64) -> usize {
    let below = all.iter().filter(|category| category.parent_id == Some(id)).map(|category| depth(all, category.id));
    1 + below.max().unwrap_or(0)
}

/// Removes a category in which there is nothing; for Admins.
pub fn remove(tx: &mut Tx<'_>, context: &Context, slug: &str) -> Result<(), Error> {
    context.may_act(ArticleAct::Arrange)?;
    let id = categories::id_of(tx, slug)?.ok_or(Error::NotFound)?;
    let all = categories::all(tx, ARTICLE_CATEGORIES)?;
    if depth(&all, id) > 1 || categories::has_articles(tx, Readable::Everything, id)? {
        return Err(invalid("slug", "there is something in this category; put it elsewhere first"));
    }
    categories::remove(tx, id)?;
    Ok(events::append_detail(tx, ("article-category", id), context.did(), "article-category-removed", &json!({"slug": slug}))?)
}

/// The help documents that the actor sees.
pub fn documents(tx: &mut Tx<'_>, context: &Context, product: Option<&str>) -> Result<DocumentList, Error> {
    let Ok(organization) = products_of(&context.actor) else { return Ok(DocumentList::default()) };
    let product = field::given(product);
    if let Some(slug) = product
        && products::by_slug(tx, organization, slug)?.is_none()
    {
        return Err(invalid("product", "there is no such product, or it is not yours"));
    }
    Ok(DocumentList { items: documents::list(tx, organization, product, DOCUMENTS)? })
}

/// Puts help documents in the place of those that a product, or everybody, has in a language; for those who may publish.
pub fn save_documents(tx: &mut Tx<'_>, context: &Context, group: &DocumentGroup) -> Result<DocumentList, Error> {
    context.may_act(ArticleAct::Publish)?;
    if group.documents.len() > DOCUMENTS_PER_GROUP {
        return Err(too_many("documents", DOCUMENTS_PER_GROUP));
    }
    let product_id = match field::given(group.product.as_deref()) {
        Some(slug) => Some(products::by_slug(tx, None, slug)?.ok_or_else(|| invalid("product", "there is no such product"))?.id),
        None => None,
    };
    let mut clean = DocumentGroup { documents: Vec::new(), ..group.clone() };
    for document in &group.documents {
        let title = field::line("title", &document.title, TITLE_CHARS)?;
        let url = field::line("url", &document.url, URL_CHARS)?;
        let is_web = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).is_some_and(|rest| !rest.is_empty());
        if !is_web || url.contains(char::is_whitespace) {
            return Err(invalid("url", "a help document is at an address that begins with https:// or http://"));
        }
        clean.documents.push(Document { title, url });
    }
    if documents::count_others(tx, product_id, group.language.slug())? + clean.documents.len() > DOCUMENTS {
        return Err(too_many("documents", DOCUMENTS));
    }
    documents::replace(tx, product_id, &clean)?;
    let detail = json!({"product": clean.product, "language": clean.language, "documents": clean.documents.len()});
    events::append_detail(tx, ("documents", product_id.unwrap_or(0)), context.did(), "documents-saved", &detail)?;
    documents(tx, context, None)
}
