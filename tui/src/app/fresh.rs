//! Whether a list is as the server has it: it gathers hints and waits while it is covered; what is fetched is the screen's own.

use std::time::Duration;

use super::Context;
use crate::effect::{Effect, Ticket};

/// How long after a change a list is fetched again, together with whatever else changes until then.
pub(crate) const GATHER: Duration = Duration::from_millis(700);

/// What a list has heard and not fetched yet.
#[derive(Debug, Default)]
pub(crate) struct Freshness {
    is_stale: bool,
    is_covered: bool,
    timer: Option<Ticket>,
}

impl Freshness {
    /// Something changed: wakes the screen soon, or waits until it is on top.
    pub(crate) fn hear(&mut self, cx: &Context) -> Vec<Effect> {
        self.is_stale = true;
        if self.is_covered || self.timer.is_some() {
            return Vec::new();
        }
        let ticket = cx.ticket();
        self.timer = Some(ticket);
        vec![Effect::Wake(ticket, GATHER)]
    }

    /// Whether this is what was waited for, and there is something to fetch now.
    pub(crate) fn woke(&mut self, ticket: Ticket) -> bool {
        if self.timer != Some(ticket) {
            return false;
        }
        self.timer = None;
        self.is_stale && !self.is_covered
    }

    /// Another screen is above.
    pub(crate) fn covered(&mut self) {
        self.is_covered = true;
    }

    /// On top again; whether there is something to fetch.
    pub(crate) fn shown(&mut self) -> bool {
        self.is_covered = false;
        self.is_stale
    }

    /// It is being fetched.
    pub(crate) fn fetched(&mut self) {
        self.is_stale = false;
    }
}
