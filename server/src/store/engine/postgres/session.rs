//! One connection in use: its prepared statements, and what went wrong in its transaction.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::pin::pin;
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::{SinkExt as _, TryStreamExt as _};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error, Statement};

use super::link::{Fault, Link};
use super::{Server, is_lost};
use crate::store::value::{Row, Value};
use crate::store::{SCHEMA_VERSION, StoreError};

/// Statements that a connection keeps prepared; with more, it begins anew.
const PREPARED: usize = 256;
/// Rows that are sent at once where many are copied, in bytes.
const COPIED: usize = 256 * 1024;

/// Why a transaction cannot be committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Others were faster: run whole once more, it may succeed.
    Conflict,
    /// Something that must be unique exists, perhaps since this transaction began.
    Exists,
    /// The connection is gone.
    Lost,
    /// The other side takes what is asked and does not answer, and would not the next time either.
    Silent,
    /// Anything else.
    Other,
}

/// A connection with its prepared statements.
pub(crate) struct Session {
    link: Link,
    /// How long an answer may take.
    patience: Option<Duration>,
    /// How long one may take that needs no work.
    nod: Duration,
    /// Whether one did not come: nothing is asked any more.
    is_silent: bool,
    statements: HashMap<String, Statement>,
    failure: Option<Failure>,
    /// What goes out with the next thing that is asked, and is not waited for by itself.
    ahead: Option<&'static str>,
    /// When the transaction has taken as long as it may.
    until: Option<Instant>,
}

impl Session {
    /// Connects to a database with the schema of this program. Each answer may take so long, where that is said.
    pub(crate) fn open(server: &Server, settings: &str, patience: Option<Duration>) -> Result<Self, StoreError> {
        let (link, found) = Link::open(server)?;
        match found {
            SCHEMA_VERSION => {}
            0 => return Err(StoreError::Database(format!("{server}: nothing of Caseport is in it"))),
            found => return Err(StoreError::OlderSchema { found }),
        }
        let nod = server.patience.nod;
        let mut session =
            Self { link, patience, nod, is_silent: false, statements: HashMap::new(), failure: None, ahead: None, until: None };
        session.nod(settings)?;
        Ok(session)
    }

    /// Gives the next transaction so much time; its last statement may begin until then.
    pub(crate) fn limit(&mut self, span: Duration) {
        self.until = Some(Instant::now() + span);
    }

    /// Runs statements without parameters or rows.
    pub(crate) fn say(&mut self, sql: &str) -> Result<(), StoreError> {
        let said = self.ask(self.patience, async |client| client.batch_execute(sql).await);
        said.map_err(|fault| self.noted(&fault))
    }

    /// The same for what is no work, such as to begin a transaction.
    pub(crate) fn nod(&mut self, sql: &str) -> Result<(), StoreError> {
        let said = self.ask(Some(self.nod), async |client| client.batch_execute(sql).await);
        said.map_err(|fault| self.noted(&fault))
    }

    /// Begins a transaction: what is asked next goes out together with it.
    pub(crate) fn begin(&mut self, sql: &'static str) {
        self.ahead = Some(sql);
    }

    /// Ends a transaction that changed nothing, whose end nobody waits for.
    pub(crate) fn leave(&mut self) {
        // One that was never begun has no end.
        if self.ahead.take().is_none() && !self.is_silent {
            self.link.tell("ROLLBACK");
        }
    }

    /// Whether nothing can be asked any more, as far as is known.
    pub(crate) fn has_ended(&self) -> bool {
        self.is_silent || self.link.has_ended()
    }

    fn ask<T>(&mut self, patience: Option<Duration>, ask: impl AsyncFnOnce(&Client) -> Result<T, Error>) -> Result<T, Fault> {
        if self.is_silent {
            return Err(Fault::Silent);
        }
        let answer = match self.ahead.take() {
            None => self.link.ask(patience, async |client| ask(client).await),
            Some(ahead) => self.link.ask(patience, async |client| {
                let client = &*client;
                // Both are sent before either is answered, in this order.
                let (ahead, answer) = tokio::join!(biased; client.batch_execute(ahead), ask(client));
                ahead.and(answer)
            }),
        };
        self.is_silent = matches!(answer, Err(Fault::Silent));
        answer
    }

    /// What went wrong since this was asked last.
    pub(crate) fn take_failure(&mut self) -> Option<Failure> {
        self.failure.take()
    }

