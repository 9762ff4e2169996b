//! SQLite: how connections are opened, set up and migrated, and what their errors mean.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::store::{SCHEMA_VERSION, StoreError};

mod embedded {
    refinery::embed_migrations!("migrations/sqlite");
}

/// Statements that every connection keeps prepared.
const PREPARED: usize = 128;
/// Page cache of the writer and of each reader, in KiB; with the readers they stay within 16 MB in all.
const CACHE_KIB: i64 = 3_072;
/// Page cache while bulk data are written, in KiB.
const SEEDING_CACHE_KIB: i64 = 524_288;
/// How long a connection waits for another process that writes.
const BUSY: Duration = Duration::from_secs(10);
/// How many steps of the virtual machine a read takes between looks at the clock.
const STEPS_BETWEEN_LOOKS: i32 = 10_000;

/// Opens the writing connection, creates the database where there is none and brings it to the newest schema.
pub(crate) fn open_writer(path: &Path) -> Result<Connection, StoreError> {
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    settings(&connection)?;
    migrate(&mut connection)?;
    Ok(connection)
}

/// Opens a reading connection whose statements are interrupted once `deadline` has passed.
pub(crate) fn open_reader(path: &Path, deadline: Arc<Deadline>) -> Result<Connection, StoreError> {
    let mut connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    settings(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.progress_handler(STEPS_BETWEEN_LOOKS, Some(move || deadline.has_passed()))?;
    Ok(connection)
}

/// Opens the database for bulk data: one connection without journal or durability, for a folder that nobody serves yet.
/// What is broken off leaves a file that cannot be used; see [`end_seeding`].
pub(crate) fn open_for_seeding(path: &Path) -> Result<Connection, StoreError> {
    let connection = open_writer(path)?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "journal_mode", "OFF")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "secure_delete", false)?;
    connection.pragma_update(None, "cache_size", -SEEDING_CACHE_KIB)?;
    Ok(connection)
}

/// Makes a database that was filled with bulk data durable, and one like any other.
pub(crate) fn end_seeding(connection: &Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    Ok(())
}

/// Copies a database into an empty file, as it is at this moment, without holding up those who write to it.
pub(crate) fn copy(source: &Connection, path: &Path) -> Result<(), StoreError> {
    let mut copy = Connection::open(path)?;
    copy.pragma_update(None, "journal_mode", "OFF")?;
    copy.pragma_update(None, "synchronous", "OFF")?;
    // In one step: between two of them others may write, and it would begin anew.
    let step = Backup::new(source, &mut copy)?.step(-1)?;
    if step != StepResult::Done {
        return Err(StoreError::Overloaded);
    }
    drop(copy);
    without_log(path)
}

/// Makes a database that nobody uses one file: reading it makes no files beside it, and whoever opens it for writing turns
/// the log on again.
pub(crate) fn without_log(path: &Path) -> Result<(), StoreError> {
    Ok(Connection::open(path)?.pragma_update(None, "journal_mode", "DELETE")?)
}

fn settings(connection: &Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.busy_timeout(BUSY)?;
    // Else a statement whose plan looked at its values is prepared anew each time that it is given others, which takes longer
    // than most of them take to run.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    Ok(())
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    if found_schema(connection)? < SCHEMA_VERSION {
        embedded::migrations::runner().run(connection).map_err(|error| StoreError::Database(error.to_string()))?;
    }
    Ok(())
}

/// The schema of a database, 0 where there is none yet; a newer one than this program knows is an error.
pub(crate) fn found_schema(connection: &Connection) -> Result<i32, StoreError> {
    let applied = connection
        .query_row("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'refinery_schema_history'", [], |row| row.get::<_, i64>(0))?;
    if applied == 0 {
        return Ok(0);
    }
    let found: Option<i32> = connection.query_row("SELECT MAX(version) FROM refinery_schema_history", [], |row| row.get(0))?;
    match found.unwrap_or(0) {
        found if found > SCHEMA_VERSION => Err(StoreError::NewerSchema { found }),
        found => Ok(found),
    }
}

/// A moment after which a reader's statement gives up.
pub(crate) struct Deadline {
    start: Instant,
    at: AtomicI64,
}

impl Deadline {
    /// One that never passes until it is set.
    pub(crate) fn new() -> Self {
        Self { start: Instant::now(), at: AtomicI64::new(i64::MAX) }
    }

    /// Sets it to `limit` from now.
    pub(crate) fn set(&self, limit: Duration) {
        let at = self.start.elapsed() + limit;
        self.at.store(i64::try_from(at.as_millis()).unwrap_or(i64::MAX), Ordering::Relaxed);
    }

    fn has_passed(&self) -> bool {
        i64::try_from(self.start.elapsed().as_millis()).unwrap_or(i64::MAX) > self.at.load(Ordering::Relaxed)
    }
}

/// What an error of SQLite means to the store's callers.
pub(crate) fn error(error: &rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) => StoreError::TooBroad,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Overloaded,
        Some(ErrorCode::ConstraintViolation) => {
            let text = error.to_string();
            match text.strip_prefix("UNIQUE constraint failed: ") {
                Some(columns) => StoreError::Exists(columns.to_owned()),
                None => StoreError::Database(text),
            }
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Corrupt(error.to_string()),
        Some(ErrorCode::DiskFull | ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::SystemIoFailure) => {
            StoreError::Disk(error.to_string())
        }
        _ => StoreError::Database(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::{open_reader, open_writer};
    use crate::store::engine::sqlite::Deadline;

    #[test]
    fn other_values_make_no_statement_be_prepared_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("caseport.db");
        let writer = open_writer(&path).unwrap();
        let reader = open_reader(&path, Deadline::new().into()).unwrap();
        for connection in [writer, reader] {
            let mut statement = connection.prepare("SELECT id FROM sessions WHERE token_hash = ?1 AND expires_at > ?2 LIMIT ?3").unwrap();
            for value in 1..5 {
                assert!(!statement.exists((value.to_string(), value, value)).unwrap());
                statement.clear_bindings();
            }
            assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
        }
    }
}
