//! A draft while it is written: saved as it is typed, its files sent one after the other, submitted once (C10).

mod answered;
mod arrivals;
mod files;
mod here;
mod paste;

use std::time::Duration;

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::comment::Send;
use caseport_shared::api::draft::{DraftContent, DraftKind, DraftView, SaveDraft, SubmitDraft, Submitted};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::case::CaseNumber;
use jiff::Timestamp;
use uuid::Uuid;

use self::answered::Ending;
use self::arrivals::Arrivals;
use self::files::{Upload, UploadState};
use self::paste::Paste;
use super::words;
use crate::api::Key;
use crate::app::Context;
use crate::effect::{Answer, Call, Effect, Failure, Ticket, Tone};
use crate::msg::Msg;

/// How long after a change the draft is saved.
const PAUSE: Duration = Duration::from_secs(1);

/// What came of a message.
#[derive(Debug)]
pub enum Event {
    /// Nothing that the screen must know.
    Nothing,
    /// The draft became a case or comment.
    Sent(Box<Submitted>),
    /// It could not be sent; it is kept.
    Refused(Failure),
    /// What was pasted is text after all: type it.
    Text(String),
}

/// Where the text is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    Nowhere,
    Server(Timestamp),
    Here,
}

/// What was sent last.
#[derive(Debug, Clone)]
struct Sent {
    submit: SubmitDraft,
    key: Key,
    content: DraftContent,
    /// Whether nobody knows whether it arrived.
    is_unanswered: bool,
}

/// A draft and what is under way for it.
#[derive(Debug)]
pub struct Drafting {
    id: Uuid,
    kind: DraftKind,
    case: Option<CaseNumber>,
    version: i64,
    files: Vec<AttachmentView>,
    uploads: Vec<Upload>,
    is_dirty: bool,
    ending: Ending,
    kept: Kept,
    is_kept_here: bool,
    timer: Option<Ticket>,
    saving: Option<Ticket>,
    submitting: Option<Ticket>,
    /// Files that are being taken off.
    dropping: Vec<Ticket>,
    /// Whether files made a version of the draft that is not known here yet.
    is_behind: bool,
    wanted: Option<Send>,
    last: Option<Sent>,
    /// Tickets whose answers change nothing here but a message.
    others: Vec<Ticket>,
    pastes: Vec<Paste>,
    /// Name and size of files whose sending was stopped; the server may have had them whole already.
    stopped: Vec<(String, u64)>,
    arrivals: Arrivals,
}

impl Drafting {
    /// A new draft.
    pub fn new(kind: DraftKind, case: Option<CaseNumber>, cx: &Context) -> Self {
        Self {
            id: cx.id(),
            kind,
            case,
            version: 0,
            files: Vec::new(),
            uploads: Vec::new(),
            is_dirty: false,
            ending: Ending::No,
            kept: Kept::Nowhere,
            is_kept_here: false,
            timer: None,
            saving: None,
            submitting: None,
            dropping: Vec::new(),
            is_behind: false,
            wanted: None,
            last: None,
            others: Vec::new(),
            pastes: Vec::new(),
            stopped: Vec::new(),
            arrivals: Arrivals::default(),
        }
    }

    /// A draft of the server, continued.
    pub fn from_view(view: &DraftView, cx: &Context) -> Self {
        let mut draft = Self::new(view.kind, view.case, cx);
        (draft.id, draft.version, draft.kept) = (view.id, view.version, Kept::Server(view.updated_at));
        draft.files.clone_from(&view.files);
        draft
    }

    /// The draft's id.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Whether there are files, received or on their way.
    pub fn has_files(&self) -> bool {
        !self.files.is_empty() || !self.uploads.is_empty()
    }

    /// Whether it is being sent.
    pub fn is_sending(&self) -> bool {
        self.wanted.is_some() || self.submitting.is_some()
    }

    /// Whether the server is asked for something that is not answered.
    pub fn is_under_way(&self) -> bool {
        self.saving.is_some() || self.submitting.is_some() || !self.dropping.is_empty()
    }

    /// The text changed: it will be saved in a moment.
    pub fn touch(&mut self, cx: &Context) -> Vec<Effect> {
        self.is_dirty = true;
        self.pause(cx)
    }

    /// Looks again in a moment, unless that is under way.
    fn pause(&mut self, cx: &Context) -> Vec<Effect> {
        if self.timer.is_some() {
            return Vec::new();
        }
        let ticket = cx.ticket();
        self.timer = Some(ticket);
        vec![Effect::Wake(ticket, PAUSE)]
    }

    /// The writer leaves: saves now what is not saved, and throws away what is empty.
    pub fn leave(&mut self, content: &DraftContent, is_blank: bool, cx: &Context) -> Vec<Effect> {
        if is_blank && !self.has_files() {
            self.is_dirty = false;
            if self.expects_files() {
                return self.leave_to_arrivals(cx);
            }
            return if self.version > 0 { self.discard(cx) } else { Vec::new() };
        }
        let is_safe = !self.is_dirty && self.saving.is_none();
        let mut effects = self.advance(content, cx);
        if !is_safe {
            effects.push(self.keep_here(content, cx));
        }
        effects
    }

