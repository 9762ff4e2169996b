//! Service requests (S4, S5, S6, S8, S9): filed by those who hold seats, applied by support in one transaction, taken back.

use axum::http::Method;
use caseport_shared::person::AccountRole;
use rstest::rstest;
use serde_json::{Value, json};

use super::seats::{named, of_acme, people, taken};
use crate::commands::Error;
use crate::store::outbox;
use crate::testing::{Answer, Client, Engine, World};

/// Files a case that carries a request.
async fn file(client: &Client, asks: &Value) -> Answer {
    let new = json!({"product": "acme-community", "subject": "A change", "description": "Please.", "severity": 4, "request": asks});
    client.post("/v1/cases", &new).await
}

/// The number of a case that was filed with a request.
pub(super) async fn filed(client: &Client, asks: &Value) -> i64 {
    let answer = file(client, asks).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    answer.json()["number"].as_i64().unwrap()
}

/// Has `ada` ask for something and `agent` do it; the case's number.
pub(super) async fn ask(world: &World, asks: &Value) -> i64 {
    let case = filed(world.of("ada"), asks).await;
    let done = world.of("agent").post(&format!("/v1/cases/{case}/request/apply"), &json!({})).await;
    assert_eq!((done.status.as_u16(), &done.json()["request"]["state"]), (200, &json!("applied")), "{}", done.text());
    case
}

fn nia(more: Value) -> Value {
    let mut asks = json!({"kind": "grant-seat", "name": "Nia", "email": "nia@acme.example", "role": "administrator"});
    let Value::Object(more) = more else { panic!("an object") };
    asks.as_object_mut().unwrap().extend(more);
    asks
}

async fn letters(world: &World) -> Vec<(String, String)> {
    let found: Result<_, Error> = world.app.store().read(|tx| Ok(outbox::kinds(tx)?)).await;
    found.unwrap()
}

#[rstest]
#[tokio::test]
async fn s4_a_seat_is_asked_for_by_somebody_who_holds_one_and_the_owners_are_told(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let owner = of_acme(&world, "olga", AccountRole::Owner, true).await;
    let (ada, agent) = (world.of("ada"), world.of("agent"));
    let case = filed(ada, &nia(json!({"product": "acme-social", "title": "Editor", "phone": "+49 30 1"}))).await;
    let view = ada.get(&format!("/v1/cases/{case}")).await;
    assert_eq!((&view["request"]["state"], view["request"].get("can")), (&json!("pending"), None), "{view}");
    assert_eq!(letters(&world).await, [("request-filed".to_owned(), "olga@acme.example".to_owned())]);
    let seen = agent.get("/v1/cases?query=request:pending").await;
    assert_eq!(seen["cases"].as_array().unwrap().len(), 1);
    assert_eq!(agent.get(&format!("/v1/cases/{case}")).await["request"]["can"], json!(["apply", "decline"]));
    let before = taken(agent).await;
    // Support confirms the role before it grants.
    let done = agent.post(&format!("/v1/cases/{case}/request/apply"), &json!({"role": "owner"})).await.json();
    assert_eq!(done["request"]["state"], "applied", "{done}");
    let seats = owner.get("/v1/seats").await;
    let seat = named(&seats, "nia@acme.example").unwrap();
    assert_eq!((&seat["role"], &seat["product"]["slug"], taken(agent).await), (&json!("owner"), &json!("acme-social"), before + 1));
    let letters = letters(&world).await;
    let has = |kind: &str, to: &str| letters.contains(&(kind.to_owned(), to.to_owned()));
    assert!(has("invitation", "nia@acme.example") && has("request-applied", "olga@acme.example"), "{letters:?}");
    let view = ada.get(&format!("/v1/cases/{case}")).await;
    assert_eq!((&view["status"], &view["request"]["decided_by"]["name"]), (&json!("pending-closure"), &json!("agent")));
    let timeline = ada.get(&format!("/v1/cases/{case}/timeline")).await;
    assert!(timeline.to_string().contains("request-applied"), "{timeline}");
}

