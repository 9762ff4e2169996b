//! Drives one program in a terminal and takes the times; "done" is a terminal that has been silent for a bounded while.

use std::time::{Duration, Instant};

use caseport_tests::process::PATIENCE;
use caseport_tests::terminal::Terminal;

use crate::figures::{Burst, Figures, Idle, Keys};
use crate::subject::Subject;
use crate::usage::{Machine, Memory, Usage};

/// Silence that ends what a key draws.
const QUIET: Duration = Duration::from_millis(30);
/// Silence after a start, after many keys at once, and before the program is left alone.
const REST: Duration = Duration::from_millis(400);
/// How long a key may take to draw anything; one that takes longer draws nothing.
const ANSWER: Duration = Duration::from_millis(250);
/// How many keys are pressed at once.
pub(crate) const AT_ONCE: usize = 200;
/// Moves in one direction, so that the selection stays among the first rows.
const ROWS: usize = 6;
/// What is typed into a form: the words of articles among others, no longer than a line may be.
const TYPED: &str = "since the upgrade the login page shows an error for all users and the certificate of the webhook is not \
    taken any more, the report export has a timeout on mobile too";
/// Keys pressed before any is timed.
const WARMING: usize = 12;

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extent {
    /// Rows and columns of the terminal.
    pub(crate) size: (u16, u16),
    /// Keys of each kind.
    pub(crate) keys: usize,
    /// Starts.
    pub(crate) starts: usize,
    /// How long the program is left alone before that is measured.
    pub(crate) settling: Duration,
    /// How long the program is left alone.
    pub(crate) idle: Duration,
}

/// Measures one program.
pub(crate) fn measure(subject: &Subject, extent: &Extent) -> Figures {
    let mut out = Figures { name: subject.name.clone(), ..Figures::default() };
    let mut bench = Bench::start(subject, extent, &mut out);
    for _ in 1..extent.starts {
        bench = Bench::start(subject, extent, &mut out);
    }
    out.memory_first = Memory::of(bench.process);
    if let Some(list) = subject.list {
        bench.press_and_rest(list);
        bench.terminal.wait_for("a list", |screen| (subject.has_row)(&screen.contents()));
    }
    let machine = Machine::now();
    let there_and_back: Vec<&str> = [["j"; ROWS], ["k"; ROWS]].concat();
    let _ = bench.keys(&there_and_back, WARMING);
    out.moves = bench.keys(&there_and_back, extent.keys);
    out.scrolls = bench.keys(&["j"], extent.keys);
    bench.press_and_rest(subject.first);
    let [down, up] = subject.pages;
    out.pages = bench.keys(&[down, up], extent.keys);
    if let Some([open, leave]) = subject.opens {
        bench.press_and_rest(subject.first);
        for _ in 0..extent.keys / 3 {
            bench.key(open, &mut out.opens);
            bench.key(leave, &mut out.leaves);
        }
    }
    bench.press_and_rest(subject.first);
    out.burst = bench.burst();
    bench.press_and_rest(subject.first);
    out.busy = Machine::now().busy_since(machine);
    bench.listen_for(extent.settling);
    out.idle = bench.idle(extent.idle);
    // At the end, for what was typed is saved and taken away again a while after it.
    if let Some([open, leave]) = subject.form {
        bench.press_and_rest(open);
        out.typed = bench.letters(extent.keys.min(TYPED.len()));
        // A form with nothing in it leaves no draft behind.
        bench.press_and_rest("\x15");
        bench.press_and_rest(leave);
    }
    out.memory_last = Memory::of(bench.process);
    out
}

struct Bench {
    terminal: Terminal,
    process: u32,
}

impl Bench {
    /// Starts the program and waits until it is at rest with its list.
    fn start(subject: &Subject, extent: &Extent, out: &mut Figures) -> Self {
        let (rows, columns) = extent.size;
        let mut terminal = Terminal::start(&subject.command, rows, columns);
        let process = terminal.id().expect("the program runs");
        let (started, mut frame) = (terminal.started(), None);
        let row = loop {
            let left = (started + PATIENCE).saturating_duration_since(Instant::now());
            let heard = terminal.hear(left).unwrap_or_else(|| panic!("{}: no list\n{}", subject.name, terminal.text()));
            // Every program here draws from top to bottom, so the last line completes the frame.
            if frame.is_none() && is_whole(terminal.screen(), columns) {
                frame = Some(heard.at);
            }
            if (subject.has_row)(&terminal.text()) {
                break heard.at;
            }
        };
        out.first_frame.push(frame.unwrap_or(row) - started);
        out.first_row.push(row - started);
        let mut bench = Self { terminal, process };
        bench.rest();
        bench
    }

