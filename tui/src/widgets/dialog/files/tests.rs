use insta::assert_snapshot;
use jiff::SignedDuration;

use crate::effect::{Call, Effect, Entry, Found, HostAnswer, HostOp, Listing};
use crate::testing::{Harness, data};

fn entry(name: &str, size: u64, minutes: i64) -> Entry {
    let now: jiff::Timestamp = crate::testing::NOW.parse().unwrap();
    let at = now.checked_sub(SignedDuration::from_mins(minutes)).unwrap();
    Entry { name: name.trim_end_matches('/').to_owned(), is_folder: name.ends_with('/'), size, at: Some(at) }
}

fn folder(path: &str, entries: Vec<Entry>) -> HostAnswer {
    let parent = path.rsplit_once('/').map(|(above, _)| if above.is_empty() { "/".to_owned() } else { above.to_owned() });
    HostAnswer::Listing(Box::new(Listing { path: path.to_owned(), parent, entries, left_out: 0 }))
}

fn pictures() -> Vec<Entry> {
    vec![
        entry("older/", 4_096, 9_000),
        entry("2026/", 4_096, 50),
        entry("signed-out.png", 48_200, 3),
        entry("session.log", 2_400_000, 180),
        entry("screen-recording.mov", 80 * 1024 * 1024, 1_500),
        entry("evil\u{1b}[31m\u{202e}gnp.exe", 10, 10_000),
        entry(".hidden", 1, 1),
        entry("日本語のファイル.txt", 900, 700_000),
    ]
}

/// The form for a new case with its picker open.
fn opened(me: caseport_shared::api::session::Me, columns: u16, rows: u16) -> Harness {
    let mut harness = Harness::signed_in(me, columns, rows);
    harness.keys("n<c-f>");
    harness.host(|op| matches!(op, HostOp::List(None)), Ok(folder("/home/ada/Pictures", pictures())));
    harness
}

fn customer() -> Harness {
    opened(data::customer(), 80, 24)
}

/// The paths that were taken.
fn taken(harness: &Harness) -> Vec<&str> {
    harness
        .effects()
        .iter()
        .filter_map(|effect| if let Effect::Host(_, HostOp::LookAt(path)) = effect { Some(path.as_str()) } else { None })
        .collect()
}

#[test]
fn picking_files_at_80_by_24() {
    let mut harness = customer();
    harness.keys("<down><down><space>");
    assert_snapshot!(harness.frame());
}

#[test]
fn picking_files_on_a_narrow_screen_narrowed() {
    let mut harness = opened(data::customer(), 60, 20);
    harness.types("s");
    assert_snapshot!(harness.frame());
}

#[test]
fn picking_files_on_a_wide_screen() {
    assert_snapshot!(opened(data::agent(), 160, 50).frame());
}

#[test]
fn folders_come_first_and_hidden_names_when_a_dot_is_typed() {
    let mut harness = customer();
    let order = |harness: &mut Harness, names: [&str; 4]| {
        let frame = harness.frame();
        let places: Vec<_> = names.iter().map(|name| frame.find(name).unwrap_or_else(|| panic!("{name} is not in\n{frame}"))).collect();
        assert!(places.is_sorted(), "{frame}");
    };
    order(&mut harness, ["2026/", "older/", "signed-out.png", "session.log"]);
    harness.keys("<c-t>").sees("by name");
    order(&mut harness, ["2026/", "older/", "session.log", "signed-out.png"]);
    harness.sees_no(".hidden").types(".h").sees(".hidden").sees_no("session.log");
}

#[test]
fn a_folder_is_entered_and_left_and_the_place_is_found_again() {
    let mut harness = customer();
    harness.types("old").keys("<enter>");
    harness.host(
        |op| matches!(op, HostOp::List(Some(path)) if path == "/home/ada/Pictures/older"),
        Ok(folder("/home/ada/Pictures/older", vec![])),
    );
    harness.sees("Pictures/older").sees("Nothing fits").keys("<backspace>");
    harness.host(|op| matches!(op, HostOp::List(Some(path)) if path == "/home/ada/Pictures"), Ok(folder("/home/ada/Pictures", pictures())));
    harness.sees("›  older/");
}

