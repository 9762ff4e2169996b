//! Hints from the server that something changed; reconnecting is the caller's, who then fetches again.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use ::http::{HeaderValue, Method, header};
use caseport_shared::api::live::{ALIVE, Hint};
use futures_util::{Stream, StreamExt as _};

use super::{ANSWER_LIMIT, Api, ApiResult, Body, Pieces, ProtocolError, Unreachable, opened};

/// Longest event that is read, in bytes; a hint is far shorter.
const EVENT_BYTES: usize = 4_096;

/// Silence after which nobody is there any more, whatever stands in between: the server has twice not said that it is alive.
/// A connection that is itself gone is noticed before.
const SILENCE: Duration = Duration::from_secs(2 * ALIVE.as_secs() + 10);

/// A stream of hints; it ends with an error when the connection is lost, and without one when the server ends it.
pub struct Hints(Pin<Box<dyn Stream<Item = ApiResult<Hint>> + Send>>);

impl std::fmt::Debug for Hints {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hints")
    }
}

impl Stream for Hints {
    type Item = ApiResult<Hint>;
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl Api {
    /// Listens for hints.
    pub async fn live(&self) -> ApiResult<Hints> {
        let mut request = self.head(&Method::GET, "/v1/live", None, Body::Empty);
        request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("text/event-stream"));
        let answer = tokio::time::timeout(ANSWER_LIMIT, self.transport.send(request)).await.map_err(|_| Unreachable::Silent)??;
        let pieces = opened(answer).await?.into_body();
        let state = Reader { pieces, buffer: Vec::new(), data: String::new() };
        Ok(Hints(Box::pin(futures_util::stream::try_unfold(state, |mut state| async move {
            Ok(state.next().await?.map(|hint| (hint, state)))
        }))))
    }
}

struct Reader {
    pieces: Pieces,
    /// Bytes of lines that are not read yet.
    buffer: Vec<u8>,
    /// The `data` of the event that is being read.
    data: String,
}

impl Reader {
    async fn next(&mut self) -> ApiResult<Option<Hint>> {
        loop {
            while let Some(end) = self.buffer.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.buffer.drain(..=end).collect();
                if let Some(hint) = self.line(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']))? {
                    return Ok(Some(hint));
                }
            }
            if self.buffer.len() + self.data.len() > EVENT_BYTES {
                return Err(ProtocolError::TooLarge.into());
            }
            match tokio::time::timeout(SILENCE, self.pieces.next()).await {
                Err(_) => return Err(Unreachable::Silent.into()),
                Ok(None) => return Ok(None),
                Ok(Some(piece)) => self.buffer.extend_from_slice(&piece?),
            }
        }
    }

    fn line(&mut self, line: &str) -> ApiResult<Option<Hint>> {
        if line.is_empty() {
            let data = std::mem::take(&mut self.data);
            if data.is_empty() {
                return Ok(None);
            }
            // A kind of hint that only a newer server knows still says that something changed.
            let value: serde_json::Value = serde_json::from_str(&data).map_err(|error| ProtocolError::Unreadable(error.to_string()))?;
            return Ok(Some(serde_json::from_value(value).unwrap_or(Hint::Reload)));
        }
        if let Some(data) = line.strip_prefix("data:") {
            if !self.data.is_empty() {
                self.data.push('\n');
            }
            self.data.push_str(data.strip_prefix(' ').unwrap_or(data));
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use ::http::{Request, Response};
    use bytes::Bytes;
    use caseport_shared::api::live::{ALIVE, Hint};
    use futures_util::future::BoxFuture;
    use futures_util::{FutureExt as _, StreamExt as _, stream};

    use super::{Api, Body, Pieces, Unreachable};
    use crate::api::{ApiError, Transport};

    /// Speaks after so many of the times in which a server does, and then never again.
    struct Speaks {
        after: &'static [u32],
        spoken: Arc<AtomicUsize>,
    }

    impl Transport for Speaks {
        fn send(&self, _: Request<Body>) -> BoxFuture<'static, Result<Response<Pieces>, Unreachable>> {
            let spoken = Arc::clone(&self.spoken);
            let spoken = stream::iter(self.after).then(move |times| {
                let spoken = Arc::clone(&spoken);
                async move {
                    let _ = tokio::time::timeout(ALIVE * *times, std::future::pending::<()>()).await;
                    spoken.fetch_add(1, Ordering::Relaxed);
                    Ok(Bytes::from_static(if *times == 2 { b"data: {\"kind\":\"reload\"}\n\n" } else { b":\n\n" }))
                }
            });
            let pieces: Pieces = spoken.chain(stream::pending()).boxed();
            async move { Ok(Response::new(pieces)) }.boxed()
        }

        fn server(&self) -> &'static str {
            "a server"
        }
    }

    /// Time goes on by itself while everybody waits.
    #[tokio::test(start_paused = true)]
    async fn a_server_that_was_not_heard_twice_is_lost() {
        for (after, heard) in [(&[1, 1, 1, 2, 1][..], 5), (&[1, 3, 1], 1), (&[], 0)] {
            let spoken = Arc::default();
            let api = Api::new(Speaks { after, spoken: Arc::clone(&spoken) });
            let mut hints = api.live().await.unwrap();
            let mut told = Vec::new();
            let error = loop {
                match hints.next().await.unwrap() {
                    Ok(hint) => told.push(hint),
                    Err(error) => break error,
                }
            };
            assert!(matches!(error, ApiError::Unreachable(Unreachable::Silent)), "{error:?}");
            assert_eq!(spoken.load(Ordering::Relaxed), heard, "{after:?}");
            assert_eq!(told, vec![Hint::Reload; usize::from(after.contains(&2))]);
        }
    }
}
