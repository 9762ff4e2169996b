//! An article laid out for reading: its title, what is known of it, its text, and what is near to it.

use std::cell::RefCell;

use caseport_shared::api::article::{ArticleView, Marked};
use caseport_shared::article::cited;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::app::Context;
use crate::widgets::markdown::{Ink, markdown};
use crate::widgets::scroll::{Move, Scroll};
use crate::widgets::text::{fit, put, span, wrap};
use crate::widgets::words;

/// Widest text that is pleasant to read, in cells.
const WIDEST: usize = 100;

/// An article that is read.
#[derive(Debug)]
pub(in crate::screens) struct Reader {
    pub(in crate::screens) article: ArticleView,
    scroll: Scroll,
    /// Its lines as they were laid out last, and for how many cells.
    lines: RefCell<Option<(usize, Vec<Line<'static>>)>>,
}

impl Reader {
    pub(in crate::screens) fn new(article: ArticleView) -> Self {
        Self { article, scroll: Scroll::default(), lines: RefCell::default() }
    }

    /// Another state of the same article, at the same place.
    pub(in crate::screens) fn renew(&mut self, article: ArticleView) {
        (self.article, self.lines) = (article, RefCell::default());
    }

    /// Lays everything out anew, for other words or another look.
    pub(in crate::screens) fn forget_lines(&self) {
        self.lines.take();
    }

    pub(in crate::screens) fn step(&self, step: Move) {
        self.scroll.step(step);
    }

    pub(in crate::screens) fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let cells = usize::from(area.width).saturating_sub(2);
        let mut kept = self.lines.borrow_mut();
        if kept.as_ref().is_none_or(|(laid, _)| *laid != cells) {
            *kept = Some((cells, lines(&self.article, cells, cx)));
        }
        let Some((_, lines)) = &*kept else { return };
        let top = self.scroll.draw(lines.len(), usize::from(area.height));
        for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(top)) {
            put(frame.buffer_mut(), area.x + 1, y, area.width.saturating_sub(1), line);
        }
    }

    /// Articles that one can go on to: those that the text cites, and those that are near; slugs with titles.
    pub(in crate::screens) fn links(&self) -> Vec<(String, String)> {
        let own = &self.article.summary.slug;
        let title = |slug: &str| {
            let found = self.article.related.iter().find(|one| one.slug == slug);
            found.map_or_else(|| slug.to_owned(), |one| inline(&one.title.text).into_owned())
        };
        let mut found: Vec<(String, String)> = Vec::new();
        let near = self.article.related.iter().map(|one| one.slug.as_str());
        for slug in cited(&self.article.body).into_iter().chain(near).filter(|slug| slug != own) {
            if !found.iter().any(|(known, _)| known == slug) {
                found.push((slug.to_owned(), title(slug)));
            }
        }
        found
    }
}

fn lines(article: &ArticleView, cells: usize, cx: &Context) -> Vec<Line<'static>> {
    let cells = cells.min(WIDEST);
    let summary = &article.summary;
    let mut lines: Vec<Line<'static>> =
        wrap(&inline(&summary.title.text), cells).into_iter().map(|line| Line::from(span(line, cx.theme.strong))).collect();
    lines.extend(about(article, cx).into_iter().flat_map(|about| wrap(&about, cells)).map(|line| Line::from(span(line, cx.theme.muted))));
    lines.push(Line::default());
    lines.extend(markdown(&article.body, cells, Ink { base: cx.theme.text, theme: &cx.theme, links: &cx.links }));
    if !article.related.is_empty() {
        lines.push(Line::default());
        lines.push(Line::from(span(cx.text("heading-related"), cx.theme.strong)));
        for one in &article.related {
            lines.push(Line::from(span(fit(&format!("  {}", inline(&one.title.text)), cells), cx.theme.text)));
        }
    }
    lines
}

/// What is known of an article, in few lines.
fn about(article: &ArticleView, cx: &Context) -> Vec<String> {
    let summary = &article.summary;
    let mut first = vec![inline(&summary.slug).into_owned(), summary.language.name().to_owned()];
    first.push(cx.text_with("article-updated", &[("at", words::moment(summary.updated_at, cx).into())]));
    if summary.helpful + summary.unhelpful > 0 {
        let values = [("helpful", summary.helpful.into()), ("all", (summary.helpful + summary.unhelpful).into())];
        first.push(cx.text_with("article-helpful", &values));
    }
    if let Some(vote) = &article.vote {
        first.push(cx.text(if vote.helpful { "article-voted-helpful" } else { "article-voted-unhelpful" }));
    }
    let mut lines = vec![first.join(" · ")];
    if let Some(desk) = &article.desk {
        let audience = summary.audience.map(|audience| cx.text(&format!("article-audience-{audience}"))).unwrap_or_default();
        let mut second = vec![cx.text(&format!("article-state-{}", summary.state)), audience];
        second.push(cx.text_with("article-version", &[("version", desk.version.into())]));
        if desk.published_version.is_some_and(|published| published != desk.version) {
            second.push(cx.text("article-has-changes"));
        }
        let used = [("reads", desk.reads.into()), ("solved", desk.solved.into()), ("deflected", desk.deflected.into())];
        second.push(cx.text_with("cli-article-used", &used));
        second.extend(desk.case.map(|case| cx.text_with("article-from-case", &[("number", case.to_string().into())])));
        lines.push(second.join(" · "));
    }
    lines
}

/// A text of one line of at most so many cells, its marked words apart from the rest.
pub(in crate::screens) fn marked(text: &Marked, cells: usize, style: Style, cx: &Context) -> Vec<Span<'static>> {
    let clean = inline(&text.text);
    let letters: Vec<char> = clean.chars().collect();
    // Where something was taken out, nobody knows any more which words were meant.
    if letters.len() != text.text.chars().count() {
        return vec![span(fit(&clean, cells), style)];
    }
    let shown = fit(&clean, cells);
    let end = if shown == *clean { letters.len() } else { shown.chars().count().saturating_sub(1) };
    let hit = style.patch(cx.theme.accent).add_modifier(Modifier::BOLD);
    let (mut spans, mut at) = (Vec::new(), 0);
    let part = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    for (from, to) in text.marks.iter().filter(|(from, to)| from < to && *to <= end) {
        if *from >= at {
            spans.push(span(part(at, *from), style));
            spans.push(span(part(*from, *to), hit));
            at = *to;
        }
    }
    spans.push(span(shown.chars().skip(at).collect::<String>(), style));
    spans
}
