//! What a process uses, as Linux tells it in `/proc`; where it tells nothing, nothing was used.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

/// Length of the tick in which Linux counts the time of a processor for programs.
const TICK: Duration = Duration::from_millis(10);

/// What the threads of a process had used at one moment.
#[derive(Debug, Clone, Default)]
pub(crate) struct Usage {
    threads: BTreeMap<String, Thread>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Thread {
    cpu: Duration,
    switches: u64,
}

impl Usage {
    /// What a process has used so far.
    pub(crate) fn of(process: u32) -> Self {
        let tasks = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
        let threads = tasks.filter_map(|task| {
            let text = |name: &str| fs::read_to_string(task.path().join(name)).ok();
            let cpu = text("schedstat").as_deref().and_then(precise).or_else(|| text("stat").as_deref().and_then(coarse))?;
            let status = text("status")?;
            let switches = field(&status, "voluntary_ctxt_switches:")? + field(&status, "nonvoluntary_ctxt_switches:")?;
            Some((task.file_name().to_string_lossy().into_owned(), Thread { cpu, switches }))
        });
        Self { threads: threads.collect() }
    }

    /// Time of a processor since an earlier moment.
    pub(crate) fn cpu_since(&self, before: &Self) -> Duration {
        self.since(before).map(|(now, then)| now.cpu.saturating_sub(then.cpu)).sum()
    }

    /// How often a thread was woken or put aside since an earlier moment.
    pub(crate) fn switches_since(&self, before: &Self) -> u64 {
        self.since(before).map(|(now, then)| now.switches.saturating_sub(then.switches)).sum()
    }

    fn since<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = (Thread, Thread)> + 'a {
        self.threads.iter().map(|(id, now)| (*now, before.threads.get(id).copied().unwrap_or_default()))
    }
}

/// Nanoseconds on a processor, the first figure of `schedstat`.
fn precise(schedstat: &str) -> Option<Duration> {
    schedstat.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// `utime` and `stime`, the 14th and 15th field of `stat`; the second is a name that may hold anything.
fn coarse(stat: &str) -> Option<Duration> {
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u32 = fields.get(11)?.parse::<u32>().ok()? + fields.get(12)?.parse::<u32>().ok()?;
    Some(TICK * ticks)
}

/// Memory of a process in kibibytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Memory {
    /// Everything that is in memory, shared files too.
    pub(crate) resident: u64,
    /// What is the process's own.
    pub(crate) anonymous: u64,
}

impl Memory {
    /// What a process holds.
    pub(crate) fn of(process: u32) -> Self {
        let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let kibibytes = |name: &str| field(&status, name).unwrap_or_default();
        Self { resident: kibibytes("VmRSS:"), anonymous: kibibytes("RssAnon:") }
    }
}

/// A number of `/proc/PID/status`.
fn field(status: &str, name: &str) -> Option<u64> {
    let rest = status.lines().find_map(|line| line.strip_prefix(name))?;
    rest.split_whitespace().next()?.parse().ok()
}

/// How busy all processors of the machine have been.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Machine {
    busy: u64,
    all: u64,
}

impl Machine {
    /// So far.
    pub(crate) fn now() -> Self {
        let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
        let fields: Vec<u64> =
            stat.lines().next().unwrap_or_default().split_whitespace().skip(1).take(8).filter_map(|text| text.parse().ok()).collect();
        let all: u64 = fields.iter().sum();
        // The fourth and fifth are idling and waiting for disks.
        let idle: u64 = fields.iter().skip(3).take(2).sum();
        Self { busy: all - idle, all }
    }

    /// The busy share since an earlier moment, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "ticks of hours fit a float's digits")]
    pub(crate) fn busy_since(self, before: Self) -> f64 {
        (self.busy - before.busy) as f64 / (self.all - before.all).max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{coarse, field, precise};

    #[test]
    fn a_name_with_spaces_and_brackets_does_not_shift_the_fields() {
        let stat = "71 (a) b (c) S 1 71 71 0 -1 4194560 100 0 0 0 7 5 0 0 20 0 1 0 9 1 1 18446744073709551615";
        assert_eq!(coarse(stat), Some(Duration::from_millis(120)));
        assert_eq!(precise("891585 2183482 3\n"), Some(Duration::from_nanos(891_585)));
        assert_eq!(field("Name:\tx\nRssAnon:\t    2048 kB\n", "RssAnon:"), Some(2048));
    }
}
