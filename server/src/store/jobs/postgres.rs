//! The threads on PostgreSQL: each has a connection and runs one job in one transaction, whole again where others were faster.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use caseport_shared::api::live::Hint;
use crossbeam_channel::TrySendError;

use super::{AfterCommit, Queue, READ_LIMIT, READERS, Read, Threads, Write, spawn};
use crate::secret;
use crate::store::engine::postgres::{Failure, Server, Session};
use crate::store::tx::{Addressed, Aftermath, Audience, Tx};
use crate::store::{StoreError, search};

/// Writing threads.
const WRITERS: usize = 8;
/// How often a transaction that could not be kept is run again.
const RETRIES: u32 = 5;
/// From this retry on, a transaction runs alone among those of its server, and takes turns with those of other servers, so
/// that each comes to its end.
const TURNS: u32 = 2;
/// Longest pause before the first retry, so that those who met do not meet again; twice as long before each further one.
const PAUSE: Duration = Duration::from_millis(4);
/// How long a thread rests that found no connection, while others of its crew work.
const REST: Duration = Duration::from_millis(250);
/// Held by a transaction that takes turns with others of its kind. Any number that nobody else takes.
const TURN: &str = "7320135190831";
/// Held with the number of a case by those who met on it, so that each of them waits for the others before it begins.
const ON_CASE: &str = "1917";
/// How a transaction begins.
const BEGIN: &str = "BEGIN";
/// How one begins that changes one case, whose row it locks: it meets others on the rows that both change, and not on the pages
/// of an index that it reads and they write. What it reads beside its case is as it was at one moment.
const BEGIN_ON_CASE: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ";
/// What writing connections are told. Whoever reads a table from end to end meets everybody who writes to it, so indexes are
/// used on small ones, too.
const WRITING: &str = "SET statement_timeout = '15s'; SET default_transaction_isolation = 'serializable'; SET enable_seqscan = off; \
     SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";
/// What a connection is told that many rows go over, while nobody else uses the database.
const MOVING: &str = "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; \
     SET default_transaction_isolation = 'repeatable read'; \
     SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";
/// What reading connections are told, beside how long a statement may take.
const READING: &str = "SET default_transaction_isolation = 'repeatable read'; SET default_transaction_read_only = on";

/// Migrates the database and starts the writers and the readers, which connect when there is work.
pub(super) fn start(
    server: &Server,
    writes: &Queue<Box<dyn Write>>,
    reads: &Queue<Box<dyn Read>>,
    after_commit: &AfterCommit,
) -> Result<Threads, StoreError> {
    apart(|| server.migrate())?;
    let (mut writers, mut readers) = (Vec::new(), Vec::new());
    let (writing, reading, turns) = (Arc::default(), Arc::default(), Turns::default());
    let bounded = format!("{READING}; SET statement_timeout = {}", READ_LIMIT.as_millis());
    for _ in 0..WRITERS {
        let line = Line::of_crew(server, WRITING, Some(server.patience.write), &writing);
        let (turns, writes, after_commit) = (turns.clone(), writes.clone(), after_commit.clone());
        writers.push(spawn("store-writer", move || write_loop(line, &turns, &writes, &after_commit))?);
    }
    for _ in 0..READERS {
        let (line, reads) = (Line::of_crew(server, &bounded, Some(server.patience.read), &reading), reads.clone());
        readers.push(spawn("store-reader", move || read_loop(line, &reads))?);
    }
    Ok(Threads { writers, readers })
}

/// Runs something on a thread of its own and waits for it: the client blocks, which async code does not allow on its threads.
pub(in crate::store) fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| match scope.spawn(work).join() {
        Ok(done) => done,
        Err(panic) => std::panic::resume_unwind(panic),
    })
}

