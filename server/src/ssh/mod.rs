//! The SSH door: the client's screens, commands and files for whoever comes in with `ssh`, `scp` or `sftp` and nothing installed.
//!
//! It has no way to data of its own: every connection calls the same router as HTTP, with a sign-in of its own.

mod api;
mod channel;
mod command;
mod connection;
mod crowd;
mod environment;
mod files;
mod host_key;
mod join;
mod life;
mod line;
mod listen;
mod output;
mod reads;
mod screens;
mod sign_in;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use caseport_shared::reader::Language;
use caseport_tui::Reach;
use caseport_tui::strings::Strings;
use tokio::sync::Semaphore;

use crate::app::App;

use self::crowd::Crowd;

#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use self::files::properties;
pub use self::host_key::{HostKey, HostKeyError};
pub use self::listen::serve;

/// The name under which everybody signs in; who they are is said by their key or password.
pub const USER: &str = "cases";
/// The name under which whoever has no password yet comes in, or asks to.
pub const JOIN: &str = "join";

/// What the installation's owner decides of the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Whether people of support may sign in with a password.
    pub staff_passwords: bool,
    /// How long screens stay open in which nothing is typed.
    pub idle: Duration,
    /// What else takes only so long.
    pub patience: Patience,
}

/// How long things take at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// From the connection to the sign-in.
    pub grace: Duration,
    /// A connection.
    pub total: Duration,
    /// From one look at a sign-in to the next, for it may end in another process.
    pub look: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { grace: GRACE, total: TOTAL, look: LOOK }
    }
}

/// How long a client may take to sign its person in (OpenSSH's own `LoginGraceTime`).
const GRACE: Duration = Duration::from_mins(2);
/// How long a connection lasts at most.
const TOTAL: Duration = Duration::from_hours(24);
/// How often a sign-in is looked at again, for it may end in another process.
const LOOK: Duration = Duration::from_secs(30);

/// Everything that connections share; cheap to clone.
#[derive(Clone)]
pub(crate) struct Door {
    inner: Arc<Inner>,
}

struct Inner {
    app: App,
    router: Router,
    rules: Rules,
    /// Where the door is, as customers type it.
    address: Reach,
    server: Arc<str>,
    strings: Arc<Strings>,
    /// Where files that come on standard input wait, without a name.
    spool: PathBuf,
    looks: Arc<Semaphore>,
    crowd: Crowd,
}

/// Files that are looked at over all connections at once, for decoding a picture takes much memory.
const LOOKS: usize = 2;

/// A door with the key by which it is known.
#[derive(Clone)]
pub struct Opened {
    door: Door,
    key: HostKey,
}

impl Opened {
    /// The door of an application that listens at an address; files that are on their way wait in a folder, without a name.
    pub fn new(app: App, key: HostKey, rules: Rules, listening: SocketAddr, spool: &Path) -> Self {
        Self { door: Door::new(app, rules, listening, spool), key }
    }

    /// Where the door is, as customers type it, and the fingerprint of its key.
    pub fn reached(&self) -> (Reach, String) {
        (self.door.address().clone(), self.key.fingerprint())
    }
}

impl Door {
    fn new(app: App, rules: Rules, listening: SocketAddr, spool: &Path) -> Self {
        let host = app.settings().public_host.clone().unwrap_or_else(|| listening.ip().to_string());
        let server: Arc<str> = host.clone().into();
        let strings = Strings::of(Language::English);
        let router = crate::app::router(app.clone());
        let address = Reach { user: USER.to_owned(), host, port: listening.port() };
        let (spool, looks, crowd) = (spool.to_owned(), Arc::new(Semaphore::new(LOOKS)), Crowd::new());
        Self { inner: Arc::new(Inner { app, router, rules, address, server, strings, spool, looks, crowd }) }
    }

    pub(crate) fn app(&self) -> &App {
        &self.inner.app
    }

    /// The words of whoever is nobody yet: a client says its language only after the sign-in.
    pub(crate) fn strings(&self) -> Arc<Strings> {
        Arc::clone(&self.inner.strings)
    }

    /// Everybody who is connected.
    fn crowd(&self) -> &Crowd {
        &self.inner.crowd
    }

    /// The turns at looking at files, which all connections share.
    pub(crate) fn looks(&self) -> Arc<Semaphore> {
        Arc::clone(&self.inner.looks)
    }

    /// The folder in which files that come on standard input wait until they are whole; they have no name there.
    pub(crate) fn spool(&self) -> &Path {
        &self.inner.spool
    }

    pub(crate) fn rules(&self) -> Rules {
        self.inner.rules
    }

    pub(crate) fn address(&self) -> &Reach {
        &self.inner.address
    }

    /// The API as the peer of a connection calls it, with nobody signed in.
    pub(crate) fn api(&self, peer: crate::http::Peer) -> caseport_tui::api::Api {
        caseport_tui::api::Api::new(api::InProcess::new(self.inner.router.clone(), peer, Arc::clone(&self.inner.server)))
    }
}
