//! What happened between the comments: one line for everything that happened in a row, unless each is asked for.

use caseport_shared::api::person::PersonRef;
use caseport_shared::event::Fact;
use jiff::Timestamp;
use ratatui::text::Line;

use super::Writer;
use crate::app::Context;
use crate::widgets::text::{column, fit, span, width, wrap};
use crate::widgets::words;

/// Something that happened.
#[derive(Debug, Clone, Copy)]
pub(super) struct Happened<'a> {
    pub at: Timestamp,
    pub actor: Option<&'a PersonRef>,
    pub on_behalf_of: Option<&'a PersonRef>,
    pub fact: &'a Fact<PersonRef>,
}

impl Writer<'_> {
    /// Writes what happened in a row.
    pub(super) fn happened(&mut self, run: &[Happened<'_>]) {
        match run {
            [first, _, ..] if !self.unfolded => self.folded(run, first.at),
            _ => run.iter().for_each(|one| self.event(one)),
        }
    }

    /// One of them, in full.
    fn event(&mut self, one: &Happened<'_>) {
        let mut when = self.when(one.at);
        let what = words::fact(one.fact, one.actor, one.on_behalf_of, self.cx);
        let room = self.cells.saturating_sub(width(&when) + 6);
        let mut mark = "·";
        for line in wrap(&what, room) {
            let line = format!(" {mark} {}  {when}", column(&line, room));
            self.push(Line::from(span(line, self.cx.theme.muted)));
            when.clear();
            mark = " ";
        }
    }

    /// All of them in one line: what weighs most first, as many as there is room for, and how many there are besides.
    fn folded(&mut self, run: &[Happened<'_>], first: Timestamp) {
        let when = self.when(run.iter().map(|one| one.at).max().unwrap_or(first));
        let room = self.cells.saturating_sub(width(&when) + 6);
        let mut run = run.to_vec();
        run.sort_by_key(|one| rank(one.fact));
        let mut text = String::new();
        let mut left = run.len();
        let mut before: Option<&Happened<'_>> = None;
        for one in &run {
            let clause = clause(one, before, self.cx);
            let more = if left > 1 { width(&self.more(left - 1)) } else { 0 };
            if before.is_some() && width(&text) + width(&clause) + more > room {
                break;
            }
            text.push_str(&clause);
            left -= 1;
            before = Some(one);
        }
        let more = if left > 0 { self.more(left) } else { String::new() };
        let text = format!("{}{more}", fit(&text, room.saturating_sub(width(&more))));
        self.push(Line::from(span(format!(" · {}  {when}", column(&text, room)), self.cx.theme.muted)));
    }

    fn more(&self, count: usize) -> String {
        format!(" {}", self.cx.text_with("fold-more", &[("count", words::count(count, self.cx).into())]))
    }
}

/// How early it is told: what a reader must not miss first, then who works on it and where it stands.
fn rank(fact: &Fact<PersonRef>) -> u8 {
    match fact {
        Fact::Escalated { .. } | Fact::Closed | Fact::ClosedByItself | Fact::Reopened { .. } | Fact::Solved => 0,
        Fact::StatusSet { .. } | Fact::Assigned { .. } => 1,
        _ => 2,
    }
}

/// What happened as a part of a sentence, after what happened `before`.
fn clause(one: &Happened<'_>, before: Option<&Happened<'_>>, cx: &Context) -> String {
    let did = did(one, cx);
    let is_itself = matches!(one.fact, Fact::ClosedByItself);
    let actor = || one.actor.map_or_else(|| cx.text("actor-system"), words::person);
    match before {
        Some(before) if before.actor == one.actor && !is_itself => format!(", {did}"),
        Some(_) if is_itself => format!("; {did}"),
        Some(_) => format!("; {} {did}", actor()),
        None if is_itself => did,
        None => format!("{} {did}", actor()),
    }
}

/// What somebody did, without their name.
fn did(one: &Happened<'_>, cx: &Context) -> String {
    let with = |key: &str, name: &'static str, value: String| cx.text_with(key, &[(name, value.into())]);
    let change = |key: &str, from: String, to: String| cx.text_with(key, &[("from", from.into()), ("to", to.into())]);
    match one.fact {
        Fact::Filed => match one.on_behalf_of {
            Some(requester) => with("did-file-for", "person", words::person(requester)),
            None => cx.text("did-file"),
        },
        Fact::Commented { comment } => with("did-comment", "comment", comment.to_string()),
        Fact::Attached { .. } => cx.text("did-attach"),
        Fact::StatusSet { from, to, .. } => change("did-set-status", words::status(*from, cx), words::status(*to, cx)),
        Fact::Closed => cx.text("did-close"),
        Fact::ClosedByItself => cx.text("fact-closed-by-itself"),
        Fact::Reopened { .. } => cx.text("did-reopen"),
        Fact::Escalated { comment } => with("did-escalate", "comment", comment.to_string()),
        Fact::SeveritySet { from, to } => change("did-set-severity", words::severity(*from, cx), words::severity(*to, cx)),
        Fact::PrioritySet { from, to } => change("did-set-priority", words::priority(*from, cx), words::priority(*to, cx)),
        Fact::CategorySet => cx.text("did-set-category"),
        Fact::Assigned { to: Some(to) } if one.actor == Some(to) => cx.text("did-take"),
        Fact::Assigned { to: Some(to) } => with("did-assign", "person", words::person(to)),
        Fact::Assigned { to: None } => cx.text("did-assign-nobody"),
        Fact::RequesterSet { to, .. } => with("did-set-requester", "person", words::person(to)),
        Fact::WatcherAdded { person } => with("did-add-watcher", "person", words::person(person)),
        Fact::WatcherRemoved { person } => with("did-remove-watcher", "person", words::person(person)),
        Fact::Solved => cx.text("did-solve"),
        Fact::TicketSet => cx.text("did-set-ticket"),
        Fact::DescriptionRedacted => cx.text("did-redact-description"),
        Fact::CommentRedacted { comment } => with("did-redact-comment", "comment", comment.to_string()),
        Fact::FileRedacted { .. } => cx.text("did-redact-file"),
        Fact::RequestApplied => cx.text("did-apply-request"),
        Fact::RequestDeclined => cx.text("did-decline-request"),
        Fact::RequestUndone => cx.text("did-undo-request"),
        Fact::FileShared { .. } => cx.text("did-share-file"),
    }
}
