//! People.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use caseport_shared::api::person::PeoplePage;
use caseport_shared::person::Side;
use serde::Deserialize;
use utoipa::IntoParams;

use super::Failure;
use super::actor::{Caller, Written};
use super::json::{Asked, At};
use crate::app::App;
use crate::commands::lock;
use crate::commands::read::{self, Ask};
use crate::commands::replay::Receipt;

/// Which people.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// `support`, or `customer` for an organization's.
    side: Option<Side>,
    /// Slug of an organization; one's own unless said.
    organization: Option<String>,
    /// Where the page begins.
    cursor: Option<String>,
    /// How many, 1 to 100.
    limit: Option<usize>,
}

/// People of one's organization; for support those of support or of any organization.
#[utoipa::path(get, path = "/v1/people", params(Which), responses((status = 200, body = PeoplePage)), security(("token" = [])))]
pub(super) async fn list(State(app): State<App>, caller: Caller, Asked(which): Asked<Which>) -> Result<Response, Failure> {
    let Which { side, organization, cursor, limit } = which;
    let ask = Ask { query: String::new(), cursor, limit };
    caller.show(&app, move |tx, context| read::people(tx, context, side, organization.as_deref(), &ask)).await
}

/// Keeps somebody out at once; for support.
#[utoipa::path(post, path = "/v1/people/{email}/lock", params(("email" = String, Path)), responses((status = 204)), security(("token" = [])))]
pub(super) async fn lock(State(app): State<App>, caller: Caller, At(email): At<String>) -> Result<Written, Failure> {
    caller.write(&app, StatusCode::NO_CONTENT, &(), |()| Receipt::Nothing, move |tx, context| lock::lock(tx, context, &email)).await
}

/// Lets somebody in again; for support.
#[utoipa::path(post, path = "/v1/people/{email}/unlock", params(("email" = String, Path)), responses((status = 204)), security(("token" = [])))]
pub(super) async fn unlock(State(app): State<App>, caller: Caller, At(email): At<String>) -> Result<Written, Failure> {
    caller.write(&app, StatusCode::NO_CONTENT, &(), |()| Receipt::Nothing, move |tx, context| lock::unlock(tx, context, &email)).await
}
