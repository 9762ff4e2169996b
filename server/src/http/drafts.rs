//! Drafts and their files.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::draft::{DraftList, DraftSaved, DraftView, SaveDraft, SubmitDraft, Submitted};
use caseport_shared::api::problem::Problem;
use uuid::Uuid;

use super::Failure;
use super::actor::{Caller, Written};
use super::json::{Asked, At, Json};
use super::transfer::{self, Named};
use crate::app::App;
use crate::commands::draft::{self, Sent};
use crate::commands::replay::Receipt;

/// One's drafts.
#[utoipa::path(get, path = "/v1/drafts", responses((status = 200, body = DraftList)), security(("token" = [])))]
pub(super) async fn list(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    caller.show(&app, draft::list).await
}

/// One draft.
#[utoipa::path(get, path = "/v1/drafts/{id}", params(("id" = Uuid, Path)), responses((status = 200, body = DraftView)), security(("token" = [])))]
pub(super) async fn view(State(app): State<App>, caller: Caller, At(id): At<Uuid>) -> Result<Response, Failure> {
    caller.show(&app, move |tx, context| draft::get(tx, context, id)).await
}

/// Saves a draft; a save upon an old version is kept as a draft of its own.
#[utoipa::path(put, path = "/v1/drafts/{id}", params(("id" = Uuid, Path)), request_body = SaveDraft, responses((status = 200, body = DraftSaved)), security(("token" = [])))]
pub(super) async fn save(
    State(app): State<App>,
    caller: Caller,
    At(id): At<Uuid>,
    Json(new): Json<SaveDraft>,
) -> Result<Response, Failure> {
    caller.save(&app, move |tx, context| draft::save(tx, context, id, &new)).await
}

/// Throws a draft away.
#[utoipa::path(delete, path = "/v1/drafts/{id}", params(("id" = Uuid, Path)), responses((status = 204)), security(("token" = [])))]
pub(super) async fn delete(State(app): State<App>, caller: Caller, At(id): At<Uuid>) -> Result<Written, Failure> {
    caller.write(&app, StatusCode::NO_CONTENT, &(), |()| Receipt::Nothing, move |tx, context| draft::delete(tx, context, id)).await
}

/// Puts a file on a draft.
#[utoipa::path(post, path = "/v1/drafts/{id}/files", params(("id" = Uuid, Path), Named), request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = AttachmentView), (status = 413, body = Problem)), security(("token" = [])))]
pub(super) async fn add_file(
    State(app): State<App>,
    caller: Caller,
    At(id): At<Uuid>,
    Asked(named): Asked<Named>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    caller.read(&app, move |tx, context| draft::may_add_file(tx, context, id).map(|_| ())).await?;
    transfer::receive(
        &app,
        &caller,
        named.incoming(&app),
        &headers,
        body,
        move |file: &AttachmentView| Receipt::DraftFile(id, file.id),
        move |tx, context, new| draft::add_file(tx, context, id, new),
    )
    .await
}

/// Takes a file off a draft.
#[utoipa::path(delete, path = "/v1/drafts/{id}/files/{file}", params(("id" = Uuid, Path), ("file" = Uuid, Path)), responses((status = 204)), security(("token" = [])))]
pub(super) async fn remove_file(State(app): State<App>, caller: Caller, At((id, file)): At<(Uuid, Uuid)>) -> Result<Written, Failure> {
    caller
        .write(&app, StatusCode::NO_CONTENT, &(), |()| Receipt::Nothing, move |tx, context| draft::remove_file(tx, context, id, file))
        .await
}

/// Sends a draft with its files, in one transaction.
#[utoipa::path(post, path = "/v1/drafts/{id}/submit", params(("id" = Uuid, Path)), request_body = SubmitDraft,
    responses((status = 201, body = Submitted), (status = 409, body = Problem), (status = 412, body = Problem)), security(("token" = [])))]
pub(super) async fn submit(
    State(app): State<App>,
    caller: Caller,
    At(id): At<Uuid>,
    Json(submit): Json<SubmitDraft>,
) -> Result<Written, Failure> {
    let body = submit.clone();
    caller.on_case().write(&app, StatusCode::CREATED, &body, submitted, move |tx, context| draft::submit(tx, context, id, &submit)).await
}

fn submitted(sent: &Sent) -> Receipt {
    match &sent.submitted {
        Submitted::Case { .. } => Receipt::SubmittedCase(sent.number),
        Submitted::Comment { commented } => Receipt::SubmittedComment(sent.number, commented.comment.reference),
    }
}
