//! Backups: taken while people write, restored whole; and none that is not whole is taken for one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use caseport_tests::client::{Ended, run};
use caseport_tests::desk::{Desk, Person, daemon, found};
use caseport_tests::http::Http;
use caseport_tests::process::PATIENCE;
use serde_json::json;

use crate::power::{Work, write};
use crate::support::{files_under, upload};

/// Who writes at once.
const WRITERS: usize = 4;
/// Cases acknowledged before each backup.
const ACKNOWLEDGED: usize = 6;
/// Backups under load.
const BACKUPS: usize = 3;

fn backup(data: &Path, folder: &Path) -> Ended {
    let mut command = daemon();
    command.arg("backup").arg(folder).arg("--data").arg(data);
    run(command, b"")
}

fn restore(folder: &Path, data: &Path) -> Ended {
    let mut command = daemon();
    command.arg("restore").arg(folder).arg("--data").arg(data);
    run(command, b"")
}

fn check(data: &Path) -> Ended {
    let mut command = daemon();
    command.arg("check").arg("--data").arg(data);
    run(command, b"")
}

/// Puts files on drafts and throws them away, so that blobs come and go.
fn waste(http: &Http, is_over: &AtomicBool) {
    for at in 0.. {
        let draft = format!("/v1/drafts/0191d3c0-dddd-7ddd-8000-{at:012x}");
        let content = json!({ "severity": 3, "subject": "To be thrown away" });
        http.json("PUT", &draft, &json!({ "kind": "case", "version": 0, "content": content })).expect(200);
        for file in 0..4 {
            let path = format!("{draft}/files?name={file}.bin");
            http.send("POST", &path, &[("content-type", "application/octet-stream")], &[b'w'; 5_000]).expect(201);
        }
        let version = http.get(&draft).expect(200).json()["version"].clone();
        http.send("DELETE", &draft, &[("if-match", &format!("\"{version}\""))], &[]).expect(204);
        if is_over.load(Ordering::Relaxed) {
            return;
        }
    }
}

/// Ends the load once dropped, so that a failure is told instead of waiting for those who work on.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Everything about a case of which the writer was told that it is there.
fn is_whole(http: &Http, work: &Work, number: i64) {
    let view = http.get(&format!("/v1/cases/{number}")).expect(200).json();
    assert_eq!(view["subject"], work.mark.as_str());
    let file = view["files"][0]["id"].as_str().unwrap_or_default().to_owned();
    assert!(http.get(&format!("/v1/cases/{number}/files/{file}")).expect(200).body == work.content(), "{}", work.mark);
    let timeline = http.get(&format!("/v1/cases/{number}/timeline")).expect(200).json();
    let replies = timeline["entries"].as_array().into_iter().flatten().filter(|entry| entry["entry"] == "comment").count();
    assert_eq!(replies, 1, "{timeline}");
}

#[test]
fn a_backup_under_load_has_everything_that_was_acknowledged_before() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    found(&at("data"));
    fs::write(at("data").join("key.pem"), "the key of the certificate").expect("it is written");
    let desk = Desk::open(&at("data"));
    let (member, owner) = (desk.sign_in("member@acme.example"), desk.sign_in("owner@acme.example"));
    let (done, finished) = channel();
    let is_over = AtomicBool::new(false);
    let mut kept: Vec<(Work, i64)> = Vec::new();
    let mut taken = Vec::new();
    let (http, wasting) = (member.http(), owner.http());
    thread::scope(|scope| {
        let (http, wasting, is_over) = (&http, &wasting, &is_over);
        let over = Over(is_over);
        for writer in 0..WRITERS {
            let done = done.clone();
            scope.spawn(move || write(http, 0, writer, is_over, &done));
        }
        scope.spawn(move || waste(wasting, is_over));
        drop(done);
        for round in 0..BACKUPS {
            kept.extend((0..ACKNOWLEDGED).map(|_| finished.recv_timeout(PATIENCE).expect("cases are filed")));
            kept.extend(finished.try_iter());
            let to = at(&format!("backup{round}"));
            let ended = backup(&at("data"), &to);
            taken.push((to, kept.len(), ended));
        }
        drop(over);
    });
    kept.extend(finished.iter());
    drop(desk);

    for (round, (backup, before, ended)) in taken.iter().enumerate() {
        ended.expect(0);
        let data = at(&format!("restored{round}"));
        restore(backup, &data).expect(0);
        let checked = check(&data);
        assert!(checked.expect(0).out().starts_with("ok: "), "{}", checked.out());
        assert_eq!(fs::read_to_string(data.join("key.pem")).expect("it is restored"), "the key of the certificate");
        let restored = Desk::open(&data);
        // The sign-in of before is as good as it was.
        let member = Person { address: restored.address.clone(), ..member.clone() };
        for (work, number) in &kept[..*before] {
            is_whole(&member.http(), work, *number);
        }
        let there: BTreeSet<i64> = member.numbers("").into_iter().collect();
        assert!(kept[..*before].iter().all(|(_, number)| there.contains(number)));
        member.files("After all", "Work goes on.");
    }
}