#[rstest]
#[tokio::test]
async fn s5_a_refusal_says_why_and_who_must_do_what(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let ada = world.of("ada");
    let refused = file(ada, &nia(json!({"role": "member"}))).await;
    assert_eq!(refused.problem(), (422, "holds_no_seat".to_owned()));
    assert!(refused.text().contains("upgrade their role first"), "{}", refused.text());
    assert_eq!(file(ada, &nia(json!({"role": "member", "is_shared": true}))).await.status.as_u16(), 201, "a shared mailbox has no role");
    let member = of_acme(&world, "mia", AccountRole::Member, false).await;
    let refused = file(&member, &nia(json!({}))).await;
    assert!(matches!(refused.status.as_u16(), 403 | 404), "{}", refused.text());
    for (asks, field) in [
        (nia(json!({"email": "nia"})), "email"),
        (nia(json!({"name": " "})), "name"),
        (nia(json!({"product": "brook-learning"})), "product"),
        (nia(json!({"instead_of": "zoe@brook.example"})), "instead_of"),
        (nia(json!({"email": "bob@acme.example"})), "email"),
        (json!({"kind": "remove-user", "email": "zoe@brook.example"}), "email"),
        (json!({"kind": "change-seat", "email": "bob@acme.example", "account_wide": true}), "account_wide"),
        (json!({"kind": "change-seat", "email": "bob@acme.example", "product": "acme-social", "account_wide": false}), "product"),
        (json!({"kind": "change-role", "email": "bob@acme.example", "role": "administrator"}), "role"),
        (json!({"kind": "remove-contact", "product": "acme-social", "email": "x@acme.example"}), "email"),
    ] {
        let refused = file(ada, &asks).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["field"]), (422, &json!(field)), "{asks}: {}", refused.text());
    }
    // Nobody is told who has an account elsewhere.
    let (elsewhere, nowhere) = (file(ada, &nia(json!({"email": "zoe@brook.example"}))).await, file(ada, &nia(json!({}))).await);
    assert_eq!((elsewhere.status.as_u16(), nowhere.status.as_u16()), (201, 201));
    let case = elsewhere.json()["number"].as_i64().unwrap();
    let refused = world.of("agent").post(&format!("/v1/cases/{case}/request/apply"), &json!({})).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["field"]), (422, &json!("email")), "support is");
    assert_eq!(ada.get(&format!("/v1/cases/{case}")).await["request"]["state"], "pending");
}

#[rstest]
#[tokio::test]
async fn s6_where_no_seat_is_left_somebody_leaves_for_the_newcomer_in_one_step(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (ada, agent) = (world.of("ada"), world.of("agent"));
    people(&world, (0..17).map(|at| format!("p{at}")).collect(), AccountRole::Administrator, true).await;
    let refused = file(ada, &nia(json!({}))).await;
    assert_eq!(refused.problem(), (409, "no_seat_left".to_owned()));
    let told = refused.json();
    assert!(told["title"].as_str().unwrap().contains("shared mailbox"), "{told}");
    assert_eq!((&told["limit"], told["current"]["holders"].as_array().unwrap().len()), (&json!(20), 20));
    let open = world.file("cleo", "Open").await;
    let case = filed(ada, &nia(json!({"instead_of": "cleo@acme.example", "hand_over_to": "nia@acme.example"}))).await;
    assert_eq!(taken(agent).await, 20);
    let done = agent.post(&format!("/v1/cases/{case}/request/apply"), &json!({})).await;
    assert_eq!(done.status.as_u16(), 200, "{}", done.text());
    assert_eq!(done.json().get("left_open"), None, "the newcomer has it");
    assert_eq!(taken(agent).await, 20);
    assert_eq!(world.of("cleo").ask("/v1/me").await.status.as_u16(), 401);
    assert_eq!(agent.get(&format!("/v1/cases/{open}")).await["requester"]["email"], "nia@acme.example");
    // Support files without naming anybody, and names whoever leaves when it grants.
    let new = nia(json!({"email": "noa@acme.example"}));
    let new = json!({"product": "acme-community", "subject": "s", "description": "d", "request": new, "requester": "ada@acme.example"});
    let case = agent.post("/v1/cases", &new).await.json()["number"].as_i64().unwrap();
    let path = format!("/v1/cases/{case}/request/apply");
    assert_eq!(agent.post(&path, &json!({})).await.problem(), (409, "no_seat_left".to_owned()));
    assert_eq!(agent.post(&path, &json!({"instead_of": "p0@acme.example"})).await.status.as_u16(), 200);
    assert_eq!(taken(agent).await, 20);
}

