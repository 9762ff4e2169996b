//! How much is in work at once, in all and for each one who asks: what is beyond is refused before anything of it is read.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, HttpBody as _};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::actor::token_of;
use super::paced::paced;
use super::{Failure, Peer, network};
use crate::app::App;
use crate::gate::{Gate, Width};
use crate::store::READERS;
use crate::turns::Turns;

/// Requests in work at once, files and streams of hints apart; each may hold a body in memory.
pub(crate) const WORK: usize = 256;
/// Requests in work at once of one person, or of one network that nobody is known of.
pub(crate) const WORK_EACH: usize = 16;
/// Requests that wait to be worked on, of which nothing but the head has been read.
pub(crate) const WORK_WAITING: usize = 512;
/// Requests of one person, or of one network, that wait to be worked on.
pub(crate) const WORK_WAITING_EACH: usize = 64;
/// How long a request waits to be worked on.
pub(crate) const WORK_PATIENCE: Duration = Duration::from_secs(2);
/// Reads in the store at once: as many as it has readers, and as many again that wait at hand.
pub(crate) const READS: usize = 2 * READERS;
/// Reads in the store at once of one person: half of its readers, so that others have the rest.
pub(crate) const READS_EACH: usize = READERS / 2;
/// Reads that wait for the store.
pub(crate) const READS_WAITING: usize = 512;
/// Reads of one person that wait for the store.
pub(crate) const READS_WAITING_EACH: usize = 64;
/// How long a read waits for the store.
pub(crate) const READS_PATIENCE: Duration = Duration::from_secs(5);
/// Streams of hints at once.
pub(crate) const STREAMS: usize = 4_096;
/// Streams of hints at once of one person, who may have that many windows open.
pub(crate) const STREAMS_EACH: usize = 16;
/// Uploads at once; each holds a part of its file in memory.
pub(crate) const UPLOADS: usize = 64;
/// Uploads at once of one person.
pub(crate) const UPLOADS_EACH: usize = 8;
/// Downloads at once; each holds a part of its file in memory.
pub(crate) const DOWNLOADS: usize = 256;
/// Downloads at once of one person.
pub(crate) const DOWNLOADS_EACH: usize = 16;
/// Sign-ins at once, whose passwords are hashed few at a time.
pub(crate) const SIGN_INS: usize = 32;
/// Sign-ins at once from one network.
pub(crate) const SIGN_INS_EACH: usize = 16;
/// Sign-ins whose person is remembered; beyond, all are looked up anew.
pub(crate) const KNOWN: usize = 8_192;
/// Longest answer, in bytes, that is no longer in work once it has been written; a longer one is until it has been taken.
pub(crate) const SMALL_ANSWER: usize = 4 * 1024;

/// Who asks, as far as it is known before anything is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Asker {
    /// A person whose token was right before.
    Person(i64),
    /// Anybody else there.
    Network(IpAddr),
}

/// All that bounds how much is done at once.
pub(crate) struct Bounds {
    pub(super) work: Gate<Asker>,
    pub(super) reads: Gate<Asker>,
    pub(super) streams: Turns<i64>,
    pub(super) uploads: Turns<i64>,
    pub(super) downloads: Turns<i64>,
    pub(super) sign_ins: Turns<IpAddr>,
    known: Mutex<HashMap<String, i64>>,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            work: Gate::new(Width {
                inside: WORK,
                inside_each: WORK_EACH,
                waiting: WORK_WAITING,
                waiting_each: WORK_WAITING_EACH,
                patience: WORK_PATIENCE,
            }),
            reads: Gate::new(Width {
                inside: READS,
                inside_each: READS_EACH,
                waiting: READS_WAITING,
                waiting_each: READS_WAITING_EACH,
                patience: READS_PATIENCE,
            }),
            streams: Turns::new(STREAMS, STREAMS_EACH),
            uploads: Turns::new(UPLOADS, UPLOADS_EACH),
            downloads: Turns::new(DOWNLOADS, DOWNLOADS_EACH),
            sign_ins: Turns::new(SIGN_INS, SIGN_INS_EACH),
            known: Mutex::default(),
        }
    }
}

impl Bounds {
    /// Who asks with the hash of a token. It decides nothing but whose turn it is, for a token that has ended, too.
    pub(super) fn asker(&self, token_hash: Option<&str>, peer: Peer) -> Asker {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let person = token_hash.and_then(|hash| known.get(hash)).copied();
        person.map_or(Asker::Network(network(peer.address)), Asker::Person)
    }

    /// Remembers whose a token is.
    pub(super) fn know(&self, token_hash: &str, person_id: i64) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KNOWN && !known.contains_key(token_hash) {
            known.clear();
        }
        known.insert(token_hash.to_owned(), person_id);
    }
}

/// What there can be too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shed {
    /// Requests in work.
    Work,
    /// Reads in the store.
    Reads,
    /// Jobs that wait for the store, or a store that is closing.
    Store,
    /// Sign-ins.
    SignIns,
    /// Streams of hints.
    Streams,
    /// Files that come in.
    Uploads,
    /// Files that go out.
    Downloads,
    /// A store of the files' bytes that does not answer.
    Files,
}

impl Shed {
    /// As the figures name it.
    pub(super) const fn slug(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Reads => "reads",
            Self::Store => "store",
            Self::SignIns => "sign-ins",
            Self::Streams => "streams",
            Self::Uploads => "uploads",
            Self::Downloads => "downloads",
            Self::Files => "files",
        }
    }

    /// As whoever asked is told.
    pub(super) fn title(self) -> String {
        match self {
            Self::Work | Self::Reads | Self::Store | Self::SignIns => "the server has too much to do; try again".to_owned(),
            Self::Streams => format!("too many are listening, or one person more than {STREAMS_EACH} times; end another and try again"),
            Self::Uploads => format!("too many files are on their way, or more than {UPLOADS_EACH} of one person; try again"),
            Self::Downloads => format!("too many files are on their way, or more than {DOWNLOADS_EACH} to one person; try again"),
            Self::Files => "files cannot be stored or read at the moment; try again".to_owned(),
        }
    }
}

/// Passes a request on when it may be worked on, before its body is read.
pub(super) async fn admit(State(app): State<App>, request: Request, next: Next) -> Response {
    let hash = token_of(request.headers()).map(crate::secret::token_hash);
    let asker = app.bounds().asker(hash.as_deref(), Peer::of(request.extensions()));
    let Some(pass) = app.bounds().work.enter(asker).await else {
        return Failure::busy(Shed::Work).into_response();
    };
    let response = next.run(request).await;
    match response.body().size_hint().exact() {
        Some(length) if length > SMALL_ANSWER as u64 => {
            let (mut head, body) = response.into_parts();
            head.headers.insert(CONTENT_LENGTH, length.into());
            Response::from_parts(head, paced(body, pass))
        }
        _ => response,
    }
}

/// A file or a stream of hints on its way to a person, whose turn ends with it.
pub(super) fn on_its_way(response: Response, turn: crate::turns::Turn<i64>) -> Response {
    response.map(|body: Body| paced(body, turn))
}
