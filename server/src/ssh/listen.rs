//! Connections over SSH: accepted up to a bound, signed in within a while, watched for as long as they last, ended for certain.

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener as StdListener};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use russh::keys::Algorithm;
use russh::keys::ssh_key::EcdsaCurve;
use russh::server::{Config, run_stream};
use russh::{Disconnect, MethodKind, MethodSet, Preferred, SshId, compression};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, Sleep, interval, sleep, timeout, timeout_at};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

use super::connection::{CHANNELS, Connection};
use super::crowd::Stranger;
use super::life::Life;
use super::sign_in::{KEYS, peer};
use super::{Door, HostKey};
use crate::program::listen::probe;
use crate::secret;
use crate::store::sessions;

/// Rejections before a connection ends: the first question, all keys, and the passwords.
const REJECTIONS: usize = KEYS + 8;
/// How long a rejection takes at least. Guessing is bounded by counts; this only keeps a client from trying all its keys at once.
const REJECTION: Duration = Duration::from_millis(100);
/// How long a client may take nothing of what was sent.
const STALL: Duration = Duration::from_mins(2);
/// How much a client may send on a channel before it is told that it was read, in bytes.
const WINDOW: u32 = 8 * 1024 * 1024;
/// Messages that wait for a channel.
const MESSAGES: usize = 16;
/// How long what is under way may take to end once its connection has to.
pub(super) const FINISH: Duration = Duration::from_secs(5);
/// How long to wait when a connection cannot be accepted, for instance for want of file descriptors.
const BREATH: Duration = Duration::from_millis(50);

/// Why a connection ends that its client would keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// The server stops.
    Stopping,
    /// The sign-in, the key, or what its person may do, is no more.
    Rights,
    /// It has lasted as long as any may.
    Total,
    /// Nothing was open on it for too long.
    Idle,
    /// Its person has as many as they may have.
    Many,
    /// There are as many as there may be, in all or from one network.
    Full,
}

impl Ending {
    /// The words for it.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Stopping => "ssh-stopping",
            Self::Rights => "ssh-rights",
            Self::Total => "ssh-total",
            Self::Idle => "ssh-idle",
            Self::Many => "ssh-many",
            Self::Full => "ssh-full",
        }
    }
}

fn config(key: &HostKey) -> Config {
    let ecdsa = |curve| Algorithm::Ecdsa { curve };
    let preferred = Preferred {
        key: vec![
            Algorithm::Ed25519,
            ecdsa(EcdsaCurve::NistP256),
            ecdsa(EcdsaCurve::NistP384),
            ecdsa(EcdsaCurve::NistP521),
            Algorithm::Rsa { hash: Some(russh::keys::HashAlg::Sha512) },
            Algorithm::Rsa { hash: Some(russh::keys::HashAlg::Sha256) },
        ]
        .into(),
        compression: vec![compression::NONE].into(),
        ..Preferred::DEFAULT
    };
    Config {
        server_id: SshId::Standard("SSH-2.0-Caseport".into()),
        methods: MethodSet::from([MethodKind::PublicKey, MethodKind::KeyboardInteractive].as_slice()),
        auth_rejection_time: REJECTION,
        auth_rejection_time_initial: Some(Duration::ZERO),
        keys: vec![key.private()],
        preferred,
        max_auth_attempts: REJECTIONS,
        // An answer to a question whether it is there would count as activity; the screens have a limit of their own.
        inactivity_timeout: None,
        // OpenSSH takes such a question before the sign-in for an attack and breaks off; the systems ask each other instead.
        keepalive_interval: None,
        window_size: WINDOW,
        channel_buffer_size: MESSAGES,
        nodelay: true,
        ..Config::default()
    }
}

/// Serves connections until the application stops; those that are there then have a few seconds to end.
///
/// # Errors
/// When the listener cannot be used at all.
pub async fn serve(listener: StdListener, door: super::Opened) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let super::Opened { door, key } = door;
    let config = Arc::new(config(&key));
    let mut connections = JoinSet::new();
    let stopping = door.app().stopping().clone();
    let mut stopped = pin!(stopping.cancelled());
    loop {
        tokio::select! {
            biased;
            () = &mut stopped => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, from)) => {
                    let cut = CancellationToken::new();
                    let stranger = door.crowd().stranger(from.ip(), &cut);
                    connections.spawn(connection(door.clone(), Arc::clone(&config), stream, from, stranger, cut));
                }
                Err(error) => {
                    tracing::warn!(%error, "an SSH connection could not be accepted");
                    // Until there is room again; nothing tells when.
                    sleep(BREATH).await;
                }
            },
        }
    }
    let all_ended = async { while connections.join_next().await.is_some() {} };
    if timeout(2 * FINISH, all_ended).await.is_err() {
        connections.shutdown().await;
    }
    Ok(())
}

