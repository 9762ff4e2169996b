//! The list of cases: views on keys, a query, rows that refresh without moving the selection.

mod columns;
mod drawn;
mod find;
mod keys;
mod next;
mod preview;
mod rows;
#[cfg(test)]
mod tests;
mod view;

use std::cell::Cell;
use std::time::Duration;

use caseport_shared::api::live::Hint as Change;
use caseport_shared::limits::QUERY_CHARS;
use caseport_shared::query::{self, QueryError, Sort, with_sort};
use caseport_shared::view::{View, views};
use jiff::Timestamp;
use ratatui::Frame;
use ratatui::layout::Rect;

pub(in crate::screens) use columns::status_style;
pub(super) use keys::{FINDING, KEYS};

use self::drawn::Drawn;
use self::find::{Found, query_label};
use self::keys::Action;
use self::next::Taking;
use self::preview::Preview;
use self::rows::Rows;
use crate::app::{Context, Layer};
use crate::effect::{Answer, Call, Effect, Failure, Route, Ticket, Tone};
use crate::keymap::{Chord, Hint, Key, Section, hints, resolve_counted, section};
use crate::msg::{Msg, Pointer};
use crate::widgets::dialog::{Choice, Dialog, Item, Pick};
use crate::widgets::editor::Editor;
use crate::widgets::words;

/// How long changes are gathered before the list is fetched again.
const GATHER: Duration = Duration::from_millis(700);

/// What the list is doing.
#[derive(Debug)]
enum Mode {
    Reading,
    /// A query is being typed; it began from the one that is shown.
    Finding(Box<Editor>),
}

/// What is wrong with the query that is shown.
#[derive(Debug)]
struct Wrong {
    query: String,
    error: QueryError,
}

/// The screen.
#[derive(Debug)]
pub struct Cases {
    views: &'static [View],
    /// The chosen view, unless a query was typed.
    view: Option<usize>,
    query: String,
    rows: Rows,
    mode: Mode,
    wrong: Option<Wrong>,
    failed: Option<String>,
    asked: Option<Ticket>,
    /// When the rows that are shown were fetched, where newer ones are still on their way.
    as_of: Option<Timestamp>,
    sorting: Option<Ticket>,
    taking: Option<Taking>,
    /// What is known for completion, and which candidate is chosen.
    found: Found,
    /// Where the rows were drawn last, and the first of them.
    drawn: Cell<(Rect, usize)>,
    laid_out: Drawn,
    preview: Preview,
    /// Whether the first row is opened once it is here.
    opens: bool,
    timer: Option<Ticket>,
    is_stale: bool,
    is_covered: bool,
    chord: Chord,
}

impl Cases {
    /// The list with the first view of the reader's side.
    pub fn new(cx: &Context) -> Self {
        let views = views(cx.side());
        Self {
            views,
            view: Some(0),
            query: views[0].query.to_owned(),
            rows: Rows::default(),
            mode: Mode::Reading,
            wrong: None,
            failed: None,
            asked: None,
            as_of: None,
            sorting: None,
            taking: None,
            found: Found::default(),
            drawn: Cell::default(),
            laid_out: Drawn::default(),
            preview: Preview::default(),
            opens: false,
            timer: None,
            is_stale: false,
            is_covered: false,
            chord: Chord::default(),
        }
    }

    /// Shows another list, from its beginning.
    fn show(&mut self, view: Option<usize>, query: String, cx: &Context) -> Vec<Effect> {
        self.view = view;
        self.query = query;
        self.rows = Rows::default();
        (self.as_of, self.wrong) = (None, None);
        self.fetch(cx)
    }

