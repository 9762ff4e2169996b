//! People who come in for the first time or again, and strangers, over real SSH and with the real client.

use caseport_tests::desk::{PASSWORD, administer, found};
use caseport_tests::http::Http;
use caseport_tests::ssh::{Keys, OpenDoor, Shell};
use caseport_tests::terminal::Terminal;
use serde_json::json;

const NEW: &str = "another horse battery";

/// `ssh join@…` on a terminal.
fn join(shell: &Shell) -> Terminal {
    let mut command = shell.asking("ssh");
    command.arg("join@127.0.0.1");
    let mut terminal = Terminal::start(&command, 24, 80);
    terminal.wait_for_text("1, 2 or 3:");
    terminal
}

#[test]
fn i2_whoever_forgot_their_password_comes_in_by_a_code_and_their_key_is_remembered() {
    let place = tempfile::tempdir().expect("a temporary folder");
    found(place.path());
    let door = OpenDoor::open(place.path(), &[]);
    let before = door.desk.sign_in("member@acme.example");
    let said = administer(place.path(), &["code", "--email", "member@acme.example"]).expect(0).out();
    let code = said.rsplit("code: ").next().expect("a code").trim().to_owned();
    let shell = Shell::new(door.port, Keys::new("ed25519"));
    let mut terminal = join(&shell);
    terminal.press("1\r");
    terminal.wait_for_text("Code:");
    terminal.press(&format!("{code}\r"));
    terminal.wait_for_text("choose another password");
    for question in ["New password:", "New password again:"] {
        terminal.wait_for_text(question);
        terminal.press(&format!("{NEW}\r"));
    }
    terminal.wait_for_text("Remember it?");
    assert!(!terminal.text().contains(NEW));
    terminal.press("y\r");
    terminal.wait_for_text("First things first");
    terminal.press("\u{1b}");
    terminal.wait_for_text("No cases here");
    terminal.press("\u{3}");
    assert_eq!(terminal.wait(), 0, "{}", terminal.text());
    assert_eq!(shell.ssh(&["auth", "status"], b"").code, 0, "the key signs in from now on");
    before.http().get("/v1/me").expect(401);
    let old = json!({"email": "member@acme.example", "password": PASSWORD});
    Http { address: door.desk.address.clone(), token: None }.json("POST", "/v1/sessions", &old).expect(401);
    // The code was used.
    let mut again = join(&Shell::new(door.port, Keys::new("ed25519")));
    again.press("1\r");
    again.wait_for_text("Code:");
    again.press(&format!("{code}\r"));
    again.wait_for_text("This code is none");
}

/// Asks for access on a terminal, with a command after the host or without: how that ends, and what is read.
fn asks_for_access(shell: &Shell, then: &[&str]) -> (u32, String) {
    let mut command = shell.asking("ssh");
    command.arg("join@127.0.0.1").args(then);
    let mut terminal = Terminal::start(&command, 24, 80);
    terminal.wait_for_text("1, 2 or 3:");
    terminal.press("3\r");
    for (question, answer) in [
        ("Full name:", "Nia Newcomer"),
        ("Email:", "nia@acme.example"),
        ("Company:", "Acme"),
        ("Your username", ""),
        ("Product:", "Community"),
        ("What you do there:", "Editor"),
        ("Phone:", ""),
    ] {
        terminal.wait_for_text(question);
        terminal.press(&format!("{answer}\r"));
    }
    (terminal.wait(), terminal.text())
}

#[test]
fn s3_a_stranger_asks_over_ssh_and_by_the_client_and_support_declines() {
    let place = tempfile::tempdir().expect("a temporary folder");
    found(place.path());
    let door = OpenDoor::open(place.path(), &[]);
    let shell = Shell::new(door.port, Keys::new("ed25519"));
    let ended = "Your request is with support. The answer comes by email.";
    for command in [&[][..], &["case", "list"][..]] {
        let (code, said) = asks_for_access(&shell, command);
        assert!(code == 0 && said.contains(ended) && !said.contains("denied"), "{code}: {said}");
        assert!(!said.contains("NUMBER") && !said.contains("First things"), "{said}");
    }
    let agent = door.desk.sign_in("agent@desk.example").shell();
    let asked = ["access", "request", "--name", "Joe", "--email", "joe@acme.example", "--company", "Acme", "--product", "Community"];
    assert_eq!(agent.run(&asked).code, 0);
    let listed = agent.run(&["access", "list"]);
    assert!(listed.out().contains("Nia Newcomer") && listed.out().contains("joe@acme.example"), "{}", listed.out());
    let first = listed.out().lines().nth(1).and_then(|row| row.split_whitespace().next()).expect("a request").to_owned();
    assert_eq!(agent.run(&["access", "decline", &first, "--reason", "Ask your Owner."]).code, 0);
    assert!(!agent.run(&["access", "list"]).out().contains("Nia Newcomer"));
    let member = door.desk.sign_in("member@acme.example").shell();
    assert_eq!(member.run(&["access", "list"]).code, 4);
}

#[test]
fn i2_a_person_who_is_locked_is_cut_off_on_every_way_in() {
    let place = tempfile::tempdir().expect("a temporary folder");
    found(place.path());
    let door = OpenDoor::open(place.path(), &[]);
    let member = door.desk.sign_in("member@acme.example");
    let shell = door.shell(&member);
    let made = member.shell().run(&["auth", "token", "create", "--label", "nightly", "--expires", &tomorrow()]);
    assert_eq!(made.code, 0, "{}", made.err());
    let token = made.out().trim().to_owned();
    let by_token = || Http { address: door.desk.address.clone(), token: Some(token.clone()) }.get("/v1/me");
    by_token().expect(200);
    let mut screens = shell.program("ssh");
    screens.arg("cases@127.0.0.1");
    let mut terminal = Terminal::start(&screens, 24, 80);
    terminal.wait_for_text("No cases here");
    let agent = door.desk.sign_in("agent@desk.example").shell();
    assert_eq!(agent.run(&["person", "lock", "member@acme.example"]).code, 0);
    terminal.wait_for_text("sign in again");
    terminal.wait();
    by_token().expect(401);
    member.http().get("/v1/me").expect(401);
    assert_eq!(shell.ssh(&["case", "list"], b"").code, 255);
    assert_eq!(agent.run(&["person", "unlock", "member@acme.example"]).code, 0);
    by_token().expect(200);
    assert_eq!(shell.ssh(&["case", "list"], b"").code, 0);
}

/// A day on which a token still works.
fn tomorrow() -> String {
    let day = std::time::SystemTime::now() + std::time::Duration::from_hours(24);
    jiff::Timestamp::try_from(day).map(|at| at.strftime("%Y-%m-%d").to_string()).expect("a day")
}
