//! HTTP: the whole route table on one screen, and what every request passes through.

mod actor;
mod articles;
mod cases;
mod comments;
mod desk;
mod door;
mod drafts;
mod error;
mod files;
mod json;
mod keys;
mod live;
mod mail;
mod observe;
mod openapi;
mod paced;
mod peer;
mod people;
mod products;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod properties;
mod requests;
mod seats;
mod sessions;
mod settings;
mod system;
#[cfg(test)]
mod tests;
mod tokens;
mod transfer;
mod work;

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::Request;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{delete, get, post, put};
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::limits::JSON_BYTES;
use tower_http::catch_panic::CatchPanicLayer;

use crate::app::App;

pub use error::Failure;
pub use observe::fold_figures;
pub use openapi::document as openapi_document;
pub use peer::{Peer, network, with_peer};
pub(crate) use work::Bounds;

/// How long a request may take, streams and files apart.
const REQUEST_TIME: Duration = Duration::from_secs(30);

/// All routes.
pub fn router(app: App) -> Router {
    let admit = from_fn_with_state(app.clone(), work::admit);
    let ordinary = Router::new()
        .route("/v1/cases", get(cases::list).post(cases::file))
        .route("/v1/cases/{number}", get(cases::view).patch(cases::edit))
        .route("/v1/cases/{number}/timeline", get(cases::timeline))
        .route("/v1/cases/{number}/seen", put(cases::seen))
        .route("/v1/cases/{number}/request/apply", post(requests::apply))
        .route("/v1/cases/{number}/request/decline", post(requests::decline))
        .route("/v1/cases/{number}/request/undo", post(requests::undo))
        .route("/v1/cases/{number}/close", post(cases::close))
        .route("/v1/cases/{number}/reopen", post(cases::reopen))
        .route("/v1/cases/{number}/watchers", post(cases::watch))
        .route("/v1/cases/{number}/watchers/{email}", delete(cases::unwatch))
        .route("/v1/cases/{number}/replies", post(comments::reply))
        .route("/v1/cases/{number}/notes", post(comments::note))
        .route("/v1/cases/{number}/escalate", post(comments::escalate))
        .route("/v1/cases/{number}/description/redact", post(comments::redact_description))
        .route("/v1/cases/{number}/comments/{reference}/redact", post(comments::redact))
        .route("/v1/cases/{number}/files/{id}/redact", post(files::redact))
        .route("/v1/drafts", get(drafts::list))
        .route("/v1/drafts/{id}", get(drafts::view).put(drafts::save).delete(drafts::delete))
        .route("/v1/drafts/{id}/files/{file}", delete(drafts::remove_file))
        .route("/v1/drafts/{id}/submit", post(drafts::submit))
        .route("/v1/drafts/{id}/solved", post(articles::solved))
        .route("/v1/cases/{number}/articles", get(articles::of_case))
        .route("/v1/cases/{number}/article-draft", get(articles::propose))
        .route("/v1/cases/{number}/files", get(files::list))
        .merge(people())
        .merge(desk())
        .merge(knowledge())
        .layer(DefaultBodyLimit::max(JSON_BYTES))
        .layer(admit.clone())
        .layer(from_fn(in_time));
    // What has limits on idleness instead of a limit in all; once it has begun it is no longer in work.
    let begun = Router::new()
        .route("/v1/cases/{number}/files/{id}", get(files::download))
        .route("/v1/articles/{slug}/pictures/{name}", get(articles::picture))
        .route("/v1/live", get(live::listen))
        .layer(admit);
    // Files that come in have turns of their own, so that none is cut off for what others ask.
    let uploads = Router::new()
        .route("/v1/cases/{number}/files", post(files::attach))
        .route("/v1/drafts/{id}/files", post(drafts::add_file))
        .route("/v1/articles/{slug}/pictures/{name}", put(articles::add_picture))
        .layer(DefaultBodyLimit::disable());
    // Whoever looks after the server is told how it is when it has too much to do above all.
    let system = Router::new()
        .route("/openapi.json", get(openapi::serve))
        .route("/healthz", get(system::health))
        .route("/readyz", get(system::ready))
        .route("/metrics", get(system::metrics))
        .layer(from_fn(in_time));
    ordinary
        .merge(begun)
        .merge(uploads)
        .merge(system)
        .fallback(async || Failure::from(Problem::new(ErrorCode::NotFound, "there is nothing at this address")))
        .method_not_allowed_fallback(async || {
            Failure::from(Problem::new(ErrorCode::MethodNotAllowed, "this address does not take this method"))
        })
        .layer(from_fn(error::say_noun))
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(from_fn(observe::observe))
        .with_state(app)
}

