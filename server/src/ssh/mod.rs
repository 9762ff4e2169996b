//! The SSH door: the client's screens, commands and files for whoever comes in with `ssh`, `scp` or `sftp` and nothing installed.
//!
//! It has no way to data of its own: every connection calls the same router as HTTP, with a sign-in of its own.

mod api;
mod channel;
mod command;
mod connection;
mod files;
mod host_key;
mod line;
mod listen;
mod output;
mod sign_in;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use caseport_tui::strings::Strings;

use crate::app::App;

pub use self::host_key::{HostKey, HostKeyError};
pub use self::listen::serve;

/// The name under which everybody signs in; who they are is said by their key or password.
pub const USER: &str = "cases";

/// What the installation's owner decides of the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Whether people of support may sign in with a password.
    pub staff_passwords: bool,
    /// How long screens stay open in which nothing is typed.
    pub idle: Duration,
}

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
    address: Address,
    server: Arc<str>,
    strings: Arc<Strings>,
}

/// A door with the key by which it is known.
#[derive(Clone)]
pub struct Opened {
    door: Door,
    key: HostKey,
}

impl Opened {
    /// The door of an application that listens at an address.
    pub fn new(app: App, key: HostKey, rules: Rules, listening: SocketAddr) -> Self {
        Self { door: Door::new(app, rules, listening), key }
    }
}

/// Where the door is, as customers type it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    /// Host name or address.
    pub(crate) host: String,
    /// Port.
    pub(crate) port: u16,
}

impl Door {
    fn new(app: App, rules: Rules, listening: SocketAddr) -> Self {
        let host = app.settings().public_host.clone().unwrap_or_else(|| listening.ip().to_string());
        let server: Arc<str> = host.clone().into();
        let strings = Arc::new(Strings::english());
        let router = crate::app::router(app.clone());
        Self { inner: Arc::new(Inner { app, router, rules, address: Address { host, port: listening.port() }, server, strings }) }
    }

    pub(crate) fn app(&self) -> &App {
        &self.inner.app
    }

    /// The words, which all connections share.
    pub(crate) fn strings(&self) -> Arc<Strings> {
        Arc::clone(&self.inner.strings)
    }

    pub(crate) fn rules(&self) -> Rules {
        self.inner.rules
    }

    pub(crate) fn address(&self) -> &Address {
        &self.inner.address
    }

    /// The API as the peer of a connection calls it, with nobody signed in.
    pub(crate) fn api(&self, peer: crate::http::Peer) -> caseport_tui::api::Api {
        caseport_tui::api::Api::new(api::InProcess::new(self.inner.router.clone(), peer, Arc::clone(&self.inner.server)))
    }
}
