//! One-time codes, forgotten passwords, locks and tokens, and those who would misuse them.

use axum::body::Body;
use axum::http::Method;
use caseport_shared::code::CodePurpose;
use caseport_shared::limits::TOKENS_PER_PERSON;
use caseport_shared::person::StaffRole;
use futures_util::future::join_all;
use jiff::ToSpan as _;
use rstest::rstest;
use serde_json::{Value, json};

use crate::commands::{Error, admin, codes};
use crate::secret;
use crate::store::keys::{self, NewKey};
use crate::store::{Tx, outbox, people};
use crate::testing::{Answer, Client, Engine, World};

const PASSWORD: &str = "correct horse battery";

async fn done<T: Send + 'static>(world: &World, command: impl Fn(&mut Tx<'_>) -> Result<T, Error> + Send + 'static) -> T {
    world.app.store().write(command).await.unwrap()
}

fn id_of(tx: &mut Tx<'_>, email: &str) -> Result<i64, Error> {
    Ok(people::by_email(tx, email)?.unwrap().id)
}

/// A code of somebody, of whom an invitation holds the seats as long as it can be used.
async fn code(world: &World, email: &'static str, purpose: CodePurpose) -> String {
    let now = world.clock.now().as_millisecond();
    let make = move |tx: &mut Tx<'_>| {
        let person = id_of(tx, email)?;
        let issued = codes::issue(tx, person, purpose, now)?;
        if purpose == CodePurpose::Invitation {
            people::hold_seats(tx, person, issued.expires_at)?;
        }
        Ok(issued.code)
    };
    done(world, make).await
}

async fn with_password(world: &World, email: &'static str) {
    let hash = secret::hash(PASSWORD).unwrap();
    done(world, move |tx| {
        let person = id_of(tx, email)?;
        Ok(people::set_password(tx, person, &hash)?)
    })
    .await;
}

/// The letters that wait: to whom, and of which kind.
async fn letters(world: &World) -> Vec<(String, String)> {
    let waiting = done(world, |tx| Ok(outbox::waiting(tx)?)).await;
    let kind = |letter: &str| serde_json::from_str::<Value>(letter).unwrap()["letter"].as_str().unwrap().to_owned();
    waiting.into_iter().map(|(to, letter)| (to, kind(&letter))).collect()
}

async fn look(world: &World, code: &str) -> Answer {
    world.of("nobody").post("/v1/codes/look", &json!({"code": code})).await
}

async fn accept(world: &World, code: &str) -> Answer {
    world.of("nobody").post("/v1/codes/accept", &json!({"code": code, "password": PASSWORD, "label": "a\u{1b}[2Jlaptop"})).await
}

async fn signs_in(world: &World, email: &str, password: &str) -> Answer {
    world.of("nobody").post("/v1/sessions", &json!({"email": email, "password": password})).await
}

fn holder(world: &World, answer: &Answer) -> Client {
    let mut client = world.of("nobody").clone();
    client.token = Some(answer.json()["token"].as_str().unwrap().to_owned());
    client
}

#[rstest]
#[tokio::test]
async fn i1_an_invitation_sets_a_password_signs_in_once_and_makes_its_seat_lasting(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let code = code(&world, "ada@acme.example", CodePurpose::Invitation).await;
    let seen = look(&world, &format!("  {} \n", code.to_uppercase())).await.json();
    assert_eq!((&seen["purpose"], &seen["email"]), (&json!("invitation"), &json!("ada@acme.example")));
    assert_eq!((&seen["name"], &seen["organization"]), (&json!("ada"), &json!("Acme")));
    let weak = world.of("nobody").post("/v1/codes/accept", &json!({"code": code, "password": "short"})).await;
    assert_eq!(weak.problem(), (422, "invalid_field".to_owned()), "and the code can still be used");
    let accepted = accept(&world, &code).await;
    assert_eq!(accepted.status.as_u16(), 201, "{}", accepted.text());
    let ada = holder(&world, &accepted);
    assert_eq!(ada.get("/v1/me").await["email"], "ada@acme.example");
    assert_eq!(ada.get("/v1/me/sign-ins").await["sign_ins"][0]["label"], "alaptop");
    let lasting = done(&world, |tx| {
        let ada = id_of(tx, "ada@acme.example")?;
        Ok(people::lasting_seats(tx, ada)?)
    });
    assert_eq!(lasting.await, 1);
    assert_eq!(accept(&world, &code).await.problem(), (422, "wrong_code".to_owned()));
    assert_eq!(signs_in(&world, "ada@acme.example", PASSWORD).await.status.as_u16(), 201);
    assert_eq!(letters(&world).await, [], "nobody is told of a password that they set for the first time");
}

