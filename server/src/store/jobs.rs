//! Threads that run jobs: one writer that commits in groups, several readers with a limit on each read.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use rusqlite::Connection;
use tokio::sync::oneshot;

use super::engine::sqlite::{self, Deadline};
use super::tx::{Aftermath, Tx};
use super::{StoreError, database_path, search};

/// Jobs that may wait for the writer, and for the readers.
const WAITING: usize = 1_024;
/// Jobs that share one commit.
const BATCH: usize = 256;
/// Reading threads.
pub(crate) const READERS: usize = 4;
/// How long one read may take.
const READ_LIMIT: Duration = Duration::from_secs(2);

/// Runs commands in transactions; cheap to clone, closed by [`Store::close`].
#[derive(Clone)]
pub struct Store {
    writes: Sender<Box<dyn Write>>,
    reads: Sender<Box<dyn Read>>,
    running: Arc<Mutex<Option<Running>>>,
}

/// The threads; dropping a sender ends those that listen to it, once their queue is empty.
struct Running {
    stop_reads: Sender<()>,
    readers: Vec<JoinHandle<()>>,
    stop_writes: Sender<()>,
    writer: JoinHandle<()>,
}

/// Called on the writer's thread after each commit; must be quick.
pub(super) type AfterCommit = Box<dyn Fn(Aftermath) + Send>;

trait Write: Send {
    /// Runs the command; true when what it wrote is to be kept.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Answers; `failure` says that nothing of the batch was kept.
    fn finish(self: Box<Self>, failure: Option<StoreError>);
}

trait Read: Send {
    fn run(self: Box<Self>, connection: &Connection);
}

struct WriteJob<F, T, E> {
    command: F,
    outcome: Option<Result<T, E>>,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Write for WriteJob<F, T, E>
where
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        // Nobody waits for it any more; a retry is another job.
        if self.answer.is_closed() {
            return false;
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| (self.command)(tx)))
            .unwrap_or_else(|_| Err(StoreError::Database("a command panicked".to_owned()).into()));
        let keep = outcome.is_ok();
        self.outcome = Some(outcome);
        keep
    }

    fn finish(self: Box<Self>, failure: Option<StoreError>) {
        let outcome = match (failure, self.outcome) {
            // A command that said no has said so whatever became of the others.
            (_, Some(Err(error))) => Err(error),
            (Some(failure), _) => Err(failure.into()),
            (None, Some(outcome)) => outcome,
            (None, None) => Err(StoreError::Closed.into()),
        };
        drop(self.answer.send(outcome));
    }
}

struct ReadJob<F, T, E> {
    query: F,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Read for ReadJob<F, T, E>
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn run(self: Box<Self>, connection: &Connection) {
        if self.answer.is_closed() {
            return;
        }
        let query = self.query;
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            connection.prepare_cached("BEGIN").and_then(|mut begin| begin.execute([])).map_err(StoreError::from)?;
            let mut tx = Tx::new(connection);
            query(&mut tx)
        }))
        .unwrap_or_else(|_| Err(StoreError::Database("a query panicked".to_owned()).into()));
        if !connection.is_autocommit()
            && let Err(error) = connection.prepare_cached("COMMIT").and_then(|mut commit| commit.execute([]))
        {
            tracing::error!(%error, "a read could not be ended");
        }
        drop(self.answer.send(outcome));
    }
}

impl Store {
    /// Opens the database in a data folder and starts its threads.
    ///
    /// # Errors
    /// When the database cannot be opened, is newer than this program or cannot be migrated.
    pub fn open(data: &Path, after_commit: AfterCommit) -> Result<Self, StoreError> {
        let path = database_path(data);
        let writer = sqlite::open_writer(&path)?;
        let (writes, write_jobs) = bounded(WAITING);
        let (reads, read_jobs) = bounded::<Box<dyn Read>>(WAITING);
        let (stop_writes, writes_stopped) = bounded(0);
        let (stop_reads, reads_stopped) = bounded(0);
        let writer = spawn("store-writer", move || write_loop(&writer, &write_jobs, &writes_stopped, &after_commit))?;
        let mut readers = Vec::new();
        for _ in 0..READERS {
            let deadline = Arc::new(Deadline::new());
            let connection = sqlite::open_reader(&path, Arc::clone(&deadline))?;
            let (jobs, stopped) = (read_jobs.clone(), reads_stopped.clone());
            readers.push(spawn("store-reader", move || read_loop(&connection, &deadline, &jobs, &stopped))?);
        }
        let running = Running { stop_reads, readers, stop_writes, writer };
        Ok(Self { writes, reads, running: Arc::new(Mutex::new(Some(running))) })
    }

