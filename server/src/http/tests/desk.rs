//! What the desk is made of, as owner, member, stranger, agent and admin meet it: plans (S1), hours (C1), organizations, products,
//! contacts, notices and the audit.

use axum::http::{Method, StatusCode};
use caseport_shared::person::AccountRole;
use caseport_tui::times::Times;
use jiff::ToSpan as _;
use jiff::tz::TimeZone;
use rstest::rstest;
use serde_json::{Value, json};

use crate::commands::Error;
use crate::commands::admin::{self, NewCustomer};
use crate::store::{notices, organizations};
use crate::testing::{Answer, Client, Engine, World, sign_in};

/// Sends JSON upon a version.
async fn upon(who: &Client, method: Method, path: &str, version: &Value, body: &Value) -> Answer {
    who.json(method, path, &[("if-match", &format!("\"{version}\""))], body).await
}

/// Writes some fields of a plan again, upon what it is now.
pub(super) async fn save_plan(world: &World, slug: &str, change: &Value) -> Answer {
    let admin = world.of("admin");
    let mut plan = admin.get(&format!("/v1/plans/{slug}")).await;
    let version = plan["version"].take();
    plan.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    upon(admin, Method::PUT, &format!("/v1/plans/{slug}"), &version, &plan).await
}

/// Adds people of Acme, of whom one is an owner and one a member.
async fn more_people(world: &World) {
    let added: Result<(), Error> = world
        .app
        .store()
        .write(|tx| {
            for (name, role) in [("olga", AccountRole::Owner), ("mia", AccountRole::Member)] {
                let email = format!("{name}@acme.example");
                let new = NewCustomer {
                    organization: "acme",
                    email: &email,
                    name,
                    role,
                    password_hash: None,
                    products: &[],
                    account_wide: true,
                    has_seat: true,
                };
                admin::create_customer(tx, &new, 0)?;
            }
            Ok(())
        })
        .await;
    added.unwrap();
}

/// Everybody of Acme, Brook and support.
async fn everybody(world: &World) -> Vec<(&'static str, Client)> {
    more_people(world).await;
    let mut all = Vec::new();
    for name in ["ada", "bob", "zoe", "agent", "admin", "nobody"] {
        all.push((name, world.of(name).clone()));
    }
    for name in ["olga", "mia"] {
        all.push((name, sign_in(&world.app, &format!("{name}@acme.example")).await));
    }
    all
}

#[rstest]
#[tokio::test]
async fn i5_the_desk_does_not_exist_for_customers_and_agents_only_look(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let notice = json!({"kind": "incident", "subject": "a", "body": "b", "ends_at": "2026-03-09T10:00:00Z"});
    let hours = json!({"time_zone": "UTC", "opens": "09:00", "closes": "17:00", "holidays": []});
    let plan = world.of("admin").get("/v1/plans/premium").await;
    let contact = json!({"name": "Eve", "incidents": true});
    // What is asked, and what an agent and an Admin are answered; customers and strangers see nothing of it.
    let asked: [(Method, &str, Value, u16, u16); 15] = [
        (Method::GET, "/v1/plans", json!({}), 200, 200),
        (Method::GET, "/v1/plans/premium", json!({}), 200, 200),
        (Method::PUT, "/v1/plans/premium", plan.clone(), 403, 200),
        (
            Method::POST,
            "/v1/plans",
            {
                let mut new = plan.clone();
                new["slug"] = json!("gold");
                new
            },
            403,
            201,
        ),
        (Method::GET, "/v1/regions", json!({}), 200, 200),
        (Method::PUT, "/v1/regions/apac", hours, 403, 200),
        (Method::GET, "/v1/organizations", json!({}), 200, 200),
        (Method::GET, "/v1/organizations/acme", json!({}), 200, 200),
        (Method::PATCH, "/v1/organizations/acme", json!({"name": "Acme"}), 403, 200),
        (Method::POST, "/v1/products", json!({"organization": "acme", "name": "Acme Wiki", "kind": "other"}), 403, 201),
        (Method::GET, "/v1/products/acme-community/categories", json!({}), 200, 200),
        (Method::PATCH, "/v1/products/acme-community/categories", json!({"category": "other", "name": "Others"}), 200, 200),
        (Method::PUT, "/v1/products/acme-social/contacts/eve@acme.example", contact, 200, 200),
        (Method::POST, "/v1/products/acme-social/notices", notice, 201, 201),
        (Method::GET, "/v1/audit", json!({}), 403, 200),
    ];
    for (name, who) in everybody(&world).await {
        for (method, path, body, agent, admin) in &asked {
            let status = upon(&who, method.clone(), path, &json!(1), body).await.status.as_u16();
            let expected = match name {
                "nobody" => 401,
                "agent" => *agent,
                "admin" => *admin,
                _ => 404,
            };
            assert_eq!(status, expected, "{name} {method} {path}");
        }
    }
}

