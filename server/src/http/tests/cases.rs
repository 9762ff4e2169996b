//! Filing, answering, changing, closing.

use axum::http::Method;
use caseport_shared::person::AccountRole;
use jiff::ToSpan as _;
use rstest::rstest;
use serde_json::{Value, json};

use crate::app::housekeep;
use crate::commands::admin::{self, NewCustomer};
use crate::testing::{Engine, World};

#[rstest]
#[tokio::test]
async fn a_case_is_filed_answered_and_solved(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (ada, agent) = (world.of("ada"), world.of("agent"));
    let number = world.file("ada", "Login fails").await;
    let path = format!("/v1/cases/{number}");
    let case = ada.get(&path).await;
    assert_eq!((&case["status"], &case["assignee"], &case["unread"]), (&json!("researching"), &Value::Null, &json!(false)));
    assert_eq!(
        case["promise"],
        json!({"severity": 3, "amount": 4, "unit": "business-hours", "hours": "24x5", "due_at": "2026-03-02T14:00:00Z"})
    );

    let version = agent.get(&path).await["version"].as_i64().unwrap();
    let assigned = agent.patch(&path, version, &json!({"assignee": "agent@larkfold.example"})).await.json();
    assert_eq!(assigned["assignee"]["name"], "agent");
    let replied =
        agent.post(&format!("{path}/replies"), &json!({"body": "Which browser?", "send": {"status": "pending-your-response"}})).await;
    assert_eq!((replied.status.as_u16(), &replied.json()["status"]), (201, &json!("pending-your-response")));
    let seen = ada.get(&path).await;
    assert_eq!((&seen["unread"], &seen["group"], &seen["promise"]), (&json!(true), &json!("action-needed"), &Value::Null));
    assert_eq!(seen["assignee"], json!({"name": "agent", "side": "support"}), "customers are not told support's addresses");

    let answered = ada.post(&format!("{path}/replies"), &json!({"body": "Firefox."})).await.json();
    assert_eq!(answered["status"], "researching", "the answer returns the case to the status it had");
    let version = agent.get(&path).await["version"].as_i64().unwrap();
    let solved = agent.patch(&path, version, &json!({"solution": "Renew the certificate."})).await.json();
    assert_eq!((&solved["status"], &solved["closes_at"]), (&json!("pending-closure"), &json!("2026-03-09T10:00:00Z")));
    assert_eq!(ada.get("/v1/cases?query=requester:me").await["cases"][0]["solution"], "Renew the certificate.");

    let timeline = ada.get(&format!("{path}/timeline")).await;
    let told: Vec<&str> = timeline["entries"].as_array().unwrap().iter().map(|entry| entry["fact"].as_str().unwrap_or("comment")).collect();
    assert_eq!(told, ["filed", "assigned", "comment", "status-set", "comment", "status-set", "solved", "status-set"]);
    assert_eq!(timeline["total"], 8);
    let last = ada.get(&format!("{path}/timeline?from=6&limit=1")).await;
    assert_eq!((&last["from"], &last["entries"][0]["fact"], last["entries"].as_array().unwrap().len()), (&json!(6), &json!("solved"), 1));
}

#[rstest]
#[tokio::test]
async fn an_agent_files_for_a_customer_and_both_are_named(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let new = |requester: &str| json!({"product": "acme-community", "category": "sign-in", "subcategory": "saml", "subject": "Phoned in", "description": "They called.", "requester": requester});
    let filed = world.of("agent").post("/v1/cases", &new("ada@acme.example")).await.json();
    let number = filed["number"].as_i64().unwrap();
    let case = world.of("ada").get(&format!("/v1/cases/{number}")).await;
    assert_eq!((&case["requester"]["name"], &case["filed_by"]["name"]), (&json!("ada"), &json!("agent")));
    let timeline = world.of("ada").get(&format!("/v1/cases/{number}/timeline")).await;
    let first = &timeline["entries"][0];
    assert_eq!((&first["actor"]["name"], &first["on_behalf_of"]["name"]), (&json!("agent"), &json!("ada")));
    for (who, requester, field) in
        [("agent", "zoe@brook.example", "requester"), ("agent", "", "requester"), ("ada", "bob@acme.example", "requester")]
    {
        let answer = world.of(who).post("/v1/cases", &new(requester)).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["field"]), (422, &json!(field)), "{who} {requester}");
    }
}

