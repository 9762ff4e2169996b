//! `ssh-bench`: measures the SSH door with many people in it at once; it judges nothing and asserts no durations.

mod desk;
mod files;
mod guest;

use std::io::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Parser;

use crate::desk::CrowdedDesk;
use crate::guest::Guest;

/// Measures the SSH door: first frame, key to frame, files, and what many open screens that are left alone take.
///
/// Clients and server share the machine. Everybody has a key of their own. Files go to OpenSSH's own server as well, by turns,
/// where it is installed.
#[derive(Debug, Parser)]
struct Arguments {
    /// Connections with open screens at once.
    #[arg(long, default_value_t = 1_000)]
    connections: usize,
    /// Cases of the desk.
    #[arg(long, default_value_t = 20_000)]
    cases: u32,
    /// Connections opened one after the other for the first frame, and keys pressed.
    #[arg(long, default_value_t = 50)]
    samples: usize,
    /// How often a file of the largest size is copied there and back.
    #[arg(long, default_value_t = 7)]
    copies: usize,
    /// How long everybody is left alone before it is counted, in seconds.
    #[arg(long, default_value_t = 20)]
    settling: u64,
    /// For how long it is counted, in seconds.
    #[arg(long, default_value_t = 20)]
    idle: u64,
    /// A folder in which the desk is kept for the next time.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// Connections of one address; a network may have only so many.
const EACH: usize = 100;
/// Connections that are made at the same time.
const TOGETHER: usize = 8;

#[tokio::main]
async fn main() {
    let arguments = Arguments::parse();
    let desk = CrowdedDesk::open(arguments.cases, arguments.connections + arguments.samples, arguments.data.as_deref());
    let empty = desk.memory();
    say(&format!("the server alone: {:.1} MiB resident, {:.1} anonymous", empty.resident, empty.anonymous));

    if arguments.copies > 0 {
        for line in files::compare(desk.shell(), arguments.copies, told) {
            say(&line);
        }
    }
    let (mut signed_in, mut first) = (Vec::new(), Vec::new());
    let mut one = None;
    for at in 0..arguments.samples {
        let guest = Guest::come_in(desk.port, 0, desk.key(at)).await;
        signed_in.push(guest.signed_in_after);
        first.push(guest.frame_after);
        one = Some(guest);
    }
    say(&format!("from the connection to the sign-in: {}", told(&mut signed_in)));
    say(&format!("from the sign-in to the first frame: {}", told(&mut first)));
    let Some(mut one) = one else { return };
    let mut keys = one.keys(arguments.samples).await;
    say(&format!("key to frame, alone: {}", told(&mut keys)));

    let began = Instant::now();
    let mut crowd = Vec::new();
    let numbers: Vec<usize> = (0..arguments.connections).collect();
    for some in numbers.chunks(TOGETHER) {
        let coming = some.iter().map(|at| Guest::come_in(desk.port, 1 + at / EACH, desk.key(arguments.samples + at)));
        crowd.extend(futures_util::future::join_all(coming).await);
    }
    say(&format!("{} connections, each with its screens open, after {:.1} s", crowd.len(), began.elapsed().as_secs_f64()));
    alone(arguments.settling).await;
    let full = desk.memory();
    let each = |full: f64, empty: f64| (full - empty) / f64::from(u32::try_from(crowd.len()).unwrap_or(u32::MAX));
    say(&format!(
        "the server with them: {:.1} MiB resident, {:.1} anonymous; {:.3} and {:.3} each",
        full.resident,
        full.anonymous,
        each(full.resident, empty.resident),
        each(full.anonymous, empty.anonymous)
    ));
    let before = desk.cpu();
    alone(arguments.idle).await;
    let used = desk.cpu().saturating_sub(before).as_secs_f64() / Duration::from_secs(arguments.idle.max(1)).as_secs_f64();
    say(&format!("left alone: {:.2} % of a processor in all", 100.0 * used));
    let mut keys = one.keys(arguments.samples).await;
    say(&format!("key to frame, among them: {}", told(&mut keys)));
}

/// Leaves everybody alone for so many seconds.
async fn alone(seconds: u64) {
    let _ = tokio::time::timeout(Duration::from_secs(seconds), std::future::pending::<()>()).await;
}

fn say(line: &str) {
    // Nobody reads it when this fails.
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Median and 99th percentile in milliseconds.
fn told(spans: &mut [Duration]) -> String {
    spans.sort_unstable();
    let at = |part: usize| spans.get((spans.len() * part / 100).min(spans.len().saturating_sub(1))).copied().unwrap_or_default();
    format!("{:.1} / {:.1} ms", 1_000.0 * at(50).as_secs_f64(), 1_000.0 * at(99).as_secs_f64())
}
