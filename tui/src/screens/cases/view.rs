//! Draws the list of cases.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::columns::Columns;
use super::find::query_label;
use super::keys::{Action, KEYS};
use super::rows::ROWS_MAX;
use super::{Cases, Mode};
use crate::app::Context;
use crate::widgets::text::{column, fit, inline, put, span, width, wrap};
use crate::widgets::words;

/// Most candidates shown at once.
const CANDIDATE_ROWS: u16 = 6;
/// Fewest rows on which there is room for more than the cases.
const ROOMY_ROWS: u16 = 4;

pub(super) fn draw(screen: &Cases, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let whole = area;
    let area = Rect { width: screen.preview.beside(area.width), ..area };
    if area.width < whole.width {
        screen.preview.draw(frame, Rect { x: area.right(), width: whole.width - area.width, ..whole }, cx);
    }
    let columns = Columns::of(screen.rows.cases(), usize::from(area.width), cx);
    if area.height < ROOMY_ROWS && matches!(screen.mode, Mode::Reading) {
        return rows(screen, frame, area, &columns, cx);
    }
    views(screen, frame, Rect { height: 1, ..area }, cx);
    let taken = query(screen, frame, Rect { y: area.y + 1, ..area }, cx);
    let list = Rect { y: area.y + 1 + taken, height: area.height.saturating_sub(1 + taken), ..area };
    if list.height < 2 {
        return;
    }
    let heading = Line::from(span(columns.heading(screen.sort(), cx), cx.theme.muted));
    put(frame.buffer_mut(), list.x, list.y, list.width, &heading);
    rows(screen, frame, Rect { y: list.y + 1, height: list.height - 1, ..list }, &columns, cx);
}

/// The views, the chosen one marked; long titles are cut so that every view is seen.
fn views(screen: &Cases, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let titles: Vec<String> = screen.views.iter().map(|view| cx.text(&format!("view-{}", view.slug))).collect();
    let taken = |most: usize| titles.iter().map(|title| width(title).min(most) + 5).sum::<usize>();
    let most = (4..40).rev().find(|most| taken(*most) <= usize::from(area.width)).unwrap_or(4);
    let mut spans = vec![span(" ", cx.theme.text)];
    for (at, title) in titles.iter().enumerate() {
        let key = view_key(at, cx);
        let style = if screen.view == Some(at) { cx.theme.accent } else { cx.theme.muted };
        spans.push(span(format!("{key} {}", fit(title, most)), style));
        spans.push(span("  ", cx.theme.text));
    }
    put(frame.buffer_mut(), area.x, area.y, area.width, &Line::from(spans));
}

/// The keys that choose a view, as the user bound them.
fn view_key(at: usize, cx: &Context) -> String {
    let binding = KEYS.iter().find(|binding| matches!(binding.action, Action::View(view) if view == at));
    binding.and_then(|binding| Some(binding.pressed(cx).first()?.to_string())).unwrap_or_default()
}

/// The query and what is wrong with it; gives how many rows it took.
fn query(screen: &Cases, frame: &mut Frame<'_>, area: Rect, cx: &Context) -> u16 {
    let cells = area.width.saturating_sub(4);
    let room = Rect { x: area.x + 3, width: cells, height: 1, ..area };
    let slash = Line::from(span(" / ", cx.theme.accent));
    match &screen.mode {
        Mode::Finding(editor) => {
            put(frame.buffer_mut(), area.x, area.y, area.width, &slash);
            editor.view(frame, room, cx.theme.text, cx.has_focus());
        }
        Mode::Reading if screen.view.is_none() => {
            put(frame.buffer_mut(), area.x, area.y, area.width, &slash);
            put(
                frame.buffer_mut(),
                room.x,
                room.y,
                room.width,
                &Line::from(span(inline(&screen.query, usize::from(cells)), cx.theme.text)),
            );
        }
        Mode::Reading => return 1,
    }
    let Some(wrong) = &screen.wrong else { return 2 + candidates(screen, frame, Rect { y: area.y + 1, ..room }, cx) };
    let before: String = wrong.query.chars().take(wrong.error.at).collect();
    let part: String = wrong.query.chars().skip(wrong.error.at).take(wrong.error.len).collect();
    let shift = width(&before).min(usize::from(cells).saturating_sub(1));
    let marks = "^".repeat(width(&part).clamp(1, usize::from(cells).saturating_sub(shift).max(1)));
    let mark = Line::from(span(format!("{}{marks}", " ".repeat(shift)), cx.theme.danger));
    put(frame.buffer_mut(), room.x, area.y + 1, room.width, &mark);
    let mut taken = 2;
    for line in wrap(&wrong.error.message, usize::from(cells)).into_iter().take(3) {
        put(frame.buffer_mut(), room.x, area.y + taken, room.width, &Line::from(span(line, cx.theme.danger)));
        taken += 1;
    }
    taken + 1
}

