//! Everything that a database holds, row by row into another one, whichever engines they have.

mod indexes;
mod tables;

pub(super) use tables::TABLES;

use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::alone::{self, Kept};
use super::engine::sqlite;
use super::jobs::postgres::apart;
use super::people::limit_value;
use super::{Database, Row, StoreError, Tx, Value, search};
use crate::secret::hex;

/// Rows that are written with one statement.
const TOGETHER: usize = 100;
/// Rows of a table, or cases of the index, that one transaction brings over.
const STEP: usize = 5_000;
/// After so many bytes, the rest of a step's rows waits for the next.
const STEP_BYTES: usize = 8 * 1024 * 1024;
/// The lease that stands in a database as long as a move into it is not finished.
const LEASE: &str = "move";
/// The lease that stands in a database that was moved elsewhere.
const AWAY: &str = "moved";

/// A column, and whether it holds numbers or texts.
struct Column {
    name: String,
    is_number: bool,
}

fn columns(tx: &mut Tx<'_>, table: &str) -> Result<Vec<Column>, StoreError> {
    let sql = if tx.is_postgres() {
        "SELECT CAST(attname AS TEXT), CAST(atttypid = 20 AS INTEGER) FROM pg_attribute \
         WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
    } else {
        "SELECT name, type = 'INTEGER' FROM pragma_table_info($1) ORDER BY cid"
    };
    tx.query(sql, &[table.into()], |row| Ok(Column { name: row.text(0)?, is_number: row.flag(1)? }))
}

/// One table's way of being read and written.
struct Route {
    table: &'static str,
    key: &'static str,
    columns: Vec<Column>,
    /// Where the columns of the key are among the columns.
    key_at: Vec<usize>,
}

impl Route {
    fn of(tx: &mut Tx<'_>, (table, key): (&'static str, &'static str)) -> Result<Self, StoreError> {
        let columns = columns(tx, table)?;
        let place = |part: &str| columns.iter().position(|column| column.name == part);
        let key_at: Option<Vec<usize>> = key.split(", ").map(place).collect();
        let key_at = key_at.ok_or_else(|| StoreError::Corrupt(format!("the table {table} does not have its key")))?;
        Ok(Self { table, key, columns, key_at })
    }