#[rstest]
#[tokio::test]
async fn i1_a_code_that_many_use_at_once_is_used_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let code = code(&world, "ada@acme.example", CodePurpose::Invitation).await;
    let answers = join_all((0..6).map(|_| accept(&world, &code))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 422, 422, 422, 422, 422]);
}

#[rstest]
#[tokio::test]
async fn i1_unknown_used_expired_revoked_and_locked_codes_are_answered_alike(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let mut bad = vec!["abcde-abcde-abcde-abcde".to_owned(), String::new(), "\u{1b}[2J".repeat(500)];
    let used = code(&world, "ada@acme.example", CodePurpose::Invitation).await;
    assert_eq!(accept(&world, &used).await.status.as_u16(), 201);
    bad.push(used);
    // One that was sent again takes the place of the one before.
    bad.push(code(&world, "bob@acme.example", CodePurpose::Invitation).await);
    code(&world, "bob@acme.example", CodePurpose::Invitation).await;
    let locked = code(&world, "cleo@acme.example", CodePurpose::Invitation).await;
    assert_eq!(world.of("agent").post("/v1/people/cleo@acme.example/lock", &json!({})).await.status.as_u16(), 204);
    bad.push(locked);
    // The seat that it held was given to somebody else.
    let late = code(&world, "zoe@brook.example", CodePurpose::Invitation).await;
    done(&world, |tx| {
        let zoe = id_of(tx, "zoe@brook.example")?;
        Ok(people::hold_seats(tx, zoe, 1)?)
    })
    .await;
    let wrong = accept(&world, &bad[0]).await;
    assert_eq!(wrong.problem(), (422, "wrong_code".to_owned()));
    assert_eq!(accept(&world, &late).await.body, wrong.body, "a seat that is no longer held");
    for code in &bad {
        assert_eq!(look(&world, code).await.body, wrong.body, "{code}");
        assert_eq!(accept(&world, code).await.body, wrong.body, "{code}");
    }
    let expired = code(&world, "other@larkfold.example", CodePurpose::Reset).await;
    world.pass(61.minutes());
    assert_eq!(look(&world, &expired).await.body, wrong.body);
    assert_eq!(accept(&world, &expired).await.body, wrong.body);
}

#[rstest]
#[tokio::test]
async fn i1_guesses_at_codes_are_counted_with_guesses_at_passwords(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let code = code(&world, "ada@acme.example", CodePurpose::Invitation).await;
    for guess in 0..50 {
        assert_eq!(look(&world, &format!("guess-{guess}")).await.status.as_u16(), 422);
        assert_eq!(look(&world, &code).await.status.as_u16(), 200, "what is right costs nothing");
        signs_in(&world, &format!("p{guess}@acme.example"), "wrong horse").await;
    }
    for answer in [look(&world, &code).await, accept(&world, &code).await, signs_in(&world, "ada@acme.example", PASSWORD).await] {
        assert_eq!(answer.problem(), (429, "rate_limited".to_owned()));
    }
    let mut elsewhere = world.of("nobody").clone();
    elsewhere.address = "203.0.113.9".parse().unwrap();
    assert_eq!(elsewhere.post("/v1/codes/look", &json!({"code": code})).await.status.as_u16(), 200);
}

