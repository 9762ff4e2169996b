//! The knowledge base: articles, their pictures and categories, help documents.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::ETAG;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use caseport_shared::api::article::{
    ArticleCategoryList, ArticleContent, ArticlePage, ArticleRead, ArticleReport, ArticleVersionList, ArticleView, ArticleVote,
    AskSuggestions, CaseArticles, DraftSolved, NewArticle, PictureView, SaveArticleCategory, SuggestionList,
};
use caseport_shared::api::document::{DocumentGroup, DocumentList};
use caseport_shared::api::problem::Problem;
use caseport_shared::article::{ArticleSort, ArticleState};
use caseport_shared::case::CaseNumber;
use caseport_shared::limits::PICTURE_BYTES;
use caseport_shared::reader::Language;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::Failure;
use super::actor::{Caller, Written};
use super::files::{Served, serve};
use super::json::{Asked, At, Json, json};
use super::transfer::{self, Incoming};
use crate::app::App;
use crate::commands::articles::find::{self, Narrow};
use crate::commands::articles::{self, arrange, pictures, proposal, uses, write};
use crate::commands::read::Ask;
use crate::commands::replay::Receipt;
use crate::commands::{Context, Error};
use crate::store::Tx;

/// Which articles.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Words; the last one may not be finished.
    #[serde(default)]
    query: String,
    /// For support: one state; without it, all that are not archived.
    #[param(inline)]
    state: Option<ArticleState>,
    /// Slug of a category; what is in those below it counts, too.
    category: Option<String>,
    /// Slug of a product; what is about all products counts, too.
    product: Option<String>,
    /// The language they are written in.
    #[param(inline)]
    language: Option<Language>,
    /// The order, without words.
    #[serde(default)]
    #[param(inline)]
    sort: ArticleSort,
    /// Where the page begins; a search has one page.
    cursor: Option<String>,
    /// How many, 1 to 100.
    limit: Option<usize>,
}

/// Articles that one may read: with words those that answer best.
#[utoipa::path(get, path = "/v1/articles", params(Which), responses((status = 200, body = ArticlePage), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn list(State(app): State<App>, caller: Caller, Asked(which): Asked<Which>) -> Result<Response, Failure> {
    let narrow =
        Narrow { state: which.state, category: which.category, product: which.product, language: which.language, sort: which.sort };
    let ask = Ask { query: which.query.clone(), cursor: which.cursor, limit: which.limit };
    let page = caller.read(&app, move |tx, context| find::list(tx, context, &narrow, &ask)).await?;
    if page.items.is_empty() && !which.query.is_empty() {
        // Nobody waits for it to be noted.
        let (app, caller) = (app.clone(), caller.clone());
        tokio::spawn(async move { caller.save(&app, move |tx, context| uses::missed(tx, context, &which.query)).await.map(|_| ()) });
    }
    Ok(json(StatusCode::OK, &page))
}

/// Articles that may answer what a form holds so far.
#[utoipa::path(post, path = "/v1/articles/suggestions", request_body = AskSuggestions, responses((status = 200, body = SuggestionList)), security(("token" = [])))]
pub(super) async fn suggest(State(app): State<App>, caller: Caller, Json(ask): Json<AskSuggestions>) -> Result<Response, Failure> {
    caller.show(&app, move |tx, context| find::suggest(tx, context, &ask)).await
}

/// What the knowledge base lacks and what it is good for; for support.
#[utoipa::path(get, path = "/v1/articles/report", responses((status = 200, body = ArticleReport)), security(("token" = [])))]
pub(super) async fn report(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    caller.show(&app, uses::report).await
}

/// One article; for support, its newest version is the `ETag`.
#[utoipa::path(get, path = "/v1/articles/{slug}", params(("slug" = String, Path)), responses((status = 200, body = ArticleView), (status = 404, body = Problem)), security(("token" = [])))]
pub(super) async fn view(State(app): State<App>, caller: Caller, At(slug): At<String>) -> Result<Response, Failure> {
    let article = caller.read(&app, move |tx, context| articles::view(tx, context, &slug)).await?;
    let mut response = json(StatusCode::OK, &article);
    if let Some(desk) = &article.desk
        && let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", desk.version))
    {
        response.headers_mut().insert(ETAG, tag);
    }
    Ok(response)
}

