//! The power fails while people write: whatever was acknowledged is there once, with its file, and nothing is half there.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use caseport_tests::desk::{Desk, Person, daemon, found};
use caseport_tests::http::Http;
use caseport_tests::process::PATIENCE;
use serde_json::{Value, json};

/// How often the power fails.
const CUTS: usize = 20;
/// Who writes at once.
const WRITERS: usize = 4;
/// Cases acknowledged before each cut.
const ACKNOWLEDGED: usize = 6;

/// One case to be filed with a file, then answered; a retry is the same request again.
#[derive(Debug, Clone)]
struct Work {
    mark: String,
    draft: String,
}

impl Work {
    fn new(cut: usize, writer: usize, at: usize) -> Self {
        let draft = format!("0191d3c0-{cut:04x}-7{writer:03x}-8000-{at:012x}");
        Self { mark: format!("mark{cut}x{writer}x{at}"), draft }
    }

    /// Larger than one page, and different for each.
    fn content(&self) -> Vec<u8> {
        self.mark.bytes().cycle().take(20_000).collect()
    }

    /// Files the case with its file and answers it; `None` when the server went away.
    fn do_it(&self, http: &Http) -> Option<i64> {
        let draft = format!("/v1/drafts/{}", self.draft);
        let key = |step: &str| format!("{}-{step}", self.mark);
        let content = json!({
            "product": "acme-community", "category": "sign-in", "subcategory": "saml", "severity": 3,
            "subject": self.mark, "body": format!("About {}.", self.mark),
        });
        let send = |method: &str, path: &str, step: &str, kind: &str, body: &[u8]| {
            let key = key(step);
            http.try_send(method, path, &[("idempotency-key", &key), ("content-type", kind)], body).ok()
        };
        let json_of = |value: &Value| value.to_string().into_bytes();
        let saved =
            send("PUT", &draft, "save", "application/json", &json_of(&json!({ "kind": "case", "version": 0, "content": content })))?;
        let version = saved.expect(200).json()["draft"]["version"].clone();
        let name = format!("{draft}/files?name={}.txt", self.mark);
        send("POST", &name, "file", "application/octet-stream", &self.content())?.expect(201);
        let submit = format!("{draft}/submit");
        let filed = send("POST", &submit, "submit", "application/json", &json_of(&json!({ "version": version })))?.expect(201).json();
        let number = filed["number"].as_i64().expect("a case has a number");
        let reply = format!("/v1/cases/{number}/replies");
        send("POST", &reply, "reply", "application/json", &json_of(&json!({ "body": format!("More about {}.", self.mark) })))?.expect(201);
        Some(number)
    }
}

/// Writes until the server goes away; what was under way then is returned.
fn write(http: &Http, cut: usize, writer: usize, is_over: &AtomicBool, done: &Sender<(Work, i64)>) -> Option<Work> {
    for at in 0.. {
        let work = Work::new(cut, writer, at);
        match work.do_it(http) {
            Some(number) => done.send((work, number)).ok()?,
            None => return Some(work),
        }
        if is_over.load(Ordering::Relaxed) {
            return None;
        }
    }
    None
}

#[test]
fn nothing_acknowledged_is_lost_when_the_power_fails() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    found(folder.path());
    let mut kept: BTreeMap<String, (Work, i64)> = BTreeMap::new();
    let mut member: Option<Person> = None;
    let mut interrupted: Vec<Work> = Vec::new();
    for cut in 0..CUTS {
        let mut desk = Desk::open(folder.path());
        let person = member.get_or_insert_with(|| desk.sign_in("member@acme.example"));
        person.address.clone_from(&desk.address);
        let http = person.http();
        // Nobody knows what became of these, so they are sent again.
        for work in interrupted.drain(..) {
            let number = work.do_it(&http).expect("the server is back");
            kept.insert(work.mark.clone(), (work, number));
        }
        let (done, finished) = channel();
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            let (http, is_over) = (&http, &is_over);
            let writers: Vec<_> = (0..WRITERS)
                .map(|writer| {
                    let done = done.clone();
                    scope.spawn(move || write(http, cut, writer, is_over, &done))
                })
                .collect();
            drop(done);
            for _ in 0..ACKNOWLEDGED {
                let (work, number) = finished.recv_timeout(PATIENCE).expect("cases are filed");
                kept.insert(work.mark.clone(), (work, number));
            }
            desk.process.kill();
            is_over.store(true, Ordering::Relaxed);
            interrupted.extend(writers.into_iter().filter_map(|writer| writer.join().expect("nobody panics")));
        });
        kept.extend(finished.iter().map(|(work, number)| (work.mark.clone(), (work, number))));
    }

    let mut desk = Desk::open(folder.path());
    let mut person = member.expect("somebody signed in");
    person.address.clone_from(&desk.address);
    let http = person.http();
    for work in interrupted.drain(..) {
        let number = work.do_it(&http).expect("the server is back");
        kept.insert(work.mark.clone(), (work, number));
    }
    let mut there = person.numbers("");
    let mut expected: Vec<i64> = kept.values().map(|(_, number)| *number).collect();
    there.sort_unstable();
    expected.sort_unstable();
    assert_eq!(there, expected, "every case once, and no other");
    for (work, number) in kept.values() {
        assert_eq!(person.numbers(&work.mark), [*number], "it is found by its words");
        let view = http.get(&format!("/v1/cases/{number}")).expect(200).json();
        assert_eq!(view["subject"], work.mark.as_str());
        let files = view["files"].as_array().cloned().unwrap_or_default();
        assert_eq!(files.len(), 1, "{view}");
        let file = files[0]["id"].as_str().unwrap_or_default();
        assert!(http.get(&format!("/v1/cases/{number}/files/{file}")).expect(200).body == work.content(), "{}", work.mark);
        let timeline = http.get(&format!("/v1/cases/{number}/timeline")).expect(200).json();
        let replies = timeline["entries"].as_array().into_iter().flatten().filter(|entry| entry["entry"] == "comment").count();
        assert_eq!(replies, 1, "{timeline}");
    }
    assert_eq!(http.get("/v1/drafts").expect(200).json()["drafts"], json!([]), "what was sent is no draft any more");
    desk.process.terminate();
    assert_eq!(desk.process.wait().code(), Some(0));
    let mut check = daemon();
    check.arg("check").arg("--data").arg(folder.path());
    let checked = caseport_tests::client::run(check, b"");
    assert_eq!(checked.code, 0, "{}{}", checked.out(), checked.err());
}
