//! People who come in with OpenSSH's own programs and nothing installed, and those who should not.

use std::net::TcpListener;
use std::process::Command;
use std::time::Instant;

use caseport_tests::client::run;
use caseport_tests::desk::{PASSWORD, administer, daemon, found};
use caseport_tests::process::{PATIENCE, signal};
use caseport_tests::ssh::{Keys, OpenDoor, Shell};
use caseport_tests::terminal::Terminal;

use crate::support::PICTURE;

const CTRL_S: &str = "\u{13}";

/// A desk with a door.
fn desk(place: &tempfile::TempDir) -> OpenDoor {
    found(place.path());
    OpenDoor::open(place.path(), &[])
}

/// `ssh` on a terminal, with further arguments.
fn screens(shell: &Shell, arguments: &[&str]) -> Terminal {
    let mut command = shell.program("ssh");
    command.args(arguments).arg("cases@127.0.0.1");
    Terminal::start(&command, 24, 80)
}

/// Leaves, and sees that the terminal is as it was.
fn quit(mut terminal: Terminal) {
    terminal.press("\u{3}");
    assert_eq!(terminal.wait(), 0, "{}", terminal.text());
    assert!(!terminal.screen().alternate_screen() && !terminal.screen().hide_cursor());
}

#[test]
fn a_customer_comes_in_by_key_files_a_case_with_a_screenshot_and_answers() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let door = desk(&place);
    let shell = door.shell(&door.desk.sign_in("member@acme.example"));
    shell.write("signed out.png", PICTURE);
    let mut terminal = screens(&shell, &[]);
    terminal.wait_for_text("No cases here");
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
    terminal.resize(20, 60);
    terminal.wait_for("the form on a smaller window", |screen| screen.size() == (20, 60) && screen.contents().contains("Signed out again"));
    terminal.resize(24, 80);
    terminal.wait_for("the larger window filled", |screen| screen.rows(0, 80).nth(23).is_some_and(|row| row.contains("help")));
    // The line to paste is shown, and what it sends from another window is on the form at once.
    terminal.press("\u{6}");
    terminal.wait_for_text("cases@127.0.0.1:new/");
    let sent = shell.scp(&["signed out.png", &Shell::remote("new/")]);
    assert_eq!(sent.code, 0, "{}", sent.err());
    terminal.wait_for_text("signed out.png has arrived");
    terminal.press("\u{1b}");
    terminal.wait_for("the form alone", |screen| !screen.contents().contains("Run this on your own machine"));
    terminal.press(CTRL_S);
    terminal.wait_for_text("is filed");
    terminal.wait_for_text("One file was received");
    terminal.press("\r");
    terminal.press("rIt happens in every browser.");
    terminal.wait_for_text("It happens in every browser.");
    terminal.press(CTRL_S);
    terminal.wait_for_text("Your reply is on case");
    terminal.press("q");
    terminal.wait_for_text("new case");
    quit(terminal);

    let agent = door.desk.sign_in("agent@desk.example");
    let numbers = agent.numbers("\"signed out again\"");
    assert_eq!(numbers.len(), 1, "one filing made one case");
    let timeline = agent.http().get(&format!("/v1/cases/{}/timeline", numbers[0])).expect(200).text();
    assert_eq!(timeline.matches("It happens in every browser.").count(), 1, "{timeline}");
    let files = agent.http().get(&format!("/v1/cases/{}/files", numbers[0])).expect(200).text();
    assert!(files.contains("signed out.png"), "{files}");
}

#[test]
fn an_agent_comes_in_by_key_takes_answers_and_leaves() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let door = desk(&place);
    let member = door.desk.sign_in("member@acme.example");
    let number = member.files("Signed out again", "Every five minutes.");
    let agent = door.desk.sign_in("agent@desk.example");
    let shell = door.shell(&agent);
    let mut terminal = screens(&shell, &[]);
    terminal.wait_for_text("Signed out again");
    terminal.press("N");
    terminal.wait_for_text("took it");
    terminal.press("i");
    terminal.press("Same trace as last week.");
    terminal.press(CTRL_S);
    terminal.press("rWhich browser do you use?");
    terminal.wait_for_text("Which browser");
    terminal.press(CTRL_S);
    terminal.wait_for_text("Your reply is on case");
    terminal.press("q");
    terminal.wait_for_text("Signed out again");
    quit(terminal);
    let seen = member.http().get(&format!("/v1/cases/{number}/timeline")).expect(200).text();
    assert!(seen.contains("Which browser do you use?") && !seen.contains("Same trace"), "{seen}");
    // The same by commands, with the exit codes that scripts know.
    let listed = shell.ssh(&["case", "list", "assignee:me"], b"");
    assert!(listed.code == 0 && listed.out().contains(&number.to_string()), "{}", listed.err());
    let log = b"line one\nline two\n";
    assert_eq!(shell.ssh(&["case", "note", &number.to_string(), "--message-file", "-"], log).code, 0);
    assert_eq!(shell.ssh(&["case", "view", "1"], b"").code, 4);
}

