//! What screens ask the server for about the knowledge base.

use caseport_shared::api::article::{
    ArticleCategoryList, ArticleContent, ArticlePage, ArticleReport, ArticleVersionList, ArticleView, ArticleVote, NewArticle, PictureView,
    SaveArticleCategory,
};
use caseport_shared::api::document::DocumentList;

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
