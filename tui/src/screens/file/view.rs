//! Draws a file: its name and kind, the picture or the page of text, and where in it the reader is.

use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{File, State};
use crate::app::Context;
use crate::preview::{PICTURE_BYTES, Preview};
use crate::strings::FluentValue;
use crate::widgets::paper::{Paper, occurrences};
use crate::widgets::picture::{Colours, Picture};
use crate::widgets::text::{fit, put, right, rows, span, width, wrap};
use crate::widgets::words;

pub(super) fn draw(file: &File, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let cells = usize::from(area.width);
    let about = format!("{}  {}", words::size(file.about.size), inline(&file.about.content_type));
    let name = fit(&inline(&file.about.name), cells.saturating_sub(2));
    let rest = fit(&about, cells.saturating_sub(width(&name) + 4));
    let title = Line::from(vec![span(format!(" {name}"), cx.theme.strong), span(format!("  {rest}"), cx.theme.muted)]);
    put(frame.buffer_mut(), area.x, area.y, area.width, &title);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    let foot = match &file.state {
        State::Fetching(_, sent) => {
            let values = [("sent", words::size(*sent).into()), ("size", words::size(file.about.size).into())];
            say(&cx.text_with("file-fetching", &values), cx.theme.muted, frame, body);
            String::new()
        }
        State::Failed(words) => {
            say(words, cx.theme.danger, frame, body);
            String::new()
        }
        State::Kept => {
            say(&kept(file, cx), cx.theme.text, frame, body);
            String::new()
        }
        State::Here(preview) => match &**preview {
            Preview::Picture { picture, size, colours } if !file.is_colourless(cx) => {
                if !file.pixels.view(frame, body, cx) {
                    pictured(file, picture, *colours, frame, body);
                }
                cx.text_with("file-picture", &sides(*size, cx))
            }
            Preview::Text { paper, bytes } => paged(file, paper, *bytes, frame, body, cx),
            other => {
                say(&unshown(other, cx), cx.theme.text, frame, body);
                String::new()
            }
        },
    };
    let foot = if file.saving.is_some() { cx.text_with("transfer", &[("size", words::size(file.saved).into())]) } else { foot };
    let y = area.bottom().saturating_sub(1);
    if let Some(typed) = &file.finding {
        let label = cx.text("file-find-label");
        let shift = u16::try_from(width(&label) + 1).unwrap_or(0).min(area.width);
        put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(label, cx.theme.accent)));
        typed.view(frame, Rect { x: area.x + shift, y, width: area.width - shift, height: 1 }, cx.theme.text, true);
    } else {
        let line = Line::from(span(format!(" {}", fit(&foot, cells.saturating_sub(2))), cx.theme.muted));
        put(frame.buffer_mut(), area.x, y, area.width, &line);
    }
}

fn say(words: &str, style: Style, frame: &mut Frame<'_>, area: Rect) {
    let lines = wrap(words, usize::from(area.width).saturating_sub(4).min(100));
    for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
        put(frame.buffer_mut(), area.x + 2, y, area.width.saturating_sub(2), &Line::from(span(line, style)));
    }
}

/// Why it was not fetched.
fn kept(file: &File, cx: &Context) -> String {
    if file.is_colourless(cx) {
        return cx.text("file-no-colours");
    }
    if file.is_large() {
        let values = [("size", words::size(file.about.size).into()), ("limit", words::size(PICTURE_BYTES).into())];
        return cx.text_with("file-too-large", &values);
    }
    cx.text("file-other")
}

/// Why what was fetched is not shown.
fn unshown(preview: &Preview, cx: &Context) -> String {
    match preview {
        Preview::Huge { size } => cx.text_with("file-huge", &sides(*size, cx)),
        Preview::Damaged => cx.text("file-damaged"),
        Preview::Picture { .. } => cx.text("file-no-colours"),
        Preview::Other | Preview::Text { .. } => cx.text("file-other"),
    }
}

fn sides(size: (u32, u32), cx: &Context) -> [(&'static str, FluentValue<'static>); 2] {
    let side = |pixels: u32| words::count(usize::try_from(pixels).unwrap_or(usize::MAX), cx).into();
    [("width", side(size.0)), ("height", side(size.1))]
}