#[test]
fn whoever_has_ten_unknown_keys_reaches_the_prompt_and_one_is_remembered() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let door = desk(&place);
    let keys: Vec<Keys> = (0..10).map(|_| Keys::new("ed25519")).collect();
    let shell = Shell::new(door.port, Keys::new("ed25519"));
    let mut command = shell.asking("ssh");
    for key in &keys {
        command.arg("-i").arg(key.private());
    }
    command.arg("cases@127.0.0.1");
    let mut terminal = Terminal::start(&command, 24, 80);
    terminal.wait_for_text("Email:");
    terminal.press("member@acme.example\r");
    terminal.wait_for_text("Password:");
    terminal.press(&format!("{PASSWORD}\r"));
    terminal.wait_for_text("Remember which one?");
    assert!(!terminal.text().contains(PASSWORD));
    terminal.press("1\r");
    terminal.wait_for_text("First things first");
    terminal.press("\u{1b}");
    terminal.wait_for_text("No cases here");
    quit(terminal);
    let again = shell.ssh(&["case", "list"], b"");
    assert_eq!(again.code, 0, "the key that was offered first is theirs now: {}", again.err());
}

#[test]
fn a_strangers_key_sees_nothing() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let door = desk(&place);
    door.desk.sign_in("member@acme.example").files("Signed out again", "Every five minutes.");
    let stranger = Shell::new(door.port, Keys::new("ed25519"));
    let refused = stranger.ssh(&["case", "list"], b"");
    assert_eq!(refused.code, 255);
    assert!(refused.out().is_empty() && refused.err().contains("Permission denied"), "{}", refused.err());
    // Somebody who holds a key of another kind that was proven is let in as themselves alone.
    for command in [
        ["create-organization", "--name", "Brook", "--plan", "premium", "--region", "emea"].as_slice(),
        &["create-customer", "--organization", "brook", "--email", "zoe@brook.example", "--name", "Zoe Brook", "--password-stdin"],
    ] {
        administer(place.path(), command).expect(0);
    }
    let rsa = Keys::new("rsa");
    rsa.prove(&door.desk.sign_in("zoe@brook.example"));
    let other = Shell::new(door.port, rsa).ssh(&["case", "list", "--json"], b"");
    assert_eq!(other.code, 0, "{}", other.err());
    assert!(!other.out().contains("Signed out"), "{}", other.out());
}

#[test]
fn nothing_is_forwarded_for_anybody() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let door = desk(&place);
    let shell = door.shell(&door.desk.sign_in("member@acme.example"));
    // What a forwarded connection would reach.
    let target = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = target.local_addr().expect("it is bound");
    target.set_nonblocking(true).expect("nothing is waited for");
    for arguments in [
        vec!["-W".to_owned(), address.to_string()],
        vec!["-o".to_owned(), "ExitOnForwardFailure=yes".to_owned(), "-N".to_owned(), "-R".to_owned(), format!("0:{address}")],
    ] {
        let mut command = shell.program("ssh");
        command.args(&arguments).arg("cases@127.0.0.1");
        let ended = run(command, b"");
        assert_eq!(ended.code, 255, "{arguments:?}: {}", ended.err());
    }
    // A local end of a tunnel opens on the client's side, but nothing is at the other one; the command is not disturbed.
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port();
    let forward = format!("{free}:{address}");
    let proxy = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port().to_string();
    let mut command = shell.program("ssh");
    command.args(["-L", &forward, "-D", &proxy, "-A", "-X", "cases@127.0.0.1", "case", "list"]);
    let ended = run(command, b"");
    assert_eq!(ended.code, 0, "{}", ended.err());
    assert!(target.accept().is_err(), "somebody came through");
}

#[test]
fn a_key_signs_by_the_clients_own_command_that_it_is_somebodys() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let door = desk(&place);
    let member = door.desk.sign_in("member@acme.example");
    let keys = Keys::new("ecdsa");
    let file = keys.private().with_extension("pub").display().to_string();
    let client = member.shell();
    let added = client.run(&["key", "add", &file, "--label", "work"]);
    assert_eq!(added.code, 0, "{}", added.err());
    let shell = Shell::new(door.port, keys);
    assert_eq!(shell.ssh(&["case", "list"], b"").code, 0);
    let listed = client.run(&["key", "list"]);
    assert!(listed.out().contains("work"), "{}", listed.out());
    assert_eq!(client.run(&["key", "remove", "work"]).code, 0);
    assert_eq!(shell.ssh(&["case", "list"], b"").code, 255);
}

#[test]
fn a_door_is_known_by_the_key_that_is_published() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let door = desk(&place);
    let mut command = daemon();
    command.arg("ssh-fingerprint").arg("--data").arg(place.path());
    let published = run(command, b"");
    assert_eq!(published.code, 0, "{}", published.err());
    let mut scan = Command::new("ssh-keyscan");
    scan.args(["-p", &door.port.to_string(), "-t", "ed25519", "127.0.0.1"]);
    let scanned = run(scan, b"").out();
    let key = scanned.split_whitespace().last().expect("a key").to_owned();
    assert!(published.out().contains(&key), "{} {scanned}", published.out());
}

#[test]
fn what_was_typed_when_the_line_breaks_is_among_the_drafts() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let door = desk(&place);
    let member = door.desk.sign_in("member@acme.example");
    member.files("Signed out again", "Every five minutes.");
    let shell = door.shell(&member);
    let mut terminal = screens(&shell, &[]);
    terminal.wait_for_text("Signed out again");
    terminal.press("\r");
    terminal.wait_for_text("Every five minutes.");
    terminal.press("r");
    terminal.wait_for_text("REPLY");
    terminal.press("It is back since the");
    terminal.wait_for_text("It is back since the");
    terminal.press(" lunch break");
    terminal.wait_for_text("lunch break");
    signal("KILL", terminal.id().expect("it runs"));
    let until = Instant::now() + PATIENCE;
    while !member.http().get("/v1/drafts").expect(200).text().contains("It is back since the lunch break") {
        assert!(Instant::now() < until, "what was typed last is lost");
    }
}
