//! Lists: every page once, filters, words, cursors.

use caseport_shared::case::CaseNumber;
use caseport_shared::comment::{CommentRef, Visibility};
use jiff::ToSpan as _;
use rstest::rstest;
use serde_json::json;

use crate::store::comments::NewComment;
use crate::store::{Scope, StoreError, cases, comments};
use crate::testing::{Client, Engine, World};

async fn numbers(who: &Client, query: &str) -> Vec<i64> {
    let mut out = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = who.get(&format!("/v1/cases?limit=3&query={}{cursor}", encode(query))).await;
        out.extend(page["cases"].as_array().unwrap().iter().map(|case| case["number"].as_i64().unwrap()));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return out,
        }
    }
}

fn encode(query: &str) -> String {
    query.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[rstest]
#[tokio::test]
async fn every_order_shows_every_case_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let mut filed = Vec::new();
    for index in 0..11 {
        filed.push(world.file(["ada", "bob", "cleo"][index % 3], &format!("Case number {index}")).await);
        if index % 2 == 0 {
            world.pass(1.minute());
        }
    }
    let agent = world.of("agent");
    for (index, severity) in [(0, 1), (3, 4), (4, 2)] {
        agent.patch(&format!("/v1/cases/{}", filed[index]), 1, &json!({"severity": severity})).await;
    }
    for (who, expected) in [("agent", 11), ("bob", 11), ("ada", 4), ("zoe", 0)] {
        for sort in ["updated", "created", "severity", "oldest"] {
            let mut listed = numbers(world.of(who), &format!("sort:{sort}")).await;
            assert_eq!(listed.len(), expected, "{who} {sort}");
            listed.sort_unstable();
            listed.dedup();
            assert_eq!(listed.len(), expected, "{who} {sort}");
        }
        assert_eq!(numbers(world.of(who), "number").await.len(), expected, "{who}, by a word");
    }
    let by_severity = numbers(agent, "sort:severity").await;
    assert_eq!((by_severity[0], by_severity[1], by_severity[10]), (filed[0], filed[4], filed[3]));
    assert_eq!(numbers(agent, "sort:created").await[10], filed[0].min(filed[0]));
}

#[rstest]
#[tokio::test]
async fn each_filter_finds_its_cases_and_its_negation_the_others(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let (agent, ada) = (world.of("agent"), world.of("ada"));
    let first = world.file("ada", "Login fails").await;
    world.pass((48).hours());
    let second = world.file("bob", "Digest email is late").await;
    agent.patch(&format!("/v1/cases/{first}"), 1, &json!({"severity": 1, "assignee": "agent@larkfold.example", "priority": "high"})).await;
    agent.post(&format!("/v1/cases/{first}/replies"), &json!({"body": "We look.", "send": {"status": "pending-your-response"}})).await;
    agent.post(&format!("/v1/cases/{second}/escalate"), &json!({"reason": "soon"})).await;
    for filter in [
        "status:pending-your-response",
        "group:action-needed",
        "severity:1,2",
        "priority:high",
        "assignee:me",
        "assignee:agent@larkfold.example",
        "last:support",
        "requester:ada@acme.example",
        "-escalated:yes",
        "escalated:no",
        "created:>36h",
        "created:2026-03-02",
        "login",
        "\"login fails\"",
        "log",
        "-digest",
        &first.to_string(),
    ] {
        assert_eq!(numbers(agent, filter).await, [first], "{filter}");
    }
    for filter in [
        "-assignee:me",
        "assignee:nobody",
        "last:customer",
        "-severity:1",
        "-status:pending-your-response",
        "created:<36h",
        "-login",
        "requester:bob@acme.example",
    ] {
        assert_eq!(numbers(agent, filter).await, [second], "{filter}");
    }
    for filter in ["product:acme-social", "organization:acme", "-product:acme-community", "-category:sign-in", "fails,digest"] {
        let expected = if filter == "fails,digest" { 0 } else { 2 };
        assert_eq!(numbers(agent, filter).await.len(), expected, "{filter}");
    }
    assert_eq!(numbers(ada, "unread:yes").await, [first]);
    ada.put(&format!("/v1/cases/{first}/seen"), &json!({"replies": 99})).await;
    assert_eq!(numbers(ada, "unread:yes").await, Vec::<i64>::new());
    assert_eq!(numbers(ada, "assignee:agent@larkfold.example").await, Vec::<i64>::new(), "support's addresses cannot be tried out");
    assert_eq!(numbers(agent, "\"fails login\"").await, Vec::<i64>::new());
    assert_eq!(numbers(agent, "lo").await, Vec::<i64>::new(), "prefixes need three characters");
}

