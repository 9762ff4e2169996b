//! The knowledge base: articles, their categories and pictures, help documents.

use ::http::{HeaderValue, Method};
use bytes::Bytes;
use caseport_shared::api::article::{
    ArticleCategoryList, ArticleContent, ArticlePage, ArticleRead, ArticleReport, ArticleVersionList, ArticleView, ArticleVote,
    AskSuggestions, CaseArticles, DraftSolved, NewArticle, PictureView, SaveArticleCategory, SuggestionList,
};
use caseport_shared::api::document::{DocumentGroup, DocumentList};
use caseport_shared::article::{ArticleSort, ArticleState};
use caseport_shared::case::CaseNumber;
use caseport_shared::reader::Language;
use uuid::Uuid;

use super::{Api, ApiResult, Call, Key, encode, read, with_query};

/// Which articles are listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticlesAsked {
    /// Words; with them, those that answer best come first.
    pub query: String,
    /// One state; for support.
    pub state: Option<ArticleState>,
    /// Slug of a category.
    pub category: Option<String>,
    /// Slug of a product.
    pub product: Option<String>,
    /// A language.
    pub language: Option<Language>,
    /// The order, without words.
    pub sort: ArticleSort,
    /// Where the page begins.
    pub cursor: Option<String>,
    /// How many.
    pub limit: Option<usize>,
}

/// What is done to an article at a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArticleMove {
    /// It can be published.
    AskForReview,
    /// Its audience sees it.
    Publish,
    /// It is taken away from its readers.
    Archive,
    /// It is written on.
    Reopen,
}

impl ArticleMove {
    const fn address(self) -> &'static str {
        match self {
            Self::AskForReview => "review",
            Self::Publish => "publish",
            Self::Archive => "archive",
            Self::Reopen => "reopen",
        }
    }
}

fn of_article(slug: &str, rest: &str) -> String {
    format!("/v1/articles/{}{rest}", encode(slug))
}

impl Api {
    /// A page of articles.
    pub async fn articles(&self, asked: &ArticlesAsked) -> ApiResult<ArticlePage> {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let (query, limit) = (given(&asked.query), asked.limit.map(|limit| limit.to_string()));
        let sort = (asked.sort != ArticleSort::default()).then(|| asked.sort.slug());
        let values = [
            ("query", query.as_deref()),
            ("state", asked.state.map(ArticleState::slug)),
            ("category", asked.category.as_deref()),
            ("product", asked.product.as_deref()),
            ("language", asked.language.map(Language::slug)),
            ("sort", sort),
            ("cursor", asked.cursor.as_deref()),
            ("limit", limit.as_deref()),
        ];
        self.get(&with_query("/v1/articles", &values)).await
    }

    /// One article.
    pub async fn article(&self, slug: &str) -> ApiResult<ArticleView> {
        self.get(&of_article(slug, "")).await
    }

    /// Articles that may answer what a form holds so far.
    pub async fn suggestions(&self, ask: &AskSuggestions) -> ApiResult<SuggestionList> {
        self.exchange(&Call::new(Method::POST, "/v1/articles/suggestions").json(ask)).await.and_then(|body| read(&body))
    }

    /// What the knowledge base lacks and what it is good for.
    pub async fn article_report(&self) -> ApiResult<ArticleReport> {
        self.get("/v1/articles/report").await
    }

    /// Writes an article.
    pub async fn create_article(&self, new: &NewArticle, key: Key) -> ApiResult<ArticleView> {
        self.post("/v1/articles", new, key).await
    }

    /// Writes a new version of an article that has this one.
    pub async fn save_article(&self, slug: &str, version: i64, content: &ArticleContent, key: Key) -> ApiResult<ArticleView> {
        let path = of_article(slug, "");
        let call = Call::new(Method::PUT, &path).if_match(version).key(key).json(content);
        self.exchange(&call).await.and_then(|body| read(&body))
    }

    /// Does something to an article that has this version.
    pub async fn move_article(&self, slug: &str, version: i64, step: ArticleMove, key: Key) -> ApiResult<ArticleView> {
        let path = of_article(slug, &format!("/{}", step.address()));
        self.exchange(&Call::new(Method::POST, &path).if_match(version).key(key)).await.and_then(|body| read(&body))
    }

    /// The versions of an article, the newest first.
    pub async fn article_versions(&self, slug: &str) -> ApiResult<ArticleVersionList> {
        self.get(&of_article(slug, "/versions")).await
    }

