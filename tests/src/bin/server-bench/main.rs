//! `server-bench`: measures the server beside bare handlers and a raw loop; it judges nothing and asserts no durations.

mod desk;
mod floor;
mod load;
mod measure;
mod table;
mod usage;
mod wire;
mod words;
mod work;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use caseport_tests::postgres::own_cluster;
use caseport_tests::programs::PROGRAMS;
use clap::{Parser, Subcommand};

use self::desk::{Desk, Engine};
use self::measure::{Extent, measure};
use self::work::Work;

/// Settings of the PostgreSQL that is measured: durable, as an installation's.
const SETTINGS: [&str; 7] = [
    "fsync=on",
    "synchronous_commit=on",
    "shared_buffers=512MB",
    "effective_cache_size=4GB",
    "max_wal_size=4GB",
    "random_page_cost=1.1",
    "maintenance_work_mem=512MB",
];

/// Measures the server beside a floor: bare axum handlers that run raw queries, and a raw loop that writes the same rows.
///
/// It builds the programs with the profile that it was built with itself, fills data folders with cases, serves copies of them on this
/// machine, and asks over connections that stay open, as eight agents and eight customers. PostgreSQL is started where it is installed,
/// and filled by `caseportd admin move`. Nothing is judged: the figures are for a person, and ratios within one run say most.
///
/// The floor asks nobody who they are, and neither checks, decides nor logs. For a list it runs the query that the server runs; for a
/// case and its timeline one query for each table; for a search the newest 400 cases that hold the words, once. A filing of the floor
/// writes the case, its fact, the idempotency key and the row of full text, and shares a commit with whatever waits; the raw loop does
/// the same without HTTP. On PostgreSQL each filing is a transaction, on eight connections, READ COMMITTED.
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,
    /// Numbers of cases to measure with.
    #[arg(long, value_name = "N,…", value_delimiter = ',', default_values_t = [20_000, 1_000_000], value_parser = clap::value_parser!(u32).range(20_000..=10_000_000))]
    cases: Vec<u32>,
    /// Engines.
    #[arg(long, value_name = "ENGINE,…", value_delimiter = ',', default_values = ["sqlite", "postgres"])]
    engines: Vec<Engine>,
    /// How many ask at once.
    #[arg(long, value_name = "N,…", value_delimiter = ',', default_values_t = [1, 8], value_parser = clap::value_parser!(u16).range(1..=128))]
    clients: Vec<u16>,
    /// Turns of floor and server at each kind of request.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=100))]
    turns: u16,
    /// Milliseconds of a turn.
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u16).range(100..=60_000))]
    millis: u16,
    /// Seconds for which the server is left alone before its memory is looked at.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(0..=600))]
    idle: u16,
    /// Keeps the filled folders here, one for each number of cases, and finds them again; copies are made beside them. Else all of it
    /// is temporary.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Measures only kinds of requests whose names in the tables hold one of these; two processes are compared by all of theirs.
    #[arg(long, value_name = "WORDS,…", value_delimiter = ',')]
    only: Vec<String>,
    /// Further settings of the PostgreSQL that is measured, over what it has by itself.
    #[arg(long, value_name = "NAME=VALUE,…", value_delimiter = ',')]
    settings: Vec<String>,
    /// Measures another build of the server.
    #[arg(long, value_name = "FILE")]
    server: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Part {
    /// Serves the floor; this program starts it itself.
    #[command(hide = true)]
    Floor {
        /// Path of a file, or a URL of PostgreSQL.
        database: String,
        /// Where files are put.
        files: PathBuf,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.part {
        Some(Part::Floor { database, files }) => floor::serve(database, files.clone()),
        None => std::io::stdout().write_all(measured(&arguments).as_bytes()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

fn measured(arguments: &Arguments) -> String {
    let is_wanted = |work: &Work| arguments.only.is_empty() || arguments.only.iter().any(|words| work.to_string().contains(words.as_str()));
    let extent = Extent {
        works: Work::ALL.into_iter().filter(is_wanted).collect(),
        clients: arguments.clients.iter().copied().map(usize::from).collect(),
        turns: usize::from(arguments.turns),
        over: Duration::from_millis(u64::from(arguments.millis)),
        idle: Duration::from_secs(u64::from(arguments.idle)),
    };
    let program = arguments.server.clone().unwrap_or_else(|| PROGRAMS.caseportd.clone());
    if cfg!(debug_assertions) {
        tell("built without optimisation: these figures say little; use cargo run --release");
    }
    let settings: Vec<&str> = SETTINGS.iter().copied().chain(arguments.settings.iter().map(String::as_str)).collect();
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let data = arguments.data.as_deref().unwrap_or(temporary.path());
    std::fs::create_dir_all(data).expect("a folder");
    let (mut figures, mut missing) = (Vec::new(), Vec::new());
    for &engine in &arguments.engines {
        for &cases in &arguments.cases {
            tell(&format!("{engine:?}, {cases} cases"));
            let cluster = if engine == Engine::Postgres { own_cluster(&settings) } else { None };
            if engine == Engine::Postgres && cluster.is_none() {
                missing.push("PostgreSQL is not installed: not measured");
                break;
            }
            let desk = Desk::open(&program, cases, data, cluster.as_ref());
            figures.push(measure(&desk, (engine, cases), &extent, tell));
        }
    }
    table::markdown(&figures, &missing, &extent)
}

/// Says how far it is, beside the result.
fn tell(words: &str) {
    let _ = writeln!(std::io::stderr(), "server-bench: {words}");
}
