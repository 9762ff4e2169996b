//! Draws the files to pick from: the folder, what is typed, and a row for each entry with its size and age.

use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{FilesLayer, is_path};
use crate::app::Context;
use crate::widgets::dialog::sheet::sheet;
use crate::widgets::text::{column, fit, put, right, span, width, wrap};
use crate::widgets::words;

/// Most entries seen at once.
const ROWS: usize = 30;
/// Rows of the screen above that stay in sight.
const ABOVE: usize = 3;
/// Cells of a size, and of an age.
const SIZE: usize = 8;
const AGE: usize = 5;

pub(super) fn draw(layer: &FilesLayer, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let cells = usize::from(area.width).saturating_sub(4);
    let mut text: Vec<Line<'_>> = Vec::new();
    for paragraph in &layer.files.body {
        text.extend(wrap(paragraph, cells).into_iter().map(|line| Line::from(span(line, cx.theme.muted))));
    }
    let tall = usize::from(area.height);
    text.truncate(tall / 8);
    let is_completing = is_path(layer, cx);
    let count = if is_completing { layer.completions.len() } else { layer.listed.count() };
    // The sheet keeps its height while the list gets shorter.
    let rows = ROWS.min(tall.saturating_sub(text.len() + 4 + ABOVE)).max(1);
    let inner = sheet(frame, area, text.len() + 3 + rows, &layer.files.title, cx);
    let mut y = inner.y;
    let mut line = |y: &mut u16, line: &Line<'_>| {
        if *y < inner.bottom() {
            put(frame.buffer_mut(), inner.x, *y, inner.width, line);
        }
        *y += 1;
    };
    for text in &text {
        line(&mut y, text);
    }
    line(&mut y, &Line::from(vec![span(tail(&inline(layer.listed.path()), cells), cx.theme.accent)]));
    let field = y;
    line(&mut y, &Line::from(span("/ ", cx.theme.muted)));
    if is_completing {
        for path in layer.completions.iter().take(rows) {
            line(&mut y, &Line::from(span(format!("   {}", fit(&inline(path), cells.saturating_sub(3))), cx.theme.muted)));
        }
        y += u16::try_from(rows.saturating_sub(count)).unwrap_or(0);
    } else {
        let first = y;
        for at in layer.selection.window(count, rows) {
            line(&mut y, &row(layer, at, cells, cx));
        }
        if count == 0 {
            let words = if layer.listed.is_loaded() { "pick-nothing" } else { "picker-loading" };
            line(&mut y, &Line::from(span(cx.text(words), cx.theme.muted)));
        }
        y = first + u16::try_from(rows).unwrap_or(0);
    }
    let last = match &layer.error {
        Some(error) => span(fit(&inline(error), cells), cx.theme.danger),
        None => span(fit(&summary(layer, cx), cells), cx.theme.muted),
    };
    line(&mut y, &Line::from(last));
    let room = Rect { x: inner.x + 2, y: field, width: inner.width.saturating_sub(2), height: 1 }.intersection(inner);
    if layer.typed.is_empty() {
        let words = fit(&cx.text("picker-type"), usize::from(room.width));
        put(frame.buffer_mut(), room.x, room.y, room.width, &Line::from(span(words, cx.theme.muted)));
    }
    layer.typed.view(frame, room, cx.theme.text, true);
}

/// The end of a path, which tells most.
fn tail(path: &str, cells: usize) -> String {
    if width(path) <= cells {
        return path.to_owned();
    }
    let mut start = path.len();
    for (at, c) in path.char_indices().rev() {
        if width(&path[at..]) + 1 > cells {
            break;
        }
        start = at;
        if c == '/' && width(&path[at..]) + 24 > cells {
            break;
        }
    }
    format!("…{}", &path[start..])
}

fn row(layer: &FilesLayer, at: usize, cells: usize, cx: &Context) -> Line<'static> {
    let Some(entry) = layer.listed.get(at) else { return Line::default() };
    let is_chosen = at == layer.selection.at();
    let is_large = !entry.is_folder && entry.size > layer.files.limit;
    let own = |style| if is_chosen { cx.theme.selection } else { style };
    let path = layer.listed.path_of(&entry.name);
    let is_marked = layer.marks.iter().any(|mark| mark.path == path);
    let sign = match (is_chosen, is_marked) {
        (true, true) => " ›+ ",
        (true, false) => " ›  ",
        (false, true) => "  + ",
        (false, false) => "    ",
    };
    let slash = if entry.is_folder { "/" } else { "" };
    let size = if entry.is_folder { String::new() } else { words::size(entry.size) };
    let large = if is_large { cx.text("picker-too-large") } else { String::new() };
    let age = entry.at.map(|at| words::ago(at, cx)).unwrap_or_default();
    let name = cells.saturating_sub(4 + SIZE + AGE + 4 + width(&large));
    let style = match (is_large, entry.is_folder) {
        (true, _) => cx.theme.muted,
        (false, true) => cx.theme.accent,
        (false, false) => cx.theme.text,
    };
    Line::from(vec![
        span(sign, own(cx.theme.good)),
        span(column(&format!("{}{slash}", layer.listed.name(at)), name), own(style)),
        span(format!("  {large}"), own(cx.theme.danger)),
        span(right(&size, SIZE), own(if is_large { cx.theme.danger } else { cx.theme.muted })),
        span(format!("  {}", right(&age, AGE)), own(cx.theme.muted)),
    ])
}

/// What is marked, how the list is ordered, and what of it is not shown.
fn summary(layer: &FilesLayer, cx: &Context) -> String {
    let mut parts = Vec::new();
    if !layer.marks.is_empty() {
        let size: u64 = layer.marks.iter().map(|mark| mark.size).sum();
        parts.push(cx.text_with("picker-marked", &[("count", layer.marks.len().into()), ("size", words::size(size).into())]));
    }
    parts.push(cx.text(if layer.listed.is_by_name() { "picker-by-name" } else { "picker-by-age" }));
    if layer.listed.count() > 0 {
        parts.push(cx.text_with("picker-count", &[("count", words::count(layer.listed.count(), cx).into())]));
    }
    if layer.listed.left_out() > 0 {
        parts.push(cx.text_with("picker-left-out", &[("count", words::count(layer.listed.left_out(), cx).into())]));
    }
    parts.join(" · ")
}
