//! Articles written, looked through, published, taken away and brought back.

use caseport_shared::api::article::{ArticleContent, ArticleView, NewArticle};
use caseport_shared::article::{ArticleAudience, ArticleState, MARK_CLOSES, MARK_OPENS, is_slug};
use caseport_shared::case::CaseAction;
use caseport_shared::limits::{
    ARTICLE_CHARS, ARTICLE_SLUG_CHARS, KEYWORD_CHARS, KEYWORDS_PER_ARTICLE, LINKS_PER_ARTICLE, TITLE_CHARS, VERSIONS_PER_ARTICLE,
};
use serde_json::json;
use unicode_normalization::UnicodeNormalization as _;

use super::{acted, content_of, shown, view};
use crate::commands::error::{invalid, stale, too_many};
use crate::commands::{Context, Error, field, load};
use crate::policy::articles::ArticleAct;
use crate::store::articles::{self, Article, categories};
use crate::store::{Tx, events, organizations, products};

/// What stands in the place of a slug in addresses of the API.
const RESERVED: [&str; 2] = ["report", "suggestions"];
/// Names that are tried for an article whose title others have, too.
const NAMES_TRIED: usize = 50;

/// Writes an article, which begins as a draft.
pub fn create(tx: &mut Tx<'_>, context: &Context, new: &NewArticle) -> Result<ArticleView, Error> {
    context.may_act(ArticleAct::Write)?;
    let content = check(tx, &new.content)?;
    let slug = name(tx, new.slug.as_deref(), &content.title)?;
    let case_id = match new.case {
        Some(number) => Some(load(tx, context, number, CaseAction::Note)?.case.id),
        None => None,
    };
    let article = articles::insert(tx, &slug, case_id, &content, (context.actor.person_id, context.now_ms()))?;
    told(tx, context, &article, "article-written")?;
    shown(tx, context, &article)
}

/// A name that is free: the one that was asked for, or one made from the title.
fn name(tx: &mut Tx<'_>, asked: Option<&str>, title: &str) -> Result<String, Error> {
    if let Some(slug) = field::given(asked) {
        if !is_slug(slug, ARTICLE_SLUG_CHARS) || RESERVED.contains(&slug) {
            return Err(invalid("slug", "a slug has small letters, digits and single hyphens"));
        }
        if articles::is_taken(tx, slug)? {
            return Err(invalid("slug", "there is an article of this name"));
        }
        return Ok(slug.to_owned());
    }
    let base = slug_of(title);
    for at in 1..=NAMES_TRIED {
        let slug = if at == 1 { base.clone() } else { format!("{base}-{at}") };
        if !RESERVED.contains(&slug.as_str()) && !articles::is_taken(tx, &slug)? {
            return Ok(slug);
        }
    }
    Ok(format!("{base}-{:x}", crate::secret::random_u64()))
}

/// A title as a name: small letters without accents, hyphens between the words.
fn slug_of(title: &str) -> String {
    let plain: String = title.nfkd().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)).collect();
    let small = plain.to_lowercase().replace('ß', "ss");
    let words = small.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    // Room is left for a number.
    for word in words {
        if slug.len() + word.len() + 1 > ARTICLE_SLUG_CHARS - 20 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { "article".to_owned() } else { slug }
}

