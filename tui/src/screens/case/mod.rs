//! A case: what is known, what was said, and everything that may be done with it.

mod actions;
mod ask;
mod diff;
mod forms;
mod keys;
#[cfg(test)]
mod tests;
mod view;
mod writing;

use std::cell::{Cell, RefCell};

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::case::CaseView;
use caseport_shared::api::draft::{DraftKind, DraftView};
use caseport_shared::api::live::Hint as Changed;
use caseport_shared::api::person::PersonView;
use caseport_shared::api::timeline::{TimelineEntry, TimelinePage};
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::{CommentRef, Seen, Visibility};
use caseport_shared::limits::PAGE_MAX;
use caseport_shared::status::Status;
use ratatui::Frame;
use ratatui::layout::Rect;
use uuid::Uuid;

pub(super) use forms::{attach_form, save_form, with_error};
pub(super) use keys::{READING, WRITING};

use self::writing::{What, Writing};
use crate::app::{Context, Layer};
use crate::effect::{Answer, Call, Change, Effect, Failure, Ticket, Tone};
use crate::keymap::{Chord, Hint, Section, hints, resolve, section};
use crate::msg::Msg;
use crate::widgets::dialog::Dialog;
use crate::widgets::editor;
use crate::widgets::scroll::Scroll;
use crate::widgets::thread::Thread;
use crate::widgets::words;

/// Most entries of a timeline held at once.
const ENTRIES_MAX: usize = 2_000;

/// What the user is doing.
#[derive(Debug)]
enum Mode {
    Reading,
    Writing(Box<Writing>),
}

/// What an answer is awaited for.
#[derive(Debug, Clone)]
enum Ask {
    Case,
    Newest,
    /// Earlier entries, after those that have come already.
    Earlier(Vec<TimelineEntry>),
    Seen,
    Drafts,
    Files,
    People(Vec<PersonView>),
    /// A change, and the form it was typed in.
    Change(Change, Option<Box<Dialog>>),
    /// A file on its way, and the form to show again should that fail.
    Transfer(Box<(Ask, Dialog)>),
    // Questions to the user.
    Close,
    Reopen,
    Escalate,
    Priority,
    Severity(Vec<u8>),
    Watchers,
    NewWatcher,
    Assign(Vec<PersonView>),
    Status(Vec<Status>),
    StatusDetail(Status),
    AttachFile,
    SaveFile(Vec<AttachmentView>),
    UseFile(Box<AttachmentView>),
    SaveAs(Box<AttachmentView>),
    Conflict(Box<Change>),
    SendAfterNewer,
    SendOnClosed,
    DraftFile,
    RemoveFile,
    DropSolution,
}

/// The lines that were drawn last, for one width and one state.
#[derive(Debug)]
struct Drawn {
    cells: u16,
    revision: u64,
    thread: Thread,
}

/// The screen.
#[derive(Debug)]
pub struct Case {
    number: CaseNumber,
    view: Option<CaseView>,
    entries: Vec<TimelineEntry>,
    /// How many entries come before those that are held.
    from: u32,
    /// What the reader had seen when the case was opened; later comments are marked as new.
    marked: Option<Seen>,
    failed: Option<String>,
    asks: Vec<(Ticket, Ask)>,
    mode: Mode,
    /// Texts that were begun and left.
    shelf: Vec<Writing>,
    /// A draft to continue at once.
    opening: Option<Box<DraftView>>,
    /// How much of a file is transferred.
    transferred: Option<u64>,
    scroll: Scroll,
    follow_end: bool,
    jump: Cell<bool>,
    is_covered: bool,
    chord: Chord,
    revision: u64,
    drawn: RefCell<Option<Drawn>>,
}

impl Case {
    /// The case with a number; with a draft, its editor open.
    pub fn new(number: CaseNumber, draft: Option<Box<DraftView>>) -> Self {
        Self {
            number,
            view: None,
            entries: Vec::new(),
            from: 0,
            marked: None,
            failed: None,
            asks: Vec::new(),
            mode: Mode::Reading,
            shelf: Vec::new(),
            opening: draft,
            transferred: None,
            scroll: Scroll::default(),
            follow_end: false,
            jump: Cell::new(true),
            is_covered: false,
            chord: Chord::default(),
            revision: 0,
            drawn: RefCell::new(None),
        }
    }

