//! Signing in and out.

use std::sync::Arc;

use axum::body::Body;
use axum::http::Method;
use caseport_shared::code::CodePurpose;
use caseport_shared::limits::SIGN_INS_PER_PERSON;
use jiff::ToSpan as _;
use rstest::rstest;
use serde_json::{Value, json};

use crate::commands::{Error, admin, codes, session};
use crate::secret;
use crate::store::{people, sessions};
use crate::testing::{Engine, World};

async fn world_with_password(engine: Engine) -> Option<World> {
    let world = World::on(engine).await?;
    let hash = secret::hash("correct horse").unwrap();
    let done: Result<(), Error> = world.app.store().write(move |tx| admin::reset_password(tx, "ada@acme.example", &hash, 0)).await;
    done.unwrap();
    Some(world)
}

#[rstest]
#[tokio::test]
async fn a_password_signs_in_and_signing_out_ends_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = world_with_password(engine).await else { return };
    let answer = world
        .of("nobody")
        .post("/v1/sessions", &json!({"email": "Ada@Acme.example", "password": "correct horse", "label": "a\u{1b}[2Jlaptop"}))
        .await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    let mut ada = world.of("nobody").clone();
    ada.token = answer.json()["token"].as_str().map(str::to_owned);
    assert_eq!(ada.get("/v1/me").await["organization"]["slug"], "acme");
    assert_eq!(ada.send(Method::DELETE, "/v1/sessions/current", &[], Body::empty()).await.status.as_u16(), 204);
    assert_eq!(ada.ask("/v1/me").await.problem(), (401, "unauthenticated".to_owned()));
}

#[rstest]
#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_are_answered_alike(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = world_with_password(engine).await else { return };
    let ask = async |email: &str| world.of("nobody").post("/v1/sessions", &json!({"email": email, "password": "wrong horse"})).await;
    let wrong = ask("ada@acme.example").await;
    assert_eq!(wrong.problem(), (401, "wrong_credentials".to_owned()));
    for email in ["nobody@acme.example", "bob@acme.example", "not an address"] {
        assert_eq!(ask(email).await.body, wrong.body, "{email}");
    }
}

#[rstest]
#[tokio::test]
async fn guessing_is_slowed_down_for_a_while_whether_or_not_the_account_exists(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = world_with_password(engine).await else { return };
    for email in ["ada@acme.example", "ghost@acme.example"] {
        let ask = async |password: &str| world.of("nobody").post("/v1/sessions", &json!({"email": email, "password": password})).await;
        for _ in 0..10 {
            assert_eq!(ask("wrong horse").await.status.as_u16(), 401);
        }
        let refused = ask("correct horse").await;
        assert_eq!(refused.problem(), (429, "rate_limited".to_owned()));
        assert_eq!(refused.headers["retry-after"], "901");
    }
    world.pass(16.minutes());
    let answer = world.of("nobody").post("/v1/sessions", &json!({"email": "ada@acme.example", "password": "correct horse"})).await;
    assert_eq!(answer.status.as_u16(), 201);
}

async fn guess(world: &World, address: &str, email: &str, password: &str) -> u16 {
    let mut client = world.of("nobody").clone();
    client.address = address.parse().unwrap();
    client.post("/v1/sessions", &json!({"email": email, "password": password})).await.status.as_u16()
}

#[rstest]
#[tokio::test]
async fn whoever_guesses_locks_out_nobody_but_their_own_network(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = world_with_password(engine).await else { return };
    for host in 0..120 {
        // Anybody with IPv6 has a network of addresses.
        let status = guess(&world, &format!("2001:db8:0:1::{host:x}"), "ada@acme.example", "wrong horse").await;
        assert_eq!(status, if host < 10 { 401 } else { 429 }, "{host}");
    }
    assert_eq!(guess(&world, "2001:db8:0:2::1", "ada@acme.example", "correct horse").await, 201);
    for network in 0..10 {
        for _ in 0..10 {
            guess(&world, &format!("198.51.100.{network}"), "ada@acme.example", "wrong horse").await;
        }
    }
    assert_eq!(guess(&world, "203.0.113.1", "ada@acme.example", "correct horse").await, 429, "from everywhere there is a bound, too");
}

#[rstest]
#[tokio::test]
async fn what_is_refused_by_its_network_leaves_no_trace_of_accounts(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = world_with_password(engine).await else { return };
    let subjects = async || {
        let counted = world.app.store().read(|tx| Ok::<_, Error>(crate::store::attempts::subjects(tx)?)).await;
        counted.unwrap()
    };
    for account in 0..100 {
        guess(&world, "192.0.2.7", &format!("p{account}@acme.example"), "wrong horse").await;
    }
    let before = subjects().await;
    assert_eq!(guess(&world, "192.0.2.7", "one.more@acme.example", "wrong horse").await, 429);
    assert_eq!(subjects().await, before);
}

