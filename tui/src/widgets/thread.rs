//! A case as one long text: what is known, the solution, the description, and everything that happened since.

use caseport_shared::api::attachment::{AttachmentView, Redaction};
use caseport_shared::api::case::CaseView;
use caseport_shared::api::comment::CommentView;
use caseport_shared::api::person::PersonRef;
use caseport_shared::api::timeline::TimelineEntry;
use caseport_shared::comment::{Seen, Visibility};
use caseport_shared::event::Fact;
use caseport_shared::person::Side;
use caseport_shared::text::inline;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::text::{column, fit, span, width, wrap};
use super::words;
use crate::app::Context;

/// Cells to the left of what somebody wrote.
const INDENT: usize = 3;
/// Widest text, in cells; longer lines are hard to read.
const MEASURE: usize = 100;

/// A case in lines.
#[derive(Debug, Default)]
pub struct Thread {
    /// The lines.
    pub lines: Vec<Line<'static>>,
    /// The line of the first comment that the reader has not seen.
    pub first_new: Option<usize>,
}

/// Writes a case in lines of at most `cells` cells; comments after `seen` are marked as new.
pub fn thread(case: &CaseView, entries: &[TimelineEntry], earlier: u32, seen: Seen, cells: usize, cx: &Context) -> Thread {
    let mut out = Writer { thread: Thread::default(), cells: cells.clamp(20, MEASURE + 12), seen, cx };
    out.facts(case);
    if let Some(solution) = case.summary.solution.as_deref().filter(|solution| !solution.is_empty()) {
        out.solution(solution);
    }
    out.description(case);
    if earlier > 0 {
        let words = cx.text_with("thread-earlier", &[("count", words::count(earlier as usize).into())]);
        out.push(Line::from(span(format!(" {words}"), cx.theme.muted)));
        out.gap();
    }
    for entry in entries {
        out.entry(entry);
    }
    out.thread
}

