mod reading;

use caseport_shared::api::case::CaseView;
use caseport_shared::api::comment::Commented;
use caseport_shared::api::draft::{DraftKind, DraftList, DraftSaved, DraftView, SubmitDraft, Submitted};
use caseport_shared::api::live::Hint;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::timeline::{TimelineEntry, TimelinePage};
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::Seen;
use caseport_shared::person::Side;
use caseport_shared::severity::Priority;
use caseport_shared::status::Status;
use insta::assert_snapshot;

use crate::effect::{Answer, Call, Change, Failure, Found, HostAnswer, HostOp};
use crate::msg::Msg;
use crate::testing::{Harness, data};

fn is_list(call: &Call) -> bool {
    matches!(call, Call::Cases { .. })
}

fn opened(mut harness: Harness, is_agent: bool) -> Harness {
    harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page())))).keys("<enter>");
    let (case, page) = if is_agent { (data::case_for_agent(), data::timeline_for_agent()) } else { (data::case(), data::timeline()) };
    fetched(&mut harness, case, page);
    harness.reply(|call| matches!(call, Call::Drafts), Ok(Answer::Drafts(Box::new(DraftList { drafts: Vec::new() }))));
    harness
}

fn with_case(case: CaseView) -> Harness {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("<c-r>");
    fetched(&mut harness, case, data::timeline());
    harness
}

fn fetched(harness: &mut Harness, case: CaseView, page: TimelinePage) {
    harness.reply(|call| matches!(call, Call::Case(_)), Ok(Answer::Case(Box::new(case))));
    harness.reply(|call| matches!(call, Call::Timeline { .. }), Ok(Answer::Timeline(Box::new(page))));
}

fn is_save(call: &Call) -> bool {
    matches!(call, Call::SaveDraft(..))
}

fn is_submit(call: &Call) -> bool {
    matches!(call, Call::Submit { .. })
}

fn refused(code: ErrorCode) -> Result<Answer, Failure> {
    Err(Failure::Problem(Box::new(Problem::new(code, "No."))))
}

/// What the server answers to a save.
fn saved(harness: &mut Harness) -> (DraftKind, String) {
    let (ticket, call) = harness.call(is_save);
    let Call::SaveDraft(id, save) = call else { unreachable!() };
    let draft = DraftView {
        id,
        kind: save.kind,
        case: save.case,
        version: save.version + 1,
        updated_at: data::at("03-12T10:00"),
        content: save.content.clone(),
        files: Vec::new(),
    };
    harness.send(Msg::Answer(ticket, Ok(Answer::Saved(Box::new(DraftSaved { draft, forked_from: None })))));
    (save.kind, save.content.body)
}

fn submitted(harness: &mut Harness) -> SubmitDraft {
    let (ticket, call) = harness.call(is_submit);
    let Call::Submit { submit, .. } = call else { unreachable!() };
    let TimelineEntry::Comment { comment, .. } = data::reply(3, "Ada Lovelace", Side::Customer, "Sent.") else { unreachable!() };
    let commented = Commented { comment, status: Status::Researching, version: 5 };
    harness.send(Msg::Answer(ticket, Ok(Answer::Submitted(Box::new(Submitted::Comment { commented })))));
    submit
}

#[test]
fn a_case_at_80_by_24() {
    assert_snapshot!(opened(Harness::customer(), false).frame());
}

#[test]
fn a_case_on_a_narrow_screen() {
    assert_snapshot!(opened(Harness::signed_in(data::customer(), 60, 20), false).frame());
}

#[test]
fn a_case_of_an_agent_on_a_wide_screen() {
    assert_snapshot!(opened(Harness::signed_in(data::agent(), 160, 50), true).frame());
}

#[test]
fn a_reply_being_written() {
    let mut harness = opened(Harness::agent(), true);
    harness.keys("r").types("Thank you, Ada. The metadata is enough.\n\nWe will load it in tonight's window.");
    assert_snapshot!(harness.frame());
}

