//! The whole database as it is at one moment, copied beside whoever writes to it, and how much is in it.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::engine::sqlite;
use super::{Database, StoreError, Tx, alone, transfer};

/// How much a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Organizations.
    pub organizations: i64,
    /// People, of customers and of support.
    pub people: i64,
    /// Cases.
    pub cases: i64,
    /// Replies and notes.
    pub comments: i64,
    /// Files of cases and drafts, redacted ones too.
    pub attachments: i64,
}

/// Copies a database into an SQLite file that is there and empty, as it is at one moment. The file is not synced yet; what
/// is broken off cannot be used. Blocks.
///
/// # Errors
/// The store's; a database newer than this program.
pub fn copy(database: &Database, into: &Path) -> Result<(), StoreError> {
    match database {
        Database::Sqlite(path) => {
            let source = sqlite::open_reader(path, Arc::new(sqlite::Deadline::new()))?;
            sqlite::found_schema(&source)?;
            sqlite::copy(&source, into)
        }
        Database::Postgres(_) => alone::read(database, |source| transfer::into_file(source, into)),
    }
}

/// The schema of a database.
pub fn schema(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    Ok(tx.first("SELECT COALESCE(MAX(version), 0) FROM refinery_schema_history", &[], |row| row.int(0))?.unwrap_or(0))
}

/// Counts what a database holds.
pub fn count(tx: &mut Tx<'_>) -> Result<Counts, StoreError> {
    let mut of = |table: &str| -> Result<i64, StoreError> {
        Ok(tx.first(&format!("SELECT COUNT(*) FROM {table}"), &[], |row| row.int(0))?.unwrap_or(0))
    };
    Ok(Counts {
        organizations: of("organizations")?,
        people: of("people")?,
        cases: of("cases")?,
        comments: of("comments")?,
        attachments: of("attachments")?,
    })
}
