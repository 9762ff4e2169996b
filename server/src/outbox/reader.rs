//! In whose language and zone a letter is written.

use std::sync::Arc;

use caseport_shared::reader::{Language, zone};
use caseport_tui::strings::Strings;
use caseport_tui::times::Times;
use jiff::tz::TimeZone;

use crate::commands::settings;
use crate::store::{StoreError, Tx};

/// How somebody reads.
pub struct Reader {
    /// In which words.
    pub strings: Arc<Strings>,
    /// How times are told: in their zone, as their locale writes them.
    pub times: Times,
}

/// How a person reads (I3): as they said, else in English and in the zone that their organization's region proposes. Somebody of
/// whom nothing is known reads English and UTC, which every time names.
///
/// # Errors
/// Those of the store.
pub fn reader(tx: &mut Tx<'_>, person_id: Option<i64>) -> Result<Reader, StoreError> {
    let Some(person_id) = person_id else {
        return Ok(Reader { strings: Strings::of(Language::default()), times: Times::unsaid(TimeZone::UTC) });
    };
    let said = settings::view_of(tx, person_id)?;
    let unsaid = Times::unsaid(zone(&said.proposed_time_zone).unwrap_or(TimeZone::UTC));
    Ok(Reader { strings: Strings::of(said.language.unwrap_or_default()), times: unsaid.said(&said) })
}