    /// The server is heard again.
    pub fn again(&mut self, content: &DraftContent, cx: &Context) -> Vec<Effect> {
        self.is_dirty |= self.is_kept_here;
        self.wait_again(cx);
        self.advance(content, cx)
    }

    /// Throws the draft away.
    pub fn discard(&mut self, cx: &Context) -> Vec<Effect> {
        let mut effects = self.forget(cx);
        if self.version > 0 {
            let ticket = self.other(cx);
            effects.push(Effect::Api(ticket, Call::DiscardDraft(self.id, Key::fresh())));
        }
        // What is typed after this is another draft; its save may overtake the discarding.
        (self.id, self.version, self.is_dirty, self.kept) = (cx.id(), 0, false, Kept::Nowhere);
        effects
    }

    /// Why it cannot be sent as it is, where a file failed.
    pub fn refusal(&self, cx: &Context) -> Option<String> {
        let failed = self.uploads.iter().find(|upload| matches!(upload.state, UploadState::Failed(_)))?;
        Some(cx.text_with("files-failed", &[("name", failed.name.clone().into())]))
    }

    /// Sends the draft once its text and files are with the server.
    pub fn submit(&mut self, send: Send, content: &DraftContent, cx: &Context) -> Vec<Effect> {
        if let Some(words) = self.refusal(cx) {
            return vec![Effect::Say(Tone::Bad, words)];
        }
        if self.submitting.is_none() {
            self.wanted = Some(send);
        }
        self.advance(content, cx)
    }

    /// Does what comes next: save, send a file, submit.
    fn advance(&mut self, content: &DraftContent, cx: &Context) -> Vec<Effect> {
        if self.saving.is_some() || self.submitting.is_some() || self.ending == Ending::Asked {
            return Vec::new();
        }
        // What may have arrived already is asked for once more, exactly as it was; another text is saved first, which tells.
        if self.wanted.is_some()
            && let Some(Sent { submit, key, .. }) = self.last.clone().filter(|last| last.is_unanswered && last.content == *content)
        {
            self.wanted = None;
            let ticket = cx.ticket();
            self.submitting = Some(ticket);
            return vec![Effect::Api(ticket, Call::Submit { draft: self.id, submit, key })];
        }
        let waits = self.uploads.iter().any(|upload| upload.state == UploadState::Waiting);
        if self.is_dirty || (self.version == 0 && (waits || self.wanted.is_some())) {
            return self.save_now(content, cx);
        }
        if self.uploads.iter().any(|upload| matches!(upload.state, UploadState::Looking(_) | UploadState::Sending(_))) {
            return Vec::new();
        }
        if let Some(upload) = self.uploads.iter_mut().find(|upload| upload.state == UploadState::Waiting) {
            let ticket = cx.ticket();
            upload.state = UploadState::Sending(ticket);
            return vec![Effect::Api(ticket, Call::UploadToDraft { draft: self.id, path: upload.path.clone(), key: upload.key })];
        }
        if self.wanted.is_none() || !self.dropping.is_empty() {
            return Vec::new();
        }
        if self.is_behind {
            return self.save_now(content, cx);
        }
        let Some(send) = self.wanted.take() else { return Vec::new() };
        let submit = SubmitDraft { version: self.version, send };
        // The same request again keeps its key, so that an answer that was lost is not asked for twice.
        let key = self.last.as_ref().filter(|last| last.submit == submit).map_or_else(Key::fresh, |last| last.key);
        self.last = Some(Sent { submit: submit.clone(), key, content: content.clone(), is_unanswered: false });
        let ticket = cx.ticket();
        self.submitting = Some(ticket);
        vec![Effect::Api(ticket, Call::Submit { draft: self.id, submit, key })]
    }

    /// Saves; the same text once more changes nothing and tells the version that the files have made.
    fn save_now(&mut self, content: &DraftContent, cx: &Context) -> Vec<Effect> {
        let ticket = cx.ticket();
        // A file that arrives before the answer does may have come after it was given.
        (self.saving, self.is_dirty, self.is_behind) = (Some(ticket), false, false);
        let mut effects = vec![Effect::Api(ticket, Call::SaveDraft(self.id, Box::new(self.save(content))))];
        effects.extend(self.pause(cx));
        effects
    }

    fn save(&self, content: &DraftContent) -> SaveDraft {
        SaveDraft { kind: self.kind, case: self.case, version: self.version, content: content.clone() }
    }

    fn other(&mut self, cx: &Context) -> Ticket {
        let ticket = cx.ticket();
        self.others.push(ticket);
        ticket
    }

