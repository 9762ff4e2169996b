//! Connections: accepted up to a bound, patient for a while, spoken to in HTTP/1 or HTTP/2, with TLS or without.

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use rustix::net::sockopt::{set_socket_keepalive, set_tcp_keepcnt, set_tcp_keepidle, set_tcp_keepintvl};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{Sleep, sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

use super::Failure;
use crate::config::Tls;
use crate::http::network;
use crate::turns::Turns;

/// Connections at once, if the system gives as many file descriptors; further ones wait to be accepted.
const CONNECTIONS: usize = 8_192;
/// Connections at once from one network, which an office may share; a proxy that is trusted speaks for many and has no such bound.
const CONNECTIONS_EACH: usize = 256;
/// File descriptors that are left to the database and the attachments.
const RESERVED: u64 = 256;
/// How long a peer may take to agree on TLS, and then to say which HTTP it speaks.
const GREETING: Duration = Duration::from_secs(10);
/// How long the head of a request may take, from the end of the one before.
const HEAD: Duration = Duration::from_secs(30);
/// How long a peer may take nothing of what it asked for.
const STALL: Duration = Duration::from_mins(1);
/// How often a silent HTTP/2 peer is asked whether it is there, and how long it may take to answer.
const PING: Duration = Duration::from_secs(30);
/// Silence of a connection after which the system asks the peer's whether it is there, which neither program notices.
const PROBED_AFTER: Duration = Duration::from_secs(20);
// All questions are over before a stream of hints speaks (`ALIVE`), for what is sent and not confirmed would hold them up.
/// How long the peer's system may take to answer before it is asked again.
const PROBED_EACH: Duration = Duration::from_secs(5);
/// How often it is asked before the connection ends.
const PROBES: u32 = 4;
/// Requests at once on one HTTP/2 connection.
const STREAMS: u32 = 100;
/// Largest head of a request, in bytes.
const HEAD_BYTES: u32 = 32 * 1024;
/// How long requests that are under way may go on once the server stops.
const FINISH: Duration = Duration::from_secs(30);
/// How long to wait when a connection cannot be accepted, for instance for want of file descriptors.
const BREATH: Duration = Duration::from_millis(50);
/// With what an HTTP/2 connection begins (RFC 9113 section 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Reads certificate and key.
///
/// # Errors
/// [`Failure::Tls`].
pub fn tls(files: &Tls) -> Result<Arc<ServerConfig>, Failure> {
    let failed = |path: &Path, why: &dyn std::fmt::Display| Failure::Tls(format!("{}: {why}", path.display()));
    let Tls { certificate, key } = files;
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| failed(certificate, &error))?;
    if chain.is_empty() {
        return Err(failed(certificate, &"there is no certificate in it"));
    }
    let private = PrivateKeyDer::from_pem_file(key).map_err(|error| failed(key, &error))?;
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(chain, private);
    let mut config = config.map_err(|error| failed(certificate, &error))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Serves connections, of `trusted` proxies as many as come, until `stop`; then `stopped` is called, and requests under way have [`FINISH`] to end.
///
/// # Errors
/// When the listener cannot be used at all.
pub(super) async fn serve(
    listener: std::net::TcpListener,
    tls: Option<Arc<ServerConfig>>,
    router: Router,
    trusted: &[IpAddr],
    stop: impl Future<Output = ()>,
    stopped: impl FnOnce(),
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let speaker = Speaker { tls: tls.map(TlsAcceptor::from), builder: builder(), router, stopping: CancellationToken::new() };
    let bound = bound();
    let turns = Turns::new(bound, CONNECTIONS_EACH);
    let trusted: Vec<IpAddr> = trusted.iter().map(IpAddr::to_canonical).collect();
    let mut connections = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            biased;
            () = &mut stop => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept(), if connections.len() < bound => match accepted {
                Ok((stream, peer)) => {
                    let is_trusted = trusted.contains(&peer.ip().to_canonical());
                    let turn = if is_trusted { None } else { turns.take(network(peer.ip())) };
                    if turn.is_none() && !is_trusted {
                        tracing::debug!("a network has as many connections as it may have; one more was ended");
                        continue;
                    }
                    let speaking = speaker.clone().speak(stream, peer);
                    connections.spawn(async move {
                        speaking.await;
                        drop(turn);
                    });
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    sleep(BREATH).await;
                }
            },
        }
    }
    drop(listener);
    stopped();
    speaker.stopping.cancel();
    let all_ended = async { while connections.join_next().await.is_some() {} };
    if timeout(FINISH, all_ended).await.is_err() {
        tracing::warn!(connections = connections.len(), "cut off what did not end in time");
        connections.shutdown().await;
    }
    Ok(())
}

