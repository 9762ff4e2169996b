//! Seats (S1, S2, S5, S6, S9, S10) and the people who hold them (I5): owners, administrators, members, strangers, support.

use caseport_shared::person::AccountRole;
use futures_util::future::join_all;
use rstest::rstest;
use serde_json::{Value, json};

use super::requests::{ask, filed};
use crate::commands::Error;
use crate::commands::admin::{self, NewCustomer};
use crate::store::events;
use crate::testing::{Client, Engine, World};

/// Adds people to Acme, who hold a seat each and have come in.
pub(super) async fn people(world: &World, names: Vec<String>, role: AccountRole, has_seat: bool) {
    let added = world.app.store().write(move |tx| {
        for name in &names {
            let new = NewCustomer {
                organization: "acme",
                email: &format!("{name}@acme.example"),
                name,
                role,
                password_hash: Some("no hash"),
                products: &[],
                account_wide: false,
                has_seat,
            };
            admin::create_customer(tx, &new, 0)?;
        }
        Ok::<_, Error>(())
    });
    added.await.unwrap();
}

/// Somebody of Acme who is signed in.
pub(super) async fn of_acme(world: &World, name: &str, role: AccountRole, has_seat: bool) -> Client {
    people(world, vec![name.to_owned()], role, has_seat).await;
    crate::testing::sign_in(&world.app, &format!("{name}@acme.example")).await
}

pub(super) async fn taken(client: &Client) -> u64 {
    client.get("/v1/seats?organization=acme").await["pool"]["taken"].as_u64().unwrap()
}

pub(super) fn named(list: &Value, email: &str) -> Option<Value> {
    list["holders"].as_array().unwrap().iter().find(|holder| holder["email"] == email).cloned()
}

#[rstest]
#[tokio::test]
async fn s2_sixty_four_who_race_for_the_last_seat_are_given_one(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    people(&world, (0..16).map(|at| format!("p{at}")).collect(), AccountRole::Administrator, true).await;
    let agent = world.of("agent");
    assert_eq!(taken(agent).await, 19);
    let mut cases = Vec::new();
    for at in 0..64 {
        let asks = json!({"kind": "grant-seat", "name": "New", "email": format!("new{at}@acme.example"), "role": "administrator"});
        cases.push(filed(world.of("ada"), &asks).await);
    }
    let paths: Vec<String> = cases.iter().map(|case| format!("/v1/cases/{case}/request/apply")).collect();
    let mut given = 0;
    // Whoever is told that the server has too much to do asks again, as any client does.
    let mut waiting: Vec<&String> = paths.iter().collect();
    while !waiting.is_empty() {
        let nothing = json!({});
        let answers = join_all(waiting.iter().map(|path| agent.post(path, &nothing))).await;
        let mut again = Vec::new();
        for (path, answer) in waiting.into_iter().zip(answers) {
            match answer.status.as_u16() {
                200 => given += 1,
                503 => again.push(path),
                _ => assert_eq!(answer.problem(), (409, "no_seat_left".to_owned())),
            }
        }
        waiting = again;
    }
    assert_eq!((given, taken(agent).await), (1, 20));
    let pending = agent.get("/v1/cases?query=request:pending&limit=100").await;
    assert_eq!(pending["cases"].as_array().unwrap().len(), 63, "the others wait, untouched");
}

#[rstest]
#[tokio::test]
async fn s2_an_invitation_holds_its_seat_until_it_expires_or_is_taken_back(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let agent = world.of("agent");
    let before = taken(agent).await;
    ask(&world, &json!({"kind": "grant-seat", "name": "Nia", "email": "nia@acme.example", "role": "owner"})).await;
    let held = named(&agent.get("/v1/seats?organization=acme").await, "nia@acme.example").unwrap();
    assert_eq!((taken(agent).await, held["held_until"].as_str()), (before + 1, Some("2026-03-09T10:00:00Z")));
    world.pass(jiff::Span::new().hours(8 * 24));
    assert_eq!(taken(agent).await, before, "it expired");
    let again = agent.post("/v1/people/nia@acme.example/invitation", &json!(null)).await;
    assert_eq!(again.json()["expires_at"], "2026-03-17T10:00:00Z", "{}", again.text());
    assert_eq!(taken(agent).await, before + 1, "it was sent again");
    let gone = agent.send(axum::http::Method::DELETE, "/v1/people/nia@acme.example/invitation", &[], "").await;
    assert_eq!((gone.status.as_u16(), taken(agent).await), (204, before));
    let seats = agent.get("/v1/seats?organization=acme").await;
    assert_eq!(named(&seats, "nia@acme.example"), None);
    assert_eq!(agent.post("/v1/people/ada@acme.example/invitation", &json!(null)).await.problem(), (409, "wrong_state".to_owned()));
}