#[rstest]
#[tokio::test]
async fn s1_an_edit_that_puts_an_organization_over_its_pool_says_so_and_puts_nobody_out(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let admin = world.of("admin");
    // Ada, Bob and Cleo hold a seat each.
    let refused = save_plan(&world, "premium", &json!({"seats": 1})).await;
    assert_eq!(refused.problem(), (409, "over_pool".to_owned()));
    let acme = json!({"organization": {"slug": "acme", "name": "Acme"}, "taken": 3, "total": 1});
    assert_eq!(refused.json()["over_pool"], json!([acme]));
    assert!(refused.json()["title"].as_str().unwrap().contains("Acme by 2"), "{}", refused.text());
    assert_eq!(admin.get("/v1/plans/premium").await["seats"], 20, "nothing was changed");

    let confirmed = save_plan(&world, "premium", &json!({"seats": 1, "over_pool_ok": true})).await;
    assert_eq!(confirmed.status, StatusCode::OK, "{}", confirmed.text());
    assert_eq!(confirmed.json()["seats"], 1);
    for name in ["ada", "bob", "cleo"] {
        assert_eq!(world.of(name).get("/v1/me").await["can_file"], true, "{name} keeps their seat");
        world.file(name, "Still here").await;
    }
    let pool = world.of("ada").get("/v1/products/acme-social").await["pool"].clone();
    assert_eq!(pool, json!({"total": 1, "taken": 3, "counts": "user-per-product"}));
    // Nobody new gets one.
    let grant: Result<i64, Error> = world
        .app
        .store()
        .write(|tx| {
            let new = NewCustomer {
                organization: "acme",
                email: "dan@acme.example",
                name: "Dan",
                role: AccountRole::Owner,
                password_hash: None,
                products: &[],
                account_wide: false,
                has_seat: true,
            };
            admin::create_customer(tx, &new, 0)
        })
        .await;
    assert!(matches!(grant, Err(Error::Invalid(_))), "{grant:?}");
    // What makes it no worse needs no word, and neither does what makes it better.
    assert_eq!(save_plan(&world, "premium", &json!({"name": "Premium 2026"})).await.status, StatusCode::OK);
    assert_eq!(save_plan(&world, "premium", &json!({"seats": 2})).await.status, StatusCode::OK);
    assert_eq!(save_plan(&world, "premium", &json!({"seats": 1})).await.problem().0, 409);
}

#[rstest]
#[tokio::test]
async fn s1_another_plan_that_is_too_small_says_so_and_puts_nobody_out(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let admin = world.of("admin");
    let to_trial = json!({"plan": "trial"});
    let refused = upon(admin, Method::PATCH, "/v1/organizations/acme", &json!(1), &to_trial).await;
    assert_eq!(refused.problem(), (409, "over_pool".to_owned()));
    assert_eq!(refused.json()["over_pool"][0]["total"], 0);
    let confirmed = upon(admin, Method::PATCH, "/v1/organizations/acme", &json!(1), &json!({"plan": "trial", "over_pool_ok": true})).await;
    assert_eq!(confirmed.status, StatusCode::OK, "{}", confirmed.text());
    assert_eq!((&confirmed.json()["plan"], &confirmed.json()["version"]), (&json!("trial"), &json!(2)));
    world.file("ada", "Still here").await;
    let stale = upon(admin, Method::PATCH, "/v1/organizations/acme", &json!(1), &json!({"name": "Ace"})).await;
    assert_eq!(stale.problem(), (412, "stale_version".to_owned()));
    assert_eq!(stale.json()["current"]["plan"], "trial");
    let unknown = upon(admin, Method::PATCH, "/v1/organizations/acme", &json!(2), &json!({"plan": "gold"})).await;
    assert_eq!(unknown.problem(), (422, "invalid_field".to_owned()));
}

