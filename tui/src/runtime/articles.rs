//! Turns calls about the knowledge base into requests.

use caseport_shared::api::article::DraftSolved;

use crate::api::{Api, ApiResult};
use crate::effect::{Answer, ArticleAnswer, ArticleCall};

/// Asks the server.
pub(super) async fn ask(api: &Api, call: ArticleCall) -> ApiResult<Answer> {
    use ArticleAnswer as A;
    let article = |view| A::Article(Box::new(view));
    let answer = match call {
        ArticleCall::List(asked) => A::Page(api.articles(&asked).await?),
        ArticleCall::View(slug) => article(api.article(&slug).await?),
        ArticleCall::Suggest(ask) => A::Suggestions(api.suggestions(&ask).await?),
        ArticleCall::Categories => A::Categories(api.article_categories().await?),
        ArticleCall::Documents => A::Documents(api.documents(None).await?),
        ArticleCall::OfCase(number) => A::OfCase(api.case_articles(number).await?),
        ArticleCall::Read(slug, read, key) => return api.read_article(&slug, &read, key).await.map(|()| Answer::Done),
        ArticleCall::Vote(slug, vote, key) => return api.vote_article(&slug, &vote, key).await.map(|()| Answer::Done),
        ArticleCall::Solved(draft, article, key) => {
            return api.draft_solved(draft, &DraftSolved { article }, key).await.map(|()| Answer::Done);
        }
        ArticleCall::Propose(number) => A::Proposal(Box::new(api.article_draft(number).await?)),
        ArticleCall::Create(new, key) => article(api.create_article(&new, key).await?),
        ArticleCall::Save(slug, version, content, key) => article(api.save_article(&slug, version, &content, key).await?),
        ArticleCall::Move(slug, version, step, key) => article(api.move_article(&slug, version, step, key).await?),
        ArticleCall::Versions(slug) => A::Versions(api.article_versions(&slug).await?),
        ArticleCall::Version(slug, version) => A::Version(Box::new(api.article_version(&slug, version).await?)),
        ArticleCall::Restore(slug, version, from, key) => article(api.restore_article(&slug, version, from, key).await?),
        ArticleCall::Report => A::Report(Box::new(api.article_report().await?)),
    };
    Ok(Answer::Articles(Box::new(answer)))
}
