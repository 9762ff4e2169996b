//! The pane beside a wide list: the selected case, fetched once the selection rests. It marks nothing as read.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use caseport_shared::api::case::CaseView;
use caseport_shared::api::timeline::TimelineEntry;
use caseport_shared::case::CaseNumber;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::columns::status_style;
use crate::app::Context;
use crate::effect::{Answer, Call, Effect, Failure, Ticket};
use crate::msg::Msg;
use crate::widgets::scroll::{Move, Scroll};
use crate::widgets::text::{inline, put, span, wrap};
use crate::widgets::thread::{Thread, ThreadOptions, thread};
use crate::widgets::words;

/// Fewest columns on which the pane is shown.
pub(super) const WIDE: u16 = 120;
/// How long the selection rests before its case is fetched.
const REST: Duration = Duration::from_millis(150);
/// How many of the newest entries are fetched.
const ENTRIES: usize = 20;
/// Most rows of the solution above the thread.
const SOLUTION_ROWS: usize = 5;

/// The pane.
#[derive(Debug, Default)]
pub(super) struct Preview {
    is_closed: bool,
    is_wide: Cell<bool>,
    number: Option<CaseNumber>,
    view: Option<CaseView>,
    entries: Vec<TimelineEntry>,
    earlier: u32,
    failed: Option<String>,
    timer: Option<Ticket>,
    asked: [Option<Ticket>; 2],
    scroll: Scroll,
    revision: u64,
    drawn: RefCell<Option<Drawn>>,
}

/// The lines that were drawn last, for one width and one state.
#[derive(Debug)]
struct Drawn {
    cells: u16,
    revision: u64,
    thread: Thread,
}

impl Preview {
    /// Whether there is a pane to look at.
    pub(super) fn is_shown(&self) -> bool {
        !self.is_closed && self.is_wide.get()
    }

    /// Whether there is room for a pane.
    pub(super) fn is_wide(&self) -> bool {
        self.is_wide.get()
    }

    /// Opens or closes the pane.
    pub(super) fn toggle(&mut self) {
        self.is_closed = !self.is_closed;
        self.number = None;
    }

    /// How much of a list's width is left to it.
    pub(super) fn beside(&self, width: u16) -> u16 {
        self.is_wide.set(width >= WIDE);
        if self.is_shown() { width - width * 9 / 20 } else { width }
    }

    /// Turns to the selected case, where it is another one; it is fetched once the selection rests.
    pub(super) fn turn_to(&mut self, selected: Option<CaseNumber>, cx: &Context) -> Vec<Effect> {
        if !self.is_shown() || self.number == selected {
            return Vec::new();
        }
        let revision = self.revision + 1;
        *self = Self { is_closed: self.is_closed, is_wide: self.is_wide.clone(), number: selected, revision, ..Self::default() };
        self.rest(cx)
    }

    /// The case that is shown changed, or may have.
    pub(super) fn again(&mut self, changed: Option<CaseNumber>, cx: &Context) -> Vec<Effect> {
        let is_other = changed.is_some_and(|number| self.number != Some(number));
        if is_other || !self.is_shown() { Vec::new() } else { self.rest(cx) }
    }

    fn rest(&mut self, cx: &Context) -> Vec<Effect> {
        if self.number.is_none() || self.timer.is_some() {
            return Vec::new();
        }
        let ticket = cx.ticket();
        self.timer = Some(ticket);
        vec![Effect::Wake(ticket, REST)]
    }

    /// Reads on in the pane.
    pub(super) fn step(&self, step: Move, count: Option<usize>) {
        self.scroll.step_by(step, count);
    }

    /// Takes a message, if it is for the pane.
    pub(super) fn take(&mut self, msg: &Msg, cx: &Context) -> Option<Vec<Effect>> {
        match msg {
            Msg::Woke(ticket) if self.timer == Some(*ticket) => {
                self.timer = None;
                let Some(number) = self.number.filter(|_| self.is_shown()) else { return Some(Vec::new()) };
                let tickets = [cx.ticket(), cx.ticket()];
                self.asked = tickets.map(Some);
                let timeline = Call::Timeline { number, from: None, limit: ENTRIES };
                Some(vec![Effect::Api(tickets[0], Call::Case(number)), Effect::Api(tickets[1], timeline)])
            }
            Msg::Answer(ticket, outcome) if self.asked.contains(&Some(*ticket)) => {
                match outcome {
                    Ok(answer) => self.show(answer.clone()),
                    Err(failure) => self.fail(failure, cx),
                }
                Some(Vec::new())
            }
            Msg::Remembered(ticket, answer, _) if self.asked.contains(&Some(*ticket)) => {
                let is_news = match answer {
                    Answer::Case(_) => self.view.is_none(),
                    _ => self.entries.is_empty(),
                };
                if is_news {
                    self.show(answer.clone());
                }
                Some(Vec::new())
            }
            _ => None,
        }
    }

