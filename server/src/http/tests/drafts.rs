//! Drafts: nothing typed is lost, nothing is half sent.

use axum::http::Method;
use caseport_shared::comment::Visibility;
use caseport_shared::limits::{DRAFT_BYTES_PER_PERSON, FILES_PER_CASE};
use rstest::rstest;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::commands::Error;
use crate::store::attachments::{self, NewAttachment, Place};
use crate::store::people;
use crate::testing::{Engine, World};

const ID: &str = "/v1/drafts/00000000-0000-4000-8000-000000000001";

fn case(version: i64, subject: &str) -> Value {
    json!({"kind": "case", "version": version, "content": {"product": "acme-social", "subject": subject, "body": "It does not work."}})
}

#[rstest]
#[tokio::test]
async fn a_draft_with_files_becomes_a_case_at_once_or_not_at_all(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (ada, bob) = (world.of("ada"), world.of("bob"));
    assert_eq!(ada.put(ID, &case(0, "")).await.json()["draft"]["version"], 1);
    for name in ["shot.png", "core.log"] {
        assert_eq!(ada.upload(&format!("{ID}/files?name={name}"), "content").await.status.as_u16(), 201);
    }
    assert_eq!(bob.ask(ID).await.status.as_u16(), 404, "a draft is its writer's alone");
    let refused = ada.post(&format!("{ID}/submit"), &json!({"version": 3})).await;
    assert_eq!((refused.problem(), &refused.json()["field"]), ((422, "required".to_owned()), &json!("subject")));
    assert_eq!(ada.get(ID).await["files"].as_array().unwrap().len(), 2, "the draft is kept whole");
    assert_eq!(ada.put(ID, &case(3, "Login fails")).await.json()["draft"]["version"], 4);
    assert_eq!(ada.post(&format!("{ID}/submit"), &json!({"version": 3})).await.problem(), (412, "stale_version".to_owned()));
    let key = [("idempotency-key", "send")];
    let sent = ada.json(Method::POST, &format!("{ID}/submit"), &key, &json!({"version": 4})).await;
    assert_eq!((sent.status.as_u16(), &sent.json()["became"]), (201, &json!("case")));
    assert_eq!(sent.json()["files"].as_array().unwrap().len(), 2);
    assert_eq!(
        ada.json(Method::POST, &format!("{ID}/submit"), &key, &json!({"version": 4})).await.body,
        sent.body,
        "a retry is answered alike"
    );
    assert_eq!(ada.ask(ID).await.status.as_u16(), 404);
    let number = sent.json()["number"].as_i64().unwrap();
    let filed = ada.get(&format!("/v1/cases/{number}")).await;
    assert_eq!(filed["files"][0]["name"], "shot.png");
    assert_eq!(ada.put(ID, &case(4, "Late")).await.status.as_u16(), 404, "a late save does not bring a sent draft back");
}

