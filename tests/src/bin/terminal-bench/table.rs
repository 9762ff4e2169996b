//! The figures as Markdown for people and as JSON for programs.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

use crate::figures::{Figures, Keys, Series};
use crate::measure::{AT_ONCE, Extent};

/// Two tables: starts and rest, then keys.
pub(crate) fn markdown(measured: &[Figures], missing: &[String], extent: &Extent) -> String {
    let (rows, columns) = extent.size;
    let mut out = format!(
        "{columns}x{rows}; {} starts, {} keys of each kind, {} s of rest. Milliseconds as median / 99th percentile, memory in MiB after the start and after everything.\n\n",
        extent.starts,
        extent.keys,
        extent.idle.as_secs()
    );
    let _ = writeln!(
        out,
        "| program | first frame | first row | resident | anonymous | idle CPU, ms/s | wake-ups in {} s |",
        extent.idle.as_secs()
    );
    out.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
    for one in measured {
        let (first, last, seconds) = (one.memory_first, one.memory_last, one.idle.over.as_secs_f64());
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} / {} | {} / {} | {:.2} | {} |",
            one.name,
            series(&one.first_frame),
            series(&one.first_row),
            mebibytes(first.resident),
            mebibytes(last.resident),
            mebibytes(first.anonymous),
            mebibytes(last.anonymous),
            millis(one.idle.cpu) / seconds,
            one.idle.switches
        );
    }
    let _ = write!(
        out,
        "\n| program | move | scroll | page | open | leave | letter in a form | {AT_ONCE} at once | bytes a key: move, scroll, page | CPU a key: move, scroll | machine busy |\n"
    );
    out.push_str("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for one in measured {
        let kinds = [&one.moves, &one.scrolls, &one.pages, &one.opens, &one.leaves, &one.typed];
        let [moves, scrolls, pages, opens, leaves, typed] = kinds.map(|keys| series(&keys.took));
        let _ = writeln!(
            out,
            "| {} | {moves} | {scrolls} | {pages} | {opens} | {leaves} | {typed} | {:.0} | {}, {}, {} | {:.2}, {:.2} | {:.0} % |",
            one.name,
            millis(one.burst.took),
            one.moves.bytes_each(),
            one.scrolls.bytes_each(),
            one.pages.bytes_each(),
            millis(one.moves.cpu_each()),
            millis(one.scrolls.cpu_each()),
            one.busy * 100.0
        );
    }
    for words in missing {
        let _ = write!(out, "\n{words}\n");
    }
    out
}

/// Everything, with milliseconds and kibibytes.
pub(crate) fn json(measured: &[Figures], missing: &[String]) -> String {
    let programs: Vec<Value> = measured.iter().map(figures).collect();
    format!("{:#}\n", json!({ "programs": programs, "missing": missing }))
}

fn figures(one: &Figures) -> Value {
    let memory = |memory: crate::usage::Memory| json!({ "resident": memory.resident, "anonymous": memory.anonymous });
    json!({
        "name": one.name,
        "first_frame": spread(&one.first_frame),
        "first_row": spread(&one.first_row),
        "move": keys(&one.moves),
        "scroll": keys(&one.scrolls),
        "page": keys(&one.pages),
        "open": keys(&one.opens),
        "leave": keys(&one.leaves),
        "letter": keys(&one.typed),
        "burst": { "keys": AT_ONCE, "took": millis(one.burst.took), "bytes": one.burst.bytes },
        "memory_first": memory(one.memory_first),
        "memory_last": memory(one.memory_last),
        "idle": {
            "over": millis(one.idle.over), "cpu": millis(one.idle.cpu), "switches": one.idle.switches, "bytes": one.idle.bytes,
        },
        "busy": one.busy,
    })
}

fn keys(keys: &Keys) -> Value {
    json!({ "took": spread(&keys.took), "silent": keys.silent, "bytes": keys.bytes_each(), "cpu": millis(keys.cpu_each()) })
}

fn spread(series: &Series) -> Value {
    json!({ "count": series.len(), "median": series.median().map(millis), "p99": series.far().map(millis) })
}

fn series(series: &Series) -> String {
    match (series.median(), series.far()) {
        (Some(median), Some(far)) => format!("{:.1} / {:.1}", millis(median), millis(far)),
        _ => "-".to_owned(),
    }
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

#[expect(clippy::cast_precision_loss, reason = "memory of a terminal program fits a float's digits")]
fn mebibytes(kibibytes: u64) -> String {
    format!("{:.1}", kibibytes as f64 / 1024.0)
}
