//! `article-bench`: measures how fast articles are found, searched for and beside a form; it judges nothing and asserts no durations.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use caseport_tests::desk::{Desk, Engine, PASSWORD, Person, Place, administer, encoded};
use clap::Parser;
use serde_json::{Value, json};

/// Measures searches and suggestions over many articles, beside a request that only says who is signed in.
///
/// It builds the programs with the profile that it was built with itself, fills a data folder with articles, and asks over a
/// connection for each request, as a customer. PostgreSQL is started where it is installed, and filled by `caseportd admin move`.
/// Nothing is judged: the figures are for a person, and ratios within one run say most.
#[derive(Debug, Parser)]
struct Arguments {
    /// Articles.
    #[arg(long, default_value_t = 100_000)]
    articles: u32,
    /// Requests of each kind.
    #[arg(long, default_value_t = 300)]
    samples: usize,
    /// How many ask at once.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 8])]
    clients: Vec<usize>,
    /// Also measures on PostgreSQL.
    #[arg(long)]
    postgres: bool,
    /// A folder in which the articles are kept for the next time.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// Who is signed in: what every request costs.
    Floor,
    /// A search for two words.
    Words,
    /// A search for a word that is mistyped.
    Mistyped,
    /// A search for the beginning of a word.
    Begun,
    /// A subject with two sentences beside it.
    Suggestion,
    /// The newest fifty.
    Recent,
}

impl Kind {
    const ALL: [Self; 6] = [Self::Floor, Self::Words, Self::Mistyped, Self::Begun, Self::Suggestion, Self::Recent];

    const fn name(self) -> &'static str {
        match self {
            Self::Floor => "who is signed in (floor)",
            Self::Words => "search: two words",
            Self::Mistyped => "search: a mistyped word",
            Self::Begun => "search: the beginning of a word",
            Self::Suggestion => "suggestions beside a form",
            Self::Recent => "the newest fifty",
        }
    }
}

/// Words that all articles share, and others that few have.
const COMMON: [&str; 8] = ["login", "report", "certificate", "webhook", "password", "upload", "digest", "course"];
const OTHERS: [&str; 8] = ["babaflo", "dicequi", "logule", "natabra", "sustili", "plevelan", "krokiwi", "xohaje"];

fn main() {
    let arguments = Arguments::parse();
    let temporary = arguments.data.is_none().then(|| tempfile::tempdir().expect("a temporary folder"));
    let folder = arguments.data.clone().or(temporary.as_ref().map(|folder| folder.path().to_owned())).expect("one of both is there");
    let data = folder.join(format!("articles-{}", arguments.articles));
    let place = Place::from(data.as_path());
    if !data.exists() {
        say(&format!("filling {} articles", arguments.articles));
        let begun = Instant::now();
        let count = arguments.articles.to_string();
        let unfinished = data.with_extension("unfinished");
        carry_out(Place::from(unfinished.as_path()).daemon(&["seed", "--cases", "1000", "--organizations", "5", "--articles", &count]));
        std::fs::rename(&unfinished, &data).expect("the folder gets its name");
        say(&format!("filled in {:.0} s", begun.elapsed().as_secs_f64()));
    }
    let reset = administer(&place, &["reset-password", "--email", "person1@organization0.example", "--password-stdin"]);
    assert_eq!(reset.code, 0, "{}", reset.err());
    measure("SQLite", place, &arguments);
    if arguments.postgres {
        let other = tempfile::tempdir().expect("a temporary folder");
        let Some(goal) = Place::on(Engine::Postgres, other.path()) else { return say("there is no PostgreSQL") };
        let url = goal.database().expect("a URL").to_owned();
        carry_out(Place::from(data.as_path()).daemon(&["admin", "move", "--to", &url]));
        measure("PostgreSQL", goal, &arguments);
    }
}

/// Waits for as long as it takes: so many articles are minutes of work.
fn carry_out(mut command: Command) {
    let status = command.stdout(Stdio::null()).status().expect("the program starts");
    assert!(status.success(), "{command:?}");
}

fn measure(engine: &str, place: Place, arguments: &Arguments) {
    let desk = Desk::open(place);
    let person = Person::sign_in(&desk.address, "person1@organization0.example", PASSWORD);
    for clients in &arguments.clients {
        for kind in Kind::ALL {
            let times = Mutex::new(Vec::new());
            let found = Mutex::new(0);
            std::thread::scope(|scope| {
                for client in 0..*clients {
                    let (times, found, person) = (&times, &found, &person);
                    scope.spawn(move || {
                        for at in 0..arguments.samples / clients {
                            let begun = Instant::now();
                            let answer = ask(person, kind, client + at * 7);
                            let took = begun.elapsed();
                            times.lock().expect("nobody panics").push(took);
                            *found.lock().expect("nobody panics") += answer["items"].as_array().map_or(0, Vec::len);
                        }
                    });
                }
            });
            let mut times = times.into_inner().expect("nobody panics");
            times.sort_unstable();
            let at = |share: usize| millis(times.get((times.len() * share / 100).min(times.len().saturating_sub(1))).copied());
            let found = found.into_inner().expect("nobody panics") / times.len().max(1);
            say(&format!("{engine}, {clients} at once, {}: {} / {} ms (median / p99), {found} found each", kind.name(), at(50), at(99)));
        }
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", desk.process.id())).unwrap_or_default();
    let memory = status.lines().filter(|line| line.starts_with("VmRSS:") || line.starts_with("RssAnon:")).collect::<Vec<_>>().join(", ");
    say(&format!("{engine}, memory after everything: {memory}"));
}

fn millis(time: Option<Duration>) -> String {
    time.map_or_else(String::new, |time| format!("{:.1}", time.as_secs_f64() * 1_000.0))
}

fn ask(person: &Person, kind: Kind, at: usize) -> Value {
    let (common, other) = (COMMON[at % COMMON.len()], OTHERS[at / 3 % OTHERS.len()]);
    let search = |words: &str| person.http().get(&format!("/v1/articles?limit=10&query={}", encoded(words))).expect(200).json();
    match kind {
        Kind::Floor => person.http().get("/v1/me").expect(200).json(),
        Kind::Words => search(&format!("{common} {other}")),
        Kind::Mistyped => search(&format!("{}{}", &common[..2], &common[3..])),
        Kind::Begun => search(&common[..4]),
        Kind::Recent => person.http().get("/v1/articles").expect(200).json(),
        Kind::Suggestion => {
            let description = format!(
                "Since the upgrade the {common} shows an error after users sign in, and the {other} is missing. \
                 We cannot import the report on mobile, the token has a timeout, and the board is slow."
            );
            let form = json!({"subject": format!("{common} broken after {other}"), "description": description});
            person.http().json("POST", "/v1/articles/suggestions", &form).expect(200).json()
        }
    }
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
