//! Files up and down, and drafts on the way.

use super::*;

const DRAFT: &str = "0198c0de-0000-7000-8000-000000000099";

fn draft_server(asked: &Asked, is_full: bool) -> Answer {
    let line = asked.line.as_str();
    if line == "GET /v1/portal" {
        return portal();
    }
    let draft = |version: i64| json!({"id": DRAFT, "kind": "case", "version": version, "updated_at": "2026-01-31T10:00:00Z", "content": {}, "files": []});
    if line.starts_with("PUT /v1/drafts/") {
        return Answer::json(200, &json!({"draft": draft(1)}));
    }
    if line == format!("GET /v1/drafts/{DRAFT}") {
        return Answer::json(200, &draft(2));
    }
    match line.split_once(DRAFT).map(|(_, rest)| rest) {
        Some("/submit") => Answer::json(201, &json!({"became": "case", "number": 204_816, "files": [file("a.log", 1, b"a")]})),
        Some(rest) if rest.starts_with("/files?name=") && !is_full => Answer::json(201, &file("a.log", 1, b"a")),
        Some(_) => problem(413, "too_large"),
        None => not_expected(asked),
    }
}

pub(super) const FILE: [&str; 8] = ["case", "file", "--product", "acme", "--subject", "S", "--description", "D"];

#[tokio::test]
async fn a_filing_with_files_goes_through_a_draft() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a.log");
    std::fs::write(&path, "a").unwrap();
    let server = Server::start(|_, asked| draft_server(asked, false)).await;
    let args: Vec<&str> = FILE.into_iter().chain(["--attach", path.to_str().unwrap()]).collect();
    let ran = Shell::at(&server).run(&args).await;
    assert_eq!((ran.exit, ran.out.as_str()), (0, "204816\n"));
    assert!(ran.err.starts_with("Received: a.log  1 B  image/png\n"), "{}", ran.err);
    let submit = server.asked().pop().unwrap();
    assert_eq!(submit.json()["version"], 2, "the file made another version");
}

#[tokio::test]
async fn what_fails_on_the_way_stays_a_draft() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a.log");
    std::fs::write(&path, "a").unwrap();
    let server = Server::start(|_, asked| draft_server(asked, true)).await;
    let args: Vec<&str> = FILE.into_iter().chain(["--attach", path.to_str().unwrap()]).collect();
    let ran = Shell::at(&server).run(&args).await;
    assert_eq!((ran.exit, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("kept as a draft") && ran.err.contains(DRAFT), "{}", ran.err);
    assert!(!server.lines().iter().any(|line| line.ends_with("/submit") || line.starts_with("DELETE")));
}

#[tokio::test]
async fn a_submission_without_an_answer_may_have_arrived() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a.log");
    std::fs::write(&path, "a").unwrap();
    let server = Server::start(|_, asked| if asked.line.ends_with("/submit") { Answer::Nothing } else { draft_server(asked, false) }).await;
    let args: Vec<&str> = FILE.into_iter().chain(["--attach", path.to_str().unwrap()]).collect();
    let ran = Shell::at(&server).run(&args).await;
    assert_eq!(ran.exit, 6);
    assert!(ran.err.contains("look before you send it again") && ran.err.contains("If it did not"), "{}", ran.err);
    let submits: Vec<Asked> = server.asked().into_iter().filter(|asked| asked.line.ends_with("/submit")).collect();
    assert!(submits.len() == 3 && submits.iter().all(|asked| asked.header("idempotency-key") == submits[0].header("idempotency-key")));
}

#[tokio::test]
async fn progress_is_shown_on_a_terminal_and_cleared() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a.log");
    std::fs::write(&path, "a").unwrap();
    let server =
        Server::start(|_, asked| if asked.line == "GET /v1/portal" { portal() } else { Answer::json(201, &file("a.log", 1, b"a")) }).await;
    let mut shell = Shell::at(&server);
    shell.io.stderr_is_terminal = true;
    let ran = shell.run(&["case", "attach", "7", path.to_str().unwrap()]).await;
    assert!(ran.exit == 0 && ran.err.ends_with("\r\u{1b}[K"), "{ran:?}");
}

#[tokio::test]
async fn files_are_looked_at_before_anything_is_sent() {
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("large"), vec![0; 1_001]).unwrap();
    let (large, missing) = (path("large"), path("missing"));
    let server = Server::start(|_, asked| draft_server(asked, false)).await;
    for (files, exit, expected) in [
        (vec![large.as_str()], 1, "is larger than 1000 B"),
        (vec![missing.as_str()], 1, "cannot be read"),
        (vec!["a", "b", "c"], 2, "At most 2 files"),
    ] {
        let attached: Vec<&str> = files.iter().flat_map(|file| ["--attach", *file]).collect();
        let args: Vec<&str> = FILE.into_iter().chain(attached).collect();
        let ran = Shell::at(&server).run(&args).await;
        assert!(ran.exit == exit && ran.err.contains(expected), "{ran:?}");
    }
    assert!(server.lines().iter().all(|line| line == "GET /v1/portal"));
}

