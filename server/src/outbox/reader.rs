//! In whose language and zone a letter is written.

use std::sync::{Arc, LazyLock};

use caseport_tui::strings::Strings;
use jiff::tz::TimeZone;

use crate::store::{StoreError, Tx};

static ENGLISH: LazyLock<Arc<Strings>> = LazyLock::new(|| Arc::new(Strings::english()));

/// How somebody reads.
pub struct Reader {
    /// In which words.
    pub strings: Arc<Strings>,
    /// In which zone.
    pub zone: TimeZone,
}

/// How a person reads, or somebody of whom nothing is known: English and UTC, which every time names.
///
/// # Errors
/// Those of the store.
pub fn reader(_: &mut Tx<'_>, _person_id: Option<i64>) -> Result<Reader, StoreError> {
    Ok(Reader { strings: Arc::clone(&ENGLISH), zone: TimeZone::UTC })
}
