//! What readers are shown of a case: the view, the timeline, its files.

use std::collections::HashMap;

use caseport_shared::api::attachment::FileList;
use caseport_shared::api::case::CaseView;
use caseport_shared::api::person::PersonRef;
use caseport_shared::api::timeline::{TimelineEntry, TimelinePage};
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::CommentRef;
use caseport_shared::event::Fact;

use super::{Context, Error, Loaded, load};
use crate::policy;
use crate::store::events::Recorded;
use crate::store::{Tx, attachments, cases, comments, events, organizations, people, products, reads};

/// Comments on one page of a timeline, in bytes of their text, but for one that is longer by itself: written as JSON,
/// text takes at most twice as much, so that a page stays far within what clients read
/// ([`caseport_shared::limits::RESPONSE_BYTES`]).
const PAGE_TEXT_BYTES: usize = 4 * 1024 * 1024;

/// A case with everything but its timeline.
pub fn case(tx: &mut Tx<'_>, context: &Context, number: CaseNumber) -> Result<CaseView, Error> {
    let loaded = load(tx, context, number, CaseAction::View)?;
    view(tx, context, &loaded)
}

/// The view of a case that has been loaded.
pub(super) fn view(tx: &mut Tx<'_>, context: &Context, loaded: &Loaded) -> Result<CaseView, Error> {
    let Loaded { case, relation } = loaded;
    let side = context.actor.side();
    let category = |tx: &mut Tx<'_>, id: Option<i64>| id.map_or(Ok(None), |id| products::category_named(tx, id));
    let filed_by = if case.filed_by_id == case.requester_id { None } else { Some(people::named(tx, case.filed_by_id, side)?) };
    let promise = match case.first_answer_at {
        Some(_) => None,
        None => organizations::promise(tx, case.organization_id, case.severity)?,
    };
    let (description, description_redacted) = cases::description(tx, case.id)?;
    Ok(CaseView {
        summary: cases::summary(tx, case, context.reader())?,
        version: case.version_for(side),
        description,
        description_redacted,
        files: attachments::of_case(tx, context.scope(), case.id, true, side)?.into_iter().map(|file| file.view).collect(),
        category: category(tx, case.category_id)?,
        subcategory: category(tx, case.subcategory_id)?,
        filed_by,
        watchers: cases::watchers(tx, case.id, side)?.into_iter().map(|(_, person)| person).collect(),
        promise,
        latest: case.latest_for(side),
        seen: reads::get(tx, context.actor.person_id, case.id)?,
        can: policy::can(*relation, case),
    })
}

/// All files of a case.
pub fn files(tx: &mut Tx<'_>, context: &Context, number: CaseNumber) -> Result<FileList, Error> {
    let Loaded { case, .. } = load(tx, context, number, CaseAction::View)?;
    let files = attachments::of_case(tx, context.scope(), case.id, false, context.actor.side())?;
    Ok(FileList { files: files.into_iter().map(|file| file.view).collect() })
}

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
    let total = events::count(tx, context.scope(), case.id)?;
    // The newest end with the newest entry, others begin with the one asked for: they are read from there.
    let is_newest = from.is_none();
    let mut from = from.unwrap_or_else(|| total.saturating_sub(u32::try_from(limit).unwrap_or(u32::MAX)));
    let mut recorded = events::list(tx, context.scope(), case.id, from, limit)?;
    let found = recorded.len();
    if is_newest {
        recorded.reverse();
    }
    let mut writer = Writer { tx, context, case_id: case.id, names: HashMap::new() };
    let mut entries = Vec::with_capacity(found);
    let (mut taken, mut bytes) = (0, 0);
    for fact in recorded {
        let entry = writer.entry(fact)?;
        bytes += entry.as_ref().map_or(0, |(entry, _)| text_bytes(entry));
        if bytes > PAGE_TEXT_BYTES && taken > 0 {
            break;
        }
        taken += 1;
        entries.extend(entry);
    }
    if is_newest {
        entries.reverse();
        from += u32::try_from(found - taken).unwrap_or(0);
    }
    writer.add_files(&mut entries)?;
    Ok(TimelinePage { from, total, entries: entries.into_iter().map(|(entry, _)| entry).collect() })
}

/// How long what somebody wrote in an entry is.
fn text_bytes(entry: &TimelineEntry) -> usize {
    match entry {
        TimelineEntry::Comment { comment, .. } => comment.body.len(),
        TimelineEntry::File { .. } | TimelineEntry::Event { .. } => 0,
    }
}

/// Turns facts into entries, looking up each name once.
struct Writer<'a, 'c> {
    tx: &'a mut Tx<'c>,
    context: &'a Context,
    case_id: i64,
    names: HashMap<i64, PersonRef>,
}

/// An entry, with the comment's id where it is one.
type Entry = (TimelineEntry, Option<i64>);

impl Writer<'_, '_> {
    fn entry(&mut self, recorded: Recorded) -> Result<Option<Entry>, Error> {
        let Recorded { at, actor_id, on_behalf_of_id, fact } = recorded;
        match fact {
            Fact::Commented { comment } | Fact::Escalated { comment } => Ok(Some(self.comment(comment)?)),
            Fact::Attached { file } => {
                let found = attachments::get(self.tx, self.context.scope(), self.case_id, file, self.context.actor.side())?;
                Ok(found.map(|file| (TimelineEntry::File { file: file.view }, None)))
            }
            fact => {
                let actor = actor_id.map(|id| self.person(id)).transpose()?;
                let on_behalf_of = on_behalf_of_id.map(|id| self.person(id)).transpose()?;
                let fact = fact.try_map(|id| self.person(id))?;
                Ok(Some((TimelineEntry::Event { at: cases::time(at)?, actor, on_behalf_of, fact }, None)))
            }
        }
    }

    fn comment(&mut self, reference: CommentRef) -> Result<Entry, Error> {
        let found = comments::get(self.tx, self.case_id, reference, self.context.actor.side())?;
        let found = found.ok_or_else(|| crate::store::StoreError::Corrupt("a comment that does not exist".to_owned()))?;
        Ok((TimelineEntry::Comment { comment: found.view, escalation: found.is_escalation }, Some(found.id)))
    }

    fn person(&mut self, id: i64) -> Result<PersonRef, Error> {
        if let Some(known) = self.names.get(&id) {
            return Ok(known.clone());
        }
        let person = people::named(self.tx, id, self.context.actor.side())?;
        self.names.insert(id, person.clone());
        Ok(person)
    }

    fn add_files(&mut self, entries: &mut [Entry]) -> Result<(), Error> {
        let ids: Vec<i64> = entries.iter().filter_map(|(_, id)| *id).collect();
        for file in attachments::of_comments(self.tx, &ids, self.context.actor.side())? {
            let entry = entries.iter_mut().find(|(_, id)| id.is_some() && *id == file.comment_id);
            if let Some((TimelineEntry::Comment { comment, .. }, _)) = entry {
                comment.files.push(file.view);
            }
        }
        Ok(())
    }
}

/// A comment with its files, as the actor sees it.
pub(super) fn comment(
    tx: &mut Tx<'_>,
    context: &Context,
    case_id: i64,
    reference: CommentRef,
) -> Result<caseport_shared::api::comment::CommentView, Error> {
    let mut writer = Writer { tx, context, case_id, names: HashMap::new() };
    let mut entries = [writer.comment(reference)?];
    writer.add_files(&mut entries)?;
    let [(TimelineEntry::Comment { comment, .. }, _)] = entries else { return Err(Error::NotFound) };
    Ok(comment)
}
