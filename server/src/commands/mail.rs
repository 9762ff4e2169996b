//! Looking after email: what one is told of, the letters on their way, and how much of a case is in one.

use caseport_shared::api::mail::{LetterPage, LetterSummary, LetterView, Notification, Notifications, SetNotifications};
use caseport_shared::limits::PAGE_MAX;
use caseport_shared::notification::{LetterState, NotificationKind, NotificationMode};

use super::error::invalid;
use super::read::{Ask, list_named, page_limit};
use super::{Context, Error};
use crate::outbox::{self, Letter, Place, Rendered};
use crate::policy;
use crate::store::outbox::Kept;
use crate::store::{StoreError, Tx, cases, events, notifications, products};

/// What the actor is told of.
pub fn notifications(tx: &mut Tx<'_>, context: &Context) -> Result<Notifications, Error> {
    let person = context.actor.person_id;
    let found = notifications::recipients(tx, &[person])?.pop().ok_or(Error::Unauthenticated)?;
    let kinds = NotificationKind::ALL.iter().filter(|kind| kind.is_for(context.actor.side()));
    let kinds = kinds.map(|kind| Notification { kind: *kind, mode: found.mode(*kind) }).collect();
    let follows = if policy::may_follow(&context.actor) { notifications::follows(tx, person, PAGE_MAX)? } else { Vec::new() };
    Ok(Notifications { kinds, follows })
}

/// Changes how soon the actor is told of some kinds.
pub fn set_notifications(tx: &mut Tx<'_>, context: &Context, set: &SetNotifications) -> Result<Notifications, Error> {
    for Notification { kind, mode } in set.kinds.iter().take(NotificationKind::ALL.len()) {
        if !kind.is_for(context.actor.side()) {
            return Err(invalid("kinds", format!("{kind} is nothing that you are told of")));
        }
        notifications::choose(tx, context.actor.person_id, *kind, *mode)?;
    }
    notifications(tx, context)
}

/// Has the actor told of a product's new cases, or not any more.
pub fn follow(tx: &mut Tx<'_>, context: &Context, slug: &str, follows: bool) -> Result<Notifications, Error> {
    if !policy::may_follow(&context.actor) {
        return Err(Error::NotAllowed);
    }
    let product = products::by_slug(tx, None, slug)?.ok_or(Error::NotFound)?;
    let person = context.actor.person_id;
    if follows {
        notifications::follow(tx, product.id, person, context.now_ms())?;
    } else {
        notifications::unfollow(tx, product.id, person)?;
    }
    notifications(tx, context)
}

/// Whose choice not to be told a letter's address is for, and of what.
pub fn unsubscribes(tx: &mut Tx<'_>, token: &str) -> Result<(i64, NotificationKind), Error> {
    outbox::unsubscribe::read(tx, token)?.ok_or(Error::NotFound)
}

/// Carries that choice out.
pub fn unsubscribe(tx: &mut Tx<'_>, token: &str) -> Result<(), Error> {
    let (person_id, kind) = unsubscribes(tx, token)?;
    Ok(notifications::choose(tx, person_id, kind, NotificationMode::Off)?)
}

fn check(context: &Context) -> Result<(), Error> {
    if policy::may_look_after_mail(&context.actor) { Ok(()) } else { Err(Error::NotAllowed) }
}

/// Letters, the newest first.
pub fn list(tx: &mut Tx<'_>, context: &Context, state: Option<LetterState>, ask: &Ask) -> Result<LetterPage, Error> {
    check(context)?;
    let limit = page_limit(ask.limit)?;
    let list = list_named(tx, &format!("letters {state:?}"))?;
    let before = ask.cursor.as_deref().map(|cursor| list.read(cursor).ok_or(Error::Cursor)).transpose()?.map(|[id, ..]| id);
    let mut found = crate::store::outbox::list(tx, state, before, limit + 1)?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| list.write([last.id, 0, 0]));
    let letters = found.into_iter().map(summary).collect::<Result<_, _>>()?;
    Ok(LetterPage { letters, next })
}

/// A letter with its text. Whoever reads one that holds a code could come in by it, so that it is noted.
pub fn view(tx: &mut Tx<'_>, context: &Context, place: &Place, reference: &str) -> Result<LetterView, Error> {
    check(context)?;
    let kept = crate::store::outbox::get(tx, reference)?.ok_or(Error::NotFound)?;
    if kept.has_code {
        let detail = serde_json::json!({"reference": reference});
        events::append_detail(tx, ("letter", kept.id), context.did(), "letter-read", &detail)?;
    }
    let (subject, text) = match outbox::render(tx, &kept, place, context.now_ms())? {
        Rendered::Mail(mail) => (mail.subject, mail.text),
        Rendered::Nothing | Rendered::Late => (String::new(), String::new()),
    };
    Ok(LetterView { summary: summary(kept)?, subject, text })
}

/// Has a letter that waits or was given up tried at once.
pub fn retry(tx: &mut Tx<'_>, context: &Context, reference: &str) -> Result<(), Error> {
    check(context)?;
    let kept = crate::store::outbox::get(tx, reference)?.ok_or(Error::NotFound)?;
    if !crate::store::outbox::retry(tx, reference, context.now_ms())? {
        return Err(invalid("reference", "this letter was sent"));
    }
    Ok(events::append_other(tx, ("letter", kept.id), context.did(), "letter-retried")?)
}

/// Says whether email about an organization's cases says their numbers alone.
pub fn set_numbers_only(tx: &mut Tx<'_>, context: &Context, slug: &str, numbers_only: bool) -> Result<(), Error> {
    check(context)?;
    let id = notifications::set_numbers_only(tx, slug, numbers_only)?.ok_or(Error::NotFound)?;
    let kind = if numbers_only { "mail-numbers-only" } else { "mail-with-text" };
    Ok(events::append_other(tx, ("organization", id), context.did(), kind)?)
}

fn summary(kept: Kept) -> Result<LetterSummary, StoreError> {
    let is_waiting = kept.state == LetterState::Waiting;
    Ok(LetterSummary {
        letter: Letter::read(&kept.letter)?.kind().to_owned(),
        to: kept.address,
        state: kept.state,
        created_at: cases::time(kept.created_at)?,
        due_at: is_waiting.then(|| cases::time(kept.due_at)).transpose()?,
        tries: kept.tries,
        settled_at: kept.settled_at.map(cases::time).transpose()?,
        error: kept.error,
        has_code: kept.has_code,
        reference: kept.reference,
    })
}
