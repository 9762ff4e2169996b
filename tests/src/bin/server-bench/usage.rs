//! What a process and the machine use, as Linux tells it in `/proc`; where it tells nothing, nothing was used.

use std::fs;
use std::time::Duration;

/// Length of the tick in which Linux counts the time of a processor for programs.
const TICK: Duration = Duration::from_millis(10);

/// Time of a processor that a process has used in all, threads that have ended included.
pub(crate) fn cpu(process: u32) -> Duration {
    fs::read_to_string(format!("/proc/{process}/stat")).ok().as_deref().and_then(ticks).map_or(Duration::ZERO, |ticks| TICK * ticks)
}

/// `utime` and `stime`, the 14th and 15th field of `stat`; the second is a name that may hold anything.
fn ticks(stat: &str) -> Option<u32> {
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u32>().ok()? + fields.get(12)?.parse::<u32>().ok()?)
}

/// Memory of a process that is its own, in MiB.
pub(crate) fn anonymous(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    kibibytes(&status, "RssAnon:").unwrap_or_default() / 1024.0
}

fn kibibytes(status: &str, name: &str) -> Option<f64> {
    let rest = status.lines().find_map(|line| line.strip_prefix(name))?;
    rest.split_whitespace().next()?.parse().ok()
}

/// How busy all processors of the machine have been.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Machine {
    busy: f64,
    all: f64,
}

impl Machine {
    /// So far.
    pub(crate) fn now() -> Self {
        let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
        let fields: Vec<f64> =
            stat.lines().next().unwrap_or_default().split_whitespace().skip(1).take(8).filter_map(|text| text.parse().ok()).collect();
        let all: f64 = fields.iter().sum();
        // The fourth and fifth are idling and waiting for disks.
        let idle: f64 = fields.iter().skip(3).take(2).sum();
        Self { busy: all - idle, all }
    }

    /// The busy share since an earlier moment, from 0 to 1.
    pub(crate) fn busy_since(self, before: Self) -> f64 {
        (self.busy - before.busy) / (self.all - before.all).max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{kibibytes, ticks};

    #[test]
    fn a_name_with_spaces_and_brackets_does_not_shift_the_fields() {
        let stat = "71 (a) b (c) S 1 71 71 0 -1 4194560 100 0 0 0 7 5 0 0 20 0 1 0 9 1 1 18446744073709551615";
        assert_eq!(ticks(stat), Some(12));
        assert_eq!(kibibytes("Name:\tx\nRssAnon:\t    2048 kB\n", "RssAnon:"), Some(2048.0));
    }
}
