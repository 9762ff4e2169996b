//! The palette: everything that can be done here, every place, and every case, found by typing.

#[cfg(test)]
mod tests;

use std::time::Duration;

use caseport_shared::api::case::CaseSummary;
use caseport_shared::case::CaseNumber;
use caseport_shared::limits::QUERY_CHARS;
use caseport_shared::query;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::app::{Context, Layer};
use crate::effect::{Answer, Call, Effect, Route, Ticket};
use crate::keymap::{Binding, Chord, Hint, Key, Section, always, hints, resolve, section};
use crate::msg::Msg;
use crate::widgets::dialog::sheet;
use crate::widgets::editor::Editor;
use crate::widgets::fuzzy::ranked;
use crate::widgets::list::Selection;
use crate::widgets::scroll::Move;
use crate::widgets::text::{column, fit, put, right, span, width};
use crate::widgets::words;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    Move(Move),
    Choose,
    Leave,
}

pub(super) const KEYS: &[Binding<Action, Palette>] = &[
    Binding { keys: &["<enter>"], action: Action::Choose, label: "palette-choose", hint: "hint-choose", when: always },
    Binding { keys: &["<esc>", "<c-p>"], action: Action::Leave, label: "palette-leave", hint: "hint-cancel", when: always },
    Binding { keys: &["<up>", "<backtab>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
    Binding { keys: &["<down>", "<tab>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["<pgup>"], action: Action::Move(Move::PageUp), label: "move-page-up", hint: "hint-page-up", when: always },
    Binding { keys: &["<pgdn>"], action: Action::Move(Move::PageDown), label: "move-page-down", hint: "hint-page-down", when: always },
];

/// How names begin of what is not worth choosing by its name.
const PLAIN: [&str; 8] = ["move-", "scroll-", "edit-", "dialog-", "form-", "palette-", "app-palette", "query-"];
/// Most rows seen at once.
const ROWS: usize = 14;
/// Most cases found.
const CASES_MAX: usize = 8;
/// Fewest characters that are looked for in cases.
const SEARCH_CHARS: usize = 3;
/// How long after the last letter cases are looked for.
const PAUSE: Duration = Duration::from_millis(200);

/// Something that can be chosen.
#[derive(Debug, Clone)]
enum Entry {
    /// An action by its name, its words, and its keys.
    Action(&'static str, String, String),
    /// A place and its words.
    Place(Route, String),
    /// A case by its number.
    Number(CaseNumber),
    /// A case that was found.
    Case(Box<CaseSummary>),
}

/// The layer.
#[derive(Debug)]
pub struct Palette {
    entries: Vec<Entry>,
    cases: Vec<CaseSummary>,
    filter: Editor,
    selection: Selection,
    timer: Option<Ticket>,
    asked: Option<Ticket>,
    chord: Chord,
}

impl Palette {
    /// The palette over a layer with these keys.
    pub fn new(sections: &[Section], cx: &Context) -> Self {
        let mut entries = Vec::new();
        for (keys, name) in sections.iter().flat_map(|section| &section.rows) {
            let is_known = entries.iter().any(|entry| matches!(entry, Entry::Action(known, ..) if known == name));
            if !is_known && !PLAIN.iter().any(|plain| name.starts_with(plain)) {
                entries.push(Entry::Action(name, cx.text(name), keys.clone()));
            }
        }
        let mut place = |route: Route, words: &str| entries.push(Entry::Place(route, cx.text(words)));
        place(Route::Cases, "place-cases");
        if cx.me.as_ref().is_some_and(|me| me.can_file) {
            place(Route::NewCase(None), "place-new-case");
        }
        place(Route::Articles, "place-articles");
        place(Route::Products, "place-products");
        place(Route::People(None), if cx.is_support() { "place-people-support" } else { "place-people" });
        if !cx.is_support() && cx.me.as_ref().is_some_and(|me| me.can_file) {
            place(Route::Requests(None), "place-requests");
        }
        place(Route::Drafts, "place-drafts");
        place(Route::SshKeys, "place-ssh-keys");
        place(Route::SignIns, "place-sign-ins");
        place(Route::Notifications, "place-notifications");
        if cx.is_support() {
            place(Route::Access, "place-access");
            place(Route::Organizations, "place-organizations");
            place(Route::Desk, "place-desk");
            place(Route::NewArticle(Box::default()), "place-new-article");
            place(Route::ArticleReport, "place-article-report");
        }
        Self {
            entries,
            cases: Vec::new(),
            filter: Editor::line("", QUERY_CHARS),
            selection: Selection::default(),
            timer: None,
            asked: None,
            chord: Chord::default(),
        }
    }

    /// What fits, the best first: a case whose number was typed, what can be done, cases.
    fn found(&self) -> Vec<Entry> {
        let typed = self.filter.text();
        let texts: Vec<&str> = self
            .entries
            .iter()
            .map(|entry| match entry {
                Entry::Action(_, words, _) | Entry::Place(_, words) => words.as_str(),
                Entry::Number(_) | Entry::Case(_) => "",
            })
            .collect();
        let number = typed.trim().trim_start_matches('#').parse().ok().map(Entry::Number);
        let fitting = ranked(&typed, texts.into_iter()).into_iter().map(|at| self.entries[at].clone());
        let cases = self.cases.iter().map(|case| Entry::Case(Box::new(case.clone())));
        number.into_iter().chain(fitting).chain(cases).collect()
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        match resolve(KEYS, &self.chord, key, self, cx) {
            Some(Action::Move(step)) => {
                let count = self.found().len();
                self.selection.step(step, count);
                Vec::new()
            }
            Some(Action::Choose) => match self.found().into_iter().nth(self.selection.at()) {
                Some(Entry::Action(name, ..)) => vec![Effect::Run(name)],
                Some(Entry::Place(route, _)) => vec![Effect::Back, Effect::Go(route)],
                Some(Entry::Number(number)) => vec![Effect::Back, Effect::Go(Route::Case(number, None))],
                Some(Entry::Case(case)) => vec![Effect::Back, Effect::Go(Route::Case(case.number, None))],
                None => Vec::new(),
            },
            Some(Action::Leave) => vec![Effect::Back],
            None => {
                let before = self.filter.revision();
                self.filter.key(key, cx);
                if self.filter.revision() == before { Vec::new() } else { self.typed(cx) }
            }
        }
    }

    /// Something else was typed: cases are looked for once the typing stops.
    fn typed(&mut self, cx: &Context) -> Vec<Effect> {
        self.selection.select(0);
        self.asked = None;
        if self.filter.text().trim().chars().count() < SEARCH_CHARS {
            self.cases.clear();
            self.timer = None;
            return Vec::new();
        }
        let ticket = cx.ticket();
        self.timer = Some(ticket);
        vec![Effect::Wake(ticket, PAUSE)]
    }

    fn search(&mut self, cx: &Context) -> Vec<Effect> {
        let query = self.filter.text().trim().to_owned();
        if query::parse(&query).is_err() {
            self.cases.clear();
            return Vec::new();
        }
        let ticket = cx.ticket();
        self.asked = Some(ticket);
        vec![Effect::Api(ticket, Call::Cases { query, cursor: None, limit: CASES_MAX })]
    }
}

impl Layer for Palette {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => self.key(key, cx),
            Msg::Paste(text) => {
                self.filter.insert(text.trim());
                self.typed(cx)
            }
            Msg::Woke(ticket) if self.timer == Some(ticket) => self.search(cx),
            Msg::Answer(ticket, outcome) if self.asked == Some(ticket) => {
                self.asked = None;
                // What cannot be searched now is simply not found; the rest of the palette works without the server.
                self.cases = match outcome {
                    Ok(Answer::Cases(page)) => page.cases,
                    _ => Vec::new(),
                };
                self.selection.clamp(self.found().len());
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let found = self.found();
        let rows = usize::from(area.height).saturating_sub(4).min(ROWS);
        let inner = sheet(frame, area, rows + 1, &cx.text("palette-title"), cx);
        let field = Rect { x: inner.x + 2, width: inner.width.saturating_sub(2), height: 1, ..inner };
        put(frame.buffer_mut(), inner.x, inner.y, 2, &Line::from(span("› ", cx.theme.accent)));
        if self.filter.is_empty() {
            put(frame.buffer_mut(), field.x, field.y, field.width, &Line::from(span(cx.text("palette-type"), cx.theme.muted)));
        }
        self.filter.view(frame, field, cx.theme.text, cx.has_focus());
        if found.is_empty() {
            put(frame.buffer_mut(), field.x, inner.y + 1, field.width, &Line::from(span(cx.text("pick-nothing"), cx.theme.muted)));
        }
        let cells = usize::from(inner.width).saturating_sub(3);
        for (y, at) in (inner.y + 1..inner.bottom()).zip(self.selection.window(found.len(), rows)) {
            let is_chosen = at == self.selection.at();
            let style = if is_chosen { cx.theme.selection } else { cx.theme.text };
            let muted = if is_chosen { cx.theme.selection } else { cx.theme.muted };
            let (words, beside) = match &found[at] {
                Entry::Action(_, words, keys) => (words.clone(), keys.split(' ').next().unwrap_or_default().to_owned()),
                Entry::Place(_, words) => (words.clone(), String::new()),
                Entry::Number(number) => (cx.text_with("palette-number", &[("number", number.to_string().into())]), String::new()),
                Entry::Case(case) => (format!("{}  {}", case.number, inline(&case.subject)), words::status(case.status, cx)),
            };
            let beside = fit(&beside, cells / 3);
            let room = cells.saturating_sub(width(&beside) + 1);
            let line = Line::from(vec![
                span(if is_chosen { " › " } else { "   " }, style),
                span(column(&words, room), style),
                span(format!(" {}", right(&beside, width(&beside))), muted),
            ]);
            put(frame.buffer_mut(), inner.x, y, inner.width, &line);
        }
    }

    fn is_dialog(&self) -> bool {
        true
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-palette", KEYS, self, cx)]
    }
}