#[rstest]
#[tokio::test]
async fn a_wrong_query_says_where_and_a_strange_cursor_is_refused(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    for index in 0..4 {
        world.file("ada", &format!("Case {index}")).await;
    }
    let ada = world.of("ada");
    let wrong = ada.ask("/v1/cases?query=group:open%20colour:red").await;
    assert_eq!((wrong.problem(), wrong.json()["at"].as_u64()), ((400, "invalid_query".to_owned()), Some(11)));
    let cursor = ada.get("/v1/cases?limit=1").await["next"].as_str().unwrap().to_owned();
    for (who, path) in [
        ("ada", format!("/v1/cases?limit=1&query=group:open&cursor={cursor}")),
        ("bob", format!("/v1/cases?limit=1&cursor={cursor}")),
        ("ada", "/v1/cases?cursor=nonsense".to_owned()),
        ("ada", format!("/v1/products?cursor={cursor}")),
        ("ada", format!("/v1/people?cursor={cursor}")),
    ] {
        assert_eq!(world.of(who).ask(&path).await.problem(), (400, "invalid_cursor".to_owned()), "{path}");
    }
    for limit in ["0", "101", "-1", "x", "99999999999999999999"] {
        assert_eq!(ada.ask(&format!("/v1/cases?limit={limit}")).await.problem(), (422, "invalid_field".to_owned()), "{limit}");
    }
    assert_eq!(ada.ask("/v1/cases?colour=red").await.problem(), (422, "invalid_field".to_owned()));
    for number in ["0", "-1", "x", "99999999999999999999", "1.5", "%00"] {
        assert_eq!(ada.ask(&format!("/v1/cases/{number}")).await.problem(), (404, "not_found".to_owned()), "{number}");
    }
}

#[rstest]
#[tokio::test]
async fn products_and_people_are_shown_to_those_who_may_see_them(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let products = world.of("ada").get("/v1/products?limit=1").await;
    assert_eq!(products["products"][0]["slug"], "acme-community");
    let rest = world.of("ada").get(&format!("/v1/products?limit=1&cursor={}", products["next"].as_str().unwrap())).await;
    assert_eq!((&rest["products"][0]["slug"], &rest["next"]), (&json!("acme-social"), &json!(null)));
    let product = world.of("ada").get("/v1/products/acme-community").await;
    assert_eq!(product["categories"][0]["subcategories"][0]["slug"], "saml");
    assert_eq!(product["pool"], json!({"total": 20, "taken": 3, "counts": "user-per-product"}));
    assert_eq!(product["seats"].as_array().unwrap().len(), 3);
    assert_eq!(world.of("agent").get("/v1/products").await["products"].as_array().unwrap().len(), 3);
    assert_eq!(world.of("agent").get("/v1/people").await["people"].as_array().unwrap().len(), 3);
    assert_eq!(world.of("agent").get("/v1/people?organization=brook").await["people"][0]["email"], "zoe@brook.example");
}

#[rstest]
#[tokio::test]
async fn a_cursor_fits_its_own_installation_alone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (Some(here), Some(there)) = (World::on(engine).await, World::on(engine).await) else { return };
    for world in [&here, &there] {
        world.file("ada", "One").await;
        world.file("ada", "Another").await;
    }
    let page = here.of("ada").get("/v1/cases?limit=1").await;
    let path = format!("/v1/cases?limit=1&cursor={}", page["next"].as_str().unwrap());
    assert_eq!(here.of("ada").ask(&path).await.status.as_u16(), 200);
    assert_eq!(there.of("ada").ask(&path).await.problem(), (400, "invalid_cursor".to_owned()));
}