#[rstest]
#[tokio::test]
async fn s1_two_admins_do_not_overwrite_each_others_plan(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let admin = world.of("admin");
    let mut plan = admin.get("/v1/plans/standard").await;
    assert_eq!((&plan["seat_roles"], &plan["trial_seats"]), (&json!(["owner", "administrator"]), &json!(false)));
    plan["seats"] = json!(12);
    plan["seat_roles"] = json!(["member", "owner"]);
    assert_eq!(admin.put("/v1/plans/standard", &plan).await.problem().0, 428);
    let saved = upon(admin, Method::PUT, "/v1/plans/standard", &json!(1), &plan).await.json();
    assert_eq!((&saved["seats"], &saved["version"], &saved["seat_roles"]), (&json!(12), &json!(2), &json!(["owner", "member"])));
    let stale = upon(admin, Method::PUT, "/v1/plans/standard", &json!(1), &plan).await;
    assert_eq!((stale.problem().0, &stale.json()["current"]["seats"]), (412, &json!(12)));
    let read = world.app.store().read(|tx| {
        let brook = organizations::id_of(tx, "brook")?.unwrap();
        let plan = organizations::plan_of(tx, brook)?;
        Ok::<_, Error>((plan.seats, plan.seat_roles, plan.is_trial, plan.trial_seats))
    });
    assert_eq!(read.await.unwrap(), (12, vec![AccountRole::Owner, AccountRole::Member], false, false));
    // Plans that cannot be.
    for wrong in [
        json!({"seat_roles": []}),
        json!({"name": " "}),
        json!({"seats": 1_000_001}),
        json!({"first_response": []}),
        json!({"first_response": plan["first_response"].as_array().unwrap().iter().map(|promise| {
            let mut promise = promise.clone();
            promise["amount"] = json!(0);
            promise
        }).collect::<Vec<_>>()}),
    ] {
        assert_eq!(save_plan(&world, "standard", &wrong).await.problem().0, 422, "{wrong}");
    }
}

#[rstest]
#[tokio::test]
async fn c1_the_promise_stands_with_its_deadline_until_the_first_answer(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    // Thursday before Easter, 23:00 in London: Friday and Monday are holidays in England.
    world.clock.set("2026-04-02T22:00:00Z".parse().unwrap());
    let [ada, admin, agent] = &[
        sign_in(&world.app, "ada@acme.example").await,
        sign_in(&world.app, "admin@larkfold.example").await,
        sign_in(&world.app, "agent@larkfold.example").await,
    ];
    let new = |severity: u8| json!({"product": "acme-social", "severity": severity, "subject": "Down", "description": "Since now."});
    let filed = ada.post("/v1/cases", &new(3)).await.json();
    assert_eq!(filed["promise"]["amount"], 4);
    assert_eq!(filed["promise"]["due_at"], "2026-04-07T02:00:00Z", "one hour on Thursday, three on Tuesday");
    let outage = ada.post("/v1/cases", &new(1)).await.json();
    assert_eq!(outage["promise"]["due_at"], "2026-04-02T22:15:00Z", "an outage waits for no holiday");
    let number = filed["number"].as_i64().unwrap();
    assert_eq!(ada.get(&format!("/v1/cases/{number}")).await["promise"]["due_at"], "2026-04-07T02:00:00Z");
    // Monday is no holiday once an Admin says so.
    let mut emea = admin.get("/v1/regions").await["regions"][1].clone();
    assert_eq!((&emea["region"], &emea["time_zone"]), (&json!("emea"), &json!("Europe/London")));
    let version = emea["version"].take();
    emea["holidays"].as_array_mut().unwrap().retain(|holiday| holiday["day"] != "2026-04-06");
    let fields = json!({"time_zone": "Europe/Berlin", "opens": "9:00", "closes": "17:00", "holidays": emea["holidays"]});
    let saved = upon(admin, Method::PUT, "/v1/regions/emea", &version, &fields).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    assert_eq!((&saved.json()["opens"], &saved.json()["version"]), (&json!("09:00"), &json!(2)));
    assert_eq!(
        ada.get(&format!("/v1/cases/{number}")).await["promise"]["due_at"],
        "2026-04-06T02:00:00Z",
        "midnight in Berlin, and four hours"
    );
    assert_eq!(upon(admin, Method::PUT, "/v1/regions/emea", &version, &fields).await.problem().0, 412);
    let answered = agent.post(&format!("/v1/cases/{number}/replies"), &json!({"body": "We look into it."})).await;
    assert_eq!(answered.status, StatusCode::CREATED, "{}", answered.text());
    assert_eq!(ada.get(&format!("/v1/cases/{number}")).await.get("promise"), None);
}