#[test]
fn a_note_being_written() {
    let mut harness = opened(Harness::agent(), true);
    harness.keys("i").types("Ask the platform team before promising anything.");
    assert_snapshot!(harness.frame());
}

#[test]
fn reading_a_case_tells_the_server_how_far() {
    let mut harness = opened(Harness::customer(), false);
    harness.call(|call| matches!(call, Call::Seen(_, Seen { replies: 2, notes: 0 })));
}

#[test]
fn reading_a_file_that_was_sent_by_itself_is_told_too() {
    let asked = |is_unread: bool| {
        let mut case = data::case();
        (case.seen, case.summary.unread) = (case.latest, is_unread);
        with_case(case).calls().iter().filter(|call| matches!(call, Call::Seen(..))).count()
    };
    assert_eq!(asked(true), asked(false) + 1);
}

#[test]
fn a_description_that_was_taken_away_says_why() {
    let mut case = data::case();
    case.description.clear();
    let reason = "It held a password".to_owned();
    case.description_redacted = Some(caseport_shared::api::attachment::Redaction { at: data::at("03-10T12:00"), reason });
    with_case(case).keys("gg").sees("It held a password");
}

#[test]
fn only_what_may_be_done_is_offered() {
    let mut harness = opened(Harness::customer(), false);
    harness.sees("r reply").sees_no("internal note").keys("i").sees_no("INTERNAL").keys("aS").sees_no("SOLUTION");
    let mut case = data::case();
    case.can = vec![CaseAction::View];
    with_case(case).sees_no("r reply").keys("r").sees_no("REPLY");
}

#[test]
fn reply_and_note_have_their_own_texts_keys_and_colours() {
    let mut harness = opened(Harness::agent(), true);
    harness.keys("r").types("For the customer").sees("REPLY · read by Ada Lovelace");
    let reply = harness.style_of("REPLY");
    harness.keys("<esc>").sees("You began a reply");
    assert_eq!(saved(&mut harness), (DraftKind::Reply, "For the customer".to_owned()));
    harness.keys("i").sees("INTERNAL NOTE · only support reads this").sees_no("For the customer").types("For us");
    assert_ne!(harness.style_of("INTERNAL NOTE").bg, reply.bg);
    harness.keys("<esc>");
    assert_eq!(saved(&mut harness), (DraftKind::Note, "For us".to_owned()));
    harness.keys("r").sees("For the customer").sees_no("For us");
}

#[test]
fn a_reply_is_saved_while_it_is_typed_and_sent_once() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("Here it is").wakes();
    assert_eq!(saved(&mut harness).1, "Here it is");
    harness.sees("Draft saved 11:00").keys("<c-s><c-s>");
    let submit = submitted(&mut harness);
    assert_eq!((submit.version, submit.send.seen), (1, Some(Seen { replies: 2, notes: 0 })));
    assert_eq!(submit.send.reopen, None);
    harness.sees("Your reply is on the case").sees_no("REPLY");
    assert!(!harness.calls().iter().any(|call| is_submit(call)), "{:?}", harness.calls());
}

#[test]
fn a_draft_is_found_again_when_the_case_is_opened() {
    let mut harness = Harness::customer();
    harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page())))).keys("<enter>");
    fetched(&mut harness, data::case(), data::timeline());
    let drafts = vec![data::draft(DraftKind::Reply, "Half a sentence")];
    harness.reply(|call| matches!(call, Call::Drafts), Ok(Answer::Drafts(Box::new(DraftList { drafts }))));
    harness.sees("You began a reply").keys("r").sees("Half a sentence");
}