#[rstest]
#[tokio::test]
async fn s5_roles_are_changed_by_owners_and_support_alone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let owner = of_acme(&world, "olga", AccountRole::Owner, true).await;
    people(&world, vec!["mia".to_owned()], AccountRole::Member, false).await;
    let role = |role: &str| json!({"role": role});
    for (name, status) in [("ada", 403), ("zoe", 404), ("nobody", 401)] {
        let answer = world.of(name).put("/v1/people/mia@acme.example/role", &role("owner")).await;
        assert_eq!(answer.status.as_u16(), status, "{name}: {}", answer.text());
    }
    assert_eq!(owner.put("/v1/people/mia@acme.example/role", &role("administrator")).await.status.as_u16(), 204);
    // A member holds no seat, so whoever holds one becomes none.
    assert_eq!(owner.put("/v1/people/cleo@acme.example/role", &role("member")).await.problem(), (422, "holds_no_seat".to_owned()));
    assert_eq!(owner.put("/v1/people/olga@acme.example/role", &role("member")).await.problem(), (409, "wrong_state".to_owned()));
    assert_eq!(owner.put("/v1/people/zoe@brook.example/role", &role("member")).await.status.as_u16(), 404);
    assert_eq!(owner.put("/v1/people/agent@larkfold.example/role", &role("member")).await.status.as_u16(), 404);
    assert_eq!(world.of("agent").put("/v1/people/mia@acme.example/role", &role("member")).await.status.as_u16(), 204);
}

#[rstest]
#[tokio::test]
async fn s6_whoever_leaves_comes_in_no_more_and_their_open_cases_go_to_somebody(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let (ada, agent) = (world.of("ada"), world.of("agent"));
    let owner = of_acme(&world, "olga", AccountRole::Owner, true).await;
    let (first, second) = (world.file("ada", "Still open").await, world.file("ada", "Closed by then").await);
    agent.post(&format!("/v1/cases/{second}/close"), &json!(null)).await;
    for (client, status) in [(ada, 403), (&owner, 403), (world.of("zoe"), 404), (world.of("nobody"), 401)] {
        assert_eq!(client.post("/v1/people/ada@acme.example/deactivate", &json!({})).await.status.as_u16(), status);
    }
    let wrong = agent.post("/v1/people/ada@acme.example/deactivate", &json!({"hand_over_to": "zoe@brook.example"})).await;
    assert_eq!(wrong.problem(), (422, "invalid_field".to_owned()));
    let left = agent.post("/v1/people/ada@acme.example/deactivate", &json!({})).await.json();
    assert_eq!(left, json!({"handed_over": [], "left_open": [first]}));
    assert_eq!(ada.ask("/v1/me").await.status.as_u16(), 401);
    let shown = owner.get(&format!("/v1/cases/{first}")).await;
    assert_eq!(shown["requester"]["email"], "ada@acme.example", "the history stays");
    assert_eq!(owner.ask(&format!("/v1/cases/{second}")).await.status.as_u16(), 404, "the Owner follows what is open alone");
    let third = world.file("cleo", "Another").await;
    let left = agent.post("/v1/people/cleo@acme.example/deactivate", &json!({"hand_over_to": "bob@acme.example"})).await.json();
    assert_eq!(left, json!({"handed_over": [third], "left_open": []}));
    assert_eq!(world.of("bob").get(&format!("/v1/cases/{third}")).await["requester"]["email"], "bob@acme.example");
    let seats = agent.get("/v1/seats?organization=acme").await;
    assert_eq!((named(&seats, "ada@acme.example"), named(&seats, "cleo@acme.example")), (None, None));
}

#[rstest]
#[tokio::test]
async fn s10_seats_are_told_to_those_of_the_organization_alone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let seats = world.of("ada").get("/v1/seats").await;
    assert_eq!((&seats["plan"], &seats["pool"]), (&json!("Premium"), &json!({"total": 20, "taken": 3, "counts": "user-per-product"})));
    assert_eq!(seats["holders"].as_array().unwrap().len(), 3);
    assert_eq!(named(&seats, "bob@acme.example").unwrap()["account_wide"], true);
    let member = of_acme(&world, "mia", AccountRole::Member, false).await;
    let owner = of_acme(&world, "olga", AccountRole::Owner, false).await;
    assert_eq!(member.ask("/v1/seats").await.status.as_u16(), 403);
    assert_eq!(owner.ask("/v1/seats").await.status.as_u16(), 200);
    assert_eq!(world.of("agent").ask("/v1/seats?organization=acme").await.status.as_u16(), 200);
    assert_eq!(world.of("agent").ask("/v1/seats").await.status.as_u16(), 422);
    // One's own, one that is not, and one that does not exist.
    let zoe = world.of("zoe");
    assert_eq!(zoe.ask("/v1/seats?organization=brook").await.status.as_u16(), 200);
    let (theirs, nobodys) = (zoe.ask("/v1/seats?organization=acme").await, zoe.ask("/v1/seats?organization=none").await);
    assert_eq!((theirs.status.as_u16(), theirs.text()), (404, nobodys.text()));
}

