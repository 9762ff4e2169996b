//! What the desk is made of: plans, regions, organizations, and the audit of all of it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use caseport_shared::api::audit::AuditPage;
use caseport_shared::api::organization::{EditOrganization, NewOrganization, OrganizationPage, OrganizationView};
use caseport_shared::api::plan::{NewPlan, PlanList, PlanView, SavePlan};
use caseport_shared::api::problem::Problem;
use caseport_shared::api::region::{RegionHours, RegionList, RegionView};
use caseport_shared::organization::Region;
use serde::Deserialize;
use utoipa::IntoParams;

use super::Failure;
use super::actor::{Caller, Written};
use super::json::{Asked, At, Json};
use super::products::Part;
use crate::app::App;
use crate::commands::read::Ask;
use crate::commands::replay::Receipt;
use crate::commands::{audit, organizations, plans, regions};

/// All plans; for support.
#[utoipa::path(get, path = "/v1/plans", responses((status = 200, body = PlanList)), security(("token" = [])))]
pub(super) async fn list_plans(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    caller.show(&app, plans::list).await
}

/// One plan; for support.
#[utoipa::path(get, path = "/v1/plans/{slug}", params(("slug" = String, Path)), responses((status = 200, body = PlanView)), security(("token" = [])))]
pub(super) async fn view_plan(State(app): State<App>, caller: Caller, At(slug): At<String>) -> Result<Response, Failure> {
    caller.show(&app, move |tx, context| plans::view(tx, context, &slug)).await
}

/// Adds a plan; for Admins.
#[utoipa::path(post, path = "/v1/plans", request_body = NewPlan, responses((status = 201, body = PlanView), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn create_plan(State(app): State<App>, caller: Caller, Json(new): Json<NewPlan>) -> Result<Written, Failure> {
    let body = new.clone();
    let receipt = |plan: &PlanView| Receipt::Plan(plan.slug.clone());
    caller.write(&app, StatusCode::CREATED, &body, receipt, move |tx, context| plans::create(tx, context, &new)).await
}

/// Writes a plan again, upon the version named by `If-Match`; for Admins. An edit that would put an organization over its pool is
/// refused unless that is said to be right.
#[utoipa::path(put, path = "/v1/plans/{slug}", params(("slug" = String, Path), ("if-match" = String, Header)), request_body = SavePlan,
    responses((status = 200, body = PlanView), (status = 409, body = Problem), (status = 412, body = Problem)), security(("token" = [])))]
pub(super) async fn save_plan(
    State(app): State<App>,
    caller: Caller,
    At(slug): At<String>,
    Json(save): Json<SavePlan>,
) -> Result<Written, Failure> {
    let (version, body) = (caller.version()?, save.clone());
    let receipt = |plan: &PlanView| Receipt::Plan(plan.slug.clone());
    caller.write(&app, StatusCode::OK, &body, receipt, move |tx, context| plans::save(tx, context, &slug, version, &save)).await
}

/// All regions with their hours and holidays; for support.
#[utoipa::path(get, path = "/v1/regions", responses((status = 200, body = RegionList)), security(("token" = [])))]
pub(super) async fn list_regions(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    caller.show(&app, regions::list).await
}

/// Writes a region's hours again, upon the version named by `If-Match`; for Admins.
#[utoipa::path(put, path = "/v1/regions/{region}", params(("region" = Region, Path), ("if-match" = String, Header)), request_body = RegionHours,
    responses((status = 200, body = RegionView), (status = 412, body = Problem), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn save_region(
    State(app): State<App>,
    caller: Caller,
    At(region): At<Region>,
    Json(hours): Json<RegionHours>,
) -> Result<Written, Failure> {
    let (version, body) = (caller.version()?, hours.clone());
    let receipt = |view: &RegionView| Receipt::Region(view.region);
    caller.write(&app, StatusCode::OK, &body, receipt, move |tx, context| regions::save(tx, context, region, version, &hours)).await
}

/// Organizations by name; for support.
#[utoipa::path(get, path = "/v1/organizations", params(Part), responses((status = 200, body = OrganizationPage)), security(("token" = [])))]
pub(super) async fn list_organizations(State(app): State<App>, caller: Caller, Asked(part): Asked<Part>) -> Result<Response, Failure> {
    let ask = part.ask();
    caller.show(&app, move |tx, context| organizations::list(tx, context, &ask)).await
}

/// One organization; for support.
#[utoipa::path(get, path = "/v1/organizations/{slug}", params(("slug" = String, Path)), responses((status = 200, body = OrganizationView)), security(("token" = [])))]
pub(super) async fn view_organization(State(app): State<App>, caller: Caller, At(slug): At<String>) -> Result<Response, Failure> {
    caller.show(&app, move |tx, context| organizations::view(tx, context, &slug)).await
}

/// Adds an organization; for Admins.
#[utoipa::path(post, path = "/v1/organizations", request_body = NewOrganization,
    responses((status = 201, body = OrganizationView), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn create_organization(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<NewOrganization>,
) -> Result<Written, Failure> {
    let body = new.clone();
    let receipt = |made: &OrganizationView| Receipt::Organization(made.summary.organization.slug.clone());
    caller.write(&app, StatusCode::CREATED, &body, receipt, move |tx, context| organizations::create(tx, context, &new)).await
}

/// Changes fields of an organization, upon the version named by `If-Match`; for Admins. Another plan that would put it over its
/// pool is refused unless that is said to be right.
#[utoipa::path(patch, path = "/v1/organizations/{slug}", params(("slug" = String, Path), ("if-match" = String, Header)), request_body = EditOrganization,
    responses((status = 200, body = OrganizationView), (status = 409, body = Problem), (status = 412, body = Problem)), security(("token" = [])))]
pub(super) async fn edit_organization(
    State(app): State<App>,
    caller: Caller,
    At(slug): At<String>,
    Json(edit): Json<EditOrganization>,
) -> Result<Written, Failure> {
    let (version, body) = (caller.version()?, edit.clone());
    let receipt = |saved: &OrganizationView| Receipt::Organization(saved.summary.organization.slug.clone());
    caller.write(&app, StatusCode::OK, &body, receipt, move |tx, context| organizations::edit(tx, context, &slug, version, &edit)).await
}

/// Which facts.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Such as `actor:ada@example.com kind:plan-edited since:7d`; keys are actor, behalf, subject, kind, since and until.
    #[serde(default)]
    query: String,
    /// Where the page begins.
    cursor: Option<String>,
    /// How many, 1 to 100.
    limit: Option<usize>,
}

/// Who did what, when, and on whose behalf, the newest first; for Admins.
#[utoipa::path(get, path = "/v1/audit", params(Which), responses((status = 200, body = AuditPage), (status = 400, body = Problem)), security(("token" = [])))]
pub(super) async fn list_audit(State(app): State<App>, caller: Caller, Asked(which): Asked<Which>) -> Result<Response, Failure> {
    let ask = Ask { query: which.query, cursor: which.cursor, limit: which.limit };
    caller.show(&app, move |tx, context| audit::list(tx, context, &ask)).await
}
