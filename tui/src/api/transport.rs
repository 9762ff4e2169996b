//! The seam between the client and whatever carries its requests: HTTP for a program of its own, a call in process for SSH.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;

/// What a request carries.
pub enum Body {
    /// Nothing.
    Empty,
    /// Something small.
    Whole(Bytes),
    /// A file, in pieces; an error ends the request without an answer.
    Stream {
        /// How many bytes the pieces make, where that is known before.
        len: Option<u64>,
        /// The pieces.
        pieces: BoxStream<'static, io::Result<Bytes>>,
    },
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("Empty"),
            Self::Whole(bytes) => write!(f, "Whole({} bytes)", bytes.len()),
            Self::Stream { len: Some(len), .. } => write!(f, "Stream({len} bytes)"),
            Self::Stream { len: None, .. } => f.write_str("Stream"),
        }
    }
}

/// The pieces of an answer, in order.
pub type Pieces = BoxStream<'static, Result<Bytes, Unreachable>>;

/// Why there was no answer, or no whole one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreachable {
    /// Nobody listens there, or the name is unknown; nothing was sent.
    #[error("no connection ({0})")]
    Connect(String),
    /// No secure connection came about; nothing was sent.
    #[error("no secure connection ({0})")]
    Tls(String),
    /// The connection was lost; whether the request took effect is unknown.
    #[error("the connection was lost ({0})")]
    Lost(String),
    /// The server went silent; whether the request took effect is unknown.
    #[error("it did not answer in time")]
    Silent,
    /// A gateway answered in the server's place.
    #[error("the gateway before it answered {0}")]
    Gateway(u16),
    /// The server has too much to do, and asks to be left alone for a while; nothing took effect.
    #[error("it has too much to do")]
    Overloaded(Duration),
}

/// Longest that a server may ask a caller to wait before the next try.
const PAUSE_MAX: Duration = Duration::from_secs(5);

impl Unreachable {
    /// Whether the same request may succeed when it is sent again at once.
    pub(super) const fn is_worth_a_retry(&self) -> bool {
        matches!(self, Self::Lost(_) | Self::Gateway(_) | Self::Overloaded(_))
    }

    /// How long to wait before the next try: `usual`, or longer where the server asks for it.
    pub(super) fn pause(&self, usual: Duration) -> Duration {
        if let Self::Overloaded(asked) = self { usual.max((*asked).min(PAUSE_MAX)) } else { usual }
    }
}

/// Carries one request to the server and its answer back.
///
/// The address of a request is only its path and query. An answer of any status is `Ok`.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request; the future is done when the head of the answer is there.
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'static, Result<http::Response<Pieces>, Unreachable>>;

    /// Where the server is, as a person would name it.
    fn server(&self) -> &str;
}
