//! Files that come from elsewhere while they are sent on, and files that are read from somewhere on: nothing is kept of either.

use std::io;

use ::http::{HeaderValue, Method, header};
use bytes::Bytes;
use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::case::CaseNumber;
use futures_util::StreamExt as _;
use futures_util::stream::BoxStream;
use uuid::Uuid;

use super::download::skipped;
use super::upload::Attempt;
use super::{ANSWER_LIMIT, Api, ApiResult, Body, IDLE_LIMIT, Key, Pieces, ProtocolError, Unreachable, encode, opened, read, whole};

/// A file on its way from elsewhere. It can be sent once: what has passed is gone.
pub struct Flow {
    /// The name that it is sent under.
    pub name: String,
    /// How many bytes the pieces make, where that is known before.
    pub len: Option<u64>,
    /// The pieces; an error ends the request, so that nothing is kept of them.
    pub pieces: BoxStream<'static, io::Result<Bytes>>,
}

impl Api {
    /// Puts a file on a case by itself while it comes in.
    pub async fn attach_flow(&self, number: CaseNumber, flow: Flow, key: Key) -> ApiResult<AttachmentView> {
        let path = format!("/v1/cases/{number}/files?name={}", encode(&flow.name));
        self.flow(&path, flow, key).await
    }

    /// Puts a file on a draft while it comes in.
    pub async fn attach_flow_to_draft(&self, id: Uuid, flow: Flow, key: Key) -> ApiResult<AttachmentView> {
        let path = format!("/v1/drafts/{id}/files?name={}", encode(&flow.name));
        self.flow(&path, flow, key).await
    }

    async fn flow(&self, path: &str, flow: Flow, key: Key) -> ApiResult<AttachmentView> {
        let attempt = Attempt::silent();
        let moving = attempt.clone();
        let pieces = flow.pieces.inspect(move |_| moving.advance(0)).boxed();
        let mut request = self.head(&Method::POST, path, Some(key), Body::Stream { len: flow.len, pieces });
        request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
        attempt
            .watch(async {
                let answer = self.transport.send(request).await?;
                let body = tokio::time::timeout(ANSWER_LIMIT, whole(answer)).await.map_err(|_| Unreachable::Silent)??;
                read(&body)
            })
            .await
    }

    /// The bytes of a file of a case from somewhere on, as they come; they are not compared with a digest.
    ///
    /// # Errors
    /// As any call; also when the server does not begin where it was asked to.
    pub async fn pieces_from(&self, number: CaseNumber, file: Uuid, offset: u64) -> ApiResult<Pieces> {
        let mut request = self.head(&Method::GET, &format!("/v1/cases/{number}/files/{file}"), None, Body::Empty);
        if offset > 0 {
            request.headers_mut().insert(header::RANGE, from(offset));
        }
        let answer = tokio::time::timeout(IDLE_LIMIT, self.transport.send(request)).await.map_err(|_| Unreachable::Silent)??;
        let answer = opened(answer).await?;
        if skipped(&answer, offset)? > 0 {
            return Err(ProtocolError::Length.into());
        }
        Ok(answer.into_body())
    }
}

fn from(offset: u64) -> HeaderValue {
    HeaderValue::try_from(format!("bytes={offset}-")).expect("digits")
}