#[test]
fn on_a_closed_case_sending_asks_whether_to_reopen() {
    let mut case = data::case();
    case.summary.status = Status::Closed;
    for (keys, reopen) in [("<enter>", true), ("j<enter>", false)] {
        let mut harness = with_case(case.clone());
        harness.keys("r").types("One more thing").keys("<c-s>").sees("Send and reopen").sees("Send only");
        assert!(!harness.calls().iter().any(|call| is_submit(call)));
        harness.keys(keys);
        saved(&mut harness);
        assert_eq!(submitted(&mut harness).send.reopen, Some(reopen));
    }
    let mut harness = with_case(case);
    harness.keys("r").types("One more thing").keys("<c-s><esc>").sees("One more thing").sees("REPLY");
}

#[test]
fn a_newer_comment_is_shown_first_and_sending_asks_again() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("Here it is").wakes();
    saved(&mut harness);
    harness.keys("<c-s>").reply(is_submit, refused(ErrorCode::NewerComments)).sees("a newer comment came in").sees("Here it is");
    let mut page = data::timeline();
    page.entries.push(data::reply(3, "Grace Hopper", Side::Support, "Never mind, we found it."));
    fetched(&mut harness, data::case(), page);
    harness.sees("Never mind, we found it.").keys("<c-s>").sees("A newer comment").sees("Read it and keep writing");
    harness.keys("<enter>").sees("Here it is").keys("<c-s>j<enter>");
    assert_eq!(submitted(&mut harness).send.seen, Some(Seen { replies: 3, notes: 0 }));
}

#[test]
fn a_newer_comment_that_arrives_while_writing_is_noticed_before_sending() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("Here it is").send(Msg::Changed(Hint::Case { number: CaseNumber(204_816) }));
    let mut page = data::timeline();
    page.entries.push(data::reply(3, "Grace Hopper", Side::Support, "Never mind, we found it."));
    fetched(&mut harness, data::case(), page);
    harness.keys("<c-s>").sees("A newer comment");
    assert!(!harness.calls().iter().any(|call| is_submit(call)));
}

#[test]
fn what_was_typed_survives_a_server_that_is_away() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("Keep me").wakes();
    harness.reply(is_save, Err(Failure::Away("gone".into())));
    harness.host(|op| matches!(op, HostOp::KeepDraft(draft) if draft.save.content.body == "Keep me"), Ok(HostAnswer::Done));
    harness.sees("Kept on this machine").sees("Keep me").keys("<c-s>").reply(is_save, Err(Failure::Away("It is gone.".into())));
    harness.sees("It is gone.").sees("Keep me").send(Msg::Back);
    assert_eq!(saved(&mut harness).1, "Keep me");
    harness.host(|op| matches!(op, HostOp::ForgetDraft(_)), Ok(HostAnswer::Done)).sees("Draft saved");
}

#[test]
fn a_repeated_sending_is_the_same_request() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("Once").wakes();
    saved(&mut harness);
    let mut keys = Vec::new();
    for _ in 0..2 {
        harness.keys("<c-s>");
        let (ticket, call) = harness.call(is_submit);
        let Call::Submit { key, .. } = call else { unreachable!() };
        keys.push(key);
        harness.send(Msg::Answer(ticket, Err(Failure::Away("lost".into()))));
    }
    assert_eq!(keys[0], keys[1]);
}

#[test]
fn the_end_of_a_session_keeps_the_text_and_comes_back_to_it() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("Keep me").wakes();
    harness.reply(is_save, refused(ErrorCode::Unauthenticated)).sees("Your sign-in has ended").sees("ada@northwind.example");
    harness.types("secret words").keys("<enter>");
    let session =
        caseport_shared::api::session::SessionView { token: "t".into(), expires_at: data::at("04-12T10:00"), me: data::customer() };
    harness.reply(|call| matches!(call, Call::SignIn { .. }), Ok(Answer::Session(Box::new(session))));
    harness.sees("Keep me").sees("REPLY");
    assert_eq!(saved(&mut harness).1, "Keep me");
}

#[test]
fn leaving_the_case_and_the_program_saves_first() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("Keep me").keys("<c-c>");
    assert!(!harness.has_quit());
    assert_eq!(saved(&mut harness).1, "Keep me");
    harness.wakes();
    assert!(harness.has_quit());
}

