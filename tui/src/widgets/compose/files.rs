//! The files of a draft: looked at, sent one after the other, taken off again.

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::draft::DraftContent;
use caseport_shared::text::inline;
use ratatui::text::Line;

use super::Drafting;
use super::arrivals::tell_arrivals;
use crate::api::Key;
use crate::app::Context;
use crate::effect::{Answer, Call, Effect, Failure, HostAnswer, HostOp, Ticket};
use crate::msg::Msg;
use crate::widgets::text::{fit, span};
use crate::widgets::words;

/// A file on its way.
#[derive(Debug)]
pub(super) struct Upload {
    pub(super) path: String,
    pub(super) name: String,
    pub(super) size: u64,
    is_looked_at: bool,
    sent: u64,
    pub(super) key: Key,
    pub(super) state: UploadState,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum UploadState {
    Looking(Ticket),
    Waiting,
    Sending(Ticket),
    Failed(String),
}

impl Drafting {
    /// The files received.
    pub fn files(&self) -> &[AttachmentView] {
        &self.files
    }

    /// Adds a file by its path.
    pub fn attach(&mut self, path: &str, cx: &Context) -> Vec<Effect> {
        if self.room(cx) == 0 {
            return vec![words::no_more_files(cx)];
        }
        let ticket = cx.ticket();
        let state = UploadState::Looking(ticket);
        let name = inline(path).into_owned();
        self.uploads.push(Upload { path: path.to_owned(), name, size: 0, is_looked_at: false, sent: 0, key: Key::fresh(), state });
        vec![Effect::Host(ticket, HostOp::LookAt(path.to_owned()))]
    }

    /// The names of the files, received or on their way, in the order of [`Self::remove`].
    pub fn names(&self) -> Vec<String> {
        let received = self.files.iter().map(|file| inline(&file.name).into_owned());
        received.chain(self.uploads.iter().map(|upload| upload.name.clone())).collect()
    }

    /// Takes a file off; one that is on its way is stopped.
    pub fn remove(&mut self, at: usize, content: &DraftContent, cx: &Context) -> Vec<Effect> {
        if at < self.files.len() {
            let file = self.files.remove(at);
            return vec![self.drop_file(&file, cx)];
        }
        let at = at - self.files.len();
        if at >= self.uploads.len() {
            return Vec::new();
        }
        let upload = self.uploads.remove(at);
        let mut effects = Vec::new();
        if let UploadState::Sending(ticket) = upload.state {
            effects.push(Effect::Cancel(ticket));
            self.stopped.push((upload.name, upload.size));
            self.is_behind = true;
        }
        effects.extend(self.advance(content, cx));
        effects
    }

    fn drop_file(&mut self, file: &AttachmentView, cx: &Context) -> Effect {
        let ticket = cx.ticket();
        self.dropping.push(ticket);
        Effect::Api(ticket, Call::DropFile { draft: self.id, file: file.id, key: Key::fresh() })
    }

    /// The server tells which files it has; one whose sending was stopped too late is taken off again.
    pub(super) fn told(&mut self, files: &[AttachmentView], cx: &Context) -> Vec<Effect> {
        let known: Vec<_> = self.files.iter().map(|file| file.id).collect();
        let new: Vec<&AttachmentView> = files.iter().filter(|file| !known.contains(&file.id)).collect();
        let mut effects = tell_arrivals(&new, cx);
        files.clone_into(&mut self.files);
        let stopped = std::mem::take(&mut self.stopped);
        for (name, size) in stopped {
            let is_it = |file: &AttachmentView| !known.contains(&file.id) && file.name == name && file.size == size;
            if let Some(at) = self.files.iter().position(is_it) {
                let file = self.files.remove(at);
                effects.push(self.drop_file(&file, cx));
            }
        }
        effects
    }

    /// Whether a file could not be sent and may be tried again.
    pub fn has_failed(&self) -> bool {
        self.uploads.iter().any(|upload| matches!(upload.state, UploadState::Failed(_)))
    }

    /// Tries the files again that could not be sent.
    pub fn retry(&mut self, content: &DraftContent, cx: &Context) -> Vec<Effect> {
        self.wait_again(cx);
        let mut effects = Vec::new();
        for upload in &mut self.uploads {
            // What could not even be looked at may be there by now.
            if matches!(upload.state, UploadState::Failed(_)) {
                let ticket = cx.ticket();
                upload.state = UploadState::Looking(ticket);
                effects.push(Effect::Host(ticket, HostOp::LookAt(upload.path.clone())));
            }
        }
        effects.extend(self.advance(content, cx));
        effects
    }