#[rstest]
#[tokio::test]
async fn a_sign_in_ends_by_itself_and_with_a_new_password(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = world_with_password(engine).await else { return };
    assert_eq!(world.of("ada").ask("/v1/me").await.status.as_u16(), 401, "the new password ended what was signed in before");
    assert_eq!(world.of("bob").ask("/v1/me").await.status.as_u16(), 200);
    world.pass((31 * 24).hours());
    assert_eq!(world.of("bob").ask("/v1/me").await.status.as_u16(), 401);
}

#[rstest]
#[tokio::test]
async fn i2_a_password_that_is_replaced_while_it_is_looked_at_signs_nobody_in(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = world_with_password(engine).await else { return };
    let email = "ada@acme.example";
    let verified = world.app.store().read(move |tx| Ok::<_, Error>(people::credentials(tx, email)?.unwrap())).await.unwrap();
    let verified = Arc::new(verified);
    let is_still = async || {
        let verified = Arc::clone(&verified);
        world.app.store().write(move |tx| session::check_still(tx, email, &verified)).await.is_ok()
    };
    assert!(is_still().await);
    // Somebody who knows the old password signs in while its person, who forgot it, sets another one.
    for round in 0..8 {
        let old = json!({"email": email, "password": "correct horse"});
        let now = world.clock.now().as_millisecond();
        let hash = secret::hash("correct horse").unwrap();
        let made = world.app.store().write(move |tx| {
            let person = people::by_email(tx, email)?.unwrap().id;
            people::set_password(tx, person, &hash)?;
            Ok::<_, Error>(codes::issue(tx, person, CodePurpose::Reset, now)?.code)
        });
        let reset = json!({"code": made.await.unwrap(), "password": format!("another horse battery {round}")});
        let client = world.of("nobody");
        let (signed_in, reset) = tokio::join!(client.post("/v1/sessions", &old), client.post("/v1/codes/accept", &reset));
        assert_eq!(reset.status.as_u16(), 201, "{}", reset.text());
        if signed_in.status.as_u16() == 201 {
            let mut thief = client.clone();
            thief.token = Some(signed_in.json()["token"].as_str().unwrap().to_owned());
            let answer = thief.send(Method::GET, "/v1/me", &[], "").await;
            assert_eq!(answer.status.as_u16(), 401, "what the old password opened is over");
        }
    }
    assert!(!is_still().await);
}

#[rstest]
#[tokio::test]
async fn every_address_but_the_open_ones_asks_to_sign_in(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    for (name, path) in
        [("nobody", "/v1/cases"), ("nobody", "/v1/me"), ("nobody", "/v1/live"), ("nobody", "/v1/drafts"), ("nobody", "/v1/products")]
    {
        let answer = world.of(name).ask(path).await;
        assert_eq!(answer.problem(), (401, "unauthenticated".to_owned()), "{path}");
        assert_eq!(answer.headers["www-authenticate"], "Bearer");
    }
    assert_eq!(world.of("nobody").get("/v1/portal").await["brand"], "Larkfold");
    assert_eq!(world.of("nobody").ask("/metrics").await.status.as_u16(), 404, "figures are told to this machine alone");
    assert_eq!(world.of("nobody").ask("/nowhere").await.problem(), (404, "not_found".to_owned()));
    assert_eq!(world.of("nobody").send(Method::PUT, "/v1/me", &[], Body::empty()).await.problem(), (405, "method_not_allowed".to_owned()));
}

#[rstest]
#[tokio::test]
async fn nobody_keeps_sign_ins_without_end_and_the_one_used_least_lately_makes_room(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let mut clients = Vec::new();
    for _ in 0..SIGN_INS_PER_PERSON - 1 {
        clients.push(crate::testing::sign_in(&world.app, "ada@acme.example").await);
    }
    // The first of all, but it was used since.
    world.pass(2.minutes());
    let first = clients.remove(0);
    first.get("/v1/me").await;
    let is_touched = async || {
        let hash = secret::token_hash(first.token.as_deref().unwrap());
        let found = world.app.store().read(move |tx| Ok::<_, Error>(sessions::signed_in(tx, &hash, 0)?.unwrap().used_at)).await;
        found.unwrap() == world.app.clock().now().as_millisecond()
    };
    let noticed = async { while !is_touched().await {} };
    tokio::time::timeout(std::time::Duration::from_secs(30), noticed).await.unwrap();
    let last = crate::testing::sign_in(&world.app, "ada@acme.example").await;
    for (client, status) in [(&first, 200), (world.of("ada"), 401), (&clients[0], 200), (&last, 200), (world.of("bob"), 200)] {
        assert_eq!(client.ask("/v1/me").await.status.as_u16(), status);
    }
}

