//! The screens in a real terminal: they start, work, follow the window's size, and give the terminal back.

use std::os::unix::net::UnixListener;
use std::time::Instant;

use caseport_tests::client::Client;
use caseport_tests::desk::{Demo, daemon};
use caseport_tests::process::{PATIENCE, signal};
use caseport_tests::terminal::Terminal;

use crate::support::files_under;

const ENTER_SCREEN: &[u8] = b"\x1b[?1049h";
const LEAVE_SCREEN: &[u8] = b"\x1b[?1049l";

fn place(raw: &[u8], part: &[u8]) -> Option<usize> {
    raw.windows(part.len()).position(|window| window == part)
}

/// Whether the terminal is as a shell wants it.
fn assert_restored(terminal: &Terminal) {
    let screen = terminal.screen();
    assert!(!screen.alternate_screen(), "the other screen was left open");
    assert!(!screen.hide_cursor(), "the cursor was left hidden");
    assert!(!screen.bracketed_paste(), "pastes were left marked");
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse was left captured");
    assert!(place(terminal.raw(), LEAVE_SCREEN) > place(terminal.raw(), ENTER_SCREEN));
}

#[test]
fn a_case_is_read_and_answered_by_keyboard() {
    let demo = Demo::shared();
    let case = demo.customer().files("Read by keyboard", "What the screens show.");
    let shell = demo.customer().shell().sending_at_once();
    let mut terminal = Terminal::start(shell.command().env("CASEPORT_HYPERLINKS", "1"), 24, 120);
    terminal.wait_for_text("Read by keyboard");
    assert!(terminal.screen().alternate_screen());
    terminal.press("/");
    terminal.press(&format!("{case}\r"));
    terminal.wait_for("only that case", |screen| screen.contents().matches("Researching").count() == 1);
    terminal.press("\r");
    terminal.wait_for_text("What the screens show.");
    terminal.press("r");
    terminal.press("Typed on the screens.");
    terminal.wait_for_text("Typed on the screens.");
    terminal.press("\u{13}");
    terminal.wait_for_text("Your reply is on case");
    terminal.wait_for_text("Typed on the screens.");
    let timeline = demo.agent().http().get(&format!("/v1/cases/{case}/timeline")).expect(200).text();
    assert_eq!(timeline.matches("Typed on the screens.").count(), 1, "{timeline}");

    // What support answers shows without being asked for, and its links can be followed where they are asked for.
    let answer = "Seen **at once**: [the guide](https://help.example.com/g), not [this](javascript:x).";
    demo.agent().shell().run(&["case", "reply", &case.to_string(), "--message", answer]).expect(0);
    terminal.wait_for_text("Seen at once: the guide (https://help.example.com/g), not [this](javascript:x).");
    assert!(place(terminal.raw(), b";https://help.example.com/g\x1b\\").is_some() && place(terminal.raw(), b";javascript").is_none());
    terminal.press("q");
    terminal.wait_for_text("new case");
    terminal.press("q");
    assert_eq!(terminal.wait(), 0);
    assert_restored(&terminal);
}

#[test]
fn a_reply_can_be_taken_back_and_is_sent_by_a_second_key_or_by_leaving() {
    let demo = Demo::shared();
    let case = demo.customer().files("Taken back", "What was sent too soon.");
    let shell = demo.customer().shell();
    let mut terminal = Terminal::start(&shell.command(), 24, 80);
    let timeline = || demo.agent().http().get(&format!("/v1/cases/{case}/timeline")).expect(200).text();
    terminal.wait_for_text("new case");
    terminal.press(&format!("/{case}\r"));
    terminal.wait_for("only that case", |screen| screen.contents().matches("Researching").count() == 1);
    terminal.press("\r");
    terminal.wait_for_text("What was sent too soon.");
    terminal.press("rThe wrong words.\u{13}");
    terminal.wait_for_text("takes it back");
    terminal.press("u");
    terminal.wait_for_text("REPLY");
    assert!(!timeline().contains("The wrong words."));
    terminal.press("\u{15}The right words.\u{13}");
    terminal.wait_for_text("takes it back");
    terminal.press("\u{13}");
    terminal.wait_for_text("Your reply is on case");
    terminal.press("rAnd on leaving.\u{13}");
    terminal.wait_for_text("takes it back");
    terminal.press("\u{3}");
    assert_eq!(terminal.wait(), 0);
    let timeline = timeline();
    for (words, times) in [("The wrong words.", 0), ("The right words.", 1), ("And on leaving.", 1)] {
        assert_eq!(timeline.matches(words).count(), times, "{timeline}");
    }
    assert_restored(&terminal);
}