#[rstest]
#[tokio::test]
async fn every_wrong_field_is_named_with_its_limit(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let good = json!({"product": "acme-community", "category": "sign-in", "subcategory": "saml", "subject": "S", "description": "D"});
    let with = |field: &str, value: Value| {
        let mut case = good.clone();
        case[field] = value;
        case
    };
    for (case, code, field, limit) in [
        (with("subject", json!("")), "required", "subject", Value::Null),
        (with("subject", json!("\u{200b}\u{202e} \u{1b}[2J")), "required", "subject", Value::Null),
        (with("subject", json!("x".repeat(10_000))), "too_long", "subject", json!(200)),
        (with("subject", json!(format!("{} {}", "x".repeat(200), "y".repeat(5_000)))), "too_long", "subject", json!(200)),
        (with("description", json!(" \n ")), "required", "description", Value::Null),
        (with("description", json!("x".repeat(65_537))), "too_long", "description", json!(65_536)),
        (with("product", json!("brook-learning")), "invalid_field", "product", Value::Null),
        (with("product", json!("nothing")), "invalid_field", "product", Value::Null),
        (with("category", Value::Null), "required", "category", Value::Null),
        (with("category", json!("nothing")), "invalid_field", "category", Value::Null),
        (with("subcategory", Value::Null), "required", "subcategory", Value::Null),
    ] {
        let answer = world.of("ada").post("/v1/cases", &case).await;
        let problem = answer.json();
        assert_eq!(
            (answer.status.as_u16(), &problem["code"], &problem["field"], &problem["limit"]),
            (422, &json!(code), &json!(field), &limit)
        );
    }
    for case in [with("severity", json!(5)), with("severity", json!("high")), with("colour", json!("red"))] {
        assert_eq!(world.of("ada").post("/v1/cases", &case).await.problem(), (400, "invalid_json".to_owned()));
    }
    let broken = world.of("ada").send(Method::POST, "/v1/cases", &[("content-type", "application/json")], "{\"product\":").await;
    assert_eq!(broken.problem(), (400, "invalid_json".to_owned()));
    let latin =
        world.of("ada").send(Method::POST, "/v1/cases", &[("content-type", "application/json")], &b"{\"subject\":\"\xff\"}"[..]).await;
    assert_eq!(latin.problem(), (400, "invalid_json".to_owned()));
    let form = world.of("ada").send(Method::POST, "/v1/cases", &[("content-type", "text/plain")], "subject=x").await;
    assert_eq!(form.problem(), (415, "unsupported_media_type".to_owned()));
    let huge = world.of("ada").post("/v1/cases", &with("description", json!("x".repeat(10_000_000)))).await;
    assert_eq!((huge.problem().0, huge.json()["limit"].as_u64()), (413, Some(1_048_576)));
    assert_eq!(world.of("ada").get("/v1/cases").await["cases"], json!([]), "nothing was half saved");
}

#[rstest]
#[tokio::test]
async fn hostile_text_is_stored_without_its_teeth(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let new = json!({"product": "acme-social", "subject": "a\u{1b}]0;owned\u{7}\u{202e}b\nc", "description": "\u{1b}[31mred\u{1b}[0m\r\nnext\u{9b}2J"});
    let number = world.of("ada").post("/v1/cases", &new).await.json()["number"].as_i64().unwrap();
    let case = world.of("agent").get(&format!("/v1/cases/{number}")).await;
    assert_eq!((&case["subject"], &case["description"]), (&json!("ab c"), &json!("red\nnext")));
}

