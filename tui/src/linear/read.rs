//! Reading a case's conversation aloud: from the oldest unseen comment, or all of it in parts.

use caseport_shared::api::comment::CommentView;
use caseport_shared::api::timeline::{TimelineEntry, TimelinePage};
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::{Seen, Visibility};
use caseport_shared::limits::PAGE_MAX;
use caseport_shared::text::inline;

use super::case::Reading;
use super::{Desk, Step};
use crate::words;

/// How many entries are read out before the person is asked whether to go on.
const AT_ONCE: usize = 20;

impl Desk<'_> {
    /// Reads from the oldest unseen comment on, or the last comment when all have been seen.
    pub(super) async fn read_new(&mut self, reading: &mut Reading) -> Step<()> {
        let number = reading.number();
        let mut page = self.call(|api| async move { api.timeline(number, None, Some(PAGE_MAX)).await }).await?;
        let first = |page: &TimelinePage, seen: Seen| page.entries.iter().position(|entry| is_unseen(entry, seen));
        // What is unseen may begin before the newest entries.
        while first(&page, reading.shown) == Some(0) && page.from > 0 {
            let (from, limit) = before(page.from, PAGE_MAX);
            let part = self.call(|api| async move { api.timeline(number, Some(from), Some(limit)).await }).await?;
            if first(&part, reading.shown).is_none() || part.entries.is_empty() {
                break;
            }
            page = TimelinePage { from: part.from, ..part };
        }
        let start = first(&page, reading.shown);
        let is_unread_whole = reading.shown == Seen::default();
        let last = page.entries.iter().rposition(|entry| matches!(entry, TimelineEntry::Comment { .. }));
        let from = match start {
            _ if is_unread_whole => 0,
            Some(at) => page.from + u32::try_from(at).unwrap_or_default(),
            None => page.from + u32::try_from(last.unwrap_or_default()).unwrap_or_default(),
        };
        if is_unread_whole {
            self.say_description(reading).await?;
        } else if from > 0 {
            self.say(&self.text_with("linear-earlier", &[("count", from.into())])).await?;
        }
        self.read_from(reading, from).await?;
        self.mark_seen(number, reading.shown).await;
        Ok(())
    }

    /// Reads the description and everything after it.
    pub(super) async fn read_all(&mut self, reading: &mut Reading) -> Step<()> {
        self.say_description(reading).await?;
        self.read_from(reading, 0).await?;
        self.mark_seen(reading.number(), reading.shown).await;
        Ok(())
    }

    /// That the server does not know yet what was read is no failure; the next look says it again.
    async fn mark_seen(&mut self, number: CaseNumber, seen: Seen) {
        let _ = self.api.mark_seen(number, seen).await;
    }

    async fn say_description(&mut self, reading: &Reading) -> Step<()> {
        self.say("").await?;
        let who = words::person(&reading.case.summary.requester);
        let values = [("person", who.into()), ("when", self.ago(reading.case.summary.created_at).into())];
        self.say(&self.text_with("linear-described", &values)).await?;
        match &reading.case.description_redacted {
            Some(redaction) => {
                let values = [("date", self.moment(redaction.at).into()), ("reason", inline(&redaction.reason).into())];
                self.say(&self.text_with("redacted", &values)).await?;
            }
            None => self.say_body(&reading.case.description).await?,
        }
        for file in &reading.case.files {
            self.say(&self.file(reading.file_number(file), file)).await?;
        }
        Ok(())
    }

    /// Reads entries from a place on, so many at once.
    async fn read_from(&mut self, reading: &mut Reading, from: u32) -> Step<()> {
        let number = reading.number();
        let mut next = from;
        loop {
            let page = self.call(|api| async move { api.timeline(number, Some(next), Some(AT_ONCE)).await }).await?;
            for entry in &page.entries {
                self.say_entry(reading, entry).await?;
            }
            next = page.from + u32::try_from(page.entries.len()).unwrap_or_default();
            if page.entries.is_empty() || next >= page.total {
                return Ok(());
            }
            let left = [("count", (page.total - next).into())];
            let typed = self.ask_words(&self.text_with("linear-read-on", &left)).await?;
            if !typed.is_empty() {
                return Ok(());
            }
        }
    }

    async fn say_entry(&mut self, reading: &mut Reading, entry: &TimelineEntry) -> Step<()> {
        match entry {
            TimelineEntry::Comment { comment, escalation } => {
                self.say("").await?;
                self.say_comment(reading, comment, *escalation).await?;
                let seen = &mut reading.shown;
                let newest = match comment.visibility {
                    Visibility::Public => &mut seen.replies,
                    Visibility::Internal => &mut seen.notes,
                };
                *newest = comment.reference.number.max(*newest);
                Ok(())
            }
            TimelineEntry::File { file } => {
                let who = file.by.as_ref().map_or_else(|| self.text("actor-system"), words::person);
                let file_words = self.file(reading.file_number(file), file);
                let values = [("person", who.into()), ("when", self.ago(file.at).into()), ("file", file_words.into())];
                let key = if file.visibility == Visibility::Internal { "linear-file-internal" } else { "linear-file-added" };
                self.say(&self.text_with(key, &values)).await
            }
            TimelineEntry::Event { at, actor, on_behalf_of, fact } => {
                let fact = words::fact((&self.strings, &self.times), &self.brand(), actor.as_ref(), on_behalf_of.as_ref(), fact);
                let values = [("fact", fact.into()), ("when", self.ago(*at).into())];
                self.say(&self.text_with("linear-event", &values)).await
            }
        }
    }

    async fn say_comment(&mut self, reading: &Reading, comment: &CommentView, is_escalation: bool) -> Step<()> {
        let values = [
            ("person", words::author(comment).into()),
            ("when", self.ago(comment.at).into()),
            ("number", comment.reference.number.to_string().into()),
        ];
        let key = match comment.visibility {
            Visibility::Internal => "linear-note",
            Visibility::Public if is_escalation => "linear-escalation",
            Visibility::Public => "linear-reply",
        };
        self.say(&self.text_with(key, &values)).await?;
        match &comment.redacted {
            Some(redaction) => {
                let values = [("date", self.moment(redaction.at).into()), ("reason", inline(&redaction.reason).into())];
                self.say(&self.text_with("redacted", &values)).await?;
            }
            None => self.say_body(&comment.body).await?,
        }
        for file in &comment.files {
            self.say(&self.file(reading.file_number(file), file)).await?;
        }
        Ok(())
    }
}

fn is_unseen(entry: &TimelineEntry, seen: Seen) -> bool {
    let TimelineEntry::Comment { comment, .. } = entry else { return false };
    let last = match comment.visibility {
        Visibility::Public => seen.replies,
        Visibility::Internal => seen.notes,
    };
    comment.reference.number > last
}

/// Where a page of at most `limit` entries before a place begins, and how many it has.
fn before(from: u32, limit: usize) -> (u32, usize) {
    let start = from.saturating_sub(u32::try_from(limit).unwrap_or(u32::MAX));
    (start, usize::try_from(from - start).unwrap_or(limit))
}
