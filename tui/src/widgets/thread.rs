//! A case as one long text: what is known, the solution, the description, and everything that happened since.

mod events;
mod head;
#[cfg(test)]
mod tests;

use caseport_shared::api::attachment::{AttachmentView, Redaction};
use caseport_shared::api::case::CaseView;
use caseport_shared::api::comment::CommentView;
use caseport_shared::api::timeline::TimelineEntry;
use caseport_shared::comment::{Seen, Visibility};
use caseport_shared::event::Fact;
use caseport_shared::person::Side;
use caseport_shared::text::inline;
use jiff::{SignedDuration, Timestamp};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use self::events::Happened;
use super::markdown::{Ink, markdown};
use super::text::{column, fit, span, width, wrap};
use super::words;
use crate::app::Context;

/// Cells to the left of what somebody wrote.
const INDENT: usize = 3;
/// Widest text, in cells; longer lines are hard to read.
const MEASURE: usize = 100;
/// Narrowest screen on which a day also says the time.
const TIME_CELLS: usize = 30;
/// Narrowest screen on which a time also says how long ago it was.
const AGE_CELLS: usize = 72;
/// Oldest age that is said, in days.
const AGE_DAYS: i64 = 7;

/// A case in lines.
#[derive(Debug, Default)]
pub struct Thread {
    /// The lines.
    pub lines: Vec<Line<'static>>,
    /// The line above the first comment that the reader has not seen.
    pub first_new: Option<usize>,
    /// When an age in it is no longer true.
    pub until: Option<Timestamp>,
}

/// How much of a case is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct ThreadOptions {
    /// How many entries come before the first one.
    pub earlier: u32,
    /// What the reader has seen; later comments are marked as new.
    pub seen: Seen,
    /// Whether each event has a line of its own.
    pub unfolded: bool,
}

/// Writes a case in lines of at most `cells` cells.
pub fn thread(case: &CaseView, entries: &[TimelineEntry], options: ThreadOptions, cells: usize, cx: &Context) -> Thread {
    let ThreadOptions { earlier, seen, unfolded } = options;
    let mut out = Writer { thread: Thread::default(), cells: cells.clamp(20, MEASURE + 12), seen, unfolded, cx };
    out.facts(case);
    if let Some(solution) = case.summary.solution.as_deref().filter(|solution| !solution.is_empty()) {
        out.solution(solution);
    }
    out.description(case);
    if earlier > 0 {
        let words = cx.text_with("thread-earlier", &[("count", words::count(earlier as usize, cx).into())]);
        out.push(Line::from(span(format!(" {words}"), cx.theme.muted)));
        out.gap();
    }
    out.entries(entries);
    out.thread
}

struct Writer<'a> {
    thread: Thread,
    cells: usize,
    seen: Seen,
    unfolded: bool,
    cx: &'a Context,
}