    /// Files that were looked at and failed wait for their turn again.
    pub(super) fn wait_again(&mut self, cx: &Context) {
        for upload in &mut self.uploads {
            if matches!(upload.state, UploadState::Failed(_)) && upload.is_looked_at && upload.size <= cx.limits().attachment_bytes {
                (upload.state, upload.sent) = (UploadState::Waiting, 0);
            }
        }
    }

    /// The bytes of all files, received and on their way.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum::<u64>() + self.uploads.iter().map(|upload| upload.size).sum::<u64>()
    }

    /// How many files can still be added.
    pub fn room(&self, cx: &Context) -> usize {
        cx.limits().files_per_draft.saturating_sub(self.files.len() + self.uploads.len())
    }

    /// Takes what happened to a file, if it is one of these; tells whether something else may come next.
    pub(super) fn transfer(&mut self, ticket: Ticket, msg: &Msg, cx: &Context) -> Option<bool> {
        let limit = cx.limits().attachment_bytes;
        let is_about = |upload: &Upload| upload.state == UploadState::Sending(ticket) || upload.state == UploadState::Looking(ticket);
        let at = self.uploads.iter().position(is_about)?;
        let upload = &mut self.uploads[at];
        upload.state = match msg {
            Msg::Progress(_, sent) => {
                upload.sent = *sent;
                return Some(false);
            }
            Msg::Answer(_, Ok(Answer::Uploaded(file))) => {
                self.uploads.remove(at);
                self.is_behind = true;
                // A save in between may have told of it already.
                if self.files.iter().all(|known| known.id != file.id) {
                    self.files.push((**file).clone());
                }
                return Some(true);
            }
            // The server keeps nothing of a file that did not come whole; the same key makes one file of both attempts.
            Msg::Answer(_, Err(Failure::Away(_))) => UploadState::Failed(cx.text("files-lost")),
            Msg::Answer(_, Err(failure)) => {
                // What the server refused is another request the next time; anything else may have arrived all the same.
                if matches!(failure, Failure::Problem(_)) {
                    upload.key = Key::fresh();
                }
                UploadState::Failed(words::failure(failure, cx))
            }
            Msg::Host(_, Ok(HostAnswer::File { name, size })) => {
                (upload.name, upload.size, upload.is_looked_at) = (name.clone(), *size, true);
                if *size > limit {
                    let values = [("size", words::size(*size).into()), ("limit", words::size(limit).into())];
                    UploadState::Failed(cx.text_with("files-too-large", &values))
                } else {
                    UploadState::Waiting
                }
            }
            Msg::Host(_, Err(words)) => UploadState::Failed(words.clone()),
            _ => UploadState::Failed(cx.text("error-unexpected-answer")),
        };
        Some(true)
    }

    /// The files, one to a line.
    pub fn lines(&self, cells: usize, cx: &Context) -> Vec<Line<'static>> {
        let received = self.files.iter().map(|file| {
            let words = cx.text_with("files-received", &[("size", words::size(file.size).into())]);
            Line::from(vec![
                span("+ ", cx.theme.good),
                span(fit(&format!("{}  {words}", inline(&file.name)), cells.saturating_sub(2)), cx.theme.text),
            ])
        });
        let coming = self.uploads.iter().map(|upload| {
            let (style, words) = match &upload.state {
                UploadState::Failed(words) => (cx.theme.danger, words.clone()),
                UploadState::Looking(_) | UploadState::Waiting => (cx.theme.muted, cx.text("files-waiting")),
                UploadState::Sending(_) => (cx.theme.accent, progress(upload.sent, upload.size, cx)),
            };
            let text = fit(&format!("{}  {}", upload.name, inline(&words)), cells.saturating_sub(2));
            Line::from(vec![span("… ", style), span(text, style)])
        });
        received.chain(coming).collect()
    }
}

/// A bar of ten cells and the share that is done.
fn progress(sent: u64, size: u64, cx: &Context) -> String {
    let percent = (sent.min(size) * 100).checked_div(size).unwrap_or(0);
    let done = usize::try_from(percent / 10).unwrap_or(0);
    let bar = format!("{}{}", "━".repeat(done), "─".repeat(10 - done));
    cx.text_with("files-progress", &[("bar", bar.into()), ("percent", percent.into()), ("size", words::size(size).into())])
}
