//! Contacts that are taken off products.

use super::{StoreError, Tx};

/// Takes a contact off a product and its lists.
pub fn unlink(tx: &mut Tx<'_>, product_id: i64, contact_id: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM product_contacts WHERE product_id = $1 AND contact_id = $2", &[product_id.into(), contact_id.into()])?;
    Ok(())
}