/// What fits the word under the cursor, the chosen one marked; gives how many rows it took.
fn candidates(screen: &Cases, frame: &mut Frame<'_>, area: Rect, cx: &Context) -> u16 {
    let Some(found) = screen.completion() else { return 0 };
    let at = screen.found.at.min(found.candidates.len() - 1);
    let top = (at + 1).saturating_sub(usize::from(CANDIDATE_ROWS));
    let mut taken = 0;
    for (index, one) in found.candidates.iter().enumerate().skip(top).take(usize::from(CANDIDATE_ROWS)) {
        let style = if index == at { cx.theme.selection } else { cx.theme.muted };
        let mark = if index == at { "› " } else { "  " };
        let meaning = found.key.map_or_else(|| cx.text(query_label(one)), |_| String::new());
        let words = fit(&format!("{mark}{}{meaning}", column(one, 28)), usize::from(area.width));
        put(frame.buffer_mut(), area.x, area.y + taken, area.width, &Line::from(span(words, style)));
        taken += 1;
    }
    taken
}

fn rows(screen: &Cases, frame: &mut Frame<'_>, area: Rect, columns: &Columns, cx: &Context) {
    let cases = screen.rows.cases();
    let note = note(screen, cx).map(|(style, words)| (style, wrap(&words, usize::from(area.width).saturating_sub(4))));
    let taken = note.as_ref().map_or(0, |(_, lines)| lines.len().min(usize::from(area.height).saturating_sub(1)));
    let page = usize::from(area.height).saturating_sub(if cases.is_empty() { 0 } else { taken });
    let window = screen.rows.selection().window(cases.len(), page);
    let height = u16::try_from(window.len()).unwrap_or(area.height);
    screen.drawn.set((Rect { height, ..area }, window.start));
    let chosen = screen.rows.selected().map(|case| case.number);
    screen.laid_out.draw(frame.buffer_mut(), Rect { height, ..area }, *columns, &cases[window], chosen, cx);
    if let Some((style, lines)) = note {
        let y = if cases.is_empty() { area.y + 1 } else { area.bottom() - u16::try_from(taken).unwrap_or(0) };
        for (y, line) in (y..area.bottom()).zip(lines) {
            put(frame.buffer_mut(), area.x + 2, y, area.width.saturating_sub(2), &Line::from(span(line, style)));
        }
    }
}

/// What there is to say about the rows that are not there.
fn note(screen: &Cases, cx: &Context) -> Option<(Style, String)> {
    let as_of = screen.as_of.map(|at| cx.text_with("cases-as-of", &[("age", words::ago(at, cx).into())]));
    if let Some(words) = &screen.failed {
        return Some((cx.theme.danger, as_of.map_or_else(|| words.clone(), |as_of| format!("{as_of} {words}"))));
    }
    if let Some(as_of) = as_of {
        return Some((cx.theme.warning, as_of));
    }
    if !screen.rows.is_loaded() {
        return Some((cx.theme.muted, cx.text("cases-loading")));
    }
    if screen.rows.cases().is_empty() {
        if screen.view.is_none() {
            return Some((cx.theme.muted, cx.text("cases-none-fit")));
        }
        let can_file = cx.me.as_ref().is_some_and(|me| me.can_file);
        return Some((cx.theme.muted, cx.text(if can_file { "cases-none-file" } else { "cases-none" })));
    }
    if screen.rows.is_full() {
        return Some((cx.theme.muted, cx.text_with("cases-full", &[("count", words::count(ROWS_MAX, cx).into())])));
    }
    let is_at_end = screen.rows.selection().at() + 1 == screen.rows.cases().len();
    (screen.rows.has_more() && is_at_end).then(|| (cx.theme.muted, cx.text("cases-more")))
}