    pub(crate) fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<usize, StoreError> {
        let done = self.prepared(sql, values).and_then(|statement| {
            let values: Vec<_> = values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
            self.ask(self.patience, async |client| client.execute(&statement, &values).await)
        });
        let rows = done.map_err(|fault| self.noted(&fault))?;
        Ok(usize::try_from(rows).unwrap_or(usize::MAX))
    }

    /// Hands over rows one by one until there are no more, or `read` has had enough.
    pub(crate) fn each(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        self.in_time()?;
        let statement = self.prepared(sql, values).map_err(|fault| self.noted(&fault))?;
        let mut refused = None;
        let done = self.ask(self.patience, async |client| {
            let mut rows = pin!(client.query_raw(&statement, values).await?);
            let mut wants_more = true;
            // To the end: an error that comes after a row ends the transaction like any other.
            while let Some(row) = rows.try_next().await? {
                if wants_more {
                    match read(&Row::of_postgres(&row)) {
                        Ok(more) => wants_more = more,
                        Err(error) => {
                            refused = Some(error);
                            break;
                        }
                    }
                }
            }
            Ok(())
        });
        done.map_err(|fault| self.noted(&fault))?;
        refused.map_or(Ok(()), Err)
    }

    /// Writes rows by a statement `COPY … FROM STDIN`.
    pub(crate) fn copy(&mut self, sql: &str, rows: &[Vec<Value<'_>>]) -> Result<(), StoreError> {
        let copied = self.ask(self.patience, async |client| {
            let mut into = pin!(client.copy_in(sql).await?);
            let mut text = String::new();
            for row in rows {
                write_row(&mut text, row);
                if text.len() >= COPIED {
                    // What went wrong is told at the end; a connection that is gone is told of there, too.
                    if into.send(Bytes::from(std::mem::take(&mut text))).await.is_err() {
                        break;
                    }
                }
            }
            drop(into.send(Bytes::from(text)).await);
            into.finish().await
        });
        copied.map(|_| ()).map_err(|fault| self.noted(&fault))
    }

    fn in_time(&self) -> Result<(), StoreError> {
        if self.until.is_some_and(|until| Instant::now() > until) { Err(StoreError::TooBroad) } else { Ok(()) }
    }

    fn prepared(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Statement, Fault> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        if self.statements.len() >= PREPARED {
            self.statements.clear();
        }
        let types: Vec<Type> = values.iter().map(Value::postgres_type).collect();
        let statement = self.ask(self.patience, async |client| client.prepare_typed(sql, &types).await)?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn noted(&mut self, fault: &Fault) -> StoreError {
        let meant = fault.meant();
        // The first failure is the cause; what follows only says that the transaction is aborted.
        self.failure.get_or_insert(match (fault, &meant) {
            (Fault::Silent, _) => Failure::Silent,
            (Fault::Failed(failed), _) if is_lost(failed) || self.link.is_closed() => Failure::Lost,
            (_, StoreError::Overloaded) => Failure::Conflict,
            (_, StoreError::Exists(_)) => Failure::Exists,
            _ => Failure::Other,
        });
        meant
    }
}

/// Writes a row as `COPY` reads it.
fn write_row(out: &mut String, row: &[Value<'_>]) {
    for (at, value) in row.iter().enumerate() {
        if at > 0 {
            out.push('\t');
        }
        match value {
            Value::Int(number) => {
                let _ = write!(out, "{number}");
            }
            Value::Text(text) => {
                for character in text.chars() {
                    match character {
                        '\\' => out.push_str("\\\\"),
                        '\n' => out.push_str("\\n"),
                        '\r' => out.push_str("\\r"),
                        '\t' => out.push_str("\\t"),
                        // It has no character 0 in texts; nothing that the program keeps holds one.
                        '\0' => out.push('\u{fffd}'),
                        other => out.push(other),
                    }
                }
            }
            Value::NullInt | Value::NullText => out.push_str("\\N"),
        }
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::{Value, write_row};

    #[test]
    fn no_text_ends_a_column_or_a_row_that_is_copied() {
        let mut out = String::new();
        write_row(&mut out, &[Value::Int(-7), "a\tb\nc\rd\\.\\N\0é".into(), Value::NullText, "".into(), Value::NullInt]);
        assert_eq!(out, "-7\ta\\tb\\nc\\rd\\\\.\\\\N\u{fffd}é\t\\N\t\t\\N\n");
    }
}
