//! What support says among itself: no customer hears of it, in any answer, order, count or hint.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};

use caseport_shared::view::views;
use caseport_tests::desk::{Demo, Person, encoded};
use serde_json::{Value, json};

use crate::support::{PICTURE, upload};

/// Everything that a person can read of some cases and of all lists, byte for byte.
fn everything(person: &Person, cases: &[i64], words: &[&str]) -> BTreeMap<String, String> {
    let mut paths: Vec<String> = ["/v1/me", "/v1/products", "/v1/people", "/v1/drafts"].map(str::to_owned).into();
    let orders =
        ["sort:updated", "sort:created", "sort:severity", "sort:oldest", "unread:yes", "unread:no", "last:support", "last:customer"];
    let filters = ["escalated:no", "updated:<1h", "status:bug-identified"];
    let ready = views(caseport_shared::person::Side::Customer).iter().map(|view| view.query);
    let queries = orders.into_iter().chain(filters).chain(ready).chain(words.iter().copied());
    paths.extend(queries.map(|query| format!("/v1/cases?limit=20&query={}", encoded(query))));
    for case in cases {
        paths.extend(["", "/timeline", "/timeline?from=0&limit=100", "/files"].map(|tail| format!("/v1/cases/{case}{tail}")));
    }
    let read = |path: &String| {
        let answer = person.http().get(path);
        format!("{} {:?} {}", answer.status, answer.header("etag"), answer.text())
    };
    paths.into_iter().map(|path| (path.clone(), read(&path))).collect()
}

fn assert_same(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>, what: &str) {
    for (path, answer) in before {
        assert_eq!(Some(answer), after.get(path), "{what} changed {path}");
    }
}

#[test]
fn an_internal_note_and_its_file_never_show() {
    // A demo of its own: nobody else may change what is compared.
    let demo = Demo::open(&[]);
    let agent = demo.agent().shell();
    let words = ["xylographique", "quetzalcoatlus"];
    // The oldest of three, so that a change of its order would show.
    let cases = ["First", "Second", "Third"].map(|subject| demo.customer().files(subject, "Please look at it."));
    let (case, number) = (cases[0], cases[0].to_string());
    demo.agent().shell().run(&["case", "status", &number, "bug-identified", "--ticket", "INT-1"]).expect(0);
    let readers = [demo.customer(), demo.colleague(), demo.stranger()];
    let before = readers.map(|reader| everything(reader, &cases, &words));
    for answers in &before {
        let all: String = answers.values().cloned().collect();
        assert!(!all.contains("INT-1"), "the reference of the internal ticket is for support");
    }
    let check = |what: &str| {
        for (reader, before) in readers.iter().zip(&before) {
            assert_same(before, &everything(reader, &cases, &words), what);
        }
    };

    agent.run(&["case", "note", &number, "--message", "They are on the xylographique build."]).expect(0);
    check("a note");
    let trace = agent.write("quetzalcoatlus.txt", b"quetzalcoatlus");
    agent.run(&["case", "note", &number, "--message", "The trace of the quetzalcoatlus.", "--attach", &trace]).expect(0);
    check("a note with a file");
    let shot = upload(demo.agent(), case, "xylographique.png", PICTURE);
    check("an internal file");
    agent.run(&["case", "status", &number, "bug-identified", "--ticket", "INT-2"]).expect(0);
    check("the reference of the internal ticket");
    agent.run(&["case", "note", &number, "--message", "Wrong case, sorry."]).expect(0);
    agent.run(&["case", "redact", &number, "note-3", "--reason", "not about this case"]).expect(0);
    check("taking a note away");
    let draft = "0191d3c0-aaaa-7bbb-8ccc-00000000000a";
    let saved = json!({ "kind": "note", "case": case, "version": 0, "content": { "severity": 3, "body": "xylographique again" } });
    demo.agent().http().json("PUT", &format!("/v1/drafts/{draft}"), &saved).expect(200);
    check("a draft of a note");

    let files = demo.agent().http().get(&format!("/v1/cases/{case}/files")).expect(200).json();
    let ids: Vec<&str> = files["files"].as_array().into_iter().flatten().filter_map(|file| file["id"].as_str()).collect();
    assert_eq!(ids.len(), 2, "support sees both files: {files}");
    for reader in readers {
        for id in &ids {
            assert_eq!(reader.http().get(&format!("/v1/cases/{case}/files/{id}")).status, 404);
        }
        assert_eq!(reader.http().get(&format!("/v1/drafts/{draft}")).status, 404);
        assert_eq!(reader.shell().run(&["case", "download", &number, "quetzalcoatlus.txt"]).code, 4);
    }
    for word in words {
        assert!(demo.agent().numbers(word).contains(&case), "support finds it by {word}");
    }

    // How far somebody has read says nothing of notes either, whatever they claim.
    let customer = demo.customer().http();
    customer.json("PUT", &format!("/v1/cases/{case}/seen"), &json!({ "replies": 99, "notes": 99 })).expect(204);
    let view = customer.get(&format!("/v1/cases/{case}")).expect(200).json();
    assert_eq!((&view["seen"]["notes"], &view["latest"]["notes"], &view["latest"]["replies"]), (&json!(0), &json!(0), &json!(0)));
    let answered = customer.json("POST", &format!("/v1/cases/{case}/replies"), &json!({ "body": "Any news?" })).expect(201).json();
    assert_eq!(answered["comment"]["reference"], "reply-1", "notes and replies are numbered apart");
    assert_eq!(customer.json("POST", &format!("/v1/cases/{case}/notes"), &json!({ "body": "mine" })).code(), "not_allowed");

    // Only a reply that includes an internal file makes it public.
    let send = json!({ "body": "This is what we see.", "send": { "include": [shot] } });
    demo.agent().http().json("POST", &format!("/v1/cases/{case}/replies"), &send).expect(201);
    assert_eq!(customer.get(&format!("/v1/cases/{case}/files/{shot}")).expect(200).body, PICTURE);
}

#[test]
fn nobody_is_told_that_a_note_was_written() {
    let demo = Demo::shared();
    let quiet = demo.customer().files("Quiet", "A note will be written here.");
    let loud = demo.customer().files("Loud", "A reply will be written here.");
    let mut stream = demo.customer().http().connect().expect("the server is there");
    let head = demo.customer().http().head("GET", "/v1/live", &[("accept", "text/event-stream")]);
    stream.write_all(format!("{head}\r\n").as_bytes()).expect("the server listens");
    let mut lines = BufReader::new(stream).lines().map(|line| line.expect("the stream goes on"));
    // The head of the answer: from here on, whatever is committed is told.
    assert!(lines.next().is_some_and(|line| line.contains("200")));
    assert!(lines.any(|line| line.is_empty()));
    let agent = demo.agent().http();
    agent.json("POST", &format!("/v1/cases/{quiet}/notes"), &json!({ "body": "psst" })).expect(201);
    upload(demo.agent(), quiet, "internal.txt", b"psst");
    agent.json("POST", &format!("/v1/cases/{loud}/replies"), &json!({ "body": "hello" })).expect(201);
    let hints = lines.filter_map(|line| serde_json::from_str::<Value>(line.strip_prefix("data:")?.trim()).ok());
    // Others may be at work beside this story; of these two cases only one may be named.
    let first = hints.filter_map(|hint| hint["number"].as_i64()).find(|number| [quiet, loud].contains(number));
    assert_eq!(first, Some(loud));
}
