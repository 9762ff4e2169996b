//! A disk that is full or takes nothing: what cannot be kept is refused in plain words, and nothing is half there.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;

use caseport_tests::client::{Ended, run};
use caseport_tests::desk::{Desk, Person, daemon, found};
use caseport_tests::disk::Disk;
use caseport_tests::http::Answer;
use caseport_tests::process::Process;
use serde_json::json;

use crate::support::{files_under, upload};

/// Size of the disk in MiB; the desk that is founded on it takes a small part.
const DISK: u32 = 12;
/// Who writes at once to a full disk.
const WRITERS: usize = 16;
/// More replies than a disk of this size can take.
const MORE_THAN_FITS: usize = 20_000;

/// A desk founded on a disk.
fn founded(mib: u32) -> Option<Disk> {
    let disk = Disk::mount(mib)?;
    let folder = tempfile::tempdir().expect("a temporary folder");
    found(folder.path());
    let data = disk.seen().join("data");
    fs::create_dir(&data).expect("it is made");
    for (path, content) in files_under(folder.path()) {
        let to = data.join(path.strip_prefix(folder.path()).expect("it lies below"));
        fs::create_dir_all(to.parent().expect("it lies in a folder")).expect("it is made");
        fs::write(to, content).expect("it is written");
    }
    Some(disk)
}

fn command(disk: &Disk, arguments: &[&str], data: &Path) -> Command {
    let mut command = daemon();
    command.args(arguments).arg("--data").arg(data);
    disk.inside(&command)
}

fn open(disk: &Disk, data: &Path) -> Desk {
    let process = Process::start(command(disk, &["serve", "--listen", "127.0.0.1:0"], data));
    let address = process.line_after("listening on http://");
    Desk { process, address, place: data.into() }
}

fn check(disk: &Disk, data: &Path) -> Ended {
    run(command(disk, &["check"], data), b"")
}

/// That nothing was kept because there is no room, and when to ask again.
fn is_refused(answer: &Answer) {
    assert_eq!((answer.expect(507).code().as_str(), answer.header("retry-after")), ("cannot_store", Some("60")));
    assert!(answer.json()["title"].as_str().is_some_and(|title| title.contains("full")), "{}", answer.text());
}

fn replies(person: &Person, case: i64) -> u64 {
    let page = person.http().get(&format!("/v1/cases/{case}")).expect(200).json();
    page["latest"]["replies"].as_u64().unwrap_or_else(|| panic!("a case counts its replies: {page}"))
}

fn files(person: &Person, case: i64) -> usize {
    let list = person.http().get(&format!("/v1/cases/{case}/files")).expect(200).json();
    list["files"].as_array().expect("a case lists its files").len()
}

