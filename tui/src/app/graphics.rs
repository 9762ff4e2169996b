//! What the terminal tells of itself, and what is wanted of it once something was drawn.

use super::{App, LayerId};
use crate::effect::{Effect, Question};
use crate::widgets::sharp::Told;

impl App {
    /// Takes what the terminal told; one that draws pixels is asked how.
    pub(super) fn told(&mut self, told: Told) {
        let was_known = self.cx.graphics.has_sixels();
        self.cx.graphics.take(told);
        if !was_known {
            self.measure();
        }
    }

    /// Asks a terminal that draws pixels how large they are; another size of the window may be one of its letters.
    pub(super) fn measure(&mut self) {
        if self.cx.graphics.has_sixels() {
            self.outbox.push(Effect::Inquire(Question::Graphics));
        }
    }

    /// What is wanted now that a frame was drawn.
    pub fn drawn(&mut self) -> Vec<Effect> {
        let ids: Vec<LayerId> = self.layers.iter().map(|entry| entry.id).collect();
        for id in ids {
            let Some(entry) = self.layers.iter_mut().find(|entry| entry.id == id) else { continue };
            let wanted = entry.layer.drawn(&self.cx);
            self.apply(id, wanted);
        }
        std::mem::take(&mut self.outbox)
    }
}