#[rstest]
#[tokio::test]
async fn s8_a_request_is_decided_by_support_alone_and_taken_back_within_the_hour(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let (ada, agent) = (world.of("ada"), world.of("agent"));
    let case = filed(ada, &nia(json!({}))).await;
    for what in ["apply", "undo"] {
        let path = format!("/v1/cases/{case}/request/{what}");
        for (name, status) in [("ada", 403), ("bob", 403), ("zoe", 404), ("nobody", 401)] {
            assert_eq!(world.of(name).post(&path, &json!({})).await.status.as_u16(), status, "{name} {what}");
        }
    }
    let decline = format!("/v1/cases/{case}/request/decline");
    assert_eq!(ada.post(&decline, &json!({"words": "No."})).await.status.as_u16(), 403);
    assert_eq!(agent.post(&decline, &json!({"words": "  "})).await.problem(), (422, "required".to_owned()));
    let without = world.file("ada", "No request at all").await;
    assert_eq!(agent.post(&format!("/v1/cases/{without}/request/apply"), &json!({})).await.status.as_u16(), 404);
    let before = taken(agent).await;
    let apply = format!("/v1/cases/{case}/request/apply");
    let key = [("idempotency-key", "one")];
    for _ in 0..2 {
        let done = agent.json(Method::POST, &apply, &key, &json!({})).await;
        assert_eq!((done.status.as_u16(), &done.json()["request"]["can"]), (200, &json!(["undo"])), "a retry does nothing twice");
    }
    assert_eq!(taken(agent).await, before + 1);
    assert_eq!(agent.post(&apply, &json!({})).await.problem(), (409, "wrong_state".to_owned()));
    let undo = format!("/v1/cases/{case}/request/undo");
    let undone = agent.post(&undo, &json!(null)).await;
    assert_eq!((undone.status.as_u16(), &undone.json()["request"]["state"]), (200, &json!("pending")), "{}", undone.text());
    assert_eq!((taken(agent).await, &agent.get(&format!("/v1/cases/{case}")).await["status"]), (before, &json!("researching")));
    let declined = agent.post(&decline, &json!({"words": "Ask your Owner first."})).await.json();
    assert_eq!(declined["request"]["state"], "declined");
    let timeline = ada.get(&format!("/v1/cases/{case}/timeline")).await.to_string();
    assert!(timeline.contains("Ask your Owner first.") && timeline.contains("request-undone"), "{timeline}");
    let again = filed(ada, &nia(json!({}))).await;
    agent.post(&format!("/v1/cases/{again}/request/apply"), &json!({})).await;
    world.pass(jiff::Span::new().hours(1));
    assert_eq!(agent.post(&format!("/v1/cases/{again}/request/undo"), &json!(null)).await.problem(), (409, "wrong_state".to_owned()));
}

