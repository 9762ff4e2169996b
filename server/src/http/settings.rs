//! How a person reads.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use caseport_shared::api::problem::Problem;
use caseport_shared::api::settings::{SaveSettings, SettingsView};

use super::Failure;
use super::actor::{Caller, Written};
use super::json::Json;
use crate::app::App;
use crate::commands::replay::Receipt;
use crate::commands::settings;

/// Language, locale, time zone and theme of one's own (I3).
#[utoipa::path(get, path = "/v1/me/settings", responses((status = 200, body = SettingsView)), security(("token" = [])))]
pub(super) async fn view(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    caller.show(&app, settings::view).await
}

/// Says them anew, as a whole.
#[utoipa::path(put, path = "/v1/me/settings", request_body = SaveSettings,
    responses((status = 200, body = SettingsView), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn save(State(app): State<App>, caller: Caller, Json(save): Json<SaveSettings>) -> Result<Written, Failure> {
    let body = save.clone();
    let receipt = |_: &SettingsView| Receipt::Settings;
    caller.write(&app, StatusCode::OK, &body, receipt, move |tx, context| settings::save(tx, context, &save)).await
}
