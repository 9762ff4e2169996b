//! JSON in and out, and paths and queries, with errors that name what is wrong.

use axum::body::Body;
use axum::extract::rejection::{BytesRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::limits::JSON_BYTES;
use caseport_shared::text;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Failure;

/// A JSON body.
pub(super) struct Json<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        if !is_json(request.headers()) {
            return Err(Problem::new(ErrorCode::UnsupportedMediaType, "send application/json").into());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| unread(&rejection))?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            // The parser repeats what it read; that may be anything.
            let mut problem = Problem::new(ErrorCode::InvalidJson, text::line(&error.to_string(), 300));
            problem.at = Some(error.column());
            problem.into()
        })
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let given = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

fn unread(rejection: &BytesRejection) -> Failure {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::new(ErrorCode::TooLarge, format!("a request has at most {JSON_BYTES} bytes")).limit(JSON_BYTES as u64).into();
    }
    Problem::new(ErrorCode::InvalidJson, "the request was not received whole").into()
}

/// Parts of the path; what does not fit is not found.
pub(super) struct At<T>(pub(super) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for At<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let found: Result<Path<T>, PathRejection> = Path::from_request_parts(parts, state).await;
        found.map(|Path(found)| Self(found)).map_err(|_| crate::commands::Error::NotFound.into())
    }
}

/// The query string.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let found: Result<Query<T>, QueryRejection> = Query::from_request_parts(parts, state).await;
        found.map(|Query(found)| Self(found)).map_err(|rejection| {
            let title = text::line(&rejection.body_text(), 300);
            Problem::new(ErrorCode::InvalidField, title).field("query string").into()
        })
    }
}

/// An answer in JSON, which nobody on the way keeps.
pub(super) fn json<T: Serialize>(status: StatusCode, body: &T) -> Response {
    match serde_json::to_string(body) {
        Ok(body) => json_text(status, body),
        Err(error) => {
            tracing::error!(%error, "an answer could not be written");
            Failure::from(Problem::new(ErrorCode::Internal, "the server could not do this")).into_response()
        }
    }
}

/// The same, from text that is JSON already.
pub(super) fn json_text(status: StatusCode, body: impl Into<Body>) -> Response {
    let headers = [(CONTENT_TYPE, HeaderValue::from_static("application/json")), (CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (status, headers, body.into()).into_response()
}

/// An answer that says only that it was done.
pub(super) fn no_content() -> Response {
    (StatusCode::NO_CONTENT, [(CACHE_CONTROL, HeaderValue::from_static("no-store"))]).into_response()
}
