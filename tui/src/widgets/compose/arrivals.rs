//! Files that come to a draft by another way than through this form: sent by the writer's own `scp` (C10).

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::draft::{DraftContent, DraftView};
use caseport_shared::api::live::Hint;
use caseport_shared::text::inline;

use super::Drafting;
use crate::app::Context;
use crate::effect::{Answer, Call, Effect, Ticket, Tone};
use crate::msg::Msg;

/// How far the server was asked for files that came by themselves.
#[derive(Debug, Default)]
pub(super) struct Arrivals {
    /// Whether the writer was told how to send files.
    are_expected: bool,
    looking: Option<Ticket>,
    /// Whether something changed after the server was asked.
    looks_again: bool,
    /// Whether the writer left an empty draft, which is thrown away unless a file has come.
    is_left: bool,
}

impl Drafting {
    /// The writer is told how to send files here: the server must know the draft by then.
    pub fn expect_files(&mut self, content: &DraftContent, cx: &Context) -> Vec<Effect> {
        self.arrivals.are_expected = true;
        let is_known = self.version > 0 && !self.is_dirty;
        if is_known || self.saving.is_some() || self.submitting.is_some() { Vec::new() } else { self.save_now(content, cx) }
    }

    /// Whether a file may be on its way that is not known here yet.
    pub fn expects_files(&self) -> bool {
        self.arrivals.are_expected
    }

    /// The writer leaves the draft empty: a last look whether a file has come decides what becomes of it.
    pub(super) fn leave_to_arrivals(&mut self, cx: &Context) -> Vec<Effect> {
        self.arrivals.is_left = true;
        self.look(cx)
    }

    /// Takes what tells of files that came by themselves, if it is about this draft.
    pub(super) fn arrived(&mut self, msg: &Msg, cx: &Context) -> Option<Vec<Effect>> {
        match msg {
            // A draft on a machine of one's own gets its files through its form.
            Msg::Changed(Hint::Draft { id }) if *id == self.id && cx.is_remote() => Some(self.look(cx)),
            Msg::Answer(ticket, outcome) if self.arrivals.looking == Some(*ticket) => {
                self.arrivals.looking = None;
                let mut effects = match outcome {
                    // What is being taken off would come back; there will be another look.
                    Ok(Answer::Draft(draft)) if draft.id == self.id && self.dropping.is_empty() => self.took(draft, cx),
                    Ok(_) => Vec::new(),
                    // A draft that is gone, or a server that is away, is found out when the text is saved.
                    Err(_) => {
                        self.arrivals.are_expected &= !std::mem::take(&mut self.arrivals.is_left);
                        Vec::new()
                    }
                };
                effects.extend(self.look_again(cx));
                Some(effects)
            }
            _ => None,
        }
    }

    fn took(&mut self, draft: &DraftView, cx: &Context) -> Vec<Effect> {
        self.is_behind = true;
        let mut effects = self.told(&draft.files, cx);
        if std::mem::take(&mut self.arrivals.is_left) {
            self.arrivals.are_expected = false;
            // The writer may have come back meanwhile.
            let is_blank = draft.content.body.trim().is_empty() && draft.content.subject.trim().is_empty();
            if draft.files.is_empty() && is_blank && !self.is_dirty && !self.is_under_way() {
                effects.extend(self.discard(cx));
            }
        }
        effects
    }

    /// Looks once more, where something changed while the server was asked.
    pub(super) fn look_again(&mut self, cx: &Context) -> Vec<Effect> {
        if self.arrivals.looks_again { self.look(cx) } else { Vec::new() }
    }

    /// Asks for the draft's files; while a save is under way, after it, for its answer may know fewer.
    fn look(&mut self, cx: &Context) -> Vec<Effect> {
        self.arrivals.looks_again = self.is_under_way() || self.arrivals.looking.is_some();
        if self.arrivals.looks_again {
            return Vec::new();
        }
        let ticket = cx.ticket();
        self.arrivals.looking = Some(ticket);
        vec![Effect::Api(ticket, Call::Draft(self.id))]
    }
}

/// Says which files are new, where they came by themselves.
pub(super) fn tell_arrivals(new: &[&AttachmentView], cx: &Context) -> Vec<Effect> {
    if !cx.is_remote() {
        return Vec::new();
    }
    let say = |file: &&AttachmentView| {
        let words = cx.text_with("files-arrived", &[("name", inline(&file.name).into_owned().into())]);
        Effect::Say(Tone::Good, words)
    };
    new.iter().map(say).collect()
}
