//! Draws a case: two lines that stay, the thread below them, and the editor over its end.

use caseport_shared::api::case::CaseView;
use caseport_shared::comment::Seen;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::writing::{What, Writing};
use super::{Case, Drawn, Events, Mode, keys};
use crate::app::Context;
use crate::screens::cases::status_style;
use crate::widgets::keeping::Keeping;
use crate::widgets::text::{column, fit, inline, put, span, width, wrap};
use crate::widgets::thread::{ThreadOptions, thread};
use crate::widgets::words;

/// Fewest rows on which the title of the case stands above an editor.
const TITLE_ROWS: u16 = 5;
/// Fewest rows on which there is room for a third line of what a status means.
const HIGH_ROWS: u16 = 19;
/// Fewest rows on which its status does too.
const STANDING_ROWS: u16 = 13;
/// Narrowest screen that names the zone of its times, in cells.
const ZONE_FROM: usize = 50;
/// Widest name of a zone, in cells.
const ZONE_CELLS: usize = 24;
/// Fewest rows of an editor whose bar may take two.
const WIDE_BAR_ROWS: u16 = 9;
/// Most rows in which something on its way is shown.
const OUTGOING_ROWS: usize = 3;

pub(super) fn draw(screen: &Case, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let Some(case) = &screen.view else {
        let (style, words) = match &screen.failed {
            Some(words) => (cx.theme.danger, words.clone()),
            None => (cx.theme.muted, cx.text_with("case-loading", &[("number", screen.number.to_string().into())])),
        };
        for (y, line) in (area.y + 1..area.bottom()).zip(wrap(&words, usize::from(area.width).saturating_sub(4))) {
            put(frame.buffer_mut(), area.x + 2, y, area.width, &Line::from(span(line, style)));
        }
        return;
    };
    if let Some(articles) = &screen.articles {
        return articles.view(frame, area, area, cx);
    }
    let cells = usize::from(area.width);
    let number = format!("{}  ", case.summary.number);
    // The zone stands above the times, which are all in it.
    let zone = inline(&cx.times.zone_name(), ZONE_CELLS);
    let zone = if cells < ZONE_FROM { String::new() } else { zone };
    let room = cells.saturating_sub(width(&number) + width(&zone) + 4);
    let subject = column(&inline(&case.summary.subject, room), room);
    let title = Line::from(vec![
        span(format!(" {number}"), cx.theme.accent),
        span(subject, cx.theme.strong),
        span(format!("  {zone}"), cx.theme.muted),
    ]);
    let is_writing = matches!(screen.mode, Mode::Writing(_));
    // On a tiny screen what is being written goes before what it is about.
    let taken = if is_writing && area.height < TITLE_ROWS {
        0
    } else {
        put(frame.buffer_mut(), area.x, area.y, area.width, &title);
        if is_writing && area.height < STANDING_ROWS { 1 } else { 2 + standing(case, frame, Rect { y: area.y + 1, ..area }, cx) }
    };
    let mut rest = Rect { y: area.y + taken, height: area.height.saturating_sub(taken), ..area };
    if let Mode::Writing(writing) = &screen.mode {
        let height = (area.height / 2).max(9).min(rest.height);
        let editor = Rect { y: rest.bottom() - height, height, ..rest };
        rest.height -= height;
        write(screen, writing, frame, editor, cx);
    }
    let outgoing = outgoing(screen, cells, cx);
    let height = u16::try_from(outgoing.len()).unwrap_or(u16::MAX).min(rest.height);
    rest.height -= height;
    for (y, line) in (rest.bottom()..rest.bottom() + height).zip(&outgoing) {
        put(frame.buffer_mut(), area.x, y, area.width, line);
    }
    if matches!(screen.mode, Mode::Reading)
        && let Some(words) = aside(screen, cx).filter(|_| rest.height > 0)
    {
        rest.height = rest.height.saturating_sub(1);
        let line = Line::from(span(fit(&words, cells.saturating_sub(2)), cx.theme.warning));
        put(frame.buffer_mut(), area.x + 1, rest.bottom(), area.width, &line);
    }
    draw_thread(screen, frame, rest, cx);
}

