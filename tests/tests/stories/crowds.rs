//! Many at once, and those who never listen: nothing is doubled, nobody else is held up, and the desk stays sound.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::thread;
use std::time::Instant;

use caseport_tests::client::Ended;
use caseport_tests::desk::{Desk, Person, administer, daemon, found};
use caseport_tests::http::Answer;
use caseport_tests::process::PATIENCE;
use serde_json::{Value, json};

/// How many write at once.
const WRITERS: usize = 64;

/// Asks until the server has time for it.
fn until_done(ask: impl Fn() -> Answer) -> Answer {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let answer = ask();
        if answer.status != 503 || Instant::now() > deadline {
            return answer;
        }
        assert!(answer.header("retry-after").is_some() && answer.code() == "overloaded", "{}", answer.text());
    }
}

/// Lets all writers do something at once.
fn each_at_once<T: Send>(work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let barrier = std::sync::Barrier::new(WRITERS);
    thread::scope(|scope| {
        let (work, barrier) = (&work, &barrier);
        let working = (0..WRITERS).map(|at| {
            scope.spawn(move || {
                barrier.wait();
                work(at)
            })
        });
        working.collect::<Vec<_>>().into_iter().map(|worker| worker.join().expect("nobody panics")).collect()
    })
}

/// Lets all writers ask at once.
fn all_at_once(ask: impl Fn(usize) -> Answer + Sync) -> Vec<Answer> {
    each_at_once(|at| until_done(|| ask(at)))
}

/// Stops a server and looks for damage.
fn is_sound(mut desk: Desk) {
    desk.process.terminate();
    assert_eq!(desk.process.wait().code(), Some(0));
    let mut check = daemon();
    check.arg("check").arg("--data").arg(&desk.data);
    let checked = caseport_tests::client::run(check, b"");
    assert_eq!(checked.code, 0, "{}{}", checked.out(), checked.err());
}

/// The comments of a case, all pages.
fn comments(person: &Person, case: i64) -> Vec<Value> {
    let (mut out, mut from) = (Vec::new(), 0);
    loop {
        let page = person.http().get(&format!("/v1/cases/{case}/timeline?from={from}&limit=100")).expect(200).json();
        let entries = page["entries"].as_array().cloned().unwrap_or_default();
        from += 100;
        out.extend(entries.into_iter().filter(|entry| entry["entry"] == "comment"));
        if page["total"].as_u64().expect("a page knows how many there are") <= from {
            return out;
        }
    }
}

#[test]
fn a_crowd_on_one_case_and_on_one_key_doubles_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    found(folder.path());
    let desk = Desk::open(folder.path());
    let (owner, agent) = (desk.sign_in("owner@acme.example"), desk.sign_in("agent@desk.example"));

    let body = owner.product().body("crowdedkey", "Sent by everybody at once.");
    let filed = all_at_once(|_| owner.http().json_with("POST", "/v1/cases", &[("idempotency-key", "crowd")], &body));
    let numbers: BTreeSet<i64> = filed.iter().filter_map(|answer| answer.expect(201).json()["number"].as_i64()).collect();
    assert_eq!(owner.numbers(""), numbers.iter().copied().collect::<Vec<_>>(), "one case for one key");
    let case = *numbers.first().expect("it was filed");

    // Each reply is sent twice under its key, the two and all others at once; support and customer write by turns.
    let path = format!("/v1/cases/{case}/replies");
    let replied = all_at_once(|at| {
        let (reply, person) = (at / 2, if at / 2 % 2 == 0 { &owner } else { &agent });
        let key = format!("crowd-{reply}");
        person.http().json_with("POST", &path, &[("idempotency-key", key.as_str())], &json!({ "body": format!("Reply {reply}.") }))
    });
    assert!(replied.iter().all(|answer| answer.status == 201), "{:?}", replied.iter().map(Answer::text).collect::<Vec<_>>());
    let comments = comments(&owner, case);
    let texts: BTreeSet<String> = comments.iter().map(|comment| comment["comment"]["body"].to_string()).collect();
    assert_eq!((comments.len(), texts.len()), (WRITERS / 2, WRITERS / 2), "{texts:?}");

    let version = agent.http().get(&format!("/v1/cases/{case}")).expect(200).header("etag").expect("a case has a version").to_owned();
    let edited = all_at_once(|at| {
        let edit = json!({ "solution": format!("Solution {at}") });
        agent.http().json_with("PATCH", &format!("/v1/cases/{case}"), &[("if-match", &version)], &edit)
    });
    let won: Vec<&Answer> = edited.iter().filter(|answer| answer.status == 200).collect();
    assert_eq!((won.len(), edited.iter().filter(|answer| answer.status == 412).count()), (1, WRITERS - 1));
    assert_eq!(agent.http().get(&format!("/v1/cases/{case}")).expect(200).json()["solution"], won[0].json()["solution"]);
    is_sound(desk);
}

