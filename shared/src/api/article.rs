//! Articles: answers that other customers' questions produced (MISSION section 5).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::person::PersonRef;
use crate::article::{ArticleAction, ArticleAudience, ArticleState};
use crate::case::CaseNumber;
use crate::reader::Language;

/// A text of one line with the words in it that were looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Where words stand that fit: beginning and end, in characters, in order and apart from each other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<(usize, usize)>,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArticleSummary {
    /// Stable name.
    pub slug: String,
    /// Title.
    pub title: Marked,
    /// The passage that fits best, or how it begins.
    pub excerpt: Marked,
    /// The language it is written in.
    pub language: Language,
    /// Where it is; customers see published ones alone.
    pub state: ArticleState,
    /// Who may read it; for support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<ArticleAudience>,
    /// Whether there is a newer version than the one that is published; for support.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_changes: bool,
    /// Slug of its category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// When it was published last, or written last where it is not.
    pub updated_at: Timestamp,
    /// How many said that it helped.
    pub helpful: u32,
    /// How many said that it did not.
    pub unhelpful: u32,
}

/// A page of articles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArticlePage {
    /// Articles: those that answer best first where words were looked for.
    pub items: Vec<ArticleSummary>,
    /// Where the next page begins; a search has one page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// An article as somebody reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArticleView {
    /// What a list shows of it.
    #[serde(flatten)]
    pub summary: ArticleSummary,
    /// Markdown: the published version for customers, the newest for support.
    pub body: String,
    /// Slugs of the products it is about that the reader sees; none where it is about all.
    pub products: Vec<String>,
    /// Articles that are near to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<ArticleSummary>,
    /// Pictures that its text may show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<PictureView>,
    /// What the reader said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vote: Option<ArticleVote>,
    /// What the reader may do with it.
    pub can: Vec<ArticleAction>,
    /// What support alone knows of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk: Option<ArticleDesk>,
}

/// What support alone knows of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArticleDesk {
    /// The newest version, which a change is made upon.
    pub version: i64,
    /// The version that its audience reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_version: Option<i64>,
    /// Other words for what it is about.
    pub keywords: Vec<String>,
    /// Slugs of the organizations that may read it.
    pub organizations: Vec<String>,
    /// Who wrote the newest version.
    pub author: PersonRef,
    /// When.
    pub written_at: Timestamp,
    /// The case whose solution it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseNumber>,
    /// Closed cases in which support cited it.
    pub solved: u32,
    /// Forms that were left because it had answered.
    pub deflected: u32,
    /// Readers, each once a day.
    pub reads: u32,
}

/// Asks for an article, which begins as a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewArticle {
    /// Stable name; made from the title where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// The case whose solution it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseNumber>,
    /// What is written.
    pub content: ArticleContent,
}

/// Everything that a version of an article holds, its audience included: what is not published yet widens nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArticleContent {
    /// Title.
    pub title: String,
    /// Markdown; a picture is shown by its name, `![what it shows](name.png)`.
    pub body: String,
    /// The language it is written in.
    #[serde(default)]
    pub language: Language,
    /// Other words for what it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Slug of its category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Slugs of the products it is about; none where it is about all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
    /// Who may read it once it is published.
    #[serde(default)]
    pub audience: ArticleAudience,
    /// Slugs of the organizations that may read it, for that audience alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<String>,
}

/// A version of an article, in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArticleVersion {
    /// Its number, from 1.
    pub version: i64,
    /// Who wrote it.
    pub author: PersonRef,
    /// When.
    pub at: Timestamp,
    /// Its title.
    pub title: String,
    /// Whether readers see this one.
    pub is_published: bool,
}

/// The versions of an article, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArticleVersionList {
    /// Versions.
    pub items: Vec<ArticleVersion>,
}

/// Says whether an article helped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArticleVote {
    /// Whether it did.
    pub helpful: bool,
    /// What there is to say about it; support reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
}

/// Says that an article was opened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArticleRead {
    /// The reader's draft of a case beside which it was opened, which has to be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<Uuid>,
}

/// Says that an article answered what a draft was going to ask, which closes the draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftSolved {
    /// Slug of an article that was opened beside the draft.
    pub article: String,
}

/// What a form holds so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AskSuggestions {
    /// Subject.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// Description.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Slug of the product.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub product: String,
    /// Slug of the category of the product.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// Slug of its subcategory.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subcategory: String,
}

/// Articles that may answer, the best first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SuggestionList {
    /// Articles.
    pub items: Vec<ArticleSummary>,
}

/// What an article has to do with a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseArticle {
    /// The article.
    pub article: ArticleSummary,
    /// Whether a reply or the solution cites it.
    pub is_cited: bool,
    /// Whether its requester opened it beside the form and filed the case all the same.
    pub was_read: bool,
}

/// Articles of a case that the reader may read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseArticles {
    /// Those that were cited or opened.
    pub items: Vec<CaseArticle>,
    /// Published ones that may answer it; for support.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggested: Vec<ArticleSummary>,
}

/// A category of articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArticleCategory {
    /// Stable name.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// Slug of the category it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

/// The categories in which the reader finds something (all of them for support), each after the one it is in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArticleCategoryList {
    /// Categories.
    pub items: Vec<ArticleCategory>,
}

/// Makes a category, or names it anew and puts it elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveArticleCategory {
    /// What it is called.
    pub name: String,
    /// Slug of the category it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its place among those beside it, from 1; at the end where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
}

/// A picture of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PictureView {
    /// Name by which the text shows it.
    pub name: String,
    /// Media type, told by its bytes.
    pub content_type: String,
    /// Bytes.
    pub size: u64,
    /// Lower-case hexadecimal.
    pub sha256: String,
}

/// Words that were looked for in vain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArticleMiss {
    /// The words.
    pub words: String,
    /// By how many searches.
    pub times: u32,
    /// When last.
    pub last_at: Timestamp,
}

/// An article with what makes somebody look at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArticleUse {
    /// The article.
    pub article: ArticleSummary,
    /// Readers, each once a day.
    pub reads: u32,
    /// Forms that were left because it had answered.
    pub deflected: u32,
    /// When somebody last published it or said that it still holds.
    pub reviewed_at: Timestamp,
    /// What readers had to say whom it did not help, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// What the knowledge base lacks and what it is good for; for support.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArticleReport {
    /// Searches that found nothing, the most frequent first.
    pub misses: Vec<ArticleMiss>,
    /// Published articles that nobody has looked at again for longest, from half a year on.
    pub stale: Vec<ArticleUse>,
    /// Articles of which more say that they do not help than that they do.
    pub unhelpful: Vec<ArticleUse>,
    /// Articles that are read most.
    pub used: Vec<ArticleUse>,
}
