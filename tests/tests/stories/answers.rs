//! A case from its filing to its end, as both sides live it at a shell.

use caseport_tests::desk::Demo;

use crate::support::{PICTURE, arguments, number};

#[test]
fn a_customer_files_with_a_screenshot_and_gets_an_answer() {
    let demo = Demo::shared();
    let (customer, agent) = (demo.customer().shell(), demo.agent().shell());
    let picture = customer.write("Bildschirmfoto (1).png", PICTURE);

    let filed = customer.run(&arguments(
        &["case", "file", "--subject", "The export stops half way", "--severity", "2", "--description-file", "-", "--attach", &picture],
        &demo.customer().product().arguments(),
    ));
    // There was nothing on standard input, and a case needs a description.
    assert!(filed.expect(2).err().contains("description"), "{}", filed.err());
    let mut command = arguments(
        &["case", "file", "--subject", "The export stops half way", "--severity", "2", "--description-file", "-", "--attach", &picture],
        &demo.customer().product().arguments(),
    );
    let filed = customer.run_with(&command, "Since Tuesday.\n\nSeen by all of us.".as_bytes());
    filed.expect(0);
    let case = number(&filed);
    assert_eq!(filed.out(), format!("{case}\n"), "only the number is on stdout");
    let told = filed.err();
    assert!(told.contains("Bildschirmfoto (1).png") && told.contains("First response") && told.contains("caseport case view"), "{told}");

    // Support finds it unassigned, takes it, looks at the picture, and talks among itself.
    let unassigned = agent.run(&["case", "list", "--json", "assignee:nobody", "severity:2", "\"export stops half way\""]).expect(0).json();
    assert!(unassigned["cases"].as_array().is_some_and(|cases| cases.iter().any(|found| found["number"].as_i64() == case.parse().ok())));
    agent.run(&["case", "assign", &case, "me"]).expect(0);
    agent.run(&["case", "download", &case, "Bildschirmfoto (1).png"]).expect(0);
    assert_eq!(std::fs::read(agent.home().join("Bildschirmfoto (1).png")).expect("it was saved"), PICTURE);
    agent.run(&["case", "note", &case, "--message", "Looks like the queue of last week."]).expect(0);
    let log = agent.write("worker.log", b"2026-01-31 10:00:00 queue stalled\n");
    agent.run(&["case", "reply", &case, "--message", "Which browser do you use?", "--attach", &log]).expect(0);
    agent.run(&["case", "status", &case, "pending-your-response"]).expect(0);

    // The customer sees the question and what came with it, but no note.
    let seen = customer.run(&["case", "view", &case]);
    let text = seen.expect(0).out();
    assert!(text.contains("Which browser do you use?") && text.contains("worker.log") && text.contains("Pending Your Response"), "{text}");
    assert!(!text.contains("queue of last week") && !text.to_lowercase().contains("internal"), "{text}");
    customer.run(&["case", "download", &case, "worker.log", "--output", "-"]).expect(0);
    customer.run(&["case", "reply", &case, "--message", "Firefox; it is the same in others."]).expect(0);
    let view = customer.run(&["case", "view", "--json", &case]).expect(0).json();
    assert_eq!(view["status"], "researching", "an answer returns the case to the status it had");

    // A solution, the end, and a second thought.
    agent.run(&["case", "solve", &case, "--solution", "The queue was restarted."]).expect(0);
    let view = customer.run(&["case", "view", "--json", &case]).expect(0).json();
    assert_eq!((&view["status"], &view["solution"]), (&"pending-closure".into(), &"The queue was restarted.".into()));
    assert!(view["closes_at"].is_string(), "a case that closes by itself says when");
    customer.run(&["case", "reply", &case, "--message", "Thank you.", "--no-reopen"]).expect(0);
    assert_eq!(customer.run(&["case", "view", "--json", &case]).json()["status"], "pending-closure");
    customer.run(&["case", "close", &case]).expect(0);
    assert_eq!(customer.run(&["case", "close", &case]).code, 1, "it is closed already");
    customer.run(&["case", "reply", &case, "--message", "It stopped again."]).expect(0);
    let view = agent.run(&["case", "view", "--json", &case]).expect(0).json();
    assert_eq!((&view["status"], &view["group"]), (&"researching".into(), &"open".into()));

    // Scripts read the same from a pipe that says nothing else.
    command = arguments(&["case", "list", "--json", "--limit", "1"], &[]);
    let page = customer.run(&command).expect(0).json();
    assert_eq!(page["cases"].as_array().map(Vec::len), Some(1));
}

#[test]
fn an_agent_files_for_a_customer_and_both_names_are_told() {
    let demo = Demo::shared();
    let agent = demo.agent().shell();
    let product = demo.customer().product().arguments();
    let words = ["case", "file", "--subject", "Asked by telephone", "--description", "Please turn on the digest.", "--for"];
    let filed = agent.run(&arguments(&[&words[..], &[&demo.customer().email]].concat(), &product));
    filed.expect(0);
    let view = demo.customer().shell().run(&["case", "view", "--json", &number(&filed)]).expect(0).json();
    assert_eq!(view["requester"]["email"], demo.customer().email.as_str());
    assert_eq!(view["filed_by"]["name"], demo.agent().name().as_str());
    assert!(view["filed_by"]["email"].is_null(), "customers are not told the addresses of support");
    let stranger = agent.run(&arguments(&[&words[..], &[&demo.stranger().email]].concat(), &product));
    assert!(stranger.expect(2).err().contains("organization"), "{}", stranger.err());
}

#[test]
fn signing_in_keeps_a_token_and_signing_out_ends_it() {
    let demo = Demo::shared();
    let shell = caseport_tests::client::Client::new(&format!("http://{}", demo.address), None);
    shell.run(&["case", "list"]).expect(3);
    let wrong = shell.run_with(&["auth", "login", "--email", &demo.colleague().email, "--password-stdin"], b"not the password\n");
    wrong.expect(3);
    assert!(!wrong.err().contains("not the password"));
    let login = ["auth", "login", "--email", &demo.colleague().email, "--password-stdin"];
    shell.run_with(&login, format!("{}\n", demo.colleague().password).as_bytes()).expect(0);
    shell.run(&["case", "list"]).expect(0);
    assert!(shell.run(&["auth", "status"]).expect(0).out().contains(&demo.colleague().email));
    let kept = crate::support::files_under(shell.home());
    let token = kept.iter().find(|(path, _)| path.to_string_lossy().contains("caseport")).expect("the sign-in is kept in a file");
    for (path, content) in &kept {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(path).expect("it is there").permissions().mode();
        let is_secret = content.windows(20).any(|part| part.iter().all(u8::is_ascii_graphic));
        assert!(!is_secret || mode.trailing_zeros() >= 6, "{}: {mode:o}", path.display());
    }
    assert!(!token.1.is_empty());
    shell.run(&["auth", "logout"]).expect(0);
    shell.run(&["case", "list"]).expect(3);
}

#[test]
fn a_server_that_is_away_is_said_to_be() {
    let shell = caseport_tests::client::Client::new("http://127.0.0.1:1", Some("token"));
    let away = shell.run(&["case", "list"]);
    assert!(away.expect(6).err().contains("127.0.0.1:1"), "{}", away.err());
}