/// Signs in once more; the client of that sign-in.
async fn another(world: &World, label: &str) -> crate::testing::Client {
    let asked = json!({"email": "ada@acme.example", "password": "correct horse", "label": label});
    let answer = world.of("nobody").post("/v1/sessions", &asked).await;
    let mut client = world.of("nobody").clone();
    client.token = answer.json()["token"].as_str().map(str::to_owned);
    client
}

fn labels(list: &Value) -> Vec<&str> {
    list["sign_ins"].as_array().unwrap().iter().filter_map(|sign_in| sign_in["label"].as_str()).collect()
}

#[rstest]
#[tokio::test]
async fn i2_sign_ins_are_listed_and_ended_by_their_person_alone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = world_with_password(engine).await else { return };
    let (laptop, phone) = (another(&world, "laptop").await, another(&world, "phone").await);
    let listed = laptop.get("/v1/me/sign-ins").await;
    let of = |label: &str| listed["sign_ins"].as_array().unwrap().iter().find(|sign_in| sign_in["label"] == label).unwrap().clone();
    assert_eq!((of("laptop")["is_current"].as_bool(), of("phone")["is_current"].as_bool()), (Some(true), Some(false)));
    assert_eq!(of("phone")["address"], "192.0.2.1");
    assert!(!listed.to_string().contains(laptop.token.as_deref().unwrap()));
    let path = format!("/v1/me/sign-ins/{}", of("phone")["reference"].as_str().unwrap());
    let end =
        async |client: &crate::testing::Client, path: &str| client.send(Method::DELETE, path, &[], Body::empty()).await.status.as_u16();
    assert_eq!(end(world.of("bob"), &path).await, 404, "it is somebody else's");
    assert_eq!(phone.ask("/v1/me").await.status.as_u16(), 200);
    assert_eq!(end(&laptop, &path).await, 204);
    assert_eq!(phone.ask("/v1/me").await.problem(), (401, "unauthenticated".to_owned()));
    assert_eq!(end(&laptop, &path).await, 404);
    let tablet = another(&world, "tablet").await;
    assert_eq!(end(&laptop, "/v1/me/sign-ins").await, 204);
    assert_eq!(tablet.ask("/v1/me").await.status.as_u16(), 401);
    assert_eq!(labels(&laptop.get("/v1/me/sign-ins").await), ["laptop"]);
    assert_eq!(world.of("bob").ask("/v1/me").await.status.as_u16(), 200, "nobody else's ended");
}

#[rstest]
#[tokio::test]
async fn i2_a_password_is_changed_by_whoever_knows_it_and_ends_every_other_sign_in(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = world_with_password(engine).await else { return };
    let (laptop, phone) = (another(&world, "laptop").await, another(&world, "phone").await);
    let change = async |current: &str, new: &str| laptop.put("/v1/me/password", &json!({"current": current, "new": new})).await;
    for (current, new, field) in [("wrong horse", "battery staple", "current"), ("correct horse", "short", "new")] {
        let refused = change(current, new).await;
        assert_eq!((refused.status.as_u16(), refused.json()["field"].as_str()), (422, Some(field)), "{}", refused.text());
    }
    assert_eq!(phone.ask("/v1/me").await.status.as_u16(), 200, "nothing was changed so far");
    assert_eq!(change("correct horse", "battery staple").await.status.as_u16(), 204);
    assert_eq!(phone.ask("/v1/me").await.status.as_u16(), 401);
    assert_eq!(laptop.ask("/v1/me").await.status.as_u16(), 200);
    let sign_in = async |password: &str| {
        world.of("nobody").post("/v1/sessions", &json!({"email": "ada@acme.example", "password": password})).await.status.as_u16()
    };
    assert_eq!((sign_in("correct horse").await, sign_in("battery staple").await), (401, 201));
}

#[tokio::test]
async fn i2_guessing_ones_password_from_within_is_slowed_down_like_any_other() {
    let world = world_with_password(Engine::Sqlite).await.unwrap();
    let laptop = another(&world, "laptop").await;
    let guess =
        async |current: &str| laptop.put("/v1/me/password", &json!({"current": current, "new": "battery staple"})).await.status.as_u16();
    for _ in 0..10 {
        assert_eq!(guess("wrong horse").await, 422);
    }
    assert_eq!(guess("correct horse").await, 429);
}
