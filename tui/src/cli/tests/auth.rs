//! Signing in and out.

use super::*;

fn me() -> Value {
    json!({
        "name": "Ada", "email": "ada@example.com", "side": "customer", "account_role": "owner", "account_wide": true,
        "organization": {"slug": "acme", "name": "Acme"}, "can_file": true, "settings": {"is_asked": true, "proposed_time_zone": "Europe/London"},
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

fn sign_in(reference: &str, label: &str, is_current: bool) -> Value {
    json!({
        "reference": reference, "label": label, "address": "192.0.2.7", "created_at": "2026-01-30T08:00:00Z",
        "used_at": "2026-01-31T09:30:00Z", "expires_at": "2026-03-01T08:00:00Z", "is_current": is_current,
    })
}

#[tokio::test]
async fn i2_sign_ins_are_listed_and_ended() {
    let server = Server::start(|_, asked| match asked.line.as_str() {
        "GET /v1/me/sign-ins" => {
            Answer::json(200, &json!({"sign_ins": [sign_in("a1", "laptop", true), sign_in("b2", "pho\u{1b}[2Jne", false)]}))
        }
        "DELETE /v1/me/sign-ins/b2" | "DELETE /v1/me/sign-ins" => Answer::Full(204, Vec::new(), Vec::new()),
        _ => problem(404, "not_found"),
    })
    .await;
    let ran = Shell::at(&server).run(&["auth", "list"]).await;
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert!(ran.out.contains("now, here") && ran.out.contains("192.0.2.7") && ran.out.contains("phone"), "{}", ran.out);
    for (arguments, exit, line) in [
        (vec!["auth", "revoke", "b2"], 0, "DELETE /v1/me/sign-ins/b2"),
        (vec!["auth", "revoke", "--others"], 0, "DELETE /v1/me/sign-ins"),
        (vec!["auth", "revoke", "c3"], 4, "DELETE /v1/me/sign-ins/c3"),
    ] {
        let ran = Shell::at(&server).run(&arguments).await;
        assert_eq!((ran.exit, server.lines().pop().as_deref()), (exit, Some(line)), "{ran:?}");
    }
    // One or all others, and never both or neither by mistake.
    let before = server.asked().len();
    assert_eq!(Shell::at(&server).run(&["auth", "revoke"]).await.exit, 2);
    assert_eq!(Shell::at(&server).run(&["auth", "revoke", "b2", "--others"]).await.exit, 2);
    assert_eq!(server.asked().len(), before);
}

#[tokio::test]
async fn i2_a_password_is_changed_by_two_lines() {
    let server = Server::start(|_, asked| match asked.json() {
        asked if asked == json!({"current": "pass word", "new": "battery staple"}) => Answer::Full(204, Vec::new(), Vec::new()),
        _ => problem(422, "invalid_field"),
    })
    .await;
    for (lines, exit) in
        [(&b"pass word\nbattery staple\n"[..], 0), (b"pass word\r\nbattery staple", 0), (b"wrong one\nbattery staple\n", 2)]
    {
        let ran = Shell::at(&server).stdin(lines).run(&["auth", "password", "--password-stdin"]).await;
        assert_eq!(ran.exit, exit, "{ran:?}");
        assert!(!ran.out.contains("battery") && !ran.err.contains("battery"), "{ran:?}");
    }
    assert_eq!(server.lines().pop().as_deref(), Some("PUT /v1/me/password"));
    // A wrong one is not tried again by itself.
    assert_eq!(server.asked().len(), 3);
}
