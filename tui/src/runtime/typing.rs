//! Bytes of a terminal on their way to being messages, and the silence that decides what they are.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use crate::input::Feeder;
use crate::msg::Msg;

/// What was typed and not handled.
pub(super) struct Typing {
    feeder: Feeder,
    typed: VecDeque<Msg>,
    /// Silence after which what may be the beginning of a key is one, as the Escape key is.
    silence: Duration,
    /// When what is undecided is decided.
    decided: Option<Instant>,
}

impl Typing {
    /// Nothing was typed yet.
    pub(super) fn new(silence: Duration) -> Self {
        Self { feeder: Feeder::default(), typed: VecDeque::new(), silence, decided: None }
    }

    /// The oldest message.
    pub(super) fn pop(&mut self) -> Option<Msg> {
        self.typed.pop_front()
    }

    /// Takes bytes as they came.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        self.feeder.feed(bytes, &mut self.typed);
        self.decided = self.feeder.is_undecided().then(|| Instant::now() + self.silence);
    }

    /// Waits until nothing has followed what is undecided, for ever where nothing is.
    pub(super) async fn silence(&self) {
        match self.decided {
            // No event tells that nothing follows: only time tells Escape from the beginning of another key.
            Some(until) => tokio::time::sleep_until(until).await,
            None => std::future::pending().await,
        }
    }

    /// Nothing has followed.
    pub(super) fn decide(&mut self) {
        self.feeder.decide(&mut self.typed);
        self.decided = None;
    }
}
