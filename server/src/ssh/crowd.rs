//! Who may be connected: so many in all and from one network, far fewer as long as they are nobody, and a word to the log when
//! somebody is turned away, once in a while.

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::http::network;
use crate::turns::{Turn, Turns};

/// Connections at once on which somebody is signed in, in all.
pub(super) const CONNECTIONS: usize = 2_048;
/// Those from one network, which an office may share.
pub(super) const CONNECTIONS_EACH: usize = 128;
/// Connections of one person at once.
pub(super) const CONNECTIONS_OF_ONE: usize = 16;
/// Connections at once on which nobody is signed in yet, in all. They take none of the others' room.
const STRANGERS: usize = 512;
/// Those from one network.
pub(super) const STRANGERS_EACH: usize = 64;
/// How often the log hears of one kind of those who are turned away.
const TELL: Duration = Duration::from_mins(1);

/// Everybody who is connected, and how many were turned away.
pub(super) struct Crowd {
    strangers: Kind<IpAddr>,
    guests: Kind<IpAddr>,
    people: Kind<i64>,
}

struct Kind<K> {
    turns: Turns<K>,
    turned_away: Mutex<TurnedAway>,
    words: &'static str,
}

impl Crowd {
    pub(super) fn new() -> Self {
        let strangers = Turns::new(STRANGERS, STRANGERS_EACH);
        let guests = Turns::new(CONNECTIONS, CONNECTIONS_EACH);
        let people = Turns::new(CONNECTIONS, CONNECTIONS_OF_ONE);
        Self {
            strangers: Kind::new(
                strangers,
                "SSH connections were turned away: too many on which nobody is signed in, in all or from one network",
            ),
            guests: Kind::new(guests, "SSH connections were ended: too many people are here, in all or from one network"),
            people: Kind::new(people, "SSH connections were ended: one person has too many"),
        }
    }

    /// A turn for whoever connects, until they are somebody.
    pub(super) fn stranger(&self, from: IpAddr) -> Option<Turn<IpAddr>> {
        self.strangers.take(network(from), from)
    }

    /// A turn for whoever is signed in.
    pub(super) fn guest(&self, from: IpAddr) -> Option<Turn<IpAddr>> {
        self.guests.take(network(from), from)
    }

    /// One of a person's turns.
    pub(super) fn person(&self, person_id: i64, from: IpAddr) -> Option<Turn<i64>> {
        self.people.take(person_id, from)
    }
}

impl<K: std::hash::Hash + Eq + Clone> Kind<K> {
    fn new(turns: Turns<K>, words: &'static str) -> Self {
        Self { turns, turned_away: Mutex::default(), words }
    }

    fn take(&self, key: K, from: IpAddr) -> Option<Turn<K>> {
        let turn = self.turns.take(key);
        if turn.is_none() {
            let counted = self.turned_away.lock().unwrap_or_else(PoisonError::into_inner).another(Instant::now());
            if let Some(count) = counted {
                tracing::warn!(count, latest = %from.to_canonical(), "{}", self.words);
            }
        }
        turn
    }
}

/// Those who were turned away and of whom nothing was said yet.
#[derive(Debug, Default)]
struct TurnedAway {
    count: u64,
    told: Option<Instant>,
}

impl TurnedAway {
    /// One more; how many there were since the last time, where it is time to say it.
    fn another(&mut self, now: Instant) -> Option<u64> {
        self.count += 1;
        if self.told.is_some_and(|told| now.duration_since(told) < TELL) {
            return None;
        }
        self.told = Some(now);
        Some(std::mem::take(&mut self.count))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::{Crowd, STRANGERS, STRANGERS_EACH, TELL, TurnedAway};

    #[test]
    fn strangers_from_everywhere_take_no_room_of_whoever_is_signed_in() {
        let crowd = Crowd::new();
        let networks = u8::try_from(STRANGERS / STRANGERS_EACH).unwrap();
        let from = |network| std::net::IpAddr::from([192, 0, 2, network]);
        let strangers: Vec<_> =
            (0..networks).flat_map(|network| vec![from(network); STRANGERS_EACH]).filter_map(|from| crowd.stranger(from)).collect();
        assert_eq!(strangers.len(), STRANGERS);
        assert!(crowd.stranger(from(networks)).is_none());
        assert!(crowd.guest(from(0)).is_some() && crowd.person(1, from(0)).is_some());
        drop(strangers);
        assert!(crowd.stranger(from(networks)).is_some());
    }

    #[test]
    fn the_log_hears_of_a_flood_once_in_a_while() {
        let (mut turned_away, began) = (TurnedAway::default(), Instant::now());
        assert_eq!(turned_away.another(began), Some(1));
        for _ in 0..1_000 {
            assert_eq!(turned_away.another(began + TELL - Duration::from_millis(1)), None);
        }
        assert_eq!(turned_away.another(began + TELL), Some(1_001));
    }
}
