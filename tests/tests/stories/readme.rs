//! The journey of README, command by command as they stand there: from an empty installation to the first answered case.

use std::process::Command;

use caseport_tests::client::{Client, Ended, run};
use caseport_tests::desk::{Desk, Place, daemon};
use caseport_tests::process::Process;
use caseport_tests::programs::PROGRAMS;

/// The page.
const README: &str = include_str!("../../../README.md");

/// The commands of the block of shell with a number below a heading.
fn block(heading: &str, number: usize) -> Vec<String> {
    let below = README.split_once(&format!("\n## {heading}\n")).expect("the heading is there").1;
    let below = below.split("\n## ").next().unwrap_or_default();
    let block = below.split("```sh\n").nth(number).expect("the block is there").split("```").next().unwrap_or_default();
    let whole = block.replace("\\\n", " ");
    whole.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

/// Runs a line of README in somebody's shell, with what stands for an installation's own put in; `input` is typed.
fn typed(shell: &Client, line: &str, own: &[(&str, &str)], input: &str) -> Ended {
    let line = own.iter().fold(line.to_owned(), |line, (example, own)| line.replace(example, own));
    let programs = PROGRAMS.caseport.parent().expect("a program lies in a folder").to_string_lossy().into_owned();
    let mut command = Command::new("sh");
    command.arg("-c").arg(&line).env_clear().envs(shell.environment()).current_dir(shell.home());
    // The last sign-in's server is asked, as on a machine of one's own.
    command
        .env("PATH", format!("{programs}:{}", std::env::var("PATH").unwrap_or_default()))
        .env_remove("CASEPORT_SERVER")
        .env_remove("CASEPORT_CONFIG");
    let ended = run(command, input.as_bytes());
    assert_eq!(ended.code, 0, "{line}: {}{}", ended.out(), ended.err());
    ended
}

#[test]
fn readme_alone_leads_from_an_empty_installation_to_the_first_answered_case() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("caseport").to_string_lossy().into_owned();
    let mut command = daemon();
    command.args(["serve", "--data", &data, "--listen", "127.0.0.1:0"]);
    let process = Process::start(command);
    let address = process.line_after("listening on http://");
    let desk = Desk { process, address, place: Place::from(std::path::Path::new(&data)) };
    let server = format!("http://{}", desk.address);
    let (admin, ada, you) = (Client::new(&server, None), Client::new(&server, None), Client::new(&server, None));
    let mut own = vec![("/var/lib/caseport", data.as_str()), ("https://support.example.com", server.as_str())];
    // Whoever sets it up is told two passwords.
    let mut passwords = Vec::new();
    for line in block("A desk of your own", 2) {
        let told = typed(&admin, &line, &own, "");
        if line.contains("create-staff") || line.contains("create-customer") {
            passwords.push(told.out().split_whitespace().last().expect("a password is told").to_owned());
        }
    }
    let [of_you, of_ada] = passwords.as_slice() else { panic!("two passwords are told: {passwords:?}") };
    ada.write("screenshot.png", b"\x89PNG\r\n\x1a\n");
    ada.write("metadata.xml", b"<EntityDescriptor/>");
    let mut number = String::new();
    for line in block("A customer's minute", 1) {
        let own: Vec<_> = own.iter().copied().chain([("204816", number.as_str())]).collect();
        if line.contains("auth login") {
            typed(&ada, &format!("{line} --password-stdin"), &own, &format!("{of_ada}\n"));
        } else {
            let told = typed(&ada, &line, &own, "");
            if line.contains("case file") {
                number = told.out().trim().to_owned();
            }
        }
    }
    assert!(number.parse::<u64>().is_ok_and(|number| number > 0), "filing prints the number alone: {number}");
    own.push(("204816", number.as_str()));
    let line = "caseport auth login --server https://support.example.com --email you@vendor.example --password-stdin";
    typed(&you, line, &own, &format!("{of_you}\n"));
    for line in block("An agent's minute", 1) {
        typed(&you, &line, &own, "");
    }
    let seen = typed(&ada, "caseport case view 204816", &own, "").out();
    for answered in ["Which browser do you use?", "The audience of the new certificate was corrected.", "screenshot.png", "metadata.xml"] {
        assert!(seen.contains(answered), "{answered} is not in {seen}");
    }
    assert!(!seen.contains("Same trace as last week."), "a note is support's: {seen}");
    desk.place.is_sound();
}
