//! What screens ask the server for about the knowledge base.

use caseport_shared::api::article::{
    ArticleCategoryList, ArticleContent, ArticlePage, ArticleReport, ArticleVersionList, ArticleView, ArticleVote, NewArticle, PictureView,
    SaveArticleCategory,
};
use caseport_shared::api::document::DocumentList;
use caseport_shared::article::ArticleAudience;
use caseport_shared::limits::{ARTICLE_CHARS, KEYWORD_CHARS, KEYWORDS_PER_ARTICLE, TITLE_CHARS};
use caseport_shared::text::line;
use serde::{Deserialize, Serialize};

use crate::api::{ArticleMove, ArticlesAsked, Key};

/// An article that is written, as it is kept on the user's machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalArticle {
    /// The version that it is written upon; 0 of a new article.
    pub version: i64,
    /// The article, as far as it has a name or comes from a case, with what is written.
    pub new: NewArticle,
}

impl LocalArticle {
    /// The article and the version that it is written upon; nothing of a new one.
    pub fn upon(&self) -> Option<(&str, i64)> {
        self.new.slug.as_deref().filter(|_| self.version > 0).map(|slug| (slug, self.version))
    }

    /// The same as an article of its own for support alone, where it cannot be saved as it is. What was typed is all there; what
    /// was chosen, and may be there no more, is left out.
    #[must_use]
    pub fn apart(&self) -> NewArticle {
        let content = &self.new.content;
        let first = |text: &str| line(text.lines().find(|one| !one.trim().is_empty()).unwrap_or_default(), TITLE_CHARS);
        let named = [first(&content.title), first(&content.body), first(&content.keywords.join(", "))];
        let title = named.into_iter().find(|text| !text.is_empty()).unwrap_or_else(|| "…".to_owned());
        let (fitting, long): (Vec<&String>, Vec<&String>) = content.keywords.iter().partition(|word| word.chars().count() <= KEYWORD_CHARS);
        let (keywords, more) = fitting.split_at(fitting.len().min(KEYWORDS_PER_ARTICLE));
        let rest: Vec<&str> = long.into_iter().chain(more.iter().copied()).map(String::as_str).collect();
        let parts = [rest.join(", "), content.body.clone()];
        let body = parts.into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join("\n\n");
        let body = if body.is_empty() { title.clone() } else { body };
        let content = ArticleContent {
            title,
            body: body.chars().take(ARTICLE_CHARS).collect(),
            language: content.language,
            keywords: keywords.iter().map(|word| (*word).clone()).collect(),
            audience: ArticleAudience::Staff,
            ..ArticleContent::default()
        };
        NewArticle { content, ..NewArticle::default() }
    }
}

/// A question about the knowledge base. Those that change something hold the key under which a retry is the same request.
#[derive(Debug, Clone)]
pub enum ArticlesCall {
    /// A page of articles.
    List(ArticlesAsked),
    /// An article, by its slug.
    Article(String),
    /// The categories.
    Categories,
    /// Makes a category, by its slug, or names it anew and puts it elsewhere.
    SaveCategory(String, SaveArticleCategory),
    /// Removes a category in which there is nothing, by its slug.
    RemoveCategory(String, Key),
    /// The help documents.
    Documents,
    /// Says that an article was opened.
    Opened(String, Key),
    /// Says whether an article helped.
    Vote(String, ArticleVote, Key),
    /// Writes an article.
    Create(NewArticle, Key),
    /// Writes a new version of an article upon the one that was seen.
    Save(String, i64, ArticleContent, Key),
    /// Does something to an article at the version that was seen.
    Move(String, i64, ArticleMove, Key),
    /// The versions of an article.
    Versions(String),
    /// What a version holds.
    Version(String, i64),
    /// Writes an older version anew: the slug, the version that was seen, the older one.
    Restore(String, i64, i64, Key),
    /// What the knowledge base lacks and what it is good for.
    Report,
}

impl ArticlesCall {
    /// Whether an earlier answer is worth showing until the new one is here.
    pub(super) fn is_worth_remembering(&self) -> bool {
        match self {
            Self::List(asked) => asked.query.is_empty() && asked.cursor.is_none(),
            Self::Article(_) | Self::Categories | Self::Documents => true,
            _ => false,
        }
    }
}

/// What the server answered.
#[derive(Debug, Clone)]
pub enum ArticlesAnswer {
    /// To [`ArticlesCall::List`].
    List(ArticlePage),
    /// To [`ArticlesCall::Article`] and to what changes one.
    Article(Box<ArticleView>),
    /// To [`ArticlesCall::Categories`].
    Categories(ArticleCategoryList),
    /// To [`Call::AddPicture`](super::Call::AddPicture).
    Picture(PictureView),
    /// To [`ArticlesCall::Documents`].
    Documents(DocumentList),
    /// To [`ArticlesCall::Versions`].
    Versions(ArticleVersionList),
    /// To [`ArticlesCall::Version`].
    Version(ArticleContent),
    /// To [`ArticlesCall::Report`].
    Report(ArticleReport),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_saved_as_it_is_loses_no_word() {
        let content = ArticleContent {
            body: "\n\nThe first line\nand more".to_owned(),
            keywords: vec!["sso".to_owned(), "k".repeat(KEYWORD_CHARS + 1)],
            category: Some("gone".to_owned()),
            audience: ArticleAudience::Organizations,
            ..ArticleContent::default()
        };
        let kept = LocalArticle { version: 4, new: NewArticle { slug: Some("renew".to_owned()), case: None, content } };
        assert_eq!(kept.upon(), Some(("renew", 4)));
        let NewArticle { slug, content, .. } = kept.apart();
        assert_eq!(
            (slug, content.title.as_str(), content.audience, content.category),
            (None, "The first line", ArticleAudience::Staff, None)
        );
        assert!(content.body.contains("The first line\nand more") && content.body.contains(&"k".repeat(KEYWORD_CHARS + 1)));
        assert_eq!(content.keywords, ["sso"]);
        // Nothing but a keyword is enough for a title and a text.
        let content = ArticleContent { keywords: vec!["sso".to_owned()], ..ArticleContent::default() };
        let alone = LocalArticle { version: 0, new: NewArticle { content, ..NewArticle::default() } }.apart().content;
        assert_eq!((alone.title.as_str(), alone.body.as_str()), ("sso", "sso"));
    }
}
