//! Products: what is said of them, their categories, contacts, notices and windows.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use caseport_shared::api::notice::{NewNotice, NoticePosted};
use caseport_shared::api::problem::Problem;
use caseport_shared::api::product::{
    CategoryTree, ContactView, EditCategory, EditProduct, NewCategory, NewProduct, ProductPage, ProductView, SaveContact,
};
use caseport_shared::calendar;
use serde::Deserialize;
use utoipa::IntoParams;

use super::Failure;
use super::actor::{Caller, Written};
use super::json::{Asked, At, Json};
use crate::app::App;
use crate::commands::read::{self, Ask};
use crate::commands::replay::Receipt;
use crate::commands::{Error, categories, contacts, notices, products};

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

impl Part {
    pub(super) fn ask(self) -> Ask {
        Ask { query: String::new(), cursor: self.cursor, limit: self.limit }
    }
}

/// The products that one sees.
#[utoipa::path(get, path = "/v1/products", params(Part), responses((status = 200, body = ProductPage)), security(("token" = [])))]
pub(super) async fn list(State(app): State<App>, caller: Caller, Asked(part): Asked<Part>) -> Result<Response, Failure> {
    let ask = part.ask();
    caller.show(&app, move |tx, context| read::products(tx, context, &ask)).await
}

/// One product.
#[utoipa::path(get, path = "/v1/products/{slug}", params(("slug" = String, Path)), responses((status = 200, body = ProductView)), security(("token" = [])))]
pub(super) async fn view(State(app): State<App>, caller: Caller, At(slug): At<String>) -> Result<Response, Failure> {
    caller.show(&app, move |tx, context| read::product(tx, context, &slug)).await
}

/// Adds a product; for Admins.
#[utoipa::path(post, path = "/v1/products", request_body = NewProduct,
    responses((status = 201, body = ProductView), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn create(State(app): State<App>, caller: Caller, Json(new): Json<NewProduct>) -> Result<Written, Failure> {
    let body = new.clone();
    let receipt = |made: &ProductView| Receipt::Product(made.summary.slug.clone());
    caller.write(&app, StatusCode::CREATED, &body, receipt, move |tx, context| products::create(tx, context, &new)).await
}

/// Changes what is said of a product, upon the version named by `If-Match`; for support.
#[utoipa::path(patch, path = "/v1/products/{slug}", params(("slug" = String, Path), ("if-match" = String, Header)), request_body = EditProduct,
    responses((status = 200, body = ProductView), (status = 412, body = Problem), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn edit(
    State(app): State<App>,
    caller: Caller,
    At(slug): At<String>,
    Json(edit): Json<EditProduct>,
) -> Result<Written, Failure> {
    let (version, body) = (caller.version()?, edit.clone());
    let receipt = |saved: &ProductView| Receipt::Product(saved.summary.slug.clone());
    caller.write(&app, StatusCode::OK, &body, receipt, move |tx, context| products::edit(tx, context, &slug, version, &edit)).await
}

/// The maintenance window, for a calendar (RFC 5545).
#[utoipa::path(get, path = "/v1/products/{slug}/window.ics", params(("slug" = String, Path)),
    responses((status = 200, body = String, content_type = "text/calendar"), (status = 404, body = Problem)), security(("token" = [])))]
pub(super) async fn window(State(app): State<App>, caller: Caller, At(slug): At<String>) -> Result<Response, Failure> {
    let now = app.clock().now();
    let product = caller.read(&app, move |tx, context| read::product(tx, context, &slug)).await?;
    let file = product
        .summary
        .maintenance_window
        .as_ref()
        .and_then(|window| calendar::window(&product.summary.slug, &product.summary.name, window, now));
    let Some(file) = file else { return Err(Error::NotFound.into()) };
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"window.ics\"")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, file).into_response())
}

/// All categories, those too that nobody files under any more; for support.
#[utoipa::path(get, path = "/v1/products/{slug}/categories", params(("slug" = String, Path)), responses((status = 200, body = CategoryTree)), security(("token" = [])))]
pub(super) async fn category_tree(State(app): State<App>, caller: Caller, At(slug): At<String>) -> Result<Response, Failure> {
    caller.show(&app, move |tx, context| categories::tree(tx, context, &slug)).await
}

