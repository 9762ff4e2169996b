//! How a text is sent: what becomes of the status, which internal files it makes public, and what is asked first (C5, C11, C12).

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::case::SetStatus;
use caseport_shared::api::timeline::TimelineEntry;
use caseport_shared::case::CaseAction;
use caseport_shared::comment::Visibility;
use caseport_shared::event::Fact;
use caseport_shared::limits::FILES_PER_DRAFT;
use caseport_shared::status::{Status, StatusGroup};
use caseport_shared::text::inline;

use super::forms::{status_form, with_error, with_values};
use super::writing::What;
use super::{Ask, Case, Mode};
use crate::app::Context;
use crate::effect::{Change, Effect, Tone};
use crate::widgets::dialog::{Choice, Confirm, Dialog, Item, Pick};
use crate::widgets::words;

/// How a reply is sent; a plain one asks what must be asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    /// Whether it opens the case again.
    pub(super) reopen: Option<bool>,
    /// The status that goes with it.
    pub(super) status: Option<Status>,
    /// A status that needs more than its name, set right after.
    pub(super) after: Option<SetStatus>,
}

impl Plan {
    /// Sends without touching the status, or opens the case again.
    fn reopening(reopen: bool) -> Self {
        Self { reopen: Some(reopen), ..Self::default() }
    }

    fn setting(status: Status) -> Self {
        Self { status: Some(status), ..Self::default() }
    }

    fn is_plain(&self) -> bool {
        self.reopen.is_none() && self.status.is_none() && self.after.is_none()
    }
}

/// A way to send a reply.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    Keep,
    Set(Status),
    Reopen(bool),
    Include,
}

impl Case {
    /// Whether a reply may be sent in more ways than one.
    pub(super) fn has_ways(&self) -> bool {
        let status = self.view.as_ref().map(|case| case.summary.status);
        self.is_open(What::Reply) && (self.can(CaseAction::SetStatus) || status.is_some_and(Status::asks_to_reopen))
    }

    /// Whether a reply may ask the customer for something.
    pub(super) fn may_ask_back(&self) -> bool {
        self.is_open(What::Reply) && self.can(CaseAction::SetStatus)
    }

    fn is_open(&self, what: What) -> bool {
        matches!(&self.mode, Mode::Writing(writing) if writing.what == what)
    }

    /// Asks how the reply shall be sent.
    pub(super) fn pick_way(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(now) = self.view.as_ref().map(|case| case.summary.status) else { return Vec::new() };
        let mut ways = Vec::new();
        if self.can(CaseAction::SetStatus) {
            let first = [Status::PendingYourResponse].into_iter().filter(|status| *status != now);
            ways.extend(first.map(Way::Set));
            ways.push(Way::Keep);
            let rest = Status::ALL.iter().copied().filter(|status| *status != now && *status != Status::PendingYourResponse);
            ways.extend(rest.map(Way::Set));
            if self.can(CaseAction::Note) {
                ways.push(Way::Include);
            }
        } else {
            ways.extend([Way::Reopen(true), Way::Reopen(false)]);
        }
        let name = |status: Status| [("status", words::status(status, cx).into())];
        let item = |way: &Way| match way {
            Way::Keep => Item { label: cx.text_with("send-as-keep", &name(now)), detail: String::new() },
            Way::Set(status) => Item { label: cx.text_with("send-as-set", &name(*status)), detail: words::meaning(*status, cx) },
            Way::Reopen(true) => Item { label: cx.text("reopen-send"), detail: String::new() },
            Way::Reopen(false) => Item { label: cx.text("reopen-send-only"), detail: String::new() },
            Way::Include => Item { label: cx.text("send-as-include"), detail: cx.text("send-as-include-detail") },
        };
        let pick = Pick { title: cx.text("send-as-title"), items: ways.iter().map(item).collect(), at: 0 };
        self.asks.dialog(Ask::SendAs(ways), Dialog::Pick(pick), cx)
    }

