//! PostgreSQL behind the desk: several servers on one database, and what becomes of work when the database goes away.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use caseport_tests::desk::{Desk, Engine, Person, Place, daemon, found};
use caseport_tests::http::Answer;
use caseport_tests::postgres::{self, own_cluster};
use caseport_tests::process::{PATIENCE, Process};
use serde_json::json;

use super::crowds::{WRITERS, all_at_once, comments, until_done};

/// The same person at another server of the same desk.
fn at(person: &Person, desk: &Desk) -> Person {
    Person { address: desk.address.clone(), ..person.clone() }
}

fn end(mut desk: Desk) {
    desk.process.terminate();
    assert_eq!(desk.process.wait().code(), Some(0), "{}", desk.process.errors());
}

#[test]
fn two_servers_on_one_database_are_one_desk() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let Some(place) = Place::on(Engine::Postgres, folder.path()) else { return };
    found(&place);
    let (one, other) = (Desk::open(&place), Desk::open(&place));
    let owner = one.sign_in("owner@acme.example");
    let agent = other.sign_in("agent@desk.example");
    let (owner_there, agent_here) = (at(&owner, &other), at(&agent, &one));

    // What is filed at one server is told to who looks on at the other.
    let mut live = agent.http().connect().expect("a connection");
    live.write_all((agent.http().head("GET", "/v1/live", &[]) + "\r\n").as_bytes()).expect("it is sent");
    let mut lines = BufReader::new(live).lines().map_while(Result::ok);
    assert!(lines.by_ref().any(|line| line.starts_with("content-type: text/event-stream")));
    let first = owner.files("Seen from afar", "Filed at one server.");
    let hint = format!("data: {}", json!({ "kind": "case", "number": first }));
    assert!(lines.by_ref().any(|line| line == hint), "the hint of the other server");

    // One key and one case, from all sides at once.
    let body = owner.product().body("crowdedkey", "Sent by everybody at once.");
    let filed = all_at_once(|at| {
        let person = if at % 2 == 0 { &owner } else { &owner_there };
        person.http().json_with("POST", "/v1/cases", &[("idempotency-key", "crowd")], &body)
    });
    let numbers: BTreeSet<i64> = filed.iter().filter_map(|answer| answer.expect(201).json()["number"].as_i64()).collect();
    assert_eq!(numbers.len(), 1, "one case for one key");
    assert_eq!(agent.numbers("crowdedkey"), numbers.iter().copied().collect::<Vec<_>>());
    let case = numbers.into_iter().next().expect("it was filed");
    let replied = all_at_once(|at| {
        let people = [&owner, &owner_there, &agent, &agent_here];
        let key = format!("crowd-{}", at / 2);
        let reply = json!({ "body": format!("Reply {}.", at / 2) });
        people[at / 2 % 2 * 2 + at % 2].http().json_with("POST", &format!("/v1/cases/{case}/replies"), &[("idempotency-key", &key)], &reply)
    });
    assert!(replied.iter().all(|answer| answer.status == 201), "{:?}", replied.iter().map(Answer::text).collect::<Vec<_>>());
    let bodies: Vec<String> = comments(&agent, case).iter().map(|entry| entry["comment"]["body"].to_string()).collect();
    assert_eq!((bodies.len(), bodies.iter().collect::<BTreeSet<_>>().len()), (WRITERS / 2, WRITERS / 2), "{bodies:?}");

    let version = agent.http().get(&format!("/v1/cases/{case}")).expect(200).header("etag").expect("a case has a version").to_owned();
    let edited = all_at_once(|at| {
        let person = if at % 2 == 0 { &agent } else { &agent_here };
        let edit = json!({ "solution": format!("Solution {at}") });
        person.http().json_with("PATCH", &format!("/v1/cases/{case}"), &[("if-match", &version)], &edit)
    });
    let count = |status| edited.iter().filter(|answer| answer.status == status).count();
    assert_eq!((count(200), count(412)), (1, WRITERS - 1));

    // Rights that end at one server end at the other.
    owner.http().send("DELETE", "/v1/sessions/current", &[], &[]).expect(204);
    owner_there.http().get("/v1/me").expect(401);
    end(one);
    end(other);
    place.is_sound();
}

