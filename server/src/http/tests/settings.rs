//! How people read: said by each for themselves, checked, proposed from where they are (I3).

use rstest::rstest;
use serde_json::{Value, json};

use crate::commands::Error;
use crate::outbox;
use crate::store::people;
use crate::testing::{Engine, World};

const PATH: &str = "/v1/me/settings";

#[rstest]
#[tokio::test]
async fn i3_everybody_says_for_themselves_how_they_read(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    for (name, zone) in [("ada", "Europe/London"), ("bob", "Europe/London"), ("zoe", "Asia/Tokyo"), ("agent", "UTC"), ("admin", "UTC")] {
        let unsaid = json!({"is_asked": false, "proposed_time_zone": zone});
        assert_eq!(world.of(name).get(PATH).await, unsaid, "{name}");
        assert_eq!(world.of(name).get("/v1/me").await["settings"], unsaid, "{name}");
    }
    assert_eq!(world.of("nobody").ask(PATH).await.problem(), (401, "unauthenticated".to_owned()));
    assert_eq!(world.of("nobody").put(PATH, &json!({"language": "de"})).await.problem(), (401, "unauthenticated".to_owned()));

    // Written as the lists write it, whatever letters were typed.
    let said = json!({"language": "de", "locale": "DE-at", "time_zone": "europe/vienna", "theme": "light", "is_asked": true});
    let kept = json!({
        "language": "de", "locale": "de-AT", "time_zone": "Europe/Vienna", "theme": "light", "is_asked": true,
        "proposed_time_zone": "Europe/London",
    });
    let answer = world.of("ada").put(PATH, &said).await;
    assert_eq!((answer.status.as_u16(), answer.json()), (200, kept.clone()));
    assert_eq!(world.of("ada").get("/v1/me").await["settings"], kept);
    assert_eq!(world.of("bob").get(PATH).await["time_zone"], Value::Null, "nobody else is changed");

    // What is left out is unsaid; that the questions were answered stays.
    let answer = world.of("ada").put(PATH, &json!({"time_zone": "Asia/Tokyo"})).await.json();
    assert_eq!(answer, json!({"time_zone": "Asia/Tokyo", "is_asked": true, "proposed_time_zone": "Europe/London"}));
}

#[rstest]
#[tokio::test]
async fn i3_what_is_no_setting_is_refused_and_changes_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let kept = world.of("ada").put(PATH, &json!({"language": "ja", "time_zone": "Asia/Tokyo"})).await.json();
    for (field, value) in [
        ("locale", "de"),
        ("locale", "xx-XX"),
        ("locale", "de-DE-u-ca-buddhist"),
        ("locale", ""),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../../etc/passwd"),
        ("time_zone", "/etc/localtime"),
        ("time_zone", "\u{1b}[2JEurope/Berlin"),
        ("time_zone", "UTC+2"),
        ("theme", "../dark"),
        ("theme", "Dark"),
    ] {
        let answer = world.of("ada").put(PATH, &json!({ field: value })).await;
        assert_eq!(answer.problem(), (422, "invalid_field".to_owned()), "{field} {value:?}");
        assert_eq!(answer.json()["field"], *field, "{value:?}");
        assert!(!answer.text().contains('\u{1b}'), "{value:?}");
    }
    let long = "Europe/".repeat(10_000);
    for body in [json!({"language": "fr"}), json!({"person": "bob"}), json!({"time_zone": 1}), json!({"time_zone": long}), json!([])] {
        let status = world.of("ada").put(PATH, &body).await.status.as_u16();
        assert!((400..500).contains(&status), "{status}");
    }
    assert_eq!(world.of("ada").get(PATH).await, kept);
}

#[rstest]
#[tokio::test]
async fn i3_what_is_written_to_somebody_follows_what_they_said(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let reads = async |email: &'static str| {
        let read = world.app.store().read(move |tx| {
            let person = people::by_email(tx, email)?.expect("somebody known").id;
            Ok(outbox::reader(tx, Some(person))?)
        });
        let reads: Result<_, Error> = read.await;
        let reads = reads.unwrap();
        let words = reads.strings.text("status-closed");
        (words, reads.times.locale(), reads.times.zone.iana_name().unwrap().to_owned(), reads.times.names_zone())
    };
    assert_eq!(reads("zoe@brook.example").await, ("Closed".to_owned(), None, "Asia/Tokyo".to_owned(), true));
    assert_eq!(reads("agent@larkfold.example").await, ("Closed".to_owned(), None, "UTC".to_owned(), true));
    world.of("zoe").put(PATH, &json!({"language": "de"})).await;
    assert_eq!(reads("zoe@brook.example").await, ("Geschlossen".to_owned(), Some("de-DE"), "Asia/Tokyo".to_owned(), true));
    world.of("zoe").put(PATH, &json!({"language": "de", "locale": "en-GB", "time_zone": "Pacific/Auckland"})).await;
    assert_eq!(reads("zoe@brook.example").await, ("Geschlossen".to_owned(), Some("en-GB"), "Pacific/Auckland".to_owned(), false));
}

#[rstest]
#[tokio::test]
async fn i3_a_retry_says_nothing_twice(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let key = [("idempotency-key", "0198c0de-0000-7000-8000-000000000001"), ("content-type", "application/json")];
    let send = async |body: Value| world.of("ada").send(axum::http::Method::PUT, PATH, &key, body.to_string()).await;
    let first = send(json!({"language": "de"})).await;
    world.of("ada").put(PATH, &json!({"language": "ja"})).await;
    let again = send(json!({"language": "de"})).await;
    assert_eq!((first.json()["language"].as_str(), again.json()["language"].as_str()), (Some("de"), Some("ja")), "as it is now");
    assert_eq!(send(json!({"language": "en"})).await.status.as_u16(), 422);
}
