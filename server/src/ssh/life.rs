//! What everything on one connection shares, and what has to be over before its sign-in ends.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::Door;
use super::connection::CHANNELS;
use super::listen::{Ending, FINISH};
use super::sign_in::end;

/// How long screens that were cut off may go on to save what was typed last.
const WILL: Duration = Duration::from_secs(75);

/// What everything on one connection shares; cheap to clone.
#[derive(Clone)]
pub(super) struct Life {
    /// Why it ends, once it does.
    pub(super) ending: watch::Receiver<Option<Ending>>,
    /// A turn for each of the [`CHANNELS`] that may be open.
    pub(super) room: Arc<Semaphore>,
    /// Cancelled when the connection is gone: nobody is heard or told any more.
    pub(super) cut: CancellationToken,
    /// What goes on until it is done, the saving of drafts above all.
    pub(super) tasks: TaskTracker,
    shown: Arc<AtomicBool>,
    tokens: Arc<Mutex<Vec<Arc<str>>>>,
}

impl Life {
    pub(super) fn new(ending: watch::Receiver<Option<Ending>>) -> Self {
        Self {
            ending,
            room: Arc::new(Semaphore::new(CHANNELS)),
            cut: CancellationToken::new(),
            tasks: TaskTracker::new(),
            shown: Arc::default(),
            tokens: Arc::default(),
        }
    }

    /// Remembers a sign-in that was made on the connection, whatever comes of it.
    pub(super) fn signed_in(&self, token: &str) {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).push(token.into());
    }

    /// Remembers that screens were shown, which may have something left to save.
    pub(super) fn shows(&self) {
        self.shown.store(true, Ordering::Relaxed);
    }

    /// Cuts off what is left, lets it save what was typed, and ends every sign-in that was made.
    pub(super) async fn end(self, door: Door) {
        self.cut.cancel();
        self.tasks.close();
        let stopping = door.app().stopping().clone();
        let patience = if stopping.is_cancelled() { FINISH } else { WILL };
        let _ = timeout(patience, self.tasks.wait()).await;
        if self.shown.load(Ordering::Relaxed) {
            // What the server would not take yet is offered to it for a while.
            stopping.run_until_cancelled(sleep(WILL)).await;
        }
        let tokens = std::mem::take(&mut *self.tokens.lock().unwrap_or_else(PoisonError::into_inner));
        for token in tokens {
            end(&door, &token).await;
        }
    }
}
