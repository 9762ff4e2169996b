//! One command in one transaction without the store's threads: for programs that do one thing and end, beside a server too.

use std::path::Path;

use rusqlite::Connection;

use super::engine::sqlite;
use super::tx::Tx;
use super::{StoreError, database_path, search};

/// Runs a command on the database of a data folder, made there if there is none; an `Err` undoes what it wrote.
///
/// Hints go nowhere, for nobody listens to this process. Commands that forget blobs belong to a server. Blocks.
///
/// # Errors
/// The command's own, or the store's.
pub fn write<T, E: From<StoreError>>(data: &Path, command: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
    let connection = sqlite::open_writer(&database_path(data))?;
    say(&connection, "BEGIN IMMEDIATE")?;
    let outcome = (|| {
        let mut tx = Tx::new(&connection);
        let done = command(&mut tx)?;
        let changed = std::mem::take(&mut tx.changed_cases);
        for case_id in changed {
            search::sqlite::index(&mut tx, case_id)?;
        }
        Ok(done)
    })();
    say(&connection, if outcome.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    outcome
}

/// Runs a query that may take as long as it takes on one state of the database, which must be there. Blocks.
///
/// # Errors
/// The query's own, or the store's.
pub fn read<T, E: From<StoreError>>(data: &Path, query: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
    let connection = sqlite::open_reader(&database_path(data), std::sync::Arc::new(sqlite::Deadline::new()))?;
    sqlite::found_schema(&connection)?;
    say(&connection, "BEGIN")?;
    let outcome = query(&mut Tx::new(&connection));
    say(&connection, "COMMIT")?;
    outcome
}

fn say(connection: &Connection, sql: &str) -> Result<(), StoreError> {
    Ok(connection.execute_batch(sql)?)
}