    fn can(&self, action: CaseAction) -> bool {
        self.view.as_ref().is_some_and(|case| case.can.contains(&action))
    }

    fn has_earlier(&self) -> bool {
        self.from > 0 && self.entries.len() < ENTRIES_MAX
    }

    /// The newest comments that are on the screen.
    fn shown(&self) -> Seen {
        let mut shown = self.view.as_ref().map_or(Seen::default(), |case| case.seen);
        for entry in &self.entries {
            if let TimelineEntry::Comment { comment, .. } = entry {
                let newest = match comment.visibility {
                    Visibility::Public => &mut shown.replies,
                    Visibility::Internal => &mut shown.notes,
                };
                *newest = (*newest).max(comment.reference.number);
            }
        }
        shown
    }

    /// The reader's own comment is not news to them.
    fn has_sent(&mut self, comment: CommentRef) {
        if let Some(marked) = &mut self.marked {
            match comment.visibility {
                Visibility::Public => marked.replies = marked.replies.max(comment.number),
                Visibility::Internal => marked.notes = marked.notes.max(comment.number),
            }
        }
    }

    fn call(&mut self, ask: Ask, call: Call, cx: &Context) -> Vec<Effect> {
        let ticket = cx.ticket();
        self.asks.push((ticket, ask));
        vec![Effect::Api(ticket, call)]
    }

    fn ask(&mut self, ask: Ask, dialog: Dialog, cx: &Context) -> Vec<Effect> {
        let ticket = cx.ticket();
        self.asks.push((ticket, ask));
        vec![Effect::Ask(ticket, dialog)]
    }

    fn take(&mut self, ticket: Ticket) -> Option<Ask> {
        let at = self.asks.iter().position(|(known, _)| *known == ticket)?;
        Some(self.asks.remove(at).1)
    }

    /// Fetches what is shown; an answer to an earlier question of the same kind is no longer wanted.
    fn reload(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.retain(|(_, ask)| !matches!(ask, Ask::Case | Ask::Newest));
        let mut effects = self.call(Ask::Case, Call::Case(self.number), cx);
        let call = Call::Timeline { number: self.number, from: None, limit: PAGE_MAX };
        effects.extend(self.call(Ask::Newest, call, cx));
        effects
    }

    fn scroll_to_end(&mut self) {
        self.scroll.to(usize::MAX);
        self.jump.set(false);
    }

    fn changed(&mut self) {
        self.revision += 1;
    }

    fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask, outcome) {
            (Ask::Case, Ok(Answer::Case(case))) => {
                self.failed = None;
                self.marked.get_or_insert(case.seen);
                self.view = Some(*case);
                self.changed();
                self.see(cx)
            }
            (Ask::Newest, Ok(Answer::Timeline(page))) => {
                self.newest(*page);
                self.see(cx)
            }
            (Ask::Earlier(come), Ok(Answer::Timeline(page))) => self.earlier(come, *page, cx),
            (Ask::Drafts, Ok(Answer::Drafts(list))) => {
                let number = self.number;
                for draft in list.drafts.iter().filter(|draft| draft.case == Some(number)) {
                    self.shelve(draft, cx);
                }
                Vec::new()
            }
            (Ask::Case | Ask::Newest, Err(failure)) if self.view.is_none() => {
                use caseport_shared::api::problem::ErrorCode;
                let is_hidden = matches!(&failure, Failure::Problem(problem) if problem.code == ErrorCode::NotFound);
                self.failed = Some(if is_hidden { cx.text("error-case-not-found") } else { words::failure(&failure, cx) });
                Vec::new()
            }
            // A message in the bar at the bottom says that the server is away.
            (Ask::Case | Ask::Newest | Ask::Drafts, Err(Failure::Away(_))) | (Ask::Seen, _) => Vec::new(),
            (ask, outcome) => self.acted(ask, outcome, cx),
        }
    }

    /// Puts the newest part of the timeline behind the earlier parts that are held.
    fn newest(&mut self, page: TimelinePage) {
        let gap = page.from.saturating_sub(self.from) as usize;
        if page.from >= self.from && gap <= self.entries.len() {
            self.entries.truncate(gap);
            self.entries.extend(page.entries);
        } else {
            (self.entries, self.from) = (page.entries, page.from);
        }
        if std::mem::take(&mut self.follow_end) {
            self.scroll_to_end();
        }
        self.changed();
    }

    /// Tells the server how far the reader has come, where they have come further.
    fn see(&mut self, cx: &Context) -> Vec<Effect> {
        let shown = self.shown();
        let Some(case) = &mut self.view else { return Vec::new() };
        // Files sent by themselves have no number; they are what is left where every comment is known.
        let is_news = case.seen.is_behind(shown) || (case.summary.unread && !case.seen.is_behind(case.latest));
        if self.is_covered || self.entries.is_empty() || !is_news {
            return Vec::new();
        }
        case.seen = shown;
        case.summary.unread = shown.is_behind(case.latest);
        self.call(Ask::Seen, Call::Seen(self.number, shown), cx)
    }

    fn open(&mut self, cx: &Context) -> Vec<Effect> {
        let mut effects = self.reload(cx);
        effects.extend(self.call(Ask::Drafts, Call::Drafts, cx));
        if let Some(draft) = self.opening.take() {
            self.shelve(&draft, cx);
            effects.extend(self.write(if draft.kind == DraftKind::Note { What::Note } else { What::Reply }, cx));
        }
        effects
    }

    /// The server is heard again.
    fn again(&mut self, cx: &Context) -> Vec<Effect> {
        let mut effects = self.reload(cx);
        let open = match &mut self.mode {
            Mode::Writing(writing) => Some(&mut **writing),
            Mode::Reading => None,
        };
        for writing in self.shelf.iter_mut().chain(open) {
            let content = writing.content();
            if let Some(drafting) = &mut writing.drafting {
                effects.extend(drafting.again(&content, cx));
            }
        }
        effects
    }

    /// The program ends, or another screen covers this one.
    fn cover(&mut self, cx: &Context) -> Vec<Effect> {
        self.is_covered = true;
        let Mode::Writing(writing) = &mut self.mode else { return Vec::new() };
        let (content, is_blank) = (writing.content(), writing.editor.is_blank());
        match &mut writing.drafting {
            Some(drafting) if !is_blank => drafting.leave(&content, is_blank, cx),
            _ => Vec::new(),
        }
    }
}

impl Layer for Case {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        if let Some(effects) = self.offer_drafts(&msg, cx) {
            return effects;
        }
        match msg {
            Msg::Opened => self.open(cx),
            Msg::Key(key) if matches!(self.mode, Mode::Writing(_)) => self.writing_key(key, cx),
            Msg::Key(key) => match resolve(READING, &self.chord, key, self, cx) {
                Some(action) => self.act(action, cx),
                None => Vec::new(),
            },
            Msg::Paste(text) => self.pasted(&text, cx),
            Msg::Answer(ticket, outcome) => match self.take(ticket) {
                Some(ask) => self.answer(ask, outcome, cx),
                None => Vec::new(),
            },
            Msg::Chose(ticket, choice) => match self.take(ticket) {
                Some(ask) => self.chose(ask, &choice, cx),
                None => Vec::new(),
            },
            Msg::Progress(_, bytes) => {
                self.transferred = Some(bytes);
                Vec::new()
            }
            Msg::Changed(Changed::Case { number }) if number == self.number => self.reload(cx),
            Msg::Back => self.again(cx),
            Msg::Covered => self.cover(cx),
            Msg::Shown => {
                self.is_covered = false;
                self.see(cx)
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        view::draw(self, frame, area, cx);
    }

    fn is_typing(&self) -> bool {
        matches!(self.mode, Mode::Writing(_))
    }

    fn holds_draft(&self, id: Uuid) -> bool {
        let open = match &self.mode {
            Mode::Writing(writing) => Some(&**writing),
            Mode::Reading => None,
        };
        self.shelf.iter().chain(open).filter_map(|writing| writing.drafting.as_ref()).any(|draft| draft.id() == id)
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        match self.mode {
            Mode::Reading => hints(READING, self, cx),
            Mode::Writing(_) => keys::writing_hints(self, cx),
        }
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        match &self.mode {
            Mode::Reading => vec![section("keys-case", READING, self, cx)],
            Mode::Writing(writing) => {
                vec![section("keys-writing", WRITING, self, cx), section("keys-editing", editor::KEYS, &writing.editor, cx)]
            }
        }
    }
}

/// Says that something went wrong, in one line.
fn complain(failure: &Failure, cx: &Context) -> Effect {
    Effect::Say(Tone::Bad, words::failure(failure, cx))
}