/// Attends to a connection to its end; `stranger` is its turn until somebody is signed in.
async fn connection(door: Door, config: Arc<Config>, stream: TcpStream, from: SocketAddr, stranger: Stranger, cut: CancellationToken) {
    if let Err(error) = probe(&stream) {
        tracing::debug!(%error, "a connection whose peer is gone will not be noticed");
    }
    // What is typed goes out at once.
    let _ = stream.set_nodelay(true);
    let (told, mut signed_in) = watch::channel(None);
    let (end_it, ending) = watch::channel(None);
    let (peer, life) = (peer(from.ip()), Life::new(ending, cut));
    let _cut = life.cut.clone().drop_guard();
    // For everything until somebody is signed in.
    let by = Instant::now() + door.rules().patience.grace;
    let handler = Connection::new(door.clone(), peer, told, life.clone());
    let running = match timeout_at(by, run_stream(config, Stream::new(stream, life.cut.clone()), handler)).await {
        Ok(Ok(running)) => running,
        Ok(Err(error)) => return tracing::debug!(%error, address = %peer.address, "no SSH connection came about"),
        Err(_) => return tracing::debug!(address = %peer.address, "an SSH client did not begin in time"),
    };
    let handle = running.handle();
    let mut running = pin!(running);
    let in_time = timeout_at(by, signed_in.wait_for(Option::is_some));
    let is_gone = tokio::select! {
        _ = &mut running => true,
        _ = in_time => false,
    };
    let token = signed_in.borrow().clone();
    if is_gone && token.is_some() {
        tracing::debug!(address = %peer.address, "an SSH connection ended right after somebody was signed in");
    } else if let Some(token) = token {
        let turn = door.crowd().guest(peer.address);
        drop(stranger);
        let watching = async { if turn.is_some() { watched(&door, &token, &life.room, peer.address).await } else { Ending::Full } };
        let why = tokio::select! {
            _ = &mut running => None,
            why = watching => Some(why),
        };
        if let Some(why) = why {
            end_it.send_replace(Some(why));
            // Each channel says goodbye; the client then goes by itself.
            if timeout(FINISH, &mut running).await.is_err() {
                let words = door.strings().text(why.key());
                let _ = timeout(FINISH, handle.disconnect(Disconnect::ByApplication, words, String::new())).await;
            }
        }
    } else {
        match life.refusals() {
            0 => tracing::debug!(address = %peer.address, "nobody signed in on an SSH connection"),
            refused => tracing::info!(address = %peer.address, refused, "nobody signed in over SSH"),
        }
    }
    let is_stopping = door.app().stopping().is_cancelled();
    let over = tokio::spawn(life.end(door));
    // The store is closed once nobody is waited for.
    if is_stopping {
        let _ = over.await;
    }
}

/// Waits for a reason to end a connection.
async fn watched(door: &Door, token: &str, room: &Semaphore, from: IpAddr) -> Ending {
    let app = door.app();
    let hash = secret::token_hash(token);
    let who = || {
        let (hash, now) = (hash.clone(), app.clock().now().as_millisecond());
        app.store().read(move |tx| Ok::<_, crate::commands::Error>(sessions::signed_in(tx, &hash, now)?.map(|found| found.actor)))
    };
    let mut looks = interval(door.rules().patience.look);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let actor = loop {
        looks.tick().await;
        match who().await {
            Ok(Some(actor)) => break actor,
            Ok(None) => return Ending::Rights,
            Err(error) => tracing::debug!(%error, "a sign-in over SSH could not be looked at; it will be tried again"),
        }
    };
    let Some(_turn) = door.crowd().person(actor.person_id, from) else { return Ending::Many };
    let mut listener = app.live().listen(actor);
    let mut total = pin!(sleep(door.rules().patience.total));
    // Read again now that listening has begun, so that no change falls in between.
    looks.reset_immediately();
    let mut last_open = Instant::now();
    loop {
        if room.available_permits() < CHANNELS {
            last_open = Instant::now();
        } else if last_open.elapsed() >= door.rules().idle {
            return Ending::Idle;
        }
        let is_changed = tokio::select! {
            biased;
            () = app.stopping().cancelled() => return Ending::Stopping,
            () = &mut total => return Ending::Total,
            _ = looks.tick() => false,
            hint = listener.next() => {
                if hint.is_some() {
                    continue;
                }
                true
            }
        };
        match who().await {
            // A listener to whom a change was told is done; a new one hears of the next.
            Ok(Some(actor)) if listener.has_rights_of(&actor) => {
                if is_changed {
                    listener = app.live().listen(actor);
                }
            }
            Ok(_) => return Ending::Rights,
            Err(error) => {
                tracing::debug!(%error, "a sign-in over SSH could not be looked at; it will be tried again");
                looks.tick().await;
            }
        }
    }
}

/// A connection's bytes, until it is cut off or its client takes nothing for [`STALL`].
struct Stream {
    socket: TcpStream,
    cut: Pin<Box<WaitForCancellationFutureOwned>>,
    stalled: Option<Pin<Box<Sleep>>>,
}

impl Stream {
    fn new(socket: TcpStream, cut: CancellationToken) -> Self {
        Self { socket, cut: Box::pin(cut.cancelled_owned()), stalled: None }
    }

    fn check(&mut self, cx: &mut Context<'_>) -> io::Result<()> {
        if self.cut.as_mut().poll(cx).is_ready() { Err(io::ErrorKind::ConnectionAborted.into()) } else { Ok(()) }
    }
}

impl AsyncRead for Stream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.check(cx)?;
        Pin::new(&mut self.socket).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.check(cx)?;
        if let Poll::Ready(written) = Pin::new(&mut self.socket).poll_write(cx, bytes) {
            self.stalled = None;
            return Poll::Ready(written);
        }
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(STALL)));
        ready!(stalled.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}
