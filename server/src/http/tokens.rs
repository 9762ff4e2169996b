//! Tokens for programs.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use caseport_shared::api::problem::Problem;
use caseport_shared::api::token::{NewToken, TokenList, TokenMade};

use super::Failure;
use super::actor::{Caller, Written};
use super::json::{At, Json};
use crate::app::App;
use crate::commands::replay::Receipt;
use crate::commands::{Context, token};
use crate::secret;
use crate::store::Tx;

/// The tokens of one's own, the newest first.
#[utoipa::path(get, path = "/v1/me/tokens", responses((status = 200, body = TokenList)), security(("token" = [])))]
pub(super) async fn list(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    caller.show(&app, token::list).await
}

/// Makes a token, which is shown this once; it is kept nowhere, so no retry can show it again.
#[utoipa::path(post, path = "/v1/me/tokens", request_body = NewToken,
    responses((status = 201, body = TokenMade), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn create(State(app): State<App>, caller: Caller, Json(new): Json<NewToken>) -> Result<Response, Failure> {
    let (made, address) = (secret::token(), caller.peer.address.to_string());
    let hash = secret::token_hash(&made);
    let command = move |tx: &mut Tx<'_>, context: &Context| {
        let kept = token::create(tx, context, &new, &hash, &address)?;
        Ok(TokenMade { token: made.clone(), kept })
    };
    let mut response = caller.save(&app, command).await?;
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

/// Takes a token back; what it has open ends.
#[utoipa::path(delete, path = "/v1/me/tokens/{reference}", params(("reference" = String, Path)), responses((status = 204)), security(("token" = [])))]
pub(super) async fn revoke(State(app): State<App>, caller: Caller, At(reference): At<String>) -> Result<Written, Failure> {
    let command = move |tx: &mut Tx<'_>, context: &Context| token::revoke(tx, context, &reference);
    caller.write(&app, StatusCode::NO_CONTENT, &(), |()| Receipt::Nothing, command).await
}
