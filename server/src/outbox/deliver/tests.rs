use super::{CLAIM, RETRY_FIRST, RETRY_MAX, TRIES, pause};
use crate::outbox::post::SEND;

#[test]
fn tries_are_further_and_further_apart_and_end_after_a_day() {
    let pauses: Vec<i64> = (1..TRIES).map(pause).collect();
    assert_eq!((pauses[0], pauses[1], pauses[2]), (RETRY_FIRST, 2 * RETRY_FIRST, 4 * RETRY_FIRST));
    assert!(pauses.is_sorted() && pauses.last() == Some(&RETRY_MAX), "{pauses:?}");
    let hours = pauses.iter().sum::<i64>() / (60 * 60 * 1_000);
    assert!((20..30).contains(&hours), "{hours}");
    assert_eq!(pause(i64::MAX), RETRY_MAX);
}

#[test]
fn nobody_is_given_a_letter_that_is_being_sent() {
    assert!(i64::try_from(SEND.as_millis()).unwrap() < CLAIM);
}
