//! The contract as `OpenAPI` 3.1, made from the handlers.

use axum::http::StatusCode;
use axum::response::Response;
use bytes::Bytes;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::schema::{Object, SchemaType, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Content, Ref, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use super::json::json_text;

#[derive(OpenApi)]
#[openapi(
    info(title = "Caseport", description = "Customer-support cases. Errors are RFC 9457 problem details with a stable code."),
    modifiers(&Token, &Names, &Overload),
    paths(
        super::articles::list,
        super::articles::suggest,
        super::articles::report,
        super::articles::view,
        super::articles::create,
        super::articles::edit,
        super::articles::review,
        super::articles::publish,
        super::articles::archive,
        super::articles::reopen,
        super::articles::versions,
        super::articles::version,
        super::articles::restore,
        super::articles::vote,
        super::articles::read,
        super::articles::solved,
        super::articles::of_case,
        super::articles::propose,
        super::articles::add_picture,
        super::articles::picture,
        super::articles::remove_picture,
        super::articles::categories,
        super::articles::save_category,
        super::articles::remove_category,
        super::articles::documents,
        super::articles::save_documents,
        super::system::portal,
        super::sessions::create,
        super::sessions::end,
        super::sessions::me,
        super::sessions::list,
        super::sessions::revoke,
        super::sessions::revoke_others,
        super::sessions::change_password,
        super::settings::view,
        super::settings::save,
        super::keys::list,
        super::keys::add,
        super::keys::remove,
        super::sessions::sign,
        super::tokens::list,
        super::tokens::create,
        super::tokens::revoke,
        super::door::look,
        super::door::accept,
        super::door::forgot,
        super::door::ask,
        super::door::list,
        super::door::grant,
        super::door::decline,
        super::people::lock,
        super::people::unlock,
        super::mail::notifications,
        super::mail::set_notifications,
        super::mail::follow,
        super::mail::unfollow,
        super::mail::list,
        super::mail::view,
        super::mail::retry,
        super::mail::organization,
        super::mail::unsubscribe,
        super::mail::about_unsubscribe,
        super::people::list,
        super::seats::list,
        super::seats::set_role,
        super::seats::deactivate,
        super::seats::invite_again,
        super::seats::revoke,
        super::seats::invite_staff,
        super::seats::set_staff_role,
        super::requests::apply,
        super::requests::decline,
        super::requests::undo,
        super::products::list,
        super::products::view,
        super::products::create,
        super::products::edit,
        super::products::window,
        super::products::category_tree,
        super::products::add_category,
        super::products::edit_category,
        super::products::save_contact,
        super::products::remove_contact,
        super::products::write_notice,
        super::products::withdraw_notice,
        super::desk::list_plans,
        super::desk::view_plan,
        super::desk::create_plan,
        super::desk::save_plan,
        super::desk::list_regions,
        super::desk::save_region,
        super::desk::list_organizations,
        super::desk::view_organization,
        super::desk::create_organization,
        super::desk::edit_organization,
        super::desk::list_audit,
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
        super::comments::redact_description,
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

/// Names operations by noun and verb, so that no two have the same name.
struct Names;

impl Modify for Names {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        for item in openapi.paths.paths.values_mut() {
            let methods = [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete];
            for operation in methods.into_iter().flatten() {
                let module = operation.tags.as_ref().and_then(|tags| tags.first()).map_or("", String::as_str);
                let noun = module.rsplit("::").next().unwrap_or_default().to_owned();
                operation.operation_id = operation.operation_id.take().map(|verb| format!("{noun}_{verb}"));
                operation.tags = Some(vec![noun]);
            }
        }
    }
}

/// Says of every operation, but of those that tell how it is, that the server may have too much to do for it or a disk that
/// takes nothing more.
struct Overload;

impl Modify for Overload {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let response = |description: &str| {
            let seconds = Object::builder().schema_type(SchemaType::Type(Type::Integer)).build();
            let wait = HeaderBuilder::new().schema(Some(seconds)).description(Some("Seconds after which to try again.")).build();
            let problem = Content::new(Some(Ref::from_schema_name("Problem")));
            let builder = ResponseBuilder::new().description(description).content("application/problem+json", problem);
            builder.header("Retry-After", wait).build()
        };
        let overloaded = response("The server has too much to do; nothing was done.");
        let cannot_store = response("The server's disk is full or failed; nothing was changed.");
        for (_, item) in openapi.paths.paths.iter_mut().filter(|(path, _)| path.starts_with("/v1/")) {
            let methods = [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete];
            for operation in methods.into_iter().flatten() {
                operation.responses.responses.insert("503".to_owned(), overloaded.clone().into());
                operation.responses.responses.insert("507".to_owned(), cannot_store.clone().into());
            }
        }
    }
}

/// The contract as pretty JSON.
pub fn document() -> String {
    Contract::openapi().to_pretty_json().unwrap_or_default() + "\n"
}

