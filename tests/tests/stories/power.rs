//! The power fails while people write: whatever was acknowledged is there once, with its file, and nothing is half there.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use caseport_tests::desk::{Desk, Engine, Person, Place, found};
use caseport_tests::http::{Answer, Http};
use caseport_tests::process::PATIENCE;
use rstest::rstest;
use serde_json::{Value, json};

/// How often the power fails: on PostgreSQL less often, which gets its power from elsewhere.
const fn cuts(engine: Engine) -> usize {
    match engine {
        Engine::Sqlite => 100,
        Engine::Postgres => 30,
    }
}

/// Who writes at once.
const WRITERS: usize = 4;
/// Cases acknowledged before each cut.
const ACKNOWLEDGED: usize = 6;

/// One case to be filed with a file, then answered; what was acknowledged is not sent again.
#[derive(Debug, Clone)]
pub(crate) struct Work {
    pub(crate) mark: String,
    draft: String,
    version: Option<Value>,
    is_uploaded: bool,
    number: Option<i64>,
}

impl Work {
    fn new(cut: usize, writer: usize, at: usize) -> Self {
        let draft = format!("/v1/drafts/0191d3c0-{cut:04x}-7{writer:03x}-8000-{at:012x}");
        Self { mark: format!("mark{cut}x{writer}x{at}"), draft, version: None, is_uploaded: false, number: None }
    }

    /// Larger than one page, and different for each.
    pub(crate) fn content(&self) -> Vec<u8> {
        self.mark.bytes().cycle().take(20_000).collect()
    }

    /// Sends one request under a key that its retry has too; `None` when the server went away.
    fn send(&self, http: &Http, method: &str, path: &str, kind: &str, body: &[u8]) -> Option<Answer> {
        let key = format!("{}-{}", self.mark, path.len());
        http.try_send(method, path, &[("idempotency-key", &key), ("content-type", kind)], body).ok()
    }

    fn json(&self, http: &Http, method: &str, path: &str, body: &Value) -> Option<Answer> {
        self.send(http, method, path, "application/json", body.to_string().as_bytes())
    }

    /// Files the case with its file and answers it; `None` when the server went away.
    fn go_on(&mut self, http: &Http) -> Option<i64> {
        if self.version.is_none() && !self.is_uploaded {
            let content = json!({
                "product": "acme-community", "category": "sign-in", "subcategory": "saml", "severity": 3,
                "subject": self.mark, "body": format!("About {}.", self.mark),
            });
            let saved = self.json(http, "PUT", &self.draft, &json!({ "kind": "case", "version": 0, "content": content }))?;
            self.version = Some(saved.expect(200).json()["draft"]["version"].clone());
        }
        if !self.is_uploaded {
            let path = format!("{}/files?name={}.txt", self.draft, self.mark);
            self.send(http, "POST", &path, "application/octet-stream", &self.content())?.expect(201);
            self.is_uploaded = true;
            // The file made another version of the draft.
            self.version = None;
        }
        if self.number.is_none() {
            if self.version.is_none() {
                let draft = http.try_send("GET", &self.draft, &[], &[]).ok()?;
                self.version = Some(draft.expect(200).json()["version"].clone());
            }
            let filed = self.json(http, "POST", &format!("{}/submit", self.draft), &json!({ "version": self.version }))?;
            self.number = filed.expect(201).json()["number"].as_i64();
        }
        let number = self.number.expect("a case has a number");
        let body = json!({ "body": format!("More about {}.", self.mark) });
        self.json(http, "POST", &format!("/v1/cases/{number}/replies"), &body)?.expect(201);
        Some(number)
    }
}

/// Writes until the server goes away; what was under way then is returned.
pub(crate) fn write(http: &Http, cut: usize, writer: usize, is_over: &AtomicBool, done: &Sender<(Work, i64)>) -> Option<Work> {
    for at in 0.. {
        let mut work = Work::new(cut, writer, at);
        match work.go_on(http) {
            Some(number) => done.send((work, number)).ok()?,
            None => return Some(work),
        }
        if is_over.load(Ordering::Relaxed) {
            return None;
        }
    }
    None
}

#[rstest]
fn nothing_acknowledged_is_lost_when_the_power_fails(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let Some(place) = Place::on(engine, folder.path()) else { return };
    found(&place);
    let mut kept: BTreeMap<String, (Work, i64)> = BTreeMap::new();
    let mut member: Option<Person> = None;
    let mut interrupted: Vec<Work> = Vec::new();
    for cut in 0..cuts(engine) {
        let mut desk = Desk::open(&place);
        let person = member.get_or_insert_with(|| desk.sign_in("member@acme.example"));
        person.address.clone_from(&desk.address);
        let http = person.http();
        // Nobody knows what became of these, so they are sent again.
        for mut work in interrupted.drain(..) {
            let number = work.go_on(&http).expect("the server is back");
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
            interrupted
                .extend(writers.into_iter().filter_map(|writer| writer.join().unwrap_or_else(|_| panic!("{}", desk.process.errors()))));
        });
        kept.extend(finished.iter().map(|(work, number)| (work.mark.clone(), (work, number))));
    }

    let mut desk = Desk::open(&place);
    let mut person = member.expect("somebody signed in");
    person.address.clone_from(&desk.address);
    let http = person.http();
    for mut work in interrupted.drain(..) {
        let number = work.go_on(&http).expect("the server is back");
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
    place.is_sound();
}
