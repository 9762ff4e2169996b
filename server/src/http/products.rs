//! Products.

use axum::extract::State;
use axum::response::Response;
use caseport_shared::api::product::{ProductPage, ProductView};
use serde::Deserialize;
use utoipa::IntoParams;

use super::Failure;
use super::actor::Caller;
use super::json::{Asked, At};
use crate::app::App;
use crate::commands::read::{self, Ask};

/// Which part of a list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Part {
    /// Where the page begins.
    cursor: Option<String>,
    /// How many, 1 to 100.
    limit: Option<usize>,
}

/// The products that one sees.
#[utoipa::path(get, path = "/v1/products", params(Part), responses((status = 200, body = ProductPage)), security(("token" = [])))]
pub(super) async fn list(State(app): State<App>, caller: Caller, Asked(part): Asked<Part>) -> Result<Response, Failure> {
    let ask = Ask { query: String::new(), cursor: part.cursor, limit: part.limit };
    caller.show(&app, move |tx, context| read::products(tx, context, &ask)).await
}

/// One product.
#[utoipa::path(get, path = "/v1/products/{slug}", params(("slug" = String, Path)), responses((status = 200, body = ProductView)), security(("token" = [])))]
pub(super) async fn view(State(app): State<App>, caller: Caller, At(slug): At<String>) -> Result<Response, Failure> {
    caller.show(&app, move |tx, context| read::product(tx, context, &slug)).await
}
