//! Turns at what few may do at once: so many in all, and so many for each one. It knows nothing of what the turns are for.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Turns that are taken and given back; cheap to clone.
pub(crate) struct Turns<K> {
    taken: Arc<Mutex<Taken<K>>>,
    total: usize,
    each: usize,
}

struct Taken<K> {
    total: usize,
    /// Without zeros, so that it holds no more than there are turns.
    by_key: HashMap<K, usize>,
}

impl<K> Clone for Turns<K> {
    fn clone(&self) -> Self {
        Self { taken: Arc::clone(&self.taken), total: self.total, each: self.each }
    }
}

impl<K: Eq + Hash + Clone> Turns<K> {
    /// At most `total` turns at once, and `each` for each one.
    pub(crate) fn new(total: usize, each: usize) -> Self {
        Self { taken: Arc::new(Mutex::new(Taken { total: 0, by_key: HashMap::new() })), total, each }
    }

    /// Takes a turn, given back when dropped; `None` where there is none left.
    pub(crate) fn take(&self, key: K) -> Option<Turn<K>> {
        let mut taken = self.taken();
        let own = taken.by_key.get(&key).copied().unwrap_or(0);
        if taken.total >= self.total || own >= self.each {
            return None;
        }
        taken.total += 1;
        taken.by_key.insert(key.clone(), own + 1);
        drop(taken);
        Some(Turn { turns: self.clone(), key })
    }

    fn taken(&self) -> MutexGuard<'_, Taken<K>> {
        // Nothing that can panic happens under the lock.
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A turn, until it is dropped.
pub(crate) struct Turn<K: Eq + Hash + Clone> {
    turns: Turns<K>,
    key: K,
}

impl<K: Eq + Hash + Clone> Drop for Turn<K> {
    fn drop(&mut self) {
        let mut taken = self.turns.taken();
        taken.total -= 1;
        if let Some(own) = taken.by_key.get_mut(&self.key) {
            *own -= 1;
            if *own == 0 {
                taken.by_key.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Turns;

    #[test]
    fn there_are_so_many_turns_in_all_and_so_many_for_each() {
        let turns = Turns::new(3, 2);
        let (first, second) = (turns.take("ada").unwrap(), turns.take("ada").unwrap());
        assert!(turns.take("ada").is_none());
        let third = turns.take("bob").unwrap();
        assert!(turns.take("cleo").is_none());
        drop(first);
        let fourth = turns.take("cleo").unwrap();
        drop((second, third, fourth));
        assert!(turns.taken().by_key.is_empty() && turns.taken().total == 0);
    }
}
