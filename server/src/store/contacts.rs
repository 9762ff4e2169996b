//! People of customers who stand behind products, and on which notification lists they are.

use caseport_shared::api::product::ContactView;

use super::people::limit_value;
use super::{StoreError, Tx};

/// Contacts of a product with their notification lists, by name, at most `limit`.
pub fn contacts(tx: &mut Tx<'_>, product_id: i64, limit: usize) -> Result<Vec<ContactView>, StoreError> {
    tx.query(
        "SELECT c.name, c.email, c.title, l.maintenance, l.incidents FROM product_contacts l JOIN contacts c ON c.id = l.contact_id \
         WHERE l.product_id = $1 ORDER BY c.name, c.email LIMIT $2",
        &[product_id.into(), limit_value(limit)],
        |row| {
            Ok(ContactView {
                name: row.text(0)?,
                email: row.text(1)?,
                title: row.opt_text(2)?,
                maintenance: row.flag(3)?,
                incidents: row.flag(4)?,
            })
        },
    )
}

/// Adds a contact of an organization, or finds the one with the address.
pub fn contact(tx: &mut Tx<'_>, organization_id: i64, email: &str, name: &str, title: Option<&str>) -> Result<i64, StoreError> {
    tx.insert(
        "INSERT INTO contacts (organization_id, email, name, title) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (organization_id, email) DO UPDATE SET name = $3, title = $4 RETURNING id",
        &[organization_id.into(), email.into(), name.into(), title.into()],
    )
}

/// The contact of an organization with an address: id, name and title.
pub fn contact_by_email(tx: &mut Tx<'_>, organization_id: i64, email: &str) -> Result<Option<(i64, String, Option<String>)>, StoreError> {
    tx.first(
        "SELECT id, name, title FROM contacts WHERE organization_id = $1 AND email = $2",
        &[organization_id.into(), email.into()],
        |row| Ok((row.int(0)?, row.text(1)?, row.opt_text(2)?)),
    )
}

/// Whether a contact is on a product's lists of maintenance and of incidents, if they are a contact of it at all.
pub fn link_of(tx: &mut Tx<'_>, product_id: i64, contact_id: i64) -> Result<Option<(bool, bool)>, StoreError> {
    tx.first(
        "SELECT maintenance, incidents FROM product_contacts WHERE product_id = $1 AND contact_id = $2",
        &[product_id.into(), contact_id.into()],
        |row| Ok((row.flag(0)?, row.flag(1)?)),
    )
}

/// Puts a contact on a product's lists.
pub fn link_contact(tx: &mut Tx<'_>, product_id: i64, contact_id: i64, maintenance: bool, incidents: bool) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO product_contacts (product_id, contact_id, maintenance, incidents) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (product_id, contact_id) DO UPDATE SET maintenance = $3, incidents = $4",
        &[product_id.into(), contact_id.into(), maintenance.into(), incidents.into()],
    )?;
    Ok(())
}

/// How many contacts a product has.
pub fn count_contacts(tx: &mut Tx<'_>, product_id: i64) -> Result<usize, StoreError> {
    let count = tx.first("SELECT COUNT(*) FROM product_contacts WHERE product_id = $1", &[product_id.into()], |row| row.int(0))?;
    Ok(usize::try_from(count.unwrap_or(0)).unwrap_or(usize::MAX))
}

/// Takes a contact off a product; one that stands behind no other is forgotten.
pub fn unlink_contact(tx: &mut Tx<'_>, product_id: i64, contact_id: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM product_contacts WHERE product_id = $1 AND contact_id = $2", &[product_id.into(), contact_id.into()])?;
    tx.execute(
        "DELETE FROM contacts WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM product_contacts l WHERE l.contact_id = $1)",
        &[contact_id.into()],
    )?;
    Ok(())
}
