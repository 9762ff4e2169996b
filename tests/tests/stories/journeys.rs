//! Whole journeys on the real screens by keyboard alone: a customer's, an agent's, and one through a server that goes away.

use caseport_tests::client::Client;
use caseport_tests::desk::{Demo, Desk, PASSWORD, found};
use caseport_tests::terminal::Terminal;

use crate::support::PICTURE;

const CTRL_S: &str = "\u{13}";
const CTRL_P: &str = "\u{10}";
const ESC: &str = "\u{1b}";

/// Drops a file on the window, as terminals tell it.
fn dropped(path: &str) -> String {
    format!("\u{1b}[200~'{path}'\u{1b}[201~")
}

/// Leaves, and sees that the terminal is as it was.
fn quit(mut terminal: Terminal) {
    terminal.press("\u{3}");
    assert_eq!(terminal.wait(), 0, "{}", terminal.text());
    assert!(!terminal.screen().alternate_screen() && !terminal.screen().hide_cursor());
}

#[test]
fn a_customer_signs_in_files_a_case_with_a_screenshot_and_answers() {
    let place = tempfile::tempdir().expect("a temporary folder");
    found(place.path());
    let desk = Desk::open(place.path());
    let shell = Client::new(&format!("http://{}", desk.address), None).sending_at_once();
    let screenshot = shell.write("signed out.png", PICTURE);
    let mut terminal = Terminal::start(&shell.command(), 24, 80);
    terminal.wait_for_text("Sign in to");
    terminal.press(&format!("member@acme.example\r{PASSWORD}\r"));
    // What is asked at the first sign-in is taken as it is proposed.
    terminal.wait_for_text("First things first");
    terminal.press("\r");
    terminal.wait_for_text("No cases here");

    // File: the one product is chosen, its category by its beginning, the screenshot by dropping it.
    terminal.press("n");
    terminal.wait_for("the product's categories", |screen| screen.contents().contains("Category"));
    terminal.press("sign");
    terminal.wait_for_text("› Sign-in");
    terminal.press("\r");
    terminal.wait_for_text("Subcategory");
    terminal.press("saml");
    terminal.wait_for_text("› SAML");
    terminal.press("\r");
    terminal.press("Signed out again\tEvery five minutes, since Monday.");
    terminal.press(&dropped(&screenshot));
    terminal.wait_for_text("Add signed out.png?");
    terminal.press("\r");
    terminal.wait_for_text("received");
    terminal.resize(20, 60);
    terminal.wait_for("the form on a smaller window", |screen| screen.size() == (20, 60) && screen.contents().contains("Signed out again"));
    terminal.press(CTRL_S);
    terminal.wait_for_text("is filed");
    terminal.wait_for_text("One file was received");
    terminal.wait_for_text("You will have a first answer within");
    terminal.wait_for_text("caseport case view");
    terminal.resize(24, 80);
    terminal.wait_for("the larger window filled", |screen| screen.rows(0, 80).nth(23).is_some_and(|row| row.contains("help")));

    // Look at it, answer, look around, and find it again.
    terminal.press("\r");
    terminal.press("rIt happens in every browser.");
    terminal.wait_for_text("It happens in every browser.");
    terminal.press(CTRL_S);
    terminal.wait_for_text("Your reply is on case");
    terminal.press("q");
    terminal.wait_for_text("new case");
    terminal.press("P");
    terminal.wait_for_text("Olga Acme");
    terminal.wait_for_text("Seats:");
    terminal.press("q");
    terminal.press("p");
    terminal.wait_for_text("Acme Community");
    terminal.press("q");
    terminal.press(CTRL_P);
    terminal.press("signed out");
    terminal.wait_for("the case among what is found", |screen| {
        screen.contents().contains("Find anything") && screen.contents().matches("Signed out again").count() == 2
    });
    terminal.press(ESC);
    terminal.wait_for("the palette closed", |screen| !screen.contents().contains("Find anything"));
    quit(terminal);

    let agent = desk.sign_in("agent@desk.example");
    let numbers = agent.numbers("\"signed out again\"");
    assert_eq!(numbers.len(), 1, "one filing made one case");
    let timeline = agent.http().get(&format!("/v1/cases/{}/timeline", numbers[0])).expect(200).text();
    assert_eq!(timeline.matches("It happens in every browser.").count(), 1, "{timeline}");
    let case = agent.http().get(&format!("/v1/cases/{}", numbers[0])).expect(200).json();
    assert_eq!((&case["files"][0]["name"], case["files"].as_array().map(Vec::len)), (&"signed out.png".into(), Some(1)), "{case}");
}

