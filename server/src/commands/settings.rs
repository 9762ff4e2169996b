//! How a person reads (I3): shown, said, and looked up for what is written to them.

use caseport_shared::api::settings::{SaveSettings, SettingsView};
use caseport_shared::reader::{self, LOCALES, Language};
use caseport_tui::theme::Theme;
use jiff::tz::TimeZone;

use super::error::invalid;
use super::{Context, Error};
use crate::store::settings::Said;
use crate::store::{Tx, settings};

/// How somebody reads, whether they said so or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reads {
    /// Language of the words.
    pub language: Language,
    /// How dates are written; `None` for the way that is nobody's in particular.
    pub locale: Option<String>,
    /// Where they are.
    pub zone: TimeZone,
    /// Whether times have to name their zone, for the person never said theirs.
    pub names_zone: bool,
}

/// How a person reads; what they did not say is English, and their organization's region says where they are.
pub fn of(tx: &mut Tx<'_>, person_id: i64) -> Result<Reads, Error> {
    let said = settings::get(tx, person_id)?;
    let language = said.language.unwrap_or_default();
    let own = said.time_zone.as_deref().and_then(reader::zone);
    let names_zone = own.is_none();
    let zone = own.or_else(|| reader::zone(reader::proposed_zone(said.region))).unwrap_or(TimeZone::UTC);
    Ok(Reads { language, locale: said.locale.or_else(|| language.locale().map(str::to_owned)), zone, names_zone })
}

/// What whoever asks said.
pub fn view(tx: &mut Tx<'_>, context: &Context) -> Result<SettingsView, Error> {
    view_of(tx, context.actor.person_id)
}

/// What a person said.
pub fn view_of(tx: &mut Tx<'_>, person_id: i64) -> Result<SettingsView, Error> {
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