    fn show(&mut self, answer: Answer) {
        match answer {
            Answer::Case(case) => (self.view, self.failed) = (Some(*case), None),
            Answer::Timeline(page) => (self.entries, self.earlier) = (page.entries, page.from),
            _ => return,
        }
        // What was said last is what one looks for.
        self.scroll.to(usize::MAX);
        self.revision += 1;
    }

    fn fail(&mut self, failure: &Failure, cx: &Context) {
        match failure {
            // A message in the bar at the bottom says that the server is away; what is shown stays.
            Failure::Away(_) if self.view.is_some() => {}
            failure => (self.view, self.failed) = (None, Some(words::failure(failure, cx))),
        }
    }

    pub(super) fn draw(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        for y in area.y..area.bottom() {
            put(frame.buffer_mut(), area.x, y, 1, &Line::from(span("│", cx.theme.dialog)));
        }
        let area = Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area };
        let cells = usize::from(area.width);
        let head = match (&self.view, &self.failed) {
            (Some(case), _) => head(case, cells, cx),
            (None, Some(words)) => wrap(words, cells).into_iter().map(|line| Line::from(span(line, cx.theme.danger))).collect(),
            (None, None) if self.number.is_some() => vec![Line::from(span(cx.text("preview-loading"), cx.theme.muted))],
            (None, None) => Vec::new(),
        };
        let mut y = area.y;
        for line in head.iter().take(usize::from(area.height)) {
            put(frame.buffer_mut(), area.x, y, area.width, line);
            y += 1;
        }
        let Some(case) = &self.view else { return };
        let body = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area };
        let mut drawn = self.drawn.borrow_mut();
        let is_true = |drawn: &Drawn| drawn.thread.until.is_none_or(|until| cx.now < until);
        if !drawn.as_ref().is_some_and(|drawn| drawn.cells == area.width && drawn.revision == self.revision && is_true(drawn)) {
            let options = ThreadOptions { earlier: self.earlier, seen: case.seen, unfolded: false };
            *drawn = Some(Drawn { cells: area.width, revision: self.revision, thread: thread(case, &self.entries, options, cells, cx) });
        }
        let Some(drawn) = &*drawn else { return };
        let lines = &drawn.thread.lines;
        let top = self.scroll.draw(lines.len(), usize::from(body.height));
        for (y, line) in (body.y..body.bottom()).zip(lines.iter().skip(top)) {
            put(frame.buffer_mut(), body.x, y, body.width, line);
        }
    }
}

/// Subject, status and the beginning of the solution, which stay while the thread is read.
fn head(case: &CaseView, cells: usize, cx: &Context) -> Vec<Line<'static>> {
    let summary = &case.summary;
    let mut lines = vec![Line::from(vec![
        span(format!("{}  ", summary.number), cx.theme.accent),
        span(inline(&summary.subject, cells.saturating_sub(10)), cx.theme.strong),
    ])];
    let mut standing = vec![words::status(summary.status, cx)];
    standing.extend(words::status_details(summary, cx));
    standing.push(words::meaning(summary.status, cx));
    let style = status_style(summary.status, cx);
    lines.extend(wrap(&standing.join(" · "), cells).into_iter().take(2).map(|line| Line::from(span(line, style))));
    if let Some(solution) = summary.solution.as_deref().filter(|solution| !solution.trim().is_empty()) {
        lines.push(Line::from(vec![span("▌ ", cx.theme.good), span(cx.text("case-solution"), cx.theme.good)]));
        for line in wrap(solution, cells.saturating_sub(2)).into_iter().take(SOLUTION_ROWS) {
            lines.push(Line::from(vec![span("▌ ", cx.theme.good), span(line, cx.theme.text)]));
        }
    }
    lines
}