struct Writer<'a> {
    thread: Thread,
    cells: usize,
    seen: Seen,
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

    fn facts(&mut self, case: &CaseView) {
        let cx = self.cx;
        let summary = &case.summary;
        let mut rows: Vec<(&str, String)> = Vec::new();
        if let Some(promise) = case.promise {
            rows.push(("case-promise", words::promise(promise, cx)));
        }
        let impact = format!("{} · {}", words::severity(summary.severity, cx), words::severity_meaning(summary.severity, cx));
        rows.push(("case-severity", impact));
        rows.push((if cx.is_support() { "case-their-priority" } else { "case-your-priority" }, words::priority(summary.priority, cx)));
        let path = [case.category.as_ref(), case.subcategory.as_ref()].into_iter().flatten();
        let path: Vec<String> = path.map(|category| inline(&category.name).into_owned()).collect();
        let product = inline(&summary.product.name).into_owned();
        rows.push(("case-product", if path.is_empty() { product } else { format!("{product} · {}", path.join(" › ")) }));
        if cx.is_support() {
            rows.push(("case-organization", inline(&summary.organization.name).into_owned()));
        }
        let mut requester = words::person_address(&summary.requester);
        if let Some(agent) = &case.filed_by {
            requester = cx.text_with("case-filed-by", &[("requester", requester.into()), ("agent", words::person(agent).into())]);
        }
        rows.push(("case-requester", requester));
        rows.push(("case-assignee", summary.assignee.as_ref().map_or_else(|| cx.text("nobody"), words::person)));
        if !case.watchers.is_empty() {
            rows.push(("case-watchers", case.watchers.iter().map(words::person).collect::<Vec<_>>().join(", ")));
        }
        if let Some(at) = summary.escalated_at {
            rows.push(("case-escalated", words::moment(at, cx)));
        }
        let labels: Vec<(String, String)> = rows.into_iter().map(|(key, value)| (cx.text(key), value)).collect();
        let label = labels.iter().map(|(label, _)| width(label)).max().unwrap_or(0).min(self.cells / 3);
        for (name, value) in labels {
            let mut name = column(&name, label);
            for line in wrap(&value, self.cells.saturating_sub(label + 4).min(MEASURE)) {
                self.push(Line::from(vec![span(format!(" {name}  "), cx.theme.muted), span(line, cx.theme.text)]));
                name = " ".repeat(label);
            }
        }
        self.gap();
    }

    fn solution(&mut self, solution: &str) {
        let cx = self.cx;
        self.push(Line::from(vec![span(" ▌ ", cx.theme.good), span(cx.text("case-solution"), cx.theme.good)]));
        for line in wrap(solution, self.cells.saturating_sub(INDENT + 1).min(MEASURE)) {
            self.push(Line::from(vec![span(" ▌ ", cx.theme.good), span(line, cx.theme.text)]));
        }
        self.gap();
    }

    fn description(&mut self, case: &CaseView) {
        let title = words::person(&case.summary.requester);
        self.heading(&title, self.side(case.summary.requester.side), &self.cx.text("case-description"), case.summary.created_at, &[]);
        match case.description_redacted.as_ref().map(|redaction| self.taken_away(redaction)) {
            Some(words) => self.body(&words, self.cx.theme.muted),
            None => self.body(&case.description, self.cx.theme.text),
        }
        self.files(&case.files, &[]);
        self.gap();
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
    fn heading(&mut self, who: &str, style: Style, what: &str, at: jiff::Timestamp, before: &[Span<'static>]) {
        let cx = self.cx;
        let when = words::moment(at, cx);
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

    fn body(&mut self, text: &str, style: Style) {
        for line in wrap(text, self.cells.saturating_sub(INDENT + 1).min(MEASURE)) {
            self.push(Line::from(vec![span(" ".repeat(INDENT), style), span(line, style)]));
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
            // What these say stands in the thread already.
            TimelineEntry::Event { fact: Fact::Commented { .. } | Fact::Attached { .. }, .. } => {}
            TimelineEntry::Event { at, actor, on_behalf_of, fact } => self.event(*at, actor.as_ref(), on_behalf_of.as_ref(), fact),
        }
    }

    fn event(&mut self, at: jiff::Timestamp, actor: Option<&PersonRef>, on_behalf_of: Option<&PersonRef>, fact: &Fact<PersonRef>) {
        let when = words::moment(at, self.cx);
        let what = words::fact(fact, actor, on_behalf_of, self.cx);
        let room = self.cells.saturating_sub(width(&when) + 6);
        let mut when = when;
        let mut mark = "·";
        for line in wrap(&what, room) {
            let line = format!(" {mark} {}  {when}", column(&line, room));
            self.push(Line::from(span(line, self.cx.theme.muted)));
            when.clear();
            mark = " ";
        }
    }

    fn comment(&mut self, comment: &CommentView, escalation: bool) {
        let cx = self.cx;
        let seen = if comment.visibility == Visibility::Public { self.seen.replies } else { self.seen.notes };
        let is_new = comment.reference.number > seen;
        self.gap();
        if is_new && self.thread.first_new.is_none() {
            self.thread.first_new = Some(self.thread.lines.len());
        }
        let author = words::person(&comment.author);
        let redacted = comment.redacted.as_ref().map(|redaction| self.taken_away(redaction));
        if comment.visibility == Visibility::Internal {
            let bar = self.internal_bar(&author, comment.at);
            self.push(bar);
            let frame = [span(" ┃ ", cx.theme.internal)];
            let body = redacted.as_deref().unwrap_or(&comment.body);
            for line in wrap(body, self.cells.saturating_sub(INDENT + 1).min(MEASURE)) {
                self.push(Line::from(vec![frame[0].clone(), span(line, cx.theme.internal)]));
            }
            self.files(&comment.files, &frame);
        } else {
            let mark = if is_new { vec![span("● ", cx.theme.unread)] } else { Vec::new() };
            let what = if escalation { cx.text("thread-escalation") } else { String::new() };
            self.heading(&author, self.side(comment.author.side), &what, comment.at, &mark);
            match redacted {
                Some(words) => self.body(&words, cx.theme.muted),
                None => self.body(&comment.body, cx.theme.text),
            }
            self.files(&comment.files, &[]);
        }
        self.gap();
    }

    /// The bar over what only support reads.
    fn internal_bar(&self, author: &str, at: jiff::Timestamp) -> Line<'static> {
        let cx = self.cx;
        let when = words::moment(at, cx);
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
