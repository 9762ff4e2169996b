//! Draws the form for a new case, and what is told once it is filed.

use caseport_shared::api::case::CaseFiled;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::field::{Field, label};
use super::{KEYS, Mode, NewCaseForm};
use crate::app::Context;
use crate::keymap::hints;
use crate::screens::suggested::pane_cells;
use crate::widgets::editor::Editor;
use crate::widgets::text::{column, fit, inline, put, span, width, wrap};
use crate::widgets::thread::file_line;
use crate::widgets::words;

/// Rows that the description has at least.
const DESCRIPTION_ROWS: u16 = 3;
/// Rows that what is wrong with a field has at most.
const ERROR_ROWS: usize = 5;
/// Fewest rows on which all fields fit below the advice.
const ROOMY_ROWS: u16 = 15;

/// Fewest cells on which files and characters are counted side by side.
const ROOMY_CELLS: usize = 72;

pub(super) fn draw(form: &NewCaseForm, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    match &form.mode {
        Mode::Filling => fill(form, frame, area, cx),
        Mode::Filed(filed) => promised(filed, frame, area, cx),
    }
}

fn fill(form: &NewCaseForm, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let pane = pane_cells(area);
    if let Some(articles) = form.beside.articles().filter(|articles| pane.is_none() || articles.is_reading()) {
        return articles.view(frame, area, area, cx);
    }
    let Some(cells) = pane else { return fields(form, frame, area, true, cx) };
    let form_cells = area.width - cells;
    fields(form, frame, Rect { width: form_cells - 1, ..area }, false, cx);
    for y in area.y..area.bottom() {
        put(frame.buffer_mut(), area.x + form_cells - 1, y, 1, &Line::from(span("│", cx.theme.muted)));
    }
    form.beside.pane(frame, Rect { x: area.x + form_cells, width: cells, ..area }, &shown_by(form, cx), cx);
}

/// The form itself; with a line about articles where no pane tells of them.
fn fields(form: &NewCaseForm, frame: &mut Frame<'_>, area: Rect, has_line: bool, cx: &Context) {
    let cells = usize::from(area.width);
    let is_tiny = area.height < ROOMY_ROWS;
    let mut y = area.y;
    let title = if form.request.is_some() { "new-case-request-title" } else { "new-case-title" };
    if !is_tiny {
        put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(cx.text(title), cx.theme.strong)));
        y += 1;
        for line in advice(form.request.is_some(), area, cx) {
            put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(line, cx.theme.muted)));
            y += 1;
        }
        y += 1;
    }
    let mut fields = form.fields(cx);
    let names = fields.iter().map(|field| cx.text(label(*field)));
    let widest = names.map(|name| width(&name)).max().unwrap_or(0);
    let shift = u16::try_from(widest + 3).unwrap_or(0);
    let files = form.drafting.lines(cells.saturating_sub(usize::from(shift) + 2), cx);
    let file_rows = u16::try_from(files.len().min(4)).unwrap_or(0);
    let failed = form.error.iter().flat_map(|error| told(error, cells.saturating_sub(2))).collect::<Vec<_>>();
    let below = file_rows + 1 + u16::try_from(failed.len()).unwrap_or(0);
    // The row is kept free from the beginning, so that nothing moves under the fingers.
    let rows = y - area.y + u16::try_from(fields.len()).unwrap_or(0) + below;
    let has_line = has_line && !is_tiny && rows + DESCRIPTION_ROWS <= area.height;
    let below = below + u16::from(has_line);
    if is_tiny {
        // Where not all fields fit, the one in use comes first.
        fields.retain({
            let mut is_reached = false;
            move |field| {
                is_reached |= *field == form.focus;
                is_reached
            }
        });
    }
    for field in fields {
        if y >= area.bottom() {
            break;
        }
        let has_focus = form.focus == field;
        let style = if has_focus { cx.theme.accent } else { cx.theme.muted };
        let name = format!(" {}", column(&cx.text(label(field)), widest));
        put(frame.buffer_mut(), area.x, y, area.width, &Line::from(span(name, style)));
        let left = area.x + shift;
        let room = area.width.saturating_sub(shift + 1);
        let error = form.errors.iter().find(|(wrong, _)| *wrong == field).map(|(_, words)| words);
        // An empty field has room for its error; others have it on the row below.
        let is_empty = form.is_empty(field, cx);
        let is_below = error.is_some() && !is_empty;
        let errors = error.filter(|_| is_below).map(|words| told(words, usize::from(room))).unwrap_or_default();
        let error_rows = u16::try_from(errors.len()).unwrap_or(0);
        let height =
            if field == Field::Description { area.bottom().saturating_sub(y + below + error_rows).max(DESCRIPTION_ROWS) } else { 1 };
        let place = Rect { x: left, y, width: room, height };
        let place = place.intersection(area);
        let taken = value(form, field, frame, place, has_focus, cx);
        y += place.height;
        for line in errors {
            if y >= area.bottom() {
                break;
            }
            put(frame.buffer_mut(), left, y, room, &Line::from(span(line, cx.theme.danger)));
            y += 1;
        }
        if let Some(error) = error.filter(|_| !is_below) {
            let x = left + taken;
            let room = area.right().saturating_sub(x + 1);
            let line = Line::from(span(fit(&inline(error, 500), usize::from(room)), cx.theme.danger));
            put(frame.buffer_mut(), x, place.y, room, &line);
        }
    }
    let rest = Rect { y, height: area.bottom().saturating_sub(y), ..area };
    let files: Vec<Line<'_>> = files.into_iter().take(usize::from(file_rows)).collect();
    beneath(form, frame, rest, &Beneath { shift, files, failed, has_line, is_tiny }, cx);
}

