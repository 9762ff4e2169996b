//! A case's timeline as a reader is shown it; whatever its entries name is read for the whole page at once.

use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::person::PersonRef;
use caseport_shared::api::timeline::{TimelineEntry, TimelinePage};
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::{CommentRef, Visibility};
use caseport_shared::event::Fact;
use uuid::Uuid;

use super::{Context, Error, Loaded, load};
use crate::store::comments::{Comment, Run};
use crate::store::events::{Recorded, Told};
use crate::store::{StoreError, Tx, attachments, cases, comments, events, people};

/// Comments on one page of a timeline, in bytes of their text, but for one that is longer by itself: written as JSON,
/// text takes at most twice as much, so that a page stays far within what clients read
/// ([`caseport_shared::limits::RESPONSE_BYTES`]).
const PAGE_TEXT_BYTES: usize = 4 * 1024 * 1024;

/// Part of a case's timeline: from an entry on, or the newest. Where its text is long, it has fewer entries than asked for.
pub fn timeline(
    tx: &mut Tx<'_>,
    context: &Context,
    number: CaseNumber,
    from: Option<u32>,
    limit: Option<usize>,
) -> Result<TimelinePage, Error> {
    let Loaded { case, .. } = load(tx, context, number, CaseAction::View)?;
    let limit = super::read::page_limit(limit)?;
    // The newest end with the newest entry, others begin with the one asked for: they are read from there.
    let Told { total, facts } = events::list(tx, context.scope(), case.id, from, limit)?;
    let found = facts.len();
    let mut page = Page::of(tx, context, case.id, &facts)?;
    let mut entries = Vec::with_capacity(found);
    let (mut taken, mut bytes) = (0, 0);
    for fact in facts {
        let entry = page.entry(tx, fact)?;
        bytes += entry.as_ref().map_or(0, |(entry, _)| text_bytes(entry));
        if bytes > PAGE_TEXT_BYTES && taken > 0 {
            break;
        }
        taken += 1;
        entries.extend(entry);
    }
    page.add_files(tx, &mut entries)?;
    let mut entries: Vec<TimelineEntry> = entries.into_iter().map(|(entry, _)| entry).collect();
    if from.is_none() {
        entries.reverse();
    }
    let from = from.unwrap_or_else(|| total.saturating_sub(u32::try_from(taken).unwrap_or(u32::MAX)));
    Ok(TimelinePage { from, total, entries })
}

/// How long what somebody wrote in an entry is.
fn text_bytes(entry: &TimelineEntry) -> usize {
    match entry {
        TimelineEntry::Comment { comment, .. } => comment.body.len(),
        TimelineEntry::File { .. } | TimelineEntry::Event { .. } => 0,
    }
}

/// What the facts of a page name.
struct Page<'c> {
    context: &'c Context,
    case_id: i64,
    comments: HashMap<CommentRef, Comment>,
    files: HashMap<Uuid, AttachmentView>,
    people: HashMap<i64, PersonRef>,
}

/// An entry, with the comment's id where it is one.
type Entry = (TimelineEntry, Option<i64>);

impl<'c> Page<'c> {
    fn of(tx: &mut Tx<'_>, context: &'c Context, case_id: i64, facts: &[Recorded]) -> Result<Self, Error> {
        let side = context.actor.side();
        let (mut references, mut files, mut ids) = (Vec::new(), Vec::new(), BTreeSet::new());
        for Recorded { actor_id, on_behalf_of_id, fact, .. } in facts {
            match fact {
                Fact::Commented { comment } | Fact::Escalated { comment } => references.push(*comment),
                Fact::Attached { file } => files.push(*file),
                fact => {
                    ids.extend(actor_id.iter().chain(on_behalf_of_id));
                    let Ok(_) = fact.clone().try_map(|id| Ok::<_, Infallible>(ids.insert(id)));
                }
            }
        }
        let mut found = HashMap::new();
        for visibility in [Visibility::Public, Visibility::Internal] {
            let numbers = || references.iter().filter(|reference| reference.visibility == visibility).map(|reference| reference.number);
            let (Some(first), Some(last)) = (numbers().next(), numbers().next_back()) else { continue };
            let run = Run { visibility, first, last, room: PAGE_TEXT_BYTES };
            for comment in comments::list(tx, case_id, run, side)? {
                found.insert(comment.view.reference, comment);
            }
        }
        let files = attachments::of_ids(tx, context.scope(), case_id, &files, side)?;
        Ok(Self {
            context,
            case_id,
            comments: found,
            files: files.into_iter().map(|file| (file.view.id, file.view)).collect(),
            people: people::refs(tx, &ids, side)?,
        })
    }

    fn entry(&mut self, tx: &mut Tx<'_>, recorded: Recorded) -> Result<Option<Entry>, Error> {
        let Recorded { at, actor_id, on_behalf_of_id, fact } = recorded;
        Ok(match fact {
            Fact::Commented { comment } | Fact::Escalated { comment } => Some(self.comment(tx, comment)?),
            Fact::Attached { file } => self.files.remove(&file).map(|file| (TimelineEntry::File { file }, None)),
            fact => {
                let actor = actor_id.map(|id| self.person(id)).transpose()?;
                let on_behalf_of = on_behalf_of_id.map(|id| self.person(id)).transpose()?;
                let fact = fact.try_map(|id| self.person(id))?;
                Some((TimelineEntry::Event { at: cases::time(at)?, actor, on_behalf_of, fact }, None))
            }
        })
    }

    fn comment(&mut self, tx: &mut Tx<'_>, reference: CommentRef) -> Result<Entry, Error> {
        let found = match self.comments.remove(&reference) {
            Some(found) => Some(found),
            // Where the page's text is too long for all of them, the rest were left unread.
            None => comments::get(tx, self.case_id, reference, self.context.actor.side())?,
        };
        let found = found.ok_or_else(|| StoreError::Corrupt("a comment that does not exist".to_owned()))?;
        Ok((TimelineEntry::Comment { comment: found.view, escalation: found.is_escalation }, Some(found.id)))
    }

    fn person(&self, id: i64) -> Result<PersonRef, StoreError> {
        self.people.get(&id).cloned().ok_or_else(|| StoreError::Corrupt("somebody who does not exist".to_owned()))
    }

    fn add_files(&self, tx: &mut Tx<'_>, entries: &mut [Entry]) -> Result<(), Error> {
        let ids: Vec<i64> = entries.iter().filter_map(|(_, id)| *id).collect();
        for file in attachments::of_comments(tx, &ids, self.context.actor.side())? {
            let entry = entries.iter_mut().find(|(_, id)| id.is_some() && *id == file.comment_id);
            if let Some((TimelineEntry::Comment { comment, .. }, _)) = entry {
                comment.files.push(file.view);
            }
        }
        Ok(())
    }
}
