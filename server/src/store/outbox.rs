//! Letters that wait to be sent.

use super::{StoreError, Tx};

/// A letter to be kept until it is sent.
pub struct NewLetter<'a> {
    /// Stable, for its Message-ID.
    pub reference: &'a str,
    /// For whom, where they are a person of the portal.
    pub person_id: Option<i64>,
    /// Where to.
    pub address: &'a str,
    /// What it says, as JSON.
    pub letter: &'a str,
    /// Whether it holds a code that signs somebody in.
    pub has_code: bool,
    /// Now.
    pub now: i64,
}

/// Keeps a letter that is due at once.
pub fn insert(tx: &mut Tx<'_>, new: &NewLetter<'_>) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO outbox (reference, person_id, address, letter, has_code, created_at, due_at, tries, state) \
         VALUES ($1, $2, $3, $4, $5, $6, $6, 0, 'waiting')",
        &[new.reference.into(), new.person_id.into(), new.address.into(), new.letter.into(), new.has_code.into(), new.now.into()],
    )?;
    Ok(())
}

/// The kind of each letter, and where to, in their order.
#[cfg(test)]
pub(crate) fn kinds(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    tx.query("SELECT letter, address FROM outbox ORDER BY id", &[], |row| {
        let letter: serde_json::Value = serde_json::from_str(&row.text(0)?).unwrap_or_default();
        Ok((letter["letter"].as_str().unwrap_or_default().to_owned(), row.text(1)?))
    })
}

/// Every letter that waits, the oldest first: where to, and what it says as JSON.
#[cfg(test)]
pub(crate) fn waiting(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, StoreError> {
    tx.query("SELECT address, letter FROM outbox ORDER BY id", &[], |row| Ok((row.text(0)?, row.text(1)?)))
}
