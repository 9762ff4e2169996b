//! What a letter says at the moment at which it is sent: text is read then, and only what its recipient may still see.

use caseport_shared::api::case::CaseSummary;
use caseport_shared::api::comment::CommentView;
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::{CommentRef, Visibility};
use caseport_shared::notification::NotificationKind;

use super::words::{CaseWords, Words};
use super::{Letter, News, Place, notice, reader};
use crate::domain::case::Case;
use crate::policy::{self, Actor};
use crate::secret;
use crate::store::cases::Reader;
use crate::store::outbox::{self, Kept};
use crate::store::{StoreError, Tx, cases, codes, comments, departures, notifications, people};

/// Entries of a digest that are shown.
const DIGEST_SHOWN: usize = 100;

/// A letter in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// What its recipient is called.
    pub to_name: Option<String>,
    /// Its subject, one clean line.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// The case whose letters belong together.
    pub thread: Option<CaseNumber>,
    /// Whose choice it is to be told of such things, and of what; absent where there is no choice, or where several share it.
    pub unsubscribe: Option<(i64, NotificationKind)>,
}

/// What came of a letter.
pub enum Rendered {
    /// It can be sent.
    Mail(Box<Mail>),
    /// Its recipient may not see any of it any more.
    Nothing,
    /// It holds a code that has expired.
    Late,
}

/// A case as the reader of a letter sees it.
pub(super) struct Told {
    pub(super) summary: CaseSummary,
    description: Option<String>,
    /// Whether neither subject nor text leave the portal.
    pub(super) numbers_only: bool,
}

/// What happened, with the words that somebody wrote.
pub(super) enum Item {
    Filed(Option<String>),
    Reply(Box<CommentView>),
    Escalated(Box<CommentView>),
    Status(caseport_shared::status::Status),
    Outage,
}

/// Puts a letter into words.
///
/// # Errors
/// Those of the store.
pub fn render(tx: &mut Tx<'_>, kept: &Kept, place: &Place, now: i64) -> Result<Rendered, StoreError> {
    let letter = Letter::read(&kept.letter)?;
    let reader = reader(tx, kept.person_id)?;
    let actor = match kept.person_id {
        Some(id) => people::actor(tx, id)?,
        None => None,
    };
    let name = actor.as_ref().map(|actor| actor.name.clone());
    let words = Words { reader: &reader, place };
    let plain = |(subject, text): (String, String)| Mail { to_name: name.clone(), subject, text, thread: None, unsubscribe: None };
    let mail = match &letter {
        Letter::Invitation { code, organization, expires_at } => match usable(tx, code, *expires_at, now)? {
            Some(rendered) => return Ok(rendered),
            None => plain(words.invitation(code, organization.as_deref(), *expires_at)),
        },
        Letter::PasswordReset { code, expires_at } => match usable(tx, code, *expires_at, now)? {
            Some(rendered) => return Ok(rendered),
            None => plain(words.password_reset(code, *expires_at)),
        },
        Letter::PasswordChanged => plain(words.password_changed()),
        Letter::AccessDeclined { reason } => plain(words.access_declined(reason)),
        Letter::RequestFiled { case_id } | Letter::RequestApplied { case_id } => {
            let Some(actor) = actor else { return Ok(Rendered::Nothing) };
            let Some(case) = cases::by_id(tx, *case_id)? else { return Ok(Rendered::Nothing) };
            // Owners are told of every request, and may read the case only if it is one of theirs.
            let told = told(tx, &actor, &case)?;
            let is_applied = matches!(letter, Letter::RequestApplied { .. });
            let (subject, text) = words.request(case.number, told.as_ref(), is_applied);
            Mail { thread: Some(case.number), ..plain((subject, text)) }
        }
        Letter::Notice { notice_id } => match notice(tx, *notice_id, kept.person_id, &reader)? {
            Some(said) => plain(said),
            None => return Ok(Rendered::Nothing),
        },
        Letter::News { case_id, why, news } => {
            let Some(actor) = actor else { return Ok(Rendered::Nothing) };
            // Whoever has yet to accept an invitation may see nothing so far.
            if departures::by_id(tx, actor.person_id)?.is_none_or(|someone| someone.is_expected) {
                return Ok(Rendered::Nothing);
            }
            let Some((told, items)) = news_of(tx, &actor, *case_id, news)? else { return Ok(Rendered::Nothing) };
            let (subject, text) = words.news(&CaseWords { told: &told, items: &items }, *why);
            let unsubscribe = (!people::is_shared(tx, actor.person_id)?).then_some((actor.person_id, *why));
            Mail { thread: Some(told.summary.number), unsubscribe, ..plain((subject, text)) }
        }
        Letter::Digest => {
            let Some(actor) = actor else { return Ok(Rendered::Nothing) };
            let (entries, all) = outbox::digest(tx, actor.person_id, digest_due(kept), DIGEST_SHOWN)?;
            let mut found = Vec::new();
            for entry in &entries {
                if let Letter::News { case_id, news, .. } = Letter::read(entry)?
                    && let Some(found_of) = news_of(tx, &actor, case_id, &news)?
                {
                    found.push(found_of);
                }
            }
            if found.is_empty() {
                return Ok(Rendered::Nothing);
            }
            let rest = usize::try_from(all).unwrap_or(usize::MAX).saturating_sub(entries.len());
            plain(words.digest(&found, rest))
        }
    };
    Ok(Rendered::Mail(Box::new(mail)))
}

