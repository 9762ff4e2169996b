//! Several people, and several tries, at once.

use std::thread;

use caseport_tests::desk::Demo;
use caseport_tests::http::Answer;
use serde_json::{Value, json};

use crate::support::{PICTURE, arguments, number};

/// Asks the same at once, so many times over.
fn at_once(count: usize, ask: impl Fn(usize) -> Answer + Sync) -> Vec<Answer> {
    let barrier = std::sync::Barrier::new(count);
    thread::scope(|scope| {
        let (ask, barrier) = (&ask, &barrier);
        let asking = (0..count).map(|at| {
            scope.spawn(move || {
                barrier.wait();
                ask(at)
            })
        });
        asking.collect::<Vec<_>>().into_iter().map(|thread| thread.join().expect("nobody panics")).collect()
    })
}

#[test]
fn of_two_editors_one_is_told_what_the_other_did() {
    let demo = Demo::shared();
    let case = demo.customer().files("Two editors", "Who was first?");
    let (customer, agent) = (demo.customer().shell(), demo.agent().shell());
    let name = case.to_string();
    let seen = agent.run(&["case", "view", "--json", &name]).expect(0).json()["version"].to_string();
    customer.run(&["case", "edit", &name, "--priority", "high"]).expect(0);
    let late = agent.run(&["case", "edit", &name, "--severity", "4", "--if-version", &seen]);
    assert!(late.expect(5).err().contains("caseport case view"), "{}", late.err());

    let path = format!("/v1/cases/{case}");
    let stale = demo.agent().http().json_with("PATCH", &path, &[("if-match", &format!("\"{seen}\""))], &json!({ "severity": 4 }));
    let problem = stale.expect(412).json();
    assert_eq!((&problem["code"], &problem["current"]["priority"]), (&json!("stale_version"), &json!("high")));
    assert_eq!(problem["current"]["severity"], 3, "nothing was written");
    assert_eq!(demo.agent().http().json("PATCH", &path, &json!({ "severity": 4 })).expect(428).code(), "version_required");
    agent.run(&["case", "edit", &name, "--severity", "4"]).expect(0);

    // A comment is no edit: it makes nobody's edit stale.
    let version = demo.customer().http().get(&path).expect(200).header("etag").expect("a case has a version").to_owned();
    agent.run(&["case", "reply", &name, "--message", "hello"]).expect(0);
    demo.customer().http().json_with("PATCH", &path, &[("if-match", &version)], &json!({ "priority": "low" })).expect(200);

    let version = demo.agent().http().get(&path).expect(200).header("etag").expect("a case has a version").to_owned();
    let answers = at_once(8, |at| {
        let status = ["researching", "scoping"][at % 2];
        let edit = json!({ "solution": format!("Solution {at}"), "status": { "status": status } });
        demo.agent().http().json_with("PATCH", &path, &[("if-match", &version)], &edit)
    });
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412, 412, 412, 412, 412, 412, 412]);
    let winner = answers.iter().find(|answer| answer.status == 200).expect("one was first").json();
    assert_eq!(demo.agent().http().get(&path).expect(200).json()["solution"], winner["solution"]);
}

#[test]
fn two_agents_who_answer_at_once_read_each_other_first() {
    let demo = Demo::shared();
    let case = demo.customer().files("Two agents", "Who answers?");
    let name = case.to_string();
    let (agent, admin) = (demo.agent().shell(), demo.admin().shell());
    agent.run(&["case", "reply", &name, "--message", "I am looking at it."]).expect(0);
    // Both have read up to reply-1, and both write.
    agent.run(&["case", "reply", &name, "--message", "It is the queue.", "--last-seen", "reply-1"]).expect(0);
    let late = admin.run(&["case", "reply", &name, "--message", "It is the cache.", "--last-seen", "reply-1"]);
    assert!(late.expect(5).err().contains("reply-2"), "{}", late.err());

    let http = demo.admin().http();
    let path = format!("/v1/cases/{case}/replies");
    let reply = |replies: i64, body: String| json!({ "body": body, "send": { "seen": { "replies": replies, "notes": 0 } } });
    let problem = http.json("POST", &path, &reply(1, "It is the cache.".to_owned())).expect(409).json();
    assert_eq!((&problem["code"], &problem["current_seen"]["replies"]), (&json!("newer_comments"), &json!(2)));
    let text = admin.run(&["case", "view", &name]).expect(0).out();
    assert!(text.contains("It is the queue.") && !text.contains("It is the cache."), "{text}");
    admin.run(&["case", "reply", &name, "--message", "And the cache.", "--last-seen", "reply-2"]).expect(0);

    let statuses: Vec<u16> =
        at_once(8, |at| http.json("POST", &path, &reply(3, format!("At once {at}")))).iter().map(|one| one.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 7, "{statuses:?}");
}

