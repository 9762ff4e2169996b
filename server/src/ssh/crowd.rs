//! Who may be connected: so many in all and from one network, far fewer as long as they are nobody, and a word to the log when
//! somebody is turned away, once in a while.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

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
    strangers: Arc<Mutex<Strangers>>,
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
        let guests = Turns::new(CONNECTIONS, CONNECTIONS_EACH);
        let people = Turns::new(CONNECTIONS, CONNECTIONS_OF_ONE);
        Self {
            strangers: Arc::default(),
            guests: Kind::new(guests, "SSH connections were ended: too many people are here, in all or from one network"),
            people: Kind::new(people, "SSH connections were ended: one person has too many"),
        }
    }

    /// A place for whoever connects, until they are somebody. There always is one: where it is needed, the connection is cut on which
    /// nobody has been signed in for longest, of those of the same network or of the network that has most.
    pub(super) fn stranger(&self, from: IpAddr, cut: &CancellationToken) -> Stranger {
        let network = network(from);
        let mut strangers = self.strangers.lock().unwrap_or_else(PoisonError::into_inner);
        let id = strangers.add(network, cut.clone(), from);
        drop(strangers);
        Stranger { strangers: Arc::clone(&self.strangers), network, id }
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

/// Connections on which nobody is signed in yet.
#[derive(Default)]
struct Strangers {
    /// Those of each network that has any, the oldest first.
    by_network: HashMap<IpAddr, VecDeque<(u64, CancellationToken)>>,
    count: usize,
    next: u64,
    cut: TurnedAway,
}

impl Strangers {
    fn add(&mut self, network: IpAddr, cut: CancellationToken, from: IpAddr) -> u64 {
        let own = self.by_network.get(&network).map_or(0, VecDeque::len);
        let crowded = if own >= STRANGERS_EACH {
            Some(network)
        } else if self.count >= STRANGERS {
            self.by_network.iter().max_by_key(|(_, those)| those.len()).map(|(network, _)| *network)
        } else {
            None
        };
        let oldest = crowded.and_then(|crowded| Some((crowded, self.by_network.get(&crowded)?.front().cloned()?)));
        if let Some((crowded, (id, oldest))) = oldest {
            oldest.cancel();
            self.remove(crowded, id);
            if let Some(count) = self.cut.another(Instant::now()) {
                let latest = from.to_canonical();
                tracing::warn!(count, %latest, "SSH connections were cut: too many on which nobody is signed in, in all or from one network");
            }
        }
        let id = self.next;
        self.next += 1;
        self.count += 1;
        self.by_network.entry(network).or_default().push_back((id, cut));
        id
    }

    fn remove(&mut self, network: IpAddr, id: u64) {
        let Some(those) = self.by_network.get_mut(&network) else { return };
        let Some(at) = those.iter().position(|(known, _)| *known == id) else { return };
        those.remove(at);
        self.count -= 1;
        if those.is_empty() {
            self.by_network.remove(&network);
        }
    }
}

/// A place among the strangers, until it is dropped.
pub(super) struct Stranger {
    strangers: Arc<Mutex<Strangers>>,
    network: IpAddr,
    id: u64,
}

impl Drop for Stranger {
    fn drop(&mut self) {
        self.strangers.lock().unwrap_or_else(PoisonError::into_inner).remove(self.network, self.id);
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
    use tokio_util::sync::CancellationToken;

    use super::{Crowd, STRANGERS, STRANGERS_EACH, TELL, TurnedAway};

    #[test]
    fn strangers_from_everywhere_take_no_room_of_anybody() {
        let crowd = Crowd::new();
        let networks = u8::try_from(STRANGERS / STRANGERS_EACH).unwrap();
        let from = |network| std::net::IpAddr::from([192, 0, 2, network]);
        let come = |network| {
            let cut = CancellationToken::new();
            (crowd.stranger(from(network), &cut), cut)
        };
        let mut strangers: Vec<_> = (0..networks).flat_map(|network| vec![network; STRANGERS_EACH]).map(come).collect();
        let cut = |strangers: &[(_, CancellationToken)]| strangers.iter().filter(|(_, cut)| cut.is_cancelled()).count();
        assert_eq!(cut(&strangers), 0);
        assert!(crowd.guest(from(0)).is_some() && crowd.person(1, from(0)).is_some());
        // One more from a crowded network is at the cost of its own oldest, from elsewhere at that of a network that has most.
        strangers.push(come(3));
        assert!(cut(&strangers) == 1 && strangers[3 * STRANGERS_EACH].1.is_cancelled());
        strangers.push(come(networks));
        assert!(cut(&strangers) == 2 && !strangers.last().unwrap().1.is_cancelled());
        drop(strangers);
        assert_eq!(crowd.strangers.lock().unwrap().count, 0);
        assert!(crowd.strangers.lock().unwrap().by_network.is_empty());
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
