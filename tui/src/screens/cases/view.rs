//! Draws the list of cases.

use caseport_shared::api::case::CaseSummary;
use caseport_shared::status::{Status, StatusGroup};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::rows::ROWS_MAX;
use super::{Cases, Mode};
use crate::app::Context;
use crate::widgets::text::{column, fit, inline, put, right, span, width, wrap};
use crate::widgets::words;

/// Fewest rows on which there is room for more than the cases.
const ROOMY_ROWS: u16 = 4;

pub(super) fn draw(screen: &Cases, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
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
    let heading = Line::from(span(columns.heading(cx), cx.theme.muted));
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
        let style = if screen.view == Some(at) { cx.theme.accent } else { cx.theme.muted };
        spans.push(span(format!("{} {}", at + 1, fit(title, most)), style));
        spans.push(span("   ", cx.theme.text));
    }
    put(frame.buffer_mut(), area.x, area.y, area.width, &Line::from(spans));
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
    let Some(wrong) = &screen.wrong else { return 2 };
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

fn rows(screen: &Cases, frame: &mut Frame<'_>, area: Rect, columns: &Columns, cx: &Context) {
    let cases = screen.rows.cases();
    let note = note(screen, cx);
    let page = usize::from(area.height).saturating_sub(usize::from(note.is_some() && !cases.is_empty()));
    for (y, at) in (area.y..).zip(screen.rows.selection().window(cases.len(), page)) {
        let is_chosen = at == screen.rows.selection().at();
        let line = columns.row(&cases[at], is_chosen, cx);
        put(frame.buffer_mut(), area.x, y, area.width, &line);
    }
    if let Some((style, words)) = note {
        let y = if cases.is_empty() { area.y + 1 } else { area.bottom() - 1 };
        for (y, line) in (y..area.bottom()).zip(wrap(&words, usize::from(area.width).saturating_sub(4))) {
            put(frame.buffer_mut(), area.x + 2, y, area.width.saturating_sub(2), &Line::from(span(line, style)));
        }
    }
}

/// What there is to say about the rows that are not there.
fn note(screen: &Cases, cx: &Context) -> Option<(Style, String)> {
    if let Some(words) = &screen.failed {
        return Some((cx.theme.danger, words.clone()));
    }
    if !screen.rows.is_loaded() {
        return Some((cx.theme.muted, cx.text("cases-loading")));
    }
    if screen.rows.cases().is_empty() {
        let can_file = cx.me.as_ref().is_some_and(|me| me.can_file);
        return Some((cx.theme.muted, cx.text(if can_file { "cases-none-file" } else { "cases-none" })));
    }
    if screen.rows.is_full() {
        return Some((cx.theme.muted, cx.text_with("cases-full", &[("count", words::count(ROWS_MAX).into())])));
    }
    let is_at_end = screen.rows.selection().at() + 1 == screen.rows.cases().len();
    (screen.rows.has_more() && is_at_end).then(|| (cx.theme.muted, cx.text("cases-more")))
}

/// How wide each column is.
struct Columns {
    number: usize,
    status: usize,
    product: usize,
    organization: usize,
    assignee: usize,
    subject: usize,
    reply: usize,
}

/// The mark and the blank after it.
const MARK: usize = 3;
/// Between columns.
const GAP: usize = 2;
/// Narrower than this, a list has no room for products.
const NARROW: usize = 72;
/// From this on, there is room for who.
const WIDE: usize = 110;
/// From this on, nothing usual is cut.
const WIDEST: usize = 150;