#[rstest]
#[tokio::test]
async fn i2_a_reset_ends_every_sign_in_and_token_and_keeps_the_keys_that_were_chosen(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    with_password(&world, "ada@acme.example").await;
    let token = token(&world, "ada", "nightly", "2026-04-01").await;
    done(&world, |tx| {
        let person_id = id_of(tx, "ada@acme.example")?;
        for (fingerprint, label) in [("SHA256:stays", "laptop"), ("SHA256:goes", "lost")] {
            keys::insert(tx, &NewKey { person_id, fingerprint, algorithm: "ssh-ed25519", label, now: 0 })?;
            keys::prove(tx, person_id, fingerprint)?;
        }
        let bob = id_of(tx, "bob@acme.example")?;
        keys::insert(tx, &NewKey { person_id: bob, fingerprint: "SHA256:bobs", algorithm: "ssh-ed25519", label: "bob", now: 0 })?;
        Ok(())
    })
    .await;
    let code = code(&world, "ada@acme.example", CodePurpose::Reset).await;
    let seen = look(&world, &code).await.json();
    assert_eq!(seen["purpose"], "reset");
    assert_eq!(seen["keys"], json!([{"fingerprint": "SHA256:goes", "label": "lost"}, {"fingerprint": "SHA256:stays", "label": "laptop"}]));
    let new = json!({"code": code, "password": "another horse battery", "keep_keys": ["SHA256:stays", "SHA256:bobs"]});
    let accepted = world.of("nobody").post("/v1/codes/accept", &new).await;
    assert_eq!(accepted.status.as_u16(), 201, "{}", accepted.text());
    for old in [world.of("ada"), &token] {
        assert_eq!(old.ask("/v1/me").await.problem(), (401, "unauthenticated".to_owned()));
    }
    let kept = holder(&world, &accepted).get("/v1/me/keys").await;
    let kept: Vec<&str> = kept["keys"].as_array().unwrap().iter().map(|key| key["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(kept, ["SHA256:stays"]);
    assert_eq!(world.of("bob").get("/v1/me/keys").await["keys"].as_array().unwrap().len(), 1, "nobody else's key is touched");
    assert_eq!(signs_in(&world, "ada@acme.example", PASSWORD).await.status.as_u16(), 401);
    assert_eq!(letters(&world).await, [("ada@acme.example".to_owned(), "password-changed".to_owned())]);
}

#[rstest]
#[tokio::test]
async fn i2_a_forgotten_password_is_answered_alike_for_everybody(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    for email in ["ada@acme.example", "bob@acme.example"] {
        with_password(&world, email).await;
    }
    world.of("agent").post("/v1/people/bob@acme.example/lock", &json!({})).await;
    for invited in ["cleo@acme.example", "zoe@brook.example"] {
        code(&world, invited, CodePurpose::Invitation).await;
    }
    let ask = async |email: &str| world.of("nobody").post("/v1/password-resets", &json!({"email": email})).await;
    let known = ask(" Ada@ACME.example ").await;
    assert_eq!((known.status.as_u16(), known.body.as_slice()), (202, b"".as_slice()));
    for email in ["ghost@acme.example", "bob@acme.example", "cleo@acme.example"] {
        let answer = ask(email).await;
        assert_eq!((answer.status, &answer.body), (known.status, &known.body), "{email}");
        assert!(answer.headers.keys().eq(known.headers.keys()), "{email}: {:?}", answer.headers);
    }
    // What is left after the answers: one letter, to the one who may come in and has done so before.
    let now = world.clock.now().as_millisecond();
    for email in ["ghost@acme.example", "bob@acme.example", "cleo@acme.example", "zoe@brook.example"] {
        done(&world, move |tx| codes::forgot(tx, email, now)).await;
    }
    while letters(&world).await.is_empty() {
        tokio::task::yield_now().await;
    }
    assert_eq!(letters(&world).await, [("ada@acme.example".to_owned(), "password-reset".to_owned())]);
}

#[rstest]
#[tokio::test]
async fn i2_nobody_is_sent_codes_without_end_and_no_network_asks_without_end(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    with_password(&world, "ada@acme.example").await;
    let now = world.clock.now().as_millisecond();
    for _ in 0..10 {
        done(&world, move |tx| codes::forgot(tx, "ada@acme.example", now)).await;
    }
    assert_eq!(letters(&world).await.len(), 3);
    for asked in 0..21 {
        let email = format!("ghost{asked}@acme.example");
        let answer = world.of("nobody").post("/v1/password-resets", &json!({"email": email})).await;
        assert_eq!(answer.status.as_u16(), if asked < 20 { 202 } else { 429 }, "{asked}");
    }
    assert_eq!(look(&world, "guess").await.status.as_u16(), 422, "it is counted apart from passwords");
}

#[rstest]
#[tokio::test]
async fn i2_a_locked_person_is_out_at_once_and_answered_like_a_wrong_password(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    with_password(&world, "ada@acme.example").await;
    let token = token(&world, "ada", "nightly", "2026-04-01").await;
    let reset = code(&world, "ada@acme.example", CodePurpose::Reset).await;
    for who in ["ada", "bob", "nobody"] {
        for email in ["ada@acme.example", "ghost@acme.example"] {
            let refused = world.of(who).post(&format!("/v1/people/{email}/lock"), &json!({})).await;
            assert_eq!(refused.status.as_u16(), if who == "nobody" { 401 } else { 403 }, "{who} {email}");
        }
    }
    for (who, email, status) in [
        ("agent", "ghost@acme.example", 404),
        ("agent", "agent@larkfold.example", 403),
        ("agent", "admin@larkfold.example", 403),
        ("admin", "admin@larkfold.example", 403),
        ("agent", "ada@acme.example", 204),
        ("agent", "ada@acme.example", 204),
    ] {
        let answer = world.of(who).post(&format!("/v1/people/{email}/lock"), &json!({})).await;
        assert_eq!(answer.status.as_u16(), status, "{who} {email}: {}", answer.text());
    }
    for gone in [world.of("ada"), &token] {
        assert_eq!(gone.ask("/v1/me").await.problem(), (401, "unauthenticated".to_owned()));
    }
    let wrong = signs_in(&world, "bob@acme.example", "wrong horse").await;
    assert_eq!(signs_in(&world, "ada@acme.example", PASSWORD).await.body, wrong.body);
    assert_eq!(look(&world, &reset).await.problem(), (422, "wrong_code".to_owned()));
    assert_eq!(world.of("other").post("/v1/people/ada@acme.example/unlock", &json!({})).await.status.as_u16(), 204);
    assert_eq!(world.of("ada").ask("/v1/me").await.status.as_u16(), 401, "what was signed in stays ended");
    assert_eq!(token.ask("/v1/me").await.status.as_u16(), 200, "a token is kept");
    assert_eq!(look(&world, &reset).await.status.as_u16(), 422, "a code for a forgotten password is not");
    assert_eq!(signs_in(&world, "ada@acme.example", PASSWORD).await.status.as_u16(), 201);
}

/// A token of somebody, as a client that signs in with it.
async fn token(world: &World, name: &str, label: &str, expires_on: &str) -> Client {
    let made = world.of(name).post("/v1/me/tokens", &json!({"label": label, "expires_on": expires_on})).await;
    assert_eq!(made.status.as_u16(), 201, "{}", made.text());
    holder(world, &made)
}

#[rstest]
#[tokio::test]
async fn i2_a_token_signs_in_as_its_person_until_its_day_and_changes_no_credentials(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::on(engine).await else { return };
    let token = token(&world, "ada", "nightly", "2026-03-03").await;
    assert_eq!(token.get("/v1/me").await["email"], "ada@acme.example");
    let listed = world.of("ada").get("/v1/me/tokens").await;
    assert_eq!((&listed["tokens"][0]["label"], &listed["tokens"][0]["expires_at"]), (&json!("nightly"), &json!("2026-03-04T00:00:00Z")));
    assert!(!listed.to_string().contains(token.token.as_deref().unwrap()), "it is shown once");
    assert_eq!(world.of("ada").get("/v1/me/sign-ins").await["sign_ins"].as_array().unwrap().len(), 1, "it is no sign-in");
    let reference = listed["tokens"][0]["reference"].as_str().unwrap().to_owned();
    let of_token = format!("/v1/me/tokens/{reference}");
    let key = secret::ssh_key().public_key().to_openssh().unwrap();
    for answer in [
        token.post("/v1/me/tokens", &json!({"label": "more", "expires_on": "2026-03-04"})).await,
        token.post("/v1/me/keys", &json!({"public_key": key})).await,
        token.send(Method::DELETE, "/v1/me/sign-ins", &[], Body::empty()).await,
        token.send(Method::DELETE, &of_token, &[], Body::empty()).await,
    ] {
        assert_eq!(answer.problem(), (403, "not_allowed".to_owned()));
    }
    with_password(&world, "ada@acme.example").await;
    let changed = token.put("/v1/me/password", &json!({"current": PASSWORD, "new": "another horse battery"})).await;
    assert_eq!(changed.problem(), (403, "not_allowed".to_owned()));
    assert_eq!(world.of("bob").send(Method::DELETE, &of_token, &[], Body::empty()).await.status.as_u16(), 404, "it is somebody else's");
    // Ending the sign-ins of one's own leaves it; so does its own sign-in list.
    let sign_in = format!("/v1/me/sign-ins/{reference}");
    assert_eq!(world.of("ada").send(Method::DELETE, &sign_in, &[], Body::empty()).await.status.as_u16(), 404);
    assert_eq!(world.of("ada").send(Method::DELETE, "/v1/me/sign-ins", &[], Body::empty()).await.status.as_u16(), 204);
    assert_eq!(token.ask("/v1/me").await.status.as_u16(), 200);
    world.pass(38.hours());
    assert_eq!(token.ask("/v1/me").await.status.as_u16(), 401, "its last day is over");
}

#[rstest]
#[tokio::test]
async fn i2_tokens_are_few_and_none_lives_longer_than_a_year(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let make = async |label: &str, day: &str| world.of("ada").post("/v1/me/tokens", &json!({"label": label, "expires_on": day})).await;
    for day in ["2026-03-01", "2027-03-04", "9999-12-31"] {
        assert_eq!(make("x", day).await.problem(), (422, "invalid_field".to_owned()), "{day}");
    }
    assert_eq!(make(" \u{202e} ", "2026-03-02").await.problem(), (422, "required".to_owned()));
    for _ in 0..TOKENS_PER_PERSON {
        assert_eq!(make("x", "2027-03-03").await.status.as_u16(), 201);
    }
    assert_eq!(make("x", "2027-03-03").await.problem(), (422, "too_many".to_owned()));
    let first = world.of("ada").get("/v1/me/tokens").await["tokens"][0]["reference"].as_str().unwrap().to_owned();
    let revoked = world.of("ada").send(Method::DELETE, &format!("/v1/me/tokens/{first}"), &[], Body::empty()).await;
    assert_eq!(revoked.status.as_u16(), 204);
    assert_eq!(make("x", "2026-03-02").await.status.as_u16(), 201);
}

#[rstest]
#[tokio::test]
async fn i2_two_admins_who_lock_each_other_at_once_do_not_both_succeed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    done(&world, |tx| admin::create_staff(tx, "second@larkfold.example", "second", StaffRole::Admin, None, 0)).await;
    let second = crate::testing::sign_in(&world.app, "second@larkfold.example").await;
    let (first, empty) = (world.of("admin"), json!({}));
    let locked = join_all([
        first.post("/v1/people/second@larkfold.example/lock", &empty),
        second.post("/v1/people/admin@larkfold.example/lock", &empty),
    ])
    .await;
    let mut statuses: Vec<u16> = locked.iter().map(|answer| answer.status.as_u16()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 401]);
}

#[rstest]
#[tokio::test]
async fn i1_a_network_looks_at_codes_only_so_often_right_ones_included(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let code = code(&world, "ada@acme.example", CodePurpose::Invitation).await;
    for _ in 0..200 {
        assert_eq!(look(&world, &code).await.status.as_u16(), 200);
    }
    assert_eq!(look(&world, &code).await.problem(), (429, "rate_limited".to_owned()));
    assert_eq!(accept(&world, &code).await.status.as_u16(), 201, "using it is counted apart");
}
