//! Signing in and out.

use super::*;

fn me() -> Value {
    json!({
        "name": "Ada", "email": "ada@example.com", "side": "customer", "account_role": "owner", "account_wide": true,
        "organization": {"slug": "acme", "name": "Acme"}, "can_file": true,
    })
}

async fn server() -> Server {
    Server::start(|_, asked| match asked.line.as_str() {
        "POST /v1/sessions" if asked.json()["password"] == "pass word" => {
            Answer::json(201, &json!({"token": "secret-token", "expires_at": "2026-03-01T00:00:00Z", "me": me()}))
        }
        "POST /v1/sessions" => problem(401, "wrong_credentials"),
        "GET /v1/me" if asked.header("authorization") == Some("Bearer secret-token") => Answer::json(200, &me()),
        "DELETE /v1/sessions/current" => Answer::Full(204, Vec::new(), Vec::new()),
        _ => not_expected(asked),
    })
    .await
}

#[tokio::test]
async fn a_sign_in_lasts_until_it_is_ended() {
    let (server, place) = (server().await, tempfile::tempdir().unwrap());
    let login = ["auth", "login", "--server", server.address.as_str(), "--email", "ada@example.com", "--password-stdin"];
    let ran = Shell::with_folder(&server, place.path()).stdin(b"pass word\n").run(&login).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert_eq!(ran.err, "There is no keyring here, so the sign-in is kept in a private file.\n");
    assert!(!ran.out.contains("secret-token") && !ran.err.contains("secret-token"));

    // The server of the last sign-in is asked when none is named.
    let ran = Shell::with_folder(&server, place.path()).run(&["auth", "status"]).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert!(ran.out.contains(&server.address) && ran.out.contains("Ada <ada@example.com>") && ran.out.contains("Owner"), "{ran:?}");

    let ran = Shell::with_folder(&server, place.path()).run(&["auth", "logout"]).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert!(server.lines().contains(&"DELETE /v1/sessions/current".to_owned()));
    let ran = Shell::with_folder(&server, place.path()).run(&["auth", "status"]).await;
    assert_eq!(ran.exit, 3, "{ran:?}");
}

#[tokio::test]
async fn a_person_at_a_terminal_is_asked() {
    let (server, place) = (server().await, tempfile::tempdir().unwrap());
    let mut shell = Shell::with_folder(&server, place.path());
    shell.io.ask = Some(Box::new(|_, is_secret| Ok(if is_secret { "pass word" } else { "ada@example.com" }.to_owned())));
    let ran = shell.run(&["auth", "login", "--json", "--server", &server.address]).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap(), me());
}

#[tokio::test]
async fn a_person_who_gives_up_is_let_go() {
    let (server, place) = (server().await, tempfile::tempdir().unwrap());
    let mut shell = Shell::with_folder(&server, place.path());
    shell.io.ask = Some(Box::new(|_, _| Err(io::ErrorKind::Interrupted.into())));
    assert_eq!(shell.run(&["auth", "login", "--server", &server.address]).await.exit, 130);
}

#[tokio::test]
async fn a_script_is_never_asked() {
    let (server, place) = (server().await, tempfile::tempdir().unwrap());
    let ran = Shell::with_folder(&server, place.path()).run(&["auth", "login", "--server", &server.address]).await;
    assert_eq!((ran.exit, ran.err.as_str()), (2, "caseport: Nobody can be asked here; use --email.\n"));
}

#[tokio::test]
async fn a_wrong_password_keeps_nothing() {
    let (server, place) = (server().await, tempfile::tempdir().unwrap());
    let login = ["auth", "login", "--server", server.address.as_str(), "--email", "ada@example.com", "--password-stdin"];
    let ran = Shell::with_folder(&server, place.path()).stdin(b"wrong").run(&login).await;
    assert_eq!((ran.exit, ran.err.as_str()), (3, "caseport: No.\n"));
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_password_does_not_go_unencrypted_to_another_machine() {
    let (server, place) = (server().await, tempfile::tempdir().unwrap());
    let login = ["auth", "login", "--server", "http://help.example.com", "--email", "ada@example.com", "--password-stdin"];
    let ran = Shell::with_folder(&server, place.path()).stdin(b"pass word").run(&login).await;
    assert_eq!(ran.exit, 2, "{ran:?}");
}

#[tokio::test]
async fn a_session_that_cannot_be_kept_is_ended() {
    let (server, place) = (server().await, tempfile::tempdir().unwrap());
    let folder = place.path().join("file");
    std::fs::write(&folder, "in the way").unwrap();
    let login = ["auth", "login", "--server", server.address.as_str(), "--email", "ada@example.com", "--password-stdin"];
    let ran = Shell::with_folder(&server, &folder).stdin(b"pass word").run(&login).await;
    assert_eq!(ran.exit, 1, "{ran:?}");
    assert_eq!(server.lines(), ["POST /v1/sessions", "DELETE /v1/sessions/current"]);
}
