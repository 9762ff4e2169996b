//! What surrounds a command: whose machine it runs on, the words, the clock.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use caseport_shared::api::settings::SettingsView;
use jiff::Timestamp;
use tokio::sync::Semaphore;

use crate::api::Api;
use crate::api::http::{AddressError, Http};
use crate::credentials::Credentials;
use crate::host::Reach;
use crate::settings::{DEFAULT_SERVER, SignIn};
use crate::strings::Strings;
use crate::times::Times;

/// What surrounds a command.
#[derive(Debug)]
pub struct Host {
    /// Where the API comes from, and whether there is a machine of the user's.
    pub door: Door,
    /// The words.
    pub strings: Arc<Strings>,
    /// How the reader is told times.
    pub times: Times,
    /// When the command was given.
    pub now: Timestamp,
}

/// How a command reaches the server.
#[derive(Debug)]
pub enum Door {
    /// A machine of the user's, with files and kept sign-ins.
    Machine(Machine),
    /// An API with somebody signed in, and nothing else: the files around belong to somebody else.
    Given(Given),
}

/// What somebody at the other end of a connection is given.
#[derive(Debug)]
pub struct Given {
    /// The API, with them signed in.
    pub api: Api,
    /// How they reach the server, to send and fetch files.
    pub reach: Reach,
    /// The folder in which a file that comes on standard input waits, without a name, until it is whole; it must be there.
    pub spool: PathBuf,
    /// The turns at that.
    pub spooling: Arc<Semaphore>,
}

/// A machine of the user's.
#[derive(Debug, Clone)]
pub struct Machine {
    /// The sign-ins; `None` where the user has no home.
    pub credentials: Option<Credentials>,
    /// The server that the environment names.
    pub server: Option<String>,
    /// The token that the environment holds; it goes before any kept one.
    pub token: Option<String>,
}

/// Where a token came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The environment.
    Environment,
    /// A sign-in that is kept.
    Kept(SignIn),
}

/// Why there is no API to call.
#[derive(Debug, thiserror::Error)]
pub enum MachineError {
    /// The server's address is none.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// What is remembered cannot be read.
    #[error(transparent)]
    Kept(#[from] io::Error),
}

impl Machine {
    /// The server to ask: the one given, the environment's, the last sign-in's, this machine's own.
    pub fn server(&self, given: Option<&str>) -> Result<String, MachineError> {
        if let Some(server) = given.or(self.server.as_deref()) {
            return Ok(server.to_owned());
        }
        let kept = self.credentials.as_ref().map(|credentials| credentials.folder().settings()).transpose()?;
        Ok(kept.and_then(|settings| settings.server).unwrap_or_else(|| DEFAULT_SERVER.to_owned()))
    }

    /// How whoever is signed in here reads, as far as it is remembered; of a token of the environment nothing is.
    pub fn reader(&self) -> Option<SettingsView> {
        let credentials = self.credentials.as_ref().filter(|_| self.token.is_none())?;
        let server = self.open(None).ok()?.server().to_owned();
        credentials.folder().settings().ok()?.readers.remove(&server)
    }

    /// The API of a server with nobody signed in.
    pub fn open(&self, given: Option<&str>) -> Result<Api, MachineError> {
        Ok(Api::new(Http::new(&self.server(given)?)?))
    }

    /// The API of a server with the user signed in, and where the token came from; may wait for the keyring.
    pub fn signed_in(&self, given: Option<&str>) -> Result<Option<(Api, Source)>, MachineError> {
        let api = self.open(given)?;
        if let Some(token) = &self.token {
            return Ok(Some((api.signed_in(token), Source::Environment)));
        }
        let Some(credentials) = &self.credentials else { return Ok(None) };
        let kept = credentials.find(api.server())?;
        Ok(kept.map(|(sign_in, token)| (api.signed_in(&token), Source::Kept(sign_in))))
    }
}
