//! Seats, and the people who hold them: roles, invitations, leaving.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use caseport_shared::api::problem::Problem;
use caseport_shared::api::seat::{Deactivate, Deactivated, Invited, NewStaff, SeatList, SetRole, SetStaffRole};
use serde::Deserialize;
use utoipa::IntoParams;

use super::Failure;
use super::actor::{Caller, Written};
use super::json::{Asked, At, Json};
use crate::app::App;
use crate::commands::replay::Receipt;
use crate::commands::{Context, invite, leave, roles, seats};
use crate::store::Tx;

/// Whose seats.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Slug of an organization; one's own unless said.
    organization: Option<String>,
}

/// Who holds the seats of one's organization, or of any for support, and how many are left.
#[utoipa::path(get, path = "/v1/seats", params(Which), responses((status = 200, body = SeatList), (status = 404, body = Problem)), security(("token" = [])))]
pub(super) async fn list(State(app): State<App>, caller: Caller, Asked(which): Asked<Which>) -> Result<Response, Failure> {
    caller.show(&app, move |tx, context| seats::list(tx, context, which.organization.as_deref())).await
}

/// Gives somebody another account role.
#[utoipa::path(put, path = "/v1/people/{email}/role", params(("email" = String, Path)), request_body = SetRole,
    responses((status = 204), (status = 409, body = Problem), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn set_role(
    State(app): State<App>,
    caller: Caller,
    At(email): At<String>,
    Json(set): Json<SetRole>,
) -> Result<Written, Failure> {
    let body = set.clone();
    let command = move |tx: &mut Tx<'_>, context: &Context| roles::set_account(tx, context, &email, set.role);
    caller.write(&app, StatusCode::NO_CONTENT, &body, |()| Receipt::Nothing, command).await
}

/// Has somebody leave; their open cases are handed over, or told.
#[utoipa::path(post, path = "/v1/people/{email}/deactivate", params(("email" = String, Path)), request_body = Deactivate,
    responses((status = 200, body = Deactivated), (status = 409, body = Problem), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn deactivate(
    State(app): State<App>,
    caller: Caller,
    At(email): At<String>,
    Json(how): Json<Deactivate>,
) -> Result<Written, Failure> {
    let body = how.clone();
    let receipt = |left: &Deactivated| Receipt::Left(left.handed_over.clone(), left.left_open.clone());
    caller.write(&app, StatusCode::OK, &body, receipt, move |tx, context| leave::deactivate(tx, context, &email, &how)).await
}

fn receipt(invited: &Invited) -> Receipt {
    Receipt::Invited(invited.email.clone(), invited.expires_at.as_millisecond())
}

/// Sends an invitation again, with another code.
#[utoipa::path(post, path = "/v1/people/{email}/invitation", params(("email" = String, Path)),
    responses((status = 200, body = Invited), (status = 409, body = Problem)), security(("token" = [])))]
pub(super) async fn invite_again(State(app): State<App>, caller: Caller, At(email): At<String>) -> Result<Written, Failure> {
    caller.write(&app, StatusCode::OK, &(), receipt, move |tx, context| invite::resend(tx, context, &email)).await
}

/// Takes an invitation back.
#[utoipa::path(delete, path = "/v1/people/{email}/invitation", params(("email" = String, Path)),
    responses((status = 204), (status = 409, body = Problem)), security(("token" = [])))]
pub(super) async fn revoke(State(app): State<App>, caller: Caller, At(email): At<String>) -> Result<Written, Failure> {
    caller.write(&app, StatusCode::NO_CONTENT, &(), |()| Receipt::Nothing, move |tx, context| invite::revoke(tx, context, &email)).await
}

/// Invites somebody to support.
#[utoipa::path(post, path = "/v1/staff", request_body = NewStaff,
    responses((status = 201, body = Invited), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn invite_staff(State(app): State<App>, caller: Caller, Json(new): Json<NewStaff>) -> Result<Written, Failure> {
    let body = new.clone();
    caller.write(&app, StatusCode::CREATED, &body, receipt, move |tx, context| invite::staff(tx, context, &new)).await
}

/// Changes what somebody may do at support.
#[utoipa::path(put, path = "/v1/staff/{email}/role", params(("email" = String, Path)), request_body = SetStaffRole,
    responses((status = 204), (status = 409, body = Problem)), security(("token" = [])))]
pub(super) async fn set_staff_role(
    State(app): State<App>,
    caller: Caller,
    At(email): At<String>,
    Json(set): Json<SetStaffRole>,
) -> Result<Written, Failure> {
    let body = set.clone();
    let command = move |tx: &mut Tx<'_>, context: &Context| roles::set_staff(tx, context, &email, set.role);
    caller.write(&app, StatusCode::NO_CONTENT, &body, |()| Receipt::Nothing, command).await
}