/// Cleans what was written, and sees that everything it names is there.
fn check(tx: &mut Tx<'_>, given: &ArticleContent) -> Result<ArticleContent, Error> {
    let each = |name: &str, given: &[String], most: usize, max: usize| -> Result<Vec<String>, Error> {
        if given.len() > most {
            return Err(too_many(name, most));
        }
        let mut all = Vec::new();
        for one in given {
            let one = field::line(name, one, max)?;
            if !all.contains(&one) {
                all.push(one);
            }
        }
        Ok(all)
    };
    let content = ArticleContent {
        title: field::line("title", &given.title, TITLE_CHARS)?,
        body: field::block("body", &given.body, ARTICLE_CHARS)?,
        language: given.language,
        keywords: each("keywords", &given.keywords, KEYWORDS_PER_ARTICLE, KEYWORD_CHARS)?,
        category: field::given(given.category.as_deref()).map(str::to_owned),
        products: each("products", &given.products, LINKS_PER_ARTICLE, ARTICLE_SLUG_CHARS)?,
        audience: given.audience,
        organizations: each("organizations", &given.organizations, LINKS_PER_ARTICLE, ARTICLE_SLUG_CHARS)?,
    };
    if let Some(slug) = &content.category
        && categories::id_of(tx, slug)?.is_none()
    {
        return Err(invalid("category", "there is no such category of articles"));
    }
    for slug in &content.products {
        if products::by_slug(tx, None, slug)?.is_none() {
            return Err(invalid("products", format!("there is no product {slug}")));
        }
    }
    for slug in &content.organizations {
        if organizations::id_of(tx, slug)?.is_none() {
            return Err(invalid("organizations", format!("there is no organization {slug}")));
        }
    }
    match (content.audience, content.organizations.is_empty()) {
        (ArticleAudience::Organizations, true) => Err(invalid("organizations", "name the organizations that may read it")),
        (ArticleAudience::Customers | ArticleAudience::Staff, false) => {
            Err(invalid("organizations", "organizations are named for the audience organizations alone"))
        }
        _ => Ok(content),
    }
}

/// An article at the version that its editor saw.
fn at(tx: &mut Tx<'_>, context: &Context, slug: &str, version: i64, act: ArticleAct) -> Result<Article, Error> {
    let article = acted(tx, context, slug, act)?;
    if article.version != version {
        return Err(stale("the article", &view(tx, context, slug)?));
    }
    Ok(article)
}

/// Writes a new version; readers go on seeing the published one.
pub fn edit(tx: &mut Tx<'_>, context: &Context, slug: &str, version: i64, given: &ArticleContent) -> Result<ArticleView, Error> {
    let before = at(tx, context, slug, version, ArticleAct::Write)?;
    let content = check(tx, given)?;
    rewrite(tx, context, &before, &content)
}

fn rewrite(tx: &mut Tx<'_>, context: &Context, before: &Article, content: &ArticleContent) -> Result<ArticleView, Error> {
    if before.state == ArticleState::Archived {
        return Err(invalid("state", "the article is archived; reopen it to write on"));
    }
    if content_of(tx, before, before.version)? == *content {
        return shown(tx, context, before);
    }
    let by = (context.actor.person_id, context.now_ms());
    let mut after = articles::add_version(tx, before, content, by, VERSIONS_PER_ARTICLE)?;
    // What was looked through is not what is there now.
    if after.state == ArticleState::InReview {
        after.state = ArticleState::Draft;
    }
    settle(tx, context, before, &after, "article-edited")
}

/// Has an article be as it is to be, and notes it.
fn settle(tx: &mut Tx<'_>, context: &Context, before: &Article, after: &Article, kind: &str) -> Result<ArticleView, Error> {
    articles::update(tx, before, after, context.now_ms())?;
    told(tx, context, after, kind)?;
    shown(tx, context, after)
}

fn told(tx: &mut Tx<'_>, context: &Context, article: &Article, kind: &str) -> Result<(), Error> {
    let content = content_of(tx, article, article.version)?;
    let detail = json!({"version": article.version, "state": article.state, "audience": content.audience});
    Ok(events::append_detail(tx, ("article", article.id), context.did(), kind, &detail)?)
}

/// Writes an older version anew, as the newest.
pub fn restore(tx: &mut Tx<'_>, context: &Context, slug: &str, version: i64, from: i64) -> Result<ArticleView, Error> {
    let before = at(tx, context, slug, version, ArticleAct::Write)?;
    let old = content_of(tx, &before, from)?;
    let content = check(tx, &old)?;
    rewrite(tx, context, &before, &content)
}

