//! What was measured of one program, and the middle and the far end of many durations.

use std::time::Duration;

use crate::usage::Memory;

/// Durations of the same thing done many times.
#[derive(Debug, Clone, Default)]
pub(crate) struct Series(Vec<Duration>);

impl Series {
    /// One more.
    pub(crate) fn push(&mut self, took: Duration) {
        self.0.push(took);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The median.
    pub(crate) fn median(&self) -> Option<Duration> {
        self.at(50)
    }

    /// The 99th percentile: at most one in a hundred took longer.
    pub(crate) fn far(&self) -> Option<Duration> {
        self.at(99)
    }

    fn at(&self, percent: usize) -> Option<Duration> {
        let mut sorted = self.0.clone();
        sorted.sort();
        let place = (sorted.len() * percent).div_ceil(100).max(1) - 1;
        sorted.get(place).copied()
    }
}

/// Keys pressed one by one, each after the screen had come to rest.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys {
    /// From the key to the last byte of what it drew.
    pub(crate) took: Series,
    /// Bytes drawn in all.
    pub(crate) bytes: usize,
    /// Keys that drew nothing, which are in no other figure but that of the processor.
    pub(crate) silent: usize,
    /// Time of a processor in all.
    pub(crate) cpu: Duration,
}

impl Keys {
    /// Bytes for each key that drew something.
    pub(crate) fn bytes_each(&self) -> usize {
        self.bytes / self.took.len().max(1)
    }

    /// Time of a processor for each key.
    pub(crate) fn cpu_each(&self) -> Duration {
        self.cpu / u32::try_from(self.took.len() + self.silent).unwrap_or(u32::MAX).max(1)
    }
}

/// Many keys pressed at once.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Burst {
    /// Until the last byte.
    pub(crate) took: Duration,
    /// Bytes drawn.
    pub(crate) bytes: usize,
}

/// A program that is left alone.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Idle {
    /// For how long.
    pub(crate) over: Duration,
    /// Time of a processor.
    pub(crate) cpu: Duration,
    /// How often a thread was woken.
    pub(crate) switches: u64,
    /// Bytes drawn.
    pub(crate) bytes: usize,
}

/// Everything that was measured of one program.
#[derive(Debug, Clone, Default)]
pub(crate) struct Figures {
    /// What was measured.
    pub(crate) name: String,
    /// From the start to the last byte of the first frame.
    pub(crate) first_frame: Series,
    /// From the start to a row of the list on the screen.
    pub(crate) first_row: Series,
    /// Up and down within the rows that are shown.
    pub(crate) moves: Keys,
    /// Down, on and on, so that the list moves.
    pub(crate) scrolls: Keys,
    /// A page down or up.
    pub(crate) pages: Keys,
    /// Opening what is selected.
    pub(crate) opens: Keys,
    /// Going back to the list.
    pub(crate) leaves: Keys,
    /// Letters typed into a form while articles are looked for, to the first byte that each draws.
    pub(crate) typed: Keys,
    /// Many moves at once.
    pub(crate) burst: Burst,
    /// After the start.
    pub(crate) memory_first: Memory,
    /// After everything.
    pub(crate) memory_last: Memory,
    /// Left alone.
    pub(crate) idle: Idle,
    /// How busy the machine was with everything while keys were pressed, from 0 to 1.
    pub(crate) busy: f64,
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Series;

    #[test]
    fn the_far_end_is_passed_by_one_in_a_hundred() {
        let mut series = Series::default();
        assert_eq!(series.median(), None);
        for millis in (1..=300).rev() {
            series.push(Duration::from_millis(millis));
        }
        assert_eq!(series.median(), Some(Duration::from_millis(150)));
        assert_eq!(series.far(), Some(Duration::from_millis(297)));
    }
}
