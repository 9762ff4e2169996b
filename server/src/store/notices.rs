//! Notices of products, and who gets them.

use caseport_shared::api::notice::{NewNotice, NoticeRecipient, NoticeView};
use caseport_shared::notice::NoticeKind;
use jiff::Timestamp;

use super::people::limit_value;
use super::{Row, StoreError, Tx};

/// Adds a notice under the product's next number; returns its id and that number.
pub fn insert(tx: &mut Tx<'_>, product_id: i64, author_id: i64, new: &NewNotice, now: i64) -> Result<(i64, i64), StoreError> {
    let last = tx.first("SELECT MAX(number) FROM notices WHERE product_id = $1", &[product_id.into()], |row| row.opt_int(0))?;
    let number = last.flatten().unwrap_or(0) + 1;
    let id = tx.insert(
        "INSERT INTO notices (product_id, number, kind, subject, body, author_id, created_at, ends_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        &[
            product_id.into(),
            number.into(),
            new.kind.slug().into(),
            (&new.subject).into(),
            (&new.body).into(),
            author_id.into(),
            now.into(),
            new.ends_at.as_millisecond().into(),
        ],
    )?;
    Ok((id, number))
}

/// Columns that [`notice_at`] reads, from `notices n`.
const NOTICE: &str = "n.number, n.kind, n.subject, n.body, n.created_at, n.ends_at";

fn notice_at(row: &Row<'_>, column: usize) -> Result<NoticeView, StoreError> {
    let at =
        |column: usize| Timestamp::from_millisecond(row.int(column)?).map_err(|_| StoreError::Corrupt("a time of a notice".to_owned()));
    Ok(NoticeView {
        number: row.int(column)?,
        kind: row.parsed(column + 1)?,
        subject: row.text(column + 2)?,
        body: row.text(column + 3)?,
        created_at: at(column + 4)?,
        ends_at: at(column + 5)?,
    })
}

/// Notices that stand on a product's page, the newest first, at most `limit`.
pub fn standing(tx: &mut Tx<'_>, product_id: i64, now: i64, limit: usize) -> Result<Vec<NoticeView>, StoreError> {
    let sql = format!(
        "SELECT {NOTICE} FROM notices n WHERE n.product_id = $1 AND n.ends_at > $2 AND n.withdrawn_at IS NULL ORDER BY n.number DESC LIMIT $3"
    );
    tx.query(&sql, &[product_id.into(), now.into(), limit_value(limit)], |row| notice_at(row, 0))
}

/// One notice of a product, standing or not.
pub fn get(tx: &mut Tx<'_>, product_id: i64, number: i64) -> Result<Option<NoticeView>, StoreError> {
    let sql = format!("SELECT {NOTICE} FROM notices n WHERE n.product_id = $1 AND n.number = $2");
    tx.first(&sql, &[product_id.into(), number.into()], |row| notice_at(row, 0))
}

/// Takes a notice off the page, if it stands there; whether it did.
pub fn withdraw(tx: &mut Tx<'_>, product_id: i64, number: i64, now: i64) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE notices SET withdrawn_at = $3 WHERE product_id = $1 AND number = $2 AND ends_at > $3 AND withdrawn_at IS NULL",
        &[product_id.into(), number.into(), now.into()],
    )?;
    Ok(changed > 0)
}

/// A notice with what its email says around it.
pub struct Posted {
    /// The notice.
    pub notice: NoticeView,
    /// Name of the product.
    pub product: String,
    /// Its stable name.
    pub slug: String,
    /// Whether it was withdrawn meanwhile.
    pub is_withdrawn: bool,
    /// Whether the reader holds a seat that reaches the product.
    pub has_seat: bool,
}

/// A notice as it is sent to a person of the portal, or to somebody who is none.
pub fn posted(tx: &mut Tx<'_>, notice_id: i64, person_id: Option<i64>) -> Result<Option<Posted>, StoreError> {
    let sql = format!(
        "SELECT p.name, p.slug, n.withdrawn_at, CASE WHEN EXISTS (SELECT 1 FROM seats s WHERE s.person_id = $2 \
           AND (s.product_id IS NULL OR s.product_id = p.id)) THEN 1 ELSE 0 END, {NOTICE} \
         FROM notices n JOIN products p ON p.id = n.product_id WHERE n.id = $1"
    );
    tx.first(&sql, &[notice_id.into(), person_id.into()], |row| {
        Ok(Posted {
            product: row.text(0)?,
            slug: row.text(1)?,
            is_withdrawn: row.opt_int(2)?.is_some(),
            has_seat: row.flag(3)?,
            notice: notice_at(row, 4)?,
        })
    })
}

/// Who is on the list that a kind of notice goes to, by name, with their person where they are one of the portal.
pub fn recipients(
    tx: &mut Tx<'_>,
    product_id: i64,
    kind: NoticeKind,
    limit: usize,
) -> Result<Vec<(Option<i64>, NoticeRecipient)>, StoreError> {
    let list = match kind {
        NoticeKind::Maintenance => "maintenance",
        NoticeKind::Incident => "incidents",
    };
    let sql = format!(
        "SELECT c.name, c.email, p.id, CASE WHEN EXISTS (SELECT 1 FROM seats s WHERE s.person_id = p.id \
           AND (s.product_id IS NULL OR s.product_id = l.product_id)) THEN 1 ELSE 0 END \
         FROM product_contacts l JOIN contacts c ON c.id = l.contact_id \
         LEFT JOIN people p ON p.email = c.email AND p.organization_id = c.organization_id AND p.is_active = 1 \
         WHERE l.product_id = $1 AND l.{list} = 1 ORDER BY c.name, c.email LIMIT $2"
    );
    tx.query(&sql, &[product_id.into(), limit_value(limit)], |row| {
        Ok((row.opt_int(2)?, NoticeRecipient { name: row.text(0)?, email: row.text(1)?, has_seat: row.flag(3)? }))
    })
}

/// Where letters of notices wait to be sent, with the person whose address it is.
#[cfg(test)]
pub(crate) fn waiting(tx: &mut Tx<'_>) -> Result<Vec<(String, Option<i64>)>, StoreError> {
    let sql = "SELECT address, person_id FROM outbox WHERE letter LIKE '%notice%' ORDER BY id";
    tx.query(sql, &[], |row| Ok((row.text(0)?, row.opt_int(1)?)))
}

/// The notice that was written last.
#[cfg(test)]
pub(crate) fn last(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    Ok(tx.first("SELECT MAX(id) FROM notices", &[], |row| row.int(0))?.unwrap_or(0))
}
