//! Keys that were typed before the case was here: they wait for it, so that nothing typed goes astray.

use super::keys::{Action, READING};
use super::{Ask, Case};
use crate::app::Context;
use crate::effect::Effect;
use crate::keymap::{Key, resolve};

/// Most keys that wait.
const KEYS_MAX: usize = 1_000;

impl Case {
    /// Whether what is shown is still on its way.
    pub(super) fn is_awaited(&self) -> bool {
        let is_asked = self.asks.any(|ask| matches!(ask, Ask::Newest));
        self.failed.is_none() && (self.view.is_none() || (self.entries.is_empty() && is_asked))
    }

    /// Keeps a key until the case is here; one may go back at any time.
    pub(super) fn wait_with(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        if self.ahead.is_empty() && matches!(resolve(READING, &self.chord, key, self, cx), Some(Action::Back)) {
            return self.leave(cx);
        }
        if self.ahead.len() < KEYS_MAX {
            self.ahead.push(key);
        }
        Vec::new()
    }
}
