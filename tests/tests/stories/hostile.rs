//! Text that would command a terminal: it is filed like any other, and reaches nobody's terminal as a command.

use caseport_tests::desk::{Demo, daemon};
use caseport_tests::terminal::Terminal;
use serde_json::json;

use crate::support::{PICTURE, upload};

/// Clears the screen, sets the title, writes the clipboard, asks for an answer, turns the text around, hides and piles up.
const HOSTILE: &str = "in\u{1b}[2J\u{1b}]0;owned\u{7}\u{1b}]52;c;cm0gLXJm\u{1b}\\\u{1b}P$q\"p\u{1b}\\\u{9b}31m\u{202e}voice\u{2066}\u{200b}\u{feff}\u{e0041}\u{8}\u{7f}\u{0}.e\u{336}\u{336}\u{336}\u{336}\u{336}\u{336}\u{336}\u{336}xe";

/// What may stand in a text: no control but line ends and tabs, nothing that turns, hides or piles up.
fn assert_harmless(what: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert!(caseport_shared::text::is_clean_block(text), "{what}: {text:?}");
    for c in text.chars() {
        let is_control = c.is_control() && c != '\n' && c != '\t';
        let is_hidden = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
        assert!(!is_control && !is_hidden, "{what}: {c:?} in {text:?}");
    }
}

/// Files a hostile case with a hostile file and a hostile reply, and returns its number.
fn file_hostile(demo: &Demo, mark: &str) -> i64 {
    let body = format!("{mark} {HOSTILE}\r\nsecond\u{2028}third");
    let case = demo.customer().files(&format!("{mark} {HOSTILE}"), &body);
    upload(demo.customer(), case, &format!("../../{HOSTILE}\n.png"), PICTURE);
    demo.customer().http().json("POST", &format!("/v1/cases/{case}/replies"), &json!({ "body": body })).expect(201);
    demo.customer().http().json("POST", &format!("/v1/cases/{case}/escalate"), &json!({ "reason": body })).expect(201);
    demo.agent().http().json("POST", &format!("/v1/cases/{case}/notes"), &json!({ "body": body })).expect(201);
    case
}

#[test]
fn hostile_text_is_harmless_in_a_pipe() {
    let demo = Demo::shared();
    let case = file_hostile(demo, "piped");
    let number = case.to_string();
    let agent = demo.agent().shell();
    let answer = demo.agent().http().get(&format!("/v1/cases/{case}/timeline")).expect(200).json();
    let stored = answer["entries"].as_array().into_iter().flatten().filter_map(|entry| entry["comment"]["body"].as_str());
    let bodies: Vec<&str> = stored.collect();
    assert_eq!(bodies.len(), 3, "{answer}");
    for body in bodies {
        assert_harmless("stored text", body.as_bytes());
        assert!(body.starts_with("piped in") && body.ends_with("second\nthird"), "the words stay: {body:?}");
    }
    for command in [
        &["case", "view", &number][..],
        &["case", "view", "--json", &number],
        &["case", "list", &number],
        &["case", "list", "--json", "piped"],
    ] {
        let ended = agent.run(command);
        assert_harmless(&format!("{command:?}"), &ended.expect(0).stdout);
        assert_harmless(&format!("{command:?}"), &ended.stderr);
        assert!(ended.out().contains("piped"), "{}", ended.out());
    }
    let files = demo.agent().http().get(&format!("/v1/cases/{case}/files")).expect(200).json();
    let name = files["files"][0]["name"].as_str().expect("a file has a name").to_owned();
    assert!(!name.contains(['/', '\\']) && name.strip_suffix(".png").is_some(), "{name:?}");
    agent.run(&["case", "download", &number, &name]).expect(0);
    assert_eq!(std::fs::read(agent.home().join(&name)).expect("it is saved in the folder where one stands"), PICTURE);

    // What one types oneself comes back harmless as well, in errors too.
    for command in [
        vec!["case", "list", "status:\u{1b}[2Jx\u{202e}"],
        vec!["case", "list", "\u{1b}]0;owned\u{7}:x"],
        vec!["case", "file", "--product", "\u{1b}[2J\u{202e}", "--subject", HOSTILE, "--description", "x"],
        vec!["case", "download", &number, "\u{1b}[2J\u{202e}"],
        vec!["case", "attach", &number, "\u{1b}[2J\u{202e}.txt"],
        vec!["case", "assign", &number, "\u{1b}[2J\u{202e}@x.example"],
        vec!["case", "view", "\u{1b}[2J\u{202e}"],
        vec!["\u{1b}[2J\u{202e}"],
        vec!["product", "view", "\u{1b}[2J\u{202e}"],
    ] {
        // The kernel takes no NUL in arguments.
        let command: Vec<String> = command.iter().map(|argument| argument.replace('\0', "")).collect();
        let ended = agent.run(&command);
        assert_ne!(ended.code, 0, "{command:?}");
        assert_harmless(&format!("{command:?} on stdout"), &ended.stdout);
        assert_harmless(&format!("{command:?} on stderr"), &ended.stderr);
    }
    let refused =
        demo.customer().http().json("POST", "/v1/cases", &json!({ "product": HOSTILE, "subject": "x", "description": "x", HOSTILE: 1 }));
    assert_harmless("the title of a problem", refused.json()["title"].as_str().unwrap_or_default().as_bytes());
}

#[test]
fn hostile_text_is_harmless_on_the_screens() {
    let demo = Demo::shared();
    let case = file_hostile(demo, "screened");
    let shell = demo.customer().shell();
    let mut terminal = Terminal::start(&shell.command(), 40, 120);
    terminal.wait_for_text("screened in");
    terminal.press("/");
    terminal.press(&format!("{case}\r"));
    terminal.wait_for("only the case that was looked for", |screen| {
        let rows = screen.contents();
        rows.contains("screened in") && rows.matches(&case.to_string()).count() >= 2
    });
    terminal.press("\r");
    terminal.wait_for_text("third");
    let text = terminal.text();
    assert!(text.contains("screened"), "{text}");
    let raw = String::from_utf8_lossy(terminal.raw()).into_owned();
    for command in ["\u{1b}]0;", "\u{1b}]52", "\u{1b}P$q", "\u{9b}", "\u{202e}", "\u{2066}", "\u{200b}", "\u{feff}", "\u{7}"] {
        assert!(!raw.contains(command), "{command:?} was sent to the terminal");
    }
}

#[test]
fn hostile_arguments_of_the_server_are_harmless() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for arguments in [
        vec!["admin", "create-staff", "--name", "\u{1b}[2J", "--email", "\u{1b}]0;owned\u{7}\u{202e}"],
        vec!["admin", "create-organization", "--name", "x", "--plan", "\u{1b}[2J\u{202e}", "--region", "emea"],
        vec!["serve", "--listen", "\u{1b}[2J\u{202e}"],
        vec!["serve", "--config", "\u{1b}[2J\u{202e}.toml"],
        vec!["\u{1b}[2J\u{202e}"],
    ] {
        let mut command = daemon();
        command.args(&arguments).current_dir(folder.path());
        let ended = caseport_tests::client::run(command, b"a-password-of-a-story\n");
        assert_ne!(ended.code, 0, "{arguments:?}");
        assert_harmless(&format!("{arguments:?}"), &[ended.stdout, ended.stderr].concat());
    }
}
