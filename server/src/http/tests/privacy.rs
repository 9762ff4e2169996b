//! What may not be seen does not exist (C13): not in lists, counts, search, versions, order or words.

use axum::http::Method;
use jiff::ToSpan as _;
use rstest::rstest;
use serde_json::json;

use crate::testing::{Client, Engine, World};

/// Everything a customer can ask about a case and around it.
async fn everything(who: &Client, number: i64) -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    for path in [
        "/v1/cases".to_owned(),
        "/v1/cases?query=sort:oldest".to_owned(),
        "/v1/cases?query=sort:created".to_owned(),
        "/v1/cases?query=unread:yes".to_owned(),
        "/v1/cases?query=last:support".to_owned(),
        "/v1/cases?query=updated:%3C1d".to_owned(),
        "/v1/cases?query=secret".to_owned(),
        "/v1/cases?query=-secret".to_owned(),
        "/v1/cases?query=BUG".to_owned(),
        format!("/v1/cases/{number}"),
        format!("/v1/cases/{number}/timeline"),
        format!("/v1/cases/{number}/timeline?from=0&limit=1"),
        format!("/v1/cases/{number}/files"),
        "/v1/products/acme-social".to_owned(),
    ] {
        let answer = who.ask(&path).await;
        let tag = answer.headers.get("etag").map(|tag| tag.to_str().unwrap().to_owned()).unwrap_or_default();
        out.push((format!("{path} {} {tag}", answer.status), answer.body));
    }
    out
}

#[rstest]
#[tokio::test]
async fn nothing_internal_shows_in_any_answer_to_a_customer(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    world.file("ada", "Another").await;
    let agent = world.of("agent");
    agent.patch(&format!("/v1/cases/{number}"), 1, &json!({"status": {"status": "bug-identified"}})).await;
    let mut before = Vec::new();
    for name in ["ada", "bob"] {
        before.push(everything(world.of(name), number).await);
    }
    world.pass(1.hour());
    let path = format!("/v1/cases/{number}");
    let note = agent.post(&format!("{path}/notes"), &json!({"body": "The secret is a bad certificate."})).await;
    assert_eq!(note.status.as_u16(), 201);
    let file = agent.upload(&format!("{path}/files?name=secret.log"), "secret").await.json();
    let version = agent.get(&path).await["version"].as_i64().unwrap();
    assert_eq!(
        agent.patch(&path, version, &json!({"status": {"status": "bug-identified", "ticket": "BUG-secret"}})).await.status.as_u16(),
        200
    );
    assert_eq!(agent.post(&format!("{path}/comments/note-1/redact"), &json!({"reason": "secret"})).await.status.as_u16(), 204);
    agent.post(&format!("{path}/notes"), &json!({"body": "Another secret."})).await;
    for (name, before) in ["ada", "bob"].iter().zip(before) {
        for (now, then) in everything(world.of(name), number).await.iter().zip(before) {
            // Ages are counted from now, so their list may differ in what is young enough; nothing else may.
            if !now.0.contains("updated:") {
                assert_eq!((&now.0, String::from_utf8_lossy(&now.1)), (&then.0, String::from_utf8_lossy(&then.1)), "{name}");
            }
        }
        let missing = world.of(name).ask(&format!("{path}/files/{}", file["id"].as_str().unwrap())).await;
        assert_eq!(missing.problem().0, 404);
    }
    assert_eq!(agent.get("/v1/cases?query=secret").await["cases"][0]["number"], number, "support finds it");
}

