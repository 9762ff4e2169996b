//! Bytes of a terminal on their way to being messages, and the silence that decides what they are.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use crate::input::Feeder;
use crate::msg::Msg;

/// Silence after which a terminal that was asked about itself is taken to have typed; its answer may come in pieces, too.
const ANSWER: Duration = Duration::from_secs(1);

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
        let silence = if self.feeder.is_expecting() { ANSWER } else { self.silence };
        self.decided = self.feeder.is_undecided().then(|| Instant::now() + silence);
    }

    /// The terminal was asked about itself.
    pub(super) fn expect(&mut self) {
        self.feeder.expect();
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::{Instant, timeout};

    use super::Typing;
    use crate::msg::Msg;
    use crate::widgets::sharp::Told;

    const SILENCE: Duration = Duration::from_millis(20);

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_was_asked_for_may_be_slow_at_any_byte() {
        let answer = b"\x1b[?63;1;4c";
        for cut in 1..answer.len() {
            let mut typing = Typing::new(SILENCE);
            typing.expect();
            typing.feed(&answer[..cut]);
            if timeout(SILENCE * 10, typing.silence()).await.is_ok() {
                typing.decide();
            }
            typing.feed(&answer[cut..]);
            assert!(matches!(typing.pop(), Some(Msg::Told(Told::Sixels(true)))) && typing.pop().is_none(), "{cut}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn escape_waits_for_a_terminal_that_does_not_answer_once() {
        let mut typing = Typing::new(SILENCE);
        typing.expect();
        for waits in [SILENCE * 50, SILENCE] {
            let begun = Instant::now();
            typing.feed(b"\x1b");
            typing.silence().await;
            typing.decide();
            assert!(matches!(typing.pop(), Some(Msg::Key(_))) && begun.elapsed() < waits + SILENCE && begun.elapsed() >= waits);
        }
    }
}