/// How many connections there may be, after asking for as many file descriptors as the system gives.
fn bound() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    let descriptors = if setrlimit(Resource::Nofile, raised).is_ok() { limit.maximum } else { limit.current };
    let free = descriptors.map_or(u64::MAX, |descriptors| descriptors.saturating_sub(RESERVED).max(RESERVED));
    usize::try_from(free).unwrap_or(CONNECTIONS).min(CONNECTIONS)
}

fn builder() -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_BYTES as usize);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(PING)
        .keep_alive_timeout(PING)
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(HEAD_BYTES);
    builder
}

/// Lets the system find out whether a peer is gone that was cut off without a word.
pub(crate) fn probe(stream: &TcpStream) -> rustix::io::Result<()> {
    set_tcp_keepidle(stream, PROBED_AFTER)?;
    set_tcp_keepintvl(stream, PROBED_EACH)?;
    set_tcp_keepcnt(stream, PROBES)?;
    set_socket_keepalive(stream, true)
}

#[derive(Clone)]
struct Speaker {
    tls: Option<TlsAcceptor>,
    builder: auto::Builder<TokioExecutor>,
    router: Router,
    stopping: CancellationToken,
}

impl Speaker {
    async fn speak(self, stream: TcpStream, peer: SocketAddr) {
        // Small answers should not wait for more.
        drop(stream.set_nodelay(true));
        if let Err(error) = probe(&stream) {
            tracing::debug!(%error, "a connection whose peer is gone will not be noticed");
        }
        match &self.tls {
            None => self.converse(stream, peer).await,
            Some(tls) => tokio::select! {
                () = self.stopping.cancelled() => {}
                agreed = timeout(GREETING, tls.accept(stream)) => match agreed {
                    Ok(Ok(stream)) => self.converse(stream, peer).await,
                    Ok(Err(error)) => tracing::debug!(%error, "TLS was not agreed upon"),
                    Err(_) => tracing::debug!("TLS was not agreed upon in time"),
                },
            },
        }
    }

    async fn converse<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(&self, stream: S, peer: SocketAddr) {
        let service = self.router.clone().map_request(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            request
        });
        let stream = TokioIo::new(Patient::new(stream));
        let mut connection = pin!(self.builder.serve_connection(stream, TowerToHyperService::new(service)));
        let outcome = tokio::select! {
            outcome = &mut connection => outcome,
            () = self.stopping.cancelled() => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = outcome {
            tracing::debug!(error = &*error, "a connection ended early");
        }
    }
}

/// A stream whose peer must begin to speak within [`GREETING`] and take what it asked for within [`STALL`].
struct Patient<S> {
    stream: S,
    /// Runs while it is open which HTTP the peer speaks; afterwards limits on heads and bodies hold.
    greeting: Option<Pin<Box<Sleep>>>,
    /// How much of [`PREFACE`] was heard.
    heard: usize,
    /// Runs while the peer takes nothing.
    stall: Option<Pin<Box<Sleep>>>,
}

impl<S> Patient<S> {
    fn new(stream: S) -> Self {
        Self { stream, greeting: Some(Box::pin(sleep(GREETING))), heard: 0, stall: None }
    }

    /// Looks at what was heard: the greeting is over with the first byte that is no longer HTTP/2's, or all of it.
    fn hear(&mut self, bytes: &[u8]) {
        let expected = &PREFACE[self.heard..];
        let shared = bytes.iter().zip(expected).take_while(|(heard, expected)| heard == expected).count();
        self.heard += shared;
        if shared < bytes.len() || self.heard == PREFACE.len() {
            self.greeting = None;
        }
    }

    fn taken<T>(&mut self, cx: &mut Context<'_>, progress: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if progress.is_ready() {
            self.stall = None;
            return progress;
        }
        ready!(self.stall.get_or_insert_with(|| Box::pin(sleep(STALL))).as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let progress = Pin::new(&mut self.stream).poll_read(cx, buffer);
        if let Some(greeting) = &mut self.greeting {
            if progress.is_pending() {
                ready!(greeting.as_mut().poll(cx));
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            self.hear(&buffer.filled()[before..]);
        }
        progress
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let progress = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.taken(cx, progress)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context<'_>, parts: &[io::IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let progress = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.taken(cx, progress)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let progress = Pin::new(&mut self.stream).poll_flush(cx);
        self.taken(cx, progress)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let progress = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.taken(cx, progress)
    }
}

#[cfg(test)]
mod tests;
