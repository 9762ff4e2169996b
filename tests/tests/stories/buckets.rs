//! Files in a bucket: a desk moves from its folder to a database and a bucket that several servers share, and back out of a backup.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use caseport_tests::client::{Ended, run};
use caseport_tests::desk::{Desk, PASSWORD, Person, daemon, found};
use caseport_tests::postgres::{Cluster, cluster};
use caseport_tests::process::{PATIENCE, Process};
use caseport_tests::s3::{BUCKET, KEY, KEY_ID, Mood, S3};
use serde_json::json;

use crate::power::write;
use crate::support::{PICTURE, upload};

/// More than a part of what is sent to a bucket at once.
const LARGE: usize = 6 * 1024 * 1024;
/// Who writes at once.
const WRITERS: usize = 3;
/// Cases acknowledged before one of the servers is killed.
const ACKNOWLEDGED: usize = 4;

/// A configuration with a folder, a database and a folder of the bucket of its own.
fn configured(at: &Path, cluster: &Cluster, database: &str, server: &S3, prefix: &str) -> PathBuf {
    let path = at.with_extension("toml");
    let text = format!(
        "data = \"{}\"\ndatabase = {:?}\nlisten = \"127.0.0.1:0\"\nfiles = \"s3://{BUCKET}/{prefix}\"\n\n\
         [s3]\nendpoint = {:?}\naccess_key_id = {KEY_ID:?}\nsecret_access_key = {KEY:?}\n",
        at.display(),
        cluster.url(database),
        server.endpoint()
    );
    std::fs::write(&path, text).expect("it is written");
    path
}

fn ran(arguments: &[&str], config: &Path) -> Ended {
    let mut command = daemon();
    command.args(arguments).arg("--config").arg(config);
    let ended = run(command, b"");
    assert!(!ended.out().contains(KEY) && !ended.err().contains(KEY), "{} {}", ended.out(), ended.err());
    ended
}

/// A server of a configuration, and where it listens.
fn serve(config: &Path) -> (Process, String) {
    let mut command = daemon();
    command.arg("serve").arg("--config").arg(config);
    let process = Process::start(command);
    let address = process.line_after("listening on http://");
    (process, address)
}

#[test]
fn servers_that_share_a_bucket_lose_nothing_when_one_is_killed() {
    let Some(cluster) = cluster() else { return };
    let (server, folder) = (S3::start(), tempfile::tempdir().expect("a temporary folder"));
    let at = |name: &str| folder.path().join(name);
    found(&at("first"));
    let large: Vec<u8> = (0..LARGE).map(|byte| (byte % 251).to_le_bytes()[0]).collect();
    let (case, old) = {
        let desk = Desk::open(&at("first"));
        let member = desk.sign_in("member@acme.example");
        let case = member.files("Before the move", "It was in a folder.");
        (case, upload(&member, case, "large.bin", &large))
    };

    let database = cluster.create(None);
    let first = configured(&at("first"), cluster, &database, &server, "desk");
    let url = cluster.url(&database);
    server.set(Mood::Broken);
    let away = ran(&["admin", "move", "--to", &url], &first);
    assert!(away.expect(1).err().contains("it cannot be reached"), "{}", away.err());
    server.set(Mood::Well);
    let moved = ran(&["admin", "move", "--to", &url], &first);
    assert!(moved.expect(0).out().starts_with("files: 1 in s3://files-of-tests/desk, compared\n"), "{}", moved.out());
    std::fs::remove_dir_all(at("first").join("files")).expect("the folder is put away");

    let (mut one, there) = serve(&first);
    let (other, here) = serve(&configured(&at("second"), cluster, &database, &server, "desk"));
    let [member, colleague] = [&there, &here].map(|address| Person::sign_in(address, "member@acme.example", PASSWORD));
    let new = upload(&member, case, "screenshot.png", PICTURE);
    let get = |id: &str| colleague.http().get(&format!("/v1/cases/{case}/files/{id}")).expect(200).body.clone();
    assert!(get(&old) == large && get(&new) == PICTURE);

    let (done, finished) = channel();
    let is_over = AtomicBool::new(false);
    let acknowledged = thread::scope(|scope| {
        let (http, is_over) = (member.http(), &is_over);
        for writer in 0..WRITERS {
            let (http, done) = (http.clone(), done.clone());
            scope.spawn(move || write(&http, 0, writer, is_over, &done));
        }
        drop(done);
        let mut all: Vec<_> = (0..ACKNOWLEDGED).map(|_| finished.recv_timeout(PATIENCE).expect("cases are filed")).collect();
        one.kill();
        is_over.store(true, Ordering::Relaxed);
        all.extend(finished.iter());
        all
    });
    for (work, number) in &acknowledged {
        let path = format!("/v1/cases/{number}");
        let file = colleague.http().get(&path).expect(200).json()["files"][0]["id"].as_str().unwrap_or_default().to_owned();
        assert!(colleague.http().get(&format!("{path}/files/{file}")).expect(200).body == work.content(), "{}", work.mark);
    }
    assert!(ran(&["check"], &first).expect(0).out().starts_with("ok: "));

    server.set(Mood::Away);
    let refused = colleague.http().get(&format!("/v1/cases/{case}/files/{old}"));
    assert_eq!((refused.expect(503).header("retry-after"), refused.code().as_str()), (Some("1"), "overloaded"));
    colleague.http().json("POST", &format!("/v1/cases/{case}/replies"), &json!({ "body": "Meanwhile." })).expect(201);
    let mut command = daemon();
    command.arg("serve").arg("--config").arg(&first);
    let late = run(command, b"");
    assert!(late.expect(1).err().lines().count() == 1 && late.err().contains("files: s3://files-of-tests/desk: it cannot be reached"));
    server.set(Mood::Well);

    let kept = at("backup").to_string_lossy().into_owned();
    let backed_up = ran(&["backup", &kept], &first);
    let checked = backed_up.expect(0).out().lines().next().unwrap_or_default().to_owned();
    let restored = configured(&at("restored"), cluster, &cluster.create(None), &server, "restored");
    assert!(ran(&["restore", &kept], &restored).expect(0).out().starts_with(&checked));
    drop(other);
    let (_again, address) = serve(&restored);
    let member = Person::sign_in(&address, "member@acme.example", PASSWORD);
    assert!(member.http().get(&format!("/v1/cases/{case}/files/{old}")).expect(200).body == large);
}
