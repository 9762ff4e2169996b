//! Support hours: when a first answer is due within a region's hours, days and holidays (MISSION section 8).

use std::collections::BTreeSet;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use crate::plan::{SlaHours, SlaTarget, SlaUnit};

/// How long a business day is where support is open around the clock.
const WHOLE_DAY: SignedDuration = SignedDuration::from_hours(24);
/// Days in which an answer has to fall due; a calendar that is closed for longer promises no moment.
const HORIZON_DAYS: i64 = 3_660;

/// A region's business hours.
#[derive(Debug, Clone)]
pub struct BusinessHours {
    /// Where days and hours count.
    pub zone: TimeZone,
    /// When support opens on business days.
    pub opens: Time,
    /// When it closes; later than it opens.
    pub closes: Time,
    /// Days on which it stays closed.
    pub holidays: BTreeSet<Date>,
}

impl BusinessHours {
    /// Whether a day counts for hours that leave out weekends and holidays.
    fn is_business_day(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.holidays.contains(&day)
    }

    /// From when until when support is open on a day; `None` where it is not.
    fn open_on(&self, day: Date, hours: SlaHours) -> Option<(Timestamp, Timestamp)> {
        let at = |day: Date, time: Time| day.to_datetime(time).to_zoned(self.zone.clone()).ok().map(|zoned| zoned.timestamp());
        let whole = (at(day, Time::midnight())?, at(day.tomorrow().ok()?, Time::midnight())?);
        match hours {
            SlaHours::EveryDay => Some(whole),
            _ if !self.is_business_day(day) => None,
            SlaHours::Weekdays => Some(whole),
            SlaHours::NineToFive => Some((at(day, self.opens)?, at(day, self.closes)?)),
        }
    }

    /// How long a business day is.
    fn day_length(&self, hours: SlaHours) -> SignedDuration {
        match hours {
            SlaHours::EveryDay | SlaHours::Weekdays => WHOLE_DAY,
            SlaHours::NineToFive => self.closes.duration_since(self.opens),
        }
    }
}

