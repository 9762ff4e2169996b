//! Maintenance windows for calendars (RFC 5545): a weekly event in the zone of the window, which is described in full.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::{DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan as _};

use crate::api::product::MaintenanceWindow;
use crate::text;

/// Years for which the changes of the clocks are told: calendars have no better source for them.
const YEARS: i64 = 20;
/// Longest line, in bytes before its end (RFC 5545 section 3.1).
const LINE_BYTES: usize = 75;
/// Days of the week as RFC 5545 writes them, from Monday.
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The window of a product as the text of an `.ics` file; `None` when the window makes no sense.
///
/// The event is at the same local time each week, whatever the clocks do meanwhile.
pub fn window(slug: &str, name: &str, window: &MaintenanceWindow, now: Timestamp) -> Option<String> {
    let zone = TimeZone::get(&window.time_zone).ok()?;
    let day = DAYS.get(usize::from(window.weekday).checked_sub(1)?)?;
    let starts = Time::strptime("%H:%M", &window.starts).ok()?;
    // The time that is written down: at a change of the clocks the next start may be an hour off it.
    let first = window.next.to_zoned(zone.clone()).date().to_datetime(starts);
    let mut out = Lines(String::new());
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//Caseport//Caseport//EN");
    time_zone(&mut out, &window.time_zone, &zone, window.next.min(now))?;
    out.line("BEGIN:VEVENT");
    out.line(&format!("UID:window-{}@caseport", escaped(slug)));
    out.line(&format!("DTSTAMP:{}", now.strftime("%Y%m%dT%H%M%SZ")));
    out.line(&format!("DTSTART;TZID={}:{}", window.time_zone, local(first)));
    out.line(&format!("DURATION:PT{}M", window.minutes));
    out.line(&format!("RRULE:FREQ=WEEKLY;BYDAY={day}"));
    out.line(&format!("SUMMARY:{}", escaped(name)));
    out.line("TRANSP:TRANSPARENT");
    out.line("END:VEVENT");
    out.line("END:VCALENDAR");
    Some(out.0)
}

/// Describes a zone from a moment on: one component for each way in which its clocks change, with all dates.
fn time_zone(out: &mut Lines, name: &str, zone: &TimeZone, from: Timestamp) -> Option<()> {
    out.line("BEGIN:VTIMEZONE");
    out.line(&format!("TZID:{name}"));
    let until = from.checked_add((YEARS * 366 * 24).hours()).ok()?;
    // What holds at the beginning is there since the change before it, or since ever.
    let before = zone.preceding(from).next();
    let mut at = before.as_ref().map_or(Timestamp::UNIX_EPOCH, jiff::tz::TimeZoneTransition::timestamp);
    let mut offset = before.as_ref().map_or_else(|| zone.to_offset(from), jiff::tz::TimeZoneTransition::offset);
    let mut previous =
        before.as_ref().map_or(offset, |change| change.timestamp().checked_sub(1.second()).map_or(offset, |moment| zone.to_offset(moment)));
    let mut changes: BTreeMap<(bool, Offset, Offset, String), Vec<DateTime>> = BTreeMap::new();
    let mut rest = zone.following(at);
    loop {
        let info = zone.to_offset_info(at);
        // A change is dated by the clock as it was before it.
        let dated = previous.to_datetime(at);
        changes.entry((info.dst().is_dst(), previous, offset, info.abbreviation().to_owned())).or_default().push(dated);
        match rest.next() {
            Some(change) if change.timestamp() <= until => {
                previous = offset;
                (at, offset) = (change.timestamp(), change.offset());
            }
            _ => break,
        }
    }
    for ((is_dst, from, to, abbreviation), dates) in changes {
        let kind = if is_dst { "DAYLIGHT" } else { "STANDARD" };
        out.line(&format!("BEGIN:{kind}"));
        out.line(&format!("TZOFFSETFROM:{}", written(from)));
        out.line(&format!("TZOFFSETTO:{}", written(to)));
        out.line(&format!("TZNAME:{abbreviation}"));
        for (place, date) in dates.into_iter().enumerate() {
            let key = if place == 0 { "DTSTART" } else { "RDATE" };
            out.line(&format!("{key}:{}", local(date)));
        }
        out.line(&format!("END:{kind}"));
    }
    out.line("END:VTIMEZONE");
    Some(())
}