#[rstest]
#[tokio::test]
async fn words_to_leave_out_are_looked_for_everywhere_and_in_every_step(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let agent = world.of("agent");
    let (plain, noted, spoken) =
        (world.file("ada", "Printer jams").await, world.file("ada", "Printer jams").await, world.file("bob", "Printer jams").await);
    agent.post(&format!("/v1/cases/{noted}/notes"), &json!({"body": "The toner is empty, call Hinnerk."})).await;
    agent.post(&format!("/v1/cases/{spoken}/replies"), &json!({"body": "Is the toner empty?"})).await;
    assert_eq!(numbers(agent, "printer -toner").await, [plain]);
    assert_eq!(numbers(agent, "-toner").await, [plain]);
    assert_eq!(numbers(agent, "hinnerk").await, [noted]);
    assert_eq!(numbers(agent, "hinnerk -printer").await, Vec::<i64>::new(), "found in a note, left out for its subject");
    let mut mine = numbers(world.of("ada"), "printer -toner").await;
    mine.sort_unstable();
    let mut expected = [plain, noted];
    expected.sort_unstable();
    assert_eq!(mine, expected, "a note leaves nothing out for a customer");
    assert_eq!(numbers(world.of("ada"), "hinnerk").await, Vec::<i64>::new());
}

#[rstest]
#[tokio::test]
async fn what_is_found_comes_in_its_order_page_by_page(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let mut filed = Vec::new();
    for subject in ["Kestrel fails", "Kestrels fail", "Login fails", "A kestrel again", "Kestrelwing fails", "Login again"] {
        world.pass(1.minute());
        filed.push(world.file("ada", subject).await);
    }
    for at in [2, 5] {
        world.pass(1.minute());
        let said = world.of("ada").post(&format!("/v1/cases/{}/replies", filed[at]), &json!({"body": "As with the kestrel."})).await;
        assert_eq!(said.status.as_u16(), 201);
    }
    for (query, expected) in [
        ("kestrel", [3, 0, 4, 1, 5, 2]),
        ("kestrel sort:updated", [5, 2, 4, 3, 1, 0]),
        ("kestrel sort:oldest", [0, 1, 3, 4, 2, 5]),
        ("kestrel sort:created", [5, 4, 3, 2, 1, 0]),
    ] {
        for who in ["ada", "bob", "agent"] {
            assert_eq!(numbers(world.of(who), query).await, expected.map(|at| filed[at]), "{who} {query}");
        }
    }
    // What has words is filtered like any list; Ada has read what she wrote.
    for (who, query, found) in [
        ("agent", "kestrel assignee:nobody", 6),
        ("agent", "kestrel assignee:me", 0),
        ("agent", "kestrel unread:yes", 2),
        ("ada", "kestrel unread:yes", 0),
    ] {
        assert_eq!(numbers(world.of(who), query).await.len(), found, "{who} {query}");
    }
}

#[rstest]
#[tokio::test]
async fn a_case_with_more_comments_than_are_indexed_is_found_by_its_newest(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::on(engine).await else { return };
    let number = CaseNumber(world.file("ada", "Login fails").await);
    let written: Result<(), StoreError> = world
        .app
        .store()
        .write(move |tx| {
            let case = cases::get(tx, Scope::Everything, number)?.unwrap();
            for at in 1..=2_002 {
                let body = match at {
                    1 => "walrus",
                    2_002 => "pelican",
                    _ => "x",
                };
                let reference = CommentRef { visibility: Visibility::Public, number: at };
                let author_id = case.requester_id;
                comments::insert(
                    tx,
                    &NewComment { case_id: case.id, reference, author_id, body, is_escalation: false, at: 0, sign_in: None },
                )?;
            }
            tx.case_changed(case.id);
            Ok(())
        })
        .await;
    written.unwrap();
    for (word, found) in [("pelican", 1), ("login", 1), ("walrus", 0)] {
        assert_eq!(numbers(world.of("ada"), word).await.len(), found, "{word}");
    }
}