#[rstest]
#[tokio::test]
async fn another_customer_meets_the_same_nothing_everywhere(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let file =
        world.of("ada").upload(&format!("/v1/cases/{number}/files?name=a.txt"), "text").await.json()["id"].as_str().unwrap().to_owned();
    let missing = if number == 100_000 { 100_001 } else { 100_000 };
    for name in ["zoe", "cleo"] {
        let who = world.of(name);
        for (method, path, body) in [
            (Method::GET, "", json!(null)),
            (Method::GET, "/timeline", json!(null)),
            (Method::GET, "/files", json!(null)),
            (Method::GET, &format!("/files/{file}"), json!(null)),
            (Method::POST, "/replies", json!({"body": "x"})),
            (Method::POST, "/notes", json!({"body": "x"})),
            (Method::POST, "/close", json!({})),
            (Method::POST, "/reopen", json!({})),
            (Method::POST, "/escalate", json!({"reason": "x"})),
            (Method::POST, "/watchers", json!({"email": "zoe@brook.example"})),
            (Method::DELETE, "/watchers/ada@acme.example", json!(null)),
            (Method::PUT, "/seen", json!({"replies": 0})),
            (Method::POST, "/files?name=x", json!(null)),
            (Method::POST, &format!("/files/{file}/redact"), json!({"reason": "x"})),
            (Method::POST, "/comments/reply-1/redact", json!({"reason": "x"})),
            (Method::POST, "/description/redact", json!({"reason": "x"})),
        ] {
            let ask = async |number: i64| {
                let kind = if path.starts_with("/files?") { "application/octet-stream" } else { "application/json" };
                who.send(method.clone(), &format!("/v1/cases/{number}{path}"), &[("content-type", kind)], body.to_string()).await
            };
            let (forbidden, nothing) = (ask(number).await, ask(missing).await);
            assert_eq!(forbidden.problem(), (404, "not_found".to_owned()), "{name} {method} {path}");
            assert_eq!((forbidden.status, forbidden.body), (nothing.status, nothing.body), "{name} {method} {path}");
        }
        let edit = who.patch(&format!("/v1/cases/{number}"), 1, &json!({"priority": "high"})).await;
        assert_eq!(edit.body, who.patch(&format!("/v1/cases/{missing}"), 1, &json!({"priority": "high"})).await.body);
        for query in [
            "",
            "login",
            "group:open",
            &number.to_string(),
            "requester:ada@acme.example",
            "organization:acme",
            "product:acme-social",
            "-xyz",
        ] {
            assert_eq!(who.get(&format!("/v1/cases?query={}", query.replace(' ', "+"))).await["cases"], json!([]), "{name} {query}");
        }
    }
    let zoe = world.of("zoe");
    assert_eq!(zoe.ask("/v1/products/acme-social").await.status.as_u16(), 404);
    assert_eq!(zoe.ask("/v1/people?organization=acme").await.body, zoe.ask("/v1/people?organization=nothing").await.body);
    assert_eq!(zoe.ask("/v1/people?side=support").await.status.as_u16(), 404);
    assert_eq!(zoe.get("/v1/people").await["people"].as_array().unwrap().len(), 1);
    let draft = json!({"kind": "reply", "case": number, "version": 0, "content": {"body": "x"}});
    assert_eq!(zoe.put("/v1/drafts/00000000-0000-4000-8000-000000000001", &draft).await.status.as_u16(), 404);
}

#[rstest]
#[tokio::test]
async fn numbers_tell_nothing_about_other_cases(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let mut numbers = Vec::new();
    for index in 0..12 {
        numbers.push(world.file("ada", &format!("Case {index}")).await);
    }
    assert!(numbers.windows(2).any(|pair| pair[0] > pair[1]), "{numbers:?} must not grow with time");
    assert!(numbers.iter().all(|number| (100_000..1_000_000).contains(number)));
}