    /// Sends in a way, or asks for what it needs.
    pub(super) fn send_as(&mut self, way: Way, cx: &Context) -> Vec<Effect> {
        match way {
            Way::Keep => self.send(Plan::reopening(false), cx),
            Way::Reopen(reopen) => self.send(Plan::reopening(reopen), cx),
            Way::Set(status) if status.needs_date() => self.asks.dialog(Ask::SendDetail(status), status_form(status, cx), cx),
            Way::Set(status) => self.send(Plan::setting(status), cx),
            Way::Include => self.pick_included(0, cx),
        }
    }

    /// What a status needs has been typed: it is set right after the reply.
    fn send_detail(&mut self, status: Status, choice: &Choice, cx: &Context) -> Vec<Effect> {
        let Choice::Typed(values) = choice else { return Vec::new() };
        if let Some(after) = read_status(status, values) {
            return self.send(Plan { after: Some(after), ..Plan::reopening(false) }, cx);
        }
        let form = with_values(status_form(status, cx), values);
        self.asks.dialog(Ask::SendDetail(status), with_error(form, cx.text("status-date-wrong")), cx)
    }

    /// Asks which internal files the reply makes public; each choice puts one on or takes it off.
    fn pick_included(&mut self, at: usize, cx: &Context) -> Vec<Effect> {
        let Mode::Writing(writing) = &self.mode else { return Vec::new() };
        let files: Vec<AttachmentView> = self
            .entries
            .iter()
            .filter_map(|entry| match entry {
                TimelineEntry::File { file } if file.visibility == Visibility::Internal && file.redacted.is_none() => Some(file.clone()),
                _ => None,
            })
            .collect();
        if files.is_empty() {
            return vec![Effect::Say(Tone::Info, cx.text("include-none"))];
        }
        let mut items = vec![Item { label: cx.text("include-done"), detail: String::new() }];
        items.extend(files.iter().map(|file| {
            let mark = if writing.include.iter().any(|known| known.id == file.id) { "✓" } else { " " };
            Item { label: format!("{mark} {}", inline(&file.name)), detail: words::size(file.size) }
        }));
        self.asks.dialog(Ask::Include(files), Dialog::Pick(Pick { title: cx.text("include-title"), items, at }), cx)
    }

    /// A file was chosen, or the choosing is done.
    fn include(&mut self, files: &[AttachmentView], nth: usize, cx: &Context) -> Vec<Effect> {
        let Mode::Writing(writing) = &mut self.mode else { return Vec::new() };
        let Some(file) = nth.checked_sub(1).and_then(|at| files.get(at)) else { return Vec::new() };
        if let Some(at) = writing.include.iter().position(|known| known.id == file.id) {
            writing.include.remove(at);
        } else if writing.include.len() < FILES_PER_DRAFT {
            writing.include.push(file.clone());
        } else {
            return vec![Effect::Say(Tone::Bad, cx.text_with("files-too-many", &[("limit", FILES_PER_DRAFT.into())]))];
        }
        self.pick_included(nth, cx)
    }