    fn names(&self) -> String {
        self.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn read(&self, row: &Row<'_>) -> Result<Vec<Value<'static>>, StoreError> {
        let value = |(at, column): (usize, &Column)| -> Result<Value<'static>, StoreError> {
            Ok(if column.is_number { row.opt_int(at)?.into() } else { row.opt_text(at)?.into() })
        };
        self.columns.iter().enumerate().map(value).collect()
    }

    /// Rows after a key, in its order: so many, or as many as fit into so much memory.
    fn after(&self, from: &mut Tx<'_>, key: Option<&[Value<'static>]>) -> Result<Vec<Vec<Value<'static>>>, StoreError> {
        let mut values = vec![limit_value(STEP)];
        let beyond = key.map_or_else(String::new, |key| {
            values.extend_from_slice(key);
            let places = (2..=values.len()).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ");
            format!("WHERE ({}) > ({places})", self.key)
        });
        let sql = format!("SELECT {} FROM {} {beyond} ORDER BY {} LIMIT $1", self.names(), self.table, self.key);
        let (mut rows, mut bytes) = (Vec::new(), 0);
        from.until(&sql, &values, |row| {
            let row = self.read(row)?;
            bytes += row.iter().map(|value| if let Value::Text(text) = value { text.len() } else { 8 }).sum::<usize>();
            rows.push(row);
            Ok(bytes < STEP_BYTES)
        })?;
        Ok(rows)
    }

    fn key_of(&self, row: &[Value<'static>]) -> Vec<Value<'static>> {
        self.key_at.iter().map(|at| row[*at].clone()).collect()
    }

    /// The key of the last row.
    fn last(&self, tx: &mut Tx<'_>) -> Result<Option<Vec<Value<'static>>>, StoreError> {
        let order = self.key.split(", ").map(|part| format!("{part} DESC")).collect::<Vec<_>>().join(", ");
        let sql = format!("SELECT {} FROM {} ORDER BY {order} LIMIT 1", self.names(), self.table);
        Ok(tx.first(&sql, &[], |row| self.read(row))?.map(|row| self.key_of(&row)))
    }

    fn write(&self, into: &mut Tx<'_>, rows: &[Vec<Value<'static>>]) -> Result<(), StoreError> {
        if into.is_postgres() {
            return into.copy(self.table, &self.names(), rows);
        }
        for some in rows.chunks(TOGETHER) {
            let width = self.columns.len();
            let row = |row: usize| (1..=width).map(|column| format!("${}", row * width + column)).collect::<Vec<_>>().join(", ");
            let places = (0..some.len()).map(|at| format!("({})", row(at))).collect::<Vec<_>>().join(", ");
            let sql = format!("INSERT INTO {} ({}) VALUES {places}", self.table, self.names());
            into.execute(&sql, &some.concat())?;
        }
        Ok(())
    }

    /// Everything that the table holds, as one number that two tables with the same rows share, and how many rows there are.
    fn digest(&self, tx: &mut Tx<'_>) -> Result<(String, u64), StoreError> {
        let (mut hash, mut count, mut written) = (Sha256::new(), 0, String::new());
        let sql = format!("SELECT {} FROM {} ORDER BY {}", self.names(), self.table, self.key);
        tx.each(&sql, &[], |row| {
            count += 1;
            written.clear();
            for value in self.read(row)? {
                let _ = match value {
                    Value::Int(number) => write!(written, "n{number};"),
                    Value::Text(text) => write!(written, "t{};{text}", text.len()),
                    Value::NullInt | Value::NullText => write!(written, "-"),
                };
            }
            hash.update(&written);
            Ok(())
        })?;
        Ok((hex(&hash.finalize()), count))
    }
}

/// Copies what a transaction sees into an SQLite file that is there and empty.
pub(super) fn into_file(source: &mut Tx<'_>, path: &Path) -> Result<(), StoreError> {
    let connection = sqlite::open_for_seeding(path)?;
    connection.execute_batch("BEGIN")?;
    let mut into = Tx::on_sqlite(&connection);
    for table in TABLES {
        let route = Route::of(&mut into, table)?;
        let mut last = None;
        loop {
            let rows = route.after(source, last.as_deref())?;
            route.write(&mut into, &rows)?;
            let Some(row) = rows.last() else { break };
            last = Some(route.key_of(row));
        }
    }
    loop {
        let after = last_indexed(&mut into)?;
        let cases = gather_some(&mut into, after)?;
        if cases.is_empty() {
            break;
        }
        search::insert_all(&mut into, &cases)?;
    }
    connection.execute_batch("COMMIT")?;
    sqlite::end_seeding(&connection)?;
    drop(connection);
    sqlite::without_log(path)
}

/// The last case with a row of search; all before it have theirs.
fn last_indexed(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    let id = if tx.is_postgres() { "case_id" } else { "rowid" };
    Ok(tx.first(&format!("SELECT {id} FROM case_search ORDER BY {id} DESC LIMIT 1"), &[], |row| row.int(0))?.unwrap_or(0))
}

/// What is to be found of the first cases after one: so many, or as many as fit into so much memory.
fn gather_some(tx: &mut Tx<'_>, after: i64) -> Result<Vec<(i64, search::Indexed)>, StoreError> {
    let ids = tx.query("SELECT id FROM cases WHERE id > $1 ORDER BY id LIMIT $2", &[after.into(), limit_value(STEP)], |row| row.int(0))?;
    let (mut cases, mut bytes) = (Vec::new(), 0);
    for id in ids {
        let Some(case) = search::gather(tx, id)? else { continue };
        bytes += case.bytes();
        cases.push((id, case));
        if bytes >= STEP_BYTES {
            break;
        }
    }
    Ok(cases)
}

/// What became of a database that was moved, or is to be moved into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// A move into it was begun and not finished: it must not be used.
    Unfinished,
    /// It was moved elsewhere: what is written here would be lost.
    Away,
}

/// Whether something of a move stands in a database.
pub fn moved(tx: &mut Tx<'_>) -> Result<Option<Moved>, StoreError> {
    let of = |tx: &mut Tx<'_>, name: &str| tx.first("SELECT 1 FROM leases WHERE name = $1", &[name.into()], |row| row.int(0));
    if of(tx, LEASE)?.is_some() {
        return Ok(Some(Moved::Unfinished));
    }
    Ok(of(tx, AWAY)?.map(|_| Moved::Away))
}

/// Says in a database that it was moved elsewhere.
pub fn mark_away(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO leases (name, holder, until) VALUES ($1, '', $2) ON CONFLICT (name) DO UPDATE SET until = $2",
        &[AWAY.into(), i64::MAX.into()],
    )?;
    Ok(())
}

/// Why one database was not moved into another.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// The goal belongs to somebody.
    #[error("it holds an installation already")]
    NotEmpty,
    /// Somebody else began to move into it.
    #[error("another installation is being moved into it")]
    Other,
    /// The two do not hold the same.
    #[error("what arrived in the table {0} is not what was sent: empty the database and move again")]
    Differs(String),
    /// A store said no.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Brings everything of a database into another one that is empty, or that an earlier move did not finish, and compares the
/// two; nobody may write to either meanwhile. `said` is told each table with how many rows arrived. It must not be used until
/// [`finish`]. Blocks.
///
/// # Errors
/// [`MoveError`].
pub fn fill(from: &Database, into: &Database, mut said: impl FnMut(&str, u64) + Send) -> Result<(), MoveError> {
    with_both(from, into, |source, goal| {
        bring(source, goal, TABLES.len())?;
        index(source, goal)?;
        while goal.write(indexes::make_one)? {}
        for table in TABLES {
            said(table.0, compare(source, goal, table)?);
        }
        Ok(())
    })
}

