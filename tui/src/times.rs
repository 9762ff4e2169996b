//! How the reader is told times, dates and numbers: in their zone, as their locale writes them. The one place that writes them.

use std::sync::Arc;

use caseport_shared::api::settings::SettingsView;
use caseport_shared::reader;
use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{MD, MDE, T, YMD};
use icu_datetime::input::{Date as IcuDate, Time as IcuTime};
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::widgets::text::width;

/// How the reader is told times.
#[derive(Debug, Clone)]
pub struct Times {
    /// Where the reader is.
    pub zone: TimeZone,
    /// Whether times name their zone, for the reader never said theirs (I3).
    names_zone: bool,
    /// How their locale writes dates; the same for everybody without one.
    style: Option<Arc<Style>>,
}

/// How one locale writes.
#[derive(Debug)]
struct Style {
    tag: &'static str,
    /// Day, month and year in numbers or abbreviated.
    date: Dates<YMD>,
    /// The same in words.
    long: Dates<YMD>,
    /// Weekday, day and month.
    day: Dates<MDE>,
    /// Day and month in numbers.
    short: Dates<MD>,
    /// The same with the year.
    short_year: Dates<YMD>,
    time: NoCalendarFormatter<T>,
    number: DecimalFormatter,
}

/// Cells of a day and time in the way that is nobody's in particular.
const NEUTRAL_CELLS: usize = 12;

type Dates<F> = FixedCalendarDateTimeFormatter<Gregorian, F>;

impl Style {
    /// How a locale of the list writes.
    fn of(tag: &'static str) -> Option<Self> {
        let locale: Locale = tag.parse().ok()?;
        let year = |set: YMD| Dates::try_new((&locale).into(), set).ok();
        Some(Self {
            tag,
            date: year(YMD::medium())?,
            long: year(YMD::long())?,
            day: Dates::try_new((&locale).into(), MDE::medium()).ok()?,
            short: Dates::try_new((&locale).into(), MD::short()).ok()?,
            short_year: year(YMD::short())?,
            time: NoCalendarFormatter::try_new((&locale).into(), T::hm()).ok()?,
            number: DecimalFormatter::try_new((&locale).into(), icu_decimal::options::DecimalFormatterOptions::default()).ok()?,
        })
    }
}

impl Times {
    /// Of a reader who never said how they read; times name their zone.
    pub fn unsaid(zone: TimeZone) -> Self {
        Self { zone, names_zone: true, style: None }
    }

    /// The same with the locale that the environment asks for, where it is one that there is.
    pub fn of_environment(zone: TimeZone, variable: impl Fn(&str) -> Option<String>) -> Self {
        let said = ["LC_ALL", "LC_TIME", "LANG"].iter().filter_map(|name| variable(name)).find(|value| !value.is_empty());
        let tag = said.and_then(|value| reader::locale_of_environment(&value));
        let times = Self::unsaid(zone);
        tag.map_or(times.clone(), |tag| times.written(tag))
    }

    /// Of a reader who said what they said; what they did not say is as the surroundings have it.
    #[must_use]
    pub fn said(&self, settings: &SettingsView) -> Self {
        let zone = settings.time_zone.as_deref().and_then(reader::zone);
        let named = settings.locale.as_deref().or_else(|| settings.language.and_then(reader::Language::locale));
        let times = Self { names_zone: zone.is_none(), zone: zone.unwrap_or_else(|| self.zone.clone()), style: self.style.clone() };
        match named {
            Some(tag) => times.written(tag),
            None => times,
        }
    }

    /// The same as a locale writes it; one that is not in the list changes nothing.
    #[must_use]
    pub fn written(mut self, tag: &str) -> Self {
        if let Some(tag) = reader::locale(tag)
            && self.style.as_ref().is_none_or(|style| style.tag != tag)
        {
            self.style = Style::of(tag).map(Arc::new).or(self.style);
        }
        self
    }

