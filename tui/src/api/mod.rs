//! The client's side of the contract: one typed method for every route, over any [`Transport`]; it shows nothing and keeps nothing.

mod articles;
mod cases;
mod comments;
mod desk;
mod door;
mod download;
mod drafts;
mod error;
mod files;
mod flow;
pub mod http;
mod keys;
mod live;
mod mail;
mod seats;
mod session;
mod settings;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod transport;
mod upload;

use std::sync::Arc;
use std::time::Duration;

use ::http::{HeaderValue, Method, Request, Response, header};
use bytes::{Bytes, BytesMut};
use caseport_shared::api::IDEMPOTENCY_KEY;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::limits::RESPONSE_BYTES;
use futures_util::StreamExt as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

pub use articles::{ArticleMove, ArticlesAsked};
pub use download::Received;
pub(crate) use download::hexadecimal;
pub use error::{ApiError, FileError, ProtocolError};
pub use flow::Flow;
pub use live::Hints;
pub use transport::{Body, Pieces, Transport, Unreachable};
pub(crate) use upload::picture_bytes;
pub use upload::{Progress, Upload};

/// How long a JSON exchange may take in all; the server gives up on its side before.
const ANSWER_LIMIT: Duration = Duration::from_secs(30);
/// How long a transfer may stand still.
const IDLE_LIMIT: Duration = Duration::from_mins(1);
/// How long to wait before each further attempt after a lost connection.
const RETRIES: [Duration; 2] = [Duration::from_millis(150), Duration::from_millis(600)];

/// The attempts that are left.
#[derive(Debug, Default)]
struct Retries {
    made: usize,
}

impl Retries {
    /// Waits for the next attempt, or gives up with the error.
    async fn pause(&mut self, error: Unreachable) -> Result<(), Unreachable> {
        let Some(usual) = RETRIES.get(self.made) else { return Err(error) };
        self.made += 1;
        // Asked again at once, a server that is starting or has too much to do would say the same; there are few attempts.
        tokio::time::sleep(error.pause(*usual)).await;
        Ok(())
    }
}

/// The outcome of a call.
pub type ApiResult<T> = Result<T, ApiError>;

/// The name of one intended change: sending it again with the same name changes nothing twice.
///
/// A call retries a lost connection with its key by itself. A caller that lets a person try again passes the same key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key(Uuid);

impl Key {
    /// A name for a new intention.
    pub fn fresh() -> Self {
        Self(Uuid::now_v7())
    }
}

/// A server's API as one person, or nobody yet, may use it; clones share the connection.
#[derive(Clone)]
pub struct Api {
    transport: Arc<dyn Transport>,
    authorization: Option<HeaderValue>,
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Api").field("server", &self.transport.server()).field("signed_in", &self.is_signed_in()).finish_non_exhaustive()
    }
}

impl Api {
    /// The API with nobody signed in.
    pub fn new(transport: impl Transport) -> Self {
        Self { transport: Arc::new(transport), authorization: None }
    }

    /// The same API for the holder of a token; a token that cannot stand in a header counts as none.
    #[must_use]
    pub fn signed_in(&self, token: &str) -> Self {
        let authorization = HeaderValue::try_from(format!("Bearer {token}")).ok().map(|mut value| {
            value.set_sensitive(true);
            value
        });
        Self { transport: Arc::clone(&self.transport), authorization }
    }

    /// Whether calls carry a token.
    pub fn is_signed_in(&self) -> bool {
        self.authorization.is_some()
    }

    /// Where the server is, as a person would name it.
    pub fn server(&self) -> &str {
        self.transport.server()
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> ApiResult<T> {
        self.exchange(&Call::new(Method::GET, path)).await.and_then(|body| read(&body))
    }

    async fn post<T: DeserializeOwned>(&self, path: &str, body: &(impl Serialize + Sync), key: Key) -> ApiResult<T> {
        self.exchange(&Call::new(Method::POST, path).key(key).json(body)).await.and_then(|body| read(&body))
    }

    /// Sends a call and reads the whole answer, again after a lost connection: reads are harmless, and writes carry a key.
    async fn exchange(&self, call: &Call<'_>) -> ApiResult<Bytes> {
        let mut retries = Retries::default();
        loop {
            let once = async {
                let answer = self.transport.send(self.request(call)).await?;
                whole(answer).await
            };
            let outcome = tokio::time::timeout(ANSWER_LIMIT, once).await.unwrap_or(Err(Unreachable::Silent.into()));
            match outcome {
                Err(ApiError::Unreachable(error)) if call.is_repeatable && error.is_worth_a_retry() => retries.pause(error).await?,
                outcome => return outcome,
            }
        }
    }

    fn request(&self, call: &Call<'_>) -> Request<Body> {
        let body = call.body.as_ref().map_or(Body::Empty, |bytes| Body::Whole(bytes.clone()));
        let mut request = self.head(&call.method, call.path, call.key, body);
        let headers = request.headers_mut();
        if call.body.is_some() {
            headers.insert(header::CONTENT_TYPE, call.kind.clone());
        }
        if let Some(version) = call.if_match {
            headers.insert(header::IF_MATCH, HeaderValue::try_from(format!("\"{version}\"")).expect("digits in quotes"));
        }
        request
    }

    fn head(&self, method: &Method, path: &str, key: Option<Key>, body: Body) -> Request<Body> {
        let mut request = Request::new(body);
        *request.method_mut() = method.clone();
        *request.uri_mut() = path.parse().expect("paths are made of slugs, numbers and encoded text");
        let headers = request.headers_mut();
        if let Some(authorization) = &self.authorization {
            headers.insert(header::AUTHORIZATION, authorization.clone());
        }
        if let Some(Key(key)) = key {
            headers.insert(IDEMPOTENCY_KEY, HeaderValue::try_from(key.to_string()).expect("a UUID is ASCII"));
        }
        request
    }
}

/// One JSON exchange.
struct Call<'a> {
    method: Method,
    path: &'a str,
    key: Option<Key>,
    if_match: Option<i64>,
    body: Option<Bytes>,
    /// Media type of the body.
    kind: HeaderValue,
    is_repeatable: bool,
}