#[rstest]
#[tokio::test]
async fn two_editors_meet_in_one_conflict(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let path = format!("/v1/cases/{number}");
    let (agent, other) = (world.of("agent"), world.of("other"));
    let version = agent.get(&path).await["version"].as_i64().unwrap();
    assert_eq!(agent.patch(&path, version, &json!({"severity": 2})).await.status.as_u16(), 200);
    let stale = other.patch(&path, version, &json!({"assignee": "other@larkfold.example"})).await;
    assert_eq!(stale.problem(), (412, "stale_version".to_owned()));
    assert_eq!(stale.json()["current"]["severity"], 2, "the answer shows what it is now");
    let missing = other.json(Method::PATCH, &path, &[], &json!({"severity": 1})).await;
    assert_eq!(missing.problem(), (428, "version_required".to_owned()));
    let nonsense = other.json(Method::PATCH, &path, &[("if-match", "\"x\"")], &json!({"severity": 1})).await;
    assert_eq!(nonsense.problem(), (422, "invalid_field".to_owned()));
    let answer = agent.ask(&path).await;
    assert_eq!(answer.headers["etag"].to_str().unwrap(), format!("\"{}\"", answer.json()["version"]));
}

#[rstest]
#[tokio::test]
async fn a_newer_comment_is_shown_before_an_answer_is_sent(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let path = format!("/v1/cases/{number}/replies");
    let (agent, other, ada) = (world.of("agent"), world.of("other"), world.of("ada"));
    let seen = json!({"replies": 0, "notes": 0});
    assert_eq!(agent.post(&path, &json!({"body": "First.", "send": {"seen": seen}})).await.status.as_u16(), 201);
    let newer = other.post(&path, &json!({"body": "Second.", "send": {"seen": seen}})).await;
    assert_eq!(newer.problem(), (409, "newer_comments".to_owned()));
    assert_eq!(newer.json()["current_seen"], json!({"replies": 1, "notes": 0}));
    assert_eq!(other.post(&path, &json!({"body": "Second.", "send": {"seen": {"replies": 1, "notes": 0}}})).await.status.as_u16(), 201);
    // A note that a customer cannot see does not hold their answer up.
    agent.post(&format!("/v1/cases/{number}/notes"), &json!({"body": "Between us."})).await;
    assert_eq!(ada.post(&path, &json!({"body": "Thanks.", "send": {"seen": {"replies": 2}}})).await.status.as_u16(), 201);
    let agent_behind = agent.post(&path, &json!({"body": "Third.", "send": {"seen": {"replies": 3, "notes": 0}}})).await;
    assert_eq!(agent_behind.problem(), (409, "newer_comments".to_owned()), "a colleague's note is news, too");
}

#[rstest]
#[tokio::test]
async fn a_retried_request_changes_nothing_and_another_one_is_refused(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (ada, bob) = (world.of("ada"), world.of("bob"));
    let new = json!({"product": "acme-social", "subject": "Once", "description": "Only once."});
    let key = [("idempotency-key", "key-1")];
    let first = ada.json(Method::POST, "/v1/cases", &key, &new).await;
    let again = ada.json(Method::POST, "/v1/cases", &key, &new).await;
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_eq!(ada.get("/v1/cases").await["cases"].as_array().unwrap().len(), 1);
    let mut changed = new.clone();
    changed["subject"] = json!("Twice");
    assert_eq!(ada.json(Method::POST, "/v1/cases", &key, &changed).await.problem(), (422, "idempotency_mismatch".to_owned()));
    assert_eq!(bob.json(Method::POST, "/v1/cases", &key, &new).await.status.as_u16(), 201, "another person's key is another key");
    // A refusal is not kept: the corrected request may use the same key.
    let key = [("idempotency-key", "key-2")];
    assert_eq!(
        ada.json(Method::POST, "/v1/cases", &key, &json!({"product": "acme-social", "subject": "", "description": "D"}))
            .await
            .status
            .as_u16(),
        422
    );
    assert_eq!(ada.json(Method::POST, "/v1/cases", &key, &new).await.status.as_u16(), 201);
    for wrong in ["", "two words", &"x".repeat(201)] {
        assert_eq!(ada.json(Method::POST, "/v1/cases", &[("idempotency-key", wrong)], &new).await.status.as_u16(), 422, "{wrong:?}");
    }
    world.pass((7 * 24 + 1).hours());
    let later = ada.json(Method::POST, "/v1/cases", &[("idempotency-key", "key-1")], &new).await;
    assert_ne!(later.body, first.body, "after a week the key is forgotten");
}

