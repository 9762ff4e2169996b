//! People.

use axum::extract::State;
use axum::response::Response;
use caseport_shared::api::person::PeoplePage;
use caseport_shared::person::Side;
use serde::Deserialize;
use utoipa::IntoParams;

use super::Failure;
use super::actor::Caller;
use super::json::Asked;
use crate::app::App;
use crate::commands::read::{self, Ask};

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
