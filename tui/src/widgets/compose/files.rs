//! The files of a draft: looked at, sent one after the other, taken off again.

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::text::inline;
use ratatui::text::Line;

use super::Drafting;
use crate::api::Key;
use crate::app::Context;
use crate::effect::{Answer, Call, Effect, HostAnswer, HostOp, Ticket, Tone};
use crate::msg::Msg;
use crate::widgets::text::{fit, span};
use crate::widgets::words;

/// A file on its way.
#[derive(Debug)]
pub(super) struct Upload {
    pub(super) path: String,
    pub(super) name: String,
    pub(super) size: u64,
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
        let most = cx.limits().files_per_draft;
        if self.files.len() + self.uploads.len() >= most {
            return vec![Effect::Say(Tone::Bad, cx.text_with("files-too-many", &[("limit", most.into())]))];
        }
        let ticket = cx.ticket();
        let state = UploadState::Looking(ticket);
        let name = inline(path).into_owned();
        self.uploads.push(Upload { path: path.to_owned(), name, size: 0, sent: 0, key: Key::fresh(), state });
        vec![Effect::Host(ticket, HostOp::LookAt(path.to_owned()))]
    }

    /// The names of the files, received or on their way, in the order of [`Self::remove`].
    pub fn names(&self) -> Vec<String> {
        let received = self.files.iter().map(|file| inline(&file.name).into_owned());
        received.chain(self.uploads.iter().map(|upload| upload.name.clone())).collect()
    }

    /// Takes a file off.
    pub fn remove(&mut self, at: usize, cx: &Context) -> Vec<Effect> {
        if at < self.files.len() {
            let file = self.files.remove(at);
            let ticket = cx.ticket();
            self.dropping.push(ticket);
            return vec![Effect::Api(ticket, Call::DropFile { draft: self.id, file: file.id, key: Key::fresh() })];
        }
        // An upload that is under way ends up on the draft; its answer is taken off again when it comes.
        let at = at - self.files.len();
        if at < self.uploads.len() && !matches!(self.uploads[at].state, UploadState::Sending(_)) {
            self.uploads.remove(at);
            return Vec::new();
        }
        vec![Effect::Say(Tone::Bad, cx.text("files-wait"))]
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
            Msg::Answer(_, Err(failure)) => UploadState::Failed(words::failure(failure, cx)),
            Msg::Host(_, Ok(HostAnswer::File { name, size })) => {
                (upload.name, upload.size) = (name.clone(), *size);
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
