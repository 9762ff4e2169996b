//! Cases: listed, filed, shown, changed.

use axum::extract::State;
use axum::http::header::ETAG;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use caseport_shared::api::case::{CaseFiled, CasePage, CaseView, EditCase, NewCase, NewWatcher};
use caseport_shared::api::problem::Problem;
use caseport_shared::api::timeline::TimelinePage;
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::Seen;
use serde::Deserialize;
use utoipa::IntoParams;

use super::Failure;
use super::actor::{Caller, Written};
use super::json::{Asked, At, Json, json};
use crate::app::App;
use crate::commands::read::{self, Ask};
use crate::commands::replay::Receipt;
use crate::commands::{change, file_case, show, timeline};

/// Which cases.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// In the query language.
    #[serde(default)]
    query: String,
    /// Where the page begins.
    cursor: Option<String>,
    /// How many, 1 to 100.
    limit: Option<usize>,
}

/// Cases of a query.
#[utoipa::path(get, path = "/v1/cases", params(Which), responses((status = 200, body = CasePage), (status = 400, body = Problem)), security(("token" = [])))]
pub(super) async fn list(State(app): State<App>, caller: Caller, Asked(which): Asked<Which>) -> Result<Response, Failure> {
    let ask = Ask { query: which.query, cursor: which.cursor, limit: which.limit };
    caller.show(&app, move |tx, context| read::cases(tx, context, &ask)).await
}

/// Files a case without files; with files, submit a draft.
#[utoipa::path(post, path = "/v1/cases", request_body = NewCase, responses((status = 201, body = CaseFiled), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn file(State(app): State<App>, caller: Caller, Json(new): Json<NewCase>) -> Result<Written, Failure> {
    let body = new.clone();
    caller
        .write(
            &app,
            StatusCode::CREATED,
            &body,
            |filed: &CaseFiled| Receipt::Filed(filed.number),
            move |tx, context| file_case::file(tx, context, &new, None),
        )
        .await
}

/// One case; its version is the `ETag`.
#[utoipa::path(get, path = "/v1/cases/{number}", params(("number" = CaseNumber, Path)), responses((status = 200, body = CaseView), (status = 404, body = Problem)), security(("token" = [])))]
pub(super) async fn view(State(app): State<App>, caller: Caller, At(number): At<CaseNumber>) -> Result<Response, Failure> {
    let case = caller.read(&app, move |tx, context| show::case(tx, context, number)).await?;
    let mut response = json(StatusCode::OK, &case);
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", case.version)) {
        response.headers_mut().insert(ETAG, tag);
    }
    Ok(response)
}

/// Changes fields, upon the version named by `If-Match`.
#[utoipa::path(patch, path = "/v1/cases/{number}", params(("number" = CaseNumber, Path), ("if-match" = String, Header)), request_body = EditCase,
    responses((status = 200, body = CaseView), (status = 412, body = Problem), (status = 428, body = Problem)), security(("token" = [])))]
pub(super) async fn edit(
    State(app): State<App>,
    caller: Caller,
    At(number): At<CaseNumber>,
    Json(edit): Json<EditCase>,
) -> Result<Written, Failure> {
    let version = caller.version()?;
    let body = edit.clone();
    caller
        .on_case()
        .write(
            &app,
            StatusCode::OK,
            &body,
            move |_| Receipt::Case(number),
            move |tx, context| change::edit(tx, context, number, version, &edit),
        )
        .await
}

/// Which part of a timeline.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Part {
    /// The first entry, counted from 0; the newest entries unless said.
    from: Option<u32>,
    /// How many, 1 to 100.
    limit: Option<usize>,
}

/// What happened on a case, oldest first; where it is long, fewer entries than asked for.
#[utoipa::path(get, path = "/v1/cases/{number}/timeline", params(("number" = CaseNumber, Path), Part), responses((status = 200, body = TimelinePage)), security(("token" = [])))]
pub(super) async fn timeline(
    State(app): State<App>,
    caller: Caller,
    At(number): At<CaseNumber>,
    Asked(part): Asked<Part>,
) -> Result<Response, Failure> {
    caller.show(&app, move |tx, context| timeline::timeline(tx, context, number, part.from, part.limit)).await
}

/// Notes how far one has read.
#[utoipa::path(put, path = "/v1/cases/{number}/seen", params(("number" = CaseNumber, Path)), request_body = Seen, responses((status = 204)), security(("token" = [])))]
pub(super) async fn seen(
    State(app): State<App>,
    caller: Caller,
    At(number): At<CaseNumber>,
    Json(seen): Json<Seen>,
) -> Result<Written, Failure> {
    caller
        .write(&app, StatusCode::NO_CONTENT, &seen, |()| Receipt::Nothing, move |tx, context| change::seen(tx, context, number, seen))
        .await
}

/// Closes a case.
#[utoipa::path(post, path = "/v1/cases/{number}/close", params(("number" = CaseNumber, Path)), responses((status = 200, body = CaseView), (status = 409, body = Problem)), security(("token" = [])))]
pub(super) async fn close(State(app): State<App>, caller: Caller, At(number): At<CaseNumber>) -> Result<Written, Failure> {
    caller
        .on_case()
        .write(&app, StatusCode::OK, &(), move |_| Receipt::Case(number), move |tx, context| change::close(tx, context, number))
        .await
}

/// Opens a case again.
#[utoipa::path(post, path = "/v1/cases/{number}/reopen", params(("number" = CaseNumber, Path)), responses((status = 200, body = CaseView), (status = 409, body = Problem)), security(("token" = [])))]
pub(super) async fn reopen(State(app): State<App>, caller: Caller, At(number): At<CaseNumber>) -> Result<Written, Failure> {
    caller
        .on_case()
        .write(&app, StatusCode::OK, &(), move |_| Receipt::Case(number), move |tx, context| change::reopen(tx, context, number))
        .await
}

/// Lets somebody follow a case.
#[utoipa::path(post, path = "/v1/cases/{number}/watchers", params(("number" = CaseNumber, Path)), request_body = NewWatcher, responses((status = 200, body = CaseView)), security(("token" = [])))]
pub(super) async fn watch(
    State(app): State<App>,
    caller: Caller,
    At(number): At<CaseNumber>,
    Json(new): Json<NewWatcher>,
) -> Result<Written, Failure> {
    let body = new.clone();
    caller
        .on_case()
        .write(
            &app,
            StatusCode::OK,
            &body,
            move |_| Receipt::Case(number),
            move |tx, context| change::watch(tx, context, number, &new.email),
        )
        .await
}

/// Lets somebody no longer follow a case.
#[utoipa::path(delete, path = "/v1/cases/{number}/watchers/{email}", params(("number" = CaseNumber, Path), ("email" = String, Path)), responses((status = 200, body = CaseView)), security(("token" = [])))]
pub(super) async fn unwatch(
    State(app): State<App>,
    caller: Caller,
    At((number, email)): At<(CaseNumber, String)>,
) -> Result<Written, Failure> {
    // Taking oneself off leaves nothing to be seen, so the case as it was shown is the answer.
    caller
        .on_case()
        .write(&app, StatusCode::OK, &(), move |_| Receipt::Case(number), move |tx, context| change::unwatch(tx, context, number, &email))
        .await
}