#[rstest]
#[tokio::test]
async fn racing_retries_make_one_case(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let new = json!({"product": "acme-social", "subject": "Once", "description": "Only once."});
    let ada = world.of("ada");
    let answers =
        futures_util::future::join_all((0..16).map(|_| ada.json(Method::POST, "/v1/cases", &[("idempotency-key", "key")], &new))).await;
    assert!(answers.iter().all(|answer| answer.body == answers[0].body && answer.status.as_u16() == 201));
    assert_eq!(ada.get("/v1/cases").await["cases"].as_array().unwrap().len(), 1);
}

#[rstest]
#[tokio::test]
async fn customers_may_do_what_their_relation_says_and_no_more(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let path = format!("/v1/cases/{number}");
    let (ada, bob, cleo) = (world.of("ada"), world.of("bob"), world.of("cleo"));
    assert_eq!(cleo.ask(&path).await.problem(), (404, "not_found".to_owned()));
    assert_eq!(ada.post(&format!("{path}/watchers"), &json!({"email": "cleo@acme.example"})).await.status.as_u16(), 200);
    assert_eq!(cleo.get(&path).await["can"], json!(["view", "reply", "attach"]));
    assert_eq!(cleo.post(&format!("{path}/close"), &json!({})).await.problem(), (403, "not_allowed".to_owned()));
    for edit in [
        json!({"assignee": null}),
        json!({"status": {"status": "closed"}}),
        json!({"solution": "x"}),
        json!({"requester": "bob@acme.example"}),
    ] {
        assert_eq!(ada.patch(&path, 1, &edit).await.problem(), (403, "not_allowed".to_owned()), "{edit}");
    }
    assert_eq!(ada.post(&format!("{path}/notes"), &json!({"body": "x"})).await.problem(), (403, "not_allowed".to_owned()));
    assert_eq!(ada.patch(&path, 1, &json!({"severity": 4})).await.problem(), (403, "only_staff_lowers_severity".to_owned()));
    assert_eq!(ada.patch(&path, 1, &json!({"severity": 1, "priority": "high"})).await.status.as_u16(), 200);
    assert_eq!(
        ada.post(&format!("{path}/watchers"), &json!({"email": "zoe@brook.example"})).await.problem(),
        (422, "invalid_field".to_owned())
    );
    // Account-wide holders close and reopen; a watcher's reply on a closed case is sent without reopening.
    assert_eq!(bob.post(&format!("{path}/close"), &json!({})).await.json()["status"], "closed");
    assert_eq!(bob.post(&format!("{path}/close"), &json!({})).await.problem(), (409, "wrong_state".to_owned()));
    assert_eq!(cleo.post(&format!("{path}/replies"), &json!({"body": "Mine too."})).await.json()["status"], "closed");
    assert_eq!(bob.post(&format!("{path}/replies"), &json!({"body": "Again."})).await.json()["status"], "researching");
    assert_eq!(cleo.send(Method::DELETE, &format!("{path}/watchers/cleo@acme.example"), &[], "").await.status.as_u16(), 200);
    assert_eq!(cleo.ask(&path).await.status.as_u16(), 404, "one may always take oneself off");
}

