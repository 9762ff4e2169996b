//! How a person reads: language, locale, time zone and theme, of which each may be left unsaid (I3).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::reader::Language;

/// What a person said of how they read, and what is proposed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct SettingsView {
    /// Language of the words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// How dates and numbers are written, a BCP 47 tag such as `de-AT`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// IANA name such as `Europe/Berlin`. Until it is said, times name their zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Name of a theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Whether the questions of the first sign-in were answered.
    pub is_asked: bool,
    /// The time zone that is proposed, from the organization's region.
    pub proposed_time_zone: String,
}

/// Says how a person reads, as a whole: what is left out is unsaid from then on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveSettings {
    /// One of the languages that there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// One of the locales that there are, a BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// An IANA name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Name of a theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Whether this answers the questions of the first sign-in; they are not asked again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_asked: bool,
}

impl SettingsView {
    /// The same, to be changed and said again.
    pub fn said(&self) -> SaveSettings {
        SaveSettings {
            language: self.language,
            locale: self.locale.clone(),
            time_zone: self.time_zone.clone(),
            theme: self.theme.clone(),
            is_asked: false,
        }
    }
}