/// Adds a category or subcategory; for support.
#[utoipa::path(post, path = "/v1/products/{slug}/categories", params(("slug" = String, Path)), request_body = NewCategory,
    responses((status = 201, body = CategoryTree), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn add_category(
    State(app): State<App>,
    caller: Caller,
    At(slug): At<String>,
    Json(new): Json<NewCategory>,
) -> Result<Written, Failure> {
    let (body, product) = (new.clone(), slug.clone());
    let receipt = move |_: &CategoryTree| Receipt::Categories(product.clone());
    caller.write(&app, StatusCode::CREATED, &body, receipt, move |tx, context| categories::add(tx, context, &slug, &new)).await
}

/// Renames a category or subcategory, gives it another place, or has nobody file under it any more; for support.
#[utoipa::path(patch, path = "/v1/products/{slug}/categories", params(("slug" = String, Path)), request_body = EditCategory,
    responses((status = 200, body = CategoryTree), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn edit_category(
    State(app): State<App>,
    caller: Caller,
    At(slug): At<String>,
    Json(edit): Json<EditCategory>,
) -> Result<Written, Failure> {
    let (body, product) = (edit.clone(), slug.clone());
    let receipt = move |_: &CategoryTree| Receipt::Categories(product.clone());
    caller.write(&app, StatusCode::OK, &body, receipt, move |tx, context| categories::edit(tx, context, &slug, &edit)).await
}

/// Makes somebody a contact of the product, or says anew who they are and on which lists; for support.
#[utoipa::path(put, path = "/v1/products/{slug}/contacts/{email}", params(("slug" = String, Path), ("email" = String, Path)), request_body = SaveContact,
    responses((status = 200, body = ContactView), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn save_contact(
    State(app): State<App>,
    caller: Caller,
    At((slug, email)): At<(String, String)>,
    Json(save): Json<SaveContact>,
) -> Result<Response, Failure> {
    caller.save(&app, move |tx, context| contacts::save(tx, context, &slug, &email, &save)).await
}

/// Takes somebody off the product and its lists; for support.
#[utoipa::path(delete, path = "/v1/products/{slug}/contacts/{email}", params(("slug" = String, Path), ("email" = String, Path)), responses((status = 204), (status = 404, body = Problem)), security(("token" = [])))]
pub(super) async fn remove_contact(
    State(app): State<App>,
    caller: Caller,
    At((slug, email)): At<(String, String)>,
) -> Result<Written, Failure> {
    caller
        .write(&app, StatusCode::NO_CONTENT, &(), |()| Receipt::Nothing, move |tx, context| contacts::take_off(tx, context, &slug, &email))
        .await
}

/// Whether a notice is only looked at.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Look {
    /// Only says who would get it.
    #[serde(default)]
    preview: bool,
}

/// Writes a notice and sends it to everybody on the list, or says who would get it; for support.
#[utoipa::path(post, path = "/v1/products/{slug}/notices", params(("slug" = String, Path), Look), request_body = NewNotice,
    responses((status = 201, body = NoticePosted), (status = 200, body = NoticePosted), (status = 422, body = Problem)), security(("token" = [])))]
pub(super) async fn write_notice(
    State(app): State<App>,
    caller: Caller,
    At(slug): At<String>,
    Asked(look): Asked<Look>,
    Json(new): Json<NewNotice>,
) -> Result<Response, Failure> {
    if look.preview {
        return caller.show(&app, move |tx, context| notices::preview(tx, context, &slug, &new)).await;
    }
    let (body, product) = (new.clone(), slug.clone());
    let receipt = move |posted: &NoticePosted| match &posted.notice {
        Some(notice) => Receipt::Notice(product.clone(), notice.number),
        None => Receipt::Nothing,
    };
    let written = caller.write(&app, StatusCode::CREATED, &body, receipt, move |tx, context| notices::write(tx, context, &slug, &new));
    Ok(written.await?.into_response())
}

/// Takes a notice off the page; for support.
#[utoipa::path(delete, path = "/v1/products/{slug}/notices/{number}", params(("slug" = String, Path), ("number" = i64, Path)), responses((status = 204), (status = 404, body = Problem)), security(("token" = [])))]
pub(super) async fn withdraw_notice(
    State(app): State<App>,
    caller: Caller,
    At((slug, number)): At<(String, i64)>,
) -> Result<Written, Failure> {
    caller
        .write(&app, StatusCode::NO_CONTENT, &(), |()| Receipt::Nothing, move |tx, context| notices::withdraw(tx, context, &slug, number))
        .await
}
