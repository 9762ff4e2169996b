use caseport_shared::api::person::PersonRef;
use caseport_shared::api::timeline::TimelineEntry;
use caseport_shared::comment::{CommentRef, Seen, Visibility};
use caseport_shared::event::Fact;
use caseport_shared::person::Side;
use caseport_shared::severity::Severity;
use caseport_shared::status::Status;

use super::{Thread, ThreadOptions, thread};
use crate::testing::{Harness, data};

const ALL_SEEN: Seen = Seen { replies: i64::MAX, notes: i64::MAX };
const MARKDOWN: &str =
    "Try **this**:\n\n```sh\nsystemctl restart \\\n  idp\n```\n\n> quoted\n\n| Node | State |\n|---|---|\n| a | down |\n\n- one\n- two";

fn written(entries: &[TimelineEntry], options: ThreadOptions, cells: usize) -> Thread {
    let harness = Harness::agent();
    let thread = thread(&data::case_for_agent(), entries, options, cells, harness.context());
    for line in &thread.lines {
        assert!(line.width() <= cells.max(20), "{} > {cells}: {line}", line.width());
    }
    thread
}

/// The lines that begin with a dot or a dot's indentation: what happened.
fn events(entries: &[TimelineEntry], unfolded: bool, cells: usize) -> Vec<String> {
    let options = ThreadOptions { seen: ALL_SEEN, unfolded, ..ThreadOptions::default() };
    let lines = written(entries, options, cells).lines;
    lines.iter().map(ToString::to_string).filter(|line| line.starts_with(" ·")).collect()
}

fn status(from: Status, to: Status) -> Fact<PersonRef> {
    Fact::StatusSet { from, to, date: None, fixed_in: None }
}

fn grace() -> PersonRef {
    data::person("Grace Hopper", Side::Support)
}

fn run() -> Vec<TimelineEntry> {
    vec![
        data::fact("03-09T08:52", Fact::Assigned { to: Some(grace()) }),
        data::fact("03-09T08:53", status(Status::Researching, Status::PendingYourResponse)),
        data::fact("03-09T08:54", Fact::SeveritySet { from: Severity::Minor, to: Severity::Major }),
        data::fact("03-09T08:58", Fact::CategorySet),
    ]
}

#[test]
fn what_happened_in_a_row_is_one_line_with_the_newest_time() {
    let lines = events(&run(), false, 100);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with(" · Grace Hopper took it, set Acme Researching → Pending Your Response +2"), "{lines:?}");
    assert!(lines[0].ends_with("Mon 9 Mar 09:58 · 3d"), "{lines:?}");
    for cells in 20..113 {
        assert_eq!(events(&run(), false, cells).len(), 1);
    }
}

#[test]
fn each_stands_alone_when_asked_for_or_when_it_is_alone() {
    let lines = events(&run(), true, 100);
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(lines[3].contains("Grace Hopper changed the category"), "{lines:?}");
    let alone = events(&run()[..1], false, 100);
    assert!(alone[0].contains("Grace Hopper assigned the case to Grace Hopper"), "{alone:?}");
    let mut apart = run();
    apart.insert(2, data::reply(1, "Ada Lovelace", Side::Customer, "Between"));
    assert_eq!(events(&apart, false, 100).len(), 2);
}

#[test]
fn what_weighs_most_is_told_first() {
    let escalated = Fact::Escalated { comment: CommentRef { visibility: Visibility::Public, number: 7 } };
    for (fact, words) in [
        (escalated, "escalated it"),
        (Fact::Closed, "closed it"),
        (Fact::ClosedByItself, "The case closed by itself"),
        (Fact::Reopened { from: Status::Closed }, "opened it again"),
        (Fact::Solved, "wrote the solution"),
    ] {
        let mut entries = run();
        entries.push(data::fact("03-09T09:00", fact));
        let lines = events(&entries, false, 60);
        assert!(lines[0].contains(words) && lines[0].contains(" +"), "{lines:?}");
    }
}

#[test]
fn whoever_did_it_is_named_once() {
    let mut entries = run();
    entries.truncate(1);
    entries.push(TimelineEntry::Event {
        at: data::at("03-09T09:00"),
        actor: Some(data::person("Ada Lovelace", Side::Customer)),
        on_behalf_of: None,
        fact: Fact::WatcherAdded { person: data::person("Charles Babbage", Side::Customer) },
    });
    entries.push(TimelineEntry::Event { at: data::at("03-09T09:00"), actor: None, on_behalf_of: None, fact: Fact::ClosedByItself });
    let lines = events(&entries, false, 112);
    assert!(lines[0].contains("The case closed by itself, as nobody answered; Grace Hopper took it +1"), "{lines:?}");
    let lines = events(&entries[..2], false, 112);
    assert!(lines[0].contains("Grace Hopper took it; Ada Lovelace added Charles Babbage as a watcher "), "{lines:?}");
}

