//! Hints while somebody looks on.

use axum::body::Body;
use axum::http::Request;
use axum::response::Response;
use caseport_shared::api::live::{ALIVE, Hint};
use http_body_util::BodyExt as _;
use rstest::rstest;
use serde_json::json;
use tower::ServiceExt as _;

use crate::app::{App, router};
use crate::clock::Clock;
use crate::commands::Error;
use crate::store::{Addressed, Audience, people, products};
use crate::testing::{Engine, NOW, World, settings};

async fn asked(world: &World, name: &str) -> Response {
    let token = world.of(name).token.clone().unwrap();
    let request = Request::get("/v1/live").header("authorization", format!("Bearer {token}")).body(Body::empty()).unwrap();
    router(world.app.clone()).oneshot(request).await.unwrap()
}

async fn listen(world: &World, name: &str) -> Body {
    let response = asked(world, name).await;
    assert_eq!(response.status().as_u16(), 200);
    response.into_body()
}

/// The next hint, or nothing once the stream has ended.
async fn next(body: &mut Body) -> Option<String> {
    let frame = body.frame().await?.unwrap();
    Some(String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap())
}

#[rstest]
#[tokio::test]
async fn a_change_is_told_to_those_who_may_see_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let (mut ada, mut zoe) = (listen(&world, "ada").await, listen(&world, "zoe").await);
    world.of("agent").post(&format!("/v1/cases/{number}/notes"), &json!({"body": "x"})).await;
    world.of("agent").post(&format!("/v1/cases/{number}/replies"), &json!({"body": "x"})).await;
    let own = json!({"kind": "case", "version": 0, "content": {"body": "x"}});
    for name in ["ada", "zoe"] {
        world.of(name).put("/v1/drafts/00000000-0000-4000-8000-000000000001", &own).await;
    }
    let draft = "data: {\"kind\":\"draft\",\"id\":\"00000000-0000-4000-8000-000000000001\"}\n\n";
    assert_eq!(
        next(&mut ada).await.unwrap(),
        format!("data: {{\"kind\":\"case\",\"number\":{number}}}\n\n"),
        "one hint: the note is not for her"
    );
    assert_eq!(next(&mut ada).await.unwrap(), draft);
    assert_eq!(next(&mut zoe).await.unwrap(), draft, "nothing before it");
}

#[rstest]
#[tokio::test]
async fn people_and_products_that_change_are_told_to_those_who_see_them(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (mut bob, mut zoe, mut other) = (listen(&world, "bob").await, listen(&world, "zoe").await, listen(&world, "other").await);
    let agent = world.of("agent");
    assert_eq!(agent.put("/v1/people/ada@acme.example/role", &json!({"role": "owner"})).await.status.as_u16(), 204);
    let lists = json!({"name": "Eve", "maintenance": true, "incidents": false});
    assert_eq!(agent.put("/v1/products/acme-social/contacts/eve@acme.example", &lists).await.status.as_u16(), 200);
    assert_eq!(agent.post("/v1/people/cleo@acme.example/lock", &json!({})).await.status.as_u16(), 204);
    let own = json!({"kind": "case", "version": 0, "content": {"body": "x"}});
    for name in ["bob", "zoe", "other"] {
        world.of(name).put("/v1/drafts/00000000-0000-4000-8000-000000000001", &own).await;
    }
    let (people, products) = ("data: {\"kind\":\"people\"}\n\n", "data: {\"kind\":\"products\"}\n\n");
    for expected in [people, products] {
        assert_eq!(next(&mut bob).await.unwrap(), expected);
    }
    assert!(next(&mut bob).await.unwrap().contains("draft"), "whom support keeps out is not for colleagues");
    assert!(next(&mut zoe).await.unwrap().contains("draft"), "another organization is told nothing");
    for expected in [people, products, people] {
        assert_eq!(next(&mut other).await.unwrap(), expected);
    }
}

