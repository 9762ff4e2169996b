//! Who wants to be told of what, and who follows which product.

use std::collections::HashMap;

use caseport_shared::api::product::ProductRef;
use caseport_shared::notification::{NotificationKind, NotificationMode};

use super::people::limit_value;
use super::value::bind_all;
use super::{StoreError, Tx, Value};

/// Somebody who may be told something.
pub struct Recipient {
    /// Person.
    pub id: i64,
    /// Where they are written to.
    pub address: String,
    /// Whether they work for support.
    pub is_staff: bool,
    /// What they chose.
    pub chosen: HashMap<NotificationKind, NotificationMode>,
}

impl Recipient {
    /// How soon they are told of something.
    pub fn mode(&self, kind: NotificationKind) -> NotificationMode {
        self.chosen.get(&kind).copied().unwrap_or_default()
    }
}

/// Those of some people who are active, with what they chose.
pub fn recipients(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<Recipient>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = Vec::new();
    let these = bind_all(&mut values, ids.iter().map(|id| Value::from(*id)));
    let sql = format!("SELECT id, email, staff_role FROM people WHERE id IN ({these}) AND is_active = 1 ORDER BY id");
    let mut found = tx.query(&sql, &values, |row| {
        Ok(Recipient { id: row.int(0)?, address: row.text(1)?, is_staff: row.opt_text(2)?.is_some(), chosen: HashMap::new() })
    })?;
    tx.each(&format!("SELECT person_id, kind, mode FROM notifications WHERE person_id IN ({these})"), &values, |row| {
        let (person, kind, mode) = (row.int(0)?, row.parsed(1)?, row.parsed(2)?);
        if let Some(recipient) = found.iter_mut().find(|recipient| recipient.id == person) {
            recipient.chosen.insert(kind, mode);
        }
        Ok(())
    })?;
    Ok(found)
}

/// Notes how soon somebody wants to be told of something.
pub fn choose(tx: &mut Tx<'_>, person_id: i64, kind: NotificationKind, mode: NotificationMode) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO notifications (person_id, kind, mode) VALUES ($1, $2, $3) ON CONFLICT (person_id, kind) DO UPDATE SET mode = $3",
        &[person_id.into(), kind.slug().into(), mode.slug().into()],
    )?;
    Ok(())
}

/// Active people of support who follow a product, at most `limit`.
pub fn followers(tx: &mut Tx<'_>, product_id: i64, limit: usize) -> Result<Vec<i64>, StoreError> {
    tx.query(
        "SELECT f.person_id FROM followers f JOIN people p ON p.id = f.person_id \
         WHERE f.product_id = $1 AND p.is_active = 1 AND p.staff_role IS NOT NULL ORDER BY f.person_id LIMIT $2",
        &[product_id.into(), limit_value(limit)],
        |row| row.int(0),
    )
}

/// All active people of support, at most `limit`.
pub fn staff(tx: &mut Tx<'_>, limit: usize) -> Result<Vec<i64>, StoreError> {
    tx.query("SELECT id FROM people WHERE organization_id IS NULL AND is_active = 1 ORDER BY id LIMIT $1", &[limit_value(limit)], |row| {
        row.int(0)
    })
}

/// The products that somebody follows, by name.
pub fn follows(tx: &mut Tx<'_>, person_id: i64, limit: usize) -> Result<Vec<ProductRef>, StoreError> {
    tx.query(
        "SELECT p.slug, p.name FROM followers f JOIN products p ON p.id = f.product_id WHERE f.person_id = $1 ORDER BY p.name, p.slug LIMIT $2",
        &[person_id.into(), limit_value(limit)],
        |row| Ok(ProductRef { slug: row.text(0)?, name: row.text(1)? }),
    )
}

/// Has somebody told of a product's new cases.
pub fn follow(tx: &mut Tx<'_>, product_id: i64, person_id: i64, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO followers (product_id, person_id, added_at) VALUES ($1, $2, $3) ON CONFLICT (product_id, person_id) DO NOTHING",
        &[product_id.into(), person_id.into(), now.into()],
    )?;
    Ok(())
}

/// No longer has somebody told of a product's new cases.
pub fn unfollow(tx: &mut Tx<'_>, product_id: i64, person_id: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM followers WHERE product_id = $1 AND person_id = $2", &[product_id.into(), person_id.into()])?;
    Ok(())
}

/// Whether email about an organization's cases says their numbers alone.
pub fn numbers_only(tx: &mut Tx<'_>, organization_id: i64) -> Result<bool, StoreError> {
    let sql = "SELECT mail_numbers_only FROM organizations WHERE id = $1";
    Ok(tx.first(sql, &[organization_id.into()], |row| row.flag(0))?.unwrap_or(true))
}

/// Says whether email about an organization's cases says their numbers alone; whether there is such an organization.
pub fn set_numbers_only(tx: &mut Tx<'_>, slug: &str, numbers_only: bool) -> Result<Option<i64>, StoreError> {
    tx.first("UPDATE organizations SET mail_numbers_only = $1 WHERE slug = $2 RETURNING id", &[numbers_only.into(), slug.into()], |row| {
        row.int(0)
    })
}
