//! Files on the real screens: looked at, dropped, picked, and sent with a reply.

use std::fmt::Write as _;
use std::io::Write as _;

use caseport_tests::desk::Demo;
use caseport_tests::terminal::Terminal;
use serde_json::json;

use crate::support::PICTURE;

/// Opens a case in a terminal.
fn reading(shell: &caseport_tests::client::Client, case: i64) -> Terminal {
    let mut terminal = Terminal::start(&shell.command(), 24, 80);
    terminal.wait_for_text("new case");
    terminal.press("/");
    terminal.press(&format!("{case}\r"));
    terminal.wait_for("only that case", |screen| screen.contents().matches("Researching").count() == 1);
    terminal.press("\r");
    terminal.wait_for_text("reply");
    terminal
}

#[test]
fn a_picture_and_a_log_are_looked_at_on_the_screens() {
    let demo = Demo::shared();
    let case = demo.customer().files("Looked at", "There are files.");
    let shell = demo.customer().shell();
    let picture = shell.write("shot.png", PICTURE);
    let lines: Vec<String> = (1..=300).map(|at| format!("line {at}\u{1b}[31m of the trace\u{1b}[0m")).collect();
    let log = shell.write("trace.log", lines.join("\n").as_bytes());
    for path in [&picture, &log] {
        shell.run(&["case", "attach", &case.to_string(), path]).expect(0);
    }
    let mut terminal = reading(&shell, case);
    terminal.press("d");
    terminal.wait_for_text("Save which file?");
    terminal.press("shot\r");
    terminal.wait_for_text("Look at it");
    terminal.press("\r");
    terminal.wait_for("the picture", |screen| screen.contents().matches('▀').count() > 500);
    terminal.resize(20, 60);
    terminal.wait_for("the picture fitted anew", |screen| {
        let rows: Vec<String> = screen.rows(0, 60).collect();
        rows.iter().any(|row| row.contains('▀')) && rows.iter().all(|row| row.chars().count() <= 60) && rows[17].contains("pixels")
    });
    terminal.press("q");
    terminal.wait_for_text("reply");
    terminal.press("d");
    terminal.wait_for_text("file?");
    terminal.press("trace\r");
    terminal.wait_for_text("Look at it");
    terminal.press("\r");
    terminal.wait_for_text("line 1 of the trace");
    terminal.press("G");
    terminal.wait_for_text("line 300 of the trace");
    terminal.press("/line 77\r");
    terminal.wait_for_text("line 77 of the trace");
    terminal.press("\u{3}");
    assert_eq!(terminal.wait(), 0);
}

#[test]
fn a_dropped_file_and_a_picked_one_go_with_a_reply() {
    let demo = Demo::shared();
    let case = demo.customer().files("With two files", "They come with the reply.");
    let shell = demo.customer().shell().sending_at_once();
    let dropped = shell.write("dropped one.png", PICTURE);
    shell.write("picked.log", b"what was picked\n");
    let mut terminal = reading(&shell, case);
    terminal.press("rHere they are.");
    terminal.wait_for_text("Here they are.");
    terminal.press(&format!("\u{1b}[200~'{dropped}'\u{1b}[201~"));
    terminal.wait_for_text("Add dropped one.png?");
    terminal.press("\r");
    terminal.wait_for("the first one received", |screen| screen.contents().contains("received"));
    terminal.press("\u{6}");
    terminal.wait_for_text("picked.log");
    terminal.press("pick\r");
    terminal.wait_for("both received", |screen| screen.contents().matches("received").count() == 2);
    terminal.press("\u{13}");
    terminal.wait_for("the reply in the thread", |screen| screen.contents().contains("Your reply is on case"));
    let told = demo.agent().http().get(&format!("/v1/cases/{case}/timeline")).expect(200).text();
    for name in ["dropped one.png", "picked.log"] {
        assert_eq!(told.matches(name).count(), 1, "{told}");
    }
    terminal.press("\u{3}");
    assert_eq!(terminal.wait(), 0);
}

#[test]
fn a_file_that_came_half_is_not_there_and_comes_once_when_sent_anew() {
    let customer = Demo::shared().customer().http();
    let draft = "/v1/drafts/0191d3c0-aaaa-7bbb-8ccc-0000000000e7";
    let save = json!({ "kind": "case", "version": 0, "content": { "severity": 3, "subject": "cut in half" } });
    customer.json("PUT", draft, &save).expect(200);
    let path = format!("{draft}/files?name=half.png");
    let headers = [("content-type", "application/octet-stream"), ("idempotency-key", "story-half-file")];
    let mut head = customer.head("POST", &path, &headers);
    write!(head, "content-length: {}\r\n\r\n", PICTURE.len()).expect("a string takes text");
    let mut stream = customer.connect().expect("a connection");
    stream.write_all(head.as_bytes()).expect("the head is sent");
    stream.write_all(&PICTURE[..PICTURE.len() / 2]).expect("a half is sent");
    drop(stream);
    let files = || customer.get(draft).expect(200).json()["files"].as_array().map(Vec::len);
    assert_eq!(files(), Some(0), "nothing is kept of a half");
    for _ in 0..2 {
        customer.send("POST", &path, &headers, PICTURE).expect(201);
    }
    assert_eq!(files(), Some(1));
}
