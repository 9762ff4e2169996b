//! Taking back what was done, after others went on (S8): nobody else is touched, and no later decision is overwritten.

use axum::http::Method;
use caseport_shared::person::AccountRole;
use rstest::rstest;
use serde_json::{Value, json};

use super::requests::{ask, filed};
use super::seats::{named, of_acme, people, taken};
use crate::commands::{Error, session};
use crate::secret;
use crate::store::departures;
use crate::store::keys::{self, NewKey};
use crate::store::people as stored;
use crate::testing::{Answer, Engine, World};

fn grant(name: &str, more: Value) -> Value {
    let mut asks = json!({"kind": "grant-seat", "name": name, "email": format!("{name}@acme.example"), "role": "administrator"});
    let Value::Object(more) = more else { panic!("an object") };
    asks.as_object_mut().unwrap().extend(more);
    asks
}

async fn undo(world: &World, case: i64) -> Answer {
    world.of("agent").post(&format!("/v1/cases/{case}/request/undo"), &json!(null)).await
}

/// Why nothing was taken back.
async fn is_refused(world: &World, case: i64) {
    let answer = undo(world, case).await;
    assert_eq!(answer.problem(), (409, "wrong_state".to_owned()), "{}", answer.text());
    assert_eq!(world.of("agent").get(&format!("/v1/cases/{case}")).await["request"]["state"], "applied");
}

#[rstest]
#[tokio::test]
async fn s8_a_seat_that_was_given_later_is_not_taken_for_the_one_that_is_taken_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let agent = world.of("agent");
    let first = ask(&world, &grant("pia", json!({"account_wide": true}))).await;
    let narrowed = ask(&world, &json!({"kind": "change-seat", "email": "pia@acme.example", "account_wide": false})).await;
    let gone = agent.send(Method::DELETE, "/v1/people/pia@acme.example/invitation", &[], "").await;
    assert_eq!(gone.status.as_u16(), 204);
    ask(&world, &grant("quin", json!({}))).await;
    is_refused(&world, narrowed).await;
    assert_eq!(undo(&world, first).await.status.as_u16(), 200, "there is nothing left to take back");
    let quin = named(&agent.get("/v1/seats?organization=acme").await, "quin@acme.example").unwrap();
    assert_eq!(quin["account_wide"], false);
}

#[rstest]
#[tokio::test]
async fn i1_whoever_is_invited_back_comes_in_by_the_invitation_and_not_by_an_old_key(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let comes_in = async || {
        let hash = secret::token_hash(&secret::token());
        let begun = world.app.store().write(move |tx| session::begin_by_key(tx, "SHA256:old", &hash, "192.0.2.1", 0));
        let begun: Result<Option<i64>, Error> = begun.await;
        begun.unwrap().is_some()
    };
    let proven: Result<(), Error> = world
        .app
        .store()
        .write(|tx| {
            let cleo = stored::by_email(tx, "cleo@acme.example")?.unwrap().id;
            keys::insert(tx, &NewKey { person_id: cleo, fingerprint: "SHA256:old", algorithm: "ssh-ed25519", label: "old", now: 0 })?;
            Ok(keys::prove(tx, cleo, "SHA256:old")?)
        })
        .await;
    proven.unwrap();
    assert!(comes_in().await);
    let removed = ask(&world, &json!({"kind": "remove-user", "email": "cleo@acme.example"})).await;
    assert!(!comes_in().await);
    assert_eq!(undo(&world, removed).await.status.as_u16(), 200);
    assert!(comes_in().await, "nothing had happened");
    ask(&world, &json!({"kind": "remove-user", "email": "cleo@acme.example"})).await;
    ask(&world, &grant("cleo", json!({"account_wide": true}))).await;
    assert!(!comes_in().await, "they have yet to accept");
}

