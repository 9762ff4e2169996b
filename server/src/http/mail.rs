//! Email: what one is told of, and letters on their way.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use caseport_shared::api::mail::{LetterPage, LetterView, Notifications, SetMail, SetNotifications};
use caseport_shared::api::problem::Problem;
use caseport_shared::notification::LetterState;
use serde::Deserialize;
use utoipa::IntoParams;

use super::Failure;
use super::actor::{Caller, Written};
use super::json::{Asked, At, Json};
use crate::app::App;
use crate::commands::Error;
use crate::commands::mail;
use crate::commands::read::Ask;
use crate::commands::replay::Receipt;

/// Which letters.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// `waiting`, `sent` or `dead`; all unless said.
    state: Option<LetterState>,
    /// Where the page begins.
    cursor: Option<String>,
    /// How many, 1 to 100.
    limit: Option<usize>,
}

/// What one is told of, and how soon.
#[utoipa::path(get, path = "/v1/me/notifications", responses((status = 200, body = Notifications)), security(("token" = [])))]
pub(super) async fn notifications(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    caller.show(&app, mail::notifications).await
}

/// Changes how soon one is told of some kinds.
#[utoipa::path(put, path = "/v1/me/notifications", request_body = SetNotifications,
    responses((status = 200, body = Notifications), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn set_notifications(
    State(app): State<App>,
    caller: Caller,
    Json(set): Json<SetNotifications>,
) -> Result<Response, Failure> {
    caller.save(&app, move |tx, context| mail::set_notifications(tx, context, &set)).await
}

/// Has one told of a product's new cases; staff only.
#[utoipa::path(put, path = "/v1/me/follows/{product}", params(("product" = String, Path)),
    responses((status = 200, body = Notifications)), security(("token" = [])))]
pub(super) async fn follow(State(app): State<App>, caller: Caller, At(product): At<String>) -> Result<Response, Failure> {
    caller.save(&app, move |tx, context| mail::follow(tx, context, &product, true)).await
}

/// No longer has one told of a product's new cases; staff only.
#[utoipa::path(delete, path = "/v1/me/follows/{product}", params(("product" = String, Path)),
    responses((status = 200, body = Notifications)), security(("token" = [])))]
pub(super) async fn unfollow(State(app): State<App>, caller: Caller, At(product): At<String>) -> Result<Response, Failure> {
    caller.save(&app, move |tx, context| mail::follow(tx, context, &product, false)).await
}

/// Letters, the newest first; Admins only.
#[utoipa::path(get, path = "/v1/mail", params(Which), responses((status = 200, body = LetterPage)), security(("token" = [])))]
pub(super) async fn list(State(app): State<App>, caller: Caller, Asked(which): Asked<Which>) -> Result<Response, Failure> {
    let Which { state, cursor, limit } = which;
    let ask = Ask { query: String::new(), cursor, limit };
    caller.show(&app, move |tx, context| mail::list(tx, context, state, &ask)).await
}

/// A letter with its text; Admins only. Reading one that holds a code is noted.
#[utoipa::path(get, path = "/v1/mail/{reference}", params(("reference" = String, Path)), responses((status = 200, body = LetterView)), security(("token" = [])))]
pub(super) async fn view(State(app): State<App>, caller: Caller, At(reference): At<String>) -> Result<Response, Failure> {
    let place = app.place();
    caller.save(&app, move |tx, context| mail::view(tx, context, &place, &reference)).await
}

/// Has a letter that waits or was given up tried at once; Admins only.
#[utoipa::path(post, path = "/v1/mail/{reference}/retry", params(("reference" = String, Path)),
    responses((status = 204), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn retry(State(app): State<App>, caller: Caller, At(reference): At<String>) -> Result<Written, Failure> {
    caller.write(&app, StatusCode::NO_CONTENT, &(), |()| Receipt::Nothing, move |tx, context| mail::retry(tx, context, &reference)).await
}

/// Says whether email about an organization's cases says their numbers alone; Admins only.
#[utoipa::path(put, path = "/v1/organizations/{slug}/mail", params(("slug" = String, Path)), request_body = SetMail,
    responses((status = 204)), security(("token" = [])))]
pub(super) async fn organization(
    State(app): State<App>,
    caller: Caller,
    At(slug): At<String>,
    Json(set): Json<SetMail>,
) -> Result<Written, Failure> {
    let change = move |tx: &mut crate::store::Tx<'_>, context: &crate::commands::Context| {
        mail::set_numbers_only(tx, context, &slug, set.numbers_only)
    };
    caller.write(&app, StatusCode::NO_CONTENT, &set, |()| Receipt::Nothing, change).await
}

/// Has the recipient of a letter not told of such things any more, by the address in it (RFC 8058); needs no sign-in.
#[utoipa::path(post, path = "/v1/unsubscribe/{token}", params(("token" = String, Path)), responses((status = 204)))]
pub(super) async fn unsubscribe(State(app): State<App>, At(token): At<String>) -> Result<Response, Failure> {
    // Looked at first, so that nobody has anything written who was given no address.
    let looked = token.clone();
    app.store().read(move |tx| mail::unsubscribes(tx, &looked)).await?;
    app.store().write(move |tx| mail::unsubscribe(tx, &token)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Says what that address is for, to whoever opens it in a browser; whatever only looks changes nothing.
#[utoipa::path(get, path = "/v1/unsubscribe/{token}", params(("token" = String, Path)), responses((status = 200, body = String)))]
pub(super) async fn about_unsubscribe(State(app): State<App>, At(token): At<String>) -> Result<Response, Failure> {
    let (_, kind) = app.store().read(move |tx| mail::unsubscribes(tx, &token)).await.map_err(|error: Error| Failure::from(error))?;
    Ok(format!("Mail programs unsubscribe here. By hand: caseport notifications set {kind} off\n").into_response())
}
