//! What screens ask the server for about the knowledge base.

use caseport_shared::api::article::{
    ArticleCategoryList, ArticleContent, ArticlePage, ArticleRead, ArticleReport, ArticleVersionList, ArticleView, ArticleVote,
    AskSuggestions, CaseArticles, NewArticle, SuggestionList,
};
use caseport_shared::api::document::DocumentList;
use caseport_shared::case::CaseNumber;
use uuid::Uuid;

use crate::api::{ArticleMove, ArticlesAsked, Key};

/// A question about the knowledge base. Those that change something hold the key under which a retry is the same request.
#[derive(Debug, Clone)]
pub enum ArticleCall {
    /// A page of articles.
    List(ArticlesAsked),
    /// An article, by its slug.
    View(String),
    /// Articles that may answer what a form holds.
    Suggest(AskSuggestions),
    /// The categories.
    Categories,
    /// The help documents.
    Documents,
    /// Articles that a case has to do with.
    OfCase(CaseNumber),
    /// An article was opened.
    Read(String, ArticleRead, Key),
    /// Whether an article helped.
    Vote(String, ArticleVote, Key),
    /// An article answered what a draft was going to ask.
    Solved(Uuid, String, Key),
    /// What an article from a case could say.
    Propose(CaseNumber),
    /// Writes an article.
    Create(Box<NewArticle>, Key),
    /// Writes a new version upon the one that was seen.
    Save(String, i64, Box<ArticleContent>, Key),
    /// Does something to an article at the version that was seen.
    Move(String, i64, ArticleMove, Key),
    /// The versions of an article.
    Versions(String),
    /// What a version holds.
    Version(String, i64),
    /// Writes an older version anew: slug, the version that was seen, the older one.
    Restore(String, i64, i64, Key),
    /// What the knowledge base lacks and what it is good for.
    Report,
}

/// What the server answered.
#[derive(Debug, Clone)]
pub enum ArticleAnswer {
    /// To [`ArticleCall::List`].
    Page(ArticlePage),
    /// To [`ArticleCall::View`], and to whatever changes an article.
    Article(Box<ArticleView>),
    /// To [`ArticleCall::Suggest`].
    Suggestions(SuggestionList),
    /// To [`ArticleCall::Categories`].
    Categories(ArticleCategoryList),
    /// To [`ArticleCall::Documents`].
    Documents(DocumentList),
    /// To [`ArticleCall::OfCase`].
    OfCase(CaseArticles),
    /// To [`ArticleCall::Propose`].
    Proposal(Box<NewArticle>),
    /// To [`ArticleCall::Versions`].
    Versions(ArticleVersionList),
    /// To [`ArticleCall::Version`].
    Version(Box<ArticleContent>),
    /// To [`ArticleCall::Report`].
    Report(Box<ArticleReport>),
}
