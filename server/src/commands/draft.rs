//! Drafts (C10): saved as typed, never over one another, sent whole or not at all.

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::case::NewCase;
use caseport_shared::api::comment::{NewNote, NewReply};
use caseport_shared::api::draft::{DraftKind, DraftList, DraftSaved, DraftView, SaveDraft, SubmitDraft, Submitted};
use caseport_shared::api::live::Hint;
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::Visibility;
use caseport_shared::limits::{BODY_CHARS, DRAFT_BYTES_PER_PERSON, DRAFTS_PER_PERSON, FILES_PER_DRAFT, SUBJECT_CHARS};
use caseport_shared::request::ServiceRequest;
use caseport_shared::text;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::error::{invalid, required, too_large, too_long, too_many};
use super::{Context, Error, comment, file_case, load};
use crate::policy;
use crate::store::articles::uses::forget_beside;
use crate::store::attachments::{NewAttachment, Place};
use crate::store::drafts::{self, Draft};
use crate::store::{Audience, StoreError, Tx, attachments, cases};

/// Most characters of the small fields of a draft, whatever they will have to be.
const SMALL_CHARS: usize = 254;

fn view(tx: &mut Tx<'_>, context: &Context, draft: Draft) -> Result<DraftView, Error> {
    let files = attachments::of_draft(tx, context.actor.person_id, draft.id, context.actor.side())?;
    Ok(DraftView {
        id: draft.id,
        kind: draft.kind,
        case: draft.number,
        version: draft.version,
        updated_at: cases::time(draft.updated_at)?,
        content: draft.content,
        files: files.into_iter().map(|file| file.view).collect(),
    })
}

fn own(tx: &mut Tx<'_>, context: &Context, id: Uuid) -> Result<Draft, Error> {
    drafts::get(tx, (context.actor.person_id, context.sign_in), id)?.ok_or(Error::NotFound)
}

/// One of the actor's drafts.
pub fn get(tx: &mut Tx<'_>, context: &Context, id: Uuid) -> Result<DraftView, Error> {
    let draft = own(tx, context, id)?;
    view(tx, context, draft)
}

/// The actor's drafts, the last edited first.
pub fn list(tx: &mut Tx<'_>, context: &Context) -> Result<DraftList, Error> {
    let drafts = drafts::list(tx, (context.actor.person_id, context.sign_in))?;
    let drafts = drafts.into_iter().map(|draft| view(tx, context, draft)).collect::<Result<_, _>>()?;
    Ok(DraftList { drafts })
}

/// Saves what was typed; a save upon an old version becomes a draft of its own.
pub fn save(tx: &mut Tx<'_>, context: &Context, id: Uuid, new: &SaveDraft) -> Result<DraftSaved, Error> {
    let mut new = new.clone();
    clean(&mut new)?;
    let Some(current) = drafts::get(tx, (context.actor.person_id, context.sign_in), id)? else {
        if new.version != 0 {
            return Err(Error::NotFound);
        }
        let case_id = answered(tx, context, &new)?;
        return create(tx, context, id, &new, case_id, None);
    };
    if current.kind != new.kind || current.number != new.case {
        return Err(invalid("kind", "a draft cannot become something else"));
    }
    if current.content == new.content {
        return Ok(DraftSaved { draft: view(tx, context, current)?, forked_from: None });
    }
    // A file that came in between takes nothing from the text, so whoever knows the last text may write on.
    if (current.text_version..=current.version).contains(&new.version) {
        let version = current.version + 1;
        let draft = Draft { content: new.content, version, text_version: version, updated_at: context.now_ms(), ..current };
        store(tx, context, &draft)?;
        return Ok(DraftSaved { draft: view(tx, context, draft)?, forked_from: None });
    }
    // The fork's name follows from what it holds, so that a retry meets the same one.
    let digest = Sha256::digest(format!("{id} {} {}", new.version, serde_json::to_string(&new.content).unwrap_or_default()));
    let fork = Uuid::from_bytes(std::array::from_fn(|index| digest[index]));
    if let Some(kept) = drafts::get(tx, (context.actor.person_id, context.sign_in), fork)? {
        return Ok(DraftSaved { draft: view(tx, context, kept)?, forked_from: Some(id) });
    }
    create(tx, context, fork, &new, current.case_id, Some(id))
}

