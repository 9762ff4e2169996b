//! `pictures`: makes pictures of the real screens, from the frames that the real client draws on the real demo.

mod palette;
mod svg;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use caseport_tests::desk::{Demo, Person};
use caseport_tests::process::PATIENCE;
use caseport_tests::ssh::{Keys, Shell};
use caseport_tests::terminal::Terminal;
use clap::Parser;
use serde_json::Value;

/// Silence after which a screen is taken as finished.
const REST: Duration = Duration::from_millis(500);

/// Makes pictures of the real screens and puts them into assets/pictures.
///
/// The demo tells its dates relative to now and draws the numbers of its cases anew, so two runs differ in those.
#[derive(Debug, Parser)]
struct Arguments {
    /// Puts them elsewhere.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the top folder");
    let folder = arguments.out.unwrap_or_else(|| top.join("assets/pictures"));
    std::fs::create_dir_all(&folder).expect("the folder is made");
    let demo = Demo::open(&[]);
    let (agent, customer) = (demo.agent(), demo.customer());
    let answered = talked_about(agent, true);
    let own = talked_about(customer, false);
    let pictures = [
        ("agent-cases", "The list of cases as an agent of support sees it", agent_cases(agent)),
        ("agent-case", "A case with a reply and an internal note, as an agent sees it", end_of_case(agent, answered, (36, 120))),
        ("new-case", "A customer files a case", new_case(customer)),
        ("customer-case", "A case as its customer sees it", case(customer, own, (24, 80))),
        ("over-ssh", "A customer's screens after ssh alone", over_ssh(&demo)),
        ("help", "Every key of the list of cases", help(agent)),
    ];
    for (name, title, screen) in pictures {
        let path = folder.join(name).with_extension("svg");
        let picture = svg::picture(screen.screen(), title);
        std::fs::write(&path, &picture).expect("the picture is written");
        let _ = writeln!(std::io::stdout(), "{} ({} bytes)", path.display(), picture.len());
    }
    ExitCode::SUCCESS
}

/// The screens of somebody, once they show cases.
fn screens(person: &Person, (rows, columns): (u16, u16)) -> Terminal {
    let shell = person.shell();
    let mut terminal = Terminal::start(&shell.command(), rows, columns);
    terminal.wait_for("a case in the list", |screen| has_number(&screen.contents()));
    rest(&mut terminal);
    terminal
}

/// Whether there is a number as long as those of cases.
fn has_number(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 6)
}

/// Presses keys and waits until nothing is drawn any more.
fn press(terminal: &mut Terminal, keys: &str) {
    terminal.press(keys);
    rest(terminal);
}

/// Waits until nothing is drawn any more.
fn rest(terminal: &mut Terminal) {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until && terminal.hear(REST).is_some() {}
}

fn agent_cases(agent: &Person) -> Terminal {
    let mut terminal = screens(agent, (36, 120));
    // The last view holds everything.
    press(&mut terminal, "g4");
    press(&mut terminal, "jjj");
    terminal
}

fn case(person: &Person, number: i64, size: (u16, u16)) -> Terminal {
    let mut terminal = screens(person, size);
    press(&mut terminal, "/");
    // Whatever the list was narrowed to before is taken away first.
    terminal.press(&format!("\x15{number}\r"));
    let digits = number.to_string();
    terminal.wait_for("that case alone", |screen| screen.contents().matches(&digits).count() >= 2);
    rest(&mut terminal);
    press(&mut terminal, "\r");
    terminal
}

/// The end of a case with its latest words.
fn end_of_case(person: &Person, number: i64, size: (u16, u16)) -> Terminal {
    let mut terminal = case(person, number, size);
    press(&mut terminal, "G");
    terminal
}

fn new_case(customer: &Person) -> Terminal {
    let mut terminal = screens(customer, (30, 100));
    press(&mut terminal, "n");
    // The first product of the list that the first field opens.
    press(&mut terminal, "\r");
    press(&mut terminal, "\r");
    terminal
}

/// The screens on a machine with nothing but OpenSSH.
fn over_ssh(demo: &Demo) -> Terminal {
    let keys = Keys::new("ed25519");
    keys.prove(demo.customer());
    let shell = Shell::new(demo.ssh, keys);
    let mut command = shell.program("ssh");
    command.arg("cases@127.0.0.1");
    let mut terminal = Terminal::start(&command, 24, 80);
    terminal.wait_for("a case in the list", |screen| has_number(&screen.contents()));
    rest(&mut terminal);
    terminal
}

fn help(agent: &Person) -> Terminal {
    let mut terminal = screens(agent, (30, 100));
    press(&mut terminal, "?");
    terminal
}

/// The number of a case with a short conversation, with an internal note or without.
fn talked_about(person: &Person, with_note: bool) -> i64 {
    let query = if with_note { "group:open" } else { "" };
    let has = |comments: &[&Value], visibility: &str| comments.iter().any(|comment| comment["visibility"] == visibility);
    let found = person.numbers(query).into_iter().find(|number| {
        let page = person.http().get(&format!("/v1/cases/{number}/timeline")).expect(200).json();
        let comments: Vec<&Value> =
            page["entries"].as_array().into_iter().flatten().map(|entry| &entry["comment"]).filter(|comment| comment.is_object()).collect();
        has(&comments, "public") && has(&comments, "internal") == with_note
    });
    found.expect("the demo has such a case")
}
