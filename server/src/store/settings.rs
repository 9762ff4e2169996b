//! How people read, as they said it.

use caseport_shared::organization::Region;
use caseport_shared::reader::Language;

use super::{StoreError, Tx};

/// What a person said, and where their organization is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Language of the words.
    pub language: Option<Language>,
    /// Tag of the locale.
    pub locale: Option<String>,
    /// IANA name.
    pub time_zone: Option<String>,
    /// Name of the theme.
    pub theme: Option<String>,
    /// When the questions of the first sign-in were answered.
    pub asked_at: Option<i64>,
    /// Region of their organization; none for people of support.
    pub region: Option<Region>,
}

/// What a person said; nothing of somebody who is not there.
pub fn get(tx: &mut Tx<'_>, person_id: i64) -> Result<Said, StoreError> {
    let found = tx.first(
        "SELECT s.language, s.locale, s.time_zone, s.theme, s.asked_at, o.region FROM people p \
         LEFT JOIN person_settings s ON s.person_id = p.id LEFT JOIN organizations o ON o.id = p.organization_id WHERE p.id = $1",
        &[person_id.into()],
        |row| {
            Ok(Said {
                language: row.opt_parsed(0)?,
                locale: row.opt_text(1)?,
                time_zone: row.opt_text(2)?,
                theme: row.opt_text(3)?,
                asked_at: row.opt_int(4)?,
                region: row.opt_parsed(5)?,
            })
        },
    )?;
    Ok(found.unwrap_or_default())
}

/// Keeps what a person says, in place of what they said before; when they were asked stays.
pub fn put(tx: &mut Tx<'_>, person_id: i64, said: &Said) -> Result<(), StoreError> {
    let language = said.language.map(|language| language.slug().to_owned());
    tx.execute(
        "INSERT INTO person_settings (person_id, language, locale, time_zone, theme, asked_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (person_id) DO UPDATE SET language = $2, locale = $3, time_zone = $4, theme = $5, \
         asked_at = COALESCE(person_settings.asked_at, $6)",
        &[
            person_id.into(),
            language.into(),
            said.locale.clone().into(),
            said.time_zone.clone().into(),
            said.theme.clone().into(),
            said.asked_at.into(),
        ],
    )?;
    Ok(())
}
