//! Clients that ask as fast as they are answered, and what that took.

use std::thread;
use std::time::{Duration, Instant};

use crate::usage::cpu;
use crate::wire::Wire;
use crate::work::{Requests, Whom, Work};

/// What a number of clients was answered with in several turns.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sample {
    /// How long each answer took.
    took: Vec<Duration>,
    /// Bytes of all answers' bodies.
    bytes: usize,
    /// Answers that the server was too busy for, which are in no other figure.
    pub(crate) refused: usize,
    /// Time of a processor that the process used.
    cpu: Duration,
    /// How many answers that was for.
    served: f64,
    /// Answers a second of each turn.
    rates: Vec<f64>,
}

impl Sample {
    /// A share of all answers, in percent, took no longer.
    pub(crate) fn millis(&self, percent: usize) -> f64 {
        let mut sorted = self.took.clone();
        sorted.sort_unstable();
        let place = (sorted.len() * percent).div_ceil(100).max(1) - 1;
        sorted.get(place).map_or(f64::NAN, |took| took.as_secs_f64() * 1e3)
    }

    /// Time of a processor for each answer, in milliseconds.
    pub(crate) fn cpu_each(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e3 / self.served
    }

    /// Bytes of an answer's body.
    pub(crate) fn bytes_each(&self) -> usize {
        self.bytes / self.took.len().max(1)
    }

    /// Answers a second: the median of the turns.
    pub(crate) fn rate(&self) -> f64 {
        median(&self.rates)
    }

    /// Adds a turn: how many answers there were in that time, and what of a processor they took.
    pub(crate) fn push_turn(&mut self, count: f64, over: Duration, cpu: Duration) {
        self.rates.push(count / over.as_secs_f64());
        self.served += count;
        self.cpu += cpu;
    }
}

/// The middle of some figures.
pub(crate) fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Has `clients` ask for `over`, each one after the other on a connection of its own, spread over the processes; adds to `out`.
pub(crate) fn turn(
    requests: &Requests<'_>,
    (work, whom): (Work, Whom),
    processes: &[(&str, u32)],
    clients: usize,
    over: Duration,
    out: &mut Sample,
) {
    let used = || processes.iter().map(|(_, id)| cpu(*id)).sum::<Duration>();
    let (before, begun) = (used(), Instant::now());
    let until = begun + over;
    let all: Vec<Client> = thread::scope(|scope| {
        let running: Vec<_> = (0..clients)
            .map(|client| {
                let address = processes[client % processes.len()].0;
                scope.spawn(move || ask(requests, (work, whom), address, client, until))
            })
            .collect();
        running.into_iter().map(|client| client.join().expect("a client ends")).collect()
    });
    let took: usize = all.iter().map(|client| client.took.len()).sum();
    #[expect(clippy::cast_precision_loss, reason = "counts of seconds fit a float's digits")]
    out.push_turn(took as f64, begun.elapsed(), used().saturating_sub(before));
    for client in all {
        out.took.extend(client.took);
        out.bytes += client.bytes;
        out.refused += client.refused;
    }
}

#[derive(Default)]
struct Client {
    took: Vec<Duration>,
    bytes: usize,
    refused: usize,
}

fn ask(requests: &Requests<'_>, (work, whom): (Work, Whom), address: &str, client: usize, until: Instant) -> Client {
    let mut wire = Wire::open(address);
    let mut out = Client::default();
    while Instant::now() < until {
        let request = requests.next(work, whom, client);
        let begun = Instant::now();
        let answer = wire.send(&request).unwrap_or_else(|error| panic!("{work}, {whom:?}: {error}"));
        match answer.status {
            200..=299 => {
                out.took.push(begun.elapsed());
                out.bytes += answer.body.len();
            }
            503 => out.refused += 1,
            status => panic!("{work}, {whom:?}: {status} {}", String::from_utf8_lossy(answer.body)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Sample, median};

    #[test]
    fn the_far_end_is_passed_by_one_in_a_hundred() {
        let took = (1..=300).rev().map(Duration::from_millis).collect();
        let mut sample = Sample { took, bytes: 900, ..Sample::default() };
        sample.push_turn(300.0, Duration::from_secs(3), Duration::from_millis(600));
        assert_eq!((sample.millis(50), sample.millis(99), median(&[3.0, 1.0, 2.0])), (150.0, 297.0, 2.0));
        assert_eq!((sample.cpu_each(), sample.bytes_each(), sample.rate()), (2.0, 3, 100.0));
    }
}
