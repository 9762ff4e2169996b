//! Commands for somebody at the other end of a connection: their files are elsewhere, and this machine is not theirs.

use super::files::{FILE, with_files};
use super::*;

fn answer(asked: &Asked) -> Answer {
    match asked.line.as_str() {
        "GET /v1/portal" => portal(),
        "GET /v1/me" => {
            let me = json!({"name": "Ada", "email": "ada@example.com", "side": "customer", "account_wide": false, "can_file": true});
            Answer::json(200, &me)
        }
        "POST /v1/cases/7/files?name=shot.png" => Answer::json(201, &file("shot.png", 1, b"piped")),
        "POST /v1/cases/7/replies" => commented("researching"),
        "POST /v1/cases" => Answer::json(201, &json!({"number": 204_816, "files": []})),
        _ => with_files(asked),
    }
}

#[tokio::test]
async fn no_file_of_the_servers_is_read_or_written() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("x");
    std::fs::write(&path, "secret").unwrap();
    let path = path.to_str().unwrap();
    let folder = place.path().to_str().unwrap();
    let server = Server::start(|_, asked| answer(asked)).await;
    let attach: Vec<&str> = FILE.into_iter().chain(["--attach", path]).collect();
    for args in [
        &attach[..],
        &["case", "file", "--product", "p", "--subject", "s", "--description-file", path],
        &["case", "reply", "7", "--message-file", path],
        &["case", "reply", "7", "--message", "m", "--attach", path],
        &["case", "solve", "7", "--solution-file", path],
        &["case", "attach", "7", path],
        &["case", "attach", "7", "x"],
        &["article", "picture", "add", "renew-it", path],
        &["case", "download", "7", "a.log"],
        &["case", "download", "7", "a.log", "--output", folder],
        &["case", "download", "7", "a.log", "-o", "a.log"],
    ] {
        let ran = Shell::over_a_line(&server, place.path()).run(args).await;
        assert_eq!(ran.exit, 2, "{args:?}: {ran:?}");
    }
    assert!(server.lines().iter().all(|line| line.starts_with("GET ") && !line.contains("/files/")), "{:?}", server.lines());
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn who_names_a_file_is_told_what_to_run_instead() {
    let place = tempfile::tempdir().unwrap();
    let server = Server::start(|_, asked| answer(asked)).await;
    for (args, command) in [
        (&["case", "attach", "7", "my shot.png"][..], "scp -P 2222 'my shot.png' cases@help.example.com:7/"),
        (&["case", "reply", "7", "--message", "m", "--attach", "shot.png"], "scp -P 2222 shot.png cases@help.example.com:7/"),
        (&["case", "download", "7", "a.log"], "scp -P 2222 cases@help.example.com:7/a.log ."),
    ] {
        let ran = Shell::over_a_line(&server, place.path()).run(args).await;
        assert!(ran.err.ends_with(&format!("or run there: {command}\n")), "{}", ran.err);
    }
}

#[tokio::test]
async fn files_and_texts_come_and_go_by_the_streams() {
    let place = tempfile::tempdir().unwrap();
    let server = Server::start(|_, asked| answer(asked)).await;
    let shell = || Shell::over_a_line(&server, place.path());
    let ran = shell().stdin(b"piped").run(&["case", "attach", "7", "-", "--name", "shot.png"]).await;
    assert_eq!((ran.exit, ran.out.as_str()), (0, "Received: shot.png  5 B  image/png\n"));
    let ran = shell().stdin("Grüße\n".as_bytes()).run(&["case", "reply", "7", "--message-file", "-"]).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert_eq!(server.asked().pop().map(|asked| asked.line), Some("GET /v1/portal".to_owned()));
    assert!(server.asked().iter().any(|asked| asked.line.ends_with("/replies") && asked.json()["body"] == "Grüße\n"));
    assert_eq!(shell().run(&["case", "download", "7", "a.log", "-o", "-"]).await.out, "new");
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0, "nothing is left of what waited here");
}