#[test]
fn an_agent_takes_answers_solves_and_closes_a_case() {
    let place = tempfile::tempdir().expect("a temporary folder");
    found(place.path());
    let desk = Desk::open(place.path());
    let case = desk.sign_in("member@acme.example").files("Nobody has it", "Who takes this one?");
    let agent = desk.sign_in("agent@desk.example");
    let shell = agent.shell().sending_at_once();
    let editor = shell.write("editor.sh", b"#!/bin/sh\necho 'Written elsewhere.' >> \"$1\"\n");
    let mut terminal = Terminal::start(shell.command().env("EDITOR", format!("sh '{editor}'")), 40, 140);
    // What is asked at the first sign-in is taken as it is proposed.
    terminal.wait_for_text("First things first");
    terminal.press("\r");
    terminal.wait_for_text("g2 Unassigned");
    terminal.press("N");
    terminal.wait_for_text("Who takes this one?");
    let state = || agent.http().get(&format!("/v1/cases/{case}")).expect(200).json();
    assert_eq!(state()["assignee"]["name"], "Agnes Desk");

    terminal.press("iAsk the customer first.");
    terminal.wait_for_text("Ask the customer first.");
    terminal.wait_for_text("INTERNAL NOTE");
    terminal.press(CTRL_S);
    terminal.wait_for_text("only support reads it.");
    terminal.press("rWhich browser is it?");
    terminal.wait_for_text("Which browser is it?");
    // In the agent's own editor, and back.
    terminal.press("\u{f}");
    terminal.wait_for_text("Written elsewhere.");
    terminal.press("\u{1b}p");
    terminal.wait_for_text("Your reply is on case");
    terminal.wait_for_text("Pending Your Response");
    assert_eq!(state()["status"], "pending-your-response");
    terminal.press("SThe audience was corrected.");
    terminal.wait_for_text("The audience was corrected.");
    terminal.press(CTRL_S);
    terminal.wait_for_text("The solution is saved.");
    assert_eq!(state()["status"], "pending-closure");
    terminal.press("c");
    terminal.wait_for_text("Close it");
    terminal.press("\r");
    terminal.wait_for_text("The case is closed.");
    terminal.press("q");
    terminal.wait_for_text("g2 Unassigned");
    terminal.press(",\r");
    terminal.wait_for_text("light: for light backgrounds");
    quit(terminal);
    assert_eq!(state()["status"], "closed");
    let told = desk.sign_in("member@acme.example").http().get(&format!("/v1/cases/{case}/timeline")).expect(200).text();
    assert!(told.contains("Which browser is it?\\nWritten elsewhere.") && !told.contains("Ask the customer first."), "{told}");
    // What was wanted is wanted at the next start too.
    let kept = std::fs::read_to_string(shell.home().join("caseport.toml")).unwrap_or_default();
    assert!(kept.contains("theme = \"light\"") && kept.contains("recall_seconds = 0"), "{kept}");
}

#[test]
fn what_is_typed_while_the_server_is_away_is_sent_once_when_it_is_back() {
    let place = tempfile::tempdir().expect("a temporary folder");
    found(place.path());
    let mut desk = Desk::open(place.path());
    let address = desk.address.clone();
    let member = desk.sign_in("member@acme.example");
    let case = member.files("Through a storm", "The server goes away.");
    let shell = Client::new(&format!("http://{address}"), None).sending_at_once();
    let mut terminal = Terminal::start(&shell.command(), 24, 80);
    terminal.wait_for_text("Sign in to");
    terminal.press(&format!("member@acme.example\r{PASSWORD}\r"));
    // What is asked at the first sign-in is taken as it is proposed.
    terminal.wait_for_text("First things first");
    terminal.press("\r");
    terminal.wait_for_text("Through a storm");
    terminal.press("\r");
    terminal.wait_for_text("The server goes away.");
    terminal.press("rBefore it went");
    terminal.wait_for_text("Before it went");
    desk.process.kill();
    terminal.wait_for_text("cannot be reached");
    terminal.press(", and while it was away.");
    terminal.press(CTRL_S);
    terminal.wait_for_text("Kept on this machine");
    let desk = Desk::open_at(place.path(), &address);
    terminal.wait_for("the server is heard again", |screen| !screen.contents().contains("cannot be reached"));
    terminal.press(CTRL_S);
    terminal.wait_for_text("Your reply is on case");
    quit(terminal);
    let timeline = desk.sign_in("agent@desk.example").http().get(&format!("/v1/cases/{case}/timeline")).expect(200).text();
    assert_eq!(timeline.matches("Before it went, and while it was away.").count(), 1, "{timeline}");

    // The next start shows what was there before the server says anything.
    drop(desk);
    let mut terminal = Terminal::start(&shell.command(), 24, 80);
    terminal.wait_for_text("Through a storm");
    quit(terminal);

    // But not to somebody else, who has a token of their own.
    let mut terminal = Terminal::start(shell.command().env("CASEPORT_TOKEN", "somebody-elses"), 24, 80);
    terminal.wait_for_text("cannot be reached");
    assert!(!terminal.text().contains("Through a storm"), "{}", terminal.text());
    quit(terminal);
}

#[test]
fn a_mistake_in_the_configuration_is_told_with_its_place() {
    let demo = Demo::shared();
    let shell = demo.customer().shell();
    shell.write("caseport.toml", b"theme = \"light\"\n[keys]\ncases-open = \"n\"\n");
    let mut terminal = Terminal::start(&shell.command(), 24, 80);
    assert_eq!(terminal.wait(), 2);
    let told = terminal.text();
    assert!(told.contains("caseport.toml, line 3, column 14") && told.contains("cases-new"), "{told}");
    assert!(!terminal.raw().windows(8).any(|bytes| bytes == b"\x1b[?1049h"), "no screen was opened");
}
