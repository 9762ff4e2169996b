//! The SSH keys of one's own.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use caseport_shared::api::key::{NewSshKey, SshKeyList, SshKeyView};
use caseport_shared::api::problem::Problem;

use super::Failure;
use super::actor::{Caller, Written};
use super::json::{At, Json};
use crate::app::App;
use crate::commands::keys;
use crate::commands::replay::Receipt;

/// The keys, the newest first.
#[utoipa::path(get, path = "/v1/me/keys", responses((status = 200, body = SshKeyList)), security(("token" = [])))]
pub(super) async fn list(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    caller.show(&app, keys::list).await
}

/// Adds a key; with a signature it signs in at once.
#[utoipa::path(post, path = "/v1/me/keys", request_body = NewSshKey,
    responses((status = 201, body = SshKeyView), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn add(State(app): State<App>, caller: Caller, Json(new): Json<NewSshKey>) -> Result<Written, Failure> {
    let body = new.clone();
    let receipt = |added: &SshKeyView| Receipt::SshKey(added.fingerprint.clone());
    caller.write(&app, StatusCode::CREATED, &body, receipt, move |tx, context| keys::add(tx, context, &new)).await
}

/// Takes a key away; the connections that it signed in end.
#[utoipa::path(delete, path = "/v1/me/keys/{fingerprint}", params(("fingerprint" = String, Path)), responses((status = 204)), security(("token" = [])))]
pub(super) async fn remove(State(app): State<App>, caller: Caller, At(fingerprint): At<String>) -> Result<Written, Failure> {
    caller.write(&app, StatusCode::NO_CONTENT, &(), |()| Receipt::Nothing, move |tx, context| keys::remove(tx, context, &fingerprint)).await
}
