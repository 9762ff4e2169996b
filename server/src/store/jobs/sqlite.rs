//! The threads on SQLite: one writer that commits in groups, several readers with a limit on each read.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;

use super::{AfterCommit, Queue, READ_LIMIT, READERS, Read, Threads, Write, spawn};
use crate::store::engine::sqlite::{self, Deadline};
use crate::store::tx::{Aftermath, Tx};
use crate::store::{StoreError, search};

/// Jobs that share one commit.
const BATCH: usize = 256;

/// Opens the connections and starts the writer and the readers.
pub(super) fn start(
    path: &Path,
    writes: Queue<Box<dyn Write>>,
    reads: &Queue<Box<dyn Read>>,
    after_commit: AfterCommit,
) -> Result<Threads, StoreError> {
    let connection = sqlite::open_writer(path)?;
    let writer = spawn("store-writer", move || write_loop(&connection, &writes, &after_commit))?;
    let mut readers = Vec::new();
    for _ in 0..READERS {
        let deadline = Arc::new(Deadline::new());
        let connection = sqlite::open_reader(path, Arc::clone(&deadline))?;
        let reads = reads.clone();
        readers.push(spawn("store-reader", move || read_loop(&connection, &deadline, &reads))?);
    }
    Ok(Threads { writers: vec![writer], readers })
}

fn say(connection: &Connection, sql: &str) -> Result<(), StoreError> {
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}

fn read_loop(connection: &Connection, deadline: &Deadline, reads: &Queue<Box<dyn Read>>) {
    while let Some(job) = reads.next() {
        if !job.is_wanted() {
            continue;
        }
        deadline.set(READ_LIMIT);
        match say(connection, "BEGIN") {
            Ok(()) => job.run(&mut Tx::on_sqlite(connection)),
            Err(error) => job.refuse(error),
        }
        if !connection.is_autocommit()
            && let Err(error) = say(connection, "COMMIT")
        {
            tracing::error!(%error, "a read could not be ended");
        }
    }
}

fn write_loop(connection: &Connection, writes: &Queue<Box<dyn Write>>, after_commit: &AfterCommit) {
    while let Some(first) = writes.next() {
        let batch = std::iter::once(first).chain(writes.jobs.try_iter().take(BATCH - 1));
        let mut done = Vec::new();
        let mut aftermath = Aftermath::default();
        let outcome = run_batch(connection, batch, &mut done, &mut aftermath);
        if outcome.is_err() && !connection.is_autocommit() {
            drop(connection.execute_batch("ROLLBACK"));
        }
        let failure = outcome.err();
        if let Some(error) = &failure {
            tracing::error!(%error, jobs = done.len(), "a commit failed");
        } else {
            after_commit(aftermath);
        }
        for job in done {
            job.finish(failure.clone());
        }
    }
    if let Err(error) = connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)") {
        tracing::warn!(%error, "the log could not be folded into the database");
    }
}

fn run_batch(
    connection: &Connection,
    batch: impl Iterator<Item = Box<dyn Write>>,
    done: &mut Vec<Box<dyn Write>>,
    aftermath: &mut Aftermath,
) -> Result<(), StoreError> {
    let mut changed = BTreeSet::new();
    let mut outcome = say(connection, "BEGIN IMMEDIATE");
    for mut job in batch {
        if outcome.is_ok() {
            let mut tx = Tx::on_sqlite(connection);
            outcome = say(connection, "SAVEPOINT job").and_then(|()| {
                let is_kept = job.is_wanted() && job.run(&mut tx);
                if !is_kept && connection.is_autocommit() {
                    return Err(StoreError::Disk("it ended a transaction".to_owned()));
                }
                if is_kept {
                    say(connection, "RELEASE job")?;
                    changed.append(&mut tx.changed_cases);
                    aftermath.hints.append(&mut tx.aftermath.hints);
                    aftermath.blobs.append(&mut tx.aftermath.blobs);
                    aftermath.has_mail |= tx.aftermath.has_mail;
                } else {
                    say(connection, "ROLLBACK TO job")?;
                    say(connection, "RELEASE job")?;
                }
                // Something that ended the transaction behind the writer's back took the others' work with it.
                if connection.is_autocommit() { Err(StoreError::Database("a command ended the transaction".to_owned())) } else { Ok(()) }
            });
        }
        done.push(job);
    }
    outcome?;
    let mut tx = Tx::on_sqlite(connection);
    for case_id in changed {
        search::index(&mut tx, case_id)?;
    }
    say(connection, "COMMIT")
}
