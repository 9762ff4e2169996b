//! PostgreSQL: how it is reached, set up and migrated, and what its errors mean.

mod link;
mod relay;
mod session;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::Path;
use std::time::Duration;

use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, Error};
use tokio_postgres_rustls::MakeRustlsConnect;

use link::Link;
pub(crate) use relay::Relay;
pub(crate) use session::{Failure, Session};

use crate::store::database::WrongDatabase;
use crate::store::{SCHEMA_VERSION, StoreError};
use crate::trust::believed;

mod embedded {
    refinery::embed_migrations!("migrations/postgres");
}

/// How long each of the addresses of a host may take to take a connection.
const REACH: Duration = Duration::from_secs(5);
/// How long it may take until a connection can be used.
const CONNECT: Duration = Duration::from_secs(10);
/// How long an answer may take that needs no work, such as to begin a transaction.
const NOD: Duration = Duration::from_secs(5);
/// How long an answer to somebody who reads may take: more than a statement of theirs may run.
const READ: Duration = Duration::from_secs(5);
/// How long an answer to somebody who writes may take: more than a statement of theirs may run.
const WRITE: Duration = Duration::from_secs(20);
/// How long the other side may say nothing before it is asked whether it is there, and how long what was sent may stay
/// unanswered before the connection is given up.
const SILENCE: Duration = Duration::from_secs(30);
/// Held while the schema is migrated: several processes may start at once. Any number that nobody else takes.
const MIGRATING: i64 = 0x0c_a5e9_0247;
/// What every connection is told first. Tables are joined in the order in which they stand, for to plan a list took longer than
/// to read it; nothing waits for ever.
const SETTINGS: &str = "SET join_collapse_limit = 1; SET lock_timeout = '10s'; \
     SET idle_in_transaction_session_timeout = '60s'; SET client_min_messages = error; SET timezone = 'UTC'; SET jit = off";

/// How long a database is waited for. The statements of a server end by themselves before that: what does not answer then has
/// been lost without a word, or stands still, and its connection is given up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    pub(crate) connect: Duration,
    pub(crate) nod: Duration,
    pub(crate) read: Duration,
    pub(crate) write: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: CONNECT, nod: NOD, read: READ, write: WRITE }
    }
}

/// Where a PostgreSQL database is, and how it is reached.
#[derive(Clone)]
pub struct Server {
    config: Config,
    tls: Option<MakeRustlsConnect>,
    /// How long it is waited for.
    pub(crate) patience: Patience,
    /// How many connections were made.
    #[cfg(test)]
    pub(crate) made: std::sync::Arc<std::sync::atomic::AtomicUsize>,
}

impl fmt::Debug for Server {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Server({self})")
    }
}

/// The host and the database, as they stand in messages.
impl fmt::Display for Server {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.config.get_hosts().first().map_or_else(String::new, |host| match host {
            Host::Tcp(name) => name.clone(),
            Host::Unix(folder) => folder.display().to_string(),
        });
        let name = self.config.get_dbname().or(self.config.get_user()).unwrap_or_default();
        write!(out, "PostgreSQL database {name} at {host}")
    }
}

impl Server {
    /// What a URL names, with the certificates that are believed.
    pub(crate) fn at(url: &str, authority: Option<&Path>) -> Result<Self, WrongDatabase> {
        let config = Self::settings(url)?;
        let tls = if config.get_ssl_mode() == SslMode::Disable {
            None
        } else {
            Some(MakeRustlsConnect::new(believed(authority).map_err(WrongDatabase)?))
        };
        Ok(Self {
            config,
            tls,
            patience: Patience::default(),
            #[cfg(test)]
            made: std::sync::Arc::default(),
        })
    }

    /// What a URL says. Without `sslmode`, a server elsewhere must speak TLS, and one on this machine is spoken to plainly.
    pub(crate) fn settings(url: &str) -> Result<Config, WrongDatabase> {
        let wrong = |why: &str| WrongDatabase(why.to_owned());
        if !(url.starts_with("postgres://") || url.starts_with("postgresql://")) {
            return Err(wrong("a URL such as postgres://caseport@db.example.com/caseport"));
        }
        // Its own words may repeat parts of the URL, and with them the password.
        let mut config: Config = url.parse().map_err(|_| wrong("not a URL of a PostgreSQL database"))?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(wrong("the URL names no host"));
        }
        if config.get_user().is_none() {
            return Err(wrong("the URL names no user"));
        }
        if config.get_ssl_mode() == SslMode::Prefer {
            config.ssl_mode(if is_local(&config) { SslMode::Disable } else { SslMode::Require });
        }
        if config.get_hosts().len() > 1 || config.get_hostaddrs().len() > 1 {
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        config.application_name("caseportd").connect_timeout(REACH).keepalives_idle(SILENCE).tcp_user_timeout(SILENCE);
        Ok(config)
    }

    /// The settings of a connection with its TLS, where there is one.
    fn parts(&self) -> (Config, Option<MakeRustlsConnect>) {
        (self.config.clone(), self.tls.clone())
    }

