//! Email on its way: commands leave letters in their own transaction, and nothing is sent before it is committed.

mod letter;
mod notice;

pub use letter::Letter;
pub use notice::notice;

use crate::secret;
use crate::store::outbox::{self, NewLetter};
use crate::store::{StoreError, Tx};

/// Leaves a letter for somebody who is a person of the portal (`person_id`) or only an address.
///
/// # Errors
/// Those of the store.
pub fn post(tx: &mut Tx<'_>, person_id: Option<i64>, address: &str, letter: &Letter, now: i64) -> Result<(), StoreError> {
    let content = serde_json::to_string(letter).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let reference = secret::token();
    outbox::insert(tx, &NewLetter { reference: &reference, person_id, address, letter: &content, has_code: letter.has_code(), now })
}
