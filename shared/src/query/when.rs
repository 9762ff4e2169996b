//! Spans of time in queries, kept relative until somebody who has a clock resolves them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// A point in time as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A day, `2026-01-31`; the months and years of `2026-01` and `2026` are their first day.
    Day(Date),
    /// So many hours ago, `36h`; days are 24 of them and weeks 168.
    HoursAgo(i64),
}

impl Moment {
    fn resolve(self, now: Timestamp, zone: &TimeZone) -> Timestamp {
        match self {
            Self::Day(date) => date.to_zoned(zone.clone()).map_or(Timestamp::MIN, |zoned| zoned.timestamp()),
            Self::HoursAgo(hours) => now.checked_sub(hours.hours()).unwrap_or(Timestamp::MIN),
        }
    }
}

/// A span of time, from a moment (inclusive) until a moment (exclusive).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct When {
    /// Not before this.
    pub from: Option<Moment>,
    /// Before this.
    pub until: Option<Moment>,
}

impl When {
    /// The span in unix milliseconds, days being those of `zone`.
    pub fn resolve(self, now: Timestamp, zone: &TimeZone) -> std::ops::Range<i64> {
        let at = |moment: Moment| moment.resolve(now, zone).as_millisecond();
        self.from.map_or(i64::MIN, at)..self.until.map_or(i64::MAX, at)
    }
}