fn receipt(article: &ArticleView) -> Receipt {
    Receipt::Article(article.summary.slug.clone())
}

/// Writes an article, which begins as a draft; for support.
#[utoipa::path(post, path = "/v1/articles", request_body = NewArticle, responses((status = 201, body = ArticleView), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn create(State(app): State<App>, caller: Caller, Json(new): Json<NewArticle>) -> Result<Written, Failure> {
    let body = new.clone();
    caller.write(&app, StatusCode::CREATED, &body, receipt, move |tx, context| write::create(tx, context, &new)).await
}

/// Writes a new version upon the one named by `If-Match`; readers go on seeing the published one; for support.
#[utoipa::path(put, path = "/v1/articles/{slug}", params(("slug" = String, Path), ("if-match" = String, Header)), request_body = ArticleContent,
    responses((status = 200, body = ArticleView), (status = 412, body = Problem), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn edit(
    State(app): State<App>,
    caller: Caller,
    At(slug): At<String>,
    Json(content): Json<ArticleContent>,
) -> Result<Written, Failure> {
    let (version, body) = (caller.version()?, content.clone());
    caller.write(&app, StatusCode::OK, &body, receipt, move |tx, context| write::edit(tx, context, &slug, version, &content)).await
}

/// What is done to an article at a version.
type Move = fn(&mut Tx<'_>, &Context, &str, i64) -> Result<ArticleView, Error>;

async fn moved(app: &App, caller: &Caller, slug: String, step: Move) -> Result<Written, Failure> {
    let version = caller.version()?;
    caller.write(app, StatusCode::OK, &(), receipt, move |tx, context| step(tx, context, &slug, version)).await
}

/// Says that the version named by `If-Match` can be published; for support.
#[utoipa::path(post, path = "/v1/articles/{slug}/review", params(("slug" = String, Path), ("if-match" = String, Header)),
    responses((status = 200, body = ArticleView), (status = 412, body = Problem)), security(("token" = [])))]
pub(super) async fn review(State(app): State<App>, caller: Caller, At(slug): At<String>) -> Result<Written, Failure> {
    moved(&app, &caller, slug, write::ask_for_review).await
}

/// Shows the version named by `If-Match` to its audience; for those who may publish.
#[utoipa::path(post, path = "/v1/articles/{slug}/publish", params(("slug" = String, Path), ("if-match" = String, Header)),
    responses((status = 200, body = ArticleView), (status = 412, body = Problem), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn publish(State(app): State<App>, caller: Caller, At(slug): At<String>) -> Result<Written, Failure> {
    moved(&app, &caller, slug, write::publish).await
}

/// Takes an article away from its readers; for those who may publish.
#[utoipa::path(post, path = "/v1/articles/{slug}/archive", params(("slug" = String, Path), ("if-match" = String, Header)),
    responses((status = 200, body = ArticleView), (status = 412, body = Problem)), security(("token" = [])))]
pub(super) async fn archive(State(app): State<App>, caller: Caller, At(slug): At<String>) -> Result<Written, Failure> {
    moved(&app, &caller, slug, write::archive).await
}

/// Brings an archived article back as a draft; for support.
#[utoipa::path(post, path = "/v1/articles/{slug}/reopen", params(("slug" = String, Path), ("if-match" = String, Header)),
    responses((status = 200, body = ArticleView), (status = 412, body = Problem)), security(("token" = [])))]
pub(super) async fn reopen(State(app): State<App>, caller: Caller, At(slug): At<String>) -> Result<Written, Failure> {
    moved(&app, &caller, slug, write::reopen).await
}

/// The versions of an article; for support.
#[utoipa::path(get, path = "/v1/articles/{slug}/versions", params(("slug" = String, Path)), responses((status = 200, body = ArticleVersionList)), security(("token" = [])))]
pub(super) async fn versions(State(app): State<App>, caller: Caller, At(slug): At<String>) -> Result<Response, Failure> {
    caller.show(&app, move |tx, context| articles::versions(tx, context, &slug)).await
}