/// The contract.
pub(super) async fn serve() -> Response {
    // Shared by all answers, for whoever asks need not be anybody.
    static DOCUMENT: std::sync::LazyLock<Bytes> = std::sync::LazyLock::new(|| document().into());
    json_text(StatusCode::OK, DOCUMENT.clone())
}

#[cfg(test)]
mod tests {
    use axum::http::{Method, StatusCode};
    use serde_json::{Value, json};

    use super::document;
    use crate::testing::World;

    /// Routes that answer whoever asks.
    const OPEN: &[&str] = &[
        "/v1/portal",
        "/v1/sessions",
        "/v1/codes/look",
        "/v1/codes/accept",
        "/v1/password-resets",
        "post /v1/access-requests",
        "/v1/unsubscribe/{token}",
        "/healthz",
        "/readyz",
        "/metrics",
    ];
    const ID: &str = "0199c1de-0000-7000-8000-000000000001";

    fn contract() -> Value {
        serde_json::from_str(&document()).unwrap()
    }

    /// The smallest value that a schema allows.
    fn smallest(contract: &Value, schema: &Value) -> Value {
        if let Some(name) = schema["$ref"].as_str() {
            return smallest(contract, contract.pointer(&name[1..]).unwrap());
        }
        if let Some(first) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()).or(schema["enum"].as_array()) {
            return if schema["enum"].is_array() { first[0].clone() } else { smallest(contract, &first[0]) };
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let parts = parts.iter().map(|part| smallest(contract, part));
            return Value::Object(parts.flat_map(|part| part.as_object().cloned().unwrap_or_default()).collect());
        }
        let kind = schema["type"].as_str().or(schema["type"][0].as_str()).unwrap_or("object");
        match kind {
            "string" if schema["format"] == "uuid" => json!(ID),
            "string" if schema["format"] == "date" => json!("2026-03-02"),
            "string" if schema["format"] == "date-time" => json!("2026-03-09T10:00:00Z"),
            "string" => json!("a"),
            "integer" => schema["minimum"].as_i64().unwrap_or(1).into(),
            "boolean" => json!(false),
            "array" => json!([]),
            _ => {
                let required = schema["required"].as_array().cloned().unwrap_or_default();
                let of =
                    |name: &Value| (name.as_str().unwrap().to_owned(), smallest(contract, &schema["properties"][name.as_str().unwrap()]));
                Value::Object(required.iter().map(of).collect())
            }
        }
    }

    #[test]
    fn the_contract_in_the_repository_is_the_one_that_is_served() {
        let kept = include_str!("../../../assets/openapi.json");
        assert!(kept == document(), "write it again: cargo run -p caseport-server -- openapi > assets/openapi.json");
    }

    #[tokio::test]
    async fn the_router_knows_the_contract_and_answers_nobody() {
        let (world, contract) = (World::new().await, contract());
        let number = world.file("ada", "Nobody can sign in").await.to_string();
        let places = [
            ("{number}", number.as_str()),
            ("{slug}", "acme-social"),
            ("{email}", "ada@acme.example"),
            ("{id}", ID),
            ("{file}", ID),
            ("{region}", "emea"),
            ("{version}", "1"),
            ("{name}", "a.png"),
        ];
        let mut names = std::collections::BTreeSet::new();
        for (path, methods) in contract["paths"].as_object().unwrap() {
            let path = &path.replace("access-requests/{id}", "access-requests/1");
            let target = places.iter().fold(path.replace("{reference}", "reply-1"), |path, (name, value)| path.replace(name, value));
            for (method, said) in methods.as_object().unwrap() {
                let method: Method = method.to_uppercase().parse().unwrap();
                let content = said["requestBody"]["content"].as_object().and_then(|content| content.iter().next());
                let (kind, body) = match content {
                    Some((kind, said)) if kind == "application/json" => (kind.as_str(), smallest(&contract, &said["schema"]).to_string()),
                    Some((kind, _)) => (kind.as_str(), "bytes".to_owned()),
                    None => ("application/json", "{}".to_owned()),
                };
                let target = if content.is_some() && kind != "application/json" { format!("{target}?name=a.txt") } else { target.clone() };
                let answer = world.of("nobody").send(method.clone(), &target, &[("content-type", kind), ("if-match", "\"1\"")], body).await;
                assert!(!answer.text().contains("there is nothing at this address"), "{method} {path}");
                assert_ne!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
                let named = format!("{} {path}", method.as_str().to_lowercase());
                if !OPEN.iter().any(|open| *open == path || *open == named) {
                    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}: {}", answer.text());
                }
                let name = said["operationId"].as_str().unwrap();
                assert!(names.insert(name.to_owned()), "{name} is there twice");
            }
        }
        assert!(names.len() > 30, "{names:?}");
    }
}
