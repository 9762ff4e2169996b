//! Where an installation keeps its database: an SQLite file in the data folder, or PostgreSQL.

use std::path::{Path, PathBuf};

use super::database_path;
use super::engine::postgres::Server;

/// A database, which is not opened by naming it.
#[derive(Debug, Clone)]
pub enum Database {
    /// An SQLite file.
    Sqlite(PathBuf),
    /// PostgreSQL, or what speaks its protocol.
    Postgres(Box<Server>),
}

/// A setting that does not name a database that can be used; says why in one clause, and never holds a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct WrongDatabase(pub(super) String);

impl Database {
    /// The SQLite file of a data folder.
    pub fn in_folder(data: &Path) -> Self {
        Self::Sqlite(database_path(data))
    }

    /// The database that a URL names; `authority` is a file of certificates, in PEM form, that alone are believed.
    ///
    /// # Errors
    /// When it is not the URL of a PostgreSQL database, or the certificates cannot be read.
    pub fn at(url: &str, authority: Option<&Path>) -> Result<Self, WrongDatabase> {
        Server::at(url, authority).map(|server| Self::Postgres(Box::new(server)))
    }

    /// Looks whether a URL names a database, which need not be there.
    ///
    /// # Errors
    /// When it does not.
    pub fn check_url(url: &str) -> Result<(), WrongDatabase> {
        Server::settings(url).map(|_| ())
    }

    /// The SQLite file, where that is what it is.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(path) => Some(path),
            Self::Postgres(_) => None,
        }
    }
}

impl From<&Path> for Database {
    fn from(data: &Path) -> Self {
        Self::in_folder(data)
    }
}