#[rstest]
#[tokio::test]
async fn s5_a_member_is_no_shared_mailbox_because_a_request_says_so(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    people(&world, vec!["mia".to_owned()], AccountRole::Member, false).await;
    let asks = grant("mia", json!({"role": "member", "is_shared": true}));
    let new = json!({"product": "acme-community", "subject": "s", "description": "d", "request": asks});
    assert_eq!(world.of("ada").post("/v1/cases", &new).await.problem(), (422, "holds_no_seat".to_owned()));
    // Somebody who became one since the request was filed is looked at again.
    let case = filed(world.of("ada"), &grant("noa", json!({"role": "member", "is_shared": true}))).await;
    people(&world, vec!["noa".to_owned()], AccountRole::Member, false).await;
    let applied = world.of("agent").post(&format!("/v1/cases/{case}/request/apply"), &json!({})).await;
    assert_eq!(applied.problem(), (422, "holds_no_seat".to_owned()));
}

#[rstest]
#[tokio::test]
async fn s8_what_somebody_decided_since_is_not_taken_back(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let agent = world.of("agent");
    let owner = of_acme(&world, "olga", AccountRole::Owner, true).await;
    people(&world, vec!["otto".to_owned()], AccountRole::Owner, false).await;
    // A role that an Owner changed again.
    let role = ask(&world, &json!({"kind": "change-role", "email": "otto@acme.example", "role": "administrator"})).await;
    assert_eq!(owner.put("/v1/people/otto@acme.example/role", &json!({"role": "member"})).await.status.as_u16(), 204);
    is_refused(&world, role).await;
    // Somebody who came back, and who left again.
    let removed = ask(&world, &json!({"kind": "remove-user", "email": "cleo@acme.example"})).await;
    ask(&world, &grant("cleo", json!({}))).await;
    is_refused(&world, removed).await;
    world.pass(jiff::Span::new().seconds(1));
    assert_eq!(agent.post("/v1/people/cleo@acme.example/deactivate", &json!({})).await.status.as_u16(), 200);
    is_refused(&world, removed).await;
    // A contact that support wrote anew.
    let contact = json!({"kind": "put-contact", "product": "acme-social", "email": "ops@acme.example", "name": "Ops", "incidents": true});
    let put = ask(&world, &contact).await;
    let anew = json!({"name": "Operations", "maintenance": true, "incidents": true});
    assert_eq!(agent.put("/v1/products/acme-social/contacts/ops@acme.example", &anew).await.status.as_u16(), 200);
    is_refused(&world, put).await;
}

#[rstest]
#[tokio::test]
async fn s8_whoever_holds_another_seat_by_now_stays(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let agent = world.of("agent");
    let first = ask(&world, &grant("nia", json!({"product": "acme-community"}))).await;
    ask(&world, &grant("nia", json!({"product": "acme-social"}))).await;
    assert_eq!(undo(&world, first).await.status.as_u16(), 200);
    let seat = named(&agent.get("/v1/seats?organization=acme").await, "nia@acme.example").unwrap();
    assert_eq!(seat["product"]["slug"], "acme-social");
    // A role that the seat needs is not taken away from under it.
    people(&world, vec!["mia".to_owned()], AccountRole::Member, false).await;
    let role = ask(&world, &json!({"kind": "change-role", "email": "mia@acme.example", "role": "administrator"})).await;
    ask(&world, &grant("mia", json!({}))).await;
    assert_eq!(undo(&world, role).await.problem(), (422, "holds_no_seat".to_owned()));
}

#[rstest]
#[tokio::test]
async fn s8_somebody_who_had_left_is_again_who_they_were(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let case = world.file("cleo", "Of Cleo").await;
    ask(&world, &json!({"kind": "remove-user", "email": "cleo@acme.example"})).await;
    let back = ask(&world, &grant("cleo", json!({"name": "Somebody Else", "role": "owner", "is_shared": true}))).await;
    let undone = undo(&world, back).await;
    assert_eq!((undone.status.as_u16(), &undone.json()["left_open"]), (200, &json!([case])), "whose open case is told again");
    assert_eq!(world.of("agent").get(&format!("/v1/cases/{case}")).await["requester"]["name"], "cleo");
}

