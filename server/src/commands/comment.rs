//! Writing on a case: replies, notes, escalations; and taking content away.

use caseport_shared::api::comment::{Commented, NewNote, NewReply, Send};
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::{CommentRef, Seen, Visibility};
use caseport_shared::event::Fact;
use caseport_shared::limits::{BODY_CHARS, FILES_PER_DRAFT, REASON_CHARS};
use uuid::Uuid;

use super::articles::uses::note_cited;
use super::error::{invalid, required, too_many};
use super::{Context, Error, Loaded, attach, decided, field, load, save, show};
use crate::domain::case::{Case, Command, Decision};
use crate::store::comments::NewComment;
use crate::store::{Tx, attachments, cases, comments, reads};

/// Writes a reply, with the files of a draft if there is one.
pub fn reply(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, new: &NewReply, draft: Option<Uuid>) -> Result<Commented, Error> {
    let body = field::block("body", &new.body, BODY_CHARS)?;
    let loaded = load(tx, context, number, CaseAction::Reply)?;
    let Send { reopen, status, seen, include } = &new.send;
    if status.is_some() {
        loaded.check(CaseAction::SetStatus)?;
    }
    let reopen = match reopen {
        Some(true) => loaded.check(CaseAction::Reopen).map(|()| true)?,
        Some(false) => false,
        None => loaded.check(CaseAction::Reopen).is_ok(),
    };
    if !include.is_empty() {
        loaded.check(CaseAction::Note)?;
    }
    if include.len() > FILES_PER_DRAFT {
        return Err(too_many("include", FILES_PER_DRAFT));
    }
    let case = &loaded.case;
    check_seen(context, case, *seen)?;
    let mut decision = decided(tx, context, case, Command::Reply { reopen, status: *status })?;
    let reference = CommentRef { visibility: Visibility::Public, number: decision.case.latest.replies };
    let comment_id = write(tx, context, &decision, reference, &body, false)?;
    note_cited(tx, context, &decision.case, &body)?;
    for file in include {
        let found = attachments::get(tx, context.scope(), case.id, *file, context.actor.side())?;
        let found = found.filter(|file| file.view.visibility == Visibility::Internal && file.blob.is_some() && file.comment_id.is_none());
        let found = found.ok_or_else(|| invalid("include", "there is no such internal file on this case"))?;
        attachments::share(tx, found.id, comment_id)?;
        decision.facts.push((Visibility::Internal, Fact::FileShared { file: *file }));
    }
    if !include.is_empty() {
        attach::check_room(tx, case.id, Visibility::Public, 0)?;
    }
    finish(tx, context, &decision, (comment_id, reference), draft)
}

/// Writes an internal note, with the files of a draft if there is one.
pub fn note(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, new: &NewNote, draft: Option<Uuid>) -> Result<Commented, Error> {
    let body = field::block("body", &new.body, BODY_CHARS)?;
    let Loaded { case, .. } = load(tx, context, number, CaseAction::Note)?;
    check_seen(context, &case, new.seen)?;
    let decision = decided(tx, context, &case, Command::Note)?;
    let reference = CommentRef { visibility: Visibility::Internal, number: decision.case.latest.notes };
    let comment_id = write(tx, context, &decision, reference, &body, false)?;
    finish(tx, context, &decision, (comment_id, reference), draft)
}

/// Asks for more attention (C8); the reason is a reply.
pub fn escalate(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, reason: &str) -> Result<Commented, Error> {
    let body = field::block("reason", reason, REASON_CHARS)?;
    let Loaded { case, .. } = load(tx, context, number, CaseAction::Escalate)?;
    let decision = decided(tx, context, &case, Command::Escalate)?;
    let reference = CommentRef { visibility: Visibility::Public, number: decision.case.latest.replies };
    let comment_id = write(tx, context, &decision, reference, &body, true)?;
    finish(tx, context, &decision, (comment_id, reference), None)
}

