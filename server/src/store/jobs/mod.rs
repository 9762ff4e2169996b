//! Threads that run jobs: one writer that commits in groups and several readers on SQLite, several of both on PostgreSQL.

pub(super) mod postgres;
mod sqlite;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use tokio::sync::oneshot;

use super::tx::{Aftermath, Tx};
use super::{Database, StoreError};

/// Jobs that may wait for the writer, and for the readers.
const WAITING: usize = 1_024;
/// Reading threads.
pub(crate) const READERS: usize = 4;
/// How long one read may take.
const READ_LIMIT: Duration = Duration::from_secs(2);
/// How long closing waits for a thread that waits for PostgreSQL.
const GRACE: Duration = Duration::from_secs(10);
/// How often it looks whether such a thread has ended.
const LOOK: Duration = Duration::from_millis(5);

/// Runs commands in transactions; cheap to clone, closed by [`Store::close`].
#[derive(Clone)]
pub struct Store {
    writes: Sender<Box<dyn Write>>,
    reads: Sender<Box<dyn Read>>,
    running: Arc<Mutex<Option<Running>>>,
    runs_in_order: bool,
}

/// The threads; dropping a sender ends those that listen to it, once their queue is empty.
struct Running {
    stop_reads: Sender<()>,
    readers: Vec<JoinHandle<()>>,
    stop_writes: Sender<()>,
    writers: Vec<JoinHandle<()>>,
}

/// What runs the jobs.
struct Threads {
    writers: Vec<JoinHandle<()>>,
    readers: Vec<JoinHandle<()>>,
}

/// Called on a writer's thread after each commit; must be quick.
pub(super) type AfterCommit = Arc<dyn Fn(Aftermath) + Send + Sync>;

trait Write: Send {
    /// Whether somebody still waits for it; a retry is another job.
    fn is_wanted(&self) -> bool;
    /// Whether it changes one case and what belongs to it.
    fn is_on_case(&self) -> bool;
    /// Runs the command, which may be run again when its transaction could not be kept; true when what it wrote is to be kept.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Answers; `failure` says that nothing was kept.
    fn finish(self: Box<Self>, failure: Option<StoreError>);
}

trait Read: Send {
    /// Whether somebody still waits for it.
    fn is_wanted(&self) -> bool;
    /// Runs the query in a transaction and answers.
    fn run(self: Box<Self>, tx: &mut Tx<'_>);
    /// Answers that there is no transaction to be had.
    fn refuse(self: Box<Self>, why: StoreError);
}

struct WriteJob<F, T, E> {
    command: F,
    is_on_case: bool,
    outcome: Option<Result<T, E>>,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Write for WriteJob<F, T, E>
where
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn is_wanted(&self) -> bool {
        !self.answer.is_closed()
    }

    fn is_on_case(&self) -> bool {
        self.is_on_case
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
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
    fn is_wanted(&self) -> bool {
        !self.answer.is_closed()
    }

    fn run(self: Box<Self>, tx: &mut Tx<'_>) {
        let query = self.query;
        let outcome = catch_unwind(AssertUnwindSafe(|| query(tx)))
            .unwrap_or_else(|_| Err(StoreError::Database("a query panicked".to_owned()).into()));
        drop(self.answer.send(outcome));
    }

    fn refuse(self: Box<Self>, why: StoreError) {
        drop(self.answer.send(Err(why.into())));
    }
}

impl Store {
    /// Opens a database and starts the threads. Blocks.
    ///
    /// # Errors
    /// When the database cannot be opened, is newer than this program or cannot be migrated.
    pub fn open(database: &Database, after_commit: AfterCommit) -> Result<Self, StoreError> {
        let (writes, write_jobs) = bounded(WAITING);
        let (reads, read_jobs) = bounded(WAITING);
        let (stop_writes, writes_stopped) = bounded(0);
        let (stop_reads, reads_stopped) = bounded(0);
        let writes_taken = Queue { jobs: write_jobs, back: writes.clone(), stopped: writes_stopped };
        let reads_taken = Queue { jobs: read_jobs, back: reads.clone(), stopped: reads_stopped };
        let Threads { writers, readers } = match database {
            Database::Sqlite(path) => sqlite::start(path, writes_taken, &reads_taken, after_commit)?,
            Database::Postgres(server) => postgres::start(server, &writes_taken, &reads_taken, &after_commit)?,
        };
        let running = Running { stop_reads, readers, stop_writes, writers };
        // SQLite has one writer.
        let runs_in_order = database.file().is_some();
        Ok(Self { writes, reads, running: Arc::new(Mutex::new(Some(running))), runs_in_order })
    }

    /// Whether a command is carried out before those that were asked for after it.
    pub const fn runs_in_order(&self) -> bool {
        self.runs_in_order
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
        self.run(command, false).await
    }

    /// As [`Self::write`], for a command that changes one case and nothing but what belongs to it, to its own draft and to
    /// whoever asks: those on other cases then never meet it, however near to it they are stored.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub async fn change_case<T, E, F>(&self, command: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.run(command, true).await
    }

    async fn run<T, E, F>(&self, command: F, is_on_case: bool) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, receive) = oneshot::channel();
        self.writes.try_send(Box::new(WriteJob { command, is_on_case, outcome: None, answer })).map_err(|error| refused(&error))?;
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
        let Some(Running { stop_reads, readers, stop_writes, writers }) = running else { return };
        // The writer's connection is the last to close, for one that only reads cannot fold the log of SQLite.
        drop(stop_reads);
        let grace = if self.runs_in_order { Duration::MAX } else { GRACE };
        for reader in readers {
            ended(reader, grace);
        }
        drop(stop_writes);
        for writer in writers {
            ended(writer, grace);
        }
    }
}

/// Waits until a thread has ended. One that waits for a database elsewhere, which may never answer, is left behind after a while.
fn ended(thread: JoinHandle<()>, grace: Duration) {
    let begun = Instant::now();
    while grace != Duration::MAX && !thread.is_finished() {
        if begun.elapsed() > grace {
            tracing::error!("the database does not answer; a thread of the store is left behind");
            return;
        }
        // A thread can be joined or looked at, but not joined for so long; this is while the server stops.
        std::thread::sleep(LOOK);
    }
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

/// Where threads take their jobs from.
struct Queue<T> {
    jobs: Receiver<T>,
    /// For a job that another thread may be able to do.
    back: Sender<T>,
    stopped: Receiver<()>,
}

impl<T> Clone for Queue<T> {
    fn clone(&self) -> Self {
        Self { jobs: self.jobs.clone(), back: self.back.clone(), stopped: self.stopped.clone() }
    }
}

impl<T> Queue<T> {
    /// The next job, or `None` once the store is closing and nothing waits.
    fn next(&self) -> Option<T> {
        crossbeam_channel::select_biased! {
            recv(self.jobs) -> job => job.ok(),
            recv(self.stopped) -> _ => self.jobs.try_recv().ok(),
        }
    }
}
