//! `caseport settings` (I3).

use serde_json::{Value, json};

use super::{Shell, not_expected, problem};
use crate::api::testing::{Answer, Asked, Server};
use crate::settings::Folder;
use crate::strings::Strings;
use crate::times::Times;

fn said() -> Value {
    json!({"language": "de", "time_zone": "Europe/\u{1b}[2JBerlin", "is_asked": true, "proposed_time_zone": "Europe/London"})
}

/// A server that keeps whatever it is told.
fn answer(asked: &Asked) -> Answer {
    match asked.line.as_str() {
        "GET /v1/me/settings" => Answer::json(200, &said()),
        "PUT /v1/me/settings" => {
            let mut kept = asked.json();
            kept["is_asked"] = json!(true);
            kept["proposed_time_zone"] = json!("Europe/London");
            Answer::json(200, &kept)
        }
        _ => not_expected(asked),
    }
}

#[tokio::test]
async fn i3_what_was_said_is_shown() {
    let server = Server::start(|_, asked| answer(asked)).await;
    for words in [&["settings"][..], &["settings", "show"]] {
        let ran = Shell::at(&server).run(words).await;
        assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
        assert!(
            ran.out.contains("de") && ran.out.contains("Berlin") && ran.out.contains("unsaid") && !ran.out.contains('\u{1b}'),
            "{}",
            ran.out
        );
    }
    let ran = Shell::at(&server).run(&["settings", "--json"]).await;
    assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap(), said());
}

#[tokio::test]
async fn i3_one_thing_is_said_and_the_rest_stays() {
    let server = Server::start(|_, asked| answer(asked)).await;
    let ran = Shell::at(&server).run(&["settings", "set", "time-zone", "Asia/Tokyo"]).await;
    assert_eq!((ran.exit, ran.out.as_str()), (0, "Kept: time-zone is Asia/Tokyo from now on.\n"), "{}", ran.err);
    assert_eq!(server.asked().pop().unwrap().json(), json!({"language": "de", "time_zone": "Asia/Tokyo"}));
    let ran = Shell::at(&server).run(&["settings", "unset", "language"]).await;
    assert_eq!((ran.exit, ran.out.as_str()), (0, "language is unsaid from now on.\n"), "{}", ran.err);
    assert_eq!(server.asked().pop().unwrap().json()["language"], Value::Null);
}

#[tokio::test]
async fn i3_what_is_no_setting_is_refused_with_what_there_is() {
    let server = Server::start(|_, asked| answer(asked)).await;
    for (words, part) in [
        (["settings", "set", "colour", "red"], "language, locale, time-zone, theme"),
        (["settings", "set", "language", "fr\u{1b}[2J"], "en, de, ja"),
    ] {
        let ran = Shell::at(&server).run(&words).await;
        assert_eq!(ran.exit, 2, "{}", ran.err);
        assert!(ran.err.contains(part) && !ran.err.contains('\u{1b}'), "{}", ran.err);
    }
    let refusing =
        Server::start(|_, asked| if asked.line.starts_with("PUT") { problem(422, "invalid_field") } else { answer(asked) }).await;
    let ran = Shell::at(&refusing).run(&["settings", "set", "time-zone", "Mars/Olympus"]).await;
    assert_eq!(ran.exit, 2, "{}", ran.err);
}

#[tokio::test]
async fn i3_the_machine_remembers_how_its_user_reads() {
    let place = tempfile::tempdir().unwrap();
    let me = json!({
        "name": "Ada", "email": "ada@example.com", "side": "customer", "account_wide": true, "can_file": true, "settings": said(),
    });
    let session = json!({"token": "kept", "expires_at": "2026-03-01T00:00:00Z", "me": me});
    let server = Server::start(move |_, asked| match asked.line.as_str() {
        "POST /v1/sessions" => Answer::json(201, &session),
        _ => answer(asked),
    })
    .await;
    let login = ["--server", &server.address, "auth", "login", "--email", "ada@example.com", "--password-stdin"];
    let ran = Shell::with_folder(&server, place.path()).stdin(b"secret\n").run(&login).await;
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let kept = || Folder::at(place.path()).settings().unwrap().readers.into_values().next().unwrap();
    assert_eq!(kept().language.unwrap().slug(), "de");
    let ran = Shell::with_folder(&server, place.path()).run(&["settings", "set", "language", "ja"]).await;
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_eq!(kept().language.unwrap().slug(), "ja");
    // A token of the environment is somebody else's, perhaps, and leaves nothing.
    let ran = Shell::at(&server).run(&["settings", "set", "language", "en"]).await;
    assert_eq!((ran.exit, kept().language.unwrap().slug()), (0, "ja"));
}

#[tokio::test]
async fn i3_json_is_utc_whatever_is_read() {
    let key = json!({
        "fingerprint": "SHA256:x", "algorithm": "ssh-ed25519", "label": "laptop", "is_proven": true, "created_at": "2026-01-31T08:00:00Z",
        "used_at": "2026-01-31T18:30:00Z",
    });
    let keys = json!({"keys": [key]});
    let list = keys.clone();
    let server = Server::start(move |_, _| Answer::json(200, &list)).await;
    let shell = || {
        let mut shell = Shell::at(&server);
        let said = serde_json::from_value(json!({"language": "ja", "time_zone": "Asia/Tokyo"})).unwrap();
        shell.host.strings = Strings::of(caseport_shared::reader::Language::Japanese);
        shell.host.times = Times::unsaid(jiff::tz::TimeZone::UTC).said(&said);
        shell
    };
    let ran = shell().run(&["key", "list"]).await;
    assert!(ran.out.contains("最終利用") && ran.out.contains("2026/02/01 3:30"), "{}", ran.out);
    let ran = shell().run(&["key", "list", "--json"]).await;
    assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap(), keys);
}
