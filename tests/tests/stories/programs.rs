//! The server as a program: it starts, says where it is, keeps what it should, and leaves as it was asked to.

use std::io::{Read as _, Write as _};
use std::path::Path;

use caseport_tests::client::run;
use caseport_tests::desk::{Demo, Desk, Person, ROLES, Said, administer, daemon, found, read_sign_ins};
use caseport_tests::process::Process;
use serde_json::json;

use crate::support::files_under;

fn demo_in(temporary: &Path) -> Process {
    let mut command = daemon();
    command.args(["demo", "--no-screens", "--listen", "127.0.0.1:0"]).env("TMPDIR", temporary);
    Process::start(command)
}

#[test]
fn the_demo_says_who_signs_in_where_and_leaves_nothing_behind() {
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let mut process = demo_in(temporary.path());
    let Said { sign_ins, ssh, address } = read_sign_ins(&process);
    assert_ne!(ssh, 0);
    assert_eq!(sign_ins.iter().map(|(role, ..)| role.as_str()).collect::<Vec<_>>(), ROLES);
    assert!(address.starts_with("127.0.0.1:") && !address.ends_with(":0"), "{address}");
    let people: Vec<Person> = sign_ins.iter().map(|(_, email, password)| Person::sign_in(&address, email, password)).collect();
    let me: Vec<_> = people.iter().map(|person| person.http().get("/v1/me").expect(200).json()).collect();
    assert_eq!((&me[0]["account_wide"], &me[1]["account_wide"]), (&json!(false), &json!(true)));
    assert_eq!(me[0]["organization"], me[1]["organization"]);
    assert_ne!(me[0]["organization"], me[2]["organization"]);
    assert_eq!((&me[3]["staff_role"], &me[4]["staff_role"]), (&json!("agent"), &json!("admin")));

    let (customer, colleague, agent) = (people[0].numbers(""), people[1].numbers(""), people[3].numbers(""));
    assert_eq!(agent.len(), 400);
    assert!(!customer.is_empty() && customer.len() < colleague.len() && colleague.len() < agent.len());
    assert!(customer.iter().all(|number| colleague.contains(number)));
    for status in caseport_shared::status::Status::ALL {
        assert!(!people[3].numbers(&format!("status:{status}")).is_empty(), "no case is {status}");
    }
    assert!(!files_under(temporary.path()).is_empty(), "the data is in the temporary folder");
    process.terminate();
    assert_eq!(process.wait().code(), Some(0));
    assert_eq!(files_under(temporary.path()), [], "nothing is left behind");
}

#[test]
fn a_demo_that_is_kept_is_the_same_the_second_time() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("kept");
    let arguments = ["--data", data.to_str().expect("a temporary folder is named in UTF-8")];
    let mut first = Demo::open(&arguments);
    let case = first.customer().files("Kept", "Until tomorrow.");
    let mut before = first.agent().numbers("");
    first.process.terminate();
    assert_eq!(first.process.wait().code(), Some(0));
    let second = Demo::open(&arguments);
    let mut after = second.agent().numbers("");
    before.sort_unstable();
    after.sort_unstable();
    assert_eq!(before, after);
    assert!(after.contains(&case));
}

#[test]
fn a_real_desk_stands_without_the_demo() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = daemon();
    command.arg("serve").arg("--data").arg(folder.path()).args(["--listen", "127.0.0.1:0"]);
    let process = Process::start(command);
    let next = process.line().expect("an empty installation says something");
    assert!(next.contains("caseportd admin create-staff"), "an empty installation tells the next command: {next}");
    let address = process.line_after("listening on http://");
    // Beside the running server.
    found(folder.path());
    let mut desk = Desk { process, address, place: folder.path().into() };
    let [owner, member, agent] = ["owner@acme.example", "member@acme.example", "agent@desk.example"].map(|email| desk.sign_in(email));
    let case = member.files("The first case", "Of many.");
    assert_eq!((owner.numbers(""), agent.numbers("")), (vec![case], vec![case]));
    let twice = administer(&desk.place, &["create-staff", "--email", "agent@desk.example", "--name", "Again", "--password-stdin"]);
    assert!(twice.expect(1).err().contains("exists already"), "{}", twice.err());
    administer(&desk.place, &["reset-password", "--email", "member@acme.example", "--password-stdin"]).expect(0);
    assert_eq!(member.http().get("/v1/me").status, 401, "a new password ends all sign-ins");
    desk.process.terminate();
    assert_eq!(desk.process.wait().code(), Some(0));
    let again = Desk::open(folder.path());
    assert_eq!(again.sign_in("owner@acme.example").numbers("").len(), 1);
}

