//! The figures as Markdown.

use std::fmt::Write as _;

use crate::desk::Engine;
use crate::load::{Sample, median};
use crate::measure::{CROWD, Extent, Figures, Line};
use crate::work::Work;

/// Everything, one part for each database, then how it grows.
pub(crate) fn markdown(measured: &[Figures], missing: &[&str], extent: &Extent) -> String {
    let mut out = format!(
        "{} turns of {} ms each, floor and server one after the other. Times in milliseconds as median / 99th percentile, over loopback \
         from clients on the same machine; CPU in milliseconds of one processor for each request, in the server's process alone.\n",
        extent.turns,
        extent.over.as_millis()
    );
    for one in measured {
        database(&mut out, one);
    }
    growth(&mut out, measured);
    for words in missing {
        let _ = write!(out, "\n{words}\n");
    }
    out
}

const fn name(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    }
}

fn database(out: &mut String, one: &Figures) {
    let _ = write!(out, "\n### {}, {} cases\n\n", name(one.engine), one.cases);
    out.push_str("| what | clients | floor | server | a second: floor, server | CPU: floor, server | CPU ratio | bytes: floor, server |\n");
    out.push_str("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for line in &one.lines {
        let Line { work, clients, floor, server } = line;
        let _ = writeln!(
            out,
            "| {work} | {clients} | {} | {} | {:.0}, {:.0} | {:.3}, {:.3} | {:.2} | {}, {} |{}",
            times(floor),
            times(server),
            floor.rate(),
            server.rate(),
            floor.cpu_each(),
            server.cpu_each(),
            server.cpu_each() / floor.cpu_each(),
            floor.bytes_each(),
            server.bytes_each(),
            refused(server)
        );
    }
    for view in one.lines.iter().filter(|line| line.work == Work::View) {
        let timeline = one.lines.iter().find(|line| (line.work, line.clients) == (Work::Timeline, view.clients));
        let Some(timeline) = timeline else { continue };
        let [floor, server] = [view.floor.cpu_each() + timeline.floor.cpu_each(), view.server.cpu_each() + timeline.server.cpu_each()];
        let _ = writeln!(
            out,
            "\nOne case with its timeline, {} clients: CPU {floor:.3}, {server:.3}, ratio {:.2}.",
            view.clients,
            server / floor
        );
    }
    let (filings, raw) = (&one.filings, one.filings.raw.rate());
    let _ = writeln!(
        out,
        "\nDurable filings a second, {CROWD} at once: raw loop {raw:.0}, bare handler {:.0} ({:.2} of the raw loop), server {:.0} ({:.2}; \
         median / p99 {}{}). CPU for each: {:.3}, {:.3}, {:.3}.",
        filings.floor.rate(),
        filings.floor.rate() / raw,
        filings.server.rate(),
        filings.server.rate() / raw,
        times(&filings.server),
        refused(&filings.server),
        filings.raw.cpu_each(),
        filings.floor.cpu_each(),
        filings.server.cpu_each()
    );
    for pair in &one.pairs {
        let [before, after] = [&pair.one, &pair.two].map(Sample::rate);
        let _ = writeln!(
            out,
            "\nTwo processes, {}, {} at once: {after:.0} a second against {before:.0}, {:.2} times; median / p99 {} against {}; CPU {:.3} \
             against {:.3}.",
            pair.work,
            pair.clients,
            after / before,
            times(&pair.two),
            times(&pair.one),
            pair.two.cpu_each(),
            pair.one.cpu_each()
        );
    }
    let starts: Vec<f64> = one.starts.iter().map(|took| took.as_secs_f64() * 1e3).collect();
    let longest = starts.iter().copied().fold(0.0, f64::max);
    let _ = write!(out, "\nStart: {:.0} ms, {longest:.0} at most of {}. ", median(&starts), starts.len());
    let _ = write!(out, "Anonymous memory: {:.0} MiB signed in, {:.0} MiB idle after load. ", one.memory[0], one.memory[1]);
    if let Some(moved) = one.moved {
        let _ = write!(out, "Moved here from SQLite in {:.0} s. ", moved.as_secs_f64());
    }
    let _ = writeln!(out, "The machine was busy for {:.0} %.", one.busy * 100.0);
}

fn times(sample: &Sample) -> String {
    format!("{} / {}", digits(sample.millis(50)), digits(sample.millis(99)))
}

fn digits(millis: f64) -> String {
    if millis < 9.95 { format!("{millis:.2}") } else { format!("{millis:.0}") }
}

fn refused(sample: &Sample) -> String {
    if sample.refused == 0 { String::new() } else { format!(" {} refused", sample.refused) }
}

/// The largest database of each engine against the smallest.
fn growth(out: &mut String, measured: &[Figures]) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let of: Vec<&Figures> = measured.iter().filter(|one| one.engine == engine).collect();
        let ends = (of.iter().min_by_key(|one| one.cases), of.iter().max_by_key(|one| one.cases));
        let (Some(small), Some(large)) = ends else { continue };
        if small.cases == large.cases {
            continue;
        }
        let _ = write!(out, "\n### {}: {} cases against {}\n\n", name(engine), large.cases, small.cases);
        out.push_str("| what | clients | median, times | CPU, times |\n| --- | --- | --- | --- |\n");
        for line in &large.lines {
            let Some(before) = small.lines.iter().find(|one| (one.work, one.clients) == (line.work, line.clients)) else { continue };
            let _ = writeln!(
                out,
                "| {} | {} | {:.2} | {:.2} |",
                line.work,
                line.clients,
                line.server.millis(50) / before.server.millis(50),
                line.server.cpu_each() / before.server.cpu_each()
            );
        }
    }
}
