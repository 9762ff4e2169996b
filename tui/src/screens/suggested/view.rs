//! Draws a list of articles: over a form or a case, or in the pane beside a form.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::Clear;

use super::marked::{self, Look};
use super::{Articles, Item, State, Use};
use crate::app::Context;
use crate::widgets::scroll::Scroll;
use crate::widgets::text::{fit, put, span, wrap};

/// Narrowest screen on which a pane with articles stands beside a form, in cells.
const PANE_FROM: u16 = 120;
/// Widest pane, in cells.
const PANE_CELLS: u16 = 64;
/// Most rows of a title.
const TITLE_ROWS: usize = 2;
/// Most rows of how an article begins, or of the passage that fits best.
const EXCERPT_ROWS: usize = 2;

/// Cells of the pane on a screen that has one.
pub(in crate::screens) fn pane_cells(area: Rect) -> Option<u16> {
    (area.width >= PANE_FROM).then(|| (area.width * 2 / 5).min(PANE_CELLS))
}

/// Draws the list, and says in words where there is nothing in it.
pub(super) fn list(articles: &Articles, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let (style, words) = match &articles.state {
        State::Failed(words) => (cx.theme.danger, words.clone()),
        State::Fetching => (cx.theme.muted, cx.text("suggested-looking")),
        State::Here if articles.items.is_empty() && articles.used == Use::Form => (cx.theme.muted, cx.text("suggested-none")),
        State::Here if articles.items.is_empty() => (cx.theme.muted, cx.text("suggested-none-of-case")),
        State::Here => (cx.theme.muted, String::new()),
    };
    let title = if articles.used == Use::Form { "suggested-title" } else { "suggested-title-case" };
    let rest = head(frame, area, &cx.text(title), (style, &words), cx);
    let (lines, places) = entries(&articles.items, Some(articles.selection.at()), usize::from(rest.width), cx);
    let page = usize::from(rest.height);
    // What is selected is seen whole, where it can be.
    articles.selection.window(articles.items.len(), (page / (TITLE_ROWS + EXCERPT_ROWS)).max(1));
    let scroll = Scroll::default();
    if let Some(place) = places.get(articles.selection.at()) {
        scroll.reveal(place.end.saturating_sub(1), page);
        scroll.reveal(place.start, page);
    }
    let first = scroll.draw(lines.len(), page);
    for (y, line) in (rest.y..rest.bottom()).zip(lines.iter().skip(first)) {
        put(frame.buffer_mut(), rest.x, y, rest.width, line);
    }
}

/// Draws the pane beside a form in which somebody types.
pub(super) fn pane(items: &[Item], frame: &mut Frame<'_>, area: Rect, (style, words): (Style, &str), cx: &Context) {
    let rest = head(frame, area, &cx.text("suggested-title"), (style, words), cx);
    let (lines, _) = entries(items, None, usize::from(rest.width), cx);
    for (y, line) in (rest.y..rest.bottom()).zip(&lines) {
        put(frame.buffer_mut(), rest.x, y, rest.width, line);
    }
}

/// Clears the place, and draws the title and what is said below it; gives the room for the rows.
fn head(frame: &mut Frame<'_>, area: Rect, title: &str, (style, words): (Style, &str), cx: &Context) -> Rect {
    frame.render_widget(Clear, area);
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let cells = usize::from(inner.width);
    let mut y = area.y;
    put(frame.buffer_mut(), inner.x, y, inner.width, &Line::from(span(fit(title, cells), cx.theme.strong)));
    y += 1;
    if !words.is_empty() {
        for line in wrap(words, cells).into_iter().take(usize::from(area.bottom().saturating_sub(y))) {
            put(frame.buffer_mut(), inner.x, y, inner.width, &Line::from(span(line, style)));
            y += 1;
        }
    }
    // A blank row, where there is one to spare.
    y = (y + 1).min(area.bottom());
    Rect { y, height: area.bottom() - y, ..inner }
}

/// The articles in lines, and the lines of each.
fn entries(items: &[Item], selected: Option<usize>, cells: usize, cx: &Context) -> (Vec<Line<'static>>, Vec<Range<usize>>) {
    let (mut lines, mut places) = (Vec::new(), Vec::new());
    let room = cells.saturating_sub(3).max(2);
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            lines.push(Line::default());
        }
        let start = lines.len();
        let is_selected = selected == Some(at);
        let mark = match selected {
            Some(_) if is_selected => " › ".to_owned(),
            Some(_) => "   ".to_owned(),
            None => " · ".to_owned(),
        };
        let look = if is_selected {
            Look { base: cx.theme.selection, mark: cx.theme.selection.add_modifier(Modifier::BOLD) }
        } else {
            Look { base: cx.theme.strong, mark: cx.theme.strong.patch(cx.theme.accent) }
        };
        for (row, spans) in marked::lines(&item.title, room, TITLE_ROWS, look).into_iter().enumerate() {
            let mark = if row == 0 { mark.clone() } else { "   ".to_owned() };
            let spans = [span(mark, if is_selected { cx.theme.selection } else { cx.theme.muted })].into_iter().chain(spans);
            lines.push(Line::from(spans.collect::<Vec<_>>()));
        }
        if !item.notes.is_empty() {
            let notes = item.notes.iter().map(|key| cx.text(key)).collect::<Vec<_>>().join(" · ");
            let style = if item.hidden.is_some() { cx.theme.warning } else { cx.theme.muted };
            lines.push(Line::from(span(format!("   {}", fit(&notes, room)), style)));
        }
        if !item.excerpt.text.trim().is_empty() {
            let look = Look { base: cx.theme.muted, mark: cx.theme.accent };
            for spans in marked::lines(&item.excerpt, room, EXCERPT_ROWS, look) {
                lines.push(Line::from([span("   ", cx.theme.muted)].into_iter().chain(spans).collect::<Vec<_>>()));
            }
        }
        places.push(start..lines.len());
    }
    (lines, places)
}