#[rstest]
#[tokio::test]
async fn what_was_redacted_is_gone_from_text_search_and_disk(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let path = format!("/v1/cases/{number}");
    let (ada, agent) = (world.of("ada"), world.of("agent"));
    let (replies, body) = (format!("{path}/replies"), json!({"body": "My password is hunter2."}));
    let key = [("idempotency-key", "once")];
    assert!(ada.json(Method::POST, &replies, &key, &body).await.text().contains("hunter2"));
    let file = ada.upload(&format!("{path}/files?name=hunter2.txt"), "hunter2").await.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(agent.get("/v1/cases?query=hunter2").await["cases"][0]["number"], number);
    assert_eq!(ada.post(&format!("{path}/comments/reply-1/redact"), &json!({"reason": "x"})).await.status.as_u16(), 403);
    assert_eq!(agent.post(&format!("{path}/comments/reply-1/redact"), &json!({"reason": ""})).await.status.as_u16(), 422);
    for what in ["comments/reply-1", &format!("files/{file}")] {
        assert_eq!(agent.post(&format!("{path}/{what}/redact"), &json!({"reason": "A password"})).await.status.as_u16(), 204);
    }
    assert_eq!(agent.get("/v1/cases?query=hunter2").await["cases"], json!([]));
    let again = ada.json(Method::POST, &replies, &key, &body).await;
    assert_eq!((again.status.as_u16(), &again.json()["comment"]["reference"]), (201, &json!("reply-1")), "a retry does not bring it back");
    assert!(!again.text().contains("hunter2"), "{}", again.text());
    crate::app::housekeep(&world.app, "one", true).await.unwrap();
    let timeline = ada.ask(&format!("{path}/timeline")).await;
    assert!(!timeline.text().contains("hunter2") && timeline.text().contains("A password"), "{}", timeline.text());
    assert_eq!(ada.ask(&format!("{path}/files/{file}")).await.status.as_u16(), 404);
    // The bytes are removed right after the commit; closing the store waits for nothing else.
    tokio::time::timeout(std::time::Duration::from_secs(10), async {
        while world.blobs() > 0 {
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("the bytes are gone");
    world.app.close();
    // The pages of PostgreSQL are cleaned by itself, later.
    let Some(file) = world.place.database.file() else { return };
    let database = std::fs::read(file).unwrap();
    assert!(!String::from_utf8_lossy(&database).contains("hunter2"), "neither a page nor the index holds it");
}

#[rstest]
#[tokio::test]
async fn a_retry_shows_nothing_that_may_no_longer_be_seen(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let path = format!("/v1/cases/{number}");
    let (ada, cleo) = (world.of("ada"), world.of("cleo"));
    ada.post(&format!("{path}/watchers"), &json!({"email": "cleo@acme.example"})).await;
    let (replies, body, key) = (format!("{path}/replies"), json!({"body": "Me too."}), [("idempotency-key", "once")]);
    let sent = cleo.json(Method::POST, &replies, &key, &body).await;
    assert_eq!(cleo.json(Method::POST, &replies, &key, &body).await.body, sent.body);
    assert_eq!(ada.send(Method::DELETE, &format!("{path}/watchers/cleo@acme.example"), &[], "").await.status.as_u16(), 200);
    assert_eq!(cleo.json(Method::POST, &replies, &key, &body).await.problem(), (404, "not_found".to_owned()));
    assert_eq!(ada.get(&path).await["latest"]["replies"], 1, "and nothing is written again");
}

#[rstest]
#[tokio::test]
async fn a_description_that_was_redacted_is_gone_everywhere(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (ada, agent) = (world.of("ada"), world.of("agent"));
    let new = json!({"product": "acme-social", "subject": "Login fails", "description": "My password is hunter2."});
    let number = ada.post("/v1/cases", &new).await.json()["number"].as_i64().unwrap();
    let path = format!("/v1/cases/{number}");
    let edit = [("if-match", "\"1\""), ("idempotency-key", "once")];
    let edited = ada.json(Method::PATCH, &path, &edit, &json!({"priority": "high"})).await;
    assert!(edited.text().contains("hunter2"), "{}", edited.text());
    let (redact, body) = (format!("{path}/description/redact"), json!({"reason": "A password"}));
    assert_eq!(ada.post(&redact, &body).await.problem(), (403, "not_allowed".to_owned()));
    assert_eq!(agent.post(&redact, &json!({"reason": ""})).await.status.as_u16(), 422);
    for _ in 0..2 {
        assert_eq!(agent.post(&redact, &body).await.status.as_u16(), 204);
    }
    let case = ada.get(&path).await;
    assert_eq!((&case["description"], &case["description_redacted"]["reason"]), (&json!(""), &json!("A password")));
    assert_eq!(case["version"], 3, "an edit upon what was there is refused");
    assert_eq!(agent.get("/v1/cases?query=hunter2").await["cases"], json!([]));
    let kept: Result<_, crate::store::StoreError> = world
        .app
        .store()
        .read(|tx| tx.first("SELECT COUNT(*) FROM idempotency WHERE receipt LIKE '%hunter2%'", &[], |row| row.int(0)))
        .await;
    assert_eq!(kept, Ok(Some(0)), "not even a kept answer repeats it");
    let timeline = ada.get(&format!("{path}/timeline")).await;
    let last = timeline["entries"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["fact"], &last["actor"]["name"], &timeline["total"]), (&json!("description-redacted"), &json!("agent"), &json!(3)));
}
