//! Letters: each is given to one worker at a time, and none is lost.

use std::collections::BTreeMap;

use caseport_shared::notification::LetterState;
use rstest::rstest;

use super::Opened;
use crate::store::outbox::{self, Kept, NewLetter};
use crate::store::{StoreError, Tx, housekeeping};
use crate::testing::Engine;

/// Letters that are to be sent.
const LETTERS: usize = 40;
/// Who sends them at once.
const WORKERS: usize = 4;
/// How long a letter is claimed.
const CLAIM: i64 = 1_000;
/// A day and a month, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1_000;

fn letter(tx: &mut Tx<'_>, reference: &str, now: i64) -> Result<(), StoreError> {
    outbox::insert(tx, &NewLetter { reference, person_id: None, address: "ada@acme.example", letter: "{}", has_code: false, now })
}

async fn claim(opened: &Opened, now: i64) -> Option<Kept> {
    opened.store.write(move |tx| outbox::claim(tx, now, now + CLAIM)).await.unwrap()
}

async fn get(opened: &Opened, reference: &'static str) -> Option<Kept> {
    opened.store.read(move |tx| outbox::get(tx, reference)).await.unwrap()
}

#[rstest]
#[tokio::test]
async fn workers_side_by_side_send_each_letter_once_and_lose_none(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(opened) = Opened::on(engine) else { return };
    let written: Result<(), StoreError> =
        opened.store.write(|tx| (0..LETTERS).try_for_each(|number| letter(tx, &format!("letter-{number}"), 0))).await;
    written.unwrap();
    let workers = (0..WORKERS).map(|_| {
        let store = opened.store.clone();
        tokio::spawn(async move {
            let mut sent = Vec::new();
            loop {
                // Those who met too often on one letter ask again, as they do at the next look.
                match store.write(|tx| outbox::claim(tx, 1, 1 + CLAIM)).await {
                    Ok(Some(claimed)) => {
                        sent.push(claimed.reference.clone());
                        let claimed = std::sync::Arc::new(claimed);
                        loop {
                            let one = std::sync::Arc::clone(&claimed);
                            let settled: Result<(), StoreError> = store.write(move |tx| outbox::sent(tx, &one, "{}", 2)).await;
                            if settled.is_ok() {
                                break;
                            }
                        }
                    }
                    Ok(None) => return sent,
                    Err(error) => assert_eq!(error, StoreError::Overloaded),
                }
            }
        })
    });
    let mut times = BTreeMap::<String, usize>::new();
    for worker in workers.collect::<Vec<_>>() {
        for reference in worker.await.unwrap() {
            *times.entry(reference).or_default() += 1;
        }
    }
    assert!(times.len() == LETTERS && times.values().all(|times| *times == 1), "{times:?}");
    let kept: Result<Vec<Kept>, StoreError> = opened.store.read(|tx| outbox::list(tx, Some(LetterState::Sent), None, LETTERS + 1)).await;
    assert_eq!(kept.unwrap().len(), LETTERS);
}

#[rstest]
#[tokio::test]
async fn a_letter_whose_worker_is_gone_is_given_to_another_and_a_late_word_changes_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(opened) = Opened::on(engine) else { return };
    opened.store.write(|tx| letter(tx, "a", 0)).await.unwrap();
    let first = claim(&opened, 10).await.unwrap();
    assert!(claim(&opened, 10 + CLAIM - 1).await.is_none());
    let second = claim(&opened, 10 + CLAIM).await.unwrap();
    assert_eq!((second.reference.as_str(), second.tries), ("a", 2));
    let late: Result<(), StoreError> = opened.store.write(move |tx| outbox::failed(tx, &first, None, "too late", 20)).await;
    late.unwrap();
    assert_eq!(get(&opened, "a").await.unwrap().state, LetterState::Waiting);
    let settled: Result<(), StoreError> = opened.store.write(move |tx| outbox::failed(tx, &second, None, "refused", 30)).await;
    settled.unwrap();
    let dead = get(&opened, "a").await.unwrap();
    assert_eq!((dead.state, dead.error.as_deref(), dead.settled_at), (LetterState::Dead, Some("refused"), Some(30)));
    assert!(claim(&opened, DAY).await.is_none());
    assert_eq!(opened.store.write(|tx| outbox::retry(tx, "a", DAY)).await, Ok(true));
    assert_eq!(opened.store.read(outbox::next_due).await, Ok(Some(DAY)));
    let again = claim(&opened, DAY).await.unwrap();
    assert_eq!(again.tries, 1);
    let sent: Result<(), StoreError> = opened.store.write(move |tx| outbox::sent(tx, &again, "{\"left\":1}", DAY)).await;
    sent.unwrap();
    assert_eq!(opened.store.write(|tx| outbox::retry(tx, "a", DAY)).await, Ok(false), "what was sent is not sent again");
    assert_eq!(get(&opened, "a").await.unwrap().letter, "{\"left\":1}");
}

#[rstest]
#[tokio::test]
async fn letters_are_kept_for_thirty_days_whatever_became_of_them(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(opened) = Opened::on(engine) else { return };
    opened.store.write(|tx| letter(tx, "old", 0).and_then(|()| letter(tx, "young", 2))).await.unwrap();
    assert_eq!(opened.store.write(|tx| housekeeping::purge(tx, 30 * DAY + 1)).await, Ok(false));
    assert!(get(&opened, "old").await.is_none() && get(&opened, "young").await.is_some());
}
