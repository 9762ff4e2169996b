//! Bytes of files coming in: bounded, hashed, never whole in memory, idle for a while at most.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use caseport_shared::api::REPR_DIGEST;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::text::file_name;
use futures_util::{Stream, StreamExt as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::IntoParams;
use uuid::Uuid;

use super::Failure;
use super::actor::Caller;
use super::work::Shed;
use crate::app::App;
use crate::blob::{BlobError, Stored};
use crate::commands::replay::Receipt;
use crate::commands::{Context, Error};
use crate::secret::hex;
use crate::store::Tx;
use crate::store::attachments::NewAttachment;

/// How long the sender of a file may be silent.
const IDLE: Duration = Duration::from_mins(1);

/// What a file is called.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Named {
    /// The file's name; made safe.
    name: String,
}

impl Named {
    /// An attachment.
    pub(super) fn incoming(self, app: &App) -> Incoming {
        Incoming { name: self.name, limit: app.settings().rules.attachment_bytes, status: StatusCode::CREATED }
    }
}

/// A file that is to come.
pub(super) struct Incoming {
    /// What it is called; made safe.
    pub(super) name: String,
    /// Most bytes.
    pub(super) limit: u64,
    /// What it is answered with.
    pub(super) status: StatusCode,
}

/// Receives a file and records it; when it is not recorded, its bytes are removed again.
pub(super) async fn receive<T, F>(
    app: &App,
    caller: &Caller,
    named: Incoming,
    headers: &HeaderMap,
    body: Body,
    receipt: impl Fn(&T) -> Receipt + Send + 'static,
    record: F,
) -> Result<Response, Failure>
where
    F: Fn(&mut Tx<'_>, &Context, &NewAttachment) -> Result<T, Error> + Send + 'static,
    T: Serialize + Send + 'static,
{
    let announced = check_headers(headers, named.limit)?;
    let person = caller.look(app).await?.person_id;
    let _turn = app.bounds().uploads.take(person).ok_or_else(|| Failure::busy(Shed::Uploads))?;
    let bytes = Box::pin(patient(body.into_data_stream()));
    let Stored { blob, size, sha256, content_type } = app.blobs().put(bytes, named.limit).await?;
    let mut guard = Unrecorded { app: app.clone(), blob: Some(blob.clone()), is_recording: false };
    if announced.is_some_and(|announced| announced != sha256) {
        return Err(Problem::new(ErrorCode::DigestMismatch, "the file received does not have the digest that was announced")
            .field(REPR_DIGEST)
            .into());
    }
    let same = (sha256.clone(), named.name.clone());
    let new = NewAttachment { public_id: Uuid::new_v4(), name: file_name(&named.name), size, content_type, sha256, blob };
    guard.is_recording = true;
    let written = caller.write(app, named.status, &same, receipt, move |tx, context| record(tx, context, &new)).await;
    // What was refused was not recorded; what was not answered may be.
    guard.is_recording = written.as_ref().is_err_and(Failure::is_passing);
    let written = written?;
    if !written.is_replay {
        guard.keep();
    }
    Ok(written.response)
}

/// Looks at what a sender announces before anything is received; the digest, if there is one, in hexadecimal.
pub(super) fn check_headers(headers: &HeaderMap, limit: u64) -> Result<Option<String>, Failure> {
    let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    let kind = headers.get(CONTENT_TYPE).map(|kind| kind.as_bytes().to_ascii_lowercase()).unwrap_or_default();
    if kind.starts_with(b"multipart/") || kind.starts_with(b"application/x-www-form-urlencoded") {
        return Err(Problem::new(ErrorCode::UnsupportedMediaType, "send the file's bytes as application/octet-stream").into());
    }
    if text(CONTENT_LENGTH).and_then(|length| length.parse().ok()).is_some_and(|length: u64| length > limit) {
        return Err(BlobError::TooLarge { limit }.into());
    }
    let Some(digest) = headers.get(REPR_DIGEST) else { return Ok(None) };
    let bytes = digest
        .to_str()
        .ok()
        .and_then(|digest| digest.strip_prefix("sha-256=:")?.strip_suffix(':'))
        .and_then(|digest| STANDARD.decode(digest).ok());
    match bytes {
        Some(bytes) if bytes.len() == Sha256::output_size() => Ok(Some(hex(&bytes))),
        _ => Err(Problem::new(ErrorCode::InvalidField, "write the digest as sha-256=:BASE64:").field(REPR_DIGEST).into()),
    }
}

/// A body that ends with an error once its sender has been silent for [`IDLE`].
fn patient(body: BodyDataStream) -> impl Stream<Item = Result<Bytes, String>> {
    futures_util::stream::unfold(Some(body), |body| async move {
        let mut body = body?;
        match tokio::time::timeout(IDLE, body.next()).await {
            Ok(Some(Ok(bytes))) => Some((Ok(bytes), Some(body))),
            Ok(Some(Err(error))) => Some((Err(error.to_string()), None)),
            Ok(None) => None,
            Err(_) => Some((Err("the sender was silent for too long".to_owned()), None)),
        }
    })
}

/// Bytes that are removed unless they are recorded, also when the request is dropped half way.
struct Unrecorded {
    app: App,
    blob: Option<String>,
    /// A command that records them is under way, or nobody knows what became of it.
    is_recording: bool,
}

impl Unrecorded {
    fn keep(mut self) {
        self.blob = None;
    }
}

impl Drop for Unrecorded {
    fn drop(&mut self) {
        let Some(blob) = self.blob.take() else { return };
        let app = self.app.clone();
        if self.is_recording && !app.store().runs_in_order() {
            // To ask now could overtake the command. The sweep looks when nothing can be under way any more.
            return;
        }
        tokio::spawn(async move {
            // A commit may have recorded them although its answer found nobody any more.
            let name = blob.clone();
            let is_recorded = app.store().write(move |tx| Ok::<_, Error>(crate::store::attachments::is_referenced(tx, &name)?)).await;
            if matches!(is_recorded, Ok(false))
                && let Err(error) = app.blobs().delete(&blob).await
            {
                tracing::warn!(%error, "bytes of a failed upload could not be removed; the sweep will try again");
            }
        });
    }
}

/// A digest as a header writes it.
pub(super) fn digest_header(sha256: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = (0..sha256.len() / 2).map(|at| u8::from_str_radix(sha256.get(at * 2..at * 2 + 2)?, 16).ok()).collect();
    bytes.map(|bytes| format!("sha-256=:{}:", STANDARD.encode(bytes)))
}
