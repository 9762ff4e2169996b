//! Carries out what is asked about articles beside a form or a case.

use caseport_shared::api::article::{ArticleRead, DraftSolved};

use crate::api::{Api, ApiResult};
use crate::effect::{Answer, SuggestedAnswer, SuggestedCall};

/// Asks the server.
pub(super) async fn ask(api: &Api, call: SuggestedCall) -> ApiResult<Answer> {
    let answer = match call {
        SuggestedCall::For(ask) => SuggestedAnswer::List(api.suggestions(&ask).await?),
        SuggestedCall::Article(slug) => SuggestedAnswer::Article(Box::new(api.article(&slug).await?)),
        SuggestedCall::OfCase(number) => SuggestedAnswer::OfCase(api.case_articles(number).await?),
        SuggestedCall::DraftOf(number) => SuggestedAnswer::Draft(api.article_draft(number).await?),
        SuggestedCall::Create(new, key) => SuggestedAnswer::Article(Box::new(api.create_article(&new, key).await?)),
        SuggestedCall::Read { slug, draft, key } => {
            api.read_article(&slug, &ArticleRead { draft }, key).await?;
            return Ok(Answer::Done);
        }
        SuggestedCall::Solved { draft, slug, key } => {
            api.draft_solved(draft, &DraftSolved { article: slug }, key).await?;
            return Ok(Answer::Done);
        }
    };
    Ok(Answer::Suggested(Box::new(answer)))
}
