//! Timelines: in parts that stay within what a client reads.

use caseport_shared::limits::{BODY_CHARS, RESPONSE_BYTES};
use rstest::rstest;
use serde_json::{Value, json};

use crate::testing::{Engine, World};

#[rstest]
#[tokio::test]
async fn long_comments_make_shorter_pages_of_which_none_is_lost(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    let path = format!("/v1/cases/{number}");
    // The longest that there may be, in bytes.
    let body = "\u{1F980}".repeat(BODY_CHARS);
    for _ in 0..70 {
        let sent = world.of("ada").post(&format!("{path}/replies"), &json!({"body": body})).await;
        assert_eq!(sent.status.as_u16(), 201);
    }
    let total = 71;
    let read = async |asked: &str| {
        let answer = world.of("ada").ask(&format!("{path}/timeline?limit=100{asked}")).await;
        assert!(answer.body.len() < RESPONSE_BYTES, "{}", answer.body.len());
        let page = answer.json();
        assert_eq!(page["total"], total);
        let entries = page["entries"].as_array().unwrap().clone();
        assert!(!entries.is_empty());
        (page["from"].as_u64().unwrap(), entries)
    };
    let reference = |entry: Option<&Value>| entry.unwrap()["comment"]["reference"].as_str().unwrap_or_default().to_owned();
    let (newest, entries) = read("").await;
    assert_eq!(newest + entries.len() as u64, total, "the newest page ends with the newest entry");
    assert_eq!(reference(entries.last()), "reply-70");
    assert_eq!(reference(entries.first()), format!("reply-{newest}"));
    let mut next = 0;
    while next < total {
        let (from, entries) = read(&format!("&from={next}")).await;
        assert_eq!(from, next);
        assert_eq!(reference(entries.last()), format!("reply-{}", from + entries.len() as u64 - 1));
        next += entries.len() as u64;
    }
}