    /// The locale, where there is one.
    pub fn locale(&self) -> Option<&'static str> {
        self.style.as_ref().map(|style| style.tag)
    }

    /// Whether times name their zone.
    pub fn names_zone(&self) -> bool {
        self.names_zone
    }

    /// A moment where the reader is.
    pub fn at(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.zone.clone())
    }

    /// The day on which a moment is where the reader is.
    pub fn date_of(&self, at: Timestamp) -> Date {
        self.at(at).date()
    }

    /// The zone by its name, as its readers call it.
    pub fn zone_name(&self) -> String {
        caseport_shared::text::inline(self.zone.iana_name().unwrap_or("UTC")).into_owned()
    }

    /// What clocks in the zone call themselves at a moment, such as `CEST`.
    pub fn zone_mark(&self, at: Timestamp) -> String {
        self.at(at).strftime("%Z").to_string()
    }

    /// A date that has no time.
    pub fn date(&self, date: Date) -> String {
        self.written_as(date, |style, date| style.date.format(&date).to_string(), "%-d %b %Y")
    }

    /// A date in words that read well aloud.
    pub fn long_date(&self, date: Date) -> String {
        self.written_as(date, |style, date| style.long.format(&date).to_string(), "%-d %B %Y")
    }

    /// The day of a moment, with the weekday, or with the year where it is not this one.
    pub fn day(&self, at: Timestamp, now: Timestamp) -> String {
        let date = self.date_of(at);
        if date.year() != self.date_of(now).year() {
            return self.date(date);
        }
        self.written_as(date, |style, date| style.day.format(&date).to_string(), "%a %-d %b")
    }

    /// The time of a day.
    pub fn time(&self, time: Time) -> String {
        let icu = u8::try_from(time.hour()).ok().zip(u8::try_from(time.minute()).ok());
        let icu = icu.and_then(|(hour, minute)| IcuTime::try_new(hour, minute, 0, 0).ok());
        match (&self.style, icu) {
            (Some(style), Some(time)) => plain(style.time.format(&time).to_string()),
            _ => time.strftime("%H:%M").to_string(),
        }
    }

    /// The time of a moment; it names its zone where it has to.
    pub fn clock(&self, at: Timestamp) -> String {
        self.with_zone(self.time(self.at(at).time()), at)
    }

    /// Day and time of a moment; it names its zone where it has to.
    pub fn moment(&self, at: Timestamp, now: Timestamp) -> String {
        format!("{} {}", self.day(at, now), self.clock(at))
    }

    /// Day and time where there is little room, without the year of now and without a zone.
    pub fn short_moment(&self, at: Timestamp, now: Timestamp) -> String {
        let then = self.at(at);
        if then.year() == self.at(now).year() {
            let day = self.written_as(then.date(), |style, date| style.short.format(&date).to_string(), "%-d %b");
            return format!("{day} {}", self.time(then.time()));
        }
        self.written_as(then.date(), |style, date| style.short_year.format(&date).to_string(), "%-d %b %Y")
    }

    /// The cells that the longest [`Times::short_moment`] takes.
    pub fn short_cells(&self) -> usize {
        if self.style.is_none() {
            return NEUTRAL_CELLS;
        }
        // No day and no hour is longer than these, in whatever order they stand.
        let date = Date::constant(2026, 12, 30);
        let day = self.written_as(date, |style, date| style.short.format(&date).to_string(), "%-d %b");
        let year = self.written_as(date, |style, date| style.short_year.format(&date).to_string(), "%-d %b %Y");
        let time = [10, 22].map(|hour| width(&self.time(Time::constant(hour, 50, 0, 0)))).into_iter().max().unwrap_or(0);
        (width(&day) + 1 + time).max(width(&year))
    }

    /// Day, year and time of a moment, as commands print it: sortable for everybody who has no locale.
    pub fn stamp(&self, at: Timestamp) -> String {
        let then = self.at(at);
        let day = self.written_as(then.date(), |style, date| style.date.format(&date).to_string(), "%Y-%m-%d");
        self.with_zone(format!("{day} {}", self.time(then.time())), at)
    }

    /// A date as commands print it.
    pub fn stamp_date(&self, date: Date) -> String {
        self.written_as(date, |style, date| style.date.format(&date).to_string(), "%Y-%m-%d")
    }

    /// A moment in words that read well aloud; the zone was named at the beginning.
    pub fn long_moment(&self, at: Timestamp) -> String {
        let then = self.at(at);
        format!("{}, {}", self.long_date(then.date()), self.time(then.time()))
    }

    /// A count with its thousands apart.
    pub fn count(&self, number: usize) -> String {
        if let Some(style) = &self.style {
            return plain(style.number.format(&Decimal::from(number)).to_string());
        }
        let digits = number.to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    fn with_zone(&self, words: String, at: Timestamp) -> String {
        if self.names_zone { format!("{words} {}", self.zone_mark(at)) } else { words }
    }

    fn written_as(&self, date: Date, by: impl Fn(&Style, IcuDate<Gregorian>) -> String, pattern: &str) -> String {
        let icu = u8::try_from(date.month()).ok().zip(u8::try_from(date.day()).ok());
        let icu = icu.and_then(|(month, day)| IcuDate::try_new_gregorian(i32::from(date.year()), month, day).ok());
        match (&self.style, icu) {
            (Some(style), Some(icu)) => plain(by(style, icu)),
            _ => date.strftime(pattern).to_string(),
        }
    }
}