#[rstest]
#[tokio::test]
async fn i2_who_is_locked_is_seen_by_support_alone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    assert_eq!(world.of("agent").post("/v1/people/cleo@acme.example/lock", &json!({})).await.status.as_u16(), 204);
    let locked = async |name: &str| {
        let answer = world.of(name).get("/v1/people?side=customer&organization=acme").await;
        let people = answer["people"].as_array().unwrap().clone();
        people.iter().filter(|person| person["is_locked"] == true).map(|person| person["name"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(locked("agent").await, ["cleo"]);
    assert!(locked("bob").await.is_empty());
}

#[rstest]
#[tokio::test]
async fn a_file_that_comes_for_a_draft_is_told_to_its_writer_alone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let id = |last: u8| format!("00000000-0000-4000-8000-00000000000{last}");
    let own = json!({"kind": "case", "version": 0, "content": {}});
    world.of("ada").put(&format!("/v1/drafts/{}", id(1)), &own).await;
    let mut listeners = Vec::new();
    for name in ["ada", "bob", "zoe", "agent"] {
        listeners.push((name, listen(&world, name).await));
    }
    assert_eq!(world.of("ada").upload(&format!("/v1/drafts/{}/files?name=shot.png", id(1)), "x").await.status.as_u16(), 201);
    for (name, mut listener) in listeners {
        // A last hint for each, so that everyone has heard everything before it.
        world.of(name).put(&format!("/v1/drafts/{}", id(2)), &own).await;
        let draft = |last| format!("data: {{\"kind\":\"draft\",\"id\":\"{}\"}}\n\n", id(last));
        if name == "ada" {
            assert_eq!(next(&mut listener).await.unwrap(), draft(1));
        }
        assert_eq!(next(&mut listener).await.unwrap(), draft(2), "{name}");
    }
}

#[rstest]
#[tokio::test]
async fn a_stream_ends_with_the_sign_in_and_with_the_server(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (mut ada, mut bob) = (listen(&world, "ada").await, listen(&world, "bob").await);
    world.of("ada").send(axum::http::Method::DELETE, "/v1/sessions/current", &[], Body::empty()).await;
    assert_eq!(next(&mut ada).await, None);
    world.app.stopping().cancel();
    assert_eq!(next(&mut bob).await, None);
}

#[rstest]
#[tokio::test]
async fn nobody_takes_all_streams(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let mut streams = Vec::new();
    for _ in 0..16 {
        streams.push(listen(&world, "ada").await);
    }
    let refused = asked(&world, "ada").await;
    assert_eq!((refused.status().as_u16(), &refused.headers()["retry-after"]), (503, &"1".parse().unwrap()));
    drop(listen(&world, "bob").await);
    streams.pop();
    drop(listen(&world, "ada").await);
}

#[rstest]
#[tokio::test]
async fn a_stream_full_of_hints_ends_when_rights_change_in_another_process(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let mut ada = listen(&world, "ada").await;
    let other =
        App::open(&world.place.database, &world.place.files, world.folder.path(), settings(), Clock::standing_at(NOW.parse().unwrap()))
            .unwrap();
    let given: Result<i64, Error> = other
        .store()
        .write(|tx| {
            let ada = people::by_email(tx, "ada@acme.example")?.ok_or(Error::NotFound)?.id;
            let product = products::by_slug(tx, None, "acme-social")?.map(|product| product.id);
            people::insert_seat(tx, ada, product, true, 0)?;
            Ok(ada)
        })
        .await;
    let ada_id = given.unwrap();
    other.close();
    tokio::time::pause();
    let mut heard = 0;
    loop {
        world.app.live().tell(vec![Addressed { audience: Audience::Person(ada_id), hint: Hint::Reload }]);
        tokio::time::advance(std::time::Duration::from_secs(1)).await;
        let Some(event) = next(&mut ada).await else { break };
        // While the store is asked time goes on, and comments say that the stream is alive.
        heard += usize::from(event.starts_with("data: "));
        assert!(heard < 100, "a hint each second does not put off the look at the credentials");
    }
}

#[tokio::test]
async fn a_stream_with_nothing_to_tell_says_that_it_is_alive() {
    let world = World::new().await;
    let mut ada = listen(&world, "ada").await;
    tokio::time::pause();
    for _ in 0..3 {
        let said = tokio::time::timeout(ALIVE * 3 / 2, next(&mut ada)).await.unwrap().unwrap();
        assert!(said.starts_with(':'), "{said}");
    }
}
