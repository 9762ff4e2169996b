//! Commands in transactions without the store's threads: for programs that do one thing and end, beside a server too.

use std::path::Path;

use rusqlite::Connection;

use super::engine::sqlite;
use super::jobs::postgres;
use super::tx::{Aftermath, Tx};
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
        Database::Sqlite(path) => write_sqlite(&sqlite::open_writer(path)?, command),
        Database::Postgres(server) => postgres::apart(move || {
            server.migrate()?;
            outcome(command, |run| postgres::write(server, run))
        }),
    }
}

/// What a command answers that `transact` runs, perhaps more than once.
fn outcome<T, E: From<StoreError>>(
    command: impl Fn(&mut Tx<'_>) -> Result<T, E>,
    transact: impl FnOnce(&mut dyn FnMut(&mut Tx<'_>) -> bool) -> Result<Aftermath, StoreError>,
) -> Result<T, E> {
    let mut outcome = None;
    let written = transact(&mut |tx| {
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
}

fn write_sqlite<T, E: From<StoreError>>(connection: &Connection, command: impl Fn(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
    say(connection, "BEGIN IMMEDIATE")?;
    let outcome = (|| {
        let mut tx = Tx::on_sqlite(connection);
        let done = command(&mut tx)?;
        let changed = std::mem::take(&mut tx.changed_cases);
        for case_id in changed {
            search::index(&mut tx, case_id)?;
        }
        Ok(done)
    })();
    say(connection, if outcome.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    outcome
}

/// A database for many commands, one after the other and each in a transaction of its own, over one connection that is made
/// again when it was lost. Everything blocks; it is not to be used where async code runs.
pub(super) enum Kept {
    Sqlite(Connection),
    Postgres(Box<postgres::Kept>),
}

impl Kept {
    /// Opens a database, which is made if there is none.
    pub(super) fn open(database: &Database) -> Result<Self, StoreError> {
        Ok(match database {
            Database::Sqlite(path) => Self::Sqlite(sqlite::open_writer(path)?),
            Database::Postgres(server) => {
                server.migrate()?;
                Self::Postgres(Box::new(postgres::Kept::of(server)))
            }
        })
    }

    /// As [`write`], for as long as it takes.
    pub(super) fn write<T, E: From<StoreError>>(&mut self, command: impl Fn(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        match self {
            Self::Sqlite(connection) => write_sqlite(connection, command),
            Self::Postgres(kept) => outcome(command, |run| kept.write(run)),
        }
    }

    /// As [`read`].
    pub(super) fn read<T, E: From<StoreError>>(&mut self, query: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        match self {
            Self::Sqlite(connection) => look(connection, query),
            Self::Postgres(kept) => kept.read(query)?,
        }
    }
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
    look(&connection, query)
}

fn look<T, E: From<StoreError>>(connection: &Connection, query: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
    say(connection, "BEGIN")?;
    let outcome = query(&mut Tx::on_sqlite(connection));
    say(connection, "COMMIT")?;
    outcome
}

fn say(connection: &Connection, sql: &str) -> Result<(), StoreError> {
    Ok(connection.execute_batch(sql)?)
}
