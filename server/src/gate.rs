//! A gate that lets in so many at once, in all and of each one, and lets few wait for long; it knows nothing of what is behind it.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many a gate lets in and lets wait.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Width {
    /// Inside at once.
    pub(crate) inside: usize,
    /// Inside at once of each one.
    pub(crate) inside_each: usize,
    /// Waiting at once.
    pub(crate) waiting: usize,
    /// Waiting at once of each one.
    pub(crate) waiting_each: usize,
    /// How long they wait.
    pub(crate) patience: Duration,
}

/// A gate; cheap to clone.
///
/// Whoever waits for their own turn takes no place in the queue of all, so that somebody who asks for much waits behind
/// themselves, and others behind few of them.
pub(crate) struct Gate<K> {
    all: Arc<Semaphore>,
    lanes: Arc<Mutex<Lanes<K>>>,
    width: Width,
}

struct Lanes<K> {
    count: usize,
    /// Without empty ones, so that it holds no more than there are inside and waiting.
    by_key: HashMap<K, Lane>,
}

struct Lane {
    count: usize,
    own: Arc<Semaphore>,
}

impl<K> Clone for Gate<K> {
    fn clone(&self) -> Self {
        Self { all: Arc::clone(&self.all), lanes: Arc::clone(&self.lanes), width: self.width }
    }
}

impl<K: Eq + Hash + Clone> Gate<K> {
    /// An open gate with nobody in it.
    pub(crate) fn new(width: Width) -> Self {
        let lanes = Lanes { count: 0, by_key: HashMap::new() };
        Self { all: Arc::new(Semaphore::new(width.inside)), lanes: Arc::new(Mutex::new(lanes)), width }
    }

    /// Goes in, waiting if need be; `None` at once where too many wait already, or after waiting for too long.
    pub(crate) async fn enter(&self, key: K) -> Option<Pass<K>> {
        let (place, own) = self.queue(key)?;
        let both = async {
            let own = own.acquire_owned().await.ok()?;
            Some((own, Arc::clone(&self.all).acquire_owned().await.ok()?))
        };
        let (own, all) = tokio::time::timeout(self.width.patience, both).await.ok()??;
        Some(Pass { _own: own, _all: all, _place: place })
    }

    fn queue(&self, key: K) -> Option<(Place<K>, Arc<Semaphore>)> {
        let Width { inside, inside_each, waiting, waiting_each, .. } = self.width;
        let mut lanes = self.lanes();
        let taken = lanes.by_key.get(&key).map_or(0, |lane| lane.count);
        if lanes.count >= inside + waiting || taken >= inside_each + waiting_each {
            return None;
        }
        lanes.count += 1;
        let lane = lanes.by_key.entry(key.clone()).or_insert_with(|| Lane { count: 0, own: Arc::new(Semaphore::new(inside_each)) });
        lane.count += 1;
        let own = Arc::clone(&lane.own);
        drop(lanes);
        Some((Place { gate: self.clone(), key }, own))
    }

    fn lanes(&self) -> MutexGuard<'_, Lanes<K>> {
        // Nothing that can panic happens under the lock.
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Leave to be inside, until it is dropped.
pub(crate) struct Pass<K: Eq + Hash + Clone> {
    _own: OwnedSemaphorePermit,
    _all: OwnedSemaphorePermit,
    _place: Place<K>,
}

/// A place inside or in the queue.
struct Place<K: Eq + Hash + Clone> {
    gate: Gate<K>,
    key: K,
}

impl<K: Eq + Hash + Clone> Drop for Place<K> {
    fn drop(&mut self) {
        let mut lanes = self.gate.lanes();
        lanes.count -= 1;
        if let Some(lane) = lanes.by_key.get_mut(&self.key) {
            lane.count -= 1;
            if lane.count == 0 {
                lanes.by_key.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::FutureExt as _;
    use futures_util::future::join_all;

    use super::{Gate, Width};

    fn gate() -> Gate<&'static str> {
        let patience = Duration::from_secs(2);
        Gate::new(Width { inside: 3, inside_each: 2, waiting: 4, waiting_each: 2, patience })
    }

    #[tokio::test]
    async fn so_many_are_inside_and_so_many_wait() {
        let gate = gate();
        let (first, second) = (gate.enter("ada").await.unwrap(), gate.enter("ada").await.unwrap());
        let mut waiting: Vec<_> = (0..2).map(|_| Box::pin(gate.enter("ada"))).collect();
        assert!(waiting.iter_mut().all(|enter| enter.as_mut().now_or_never().is_none()), "they wait");
        assert!(gate.enter("ada").now_or_never().unwrap().is_none(), "one more is sent away at once");
        // Those who wait for their own turn keep nobody else out.
        let bob = gate.enter("bob").now_or_never().unwrap().unwrap();
        let mut cleo = Box::pin(gate.enter("cleo"));
        assert!(cleo.as_mut().now_or_never().is_none(), "it is full");
        drop(first);
        // Ada's next request was the first to ask, but it stands behind what stood in the queue of all before it.
        let cleo = cleo.await.unwrap();
        drop((bob, second));
        let passes = join_all(waiting).await;
        assert!(passes.iter().all(Option::is_some));
        drop((passes, cleo));
        assert!(gate.lanes().by_key.is_empty() && gate.lanes().count == 0 && gate.all.available_permits() == 3);
    }

    #[tokio::test]
    async fn the_queue_of_all_has_an_end() {
        let gate = gate();
        let _inside = join_all(["a", "b", "c"].map(|key| gate.enter(key))).await;
        let mut waiting: Vec<_> = ["d", "e", "f", "g"].into_iter().map(|key| Box::pin(gate.enter(key))).collect();
        assert!(waiting.iter_mut().all(|enter| enter.as_mut().now_or_never().is_none()));
        assert!(gate.enter("h").now_or_never().unwrap().is_none());
        // Whoever goes away while they wait leaves their place to another.
        waiting.pop();
        assert!(gate.enter("h").now_or_never().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_ever() {
        let gate = gate();
        let held = (gate.enter("ada").await.unwrap(), gate.enter("ada").await.unwrap());
        assert!(gate.enter("ada").await.is_none());
        drop(held);
        assert!(gate.enter("ada").await.is_some());
    }
}