#[test]
fn a_backup_that_is_not_whole_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    found(&at("data"));
    let desk = Desk::open(&at("data"));
    let member = desk.sign_in("member@acme.example");
    let case = member.files("To be kept", "With a file.");
    upload(&member, case, "one.txt", b"content-of-one");
    backup(&at("data"), &at("whole")).expect(0);
    let copy = |name: &str| {
        for (path, content) in files_under(&at("whole")) {
            let to = at(name).join(path.strip_prefix(at("whole")).expect("it lies below"));
            fs::create_dir_all(to.parent().expect("it lies in a folder")).expect("it is made");
            fs::write(to, content).expect("it is written");
        }
        at(name)
    };
    let blob = |top: &Path| files_under(top).into_iter().find(|(_, content)| content == b"content-of-one").expect("it is stored").0;
    let cut = copy("cut");
    fs::remove_file(blob(&cut)).expect("it is removed");
    let changed = copy("changed");
    fs::write(blob(&changed), b"content-of-ten").expect("it is changed");
    let damaged = copy("damaged");
    let mut bytes = fs::read(damaged.join("data/caseport.db")).expect("there is a database");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(damaged.join("data/caseport.db"), bytes).expect("it is damaged");
    let broken_off = copy("broken-off");
    fs::remove_file(broken_off.join("manifest.json")).expect("it is removed");
    let newer = copy("newer");
    let manifest = fs::read_to_string(newer.join("manifest.json")).expect("there is a manifest");
    let mut manifest: serde_json::Value = serde_json::from_str(&manifest).expect("it is JSON");
    manifest["schema"] = 99.into();
    fs::write(newer.join("manifest.json"), manifest.to_string()).expect("it is written");

    let mut before: Vec<_> = fs::read_dir(folder.path()).expect("it is there").map(|entry| entry.expect("it is there").path()).collect();
    before.sort();
    for (bad, code, said) in [
        (cut, 1, "is missing"),
        (changed, 1, "is damaged"),
        (damaged, 1, "data/caseport.db is damaged"),
        (broken_off, 1, "never finished"),
        (newer, 6, "use a newer caseportd"),
        (at("data"), 1, "it is no backup"),
        (at("nowhere"), 1, "it is no backup"),
    ] {
        let refused = restore(&bad, &at("restored"));
        assert!(refused.expect(code).err().contains(said), "{}: {}", bad.display(), refused.err());
        assert_eq!((refused.out().as_str(), refused.err().lines().count()), ("", 1), "{}", refused.err());
        let mut after: Vec<_> = fs::read_dir(folder.path()).expect("it is there").map(|entry| entry.expect("it is there").path()).collect();
        after.sort();
        assert_eq!(after, before, "nothing is left");
    }
    let refused = restore(&at("whole"), &at("data"));
    assert!(refused.expect(4).err().contains("it is not empty"), "{}", refused.err());
    let refused = backup(&at("data"), &at("whole"));
    assert!(refused.expect(1).err().contains("it is not empty"), "{}", refused.err());
    assert_eq!(member.numbers(""), [case], "the desk that is served noticed nothing");
    restore(&at("whole"), &at("restored")).expect(0);
}