    /// Takes a message, if it is for this draft.
    pub fn take(&mut self, msg: &Msg, content: &DraftContent, cx: &Context) -> Option<(Vec<Effect>, Event)> {
        if let Some(looked) = self.looked(msg, cx) {
            return Some(looked);
        }
        if let Some(effects) = self.arrived(msg, cx) {
            return Some((effects, Event::Nothing));
        }
        let quiet = |effects| Some((effects, Event::Nothing));
        match msg {
            Msg::Woke(ticket) if self.timer == Some(*ticket) => {
                self.timer = None;
                // A server that takes its time may never answer.
                if self.saving.is_some() {
                    return quiet(vec![self.keep_here(content, cx)]);
                }
                quiet(self.advance(content, cx))
            }
            Msg::Answer(ticket, outcome) if self.saving == Some(*ticket) => {
                self.saving = None;
                Some(self.saved(outcome, content, cx))
            }
            Msg::Answer(ticket, outcome) if self.submitting == Some(*ticket) => {
                self.submitting = None;
                if let Some(last) = &mut self.last {
                    last.is_unanswered = matches!(outcome, Err(Failure::Away(_) | Failure::Other(_)));
                }
                let is_other = self.last.as_ref().is_some_and(|last| last.content != *content);
                match outcome {
                    Ok(Answer::Submitted(_)) if is_other => Some(self.arrived_before(cx)),
                    Ok(Answer::Submitted(submitted)) => Some((self.forget(cx), Event::Sent(submitted.clone()))),
                    Ok(_) => Some((Vec::new(), Event::Refused(Failure::Other(cx.text("error-unexpected-answer"))))),
                    Err(failure) => {
                        // A file came or went elsewhere: the next sending asks for the version, and shows the files, first.
                        self.is_behind |= matches!(failure, Failure::Problem(problem) if problem.code == ErrorCode::StaleVersion);
                        Some((Vec::new(), Event::Refused(failure.clone())))
                    }
                }
            }
            Msg::Answer(ticket, outcome) if self.dropping.contains(ticket) => {
                self.dropping.retain(|dropped| dropped != ticket);
                self.is_behind = true;
                let mut effects = self.advance(content, cx);
                effects.extend(self.look_again(cx));
                if let Err(failure) = outcome {
                    effects.push(Effect::Say(Tone::Bad, words::failure(failure, cx)));
                }
                quiet(effects)
            }
            Msg::Answer(ticket, _) | Msg::Host(ticket, _) if self.others.contains(ticket) => {
                self.others.retain(|other| other != ticket);
                match msg {
                    Msg::Answer(_, Err(failure)) => quiet(vec![Effect::Say(Tone::Bad, words::failure(failure, cx))]),
                    Msg::Host(_, Err(words)) => quiet(vec![Effect::Say(Tone::Bad, words.clone())]),
                    _ => quiet(Vec::new()),
                }
            }
            Msg::Answer(ticket, _) | Msg::Host(ticket, _) | Msg::Progress(ticket, _) => {
                let has_moved = self.transfer(*ticket, msg, cx)?;
                if has_moved { Some(self.moved_on(content, cx)) } else { quiet(Vec::new()) }
            }
            _ => None,
        }
    }

    /// A file arrived or failed: what comes next; a failed one stops the sending.
    fn moved_on(&mut self, content: &DraftContent, cx: &Context) -> (Vec<Effect>, Event) {
        let failed = self.uploads.iter().find_map(|upload| match &upload.state {
            UploadState::Failed(words) => Some(words.clone()),
            _ => None,
        });
        if let Some(words) = failed
            && self.wanted.take().is_some()
        {
            return (self.advance(content, cx), Event::Refused(Failure::Other(words)));
        }
        (self.advance(content, cx), Event::Nothing)
    }

    fn saved(&mut self, outcome: &Result<Answer, Failure>, content: &DraftContent, cx: &Context) -> (Vec<Effect>, Event) {
        let saved = match outcome {
            Ok(Answer::Saved(saved)) => saved,
            Ok(_) => return self.not_saved(Failure::Other(cx.text("error-unexpected-answer")), content, cx),
            Err(failure) => return self.not_saved(failure.clone(), content, cx),
        };
        let mut effects = if self.is_dirty { Vec::new() } else { self.forget(cx) };
        if saved.forked_from.is_some() {
            effects.push(Effect::Say(Tone::Info, cx.text("draft-forked")));
        }
        (self.id, self.version) = (saved.draft.id, saved.draft.version);
        if let Some(last) = &mut self.last {
            last.is_unanswered = false;
        }
        effects.extend(self.told(&saved.draft.files, cx));
        effects.extend(self.look_again(cx));
        self.kept = Kept::Server(cx.now);
        if self.is_dirty && self.wanted.is_none() {
            effects.extend(self.touch(cx));
        } else {
            effects.extend(self.advance(content, cx));
        }
        (effects, Event::Nothing)
    }

    /// Where the text is safe, in words.
    pub fn status(&self, cx: &Context) -> String {
        if self.is_sending() {
            return cx.text(if self.submitting.is_some() { "draft-sending" } else { "draft-sending-files" });
        }
        match self.kept {
            _ if self.saving.is_some() => cx.text("draft-saving"),
            Kept::Server(at) => {
                let time = cx.times.clock(at);
                cx.text_with("draft-saved", &[("time", time.into())])
            }
            Kept::Here => cx.text(if cx.is_remote() { "draft-kept-line" } else { "draft-kept-here" }),
            Kept::Nowhere => String::new(),
        }
    }
}
