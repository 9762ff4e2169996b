//! How a person reads: the languages, locales and time zones that there are, and what is proposed where a person never said.

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::organization::Region;

/// A language that the words of the portal exist in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German.
    German,
    /// Japanese.
    Japanese,
}
crate::slug_enum!(Language { English = "en", German = "de", Japanese = "ja" });

impl Language {
    /// The language's own name for itself, which its readers know whatever the rest is written in.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::Japanese => "日本語",
        }
    }

    /// The locale by which its readers write dates unless they say otherwise; English is written in too many ways to guess.
    pub const fn locale(self) -> Option<&'static str> {
        match self {
            Self::English => None,
            Self::German => Some("de-DE"),
            Self::Japanese => Some("ja-JP"),
        }
    }

    /// The language that a value of `LANG`, such as `de_AT.UTF-8`, asks for.
    pub fn of_environment(value: &str) -> Option<Self> {
        let end = value.find(['_', '.', '@', '-']).unwrap_or(value.len());
        Self::ALL.iter().copied().find(|language| language.slug().eq_ignore_ascii_case(&value[..end]))
    }
}

/// The locales by which dates and numbers can be written, as BCP 47 tags (RFC 5646).
pub const LOCALES: [&str; 33] = [
    "da-DK", "de-AT", "de-CH", "de-DE", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NZ", "en-US", "en-ZA", "es-ES", "es-MX", "fi-FI",
    "fr-BE", "fr-CA", "fr-CH", "fr-FR", "it-CH", "it-IT", "ja-JP", "ko-KR", "nb-NO", "nl-BE", "nl-NL", "pl-PL", "pt-BR", "pt-PT", "sv-SE",
    "tr-TR", "uk-UA", "zh-CN",
];

/// The locale of a tag, in whatever letters it was written.
pub fn locale(tag: &str) -> Option<&'static str> {
    LOCALES.into_iter().find(|known| known.eq_ignore_ascii_case(tag))
}

/// The locale that a value of `LC_TIME` or `LANG`, such as `de_AT.UTF-8`, asks for.
pub fn locale_of_environment(value: &str) -> Option<&'static str> {
    let end = value.find(['.', '@']).unwrap_or(value.len());
    locale(&value[..end].replace('_', "-"))
}

/// A time zone by its IANA name, in whatever letters it was written; what a system knows beyond the IANA's names is no zone here.
pub fn zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok()
}

/// The names of all time zones.
pub fn zones() -> impl Iterator<Item = String> {
    TimeZoneDatabase::bundled().available().map(|name| name.to_string()).collect::<Vec<_>>().into_iter()
}

/// What is proposed to a person of an organization: the time zone of its region.
pub const fn proposed_zone(region: Option<Region>) -> &'static str {
    match region {
        Some(Region::Americas) => "America/New_York",
        Some(Region::Emea) => "Europe/London",
        Some(Region::Apac) => "Asia/Tokyo",
        None => "UTC",
    }
}

#[cfg(test)]
mod tests {
    use super::{LOCALES, Language, locale, locale_of_environment, proposed_zone, zone, zones};
    use crate::organization::Region;

    #[test]
    fn i3_a_language_is_asked_for_as_systems_write_it() {
        for (value, language) in [
            ("de_DE.UTF-8", Some(Language::German)),
            ("de", Some(Language::German)),
            ("ja_JP.eucJP", Some(Language::Japanese)),
            ("en_US@calendar=x", Some(Language::English)),
            ("deu", None),
            ("C", None),
            ("", None),
            ("\u{1b}[2J", None),
        ] {
            assert_eq!(Language::of_environment(value), language, "{value:?}");
        }
    }

    #[test]
    fn i3_a_locale_is_one_of_those_there_are() {
        assert!(LOCALES.is_sorted());
        assert_eq!((locale("DE-at"), locale("de"), locale("de-DE-u-nu-arab")), (Some("de-AT"), None, None));
        assert_eq!((locale_of_environment("en_GB.UTF-8"), locale_of_environment("C.UTF-8")), (Some("en-GB"), None));
        assert!(Language::ALL.iter().filter_map(|language| language.locale()).all(|tag| locale(tag) == Some(tag)));
    }

    #[test]
    fn i3_a_zone_is_one_of_the_ianas_and_no_path() {
        assert_eq!(zone("europe/berlin").unwrap().iana_name(), Some("Europe/Berlin"));
        for name in ["", "Europe", "Mars/Olympus", "../../etc/passwd", "/etc/localtime", "Europe/Berlin\0", "EST5EDT4,M3.2.0,M11.1.0"] {
            assert!(zone(name).is_none(), "{name:?}");
        }
        assert!(zones().count() > 400 && zones().all(|name| zone(&name).is_some()));
        for region in Region::ALL.iter().copied().map(Some).chain([None]) {
            assert!(zone(proposed_zone(region)).is_some(), "{region:?}");
        }
    }
}
