//! How people read over SSH: asked once, then every date in their zone and every word in their language (I3).

use caseport_tests::client::run;
use caseport_tests::desk::found;
use caseport_tests::ssh::OpenDoor;
use caseport_tests::terminal::Terminal;
use jiff::Timestamp;
use jiff::tz::TimeZone;

const CTRL_S: &str = "\u{13}";

#[test]
fn i3_over_ssh_dates_and_words_follow_the_person() {
    let place = tempfile::tempdir().expect("a temporary folder");
    found(place.path());
    let door = OpenDoor::open(place.path(), &[]);
    let member = door.desk.sign_in("member@acme.example");
    let number = member.files("Signed out again", "Every five minutes.").to_string();
    let shell = door.newcomer(&member);

    // The first sign-in asks, with the zone of the organization's region; here it is Tokyo instead.
    let mut command = shell.program("ssh");
    command.arg("cases@127.0.0.1");
    let mut terminal = Terminal::start(&command, 24, 80);
    terminal.wait_for_text("First things first");
    terminal.wait_for_text("Europe/London");
    terminal.press("kk\r");
    terminal.wait_for_text("type to narrow");
    terminal.press("asia/tok");
    terminal.wait_for_text("› Asia/Tokyo");
    terminal.press("\r");
    terminal.wait_for_text("JST there now");
    terminal.press(CTRL_S);
    terminal.wait_for_text("Signed out again");
    terminal.press("\u{3}");
    assert_eq!(terminal.wait(), 0, "{}", terminal.text());

    // Commands follow, JSON stays as it is for everybody.
    let told = |arguments: &[&str]| {
        let ended = shell.ssh(arguments, b"");
        assert_eq!(ended.code, 0, "{}", ended.err());
        ended.out()
    };
    let json = told(&["case", "view", &number, "--json"]);
    let case: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let filed = case["created_at"].as_str().or_else(|| case["case"]["created_at"].as_str()).expect("a time").to_owned();
    assert!(filed.ends_with('Z'), "{filed}");
    let filed: Timestamp = filed.parse().expect("a time");
    let tokyo = filed.to_zoned(TimeZone::get("Asia/Tokyo").expect("a zone"));
    let seen = told(&["case", "view", &number]);
    assert!(seen.contains(&tokyo.strftime("%Y-%m-%d %H:%M").to_string()) && !seen.contains("JST"), "{seen}");
    told(&["settings", "set", "language", "ja"]);
    let seen = told(&["case", "view", &number]);
    assert!(seen.contains("依頼者") && seen.contains(&tokyo.strftime("%Y/%m/%d").to_string()), "{seen}");
    assert_eq!(told(&["case", "view", &number, "--json"]), json);
    let refused = shell.ssh(&["settings", "set", "time-zone", "../../etc/localtime"], b"");
    assert_eq!(refused.code, 2, "{}", refused.err());

    // Whoever said nothing reads as their client asks, and times name the zone that is proposed.
    let owner = door.shell(&door.desk.sign_in("owner@acme.example"));
    let mut command = owner.program("ssh");
    command.env("LANG", "de_AT.UTF-8").args(["-o", "SendEnv=LANG", "cases@127.0.0.1", "case", "view", &number]);
    let ended = run(command, b"");
    let london = filed.to_zoned(TimeZone::get("Europe/London").expect("a zone"));
    let expected = london.strftime("%-d.%-m.%Y %H:%M %Z").to_string();
    assert!(ended.out().contains("Gestellt von") && ended.out().contains(&expected), "{expected}: {}", ended.out());
}
