//! Measures one database: floor and server in turns, so that what else the machine does hits both alike.

use std::time::{Duration, Instant};

use crate::desk::{Desk, Engine, Running};
use crate::load::{Sample, turn};
use crate::usage::{Machine, anonymous, cpu};
use crate::wire::{Wire, post};
use crate::work::{Requests, Whom, Work};

/// Clients that file at once where groups of commits are compared.
pub(crate) const CROWD: usize = 64;
/// What two processes are compared by, and with how many clients.
const PAIRED: [(Work, usize); 5] = [(Work::List, 8), (Work::View, 8), (Work::File, 8), (Work::File, CROWD), (Work::List, CROWD)];
/// Part of a turn that is not measured, before anything else of its kind.
const WARMING: u32 = 4;

/// How much is measured.
#[derive(Debug, Clone)]
pub(crate) struct Extent {
    /// Kinds of requests.
    pub(crate) works: Vec<Work>,
    /// Numbers of clients.
    pub(crate) clients: Vec<usize>,
    /// Turns of each, one after the other.
    pub(crate) turns: usize,
    /// How long a turn takes.
    pub(crate) over: Duration,
    /// How long the server is left alone before its memory is looked at.
    pub(crate) idle: Duration,
}

/// Floor and server at the same work.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) work: Work,
    pub(crate) clients: usize,
    pub(crate) floor: Sample,
    pub(crate) server: Sample,
}

/// Durable filings of many clients at once: without HTTP, through a bare handler, through the server.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filings {
    pub(crate) raw: Sample,
    pub(crate) floor: Sample,
    pub(crate) server: Sample,
}

/// One process against two.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    pub(crate) work: Work,
    pub(crate) clients: usize,
    pub(crate) one: Sample,
    pub(crate) two: Sample,
}

/// Everything that was measured of one database.
#[derive(Debug, Clone)]
pub(crate) struct Figures {
    pub(crate) engine: Engine,
    pub(crate) cases: u32,
    pub(crate) lines: Vec<Line>,
    pub(crate) filings: Filings,
    pub(crate) pairs: Vec<Pair>,
    pub(crate) starts: Vec<Duration>,
    pub(crate) moved: Option<Duration>,
    /// Anonymous memory in MiB once everybody has signed in, and after everything.
    pub(crate) memory: [f64; 2],
    /// How busy the machine was with everything, from 0 to 1.
    pub(crate) busy: f64,
}

/// Measures everything.
pub(crate) fn measure(desk: &Desk, (engine, cases): (Engine, u32), extent: &Extent, tell: impl Fn(&str)) -> Figures {
    let (machine, first) = (Machine::now(), anonymous(desk.server.id()));
    let requests = Requests::of(desk);
    let mut lines = Vec::new();
    for &work in &extent.works {
        for &clients in &extent.clients {
            tell(&format!("{work}, {clients} at once"));
            lines.push(line(desk, &requests, work, clients, extent));
        }
    }
    tell(&format!("filing, {CROWD} at once"));
    let filings = filings(desk, &requests, extent);
    std::thread::park_timeout(extent.idle);
    let memory = [first, anonymous(desk.server.id())];
    let pairs = desk.beside().map_or_else(Vec::new, |beside| {
        let one = PAIRED.map(|paired| {
            tell(&format!("{}, {} at once, two processes", paired.0, paired.1));
            pair(desk, &beside, &requests, paired, extent)
        });
        one.to_vec()
    });
    let busy = Machine::now().busy_since(machine);
    Figures { engine, cases, lines, filings, pairs, starts: desk.starts.clone(), moved: desk.moved, memory, busy }
}

fn process(running: &Running) -> (&str, u32) {
    (&running.address, running.id())
}

fn line(desk: &Desk, requests: &Requests<'_>, work: Work, clients: usize, extent: &Extent) -> Line {
    let mut out = Line { work, clients, floor: Sample::default(), server: Sample::default() };
    let warm = extent.over / WARMING;
    turn(requests, (work, Whom::Floor), &[process(&desk.floor)], clients, warm, &mut Sample::default());
    turn(requests, (work, Whom::Server), &[process(&desk.server)], clients, warm, &mut Sample::default());
    for _ in 0..extent.turns {
        turn(requests, (work, Whom::Floor), &[process(&desk.floor)], clients, extent.over, &mut out.floor);
        turn(requests, (work, Whom::Server), &[process(&desk.server)], clients, extent.over, &mut out.server);
    }
    out
}

fn filings(desk: &Desk, requests: &Requests<'_>, extent: &Extent) -> Filings {
    let mut out = Filings::default();
    for _ in 0..extent.turns {
        raw(&desk.floor, extent.over, &mut out.raw);
        turn(requests, (Work::File, Whom::Floor), &[process(&desk.floor)], CROWD, extent.over, &mut out.floor);
        turn(requests, (Work::File, Whom::Server), &[process(&desk.server)], CROWD, extent.over, &mut out.server);
    }
    out
}

/// Has the floor file for itself, without HTTP.
fn raw(floor: &Running, over: Duration, out: &mut Sample) {
    let (before, begun) = (cpu(floor.id()), Instant::now());
    let mut wire = Wire::open(&floor.address);
    let answer = wire.send(&post(&format!("/raw/{CROWD}/{}", over.as_millis()), "", "", "text/plain", b"")).expect("an answer");
    let count: f64 = std::str::from_utf8(answer.body).ok().and_then(|count| count.parse().ok()).expect("a count");
    out.push_turn(count, begun.elapsed(), cpu(floor.id()).saturating_sub(before));
}

fn pair(desk: &Desk, beside: &Running, requests: &Requests<'_>, (work, clients): (Work, usize), extent: &Extent) -> Pair {
    let mut out = Pair { work, clients, one: Sample::default(), two: Sample::default() };
    let (one, two) = ([process(&desk.server)], [process(&desk.server), process(beside)]);
    turn(requests, (work, Whom::Server), &two, clients, extent.over / WARMING, &mut Sample::default());
    for _ in 0..extent.turns {
        turn(requests, (work, Whom::Server), &one, clients, extent.over, &mut out.one);
        turn(requests, (work, Whom::Server), &two, clients, extent.over, &mut out.two);
    }
    out
}
