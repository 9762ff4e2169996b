//! Draws the list of articles and of help documents.

use caseport_shared::api::article::ArticleSummary;
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::reader::marked;
use super::{Articles, Tab};
use crate::app::Context;
use crate::widgets::text::{fit, put, span, width, wrap};

/// Rows of an article.
const ROWS: usize = 2;

pub(super) fn draw(screen: &Articles, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let cells = usize::from(area.width).saturating_sub(2);
    let mut y = area.y;
    let mut row = |line: Line<'static>, frame: &mut Frame<'_>| {
        if y < area.bottom() {
            put(frame.buffer_mut(), area.x + 1, y, area.width.saturating_sub(1), &line);
        }
        y += 1;
    };
    row(tabs(screen, cx), frame);
    let sentence = if screen.tab == Tab::Manual { "documents-purpose" } else { "articles-purpose" };
    for line in wrap(&cx.text(sentence), cells).into_iter().take(2) {
        row(Line::from(span(line, cx.theme.muted)), frame);
    }
    if screen.tab != Tab::Manual {
        let label = format!("{} ", cx.text("articles-search"));
        let shift = u16::try_from(width(&label)).unwrap_or(0);
        let at = y;
        if at < area.bottom() {
            put(frame.buffer_mut(), area.x + 1, at, area.width, &Line::from(span(label, cx.theme.accent)));
            let field = Rect { x: area.x + 1 + shift, y: at, width: area.width.saturating_sub(shift + 2), height: 1 };
            screen.words.view(frame, field, cx.theme.text, cx.has_focus());
        }
        y += 1;
        if let Some(line) = narrowed(screen, cells, cx) {
            if y < area.bottom() {
                put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(line, cx.theme.muted)));
            }
            y += 1;
        }
    }
    y += 1;
    let body = Rect { y: y.min(area.bottom()), height: area.bottom().saturating_sub(y), ..area };
    match note(screen, cx) {
        Some((style, words)) => {
            for (y, line) in (body.y..body.bottom()).zip(wrap(&words, cells)) {
                put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(line, style)));
            }
        }
        None => rows(screen, frame, body, cx),
    }
}

fn tabs(screen: &Articles, cx: &Context) -> Line<'static> {
    let tab = |tab: Tab, key: &str| {
        let style = if screen.tab == tab { cx.theme.selection } else { cx.theme.muted };
        [span(format!(" {} ", cx.text(key)), style), span(" ", cx.theme.text)]
    };
    let title = span(format!("{}  ", cx.text("articles-title")), cx.theme.strong);
    let tabs = [tab(Tab::Recent, "articles-recent"), tab(Tab::Popular, "articles-popular"), tab(Tab::Manual, "articles-manual")];
    Line::from(std::iter::once(title).chain(tabs.into_iter().flatten()).collect::<Vec<_>>())
}

/// What the list is narrowed to, where it is.
fn narrowed(screen: &Articles, cells: usize, cx: &Context) -> Option<String> {
    let category = screen.category.as_ref().map(|category| cx.text_with("articles-in", &[("category", inline(&category.name).into())]));
    let state = screen.state.map(|state| cx.text(&format!("article-state-{state}")));
    let parts: Vec<String> = category.into_iter().chain(state).collect();
    (!parts.is_empty()).then(|| fit(&parts.join(" · "), cells))
}

/// What is said in place of rows.
fn note(screen: &Articles, cx: &Context) -> Option<(Style, String)> {
    if let Some(words) = &screen.failed {
        return Some((cx.theme.danger, words.clone()));
    }
    if screen.tab == Tab::Manual {
        return match &screen.documents {
            None => Some((cx.theme.muted, cx.text("articles-loading"))),
            Some(all) if all.is_empty() => Some((cx.theme.muted, cx.text("cli-no-documents"))),
            Some(_) => None,
        };
    }
    match &screen.list {
        None => Some((cx.theme.muted, cx.text("articles-loading"))),
        Some(list) if list.is_empty() && !screen.answered.is_empty() => Some((cx.theme.muted, cx.text("articles-none-has"))),
        Some(list) if list.is_empty() => Some((cx.theme.muted, cx.text("cli-no-articles"))),
        Some(_) => None,
    }
}

fn rows(screen: &Articles, frame: &mut Frame<'_>, body: Rect, cx: &Context) {
    let cells = usize::from(body.width).saturating_sub(2);
    let page = usize::from(body.height) / ROWS;
    for (place, at) in screen.selection.window(screen.rows(), page.max(1)).enumerate() {
        let y = body.y + u16::try_from(place * ROWS).unwrap_or(u16::MAX);
        let is_selected = at == screen.selection.at();
        let (first, second) = match screen.tab {
            Tab::Manual => document(screen, at, is_selected, cells, cx),
            Tab::Recent | Tab::Popular => article(&screen.list.as_deref().unwrap_or_default()[at], is_selected, cells, cx),
        };
        for (y, line) in (y..body.bottom()).zip([first, second]) {
            put(frame.buffer_mut(), body.x, y, body.width, &line);
        }
    }
}

fn document(screen: &Articles, at: usize, is_selected: bool, cells: usize, cx: &Context) -> (Line<'static>, Line<'static>) {
    let Some((group, document)) = screen.documents.as_ref().and_then(|all| all.get(at)) else { return Default::default() };
    let style = if is_selected { cx.theme.selection } else { cx.theme.text };
    let title = fit(&inline(&document.title), cells);
    let below = fit(&format!("{}  {group}", inline(&document.url)), cells.saturating_sub(2));
    (Line::from(span(format!(" {title} "), style)), Line::from(span(format!("   {below}"), cx.theme.muted)))
}

/// An article in a list: its title, and the passage that fits.
pub(in crate::screens) fn article(
    article: &ArticleSummary,
    is_selected: bool,
    cells: usize,
    cx: &Context,
) -> (Line<'static>, Line<'static>) {
    let style = if is_selected { cx.theme.selection } else { cx.theme.text };
    let about = if article.audience.is_some() && article.state != caseport_shared::article::ArticleState::Published {
        format!("  {}", cx.text(&format!("article-state-{}", article.state)))
    } else if article.helpful > 0 {
        format!("  +{}", article.helpful)
    } else {
        String::new()
    };
    let mut title: Vec<Span<'static>> = vec![span(" ", style)];
    title.extend(marked(&article.title, cells.saturating_sub(width(&about) + 1), style, cx));
    title.push(span(" ", style));
    title.push(span(about, cx.theme.muted));
    let mut below: Vec<Span<'static>> = vec![span("   ", cx.theme.muted)];
    below.extend(marked(&article.excerpt, cells.saturating_sub(3), cx.theme.muted, cx));
    (Line::from(title), Line::from(below))
}