/// What a version holds; for support.
#[utoipa::path(get, path = "/v1/articles/{slug}/versions/{version}", params(("slug" = String, Path), ("version" = i64, Path)), responses((status = 200, body = ArticleContent)), security(("token" = [])))]
pub(super) async fn version(State(app): State<App>, caller: Caller, At((slug, version)): At<(String, i64)>) -> Result<Response, Failure> {
    caller.show(&app, move |tx, context| articles::version(tx, context, &slug, version)).await
}

/// Writes an older version anew, as the newest, upon the one named by `If-Match`; for support.
#[utoipa::path(post, path = "/v1/articles/{slug}/versions/{version}/restore", params(("slug" = String, Path), ("version" = i64, Path), ("if-match" = String, Header)),
    responses((status = 200, body = ArticleView), (status = 412, body = Problem)), security(("token" = [])))]
pub(super) async fn restore(State(app): State<App>, caller: Caller, At((slug, from)): At<(String, i64)>) -> Result<Written, Failure> {
    let version = caller.version()?;
    caller.write(&app, StatusCode::OK, &(), receipt, move |tx, context| write::restore(tx, context, &slug, version, from)).await
}

/// Says whether an article helped, in the place of what was said before.
#[utoipa::path(put, path = "/v1/articles/{slug}/vote", params(("slug" = String, Path)), request_body = ArticleVote, responses((status = 204)), security(("token" = [])))]
pub(super) async fn vote(
    State(app): State<App>,
    caller: Caller,
    At(slug): At<String>,
    Json(vote): Json<ArticleVote>,
) -> Result<Written, Failure> {
    let body = vote.clone();
    caller.write(&app, StatusCode::NO_CONTENT, &body, |()| Receipt::Nothing, move |tx, context| uses::vote(tx, context, &slug, &vote)).await
}

/// Says that an article was opened, beside a draft or not; whoever reads counts once a day.
#[utoipa::path(put, path = "/v1/articles/{slug}/read", params(("slug" = String, Path)), request_body = ArticleRead, responses((status = 204)), security(("token" = [])))]
pub(super) async fn read(
    State(app): State<App>,
    caller: Caller,
    At(slug): At<String>,
    Json(read): Json<ArticleRead>,
) -> Result<Written, Failure> {
    let body = read.clone();
    caller.write(&app, StatusCode::NO_CONTENT, &body, |()| Receipt::Nothing, move |tx, context| uses::read(tx, context, &slug, &read)).await
}

/// Closes a draft of a case because an article that was opened beside it answered.
#[utoipa::path(post, path = "/v1/drafts/{id}/solved", params(("id" = Uuid, Path)), request_body = DraftSolved, responses((status = 204)), security(("token" = [])))]
pub(super) async fn solved(
    State(app): State<App>,
    caller: Caller,
    At(id): At<Uuid>,
    Json(solved): Json<DraftSolved>,
) -> Result<Written, Failure> {
    let body = solved.clone();
    caller
        .write(
            &app,
            StatusCode::NO_CONTENT,
            &body,
            |()| Receipt::Nothing,
            move |tx, context| uses::solved(tx, context, id, &solved.article),
        )
        .await
}

/// Articles that a case has to do with; for support, those too that may answer it.
#[utoipa::path(get, path = "/v1/cases/{number}/articles", params(("number" = CaseNumber, Path)), responses((status = 200, body = CaseArticles)), security(("token" = [])))]
pub(super) async fn of_case(State(app): State<App>, caller: Caller, At(number): At<CaseNumber>) -> Result<Response, Failure> {
    caller.show(&app, move |tx, context| articles::of_case(tx, context, number)).await
}

/// What an article from a case could say, with everything marked that may tell of the customer; nothing is written; for support.
#[utoipa::path(get, path = "/v1/cases/{number}/article-draft", params(("number" = CaseNumber, Path)), responses((status = 200, body = NewArticle)), security(("token" = [])))]
pub(super) async fn propose(State(app): State<App>, caller: Caller, At(number): At<CaseNumber>) -> Result<Response, Failure> {
    caller.show(&app, move |tx, context| proposal::of_case(tx, context, number)).await
}

