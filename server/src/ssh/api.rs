//! The API in process: the same router that HTTP calls, with the same credentials, limits and answers.

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::body::Body as AxumBody;
use caseport_tui::api::{Body, Pieces, Transport, Unreachable};
use futures_util::future::BoxFuture;
use futures_util::{FutureExt as _, StreamExt as _, TryStreamExt as _};
use hyper::{Request, Response};
use tower::ServiceExt as _;

use crate::http::Peer;

/// Calls the router as one connection's peer.
pub(super) struct InProcess {
    router: Router,
    peer: Peer,
    server: Arc<str>,
}

impl InProcess {
    /// `server` is how a person would name where the API is.
    pub(super) const fn new(router: Router, peer: Peer, server: Arc<str>) -> Self {
        Self { router, peer, server }
    }
}

impl Transport for InProcess {
    fn send(&self, request: Request<Body>) -> BoxFuture<'static, Result<Response<Pieces>, Unreachable>> {
        let (mut parts, body) = request.into_parts();
        parts.extensions.insert(self.peer);
        let body = match body {
            Body::Empty => AxumBody::empty(),
            Body::Whole(bytes) => AxumBody::from(bytes),
            Body::Stream { len, pieces } => {
                parts.headers.extend(len.map(|len| (hyper::header::CONTENT_LENGTH, len.into())));
                AxumBody::from_stream(pieces)
            }
        };
        let answered = self.router.clone().oneshot(Request::from_parts(parts, body));
        async move {
            let Ok(answer) = answered.await;
            Ok(answer.map(|body| {
                let lost = |error| Unreachable::Lost(io::Error::other(error).to_string());
                body.into_data_stream().map_err(lost).boxed()
            }))
        }
        .boxed()
    }

    fn server(&self) -> &str {
        &self.server
    }
}