#[tokio::test]
async fn standard_input_becomes_a_file_with_a_name() {
    let server = Server::start(|_, asked| match asked.line.as_str() {
        "GET /v1/portal" => portal(),
        "GET /v1/cases/7/files" => Answer::json(200, &json!({"files": []})),
        "GET /v1/cases/8/files" => problem(404, "not_found"),
        "POST /v1/cases/7/files?name=shot.png" => Answer::json(201, &file("shot.png", 1, b"piped")),
        _ => not_expected(asked),
    })
    .await;
    let ran = Shell::at(&server).stdin(b"piped").run(&["case", "attach", "7", "-", "--name", "../shot.png"]).await;
    assert_eq!((ran.exit, ran.out.as_str()), (0, "Received: shot.png  5 B  image/png\n"));
    assert_eq!(server.asked()[2].body, b"piped");
    // Nothing is received for a case that is not there, so that it does not matter that it would be too much.
    let ran = Shell::at(&server).stdin(&[0; 1_001]).run(&["case", "attach", "8", "-", "--name", "n"]).await;
    assert_eq!(ran.exit, 4, "{ran:?}");
    for args in
        [&["case", "attach", "7", "-"][..], &["case", "attach", "7", "-", "x", "--name", "n"], &["case", "attach", "7", "x", "--name", "n"]]
    {
        assert_eq!(Shell::at(&server).run(args).await.exit, 2);
    }
    let ran = Shell::at(&server).stdin(&[0; 1_001]).run(&["case", "attach", "7", "-", "--name", "n"]).await;
    assert!(ran.exit == 1 && ran.err.contains("standard input is larger than 1000 B"), "{ran:?}");
}

#[tokio::test]
async fn one_file_too_many_over_a_connection_is_refused_and_waits_for_nothing() {
    let server = Server::start(|_, asked| match asked.line.as_str() {
        "GET /v1/portal" => portal(),
        "GET /v1/cases/7/files" => Answer::json(200, &json!({"files": []})),
        _ => not_expected(asked),
    })
    .await;
    let spool = tempfile::tempdir().unwrap();
    let reach = Reach { user: "cases".into(), host: "h".into(), port: 22 };
    let given = Given { api: server.api(), reach, spool: spool.path().to_owned(), spooling: Arc::new(Semaphore::new(0)) };
    let ran = Shell::new(Door::Given(given)).stdin(b"piped").run(&["case", "attach", "7", "-", "--name", "n"]).await;
    assert!(ran.exit == 1 && ran.err.contains("once another has arrived"), "{ran:?}");
}

pub(super) fn with_files(asked: &Asked) -> Answer {
    match asked.line.as_str() {
        "GET /v1/cases/7/files" => {
            let files = [file("a.log", 1, b"old"), file("a.log", 2, b"new"), file("../../b\u{1b}[2J.txt", 3, b"bad name")];
            Answer::json(200, &json!({"files": files}))
        }
        line if line.ends_with("01") => Answer::Full(200, Vec::new(), b"old".to_vec()),
        line if line.ends_with("02") => Answer::Full(200, Vec::new(), b"new".to_vec()),
        line if line.ends_with("03") => Answer::Full(200, Vec::new(), b"damaged!".to_vec()),
        _ => not_expected(asked),
    }
}

#[tokio::test]
async fn the_newest_of_several_is_saved_and_nothing_is_overwritten() {
    let place = tempfile::tempdir().unwrap();
    let server = Server::start(|_, asked| with_files(asked)).await;
    let folder = place.path().to_str().unwrap();
    let args = ["case", "download", "7", "a.log", "--output", folder];
    let ran = Shell::at(&server).run(&args).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert!(ran.err.starts_with("2 files have this name"), "{}", ran.err);
    let saved = place.path().join("a.log");
    assert_eq!(std::fs::read(&saved).unwrap(), b"new");

    let ran = Shell::at(&server).run(&args).await;
    assert!(ran.exit == 1 && ran.err.contains("exists already"), "{ran:?}");
    let old = "0198c0de-0000-7000-8000-000000000001";
    let ran = Shell::at(&server).run(&["case", "download", "7", old, "--output", saved.to_str().unwrap(), "--force"]).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert_eq!(std::fs::read(&saved).unwrap(), b"old");
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1, "no temporary file is left");
}

#[tokio::test]
async fn a_damaged_file_is_not_kept_and_a_hostile_name_stays_in_its_folder() {
    let place = tempfile::tempdir().unwrap();
    let server = Server::start(|_, asked| with_files(asked)).await;
    let id = "0198c0de-0000-7000-8000-000000000003";
    let ran = Shell::at(&server).run(&["case", "download", "7", id, "--output", place.path().to_str().unwrap()]).await;
    assert!(ran.exit == 1 && !ran.err.contains('\u{1b}'), "{ran:?}");
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_file_goes_down_a_pipe_but_not_to_a_terminal() {
    let server = Server::start(|_, asked| with_files(asked)).await;
    let args = ["case", "download", "7", "a.log", "--output", "-"];
    assert_eq!(Shell::at(&server).run(&args).await.out, "new");
    let mut terminal = Shell::at(&server);
    terminal.io.stdout_is_terminal = true;
    let ran = terminal.run(&args).await;
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert_eq!(Shell::at(&server).run(&["case", "download", "7", "none"]).await.exit, 4);
}

#[tokio::test]
async fn an_interruption_leaves_a_draft_and_says_so() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a.log");
    std::fs::write(&path, "a").unwrap();
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let sender = Mutex::new(Some(sender));
    let server = Server::start(move |_, asked| {
        if asked.line.contains("/files?name=")
            && let Some(sender) = sender.lock().unwrap().take()
        {
            sender.send(()).unwrap();
            return Answer::Nothing;
        }
        draft_server(asked, false)
    })
    .await;
    let args = ["caseport"].into_iter().chain(FILE).chain(["--attach", path.to_str().unwrap()]);
    let mut shell = Shell::at(&server);
    let exit = run(args, &mut shell.io, &shell.host, async { receiver.await.unwrap() }).await;
    assert_eq!(exit, Exit::INTERRUPTED);
    assert!(shell.err.text().starts_with("caseport: Interrupted.\nNothing was sent."), "{}", shell.err.text());
}
