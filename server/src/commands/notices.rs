//! Notices: written per product by support, sent to its lists, standing on its page (MISSION section 6).

use caseport_shared::api::notice::{NewNotice, NoticePosted, NoticeRecipient};
use caseport_shared::limits::{CONTACTS_PER_PRODUCT, NOTICE_CHARS, NOTICES_PER_PRODUCT, SUBJECT_CHARS};
use serde_json::json;

use super::error::{invalid, too_many};
use super::products::edited;
use super::{Context, Error, announce_products, field};
use crate::outbox::{Letter, post};
use crate::store::products::Found;
use crate::store::{Tx, events, notices};

/// Longest time for which a notice stands, in days.
const STANDS_DAYS: i64 = 400;

/// Cleans a notice, and sees that it can stand.
fn check(context: &Context, new: &NewNotice) -> Result<NewNotice, Error> {
    let latest = context.now.checked_add(jiff::SignedDuration::from_hours(STANDS_DAYS * 24)).unwrap_or(context.now);
    if new.ends_at <= context.now || new.ends_at > latest {
        return Err(invalid("ends_at", format!("a notice stands until a moment within the next {STANDS_DAYS} days")));
    }
    Ok(NewNotice {
        kind: new.kind,
        subject: field::line("subject", &new.subject, SUBJECT_CHARS)?,
        body: field::block("body", &new.body, NOTICE_CHARS)?,
        ends_at: new.ends_at,
    })
}

/// Who would get a notice; nothing is written.
pub fn preview(tx: &mut Tx<'_>, context: &Context, slug: &str, new: &NewNotice) -> Result<NoticePosted, Error> {
    let product = edited(tx, context, slug)?;
    let new = check(context, new)?;
    let recipients = recipients(tx, &product, &new)?;
    Ok(NoticePosted { notice: None, recipients: recipients.into_iter().map(|(_, recipient)| recipient).collect() })
}

fn recipients(tx: &mut Tx<'_>, product: &Found, new: &NewNotice) -> Result<Vec<(Option<i64>, NoticeRecipient)>, Error> {
    Ok(notices::recipients(tx, product.id, new.kind, CONTACTS_PER_PRODUCT)?)
}

/// Writes a notice and sends it to everybody on the list.
pub fn write(tx: &mut Tx<'_>, context: &Context, slug: &str, new: &NewNotice) -> Result<NoticePosted, Error> {
    let product = edited(tx, context, slug)?;
    let new = check(context, new)?;
    if notices::standing(tx, product.id, context.now_ms(), NOTICES_PER_PRODUCT)?.len() >= NOTICES_PER_PRODUCT {
        return Err(too_many("notices", NOTICES_PER_PRODUCT));
    }
    let (id, number) = notices::insert(tx, product.id, context.actor.person_id, &new, context.now_ms())?;
    announce_products(tx, product.organization_id);
    let recipients = recipients(tx, &product, &new)?;
    for (person_id, recipient) in &recipients {
        post(tx, *person_id, &recipient.email, &Letter::Notice { notice_id: id }, context.now_ms())?;
    }
    let detail = json!({"number": number, "kind": new.kind, "recipients": recipients.len()});
    events::append_detail(tx, ("product", product.id), context.did(), "notice-written", &detail)?;
    let notice = notices::get(tx, product.id, number)?;
    Ok(NoticePosted { notice, recipients: recipients.into_iter().map(|(_, recipient)| recipient).collect() })
}

/// What was told of a notice that was written before, as it is now.
pub(super) fn written_before(tx: &mut Tx<'_>, context: &Context, slug: &str, number: i64) -> Result<NoticePosted, Error> {
    let product = edited(tx, context, slug)?;
    let notice = notices::get(tx, product.id, number)?.ok_or(Error::NotFound)?;
    let recipients = notices::recipients(tx, product.id, notice.kind, CONTACTS_PER_PRODUCT)?;
    Ok(NoticePosted { notice: Some(notice), recipients: recipients.into_iter().map(|(_, recipient)| recipient).collect() })
}

/// Takes a notice off the page; what was sent stays sent, and what waits is not sent.
pub fn withdraw(tx: &mut Tx<'_>, context: &Context, slug: &str, number: i64) -> Result<(), Error> {
    let product = edited(tx, context, slug)?;
    if !notices::withdraw(tx, product.id, number, context.now_ms())? {
        return Err(Error::NotFound);
    }
    announce_products(tx, product.organization_id);
    Ok(events::append_detail(tx, ("product", product.id), context.did(), "notice-withdrawn", &json!({"number": number}))?)
}
