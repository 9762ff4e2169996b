//! When things happen: working hours, maintenance windows, upgrades, and the times of a thread's steps.

use caseport_shared::severity::Severity;
use caseport_shared::status::Status;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::content::{Organization, Product};
use super::random::Random;
use super::thread::{Origin, Thread, ThreadStep, Voice};

/// A time zone by its IANA name; UTC where the machine does not know it.
pub(super) fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// A maintenance window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) date: Date,
    pub(super) starts: Timestamp,
    pub(super) ends: Timestamp,
}

/// A version that a product gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Release {
    pub(super) version: String,
    pub(super) date: Date,
    pub(super) at: Timestamp,
}

/// A product's dates, as they look from `now`.
#[derive(Debug)]
pub(super) struct Calendar<'a> {
    product: &'a Product,
    pub(super) office: TimeZone,
    now: Timestamp,
}

/// A step's time, and what was ahead of it then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) at: Timestamp,
    pub(super) window: Window,
    pub(super) release: Release,
}

impl<'a> Calendar<'a> {
    pub(super) fn new(organization: &Organization, product: &'a Product, now: Timestamp) -> Self {
        Self { product, office: zone(&organization.time_zone), now }
    }

    /// The version that ran at a time.
    pub(super) fn version_at(&self, at: Timestamp) -> &'a str {
        if at < self.release(-self.product.current_since_days, "").at {
            &self.product.previous_version
        } else {
            &self.product.current_version
        }
    }

    fn release(&self, in_days: i32, version: &str) -> Release {
        let today = self.now.to_zoned(self.office.clone()).date();
        let date = today.saturating_add(in_days.days());
        let at = date.at(7, 0, 0, 0).to_zoned(self.office.clone()).map_or(self.now, |zoned| zoned.timestamp());
        Release { version: version.to_owned(), date, at }
    }

    fn next_release(&self, after: Timestamp) -> Release {
        let current = self.release(-self.product.current_since_days, &self.product.current_version);
        if after < current.at { current } else { self.release(self.product.upgrade_in_days, &self.product.upgrade_version) }
    }

    fn next_window(&self, after: Timestamp) -> Window {
        let maintenance = &self.product.maintenance;
        let zone = zone(&maintenance.time_zone);
        let starts: Time = maintenance.starts.parse().unwrap_or(Time::midnight());
        let mut date = after.to_zoned(zone.clone()).date();
        loop {
            if date.weekday().to_monday_one_offset() == maintenance.weekday
                && let Ok(start) = date.to_datetime(starts).to_zoned(zone.clone())
                && start.timestamp() > after
            {
                let ends = start.timestamp() + SignedDuration::from_mins(i64::from(maintenance.minutes));
                return Window { date, starts: start.timestamp(), ends };
            }
            let Ok(next) = date.tomorrow() else { return Window { date, starts: after, ends: after } };
            date = next;
        }
    }

    /// Moves a time on to working hours of the customer's office, Monday to Friday.
    pub(super) fn working(&self, at: Timestamp, random: &mut Random) -> Timestamp {
        let local = at.to_zoned(self.office.clone());
        let weekend = local.date().weekday().to_monday_one_offset() > 5;
        if !weekend && (8..18).contains(&local.hour()) {
            return at;
        }
        let mut date = local.date();
        if weekend || local.hour() >= 18 {
            date = date.tomorrow().unwrap_or(date);
        }
        while date.weekday().to_monday_one_offset() > 5 {
            date = date.tomorrow().unwrap_or(Date::MIN);
        }
        let opened = date.at(8, 0, 0, 0).to_zoned(self.office.clone()).map_or(at, |zoned| zoned.timestamp());
        opened + SignedDuration::from_secs(random.between(120, 6_900))
    }

    /// The times of a thread's first `steps` steps for a case that is filed at `created`.
    pub(super) fn schedule(&self, thread: &Thread, steps: usize, created: Timestamp, random: &mut Random) -> Vec<Slot> {
        let statuses = thread.statuses();
        let mut at = created;
        let mut window = self.next_window(at);
        let mut release = self.next_release(at);
        let mut solved_at = created;
        let mut slots = Vec::with_capacity(steps);
        for (index, step) in thread.steps.iter().take(steps).enumerate() {
            let earliest = at + SignedDuration::from_secs(random.between(45, 200));
            let origin = match step.origin {
                Origin::Previous => at,
                Origin::Window => window.ends,
                Origin::Upgrade => release.at,
            };
            let mut next = self.paced(thread.severity, step, origin + stretched(step.after, random), random);
            if statuses.get(index) == Some(&Status::PendingClosure) {
                // A later step would find the case closed by itself.
                next = next.min(solved_at + SignedDuration::from_hours(24 * 6));
            }
            at = next.max(earliest);
            if step.origin == Origin::Previous {
                let lead = at + SignedDuration::from_hours(12);
                if window.starts <= lead {
                    window = self.next_window(lead);
                }
                if release.at <= at {
                    release = self.next_release(at);
                }
            }
            if statuses.get(index) != Some(&Status::PendingClosure) {
                solved_at = at;
            }
            slots.push(Slot { at, window, release: release.clone() });
        }
        slots
    }

    /// Customers answer in working hours and support from Monday to Friday, unless it is an outage.
    fn paced(&self, severity: Severity, step: &ThreadStep, at: Timestamp, random: &mut Random) -> Timestamp {
        if severity == Severity::Outage {
            return at;
        }
        if step.by == Voice::Support {
            let weekday = at.to_zoned(self.office.clone()).date().weekday().to_monday_one_offset();
            return if weekday > 5 && severity != Severity::Major { self.working(at, random) } else { at };
        }
        self.working(at, random)
    }
}

/// A delay made up to a quarter shorter or longer.
fn stretched(delay: SignedDuration, random: &mut Random) -> SignedDuration {
    SignedDuration::from_secs(delay.as_secs() * random.between(78, 124) / 100)
}