#[test]
fn a_server_that_is_asked_to_end_finishes_what_is_in_flight() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    found(folder.path());
    let mut desk = Desk::open(folder.path());
    let member = desk.sign_in("member@acme.example");
    let case = member.files("In flight", "A file is on its way.");
    let http = member.http();
    let content = vec![b'x'; 300_000];
    let mut upload = http.connect().expect("the server is there");
    let headers = [("content-length", "300000"), ("expect", "100-continue")];
    let head = http.head("POST", &format!("/v1/cases/{case}/files?name=late.bin"), &headers);
    upload.write_all(format!("{head}\r\n").as_bytes()).expect("the head is sent");
    let mut go = [0; 25];
    upload.read_exact(&mut go).expect("the server is ready for the file");
    assert!(go.starts_with(b"HTTP/1.1 100 Continue"), "{}", String::from_utf8_lossy(&go));
    let mut live = http.connect().expect("the server is there");
    live.write_all(format!("{}\r\n", http.head("GET", "/v1/live", &[])).as_bytes()).expect("the head is sent");
    live.read_exact(&mut [0; 12]).expect("hints are on");

    upload.write_all(&content[..100_000]).expect("a part is sent");
    desk.process.terminate();
    // Hints have no end of their own; that they end shows that the server is stopping.
    live.read_to_end(&mut Vec::new()).expect("the hints end");
    upload.write_all(&content[100_000..]).expect("the rest is sent");
    let answer = caseport_tests::http::read_answer(&mut upload).expect("what was in flight is answered");
    answer.expect(201);
    assert_eq!(desk.process.wait().code(), Some(0));

    let again = Desk::open(folder.path());
    let member = Person { address: again.address.clone(), ..member };
    let file = answer.json()["id"].as_str().expect("a file has an id").to_owned();
    assert!(member.http().get(&format!("/v1/cases/{case}/files/{file}")).expect(200).body == content);
}

#[test]
fn what_keeps_a_server_from_starting_is_said_in_one_line() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let desk = Desk::open(&folder.path().join("data"));
    let bad = folder.path().join("bad.toml");
    std::fs::write(&bad, "brnd = \"Acme\"\n").expect("it is written");
    let file = folder.path().join("file");
    std::fs::write(&file, "no folder").expect("it is written");
    let (data, other) = (desk.place.data.to_string_lossy().into_owned(), folder.path().join("other").to_string_lossy().into_owned());
    let free = "127.0.0.1:0";
    for (arguments, code, said) in [
        (vec!["serve", "--data", &data, "--listen", free], 5, data.as_str()),
        (vec!["serve", "--data", &other, "--listen", &desk.address], 7, desk.address.as_str()),
        (vec!["serve", "--data", &other, "--listen", free, "--config", bad.to_str().unwrap_or_default()], 3, "brnd"),
        (vec!["serve", "--data", &other, "--listen", free, "--config", "/nowhere/caseport.toml"], 3, "/nowhere/caseport.toml"),
        (vec!["serve", "--data", file.to_str().unwrap_or_default(), "--listen", free], 4, "file"),
        (vec!["serve", "--listen", "nowhere"], 2, "nowhere"),
        (vec!["srve"], 2, "srve"),
    ] {
        let mut command = daemon();
        command.args(&arguments);
        let ended = run(command, b"");
        assert_eq!((ended.code, ended.out().as_str()), (code, ""), "{arguments:?}: {}", ended.err());
        assert!(ended.err().contains(said), "{arguments:?}: {}", ended.err());
        assert!(code == 2 || ended.err().lines().count() == 1, "{arguments:?}: {}", ended.err());
    }
}

#[test]
fn a_check_finds_what_is_missing_or_changed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    found(folder.path());
    let check = || {
        let mut command = daemon();
        command.arg("check").arg("--data").arg(folder.path());
        run(command, b"")
    };
    let mut desk = Desk::open(folder.path());
    let member = desk.sign_in("member@acme.example");
    let case = member.files("To be checked", "With two files.");
    crate::support::upload(&member, case, "one.txt", b"content-of-one");
    crate::support::upload(&member, case, "two.txt", b"content-of-two");
    desk.process.terminate();
    assert_eq!(desk.process.wait().code(), Some(0));
    check().expect(0);
    let blob = |content: &[u8]| files_under(folder.path()).into_iter().find(|(_, found)| found == content).expect("it is stored").0;
    std::fs::remove_file(blob(b"content-of-one")).expect("it is removed");
    let one = check();
    let told = one.expect(1).out() + &one.err();
    assert!(told.contains("one.txt") && !told.contains("two.txt"), "{told}");

    // Whoever wants it is told, and everything else goes on.
    let desk = Desk::open(folder.path());
    let shell = Person { address: desk.address.clone(), ..member }.shell();
    let lost = shell.run(&["case", "download", &case.to_string(), "one.txt"]);
    assert!(lost.expect(1).err().contains("lost on the server"), "{}", lost.err());
    shell.run(&["case", "download", &case.to_string(), "two.txt"]).expect(0);
    assert_eq!(files_under(shell.home()).iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "txt")).count(), 1);
    shell.run(&["case", "reply", &case.to_string(), "--message", "I send it again."]).expect(0);
    drop(desk);
    std::fs::write(blob(b"content-of-two"), b"content-of-ten").expect("it is changed");
    let both = check();
    let told = both.expect(1).out() + &both.err();
    assert!(told.contains("one.txt") && told.contains("two.txt"), "{told}");
}