#[tokio::test]
async fn hours_that_cannot_be_are_refused() {
    let world = World::new().await;
    let right = json!({"time_zone": "Europe/Paris", "opens": "09:00", "closes": "17:00", "holidays": [{"day": "2026-05-01", "name": "Labour Day"}]});
    for (field, value) in [
        ("time_zone", json!("Mars/Base")),
        ("opens", json!("25:00")),
        ("closes", json!("09:00")),
        ("holidays", json!([{"day": "2026-05-01", "name": "a"}, {"day": "2026-05-01", "name": "b"}])),
        ("holidays", json!([{"day": "2026-05-01", "name": ""}])),
    ] {
        let mut wrong = right.clone();
        wrong[field] = value;
        let answer = upon(world.of("admin"), Method::PUT, "/v1/regions/emea", &json!(1), &wrong).await;
        assert_eq!((answer.problem().0, answer.json()["field"].clone()), (422, json!(field)), "{wrong}");
    }
    assert_eq!(upon(world.of("admin"), Method::PUT, "/v1/regions/mars", &json!(1), &right).await.problem().0, 404);
}

#[rstest]
#[tokio::test]
async fn a_product_says_everything_and_support_edits_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (agent, ada, zoe) = (world.of("agent"), world.of("ada"), world.of("zoe"));
    let before = agent.get("/v1/products/acme-social").await;
    assert_eq!((&before["version"], &before["can_edit"]), (&json!(1), &json!(true)));
    let edit = json!({
        "current_version": "24.1", "upgrade_version": "24.2", "upgrade_on": "2026-04-14", "environment": "https://acme.example",
        "account_manager": {"name": "Mary", "email": "mary@larkfold.example"},
        "maintenance_window": {"weekday": 1, "starts": "10:30", "minutes": 60, "time_zone": "Europe/London"},
    });
    let saved = upon(agent, Method::PATCH, "/v1/products/acme-social", &json!(1), &edit).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    let shown = ada.get("/v1/products/acme-social").await;
    assert_eq!((&shown["current_version"], &shown["upgrade_on"], &shown["version"]), (&json!("24.1"), &json!("2026-04-14"), &json!(2)));
    assert_eq!(shown["account_manager"]["email"], "mary@larkfold.example");
    assert_eq!((&shown["can_edit"], &shown["maintenance_window"]["under_way"]), (&json!(false), &json!(false)));
    world.pass(45.minutes());
    assert_eq!(ada.get("/v1/products/acme-social").await["maintenance_window"]["under_way"], true);
    let file = ada.ask("/v1/products/acme-social/window.ics").await;
    assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
    assert!(file.text().contains("DTSTART;TZID=Europe/London:20260302T103000\r\n"), "{}", file.text());
    assert_eq!(zoe.ask("/v1/products/acme-social/window.ics").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ada.ask("/v1/products/acme-community/window.ics").await.status, StatusCode::NOT_FOUND, "it has no window");
    let stale = upon(agent, Method::PATCH, "/v1/products/acme-social", &json!(1), &json!({"name": "A"})).await;
    assert_eq!(stale.problem(), (412, "stale_version".to_owned()));
    let nothing = json!({"maintenance_window": null, "upgrade_on": null});
    let emptied = upon(agent, Method::PATCH, "/v1/products/acme-social", &json!(2), &nothing).await;
    assert_eq!(emptied.json().get("maintenance_window"), None);
    // A plan without a technical account manager gives nobody one.
    let none = json!({"account_manager": {"name": "Mary", "email": "mary@larkfold.example"}});
    assert_eq!(upon(agent, Method::PATCH, "/v1/products/brook-learning", &json!(1), &none).await.problem().0, 422);
    save_plan(&world, "premium", &json!({"has_account_manager": false})).await;
    assert_eq!(ada.get("/v1/products/acme-social").await.get("account_manager"), None);
}

