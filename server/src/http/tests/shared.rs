//! Several people behind one seat (S7).

use rstest::rstest;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::commands::Error;
use crate::secret;
use crate::store::keys::{self, NewKey};
use crate::store::{people, signatures};
use crate::testing::{Client, Engine, World, sign_in};

/// A world in which Ada's seat is a shared mailbox, where two people sign in.
async fn world(engine: Engine) -> Option<(World, Client, Client)> {
    let world = World::on(engine).await?;
    let shared: Result<(), Error> = world
        .app
        .store()
        .write(|tx| {
            let ada = people::by_email(tx, "ada@acme.example")?.unwrap().id;
            Ok(signatures::share(tx, ada)?)
        })
        .await;
    shared.unwrap();
    let (kim, lou) = (sign_in(&world.app, "ada@acme.example").await, sign_in(&world.app, "ada@acme.example").await);
    Some((world, kim, lou))
}

async fn sign(client: &Client, name: &str) -> Value {
    let answer = client.put("/v1/me/signature", &json!({"name": name})).await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
    answer.json()
}

#[rstest]
#[tokio::test]
async fn s7_each_comment_of_a_shared_mailbox_is_signed_by_whoever_wrote_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some((world, kim, lou)) = world(engine).await else { return };
    let number = world.file("ada", "Sign-in fails").await;
    let replies = format!("/v1/cases/{number}/replies");
    assert_eq!(kim.get("/v1/me").await["signature"], json!({}));
    let unsigned = kim.post(&replies, &json!({"body": "Who is this?"})).await;
    assert_eq!((unsigned.problem(), unsigned.json()["field"].as_str()), ((422, "required".to_owned()), Some("signature")));
    assert_eq!(sign(&kim, "Kim\u{1b}[2J").await["signature"], json!({"name": "Kim"}));
    sign(&lou, "Lou").await;
    for (client, body) in [(&kim, "From Kim"), (&lou, "From Lou"), (&kim, "Kim again")] {
        let written = client.post(&replies, &json!({"body": body})).await;
        assert_eq!(written.status.as_u16(), 201, "{}", written.text());
    }
    assert_eq!(world.of("bob").post(&replies, &json!({"body": "From Bob"})).await.status.as_u16(), 201);
    for reader in ["agent", "bob"] {
        let timeline = world.of(reader).get(&format!("/v1/cases/{number}/timeline")).await;
        let comments =
            timeline["entries"].as_array().unwrap().iter().filter_map(|entry| entry.get("comment")).filter(|comment| comment.is_object());
        let signed: Vec<_> = comments.map(|comment| (comment["body"].as_str().unwrap(), comment["signed"].as_str())).collect();
        let expected = [("From Kim", Some("Kim")), ("From Lou", Some("Lou")), ("Kim again", Some("Kim")), ("From Bob", None)];
        assert_eq!(signed, expected, "{timeline}");
    }
    let own = world.of("bob").put("/v1/me/signature", &json!({"name": "Ada"})).await;
    assert_eq!(own.problem(), (422, "invalid_field".to_owned()), "nobody else writes by another's name");
}

#[rstest]
#[tokio::test]
async fn s7_drafts_belong_to_the_name_that_began_them(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some((_world, kim, lou)) = world(engine).await else { return };
    let save = async |client: &Client, subject: &str| {
        let id = Uuid::now_v7();
        let saved = client.put(&format!("/v1/drafts/{id}"), &json!({"kind": "case", "version": 0, "content": {"subject": subject}})).await;
        assert_eq!(saved.status.as_u16(), 200, "{}", saved.text());
        id
    };
    save(&kim, "nobody's yet").await;
    sign(&kim, "Kim").await;
    sign(&lou, "Lou").await;
    let own = save(&kim, "Kim's").await;
    save(&lou, "Lou's").await;
    let subjects = async |client: &Client| {
        let drafts = client.get("/v1/drafts").await;
        let mut all: Vec<String> =
            drafts["drafts"].as_array().unwrap().iter().map(|draft| draft["content"]["subject"].as_str().unwrap().to_owned()).collect();
        all.sort();
        all
    };
    assert_eq!(subjects(&kim).await, ["Kim's", "nobody's yet"]);
    assert_eq!(subjects(&lou).await, ["Lou's", "nobody's yet"]);
    assert_eq!(lou.ask(&format!("/v1/drafts/{own}")).await.status.as_u16(), 404);
}

#[rstest]
#[tokio::test]
async fn s7_a_key_keeps_the_name_that_was_chosen_with_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some((world, ..)) = world(engine).await else { return };
    let come = async || {
        let (token, now) = (secret::token(), world.clock.now().as_millisecond());
        let hash = secret::token_hash(&token);
        let begun = world.app.store().write(move |tx| {
            let person_id = people::by_email(tx, "ada@acme.example")?.unwrap().id;
            keys::insert(tx, &NewKey { person_id, fingerprint: "SHA256:kim", algorithm: "ssh-ed25519", label: "kim", now })?;
            keys::prove(tx, person_id, "SHA256:kim")?;
            crate::commands::session::begin_by_key(tx, "SHA256:kim", &hash, "192.0.2.1", now)
        });
        assert!(begun.await.unwrap().is_some());
        let mut client = world.of("nobody").clone();
        client.token = Some(token);
        client
    };
    let first = come().await;
    assert_eq!(first.get("/v1/me").await["signature"], json!({}));
    sign(&first, "Kim").await;
    assert_eq!(come().await.get("/v1/me").await["signature"], json!({"name": "Kim"}));
}
