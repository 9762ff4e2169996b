//! Draws the knowledge base: what it is, the ways to look, and the articles, topics or documents that were found.

use caseport_shared::api::article::ArticleSummary;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::super::{marked, names};
use super::{Articles, Part};
use crate::app::Context;
use crate::widgets::text::{column, fit, put, span, width, wrap};

/// Rows of an article: its title, and a passage of it.
const ROWS_EACH: u16 = 2;
/// Most rows of what the list is for.
const EXPLAINED: usize = 2;

pub(super) fn draw(screen: &Articles, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let cells = usize::from(area.width).saturating_sub(2);
    let mut y = area.y;
    let mut line = |frame: &mut Frame<'_>, line: Line<'_>| {
        if y < area.bottom() {
            put(frame.buffer_mut(), area.x + 1, y, area.width.saturating_sub(1), &line);
        }
        y += 1;
    };
    line(frame, Line::from(span(fit(&cx.text("articles-title"), cells), cx.theme.strong)));
    let explained = cx.text(if screen.part == Part::Manual { "articles-manual-means" } else { "articles-means" });
    for row in wrap(&explained, cells).into_iter().take(EXPLAINED) {
        line(frame, Line::from(span(row, cx.theme.muted)));
    }
    line(frame, parts(screen, cells, cx));
    line(frame, narrowed(screen, cells, cx));
    if screen.is_finding {
        let shift = 2;
        let room = Rect { x: area.x + 1 + shift, y: y - 1, width: area.width.saturating_sub(shift + 1), height: 1 };
        screen.words.view(frame, room, cx.theme.text, cx.has_focus());
    }
    let body = Rect { y, height: area.bottom().saturating_sub(y), ..area };
    if let Some((style, words)) = note(screen, cx) {
        for (y, row) in (body.y..body.bottom()).zip(wrap(&words, cells)) {
            put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(row, style)));
        }
        return;
    }
    match screen.part {
        Part::Recent | Part::Popular => articles(screen, frame, body, cx),
        Part::Topics => topics(screen, frame, body, cx),
        Part::Manual => manual(screen, frame, body, cx),
    }
}

/// The ways to look, the one in use marked.
fn parts(screen: &Articles, cells: usize, cx: &Context) -> Line<'static> {
    let mut spans = Vec::new();
    let mut room = cells;
    for part in Part::ALL {
        let words = cx.text(part.title());
        let style = if part == screen.part { cx.theme.selection } else { cx.theme.accent };
        let words = fit(&format!(" {words} "), room);
        room = room.saturating_sub(width(&words) + 1);
        spans.push(span(words, style));
        spans.push(span(" ", cx.theme.text));
    }
    Line::from(spans)
}

/// What narrows the list: words, a topic, a state, a language.
fn narrowed(screen: &Articles, cells: usize, cx: &Context) -> Line<'static> {
    if screen.is_finding {
        return Line::from(span("/ ", cx.theme.accent));
    }
    if matches!(screen.part, Part::Topics | Part::Manual) {
        return Line::default();
    }
    let mut said = Vec::new();
    if !screen.words.is_blank() {
        said.push(format!("/ {}", screen.words.text().trim()));
    }
    if let Some(slug) = &screen.category {
        let known = screen.categories.iter().flatten().find(|one| one.slug == *slug);
        let name = inline(known.map_or(slug.as_str(), |one| one.name.as_str())).into_owned();
        said.push(cx.text_with("articles-in-topic", &[("topic", name.into())]));
    }
    said.extend(screen.state.map(|state| names::state(state, cx)));
    said.extend(screen.language.map(|language| language.name().to_owned()));
    Line::from(span(fit(&said.join(" · "), cells), cx.theme.text))
}

/// What is said in place of rows.
fn note(screen: &Articles, cx: &Context) -> Option<(Style, String)> {
    if let Some(words) = &screen.failed {
        return Some((cx.theme.danger, words.clone()));
    }
    let is_loaded = match screen.part {
        Part::Recent | Part::Popular => screen.list.is_some(),
        Part::Topics => screen.categories.is_some(),
        Part::Manual => screen.documents.is_some(),
    };
    if !is_loaded {
        return Some((cx.theme.muted, cx.text("articles-loading")));
    }
    if screen.count() > 0 {
        return None;
    }
    let words = match screen.part {
        Part::Recent | Part::Popular if !screen.answered.is_empty() => {
            cx.text_with("articles-no-words", &[("words", screen.answered.clone().into())])
        }
        Part::Recent | Part::Popular if screen.is_narrowed() => cx.text("articles-none-narrowed"),
        Part::Recent | Part::Popular => cx.text("articles-none"),
        Part::Topics => cx.text("articles-no-topics"),
        Part::Manual => cx.text("articles-no-documents"),
    };
    Some((cx.theme.muted, words))
}