    /// What a version holds.
    pub async fn article_version(&self, slug: &str, version: i64) -> ApiResult<ArticleContent> {
        self.get(&of_article(slug, &format!("/versions/{version}"))).await
    }

    /// Writes an older version anew over the one that is there.
    pub async fn restore_article(&self, slug: &str, version: i64, from: i64, key: Key) -> ApiResult<ArticleView> {
        let path = of_article(slug, &format!("/versions/{from}/restore"));
        self.exchange(&Call::new(Method::POST, &path).if_match(version).key(key)).await.and_then(|body| read(&body))
    }

    /// Says whether an article helped.
    pub async fn vote_article(&self, slug: &str, vote: &ArticleVote, key: Key) -> ApiResult<()> {
        let path = of_article(slug, "/vote");
        self.exchange(&Call::new(Method::PUT, &path).key(key).json(vote)).await.map(drop)
    }

    /// Says that an article was opened.
    pub async fn read_article(&self, slug: &str, opened: &ArticleRead, key: Key) -> ApiResult<()> {
        let path = of_article(slug, "/read");
        self.exchange(&Call::new(Method::PUT, &path).key(key).json(opened)).await.map(drop)
    }

    /// Closes a draft of a case because an article answered.
    pub async fn draft_solved(&self, draft: Uuid, solved: &DraftSolved, key: Key) -> ApiResult<()> {
        let path = format!("/v1/drafts/{draft}/solved");
        self.exchange(&Call::new(Method::POST, &path).key(key).json(solved)).await.map(drop)
    }

    /// Articles that a case has to do with.
    pub async fn case_articles(&self, number: CaseNumber) -> ApiResult<CaseArticles> {
        self.get(&format!("/v1/cases/{number}/articles")).await
    }

    /// What an article from a case could say.
    pub async fn article_draft(&self, number: CaseNumber) -> ApiResult<NewArticle> {
        self.get(&format!("/v1/cases/{number}/article-draft")).await
    }

    /// Puts a picture on an article.
    pub async fn add_picture(&self, slug: &str, name: &str, bytes: Bytes, key: Key) -> ApiResult<PictureView> {
        let path = of_article(slug, &format!("/pictures/{}", encode(name)));
        let mut call = Call::new(Method::PUT, &path).key(key);
        (call.body, call.kind) = (Some(bytes), HeaderValue::from_static("application/octet-stream"));
        self.exchange(&call).await.and_then(|body| read(&body))
    }

    /// A picture's bytes; there are few enough to be held at once.
    pub async fn picture(&self, slug: &str, name: &str) -> ApiResult<Bytes> {
        let path = of_article(slug, &format!("/pictures/{}", encode(name)));
        self.exchange(&Call::new(Method::GET, &path)).await
    }

    /// Takes a picture off an article.
    pub async fn remove_picture(&self, slug: &str, name: &str, key: Key) -> ApiResult<()> {
        let path = of_article(slug, &format!("/pictures/{}", encode(name)));
        self.exchange(&Call::new(Method::DELETE, &path).key(key)).await.map(drop)
    }

    /// The categories of articles.
    pub async fn article_categories(&self) -> ApiResult<ArticleCategoryList> {
        self.get("/v1/article-categories").await
    }

    /// Makes a category, or names it anew and puts it elsewhere.
    pub async fn save_article_category(&self, slug: &str, save: &SaveArticleCategory) -> ApiResult<ArticleCategoryList> {
        let path = format!("/v1/article-categories/{}", encode(slug));
        self.exchange(&Call::new(Method::PUT, &path).json(save)).await.and_then(|body| read(&body))
    }

    /// Removes a category in which there is nothing.
    pub async fn remove_article_category(&self, slug: &str, key: Key) -> ApiResult<()> {
        let path = format!("/v1/article-categories/{}", encode(slug));
        self.exchange(&Call::new(Method::DELETE, &path).key(key)).await.map(drop)
    }

    /// The help documents.
    pub async fn documents(&self, product: Option<&str>) -> ApiResult<DocumentList> {
        self.get(&with_query("/v1/documents", &[("product", product)])).await
    }

    /// Puts help documents in the place of those that a product, or everybody, has in a language.
    pub async fn save_documents(&self, group: &DocumentGroup) -> ApiResult<DocumentList> {
        self.exchange(&Call::new(Method::PUT, "/v1/documents").json(group)).await.and_then(|body| read(&body))
    }
}
