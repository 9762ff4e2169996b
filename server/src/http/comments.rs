//! Replies, notes, escalations, redaction.

use axum::extract::State;
use axum::http::StatusCode;
use caseport_shared::api::attachment::Redact;
use caseport_shared::api::case::Escalate;
use caseport_shared::api::comment::{Commented, NewNote, NewReply};
use caseport_shared::api::problem::Problem;
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::CommentRef;

use super::Failure;
use super::actor::{Caller, Written};
use super::json::{At, Json};
use crate::app::App;
use crate::commands::comment;
use crate::commands::replay::Receipt;

/// Writes to everyone on the case.
#[utoipa::path(post, path = "/v1/cases/{number}/replies", params(("number" = CaseNumber, Path)), request_body = NewReply, responses((status = 201, body = Commented), (status = 409, body = Problem)), security(("token" = [])))]
pub(super) async fn reply(
    State(app): State<App>,
    caller: Caller,
    At(number): At<CaseNumber>,
    Json(new): Json<NewReply>,
) -> Result<Written, Failure> {
    let body = new.clone();
    caller
        .on_case()
        .write(
            &app,
            StatusCode::CREATED,
            &body,
            move |done: &Commented| Receipt::Comment(number, done.comment.reference),
            move |tx, context| comment::reply(tx, context, number, &new, None),
        )
        .await
}

/// Writes to support alone.
#[utoipa::path(post, path = "/v1/cases/{number}/notes", params(("number" = CaseNumber, Path)), request_body = NewNote, responses((status = 201, body = Commented), (status = 403, body = Problem)), security(("token" = [])))]
pub(super) async fn note(
    State(app): State<App>,
    caller: Caller,
    At(number): At<CaseNumber>,
    Json(new): Json<NewNote>,
) -> Result<Written, Failure> {
    let body = new.clone();
    caller
        .on_case()
        .write(
            &app,
            StatusCode::CREATED,
            &body,
            move |done: &Commented| Receipt::Comment(number, done.comment.reference),
            move |tx, context| comment::note(tx, context, number, &new, None),
        )
        .await
}

/// Asks for more attention.
#[utoipa::path(post, path = "/v1/cases/{number}/escalate", params(("number" = CaseNumber, Path)), request_body = Escalate, responses((status = 201, body = Commented)), security(("token" = [])))]
pub(super) async fn escalate(
    State(app): State<App>,
    caller: Caller,
    At(number): At<CaseNumber>,
    Json(new): Json<Escalate>,
) -> Result<Written, Failure> {
    let body = new.clone();
    caller
        .on_case()
        .write(
            &app,
            StatusCode::CREATED,
            &body,
            move |done: &Commented| Receipt::Comment(number, done.comment.reference),
            move |tx, context| comment::escalate(tx, context, number, &new.reason),
        )
        .await
}

/// Takes a case's description away for good.
#[utoipa::path(post, path = "/v1/cases/{number}/description/redact", params(("number" = CaseNumber, Path)), request_body = Redact, responses((status = 204)), security(("token" = [])))]
pub(super) async fn redact_description(
    State(app): State<App>,
    caller: Caller,
    At(number): At<CaseNumber>,
    Json(redact): Json<Redact>,
) -> Result<Written, Failure> {
    let body = redact.clone();
    caller
        .on_case()
        .write(
            &app,
            StatusCode::NO_CONTENT,
            &body,
            |()| Receipt::Nothing,
            move |tx, context| comment::redact_description(tx, context, number, &redact.reason),
        )
        .await
}

/// Takes a comment's content away for good.
#[utoipa::path(post, path = "/v1/cases/{number}/comments/{reference}/redact", params(("number" = CaseNumber, Path), ("reference" = CommentRef, Path)), request_body = Redact, responses((status = 204)), security(("token" = [])))]
pub(super) async fn redact(
    State(app): State<App>,
    caller: Caller,
    At((number, reference)): At<(CaseNumber, CommentRef)>,
    Json(redact): Json<Redact>,
) -> Result<Written, Failure> {
    let body = redact.clone();
    caller
        .on_case()
        .write(
            &app,
            StatusCode::NO_CONTENT,
            &body,
            |()| Receipt::Nothing,
            move |tx, context| comment::redact(tx, context, number, reference, &redact.reason),
        )
        .await
}