#[test]
fn those_who_never_read_what_they_asked_for_hold_up_nobody() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    found(folder.path());
    let desk = Desk::open(folder.path());
    let (owner, agent) = (desk.sign_in("owner@acme.example"), desk.sign_in("agent@desk.example"));
    let case = owner.files("Never read", "There is a long log.");
    // More than the system takes off the server's hands for somebody who does not read.
    let log = vec![b'x'; 20 * 1024 * 1024];
    let kind = [("content-type", "application/octet-stream")];
    let stored = owner.http().send("POST", &format!("/v1/cases/{case}/files?name=long.log"), &kind, &log);
    let file = format!("/v1/cases/{case}/files/{}", stored.expect(201).json()["id"].as_str().unwrap_or_default());

    let silent = |person: &Person, path: &str| {
        let mut stream = person.http().connect().expect("a connection");
        let head = person.http().head("GET", path, &[]) + "\r\n";
        stream.write_all(head.as_bytes()).expect("it is sent");
        // No more than this, so that it is known to have begun.
        let mut begun = [0; 12];
        stream.read_exact(&mut begun).expect("an answer begins");
        assert_eq!(&begun, b"HTTP/1.1 200", "{}", String::from_utf8_lossy(&begun));
        stream
    };
    let mut held: Vec<_> = (0..16).flat_map(|_| [silent(&owner, "/v1/live"), silent(&owner, &file)]).collect();
    for path in ["/v1/live", file.as_str()] {
        let refused = owner.http().get(path);
        assert_eq!((refused.expect(503).code().as_str(), refused.header("retry-after")), ("overloaded", Some("1")), "{path}");
    }
    // Neither the one who does not read nor anybody else is kept from anything else, and others hear of it at once.
    let mut listening = silent(&agent, "/v1/live");
    owner.http().json("POST", &format!("/v1/cases/{case}/replies"), &json!({ "body": "Is anybody there?" })).expect(201);
    let (told, mut heard) = (format!("\"number\":{case}"), Vec::new());
    while !String::from_utf8_lossy(&heard).contains(&told) {
        let mut piece = [0; 1_024];
        let count = listening.read(&mut piece).expect("hints come");
        assert!(count > 0, "{}", String::from_utf8_lossy(&heard));
        heard.extend_from_slice(&piece[..count]);
    }
    assert!(agent.http().get(&file).expect(200).body == log);
    // Whoever goes away leaves their turn to the next one.
    held.pop();
    until_done(|| owner.http().get(&file)).expect(200);
    held.clear();
    drop(listening);
    is_sound(desk);
}

/// Imports people of the desk's organization with a seat each.
fn import(data: &Path, folder: &Path, names: &[String]) -> Ended {
    fs::create_dir(folder).expect("it is made");
    let (mut people, mut seats) = ("organization,email,name,role\n".to_owned(), "email\n".to_owned());
    for name in names {
        writeln!(people, "acme,{name}@acme.example,{name},administrator").expect("a string takes it");
        writeln!(seats, "{name}@acme.example").expect("a string takes it");
    }
    fs::write(folder.join("people.csv"), people).expect("it is written");
    fs::write(folder.join("seats.csv"), seats).expect("it is written");
    administer(data, &["import", &folder.to_string_lossy()])
}

#[test]
fn the_last_seat_goes_to_one_of_a_crowd() {
    let (folder, files) = (tempfile::tempdir().expect("a temporary folder"), tempfile::tempdir().expect("a temporary folder"));
    found(folder.path());
    let desk = Desk::open(folder.path());
    let owner = desk.sign_in("owner@acme.example");
    let pool = || owner.http().get("/v1/products/acme-community").expect(200).json()["pool"].clone();
    let known = || {
        let page = owner.http().get("/v1/people?limit=100").expect(200).json();
        page["people"].as_array().expect("there are people").len() as u64
    };
    let (total, taken, people) = (pool()["total"].as_u64(), pool()["taken"].as_u64(), known());
    let free = total.expect("a plan has seats") - taken.expect("seats are taken") - 1;
    let filling: Vec<String> = (0..free).map(|at| format!("filler{at}")).collect();
    import(folder.path(), &files.path().join("filling"), &filling).expect(0);
    assert_eq!(pool()["taken"].as_u64(), total.map(|total| total - 1), "one is left");

    // Beside the server, each in a process of its own; half of them add one person, the others import one.
    let ended = each_at_once(|at| {
        let deadline = Instant::now() + PATIENCE;
        for round in 0.. {
            let (name, email) = (format!("racer{at}"), format!("racer{at}@acme.example"));
            let ended = if at % 2 == 0 {
                let new = ["create-customer", "--organization", "acme", "--email", &email, "--name", &name, "--password-stdin"];
                administer(folder.path(), &new)
            } else {
                import(folder.path(), &files.path().join(format!("{name}-{round}")), &[name])
            };
            // Whoever had to wait for too many others asks again.
            if !ended.err().contains("too much to do") || Instant::now() > deadline {
                return ended;
            }
        }
        unreachable!("rounds have no end")
    });
    let won = ended.iter().filter(|one| one.code == 0).count();
    let told = || ended.iter().map(Ended::err).collect::<BTreeSet<_>>();
    assert_eq!(won, 1, "{:?}", told());
    assert!(ended.iter().all(|one| one.code == 0 || (one.code == 1 && one.err().contains("no seat is left"))), "{:?}", told());
    assert_eq!(pool()["taken"].as_u64(), total);
    assert_eq!(known(), people + free + 1, "those who got no seat are not there either");
    is_sound(desk);
}
