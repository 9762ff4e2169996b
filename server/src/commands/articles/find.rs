//! Articles in lists: by category, product and language, by words, beside a form.

use caseport_shared::api::article::{ArticlePage, AskSuggestions, SuggestionList};
use caseport_shared::article::{ArticleSort, ArticleState};
use caseport_shared::limits::{ARTICLE_CATEGORIES, QUERY_CHARS, SUBJECT_CHARS, SUGGESTIONS};
use caseport_shared::reader::Language;
use caseport_shared::text;

use super::asker;
use crate::commands::error::{invalid, too_long};
use crate::commands::read::{Ask, list_named};
use crate::commands::{Context, Error, field};
use crate::policy::products_of;
use crate::store::articles::list::{self, Filter};
use crate::store::articles::{Readable, categories};
use crate::store::{Tx, products};

/// Characters of a description that suggestions are made from: its beginning says what it is about.
const DESCRIPTION_READ: usize = 2_000;

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Narrow {
    /// One state; customers see published ones whatever they ask for.
    pub state: Option<ArticleState>,
    /// Slug of a category; what is in those below it counts, too.
    pub category: Option<String>,
    /// Slug of a product; what is about all products counts, too.
    pub product: Option<String>,
    /// A language.
    pub language: Option<Language>,
    /// The order, without words.
    pub sort: ArticleSort,
}

/// A page of articles; with words in the query those that answer best.
pub fn list(tx: &mut Tx<'_>, context: &Context, narrow: &Narrow, ask: &Ask) -> Result<ArticlePage, Error> {
    let (limit, words) = (ask.limit()?, text::line(&ask.query, usize::MAX));
    if words.chars().count() > QUERY_CHARS {
        return Err(too_long("query", QUERY_CHARS));
    }
    let readable = context.readable();
    if readable == Readable::Nothing {
        return Ok(ArticlePage::default());
    }
    let filter = filter(tx, context, narrow)?;
    if !words.is_empty() {
        let asker = asker(tx, context, filter.product)?;
        return Ok(ArticlePage { items: list::search(tx, asker, &filter, &words, limit)?, next: None });
    }
    let list = list_named(tx, &format!("articles {readable:?} {filter:?} {:?}", narrow.sort))?;
    let after = match &ask.cursor {
        Some(cursor) => Some(list.read(cursor).map(|[key, id, _]| (key, id)).ok_or(Error::Cursor)?),
        None => None,
    };
    let (items, next) = list::page(tx, readable, &filter, narrow.sort, after, limit)?;
    Ok(ArticlePage { items, next: next.map(|(key, id)| list.write([key, id, 0])) })
}

fn filter(tx: &mut Tx<'_>, context: &Context, narrow: &Narrow) -> Result<Filter, Error> {
    let categories = match field::given(narrow.category.as_deref()) {
        Some(slug) => below(tx, slug)?,
        None => Vec::new(),
    };
    let product = match field::given(narrow.product.as_deref()) {
        Some(slug) => Some(product(tx, context, slug)?.ok_or_else(|| invalid("product", "there is no such product, or it is not yours"))?),
        None => None,
    };
    // There is nothing but published articles for customers, so that no state tells of others.
    let state = if context.readable() == Readable::Everything { narrow.state } else { None };
    Ok(Filter { state, categories, product, language: narrow.language })
}

fn product(tx: &mut Tx<'_>, context: &Context, slug: &str) -> Result<Option<i64>, Error> {
    Ok(products::by_slug(tx, products_of(&context.actor)?, slug)?.map(|found| found.id))
}

/// A category with those below it. One that is not there is like one with nothing in it, for which of them a reader sees depends on
/// what is in it.
fn below(tx: &mut Tx<'_>, slug: &str) -> Result<Vec<i64>, Error> {
    let all = categories::all(tx, ARTICLE_CATEGORIES)?;
    let Some(top) = all.iter().find(|category| category.view.slug == slug) else { return Ok(vec![0]) };
    let mut found = vec![top.id];
    let mut at = 0;
    while let Some(parent) = found.get(at).copied() {
        found.extend(all.iter().filter(|category| category.parent_id == Some(parent)).map(|category| category.id));
        at += 1;
    }
    Ok(found)
}

/// Articles that may answer what a form holds so far, the best first (C2).
pub fn suggest(tx: &mut Tx<'_>, context: &Context, ask: &AskSuggestions) -> Result<SuggestionList, Error> {
    if context.readable() == Readable::Nothing {
        return Ok(SuggestionList::default());
    }
    let product = match field::given(Some(&ask.product)) {
        // What is not known yet, or not theirs, narrows nothing.
        Some(slug) => product(tx, context, slug)?,
        None => None,
    };
    // Nothing is refused while somebody types: what is too long is read up to a bound.
    let cut = |text: &str, max: usize| text::block(text).chars().take(max).collect::<String>();
    let subject = cut(&ask.subject, SUBJECT_CHARS);
    let about = [cut(&ask.category, SUBJECT_CHARS), cut(&ask.subcategory, SUBJECT_CHARS)].join(" ").replace('-', " ");
    let description = cut(&ask.description, DESCRIPTION_READ);
    if subject.trim().is_empty() && description.trim().is_empty() {
        return Ok(SuggestionList::default());
    }
    let asker = asker(tx, context, product)?;
    Ok(SuggestionList { items: list::suggest(tx, asker, (&subject, &about, &description), SUGGESTIONS)? })
}