    fn unreachable(&self, error: &Error) -> StoreError {
        if error.code() == Some(&SqlState::TOO_MANY_CONNECTIONS) {
            return StoreError::Overloaded;
        }
        StoreError::Away(format!("{self}: {}", told(error)))
    }

    /// Brings a database to the newest schema. Blocks; not to be called where async code runs.
    pub(crate) fn migrate(&self) -> Result<(), StoreError> {
        let (mut link, found) = Link::open(self)?;
        let nod = Some(self.patience.nod);
        let encoding = link.ask(nod, async |client| client.query_one("SHOW server_encoding", &[]).await?.try_get::<_, String>(0));
        let encoding = encoding.map_err(|fault| fault.meant())?;
        if encoding != "UTF8" {
            return Err(StoreError::Database(format!("{self}: its encoding is {encoding} and must be UTF8")));
        }
        if found == SCHEMA_VERSION {
            return Ok(());
        }
        let alone = async |client: &mut Client| {
            // Whoever migrates a large database takes as long as it takes. Closing the connection ends the lock.
            client.batch_execute("SET lock_timeout = 0").await?;
            client.execute("SELECT pg_advisory_lock($1)", &[&MIGRATING]).await?;
            Ok(match schema_of(client).await {
                Ok(found) if found < SCHEMA_VERSION => {
                    embedded::migrations::runner().run_async(client).await.map(drop).map_err(|error| error.to_string())
                }
                Ok(_) => Ok(()),
                Err(error) => Err(error.to_string()),
            })
        };
        link.ask(None, alone).map_err(|fault| fault.meant())?.map_err(StoreError::Database)
    }
}

fn is_local(config: &Config) -> bool {
    let is_here = |host: &Host| match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback()),
    };
    config.get_hosts().iter().all(is_here) && config.get_hostaddrs().iter().all(std::net::IpAddr::is_loopback)
}

/// The schema of a database, 0 where there is none yet; a newer one than this program knows is an error.
async fn schema_of(client: &Client) -> Result<i32, StoreError> {
    let is_there: bool = client.query_one("SELECT to_regclass('refinery_schema_history') IS NOT NULL", &[]).await?.try_get(0)?;
    if !is_there {
        return Ok(0);
    }
    let found: Option<i32> = client.query_one("SELECT MAX(version) FROM refinery_schema_history", &[]).await?.try_get(0)?;
    match found.unwrap_or(0) {
        found if found > SCHEMA_VERSION => Err(StoreError::NewerSchema { found }),
        found => Ok(found),
    }
}

/// What an error of PostgreSQL means to the store's callers.
pub(crate) fn error(error: &Error) -> StoreError {
    match error.code() {
        Some(&SqlState::UNIQUE_VIOLATION) => StoreError::Exists(unique(error)),
        Some(&SqlState::QUERY_CANCELED) => StoreError::TooBroad,
        Some(
            &(SqlState::T_R_SERIALIZATION_FAILURE
            | SqlState::T_R_DEADLOCK_DETECTED
            | SqlState::LOCK_NOT_AVAILABLE
            | SqlState::IN_FAILED_SQL_TRANSACTION
            | SqlState::TOO_MANY_CONNECTIONS
            | SqlState::OUT_OF_MEMORY),
        ) => StoreError::Overloaded,
        Some(&(SqlState::DISK_FULL | SqlState::IO_ERROR)) => StoreError::Disk(told(error)),
        Some(&(SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED)) => StoreError::Corrupt(told(error)),
        _ if is_lost(error) => StoreError::Away(told(error)),
        _ => StoreError::Database(told(error)),
    }
}

/// Whether the connection is gone, or about to go.
fn is_lost(error: &Error) -> bool {
    error.is_closed()
        || error.as_db_error().is_none() && std::error::Error::source(error).is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
        || matches!(
            error.code(),
            Some(
                &(SqlState::ADMIN_SHUTDOWN
                    | SqlState::CRASH_SHUTDOWN
                    | SqlState::CANNOT_CONNECT_NOW
                    // It became a standby since this connection was made.
                    | SqlState::READ_ONLY_SQL_TRANSACTION
                    | SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT)
            )
        )
}

/// What the server says, without the values that its details repeat.
fn told(error: &Error) -> String {
    match error.as_db_error() {
        Some(said) => said.message().to_owned(),
        None => match std::error::Error::source(error) {
            Some(source) => format!("{error}: {source}").replace(&format!(": {source}: {source}"), &format!(": {source}")),
            None => error.to_string(),
        },
    }
}

/// Table and columns that must be unique; values are left out.
fn unique(error: &Error) -> String {
    let Some(said) = error.as_db_error() else { return String::new() };
    let table = said.table().unwrap_or_default();
    let columns = said.detail().and_then(|detail| detail.strip_prefix("Key (")?.split_once(")=(")).map(|(columns, _)| columns);
    match columns {
        Some(columns) => columns.split(", ").map(|column| format!("{table}.{column}")).collect::<Vec<_>>().join(", "),
        None => format!("{table} ({})", said.constraint().unwrap_or_default()),
    }
}