#[test]
fn a_reply_that_waits_when_the_client_is_killed_is_found_among_the_drafts() {
    let demo = Demo::shared();
    let case = demo.colleague().files("Killed while waiting", "What was not sent.");
    let shell = demo.colleague().shell();
    let mut terminal = Terminal::start(&shell.command(), 24, 80);
    terminal.wait_for_text("new case");
    terminal.press(&format!("/{case}\r"));
    terminal.wait_for("only that case", |screen| screen.contents().matches("Researching").count() == 1);
    terminal.press("\r");
    terminal.wait_for_text("What was not sent.");
    terminal.press("rKilled too soon.\u{13}");
    terminal.wait_for_text("takes it back");
    let until = Instant::now() + PATIENCE;
    let drafts = || demo.colleague().http().get("/v1/drafts").expect(200).text();
    while !drafts().contains("Killed too soon.") {
        assert!(Instant::now() < until, "the draft was never saved");
    }
    signal("KILL", terminal.id().expect("it runs"));
    terminal.wait();
    let mut terminal = Terminal::start(&shell.command(), 24, 80);
    terminal.wait_for_text("new case");
    terminal.press("d");
    terminal.wait_for_text("begun and not sent");
    terminal.wait_for_text("Killed too soon.");
    terminal.press("\r");
    terminal.wait_for_text("REPLY");
    let timeline = demo.agent().http().get(&format!("/v1/cases/{case}/timeline")).expect(200).text();
    assert!(!timeline.contains("Killed too soon."), "{timeline}");
    terminal.press("\u{3}");
    assert_eq!(terminal.wait(), 0);
    assert_restored(&terminal);
}

#[test]
fn the_screens_follow_the_size_of_the_window() {
    let demo = Demo::shared();
    let shell = demo.agent().shell();
    let mut terminal = Terminal::start(&shell.command(), 24, 80);
    terminal.wait_for_text("Unassigned");
    let filled = |screen: &vt100::Screen, rows: u16, cols: u16| {
        let last = screen.rows(0, cols).nth(usize::from(rows) - 1).unwrap_or_default();
        last.contains("help")
    };
    for (rows, cols) in [(50, 160), (20, 60), (24, 80)] {
        terminal.resize(rows, cols);
        terminal.wait_for("the keys on the last line", |screen| filled(screen, rows, cols));
    }
    // Too small for anything, and back: it goes on.
    terminal.resize(2, 8);
    terminal.resize(24, 80);
    terminal.wait_for("the keys on the last line", |screen| filled(screen, 24, 80) && screen.contents().contains("Unassigned"));
    terminal.press("q");
    assert_eq!(terminal.wait(), 0);
    assert_restored(&terminal);
}

#[test]
fn screens_that_are_ended_from_outside_give_the_terminal_back() {
    let demo = Demo::shared();
    // Where there is no terminal there is nothing to take.
    let piped = demo.customer().shell().run::<&str>(&[]);
    assert!(!piped.stdout.contains(&0x1b) && !piped.stderr.contains(&0x1b), "{}{}", piped.out(), piped.err());
    assert!(piped.code == 2 || piped.out().contains("Usage"), "{}{}", piped.out(), piped.err());
    for name in ["TERM", "HUP"] {
        let shell = demo.customer().shell();
        let mut terminal = Terminal::start(&shell.command(), 24, 80);
        terminal.wait_for_text("new case");
        signal(name, terminal.id().expect("it runs"));
        terminal.wait();
        assert_restored(&terminal);
    }
    // The first frame waits neither for the keyring nor for the server, and neither holds who wants to leave.
    let (shell, _keyring) = with_a_silent_keyring(demo);
    let bus = format!("unix:path={}", shell.home().join("bus").display());
    for end in ["TERM", "a key"] {
        let mut command = shell.command();
        command.env("DBUS_SESSION_BUS_ADDRESS", &bus);
        let mut terminal = Terminal::start(&command, 24, 80);
        terminal.wait_for_text("ctrl-c");
        assert!(terminal.text().contains(&demo.address), "{}", terminal.text());
        match end {
            "TERM" => signal(end, terminal.id().expect("it runs")),
            _ => terminal.press("\u{3}"),
        }
        assert_eq!(terminal.wait(), 0, "{}", terminal.text());
        assert_restored(&terminal);
    }
}

/// Somebody whose token is in a keyring that takes every call and answers none.
fn with_a_silent_keyring(demo: &Demo) -> (Client, UnixListener) {
    let (server, email) = (format!("http://{}", demo.address), &demo.customer().email);
    let shell = Client::new(&server, None);
    let data = shell.home().join(".local/share/caseport");
    std::fs::create_dir_all(&data).expect("the folder is made");
    let kept = format!("server = \"{server}\"\n[sign_ins.\"{server}\"]\nemail = \"{email}\"\nbackend = \"keyring\"\n");
    std::fs::write(data.join("settings.toml"), kept).expect("the sign-in is kept");
    let keyring = UnixListener::bind(shell.home().join("bus")).expect("a socket");
    (shell, keyring)
}

#[test]
fn the_demo_prints_its_lines_and_then_opens_the_screens() {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let mut command = daemon();
    command.args(["demo", "--as", "agent"]).env("TMPDIR", temporary.path()).env("HOME", temporary.path());
    let mut terminal = Terminal::start(&command, 24, 80);
    terminal.wait_for_text("Unassigned");
    let (lines, screens) = (place(terminal.raw(), b"listening on http://"), place(terminal.raw(), ENTER_SCREEN));
    assert!(lines.is_some() && lines < screens, "the lines come first");
    let before = String::from_utf8_lossy(&terminal.raw()[..screens.unwrap_or_default()]).into_owned();
    assert_eq!(before.matches("sign in: ").count(), 5, "{before}");
    terminal.press("q");
    assert_eq!(terminal.wait(), 0);
    assert_restored(&terminal);
    assert_eq!(files_under(temporary.path()), [], "nothing is left behind");
}
