//! The machine's clock jumps ahead and back: nobody is shut out for long, nothing is doubled, and lists have no hole.

use axum::http::Method;
use jiff::ToSpan as _;
use serde_json::{Value, json};

use crate::app::housekeep;
use crate::commands::{Error, admin};
use crate::secret;
use crate::testing::{Client, World, sign_in};

/// Numbers of all cases, a few on each page; between two pages something is done.
async fn paged(who: &Client, sort: &str, mut between: impl FnMut()) -> Vec<i64> {
    let (mut out, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = who.get(&format!("/v1/cases?limit=2&query=sort:{sort}{cursor}")).await;
        out.extend(page["cases"].as_array().unwrap().iter().map(|case| case["number"].as_i64().unwrap()));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return out,
        }
        between();
    }
}

/// What happened to a case by itself.
async fn closings(world: &World, path: &str) -> usize {
    let timeline = world.of("ada").get(&format!("{path}/timeline?limit=100")).await;
    timeline["entries"].as_array().unwrap().iter().filter(|entry| entry["fact"] == "closed-by-itself").count()
}

async fn solve(world: &World, path: &str) {
    let version = world.of("agent").get(path).await["version"].as_i64().unwrap();
    let solved = world.of("agent").patch(path, version, &json!({"status": {"status": "pending-closure"}})).await;
    assert_eq!(solved.status.as_u16(), 200, "{}", solved.text());
}

#[tokio::test]
async fn a_sign_in_ends_when_the_clock_says_so_and_no_clock_shuts_anybody_out() {
    let world = World::new().await;
    let before = world.clock.now();
    world.pass((366 * 24).hours());
    assert_eq!(world.of("ada").ask("/v1/me").await.problem(), (401, "unauthenticated".to_owned()));
    let ahead = sign_in(&world.app, "ada@acme.example").await;
    assert_eq!(ahead.ask("/v1/me").await.status.as_u16(), 200);
    world.clock.set(before);
    for client in [world.of("ada"), &ahead] {
        assert_eq!(client.ask("/v1/me").await.status.as_u16(), 200, "neither is thrown out by a clock that was put right");
    }
}

#[tokio::test]
async fn guesses_under_a_wrong_clock_lock_nobody_out_once_it_is_right() {
    let world = World::new().await;
    let hash = secret::hash("correct horse").unwrap();
    let done: Result<(), Error> = world.app.store().write(move |tx| admin::reset_password(tx, "ada@acme.example", &hash, 0)).await;
    done.unwrap();
    let before = world.clock.now();
    let ask = async |password: &str| {
        let asked = json!({"email": "ada@acme.example", "password": password});
        world.of("nobody").post("/v1/sessions", &asked).await
    };
    world.pass((366 * 24).hours());
    for _ in 0..10 {
        assert_eq!(ask("wrong horse").await.status.as_u16(), 401);
    }
    assert_eq!(ask("correct horse").await.problem(), (429, "rate_limited".to_owned()));
    world.clock.set(before);
    assert_eq!(ask("correct horse").await.status.as_u16(), 201, "a year is too long to wait");
    // A small step back, as clocks are corrected all the time, forgets no guess.
    for _ in 0..10 {
        assert_eq!(ask("wrong horse").await.status.as_u16(), 401);
    }
    world.clock.set(before - 2.seconds());
    assert_eq!(ask("correct horse").await.problem(), (429, "rate_limited".to_owned()));
}

#[tokio::test]
async fn what_was_done_under_a_key_is_done_once_whatever_the_clock_does() {
    let world = World::new().await;
    let before = world.clock.now();
    let new = json!({"product": "acme-social", "subject": "Once", "description": "Sent again and again."});
    let file = async |key: &str| world.of("ada").json(Method::POST, "/v1/cases", &[("idempotency-key", key)], &new).await;
    let first = file("before").await;
    assert_eq!(first.status.as_u16(), 201, "{}", first.text());
    // As long as a key is kept it is kept ahead too, and what was done ahead is known when the clock is right again.
    world.pass((6 * 24).hours());
    let ahead = file("ahead").await.json();
    assert_eq!(file("before").await.json()["number"], first.json()["number"]);
    world.clock.set(before - (300 * 24).hours());
    housekeep(&world.app, "one", true).await.unwrap();
    world.clock.set(before);
    housekeep(&world.app, "one", true).await.unwrap();
    assert_eq!(file("before").await.json()["number"], first.json()["number"]);
    assert_eq!(file("ahead").await.json()["number"], ahead["number"]);
    assert_eq!(paged(world.of("ada"), "created", || ()).await.len(), 2);
}

