//! What an article that answers asks of a draft: that the server has it, that it stands still, and that it ends.

use caseport_shared::api::draft::DraftContent;

use super::files::UploadState;
use super::{Drafting, Kept};
use crate::app::Context;
use crate::effect::Effect;

/// Whether somebody else decides about the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    No,
    /// It is asked to end.
    Asked,
}

impl Drafting {
    /// Whether the server has it, in whatever version.
    pub fn is_saved(&self) -> bool {
        self.version > 0
    }

    /// Gives it to the server now, unless that is under way.
    pub fn save_first(&mut self, content: &DraftContent, cx: &Context) -> Vec<Effect> {
        if self.is_saved() || self.saving.is_some() {
            return Vec::new();
        }
        self.is_dirty = true;
        self.advance(content, cx)
    }

    /// Saves and sends nothing while somebody else decides about it: what is gone by then would come again.
    pub fn hold(&mut self) {
        self.ending = Ending::Asked;
    }

    /// It stays after all.
    pub fn release(&mut self, content: &DraftContent, cx: &Context) -> Vec<Effect> {
        self.ending = Ending::No;
        self.advance(content, cx)
    }

    /// The server has ended it: nothing of it is kept or sent any more.
    pub fn end(&mut self, cx: &Context) -> Vec<Effect> {
        let mut effects = self.forget(cx);
        for upload in self.uploads.drain(..) {
            if let UploadState::Looking(ticket) | UploadState::Sending(ticket) = upload.state {
                effects.push(Effect::Cancel(ticket));
            }
        }
        self.files.clear();
        (self.id, self.version, self.is_dirty, self.kept) = (cx.id(), 0, false, Kept::Nowhere);
        (self.saving, self.timer, self.wanted, self.ending) = (None, None, None, Ending::No);
        effects
    }
}