#[test]
fn a_full_disk_keeps_what_it_has_and_refuses_what_is_new() {
    let Some(disk) = founded(DISK) else { return };
    let data = disk.path().join("data");
    let mut desk = open(&disk, &data);
    let member = desk.sign_in("member@acme.example");
    let case = member.files("Before", "There was room.");
    let content = vec![b'c'; 50_000];
    let file = upload(&member, case, "before.txt", &content);
    let http = member.http();
    let kept = || files_under(&disk.seen().join("data/files")).len();
    let before = kept();

    let filler = disk.fill();
    let path = format!("/v1/cases/{case}/replies");
    let reply = |key: &str| {
        let text = json!({ "body": format!("{key} {}", "word ".repeat(1_000)) });
        http.json_with("POST", &path, &[("idempotency-key", key)], &text)
    };
    // What the database has taken beforehand is used up in the first place.
    let mut acknowledged = 0;
    let refused = loop {
        let key = format!("one-{acknowledged}");
        let answer = reply(&key);
        if answer.status != 201 {
            is_refused(&answer);
            break key;
        }
        acknowledged += 1;
        assert!(acknowledged < MORE_THAN_FITS, "the disk is never full");
    };
    // Many who share one commit hear the same.
    let crowd: Vec<Answer> = thread::scope(|scope| {
        let (reply, writers) = (&reply, 0..WRITERS);
        let writers: Vec<_> = writers.map(|at| scope.spawn(move || reply(&format!("crowd-{at}")))).collect();
        writers.into_iter().map(|writer| writer.join().expect("nobody panics")).collect()
    });
    for answer in &crowd {
        is_refused(answer);
    }
    let bytes = [("content-type", "application/octet-stream"), ("idempotency-key", "late-file")];
    let late = format!("/v1/cases/{case}/files?name=late.bin");
    is_refused(&http.send("POST", &late, &bytes, &vec![b'l'; 400_000]));
    assert_eq!(kept(), before, "nothing is left of a file that found no room");

    // Reading goes on.
    assert_eq!(member.numbers("before"), [case]);
    assert_eq!(replies(&member, case), acknowledged as u64);
    assert!(http.get(&format!("/v1/cases/{case}/files/{file}")).expect(200).body == content);
    assert_eq!(files(&member, case), 1);
    // A backup needs room too, and says so.
    let backup = run(command(&disk, &["backup", &disk.path().join("backup").to_string_lossy()], &data), b"");
    assert!(backup.code != 0 && backup.out().is_empty(), "{}", backup.out());
    assert!(backup.err().contains("space") || backup.err().contains("full"), "{}", backup.err());
    assert_eq!(backup.err().lines().count(), 1, "{}", backup.err());
    let entries = || fs::read_dir(disk.seen()).expect("it is there").count();
    assert_eq!(entries(), 2, "the desk and what fills the disk, no backup");

    // With room everything goes on, and what was refused is sent again under its key.
    fs::remove_file(&filler).expect("it is removed");
    for _ in 0..2 {
        reply(&refused).expect(201);
        for at in 0..WRITERS {
            reply(&format!("crowd-{at}")).expect(201);
        }
        http.send("POST", &late, &bytes, &vec![b'l'; 400_000]).expect(201);
    }
    assert_eq!(replies(&member, case), (acknowledged + 1 + WRITERS) as u64);
    assert_eq!(kept(), before + 1);

    // Full again, at the end and at the next start.
    let filler = disk.fill();
    desk.process.terminate();
    assert_eq!(desk.process.wait().code(), Some(0), "{}", desk.process.errors());
    assert!(!desk.process.errors().contains("panicked"), "{}", desk.process.errors());
    disk.fill();
    let started = run(command(&disk, &["check"], &data), b"");
    assert!(matches!(started.code, 0 | 4) && started.err().lines().count() <= 1, "{}", started.err());
    fs::remove_file(filler).expect("it is removed");
    let sound = check(&disk, &data);
    assert_eq!(sound.expect(0).out().trim(), "ok: 1 cases, 2 files", "{}", sound.err());
    let desk = open(&disk, &data);
    let member = Person { address: desk.address.clone(), ..member };
    assert_eq!(replies(&member, case), (acknowledged + 1 + WRITERS) as u64);
}

#[test]
fn a_disk_that_nobody_may_write_is_named() {
    let Some(mut disk) = founded(DISK) else { return };
    let data = disk.path().join("data");
    let mut desk = open(&disk, &data);
    let member = desk.sign_in("member@acme.example");
    let case = member.files("Before", "It could be written.");
    upload(&member, case, "before.txt", b"a file");
    desk.process.terminate();
    assert_eq!(desk.process.wait().code(), Some(0));

    disk.set_read_only(true);
    let to = disk.path().join("backup");
    let backup = ["backup", to.to_str().expect("a temporary folder is named in UTF-8")];
    let staff = ["admin", "create-staff", "--email", "late@desk.example", "--name", "Late"];
    let cases: [(&[&str], u8); 4] = [(&["serve", "--listen", "127.0.0.1:0"], 4), (&["check"], 4), (&backup, 1), (&staff, 4)];
    for (arguments, code) in cases {
        let refused = run(command(&disk, arguments, &data), b"");
        assert_eq!((refused.code, refused.out().as_str()), (i32::from(code), ""), "{arguments:?}: {}", refused.err());
        assert_eq!(refused.err().lines().count(), 1, "{arguments:?}: {}", refused.err());
        let folder = data.to_string_lossy().into_owned();
        let said = refused.err();
        assert!(said.contains("ead-only") || said.contains("cannot be written"), "{arguments:?}: {said}");
        assert!(said.contains(&folder) || said.contains(backup[1]), "{arguments:?}: {said}");
    }
    disk.set_read_only(false);
    let sound = check(&disk, &data);
    assert_eq!(sound.expect(0).out().trim(), "ok: 1 cases, 1 files", "{}", sound.err());
    let desk = open(&disk, &data);
    let member = Person { address: desk.address.clone(), ..member };
    assert_eq!(files(&member, case), 1);
}