fn local(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

/// An offset such as `+0530`.
fn written(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, seconds) = (seconds.abs() / 3_600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    let mut out = format!("{sign}{hours:02}{minutes:02}");
    if seconds != 0 {
        let _ = write!(out, "{seconds:02}");
    }
    out
}

/// A text as RFC 5545 section 3.3.11 wants it.
fn escaped(given: &str) -> String {
    let mut out = String::new();
    for c in text::inline(given).chars() {
        if matches!(c, '\\' | ';' | ',') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Lines with their ends, folded where they are too long.
struct Lines(String);

impl Lines {
    fn line(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LINE_BYTES {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(weekday: u8, starts: &str, zone: &str, next: &str) -> MaintenanceWindow {
        let next = next.parse().unwrap();
        MaintenanceWindow { weekday, starts: starts.to_owned(), minutes: 90, time_zone: zone.to_owned(), next, under_way: false }
    }

    fn file(given: &MaintenanceWindow) -> String {
        window("acme", "Acme, \"Community\"; the\u{1b}[2J first", given, "2026-03-02T10:00:00Z".parse().unwrap()).unwrap()
    }

    /// The values of a property, of unfolded lines.
    fn values<'a>(lines: &'a [&str], key: &str) -> Vec<&'a str> {
        lines.iter().filter_map(|line| line.strip_prefix(key)).filter_map(|rest| rest.split_once(':')).map(|(_, value)| value).collect()
    }

    /// The moment at which a calendar that knows only the file puts a local time: by the latest change before it.
    fn moment(file: &str, at: DateTime) -> Timestamp {
        let file = file.replace("\r\n ", "");
        let mut latest: Option<(DateTime, i32)> = None;
        for part in file.split("BEGIN:").filter(|part| part.starts_with("STANDARD") || part.starts_with("DAYLIGHT")) {
            let lines: Vec<&str> = part.lines().collect();
            let offset = |key| {
                let text = values(&lines, key)[0];
                let (hours, minutes): (i32, i32) = (text[1..3].parse().unwrap(), text[3..5].parse().unwrap());
                (hours * 3_600 + minutes * 60) * if text.starts_with('-') { -1 } else { 1 }
            };
            for written in values(&lines, "DTSTART").into_iter().chain(values(&lines, "RDATE")) {
                let changed = DateTime::strptime("%Y%m%dT%H%M%S", written).unwrap();
                // Of a time that is skipped, the offset before the change holds; of one that is repeated, the first.
                let (from, to) = (offset("TZOFFSETFROM"), offset("TZOFFSETTO"));
                let begins = changed.checked_add(i64::from((to - from).max(0)).seconds()).unwrap();
                if begins <= at && latest.is_none_or(|(known, _)| known < changed) {
                    latest = Some((changed, to));
                }
            }
        }
        let (_, offset) = latest.expect("some change is before");
        Offset::from_seconds(offset).unwrap().to_timestamp(at).unwrap()
    }

    #[test]
    fn a_window_is_at_its_local_time_each_week_across_both_changes_of_the_clocks() {
        for (weekday, starts, zone, next) in [
            (7, "02:30", "Europe/Berlin", "2026-03-08T01:30:00Z"),
            (7, "01:30", "America/New_York", "2026-03-08T06:30:00Z"),
            (1, "23:00", "Australia/Sydney", "2026-03-02T12:00:00Z"),
            (3, "04:15", "Asia/Kolkata", "2026-03-03T22:45:00Z"),
            (3, "04:15", "UTC", "2026-03-04T04:15:00Z"),
        ] {
            let given = of(weekday, starts, zone, next);
            let file = file(&given);
            let lines: Vec<&str> = file.lines().collect();
            let first = DateTime::strptime("%Y%m%dT%H%M%S", values(&lines, "DTSTART;TZID=")[0]).unwrap();
            let tz = TimeZone::get(zone).unwrap();
            for week in 0..15 * 52 {
                let at = first.checked_add((week * 7).days()).unwrap();
                let right = at.to_zoned(tz.clone()).unwrap().timestamp();
                assert_eq!(moment(&file, at), right, "{zone} {at}");
            }
            assert_eq!(moment(&file, first), given.next, "{zone}");
        }
    }

    #[test]
    fn the_file_is_well_formed_and_holds_nothing_that_was_not_meant() {
        let file = file(&of(7, "02:00", "Europe/Berlin", "2026-03-29T01:00:00Z"));
        assert!(file.split("\r\n").all(|line| line.len() <= LINE_BYTES && !line.contains(['\r', '\n', '\u{1b}'])), "{file}");
        let lines: Vec<&str> = file.lines().collect();
        assert!(file.contains("TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"), "{file}");
        assert_eq!(values(&lines, "RRULE"), ["FREQ=WEEKLY;BYDAY=SU"]);
        assert_eq!(values(&lines, "DURATION"), ["PT90M"]);
        // The night on which 02:00 is skipped is written as it was set.
        assert_eq!(values(&lines, "DTSTART;TZID="), ["20260329T020000"]);
        assert_eq!(values(&lines, "SUMMARY"), ["Acme\\, \"Community\"\\; the first"]);
        let long = "x".repeat(200);
        let folded = window("acme", &long, &of(7, "02:00", "UTC", "2026-03-29T02:00:00Z"), Timestamp::UNIX_EPOCH).unwrap();
        assert!(folded.replace("\r\n ", "").contains(&format!("SUMMARY:{long}\r\n")), "{folded}");
    }

    #[test]
    fn a_window_that_makes_no_sense_is_no_file() {
        for wrong in [of(0, "02:00", "UTC", "2026-03-29T02:00:00Z"), of(8, "02:00", "UTC", "2026-03-29T02:00:00Z")] {
            assert_eq!(window("a", "A", &wrong, Timestamp::UNIX_EPOCH), None);
        }
        assert_eq!(window("a", "A", &of(1, "25:00", "UTC", "2026-03-29T02:00:00Z"), Timestamp::UNIX_EPOCH), None);
        assert_eq!(window("a", "A", &of(1, "02:00", "Mars/Base", "2026-03-29T02:00:00Z"), Timestamp::UNIX_EPOCH), None);
    }
}