/// A reply carries the last comment that its writer saw; a newer one is shown first (C12).
fn check_seen(context: &Context, case: &Case, seen: Option<Seen>) -> Result<(), Error> {
    let latest = case.latest_for(context.actor.side());
    match seen {
        Some(seen) if seen.is_behind(latest) => Err(Error::Newer(latest)),
        _ => Ok(()),
    }
}

fn write(
    tx: &mut Tx<'_>,
    context: &Context,
    decision: &Decision,
    reference: CommentRef,
    body: &str,
    is_escalation: bool,
) -> Result<i64, Error> {
    let new = NewComment {
        case_id: decision.case.id,
        reference,
        author_id: context.actor.person_id,
        body,
        is_escalation,
        at: context.now_ms(),
        sign_in: context.sign_in,
    };
    comments::insert(tx, &new)?.ok_or_else(|| required("signature"))
}

fn finish(
    tx: &mut Tx<'_>,
    context: &Context,
    decision: &Decision,
    comment: (i64, CommentRef),
    draft: Option<Uuid>,
) -> Result<Commented, Error> {
    let case = &decision.case;
    let (comment_id, reference) = comment;
    if let Some(draft) = draft {
        attachments::move_from_draft(tx, (context.actor.person_id, draft), case.id, Some(comment_id), reference.visibility)?;
        attach::check_room(tx, case.id, reference.visibility, 0)?;
    }
    save(tx, context.did(), decision)?;
    reads::advance(tx, context.actor.person_id, case.id, own(reference))?;
    told(tx, context, case, reference)
}

/// A comment that was written before, as it is now.
pub(super) fn commented(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, reference: CommentRef) -> Result<Commented, Error> {
    let action = if reference.visibility == Visibility::Internal { CaseAction::Note } else { CaseAction::View };
    let Loaded { case, .. } = load(tx, context, number, action)?;
    told(tx, context, &case, reference)
}

fn told(tx: &mut Tx<'_>, context: &Context, case: &Case, reference: CommentRef) -> Result<Commented, Error> {
    let comment = show::comment(tx, context, case.id, reference)?;
    Ok(Commented { comment, status: case.status, version: case.version_for(context.actor.side()) })
}

/// One's own comment is read.
const fn own(reference: CommentRef) -> Seen {
    match reference.visibility {
        Visibility::Public => Seen { replies: reference.number, notes: 0 },
        Visibility::Internal => Seen { replies: 0, notes: reference.number },
    }
}

/// Takes a case's description away; the fact stays, and so do the files that came with it, each to be judged by itself.
pub fn redact_description(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, reason: &str) -> Result<(), Error> {
    let reason = field::block("reason", reason, REASON_CHARS)?;
    let Loaded { case, .. } = load(tx, context, number, CaseAction::Redact)?;
    if cases::description_redacted(tx, case.id)?.is_some() {
        return Ok(());
    }
    cases::redact_description(tx, case.id, context.actor.person_id, &reason, context.now_ms())?;
    tx.redacted()?;
    let decision = decided(tx, context, &case, Command::RedactDescription)?;
    save(tx, context.did(), &decision)
}

/// Takes a comment's text and files away; the fact stays.
pub fn redact(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, reference: CommentRef, reason: &str) -> Result<(), Error> {
    let reason = field::block("reason", reason, REASON_CHARS)?;
    let Loaded { case, .. } = load(tx, context, number, CaseAction::Redact)?;
    let comment = comments::get(tx, case.id, reference, context.actor.side())?.ok_or(Error::NotFound)?;
    if comment.view.redacted.is_some() {
        return Ok(());
    }
    comments::redact(tx, comment.id, context.actor.person_id, &reason, context.now_ms())?;
    let mut facts = vec![(reference.visibility, Fact::CommentRedacted { comment: reference })];
    for file in attachments::of_comments(tx, &[comment.id], context.actor.side())? {
        facts.extend(attach::take_away(tx, context, file, &reason)?);
    }
    tx.redacted()?;
    let mut decision = decided(tx, context, &case, Command::Redact(reference.visibility))?;
    decision.facts.append(&mut facts);
    save(tx, context.did(), &decision)
}
