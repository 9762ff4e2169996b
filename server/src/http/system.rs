//! What machines ask: is it alive, is it ready, how much does it do; and what everyone may know.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use caseport_shared::api::portal::Portal;

use super::Failure;
use super::actor::Caller;
use super::json::json;
use super::observe;
use crate::app::App;
use crate::commands::Error;
use crate::config::Metrics;
use crate::store::people;

/// What everyone may know.
#[utoipa::path(get, path = "/v1/portal", responses((status = 200, body = Portal)))]
pub(super) async fn portal(State(app): State<App>) -> Response {
    json(StatusCode::OK, &app.portal())
}

/// Whether the process answers at all.
#[utoipa::path(get, path = "/healthz", responses((status = 200)))]
pub(super) async fn health() -> &'static str {
    "ok\n"
}

/// Whether the database can be read and the server is not stopping.
#[utoipa::path(get, path = "/readyz", responses((status = 200), (status = 503)))]
pub(super) async fn ready(State(app): State<App>) -> Response {
    let can_read = app.store().read(|tx| Ok::<_, Error>(people::has_staff(tx)?)).await.is_ok();
    if can_read && !app.stopping().is_cancelled() {
        "ready\n".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
    }
}

/// Figures for Prometheus, told to this machine alone, and only if its owner says so: they count what nobody else may count.
#[utoipa::path(get, path = "/metrics", responses((status = 200), (status = 404)))]
pub(super) async fn metrics(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    if app.settings().metrics == Metrics::Off || !caller.peer.is_local {
        return Err(Error::NotFound.into());
    }
    let figures = observe::figures().map(metrics_exporter_prometheus::PrometheusHandle::render).unwrap_or_default();
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4")], figures).into_response())
}
