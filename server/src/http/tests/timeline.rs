//! Timelines: in parts that stay within what a client reads.

use caseport_shared::case::CaseNumber;
use caseport_shared::comment::Visibility;
use caseport_shared::limits::{BODY_CHARS, RESPONSE_BYTES};
use caseport_shared::person::Side;
use rstest::rstest;
use serde_json::{Value, json};

use crate::commands::{Context, Error, show, timeline};
use crate::store::comments::Run;
use crate::store::{Scope, Tx, cases, comments, people};
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

/// A case on which everything happened that entries name something by: twice as much of it the second time.
async fn eventful(world: &World) -> i64 {
    let number = world.file("ada", "Login fails").await;
    more(world, number, 1).await;
    number
}

async fn more(world: &World, number: i64, times: usize) {
    let (ada, agent) = (world.of("ada"), world.of("agent"));
    let path = format!("/v1/cases/{number}");
    for _ in 0..times {
        for (who, what, body) in [
            (ada, "replies", json!({"body": "It still fails."})),
            (agent, "notes", json!({"body": "Looks like the proxy."})),
            (agent, "replies", json!({"body": "Please try again."})),
            (ada, "escalate", json!({"reason": "Nobody can work."})),
            (agent, "watchers", json!({"email": "cleo@acme.example"})),
        ] {
            let answer = who.post(&format!("{path}/{what}"), &body).await;
            assert!(answer.status.is_success(), "{what}: {}", answer.text());
        }
        for (who, name) in [(ada, "screen.png"), (agent, "patch.zip")] {
            assert_eq!(who.upload(&format!("{path}/files?name={name}"), "bytes").await.status.as_u16(), 201);
        }
        let sent = agent.upload(&format!("{path}/files?name=shared.zip"), "bytes").await.json();
        let reply = json!({"body": "Use this.", "send": {"include": [sent["id"]]}});
        assert_eq!(agent.post(&format!("{path}/replies"), &reply).await.status.as_u16(), 201);
        let taken = agent.json(axum::http::Method::DELETE, &format!("{path}/watchers/cleo@acme.example"), &[], &json!(null)).await;
        assert_eq!(taken.status.as_u16(), 200, "{}", taken.text());
    }
}

/// What an entry is, and what it names.
fn words(entry: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match entry["entry"].as_str() {
        Some("comment") => {
            let comment = &entry["comment"];
            let files = comment["files"].as_array().into_iter().flatten().map(|file| format!(" +{}", text(&file["name"])));
            let reason = if entry["escalation"] == true { "!" } else { "" };
            format!("{}{reason} {}{}", text(&comment["reference"]), text(&comment["author"]["name"]), files.collect::<String>())
        }
        Some("file") => format!("{} {}", text(&entry["file"]["name"]), text(&entry["file"]["by"]["name"])),
        _ => format!("{} {} {}", text(&entry["fact"]), text(&entry["actor"]["name"]), text(&entry["person"]["name"])).trim().to_owned(),
    }
}

#[rstest]
#[tokio::test]
async fn entries_name_what_they_are_about_in_their_order_from_either_end(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = eventful(&world).await;
    for (who, expected) in [
        (
            "ada",
            &[
                "filed ada",
                "reply-1 ada",
                "reply-2 agent",
                "reply-3! ada",
                "watcher-added agent cleo",
                "screen.png ada",
                "reply-4 agent +shared.zip",
                "watcher-removed agent cleo",
            ][..],
        ),
        (
            "agent",
            &[
                "filed ada",
                "reply-1 ada",
                "note-1 agent",
                "reply-2 agent",
                "reply-3! ada",
                "watcher-added agent cleo",
                "screen.png ada",
                "patch.zip agent",
                "shared.zip agent",
                "reply-4 agent +shared.zip",
                "file-shared agent",
                "watcher-removed agent cleo",
            ][..],
        ),
    ] {
        let read = async |asked: String| {
            let page = world.of(who).get(&format!("/v1/cases/{number}/timeline?{asked}")).await;
            assert_eq!(page["total"], expected.len(), "{who} {asked}");
            (page["from"].as_u64().unwrap(), page["entries"].as_array().unwrap().iter().map(words).collect::<Vec<_>>())
        };
        assert_eq!(read(String::new()).await, (0, expected.iter().map(ToString::to_string).collect()), "{who}");
        for limit in [1, 3, expected.len()] {
            let newest = expected.len() - limit;
            assert_eq!(read(format!("limit={limit}")).await, (newest as u64, expected[newest..].iter().map(ToString::to_string).collect()));
            for from in 0..=expected.len() {
                let part = expected[from..].iter().take(limit).map(ToString::to_string).collect();
                assert_eq!(read(format!("from={from}&limit={limit}")).await, (from as u64, part), "{who}");
            }
        }
    }
}

/// How many statements something takes as somebody.
async fn statements<T: Send + 'static>(
    world: &World,
    email: &'static str,
    read: impl FnOnce(&mut Tx<'_>, &Context) -> Result<T, Error> + Send + 'static,
) -> usize {
    let (now, rules) = (world.clock.now(), world.app.settings().rules);
    let counted: Result<usize, Error> = world
        .app
        .store()
        .read(move |tx| {
            let person = people::by_email(tx, email)?.unwrap().id;
            let actor = people::actor(tx, person)?.unwrap();
            let before = tx.statements;
            read(tx, &Context { actor, sign_in: None, now, rules })?;
            Ok(tx.statements - before)
        })
        .await;
    counted.unwrap()
}

#[rstest]
#[tokio::test]
async fn more_entries_take_no_more_statements(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = eventful(&world).await;
    let taken = async || {
        let mut taken = Vec::new();
        for email in ["agent@larkfold.example", "ada@acme.example"] {
            let number = CaseNumber(number);
            taken.push(statements(&world, email, move |tx, context| timeline::timeline(tx, context, number, None, None)).await);
            taken.push(statements(&world, email, move |tx, context| show::case(tx, context, number)).await);
        }
        taken
    };
    let few = taken().await;
    assert_eq!(few, [7, 5, 7, 6]);
    more(&world, number, 3).await;
    assert_eq!(taken().await, few);
}

#[rstest]
#[tokio::test]
async fn comments_are_read_from_either_end_until_one_does_not_fit(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = world.file("ada", "Login fails").await;
    for _ in 1..=5 {
        let sent = world.of("ada").post(&format!("/v1/cases/{number}/replies"), &json!({"body": "ten bytes."})).await;
        assert_eq!(sent.status.as_u16(), 201);
    }
    for (first, last, room, expected) in
        [(1, 5, 50, &[1, 2, 3, 4, 5][..]), (2, 4, 19, &[2, 3]), (5, 1, 20, &[5, 4, 3]), (5, 4, 50, &[5, 4]), (3, 3, 0, &[3])]
    {
        let run = Run { visibility: Visibility::Public, first, last, room };
        let read: Result<Vec<i64>, Error> = world
            .app
            .store()
            .read(move |tx| {
                let case = cases::get(tx, Scope::Everything, CaseNumber(number))?.unwrap();
                let found = comments::list(tx, case.id, run, Side::Customer)?;
                Ok(found.into_iter().map(|comment| comment.view.reference.number).collect())
            })
            .await;
        assert_eq!(read.unwrap(), expected, "{run:?}");
    }
}
