//! One command in one transaction without the store's threads: for programs that do one thing and end, beside a server too.

use std::path::Path;

use rusqlite::Connection;

use super::engine::sqlite;
use super::jobs::postgres;
use super::tx::Tx;
use super::{Database, StoreError, search};

/// Runs a command on a database, which is made if there is none; an `Err` undoes what it wrote.
///
/// Where others were faster, it is run again from the start. Hints go nowhere, for nobody listens to this process. Commands
/// that forget blobs belong to a server. Blocks.
///
/// # Errors
/// The command's own, or the store's.
pub fn write<T, E>(database: &Database, command: impl Fn(&mut Tx<'_>) -> Result<T, E> + Send) -> Result<T, E>
where
    T: Send,
    E: From<StoreError> + Send,
{
    match database {
        Database::Sqlite(path) => write_sqlite(path, command),
        Database::Postgres(server) => postgres::apart(move || {
            server.migrate()?;
            let mut outcome = None;
            let written = postgres::write(server, |tx| {
                let done = command(tx);
                let is_kept = done.is_ok();
                outcome = Some(done);
                is_kept
            });
            match (outcome, written) {
                (Some(Err(error)), _) => Err(error),
                (_, Err(error)) => Err(error.into()),
                (outcome, Ok(_)) => outcome.unwrap_or_else(|| Err(StoreError::Closed.into())),
            }
        }),
    }
}

fn write_sqlite<T, E: From<StoreError>>(path: &Path, command: impl Fn(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
    let connection = sqlite::open_writer(path)?;
    say(&connection, "BEGIN IMMEDIATE")?;
    let outcome = (|| {
        let mut tx = Tx::on_sqlite(&connection);
        let done = command(&mut tx)?;
        let changed = std::mem::take(&mut tx.changed_cases);
        for case_id in changed {
            search::index(&mut tx, case_id)?;
        }
        Ok(done)
    })();
    say(&connection, if outcome.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    outcome
}

/// Runs a query that may take as long as it takes on one state of a database, which must be there. Blocks.
///
/// # Errors
/// The query's own, or the store's.
pub fn read<T, E>(database: &Database, query: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send) -> Result<T, E>
where
    T: Send,
    E: From<StoreError> + Send,
{
    match database {
        Database::Sqlite(path) => read_sqlite(path, query),
        Database::Postgres(server) => postgres::apart(|| postgres::read(server, query)?),
    }
}

fn read_sqlite<T, E: From<StoreError>>(path: &Path, query: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
    let connection = sqlite::open_reader(path, std::sync::Arc::new(sqlite::Deadline::new()))?;
    sqlite::found_schema(&connection)?;
    say(&connection, "BEGIN")?;
    let outcome = query(&mut Tx::on_sqlite(&connection));
    say(&connection, "COMMIT")?;
    outcome
}

fn say(connection: &Connection, sql: &str) -> Result<(), StoreError> {
    Ok(connection.execute_batch(sql)?)
}
