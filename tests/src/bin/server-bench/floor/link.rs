//! A connection to either engine, with no more between than reading columns takes.

use std::collections::HashMap;
use std::path::Path;

use caseport_tests::process::PATIENCE;
use postgres::NoTls;
use postgres::types::ToSql;
use rusqlite::Connection;
use rusqlite::config::DbConfig;

/// Page cache of a connection, in KiB, as the server's.
const CACHE_KIB: i64 = 3_072;
/// Statements that a connection keeps prepared, as the server's.
const PREPARED: usize = 128;

/// Which database.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    /// A file.
    Sqlite(std::path::PathBuf),
    /// A URL.
    Postgres(String),
}

impl Place {
    /// A URL of PostgreSQL, or the path of a file.
    pub(crate) fn of(text: &str) -> Self {
        if text.starts_with("postgres://") { Self::Postgres(text.to_owned()) } else { Self::Sqlite(text.into()) }
    }
}

/// A value of a statement.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'v> {
    /// A number.
    Int(i64),
    /// A text.
    Text(&'v str),
}

/// The columns of a row.
pub(crate) trait Columns {
    /// A number, if there is one.
    fn int(&self, at: usize) -> Option<i64>;
    /// A text, if there is one.
    fn text(&self, at: usize) -> Option<String>;
}

impl Columns for rusqlite::Row<'_> {
    fn int(&self, at: usize) -> Option<i64> {
        self.get(at).expect("a number")
    }

    fn text(&self, at: usize) -> Option<String> {
        self.get(at).expect("a text")
    }
}

impl Columns for postgres::Row {
    fn int(&self, at: usize) -> Option<i64> {
        self.get(at)
    }

    fn text(&self, at: usize) -> Option<String> {
        self.get(at)
    }
}

/// A connection; statements write their values as `$1`, `$2`, … in the order in which they first stand there.
pub(crate) enum Link {
    /// To a file.
    Sqlite(Connection),
    /// To a server, with the statements that it has prepared.
    Postgres(Box<postgres::Client>, HashMap<&'static str, postgres::Statement>),
}

impl Link {
    /// Opens a connection.
    pub(crate) fn open(place: &Place) -> Self {
        match place {
            Place::Sqlite(path) => Self::Sqlite(sqlite(path)),
            Place::Postgres(url) => {
                Self::Postgres(Box::new(postgres::Client::connect(url, NoTls).expect("the server answers")), HashMap::new())
            }
        }
    }

    /// Reads every row of a query.
    pub(crate) fn rows<T>(&mut self, sql: &'static str, values: &[Value<'_>], mut read: impl FnMut(&dyn Columns) -> T) -> Vec<T> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql).expect("a statement");
                let mut rows = statement.query(rusqlite::params_from_iter(values.iter().map(bound))).expect("rows");
                let mut out = Vec::new();
                while let Some(row) = rows.next().expect("a row") {
                    out.push(read(row));
                }
                out
            }
            Self::Postgres(client, prepared) => {
                let statement = prepare(client, prepared, sql);
                client.query(&statement, &parameters(values)).expect("rows").iter().map(|row| read(row)).collect()
            }
        }
    }

    /// Changes rows.
    pub(crate) fn run(&mut self, sql: &'static str, values: &[Value<'_>]) {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql).expect("a statement");
                statement.execute(rusqlite::params_from_iter(values.iter().map(bound))).expect("rows are changed");
            }
            Self::Postgres(client, prepared) => {
                let statement = prepare(client, prepared, sql);
                client.execute(&statement, &parameters(values)).expect("rows are changed");
            }
        }
    }

    /// Inserts a row and returns its id.
    pub(crate) fn insert(&mut self, sql: &'static str, values: &[Value<'_>]) -> i64 {
        self.rows(sql, values, |row| row.int(0).expect("an id")).pop().expect("a row")
    }
}

fn sqlite(path: &Path) -> Connection {
    let connection = Connection::open(path).expect("a database");
    for (name, value) in [("synchronous", "FULL"), ("foreign_keys", "ON"), ("secure_delete", "ON"), ("temp_store", "MEMORY")] {
        connection.pragma_update(None, name, value).expect("a setting");
    }
    connection.pragma_update(None, "cache_size", -CACHE_KIB).expect("a setting");
    connection.busy_timeout(PATIENCE).expect("a wait is bounded");
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).expect("a setting");
    connection.set_prepared_statement_cache_capacity(PREPARED);
    connection
}

fn bound<'v>(value: &'v Value<'v>) -> &'v dyn rusqlite::ToSql {
    match value {
        Value::Int(number) => number,
        Value::Text(text) => text,
    }
}

fn parameters<'v>(values: &'v [Value<'v>]) -> Vec<&'v (dyn ToSql + Sync)> {
    values
        .iter()
        .map(|value| match value {
            Value::Int(number) => number as &(dyn ToSql + Sync),
            Value::Text(text) => text,
        })
        .collect()
}

fn prepare(
    client: &mut postgres::Client,
    prepared: &mut HashMap<&'static str, postgres::Statement>,
    sql: &'static str,
) -> postgres::Statement {
    prepared.entry(sql).or_insert_with(|| client.prepare(sql).expect("a statement")).clone()
}