#[tokio::test]
async fn a_turn_taken_ahead_by_somebody_who_died_holds_up_nobody() {
    let world = World::new().await;
    let number = world.file("ada", "Login fails").await;
    let path = format!("/v1/cases/{number}");
    let before = world.clock.now();
    solve(&world, &path).await;
    world.pass(1.hour());
    // It takes the turn for some minutes and never gives it back.
    world.clock.set(before + (366 * 24).hours());
    let dead = world.clock.now().as_millisecond();
    let taken: Result<bool, Error> = world.app.store().write(move |tx| crate::commands::system::take_turn(tx, "dead", dead)).await;
    assert!(taken.unwrap());
    world.clock.set(before + (8 * 24).hours());
    assert!(housekeep(&world.app, "living", true).await.unwrap(), "the turn is not held for a year");
    assert_eq!(world.of("ada").get(&path).await["status"], "closed");
    // Small corrections take nobody's turn away.
    world.clock.set(before + (8 * 24).hours() - 2.seconds());
    assert!(!housekeep(&world.app, "other", false).await.unwrap());
}

#[tokio::test]
async fn a_case_closes_by_itself_once_however_often_its_time_comes() {
    let world = World::new().await;
    let before = world.clock.now();
    let early = format!("/v1/cases/{}", world.file("ada", "Early").await);
    solve(&world, &early).await;
    world.pass((366 * 24).hours());
    assert!(housekeep(&world.app, "one", true).await.unwrap());
    let agent = sign_in(&world.app, "agent@larkfold.example").await;
    assert_eq!(agent.get(&early).await["status"], "closed");
    world.clock.set(before);
    // Housekeeping ended the sign-ins of before, for their time had come.
    let ada = sign_in(&world.app, "ada@acme.example").await;
    assert!(housekeep(&world.app, "one", true).await.unwrap());
    assert_eq!(ada.get(&early).await["status"], "closed");
    let told = |timeline: &Value| {
        let entries = timeline["entries"].as_array().unwrap();
        entries.iter().filter_map(|entry| entry["fact"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    let facts = told(&ada.get(&format!("{early}/timeline")).await);
    assert_eq!(facts.iter().filter(|fact| *fact == "closed-by-itself").count(), 1);
    assert_eq!(facts.last().map(String::as_str), Some("closed-by-itself"), "in the order in which things happened");
    // What is opened again has its whole time once more.
    let reply = json!({"body": "It is back.", "send": {"reopen": true}});
    assert_eq!(ada.post(&format!("{early}/replies"), &reply).await.status.as_u16(), 201);
    assert!(housekeep(&world.app, "one", true).await.unwrap());
    assert_eq!(ada.get(&early).await["status"], "researching");
    let timeline = ada.get(&format!("{early}/timeline")).await;
    assert!(told(&timeline).last().is_some_and(|fact| fact == "reopened"), "{timeline}");
}

#[tokio::test]
async fn lists_show_every_case_once_though_the_clock_jumps_between_cases_and_pages() {
    let world = World::new().await;
    let before = world.clock.now();
    let mut filed = Vec::new();
    for (at, hours) in [0, 300 * 24, -300 * 24, 1, 0, -1, 29 * 24].into_iter().enumerate() {
        world.clock.set(before + i64::from(hours).hours());
        // A sign-in of that moment, for those of others may not hold.
        let ada = sign_in(&world.app, "ada@acme.example").await;
        let new = json!({"product": "acme-social", "subject": format!("Case {at}"), "description": "At some time."});
        let number = ada.post("/v1/cases", &new).await.json()["number"].as_i64().unwrap();
        ada.post(&format!("/v1/cases/{number}/replies"), &json!({"body": "More."})).await;
        filed.push(number);
    }
    filed.sort_unstable();
    for sort in ["updated", "created", "severity", "oldest"] {
        world.clock.set(before);
        let mut is_ahead = false;
        let jump = || {
            is_ahead = !is_ahead;
            world.clock.set(if is_ahead { before + (20 * 24).hours() } else { before - (20 * 24).hours() });
        };
        let mut listed = paged(world.of("agent"), sort, jump).await;
        listed.sort_unstable();
        assert_eq!(listed, filed, "{sort}");
    }
    assert_eq!(closings(&world, &format!("/v1/cases/{}", filed[0])).await, 0);
}
