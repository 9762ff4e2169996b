//! The contract as OpenAPI 3.1, made from the handlers.

use axum::http::StatusCode;
use axum::response::Response;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::json::json_text;

#[derive(OpenApi)]
#[openapi(
    info(title = "Caseport", description = "Customer-support cases. Errors are RFC 9457 problem details with a stable code."),
    modifiers(&Token),
    paths(
        super::system::portal,
        super::sessions::create,
        super::sessions::end,
        super::sessions::me,
        super::people::list,
        super::products::list,
        super::products::view,
        super::cases::list,
        super::cases::file,
        super::cases::view,
        super::cases::edit,
        super::cases::timeline,
        super::cases::seen,
        super::cases::close,
        super::cases::reopen,
        super::cases::watch,
        super::cases::unwatch,
        super::comments::reply,
        super::comments::note,
        super::comments::escalate,
        super::comments::redact,
        super::files::list,
        super::files::attach,
        super::files::download,
        super::files::redact,
        super::drafts::list,
        super::drafts::view,
        super::drafts::save,
        super::drafts::delete,
        super::drafts::add_file,
        super::drafts::remove_file,
        super::drafts::submit,
        super::live::listen,
        super::system::health,
        super::system::ready,
        super::system::metrics,
    )
)]
struct Contract;

struct Token;

impl Modify for Token {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// The contract as pretty JSON.
pub fn document() -> String {
    Contract::openapi().to_pretty_json().unwrap_or_default() + "\n"
}

/// The contract.
pub(super) async fn serve() -> Response {
    static DOCUMENT: std::sync::LazyLock<String> = std::sync::LazyLock::new(document);
    json_text(StatusCode::OK, DOCUMENT.clone())
}