/// Draws a picture in the middle, fitted anew only when the area is another.
fn pictured(file: &File, picture: &Picture, colours: Colours, frame: &mut Frame<'_>, area: Rect) {
    let size = (area.width, area.height);
    let mut drawn = file.drawn.borrow_mut();
    let (_, lines) = match drawn.take_if(|(known, _)| *known == size) {
        Some(known) => drawn.insert(known),
        None => drawn.insert((size, picture.lines(size.0, size.1, colours))),
    };
    let cells = u16::try_from(lines.first().map_or(0, Line::width)).unwrap_or(area.width);
    let x = area.x + area.width.saturating_sub(cells) / 2;
    for (y, line) in (area.y..area.bottom()).zip(lines.iter()) {
        put(frame.buffer_mut(), x, y, cells, line);
    }
}

/// Draws a page of a text; gives where the reader is.
fn paged(file: &File, paper: &Paper, bytes: u64, frame: &mut Frame<'_>, area: Rect, cx: &Context) -> String {
    let reading = &file.reading;
    let digits = if reading.has_numbers() { paper.lines().to_string().len() + 1 } else { 0 };
    let cells = usize::from(area.width).saturating_sub(digits + 2).max(2);
    let page = usize::from(area.height);
    let top = reading.draw(paper, page, cells);
    let needle = reading.found().map_or("", |found| found.text.as_str());
    let (mut place, mut y) = (top, area.y);
    'page: while y < area.bottom() && place.piece <= paper.piece_of(usize::MAX) {
        let shown = paper.shown(place.piece);
        let shown = shown.as_ref();
        let marks: Vec<usize> = occurrences(shown, needle).collect();
        let parts = if reading.wraps() { rows(shown, cells) } else { vec![window(shown, reading.shift(), cells)] };
        for (at, part) in parts.into_iter().enumerate().skip(place.row) {
            if y >= area.bottom() {
                break 'page;
            }
            let is_first = at == 0 && !paper.goes_on(place.piece);
            let number = if is_first { paper.number(place.piece).to_string() } else { String::new() };
            let number = if digits > 0 { right(&number, digits) } else { String::new() };
            let mut spans = vec![span(format!("{number} "), cx.theme.muted)];
            spans.extend(marked(shown, part, &marks, needle.len(), cx));
            put(frame.buffer_mut(), area.x, y, area.width, &Line::from(spans));
            y += 1;
        }
        (place.piece, place.row) = (place.piece + 1, 0);
    }
    where_in(file, paper, bytes, paper.number(top.piece), cx)
}

/// The part of a line that is seen while lines are cut.
fn window(text: &str, shift: usize, cells: usize) -> std::ops::Range<usize> {
    let (mut at, mut start, mut end) = (0, None, 0);
    for (index, grapheme) in text.grapheme_indices(true) {
        if at >= shift {
            start.get_or_insert(index);
        }
        at += width(grapheme);
        if at > shift + cells {
            break;
        }
        end = index + grapheme.len();
    }
    let start = start.unwrap_or(text.len());
    start..end.max(start)
}

/// A row with what was found in it marked.
fn marked(text: &str, part: std::ops::Range<usize>, marks: &[usize], length: usize, cx: &Context) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut next = part.start;
    for mark in marks {
        let (start, end) = ((*mark).max(part.start), (mark + length).min(part.end));
        if start < end {
            spans.push(span(&text[next..start], cx.theme.text));
            spans.push(span(&text[start..end], cx.theme.selection));
            next = end;
        }
    }
    spans.push(span(&text[next..part.end.max(next)], cx.theme.text));
    spans
}

fn where_in(file: &File, paper: &Paper, bytes: u64, line: usize, cx: &Context) -> String {
    let mut parts = Vec::new();
    let values = [("line", words::count(line, cx).into()), ("count", words::count(paper.lines(), cx).into())];
    parts.push(cx.text_with("file-lines", &values));
    if let Some(found) = file.reading.found() {
        let (at, count) = found.count();
        parts.push(cx.text_with("file-matches", &[("at", words::count(at, cx).into()), ("count", words::count(count, cx).into())]));
    }
    if bytes < file.about.size || !paper.is_whole() {
        let values = [("shown", words::size(bytes).into()), ("size", words::size(file.about.size).into())];
        parts.push(cx.text_with("file-lines-cut", &values));
    }
    parts.join(" · ")
}