#[rstest]
#[tokio::test]
async fn a_category_that_is_retired_stays_with_the_cases_that_have_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (agent, ada) = (world.of("agent"), world.of("ada"));
    let path = "/v1/products/acme-community/categories";
    let new = json!({"product": "acme-community", "category": "sign-in", "subcategory": "saml", "subject": "a", "description": "b"});
    let number = ada.post("/v1/cases", &new).await.json()["number"].as_i64().unwrap();
    let edit = async |body: Value| agent.json(Method::PATCH, path, &[], &body).await;
    assert_eq!(agent.post(path, &json!({"name": "Passkeys", "parent": "sign-in"})).await.status, StatusCode::CREATED);
    assert_eq!(edit(json!({"category": "sign-in", "subcategory": "passkeys", "position": 1})).await.status, StatusCode::OK);
    let tree = edit(json!({"category": "sign-in", "subcategory": "saml", "retired": true})).await.json();
    let slugs: Vec<&str> =
        tree["categories"][0]["subcategories"].as_array().unwrap().iter().map(|one| one["slug"].as_str().unwrap()).collect();
    assert_eq!(slugs, ["passkeys", "saml", "password"]);
    assert_eq!(tree["categories"][0]["subcategories"][1]["retired"], true);
    let offered = ada.get("/v1/products/acme-community").await["categories"][0]["subcategories"].clone();
    assert_eq!(offered, json!([{"slug": "passkeys", "name": "Passkeys"}, {"slug": "password", "name": "Password"}]));
    assert_eq!(ada.post("/v1/cases", &new).await.problem(), (422, "invalid_field".to_owned()));
    // The case of before has it still, is found by it, and is edited as ever.
    edit(json!({"category": "sign-in", "name": "Signing in"})).await;
    let case = ada.get(&format!("/v1/cases/{number}")).await;
    assert_eq!((&case["category"]["name"], &case["subcategory"]["slug"]), (&json!("Signing in"), &json!("saml")));
    assert_eq!(ada.get("/v1/cases?query=category:saml").await["cases"].as_array().unwrap().len(), 1);
    let version = case["version"].as_i64().unwrap();
    let edited = ada.patch(&format!("/v1/cases/{number}"), version, &json!({"priority": "high"})).await;
    assert_eq!((edited.status, &edited.json()["subcategory"]["slug"]), (StatusCode::OK, &json!("saml")));
    // It comes back as it went.
    edit(json!({"category": "sign-in", "subcategory": "saml", "retired": false})).await;
    assert_eq!(ada.post("/v1/cases", &new).await.status, StatusCode::CREATED);
}