/// When a digest was due at first, whatever became of it since: its name says so.
pub(super) fn digest_due(kept: &Kept) -> i64 {
    kept.reference.rsplit('-').next().and_then(|due| due.parse().ok()).unwrap_or(kept.due_at)
}

/// What comes instead of a letter whose code signs nobody in any more; a code that was sent is not kept.
fn usable(tx: &mut Tx<'_>, code: &str, expires_at: i64, now: i64) -> Result<Option<Rendered>, StoreError> {
    if code.is_empty() {
        return Ok(None);
    }
    if expires_at <= now {
        return Ok(Some(Rendered::Late));
    }
    Ok(codes::get(tx, &secret::token_hash(code), now)?.is_none().then_some(Rendered::Nothing))
}

/// A case, if a person may see it now.
fn told(tx: &mut Tx<'_>, actor: &Actor, case: &Case) -> Result<Option<Told>, StoreError> {
    let is_watcher = policy::sees_what_they_watch(actor) && cases::is_watcher(tx, case.id, actor.person_id)?;
    if policy::check(policy::relation(actor, case, is_watcher), CaseAction::View).is_err() {
        return Ok(None);
    }
    let shown = cases::shown(tx, case, Reader { person_id: actor.person_id, side: actor.side() })?;
    let numbers_only = notifications::numbers_only(tx, case.organization_id)?;
    let description = (shown.description_redacted.is_none() && !numbers_only).then_some(shown.description);
    Ok(Some(Told { summary: shown.summary, description, numbers_only }))
}

/// What of some news a person may still see.
fn news_of(tx: &mut Tx<'_>, actor: &Actor, case_id: i64, news: &[News]) -> Result<Option<(Told, Vec<Item>)>, StoreError> {
    let Some(case) = cases::by_id(tx, case_id)? else { return Ok(None) };
    let Some(told) = told(tx, actor, &case)? else { return Ok(None) };
    let mut items = Vec::new();
    for news in news {
        match news {
            News::Filed => items.push(Item::Filed(told.description.clone())),
            News::Status { to } => items.push(Item::Status(*to)),
            News::Outage => items.push(Item::Outage),
            News::Reply { number } | News::Escalated { number } => {
                let reference = CommentRef { visibility: Visibility::Public, number: *number };
                let comment = comments::get(tx, case.id, reference, actor.side())?;
                let Some(comment) = comment.filter(|comment| comment.view.redacted.is_none()) else { continue };
                let comment = Box::new(comment.view);
                items.push(if matches!(news, News::Reply { .. }) { Item::Reply(comment) } else { Item::Escalated(comment) });
            }
        }
    }
    Ok((!items.is_empty()).then_some((told, items)))
}
