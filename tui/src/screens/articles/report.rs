//! What the knowledge base lacks and what it is good for: searches that found nothing, articles that are stale, did not help, or
//! are read most; for support.

use caseport_shared::api::article::{ArticleReport, ArticleUse};
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::ask;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, ArticlesAnswer, ArticlesCall, Effect, Route};
use crate::keymap::{Binding, Chord, Hint, Key, Section, always, hints, resolve_counted, section};
use crate::msg::Msg;
use crate::widgets::list::Selection;
use crate::widgets::scroll::Move;
use crate::widgets::text::{column, fit, put, span, width, wrap};
use crate::widgets::words;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Action {
    Open,
    Next,
    Previous,
    Move(Move),
    Refresh,
    Back,
}

pub(in crate::screens) const KEYS: &[Binding<Action, Report>] = &[
    Binding { keys: &["<enter>", "l", "<right>"], action: Action::Open, label: "article-report-open", hint: "hint-open", when: has_rows },
    Binding { keys: &["<tab>"], action: Action::Next, label: "desk-next", hint: "hint-desk-next", when: always },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "article-back", hint: "hint-back", when: always },
    Binding { keys: &["r", "<c-r>"], action: Action::Refresh, label: "article-refresh", hint: "hint-refresh", when: always },
    Binding { keys: &["<backtab>"], action: Action::Previous, label: "desk-previous", hint: "hint-desk-previous", when: always },
    Binding { keys: &["j", "<down>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
    Binding {
        keys: &["<pgdn>", "<space>", "<c-d>", "<c-f>"],
        action: Action::Move(Move::PageDown),
        label: "move-page-down",
        hint: "hint-page-down",
        when: always,
    },
    Binding {
        keys: &["<pgup>", "<c-u>", "<c-b>"],
        action: Action::Move(Move::PageUp),
        label: "move-page-up",
        hint: "hint-page-up",
        when: always,
    },
];

/// Rows of an article: its title, how it is used, and what readers had to say.
const ROWS_EACH: u16 = 3;
/// Most words of readers that are shown of one article.
const WORDS_MAX: usize = 5;

fn has_rows(screen: &Report, _: &Context) -> bool {
    screen.count() > 0
}

/// A part of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    #[default]
    Misses,
    Stale,
    Unhelpful,
    Used,
}

impl Part {
    const ALL: [Self; 4] = [Self::Misses, Self::Stale, Self::Unhelpful, Self::Used];

    /// Its name, what it is, and what is said where there is nothing.
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Misses => ("article-misses", "article-misses-means", "article-misses-none"),
            Self::Stale => ("article-stale", "article-stale-means", "article-stale-none"),
            Self::Unhelpful => ("article-unhelpful-part", "article-unhelpful-means", "article-unhelpful-none"),
            Self::Used => ("article-used", "article-used-means", "article-used-none"),
        }
    }
}

/// The screen.
#[derive(Debug, Default)]
pub struct Report {
    part: Part,
    answer: Option<ArticleReport>,
    failed: Option<String>,
    selection: Selection,
    asks: Asks<()>,
    chord: Chord,
}

impl Report {
    fn articles(&self) -> &[ArticleUse] {
        let Some(report) = &self.answer else { return &[] };
        match self.part {
            Part::Misses => &[],
            Part::Stale => &report.stale,
            Part::Unhelpful => &report.unhelpful,
            Part::Used => &report.used,
        }
    }

    fn count(&self) -> usize {
        match (self.part, &self.answer) {
            (Part::Misses, Some(report)) => report.misses.len(),
            _ => self.articles().len(),
        }
    }

    fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.clear();
        self.asks.call((), ask(ArticlesCall::Report), cx)
    }

    fn turn(&mut self, back: bool) {
        let at = Part::ALL.iter().position(|part| *part == self.part).unwrap_or(0);
        let count = Part::ALL.len();
        self.part = Part::ALL[(at + if back { count - 1 } else { 1 }) % count];
        self.selection.select(0);
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        let found = resolve_counted(KEYS, &self.chord, key, self, cx);
        let count = found.and_then(|(_, count)| count);
        match found.map(|(action, _)| action) {
            Some(Action::Open) => {
                let at = self.selection.at();
                // What nobody found is what an article could be about.
                let missed = self.answer.as_ref().filter(|_| self.part == Part::Misses).and_then(|report| report.misses.get(at));
                if let Some(miss) = missed {
                    let mut new = caseport_shared::api::article::NewArticle::default();
                    new.content.keywords = vec![miss.words.clone()];
                    return vec![Effect::Go(Route::NewArticle(Box::new(new)))];
                }
                let slug = self.articles().get(at).map(|one| one.article.slug.clone());
                slug.map(|slug| Effect::Go(Route::Article(slug))).into_iter().collect()
            }
            Some(Action::Next) => {
                self.turn(false);
                Vec::new()
            }
            Some(Action::Previous) => {
                self.turn(true);
                Vec::new()
            }
            Some(Action::Move(step)) => {
                let rows = self.count();
                self.selection.step_by(step, count, rows);
                Vec::new()
            }
            Some(Action::Refresh) => self.fetch(cx),
            Some(Action::Back) => vec![Effect::Back],
            None => Vec::new(),
        }
    }

    fn draw_misses(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let misses = self.answer.as_ref().map(|report| report.misses.as_slice()).unwrap_or_default();
        let cells = usize::from(area.width).saturating_sub(2);
        for (y, at) in (area.y..area.bottom()).zip(self.selection.window(misses.len(), usize::from(area.height))) {
            let style = if at == self.selection.at() { cx.theme.selection } else { cx.theme.text };
            let values = [("count", misses[at].times.into()), ("date", words::day(misses[at].last_at, cx).into())];
            let times = fit(&cx.text_with("article-miss-times", &values), cells / 2);
            let words = column(&inline(&misses[at].words), cells.saturating_sub(width(&times) + 1));
            put(frame.buffer_mut(), area.x, y, area.width, &Line::from(span(format!(" {words} {times} "), style)));
        }
    }

    fn draw_articles(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let all = self.articles();
        let cells = usize::from(area.width).saturating_sub(2);
        let page = usize::from(area.height / ROWS_EACH).max(1);
        for (y, at) in (area.y..area.bottom()).step_by(usize::from(ROWS_EACH)).zip(self.selection.window(all.len(), page)) {
            let one = &all[at];
            let is_chosen = at == self.selection.at();
            let (strong, muted) = if is_chosen { (cx.theme.selection, cx.theme.selection) } else { (cx.theme.strong, cx.theme.muted) };
            let reviewed = fit(&cx.text_with("article-reviewed", &[("date", words::day(one.reviewed_at, cx).into())]), cells / 2);
            let title = column(&inline(&one.article.title.text), cells.saturating_sub(width(&reviewed) + 1));
            let line = Line::from(vec![span(format!(" {title} "), strong), span(format!("{reviewed} "), muted)]);
            put(frame.buffer_mut(), area.x, y, area.width, &line);
            let values = [
                ("reads", one.reads.into()),
                ("deflected", one.deflected.into()),
                ("helpful", one.article.helpful.into()),
                ("unhelpful", one.article.unhelpful.into()),
            ];
            let said: Vec<String> = one.words.iter().take(WORDS_MAX).map(|word| format!("“{}”", inline(word))).collect();
            for (y, words) in (y + 1..area.bottom()).zip([cx.text_with("article-use", &values), said.join(" ")]) {
                let words = fit(&words, cells.saturating_sub(3));
                put(frame.buffer_mut(), area.x + 3, y, area.width.saturating_sub(3), &Line::from(span(words, cx.theme.muted)));
            }
        }
    }
}

impl Layer for Report {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened | Msg::Back | Msg::Shown => self.fetch(cx),
            Msg::Key(key) => self.key(key, cx),
            Msg::Answer(ticket, outcome) if self.asks.take(ticket).is_some() => {
                match outcome {
                    Ok(Answer::Articles(answer)) => {
                        if let ArticlesAnswer::Report(report) = *answer {
                            (self.answer, self.failed) = (Some(report), None);
                            self.selection.clamp(self.count());
                        }
                    }
                    Ok(_) => self.failed = Some(cx.text("error-unexpected-answer")),
                    Err(failure) => self.failed = Some(words::failure(&failure, cx)),
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let cells = usize::from(area.width).saturating_sub(2);
        let (_, means, none) = self.part.words();
        let mut y = area.y;
        let mut say = |frame: &mut Frame<'_>, line: Line<'_>| {
            put(frame.buffer_mut(), area.x + 1, y, area.width.saturating_sub(1), &line);
            y += 1;
        };
        say(frame, Line::from(span(fit(&cx.text("article-report-title"), cells), cx.theme.strong)));
        let mut tabs = Vec::new();
        let mut room = cells;
        for part in Part::ALL {
            let style = if part == self.part { cx.theme.selection } else { cx.theme.accent };
            let words = fit(&format!(" {} ", cx.text(part.words().0)), room);
            room = room.saturating_sub(width(&words) + 1);
            tabs.extend([span(words, style), span(" ", cx.theme.text)]);
        }
        say(frame, Line::from(tabs));
        for row in wrap(&cx.text(means), cells).into_iter().take(2) {
            say(frame, Line::from(span(row, cx.theme.muted)));
        }
        let body = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area };
        let note = match (&self.failed, &self.answer) {
            (Some(words), _) => Some((cx.theme.danger, words.clone())),
            (None, None) => Some((cx.theme.muted, cx.text("articles-loading"))),
            _ if self.count() == 0 => Some((cx.theme.good, cx.text(none))),
            _ => None,
        };
        if let Some((style, words)) = note {
            for (y, row) in (body.y..body.bottom()).zip(wrap(&words, cells)) {
                put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(row, style)));
            }
        } else if self.part == Part::Misses {
            self.draw_misses(frame, body, cx);
        } else {
            self.draw_articles(frame, body, cx);
        }
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-article-report", KEYS, self, cx)]
    }
}
