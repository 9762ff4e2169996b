//! Email on its way: commands leave letters in their own transaction, and nothing is sent before it is committed.

mod letter;
mod notice;
mod place;
mod reader;
mod render;
pub(crate) mod unsubscribe;
mod words;

pub mod deliver;
pub mod post;
pub mod reject;

pub use letter::{Letter, News};
pub use notice::notice;
pub use place::Place;
pub use reader::{Reader, reader};
pub use render::{Mail, Rendered, render};

use crate::secret;
use crate::store::outbox::{self, NewLetter};
use crate::store::{StoreError, Tx};

/// Leaves a letter for somebody who is a person of the portal (`person_id`) or only an address.
///
/// # Errors
/// Those of the store.
pub fn post(tx: &mut Tx<'_>, person_id: Option<i64>, address: &str, letter: &Letter, now: i64) -> Result<(), StoreError> {
    let content = letter.written()?;
    let reference = secret::token();
    outbox::insert(tx, &NewLetter { reference: &reference, person_id, address, letter: &content, has_code: letter.has_code(), now })
}
