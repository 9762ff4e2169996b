//! How a person reads (I3): shown and said.

use caseport_shared::api::settings::{SaveSettings, SettingsView};
use caseport_shared::reader::{self, LOCALES};
use caseport_tui::theme::Theme;

use super::error::invalid;
use super::{Context, Error};
use crate::store::settings::Said;
use crate::store::{StoreError, Tx, settings};

/// What whoever asks said.
pub fn view(tx: &mut Tx<'_>, context: &Context) -> Result<SettingsView, Error> {
    Ok(view_of(tx, context.actor.person_id)?)
}

/// What a person said.
///
/// # Errors
/// Those of the store.
pub fn view_of(tx: &mut Tx<'_>, person_id: i64) -> Result<SettingsView, StoreError> {
    let said = settings::get(tx, person_id)?;
    Ok(SettingsView {
        language: said.language,
        locale: said.locale,
        time_zone: said.time_zone,
        theme: said.theme,
        is_asked: said.asked_at.is_some(),
        proposed_time_zone: reader::proposed_zone(said.region).to_owned(),
    })
}

/// Keeps what whoever asks says of themselves, written as the lists write it.
pub fn save(tx: &mut Tx<'_>, context: &Context, save: &SaveSettings) -> Result<SettingsView, Error> {
    let locale = save.locale.as_deref().map(|tag| {
        let known = reader::locale(tag).map(str::to_owned);
        known.ok_or_else(|| invalid("locale", format!("there is no such locale; one of: {}", LOCALES.join(", "))))
    });
    let time_zone = save.time_zone.as_deref().map(|name| {
        let known = reader::zone(name).and_then(|zone| zone.iana_name().map(str::to_owned));
        known.ok_or_else(|| invalid("time_zone", "there is no such time zone; IANA names one as Europe/Berlin"))
    });
    let theme = save.theme.as_deref().map(|name| {
        let known = Theme::names().find(|known| *known == name).map(str::to_owned);
        known.ok_or_else(|| invalid("theme", format!("there is no such theme; one of: {}", Theme::names().collect::<Vec<_>>().join(", "))))
    });
    let said = Said {
        language: save.language,
        locale: locale.transpose()?,
        time_zone: time_zone.transpose()?,
        theme: theme.transpose()?,
        asked_at: save.is_asked.then(|| context.now_ms()),
        region: None,
    };
    settings::put(tx, context.actor.person_id, &said)?;
    view(tx, context)
}