    /// Fetches the rows again, keeping those that are shown until the new ones are here.
    fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
        (self.is_stale, self.failed) = (false, None);
        let (cursor, limit) = self.rows.begin();
        self.ask(cursor, limit, cx)
    }

    fn ask(&mut self, cursor: Option<String>, limit: usize, cx: &Context) -> Vec<Effect> {
        let ticket = cx.ticket();
        self.asked = Some(ticket);
        vec![Effect::Api(ticket, Call::Cases { query: self.query.clone(), cursor, limit })]
    }

    /// Fetches what follows when the selection comes near the end.
    fn more(&mut self, cx: &Context) -> Vec<Effect> {
        if self.asked.is_some() {
            return Vec::new();
        }
        match self.rows.wants_more() {
            Some((cursor, limit)) => self.ask(Some(cursor), limit, cx),
            None => Vec::new(),
        }
    }

    fn answer(&mut self, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        self.asked = None;
        match outcome {
            Ok(Answer::Cases(page)) => {
                self.as_of = None;
                match self.rows.take(*page) {
                    Some((cursor, limit)) => self.ask(Some(cursor), limit, cx),
                    None if std::mem::take(&mut self.opens) && !self.is_covered => self.open(),
                    None if self.is_stale && !self.is_covered => self.gather(cx),
                    None => Vec::new(),
                }
            }
            Ok(_) => {
                self.failed = Some(cx.text("error-unexpected-answer"));
                Vec::new()
            }
            Err(failure) => {
                self.rows.give_up();
                if let Failure::Problem(problem) = &failure
                    && let Some(at) = problem.at
                {
                    let message = words::failure(&failure, cx);
                    self.wrong = Some(Wrong { query: self.query.clone(), error: QueryError { at, len: 1, message } });
                    return Vec::new();
                }
                self.failed = Some(words::failure(&failure, cx));
                Vec::new()
            }
        }
    }

    /// Fetches soon, together with whatever else changes until then.
    fn gather(&mut self, cx: &Context) -> Vec<Effect> {
        self.is_stale = true;
        if self.is_covered || self.timer.is_some() || self.asked.is_some() {
            return Vec::new();
        }
        let ticket = cx.ticket();
        self.timer = Some(ticket);
        vec![Effect::Wake(ticket, GATHER)]
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        if matches!(self.mode, Mode::Finding(_)) {
            return self.finding(key, cx);
        }
        self.opens = false;
        let Some((action, count)) = resolve_counted(KEYS, &self.chord, key, self, cx) else { return Vec::new() };
        match action {
            Action::Open => self.open(),
            Action::NewCase => vec![Effect::Go(Route::NewCase(None))],
            Action::Products => vec![Effect::Go(Route::Products)],
            Action::Drafts => vec![Effect::Go(Route::Drafts)],
            Action::Find => {
                let query = if self.query.is_empty() { String::new() } else { format!("{} ", self.query) };
                self.mode = Mode::Finding(Box::new(Editor::line(&query, QUERY_CHARS)));
                self.begin_finding(cx)
            }
            Action::View(at) if at < self.views.len() => self.show(Some(at), self.views[at].query.to_owned(), cx),
            Action::NextView => self.turn(1, cx),
            Action::PreviousView => self.turn(self.views.len() - 1, cx),
            Action::Refresh => self.fetch(cx),
            Action::Sort => self.pick_sort(cx),
            Action::TakeNext if self.taking.is_none() => self.take_next(0, cx),
            Action::Preview => {
                self.preview.toggle();
                Vec::new()
            }
            Action::Read(step) => {
                self.preview.step(step, count);
                Vec::new()
            }
            Action::People => vec![Effect::Go(Route::People(None))],
            Action::CopyNumber | Action::CopyCommand => {
                let Some(case) = self.rows.selected() else { return Vec::new() };
                let is_command = matches!(action, Action::CopyCommand);
                let text = if is_command { cx.command(case.number) } else { case.number.to_string() };
                vec![Effect::Copy(text.clone()), Effect::Say(Tone::Info, cx.text_with("copied", &[("text", text.into())]))]
            }
            Action::Move(step) => {
                self.rows.step(step, count);
                self.more(cx)
            }
            Action::Leave if self.view.is_none() => self.show(Some(0), self.views[0].query.to_owned(), cx),
            Action::View(_) | Action::Leave | Action::TakeNext => Vec::new(),
            Action::Quit => vec![Effect::Quit],
        }
    }

    fn open(&mut self) -> Vec<Effect> {
        self.opens = self.rows.selected().is_none() && self.asked.is_some();
        self.rows.selected().map(|case| Effect::Go(Route::Case(case.number, None))).into_iter().collect()
    }

    /// The order that the list asks for, where it is not the usual one.
    fn sort(&self) -> Option<Sort> {
        query::parse(&self.query).ok().and_then(|query| query.sort)
    }

    /// The orders that make sense here: the best match is one only among words.
    fn sorts(&self) -> Vec<Sort> {
        let has_words = query::parse(&self.query).is_ok_and(|query| query.texts.iter().any(|text| !text.negated));
        Sort::ALL.iter().copied().filter(|sort| *sort != Sort::Relevance || has_words).collect()
    }

    fn pick_sort(&mut self, cx: &Context) -> Vec<Effect> {
        let sorts = self.sorts();
        let at = self.sort().and_then(|sort| sorts.iter().position(|known| *known == sort)).unwrap_or(0);
        let item = |sort: &Sort| Item { label: cx.text(&format!("cases-sort-{sort}")), detail: format!("sort:{sort}") };
        let pick = Pick { title: cx.text("cases-sort-title"), items: sorts.iter().map(item).collect(), at };
        let ticket = cx.ticket();
        self.sorting = Some(ticket);
        vec![Effect::Ask(ticket, Dialog::Pick(pick))]
    }

    /// A press selects a row; another one on it opens it.
    fn press(&mut self, x: u16, y: u16, cx: &Context) -> Vec<Effect> {
        let (area, top) = self.drawn.get();
        if !area.contains((x, y).into()) || self.is_typing() {
            return Vec::new();
        }
        let at = top + usize::from(y - area.y);
        if at == self.rows.selection().at() {
            return self.open();
        }
        self.rows.select(at);
        self.more(cx)
    }

    fn turn(&mut self, by: usize, cx: &Context) -> Vec<Effect> {
        let at = self.view.map_or(0, |view| (view + by) % self.views.len());
        self.show(Some(at), self.views[at].query.to_owned(), cx)
    }

    /// Takes whatever is not for the pane.
    fn happened(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => self.key(key, cx),
            Msg::Paste(text) => {
                if let Mode::Finding(editor) = &mut self.mode {
                    editor.insert(&text);
                }
                Vec::new()
            }
            Msg::Answer(ticket, outcome) if self.asked == Some(ticket) => self.answer(outcome, cx),
            Msg::Answer(ticket, outcome) if self.taking.as_ref().is_some_and(|taking| taking.ticket == ticket) => {
                match self.taking.take() {
                    Some(taking) => self.took(&taking, outcome, cx),
                    None => Vec::new(),
                }
            }
            Msg::Remembered(ticket, Answer::Cases(page), at) if self.asked == Some(ticket) && !self.rows.is_loaded() => {
                self.rows.remember(*page);
                self.as_of = Some(at);
                Vec::new()
            }
            Msg::Chose(ticket, choice) if self.sorting == Some(ticket) => {
                self.sorting = None;
                match choice {
                    Choice::Nth(at) => self.show(self.view, with_sort(&self.query, self.sorts().get(at).copied()), cx),
                    _ => Vec::new(),
                }
            }
            Msg::Pointer(Pointer::Press(x, y)) => self.press(x, y, cx),
            // Asked again when a query is typed the next time.
            Msg::Answer(ticket, Err(_)) if self.found.asked == Some(ticket) => {
                self.found.asked = None;
                Vec::new()
            }
            Msg::Answer(ticket, Ok(Answer::Products(page))) | Msg::Remembered(ticket, Answer::Products(page), _)
                if self.found.asked == Some(ticket) =>
            {
                self.found.products = page.products;
                Vec::new()
            }
            Msg::Woke(ticket) if self.timer == Some(ticket) => {
                self.timer = None;
                if self.is_stale && !self.is_covered && self.asked.is_none() { self.fetch(cx) } else { Vec::new() }
            }
            Msg::Changed(Change::Case { number }) => {
                let mut effects = self.gather(cx);
                effects.extend(self.preview.again(Some(number), cx));
                effects
            }
            Msg::Back if self.is_covered => {
                self.is_stale = true;
                Vec::new()
            }
            Msg::Opened | Msg::Back => self.fetch(cx),
            Msg::Covered => {
                self.is_covered = true;
                Vec::new()
            }
            Msg::Shown => {
                self.is_covered = false;
                let mut effects = self.fetch(cx);
                effects.extend(self.preview.again(None, cx));
                effects
            }
            _ => Vec::new(),
        }
    }
}

impl Layer for Cases {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        let mut effects = match self.preview.take(&msg, cx) {
            Some(effects) => effects,
            None => self.happened(msg, cx),
        };
        effects.extend(self.preview.turn_to(self.rows.selected().map(|case| case.number), cx));
        effects
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        view::draw(self, frame, area, cx);
    }

    fn is_typing(&self) -> bool {
        matches!(self.mode, Mode::Finding(_))
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        match self.mode {
            Mode::Reading => hints(KEYS, self, cx),
            Mode::Finding(_) => hints(FINDING, self, cx),
        }
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        let reading = section("keys-cases", KEYS, self, cx);
        let finding = section("keys-finding", FINDING, self, cx);
        let language = Section {
            title: "keys-query",
            rows: query::KEYS.iter().map(|(_, example)| ((*example).to_owned(), query_label(example))).collect(),
        };
        match self.mode {
            Mode::Reading => vec![reading, finding, language],
            Mode::Finding(_) => vec![finding, language, reading],
        }
    }
}
