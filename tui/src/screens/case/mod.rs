//! A case: what is known, what was said, and everything that may be done with it.

mod actions;
mod ahead;
mod article_draft;
mod articles;
mod ask;
mod changes;
mod choices;
mod diff;
mod fields;
mod forms;
mod keys;
mod outgoing;
mod redaction;
mod request;
mod run;
mod sending;
mod solution;
#[cfg(test)]
mod tests;
mod timeline;
mod view;
mod writing;

use std::cell::{Cell, RefCell};

use caseport_shared::api::article::NewArticle;
use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::case::CaseView;
use caseport_shared::api::draft::{DraftKind, DraftView};
use caseport_shared::api::live::Hint as Changed;
use caseport_shared::api::person::PersonView;
use caseport_shared::api::product::{CategoryRef, CategoryView};
use caseport_shared::api::request::ApplyRequest;
use caseport_shared::api::timeline::TimelineEntry;
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::Seen;
use caseport_shared::person::{AccountRole, Side};
use caseport_shared::status::Status;
use ratatui::Frame;
use ratatui::layout::Rect;
use uuid::Uuid;

pub(super) use actions::copied;
pub(super) use forms::{attach_form, save_form, with_error};
pub(super) use keys::{READING, WRITING};
pub(super) use request::leavers;
pub(super) use run::{run_to_attach, run_to_save};

use self::outgoing::Outgoing;
use self::sending::{Plan, Way};
use self::timeline::Old;
use self::writing::{What, Writing};
use crate::api;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Call, Change, Content, Effect, Failure, HostAnswer, Tone};
use crate::keymap::{Chord, Hint, Key, Section, resolve_counted, section};
use crate::msg::Msg;
use crate::screens::suggested::Articles;
use crate::widgets::dialog::Dialog;
use crate::widgets::editor;
use crate::widgets::scroll::Scroll;
use crate::widgets::thread::Thread;
use crate::widgets::words;

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
    /// People of a side, after those that have come already.
    People(Side, Vec<PersonView>),
    Product,
    /// A change, and the form it was typed in.
    Change(Change, Option<Box<Dialog>>),
    /// A file on its way, and the form to show again should that fail.
    Transfer(Box<(Ask, Dialog)>),
    Articles,
    Article(String),
    /// That an article was opened, whose answer changes nothing.
    ArticleRead,
    Proposal,
    Proposed(Box<NewArticle>, api::Key),
    // Questions to the user.
    /// Which part of an article, as the texts to choose from.
    Excerpt(Vec<String>),
    Apply(Vec<AccountRole>),
    Decline,
    UndoRequest,
    /// Who leaves for the newcomer.
    Leaver(Vec<String>, Box<ApplyRequest>),
    Close,
    Reopen,
    Escalate,
    Priority,
    Severity(Vec<u8>),
    Watchers,
    NewWatcher,
    Assign(Vec<PersonView>),
    Requester(Vec<PersonView>),
    Category(Vec<CategoryView>),
    Subcategory(String, Vec<CategoryRef>),
    Redact(Vec<Content>),
    RedactReason(Content),
    Status(Vec<Status>),
    StatusDetail(Status),
    AttachFile,
    SaveFile(Vec<AttachmentView>),
    UseFile(Box<AttachmentView>),
    SaveAs(Box<AttachmentView>),
    /// Something to run elsewhere, on one line.
    Run(String),
    Conflict(Box<Change>),
    SendAs(Vec<Way>),
    SendDetail(Status),
    Include(Vec<AttachmentView>),
    SendAfterNewer(Plan),
    SendOnClosed,
    DraftFile,
    RemoveFile,
    DropSolution,
    /// The user's own editor.
    Edited,
    KeptSolution,
}