    /// Sends what is open, once nothing is left to ask.
    pub(super) fn send(&mut self, plan: Plan, cx: &Context) -> Vec<Effect> {
        let shown = self.shown();
        let asks_to_reopen = self.view.as_ref().is_some_and(|case| case.summary.status.asks_to_reopen());
        let Mode::Writing(writing) = &mut self.mode else { return Vec::new() };
        if writing.editor.is_blank() {
            return vec![Effect::Say(Tone::Bad, cx.text("write-empty"))];
        }
        if writing.is_sending {
            return Vec::new();
        }
        writing.error = writing.too_long(cx);
        if writing.error.is_some() {
            return Vec::new();
        }
        if writing.seen.is_behind(shown) && writing.what != What::Solution {
            // It is read above the question.
            self.scroll_to_end();
            let buttons = vec![cx.text("newer-keep-writing"), cx.text("newer-send")];
            let body = vec![cx.text("newer-body")];
            return self.asks.dialog(
                Ask::SendAfterNewer(plan),
                Dialog::Confirm(Confirm { title: cx.text("newer-title"), body, buttons }),
                cx,
            );
        }
        if asks_to_reopen && writing.what == What::Reply && plan.is_plain() {
            let buttons = vec![cx.text("reopen-send"), cx.text("reopen-send-only"), cx.text("reopen-keep-writing")];
            let status = self.view.as_ref().map(|case| words::status(case.summary.status, cx)).unwrap_or_default();
            let body = vec![cx.text_with("reopen-body", &[("status", status.into())])];
            return self.asks.dialog(Ask::SendOnClosed, Dialog::Confirm(Confirm { title: cx.text("reopen-title"), body, buttons }), cx);
        }
        if writing.what != What::Solution {
            writing.seen = shown;
            return self.hold(plan, cx);
        }
        writing.is_sending = true;
        let solution = Some(writing.editor.text());
        let version = self.view.as_ref().map_or(0, |case| case.version);
        let edit = caseport_shared::api::case::EditCase { solution, ..Default::default() };
        self.change(Change::Edit(version, Box::new(edit)), None, cx)
    }

    /// The user answered a question that sending asks.
    pub(super) fn send_chose(&mut self, ask: Ask, nth: usize, choice: &Choice, cx: &Context) -> Vec<Effect> {
        let shown = self.shown();
        let Mode::Writing(writing) = &mut self.mode else { return Vec::new() };
        match ask {
            Ask::SendAs(ways) => match ways.get(nth) {
                Some(way) => self.send_as(*way, cx),
                None => Vec::new(),
            },
            Ask::SendDetail(status) => self.send_detail(status, choice, cx),
            Ask::Include(files) => self.include(&files, nth, cx),
            Ask::SendAfterNewer(_) if nth == 0 => {
                writing.seen = shown;
                self.scroll_to_end();
                Vec::new()
            }
            Ask::SendAfterNewer(plan) if nth == 1 => {
                writing.seen = shown;
                self.send(plan, cx)
            }
            Ask::SendOnClosed if nth < 2 => self.send(Plan::reopening(nth == 0), cx),
            _ => Vec::new(),
        }
    }

    /// What becomes of the status when the reply is sent, in words.
    pub(super) fn what_becomes(&self, cx: &Context) -> Option<String> {
        let now = self.view.as_ref()?.summary.status;
        let name = |status: Status| [("status", words::status(status, cx).into())];
        if now.asks_to_reopen() {
            return Some(cx.text("write-then-asks"));
        }
        if cx.is_support() || now != Status::PendingYourResponse {
            return Some(cx.text_with("write-then-stays", &name(now)));
        }
        let before = self.entries.iter().rev().find_map(|entry| match entry {
            TimelineEntry::Event { fact: Fact::StatusSet { from, to: Status::PendingYourResponse, .. }, .. } => Some(*from),
            _ => None,
        });
        let before = before.map(|status| if status.asks_to_reopen() { Status::Researching } else { status });
        Some(match before.filter(|status| status.group() == StatusGroup::Open) {
            Some(status) => cx.text_with("write-then", &name(status)),
            None => cx.text("write-then-open"),
        })
    }
}

/// A status with what was typed for it; nothing where the date is none.
pub(super) fn read_status(status: Status, values: &[String]) -> Option<SetStatus> {
    let mut values = values.iter().map(|value| value.trim().to_owned());
    let mut next = |is_asked: bool| if is_asked { values.next().filter(|value| !value.is_empty()) } else { None };
    let (date, fixed_in, ticket) = (next(status.needs_date()), next(status.needs_version()), next(status.takes_ticket()));
    let date = date.map(|date| date.parse()).transpose().ok()?;
    Some(SetStatus { status, date, fixed_in, ticket })
}
