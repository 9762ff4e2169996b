//! When a weekly maintenance window opens next.

use jiff::civil::{Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::store::products::Window;

/// The start of the window that is under way at `now`, or else of the next; `None` when the window makes no sense.
///
/// Local times that a change of the clocks skips or repeats are resolved as jiff's `compatible` rule says.
pub fn next(window: &Window, now: Timestamp) -> Option<Timestamp> {
    let zone = TimeZone::get(&window.time_zone).ok()?;
    let weekday = Weekday::from_monday_one_offset(i8::try_from(window.weekday).ok()?).ok()?;
    let starts = Time::strptime("%H:%M", &window.starts).ok()?;
    let length = i64::from(window.minutes).minutes();
    let today = now.to_zoned(zone.clone()).date();
    // A window that began within the last week may still be open.
    (-8..=8).find_map(|days| {
        let day = today.checked_add(days.days()).ok()?;
        let start = (day.weekday() == weekday).then(|| day.to_datetime(starts).to_zoned(zone.clone()).ok())??.timestamp();
        (start.checked_add(length).ok()? > now).then_some(start)
    })
}

#[cfg(test)]
mod tests {
    use super::next;
    use crate::store::products::Window;

    fn window(weekday: u8, starts: &str, time_zone: &str) -> Window {
        Window { weekday, starts: starts.to_owned(), minutes: 120, time_zone: time_zone.to_owned() }
    }

    #[test]
    fn the_next_window_is_in_its_own_zone_whatever_the_clocks_do() {
        let at = |now: &str, window: &Window| next(window, now.parse().unwrap()).map(|at| at.to_string());
        let sunday = window(7, "02:00", "Europe/Berlin");
        // On 2026-03-29 clocks there go from 02:00 to 03:00.
        assert_eq!(at("2026-03-24T00:00:00Z", &sunday).as_deref(), Some("2026-03-29T01:00:00Z"));
        assert_eq!(at("2026-03-29T04:00:00Z", &sunday).as_deref(), Some("2026-04-05T00:00:00Z"));
        assert_eq!(at("2026-01-18T02:59:00Z", &sunday).as_deref(), Some("2026-01-18T01:00:00Z"), "the window under way");
        assert_eq!(at("2026-01-18T03:00:00Z", &sunday).as_deref(), Some("2026-01-25T01:00:00Z"));
        assert_eq!(at("2026-01-18T00:00:00Z", &window(1, "23:30", "Asia/Tokyo")).as_deref(), Some("2026-01-19T14:30:00Z"));
    }

    #[test]
    fn a_window_that_makes_no_sense_has_no_next() {
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        for wrong in [window(0, "02:00", "UTC"), window(8, "02:00", "UTC"), window(1, "25:00", "UTC"), window(1, "02:00", "Mars/Base")] {
            assert_eq!(next(&wrong, now), None, "{wrong:?}");
        }
    }
}