/// Two rows of an article: its title with what there is to know at a glance, and a passage.
fn article(article: &ArticleSummary, is_chosen: bool, beside: &str, frame: &mut Frame<'_>, (area, y): (Rect, u16), cx: &Context) {
    let cells = usize::from(area.width).saturating_sub(2);
    let (strong, muted) = if is_chosen { (cx.theme.selection, cx.theme.selection) } else { (cx.theme.strong, cx.theme.muted) };
    let beside = fit(beside, cells / 2);
    let room = cells.saturating_sub(width(&beside) + 2);
    let title = marked::spans(&article.title, room, strong, cx);
    let gap = cells.saturating_sub(title.iter().map(|part| width(&part.content)).sum::<usize>() + width(&beside));
    let mut spans = vec![span(" ", strong)];
    spans.extend(title);
    spans.push(span(" ".repeat(gap), strong));
    spans.push(span(format!("{beside} "), muted));
    put(frame.buffer_mut(), area.x, y, area.width, &Line::from(spans));
    if y + 1 < area.bottom() {
        let mut spans = vec![span("   ", cx.theme.muted)];
        spans.extend(marked::spans(&article.excerpt, cells.saturating_sub(3), cx.theme.muted, cx));
        put(frame.buffer_mut(), area.x, y + 1, area.width, &Line::from(spans));
    }
}

fn articles(screen: &Articles, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let list = screen.list.as_deref().unwrap_or_default();
    let page = usize::from(area.height / ROWS_EACH).max(1);
    for (y, at) in (area.y..area.bottom()).step_by(usize::from(ROWS_EACH)).zip(screen.selection.window(list.len(), page)) {
        let is_chosen = at == screen.selection.at();
        article(&list[at], is_chosen, &names::beside(&list[at], area.width, cx), frame, (area, y), cx);
    }
}

fn topics(screen: &Articles, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let all = screen.categories.as_deref().unwrap_or_default();
    let cells = usize::from(area.width).saturating_sub(2);
    for (y, at) in (area.y..area.bottom()).zip(screen.selection.window(all.len(), usize::from(area.height))) {
        let style = if at == screen.selection.at() { cx.theme.selection } else { cx.theme.text };
        let depth = screen.depth(&all[at]);
        let name = format!("{}{}", "  ".repeat(depth), inline(&all[at].name));
        put(frame.buffer_mut(), area.x, y, area.width, &Line::from(span(format!(" {} ", column(&name, cells)), style)));
    }
}

fn manual(screen: &Articles, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let groups = screen.documents.as_deref().unwrap_or_default();
    let all: Vec<_> = screen.manual().collect();
    let cells = usize::from(area.width).saturating_sub(2);
    // A document takes two rows, and the name of a group one.
    let page = usize::from(area.height / (ROWS_EACH + 1)).max(1);
    let mut y = area.y;
    let mut before = None;
    for at in screen.selection.window(all.len(), page) {
        let (group, document) = all[at];
        if before.replace(group) != Some(group) {
            let about = &groups[group];
            let product = about.product.as_deref().map_or_else(|| cx.text("articles-all-products"), |slug| inline(slug).into_owned());
            let heading = fit(&format!("{product} · {}", about.language.name()), cells);
            put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(heading, cx.theme.accent)));
            y += 1;
        }
        let is_chosen = at == screen.selection.at();
        let style = if is_chosen { cx.theme.selection } else { cx.theme.text };
        let title = column(&inline(&document.title), cells.saturating_sub(2));
        put(frame.buffer_mut(), area.x, y, area.width, &Line::from(span(format!("   {title} "), style)));
        let link = cx.links.style(&document.url, cx.theme.link);
        let url = fit(&inline(&document.url), cells.saturating_sub(4));
        put(frame.buffer_mut(), area.x + 5, y + 1, area.width.saturating_sub(5), &Line::from(span(url, link)));
        y += ROWS_EACH;
    }
}
