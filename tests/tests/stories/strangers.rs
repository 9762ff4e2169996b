//! What may not be seen does not exist: not in lists, searches, counts, downloads or guesses.

use caseport_tests::desk::{Demo, Person, encoded};
use caseport_tests::http::{Answer, Http};
use serde_json::json;

use crate::support::{PICTURE, upload};

/// A number that no case has.
fn missing(demo: &Demo) -> i64 {
    let agent = demo.agent().http();
    (1..1_000).find(|number| agent.get(&format!("/v1/cases/{number}")).status == 404).expect("some number is free")
}

/// What an onlooker can tell about an answer: everything but the id of the request and the time.
fn seen(answer: &Answer) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let headers = answer.headers.iter().filter(|(name, _)| name != "x-request-id" && name != "date").cloned().collect();
    (answer.status, headers, answer.body.clone())
}

/// Every request about a case that there is.
fn requests(number: i64, file: &str) -> Vec<(&'static str, String, Option<serde_json::Value>)> {
    let case = format!("/v1/cases/{number}");
    let post = |tail: &str, body| ("POST", format!("{case}/{tail}"), Some(body));
    vec![
        ("GET", case.clone(), None),
        ("GET", format!("{case}/timeline"), None),
        ("GET", format!("{case}/files"), None),
        ("GET", format!("{case}/files/{file}"), None),
        ("PATCH", case.clone(), Some(json!({ "priority": "high" }))),
        ("PUT", format!("{case}/seen"), Some(json!({ "replies": 1 }))),
        post("replies", json!({ "body": "hello" })),
        post("notes", json!({ "body": "hello" })),
        post("close", json!({})),
        post("reopen", json!({})),
        post("escalate", json!({ "reason": "hello" })),
        post("watchers", json!({ "email": "somebody@example.com" })),
        ("DELETE", format!("{case}/watchers/somebody@example.com"), None),
        post("comments/reply-1/redact", json!({ "reason": "hello" })),
        post("description/redact", json!({ "reason": "hello" })),
        post(&format!("files/{file}/redact"), json!({ "reason": "hello" })),
        post("files?name=a.txt", json!({})),
    ]
}

fn ask(http: &Http, request: &(&str, String, Option<serde_json::Value>)) -> Answer {
    let (method, path, body) = request;
    match body {
        Some(body) => http.json_with(method, path, &[("if-match", "\"1\"")], body),
        None => http.send(method, path, &[], &[]),
    }
}

/// Everything that somebody who may not see a case tries.
fn assert_it_does_not_exist(demo: &Demo, onlooker: &Person, case: i64, file: &str, word: &str) {
    let (shell, http) = (onlooker.shell(), onlooker.http());
    let number = case.to_string();
    let picture = shell.write("picture.png", PICTURE);
    let commands: &[&[&str]] = &[
        &["case", "view", &number],
        &["case", "reply", &number, "--message", "hello"],
        &["case", "reply", &number, "--message", "hello", "--attach", &picture],
        &["case", "note", &number, "--message", "hello"],
        &["case", "close", &number],
        &["case", "reopen", &number],
        &["case", "escalate", &number, "--reason", "hello"],
        &["case", "watch", &number, &onlooker.email],
        &["case", "assign", &number, "nobody"],
        &["case", "status", &number, "closed"],
        &["case", "solve", &number, "--solution", "hello"],
        &["case", "edit", &number, "--priority", "high"],
        &["case", "attach", &number, &picture],
        &["case", "download", &number, file],
        &["case", "redact", &number, "reply-1", "--reason", "hello"],
    ];
    for command in commands {
        let ended = shell.run(command);
        assert_eq!((ended.code, ended.out().as_str()), (4, ""), "{command:?}: {}", ended.err());
        assert!(!ended.err().contains(word), "{command:?}: {}", ended.err());
    }

    let owner = &demo.customer().email;
    for query in [word, &format!("\"{word}\""), &number, &format!("#{number}"), &format!("requester:{owner} {word}"), ""] {
        assert!(!onlooker.numbers(query).contains(&case), "{query}");
    }

    let free = missing(demo);
    for (real, made_up) in requests(case, file).iter().zip(requests(free, file)) {
        let (forbidden, absent) = (ask(&http, real), ask(&http, &made_up));
        assert_eq!(forbidden.status, 404, "{real:?}: {}", forbidden.text());
        assert_eq!(seen(&forbidden), seen(&absent), "{real:?}");
    }
}

#[test]
fn another_customer_cannot_see_or_guess_a_case() {
    let demo = Demo::shared();
    let word = "zanzibarquux";
    let case = demo.customer().files(&format!("About {word}"), &format!("Only we know of {word}."));
    let file = upload(demo.customer(), case, "secret.png", PICTURE);
    assert!(demo.customer().numbers(word).contains(&case), "whoever filed it finds it");
    assert_it_does_not_exist(demo, demo.stranger(), case, &file, word);

    // Nor is a file found through a case of one's own, nor by somebody who has not signed in.
    let own = demo.stranger().files("Something else", "Nothing to see here.");
    let through_own = demo.stranger().http().get(&format!("/v1/cases/{own}/files/{file}"));
    let made_up = demo.stranger().http().get(&format!("/v1/cases/{own}/files/00000000-0000-4000-8000-000000000000"));
    assert_eq!((through_own.status, seen(&through_own)), (404, seen(&made_up)));
    for request in requests(case, &file) {
        assert_eq!(ask(&demo.nobody(), &request).status, 401, "{request:?}");
    }
    let view = demo.customer().http().get(&format!("/v1/cases/{case}/timeline")).expect(200).json();
    assert_eq!(view["total"], 2, "nothing was done to it: {view}");
}

