//! A reply, a note or a solution while it is written, each with its own text; how it is sent is decided elsewhere.

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::draft::{DraftContent, DraftKind, DraftView};
use caseport_shared::comment::Seen;
use caseport_shared::limits::SOLUTION_CHARS;
use caseport_shared::status::Status;

use super::forms::attach_form;
use super::keys::Write;
use super::sending::{Plan, Way};
use super::{Ask, Case, Mode, WRITING, run_to_attach};
use crate::app::{Context, Layer as _};
use crate::effect::{Effect, HostOp, Tone};
use crate::keymap::{Key, resolve};
use crate::msg::Msg;
use crate::widgets::compose::{Drafting, Event};
use crate::widgets::dialog::{Choice, Dialog, Item, Pick};
use crate::widgets::editor::{Editor, Outcome};
use crate::widgets::keeping::Keeping;
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

/// A text and its draft; a solution has no draft on the server and is kept on this machine.
#[derive(Debug)]
pub(super) struct Writing {
    pub(super) what: What,
    pub(super) editor: Editor,
    pub(super) drafting: Option<Drafting>,
    /// For a solution: where it is kept.
    pub(super) keeping: Option<Keeping>,
    /// The newest comments that the writer knows of.
    pub(super) seen: Seen,
    pub(super) error: Option<String>,
    /// Whether the solution is on its way.
    pub(super) is_sending: bool,
    /// Internal files of the case that the reply makes public.
    pub(super) include: Vec<AttachmentView>,
}

impl Writing {
    pub(super) fn content(&self) -> DraftContent {
        DraftContent { body: self.editor.text(), ..DraftContent::default() }
    }

    /// The text changed: it is put somewhere safe in a moment.
    fn touch(&mut self, cx: &Context) -> Vec<Effect> {
        match (&mut self.drafting, &mut self.keeping) {
            (Some(drafting), _) => drafting.touch(cx),
            (None, Some(keeping)) => keeping.touch(cx),
            (None, None) => Vec::new(),
        }
    }

    /// Whether it was left empty, and no file has come for it either.
    fn is_nothing(&self) -> bool {
        let is_bare = |drafting: &Drafting| !drafting.has_files() && !drafting.expects_files() && !drafting.is_under_way();
        self.editor.is_blank() && self.drafting.as_ref().is_some_and(is_bare)
    }

    /// Why it cannot be sent, where it is too long.
    pub(super) fn too_long(&self, cx: &Context) -> Option<String> {
        let values = [("count", words::count(self.editor.chars(), cx).into()), ("limit", words::count(self.editor.limit(), cx).into())];
        (self.editor.chars() > self.editor.limit()).then(|| cx.text_with("write-too-long", &values))
    }
}

impl Case {
    /// Opens the editor with whatever was typed before.
    pub(super) fn write(&mut self, what: What, cx: &Context) -> Vec<Effect> {
        if self.outgoing.iter().any(|outgoing| outgoing.left.is_some() && outgoing.writing.what == what) {
            return self.take_back(cx);
        }
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
        let keeping = (what == What::Solution).then(|| Keeping::new(Some(self.number), cx));
        Writing {
            what,
            keeping,
            editor: Editor::block(&text, limit),
            drafting,
            seen: self.shown(),
            error: None,
            is_sending: false,
            include: Vec::new(),
        }
    }

