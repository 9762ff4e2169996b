use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::next_digest;

#[test]
fn digests_come_at_eight_where_their_reader_is_whatever_the_clocks_do() {
    for (zone, now, due) in [
        ("UTC", "2026-03-02T07:59:59Z", "2026-03-02T08:00:00Z"),
        ("UTC", "2026-03-02T08:00:00Z", "2026-03-03T08:00:00Z"),
        // The night in which the clocks of Berlin go forward, and the one in which they go back.
        ("Europe/Berlin", "2026-03-28T20:00:00Z", "2026-03-29T06:00:00Z"),
        ("Europe/Berlin", "2026-10-24T20:00:00Z", "2026-10-25T07:00:00Z"),
        ("Asia/Tokyo", "2026-03-02T22:00:00Z", "2026-03-02T23:00:00Z"),
        ("Pacific/Kiritimati", "2026-03-02T17:00:00Z", "2026-03-02T18:00:00Z"),
    ] {
        let now: Timestamp = now.parse().unwrap();
        let due: Timestamp = due.parse().unwrap();
        assert_eq!(next_digest(now.as_millisecond(), &TimeZone::get(zone).unwrap()), Some(due.as_millisecond()), "{zone} {now}");
    }
}