/// The status with what it says and means, on two or three rows; gives how many it took.
fn standing(case: &CaseView, frame: &mut Frame<'_>, area: Rect, cx: &Context) -> u16 {
    let status = words::status(case.summary.status, cx);
    let mut parts = vec![status.clone()];
    parts.extend(words::status_details(&case.summary, cx));
    if let Some(promise) = case.promise {
        parts.push(cx.text_with("case-promised", &[("promise", words::promise(promise, cx).into())]));
    }
    parts.push(words::meaning(case.summary.status, cx));
    let style = status_style(case.summary.status, cx).patch(cx.theme.strong);
    let lines = wrap(&parts.join(" · "), usize::from(area.width).saturating_sub(2).min(112));
    let most = if area.height < HIGH_ROWS { 2 } else { 3 };
    let is_cut = lines.len() > most;
    let mut y = 0;
    for (at, line) in lines.iter().take(most).enumerate() {
        let line = &if is_cut && at + 1 == most { format!("{line} …") } else { line.clone() };
        let label = if y == 0 { line.get(..status.len()).unwrap_or_default() } else { "" };
        let spans = vec![span(format!(" {label}"), style), span(line[label.len()..].to_owned(), cx.theme.muted)];
        put(frame.buffer_mut(), area.x, area.y + y, area.width, &Line::from(spans));
        y += 1;
    }
    y
}

/// What was sent and has not arrived: how long it may be taken back, or how far it is; then how it begins.
fn outgoing(screen: &Case, cells: usize, cx: &Context) -> Vec<Line<'static>> {
    let keys = keys::reading_hints(screen, cx);
    let key = |word: &str| keys.iter().find(|hint| hint.word == word).map(|hint| hint.key.clone()).unwrap_or_default();
    let mut lines = Vec::new();
    for (at, outgoing) in screen.outgoing.iter().enumerate() {
        let is_note = outgoing.writing.what == What::Note;
        let words = match (outgoing.left, &outgoing.writing.drafting) {
            (Some(seconds), _) => {
                let values = [("seconds", seconds.into()), ("back", key("hint-take-back").into()), ("now", key("hint-send-now").into())];
                cx.text_with(if is_note { "sending-note" } else { "sending-reply" }, &values)
            }
            (None, drafting) => {
                let status = drafting.as_ref().filter(|_| at == 0).map(|draft| draft.status(cx));
                let status = status.unwrap_or_else(|| cx.text("sending-queued"));
                cx.text_with(if is_note { "sending-note-now" } else { "sending-reply-now" }, &[("status", status.into())])
            }
        };
        let (bar, style) = if is_note { (cx.theme.internal_bar, cx.theme.internal) } else { (cx.theme.reply_bar, cx.theme.reply) };
        lines.extend(wrap(&words, cells.saturating_sub(2)).iter().map(|line| Line::from(span(column(&format!(" {line}"), cells), bar))));
        let mark = if is_note { " ┃ " } else { "   " };
        let text = wrap(&outgoing.writing.editor.text(), cells.saturating_sub(4));
        lines.extend(text.iter().take(1).map(|line| Line::from(span(format!("{mark}{line}"), style))));
    }
    lines.truncate(OUTGOING_ROWS * screen.outgoing.len());
    lines
}

/// What the reader should know besides the case: transfers, texts that were begun.
fn aside(screen: &Case, cx: &Context) -> Option<String> {
    if let Some(bytes) = screen.transferred {
        return Some(cx.text_with("transfer", &[("size", words::size(bytes).into())]));
    }
    if let Some(at) = screen.as_of() {
        return Some(cx.text_with("case-as-of", &[("when", words::moment(at, cx).into())]));
    }
    let begun = |what: What| screen.shelf.iter().any(|writing| writing.what == what);
    let key = if begun(What::Reply) {
        "case-begun-reply"
    } else if begun(What::Note) {
        "case-begun-note"
    } else if begun(What::Solution) {
        "case-begun-solution"
    } else {
        return None;
    };
    Some(cx.text(key))
}

fn draw_thread(screen: &Case, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let Some(case) = &screen.view else { return };
    let mut drawn = screen.drawn.borrow_mut();
    let is_fresh = drawn.as_ref().is_some_and(|drawn| {
        let is_true = drawn.thread.until.is_none_or(|until| cx.now < until);
        drawn.cells == area.width && drawn.revision == screen.revision && is_true
    });
    if !is_fresh {
        let seen = screen.marked.unwrap_or(Seen { replies: i64::MAX, notes: i64::MAX });
        let options = ThreadOptions { earlier: screen.from, seen, unfolded: screen.events == Events::Unfolded };
        let thread = thread(case, &screen.entries, options, usize::from(area.width), cx);
        *drawn = Some(Drawn { cells: area.width, revision: screen.revision, thread });
    }
    let Some(drawn) = &*drawn else { return };
    let lines = &drawn.thread.lines;
    let page = usize::from(area.height);
    if screen.jump.get() && screen.as_of().is_none() && !screen.entries.is_empty() {
        screen.jump.set(false);
        // Only what lies below the first page is jumped to: the facts at the top are worth seeing too.
        if let Some(line) = drawn.thread.first_new.filter(|line| *line + 3 > page) {
            screen.scroll.to(line);
        }
    }
    let top = screen.scroll.draw(lines.len(), page);
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(top)) {
        put(frame.buffer_mut(), area.x, y, area.width, line);
    }
}

