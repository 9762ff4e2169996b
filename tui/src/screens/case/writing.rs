//! A reply, a note or a solution while it is written, each with its own text; sending it asks what must be asked (C5, C12).

use caseport_shared::api::case::EditCase;
use caseport_shared::api::comment::Send;
use caseport_shared::api::draft::{DraftContent, DraftKind, DraftView, Submitted};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::comment::Seen;
use caseport_shared::limits::SOLUTION_CHARS;

use super::forms::attach_form;
use super::keys::Write;
use super::{Ask, Case, Mode, WRITING};
use crate::app::Context;
use crate::effect::{Change, Effect, Failure, Tone};
use crate::keymap::{Key, resolve};
use crate::msg::Msg;
use crate::widgets::compose::{Drafting, Event};
use crate::widgets::dialog::{Choice, Confirm, Dialog, Item, Pick};
use crate::widgets::editor::{Editor, Outcome};
use crate::widgets::words;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::screens) enum What {
    /// Everyone on the case reads it.
    Reply,
    /// Only support reads it.
    Note,
    /// The case's own field.
    Solution,
}

/// A text and its draft; a solution has no draft on the server and lives as long as the screen.
#[derive(Debug)]
pub(super) struct Writing {
    pub(super) what: What,
    pub(super) editor: Editor,
    pub(super) drafting: Option<Drafting>,
    /// The newest comments that the writer knows of.
    pub(super) seen: Seen,
    pub(super) error: Option<String>,
    /// Whether the solution is on its way.
    pub(super) is_sending: bool,
}

impl Writing {
    pub(super) fn content(&self) -> DraftContent {
        DraftContent { body: self.editor.text(), ..DraftContent::default() }
    }
}

impl Case {
    /// Opens the editor with whatever was typed before.
    pub(super) fn write(&mut self, what: What, cx: &Context) -> Vec<Effect> {
        let shown = self.shown();
        let before = self.shelf.iter().position(|writing| writing.what == what).map(|at| self.shelf.remove(at));
        let writing = before.unwrap_or_else(|| match what {
            What::Reply => self.begin(what, Some(DraftKind::Reply), cx),
            What::Note => self.begin(what, Some(DraftKind::Note), cx),
            What::Solution => self.begin(what, None, cx),
        });
        // A text that was not begun yet has nothing that a newer comment could make wrong.
        let seen = if writing.editor.is_blank() { shown } else { writing.seen };
        self.mode = Mode::Writing(Box::new(Writing { seen, ..writing }));
        self.scroll_to_end();
        Vec::new()
    }

    fn begin(&self, what: What, kind: Option<DraftKind>, cx: &Context) -> Writing {
        let text = match (what, &self.view) {
            (What::Solution, Some(case)) => case.summary.solution.clone().unwrap_or_default(),
            _ => String::new(),
        };
        let limit = if what == What::Solution { SOLUTION_CHARS } else { cx.limits().body_chars };
        let drafting = kind.map(|kind| Drafting::new(kind, Some(self.number), cx));
        Writing { what, editor: Editor::block(&text, limit), drafting, seen: self.shown(), error: None, is_sending: false }
    }

    /// Puts a draft of the server where `write` finds it, unless something newer is being written here.
    pub(super) fn shelve(&mut self, view: &DraftView, cx: &Context) {
        let what = match view.kind {
            DraftKind::Reply => What::Reply,
            DraftKind::Note => What::Note,
            DraftKind::Case => return,
        };
        let is_known = self.shelf.iter().any(|writing| writing.what == what)
            || matches!(&self.mode, Mode::Writing(writing) if writing.what == what && !writing.editor.is_blank());
        if is_known {
            return;
        }
        let writing = Writing {
            what,
            editor: Editor::block(&view.content.body, cx.limits().body_chars),
            drafting: Some(Drafting::from_view(view, cx)),
            seen: self.view.as_ref().map_or(Seen::default(), |case| case.seen),
            error: None,
            is_sending: false,
        };
        match &mut self.mode {
            Mode::Writing(open) if open.what == what => **open = writing,
            _ => self.shelf.push(writing),
        }
    }

    /// Keeps the text and goes back to reading.
    pub(super) fn leave_writing(&mut self, cx: &Context) -> Vec<Effect> {
        let Mode::Writing(mut writing) = std::mem::replace(&mut self.mode, Mode::Reading) else { return Vec::new() };
        let content = writing.content();
        let is_blank = writing.editor.is_blank();
        let effects = writing.drafting.as_mut().map_or_else(Vec::new, |draft| draft.leave(&content, is_blank, cx));
        let is_unchanged = writing.what == What::Solution
            && self.view.as_ref().is_some_and(|case| case.summary.solution.as_deref().unwrap_or_default() == content.body);
        let has_files = writing.drafting.as_ref().is_some_and(Drafting::has_files);
        if !(is_unchanged || (is_blank && !has_files)) {
            self.shelf.push(*writing);
        }
        effects
    }