/// The routes of people: who they are, how they come in, what they hold, what they are told.
fn people() -> Router<App> {
    Router::new()
        .route("/v1/portal", get(system::portal))
        .route("/v1/sessions", post(sessions::create))
        .route("/v1/sessions/current", delete(sessions::end))
        .route("/v1/me", get(sessions::me))
        .route("/v1/me/sign-ins", get(sessions::list).delete(sessions::revoke_others))
        .route("/v1/me/sign-ins/{reference}", delete(sessions::revoke))
        .route("/v1/me/password", put(sessions::change_password))
        .route("/v1/me/settings", get(settings::view).put(settings::save))
        .route("/v1/me/keys", get(keys::list).post(keys::add))
        .route("/v1/me/keys/{fingerprint}", delete(keys::remove))
        .route("/v1/me/signature", put(sessions::sign))
        .route("/v1/me/tokens", get(tokens::list).post(tokens::create))
        .route("/v1/me/tokens/{reference}", delete(tokens::revoke))
        .route("/v1/codes/look", post(door::look))
        .route("/v1/codes/accept", post(door::accept))
        .route("/v1/password-resets", post(door::forgot))
        .route("/v1/access-requests", get(door::list).post(door::ask))
        .route("/v1/access-requests/{id}/grant", post(door::grant))
        .route("/v1/access-requests/{id}/decline", post(door::decline))
        .route("/v1/people/{email}/lock", post(people::lock))
        .route("/v1/people/{email}/unlock", post(people::unlock))
        .route("/v1/me/notifications", get(mail::notifications).put(mail::set_notifications))
        .route("/v1/me/follows/{product}", put(mail::follow).delete(mail::unfollow))
        .route("/v1/mail", get(mail::list))
        .route("/v1/mail/{reference}", get(mail::view))
        .route("/v1/mail/{reference}/retry", post(mail::retry))
        .route("/v1/organizations/{slug}/mail", put(mail::organization))
        .route("/v1/unsubscribe/{token}", get(mail::about_unsubscribe).post(mail::unsubscribe))
        .route("/v1/people", get(people::list))
        .route("/v1/people/{email}/role", put(seats::set_role))
        .route("/v1/people/{email}/deactivate", post(seats::deactivate))
        .route("/v1/people/{email}/invitation", post(seats::invite_again).delete(seats::revoke))
        .route("/v1/staff", post(seats::invite_staff))
        .route("/v1/staff/{email}/role", put(seats::set_staff_role))
        .route("/v1/seats", get(seats::list))
}

/// The routes of what the desk is made of.
fn desk() -> Router<App> {
    Router::new()
        .route("/v1/products", get(products::list).post(products::create))
        .route("/v1/products/{slug}", get(products::view).patch(products::edit))
        .route("/v1/products/{slug}/window.ics", get(products::window))
        .route("/v1/products/{slug}/categories", get(products::category_tree).post(products::add_category).patch(products::edit_category))
        .route("/v1/products/{slug}/contacts/{email}", put(products::save_contact).delete(products::remove_contact))
        .route("/v1/products/{slug}/notices", post(products::write_notice))
        .route("/v1/products/{slug}/notices/{number}", delete(products::withdraw_notice))
        .route("/v1/plans", get(desk::list_plans).post(desk::create_plan))
        .route("/v1/plans/{slug}", get(desk::view_plan).put(desk::save_plan))
        .route("/v1/regions", get(desk::list_regions))
        .route("/v1/regions/{region}", put(desk::save_region))
        .route("/v1/organizations", get(desk::list_organizations).post(desk::create_organization))
        .route("/v1/organizations/{slug}", get(desk::view_organization).patch(desk::edit_organization))
        .route("/v1/audit", get(desk::list_audit))
}

/// The routes of the knowledge base.
fn knowledge() -> Router<App> {
    Router::new()
        .route("/v1/articles", get(articles::list).post(articles::create))
        .route("/v1/articles/suggestions", post(articles::suggest))
        .route("/v1/articles/report", get(articles::report))
        .route("/v1/articles/{slug}", get(articles::view).put(articles::edit))
        .route("/v1/articles/{slug}/review", post(articles::review))
        .route("/v1/articles/{slug}/publish", post(articles::publish))
        .route("/v1/articles/{slug}/archive", post(articles::archive))
        .route("/v1/articles/{slug}/reopen", post(articles::reopen))
        .route("/v1/articles/{slug}/versions", get(articles::versions))
        .route("/v1/articles/{slug}/versions/{version}", get(articles::version))
        .route("/v1/articles/{slug}/versions/{version}/restore", post(articles::restore))
        .route("/v1/articles/{slug}/vote", put(articles::vote))
        .route("/v1/articles/{slug}/read", put(articles::read))
        .route("/v1/articles/{slug}/pictures/{name}", delete(articles::remove_picture))
        .route("/v1/article-categories", get(articles::categories))
        .route("/v1/article-categories/{slug}", put(articles::save_category).delete(articles::remove_category))
        .route("/v1/documents", get(articles::documents).put(articles::save_documents))
}

/// Answers within [`REQUEST_TIME`] or not at all.
async fn in_time(request: Request, next: Next) -> Response {
    let answer = tokio::time::timeout(REQUEST_TIME, next.run(request)).await;
    answer
        .unwrap_or_else(|_| Failure::from(Problem::new(ErrorCode::Timeout, "the request was not done in time; try again")).into_response())
}
