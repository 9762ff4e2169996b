//! Who may open something: an answer that comes late does not take the keyboard from a user who went on meanwhile.

use std::collections::HashMap;

use super::{App, LayerId};
use crate::effect::Ticket;
use crate::msg::Msg;
use crate::widgets::dialog::{Dialog, dialog_layer};

/// Most questions that wait.
const WAITING_MAX: usize = 16;

/// What the user has done, counted, and what was asked for when.
#[derive(Debug, Default)]
pub(super) struct Turn {
    /// Keys, pastes and presses so far.
    done: u64,
    /// How many there were when what is handled now was asked for.
    since: u64,
    asked: HashMap<Ticket, u64>,
    /// Questions to the user that wait until they may be asked.
    waiting: Vec<(LayerId, Ticket, Dialog)>,
}

impl Turn {
    /// Takes note of what is about to be handled.
    pub(super) fn begin(&mut self, msg: &Msg) {
        self.since = match msg {
            Msg::Key(_) | Msg::Paste(_) | Msg::Pointer(_) => {
                self.done += 1;
                self.done
            }
            Msg::Answer(ticket, _) => self.asked.remove(ticket).unwrap_or(self.done),
            _ => self.done,
        };
    }

    /// Something is asked of the server: what its answer asks in turn was wanted as of now.
    pub(super) fn asked(&mut self, ticket: Ticket) {
        self.asked.insert(ticket, self.since);
    }

    /// Forgets what is not awaited any more.
    pub(super) fn cancelled(&mut self, ticket: Ticket) {
        self.asked.remove(&ticket);
    }

    /// Keeps a question for later.
    pub(super) fn later(&mut self, layer: LayerId, ticket: Ticket, dialog: Dialog) {
        if self.waiting.len() < WAITING_MAX {
            self.waiting.push((layer, ticket, dialog));
        }
    }
}

impl App {
    /// Whether a layer may open something: it is on top, and nothing is typed there that was begun after it asked.
    pub(super) fn may_interrupt(&self, id: LayerId) -> bool {
        if !self.layers.iter().any(|entry| entry.id == id) {
            return true;
        }
        let Some(top) = self.layers.last() else { return true };
        top.id == id && (self.turn.since == self.turn.done || !top.layer.is_typing())
    }

    /// Asks what waits for its layer to be on top again, with nothing typed there.
    pub(super) fn ask_what_waits(&mut self) {
        let layers = &self.layers;
        self.turn.waiting.retain(|(id, ..)| layers.iter().any(|entry| entry.id == *id));
        let Some(top) = self.layers.last().filter(|top| !top.layer.is_typing()).map(|top| top.id) else { return };
        if let Some(at) = self.turn.waiting.iter().position(|(id, ..)| *id == top) {
            let (_, ticket, dialog) = self.turn.waiting.remove(at);
            self.push(dialog_layer(dialog), Some(ticket));
        }
    }
}
