//! The audit: Admins look through the journal of who did what, when, and on whose behalf.

use caseport_shared::api::audit::AuditPage;
use caseport_shared::query::parse_audit;

use super::read::{Ask, list_named};
use super::{Context, Error};
use crate::policy::desk::{DeskAction, may};
use crate::store::Tx;
use crate::store::audit::{self, Asked};

/// Facts that a query asks for, the newest first.
pub fn list(tx: &mut Tx<'_>, context: &Context, ask: &Ask) -> Result<AuditPage, Error> {
    may(&context.actor, DeskAction::Administer)?;
    let filters = parse_audit(&ask.query)?;
    let list = list_named(tx, &format!("audit {filters:?} {}", context.actor.person_id))?;
    let before = match &ask.cursor {
        Some(cursor) => Some(list.read(cursor).ok_or(Error::Cursor)?[0]),
        None => None,
    };
    let limit = ask.limit()?;
    let asked = Asked { filters: &filters, me: context.actor.person_id, before, limit: limit + 1, now: context.now };
    let mut found = audit::list(tx, &asked)?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|(id, _)| list.write([*id, 0, 0]));
    Ok(AuditPage { entries: found.into_iter().map(|(_, entry)| entry).collect(), next })
}