#[test]
fn a_change_by_somebody_else_is_shown_and_can_be_saved_over() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("p<down><enter>");
    let mut now = data::case();
    now.version = 9;
    now.summary.status = Status::BugIdentified;
    let mut problem = Problem::new(ErrorCode::StaleVersion, "No.");
    problem.current = serde_json::to_value(&now).ok();
    harness.reply(|call| matches!(call, Call::Change { .. }), Err(Failure::Problem(Box::new(problem))));
    harness.sees("Somebody changed this case first").sees("Status: Bug Identified").keys("<enter>");
    let (_, call) = harness.call(|call| matches!(call, Call::Change { .. }));
    let Call::Change { change: Change::Edit(version, edit), .. } = call else { unreachable!() };
    assert_eq!((version, edit.priority), (9, Some(Priority::High)));
}

#[test]
fn an_escalation_warns_on_the_day_of_filing_and_keeps_the_reason() {
    let mut case = data::case();
    case.summary.created_at = data::at("03-11T23:30");
    let mut harness = with_case(case);
    harness.keys("e").sees("This case was opened today").types("We lose members.").keys("<c-s>");
    harness.reply(|call| matches!(call, Call::Change { change: Change::Escalate(_), .. }), refused(ErrorCode::RateLimited));
    harness.sees("We lose members.").sees("No.");
    opened(Harness::customer(), false).keys("e").sees_no("This case was opened today");
}

#[test]
fn a_status_asks_for_what_it_needs() {
    let mut harness = opened(Harness::agent(), true);
    harness.keys("s").types("scheduled for dep").keys("<enter>").sees("Date").types("tomorrow").keys("<c-s>");
    harness.sees("Write the date as 2026-01-31").sees("tomorrow").keys("<c-u>").types("2026-03-17").keys("<enter>");
    let (_, call) = harness.call(|call| matches!(call, Call::Change { .. }));
    let Call::Change { change: Change::Edit(_, edit), .. } = call else { unreachable!() };
    let status = edit.status.unwrap();
    assert_eq!((status.status, status.date), (Status::ScheduledForDeployment, Some(jiff::civil::date(2026, 3, 17))));
}

/// The machine knows the file that was typed.
fn named(harness: &mut Harness, path: &str) {
    let name = path.rsplit('/').next().unwrap().to_owned();
    let found = vec![Found { path: path.to_owned(), name, is_folder: false, size: 1 }];
    harness.host(|op| matches!(op, HostOp::Find(_)), Ok(HostAnswer::Found(found)));
}

#[test]
fn a_file_is_looked_at_before_it_is_sent() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("See the file").keys("<c-f>").types("~/big.log").keys("<enter>");
    named(&mut harness, "/home/ada/big.log");
    harness.host(
        |op| matches!(op, HostOp::LookAt(path) if path == "/home/ada/big.log"),
        Ok(HostAnswer::File { name: "big.log".into(), size: 26 * 1024 * 1024 }),
    );
    harness.sees("more than the 25 MB that one file may have").keys("<c-s>").sees("could not be sent. Try it again");
    harness.keys("<c-r><enter><c-f>").types("~/a.png").keys("<enter>");
    named(&mut harness, "/home/ada/a.png");
    harness.host(|op| matches!(op, HostOp::LookAt(_)), Ok(HostAnswer::File { name: "a.png".into(), size: 2_000_000 }));
    saved(&mut harness);
    let (ticket, _) = harness.call(|call| matches!(call, Call::UploadToDraft { .. }));
    harness.send(Msg::Progress(ticket, 1_000_000)).sees("50 %").keys("<c-s>");
    assert!(!harness.calls().iter().any(|call| is_submit(call)));
    let file = data::file("a.png", caseport_shared::comment::Visibility::Public);
    harness.send(Msg::Answer(ticket, Ok(Answer::Uploaded(Box::new(file)))));
    // The file made another version of the draft, which is asked for before it is sent.
    assert!(!harness.calls().iter().any(|call| is_submit(call)));
    saved(&mut harness);
    assert_eq!(submitted(&mut harness).version, 2);
}

