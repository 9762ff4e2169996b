//! The linear mode in a real terminal: lines alone, nothing placed, coloured or drawn again.

use std::process::Command;
use std::time::Instant;

use caseport_tests::client::Client;
use caseport_tests::desk::Demo;
use caseport_tests::process::PATIENCE;
use caseport_tests::terminal::Terminal;

/// Starts the client without a kept sign-in as this environment asks for it.
fn start(shell: &Client, arguments: &[&str], environment: &[(&str, &str)]) -> Terminal {
    let mut command: Command = shell.command();
    command.args(arguments).envs(environment.iter().copied());
    Terminal::start(&command, 50, 100)
}

/// Whether nothing but lines was sent to the terminal, whose driver writes a carriage return before each end of line.
fn assert_lines_alone(terminal: &Terminal) {
    let other = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\r');
    let raw = terminal.raw();
    assert_eq!(raw.iter().position(other), None, "{}", String::from_utf8_lossy(raw));
    let returns: Vec<usize> = (0..raw.len()).filter(|at| raw[*at] == b'\r').collect();
    assert!(returns.iter().all(|at| raw.get(at + 1).is_none_or(|next| matches!(next, b'\n' | b'\r'))), "a line was drawn again");
}

#[test]
fn a_case_is_read_and_answered_line_by_line() {
    let demo = Demo::shared();
    let customer = demo.customer();
    let case = customer.files("Read line by line", "What a screen reader says.");
    demo.agent().shell().run(&["case", "reply", &case.to_string(), "--message", "Have you \u{1b}[31mtried\u{1b}[0m it?"]).expect(0);

    // Signing in, as on the first day.
    let shell = Client::new(&format!("http://{}", customer.address), None);
    let mut terminal = start(&shell, &["--linear"], &[]);
    terminal.wait_for_text("Email:");
    terminal.press(&format!("{}\r", customer.email));
    terminal.wait_for_text("Password, which is not shown:");
    terminal.press(&format!("{}\r", customer.password));
    terminal.wait_for_text("Times are those of UTC");
    assert!(!terminal.text().contains(&customer.password), "the password was shown");
    terminal.wait_for_text("Number or word:");
    terminal.press(&format!("{case}\r"));
    terminal.wait_for_text("What a screen reader says.");
    terminal.wait_for_text("Have you tried it?");
    terminal.wait_for_text("You can type: reply, attach");

    // Killed in the middle of an answer: the next one goes on with it.
    terminal.press("reply\r");
    terminal.wait_for_text("Type your text.");
    terminal.press("Typed line by line.\r");
    let drafts = || customer.http().get("/v1/drafts").expect(200).text();
    let until = Instant::now() + PATIENCE;
    while !drafts().contains("Typed line by line.") {
        assert!(Instant::now() < until, "the line never came to the server\n{}", terminal.text());
    }
    assert_lines_alone(&terminal);
    drop(terminal);
    let mut terminal = start(&shell, &[], &[("ACCESSIBLE", "1")]);
    terminal.wait_for_text("Number or word:");
    terminal.press(&format!("{case}\rreply\r"));
    terminal.wait_for_text("You began a reply just now: Typed line by line.");
    terminal.press("1\r");
    terminal.wait_for_text("So far:");
    terminal.press("And sent.\r.\r");
    terminal.wait_for_text("What now?");
    terminal.press("1\r");
    terminal.wait_for_text("Your reply is on the case.");
    let timeline = customer.http().get(&format!("/v1/cases/{case}/timeline")).expect(200).text();
    assert_eq!(timeline.matches("Typed line by line.\\nAnd sent.").count(), 1, "{timeline}");
    assert_eq!(drafts().matches("Typed line by line.").count(), 0);

    // The end of the input leaves politely.
    terminal.press("\u{4}");
    assert_eq!(terminal.wait(), 0);
    assert!(terminal.text().contains("Good bye."), "{}", terminal.text());
    assert_lines_alone(&terminal);

    // A dumb terminal is known by itself.
    let mut dumb = Command::new("env");
    dumb.arg("TERM=dumb").arg(shell.command().get_program()).env_clear().envs(shell.environment()).current_dir(shell.home());
    let mut terminal = Terminal::start(&dumb, 24, 80);
    terminal.wait_for_text("Number or word:");
    terminal.press("quit\r");
    assert_eq!(terminal.wait(), 0);
    assert_lines_alone(&terminal);
}