#[rstest]
#[tokio::test]
async fn contacts_are_put_on_the_two_lists_and_taken_off(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (agent, ada) = (world.of("agent"), world.of("ada"));
    let path = "/v1/products/acme-social/contacts/Eve@Acme.example";
    let saved = agent.put(path, &json!({"name": "Eve", "title": "Editor", "maintenance": true})).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    agent.put(path, &json!({"name": "Eve Adams", "incidents": true})).await;
    let contact = json!({"name": "Eve Adams", "email": "eve@acme.example", "maintenance": false, "incidents": true});
    assert_eq!(ada.get("/v1/products/acme-social").await["contacts"], json!([contact]));
    assert_eq!(ada.get("/v1/products/acme-community").await["contacts"], json!([]));
    let removed = agent.send(Method::DELETE, path, &[], "").await;
    assert_eq!(removed.status, StatusCode::NO_CONTENT, "{}", removed.text());
    assert_eq!(agent.send(Method::DELETE, path, &[], "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ada.get("/v1/products/acme-social").await["contacts"], json!([]));
    assert_eq!(agent.put("/v1/products/acme-social/contacts/eve", &json!({"name": "Eve"})).await.problem().0, 422);
}

/// Letters of notices that wait, as address and person.
async fn letters(world: &World) -> Vec<(String, bool)> {
    let found = world.app.store().read(notices::waiting).await;
    found.unwrap().into_iter().map(|(address, person)| (address, person.is_some())).collect()
}

#[rstest]
#[tokio::test]
async fn a_notice_goes_to_its_list_and_stands_until_its_end(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (agent, ada, zoe) = (world.of("agent"), world.of("ada"), world.of("zoe"));
    for (email, lists) in [
        ("ada@acme.example", json!({"name": "Ada", "maintenance": true, "incidents": true})),
        ("eve@acme.example", json!({"name": "Eve", "maintenance": true})),
        ("fay@acme.example", json!({"name": "Fay", "incidents": true})),
    ] {
        agent.put(&format!("/v1/products/acme-social/contacts/{email}"), &lists).await;
    }
    let path = "/v1/products/acme-social/notices";
    let new =
        json!({"kind": "maintenance", "subject": "Upgrade to 24.2", "body": "Half an hour, on Sunday.", "ends_at": "2026-03-09T10:00:00Z"});
    let preview = agent.post(&format!("{path}?preview=true"), &new).await;
    let recipients = json!([{"name": "Ada", "email": "ada@acme.example", "has_seat": true}, {"name": "Eve", "email": "eve@acme.example", "has_seat": false}]);
    assert_eq!((preview.status, preview.json()), (StatusCode::OK, json!({"recipients": recipients})));
    assert_eq!((letters(&world).await, ada.get("/v1/products/acme-social").await["notices"].clone()), (Vec::new(), json!([])));

    let key = [("idempotency-key", "once")];
    let posted = agent.json(Method::POST, path, &key, &new).await;
    assert_eq!(posted.status, StatusCode::CREATED, "{}", posted.text());
    assert_eq!(posted.json()["recipients"], recipients);
    let again = agent.json(Method::POST, path, &key, &new).await;
    assert_eq!(again.json(), posted.json(), "a retry sends nothing twice");
    assert_eq!(letters(&world).await, [("ada@acme.example".to_owned(), true), ("eve@acme.example".to_owned(), false)]);
    let shown = ada.get("/v1/products/acme-social").await["notices"].clone();
    assert_eq!((&shown[0]["number"], &shown[0]["subject"]), (&json!(1), &json!("Upgrade to 24.2")));
    assert_eq!(zoe.ask("/v1/products/acme-social").await.status, StatusCode::NOT_FOUND);

    let incident = json!({"kind": "incident", "subject": "Slow", "body": "We look into it.", "ends_at": "2026-03-03T10:00:00Z"});
    agent.post(path, &incident).await;
    assert_eq!(ada.get("/v1/products/acme-social").await["notices"].as_array().unwrap().len(), 2);
    assert_eq!(agent.send(Method::DELETE, &format!("{path}/1"), &[], "").await.status, StatusCode::NO_CONTENT);
    assert_eq!(agent.send(Method::DELETE, &format!("{path}/1"), &[], "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ada.get("/v1/products/acme-social").await["notices"][0]["subject"], "Slow");
    world.pass(25.hours());
    assert_eq!(ada.get("/v1/products/acme-social").await["notices"], json!([]), "its end has come");
    for wrong in [
        json!({"ends_at": "2026-03-01T00:00:00Z"}),
        json!({"subject": ""}),
        json!({"body": "\u{1b}"}),
        json!({"ends_at": "2036-01-01T00:00:00Z"}),
    ] {
        let mut bad = new.clone();
        bad.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
        assert_eq!(agent.post(path, &bad).await.problem().0, 422, "{wrong}");
    }
}

#[rstest]
#[tokio::test]
async fn the_email_of_a_notice_says_when_it_ends_and_how_to_get_in(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let agent = world.of("agent");
    agent.put("/v1/products/acme-social/contacts/eve@acme.example", &json!({"name": "Eve", "incidents": true})).await;
    let new = json!({"kind": "incident", "subject": "Slow", "body": "We look into it.\nSorry.", "ends_at": "2026-03-03T10:00:00Z"});
    agent.post("/v1/products/acme-social/notices", &new).await;
    let written = async |email: &'static str| {
        let mail = world.app.store().read(move |tx| {
            let id = notices::last(tx)?;
            let person = crate::store::people::by_email(tx, email)?.map(|person| person.id);
            let times = Times::unsaid(TimeZone::get("Europe/Berlin").unwrap());
            let strings = std::sync::Arc::new(caseport_tui::strings::Strings::english());
            crate::outbox::notice(tx, id, person, &crate::outbox::Reader { strings, times })
        });
        mail.await.unwrap()
    };
    let (subject, body) = written("ada@acme.example").await.unwrap();
    assert_eq!(subject, "Incident, Acme Social: Slow");
    assert!(body.starts_with("We look into it.\nSorry.\n\n") && body.contains("2026-03-03 11:00 CET"), "{body}");
    assert!(body.contains("caseport product view acme-social") && !body.contains("access request"), "{body}");
    let (_, body) = written("eve@acme.example").await.unwrap();
    assert!(body.contains("caseport access request") && !body.contains("product view"), "{body}");
    agent.send(Method::DELETE, "/v1/products/acme-social/notices/1", &[], "").await;
    assert_eq!(written("ada@acme.example").await, None, "what waits is not sent once it is withdrawn");
}

#[rstest]
#[tokio::test]
async fn the_audit_says_who_did_what_when_and_for_whom(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (admin, agent) = (world.of("admin"), world.of("agent"));
    world.pass(1.hour());
    save_plan(&world, "premium", &json!({"seats": 30})).await;
    upon(admin, Method::PATCH, "/v1/organizations/brook", &json!(1), &json!({"region": "emea"})).await;
    let new = json!({"product": "acme-social", "subject": "a", "description": "b", "requester": "ada@acme.example"});
    let number = agent.post("/v1/cases", &new).await.json()["number"].as_i64().unwrap();
    agent.patch(&format!("/v1/cases/{number}"), 1, &json!({"assignee": "other@larkfold.example"})).await;
    let found = async |query: &str| {
        let query = query.replace(':', "%3A").replace('@', "%40").replace(' ', "%20");
        admin.get(&format!("/v1/audit?query={query}")).await["entries"].as_array().unwrap().clone()
    };
    let entry = &found("kind:plan-edited").await[0];
    assert_eq!(entry["actor"]["email"], "admin@larkfold.example");
    assert_eq!((&entry["subject"], &entry["at"]), (&json!({"kind": "plan", "name": "premium"}), &json!("2026-03-02T11:00:00Z")));
    assert_eq!(entry["detail"], json!({"seats": {"from": 20, "to": 30}}));
    assert_eq!(found("subject:organization:brook actor:admin@larkfold.example").await[0]["detail"]["region"]["to"], "emea");
    // On whose behalf, and with names for ids.
    let filed = &found(&format!("subject:case:{number} kind:filed")).await[0];
    assert_eq!((&filed["actor"]["name"], &filed["on_behalf_of"]["email"]), (&json!("agent"), &json!("ada@acme.example")));
    assert_eq!(found("behalf:ada@acme.example").await.len(), 1);
    assert_eq!(found(&format!("subject:case:{number} kind:assigned")).await[0]["detail"]["to"]["email"], "other@larkfold.example");
    // What a command on the machine did has nobody, and what is asked for can be left out as well.
    let machine = found("actor:nobody").await;
    assert!(machine.len() > 5 && machine.iter().all(|entry| entry.get("actor").is_none()), "{machine:?}");
    let all = found("").await.len();
    assert_eq!(found("-actor:nobody").await.len() + machine.len(), all);
    assert_eq!(found("since:2026-03-02").await.len(), all - machine.len());
    assert_eq!((found("until:2026-03-01").await.len(), found("actor:who@nowhere.example").await.len()), (machine.len(), 0));
    assert_eq!(found("subject:case:999 kind:filed").await.len() + found("subject:moon:1").await.len(), 0);
    assert_eq!(admin.ask("/v1/audit?query=words").await.problem(), (400, "invalid_query".to_owned()));
    // Page by page, everything once.
    let (mut seen, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let page = admin.get(&format!("/v1/audit?limit=3{}", cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default())).await;
        seen.extend(page["entries"].as_array().unwrap().clone());
        cursor = page["next"].as_str().map(str::to_owned);
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, found("").await);
    let first = admin.get("/v1/audit?limit=3").await["next"].as_str().unwrap().to_owned();
    assert_eq!(admin.ask(&format!("/v1/audit?query=kind:filed&cursor={first}")).await.problem().1, "invalid_cursor");
}
