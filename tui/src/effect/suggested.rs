//! What screens ask the server for when articles stand beside a form or a case.

use caseport_shared::api::article::{ArticleView, AskSuggestions, CaseArticles, NewArticle, SuggestionList};
use caseport_shared::case::CaseNumber;
use uuid::Uuid;

use crate::api::Key;

/// A question about articles. Those that change something hold the key under which a retry is the same request.
#[derive(Debug, Clone)]
pub enum SuggestedCall {
    /// Articles that may answer what a form holds so far.
    For(AskSuggestions),
    /// One article, by its name.
    Article(String),
    /// An article was opened, beside a draft of a case where there is one.
    Read {
        /// Its name.
        slug: String,
        /// The draft, which the server has.
        draft: Option<Uuid>,
        /// Idempotency key.
        key: Key,
    },
    /// An article answered what a draft was going to ask.
    Solved {
        /// The draft, which ends.
        draft: Uuid,
        /// The article's name.
        slug: String,
        /// Idempotency key.
        key: Key,
    },
    /// Articles that a case has to do with.
    OfCase(CaseNumber),
    /// What an article from a case could say.
    DraftOf(CaseNumber),
    /// Writes an article, which begins as a draft.
    Create(Box<NewArticle>, Key),
}

/// What the server answered about articles.
#[derive(Debug, Clone)]
pub enum SuggestedAnswer {
    /// To [`SuggestedCall::For`].
    List(SuggestionList),
    /// To [`SuggestedCall::Article`] and [`SuggestedCall::Create`].
    Article(Box<ArticleView>),
    /// To [`SuggestedCall::OfCase`].
    OfCase(CaseArticles),
    /// To [`SuggestedCall::DraftOf`].
    Draft(NewArticle),
}