    /// Runs a command in a transaction and answers once it is durable; an `Err` of the command undoes what it wrote.
    ///
    /// The command may be run again from the start, so it must not change anything but the transaction.
    ///
    /// # Errors
    /// The command's own, or the store's.
    pub async fn write<T, E, F>(&self, command: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, receive) = oneshot::channel();
        self.writes.try_send(Box::new(WriteJob { command, outcome: None, answer })).map_err(|error| refused(&error))?;
        receive.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// Runs a query in a transaction that sees one state of the database.
    ///
    /// # Errors
    /// The query's own, [`StoreError::TooBroad`] after 2 s, or another of the store's.
    pub async fn read<T, E, F>(&self, query: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, receive) = oneshot::channel();
        self.reads.try_send(Box::new(ReadJob { query, answer })).map_err(|error| refused(&error))?;
        receive.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// Finishes what is waiting, folds the log into the database and ends the threads. Blocks.
    pub fn close(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(Running { stop_reads, readers, stop_writes, writer }) = running else { return };
        // The writer's connection is the last to close, for one that only reads cannot fold the log.
        drop(stop_reads);
        for reader in readers {
            ended(reader);
        }
        drop(stop_writes);
        ended(writer);
    }
}

fn ended(thread: JoinHandle<()>) {
    if thread.join().is_err() {
        tracing::error!("a thread of the store panicked");
    }
}

fn refused<T>(error: &TrySendError<T>) -> StoreError {
    match error {
        TrySendError::Full(_) => StoreError::Overloaded,
        TrySendError::Disconnected(_) => StoreError::Closed,
    }
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, StoreError> {
    std::thread::Builder::new().name(name.to_owned()).spawn(body).map_err(|error| StoreError::Database(error.to_string()))
}

fn read_loop(connection: &Connection, deadline: &Deadline, jobs: &Receiver<Box<dyn Read>>, stopped: &Receiver<()>) {
    while let Some(job) = next(jobs, stopped) {
        deadline.set(READ_LIMIT);
        job.run(connection);
    }
}

/// The next job, or `None` once the store is closing and nothing waits.
fn next<T>(jobs: &Receiver<T>, stopped: &Receiver<()>) -> Option<T> {
    crossbeam_channel::select_biased! {
        recv(jobs) -> job => job.ok(),
        recv(stopped) -> _ => jobs.try_recv().ok(),
    }
}

fn write_loop(connection: &Connection, jobs: &Receiver<Box<dyn Write>>, stopped: &Receiver<()>, after_commit: &AfterCommit) {
    while let Some(first) = next(jobs, stopped) {
        let batch = std::iter::once(first).chain(jobs.try_iter().take(BATCH - 1));
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
    let say = |sql: &str| connection.prepare_cached(sql)?.execute([]).map(|_| ());
    let mut changed = std::collections::BTreeSet::new();
    let begun = say("BEGIN IMMEDIATE");
    let mut outcome = begun.map_err(StoreError::from);
    for mut job in batch {
        if outcome.is_ok() {
            let mut tx = Tx::new(connection);
            outcome = say("SAVEPOINT job").map_err(StoreError::from).and_then(|()| {
                let is_kept = job.run(&mut tx);
                if !is_kept && connection.is_autocommit() {
                    return Err(StoreError::Disk("it ended a transaction".to_owned()));
                }
                if is_kept {
                    say("RELEASE job")?;
                    changed.append(&mut tx.changed_cases);
                    aftermath.hints.append(&mut tx.aftermath.hints);
                    aftermath.blobs.append(&mut tx.aftermath.blobs);
                } else {
                    say("ROLLBACK TO job")?;
                    say("RELEASE job")?;
                }
                // Something that ended the transaction behind the writer's back took the others' work with it.
                if connection.is_autocommit() { Err(StoreError::Database("a command ended the transaction".to_owned())) } else { Ok(()) }
            });
        }
        done.push(job);
    }
    outcome?;
    let mut tx = Tx::new(connection);
    for case_id in changed {
        search::sqlite::index(&mut tx, case_id)?;
    }
    say("COMMIT")?;
    Ok(())
}