#[test]
fn a_seat_that_sees_its_own_cases_sees_no_other_until_it_watches() {
    let demo = Demo::shared();
    let word = "quuxovermorrow";
    let case = demo.colleague().files(&format!("About {word}"), "Among us.");
    let file = upload(demo.colleague(), case, "ours.png", PICTURE);
    assert_it_does_not_exist(demo, demo.customer(), case, &file, word);

    let colleague = demo.colleague().shell();
    colleague.run(&["case", "watch", &case.to_string(), &demo.customer().email]).expect(0);
    assert!(demo.customer().numbers(word).contains(&case));
    let watcher = demo.customer().shell();
    watcher.run(&["case", "download", &case.to_string(), "ours.png", "--output", "-"]).expect(0);
    watcher.run(&["case", "reply", &case.to_string(), "--message", "I have it too."]).expect(0);
    assert_eq!(watcher.run(&["case", "close", &case.to_string()]).code, 4, "a watcher reads and comments");
    // An account-wide seat sees what its colleagues file, without being told.
    let theirs = demo.customer().files("A question of my own", "Where is the export?");
    assert!(demo.colleague().numbers("requester:me").iter().all(|number| *number != theirs));
    colleague.run(&["case", "view", &theirs.to_string()]).expect(0);

    colleague.run(&["case", "unwatch", &case.to_string(), &demo.customer().email]).expect(0);
    assert_it_does_not_exist(demo, demo.customer(), case, &file, word);
}

#[test]
fn what_belongs_to_others_cannot_be_told_from_what_is_not_there() {
    let demo = Demo::shared();
    let (stranger, customer) = (demo.stranger().http(), demo.customer());
    let theirs = customer.product();
    let organization =
        customer.http().get("/v1/me").expect(200).json()["organization"]["slug"].as_str().expect("a customer has one").to_owned();
    let draft = "0191d3c0-aaaa-7bbb-8ccc-000000000001";
    let saved = json!({ "kind": "case", "version": 0, "content": { "severity": 3, "body": "half a thought" } });
    customer.http().json("PUT", &format!("/v1/drafts/{draft}"), &saved).expect(200);

    for (real, made_up) in [
        (format!("/v1/products/{}", theirs.product), "/v1/products/no-such-product".to_owned()),
        (format!("/v1/people?organization={organization}"), "/v1/people?organization=no-such-organization".to_owned()),
        (format!("/v1/drafts/{draft}"), "/v1/drafts/0191d3c0-aaaa-7bbb-8ccc-000000000002".to_owned()),
        (format!("/v1/cases?query=organization:{organization}"), "/v1/cases?query=organization:no-such-organization".to_owned()),
        (format!("/v1/cases?query=product:{}", theirs.product), "/v1/cases?query=product:no-such-product".to_owned()),
        (format!("/v1/cases?query=requester:{}", encoded(&customer.email)), "/v1/cases?query=requester:nobody@example.com".to_owned()),
        ("/v1/people?side=support".to_owned(), "/v1/people?organization=no-such-organization".to_owned()),
    ] {
        assert_eq!(seen(&stranger.get(&real)), seen(&stranger.get(&made_up)), "{real}");
    }

    let own = demo.stranger().product();
    let mut real = own.body("x", "y");
    let mut made_up = real.clone();
    real["product"] = json!(theirs.product);
    made_up["product"] = json!("no-such-product");
    assert_eq!(seen(&stranger.json("POST", "/v1/cases", &real)), seen(&stranger.json("POST", "/v1/cases", &made_up)));

    let case = demo.stranger().files("Who may watch this?", "Only we.");
    let watch = |email: &str| stranger.json("POST", &format!("/v1/cases/{case}/watchers"), &json!({ "email": email }));
    assert_eq!(seen(&watch(&customer.email)), seen(&watch("nobody@example.com")));
    assert_eq!(seen(&watch(&demo.agent().email)), seen(&watch("nobody@example.com")));
    customer.http().send("DELETE", &format!("/v1/drafts/{draft}"), &[], &[]).expect(204);
}

#[test]
fn only_this_machine_reads_the_figures() {
    let demo = Demo::shared();
    let forwarded = demo.nobody().send("GET", "/metrics", &[("x-forwarded-for", "203.0.113.5")], &[]);
    assert_eq!(forwarded.status, 404, "what counts everything is not told to those who come through a proxy");
    demo.nobody().get("/healthz").expect(200);
    demo.nobody().get("/readyz").expect(200);
    assert!(demo.nobody().get("/metrics").expect(200).text().contains("caseport_http_request_seconds"));
}