/// What is wrong, in as few rows as hold it, of which the last is cut where there are too many.
fn told(words: &str, cells: usize) -> Vec<String> {
    let words = inline(words, 500);
    let mut lines = wrap(&words, cells);
    if lines.len() > ERROR_ROWS {
        let rest = lines.split_off(ERROR_ROWS - 1).join(" ");
        lines.push(fit(&rest, cells));
    }
    lines
}

/// What stands below the fields, besides what the form says itself.
struct Beneath<'a> {
    /// Cells to the left of files.
    shift: u16,
    files: Vec<Line<'a>>,
    /// What went wrong with the form as a whole.
    failed: Vec<String>,
    /// Whether there is a row for articles.
    has_line: bool,
    is_tiny: bool,
}

/// Draws articles in a line, files, what went wrong, and where the text is safe.
fn beneath(form: &NewCaseForm, frame: &mut Frame<'_>, area: Rect, of: &Beneath<'_>, cx: &Context) {
    let cells = usize::from(area.width);
    let mut y = area.y;
    if of.has_line {
        if let Some((style, words)) = form.beside.line(&shown_by(form, cx), cx) {
            put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(fit(&words, cells.saturating_sub(2)), style)));
        }
        y += 1;
    }
    for line in &of.files {
        put(frame.buffer_mut(), area.x + of.shift, y, area.width.saturating_sub(of.shift), line);
        y += 1;
    }
    for line in &of.failed {
        put(frame.buffer_mut(), area.x + 1, y, area.width, &Line::from(span(line.clone(), cx.theme.danger)));
        y += 1;
    }
    if of.is_tiny && y >= area.bottom() {
        return;
    }
    let status = form.drafting.status(cx);
    let limits = bounds(form, cells, cx);
    let room = cells.saturating_sub(width(&limits) + 4);
    let line = format!(" {}  {limits}", column(&status, room));
    put(frame.buffer_mut(), area.x, y.min(area.bottom() - 1), area.width, &Line::from(span(line, cx.theme.muted)));
}

/// The key that shows the articles.
fn shown_by(form: &NewCaseForm, cx: &Context) -> String {
    let keys = hints(KEYS, form, cx);
    keys.into_iter().find(|hint| hint.word == "hint-articles-beside").map(|hint| hint.key).unwrap_or_default()
}

/// What to include and why, in few words where there is little room.
fn advice(is_request: bool, area: Rect, cx: &Context) -> Vec<String> {
    let rows = if area.height < 19 { 2 } else { 3 };
    let told = |key| wrap(&cx.text(key), usize::from(area.width).saturating_sub(3).min(100));
    if is_request {
        return told("new-case-request-advice");
    }
    let mut advice = told("new-case-advice");
    if advice.len() > rows {
        advice = told("new-case-advice-short");
        advice.truncate(rows);
    }
    advice
}

