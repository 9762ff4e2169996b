//! The columns of the list: how wide each is at a width, and what stands in it.

use caseport_shared::api::case::{CaseSummary, LastReply};
use caseport_shared::person::Side;
use caseport_shared::query::Sort;
use caseport_shared::status::{Status, StatusGroup};
use jiff::Timestamp;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::app::Context;
use crate::preferences::Dates;
use crate::widgets::text::{column, fit, inline, right, span, width};
use crate::widgets::words;

/// How wide each column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    number: usize,
    status: usize,
    product: usize,
    organization: usize,
    assignee: usize,
    subject: usize,
    reply: usize,
    /// Cells of the time in it, the rest being who.
    when: usize,
}

/// The marks, unread and escalated side by side, and the blank after them.
const MARK: usize = 3;
/// Between columns.
const GAP: usize = 2;
/// Narrower than this, a list has no room for products.
const NARROW: usize = 72;
/// From this on, there is room for who.
const WIDE: usize = 110;
/// From this on, nothing usual is cut.
const WIDEST: usize = 150;
/// Cells of an age.
const AGE: usize = 4;
/// Cells in which the column has its short name.
const SHORT_NAME: usize = 12;
/// Cells of who, by initials.
const INITIALS: usize = 2;
/// Cells of who, by name.
const WHO: usize = 15;

impl Columns {
    pub(super) fn of(cases: &[CaseSummary], cells: usize, cx: &Context) -> Self {
        let [is_narrow, is_wide, is_widest] = [cells < NARROW, cells >= WIDE, cells >= WIDEST];
        let number = cases.iter().map(|case| case.number).max().map_or(6, |number| width(&number.to_string())).clamp(6, 12);
        let is_absolute = cx.preferences.dates == Dates::Absolute;
        let status = if is_narrow || (is_absolute && !is_wide) {
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
        let when = if is_absolute { cx.times.short_cells() } else { AGE };
        let who = if is_widest || (is_wide && people == 0) {
            WHO
        } else if is_narrow || (is_absolute && !is_wide) {
            0
        } else {
            INITIALS
        };
        let reply = who + usize::from(who > 0) + when;
        let others = [number, status, 1, product, people, people];
        let taken: usize = others.iter().filter(|cells| **cells > 0).map(|cells| cells + GAP).sum();
        let subject = cells.saturating_sub(MARK + taken + GAP + reply + 1).max(8);
        Self { number, status, product, organization: people, assignee: people, subject, reply, when }
    }

    pub(super) fn heading(&self, sort: Option<Sort>, cx: &Context) -> String {
        let gap = " ".repeat(GAP);
        let mut out = " ".repeat(MARK);
        let has_name = self.reply > self.when + INITIALS + 1;
        let subject = cx.text("list-subject");
        let subject = sort.map_or_else(|| subject.clone(), |sort| format!("{subject} ↓ {}", cx.text(&format!("cases-sort-{sort}"))));
        let reply = cx.text(if has_name || self.reply > SHORT_NAME { "list-last-reply" } else { "list-reply" });
        for (name, cells) in [
            (cx.text("list-number"), self.number),
            (cx.text("list-status"), self.status),
            (cx.text("list-severity"), 1),
            (cx.text("list-product"), self.product),
            (cx.text("list-organization"), self.organization),
            (cx.text("list-assignee"), self.assignee),
            (subject, self.subject),
        ] {
            if cells > 0 {
                out.push_str(&column(&name, cells));
                out.push_str(&gap);
            }
        }
        out + &if has_name { column(&reply, self.reply) } else { right(&reply, self.reply) }
    }

    pub(super) fn row(&self, case: &CaseSummary, is_chosen: bool, cx: &Context) -> Line<'static> {
        let own = |style: Style| if is_chosen { cx.theme.selection.patch(Style { fg: style.fg, ..Style::default() }) } else { style };
        let gap = " ".repeat(GAP);
        // A blank has no colour: in some themes a mark's colour is a ground, and a line under it.
        let blank = |text: &'static str| span(text, own(Style::default()));
        let unread = if case.unread { span("●", own(cx.theme.unread)) } else { blank(" ") };
        let escalated = if case.escalated_at.is_some() { span("!", own(cx.theme.danger)) } else { blank(" ") };
        let subject = if case.unread { cx.theme.strong } else { cx.theme.text };
        let mut spans: Vec<Span<'static>> = vec![unread, escalated, blank(" ")];
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
        let last = case.last_reply.as_ref().map_or_else(|| right("–", self.reply), |last| self.last(last, cx));
        spans.push(span(format!("{last} "), own(cx.theme.muted)));
        Line::from(spans)
    }
}

impl Columns {
    /// Who replied last, as far as there is room, and when.
    fn last(&self, last: &LastReply, cx: &Context) -> String {
        let when = right(&when(last.at, cx), self.when);
        match self.reply - self.when {
            0 => when,
            cells if cells <= INITIALS + 1 => format!("{} {when}", column(&who(last, cx), INITIALS)),
            cells => format!("{} {when}", column(&words::person(&last.by), cells - 1)),
        }
    }
}

/// Who, in the cells of two initials.
fn who(last: &LastReply, cx: &Context) -> String {
    if last.by.side == Side::Customer && cx.me.as_ref().is_some_and(|me| last.by.email.as_deref() == Some(me.email.as_str())) {
        let me = cx.text("list-me");
        // Where the language has no word that short, one's own initials say it.
        if width(&me) <= INITIALS {
            return me;
        }
    }
    let name = words::person(&last.by);
    let mut initials = String::new();
    for first in name.split_whitespace().filter_map(|word| word.graphemes(true).next()) {
        if width(&initials) + width(first) <= INITIALS {
            initials.push_str(first);
        }
    }
    fit(&initials, INITIALS)
}

/// When, as the user wants dates.
fn when(at: Timestamp, cx: &Context) -> String {
    if cx.preferences.dates == Dates::Relative {
        return words::ago(at, cx);
    }
    cx.times.short_moment(at, cx.now)
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
