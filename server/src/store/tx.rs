//! A transaction as commands see it: statements in, rows out, and what is to happen once it is committed.

use std::collections::BTreeSet;

use caseport_shared::api::live::Hint;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::StoreError;
use super::engine::postgres::Session;
use super::value::{Row, Value};

/// Who may be told a hint after the commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Audience {
    /// Everyone who may see the case: support, account-wide seats of the organization, requester and watchers.
    Case {
        /// The organization whose case it is.
        organization_id: i64,
        /// Requester and watchers.
        people: Vec<i64>,
    },
    /// Everyone who may list the people and see the products of an organization: support, and whoever holds a seat there.
    Organization(i64),
    /// Everyone who looks on: something was missed, nobody knows what.
    Everyone,
    /// Support alone.
    Support,
    /// One person.
    Person(i64),
    /// A person whose rights changed: their streams end, so that they sign in again.
    Rights(i64),
}

/// A hint with its audience.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressed {
    /// Who may be told.
    pub audience: Audience,
    /// What.
    pub hint: Hint,
}

/// What a committed transaction leaves for others to do.
#[derive(Debug, Default)]
pub struct Aftermath {
    /// Hints for those who look on.
    pub hints: Vec<Addressed>,
    /// Blobs that nothing refers to any more.
    pub blobs: Vec<String>,
    /// Whether there is a letter that may be due.
    pub has_mail: bool,
}

/// The connection that a transaction runs on.
pub(super) enum Link<'c> {
    Sqlite(&'c Connection),
    Postgres(&'c mut Session),
}

/// One transaction. A read's transaction refuses writes.
pub struct Tx<'c> {
    link: Link<'c>,
    pub(super) changed_cases: BTreeSet<i64>,
    pub(super) aftermath: Aftermath,
    /// Whether it changes one case and what belongs to it, whose row it locks where others run beside it.
    pub(super) is_on_case: bool,
    /// The number of the case that it locked, or waited for.
    pub(super) case: Option<i64>,
    /// Statements so far.
    #[cfg(test)]
    pub(crate) statements: usize,
}

impl<'c> Tx<'c> {
    pub(super) fn on_sqlite(connection: &'c Connection) -> Self {
        Self::on(Link::Sqlite(connection))
    }

    pub(super) fn on_postgres(session: &'c mut Session) -> Self {
        Self::on(Link::Postgres(session))
    }

    fn on(link: Link<'c>) -> Self {
        Self {
            link,
            changed_cases: BTreeSet::new(),
            aftermath: Aftermath::default(),
            is_on_case: false,
            case: None,
            #[cfg(test)]
            statements: 0,
        }
    }

    /// Whether it runs on PostgreSQL: for the few places that no one text of SQL can serve.
    pub(super) const fn is_postgres(&self) -> bool {
        matches!(self.link, Link::Postgres(_))
    }

    /// How a query of the case with a number ends, so that whoever changes it comes after those who do so now. Not the row's
    /// key is locked: rows that refer to it may come meanwhile.
    pub(super) fn locking(&mut self, number: i64) -> &'static str {
        if !(self.is_on_case && self.is_postgres()) {
            return "";
        }
        self.case = Some(number);
        " FOR NO KEY UPDATE OF c"
    }

    /// Runs a statement that changes rows; returns how many.
    pub fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<usize, StoreError> {
        #[cfg(test)]
        {
            self.statements += 1;
        }
        match &mut self.link {
            Link::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(&numbered(sql))?;
                Ok(statement.execute(rusqlite::params_from_iter(values))?)
            }
            Link::Postgres(session) => session.execute(sql, values),
        }
    }

    /// Runs a query and reads every row.
    pub fn query<T>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut out = Vec::new();
        let mut read = read;
        self.each(sql, values, |row| {
            out.push(read(row)?);
            Ok(())
        })?;
        Ok(out)
    }

    /// Runs a query and hands over its rows one by one, never all at once.
    pub fn each(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.until(sql, values, |row| read(row).map(|()| true))
    }

    /// Runs a query and reads its first row, if there is one.
    pub fn first<T>(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let (mut read, mut found) = (Some(read), None);
        self.until(sql, values, |row| {
            if let Some(read) = read.take() {
                found = Some(read(row)?);
            }
            Ok(false)
        })?;
        Ok(found)
    }

    /// Runs a query and hands over its rows until there are no more, or `read` has had enough.
    pub(super) fn until(
        &mut self,
        sql: &str,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        #[cfg(test)]
        {
            self.statements += 1;
        }
        match &mut self.link {
            Link::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(&numbered(sql))?;
                let mut rows = statement.query(rusqlite::params_from_iter(values))?;
                while let Some(row) = rows.next()? {
                    if !read(&Row::of_sqlite(row))? {
                        break;
                    }
                }
                Ok(())
            }
            Link::Postgres(session) => session.each(sql, values, read),
        }
    }

    /// Has the statements that follow planned for the values at hand, where an engine would keep one plan for all: what is rare
    /// and what is common differ too much. Planning takes longer than to find one row, so everything else keeps its plans.
    pub(super) fn plan_for_values(&mut self) -> Result<(), StoreError> {
        match &mut self.link {
            Link::Sqlite(_) => Ok(()),
            Link::Postgres(session) => session.say("SET LOCAL plan_cache_mode = force_custom_plan"),
        }
    }

    /// Writes many rows at once, on PostgreSQL alone.
    pub(super) fn copy(&mut self, table: &str, columns: &str, rows: &[Vec<Value<'_>>]) -> Result<(), StoreError> {
        match &mut self.link {
            Link::Sqlite(_) => Err(StoreError::Database("SQLite has no COPY".to_owned())),
            Link::Postgres(session) => session.copy(&format!("COPY {table} ({columns}) FROM STDIN"), rows),
        }
    }

    /// Inserts one row with `RETURNING id` and returns the id.
    pub fn insert(&mut self, sql: &str, values: &[Value<'_>]) -> Result<i64, StoreError> {
        self.first(sql, values, |row| row.int(0))?.ok_or_else(|| StoreError::Corrupt("an insert returned no id".to_owned()))
    }

    /// Has the case's row in the search index written again before the commit.
    pub fn case_changed(&mut self, case_id: i64) {
        self.changed_cases.insert(case_id);
    }

    /// Notes that something was taken away, so that what the search index still holds of it is removed soon.
    pub fn redacted(&mut self) -> Result<(), StoreError> {
        super::housekeeping::set_setting(self, super::search::REDACTED, "1")
    }

    /// Tells those who look on, after the commit.
    pub fn hint(&mut self, audience: Audience, hint: Hint) {
        self.aftermath.hints.push(Addressed { audience, hint });
    }

    /// Wakes whoever sends letters, after the commit.
    pub(super) fn posted(&mut self) {
        self.aftermath.has_mail = true;
    }

    /// Has a blob removed after the commit.
    pub fn forget_blob(&mut self, blob: String) {
        self.aftermath.blobs.push(blob);
    }
}

/// Rewrites `$n` to `?n`: SQLite would number `$n` by first appearance.
fn numbered(sql: &str) -> String {
    sql.replace('$', "?")
}