/// How much of what may be is there: characters of the field in use, and files where there are any.
fn bounds(form: &NewCaseForm, cells: usize, cx: &Context) -> String {
    let limits = cx.limits();
    let editor = match form.focus {
        Field::Subject => Some(&form.subject),
        Field::Description => Some(&form.description),
        _ => None,
    };
    let count = limits.files_per_draft - form.drafting.room(cx);
    let values = [
        ("count", count.into()),
        ("limit", limits.files_per_draft.into()),
        ("bytes", words::size(form.drafting.bytes()).into()),
        ("size", words::size(limits.attachment_bytes).into()),
    ];
    let key = match (editor, count) {
        (None, 0) => Some("form-files-none"),
        (None, _) => Some("form-files-limit"),
        (Some(_), 0) => None,
        (Some(_), _) => Some("form-files"),
    };
    // Where there is little room, characters are counted once they become few.
    let is_near = |editor: &&Editor| count == 0 || cells >= ROOMY_CELLS || editor.chars() * 10 >= editor.limit() * 8;
    let chars = editor.filter(is_near).map(|editor| {
        let values = [("count", words::count(editor.chars(), cx).into()), ("limit", words::count(editor.limit(), cx).into())];
        cx.text_with("write-count", &values)
    });
    key.map(|key| cx.text_with(key, &values)).into_iter().chain(chars).collect::<Vec<_>>().join(" · ")
}

/// Draws what a field holds, or what it is for; gives the cells after which an error may stand on the same row.
fn value(form: &NewCaseForm, field: Field, frame: &mut Frame<'_>, area: Rect, has_focus: bool, cx: &Context) -> u16 {
    let (editor, purpose) = match field {
        Field::Requester => (&form.requester, "form-requester-purpose"),
        Field::Subject => (&form.subject, "form-subject-purpose"),
        Field::Description => (&form.description, "form-description-purpose"),
        _ => {
            let chosen = form.value(field, cx);
            let style = match (has_focus, chosen.is_empty()) {
                (true, _) => cx.theme.selection,
                (false, true) => cx.theme.muted,
                (false, false) => cx.theme.text,
            };
            let words = if chosen.is_empty() { cx.text("form-choose") } else { chosen };
            let text = format!("{} ▾", fit(&words, usize::from(area.width).saturating_sub(2)));
            put(frame.buffer_mut(), area.x, area.y, area.width, &Line::from(span(text.clone(), style)));
            return u16::try_from(width(&text)).unwrap_or(0) + 2;
        }
    };
    let is_wrong = form.errors.iter().any(|(wrong, _)| *wrong == field);
    if editor.is_empty() && !is_wrong {
        let words = fit(&cx.text(purpose), usize::from(area.width));
        put(frame.buffer_mut(), area.x, area.y, area.width, &Line::from(span(words, cx.theme.muted)));
    } else {
        editor.view(frame, area, cx.theme.text, false);
    }
    if has_focus && cx.has_focus() && !form.beside.is_open() {
        editor.view(frame, area, cx.theme.text, true);
    }
    2
}

fn promised(filed: &CaseFiled, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
    let cells = usize::from(area.width).saturating_sub(6);
    let mut lines = vec![
        Line::from(span(cx.text_with("filed-title", &[("number", filed.number.to_string().into())]), cx.theme.good.patch(cx.theme.strong))),
        Line::default(),
    ];
    if let Some(promise) = filed.promise {
        let promise = cx.text_with("filed-promise", &[("promise", words::promise(promise, cx).into())]);
        lines.extend(wrap(&promise, cells).into_iter().map(|line| Line::from(span(line, cx.theme.text))));
        lines.push(Line::default());
    }
    lines.push(Line::from(span(cx.text_with("filed-files", &[("count", filed.files.len().into())]), cx.theme.text)));
    for file in filed.files.iter().take(8) {
        lines.push(Line::from(span(format!("+ {}", file_line(file, cells.saturating_sub(2), cx)), cx.theme.muted)));
    }
    lines.push(Line::default());
    lines.push(Line::from(span(cx.text("filed-command"), cx.theme.text)));
    lines.push(Line::from(span(format!("  {}", cx.command(filed.number)), cx.theme.accent)));
    let top = area.y + 2;
    for (y, line) in (top..area.bottom()).zip(&lines) {
        put(frame.buffer_mut(), area.x + 3, y, area.width.saturating_sub(3), line);
    }
}