/// Runs a command whole until its transaction is kept, refused, or has failed for good.
pub(in crate::store) fn write(server: &Server, mut run: impl FnMut(&mut Tx<'_>) -> bool) -> Result<Aftermath, StoreError> {
    transact(&mut Line::new(server, WRITING, Some(server.patience.write)), &Turns::default(), false, &mut run)
}

/// Runs a query, for as long as it takes.
pub(in crate::store) fn read<T>(server: &Server, query: impl FnOnce(&mut Tx<'_>) -> T) -> Result<T, StoreError> {
    let mut line = Line::new(server, &format!("{READING}; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0"), None);
    look(&mut line, query)
}

fn look<T>(line: &mut Line, query: impl FnOnce(&mut Tx<'_>) -> T) -> Result<T, StoreError> {
    let session = line.begun(BEGIN)?;
    let answer = query(&mut Tx::on_postgres(session));
    session.say("COMMIT")?;
    Ok(answer)
}

/// One connection for many transactions of whoever fills a database, one after the other and each for as long as it takes.
pub(in crate::store) struct Kept(Line);

impl Kept {
    /// One that is made when it is needed.
    pub(in crate::store) fn of(server: &Server) -> Self {
        Self(Line::new(server, MOVING, None))
    }

    /// As [`write`].
    pub(in crate::store) fn write(&mut self, run: &mut dyn FnMut(&mut Tx<'_>) -> bool) -> Result<Aftermath, StoreError> {
        transact(&mut self.0, &Turns::default(), false, run)
    }

    /// As [`read`].
    pub(in crate::store) fn read<T>(&mut self, query: impl FnOnce(&mut Tx<'_>) -> T) -> Result<T, StoreError> {
        look(&mut self.0, query)
    }
}

/// A connection that is made when it is needed, and again after it was lost.
struct Line {
    server: Server,
    settings: String,
    /// How long an answer may take.
    patience: Option<Duration>,
    session: Option<Session>,
    /// How many of those who do the same work are connected.
    connected: Arc<AtomicUsize>,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.lose();
    }
}

impl Line {
    fn new(server: &Server, settings: &str, patience: Option<Duration>) -> Self {
        Self::of_crew(server, settings, patience, &Arc::default())
    }

    fn of_crew(server: &Server, settings: &str, patience: Option<Duration>, connected: &Arc<AtomicUsize>) -> Self {
        Self { server: server.clone(), settings: settings.to_owned(), patience, session: None, connected: Arc::clone(connected) }
    }

    fn connected(&mut self) -> Result<&mut Session, StoreError> {
        let session = if let Some(session) = self.session.take() {
            session
        } else {
            let session = Session::open(&self.server, &self.settings, self.patience)?;
            self.connected.fetch_add(1, Ordering::Relaxed);
            session
        };
        Ok(self.session.insert(session))
    }

    /// Gives up a connection that cannot be used any more.
    fn lose(&mut self) {
        if self.session.take().is_some() {
            self.connected.fetch_sub(1, Ordering::Relaxed);
        }
    }

    /// A job that can be done now. Where the database has no connection left, it goes back to those of the crew who have one.
    fn ready<J: ?Sized>(&mut self, queue: &Queue<Box<J>>, job: Box<J>, refuse: impl FnOnce(Box<J>, StoreError)) -> Option<Box<J>> {
        let Err(error) = self.connected().map(|_| ()) else { return Some(job) };
        if error != StoreError::Overloaded || self.connected.load(Ordering::Relaxed) == 0 {
            refuse(job, error);
            return None;
        }
        match queue.back.try_send(job) {
            // Not to take the same job at once again: those who have a connection are to find it first.
            Ok(()) => std::thread::sleep(REST),
            Err(TrySendError::Full(job) | TrySendError::Disconnected(job)) => refuse(job, error),
        }
        None
    }

    /// The connection with a transaction that begins with what is asked first; one that was lost while nobody looked is made anew.
    fn begun(&mut self, begin: &'static str) -> Result<&mut Session, StoreError> {
        if self.connected()?.has_ended() {
            self.lose();
        }
        let session = self.connected()?;
        session.take_failure();
        session.begin(begin);
        Ok(session)
    }
}

fn read_loop(mut line: Line, reads: &Queue<Box<dyn Read>>) {
    while let Some(job) = reads.next() {
        if !job.is_wanted() {
            continue;
        }
        let Some(job) = line.ready(reads, job, Read::refuse) else { continue };
        let session = match line.begun(BEGIN) {
            Ok(session) => session,
            Err(error) => {
                job.refuse(error);
                continue;
            }
        };
        session.limit(READ_LIMIT);
        job.run(&mut Tx::on_postgres(session));
        session.leave();
    }
}

fn write_loop(mut line: Line, turns: &Turns, writes: &Queue<Box<dyn Write>>, after_commit: &AfterCommit) {
    while let Some(job) = writes.next() {
        if !job.is_wanted() {
            continue;
        }
        let Some(mut job) = line.ready(writes, job, |job, error| job.finish(Some(error))) else { continue };
        let outcome = transact(&mut line, turns, job.is_on_case(), &mut |tx| job.run(tx));
        let failure = match outcome {
            Ok(aftermath) => {
                after_commit(aftermath);
                None
            }
            Err(error) => {
                if matches!(error, StoreError::Away(_)) {
                    // It may have been kept although its answer got lost.
                    let hint = Addressed { audience: Audience::Everyone, hint: Hint::Reload };
                    after_commit(Aftermath { hints: vec![hint], blobs: Vec::new(), has_mail: true });
                }
                Some(error)
            }
        };
        job.finish(failure);
    }
}

/// Who of a server runs transactions: many side by side, or one alone that others beat again and again.
#[derive(Clone, Default)]
struct Turns(Arc<RwLock<()>>);

/// The right to run a transaction, until it is dropped.
enum Turn<'a> {
    Beside { _others: RwLockReadGuard<'a, ()> },
    Alone { _nobody: RwLockWriteGuard<'a, ()> },
}

impl Turns {
    fn take(&self, alone: bool) -> Turn<'_> {
        if alone {
            Turn::Alone { _nobody: self.0.write().unwrap_or_else(PoisonError::into_inner) }
        } else {
            Turn::Beside { _others: self.0.read().unwrap_or_else(PoisonError::into_inner) }
        }
    }
}

/// Why a transaction was not kept, and whether it may be run again.
struct Lost {
    error: StoreError,
    failure: Failure,
    /// Whether it is known that nothing was kept.
    is_undone: bool,
}

fn transact(line: &mut Line, turns: &Turns, is_on_case: bool, run: &mut dyn FnMut(&mut Tx<'_>) -> bool) -> Result<Aftermath, StoreError> {
    let mut retry = 0;
    let mut attempt = Attempt { run, is_on_case, case: None };
    loop {
        let takes_turn = retry >= TURNS;
        // The first time nobody knows which case it is on, and mostly it meets nobody there.
        let on_case = attempt.case.map(|number| format!("pg_advisory_lock({ON_CASE}, {})", number.rem_euclid(i64::from(i32::MAX))));
        let locks: Vec<String> = takes_turn.then(|| format!("pg_advisory_lock({TURN})")).into_iter().chain(on_case).collect();
        let lost = {
            let _turn = turns.take(takes_turn);
            match attempt.once(line, &locks) {
                Ok(aftermath) => return Ok(aftermath),
                Err(lost) => lost,
            }
        };
        let may_succeed = lost.is_undone
            && match lost.failure {
                Failure::Conflict | Failure::Lost => retry < RETRIES,
                // Somebody may have made the same since this transaction began: now it sees theirs.
                Failure::Exists => retry == 0,
                Failure::Silent | Failure::Other => false,
            };
        if !may_succeed {
            tracing::warn!(error = %lost.error, retry, is_undone = lost.is_undone, "a transaction was given up");
            return Err(lost.error);
        }
        // Those who met would meet again if they began again at the same time; nothing tells when the others are done.
        let longest = PAUSE.as_micros() << retry;
        std::thread::sleep(Duration::from_micros(secret::random_u64() % u64::try_from(longest).unwrap_or(u64::MAX)));
        retry += 1;
    }
}

/// A command that is run until its transaction is kept.
struct Attempt<'r> {
    run: &'r mut dyn FnMut(&mut Tx<'_>) -> bool,
    is_on_case: bool,
    /// The case that it was found to be on.
    case: Option<i64>,
}

impl Attempt<'_> {
    /// Runs it in a transaction of its own, under locks that it waits for first.
    fn once(&mut self, line: &mut Line, locks: &[String]) -> Result<Aftermath, Lost> {
        let unreached = |error| Lost { error, failure: Failure::Other, is_undone: true };
        if !locks.is_empty() {
            // Before the transaction begins, for what it sees is settled with its first statement.
            let wait = format!("SELECT {}", locks.join(", "));
            line.connected().and_then(|session| session.say(&wait)).map_err(unreached)?;
        }
        let session = line.begun(if self.is_on_case { BEGIN_ON_CASE } else { BEGIN }).map_err(unreached)?;
        let outcome = self.within(session);
        if let Err(lost) = &outcome
            && (lost.failure == Failure::Lost || session.nod("ROLLBACK").is_err())
        {
            line.lose();
        }
        if !locks.is_empty()
            && let Some(session) = &mut line.session
            && session.nod("SELECT pg_advisory_unlock_all()").is_err()
        {
            line.lose();
        }
        outcome
    }

    /// Runs it in the transaction that has begun, and commits it.
    fn within(&mut self, session: &mut Session) -> Result<Aftermath, Lost> {
        let mut tx = Tx::on_postgres(session);
        tx.is_on_case = self.is_on_case;
        let is_kept = (self.run)(&mut tx);
        self.case = tx.case;
        let (changed, aftermath) = (std::mem::take(&mut tx.changed_cases), std::mem::take(&mut tx.aftermath));
        let indexed = if is_kept { changed.into_iter().try_for_each(|case_id| search::index(&mut tx, case_id)) } else { Ok(()) };
        match (session.take_failure(), indexed) {
            // Nothing may follow a statement that failed, least of all a commit, which would be a silent rollback.
            (Some(failure), indexed) => {
                let error = indexed.err().unwrap_or_else(|| match failure {
                    Failure::Conflict | Failure::Lost => StoreError::Overloaded,
                    Failure::Silent => StoreError::Away("it does not answer".to_owned()),
                    _ => StoreError::Database("a command went on after a failure".to_owned()),
                });
                return Err(Lost { error, failure, is_undone: true });
            }
            (None, Err(error)) => return Err(Lost { error, failure: Failure::Other, is_undone: true }),
            (None, Ok(())) => {}
        }
        if !is_kept {
            return session.nod("ROLLBACK").map(|()| Aftermath::default()).map_err(|error| Lost {
                error,
                failure: Failure::Lost,
                is_undone: true,
            });
        }
        session.say("COMMIT").map(|()| aftermath).map_err(|error| {
            let failure = session.take_failure().unwrap_or(Failure::Other);
            // An answer that got lost says nothing of what was done: whoever asked tries again, under the same key.
            Lost { error, failure, is_undone: !matches!(failure, Failure::Lost | Failure::Silent) }
        })
    }
}
