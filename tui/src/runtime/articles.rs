//! Carries out what screens ask about the knowledge base.

use caseport_shared::api::article::ArticleRead;

use crate::api::{Api, ApiResult};
use crate::effect::{Answer, ArticlesAnswer, ArticlesCall};

/// Asks the server.
pub(super) async fn ask(api: &Api, call: ArticlesCall) -> ApiResult<Answer> {
    let answer = match call {
        ArticlesCall::List(asked) => ArticlesAnswer::List(api.articles(&asked).await?),
        ArticlesCall::Article(slug) => ArticlesAnswer::Article(Box::new(api.article(&slug).await?)),
        ArticlesCall::Categories => ArticlesAnswer::Categories(api.article_categories().await?),
        ArticlesCall::SaveCategory(slug, save) => ArticlesAnswer::Categories(api.save_article_category(&slug, &save).await?),
        ArticlesCall::RemoveCategory(slug, key) => return api.remove_article_category(&slug, key).await.map(|()| Answer::Done),
        ArticlesCall::Documents => ArticlesAnswer::Documents(api.documents(None).await?),
        ArticlesCall::Opened(slug, key) => {
            return api.read_article(&slug, &ArticleRead::default(), key).await.map(|()| Answer::Done);
        }
        ArticlesCall::Vote(slug, vote, key) => return api.vote_article(&slug, &vote, key).await.map(|()| Answer::Done),
        ArticlesCall::Create(new, key) => ArticlesAnswer::Article(Box::new(api.create_article(&new, key).await?)),
        ArticlesCall::Save(slug, version, content, key) => {
            ArticlesAnswer::Article(Box::new(api.save_article(&slug, version, &content, key).await?))
        }
        ArticlesCall::Move(slug, version, step, key) => {
            ArticlesAnswer::Article(Box::new(api.move_article(&slug, version, step, key).await?))
        }
        ArticlesCall::Versions(slug) => ArticlesAnswer::Versions(api.article_versions(&slug).await?),
        ArticlesCall::Version(slug, version) => ArticlesAnswer::Version(api.article_version(&slug, version).await?),
        ArticlesCall::Restore(slug, version, from, key) => {
            ArticlesAnswer::Article(Box::new(api.restore_article(&slug, version, from, key).await?))
        }
        ArticlesCall::Report => ArticlesAnswer::Report(api.article_report().await?),
    };
    Ok(Answer::Articles(Box::new(answer)))
}