    pub(super) fn writing_key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        if let Some(action) = resolve(WRITING, &self.chord, key, self, cx) {
            return match action {
                Write::Send => self.send(cx),
                Write::Leave => self.leave_writing(cx),
                Write::AttachFile => self.attach_files(cx),
                Write::RetryFiles => self.retry_files(cx),
                Write::RemoveFile => self.remove_file(cx),
                Write::Move(step) => {
                    self.scroll.step(step);
                    Vec::new()
                }
            };
        }
        let Mode::Writing(writing) = &mut self.mode else { return Vec::new() };
        let outcome = writing.editor.key(key, cx);
        edited(writing, outcome, cx)
    }

    pub(super) fn pasted(&mut self, text: &str, cx: &Context) -> Vec<Effect> {
        let Mode::Writing(writing) = &mut self.mode else { return Vec::new() };
        if let Some(effects) = writing.drafting.as_mut().and_then(|drafting| drafting.pasted(text, cx)) {
            return effects;
        }
        let outcome = writing.editor.insert(text);
        edited(writing, outcome, cx)
    }

    fn attach_files(&mut self, cx: &Context) -> Vec<Effect> {
        let Mode::Writing(writing) = &self.mode else { return Vec::new() };
        let room = writing.drafting.as_ref().map_or(0, |drafting| drafting.room(cx));
        if room == 0 {
            return vec![words::no_more_files(cx)];
        }
        self.ask(Ask::DraftFile, attach_form(cx, false, room), cx)
    }

    fn retry_files(&mut self, cx: &Context) -> Vec<Effect> {
        let Mode::Writing(writing) = &mut self.mode else { return Vec::new() };
        let content = writing.content();
        writing.drafting.as_mut().map_or_else(Vec::new, |drafting| drafting.retry(&content, cx))
    }

    fn remove_file(&mut self, cx: &Context) -> Vec<Effect> {
        let Mode::Writing(writing) = &self.mode else { return Vec::new() };
        let names = writing.drafting.as_ref().map(Drafting::names).unwrap_or_default();
        if names.is_empty() {
            return vec![Effect::Say(Tone::Info, cx.text("files-none"))];
        }
        let items = names.into_iter().map(|label| Item { label, detail: String::new() }).collect();
        self.ask(Ask::RemoveFile, Dialog::Pick(Pick { title: cx.text("files-remove"), items, at: 0 }), cx)
    }

    /// Sends what is open, once nothing is left to ask.
    pub(super) fn send(&mut self, cx: &Context) -> Vec<Effect> {
        let shown = self.shown();
        let asks_to_reopen = self.view.as_ref().is_some_and(|case| case.summary.status.asks_to_reopen());
        let Mode::Writing(writing) = &mut self.mode else { return Vec::new() };
        if writing.editor.is_blank() {
            return vec![Effect::Say(Tone::Bad, cx.text("write-empty"))];
        }
        if writing.is_sending || writing.drafting.as_ref().is_some_and(Drafting::is_sending) {
            return Vec::new();
        }
        writing.error = None;
        if writing.seen.is_behind(shown) && writing.what != What::Solution {
            let buttons = vec![cx.text("newer-keep-writing"), cx.text("newer-send")];
            let body = vec![cx.text("newer-body")];
            return self.ask(Ask::SendAfterNewer, Dialog::Confirm(Confirm { title: cx.text("newer-title"), body, buttons }), cx);
        }
        if asks_to_reopen && writing.what == What::Reply {
            let buttons = vec![cx.text("reopen-send"), cx.text("reopen-send-only"), cx.text("reopen-keep-writing")];
            let status = self.view.as_ref().map(|case| words::status(case.summary.status, cx)).unwrap_or_default();
            let body = vec![cx.text_with("reopen-body", &[("status", status.into())])];
            return self.ask(Ask::SendOnClosed, Dialog::Confirm(Confirm { title: cx.text("reopen-title"), body, buttons }), cx);
        }
        self.submit(None, cx)
    }

    /// Sends what is open.
    pub(super) fn submit(&mut self, reopen: Option<bool>, cx: &Context) -> Vec<Effect> {
        let shown = self.shown();
        let Mode::Writing(writing) = &mut self.mode else { return Vec::new() };
        let content = writing.content();
        if let Some(drafting) = &mut writing.drafting {
            let send = Send { reopen, seen: Some(shown), ..Send::default() };
            return drafting.submit(send, &content, cx);
        }
        writing.is_sending = true;
        let version = self.view.as_ref().map_or(0, |case| case.version);
        let edit = EditCase { solution: Some(content.body), ..EditCase::default() };
        self.change(Change::Edit(version, Box::new(edit)), None, cx)
    }

    /// The user answered a question about what is being written.
    pub(super) fn writing_chose(&mut self, ask: &Ask, choice: &Choice, cx: &Context) -> Vec<Effect> {
        let shown = self.shown();
        let Mode::Writing(writing) = &mut self.mode else { return Vec::new() };
        match (ask, choice) {
            (Ask::SendAfterNewer, Choice::Nth(1)) => {
                writing.seen = shown;
                self.send(cx)
            }
            (Ask::SendOnClosed, Choice::Nth(0)) => self.submit(Some(true), cx),
            (Ask::SendOnClosed, Choice::Nth(1)) => self.submit(Some(false), cx),
            (Ask::DraftFile, Choice::Typed(paths)) => {
                let drafting = writing.drafting.as_mut();
                drafting.map_or_else(Vec::new, |drafting| paths.iter().flat_map(|path| drafting.attach(path, cx)).collect())
            }
            (Ask::RemoveFile, Choice::Nth(at)) => {
                let content = writing.content();
                writing.drafting.as_mut().map_or_else(Vec::new, |draft| draft.remove(*at, &content, cx))
            }
            _ => Vec::new(),
        }
    }

    /// Gives a message to the drafts; they know their own tickets.
    pub(super) fn offer_drafts(&mut self, msg: &Msg, cx: &Context) -> Option<Vec<Effect>> {
        if let Mode::Writing(writing) = &mut self.mode
            && let Some(taken) = offer(writing, msg, cx)
        {
            let (effects, event) = taken;
            return Some(self.drafted(effects, event, cx));
        }
        self.shelf.iter_mut().find_map(|writing| offer(writing, msg, cx)).map(|(effects, _)| effects)
    }

    fn drafted(&mut self, mut effects: Vec<Effect>, event: Event, cx: &Context) -> Vec<Effect> {
        match event {
            // A paste that is text has been typed where it was pasted.
            Event::Nothing | Event::Text(_) => {}
            Event::Sent(submitted) => {
                let is_note = matches!(&self.mode, Mode::Writing(writing) if writing.what == What::Note);
                self.mode = Mode::Reading;
                effects.push(Effect::Say(Tone::Good, cx.text(if is_note { "write-noted" } else { "write-replied" })));
                if let Submitted::Comment { commented } = *submitted {
                    self.has_sent(commented.comment.reference);
                }
                self.follow_end = true;
                effects.extend(self.reload(cx));
            }
            Event::Refused(failure) => {
                let is_newer = matches!(&failure, Failure::Problem(problem) if problem.code == ErrorCode::NewerComments);
                if let Mode::Writing(writing) = &mut self.mode {
                    writing.error = Some(if is_newer { cx.text("newer-refused") } else { words::failure(&failure, cx) });
                }
                if is_newer {
                    self.follow_end = true;
                    effects.extend(self.reload(cx));
                }
            }
        }
        effects
    }
}

fn offer(writing: &mut Writing, msg: &Msg, cx: &Context) -> Option<(Vec<Effect>, Event)> {
    let drafting = writing.drafting.as_mut()?;
    let content = DraftContent { body: writing.editor.text(), ..DraftContent::default() };
    let (mut effects, event) = drafting.take(msg, &content, cx)?;
    if let Event::Text(text) = event {
        let outcome = writing.editor.insert(&text);
        effects.extend(edited(writing, outcome, cx));
        return Some((effects, Event::Nothing));
    }
    Some((effects, event))
}

fn edited(writing: &mut Writing, outcome: Outcome, cx: &Context) -> Vec<Effect> {
    match outcome {
        Outcome::Changed => writing.drafting.as_mut().map_or_else(Vec::new, |draft| draft.touch(cx)),
        Outcome::Full => {
            let values = [("field", cx.text("field-text").into()), ("limit", words::count(writing.editor.limit()).into())];
            vec![Effect::Say(Tone::Bad, cx.text_with("field-full", &values))]
        }
        Outcome::Same | Outcome::Unknown => Vec::new(),
    }
}