#[test]
fn a_line_divides_what_is_new() {
    let entries = data::timeline_for_agent().entries;
    let options = |replies, notes| ThreadOptions { seen: Seen { replies, notes }, ..ThreadOptions::default() };
    let fresh = written(&entries, options(1, 1), 80);
    let at = fresh.first_new.unwrap();
    assert!(fresh.lines[at].to_string().starts_with(" ── new since you looked ──"));
    assert!(fresh.lines[at + 1].to_string().contains("● Grace Hopper"), "{}", fresh.lines[at + 1]);
    let note = written(&entries, options(1, 0), 80);
    assert!(note.lines[note.first_new.unwrap() + 1].to_string().contains("INTERNAL"));
    assert_eq!(note.lines.iter().filter(|line| line.to_string().contains("new since")).count(), 1);
    assert_eq!(written(&entries, ThreadOptions { seen: ALL_SEEN, ..ThreadOptions::default() }, 80).first_new, None);
}

#[test]
fn a_recent_time_says_its_age_where_there_is_room_and_until_when() {
    let entries = data::timeline().entries;
    let shown = |cells| written(&entries, ThreadOptions { seen: ALL_SEEN, ..ThreadOptions::default() }, cells);
    let text = |thread: &Thread| thread.lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let wide = shown(80);
    assert!(text(&wide).contains("Thu 12 Mar 09:00 · 2h"), "{}", text(&wide));
    // The comment of 08:00 is two hours old until 11:00.
    assert_eq!(wide.until, Some(data::at("03-12T10:58")));
    let narrow = shown(60);
    assert!(!text(&narrow).contains(" · 2h"));
    assert_eq!(narrow.until, None);
    let old = vec![data::fact("03-01T08:00", Fact::CategorySet)];
    let old = written(&old, ThreadOptions { seen: ALL_SEEN, ..ThreadOptions::default() }, 80);
    assert!(text(&old).contains("Sun 1 Mar 09:00\n") || text(&old).ends_with("Sun 1 Mar 09:00"), "{}", text(&old));
}

#[test]
fn every_line_of_a_note_and_of_a_solution_has_its_bar() {
    for cells in [32, 44, 80, 160] {
        let entries = [data::note(1, "Linus Pauling", MARKDOWN)];
        let thread = written(&entries, ThreadOptions { seen: ALL_SEEN, ..ThreadOptions::default() }, cells);
        let lines: Vec<String> = thread.lines.iter().map(ToString::to_string).collect();
        let bar = lines.iter().position(|line| line.contains("INTERNAL")).unwrap();
        let note: Vec<&String> = lines[bar + 1..].iter().take_while(|line| !line.is_empty()).collect();
        assert!(note.len() > 13 && note.iter().all(|line| line.starts_with(" ┃ ")), "{note:#?}");
        assert!(note.iter().any(|line| line.contains("systemctl")) && note.iter().any(|line| line.contains("down")));

        let mut case = data::case_for_agent();
        case.summary.solution = Some(MARKDOWN.to_owned());
        let harness = Harness::agent();
        let solved = super::thread(&case, &[], ThreadOptions::default(), cells, harness.context());
        let lines: Vec<String> = solved.lines.iter().map(ToString::to_string).collect();
        let start = lines.iter().position(|line| line.starts_with(" ▌ ")).unwrap();
        let solution: Vec<&String> = lines[start..].iter().take_while(|line| !line.is_empty()).collect();
        assert!(solution.len() > 13 && solution.iter().all(|line| line.starts_with(" ▌ ")), "{solution:#?}");
    }
}

#[test]
fn hostile_words_draw_nothing_outside() {
    for body in ["> ".repeat(5_000), "日本".repeat(500), "|a|b|\n|-|-|\n|1|2|\n".repeat(50), "x".repeat(9_000), "e\u{301}".repeat(900)] {
        for cells in [1, 20, 33, 80, 300] {
            let entries = [data::reply(1, &body, Side::Customer, &body), data::note(1, &body, &body)];
            written(&entries, ThreadOptions::default(), cells);
        }
    }
}