#[rstest]
#[tokio::test]
async fn an_escalation_is_seen_with_its_reason(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let escalated = world.of("ada").post(&format!("/v1/cases/{number}/escalate"), &json!({"reason": "Launch is tomorrow."})).await;
    assert_eq!(escalated.status.as_u16(), 201);
    assert_eq!(world.of("agent").get("/v1/cases?query=escalated:yes").await["cases"][0]["number"], number);
    let timeline = world.of("agent").get(&format!("/v1/cases/{number}/timeline")).await;
    assert_eq!(
        (&timeline["entries"][1]["escalation"], &timeline["entries"][1]["comment"]["body"]),
        (&json!(true), &json!("Launch is tomorrow."))
    );
}

#[rstest]
#[tokio::test]
async fn pending_closure_closes_by_itself_once_and_not_before_its_time(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let path = format!("/v1/cases/{number}");
    world.of("agent").patch(&path, 1, &json!({"solution": "Done."})).await;
    world.pass((7 * 24 - 1).hours());
    housekeep(&world.app, "one", true).await.unwrap();
    assert_eq!(world.of("ada").get(&path).await["status"], "pending-closure");
    world.pass(1.hour());
    housekeep(&world.app, "other", false).await.unwrap();
    assert_eq!(world.of("ada").get(&path).await["status"], "closed");
    let timeline = world.of("ada").get(&format!("{path}/timeline")).await;
    let last = timeline["entries"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["fact"], &last["actor"]), (&json!("closed-by-itself"), &Value::Null));
    let facts = timeline["total"].clone();
    world.pass(1.hour());
    housekeep(&world.app, "other", true).await.unwrap();
    assert_eq!(world.of("ada").get(&format!("{path}/timeline")).await["total"], facts);
}

#[rstest]
#[tokio::test]
async fn the_systems_work_is_done_by_one_process_at_a_time(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    housekeep(&world.app, "one", false).await.unwrap();
    world.of("agent").patch(&format!("/v1/cases/{number}"), 1, &json!({"status": {"status": "pending-closure"}})).await;
    let store = world.app.store();
    let much_later = world.clock.now().as_millisecond() + 8 * 24 * 3_600_000;
    let taken: Result<bool, crate::commands::Error> =
        store.write(move |tx| crate::commands::system::take_turn(tx, "one", much_later)).await;
    assert!(taken.unwrap());
    world.pass((8 * 24).hours());
    housekeep(&world.app, "other", false).await.unwrap();
    assert_eq!(world.of("ada").get(&format!("/v1/cases/{number}")).await["status"], "pending-closure", "the other process holds the lease");
}

#[rstest]
#[tokio::test]
async fn a_new_requester_holds_a_seat_that_reaches_the_product(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let seated: Result<(), crate::commands::Error> = world
        .app
        .store()
        .write(|tx| {
            for (name, product) in [("dan", "acme-community"), ("eve", "acme-social")] {
                let email = format!("{name}@acme.example");
                let new = NewCustomer {
                    organization: "acme",
                    email: &email,
                    name,
                    role: AccountRole::Administrator,
                    password_hash: None,
                    products: &[product.to_owned()],
                    account_wide: false,
                    has_seat: true,
                };
                admin::create_customer(tx, &new, 0)?;
            }
            Ok(())
        })
        .await;
    seated.unwrap();
    let path = format!("/v1/cases/{number}");
    let refused = world.of("agent").patch(&path, 1, &json!({"requester": "dan@acme.example"})).await;
    assert_eq!((refused.problem(), &refused.json()["field"]), ((422, "invalid_field".to_owned()), &json!("requester")));
    let moved = world.of("agent").patch(&path, 1, &json!({"requester": "eve@acme.example"})).await.json();
    assert_eq!(moved["requester"]["name"], "eve");
}
