//! Files by the real `scp` and `sftp` of OpenSSH, on a real server.

use std::io::Write as _;
use std::sync::LazyLock;
use std::time::Instant;

use caseport_tests::desk::{Person, administer, found};
use caseport_tests::process::{PATIENCE, Process};
use caseport_tests::ssh::{OpenDoor, Shell};
use tempfile::TempDir;

use crate::support::{files_under, upload};

/// A server with its SSH door open, and two organizations.
struct Here {
    door: OpenDoor,
    folder: TempDir,
}

impl Here {
    fn open() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        found(folder.path());
        let more: [&[&str]; 2] = [
            &["create-organization", "--name", "Brook", "--plan", "premium", "--region", "emea"],
            &["create-customer", "--organization", "brook", "--email", "zoe@brook.example", "--name", "Zoe Brook", "--password-stdin"],
        ];
        for command in more {
            administer(folder.path(), command).expect(0);
        }
        let door = OpenDoor::open(folder.path(), &[("CASEPORT_LIMITS_ATTACHMENT_BYTES", LARGEST)]);
        Self { door, folder }
    }

    fn member(&self) -> Person {
        self.door.desk.sign_in("member@acme.example")
    }
}

/// Largest file of this server, in bytes.
const LARGEST: &str = "6000000";

/// Any bytes of a length, none like its neighbours.
fn content(length: u32) -> Vec<u8> {
    (0..length).flat_map(|at| at.wrapping_mul(2_654_435_761).to_le_bytes()).take(length as usize).collect()
}

fn five_megabytes() -> &'static [u8] {
    static CONTENT: LazyLock<Vec<u8>> = LazyLock::new(|| content(5_000_011));
    &CONTENT
}

/// Names of the files of a case, as somebody sees them.
fn names(person: &Person, case: i64) -> Vec<String> {
    let list = person.http().get(&format!("/v1/cases/{case}/files")).expect(200).json();
    list["files"].as_array().into_iter().flatten().filter_map(|file| file["name"].as_str().map(str::to_owned)).collect()
}

/// Waits until something holds.
fn until(what: &str, holds: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < deadline, "{what}");
        std::thread::yield_now();
    }
}

#[test]
fn files_go_up_and_come_down_byte_for_byte() {
    let here = Here::open();
    let member = here.member();
    let case = member.files("With files", "They come by scp.");
    let shell = here.door.shell(&member);
    shell.write("Größe einer Datei.bin", five_megabytes());
    let folder = Shell::remote(&format!("{case}/"));
    shell.scp(&["Größe einer Datei.bin", &folder]).expect(0);
    shell.scp(&["-p", "Größe einer Datei.bin", &folder]).expect(0);
    shell.scp(&["-O", "-p", "Größe einer Datei.bin", &folder]).expect(0);
    shell.write("shot.png", b"a picture");
    let sent = shell.sftp(&format!("put shot.png {case}/shot.png\nput -p shot.png {case}\nls -l {case}\n"));
    let listing = sent.expect(0).out();
    for name in ["Größe einer Datei.bin", "Größe einer Datei (2).bin", "Größe einer Datei (3).bin", "shot.png", "shot (2).png"] {
        assert!(listing.contains(name), "{name}: {listing}");
    }
    assert_eq!(names(&member, case), [["Größe einer Datei.bin"; 3].as_slice(), &["shot.png"; 2]].concat());
    shell.scp(&[&Shell::remote(&format!("{case}/Größe einer Datei.bin")), "first"]).expect(0);
    let second = Shell::remote(&format!(r"{case}/Größe\ einer\ Datei\ \(2\).bin"));
    shell.scp(&["-O", &second, "second"]).expect(0);
    // What came half is gone on with.
    shell.write("third", &five_megabytes()[..2_000_000]);
    shell.sftp(&format!("reget \"{case}/Größe einer Datei (3).bin\" third\n")).expect(0);
    for name in ["first", "second", "third"] {
        assert!(shell.read(name) == five_megabytes(), "{name} is not what was sent");
    }
    std::fs::create_dir(shell.home().join("all")).expect("it is made");
    shell.scp(&["-r", &Shell::remote(&case.to_string()), "all"]).expect(0);
    assert_eq!(files_under(&shell.home().join("all")).len(), 5);
    let top = shell.sftp("ls -1 /\n").expect(0).out();
    assert!(top.contains("new\n") && top.contains(&format!("{case}\n")), "{top}");
}

