//! What is held of a case and how far it was read: its fields, the entries of its timeline, and since when.

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::timeline::{TimelineEntry, TimelinePage};
use caseport_shared::case::CaseAction;
use caseport_shared::comment::{CommentRef, Seen, Visibility};
use caseport_shared::limits::PAGE_MAX;
use jiff::Timestamp;

use super::{Ask, Case};
use crate::app::Context;
use crate::effect::{Answer, Call, Effect, Failure, Ticket};
use crate::widgets::words;

/// Most entries of a timeline held at once.
const ENTRIES_MAX: usize = 2_000;

/// When what is shown was answered, while the new answer is still on its way.
#[derive(Debug, Default)]
pub(super) struct Old {
    case: Option<Timestamp>,
    entries: Option<Timestamp>,
}

impl Case {
    pub(super) fn can(&self, action: CaseAction) -> bool {
        self.view.as_ref().is_some_and(|case| case.can.contains(&action))
    }

    pub(super) fn has_earlier(&self) -> bool {
        self.from > 0 && self.entries.len() < ENTRIES_MAX
    }

    /// Since when what is shown has not been heard of, where it is old.
    pub(super) fn as_of(&self) -> Option<Timestamp> {
        self.old.case.into_iter().chain(self.old.entries).min()
    }

    /// The newest comments that are on the screen.
    pub(super) fn shown(&self) -> Seen {
        let mut shown = self.view.as_ref().map_or(Seen::default(), |case| case.seen);
        for entry in &self.entries {
            if let TimelineEntry::Comment { comment, .. } = entry {
                let newest = numbered(&mut shown, comment.visibility);
                *newest = (*newest).max(comment.reference.number);
            }
        }
        shown
    }

    /// The reader's own comment is not news to them.
    pub(super) fn has_sent(&mut self, comment: CommentRef) {
        for seen in self.marked.iter_mut().chain(self.view.as_mut().map(|case| &mut case.seen)) {
            let number = numbered(seen, comment.visibility);
            *number = (*number).max(comment.number);
        }
        // Whoever waits for its turn knows of it, unless somebody else wrote in between.
        for waiting in &mut self.outgoing {
            let number = numbered(&mut waiting.seen, comment.visibility);
            if *number + 1 == comment.number {
                *number = comment.number;
            }
        }
    }

    /// Fetches what is shown; an answer to an earlier question of the same kind is no longer wanted.
    pub(super) fn reload(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.forget(|ask| matches!(ask, Ask::Case | Ask::Newest));
        let mut effects = self.asks.call(Ask::Case, Call::Case(self.number), cx);
        let call = Call::Timeline { number: self.number, from: None, limit: PAGE_MAX };
        effects.extend(self.asks.call(Ask::Newest, call, cx));
        effects
    }

    pub(super) fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask, outcome) {
            (Ask::Case, Ok(Answer::Case(case))) => {
                (self.failed, self.old.case) = (None, None);
                self.marked.get_or_insert(case.seen);
                self.view = Some(*case);
                self.changed();
                self.see(cx)
            }
            (Ask::Newest, Ok(Answer::Timeline(page))) => {
                self.old.entries = None;
                self.newest(*page);
                self.see(cx)
            }
            (Ask::Earlier(come), Ok(Answer::Timeline(page))) => self.earlier(come, *page, cx),
            (Ask::Drafts, Ok(Answer::Drafts(list))) => {
                let number = self.number;
                for draft in list.drafts.iter().filter(|draft| draft.case == Some(number)) {
                    self.shelve(draft, cx);
                }
                Vec::new()
            }
            (Ask::Case | Ask::Newest, Err(failure)) if self.view.is_none() || (self.old.case.is_some() && is_hidden(&failure)) => {
                // What may not be seen any more is not remembered either.
                (self.view, self.old) = (None, Old::default());
                self.entries.clear();
                let is_hidden = is_hidden(&failure);
                self.failed = Some(if is_hidden { cx.text("error-case-not-found") } else { words::failure(&failure, cx) });
                Vec::new()
            }
            // A message in the bar at the bottom says that the server is away.
            (Ask::Case | Ask::Newest | Ask::Drafts, Err(Failure::Away(_))) | (Ask::Seen, _) => Vec::new(),
            (ask @ (Ask::Articles | Ask::Article(_) | Ask::ArticleRead), outcome) => self.articles_answer(ask, outcome, cx),
            (ask @ (Ask::Proposal | Ask::Proposed(..)), outcome) => self.article_drafted(ask, outcome, cx),
            (ask, outcome) => self.acted(ask, outcome, cx),
        }
    }

    /// Takes what was answered before, while there is nothing newer.
    pub(super) fn remember(&mut self, ticket: Ticket, answer: Answer, at: Timestamp) {
        let asked = self.asks.find(ticket);
        match (asked, answer) {
            (Some(Ask::Case), Answer::Case(case)) if self.view.is_none() => (self.view, self.old.case) = (Some(*case), Some(at)),
            (Some(Ask::Newest), Answer::Timeline(page)) if self.entries.is_empty() => {
                (self.entries, self.from, self.old.entries) = (page.entries, page.from, Some(at));
            }
            _ => {}
        }
        self.changed();
    }

    /// Puts the newest part of the timeline behind the earlier parts that are held.
    fn newest(&mut self, page: TimelinePage) {
        let gap = page.from.saturating_sub(self.from) as usize;
        if page.from >= self.from && gap <= self.entries.len() {
            self.entries.truncate(gap);
            self.entries.extend(page.entries);
        } else {
            (self.entries, self.from) = (page.entries, page.from);
        }
        if std::mem::take(&mut self.follow_end) {
            self.scroll_to_end();
        }
        self.changed();
    }

    /// Puts earlier entries before those that are held, once all up to them have come: a page may have fewer than asked for.
    fn earlier(&mut self, mut come: Vec<TimelineEntry>, page: TimelinePage, cx: &Context) -> Vec<Effect> {
        let count = |entries: &[TimelineEntry]| u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let first = page.from.saturating_sub(count(&come));
        let next = page.from.saturating_add(count(&page.entries));
        if first >= self.from || page.entries.is_empty() {
            return Vec::new();
        }
        come.extend(page.entries);
        if next < self.from {
            let limit = (self.from - next) as usize;
            return self.asks.call(Ask::Earlier(come), Call::Timeline { number: self.number, from: Some(next), limit }, cx);
        }
        come.truncate((self.from - first) as usize);
        come.append(&mut self.entries);
        (self.entries, self.from) = (come, first);
        self.changed();
        Vec::new()
    }

    /// Tells the server how far the reader has come, where they have come further.
    pub(super) fn see(&mut self, cx: &Context) -> Vec<Effect> {
        let shown = self.shown();
        let Some(case) = &mut self.view else { return Vec::new() };
        // Files sent by themselves have no number; they are what is left where every comment is known.
        let is_news = case.seen.is_behind(shown) || (case.summary.unread && !case.seen.is_behind(case.latest));
        if self.is_covered || self.old.entries.is_some() || self.entries.is_empty() || !is_news {
            return Vec::new();
        }
        case.seen = shown;
        case.summary.unread = shown.is_behind(case.latest);
        self.asks.call(Ask::Seen, Call::Seen(self.number, shown), cx)
    }
}

fn numbered(seen: &mut Seen, visibility: Visibility) -> &mut i64 {
    match visibility {
        Visibility::Public => &mut seen.replies,
        Visibility::Internal => &mut seen.notes,
    }
}

fn is_hidden(failure: &Failure) -> bool {
    matches!(failure, Failure::Problem(problem) if problem.code == ErrorCode::NotFound)
}