#[rstest]
#[tokio::test]
async fn a_stale_save_is_kept_beside_the_other(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
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

#[rstest]
#[tokio::test]
async fn drafts_have_their_bounds(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
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

#[rstest]
#[tokio::test]
async fn reply_and_note_are_different_drafts_whose_files_follow_them(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let agent = world.of("agent");
    let draft = |kind: &str| json!({"kind": kind, "case": number, "version": 0, "content": {"body": kind}});
    let id = |kind: &str| format!("/v1/drafts/00000000-0000-4000-8000-00000000000{}", if kind == "note" { 2 } else { 3 });
    for kind in ["note", "reply"] {
        assert_eq!(agent.put(&id(kind), &draft(kind)).await.status.as_u16(), 200);
        agent.upload(&format!("{}/files?name={kind}.txt", id(kind)), kind).await;
    }
    assert_eq!(agent.put(&id("note"), &draft("reply")).await.status.as_u16(), 422, "a note never becomes a reply");
    let sent = agent.post(&format!("{}/submit", id("note")), &json!({"version": 2})).await.json();
    assert_eq!((&sent["comment"]["reference"], &sent["comment"]["files"][0]["visibility"]), (&json!("note-1"), &json!("internal")));
    let behind = agent.post(&format!("{}/submit", id("reply")), &json!({"version": 2, "send": {"seen": {"replies": 0, "notes": 0}}})).await;
    assert_eq!(behind.problem(), (409, "newer_comments".to_owned()));
    let sent =
        agent.post(&format!("{}/submit", id("reply")), &json!({"version": 2, "send": {"seen": {"replies": 0, "notes": 1}}})).await.json();
    assert_eq!((&sent["comment"]["reference"], &sent["comment"]["files"][0]["visibility"]), (&json!("reply-1"), &json!("public")));
    let files = world.of("ada").get(&format!("/v1/cases/{number}/files")).await;
    assert_eq!(files["files"].as_array().unwrap().len(), 1);
    assert_eq!(world.of("ada").put(&id("note"), &draft("note")).await.problem(), (403, "not_allowed".to_owned()));
}

#[rstest]
#[tokio::test]
async fn a_submit_that_does_not_know_of_a_file_is_refused(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let ada = world.of("ada");
    ada.put(ID, &case(0, "Login fails")).await;
    let file = ada.upload(&format!("{ID}/files?name=elsewhere.log"), "x").await.json();
    let submit = async |version: i64| ada.post(&format!("{ID}/submit"), &json!({"version": version})).await;
    assert_eq!(submit(1).await.problem(), (412, "stale_version".to_owned()));
    assert_eq!(ada.get(ID).await["version"], 2);
    assert_eq!(ada.put(ID, &case(1, "Login fails")).await.json()["draft"]["version"], 2, "saving the same again tells the version");
    // Who knows the last text may go on writing although a file came in between.
    let saved = ada.put(ID, &case(1, "Login fails again")).await.json();
    assert_eq!(
        (&saved["forked_from"], &saved["draft"]["version"], &saved["draft"]["files"][0]["id"]),
        (&Value::Null, &json!(3), &file["id"])
    );
    assert_eq!(ada.put(ID, &case(2, "Another")).await.json()["forked_from"], "00000000-0000-4000-8000-000000000001");
    let gone = ada.send(Method::DELETE, &format!("{ID}/files/{}", file["id"].as_str().unwrap()), &[], "").await;
    assert_eq!(gone.status.as_u16(), 204);
    assert_eq!(submit(3).await.problem(), (412, "stale_version".to_owned()));
    assert_eq!(submit(4).await.status.as_u16(), 201);
}

/// A file of some size that exists on paper.
fn paper(size: u64) -> NewAttachment {
    let content_type = "text/plain".to_owned();
    NewAttachment {
        public_id: Uuid::new_v4(),
        name: "x".to_owned(),
        size,
        content_type,
        sha256: String::new(),
        blob: Uuid::new_v4().to_string(),
    }
}

#[rstest]
#[tokio::test]
async fn the_files_that_somebodys_drafts_hold_have_their_bound(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let ada = world.of("ada");
    ada.put(ID, &case(0, "x")).await;
    let hold = |size: u64| {
        world.app.store().write(move |tx| {
            let person_id = people::by_email(tx, "ada@acme.example")?.expect("somebody known").id;
            let id = ID.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
            attachments::insert(tx, Place::Draft { person_id, id }, &paper(size), Visibility::Public, person_id, 0)?;
            Ok::<_, Error>(())
        })
    };
    hold(DRAFT_BYTES_PER_PERSON - 10).await.unwrap();
    assert_eq!(ada.upload(&format!("{ID}/files?name=fits"), "12345").await.status.as_u16(), 201);
    let more = ada.upload(&format!("{ID}/files?name=more"), "123456").await;
    assert_eq!((more.problem(), more.json()["limit"].as_u64()), ((413, "too_large".to_owned()), Some(DRAFT_BYTES_PER_PERSON)));
    assert_eq!(world.of("bob").put(ID, &case(0, "x")).await.status.as_u16(), 200);
    assert_eq!(
        world.of("bob").upload(&format!("{ID}/files?name=mine"), "123456").await.status.as_u16(),
        201,
        "one's own drafts alone count"
    );
}

#[rstest]
#[tokio::test]
async fn a_case_takes_so_many_files_and_those_of_support_do_not_count_for_customers(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let (ada, agent) = (world.of("ada"), world.of("agent"));
    let path = format!("/v1/cases/{number}");
    let fill = |visibility: Visibility, count: usize| {
        world.app.store().write(move |tx| {
            let person_id = people::by_email(tx, "ada@acme.example")?.expect("somebody known").id;
            let case = crate::store::cases::get(tx, crate::store::Scope::Everything, caseport_shared::case::CaseNumber(number))?;
            for _ in 0..count {
                attachments::insert(tx, Place::Case { id: case.as_ref().expect("a case").id }, &paper(1), visibility, person_id, 0)?;
            }
            Ok::<_, Error>(())
        })
    };
    fill(Visibility::Internal, FILES_PER_CASE - 1).await.unwrap();
    fill(Visibility::Public, FILES_PER_CASE - 2).await.unwrap();
    let shared = agent.upload(&format!("{path}/files?name=last"), "x").await.json();
    assert_eq!(agent.upload(&format!("{path}/files?name=more"), "x").await.problem(), (422, "too_many".to_owned()));
    assert_eq!(ada.upload(&format!("{path}/files?name=fits"), "x").await.status.as_u16(), 201);
    let draft = json!({"kind": "reply", "case": number, "version": 0, "content": {"body": "Two more."}});
    ada.put(ID, &draft).await;
    for name in ["a", "b"] {
        assert_eq!(ada.upload(&format!("{ID}/files?name={name}"), "x").await.status.as_u16(), 201);
    }
    let refused = ada.post(&format!("{ID}/submit"), &json!({"version": 3})).await;
    assert_eq!((refused.problem(), refused.json()["limit"].as_u64()), ((422, "too_many".to_owned()), Some(FILES_PER_CASE as u64)));
    assert_eq!(ada.get(ID).await["files"].as_array().unwrap().len(), 2, "the draft is kept whole");
    let include = json!({"body": "Try this.", "send": {"include": [shared["id"]]}});
    assert_eq!(agent.post(&format!("{path}/replies"), &include).await.status.as_u16(), 201);
    assert_eq!(ada.upload(&format!("{path}/files?name=more"), "x").await.problem(), (422, "too_many".to_owned()));
    assert_eq!(agent.get(&format!("{path}/files")).await["files"].as_array().unwrap().len(), 2 * FILES_PER_CASE - 1);
}

#[rstest]
#[tokio::test]
async fn somebody_without_a_seat_fills_no_disk(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let ada = world.of("ada");
    ada.put(ID, &case(0, "x")).await;
    let unseated: Result<(), Error> = world
        .app
        .store()
        .write(|tx| {
            tx.execute("DELETE FROM seats", &[])?;
            Ok(())
        })
        .await;
    unseated.unwrap();
    assert_eq!(ada.upload(&format!("{ID}/files?name=a"), "x").await.problem(), (403, "not_allowed".to_owned()));
    assert_eq!(ada.get(ID).await["content"]["subject"], "x", "what was typed is still theirs");
    assert_eq!(world.blobs(), 0);
}