#[test]
fn what_may_not_be_seen_is_no_such_file_to_scp_and_sftp() {
    let here = Here::open();
    let (member, agent) = (here.member(), here.door.desk.sign_in("agent@desk.example"));
    let case = member.files("Of a member", "With files.");
    upload(&member, case, "shot.png", b"seen");
    let staff = here.door.shell(&agent);
    staff.write("internal.log", b"of support");
    staff.scp(&["internal.log", &Shell::remote(&format!("{case}/"))]).expect(0);
    assert_eq!(names(&agent, case), ["shot.png", "internal.log"]);
    assert_eq!(names(&member, case), ["shot.png"], "what support sends by itself is internal until a reply includes it");
    let shell = here.door.shell(&member);
    let own = shell.sftp(&format!("ls {case}\n")).expect(0).out();
    assert!(own.contains("shot.png") && !own.contains("internal"), "{own}");
    let stranger = here.door.shell(&here.door.desk.sign_in("zoe@brook.example"));
    stranger.write("mine.png", b"mine");
    let nowhere = if case == 77_777 { 77_778 } else { 77_777 };
    for (shell, of, name) in [(&stranger, case, "shot.png"), (&stranger, nowhere, "shot.png"), (&shell, case, "internal.log")] {
        for legacy in [&[][..], &["-O"]] {
            let got = shell.scp(&[legacy, &[&Shell::remote(&format!("{of}/{name}")), "got"]].concat());
            assert!(got.code != 0 && got.err().to_lowercase().contains("no such file"), "{of}: {}", got.err());
        }
    }
    // What the server says comes by ssh and the rest is scp's own: two programs, which write when they like.
    let said = |of: i64| {
        let said = stranger.scp(&["mine.png", &Shell::remote(&format!("{of}/"))]).expect(1).err().replace(&of.to_string(), "N");
        said.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(said(case), said(nowhere));
    assert_eq!(names(&agent, case), ["shot.png", "internal.log"]);
}

#[test]
fn what_is_refused_is_said_and_leaves_nothing() {
    let here = Here::open();
    let member = here.member();
    let case = member.files("Refused", "Not everything is taken.");
    upload(&member, case, "kept.txt", b"kept");
    let shell = here.door.shell(&member);
    shell.write("large.bin", &content(6_000_001));
    for legacy in [&[][..], &["-O"]] {
        let ended = shell.scp(&[legacy, &["large.bin", &Shell::remote(&format!("{case}/"))]].concat());
        assert!(ended.code != 0 && ended.err().contains(LARGEST), "{legacy:?}: {}", ended.err());
    }
    shell.write("lost.txt", b"where to");
    let ended = shell.scp(&["lost.txt", &Shell::remote("")]);
    assert!(ended.code != 0 && ended.err().contains("1042/"), "{}", ended.err());
    for line in ["rm kept.txt", "rename kept.txt other.txt", "mkdir folder", "rmdir .", "ln kept.txt b", "ln -s kept.txt b", "df"] {
        let ended = shell.sftp(&format!("cd {case}\n{line}\n"));
        assert_eq!(ended.code, 1, "{line}: {}{}", ended.out(), ended.err());
    }
    shell.write("kept.txt", b"kept and more");
    shell.sftp(&format!("reput kept.txt {case}/kept.txt\n")).expect(1);
    let blobs = || files_under(&here.folder.path().join("files"));
    until("bytes of what was refused are left", || blobs().len() == 1);
    assert_eq!(names(&member, case), ["kept.txt"]);
}

#[test]
fn an_upload_that_is_killed_leaves_nothing() {
    let here = Here::open();
    let member = here.member();
    let case = member.files("Cut off", "The line is bad.");
    let shell = here.door.shell(&member);
    let blobs = || files_under(&here.folder.path().join("files"));
    let packet = |kind: u8, fields: &[&[u8]]| {
        let body = fields.concat();
        let length = u32::try_from(body.len() + 1).expect("a small packet").to_be_bytes();
        [&length[..], &[kind], &body].concat()
    };
    let text = |text: &[u8]| [&u32::try_from(text.len()).expect("a short text").to_be_bytes()[..], text].concat();
    let path = text(format!("{case}/half.bin").as_bytes());
    let piece = content(200_000);
    let write = |at: u32| {
        let offset = (u64::from(at) * 200_000).to_be_bytes();
        packet(6, &[&(at + 2).to_be_bytes(), &text(&[0; 4]), &offset, &text(&piece)])
    };
    let mut begun =
        vec![packet(1, &[&3_u32.to_be_bytes()]), packet(3, &[&1_u32.to_be_bytes(), &path, &26_u32.to_be_bytes(), &0_u32.to_be_bytes()])];
    begun.extend((0..20).map(write));
    let old = [b"C0644 5000000 half.bin\n".to_vec(), content(400_000)];
    for (arguments, begun) in [(["-s", "sftp"].as_slice(), begun.concat()), (&["scp", "-t", &format!("{case}/")], old.concat())] {
        let mut command = shell.program("ssh");
        command.arg("cases@127.0.0.1").args(arguments);
        let mut process = Process::start(command);
        let mut stdin = process.stdin();
        stdin.write_all(&begun).expect("a half is sent");
        stdin.flush().expect("a half is sent");
        until("nothing of the file came", || !blobs().is_empty());
        process.kill();
        until("bytes of what was killed are left", || blobs().is_empty());
        assert_eq!(names(&member, case), Vec::<String>::new());
    }
}

#[test]
fn a_file_for_new_is_on_the_draft_of_a_new_case() {
    let here = Here::open();
    let member = here.member();
    let shell = here.door.shell(&member);
    shell.write("shot.png", b"a picture");
    let first = shell.scp(&["shot.png", &Shell::remote("new/")]);
    assert!(first.expect(0).err().contains("shot.png is on the draft of your new case"), "{}", first.err());
    shell.scp(&["-O", "shot.png", &Shell::remote("new/more.png")]).expect(0);
    let drafts = member.http().get("/v1/drafts").expect(200).json();
    let [draft] = &drafts["drafts"].as_array().expect("a list")[..] else { panic!("one draft: {drafts}") };
    let files: Vec<&str> = draft["files"].as_array().expect("files").iter().filter_map(|file| file["name"].as_str()).collect();
    assert_eq!((draft["kind"].as_str(), files), (Some("case"), vec!["shot.png", "more.png"]));
    let listed = shell.sftp("ls new\n").expect(0).out();
    assert!(listed.contains("shot.png") && listed.contains("more.png"), "{listed}");
}
