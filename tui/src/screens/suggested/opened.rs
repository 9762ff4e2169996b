//! An article that is read: on its way, here or not to be had, and how far it is scrolled.

use std::cell::RefCell;

use caseport_shared::api::article::{ArticleView, Marked};
use caseport_shared::article::CITED_BY;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Clear;

use super::Hidden;
use crate::app::Context;
use crate::effect::{Answer, Failure, SuggestedAnswer};
use crate::widgets::markdown::{Ink, markdown};
use crate::widgets::scroll::{Move, Scroll};
use crate::widgets::text::{put, span, wrap};
use crate::widgets::words;

/// Widest text, in cells; longer lines are hard to read.
const MEASURE: usize = 100;
/// Most rows of a title.
const TITLE_ROWS: usize = 2;
/// Most rows of what there is to know besides.
const ABOUT_ROWS: usize = 2;

#[derive(Debug)]
enum State {
    Fetching,
    Here(Box<ArticleView>),
    Failed(String),
}

/// The article.
#[derive(Debug)]
pub(super) struct Opened {
    slug: String,
    title: String,
    state: State,
    scroll: Scroll,
    /// Its text as it was laid out last, for so many cells.
    drawn: RefCell<Option<(usize, Vec<Line<'static>>)>>,
}

impl Opened {
    /// One that is on its way.
    pub(super) fn new(slug: &str, title: &Marked) -> Self {
        let title = inline(&title.text).into_owned();
        Self { slug: slug.to_owned(), title, state: State::Fetching, scroll: Scroll::default(), drawn: RefCell::default() }
    }

    pub(super) fn slug(&self) -> &str {
        &self.slug
    }

    pub(super) fn article(&self) -> Option<&ArticleView> {
        if let State::Here(article) = &self.state { Some(article) } else { None }
    }

    pub(super) fn has_failed(&self) -> bool {
        matches!(self.state, State::Failed(_))
    }

    /// It is asked for once more.
    pub(super) fn again(&mut self) -> String {
        self.state = State::Fetching;
        self.slug.clone()
    }

    pub(super) fn came(&mut self, outcome: Result<Answer, Failure>, cx: &Context) {
        self.resized();
        self.state = match outcome {
            Ok(Answer::Suggested(answer)) if matches!(*answer, SuggestedAnswer::Article(_)) => match *answer {
                SuggestedAnswer::Article(article) => {
                    self.title = inline(&article.summary.title.text).into_owned();
                    State::Here(article)
                }
                _ => return,
            },
            Ok(_) => State::Failed(cx.text("error-unexpected-answer")),
            Err(failure) => State::Failed(words::failure(&failure, cx)),
        };
    }

    pub(super) fn resized(&mut self) {
        self.drawn = RefCell::default();
    }

    pub(super) fn step(&self, step: Move, count: Option<usize>) {
        self.scroll.step_by(step, count);
    }

    /// Draws it over the whole area: its title stays, its text is scrolled.
    pub(super) fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        frame.render_widget(Clear, area);
        let cells = usize::from(area.width).saturating_sub(4).min(MEASURE);
        let mut head: Vec<Line<'_>> =
            wrap(&self.title, cells).into_iter().take(TITLE_ROWS).map(|line| Line::from(span(line, cx.theme.strong))).collect();
        if let State::Here(article) = &self.state {
            let about = wrap(&about(article, cx), cells).into_iter().take(ABOUT_ROWS);
            head.extend(about.map(|line| Line::from(span(line, cx.theme.muted))));
        }
        head.push(Line::default());
        let mut rows = area.y..area.bottom();
        for (y, line) in rows.by_ref().zip(&head) {
            put(frame.buffer_mut(), area.x + 2, y, area.width.saturating_sub(2), line);
        }
        let page = usize::from(area.height).saturating_sub(head.len());
        let top = area.bottom() - u16::try_from(page).unwrap_or(0).min(area.height);
        let mut drawn = self.drawn.borrow_mut();
        let (_, lines) = match &mut *drawn {
            Some(laid) if laid.0 == cells => laid,
            other => other.insert((cells, self.text(cells, cx))),
        };
        let first = self.scroll.draw(lines.len(), page);
        for (y, line) in (top..area.bottom()).zip(lines.iter().skip(first)) {
            put(frame.buffer_mut(), area.x + 2, y, area.width.saturating_sub(2), line);
        }
    }

    fn text(&self, cells: usize, cx: &Context) -> Vec<Line<'static>> {
        let said = |words: &str, style| wrap(words, cells).into_iter().map(|line| Line::from(span(line, style))).collect();
        match &self.state {
            State::Fetching => said(&cx.text("suggested-opening"), cx.theme.muted),
            State::Failed(words) => said(words, cx.theme.danger),
            State::Here(article) => {
                markdown(&article.body, cells, Ink { base: cx.theme.text, theme: &cx.theme, links: &cx.links, is_page: true })
            }
        }
    }
}

/// What there is to know of an article besides what it says.
fn about(article: &ArticleView, cx: &Context) -> String {
    let summary = &article.summary;
    let name = format!("{CITED_BY}{}", inline(&summary.slug));
    let changed = cx.text_with("suggested-changed", &[("when", words::moment(summary.updated_at, cx).into())]);
    let mut parts: Vec<String> = Hidden::of(summary).map(|hidden| cx.text(hidden.note())).into_iter().collect();
    if summary.helpful > 0 {
        parts.push(cx.text_with("suggested-helped", &[("count", summary.helpful.into())]));
    }
    parts.extend([changed, name]);
    parts.join(" · ")
}