#[test]
fn hostile_names_and_words_do_not_reach_the_screen_raw() {
    let mut page = data::timeline();
    page.entries.push(data::reply(3, "Ev\u{1b}[31mil\u{202e}", Side::Customer, "a\u{1b}]52;c;cm0=\u{7}b\u{9b}2Jc\u{200b}"));
    let mut harness = with_case(data::case());
    harness.keys("<c-r>");
    fetched(&mut harness, data::case(), page);
    let frame = harness.keys("G").frame();
    assert!(frame.contains("Evil") && frame.contains("abc"), "{frame}");
    assert!(!frame.chars().any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{200b}')));
}

#[test]
fn a_case_that_may_not_be_seen_does_not_exist() {
    let mut harness = Harness::customer();
    harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page())))).keys("<enter>");
    harness.reply(|call| matches!(call, Call::Case(_)), refused(ErrorCode::NotFound));
    harness.sees("No such case, or it is not shared with you");
}

#[test]
fn an_unsaved_solution_is_not_left_behind_by_accident() {
    let mut harness = opened(Harness::agent(), true);
    harness.keys("S").types("Load the new metadata.").keys("<esc>q").sees("The solution is not saved").keys("<enter>");
    harness.keys("S").sees("Load the new metadata.").keys("<c-s>");
    let (ticket, call) = harness.call(|call| matches!(call, Call::Change { .. }));
    let Call::Change { change: Change::Edit(4, edit), .. } = call else { panic!("{call:?}") };
    assert_eq!(edit.solution.as_deref(), Some("Load the new metadata."));
    harness.send(Msg::Answer(ticket, Err(Failure::Away("gone".into())))).sees("gone").sees("Load the new metadata.");
}

#[test]
fn a_pasted_text_that_is_too_long_is_refused_whole() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("Before").pastes(&"x".repeat(10_000_000)).sees("65,536 characters at most").sees("Before");
}

#[test]
fn an_empty_draft_is_thrown_away() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("No").wakes();
    saved(&mut harness);
    harness.keys("<backspace><backspace><esc>");
    harness.call(|call| matches!(call, Call::DiscardDraft(..)));
}

#[test]
fn a_file_that_cannot_be_saved_is_asked_for_again_under_the_same_name() {
    let mut harness = opened(Harness::customer(), false);
    let file = data::file("signed-out.png", caseport_shared::comment::Visibility::Public);
    harness.keys("d").reply(|call| matches!(call, Call::Files(_)), Ok(Answer::Files(vec![file])));
    harness
        .keys("<enter>")
        .sees("Look at it")
        .keys("<right><enter>")
        .sees("signed-out.png")
        .keys("<c-u>")
        .types("~/there.png")
        .keys("<enter>");
    harness.reply(
        |call| matches!(call, Call::Download { to, .. } if to == "~/there.png"),
        Err(Failure::Other("~/there.png exists already".into())),
    );
    harness.sees("exists already").sees("~/there.png").keys("<backtab><c-u>").types("other.png").keys("<enter>");
    harness.reply(|call| matches!(call, Call::Download { .. }), Ok(Answer::Downloaded("/home/ada/other.png".into())));
    harness.sees("Saved as /home/ada/other.png");
}