#[tokio::test]
async fn a_picture_of_an_article_comes_on_standard_input_under_a_name() {
    let place = tempfile::tempdir().unwrap();
    let marked = json!({"text": "", "marks": []});
    let article = json!({
        "slug": "renew-it", "title": marked, "excerpt": marked, "language": "en", "state": "draft", "updated_at": "2026-03-02T10:00:00Z",
        "helpful": 0, "unhelpful": 0, "body": "", "products": [], "can": [],
    });
    let picture = json!({"name": "my-shot.png", "content_type": "image/png", "size": 5, "sha256": "0"});
    let server = Server::start(move |_, asked| match asked.line.as_str() {
        "GET /v1/articles/renew-it" => Answer::json(200, &article),
        "PUT /v1/articles/renew-it/pictures/my-shot.png" => Answer::json(201, &picture),
        _ => answer(asked),
    })
    .await;
    let shell = || Shell::over_a_line(&server, place.path());
    let add = ["article", "picture", "add", "renew-it", "-", "--name", "my shot.png"];
    let ran = shell().stdin(b"piped").run(&add).await;
    assert_eq!((ran.exit, ran.out.as_str()), (0, "The text shows it by ![what it shows](my-shot.png)\n"), "{ran:?}");
    let is_put = |asked: &Asked| asked.line.starts_with("PUT ");
    assert_eq!(
        server.asked().iter().filter(|asked| is_put(asked)).map(|asked| asked.body.clone()).collect::<Vec<_>>(),
        [b"piped".to_vec()]
    );
    let too_large = vec![0; caseport_shared::limits::PICTURE_BYTES + 1];
    assert_ne!(shell().stdin(&too_large).run(&add).await.exit, 0);
    let ran = shell().stdin(b"piped").run(&add[..5]).await;
    assert!(ran.exit == 2 && ran.err.contains("needs --name"), "{ran:?}");
    assert_eq!(server.asked().iter().filter(|asked| is_put(asked)).count(), 1);
}

#[tokio::test]
async fn a_file_on_standard_input_waits_where_it_was_said() {
    let place = tempfile::tempdir().unwrap();
    let server = Server::start(|_, asked| answer(asked)).await;
    let gone = place.path().join("gone");
    let ran = Shell::over_a_line(&server, &gone).stdin(b"piped").run(&["case", "attach", "7", "-", "--name", "shot.png"]).await;
    assert_eq!(ran.exit, 1, "{ran:?}");
}

#[tokio::test]
async fn signing_in_is_not_done_over_a_line_and_who_is_there_is_told() {
    let place = tempfile::tempdir().unwrap();
    let server = Server::start(|_, asked| answer(asked)).await;
    let shell = || Shell::over_a_line(&server, place.path());
    for args in [&["auth", "login", "--email", "a@b.c", "--password-stdin"][..], &["auth", "logout"]] {
        let ran = shell().stdin(b"pass word").run(args).await;
        assert!(ran.exit == 2 && ran.err.contains("on a machine of your own"), "{ran:?}");
    }
    for args in [&["case", "list", "--server", "https://other.example.com"][..], &["--linear", "--server", "https://other.example.com"]] {
        let ran = shell().run(args).await;
        assert!(ran.exit == 2 && ran.err.contains("the server you are connected to"), "{ran:?}");
    }
    assert!(server.asked().is_empty());
    let status = shell().run(&["auth", "status"]).await;
    assert!(status.exit == 0 && status.out.contains("Ada <ada@example.com>") && status.out.contains("in this connection"), "{status:?}");
    assert_eq!(shell().run(&["completions", "bash"]).await.exit, 0);
}

#[tokio::test]
async fn a_filed_case_is_found_again_by_ssh_and_an_ended_sign_in_by_connecting() {
    let place = tempfile::tempdir().unwrap();
    let server = Server::start(|_, asked| answer(asked)).await;
    let ran = Shell::over_a_line(&server, place.path()).run(&FILE).await;
    assert_eq!(ran.out, "204816\n");
    assert!(ran.err.contains("ssh -p 2222 cases@help.example.com case view 204816"), "{}", ran.err);
    let server = Server::start(|_, _| problem(401, "unauthenticated")).await;
    let ran = Shell::over_a_line(&server, place.path()).run(&["case", "list"]).await;
    assert!(ran.exit == 3 && ran.err.contains("Connect again") && !ran.err.contains("auth login"), "{}", ran.err);
}

#[tokio::test]
async fn a_command_can_be_spawned_as_a_channel_needs_it() {
    let place = tempfile::tempdir().unwrap();
    let server = Server::start(|_, asked| answer(asked)).await;
    let shell = Shell::over_a_line(&server, place.path());
    let ran = tokio::spawn(async move { shell.run(&["auth", "status"]).await }).await.unwrap();
    assert_eq!(ran.exit, 0);
}