    /// Waits until nothing is drawn any more.
    fn rest(&mut self) {
        self.settle(REST);
    }

    /// Listens until the terminal has been silent for a while; the time of the last byte and how many there were.
    fn settle(&mut self, silence: Duration) -> Option<(Instant, usize)> {
        let until = Instant::now() + PATIENCE;
        let mut out: Option<(Instant, usize)> = None;
        while Instant::now() < until {
            let Some(heard) = self.terminal.hear(silence) else { break };
            out = Some((heard.at, out.map_or(0, |(_, bytes)| bytes) + heard.bytes));
        }
        out
    }

    /// Presses keys one by one, in turn from `keys`.
    fn keys(&mut self, keys: &[&str], count: usize) -> Keys {
        let mut out = Keys::default();
        for key in keys.iter().cycle().take(count) {
            self.key(key, &mut out);
        }
        out
    }

    /// Presses one key and listens until what it draws has come to rest.
    fn key(&mut self, key: &str, out: &mut Keys) {
        while self.terminal.hear(Duration::ZERO).is_some() {}
        let before = Usage::of(self.process);
        let pressed = Instant::now();
        self.terminal.press(key);
        match self.terminal.hear(ANSWER) {
            Some(first) => {
                let (last, bytes) = self.settle(QUIET).unwrap_or((first.at, 0));
                out.took.push(last - pressed);
                out.bytes += first.bytes + bytes;
            }
            None => out.silent += 1,
        }
        out.cpu += Usage::of(self.process).cpu_since(&before);
    }

    /// Types letters, each when the screen has come to rest; what the client draws first is the letter, what is found comes after it.
    fn letters(&mut self, count: usize) -> Keys {
        let mut out = Keys::default();
        for letter in TYPED.chars().take(count) {
            while self.terminal.hear(Duration::ZERO).is_some() {}
            let (before, pressed) = (Usage::of(self.process), Instant::now());
            self.terminal.press(letter.encode_utf8(&mut [0; 4]));
            match self.terminal.hear(ANSWER) {
                Some(first) => {
                    out.took.push(first.at - pressed);
                    out.bytes += first.bytes + self.settle(QUIET).map_or(0, |(_, bytes)| bytes);
                }
                None => out.silent += 1,
            }
            out.cpu += Usage::of(self.process).cpu_since(&before);
        }
        out
    }

    /// Presses keys that are not measured.
    fn press_and_rest(&mut self, keys: &str) {
        self.terminal.press(keys);
        self.rest();
    }

    /// Presses many keys at once.
    fn burst(&mut self) -> Burst {
        let pressed = Instant::now();
        self.terminal.press(&"j".repeat(AT_ONCE));
        let first = self.terminal.hear(ANSWER);
        let (last, bytes) = self.settle(REST).or(first.map(|heard| (heard.at, 0))).unwrap_or((pressed, 0));
        Burst { took: last - pressed, bytes: bytes + first.map_or(0, |heard| heard.bytes) }
    }

    /// Listens for so long, whatever is drawn.
    fn listen_for(&mut self, over: Duration) {
        let until = Instant::now() + over;
        while self.terminal.hear(until.saturating_duration_since(Instant::now())).is_some() {}
    }

    /// Leaves the program alone.
    fn idle(&mut self, over: Duration) -> Idle {
        self.rest();
        let (before, begun, mut bytes) = (Usage::of(self.process), Instant::now(), 0);
        while begun.elapsed() < over {
            bytes += self.terminal.hear(over.saturating_sub(begun.elapsed())).map_or(0, |heard| heard.bytes);
        }
        let after = Usage::of(self.process);
        Idle { over: begun.elapsed(), cpu: after.cpu_since(&before), switches: after.switches_since(&before), bytes }
    }
}

/// Whether the last line of the screen holds anything.
fn is_whole(screen: &vt100::Screen, columns: u16) -> bool {
    screen.rows(0, columns).last().is_some_and(|line| !line.trim().is_empty())
}