/// How what happened in a row is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Events {
    Folded,
    /// Each event on a line of its own.
    Unfolded,
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
    old: Old,
    /// How many entries come before those that are held.
    from: u32,
    /// What the reader had seen when the case was opened; later comments are marked as new.
    marked: Option<Seen>,
    failed: Option<String>,
    asks: Asks<Ask>,
    mode: Mode,
    /// Articles over the case.
    articles: Option<Articles>,
    /// An article draft of which nobody knows whether it was made.
    proposal: Option<(Box<NewArticle>, api::Key)>,
    /// Texts that were begun and left.
    shelf: Vec<Writing>,
    /// Texts that were sent, in this order, and have not arrived.
    outgoing: Vec<Outgoing>,
    /// A draft to continue at once.
    opening: Option<Box<DraftView>>,
    /// How much of a file is transferred.
    transferred: Option<u64>,
    scroll: Scroll,
    follow_end: bool,
    jump: Cell<bool>,
    is_covered: bool,
    /// Keys that were typed before the case was here.
    ahead: Vec<Key>,
    events: Events,
    /// Whether the screen is gone, or the program ends.
    is_leaving: bool,
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
            old: Old::default(),
            from: 0,
            marked: None,
            failed: None,
            asks: Asks::default(),
            mode: Mode::Reading,
            articles: None,
            proposal: None,
            shelf: Vec::new(),
            outgoing: Vec::new(),
            opening: draft,
            transferred: None,
            scroll: Scroll::default(),
            follow_end: false,
            jump: Cell::new(true),
            is_covered: false,
            ahead: Vec::new(),
            events: Events::Folded,
            is_leaving: false,
            chord: Chord::default(),
            revision: 0,
            drawn: RefCell::new(None),
        }
    }

    fn scroll_to_end(&mut self) {
        self.scroll.to(usize::MAX);
        self.jump.set(false);
    }

    fn changed(&mut self) {
        self.revision += 1;
    }

    fn open(&mut self, cx: &Context) -> Vec<Effect> {
        let mut effects = self.reload(cx);
        effects.extend(self.asks.call(Ask::Drafts, Call::Drafts, cx));
        effects.extend(self.look_for_solution(cx));
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
        let outgoing = self.outgoing.iter_mut().map(|outgoing| &mut *outgoing.writing);
        for writing in self.shelf.iter_mut().chain(open).chain(outgoing) {
            let content = writing.content();
            // What could not be reached can be now.
            writing.error = None;
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
        match (&mut writing.drafting, &mut writing.keeping) {
            (Some(drafting), _) if !is_blank => drafting.leave(&content, is_blank, cx),
            (_, Some(keeping)) if !is_blank => keeping.keep(content.body, cx),
            _ => Vec::new(),
        }
    }

    /// Takes whatever is not for a draft.
    fn happened(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened => self.open(cx),
            Msg::Key(key) if self.is_awaited() => self.wait_with(key, cx),
            Msg::Key(key) if self.articles.is_some() => self.articles_key(key, cx),
            Msg::Key(key) if matches!(self.mode, Mode::Writing(_)) => self.writing_key(key, cx),
            Msg::Key(key) => match resolve_counted(READING, &self.chord, key, self, cx) {
                Some((action, count)) => self.act(action, count, cx),
                None => Vec::new(),
            },
            Msg::Paste(_) if self.articles.is_some() => Vec::new(),
            Msg::Paste(text) => self.pasted(&text, cx),
            Msg::Answer(ticket, outcome) => match self.asks.take(ticket) {
                Some(ask) => self.answer(ask, outcome, cx),
                None => Vec::new(),
            },
            Msg::Chose(ticket, choice) => match self.asks.take(ticket) {
                Some(ask) => self.chose(ask, &choice, cx),
                None => Vec::new(),
            },
            Msg::Remembered(ticket, answer, at) => {
                self.remember(ticket, answer, at);
                Vec::new()
            }
            Msg::Host(ticket, outcome) => match (self.asks.take(ticket), outcome) {
                (Some(Ask::Edited), Ok(HostAnswer::Edited(text))) => self.edited_elsewhere(&text, cx),
                (Some(Ask::KeptSolution), Ok(answer)) => {
                    self.kept(answer, cx);
                    Vec::new()
                }
                (Some(_), Err(words)) => vec![Effect::Say(Tone::Bad, words)],
                _ => Vec::new(),
            },
            Msg::Woke(ticket) => self.woke(ticket, cx),
            Msg::Progress(_, bytes) => {
                self.transferred = Some(bytes);
                Vec::new()
            }
            Msg::Changed(Changed::Case { number }) if number == self.number => self.reload(cx),
            Msg::Back => self.again(cx),
            Msg::Covered => self.cover(cx),
            Msg::Resized => {
                self.changed();
                self.articles.iter_mut().for_each(Articles::resized);
                Vec::new()
            }
            Msg::Leave => {
                self.is_leaving = true;
                self.send_now(cx)
            }
            Msg::Shown => {
                self.is_covered = false;
                self.see(cx)
            }
            _ => Vec::new(),
        }
    }
}

impl Layer for Case {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        let mut effects = match self.offer_drafts(&msg, cx) {
            Some(effects) => effects,
            None => self.happened(msg, cx),
        };
        if !self.ahead.is_empty() && !self.is_awaited() {
            for key in std::mem::take(&mut self.ahead) {
                effects.extend(self.happened(Msg::Key(key), cx));
            }
        }
        effects
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        view::draw(self, frame, area, cx);
    }

    fn is_typing(&self) -> bool {
        self.articles.is_none() && (matches!(self.mode, Mode::Writing(_)) || !self.ahead.is_empty())
    }

    fn holds_draft(&self, id: Uuid) -> bool {
        let open = match &self.mode {
            Mode::Writing(writing) => Some(&**writing),
            Mode::Reading => None,
        };
        let outgoing = self.outgoing.iter().map(|outgoing| &*outgoing.writing);
        self.shelf.iter().chain(open).chain(outgoing).filter_map(|writing| writing.drafting.as_ref()).any(|draft| draft.id() == id)
    }

    fn not_sent(&self, cx: &Context) -> Option<String> {
        self.not_sent(cx)
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        if let Some(articles) = &self.articles {
            return articles.hints(cx);
        }
        match self.mode {
            Mode::Reading => keys::reading_hints(self, cx),
            Mode::Writing(_) => keys::writing_hints(self, cx),
        }
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        if let Some(articles) = &self.articles {
            return vec![articles.help(cx)];
        }
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