#[test]
fn several_files_are_marked_and_taken_together() {
    let mut harness = customer();
    harness.keys("<down><down><space><space>").sees("2 marked, 2.3 MB").keys("<space>");
    harness.sees("screen-recording.mov: 80 MB, more than the 25 MB").keys("<c-s>");
    assert_eq!(taken(&harness), ["/home/ada/Pictures/signed-out.png", "/home/ada/Pictures/session.log"]);
}

#[test]
fn a_file_that_is_too_large_is_marked_so_and_not_taken() {
    let mut harness = customer();
    harness.sees("too large").types("recording").keys("<enter>").sees("80 MB, more than the 25 MB that one file may have");
    assert!(taken(&harness).is_empty());
}

#[test]
fn a_hostile_name_is_taken_as_it_is_and_drawn_safe() {
    let mut harness = customer();
    let frame = harness.types("evil").frame();
    assert!(!frame.contains('\u{1b}') && !frame.contains('\u{202e}') && frame.contains("evilgnp.exe"), "{frame}");
    harness.keys("<enter>");
    assert_eq!(taken(&harness), ["/home/ada/Pictures/evil\u{1b}[31m\u{202e}gnp.exe"]);
}

#[test]
fn a_dropped_path_is_taken_as_it_is_and_any_other_paste_narrows() {
    let mut harness = customer();
    harness.pastes("'/tmp/a b.png'");
    let found = vec![Found { path: "/tmp/a b.png".into(), name: "a b.png".into(), is_folder: false, size: 9 }];
    harness.host(|op| matches!(op, HostOp::Find(text) if text == "'/tmp/a b.png'"), Ok(HostAnswer::Found(found)));
    assert_eq!(taken(&harness), ["/tmp/a b.png"]);
    let mut harness = customer();
    harness.pastes("session").host(|op| matches!(op, HostOp::Find(_)), Ok(HostAnswer::Found(Vec::new())));
    harness.sees("session.log").sees_no("signed-out.png");
}

#[test]
fn a_typed_path_completes_and_one_that_leads_nowhere_says_so() {
    let mut harness = customer();
    harness.types("~/Pic").keys("<tab>");
    harness.host(|op| matches!(op, HostOp::Complete(typed) if typed == "~/Pic"), Ok(HostAnswer::Paths(vec!["~/Pictures/".into()])));
    harness.sees("~/Pictures/").types("x y.png").keys("<enter>");
    harness.host(|op| matches!(op, HostOp::Find(text) if text == "~/Pictures/x y.png"), Ok(HostAnswer::Found(Vec::new())));
    harness.sees("There is no such file.").sees("x y.png").keys("<c-u>").types("../up.log").keys("<enter>");
    let found = Found { path: "/home/ada/up.log".into(), name: "up.log".into(), is_folder: false, size: 9 };
    harness.host(|op| matches!(op, HostOp::Find(text) if text == "/home/ada/Pictures/../up.log"), Ok(HostAnswer::Found(vec![found])));
    assert_eq!(taken(&harness), ["/home/ada/up.log"]);
}

#[test]
fn a_folder_of_ten_thousand_is_narrowed_and_what_is_left_out_is_said() {
    let mut harness = customer();
    harness.keys("<backspace>");
    let entries = (0..10_000).map(|at| entry(&format!("trace-{at:05}.log"), 1, at)).collect();
    let listing = Listing { path: "/var/log".into(), parent: Some("/var".into()), entries, left_out: 1_234 };
    harness.host(|op| matches!(op, HostOp::List(Some(_))), Ok(HostAnswer::Listing(Box::new(listing))));
    harness.sees("10,000 here").sees("1,234 not shown").types("09321").sees("trace-09321.log").sees("1 here").keys("<enter>");
    assert_eq!(taken(&harness), ["/var/log/trace-09321.log"]);
}

#[test]
fn a_folder_that_cannot_be_read_says_so_and_what_was_there_stays() {
    let mut harness = customer();
    harness.keys("<enter>").host(|op| matches!(op, HostOp::List(Some(_))), Err("This folder cannot be read: no".into()));
    harness.sees("This folder cannot be read: no").sees("signed-out.png").keys("<esc>").sees("New case");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::UploadToDraft { .. })));
}