/// Without the blanks that break no line, for which a terminal may have another width than the screens count with.
fn plain(words: String) -> String {
    if words.contains(['\u{a0}', '\u{202f}']) { words.replace(['\u{a0}', '\u{202f}'], " ") } else { words }
}

#[cfg(test)]
mod tests {
    use caseport_shared::api::settings::SettingsView;
    use caseport_shared::reader::LOCALES;
    use caseport_shared::text;
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::Times;
    use crate::widgets::text::width;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn times(zone: &str, locale: Option<&str>) -> Times {
        let said = SettingsView { time_zone: Some(zone.to_owned()), locale: locale.map(str::to_owned), ..SettingsView::default() };
        Times::unsaid(TimeZone::UTC).said(&said)
    }

    #[test]
    fn i3_a_date_is_written_as_the_locale_writes_it() {
        let (moment, now) = (at("2026-12-01T14:05:00Z"), at("2026-12-03T00:00:00Z"));
        for (locale, day, stamp, long, short) in [
            (None, "Tue 1 Dec", "2026-12-01 14:05", "1 December 2026, 14:05", "1 Dec 14:05"),
            (Some("en-GB"), "Tue 1 Dec", "1 Dec 2026 14:05", "1 December 2026, 14:05", "01/12 14:05"),
            (Some("en-US"), "Tue, Dec 1", "Dec 1, 2026 2:05 PM", "December 1, 2026, 2:05 PM", "12/1 2:05 PM"),
            (Some("de-DE"), "Di., 1. Dez.", "01.12.2026 14:05", "1. Dezember 2026, 14:05", "01.12. 14:05"),
            (Some("ja-JP"), "12月1日(火)", "2026/12/01 14:05", "2026年12月1日, 14:05", "12/01 14:05"),
        ] {
            let times = times("UTC", locale);
            assert_eq!(times.day(moment, now), day, "{locale:?}");
            assert_eq!(times.stamp(moment), stamp, "{locale:?}");
            assert_eq!(times.long_moment(moment), long, "{locale:?}");
            assert_eq!(times.short_moment(moment, now), short, "{locale:?}");
        }
        let counts = [None, Some("de-DE"), Some("en-IN"), Some("ja-JP")].map(|locale| times("UTC", locale).count(1_234_567));
        assert_eq!(counts, ["1,234,567", "1.234.567", "12,34,567", "1,234,567"]);
    }

