//! `caseport key`.

use serde_json::json;

use super::{Shell, problem};
use crate::api::testing::{Answer, Server};

fn key(is_proven: bool) -> serde_json::Value {
    json!({
        "fingerprint": "SHA256:N/okI4joxr5hvfAroPcoYovtJD2bNiMa+ag7I28z2T8", "algorithm": "ssh-ed25519", "label": "ada@\u{1b}[2Jlaptop",
        "is_proven": is_proven, "created_at": "2026-01-31T08:00:00Z", "used_at": "2026-01-31T09:30:00Z",
    })
}

#[tokio::test]
async fn keys_are_listed_with_their_last_use() {
    let server = Server::start(|_, _| Answer::json(200, &json!({"keys": [key(true), key(false)]}))).await;
    let ran = Shell::at(&server).run(&["key", "list"]).await;
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.contains("SHA256:N/okI4joxr5hvfAroPcoYovtJD2bNiMa+ag7I28z2T8") && ran.out.contains("not proven yet"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "{:?}", ran.out);
    let ran = Shell::at(&server).run(&["key", "list", "--json"]).await;
    assert_eq!(serde_json::from_str::<serde_json::Value>(&ran.out).unwrap()["keys"][0]["is_proven"], true);
}

#[tokio::test]
async fn a_key_from_standard_input_waits_and_a_private_one_never_leaves() {
    let server = Server::start(|_, _| Answer::json(201, &key(false))).await;
    let ran = Shell::at(&server).stdin(b"ssh-ed25519 AAAA ada@laptop\n").run(&["key", "add", "-", "--label", "work"]).await;
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("waits"), "{}", ran.out);
    let asked = server.asked().pop().unwrap();
    assert_eq!(
        (asked.line.as_str(), asked.json()),
        ("POST /v1/me/keys", json!({"public_key": "ssh-ed25519 AAAA ada@laptop", "label": "work"}))
    );
    let before = server.asked().len();
    let ran = Shell::at(&server).stdin(b"-----BEGIN OPENSSH PRIVATE KEY-----\nsecret stuff\n").run(&["key", "add", "-"]).await;
    assert_eq!((ran.exit, server.asked().len()), (2, before));
}

#[tokio::test]
async fn somebody_elses_machine_has_no_key_files() {
    let server = Server::start(|_, _| problem(404, "not_found")).await;
    let spool = tempfile::tempdir().unwrap();
    let ran = Shell::over_a_line(&server, spool.path()).run(&["key", "add", "/etc/ssh/ssh_host_rsa_key.pub"]).await;
    assert_eq!((ran.exit, server.asked().len()), (2, 0), "{}", ran.err);
}

#[tokio::test]
async fn a_key_is_removed_by_its_fingerprint_or_name() {
    for named in ["SHA256:N/okI4joxr5hvfAroPcoYovtJD2bNiMa+ag7I28z2T8", "N/okI4joxr5hvfAroPcoYovtJD2bNiMa+ag7I28z2T8"] {
        let server = Server::start(|_, asked| match asked.line.as_str() {
            "GET /v1/me/keys" => Answer::json(200, &json!({"keys": [key(true)]})),
            _ => Answer::Full(204, Vec::new(), Vec::new()),
        })
        .await;
        let ran = Shell::at(&server).run(&["key", "remove", named]).await;
        assert_eq!(ran.exit, 0, "{}", ran.err);
        let asked = server.asked().pop().unwrap();
        assert_eq!(asked.line, "DELETE /v1/me/keys/SHA256%3AN%2FokI4joxr5hvfAroPcoYovtJD2bNiMa%2Bag7I28z2T8");
        assert_eq!(Shell::at(&server).run(&["key", "remove", "other"]).await.exit, 4);
    }
}