/// Puts a picture on an article, in the place of one with the same name; for support.
#[utoipa::path(put, path = "/v1/articles/{slug}/pictures/{name}", params(("slug" = String, Path), ("name" = String, Path)), request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = PictureView), (status = 413, body = Problem), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn add_picture(
    State(app): State<App>,
    caller: Caller,
    At((slug, name)): At<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let (article, wanted) = (slug.clone(), name.clone());
    caller.read(&app, move |tx, context| pictures::may_add(tx, context, &article, &wanted)).await?;
    let incoming = Incoming { name, limit: PICTURE_BYTES as u64, status: StatusCode::OK };
    transfer::receive(
        &app,
        &caller,
        incoming,
        &headers,
        body,
        |_: &PictureView| Receipt::Nothing,
        move |tx, context, new| {
            let view =
                PictureView { name: new.name.clone(), content_type: new.content_type.clone(), size: new.size, sha256: new.sha256.clone() };
            pictures::add(tx, context, &slug, &view, &new.blob)
        },
    )
    .await
}

/// A picture's bytes, as a download.
#[utoipa::path(get, path = "/v1/articles/{slug}/pictures/{name}", params(("slug" = String, Path), ("name" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 404, body = Problem)), security(("token" = [])))]
pub(super) async fn picture(
    State(app): State<App>,
    caller: Caller,
    At((slug, name)): At<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (person, picture) =
        caller.read(&app, move |tx, context| Ok((context.actor.person_id, pictures::find(tx, context, &slug, &name)?))).await?;
    let view = picture.view;
    let served = Served { name: view.name, size: view.size, content_type: view.content_type, sha256: view.sha256, blob: picture.blob };
    serve(&app, person, &headers, served).await
}

/// Takes a picture off an article; for support.
#[utoipa::path(delete, path = "/v1/articles/{slug}/pictures/{name}", params(("slug" = String, Path), ("name" = String, Path)), responses((status = 204)), security(("token" = [])))]
pub(super) async fn remove_picture(
    State(app): State<App>,
    caller: Caller,
    At((slug, name)): At<(String, String)>,
) -> Result<Written, Failure> {
    caller
        .write(&app, StatusCode::NO_CONTENT, &(), |()| Receipt::Nothing, move |tx, context| pictures::remove(tx, context, &slug, &name))
        .await
}

/// The categories in which one finds something; support sees all.
#[utoipa::path(get, path = "/v1/article-categories", responses((status = 200, body = ArticleCategoryList)), security(("token" = [])))]
pub(super) async fn categories(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    caller.show(&app, arrange::list).await
}

/// Makes a category, or names it anew and puts it elsewhere; for Admins.
#[utoipa::path(put, path = "/v1/article-categories/{slug}", params(("slug" = String, Path)), request_body = SaveArticleCategory,
    responses((status = 200, body = ArticleCategoryList), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn save_category(
    State(app): State<App>,
    caller: Caller,
    At(slug): At<String>,
    Json(save): Json<SaveArticleCategory>,
) -> Result<Response, Failure> {
    caller.save(&app, move |tx, context| arrange::save(tx, context, &slug, &save)).await
}

/// Removes a category in which there is nothing; for Admins.
#[utoipa::path(delete, path = "/v1/article-categories/{slug}", params(("slug" = String, Path)), responses((status = 204), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn remove_category(State(app): State<App>, caller: Caller, At(slug): At<String>) -> Result<Written, Failure> {
    caller.write(&app, StatusCode::NO_CONTENT, &(), |()| Receipt::Nothing, move |tx, context| arrange::remove(tx, context, &slug)).await
}

/// Of which product.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct OfProduct {
    /// Slug; what belongs to all products is there, too.
    product: Option<String>,
}

/// The help documents that one sees.
#[utoipa::path(get, path = "/v1/documents", params(OfProduct), responses((status = 200, body = DocumentList)), security(("token" = [])))]
pub(super) async fn documents(State(app): State<App>, caller: Caller, Asked(of): Asked<OfProduct>) -> Result<Response, Failure> {
    caller.show(&app, move |tx, context| arrange::documents(tx, context, of.product.as_deref())).await
}

/// Puts help documents in the place of those that a product, or everybody, has in a language; for those who may publish.
#[utoipa::path(put, path = "/v1/documents", request_body = DocumentGroup, responses((status = 200, body = DocumentList), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn save_documents(State(app): State<App>, caller: Caller, Json(group): Json<DocumentGroup>) -> Result<Response, Failure> {
    caller.save(&app, move |tx, context| arrange::save_documents(tx, context, &group)).await
}