#[rstest]
#[tokio::test]
async fn i5_the_last_admin_stays_and_an_agents_open_cases_are_told(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (admin, agent) = (world.of("admin"), world.of("agent"));
    let case = world.file("ada", "Somebody works on it").await;
    let edit = json!({"assignee": "agent@larkfold.example"});
    assert_eq!(agent.patch(&format!("/v1/cases/{case}"), 1, &edit).await.status.as_u16(), 200);
    for (client, status) in [(agent, 403), (world.of("ada"), 404)] {
        assert_eq!(client.post("/v1/people/other@larkfold.example/deactivate", &json!({})).await.status.as_u16(), status);
        let new = json!({"name": "Ned", "email": "ned@larkfold.example", "role": "agent"});
        assert_eq!(client.post("/v1/staff", &new).await.status.as_u16(), status);
        assert_eq!(client.put("/v1/staff/agent@larkfold.example/role", &json!({"role": "admin"})).await.status.as_u16(), status);
    }
    let last = admin.post("/v1/people/admin@larkfold.example/deactivate", &json!({})).await;
    assert_eq!(last.problem(), (409, "wrong_state".to_owned()));
    let last = admin.put("/v1/staff/admin@larkfold.example/role", &json!({"role": "agent"})).await;
    assert_eq!(last.problem(), (409, "wrong_state".to_owned()));
    let left = admin.post("/v1/people/agent@larkfold.example/deactivate", &json!({})).await.json();
    assert_eq!(left, json!({"handed_over": [], "left_open": [case]}));
    assert_eq!(agent.ask("/v1/me").await.status.as_u16(), 401);
    let new = json!({"name": "Ned", "email": "ned@larkfold.example", "role": "admin"});
    assert_eq!(admin.post("/v1/staff", &new).await.status.as_u16(), 201);
    // Ned is an Admin, though he has not come yet.
    assert_eq!(
        admin.put("/v1/staff/admin@larkfold.example/role", &json!({"role": "agent"})).await.problem(),
        (409, "wrong_state".to_owned())
    );
    assert_eq!(admin.put("/v1/staff/other@larkfold.example/role", &json!({"role": "admin"})).await.status.as_u16(), 204);
    assert_eq!(admin.post("/v1/people/admin@larkfold.example/deactivate", &json!({})).await.status.as_u16(), 200);
    let told: Result<_, Error> = world.app.store().read(|tx| Ok(events::kinds(tx, "person")?)).await;
    let told = told.unwrap();
    assert_eq!(told.iter().filter(|kind| *kind == "person-left").count(), 2, "{told:?}");
}

/// Something that may be done about seats, by its number and the people that it is about.
async fn does(world: &World, agent: &Client, cases: &mut Vec<i64>, (what, who, other): (u8, u8, u8)) {
    let email = |who: u8| format!("p{}@acme.example", who % 8);
    let apply = async |asks: &Value| {
        let new = json!({
            "product": "acme-community", "subject": "s", "description": "d", "requester": "ada@acme.example", "request": asks,
        });
        let filed = agent.post("/v1/cases", &new).await;
        if filed.status.as_u16() != 201 {
            return None;
        }
        let case = filed.json()["number"].as_i64().unwrap();
        agent.post(&format!("/v1/cases/{case}/request/apply"), &json!({})).await;
        Some(case)
    };
    let product = match other % 3 {
        0 => Value::Null,
        1 => json!("acme-community"),
        _ => json!("acme-social"),
    };
    let grant = json!({"kind": "grant-seat", "name": "P", "email": email(who), "role": "owner", "product": product});
    match what % 7 {
        0 | 1 => cases.extend(apply(&grant).await),
        2 => {
            let mut grant = grant;
            grant["instead_of"] = json!(email(other));
            cases.extend(apply(&grant).await);
        }
        3 => cases.extend(apply(&json!({"kind": "remove-user", "email": email(who)})).await),
        4 => {
            if let Some(case) = cases.get(usize::from(who) % cases.len().max(1)) {
                agent.post(&format!("/v1/cases/{case}/request/undo"), &json!(null)).await;
            }
        }
        5 => {
            agent.post(&format!("/v1/people/{}/invitation", email(who)), &json!(null)).await;
        }
        // Some of the invitations expire.
        _ => world.pass(jiff::Span::new().hours(i64::from(other % 8) * 24)),
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 12, failure_persistence: None, ..Default::default() })]

    #[test]
    fn s2_whatever_is_done_in_whatever_order_no_more_seats_are_taken_than_there_are(
        steps in proptest::collection::vec(proptest::prelude::any::<(u8, u8, u8)>(), 1..40),
        counts in proptest::sample::select(vec!["user", "user-per-product"]),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let world = World::new().await;
            let saved = super::desk::save_plan(&world, "premium", &json!({"seats": 5, "counts": counts})).await;
            assert_eq!(saved.status.as_u16(), 200, "{}", saved.text());
            let mut cases = Vec::new();
            for step in steps {
                // Sign-ins end after a month; whoever works here signs in again.
                let agent = crate::testing::sign_in(&world.app, "agent@larkfold.example").await;
                does(&world, &agent, &mut cases, step).await;
                let agent = crate::testing::sign_in(&world.app, "agent@larkfold.example").await;
                let taken = taken(&agent).await;
                assert!(taken <= 5, "{taken} seats are taken after {step:?}");
            }
        });
    }
}