#[rstest]
#[tokio::test]
async fn s8_every_kind_of_request_is_done_and_taken_back(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (bob, agent) = (world.of("bob"), world.of("agent"));
    let open = world.file("cleo", "Open").await;
    people(&world, vec!["mia".to_owned()], AccountRole::Member, false).await;
    let contact = json!({"kind": "put-contact", "product": "acme-social", "email": "ops@acme.example", "name": "Ops", "incidents": true});
    let kinds = [
        json!({"kind": "remove-user", "email": "cleo@acme.example", "hand_over_to": "bob@acme.example"}),
        json!({"kind": "change-seat", "email": "cleo@acme.example", "account_wide": true}),
        json!({"kind": "change-role", "email": "mia@acme.example", "role": "owner"}),
        contact.clone(),
    ];
    let state = || async {
        let product = bob.get("/v1/products/acme-social").await;
        let people = bob.get("/v1/people").await;
        let requester = agent.get(&format!("/v1/cases/{open}")).await["requester"].clone();
        (bob.get("/v1/seats").await, product["contacts"].clone(), people, requester)
    };
    for asks in &kinds {
        let before = state().await;
        let case = ask(&world, asks).await;
        assert_ne!(state().await, before, "{asks}");
        let undone = agent.post(&format!("/v1/cases/{case}/request/undo"), &json!(null)).await;
        assert_eq!(undone.status.as_u16(), 200, "{asks}: {}", undone.text());
        assert_eq!(state().await, before, "{asks}");
    }
    ask(&world, &contact).await;
    let before = state().await;
    assert_eq!(before.1[0]["incidents"], true);
    for asks in [
        json!({"kind": "put-contact", "product": "acme-social", "email": "ops@acme.example", "name": "Operations", "maintenance": true}),
        json!({"kind": "remove-contact", "product": "acme-social", "email": "ops@acme.example"}),
    ] {
        let case = ask(&world, &asks).await;
        assert_ne!(state().await.1, before.1, "{asks}");
        agent.post(&format!("/v1/cases/{case}/request/undo"), &json!(null)).await;
        assert_eq!(state().await, before, "{asks}");
    }
}

#[rstest]
#[tokio::test]
async fn s9_a_wider_seat_shows_all_cases_of_the_organization_at_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let case = world.file("ada", "Of Ada").await;
    let cleo = world.of("cleo");
    assert_eq!(cleo.ask(&format!("/v1/cases/{case}")).await.status.as_u16(), 404);
    let asked = ask(&world, &json!({"kind": "change-seat", "email": "cleo@acme.example", "account_wide": true})).await;
    assert_eq!(cleo.ask(&format!("/v1/cases/{case}")).await.status.as_u16(), 200);
    world.of("agent").post(&format!("/v1/cases/{asked}/request/undo"), &json!(null)).await;
    assert_eq!(cleo.ask(&format!("/v1/cases/{case}")).await.status.as_u16(), 404);
}

#[tokio::test]
async fn a_request_is_kept_with_the_draft_of_its_case() {
    let world = World::new().await;
    let ada = world.of("ada");
    let content = json!({"product": "acme-community", "subject": "A seat", "body": "Please.", "severity": 4, "request": nia(json!({}))});
    let path = "/v1/drafts/0191d3c0-0000-7000-8000-000000000001";
    let saved = ada.put(path, &json!({"kind": "case", "version": 0, "content": content})).await;
    assert_eq!(saved.json()["draft"]["content"]["request"]["email"], "nia@acme.example", "{}", saved.text());
    let sent = ada.post(&format!("{path}/submit"), &json!({"version": 1})).await.json();
    let case = sent["number"].as_i64().unwrap();
    assert_eq!(ada.get(&format!("/v1/cases/{case}")).await["request"]["asks"]["email"], "nia@acme.example");
}

