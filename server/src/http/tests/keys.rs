//! SSH keys of one's own: proven by a signature, one person for each.

use axum::http::Method;
use caseport_shared::api::key::{PROOF_NAMESPACE, proof};
use caseport_shared::limits::SSH_KEYS_PER_PERSON;
use rstest::rstest;
use russh::keys::ssh_key::{HashAlg, LineEnding, PrivateKey, SshSig};
use serde_json::{Value, json};

use crate::commands::{Error, session};
use crate::secret;
use crate::testing::{Client, Engine, World};

fn key() -> PrivateKey {
    secret::ssh_key()
}

fn line(key: &PrivateKey) -> String {
    key.public_key().to_openssh().unwrap()
}

fn signed(key: &PrivateKey, namespace: &str, text: &str) -> String {
    SshSig::sign(key, namespace, HashAlg::Sha512, text.as_bytes()).unwrap().to_pem(LineEnding::LF).unwrap()
}

fn fingerprint(key: &PrivateKey) -> String {
    key.fingerprint(HashAlg::Sha256).to_string()
}

async fn add(client: &Client, key: &PrivateKey, signature: Option<String>) -> Value {
    let answer = client.post("/v1/me/keys", &json!({"public_key": line(key), "label": "laptop", "signature": signature})).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    answer.json()
}

fn with(client: &Client, token: String) -> Client {
    let mut client = client.clone();
    client.token = Some(token);
    client
}

/// Whom a key signs in.
async fn signs_in(world: &World, key: &PrivateKey) -> Option<String> {
    let (token, print) = (secret::token(), fingerprint(key));
    let hash = secret::token_hash(&token);
    let begun = world.app.store().write(move |tx| session::begin_by_key(tx, &print, &hash, "192.0.2.1", world_now()));
    let begun: Result<Option<i64>, Error> = begun.await;
    begun.unwrap()?;
    let client = with(world.of("nobody"), token);
    Some(client.get("/v1/me").await["email"].as_str().unwrap().to_owned())
}

fn world_now() -> i64 {
    crate::testing::NOW.parse::<jiff::Timestamp>().unwrap().as_millisecond()
}

#[rstest]
#[tokio::test]
async fn a_key_signs_in_once_its_signature_proves_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (ada, laptop) = (world.of("ada"), key());
    let added = add(ada, &laptop, None).await;
    assert_eq!((added["is_proven"].as_bool(), added["fingerprint"].as_str()), (Some(false), Some(fingerprint(&laptop).as_str())));
    assert_eq!(signs_in(&world, &laptop).await, None);
    let said = proof("ada@acme.example", &line(&laptop));
    for (namespace, text) in [("file", said.as_str()), (PROOF_NAMESPACE, &proof("bob@acme.example", &line(&laptop)))] {
        let wrong = json!({"public_key": line(&laptop), "signature": signed(&laptop, namespace, text)});
        assert_eq!(ada.post("/v1/me/keys", &wrong).await.problem(), (422, "invalid_field".to_owned()), "{namespace}");
    }
    let of_another = json!({"public_key": line(&laptop), "signature": signed(&key(), PROOF_NAMESPACE, &said)});
    assert_eq!(ada.post("/v1/me/keys", &of_another).await.status.as_u16(), 422);
    assert_eq!(signs_in(&world, &laptop).await, None);
    let added = add(ada, &laptop, Some(signed(&laptop, PROOF_NAMESPACE, &said))).await;
    assert_eq!(added["is_proven"], true);
    assert_eq!(signs_in(&world, &laptop).await.as_deref(), Some("ada@acme.example"));
    let listed = ada.get("/v1/me/keys").await;
    assert_eq!(listed["keys"].as_array().unwrap().len(), 1, "{listed}");
    assert!(listed["keys"][0]["used_at"].is_string());
    assert_eq!(world.of("bob").get("/v1/me/keys").await["keys"], json!([]));
}