impl Columns {
    fn of(cases: &[CaseSummary], cells: usize, cx: &Context) -> Self {
        let [is_narrow, is_wide, is_widest] = [cells < NARROW, cells >= WIDE, cells >= WIDEST];
        let number = cases.iter().map(|case| width(&case.number.to_string())).max().unwrap_or(6).clamp(6, 12);
        let status = if is_narrow {
            15
        } else if is_widest {
            28
        } else {
            21
        };
        let product = if is_narrow {
            0
        } else if is_widest {
            22
        } else if is_wide {
            16
        } else {
            10
        };
        let people = if !cx.is_support() || !is_wide {
            0
        } else if is_widest {
            16
        } else {
            13
        };
        let reply = if is_widest || (is_wide && people == 0) { 20 } else { 4 };
        let others = [number, status, 1, product, people, people];
        let taken: usize = others.iter().filter(|cells| **cells > 0).map(|cells| cells + GAP).sum();
        let subject = cells.saturating_sub(MARK + taken + GAP + reply + 1).max(8);
        Self { number, status, product, organization: people, assignee: people, subject, reply }
    }

    fn heading(&self, cx: &Context) -> String {
        let gap = " ".repeat(GAP);
        let mut out = " ".repeat(MARK);
        let reply = cx.text(if self.reply > 4 { "list-last-reply" } else { "list-reply" });
        for (name, cells) in [
            (cx.text("list-number"), self.number),
            (cx.text("list-status"), self.status),
            (cx.text("list-severity"), 1),
            (cx.text("list-product"), self.product),
            (cx.text("list-organization"), self.organization),
            (cx.text("list-assignee"), self.assignee),
            (cx.text("list-subject"), self.subject),
        ] {
            if cells > 0 {
                out.push_str(&column(&name, cells));
                out.push_str(&gap);
            }
        }
        out + &if self.reply > 4 { column(&reply, self.reply) } else { right(&reply, self.reply) }
    }

    fn row(&self, case: &CaseSummary, is_chosen: bool, cx: &Context) -> Line<'static> {
        let own = |style: Style| if is_chosen { cx.theme.selection.patch(Style { fg: style.fg, ..Style::default() }) } else { style };
        let gap = " ".repeat(GAP);
        let mark = if case.unread {
            " ● "
        } else if case.escalated_at.is_some() {
            " ! "
        } else {
            "   "
        };
        let mark_style = if case.unread { cx.theme.unread } else { cx.theme.danger };
        let subject = if case.unread { cx.theme.strong } else { cx.theme.text };
        let mut spans: Vec<Span<'static>> = vec![span(mark, own(mark_style))];
        let mut add = |text: String, cells: usize, style: Style| {
            if cells > 0 {
                spans.push(span(format!("{}{gap}", column(&text, cells)), own(style)));
            }
        };
        add(case.number.to_string(), self.number, cx.theme.text);
        add(words::status(case.status, cx), self.status, status_style(case.status, cx));
        add(case.severity.to_string(), 1, if case.severity.number() == 1 { cx.theme.danger } else { cx.theme.text });
        add(inline(words::product(&case.product.name, &case.organization), self.product), self.product, cx.theme.muted);
        add(inline(&case.organization.name, self.organization), self.organization, cx.theme.muted);
        let assignee = case.assignee.as_ref().map_or_else(|| "–".to_owned(), |person| inline(&person.name, self.assignee));
        add(assignee, self.assignee, cx.theme.muted);
        add(inline(&case.subject, self.subject), self.subject, subject);
        let last = match &case.last_reply {
            Some(last) if self.reply > 4 => {
                let when = words::ago(last.at, cx);
                let name = fit(&words::person(&last.by), self.reply.saturating_sub(width(&when) + 2));
                column(&format!("{}  {when}", column(&name, self.reply.saturating_sub(width(&when) + 2))), self.reply)
            }
            Some(last) => right(&words::ago(last.at, cx), self.reply),
            None => right("–", self.reply),
        };
        spans.push(span(format!("{last} "), own(cx.theme.muted)));
        Line::from(spans)
    }
}

/// A status's colour: what asks for something stands out, what is done steps back.
pub(in crate::screens) fn status_style(status: Status, cx: &Context) -> Style {
    match status.group() {
        StatusGroup::ActionNeeded => cx.theme.warning,
        StatusGroup::Closed => cx.theme.muted,
        StatusGroup::Open if status == Status::PendingClosure => cx.theme.good,
        StatusGroup::Open => cx.theme.text,
    }
}
