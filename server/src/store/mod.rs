//! The store: runs commands in transactions on threads of its own. SQL stands here and nowhere else.

mod engine;
mod finder;
mod jobs;
mod search;
mod tx;
mod value;

pub mod access;
pub mod alone;
pub mod articles;
pub mod attachments;
pub mod attempts;
pub mod audit;
pub mod backup;
pub mod case_list;
pub mod cases;
pub mod categories;
pub mod check;
pub mod codes;
pub mod comments;
pub mod contacts;
pub mod database;
pub mod departures;
pub mod documents;
pub mod drafts;
pub mod events;
pub mod housekeeping;
pub mod idempotency;
pub mod keys;
pub mod notices;
pub mod notifications;
pub mod organizations;
pub mod outbox;
pub mod people;
pub mod plans;
pub mod products;
pub mod reads;
pub mod regions;
pub mod requests;
pub mod scope;
pub mod seats;
pub mod seed;
pub mod sessions;
pub mod settings;
pub mod signatures;
#[cfg(test)]
mod tests;
pub mod tokens;
pub mod transfer;

use std::path::Path;

pub use database::Database;
pub(crate) use engine::postgres::Relay;
pub(crate) use jobs::READERS;
pub use jobs::Store;
pub use scope::Scope;
pub use tx::{Addressed, Aftermath, Audience, Tx};
pub use value::{Row, Value};

/// The newest schema that this program knows.
pub const SCHEMA_VERSION: i32 = 4;

/// What a store can answer instead of a result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Too many jobs are waiting; try again.
    #[error("the store has too much to do")]
    Overloaded,
    /// The read took longer than it may.
    #[error("the query takes too long")]
    TooBroad,
    /// Something that must be unique exists; names table and column.
    #[error("{0} exists already")]
    Exists(String),
    /// The store is closing.
    #[error("the store is closed")]
    Closed,
    /// The database was written by a newer program.
    #[error("the database has schema {found}, this program knows {SCHEMA_VERSION}: use a newer caseportd")]
    NewerSchema {
        /// The schema found.
        found: i32,
    },
    /// The database does not answer; try again.
    #[error("the database cannot be reached: {0}")]
    Away(String),
    /// The database was written by an older program, and is not served by this one yet.
    #[error("the database has schema {found}: serve it once with this caseportd, which brings it to {SCHEMA_VERSION}")]
    OlderSchema {
        /// The schema found.
        found: i32,
    },
    /// What was read is not what the program writes.
    #[error("the database holds something unexpected: {0}")]
    Corrupt(String),
    /// The disk is full, or failed.
    #[error("the disk failed the database: {0}")]
    Disk(String),
    /// The database said no.
    #[error("the database failed: {0}")]
    Database(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        engine::sqlite::error(&error)
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        engine::postgres::error(&error)
    }
}

/// Where the SQLite database is in a data folder.
pub fn database_path(data: &Path) -> std::path::PathBuf {
    data.join("caseport.db")
}