/// When the first answer to what was asked `at` that moment is due, or `None` where the calendar holds no such moment.
///
/// Time counts while support is open and at no other time: an hour is an hour of open time whatever the clocks do, and a
/// business day is as much open time as a day has. What ends as support closes is due then, not when it opens again.
pub fn due(at: Timestamp, target: SlaTarget, calendar: &BusinessHours) -> Option<Timestamp> {
    let amount = i64::from(target.amount);
    let mut left = match target.unit {
        SlaUnit::Minutes => SignedDuration::from_mins(amount),
        SlaUnit::BusinessHours => SignedDuration::from_hours(amount),
        SlaUnit::BusinessDays => calendar.day_length(target.hours).checked_mul(target.amount.try_into().ok()?)?,
    };
    let first = at.to_zoned(calendar.zone.clone()).date();
    (0..HORIZON_DAYS).find_map(|days| {
        let (opens, closes) = calendar.open_on(first.checked_add(days.days()).ok()?, target.hours)?;
        let from = opens.max(at);
        let open = closes.duration_since(from);
        if open >= left && open.is_positive() {
            return from.checked_add(left).ok();
        }
        left -= open.max(SignedDuration::ZERO);
        None
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    use super::*;

    fn calendar(zone: &str, holidays: &[Date]) -> BusinessHours {
        BusinessHours {
            zone: TimeZone::get(zone).unwrap(),
            opens: time(9, 0, 0, 0),
            closes: time(17, 0, 0, 0),
            holidays: holidays.iter().copied().collect(),
        }
    }

    fn target(amount: u32, unit: SlaUnit, hours: SlaHours) -> SlaTarget {
        SlaTarget { amount, unit, hours }
    }

    /// What is due for something asked at a local time, as local time.
    fn local(at: &str, target: SlaTarget, calendar: &BusinessHours) -> String {
        let at: jiff::civil::DateTime = at.parse().unwrap();
        let at = at.to_zoned(calendar.zone.clone()).unwrap().timestamp();
        due(at, target, calendar).unwrap().to_zoned(calendar.zone.clone()).strftime("%a %Y-%m-%dT%H:%M").to_string()
    }

    const OUTAGE: SlaTarget = SlaTarget { amount: 15, unit: SlaUnit::Minutes, hours: SlaHours::EveryDay };
    const FOUR: SlaTarget = SlaTarget { amount: 4, unit: SlaUnit::BusinessHours, hours: SlaHours::Weekdays };
    const DAY: SlaTarget = SlaTarget { amount: 1, unit: SlaUnit::BusinessDays, hours: SlaHours::NineToFive };

    #[test]
    fn c1_an_outage_is_answered_on_any_day_and_the_rest_waits_for_business_days() {
        let london = calendar("Europe/London", &[date(2026, 4, 3), date(2026, 4, 6)]);
        // Good Friday, then a weekend, then Easter Monday.
        assert_eq!(local("2026-04-03T10:00", OUTAGE, &london), "Fri 2026-04-03T10:15");
        assert_eq!(local("2026-04-03T10:00", FOUR, &london), "Tue 2026-04-07T04:00");
        assert_eq!(local("2026-04-02T23:00", FOUR, &london), "Tue 2026-04-07T03:00");
        assert_eq!(local("2026-04-02T16:30", DAY, &london), "Tue 2026-04-07T16:30");
        assert_eq!(local("2026-04-04T12:00", DAY, &london), "Tue 2026-04-07T17:00");
    }

    #[test]
    fn c1_what_ends_as_support_closes_is_due_then() {
        let london = calendar("Europe/London", &[]);
        let two = target(2, SlaUnit::BusinessHours, SlaHours::NineToFive);
        assert_eq!(local("2026-03-03T15:00", two, &london), "Tue 2026-03-03T17:00");
        assert_eq!(local("2026-03-03T15:01", two, &london), "Wed 2026-03-04T09:01");
        assert_eq!(local("2026-03-03T06:00", two, &london), "Tue 2026-03-03T11:00");
        assert_eq!(local("2026-03-03T17:00", two, &london), "Wed 2026-03-04T11:00");
    }

    #[test]
    fn c1_hours_are_hours_whichever_way_the_clocks_go() {
        // In London they go forward at 01:00 on 29 March and back at 02:00 on 25 October, Sundays both.
        let london = calendar("Europe/London", &[]);
        let three = target(180, SlaUnit::Minutes, SlaHours::EveryDay);
        assert_eq!(local("2026-03-29T00:30", three, &london), "Sun 2026-03-29T04:30");
        assert_eq!(local("2026-10-25T00:30", three, &london), "Sun 2026-10-25T02:30");
        assert_eq!(local("2026-03-27T22:00", FOUR, &london), "Mon 2026-03-30T02:00");
        assert_eq!(local("2026-10-23T22:00", FOUR, &london), "Mon 2026-10-26T02:00");
        assert_eq!(local("2026-03-27T16:00", DAY, &london), "Mon 2026-03-30T16:00");
        assert_eq!(local("2026-10-23T16:00", DAY, &london), "Mon 2026-10-26T16:00");
    }

    #[test]
    fn c1_a_region_counts_its_own_days() {
        // Friday evening in New York is Saturday in Sydney.
        let (york, sydney) = (calendar("America/New_York", &[]), calendar("Australia/Sydney", &[]));
        let at: Timestamp = "2026-03-06T22:00:00Z".parse().unwrap();
        assert_eq!(due(at, FOUR, &york).unwrap().to_string(), "2026-03-07T02:00:00Z");
        assert_eq!(due(at, FOUR, &sydney).unwrap().to_string(), "2026-03-08T17:00:00Z");
    }

    #[test]
    fn a_region_that_is_never_open_promises_no_moment() {
        let mut never = calendar("UTC", &[]);
        never.closes = never.opens;
        assert_eq!(due(Timestamp::UNIX_EPOCH, DAY, &never), None);
        assert!(due(Timestamp::MAX, FOUR, &never).is_none());
    }

    /// Minutes between two moments on which support is open, counted one by one.
    fn open_minutes(from: Timestamp, until: Timestamp, hours: SlaHours, calendar: &BusinessHours) -> i64 {
        let (mut at, mut minutes) = (from, 0);
        while at < until {
            let local = at.to_zoned(calendar.zone.clone());
            let is_workday = local.weekday().to_monday_one_offset() < 6 && !calendar.holidays.contains(&local.date());
            let is_open = match hours {
                SlaHours::EveryDay => true,
                SlaHours::Weekdays => is_workday,
                SlaHours::NineToFive => is_workday && (9..17).contains(&local.hour()),
            };
            minutes += i64::from(is_open);
            at = at.checked_add(1.minute()).unwrap();
        }
        minutes
    }

    fn zones() -> impl Strategy<Value = &'static str> {
        prop::sample::select(&["America/New_York", "Europe/London", "Australia/Sydney", "Africa/Cairo", "Pacific/Apia", "Asia/Kolkata"][..])
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn c1_between_asking_and_the_deadline_support_is_open_for_what_was_promised(
            zone in zones(),
            minute in 0_i64..3 * 366 * 1_440,
            amount in 1_u32..30,
            unit in prop::sample::select(SlaUnit::ALL),
            hours in prop::sample::select(SlaHours::ALL),
            closed in prop::collection::vec(0_i64..1_100, 0..40),
        ) {
            let start = date(2026, 1, 1);
            let holidays: Vec<Date> = closed.iter().map(|days| start.checked_add(days.days()).unwrap()).collect();
            let calendar = calendar(zone, &holidays);
            let amount = if unit == SlaUnit::BusinessDays { amount % 4 + 1 } else { amount };
            let at = "2026-01-01T00:00:00Z".parse::<Timestamp>().unwrap().checked_add(minute.minutes()).unwrap();
            let due = due(at, target(amount, unit, hours), &calendar).unwrap();
            let promised = match (unit, hours) {
                (SlaUnit::Minutes, _) => i64::from(amount),
                (SlaUnit::BusinessHours, _) => i64::from(amount) * 60,
                (SlaUnit::BusinessDays, SlaHours::NineToFive) => i64::from(amount) * 8 * 60,
                (SlaUnit::BusinessDays, _) => i64::from(amount) * 24 * 60,
            };
            prop_assert_eq!(open_minutes(at, due, hours, &calendar), promised);
            // Not a minute later than it must be: the last minute before it counts.
            let last = due.checked_sub(1.minute()).unwrap();
            prop_assert_eq!(open_minutes(last, due, hours, &calendar), 1);
        }

        #[test]
        fn c1_who_asks_later_or_is_promised_more_is_not_answered_sooner(
            zone in zones(),
            minute in 0_i64..366 * 1_440,
            later in 0_i64..10_000,
            amount in 1_u32..100,
            hours in prop::sample::select(SlaHours::ALL),
        ) {
            let calendar = calendar(zone, &[date(2026, 5, 1), date(2026, 12, 25)]);
            let at = "2026-01-01T00:00:00Z".parse::<Timestamp>().unwrap().checked_add(minute.minutes()).unwrap();
            let of = |at, amount| due(at, target(amount, SlaUnit::BusinessHours, hours), &calendar).unwrap();
            prop_assert!(of(at, amount) > at);
            prop_assert!(of(at.checked_add(later.minutes()).unwrap(), amount) >= of(at, amount));
            prop_assert!(of(at, amount + 1) > of(at, amount));
        }
    }
}