#[test]
fn a_retried_filing_makes_one_case() {
    let demo = Demo::shared();
    let (customer, word) = (demo.customer().http(), "retriedonceonly");
    let body = demo.customer().product().body(word, "Sent until somebody answers.");
    let key = [("idempotency-key", "story-retried-filing")];
    let first = customer.json_with("POST", "/v1/cases", &key, &body).expect(201).json();
    let again = customer.json_with("POST", "/v1/cases", &key, &body).expect(201).json();
    assert_eq!(first, again, "a retry gets the answer of the first");
    let mut other = body.clone();
    other["subject"] = json!("something else");
    assert_eq!(customer.json_with("POST", "/v1/cases", &key, &other).expect(422).code(), "idempotency_mismatch");
    // Keys are each person's own.
    let theirs = demo.stranger().product().body("A key like yours", "But mine.");
    demo.stranger().http().json_with("POST", "/v1/cases", &key, &theirs).expect(201);
    assert_eq!(demo.customer().numbers(word), [first["number"].as_i64().expect("a case has a number")]);

    let word = "retriedeighttimes";
    let body = demo.customer().product().body(word, "Sent eight times at once.");
    let answers = at_once(8, |_| customer.json_with("POST", "/v1/cases", &[("idempotency-key", "story-eight-at-once")], &body));
    let numbers: Vec<Value> = answers.iter().map(|answer| answer.expect(201).json()["number"].clone()).collect();
    assert!(numbers.iter().all(|number| *number == numbers[0]), "{numbers:?}");
    assert_eq!(demo.customer().numbers(word).len(), 1);
}

#[test]
fn a_retried_draft_is_sent_once_with_its_files() {
    let demo = Demo::shared();
    let (customer, word) = (demo.customer().http(), "draftedandretried");
    let about = demo.customer().product();
    let content = json!({
        "product": about.product, "category": about.category.unwrap_or_default(), "subcategory": about.subcategory.unwrap_or_default(),
        "severity": 3, "subject": word, "body": "With a picture.",
    });
    let draft = "/v1/drafts/0191d3c0-aaaa-7bbb-8ccc-0000000000d1";
    customer.json("PUT", draft, &json!({ "kind": "case", "version": 0, "content": content })).expect(200);
    let bytes = [("content-type", "application/octet-stream"), ("idempotency-key", "story-draft-file")];
    let path = format!("{draft}/files?name=shot.png");
    let uploads = at_once(4, |_| customer.send("POST", &path, &bytes, PICTURE));
    let ids: Vec<Value> = uploads.iter().map(|answer| answer.expect(201).json()["id"].clone()).collect();
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    // The file made another version of the draft.
    let version = customer.get(draft).expect(200).json()["version"].clone();
    let key = [("idempotency-key", "story-draft-submit")];
    let submit = |_| customer.json_with("POST", &format!("{draft}/submit"), &key, &json!({ "version": version }));
    let answers = at_once(4, submit);
    let first = answers[0].expect(201).json();
    assert!(answers.iter().all(|answer| answer.expect(201).json() == first));
    assert_eq!(first["files"].as_array().map(Vec::len), Some(1), "{first}");
    assert_eq!(demo.customer().numbers(word), [first["number"].as_i64().expect("a case has a number")]);
    assert_eq!(customer.get(draft).status, 404, "what was sent is no draft any more");
    assert_eq!(customer.json("POST", &format!("{draft}/submit"), &json!({ "version": version })).status, 404);
}

#[test]
fn typing_in_two_places_loses_neither_text() {
    let demo = Demo::shared();
    let http = demo.colleague().http();
    let draft = "/v1/drafts/0191d3c0-aaaa-7bbb-8ccc-0000000000f1";
    let save = |version: i64, body: &str| {
        http.json("PUT", draft, &json!({ "kind": "case", "version": version, "content": { "severity": 3, "body": body } }))
    };
    let first = save(0, "at home").expect(200).json();
    let version = first["draft"]["version"].as_i64().expect("a draft has a version");
    save(version, "at home, longer").expect(200);
    let forked = save(version, "in the office").expect(200).json();
    assert_eq!(forked["forked_from"], first["draft"]["id"]);
    let all = http.get("/v1/drafts").expect(200).text();
    assert!(all.contains("at home, longer") && all.contains("in the office"), "{all}");
    for id in [&first["draft"]["id"], &forked["draft"]["id"]] {
        http.send("DELETE", &format!("/v1/drafts/{}", id.as_str().unwrap_or_default()), &[], &[]).expect(204);
    }
    let shell = demo.colleague().shell();
    let filed = shell
        .run(&arguments(&["case", "file", "--subject", "After all", "--description", "Sent."], &demo.colleague().product().arguments()));
    assert!(!number(filed.expect(0)).is_empty());
}