impl<'a> Call<'a> {
    fn new(method: Method, path: &'a str) -> Self {
        Self {
            method,
            path,
            key: None,
            if_match: None,
            body: None,
            kind: HeaderValue::from_static("application/json"),
            is_repeatable: true,
        }
    }

    fn key(mut self, key: Key) -> Self {
        self.key = Some(key);
        self
    }

    fn if_match(mut self, version: i64) -> Self {
        self.if_match = Some(version);
        self
    }

    fn json(mut self, body: &impl Serialize) -> Self {
        self.body = Some(serde_json::to_vec(body).expect("the contract's types are JSON").into());
        self
    }

    fn once(mut self) -> Self {
        self.is_repeatable = false;
        self
    }
}

/// The whole of a successful answer, or what the server says is wrong.
async fn whole(answer: Response<Pieces>) -> ApiResult<Bytes> {
    let status = answer.status();
    let asked = answer.headers().get(header::RETRY_AFTER).and_then(|seconds| seconds.to_str().ok()?.parse().ok());
    let mut pieces = answer.into_body();
    let mut body = BytesMut::new();
    while let Some(piece) = pieces.next().await {
        let piece = piece?;
        if body.len() + piece.len() > RESPONSE_BYTES {
            return Err(ProtocolError::TooLarge.into());
        }
        body.extend_from_slice(&piece);
    }
    if status.is_success() { Ok(body.freeze()) } else { Err(refusal(status.as_u16(), asked, &body)) }
}

/// The bytes of a successful answer as they come, or what the server says is wrong.
async fn opened(answer: Response<Pieces>) -> ApiResult<Response<Pieces>> {
    if answer.status().is_success() {
        return Ok(answer);
    }
    match tokio::time::timeout(ANSWER_LIMIT, whole(answer)).await {
        Ok(Err(error)) => Err(error),
        Ok(Ok(_)) | Err(_) => Err(Unreachable::Silent.into()),
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> ApiResult<T> {
    serde_json::from_slice(body).map_err(|error| ProtocolError::Unreadable(error.to_string()).into())
}

/// What an unsuccessful answer says; a code that only a newer server knows is taken by its status.
fn refusal(status: u16, retry_after: Option<u64>, body: &[u8]) -> ApiError {
    if let Ok(problem) = serde_json::from_slice::<Problem>(body) {
        if problem.code == ErrorCode::Overloaded {
            return Unreachable::Overloaded(Duration::from_secs(retry_after.unwrap_or(0))).into();
        }
        return problem.into();
    }
    if let Some((code, title)) = newer_problem(status, body) {
        return Problem::new(code, title).into();
    }
    match status {
        502..=504 => Unreachable::Gateway(status).into(),
        _ => ProtocolError::Status(status).into(),
    }
}

fn newer_problem(status: u16, body: &[u8]) -> Option<(ErrorCode, String)> {
    let value: serde_json::Value = serde_json::from_slice(body).ok()?;
    value.get("code")?.as_str()?;
    let title = value.get("title")?.as_str()?.to_owned();
    let code = match status {
        401 => ErrorCode::Unauthenticated,
        403 => ErrorCode::NotAllowed,
        404 => ErrorCode::NotFound,
        409 => ErrorCode::WrongState,
        429 => ErrorCode::RateLimited,
        400..=499 => ErrorCode::InvalidField,
        _ => ErrorCode::Internal,
    };
    Some((code, title))
}

/// A path with a query of those values that are there.
fn with_query(path: &str, values: &[(&str, Option<&str>)]) -> String {
    let mut out = path.to_owned();
    let mut sign = '?';
    for (name, value) in values {
        if let Some(value) = value {
            out.push(sign);
            sign = '&';
            out.push_str(name);
            out.push('=');
            out.push_str(&encode(value));
        }
    }
    out
}

/// Percent-encodes everything but RFC 3986's unreserved characters, so that no value can reach into another part of an address.
fn encode(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(DIGITS[usize::from(byte >> 4)]));
            out.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
    out
}
