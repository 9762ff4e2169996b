//! Access asked for by strangers, the bad ones above all.

use rstest::rstest;
use serde_json::{Value, json};

use crate::commands::Error;
use crate::store::access::{self, NewRequest};
use crate::store::outbox;
use crate::testing::{Answer, Engine, World};

fn asked(email: &str) -> Value {
    json!({"name": "Nia Newcomer", "email": email, "company": "Acme", "username": "nia", "product": "Acme Community",
           "title": "Editor", "phone": "+31 20 555 0100"})
}

/// Asks from a network of one's own.
async fn ask(world: &World, network: u8, body: &Value) -> Answer {
    let mut client = world.of("nobody").clone();
    client.address = [198, 51, 100, network].into();
    client.post("/v1/access-requests", body).await
}

async fn open(world: &World) -> Vec<Value> {
    world.of("agent").get("/v1/access-requests?state=open").await["requests"].as_array().unwrap().clone()
}

#[rstest]
#[tokio::test]
async fn s3_a_stranger_asks_with_all_that_is_wanted_and_is_told_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let new = ask(&world, 1, &asked("nia@acme.example")).await;
    assert_eq!((new.status.as_u16(), new.body.as_slice()), (202, b"".as_slice()));
    let mut elsewhere = asked("nia@nowhere.example");
    elsewhere["company"] = json!("There is no such company");
    elsewhere["product"] = json!("Nor such a product");
    for (network, body) in [(2, asked("ada@acme.example")), (3, asked("nia@acme.example")), (4, elsewhere)] {
        let answer = ask(&world, network, &body).await;
        assert_eq!((answer.status, &answer.body), (new.status, &new.body));
        assert!(answer.headers.keys().eq(new.headers.keys()), "{:?}", answer.headers);
    }
    let open = open(&world).await;
    assert_eq!(open.len(), 3, "the same address asked once");
    let said = json!({"name": "Nia Newcomer", "email": "nia@acme.example", "company": "Acme", "username": "nia",
                      "product": "Acme Community", "title": "Editor", "phone": "+31 20 555 0100"});
    assert_eq!((&open[0]["asked"], &open[0]["repeats"], &open[0]["address"]), (&said, &json!(1), &json!("198.51.100.1")));
}

#[rstest]
#[tokio::test]
async fn s3_nobody_changes_what_somebody_else_asked_for(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    ask(&world, 1, &asked("nia@acme.example")).await;
    let mut forged = asked("NIA@acme.example");
    forged["company"] = json!("Brook");
    assert_eq!(ask(&world, 66, &forged).await.status.as_u16(), 202);
    assert_eq!(open(&world).await[0]["asked"]["company"], "Acme");
}

#[rstest]
#[tokio::test]
async fn s3_hostile_fields_reach_neither_a_terminal_nor_a_header(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let mut hostile = asked("nia@acme.example");
    hostile["name"] = json!("Nia\u{1b}]0;owned\u{7}\r\nBcc: everyone@acme.example");
    hostile["title"] = json!("\u{202e}rotidE\u{200b}");
    assert_eq!(ask(&world, 1, &hostile).await.status.as_u16(), 202);
    let kept = &open(&world).await[0]["asked"];
    assert_eq!((&kept["name"], &kept["title"]), (&json!("Nia Bcc: everyone@acme.example"), &json!("rotidE")));
    for (field, value, code) in [
        ("email", json!("nia@acme.example\r\nBcc: all@acme.example"), "invalid_field"),
        ("email", json!("nia@acme.example>,<all@acme.example"), "invalid_field"),
        ("email", json!(""), "required"),
        ("name", json!(" \u{200b}"), "required"),
        ("company", json!(""), "required"),
        ("product", json!(""), "required"),
        ("company", json!("x".repeat(101)), "too_long"),
        ("phone", json!("0".repeat(5_000)), "too_long"),
    ] {
        let mut body = asked("nia@acme.example");
        body[field] = value;
        let answer = ask(&world, 2, &body).await;
        assert_eq!(
            (answer.status.as_u16(), answer.json()["code"].as_str(), answer.json()["field"].as_str()),
            (422, Some(code), Some(field))
        );
    }
}

