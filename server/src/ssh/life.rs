//! What everything on one connection shares, and what has to be over before its sign-in ends.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::Door;
use super::connection::CHANNELS;
use super::listen::{Ending, FINISH};
use super::sign_in::end;

/// How long screens that were cut off may go on to save what was typed last.
const WILL: Duration = Duration::from_secs(75);

/// Files of one connection that are kept on the server's disk at once until they are whole. One more is refused: while it waited,
/// nothing further would be read of the connection, the others' files included.
const SPOOLED: usize = 4;

/// What everything on one connection shares; cheap to clone.
#[derive(Clone)]
pub(super) struct Life {
    /// Why it ends, once it does.
    pub(super) ending: watch::Receiver<Option<Ending>>,
    /// A turn for each of the [`CHANNELS`] that may be open.
    pub(super) room: Arc<Semaphore>,
    /// Turns at keeping what comes on standard input until it is whole.
    pub(super) spooling: Arc<Semaphore>,
    /// Cancelled when the connection is gone: nobody is heard or told any more.
    pub(super) cut: CancellationToken,
    /// What goes on until it is done, the saving of drafts above all.
    pub(super) tasks: TaskTracker,
    /// Cancelled when that has taken too long.
    pub(super) over: CancellationToken,
    made: Arc<Mutex<Made>>,
}

/// The sign-ins of a connection.
#[derive(Default)]
struct Made {
    tokens: Vec<Arc<str>>,
    person_id: Option<i64>,
    refused: usize,
}

impl Life {
    pub(super) fn new(ending: watch::Receiver<Option<Ending>>, cut: CancellationToken) -> Self {
        Self {
            ending,
            room: Arc::new(Semaphore::new(CHANNELS)),
            spooling: Arc::new(Semaphore::new(SPOOLED)),
            cut,
            tasks: TaskTracker::new(),
            over: CancellationToken::new(),
            made: Arc::default(),
        }
    }

    /// Remembers a sign-in that was made on the connection, whatever comes of it.
    pub(super) fn signed_in(&self, token: &str) {
        self.made().tokens.push(token.into());
    }

    /// Remembers who signed in.
    pub(super) fn is_person(&self, person_id: i64) {
        self.made().person_id = Some(person_id);
    }

    /// Counts a key or password that was refused.
    pub(super) fn refused(&self) {
        self.made().refused += 1;
    }

    /// Keys and passwords that were refused.
    pub(super) fn refusals(&self) -> usize {
        self.made().refused
    }

    /// Who signed in last.
    pub(super) fn person(&self) -> Option<i64> {
        self.made().person_id
    }

    fn made(&self) -> MutexGuard<'_, Made> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Cuts off what is left, lets it save what was typed, and ends every sign-in that was made.
    pub(super) async fn end(self, door: Door) {
        self.cut.cancel();
        self.tasks.close();
        let patience = if door.app().stopping().is_cancelled() { FINISH } else { WILL };
        let _ = timeout(patience, self.tasks.wait()).await;
        self.over.cancel();
        let tokens = std::mem::take(&mut self.made().tokens);
        for token in tokens {
            end(&door, &token).await;
        }
    }
}
