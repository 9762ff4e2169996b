//! Files: put on a case by themselves, found for download, taken away.

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::Visibility;
use caseport_shared::event::Fact;
use caseport_shared::limits::REASON_CHARS;
use caseport_shared::person::Side;
use uuid::Uuid;

use super::{Context, Error, Loaded, decided, field, load, save};
use crate::domain::case::Command;
use crate::store::attachments::{Attachment, NewAttachment, Place};
use crate::store::{Tx, attachments};

/// Whether the actor may put a file on a case; asked before its bytes are received.
pub fn may_attach(tx: &mut Tx<'_>, context: &Context, number: CaseNumber) -> Result<(), Error> {
    load(tx, context, number, CaseAction::Attach).map(|_| ())
}

/// Puts a file on a case by itself; one from support stays internal until a reply includes it (C11).
pub fn to_case(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, new: &NewAttachment) -> Result<AttachmentView, Error> {
    let Loaded { case, .. } = load(tx, context, number, CaseAction::Attach)?;
    let visibility = match context.actor.side() {
        Side::Customer => Visibility::Public,
        Side::Support => Visibility::Internal,
    };
    attachments::insert(tx, Place::Case { id: case.id }, new, visibility, context.actor.person_id, context.now_ms())?;
    let mut decision = decided(tx, context, &case, Command::Attach(visibility))?;
    decision.facts.push((visibility, Fact::Attached { file: new.public_id }));
    save(tx, context.did(), &decision)?;
    find(tx, context, number, new.public_id).map(|file| file.view)
}

/// A file of a case that the actor may see: the permission of the comment it is on.
pub fn find(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, id: Uuid) -> Result<Attachment, Error> {
    let Loaded { case, .. } = load(tx, context, number, CaseAction::View)?;
    attachments::get(tx, context.scope(), case.id, id, context.actor.side())?.ok_or(Error::NotFound)
}

/// Takes a file's name and bytes away; the fact stays.
pub fn redact(tx: &mut Tx<'_>, context: &Context, number: CaseNumber, id: Uuid, reason: &str) -> Result<(), Error> {
    let reason = field::block("reason", reason, REASON_CHARS)?;
    let Loaded { case, .. } = load(tx, context, number, CaseAction::Redact)?;
    let file = attachments::get(tx, context.scope(), case.id, id, context.actor.side())?.ok_or(Error::NotFound)?;
    let visibility = file.view.visibility;
    let Some(fact) = take_away(tx, context, file, &reason)? else { return Ok(()) };
    tx.redacted()?;
    let mut decision = decided(tx, context, &case, Command::Redact(visibility))?;
    decision.facts.push(fact);
    save(tx, context.did(), &decision)
}

/// Takes one file away, unless it is gone already.
pub(super) fn take_away(
    tx: &mut Tx<'_>,
    context: &Context,
    file: Attachment,
    reason: &str,
) -> Result<Option<(Visibility, Fact<i64>)>, Error> {
    let Some(blob) = file.blob else { return Ok(None) };
    attachments::redact(tx, file.id, context.actor.person_id, reason, context.now_ms())?;
    tx.forget_blob(blob);
    Ok(Some((file.view.visibility, Fact::FileRedacted { file: file.view.id })))
}