#[rstest]
#[tokio::test]
async fn a_key_is_one_persons_and_naming_it_tells_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (ada, bob, laptop) = (world.of("ada"), world.of("bob"), key());
    // Whoever names a key first has not taken it from whoever holds it.
    add(bob, &laptop, None).await;
    add(ada, &laptop, Some(signed(&laptop, PROOF_NAMESPACE, &proof("ada@acme.example", &line(&laptop))))).await;
    assert_eq!(bob.get("/v1/me/keys").await["keys"], json!([]));
    // Naming it afterwards is answered as before it was anybody's.
    assert_eq!(add(bob, &laptop, None).await["is_proven"], false);
    assert_eq!(signs_in(&world, &laptop).await.as_deref(), Some("ada@acme.example"));
    // Only whoever holds it hears that it is taken.
    let taken =
        json!({"public_key": line(&laptop), "signature": signed(&laptop, PROOF_NAMESPACE, &proof("bob@acme.example", &line(&laptop)))});
    assert_eq!(bob.post("/v1/me/keys", &taken).await.problem(), (422, "invalid_field".to_owned()));
    // Bob's going without it leaves Ada hers.
    let path = format!("/v1/me/keys/{}", fingerprint(&laptop).replace(':', "%3A").replace('/', "%2F").replace('+', "%2B"));
    assert_eq!(bob.send(Method::DELETE, &path, &[], axum::body::Body::empty()).await.status.as_u16(), 204);
    assert_eq!(bob.send(Method::DELETE, &path, &[], axum::body::Body::empty()).await.status.as_u16(), 404);
    assert_eq!(signs_in(&world, &laptop).await.as_deref(), Some("ada@acme.example"));
    assert_eq!(ada.send(Method::DELETE, &path, &[], axum::body::Body::empty()).await.status.as_u16(), 204);
    assert_eq!(signs_in(&world, &laptop).await, None);
}

#[rstest]
#[tokio::test]
async fn what_a_key_signed_in_ends_with_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (ada, laptop) = (world.of("ada"), key());
    add(ada, &laptop, Some(signed(&laptop, PROOF_NAMESPACE, &proof("ada@acme.example", &line(&laptop))))).await;
    let (token, print) = (secret::token(), fingerprint(&laptop));
    let hash = secret::token_hash(&token);
    let begun: Result<Option<i64>, Error> =
        world.app.store().write(move |tx| session::begin_by_key(tx, &print, &hash, "192.0.2.1", world_now())).await;
    assert!(begun.unwrap().is_some());
    let connected = with(ada, token);
    assert_eq!(connected.ask("/v1/me").await.status.as_u16(), 200);
    let path = format!("/v1/me/keys/{}", fingerprint(&laptop).replace(':', "%3A").replace('/', "%2F").replace('+', "%2B"));
    assert_eq!(ada.send(Method::DELETE, &path, &[], axum::body::Body::empty()).await.status.as_u16(), 204);
    assert_eq!(connected.ask("/v1/me").await.status.as_u16(), 401);
    assert_eq!(ada.ask("/v1/me").await.status.as_u16(), 200);
}

#[tokio::test]
async fn what_is_no_key_of_a_strong_kind_is_refused() {
    let world = World::new().await;
    let dsa = "ssh-dss AAAAB3NzaC1kc3MAAACBAPf";
    let rsa_1024 = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7Jrn5mWnSfvBFmLOnfHK6Ef9mQYpWwTYPTPNnyZhLLRmMDDZ7aeOP2WYcMpEZ3tvYDHmEBQQwXkyAkmAZ2gqXH0pvX1RBx0T1sBXo6gcKqEyWmM7mvX2pQ2eqK1x0yKQDzKXUnXfSXVuYp3UQpG1gbDVbb6mDDQ4C4Bq6wJ9YfQ== old";
    for line in ["", "ssh-ed25519", "nonsense", dsa, rsa_1024, &"x".repeat(10_000)] {
        let answer = world.of("ada").post("/v1/me/keys", &json!({"public_key": line})).await;
        assert_eq!(answer.status.as_u16(), 422, "{line}: {}", answer.text());
    }
}

#[tokio::test]
async fn keys_are_many_but_not_without_bound() {
    let world = World::new().await;
    for _ in 0..SSH_KEYS_PER_PERSON {
        add(world.of("ada"), &key(), None).await;
    }
    let one_more = world.of("ada").post("/v1/me/keys", &json!({"public_key": line(&key())})).await;
    assert_eq!(one_more.problem(), (422, "too_many".to_owned()));
}