/// Reads one database in one transaction and writes another step by step, over one connection each.
fn with_both(
    from: &Database,
    into: &Database,
    work: impl FnOnce(&mut Tx<'_>, &mut Kept) -> Result<(), MoveError> + Send,
) -> Result<(), MoveError> {
    apart(|| alone::read(from, |source| work(source, &mut Kept::open(into)?)))
}

/// The first tables of a move that goes no further.
#[cfg(test)]
pub(crate) fn break_off(from: &Database, into: &Database, after: usize) -> Result<(), MoveError> {
    with_both(from, into, |source, goal| bring(source, goal, after))
}

/// Marks the goal and brings the first tables over, as many as said.
fn bring(source: &mut Tx<'_>, goal: &mut Kept, tables: usize) -> Result<(), MoveError> {
    begin(source, goal)?;
    TABLES.into_iter().take(tables).try_for_each(|known| Ok(table(source, goal, known)?))
}

/// Lets a database be used that was filled. Blocks.
///
/// # Errors
/// The store's.
pub fn finish(into: &Database) -> Result<(), StoreError> {
    apart(|| {
        let mut goal = Kept::open(into)?;
        goal.write(|tx| {
            if tx.is_postgres() {
                after_ids(tx)?;
            }
            tx.execute("DELETE FROM leases WHERE name = $1", &[LEASE.into()])
        })?;
        // So that the planner knows what came; it finds out by itself after a while.
        let looked = goal.write(|tx| if tx.is_postgres() { tx.execute("ANALYZE", &[]) } else { Ok(0) });
        if let Err(error) = looked {
            tracing::warn!(%error, "the new database was not analyzed; run ANALYZE on it");
        }
        Ok(())
    })
}

/// Marks a database as the goal of a move from another one, which it then is until the move has finished; its indexes are made
/// last.
fn begin(source: &mut Tx<'_>, goal: &mut Kept) -> Result<(), MoveError> {
    // What installations are told apart by; it is their own, so only its digest goes there before they do.
    let secret = source.query("SELECT value FROM settings ORDER BY name", &[], |row| row.text(0))?;
    let holder = hex(&Sha256::digest(secret.join("\n")));
    goal.write(|tx| {
        let has_rows = tx.first("SELECT 1 FROM settings UNION ALL SELECT 1 FROM people", &[], |row| row.int(0))?.is_some();
        if has_rows && moved(tx)? != Some(Moved::Unfinished) {
            return Err(MoveError::NotEmpty);
        }
        let held = tx.first(
            "INSERT INTO leases (name, holder, until) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET until = $3 \
             WHERE leases.holder = $2 RETURNING holder",
            &[LEASE.into(), (&holder).into(), i64::MAX.into()],
            |row| row.text(0),
        )?;
        held.ok_or(MoveError::Other)?;
        Ok(indexes::put_by(tx)?)
    })
}

/// Brings over what a table lacks, step by step: what was committed is not asked for again.
fn table(source: &mut Tx<'_>, goal: &mut Kept, table: (&'static str, &'static str)) -> Result<(), StoreError> {
    let (route, mut last) = goal.read(|tx| {
        let route = Route::of(tx, table)?;
        let last = route.last(tx)?;
        Ok::<_, StoreError>((route, last))
    })?;
    loop {
        let rows = route.after(source, last.as_deref())?;
        let Some(row) = rows.last() else { return Ok(()) };
        last = Some(route.key_of(row));
        goal.write(|tx| route.write(tx, &rows))?;
    }
}

/// Writes the rows of search that a database lacks, from the other one, where one case takes no way over a network.
fn index(source: &mut Tx<'_>, goal: &mut Kept) -> Result<(), StoreError> {
    let mut after = goal.read(last_indexed)?;
    loop {
        let cases = gather_some(source, after)?;
        let Some((last, _)) = cases.last() else { return Ok(()) };
        after = *last;
        goal.write(|tx| search::insert_all(tx, &cases))?;
    }
}

/// How many rows of a table arrived, all of which are what was sent.
fn compare(source: &mut Tx<'_>, goal: &mut Kept, table: (&'static str, &'static str)) -> Result<u64, MoveError> {
    // The same columns in the same order on both sides.
    let route = goal.read(|tx| Route::of(tx, table))?;
    let (sent, arrived) = std::thread::scope(|scope| {
        let arrived = scope.spawn(|| goal.read(|tx| route.digest(tx)));
        let sent = route.digest(source);
        (sent, arrived.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let (sent, arrived) = (sent?, arrived?);
    if sent == arrived { Ok(arrived.1) } else { Err(MoveError::Differs(table.0.to_owned())) }
}

/// Has new rows get ids after those that came with theirs.
fn after_ids(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    for (table, _) in TABLES.iter().filter(|(_, key)| *key == "id") {
        let sql = format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table})) IS NOT NULL");
        tx.first(&sql, &[], |_| Ok(()))?;
    }
    Ok(())
}
