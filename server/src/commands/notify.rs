//! Who is told of what by email, decided in the transaction that is the reason: own actions never, internal ones never.

use std::collections::BTreeMap;

use caseport_shared::comment::Visibility;
use caseport_shared::event::Fact;
use caseport_shared::notification::{NotificationKind, NotificationMode};
use caseport_shared::person::Side;
use caseport_shared::severity::Severity;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::Error;
use crate::domain::case::{Case, Decision};
use crate::outbox::{self, Letter, News};
use crate::store::events::Did;
use crate::store::notifications::{self, Recipient};
use crate::store::{StoreError, Tx, cases};

/// Most people of support who are told of one thing.
const TOLD: usize = 500;
/// When digests are sent, in the recipient's zone.
const DIGEST_HOUR: i8 = 8;

/// What each is told, and for what.
type Telling = BTreeMap<i64, Vec<(NotificationKind, News)>>;

/// Tells those who want to know what became of a case.
pub(super) fn changed(tx: &mut Tx<'_>, did: Did, decision: &Decision) -> Result<(), Error> {
    let (case, mut telling) = (&decision.case, Telling::new());
    let (mut news, mut urgent) = (Vec::new(), Vec::new());
    for (_, fact) in decision.facts.iter().filter(|(visibility, _)| *visibility == Visibility::Public) {
        match fact {
            Fact::Commented { comment } => news.push((NotificationKind::Replies, News::Reply { number: comment.number })),
            Fact::Escalated { comment } => {
                news.push((NotificationKind::Replies, News::Escalated { number: comment.number }));
                urgent.push((NotificationKind::Urgent, News::Escalated { number: comment.number }));
            }
            Fact::SeveritySet { to: Severity::Outage, .. } => urgent.push((NotificationKind::Urgent, News::Outage)),
            Fact::StatusSet { .. } | Fact::Closed | Fact::ClosedByItself | Fact::Reopened { .. } => {
                news.push((NotificationKind::Status, News::Status { to: case.status }));
            }
            _ => {}
        }
    }
    if news.is_empty() && urgent.is_empty() {
        return Ok(());
    }
    if !news.is_empty() {
        for person in participants(tx, case)? {
            telling.entry(person).or_default().extend(&news);
        }
        let is_said = news.iter().any(|(kind, _)| *kind == NotificationKind::Replies);
        if let Some(assignee) = case.assignee_id.filter(|_| is_said && case.last_side == Side::Customer) {
            let said = news.iter().map(|(_, news)| (NotificationKind::Assigned, *news));
            telling.entry(assignee).or_default().extend(said);
        }
    }
    if !urgent.is_empty() {
        for person in on_call(tx, case)? {
            telling.entry(person).or_default().extend(&urgent);
        }
    }
    tell(tx, did, case, &telling)
}

/// Tells those who want to know that a case was filed.
pub(super) fn filed(tx: &mut Tx<'_>, did: Did, case: &Case) -> Result<(), Error> {
    let mut telling = Telling::new();
    telling.entry(case.requester_id).or_default().push((NotificationKind::Status, News::Filed));
    for person in notifications::followers(tx, case.product_id, TOLD)? {
        telling.entry(person).or_default().push((NotificationKind::Followed, News::Filed));
    }
    if case.severity == Severity::Outage {
        for person in on_call(tx, case)? {
            telling.entry(person).or_default().push((NotificationKind::Urgent, News::Filed));
        }
    }
    tell(tx, did, case, &telling)
}

/// Requester and watchers.
fn participants(tx: &mut Tx<'_>, case: &Case) -> Result<Vec<i64>, StoreError> {
    let watchers = cases::watchers(tx, case.id, Side::Support)?;
    Ok(std::iter::once(case.requester_id).chain(watchers.into_iter().map(|(id, _)| id)).collect())
}

/// Who is told of what cannot wait: those who follow the product, or everybody of support if nobody does.
fn on_call(tx: &mut Tx<'_>, case: &Case) -> Result<Vec<i64>, StoreError> {
    let followers = notifications::followers(tx, case.product_id, TOLD)?;
    if followers.is_empty() { notifications::staff(tx, TOLD) } else { Ok(followers) }
}

fn tell(tx: &mut Tx<'_>, did: Did, case: &Case, telling: &Telling) -> Result<(), Error> {
    let others: Vec<i64> = telling.keys().copied().filter(|person| Some(*person) != did.actor_id).collect();
    for recipient in notifications::recipients(tx, &others)? {
        for mode in [NotificationMode::Now, NotificationMode::Digest] {
            let items = telling.get(&recipient.id).map_or(&[][..], Vec::as_slice);
            if let Some(letter) = letter(case, &recipient, items, mode) {
                match mode {
                    NotificationMode::Digest => keep(tx, &recipient, &letter, did.at)?,
                    _ => outbox::post(tx, Some(recipient.id), &recipient.address, &letter, did.at)?,
                }
            }
        }
    }
    Ok(())
}

/// What a recipient is told in one of both ways; what they are told at once is in no digest.
fn letter(case: &Case, recipient: &Recipient, items: &[(NotificationKind, News)], mode: NotificationMode) -> Option<Letter> {
    let side = if recipient.is_staff { Side::Support } else { Side::Customer };
    // Something may have several reasons, of which the soonest holds.
    let soonest = |news: &News| {
        let kinds = items.iter().filter(|(kind, other)| other == news && kind.is_for(side)).map(|(kind, _)| *kind);
        kinds.map(|kind| (recipient.mode(kind), kind)).min()
    };
    let (mut told, mut why) = (Vec::new(), None);
    for (_, news) in items {
        if let Some((soonest, kind)) = soonest(news)
            && soonest == mode
            && !told.contains(news)
        {
            told.push(*news);
            why = why.or(Some(kind));
        }
    }
    Some(Letter::News { case_id: case.id, why: why?, news: told })
}

/// Keeps something for the recipient's next digest.
fn keep(tx: &mut Tx<'_>, recipient: &Recipient, letter: &Letter, now: i64) -> Result<(), Error> {
    let zone = outbox::reader(tx, Some(recipient.id))?.times.zone;
    let due = next_digest(now, &zone).ok_or_else(|| StoreError::Corrupt("a time".to_owned()))?;
    let (digest, entry) = (Letter::Digest.written()?, letter.written()?);
    crate::store::outbox::insert_into_digest(tx, (recipient.id, &recipient.address), due, (&digest, &entry), now)?;
    Ok(())
}

/// When the next digest is due: at the hour of digests, today or tomorrow where the recipient is.
fn next_digest(now: i64, zone: &TimeZone) -> Option<i64> {
    let now = Timestamp::from_millisecond(now).ok()?.to_zoned(zone.clone());
    let at = |date: jiff::civil::Date| date.at(DIGEST_HOUR, 0, 0, 0).to_zoned(zone.clone()).ok();
    let today = at(now.date())?;
    let due = if today > now { today } else { at(now.date().checked_add(1.day()).ok()?)? };
    Some(due.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests;
