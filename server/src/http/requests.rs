//! Service requests on cases: applied, declined, taken back.

use axum::extract::State;
use axum::http::StatusCode;
use caseport_shared::api::problem::Problem;
use caseport_shared::api::request::{ApplyRequest, Decided, DeclineRequest};
use caseport_shared::case::CaseNumber;

use super::Failure;
use super::actor::{Caller, Written};
use super::json::{At, Json};
use crate::app::App;
use crate::commands::replay::Receipt;
use crate::commands::requests;

fn receipt(decided: &Decided) -> Receipt {
    Receipt::Decided(decided.number, decided.left_open.clone())
}

/// Does what the case asks for, and notes it there.
#[utoipa::path(post, path = "/v1/cases/{number}/request/apply", params(("number" = CaseNumber, Path)), request_body = ApplyRequest,
    responses((status = 200, body = Decided), (status = 409, body = Problem), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn apply(
    State(app): State<App>,
    caller: Caller,
    At(number): At<CaseNumber>,
    Json(how): Json<ApplyRequest>,
) -> Result<Written, Failure> {
    let body = how.clone();
    caller.write(&app, StatusCode::OK, &body, receipt, move |tx, context| requests::apply(tx, context, number, &how)).await
}

/// Declines what the case asks for, with a reply that says why.
#[utoipa::path(post, path = "/v1/cases/{number}/request/decline", params(("number" = CaseNumber, Path)), request_body = DeclineRequest,
    responses((status = 200, body = Decided), (status = 409, body = Problem), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn decline(
    State(app): State<App>,
    caller: Caller,
    At(number): At<CaseNumber>,
    Json(how): Json<DeclineRequest>,
) -> Result<Written, Failure> {
    let body = how.clone();
    caller.write(&app, StatusCode::OK, &body, receipt, move |tx, context| requests::decline(tx, context, number, &how)).await
}

/// Takes back what was done, within the hour.
#[utoipa::path(post, path = "/v1/cases/{number}/request/undo", params(("number" = CaseNumber, Path)),
    responses((status = 200, body = Decided), (status = 409, body = Problem)), security(("token" = [])))]
pub(super) async fn undo(State(app): State<App>, caller: Caller, At(number): At<CaseNumber>) -> Result<Written, Failure> {
    caller.write(&app, StatusCode::OK, &(), receipt, move |tx, context| requests::undo(tx, context, number)).await
}
