//! `terminal-bench`: measures the client in a real terminal, beside `tig` and `less`; it judges nothing and asserts no durations.

mod desk;
mod figures;
mod measure;
mod subject;
mod table;
mod usage;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use caseport_tests::programs::PROGRAMS;
use clap::Parser;

use self::desk::{Role, SeededDesk};
use self::measure::{Extent, measure};
use self::subject::{Repository, Subject};

/// Measures the client in a real terminal: starts, keys, memory, idling.
///
/// It builds the programs with the profile that it was built with itself, fills a data folder with cases, serves it on this
/// machine, and opens the screens as an agent and as a customer who sees a fifth of all cases. tig on 10,000 commits and less on
/// 100,000 lines are measured beside it where they are installed. Nothing is judged: the figures are for a person.
#[derive(Debug, Parser)]
struct Arguments {
    /// Numbers of cases to measure with; 0 measures tig and less alone.
    #[arg(long, value_name = "N,…", value_delimiter = ',', default_values_t = [400, 20_000, 1_000_000])]
    cases: Vec<u32>,
    /// Articles of each desk, which are looked for while a case is written.
    #[arg(long, value_name = "N", default_value_t = 0)]
    articles: u32,
    /// Keeps the filled folders here, one for each number of cases and articles, and finds them again; else they are temporary.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Measures another build of the client.
    #[arg(long, value_name = "FILE")]
    client: Option<PathBuf>,
    /// Columns of the terminal.
    #[arg(long, default_value_t = 120, value_parser = clap::value_parser!(u16).range(60..=300))]
    columns: u16,
    /// Rows of the terminal.
    #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u16).range(20..=100))]
    rows: u16,
    /// How many keys of each kind are pressed one by one; cases are opened a third as often.
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u16).range(30..=5_000))]
    keys: u16,
    /// How often each program is started.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=200))]
    starts: u16,
    /// Seconds for which a program is left alone; the client is woken once in 45.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u16).range(1..=600))]
    idle: u16,
    /// Seconds for which it is left alone before that, unmeasured: until connections that nobody uses any more are closed.
    #[arg(long, default_value_t = 61, value_parser = clap::value_parser!(u16).range(0..=600))]
    settling: u16,
    /// Leaves out tig and less.
    #[arg(long)]
    alone: bool,
    /// Prints JSON instead of tables.
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let extent = Extent {
        size: (arguments.rows, arguments.columns),
        keys: usize::from(arguments.keys),
        starts: usize::from(arguments.starts),
        settling: Duration::from_secs(u64::from(arguments.settling)),
        idle: Duration::from_secs(u64::from(arguments.idle)),
    };
    let client = arguments.client.clone().unwrap_or_else(|| PROGRAMS.caseport.clone());
    if cfg!(debug_assertions) {
        tell("built without optimisation: these figures say little; use cargo run --release");
    }
    let mut measured = Vec::new();
    let mut missing = Vec::new();
    if !arguments.alone {
        let repository = Repository::make();
        for (name, subject) in [("tig", Subject::tig(&repository)), ("less", Subject::less(&repository))] {
            if let Some(subject) = subject {
                tell(&subject.name);
                measured.push(measure(&subject, &extent));
            } else {
                missing.push(format!("{name} is not installed: not measured"));
            }
        }
    }
    for cases in arguments.cases.iter().copied().filter(|cases| *cases > 0) {
        tell(&format!("{cases} cases"));
        let desk = SeededDesk::open((cases, arguments.articles), arguments.data.as_deref());
        for role in [Role::Agent, Role::Customer] {
            let person = desk.sign_in(role);
            let subject = Subject::caseport(&client, &person, role, cases);
            tell(&subject.name);
            measured.push(measure(&subject, &extent));
        }
    }
    let text = if arguments.json { table::json(&measured, &missing) } else { table::markdown(&measured, &missing, &extent) };
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Says how far it is, beside the result.
fn tell(words: &str) {
    let _ = writeln!(std::io::stderr(), "terminal-bench: {words}");
}
