use caseport_shared::code::CodePurpose;
use caseport_shared::notification::LetterState;
use rstest::rstest;

use super::{CLAIM, NEWS_AGE, RETRY_FIRST, RETRY_MAX, TRIES, pause, settle, worded};
use crate::commands::{Error, codes};
use crate::outbox::post::{Outcome, SEND};
use crate::outbox::render::Rendered;
use crate::outbox::{Letter, post};
use crate::store::{StoreError, outbox, people};
use crate::testing::{Engine, World};

#[test]
fn tries_are_further_and_further_apart_and_end_after_a_day() {
    let pauses: Vec<i64> = (1..TRIES).map(pause).collect();
    assert_eq!((pauses[0], pauses[1], pauses[2]), (RETRY_FIRST, 2 * RETRY_FIRST, 4 * RETRY_FIRST));
    assert!(pauses.is_sorted() && pauses.last() == Some(&RETRY_MAX), "{pauses:?}");
    let hours = pauses.iter().sum::<i64>() / (60 * 60 * 1_000);
    assert!((20..30).contains(&hours), "{hours}");
    assert_eq!(pause(i64::MAX), RETRY_MAX);
}

#[test]
fn nobody_is_given_a_letter_that_is_being_sent() {
    assert!(i64::try_from(SEND.as_millis()).unwrap() < CLAIM);
}

#[rstest]
#[tokio::test]
async fn i1_a_code_is_forgotten_as_soon_as_its_letter_was_sent(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let now = world.clock.now().as_millisecond();
    let settled: Result<(String, String), StoreError> = world
        .app
        .store()
        .write(move |tx| {
            let letter = Letter::PasswordReset { code: "secret-code".to_owned(), expires_at: now + 1 };
            post(tx, None, "ada@acme.example", &letter, now)?;
            let claimed = outbox::claim(tx, now, now + CLAIM)?.unwrap();
            settle(tx, &claimed, &Outcome::Later("later".to_owned()), now)?;
            let waiting = outbox::get(tx, &claimed.reference)?.unwrap();
            let claimed = outbox::claim(tx, waiting.due_at, waiting.due_at + CLAIM)?.unwrap();
            settle(tx, &claimed, &Outcome::Sent, now)?;
            Ok((waiting.letter, outbox::get(tx, &claimed.reference)?.unwrap().letter))
        })
        .await;
    let (waiting, sent) = settled.unwrap();
    assert!(waiting.contains("secret-code") && !sent.contains("secret-code"), "{sent}");
}

#[tokio::test]
async fn a_letter_is_given_up_after_its_last_try() {
    let world = World::new().await;
    let now = world.clock.now().as_millisecond();
    let states: Result<Vec<LetterState>, StoreError> = world
        .app
        .store()
        .write(move |tx| {
            post(tx, None, "ada@acme.example", &Letter::PasswordChanged, now)?;
            let (mut states, mut at) = (Vec::new(), now);
            while let Some(claimed) = outbox::claim(tx, at, at + CLAIM)? {
                settle(tx, &claimed, &Outcome::Away("nobody there".to_owned()), at)?;
                let kept = outbox::get(tx, &claimed.reference)?.unwrap();
                (at, states) = (kept.due_at, [states, vec![kept.state]].concat());
            }
            Ok(states)
        })
        .await;
    let states = states.unwrap();
    assert_eq!(states.len(), usize::try_from(TRIES).unwrap());
    assert!(states[..states.len() - 1].iter().all(|state| *state == LetterState::Waiting), "{states:?}");
    assert_eq!(states.last(), Some(&LetterState::Dead));
}

#[tokio::test]
async fn news_that_waited_for_a_mail_server_for_days_are_not_sent_and_retried_ones_are() {
    let world = World::new().await;
    let case = world.file("ada", "Sign-in fails").await;
    let reply = world.of("agent").post(&format!("/v1/cases/{case}/replies"), &serde_json::json!({"body": "Hello."})).await;
    assert_eq!(reply.status.as_u16(), 201);
    let (now, place) = (world.clock.now().as_millisecond(), world.app.place());
    let sent: Result<Vec<bool>, StoreError> = world
        .app
        .store()
        .read(move |tx| {
            let mut kept = outbox::list(tx, None, None, 1)?.pop().unwrap();
            let mut sent = Vec::new();
            for (at, error) in [(now, None), (now + NEWS_AGE + 1, None), (now + NEWS_AGE + 1, Some("nobody there".to_owned()))] {
                kept.error = error;
                sent.push(matches!(worded(tx, &kept, &place, at)?, (Rendered::Mail(_), _)));
            }
            Ok(sent)
        })
        .await;
    assert_eq!(sent.unwrap(), [true, false, true]);
}

#[tokio::test]
async fn i1_a_code_that_has_expired_meanwhile_is_not_sent() {
    let world = World::new().await;
    let (now, place) = (world.clock.now().as_millisecond(), world.app.place());
    let sent: Result<[bool; 2], Error> = world
        .app
        .store()
        .write(move |tx| {
            let ada = people::by_email(tx, "ada@acme.example")?.unwrap().id;
            let issued = codes::issue(tx, ada, CodePurpose::Reset, now)?;
            let letter = Letter::PasswordReset { code: issued.code, expires_at: issued.expires_at };
            post(tx, Some(ada), "ada@acme.example", &letter, now)?;
            let kept = outbox::list(tx, None, None, 1)?.pop().unwrap();
            let before = matches!(worded(tx, &kept, &place, issued.expires_at - 1)?, (Rendered::Mail(_), None));
            let after = matches!(worded(tx, &kept, &place, issued.expires_at)?, (Rendered::Late, None));
            Ok([before, after])
        })
        .await;
    assert_eq!(sent.unwrap(), [true, true]);
}