#[test]
fn earlier_entries_are_fetched_when_asked_for() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("<c-r>");
    let mut page = data::timeline();
    (page.from, page.total) = (30, 34);
    fetched(&mut harness, data::case(), page);
    harness.keys("gg").sees("30 earlier entries").keys("[");
    let part = |from: u32, bodies: Vec<String>| {
        let entries = (1..).zip(&bodies).map(|(number, body)| data::reply(number, "Mary Somerville", Side::Support, body)).collect();
        Ok(Answer::Timeline(Box::new(TimelinePage { from, total: 34, entries })))
    };
    // Long comments come in pages of fewer entries than asked for.
    let (first, rest) = (vec!["The very first one".to_owned()], (2..=30).map(|number| format!("The {number}th one")).collect());
    harness.reply(|call| matches!(call, Call::Timeline { from: Some(0), limit: 30, .. }), part(0, first));
    harness.sees("30 earlier entries");
    harness.reply(|call| matches!(call, Call::Timeline { from: Some(1), limit: 29, .. }), part(1, rest));
    harness.sees("The very first one").sees_no("earlier entries");
}

#[test]
fn an_agent_assigns_a_case_in_three_keys() {
    let mut harness = opened(Harness::agent(), true);
    harness.keys("a");
    let people = caseport_shared::api::person::PeoplePage { people: Vec::new(), next: None };
    harness.reply(|call| matches!(call, Call::People { side: Side::Support, .. }), Ok(Answer::People(Box::new(people))));
    harness.keys("<enter>");
    let (_, call) = harness.call(|call| matches!(call, Call::Change { .. }));
    let Call::Change { change: Change::Edit(_, edit), .. } = call else { unreachable!() };
    assert_eq!(edit.assignee, Some(Some("grace@acme.example".to_owned())));
}

#[test]
fn the_impact_can_only_be_changed_as_far_as_one_may() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("v").sees("1 Outage").sees_no("4 Cosmetic");
    opened(Harness::agent(), true).keys("v").sees("1 Outage").sees("4 Cosmetic");
}

#[test]
fn what_is_written_is_seen_on_the_smallest_screens() {
    for (columns, rows) in [(20, 5), (20, 6), (40, 10), (80, 14)] {
        let mut harness = opened(Harness::signed_in(data::customer(), columns, rows), false);
        harness.keys("r").types("Thank you").sees("REPLY").sees("Thank you");
    }
}

#[test]
fn a_solution_is_saved_and_has_no_draft() {
    let mut harness = opened(Harness::agent(), true);
    harness.keys("S").sees("ctrl-s save").sees("esc leave, text kept").sees_no("draft kept").keys("<esc>");
    harness.keys("r").sees("ctrl-s send").sees("esc leave, draft kept");
}

#[test]
fn words_of_the_server_stand_as_a_sentence() {
    let mut harness = opened(Harness::agent(), true);
    harness.keys("c<enter>");
    let problem = Problem::new(ErrorCode::WrongState, "the case is closed already");
    harness.reply(|call| matches!(call, Call::Change { .. }), Err(Failure::Problem(Box::new(problem)))).sees("The case is closed already");
}

#[test]
fn a_dropped_file_is_offered_and_anything_else_is_typed() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("See ").pastes("'/home/ada/shot one.png'");
    let found = Found { path: "/home/ada/shot one.png".into(), name: "shot one.png".into(), is_folder: false, size: 48_200 };
    harness.host(|op| matches!(op, HostOp::Find(text) if text == "'/home/ada/shot one.png'"), Ok(HostAnswer::Found(vec![found.clone()])));
    harness.sees("Add shot one.png?").sees("47 kB").keys("<enter>").sees_no("Add shot one.png?");
    harness.host(|op| matches!(op, HostOp::LookAt(path) if path == "/home/ada/shot one.png"), Ok(HostAnswer::Done));
    harness.pastes("'/home/ada/shot one.png'");
    harness.host(|op| matches!(op, HostOp::Find(_)), Ok(HostAnswer::Found(vec![found])));
    harness.keys("<esc>").sees("See '/home/ada/shot one.png'").pastes(" /etc/nothing here");
    harness.host(|op| matches!(op, HostOp::Find(_)), Ok(HostAnswer::Found(Vec::new())));
    harness.sees("png' /etc/nothing here").pastes(" not a path").sees("here not a path");
}