    #[test]
    fn i3_every_locale_has_its_data_and_writes_what_a_terminal_can_show() {
        let moment = at("2026-12-31T23:59:00Z");
        for tag in LOCALES {
            let times = times("UTC", Some(tag));
            assert_eq!(times.locale(), Some(tag), "the data has it");
            for words in [times.day(moment, moment), times.stamp(moment), times.long_moment(moment), times.count(1_000_000)] {
                assert!(text::is_clean_line(&words) && !words.is_empty(), "{tag}: {words:?}");
            }
            let cells = times.short_cells();
            for at in ["2026-12-31T23:59:00Z", "2026-10-10T10:10:00Z", "2025-10-10T22:10:00Z"] {
                assert!(width(&times.short_moment(self::at(at), moment)) <= cells && cells <= 18, "{tag}: {cells}");
            }
        }
    }

    #[test]
    fn i3_until_a_zone_is_said_times_name_it() {
        let moment = at("2026-03-12T10:00:00Z");
        let unsaid = Times::unsaid(TimeZone::get("Europe/Berlin").unwrap());
        assert_eq!((unsaid.stamp(moment), unsaid.moment(moment, moment)), ("2026-03-12 11:00 CET".into(), "Thu 12 Mar 11:00 CET".into()));
        let german = unsaid.said(&SettingsView { language: Some(caseport_shared::reader::Language::German), ..SettingsView::default() });
        assert_eq!(german.stamp(moment), "12.03.2026 11:00 CET", "a language says nothing of where one is");
        assert_eq!(times("Europe/Berlin", None).stamp(moment), "2026-03-12 11:00");
    }

    #[test]
    fn i3_both_changes_of_daylight_saving_are_right() {
        // Clocks go forward on 29 March 2026 in Berlin and on 8 March in New York, back on 25 October and on 1 November.
        for (zone, before, after, said) in [
            ("Europe/Berlin", "2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z", ["2026-03-29 01:59", "2026-03-29 03:00"]),
            ("Europe/Berlin", "2026-10-25T00:59:00Z", "2026-10-25T01:00:00Z", ["2026-10-25 02:59", "2026-10-25 02:00"]),
            ("America/New_York", "2026-03-08T06:59:00Z", "2026-03-08T07:00:00Z", ["2026-03-08 01:59", "2026-03-08 03:00"]),
            ("America/New_York", "2026-11-01T05:59:00Z", "2026-11-01T06:00:00Z", ["2026-11-01 01:59", "2026-11-01 01:00"]),
        ] {
            let times = times(zone, None);
            assert_eq!([before, after].map(|moment| times.stamp(at(moment))), said, "{zone}");
        }
        // What is ambiguous on the clock is not, where the zone is named.
        let unsaid = Times::unsaid(TimeZone::get("Europe/Berlin").unwrap());
        let twice = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"].map(|moment| unsaid.stamp(at(moment)));
        assert_eq!(twice, ["2026-10-25 02:30 CEST", "2026-10-25 02:30 CET"]);
    }

    #[test]
    fn i3_the_date_line_parts_one_moment_into_two_days() {
        let moment = at("2026-06-30T11:30:00Z");
        let [auckland, los_angeles] = ["Pacific/Auckland", "America/Los_Angeles"].map(|zone| times(zone, None));
        assert_eq!((auckland.day(moment, moment), los_angeles.day(moment, moment)), ("Tue 30 Jun".into(), "Tue 30 Jun".into()));
        let later = at("2026-06-30T12:30:00Z");
        assert_eq!((auckland.stamp(later), los_angeles.stamp(later)), ("2026-07-01 00:30".into(), "2026-06-30 05:30".into()));
        let new_year = at("2026-12-31T12:00:00Z");
        assert_eq!(auckland.day(new_year, new_year), "Fri 1 Jan", "the year is the reader's too");
        assert_eq!(los_angeles.day(new_year, at("2027-06-01T00:00:00Z")), "31 Dec 2026");
    }
}
