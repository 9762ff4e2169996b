//! The versions of an article: who wrote which when, what each changed, and an older one restored; for support.

pub(super) mod diff;

use std::collections::HashMap;

use caseport_shared::api::article::{ArticleContent, ArticleVersion};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::ask;
use crate::api::Key as Idempotency;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, ArticlesAnswer, ArticlesCall, Effect, Failure, Tone};
use crate::keymap::{Binding, Chord, Hint, Key, Section, always, hints, resolve_counted, section};
use crate::msg::Msg;
use crate::widgets::dialog::{Choice, Confirm, Dialog};
use crate::widgets::list::{Selection, heading};
use crate::widgets::scroll::{Move, Scroll};
use crate::widgets::text::{column, fit, put, span, width};
use crate::widgets::words;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Action {
    Select(Move),
    Scroll(Move),
    Restore,
    Refresh,
    Back,
}

pub(in crate::screens) const KEYS: &[Binding<Action, Versions>] = &[
    Binding { keys: &["j", "<down>"], action: Action::Select(Move::Down), label: "move-down", hint: "hint-next", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Select(Move::Up), label: "move-up", hint: "hint-previous", when: always },
    Binding {
        keys: &["<pgdn>", "<space>", "<c-d>", "<c-f>"],
        action: Action::Scroll(Move::PageDown),
        label: "scroll-page-down",
        hint: "hint-read-down",
        when: always,
    },
    Binding {
        keys: &["<pgup>", "<c-u>", "<c-b>"],
        action: Action::Scroll(Move::PageUp),
        label: "scroll-page-up",
        hint: "hint-read-up",
        when: always,
    },
    Binding { keys: &["R"], action: Action::Restore, label: "article-restore", hint: "hint-article-restore", when: is_older },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "article-back", hint: "hint-back", when: always },
    Binding { keys: &["r", "<c-r>"], action: Action::Refresh, label: "article-refresh", hint: "hint-refresh", when: always },
];

fn is_older(screen: &Versions, _: &Context) -> bool {
    screen.selection.at() > 0 && screen.selected().is_some()
}

/// Most versions whose text is held.
const HELD_MAX: usize = 16;
/// Rows of versions above what one changed.
const LIST_ROWS: u16 = 6;

#[derive(Debug)]
enum Ask {
    List,
    Version(i64),
    Restore(i64, i64),
    Restored,
}

/// The screen.
#[derive(Debug)]
pub struct Versions {
    slug: String,
    list: Option<Vec<ArticleVersion>>,
    contents: HashMap<i64, ArticleContent>,
    /// What the selected version changed, once both sides are here.
    diff: Option<(i64, Vec<diff::Row>)>,
    failed: Option<String>,
    selection: Selection,
    scroll: Scroll,
    asks: Asks<Ask>,
    chord: Chord,
}

impl Versions {
    /// Those of an article, by its slug.
    pub fn new(slug: String) -> Self {
        Self {
            slug,
            list: None,
            contents: HashMap::new(),
            diff: None,
            failed: None,
            selection: Selection::default(),
            scroll: Scroll::default(),
            asks: Asks::default(),
            chord: Chord::default(),
        }
    }

    fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.forget(|ask| matches!(ask, Ask::List | Ask::Version(_)));
        self.asks.call(Ask::List, ask(ArticlesCall::Versions(self.slug.clone())), cx)
    }

    fn selected(&self) -> Option<&ArticleVersion> {
        self.list.as_ref()?.get(self.selection.at())
    }

    /// Compares the selected version with the one before it; fetches what is not here.
    fn look(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.forget(|ask| matches!(ask, Ask::Version(_)));
        self.diff = None;
        let at = self.selection.at();
        let list = self.list.as_deref().unwrap_or_default();
        let Some(version) = list.get(at).map(|one| one.version) else { return Vec::new() };
        let before = list.get(at + 1).map(|one| one.version);
        let missing: Vec<i64> = std::iter::once(version).chain(before).filter(|one| !self.contents.contains_key(one)).collect();
        if !missing.is_empty() {
            if self.contents.len() + missing.len() > HELD_MAX {
                self.contents.retain(|known, _| *known == version || Some(*known) == before);
            }
            let slug = self.slug.clone();
            let call = |one| ask(ArticlesCall::Version(slug.clone(), one));
            return missing.into_iter().flat_map(|one| self.asks.call(Ask::Version(one), call(one), cx)).collect();
        }
        let text = |version: Option<i64>| version.and_then(|one| self.contents.get(&one)).map(|one| diff::text(one, cx));
        let rows = diff::rows(&text(before).unwrap_or_default(), &text(Some(version)).unwrap_or_default());
        self.diff = Some((version, rows));
        Vec::new()
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        let found = resolve_counted(KEYS, &self.chord, key, self, cx);
        let count = found.and_then(|(_, count)| count);
        match found.map(|(action, _)| action) {
            Some(Action::Select(step)) => {
                let rows = self.list.as_ref().map_or(0, Vec::len);
                self.selection.step_by(step, count, rows);
                self.scroll.to(0);
                self.look(cx)
            }
            Some(Action::Scroll(step)) => {
                self.scroll.step_by(step, count);
                Vec::new()
            }
            Some(Action::Restore) => {
                let newest = self.list.iter().flatten().next().map(|one| one.version);
                let (Some(newest), Some(from)) = (newest, self.selected().map(|one| one.version)) else { return Vec::new() };
                let confirm = Confirm {
                    title: cx.text_with("article-restore-title", &[("version", from.into())]),
                    body: vec![cx.text("article-restore-means")],
                    buttons: vec![cx.text("article-restore-do"), cx.text("article-leave-it")],
                };
                self.asks.dialog(Ask::Restore(newest, from), Dialog::Confirm(confirm), cx)
            }
            Some(Action::Refresh) => self.fetch(cx),
            Some(Action::Back) => vec![Effect::Back],
            None => Vec::new(),
        }
    }

    fn answer(&mut self, ask: &Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        let answer = match outcome {
            Ok(Answer::Articles(answer)) => *answer,
            Err(Failure::Problem(problem)) if problem.code == ErrorCode::StaleVersion => {
                let mut effects = vec![Effect::Say(Tone::Bad, cx.text("article-newer-shown"))];
                effects.extend(self.fetch(cx));
                return effects;
            }
            Err(failure) if matches!(ask, Ask::Restored) => return vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
            Err(failure) => {
                self.failed = Some(words::failure(&failure, cx));
                return Vec::new();
            }
            Ok(_) => {
                self.failed = Some(cx.text("error-unexpected-answer"));
                return Vec::new();
            }
        };
        match (ask, answer) {
            (Ask::List, ArticlesAnswer::Versions(list)) => {
                self.selection.clamp(list.items.len());
                (self.list, self.failed) = (Some(list.items), None);
                self.look(cx)
            }
            (Ask::Version(version), ArticlesAnswer::Version(content)) => {
                self.contents.insert(*version, content);
                // The other side may still be on its way.
                if self.asks.any(|ask| matches!(ask, Ask::Version(_))) { Vec::new() } else { self.look(cx) }
            }
            (Ask::Restored, ArticlesAnswer::Article(_)) => {
                self.selection.select(0);
                let mut effects = vec![Effect::Say(Tone::Good, cx.text("article-restored"))];
                effects.extend(self.fetch(cx));
                effects
            }
            _ => Vec::new(),
        }
    }

    fn draw_list(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let list = self.list.as_deref().unwrap_or_default();
        let cells = usize::from(area.width).saturating_sub(2);
        for (y, at) in (area.y..area.bottom()).zip(self.selection.window(list.len(), usize::from(area.height))) {
            let one = &list[at];
            let style = if at == self.selection.at() { cx.theme.selection } else { cx.theme.text };
            let mut beside = words::moment(one.at, cx);
            if one.is_published {
                beside = format!("{} · {beside}", cx.text("article-version-published"));
            }
            let beside = fit(&beside, cells / 2);
            let who = format!("{}. {} · {}", one.version, words::person(&one.author), inline(&one.title));
            let who = column(&who, cells.saturating_sub(width(&beside) + 1));
            put(frame.buffer_mut(), area.x, y, area.width, &Line::from(span(format!(" {who} {beside} "), style)));
        }
    }
}

impl Layer for Versions {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened | Msg::Back => self.fetch(cx),
            Msg::Key(key) => self.key(key, cx),
            Msg::Answer(ticket, outcome) => match self.asks.take(ticket) {
                Some(ask) => self.answer(&ask, outcome, cx),
                None => Vec::new(),
            },
            Msg::Chose(ticket, Choice::Nth(0)) => match self.asks.take(ticket) {
                Some(Ask::Restore(newest, from)) => {
                    let call = ArticlesCall::Restore(self.slug.clone(), newest, from, Idempotency::fresh());
                    self.asks.call(Ask::Restored, ask(call), cx)
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let note = match (&self.failed, &self.list) {
            (Some(words), _) => Some((cx.theme.danger, words.clone())),
            (None, None) => Some((cx.theme.muted, cx.text("article-loading"))),
            _ => None,
        };
        let is_noted = note.is_some();
        let top = heading(frame, area, ("article-versions-title", "article-versions-means"), note, cx) - 1;
        if is_noted {
            return;
        }
        let count = u16::try_from(self.list.as_ref().map_or(0, Vec::len)).unwrap_or(u16::MAX);
        let height = count.min(LIST_ROWS).min(area.bottom().saturating_sub(top));
        self.draw_list(frame, Rect { y: top, height, ..area }, cx);
        let y = top + height;
        put(frame.buffer_mut(), area.x, y, area.width, &Line::from(span("─".repeat(usize::from(area.width)), cx.theme.muted)));
        let rest = Rect { x: area.x + 1, y: y + 1, width: area.width.saturating_sub(2), height: area.bottom().saturating_sub(y + 1) };
        let lines = match &self.diff {
            None => vec![Line::from(span(cx.text("article-loading"), cx.theme.muted))],
            Some((_, rows)) if rows.is_empty() => vec![Line::from(span(cx.text("article-no-difference"), cx.theme.muted))],
            Some((_, rows)) => diff::lines(rows, usize::from(rest.width), cx),
        };
        let from = self.scroll.draw(lines.len(), usize::from(rest.height));
        for (y, line) in (rest.y..rest.bottom()).zip(lines.iter().skip(from)) {
            put(frame.buffer_mut(), rest.x, y, rest.width, line);
        }
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-article-versions", KEYS, self, cx)]
    }
}