fn create(
    tx: &mut Tx<'_>,
    context: &Context,
    id: Uuid,
    new: &SaveDraft,
    case_id: Option<i64>,
    forked_from: Option<Uuid>,
) -> Result<DraftSaved, Error> {
    if drafts::count(tx, context.actor.person_id)? >= DRAFTS_PER_PERSON {
        return Err(too_many("drafts", DRAFTS_PER_PERSON));
    }
    let draft = Draft {
        id,
        kind: new.kind,
        case_id,
        number: new.case,
        content: new.content.clone(),
        version: 1,
        text_version: 1,
        updated_at: context.now_ms(),
    };
    store(tx, context, &draft)?;
    Ok(DraftSaved { draft: view(tx, context, draft)?, forked_from })
}

fn store(tx: &mut Tx<'_>, context: &Context, draft: &Draft) -> Result<(), Error> {
    drafts::save(tx, (context.actor.person_id, context.sign_in), draft)?;
    tx.hint(Audience::Person(context.actor.person_id), Hint::Draft { id: draft.id });
    Ok(())
}

/// Cleans a draft and checks its size; anything else is checked when it is submitted.
fn clean(new: &mut SaveDraft) -> Result<(), Error> {
    let content = &mut new.content;
    // Half again as much as will be accepted, so that somebody who pastes too much can still cut it down.
    for (name, field, max) in [("body", &mut content.body, BODY_CHARS * 3 / 2), ("subject", &mut content.subject, SUBJECT_CHARS * 10)] {
        *field = text::block(field).into_owned();
        if field.chars().count() > max {
            return Err(too_long(name, max));
        }
    }
    for (name, field) in [
        ("product", &mut content.product),
        ("category", &mut content.category),
        ("subcategory", &mut content.subcategory),
        ("requester", &mut content.requester),
    ] {
        *field = text::line(field, usize::MAX);
        if field.chars().count() > SMALL_CHARS {
            return Err(too_long(name, SMALL_CHARS));
        }
    }
    if let Some(request) = &content.request {
        content.request = Some(clean_request(request)?);
    }
    Ok(())
}

/// Cleans every text of a request that is being written; what it says is checked when it is submitted.
fn clean_request(request: &ServiceRequest) -> Result<ServiceRequest, Error> {
    let corrupt = |error: serde_json::Error| StoreError::Corrupt(error.to_string());
    let mut texts = serde_json::to_value(request).map_err(corrupt)?;
    for (_, text) in texts.as_object_mut().into_iter().flatten() {
        if let Value::String(text) = text {
            *text = text::line(text, usize::MAX);
            if text.chars().count() > SMALL_CHARS {
                return Err(too_long("request", SMALL_CHARS));
            }
        }
    }
    Ok(serde_json::from_value(texts).map_err(corrupt)?)
}

/// The case that a draft answers, which its writer must be able to answer.
fn answered(tx: &mut Tx<'_>, context: &Context, new: &SaveDraft) -> Result<Option<i64>, Error> {
    let action = match new.kind {
        DraftKind::Case if new.case.is_some() => return Err(invalid("case", "a new case answers no other")),
        DraftKind::Case => return Ok(None),
        DraftKind::Reply => CaseAction::Reply,
        DraftKind::Note => CaseAction::Note,
    };
    let number = new.case.ok_or_else(|| required("case"))?;
    Ok(Some(load(tx, context, number, action)?.case.id))
}

/// Throws a draft and its files away.
pub fn delete(tx: &mut Tx<'_>, context: &Context, id: Uuid) -> Result<(), Error> {
    let draft = own(tx, context, id)?;
    for file in attachments::of_draft(tx, context.actor.person_id, id, context.actor.side())? {
        attachments::delete(tx, file.id)?;
        if let Some(blob) = file.blob {
            tx.forget_blob(blob);
        }
    }
    forget_beside(tx, context.actor.person_id, id)?;
    drafts::delete(tx, context.actor.person_id, draft.id)?;
    tx.hint(Audience::Person(context.actor.person_id), Hint::Draft { id });
    Ok(())
}

/// Whether a file may be put on a draft; asked before its bytes are received.
pub fn may_add_file(tx: &mut Tx<'_>, context: &Context, id: Uuid) -> Result<Draft, Error> {
    let draft = own(tx, context, id)?;
    match (draft.kind, draft.number) {
        (DraftKind::Reply, Some(number)) => load(tx, context, number, CaseAction::Reply).map(|_| ())?,
        (DraftKind::Note, Some(number)) => load(tx, context, number, CaseAction::Note).map(|_| ())?,
        (_, _) => policy::may_file(&context.actor)?,
    }
    if attachments::of_draft(tx, context.actor.person_id, id, context.actor.side())?.len() >= FILES_PER_DRAFT {
        return Err(too_many("files", FILES_PER_DRAFT));
    }
    check_bytes(tx, context, 1)?;
    Ok(draft)
}