    /// Puts a draft of the server where `write` finds it, unless something newer is being written here.
    pub(super) fn shelve(&mut self, view: &DraftView, cx: &Context) {
        let what = match view.kind {
            DraftKind::Reply => What::Reply,
            DraftKind::Note => What::Note,
            DraftKind::Case => return,
        };
        let is_known = self.shelf.iter().any(|writing| writing.what == what)
            || self.holds_draft(view.id)
            || matches!(&self.mode, Mode::Writing(writing) if writing.what == what && !writing.editor.is_blank());
        if is_known {
            return;
        }
        let writing = Writing {
            what,
            editor: Editor::block(&view.content.body, cx.limits().body_chars),
            drafting: Some(Drafting::from_view(view, cx)),
            keeping: None,
            seen: self.view.as_ref().map_or(Seen::default(), |case| case.seen),
            error: None,
            is_sending: false,
            include: Vec::new(),
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
        let mut effects = writing.drafting.as_mut().map_or_else(Vec::new, |draft| draft.leave(&content, is_blank, cx));
        let is_unchanged = writing.what == What::Solution
            && self.view.as_ref().is_some_and(|case| case.summary.solution.as_deref().unwrap_or_default() == content.body);
        let has_files = writing.drafting.as_ref().is_some_and(|drafting| drafting.has_files() || drafting.expects_files());
        let is_done = is_unchanged || (is_blank && !has_files);
        if let Some(keeping) = &mut writing.keeping {
            effects.extend(if is_done { keeping.forget(cx) } else { keeping.keep(content.body, cx) });
        }
        if !is_done {
            self.shelf.push(*writing);
        }
        effects
    }

    pub(super) fn writing_key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        if let Some(action) = resolve(WRITING, &self.chord, key, self, cx) {
            return match action {
                Write::Send => self.send(Plan::default(), cx),
                Write::SendAs => self.pick_way(cx),
                Write::SendAsking => self.send_as(Way::Set(Status::PendingYourResponse), cx),
                Write::Edit => self.edit_elsewhere(cx),
                Write::Leave => self.leave_writing(cx),
                Write::AttachFile => self.attach_files(cx),
                Write::RetryFiles => self.retry_files(cx),
                Write::RemoveFile => self.remove_file(cx),
                Write::Articles => self.show_articles(cx),
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
        let Mode::Writing(writing) = &mut self.mode else { return Vec::new() };
        let room = writing.drafting.as_ref().map_or(0, |drafting| drafting.room(cx));
        if room == 0 {
            return vec![words::no_more_files(cx)];
        }
        let Some((line, dialog)) = run_to_attach(cx, Some(self.number)) else {
            return self.asks.dialog(Ask::DraftFile, attach_form(cx, false, room), cx);
        };
        let content = writing.content();
        let mut effects = writing.drafting.as_mut().map_or_else(Vec::new, |drafting| drafting.expect_files(&content, cx));
        effects.extend(self.asks.dialog(Ask::Run(line), dialog, cx));
        effects
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
        self.asks.dialog(Ask::RemoveFile, Dialog::Pick(Pick { title: cx.text("files-remove"), items, at: 0 }), cx)
    }

    /// The user answered a question about what is being written.
    pub(super) fn writing_chose(&mut self, ask: &Ask, choice: &Choice, cx: &Context) -> Vec<Effect> {
        let Mode::Writing(writing) = &mut self.mode else { return Vec::new() };
        match (ask, choice) {
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
            if let (Mode::Writing(writing), Event::Refused(failure)) = (&mut self.mode, event) {
                writing.error = Some(words::failure(&failure, cx));
            }
            return Some(effects);
        }
        for at in 0..self.outgoing.len() {
            if let Some((effects, event)) = offer(&mut self.outgoing[at].writing, msg, cx) {
                return Some(self.carried(at, effects, event, cx));
            }
        }
        let (at, (effects, _)) = self.shelf.iter_mut().enumerate().find_map(|(at, writing)| Some((at, offer(writing, msg, cx)?)))?;
        if self.shelf[at].is_nothing() {
            self.shelf.remove(at);
        }
        Some(effects)
    }

    /// Opens the text in the user's own editor.
    fn edit_elsewhere(&mut self, cx: &Context) -> Vec<Effect> {
        let Mode::Writing(writing) = &self.mode else { return Vec::new() };
        let (ticket, text) = (self.asks.ticket(Ask::Edited, cx), writing.editor.text());
        vec![Effect::Host(ticket, HostOp::Edit(text))]
    }

    /// Takes the text as the user's own editor left it; one that is too long is kept, and only not sent.
    pub(super) fn edited_elsewhere(&mut self, text: &str, cx: &Context) -> Vec<Effect> {
        let Mode::Writing(writing) = &mut self.mode else { return Vec::new() };
        if writing.editor.text() == text {
            return Vec::new();
        }
        writing.editor.set(text);
        writing.error = writing.too_long(cx);
        writing.touch(cx)
    }
}

fn offer(writing: &mut Writing, msg: &Msg, cx: &Context) -> Option<(Vec<Effect>, Event)> {
    if let Some(keeping) = &mut writing.keeping {
        return keeping.take(msg, || writing.editor.text(), cx).map(|effects| (effects, Event::Nothing));
    }
    // Keys come one by one, and a text may be long.
    if matches!(msg, Msg::Key(_) | Msg::Paste(_)) {
        return None;
    }
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

pub(super) fn edited(writing: &mut Writing, outcome: Outcome, cx: &Context) -> Vec<Effect> {
    match outcome {
        Outcome::Changed => writing.touch(cx),
        Outcome::Full => {
            let values = [("field", cx.text("field-text").into()), ("limit", words::count(writing.editor.limit(), cx).into())];
            vec![Effect::Say(Tone::Bad, cx.text_with("field-full", &values))]
        }
        Outcome::Same | Outcome::Unknown => Vec::new(),
    }
}