/// Says that the newest version can be published.
pub fn ask_for_review(tx: &mut Tx<'_>, context: &Context, slug: &str, version: i64) -> Result<ArticleView, Error> {
    let before = at(tx, context, slug, version, ArticleAct::Write)?;
    match before.state {
        ArticleState::InReview => shown(tx, context, &before),
        ArticleState::Draft => {
            let after = Article { state: ArticleState::InReview, ..before.clone() };
            settle(tx, context, &before, &after, "article-ready")
        }
        ArticleState::Published => Err(invalid("state", "the article is published; whoever may publish sees its newest version")),
        ArticleState::Archived => Err(invalid("state", "the article is archived; reopen it to write on")),
    }
}

/// Shows the newest version to its audience; one that is shown already is found to hold.
pub fn publish(tx: &mut Tx<'_>, context: &Context, slug: &str, version: i64) -> Result<ArticleView, Error> {
    let before = at(tx, context, slug, version, ArticleAct::Publish)?;
    if before.state == ArticleState::Archived {
        return Err(invalid("state", "the article is archived; reopen it to write on"));
    }
    let content = content_of(tx, &before, before.version)?;
    check(tx, &content)?;
    undecided(&content)?;
    articles::reviewed(tx, before.id, context.now_ms())?;
    let after = Article { state: ArticleState::Published, published_version: Some(before.version), ..before.clone() };
    settle(tx, context, &before, &after, "article-published")
}

/// Refuses what still holds something of a customer that nobody decided about.
fn undecided(content: &ArticleContent) -> Result<(), Error> {
    let texts = [("title", content.title.clone()), ("body", content.body.clone()), ("keywords", content.keywords.join(" "))];
    for (field, text) in texts {
        let Some(start) = text.find(MARK_OPENS) else { continue };
        let rest = &text[start + MARK_OPENS.len()..];
        let marked: String = rest.split(MARK_CLOSES).next().unwrap_or_default().chars().take(60).collect();
        return Err(invalid(field, format!("decide what becomes of {MARK_OPENS}{marked}{MARK_CLOSES}: take it out, or only its marks")));
    }
    Ok(())
}

/// Takes an article away from its readers.
pub fn archive(tx: &mut Tx<'_>, context: &Context, slug: &str, version: i64) -> Result<ArticleView, Error> {
    let before = at(tx, context, slug, version, ArticleAct::Publish)?;
    let after = Article { state: ArticleState::Archived, ..before.clone() };
    settle(tx, context, &before, &after, "article-archived")
}

/// Brings an archived article back as a draft.
pub fn reopen(tx: &mut Tx<'_>, context: &Context, slug: &str, version: i64) -> Result<ArticleView, Error> {
    let before = at(tx, context, slug, version, ArticleAct::Write)?;
    if before.state != ArticleState::Archived {
        return Err(invalid("state", "the article is not archived"));
    }
    let after = Article { state: ArticleState::Draft, published_version: None, ..before.clone() };
    settle(tx, context, &before, &after, "article-reopened")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name() {
        assert_eq!(slug_of("Réset: a Straße's  password!"), "reset-a-strasse-s-password");
        assert_eq!(slug_of("パスワード"), "article");
        let long = slug_of(&"word ".repeat(100));
        assert!(is_slug(&long, ARTICLE_SLUG_CHARS) && long.len() > 50);
        assert_eq!(slug_of(&"x".repeat(300)), "article");
    }

    #[test]
    fn what_nobody_decided_about_is_not_published() {
        let with = |body: &str| ArticleContent { title: "T".to_owned(), body: body.to_owned(), ..ArticleContent::default() };
        assert!(undecided(&with("nothing [[ -f x ]]")).is_ok());
        let Err(Error::Invalid(problem)) = undecided(&with("ask ⟦Anna⟧ first")) else { panic!("it was let through") };
        assert_eq!(problem.field.as_deref(), Some("body"));
        assert!(problem.title.contains("⟦Anna⟧"));
        assert!(undecided(&with("a mark that is ⟦open")).is_err());
    }
}