#[rstest]
#[tokio::test]
async fn s3_a_network_and_an_address_ask_only_so_often(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    for asks in 0..12 {
        let answer = ask(&world, 1, &asked(&format!("nia{asks}@acme.example"))).await;
        assert_eq!(answer.status.as_u16(), if asks < 10 { 202 } else { 429 }, "{asks}");
    }
    assert_eq!(open(&world).await.len(), 10);
    for network in 10..20 {
        assert_eq!(ask(&world, network, &asked("nia@acme.example")).await.status.as_u16(), 202);
    }
    assert_eq!(open(&world).await[10]["repeats"], 2, "three were looked at");
}

#[rstest]
#[tokio::test]
async fn s3_beyond_the_bound_everybody_is_told_to_come_back(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let kept = world.app.store().write(|tx| {
        let asked = |email: &str| caseport_shared::api::access::NewAccessRequest { email: email.to_owned(), ..Default::default() };
        let mut kept = Vec::new();
        for email in ["a@acme.example", "b@acme.example", "c@acme.example", "a@acme.example"] {
            kept.push(access::insert(tx, &NewRequest { asked: &asked(email), address: "192.0.2.1", now: 0 }, 2)?.is_some());
        }
        Ok::<_, Error>(kept)
    });
    // Whether or not an address has asked before: else who asks would learn it.
    assert_eq!(kept.await.unwrap(), [true, true, false, false]);
}

#[rstest]
#[tokio::test]
async fn s3_support_lists_and_declines_and_whoever_asked_is_told_why(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    ask(&world, 1, &asked("nia@acme.example")).await;
    ask(&world, 2, &asked("joe@acme.example")).await;
    let page = world.of("agent").get("/v1/access-requests?state=open&limit=1").await;
    let id = page["requests"][0]["id"].as_i64().unwrap();
    let next = page["next"].as_str().unwrap();
    let rest = world.of("agent").get(&format!("/v1/access-requests?state=open&limit=1&cursor={next}")).await;
    assert_eq!((&rest["requests"][0]["asked"]["email"], rest["next"].is_null()), (&json!("joe@acme.example"), true));
    assert_eq!(world.of("agent").ask(&format!("/v1/access-requests?cursor={next}")).await.status.as_u16(), 400);
    let decline = format!("/v1/access-requests/{id}/decline");
    for (who, status) in [("nobody", 401), ("ada", 403), ("bob", 403)] {
        assert_eq!(world.of(who).ask("/v1/access-requests").await.status.as_u16(), status, "{who}");
        assert_eq!(world.of(who).post(&decline, &json!({"reason": "No."})).await.status.as_u16(), status, "{who}");
    }
    assert_eq!(world.of("agent").post(&decline, &json!({"reason": " "})).await.problem(), (422, "required".to_owned()));
    assert_eq!(world.of("agent").post("/v1/access-requests/999/decline", &json!({"reason": "No."})).await.status.as_u16(), 404);
    assert_eq!(world.of("agent").post(&decline, &json!({"reason": "Ask\u{1b}[2J your Owner."})).await.status.as_u16(), 204);
    assert_eq!(world.of("other").post(&decline, &json!({"reason": "Again."})).await.problem(), (409, "wrong_state".to_owned()));
    let declined = world.of("agent").get("/v1/access-requests?state=declined").await;
    assert_eq!(declined["requests"][0]["decided_by"]["name"], "agent");
    let letters = world.app.store().read(|tx| Ok::<_, Error>(outbox::waiting(tx)?)).await.unwrap();
    let letter = json!({"letter": "access-declined", "reason": "Ask your Owner."}).to_string();
    assert_eq!(letters, [("nia@acme.example".to_owned(), letter)]);
    assert_eq!(ask(&world, 3, &asked("nia@acme.example")).await.status.as_u16(), 202);
    assert_eq!(open(&world).await.len(), 2, "whoever was declined may ask again");
}