#[rstest]
#[tokio::test]
async fn s3_what_is_said_of_somebody_who_is_back_replaces_what_was_known_and_what_is_not_said_leaves_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let reached = async || {
        let found = world.app.store().read(|tx| Ok::<_, Error>(departures::someone(tx, "nia@acme.example")?.unwrap()));
        let found = found.await.unwrap();
        (found.name, found.title.unwrap_or_default(), found.phone.unwrap_or_default())
    };
    let said = |name: &str, title: &str, phone: &str| (name.to_owned(), title.to_owned(), phone.to_owned());
    let leaves = async || ask(&world, &json!({"kind": "remove-user", "email": "nia@acme.example"})).await;
    ask(&world, &grant("nia", json!({"title": "Editor", "phone": "+49 30 1"}))).await;
    leaves().await;
    // By a request of theirs, in which the phone is left out.
    let asked =
        json!({"name": "Nia Ito", "email": "nia@acme.example", "company": "Acme", "product": "Acme", "title": "Head", "phone": " "});
    assert_eq!(world.of("nobody").post("/v1/access-requests", &asked).await.status.as_u16(), 202);
    let agent = world.of("agent");
    let id = agent.get("/v1/access-requests?state=open").await["requests"][0]["id"].as_i64().unwrap();
    let granted = agent.post(&format!("/v1/access-requests/{id}/grant"), &json!({"organization": "acme", "role": "administrator"})).await;
    assert_eq!(granted.status.as_u16(), 200, "{}", granted.text());
    assert_eq!(reached().await, said("Nia Ito", "Head", "+49 30 1"));
    // Taken back, it is as it was before.
    let case = granted.json()["number"].as_i64().unwrap();
    assert_eq!(undo(&world, case).await.status.as_u16(), 200);
    assert_eq!(reached().await, said("nia", "Editor", "+49 30 1"));
    // By a request of the organization's, in which the title is left out.
    ask(&world, &grant("nia", json!({"phone": "+31 20 2"}))).await;
    assert_eq!(reached().await, said("nia", "Editor", "+31 20 2"));
}

#[rstest]
#[tokio::test]
async fn s1_a_plan_that_gives_fewer_seats_than_are_held_stands_in_the_way_of_nothing_that_takes_none(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let agent = world.of("agent");
    let given = ask(&world, &grant("nia", json!({}))).await;
    let role = ask(&world, &json!({"kind": "change-role", "email": "nia@acme.example", "role": "owner"})).await;
    let saved = super::desk::save_plan(&world, "premium", &json!({"seats": 2, "over_pool_ok": true})).await;
    assert_eq!(saved.status.as_u16(), 200, "{}", saved.text());
    assert_eq!(agent.post("/v1/people/nia@acme.example/invitation", &json!(null)).await.status.as_u16(), 200);
    let swap = grant("pia", json!({"instead_of": "cleo@acme.example"}));
    ask(&world, &swap).await;
    assert_eq!(taken(agent).await, 4);
    for case in [role, given] {
        assert_eq!(undo(&world, case).await.status.as_u16(), 200);
    }
    assert_eq!(taken(agent).await, 3);
    let case = filed_by_support(&world, &grant("quin", json!({}))).await;
    let refused = agent.post(&format!("/v1/cases/{case}/request/apply"), &json!({})).await;
    let told = refused.json();
    assert_eq!((refused.status.as_u16(), &told["current"]["pool"]["taken"]), (409, &json!(3)), "{told}");
    assert!(!told.to_string().contains("quin@"), "whoever was refused holds none: {told}");
}

async fn filed_by_support(world: &World, asks: &Value) -> i64 {
    let new = json!({"product": "acme-community", "subject": "s", "description": "d", "requester": "ada@acme.example", "request": asks});
    world.of("agent").post("/v1/cases", &new).await.json()["number"].as_i64().unwrap()
}

#[rstest]
#[tokio::test]
async fn i1_staff_who_left_are_invited_again_and_nobody_is_sent_invitations_without_end(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let admin = world.of("admin");
    let new = json!({"name": "Other", "email": "other@larkfold.example", "role": "agent"});
    assert_eq!(admin.post("/v1/staff", &new).await.status.as_u16(), 422, "they are here");
    admin.post("/v1/people/other@larkfold.example/deactivate", &json!({})).await;
    assert_eq!(admin.post("/v1/staff", &new).await.status.as_u16(), 201);
    let mut statuses = Vec::new();
    for _ in 0..7 {
        statuses.push(admin.post("/v1/people/other@larkfold.example/invitation", &json!(null)).await.status.as_u16());
    }
    assert_eq!(statuses, [200, 200, 200, 200, 200, 429, 429]);
}
