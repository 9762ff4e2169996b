//! Drafts: nothing typed is lost, nothing is half sent.

use axum::http::Method;
use serde_json::{Value, json};

use crate::testing::World;

const ID: &str = "/v1/drafts/00000000-0000-4000-8000-000000000001";

fn case(version: i64, subject: &str) -> Value {
    json!({"kind": "case", "version": version, "content": {"product": "acme-social", "subject": subject, "body": "It does not work."}})
}

#[tokio::test]
async fn a_draft_with_files_becomes_a_case_at_once_or_not_at_all() {
    let world = World::new().await;
    let (ada, bob) = (world.of("ada"), world.of("bob"));
    assert_eq!(ada.put(ID, &case(0, "")).await.json()["draft"]["version"], 1);
    for name in ["shot.png", "core.log"] {
        assert_eq!(ada.upload(&format!("{ID}/files?name={name}"), "content").await.status.as_u16(), 201);
    }
    assert_eq!(bob.ask(ID).await.status.as_u16(), 404, "a draft is its writer's alone");
    let refused = ada.post(&format!("{ID}/submit"), &json!({"version": 1})).await;
    assert_eq!((refused.problem(), &refused.json()["field"]), ((422, "required".to_owned()), &json!("subject")));
    assert_eq!(ada.get(ID).await["files"].as_array().unwrap().len(), 2, "the draft is kept whole");
    assert_eq!(ada.put(ID, &case(1, "Login fails")).await.json()["draft"]["version"], 2);
    assert_eq!(ada.post(&format!("{ID}/submit"), &json!({"version": 1})).await.problem(), (412, "stale_version".to_owned()));
    let key = [("idempotency-key", "send")];
    let sent = ada.json(Method::POST, &format!("{ID}/submit"), &key, &json!({"version": 2})).await;
    assert_eq!((sent.status.as_u16(), &sent.json()["became"]), (201, &json!("case")));
    assert_eq!(sent.json()["files"].as_array().unwrap().len(), 2);
    assert_eq!(
        ada.json(Method::POST, &format!("{ID}/submit"), &key, &json!({"version": 2})).await.body,
        sent.body,
        "a retry is answered alike"
    );
    assert_eq!(ada.ask(ID).await.status.as_u16(), 404);
    let number = sent.json()["number"].as_i64().unwrap();
    let filed = ada.get(&format!("/v1/cases/{number}")).await;
    assert_eq!(filed["files"][0]["name"], "shot.png");
    assert_eq!(ada.put(ID, &case(2, "Late")).await.status.as_u16(), 404, "a late save does not bring a sent draft back");
}

#[tokio::test]
async fn a_stale_save_is_kept_beside_the_other() {
    let world = World::new().await;
    let ada = world.of("ada");
    ada.put(ID, &case(0, "one")).await;
    ada.put(ID, &case(1, "two")).await;
    let forked = ada.put(ID, &case(1, "three")).await.json();
    assert_eq!(forked["forked_from"], "00000000-0000-4000-8000-000000000001");
    assert_eq!(forked["draft"]["content"]["subject"], "three");
    assert_eq!(ada.get(ID).await["content"]["subject"], "two");
    assert_eq!(ada.put(ID, &case(1, "three")).await.json(), forked, "a retry meets the same fork");
    assert_eq!(ada.put(ID, &case(1, "two")).await.json()["draft"]["version"], 2, "what is there already is no conflict");
    assert_eq!(ada.get("/v1/drafts").await["drafts"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn drafts_have_their_bounds() {
    let world = World::new().await;
    let ada = world.of("ada");
    let id = |index: usize| format!("/v1/drafts/00000000-0000-4000-8000-{index:012}");
    for index in 0..20 {
        assert_eq!(ada.put(&id(index), &case(0, "x")).await.status.as_u16(), 200);
    }
    let full = ada.put(&id(20), &case(0, "x")).await;
    assert_eq!((full.problem(), full.json()["limit"].as_u64()), ((422, "too_many".to_owned()), Some(20)));
    for index in 0..20 {
        assert_eq!(ada.upload(&format!("{}/files?name={index}", id(0)), "x").await.status.as_u16(), 201);
    }
    assert_eq!(ada.upload(&format!("{}/files?name=more", id(0)), "x").await.problem(), (422, "too_many".to_owned()));
    assert_eq!(ada.send(Method::DELETE, &id(0), &[], "").await.status.as_u16(), 204);
    assert_eq!(ada.put(&id(20), &case(0, "x")).await.status.as_u16(), 200);
    let long = json!({"kind": "case", "version": 0, "content": {"body": "x".repeat(98_305)}});
    assert_eq!(ada.put(&id(21), &long).await.problem(), (422, "too_long".to_owned()));
    let long = json!({"kind": "case", "version": 0, "content": {"product": format!("{} {}", "x".repeat(254), "y".repeat(1_000))}});
    assert_eq!(ada.put(&id(21), &long).await.problem(), (422, "too_long".to_owned()));
    assert_eq!(ada.put("/v1/drafts/not-a-uuid", &case(0, "x")).await.status.as_u16(), 404);
}

#[tokio::test]
async fn reply_and_note_are_different_drafts_whose_files_follow_them() {
    let world = World::new().await;
    let number = world.file("ada", "Login fails").await;
    let agent = world.of("agent");
    let draft = |kind: &str| json!({"kind": kind, "case": number, "version": 0, "content": {"body": kind}});
    let id = |kind: &str| format!("/v1/drafts/00000000-0000-4000-8000-00000000000{}", if kind == "note" { 2 } else { 3 });
    for kind in ["note", "reply"] {
        assert_eq!(agent.put(&id(kind), &draft(kind)).await.status.as_u16(), 200);
        agent.upload(&format!("{}/files?name={kind}.txt", id(kind)), kind).await;
    }
    assert_eq!(agent.put(&id("note"), &draft("reply")).await.status.as_u16(), 422, "a note never becomes a reply");
    let sent = agent.post(&format!("{}/submit", id("note")), &json!({"version": 1})).await.json();
    assert_eq!((&sent["comment"]["reference"], &sent["comment"]["files"][0]["visibility"]), (&json!("note-1"), &json!("internal")));
    let behind = agent.post(&format!("{}/submit", id("reply")), &json!({"version": 1, "send": {"seen": {"replies": 0, "notes": 0}}})).await;
    assert_eq!(behind.problem(), (409, "newer_comments".to_owned()));
    let sent =
        agent.post(&format!("{}/submit", id("reply")), &json!({"version": 1, "send": {"seen": {"replies": 0, "notes": 1}}})).await.json();
    assert_eq!((&sent["comment"]["reference"], &sent["comment"]["files"][0]["visibility"]), (&json!("reply-1"), &json!("public")));
    let files = world.of("ada").get(&format!("/v1/cases/{number}/files")).await;
    assert_eq!(files["files"].as_array().unwrap().len(), 1);
    assert_eq!(world.of("ada").put(&id("note"), &draft("note")).await.problem(), (403, "not_allowed".to_owned()));
}