/// The editor: a bar that says who will read it, the text, the files, and where it is safe.
fn write(screen: &Case, writing: &Writing, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let cells = usize::from(area.width);
    let (bar, text) = match writing.what {
        What::Reply | What::Solution => (cx.theme.reply_bar, cx.theme.reply),
        What::Note => (cx.theme.internal_bar, cx.theme.internal),
    };
    let title = wrap(&title(screen, writing, cx), cells.saturating_sub(1));
    let bars = title.len().clamp(1, if area.height < WIDE_BAR_ROWS { 1 } else { 2 });
    for (y, line) in (area.y..).zip(title.iter().take(bars)) {
        put(frame.buffer_mut(), area.x, y, area.width, &Line::from(span(column(line, cells), bar)));
    }
    let bars = u16::try_from(bars).unwrap_or(1);
    let area = Rect { y: area.y + bars - 1, height: area.height - (bars - 1), ..area };
    let mut files = writing.drafting.as_ref().map(|draft| draft.lines(cells.saturating_sub(4), cx)).unwrap_or_default();
    // What becomes public is seen before anything else.
    files.splice(
        0..0,
        writing.include.iter().map(|file| {
            let values = [("name", inline(&file.name, 60).into()), ("size", words::size(file.size).into())];
            Line::from(span(fit(&cx.text_with("write-included", &values), cells.saturating_sub(4)), cx.theme.warning))
        }),
    );
    let shown = files.len().min(usize::from(area.height).saturating_sub(6));
    let errors = writing.error.as_ref().map(|error| wrap(error, cells.saturating_sub(4))).unwrap_or_default();
    let errors = &errors[..errors.len().min(2).min(usize::from(area.height).saturating_sub(3))];
    let has_status = area.height > 2;
    let below = u16::try_from(shown + errors.len() + usize::from(has_status)).unwrap_or(1);
    let room = Rect { x: area.x + 3, y: area.y + 1, width: area.width.saturating_sub(4), height: area.height.saturating_sub(1 + below) };
    if writing.what == What::Note {
        for y in room.y..room.bottom() {
            put(frame.buffer_mut(), area.x, y, 3, &Line::from(span(" ┃", cx.theme.internal)));
        }
    }
    writing.editor.view(frame, room, text, cx.has_focus());
    let mut y = room.bottom();
    for line in files.iter().take(shown) {
        put(frame.buffer_mut(), area.x + 3, y, area.width.saturating_sub(3), line);
        y += 1;
    }
    for line in errors {
        put(frame.buffer_mut(), area.x + 3, y, area.width.saturating_sub(3), &Line::from(span(line.clone(), cx.theme.danger)));
        y += 1;
    }
    if !has_status {
        return;
    }
    let values = [("count", words::count(writing.editor.chars(), cx).into()), ("limit", words::count(writing.editor.limit(), cx).into())];
    let count = cx.text_with("write-count", &values);
    let status = match &writing.drafting {
        Some(draft) => draft.status(cx),
        None if writing.is_sending => cx.text("draft-sending"),
        None if writing.keeping.as_ref().is_some_and(Keeping::is_kept) => {
            cx.text(if cx.is_remote() { "write-solution-line" } else { "write-solution-kept" })
        }
        None => cx.text("write-solution-unsaved"),
    };
    let room = cells.saturating_sub(width(&count) + 6);
    let line = format!("{}  {count}", column(&status, room));
    put(frame.buffer_mut(), area.x + 3, y, area.width.saturating_sub(3), &Line::from(span(line, cx.theme.muted)));
}

/// Who will read what is written.
fn title(screen: &Case, writing: &Writing, cx: &Context) -> String {
    let readers = screen.view.as_ref().map(|case| {
        let watchers = case.watchers.len();
        let values = [("requester", words::person(&case.summary.requester).into()), ("watchers", watchers.into())];
        let is_mine = case.summary.requester.email.as_deref() == cx.me.as_ref().map(|me| me.email.as_str());
        let key = match (cx.is_support(), is_mine) {
            (true, _) => "write-readers",
            (false, true) => "write-readers-mine",
            (false, false) => "write-readers-customer",
        };
        cx.text_with(key, &values)
    });
    let readers = readers.unwrap_or_default();
    match writing.what {
        What::Reply => {
            let title = cx.text_with("write-title-reply", &[("readers", readers.into())]);
            screen.what_becomes(cx).map_or_else(|| title.clone(), |then| format!("{title} · {then}"))
        }
        What::Note => cx.text("write-title-note"),
        What::Solution => cx.text_with("write-title-solution", &[("readers", readers.into())]),
    }
}