/// Refuses what would be too many bytes on somebody's drafts, which nobody else sees or clears away.
fn check_bytes(tx: &mut Tx<'_>, context: &Context, more: u64) -> Result<(), Error> {
    if attachments::bytes_of_drafts(tx, context.actor.person_id)?.saturating_add(more) > DRAFT_BYTES_PER_PERSON {
        let title = "the files of your drafts are too large together; send a draft or throw one away";
        return Err(too_large(title, DRAFT_BYTES_PER_PERSON));
    }
    Ok(())
}

/// Puts a file on a draft.
pub fn add_file(tx: &mut Tx<'_>, context: &Context, id: Uuid, new: &NewAttachment) -> Result<AttachmentView, Error> {
    let draft = may_add_file(tx, context, id)?;
    check_bytes(tx, context, new.size)?;
    let visibility = if draft.kind == DraftKind::Note { Visibility::Internal } else { Visibility::Public };
    let person_id = context.actor.person_id;
    attachments::insert(tx, Place::Draft { person_id, id }, new, visibility, person_id, context.now_ms())?;
    drafts::touch(tx, person_id, id, context.now_ms())?;
    tx.hint(Audience::Person(person_id), Hint::Draft { id });
    file(tx, context, id, new.public_id)
}

/// A file of one of the actor's drafts.
pub(super) fn file(tx: &mut Tx<'_>, context: &Context, id: Uuid, file: Uuid) -> Result<AttachmentView, Error> {
    let files = attachments::of_draft(tx, context.actor.person_id, id, context.actor.side())?;
    files.into_iter().map(|file| file.view).find(|known| known.id == file).ok_or(Error::NotFound)
}

/// Takes a file off a draft.
pub fn remove_file(tx: &mut Tx<'_>, context: &Context, id: Uuid, file: Uuid) -> Result<(), Error> {
    own(tx, context, id)?;
    let files = attachments::of_draft(tx, context.actor.person_id, id, context.actor.side())?;
    let file = files.into_iter().find(|known| known.view.id == file).ok_or(Error::NotFound)?;
    attachments::delete(tx, file.id)?;
    if let Some(blob) = file.blob {
        tx.forget_blob(blob);
    }
    drafts::touch(tx, context.actor.person_id, id, context.now_ms())?;
    tx.hint(Audience::Person(context.actor.person_id), Hint::Draft { id });
    Ok(())
}

/// What became of a draft, and where.
#[derive(Debug, Serialize)]
pub struct Sent {
    /// The case that it became, or that it is on.
    #[serde(skip)]
    pub number: CaseNumber,
    /// What it became.
    #[serde(flatten)]
    pub submitted: Submitted,
}

/// Sends a draft: the case or comment with its files, and the draft is gone; or nothing at all.
pub fn submit(tx: &mut Tx<'_>, context: &Context, id: Uuid, submit: &SubmitDraft) -> Result<Sent, Error> {
    let draft = own(tx, context, id)?;
    if draft.version != submit.version {
        return Err(Error::StaleDraft);
    }
    let content = draft.content;
    let sent = match (draft.kind, draft.number) {
        (DraftKind::Case, _) => {
            let given = |text: String| (!text.is_empty()).then_some(text);
            let new = NewCase {
                product: content.product,
                category: given(content.category),
                subcategory: given(content.subcategory),
                severity: content.severity,
                subject: content.subject,
                description: content.body,
                requester: given(content.requester),
                request: content.request,
            };
            let filed = file_case::file(tx, context, &new, Some(id))?;
            Sent { number: filed.number, submitted: Submitted::Case { filed } }
        }
        (DraftKind::Reply, Some(number)) => {
            let new = NewReply { body: content.body, send: submit.send.clone() };
            let commented = comment::reply(tx, context, number, &new, Some(id))?;
            Sent { number, submitted: Submitted::Comment { commented } }
        }
        (DraftKind::Note, Some(number)) => {
            let new = NewNote { body: content.body, seen: submit.send.seen };
            let commented = comment::note(tx, context, number, &new, Some(id))?;
            Sent { number, submitted: Submitted::Comment { commented } }
        }
        (DraftKind::Reply | DraftKind::Note, None) => return Err(Error::NotFound),
    };
    drafts::delete(tx, context.actor.person_id, id)?;
    tx.hint(Audience::Person(context.actor.person_id), Hint::Draft { id });
    Ok(sent)
}