impl Writer<'_> {
    fn push(&mut self, line: Line<'static>) {
        self.thread.lines.push(line);
    }

    fn gap(&mut self) {
        if self.thread.lines.last().is_some_and(|line| line.width() > 0) {
            self.push(Line::default());
        }
    }

    /// Why something is not there any more.
    fn taken_away(&self, redaction: &Redaction) -> String {
        let values = [("date", words::day(redaction.at, self.cx).into()), ("reason", inline(&redaction.reason).into_owned().into())];
        self.cx.text_with("redacted", &values)
    }

    fn side(&self, side: Side) -> Style {
        if side == Side::Support { self.cx.theme.support } else { self.cx.theme.customer }
    }

    /// Who, what, and at the right when.
    fn heading(&mut self, who: &str, style: Style, what: &str, at: Timestamp, before: &[Span<'static>]) {
        let cx = self.cx;
        let when = self.when(at);
        let used: usize = before.iter().map(|span| width(&span.content)).sum();
        let room = self.cells.saturating_sub(used + width(&when) + 4);
        let who = fit(who, room);
        let rest = room.saturating_sub(width(&who));
        let what = if what.is_empty() { String::new() } else { format!("  {what}") };
        let mut spans = vec![span(" ", cx.theme.text)];
        spans.extend_from_slice(before);
        spans.push(span(who, style));
        spans.push(span(column(&what, rest), cx.theme.muted));
        spans.push(span(format!("  {when}"), cx.theme.muted));
        self.push(Line::from(spans));
    }

    /// A point in time, and how long ago it was where that is not long and there is room.
    fn when(&mut self, at: Timestamp) -> String {
        if self.cells < TIME_CELLS {
            return words::day(at, self.cx);
        }
        let moment = words::moment(at, self.cx);
        let age = self.cx.now.duration_since(at);
        if self.cells < AGE_CELLS || age >= SignedDuration::from_hours(AGE_DAYS * 24) {
            return moment;
        }
        let step = match age.as_secs() {
            ..3_600 => 60,
            3_600..86_400 => 3_600,
            _ => 86_400,
        };
        let next = SignedDuration::from_secs((age.as_secs().max(0) / step + 1) * step);
        if let Ok(next) = at.checked_add(next) {
            self.thread.until = Some(self.thread.until.map_or(next, |until| until.min(next)));
        }
        format!("{moment} · {}", words::ago(at, self.cx))
    }

    /// What somebody wrote, each line after the same piece.
    fn written(&mut self, text: &str, before: &Span<'static>, base: Style) {
        let ink = Ink { base, theme: &self.cx.theme, links: &self.cx.links, is_page: false };
        for line in markdown(text, self.cells.saturating_sub(INDENT + 1).min(MEASURE), ink) {
            let mut spans = vec![before.clone()];
            spans.extend(line.spans);
            self.push(Line::from(spans));
        }
    }

    fn indent(&self) -> Span<'static> {
        span(" ".repeat(INDENT), self.cx.theme.text)
    }

    /// Our own words in the place of somebody's.
    fn instead(&mut self, text: &str, before: &Span<'static>, style: Style) {
        for line in wrap(text, self.cells.saturating_sub(INDENT + 1).min(MEASURE)) {
            self.push(Line::from(vec![before.clone(), span(line, style)]));
        }
    }

    fn files(&mut self, files: &[AttachmentView], before: &[Span<'static>]) {
        for file in files {
            let words = file_line(file, self.cells.saturating_sub(INDENT + 4), self.cx);
            let mut spans = before.to_vec();
            if before.is_empty() {
                spans.push(span(" ".repeat(INDENT), self.cx.theme.text));
            }
            spans.push(span("+ ", self.cx.theme.accent));
            spans.push(span(words, self.cx.theme.muted));
            self.push(Line::from(spans));
        }
    }

    fn entries(&mut self, entries: &[TimelineEntry]) {
        let mut run = Vec::new();
        for entry in entries {
            match entry {
                // What these say stands in the thread already.
                TimelineEntry::Event { fact: Fact::Commented { .. } | Fact::Attached { .. }, .. } => {}
                TimelineEntry::Event { at, actor, on_behalf_of, fact } => {
                    run.push(Happened { at: *at, actor: actor.as_ref(), on_behalf_of: on_behalf_of.as_ref(), fact });
                }
                TimelineEntry::Comment { .. } | TimelineEntry::File { .. } => {
                    self.happened(&std::mem::take(&mut run));
                    self.entry(entry);
                }
            }
        }
        self.happened(&run);
    }

    fn entry(&mut self, entry: &TimelineEntry) {
        match entry {
            TimelineEntry::Comment { comment, escalation } => self.comment(comment, *escalation),
            TimelineEntry::File { file } if file.visibility == Visibility::Internal => {
                let bar = self.internal_bar(&file.by.as_ref().map_or_else(|| self.cx.text("actor-system"), words::person), file.at);
                self.gap();
                self.push(bar);
                self.files(std::slice::from_ref(file), &[span(" ┃ ", self.cx.theme.internal)]);
                self.gap();
            }
            TimelineEntry::File { file } => {
                let who = file.by.as_ref().map_or_else(|| self.cx.text("actor-system"), words::person);
                let style = file.by.as_ref().map_or(self.cx.theme.muted, |by| self.side(by.side));
                self.gap();
                self.heading(&who, style, &self.cx.text("thread-file"), file.at, &[]);
                self.files(std::slice::from_ref(file), &[]);
                self.gap();
            }
            TimelineEntry::Event { .. } => {}
        }
    }

    /// The line between what the reader has seen and what came since.
    fn divide(&mut self) {
        self.thread.first_new = Some(self.thread.lines.len());
        let words = fit(&self.cx.text("thread-new"), self.cells.saturating_sub(8));
        let rest = "─".repeat(self.cells.saturating_sub(width(&words) + 6));
        self.push(Line::from(span(format!(" ── {words} {rest}"), self.cx.theme.unread)));
    }

    fn comment(&mut self, comment: &CommentView, escalation: bool) {
        let cx = self.cx;
        let seen = if comment.visibility == Visibility::Public { self.seen.replies } else { self.seen.notes };
        let is_new = comment.reference.number > seen;
        self.gap();
        if is_new && self.thread.first_new.is_none() {
            self.divide();
        }
        let author = words::author(comment);
        let redacted = comment.redacted.as_ref().map(|redaction| self.taken_away(redaction));
        if comment.visibility == Visibility::Internal {
            let bar = self.internal_bar(&author, comment.at);
            self.push(bar);
            let frame = [span(" ┃ ", cx.theme.internal)];
            match redacted {
                Some(words) => self.instead(&words, &frame[0], cx.theme.internal),
                None => self.written(&comment.body, &frame[0], cx.theme.internal),
            }
            self.files(&comment.files, &frame);
        } else {
            let mark = if is_new { vec![span("● ", cx.theme.unread)] } else { Vec::new() };
            let what = if escalation { cx.text("thread-escalation") } else { String::new() };
            self.heading(&author, self.side(comment.author.side), &what, comment.at, &mark);
            match redacted {
                Some(words) => self.instead(&words, &self.indent(), cx.theme.muted),
                None => self.written(&comment.body, &self.indent(), cx.theme.text),
            }
            self.files(&comment.files, &[]);
        }
        self.gap();
    }

    /// The bar over what only support reads.
    fn internal_bar(&mut self, author: &str, at: Timestamp) -> Line<'static> {
        let cx = self.cx;
        let when = self.when(at);
        let room = self.cells.saturating_sub(width(&when) + 5);
        let text = format!(" {}  {when} ", column(&cx.text_with("thread-internal", &[("author", author.to_owned().into())]), room));
        Line::from(vec![span(" ", cx.theme.text), span(text, cx.theme.internal_bar)])
    }
}

/// A file's name, size and kind, or that it was taken away.
pub fn file_line(file: &AttachmentView, cells: usize, cx: &Context) -> String {
    if let Some(redaction) = &file.redacted {
        let values = [("date", words::day(redaction.at, cx).into()), ("reason", inline(&redaction.reason).into_owned().into())];
        return fit(&format!("{}  {}", inline(&file.name), cx.text_with("redacted", &values)), cells);
    }
    fit(&format!("{}  {}  {}", inline(&file.name), words::size(file.size), inline(&file.content_type)), cells)
}
