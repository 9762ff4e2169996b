//! Who writes for a shared mailbox (S7): a name for each sign-in, or for the SSH key that it was made with.

use super::{StoreError, Tx};

/// The name by which a sign-in `t`, made with a key `k` or not, writes.
pub(super) const NAME: &str = "COALESCE(t.signs_as, k.signs_as)";

/// The name by which somebody writes: `None` for people who are one, `Some(None)` where none was chosen yet.
pub fn get(tx: &mut Tx<'_>, person_id: i64, sign_in: Option<i64>) -> Result<Option<Option<String>>, StoreError> {
    let sql = format!(
        "SELECT p.is_shared, {NAME} FROM people p LEFT JOIN sessions t ON t.id = $2 LEFT JOIN ssh_keys k ON k.id = t.ssh_key_id \
         WHERE p.id = $1"
    );
    let found = tx.first(&sql, &[person_id.into(), sign_in.into()], |row| Ok((row.flag(0)?, row.opt_text(1)?)))?;
    Ok(found.filter(|(is_shared, _)| *is_shared).map(|(_, name)| name))
}

/// Has a sign-in write by a name from now on, and the key that it was made with the next time.
pub fn set(tx: &mut Tx<'_>, sign_in: i64, name: &str) -> Result<(), StoreError> {
    tx.execute("UPDATE sessions SET signs_as = $1 WHERE id = $2", &[name.into(), sign_in.into()])?;
    tx.execute(
        "UPDATE ssh_keys SET signs_as = $1 WHERE id IN (SELECT ssh_key_id FROM sessions WHERE id = $2)",
        &[name.into(), sign_in.into()],
    )?;
    Ok(())
}

/// Makes a person a mailbox behind which there are several.
pub fn share(tx: &mut Tx<'_>, person_id: i64) -> Result<(), StoreError> {
    tx.execute("UPDATE people SET is_shared = 1 WHERE id = $1", &[person_id.into()])?;
    Ok(())
}
