//! Draws the form of an article, what it becomes, and what somebody else wrote.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::super::reader::page;
use super::conflict::Conflict;
use super::{Base, Context, Field, Mode, Writer, words};
use crate::widgets::scroll::Scroll;
use crate::widgets::text::{column, fit, inline, put, span, width, wrap};

/// Fewest rows on which all fields fit above the text.
const ROOMY_ROWS: u16 = 15;

pub(super) fn draw(screen: &Writer, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    match &screen.mode {
        Mode::Writing => form(screen, frame, area, cx),
        Mode::Preview(scroll) => preview(screen, scroll, frame, area, cx),
        Mode::Conflict(conflict) => theirs(conflict, frame, area, cx),
    }
}

fn form(screen: &Writer, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let cells = usize::from(area.width);
    let title = match &screen.base {
        Base::New(_) => cx.text("article-new-title"),
        Base::Version(_, version) => cx.text_with("article-edit-title", &[("version", (*version).into())]),
    };
    put(frame.buffer_mut(), area.x + 1, area.y, area.width, &Line::from(span(fit(&title, cells.saturating_sub(2)), cx.theme.strong)));
    let mut y = area.y + 1;
    let mut fields: Vec<Field> = screen.fields().collect();
    let names = fields.iter().map(|field| width(&cx.text(field.label())));
    let widest = names.max().unwrap_or(0).min(cells / 3);
    let shift = u16::try_from(widest + 3).unwrap_or(0);
    let room = area.width.saturating_sub(shift + 1);
    if area.height < ROOMY_ROWS {
        // Where not all fields fit, the one in use comes first.
        let at = fields.iter().position(|field| *field == screen.focus).unwrap_or(0);
        fields.drain(..at);
    }
    for field in fields.iter().copied().filter(|field| *field != Field::Body) {
        if y + 2 >= area.bottom() {
            break;
        }
        let has_focus = field == screen.focus;
        let style = if has_focus { cx.theme.accent } else { cx.theme.muted };
        let name = format!(" {}", column(&cx.text(field.label()), widest));
        put(frame.buffer_mut(), area.x, y, area.width, &Line::from(span(name, style)));
        let place = Rect { x: area.x + shift, y, width: room, height: 1 };
        line(screen, field, has_focus, frame, place, cx);
        y += 1;
    }
    put(frame.buffer_mut(), area.x, y, area.width, &Line::from(span("─".repeat(cells), cx.theme.muted)));
    y += 1;
    let body = Rect { x: area.x + 1, y, width: area.width.saturating_sub(2), height: area.bottom().saturating_sub(y + 1) };
    let has_focus = screen.focus == Field::Body;
    if screen.body.is_empty() && !has_focus {
        let purpose = wrap(&cx.text("article-body-purpose"), usize::from(body.width));
        for (y, row) in (body.y..body.bottom()).zip(purpose) {
            put(frame.buffer_mut(), body.x, y, body.width, &Line::from(span(row, cx.theme.muted)));
        }
    }
    screen.body.view(frame, body, cx.theme.text, has_focus && cx.has_focus());
    let foot = if let Some((_, words)) = &screen.error {
        span(inline(words, cells.saturating_sub(2)), cx.theme.danger)
    } else {
        let said = cx.text(if screen.marked().is_some() { "article-has-marks" } else { "article-not-seen-yet" });
        let count = [("count", words::count(screen.body.chars(), cx).into()), ("limit", words::count(screen.body.limit(), cx).into())];
        let count = cx.text_with("write-count", &count);
        let room = cells.saturating_sub(width(&count) + 4);
        // Where there is little room, characters are counted once they become few.
        let is_counted = width(&said) <= room || screen.body.chars() * 10 >= screen.body.limit() * 8;
        let said = if is_counted { format!("{}  {count}", column(&said, room)) } else { fit(&said, cells.saturating_sub(2)) };
        span(said, cx.theme.muted)
    };
    put(frame.buffer_mut(), area.x + 1, area.bottom().saturating_sub(1), area.width.saturating_sub(1), &Line::from(foot));
}

/// What a field of one line holds, or what it is for.
fn line(screen: &Writer, field: Field, has_focus: bool, frame: &mut Frame<'_>, place: Rect, cx: &Context) {
    let (editor, purpose) = match field {
        Field::Title => (&screen.title, "article-title-purpose"),
        Field::Keywords => (&screen.keywords, "article-keywords-purpose"),
        _ => {
            let style = if has_focus { cx.theme.selection } else { cx.theme.text };
            let words = fit(&screen.value(field, cx), usize::from(place.width).saturating_sub(2));
            put(frame.buffer_mut(), place.x, place.y, place.width, &Line::from(span(format!("{words} ▾"), style)));
            return;
        }
    };
    if editor.is_empty() {
        let words = fit(&cx.text(purpose), usize::from(place.width));
        put(frame.buffer_mut(), place.x, place.y, place.width, &Line::from(span(words, cx.theme.muted)));
    }
    if !editor.is_empty() || has_focus {
        editor.view(frame, place, cx.theme.text, has_focus && cx.has_focus());
    }
}

fn preview(screen: &Writer, scroll: &Scroll, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let heading = fit(&cx.text("article-preview-title"), usize::from(area.width).saturating_sub(2));
    put(frame.buffer_mut(), area.x + 1, area.y, area.width, &Line::from(span(heading, cx.theme.muted)));
    let area = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(2) };
    let make = |size| page::text(&screen.body.text(), &screen.pictures, size, cx);
    screen.preview.draw((scroll, &screen.pictures), make, frame, area, cx);
}

fn theirs(conflict: &Conflict, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let cells = usize::from(area.width).saturating_sub(2);
    let desk = conflict.theirs.desk.as_ref();
    let author = desk.map(|desk| words::person(&desk.author)).unwrap_or_default();
    let at = desk.map(|desk| words::moment(desk.written_at, cx)).unwrap_or_default();
    let said = cx.text_with("article-conflict", &[("author", author.into()), ("at", at.into())]);
    let mut y = area.y;
    for row in wrap(&said, cells) {
        put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(row, cx.theme.warning)));
        y += 1;
    }
    y += 1;
    let lines = conflict.lines(cells, cx);
    let top = conflict.scroll.draw(lines.len(), usize::from(area.bottom().saturating_sub(y)));
    for (y, line) in (y..area.bottom()).zip(lines.iter().skip(top)) {
        put(frame.buffer_mut(), area.x + 1, y, area.width.saturating_sub(1), line);
    }
}