#[test]
fn a_database_that_restarts_under_the_writers_loses_and_doubles_nothing() {
    // Written down for good, as outside of tests.
    let Some(cluster) = own_cluster(&["fsync=on"]) else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = Place { data: folder.path().to_owned(), database: Some(cluster.url(&cluster.create(None))) };
    found(&place);
    let desk = Desk::open(&place);
    let owner = desk.sign_in("owner@acme.example");
    let product = owner.product();
    let is_over = AtomicBool::new(false);
    let (done, finished) = channel();
    let mut kept: BTreeMap<String, i64> = BTreeMap::new();
    thread::scope(|scope| {
        let (owner, product, is_over) = (&owner, &product, &is_over);
        for writer in 0..8 {
            let done = done.clone();
            scope.spawn(move || {
                for at in 0.. {
                    if is_over.load(Ordering::Relaxed) {
                        return;
                    }
                    let mark = format!("mark{writer}x{at}");
                    let body = product.body(&mark, "Filed while the database restarts.");
                    // Until it is acknowledged, under one key.
                    let filed = until_done(|| owner.http().json_with("POST", "/v1/cases", &[("idempotency-key", &mark)], &body));
                    let number = filed.expect(201).json()["number"].as_i64().expect("a case has a number");
                    if done.send((mark, number)).is_err() {
                        return;
                    }
                }
            });
        }
        let mut some = |count| kept.extend((0..count).map(|_| finished.recv_timeout(PATIENCE).expect("cases are filed")));
        for _ in 0..3 {
            some(20);
            cluster.restart(|| {
                // A server without its database says so, and does not hang.
                let answer = owner.http().get("/v1/cases");
                assert_eq!((answer.status, answer.code()), (503, "overloaded".to_owned()));
            });
        }
        some(20);
        is_over.store(true, Ordering::Relaxed);
    });
    drop(done);
    kept.extend(finished.iter());
    let mut there = owner.numbers("");
    let mut expected: Vec<i64> = kept.values().copied().collect();
    there.sort_unstable();
    expected.sort_unstable();
    assert_eq!(there, expected, "every case once, and no other");
    end(desk);
    place.is_sound();
}

#[test]
fn a_database_with_too_few_connections_makes_servers_wait_and_not_fail() {
    // Each server uses more than there are, where there are more.
    let Some(cluster) = own_cluster(&["max_connections=9", "superuser_reserved_connections=0", "max_wal_senders=0"]) else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = Place { data: folder.path().to_owned(), database: Some(cluster.url(&cluster.create(None))) };
    found(&place);
    let desk = Desk::open(&place);
    let owner = desk.sign_in("owner@acme.example");
    let product = owner.product();
    let filed = all_at_once(|at| {
        let body = product.body(&format!("crowd {at}"), "Filed by many at once.");
        owner.http().json_with("POST", "/v1/cases", &[("idempotency-key", &format!("crowd-{at}"))], &body)
    });
    let numbers: BTreeSet<i64> = filed.iter().filter_map(|answer| answer.expect(201).json()["number"].as_i64()).collect();
    assert_eq!(numbers.len(), WRITERS);
    end(desk);
    place.is_sound();
}

#[test]
fn a_database_that_is_not_there_is_named_without_its_password() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = Place {
        data: folder.path().to_owned(),
        database: Some(format!("postgres://caseport:hunter2@{}/desk", folder.path().join("nowhere").to_string_lossy().replace('/', "%2F"))),
    };
    let mut server = Process::start(place.daemon(&["serve", "--listen", "127.0.0.1:0"]));
    assert_eq!(server.wait().code(), Some(8), "{}", server.errors());
    let said = server.errors();
    assert!(said.contains("caseportd: the database cannot be reached: PostgreSQL database desk at"), "{said}");
    assert!(!said.contains("hunter2"), "{said}");
    let mut wrong = daemon();
    wrong.args(["serve", "--data"]).arg(folder.path()).env("CASEPORT_DATABASE", "mysql://caseport:hunter2@db/desk");
    let mut server = Process::start(wrong);
    assert_eq!(server.wait().code(), Some(3));
    assert!(!server.errors().contains("hunter2") && server.errors().contains("database: "), "{}", server.errors());
}

#[test]
fn an_installation_moves_into_postgres_and_goes_on_there() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let Some(cluster) = postgres::cluster() else { return };
    found(folder.path());
    let desk = Desk::open(folder.path());
    let owner = desk.sign_in("owner@acme.example");
    let case = owner.files("Moved", "It comes along.");
    let kind = [("content-type", "application/octet-stream")];
    owner.http().send("POST", &format!("/v1/cases/{case}/files?name=a.log"), &kind, b"line 1\n").expect(201);
    let url = cluster.url(&cluster.create(None));
    let relocation = |place: &Place| {
        let mut command = place.daemon(&["admin", "move"]);
        command.env("CASEPORT_MOVE_TO", &url);
        caseport_tests::client::run(command, b"")
    };
    let here = Place::from(folder.path());
    assert_eq!(relocation(&here).code, 5, "not while it is served");
    end(desk);
    let moved = relocation(&here);
    assert_eq!(moved.code, 0, "{}", moved.err());
    assert!(moved.out().contains("cases: 1 rows, compared"), "{}", moved.out());
    let there = Place { data: folder.path().to_owned(), database: Some(url.clone()) };
    there.is_sound();
    let desk = Desk::open(&there);
    // Those who were signed in still are.
    let owner = at(&owner, &desk);
    assert_eq!(owner.numbers("Moved"), [case]);
    owner.files("After", "There is room for more.");
    end(desk);
    assert_eq!(relocation(&here).code, 1, "once is enough");
}