#[rstest]
#[tokio::test]
async fn s3_a_stranger_gets_the_seat_that_support_confirms_and_a_case_that_says_so(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let (agent, bob) = (world.of("agent"), world.of("bob"));
    let asked = json!({"name": "Nia Ito", "email": "nia@elsewhere.example", "company": "Acme?", "product": "the community", "phone": "1"});
    assert_eq!(world.of("nobody").post("/v1/access-requests", &asked).await.status.as_u16(), 202);
    let id = agent.get("/v1/access-requests").await["requests"][0]["id"].as_i64().unwrap();
    let grant = format!("/v1/access-requests/{id}/grant");
    let how = json!({"organization": "acme", "role": "owner", "account_wide": true});
    for (name, status) in [("bob", 403), ("zoe", 403), ("nobody", 401)] {
        assert_eq!(world.of(name).post(&grant, &how).await.status.as_u16(), status, "{name}");
    }
    assert_eq!(agent.post("/v1/access-requests/999/grant", &how).await.status.as_u16(), 404);
    for (wrong, field) in [
        (json!({"organization": "none", "role": "owner"}), "organization"),
        (json!({"organization": "acme", "role": "owner", "product": "brook-learning"}), "product"),
        (json!({"organization": "acme", "role": "member"}), "role"),
    ] {
        let refused = agent.post(&grant, &wrong).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["field"]), (422, &json!(field)), "{}", refused.text());
    }
    let before = taken(agent).await;
    let done = agent.post(&grant, &how).await;
    assert_eq!((done.status.as_u16(), &done.json()["request"]["state"]), (200, &json!("applied")), "{}", done.text());
    assert_eq!(taken(agent).await, before + 1);
    let case = done.json()["number"].as_i64().unwrap();
    let view = bob.get(&format!("/v1/cases/{case}")).await;
    assert_eq!((&view["requester"]["email"], &view["filed_by"]["name"]), (&json!("nia@elsewhere.example"), &json!("agent")));
    assert!(view["description"].as_str().unwrap().contains("Company: Acme?"), "{view}");
    assert!(letters(&world).await.contains(&("invitation".to_owned(), "nia@elsewhere.example".to_owned())));
    assert_eq!(agent.get("/v1/access-requests").await["requests"][0]["case"], case);
    assert_eq!(agent.post(&grant, &how).await.status.as_u16(), 409, "it was granted");
    let undone = agent.post(&format!("/v1/cases/{case}/request/undo"), &json!(null)).await;
    assert_eq!((undone.status.as_u16(), taken(agent).await), (200, before));
    assert_eq!(agent.post(&grant, &how).await.status.as_u16(), 409, "it was decided, once");
    assert_eq!(taken(agent).await, before, "nothing is half done");
}

#[rstest]
#[tokio::test]
async fn s6_whoever_follows_cases_since_somebody_left_does_not_after_it_is_taken_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let (ada, agent) = (world.of("ada"), world.of("agent"));
    let owner = agent.put("/v1/people/bob@acme.example/role", &json!({"role": "owner"})).await;
    assert!(owner.status.is_success(), "{}", owner.text());
    let open = world.file("cleo", "Open").await;
    let watchers = async || agent.get(&format!("/v1/cases/{open}")).await["watchers"].as_array().cloned().unwrap_or_default();
    let before = watchers().await;
    let case = filed(ada, &json!({"kind": "remove-user", "email": "cleo@acme.example"})).await;
    assert_eq!(agent.post(&format!("/v1/cases/{case}/request/apply"), &json!({})).await.status.as_u16(), 200);
    assert!(watchers().await.len() > before.len(), "the Owners follow it");
    let undone = agent.post(&format!("/v1/cases/{case}/request/undo"), &json!(null)).await;
    assert_eq!(undone.status.as_u16(), 200, "{}", undone.text());
    assert_eq!(watchers().await, before);
}

#[rstest]
#[tokio::test]
async fn what_is_not_there_is_named_by_its_noun_alike_for_what_may_not_be_seen(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (zoe, admin) = (world.of("zoe"), world.of("admin"));
    let case = world.file("ada", "Not of zoe").await;
    for (hidden, none, noun) in [
        (format!("/v1/cases/{case}"), "/v1/cases/999999", "no such case"),
        ("/v1/products/acme-community".to_owned(), "/v1/products/none", "no such product"),
        ("/v1/people?organization=acme".to_owned(), "/v1/people?organization=none", "no such organization"),
        ("/v1/articles/none".to_owned(), "/v1/articles/nor-this", "no such article"),
    ] {
        let (hidden, none) = (zoe.ask(&hidden).await, zoe.ask(none).await);
        assert_eq!((hidden.status.as_u16(), &hidden.body), (404, &none.body), "{noun}: {}", none.text());
        assert!(none.json()["title"].as_str().unwrap().starts_with(noun), "{noun}: {}", none.text());
    }
    for (path, noun) in [("/v1/people/none@acme.example/lock", "no such person"), ("/v1/access-requests/999/decline", "no such request")] {
        let answer = admin.post(path, &json!({"reason": "r"})).await;
        assert!(answer.text().contains(noun), "{path}: {}", answer.text());
    }
    let answer = admin.ask("/v1/organizations/none").await;
    assert!(answer.text().contains("no such organization"), "{}", answer.text());
}
