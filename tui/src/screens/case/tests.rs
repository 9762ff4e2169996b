mod articles;
mod reading;

use caseport_shared::api::case::CaseView;
use caseport_shared::api::comment::Commented;
use caseport_shared::api::draft::{DraftKind, DraftList, DraftSaved, DraftView, SubmitDraft, Submitted};
use caseport_shared::api::live::Hint;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::request::RequestView;
use caseport_shared::api::session::Me;
use caseport_shared::api::timeline::{TimelineEntry, TimelinePage};
use caseport_shared::case::{CaseAction, CaseNumber};
use caseport_shared::comment::Seen;
use caseport_shared::person::{AccountRole, Side};
use caseport_shared::request::{RequestAction, RequestState};
use caseport_shared::severity::Priority;
use caseport_shared::status::Status;
use insta::assert_snapshot;
use serde_json::json;

use crate::effect::{Answer, Call, Change, Content, Effect, Failure, Found, HostAnswer, HostOp, LocalDraft};
use crate::msg::Msg;
use crate::preferences::Preferences;
use crate::testing::{Harness, data};

fn is_list(call: &Call) -> bool {
    matches!(call, Call::Cases { .. })
}

/// Somebody whose replies are sent at once.
fn at_once(me: Me) -> Harness {
    Harness::signed_in_with(Preferences { recall_seconds: 0, ..Preferences::default() }, me, 80, 24)
}

fn opened(mut harness: Harness, is_agent: bool) -> Harness {
    harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page())))).keys("<enter>");
    let (case, page) = if is_agent { (data::case_for_agent(), data::timeline_for_agent()) } else { (data::case(), data::timeline()) };
    fetched(&mut harness, case, page);
    harness.reply(|call| matches!(call, Call::Drafts), Ok(Answer::Drafts(Box::new(DraftList { drafts: Vec::new() }))));
    harness
}

fn with_case(case: CaseView) -> Harness {
    let mut harness = opened(at_once(data::customer()), false);
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
    let mut harness = opened(at_once(data::customer()), false);
    harness.keys("r").types("Here it is").wakes();
    assert_eq!(saved(&mut harness).1, "Here it is");
    harness.sees("Draft saved 11:00").keys("<c-s><c-s>");
    let submit = submitted(&mut harness);
    assert_eq!((submit.version, submit.send.seen), (1, Some(Seen { replies: 2, notes: 0 })));
    assert_eq!(submit.send.reopen, None);
    harness.sees("Your reply is on case").sees_no("REPLY");
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
    let mut harness = opened(at_once(data::customer()), false);
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
    let mut harness = opened(at_once(data::customer()), false);
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
    let mut harness = opened(at_once(data::customer()), false);
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
    let mut harness = opened(at_once(data::customer()), false);
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

fn is_kept_drafts(op: &HostOp) -> bool {
    matches!(op, HostOp::KeptDrafts)
}

#[test]
fn a_solution_is_kept_on_this_machine_and_found_again() {
    let mut harness = opened(Harness::agent(), true);
    harness.host(is_kept_drafts, Ok(HostAnswer::Drafts(Vec::new())));
    harness.keys("S").types("Load the new").wakes();
    let kept = harness.effects().iter().find_map(|effect| match effect {
        Effect::Host(_, HostOp::KeepDraft(draft)) => Some((**draft).clone()),
        _ => None,
    });
    let kept = kept.expect("it is kept");
    assert!(kept.is_solution && kept.save.content.body == "Load the new");
    harness.host(|op| matches!(op, HostOp::KeepDraft(_)), Ok(HostAnswer::Done)).sees("Kept on this machine");
    // Nobody sends it as a draft, and somebody else's is not shown.
    let other = LocalDraft { email: "linus@acme.example".into(), ..kept.clone() };
    for (drafts, is_found) in [(vec![kept.clone()], true), (vec![other], false)] {
        let mut harness = Harness::agent();
        harness.host(is_kept_drafts, Ok(HostAnswer::Drafts(drafts.clone())));
        assert!(!harness.calls().iter().any(|call| is_save(call)));
        let mut harness = opened(harness, true);
        harness.host(is_kept_drafts, Ok(HostAnswer::Drafts(drafts)));
        if !is_found {
            harness.sees_no("You began a solution");
            continue;
        }
        harness.sees("You began a solution").keys("S").sees("Load the new").types(" metadata").keys("<c-s>");
        harness.reply(|call| matches!(call, Call::Change { .. }), Ok(Answer::Case(Box::new(data::case_for_agent()))));
        harness.host(|op| matches!(op, HostOp::ForgetDraft(id) if *id == kept.id), Ok(HostAnswer::Done)).sees("The solution is saved");
    }
}

#[test]
fn a_solution_that_cannot_be_kept_is_not_left_behind_by_accident() {
    let mut harness = opened(Harness::agent(), true);
    harness.keys("S").types("Load the new metadata.").keys("<esc>");
    harness.host(|op| matches!(op, HostOp::KeepDraft(_)), Err("There is no room.".into())).sees("There is no room.");
    harness.keys("q").sees("The solution is not saved").keys("<enter>");
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

fn held(mut harness: Harness) -> Harness {
    harness.keys("r").types("Here it is").keys("<c-s>");
    assert_eq!(saved(&mut harness).1, "Here it is");
    harness
}

fn has_submit(harness: &Harness) -> bool {
    harness.calls().iter().any(|call| is_submit(call))
}

#[test]
fn a_reply_waits_ten_seconds_with_its_draft_on_the_server() {
    let mut harness = held(opened(Harness::customer(), false));
    harness.sees("Your reply is sent in 10 s · u takes it back · ctrl-s sends it now").sees("Here it is");
    for left in (1..10).rev() {
        harness.wakes().sees(&format!("sent in {left} s"));
        assert!(!has_submit(&harness));
    }
    harness.wakes().sees_no("sent in");
    submitted(&mut harness);
    harness.sees("Your reply is on case 204816").wakes();
    assert!(!has_submit(&harness));
}

#[test]
fn a_reply_that_waits_at_60_by_20() {
    assert_snapshot!(held(opened(Harness::signed_in(data::customer(), 60, 20), false)).frame());
}

#[test]
fn a_note_that_waits_on_a_wide_screen() {
    let mut harness = opened(Harness::signed_in(data::agent(), 160, 50), true);
    harness.keys("i").types("Ask the platform team.").keys("<c-s>");
    assert_snapshot!(harness.frame());
}

#[test]
fn a_second_ctrl_s_sends_at_once_and_a_third_does_nothing() {
    let mut harness = held(opened(Harness::customer(), false));
    harness.keys("<c-s><c-s><c-s>");
    submitted(&mut harness);
    assert!(!has_submit(harness.wakes()));
}

#[test]
fn a_reply_is_taken_back_as_it_was() {
    let mut harness = held(opened(Harness::customer(), false));
    harness.keys("u").sees("REPLY").sees("Here it is").sees("Not sent").types("!").wakes().wakes();
    assert!(!has_submit(&harness));
    assert_eq!(saved(&mut harness).1, "Here it is!");
    // The key that begins a reply takes back the one that waits, too.
    harness.keys("<c-s>").sees("sent in").keys("r").sees("Here it is!").sees_no("sent in").wakes();
    assert!(!has_submit(&harness));
}

#[test]
fn a_note_is_taken_back_too() {
    let mut harness = opened(Harness::agent(), true);
    harness
        .keys("i")
        .types("For us")
        .keys("<c-s>")
        .sees("Your internal note is sent in 10 s")
        .keys("u")
        .sees("INTERNAL NOTE")
        .sees("For us");
}

#[test]
fn leaving_the_case_sends_at_once_and_says_so() {
    let mut harness = held(opened(Harness::customer(), false));
    harness.keys("q").sees("What you wrote on case 204816 is being sent").sees("1 Mine");
    submitted(&mut harness);
    harness.sees("Your reply is on case 204816").wakes();
    assert!(!has_submit(&harness));
}

#[test]
fn a_screen_above_the_case_leaves_the_waiting_as_it_is() {
    let mut harness = held(opened(Harness::customer(), false));
    harness.keys("?").wakes();
    assert!(!has_submit(&harness));
    harness.keys("<esc>").sees("sent in 9 s");
}

#[test]
fn quitting_sends_before_it_leaves() {
    let mut harness = held(opened(Harness::customer(), false));
    harness.keys("<c-c>");
    assert!(!harness.has_quit());
    submitted(&mut harness);
    assert!(harness.has_quit() && harness.farewell().is_empty());
}

#[test]
fn a_signal_before_the_draft_is_saved_still_sends() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("Here it is").keys("<c-s>").send(Msg::Leave);
    assert!(!has_submit(&harness) && !harness.has_quit());
    saved(&mut harness);
    submitted(&mut harness);
    assert!(harness.has_quit());
}

#[test]
fn quitting_while_the_server_is_silent_says_what_was_not_sent() {
    let mut harness = held(opened(Harness::customer(), false));
    harness.keys("<c-c>").wakes();
    assert!(harness.has_quit());
    let words = harness.farewell().join("");
    assert!(words.contains("204816") && words.contains("drafts"), "{words}");
}

#[test]
fn quitting_while_the_server_is_away_says_why_it_was_not_sent() {
    let mut harness = held(opened(Harness::customer(), false));
    harness.keys("<c-c>").reply(is_submit, Err(Failure::Away("The server is away.".into())));
    assert!(harness.has_quit());
    let words = harness.farewell().join("");
    assert!(words.contains("204816") && words.contains("The server is away."), "{words}");
}

#[test]
fn a_newer_comment_during_the_waiting_brings_the_text_back() {
    let mut harness = held(opened(Harness::customer(), false));
    harness.send(Msg::Changed(Hint::Case { number: CaseNumber(204_816) }));
    let mut page = data::timeline();
    page.entries.push(data::reply(3, "Grace Hopper", Side::Support, "Never mind, we found it."));
    fetched(&mut harness, data::case(), page.clone());
    harness.keys("<c-s>");
    let (ticket, call) = harness.call(is_submit);
    let Call::Submit { submit, .. } = call else { unreachable!() };
    // What came after the sending is not what the writer has seen.
    assert_eq!(submit.send.seen, Some(Seen { replies: 2, notes: 0 }));
    harness.send(Msg::Answer(ticket, refused(ErrorCode::NewerComments)));
    fetched(&mut harness, data::case(), page);
    harness.sees("a newer comment came in").sees("Here it is").sees("Never mind").keys("<c-s>").sees("A newer comment");
}

#[test]
fn what_was_refused_after_the_case_was_left_says_so() {
    let mut harness = held(opened(Harness::customer(), false));
    harness.keys("q").reply(is_submit, refused(ErrorCode::NewerComments)).sees("Case 204816: not sent, kept as a draft.");
}

#[test]
fn two_texts_go_one_after_the_other() {
    let mut harness = opened(Harness::agent(), true);
    harness.keys("r").types("For them").keys("<c-s>");
    saved(&mut harness);
    harness.keys("i").types("For us").keys("<c-s>");
    saved(&mut harness);
    let (ticket, call) = harness.call(is_submit);
    let Call::Submit { submit, .. } = call else { unreachable!() };
    assert_eq!(submit.send.seen, Some(Seen { replies: 2, notes: 1 }));
    // The note may go now and waits for the reply, which is its writer's own news.
    harness.keys("<c-s>").sees("waits for the one before");
    assert!(!has_submit(&harness));
    let TimelineEntry::Comment { comment, .. } = data::reply(3, "Grace Hopper", Side::Support, "For them") else { unreachable!() };
    let commented = Commented { comment, status: Status::PendingYourResponse, version: 4 };
    harness.send(Msg::Answer(ticket, Ok(Answer::Submitted(Box::new(Submitted::Comment { commented })))));
    assert_eq!(submitted(&mut harness).send.seen, Some(Seen { replies: 3, notes: 1 }));
}

#[test]
fn a_file_that_fails_during_the_waiting_brings_the_text_back() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("See the file").keys("<c-f>").pastes("/home/ada/a.png");
    let found = Found { path: "/home/ada/a.png".into(), name: "a.png".into(), is_folder: false, size: 2_000 };
    harness.host(|op| matches!(op, HostOp::Find(_)), Ok(HostAnswer::Found(vec![found])));
    harness.host(|op| matches!(op, HostOp::LookAt(_)), Ok(HostAnswer::File { name: "a.png".into(), size: 2_000 }));
    harness.keys("<c-s>").sees("sent in");
    saved(&mut harness);
    harness.reply(|call| matches!(call, Call::UploadToDraft { .. }), Err(Failure::Other("It broke.".into())));
    harness.keys("<c-s>").sees("could not be sent").sees("See the file").sees("REPLY");
    assert!(!has_submit(&harness));
}

#[test]
fn an_agent_replies_and_asks_back_with_one_key() {
    let mut case = data::case_for_agent();
    case.summary.status = Status::Researching;
    let mut harness = opened(at_once(data::agent()), true);
    harness.keys("<c-r>");
    fetched(&mut harness, case, data::timeline_for_agent());
    harness.keys("r").sees("stays Acme Researching").types("Which version?").keys("<a-p>");
    saved(&mut harness);
    assert_eq!(submitted(&mut harness).send.status, Some(Status::PendingYourResponse));
}

#[test]
fn a_reply_keeps_the_status_or_sets_one_that_asks_for_more_right_after() {
    let mut harness = opened(at_once(data::agent()), true);
    harness.keys("r").types("Done").keys("<a-s>").sees("Send and keep Pending Your Response").keys("<enter>");
    saved(&mut harness);
    assert_eq!(submitted(&mut harness).send.status, None);
    harness.keys("r").types("Tuesday").keys("<a-s>").types("set scheduled for dep").keys("<enter>").types("soon").keys("<c-s>");
    harness.sees("Write the date as").keys("<c-u>").types("2026-03-17").keys("<c-s>");
    saved(&mut harness);
    assert_eq!(submitted(&mut harness).send.reopen, Some(false));
    let (_, call) = harness.call(|call| matches!(call, Call::Change { .. }));
    let Call::Change { change: Change::Edit(5, edit), .. } = call else { panic!("{call:?}") };
    assert_eq!(edit.status.unwrap().date, Some(jiff::civil::date(2026, 3, 17)));
}

#[test]
fn a_reply_makes_internal_files_public_when_told_to() {
    let mut page = data::timeline_for_agent();
    page.entries.push(TimelineEntry::File { file: data::file("patch.zip", caseport_shared::comment::Visibility::Internal) });
    let mut harness = opened(at_once(data::agent()), true);
    harness.keys("<c-r>");
    fetched(&mut harness, data::case_for_agent(), page);
    harness
        .keys("r")
        .types("Here")
        .keys("<a-s>")
        .types("include")
        .keys("<enter>")
        .sees("patch.zip")
        .keys("<down><enter>")
        .sees("✓ patch.zip");
    harness.keys("<esc>").sees("public with this reply");
    assert_snapshot!(harness.frame());
    harness.keys("<c-s>");
    saved(&mut harness);
    assert_eq!(submitted(&mut harness).send.include.len(), 1);
}

#[test]
fn a_customer_sees_what_their_answer_does() {
    opened(Harness::customer(), false).keys("r").sees("then Acme Researching").keys("<a-s>").sees_no("Send as");
    let mut case = data::case();
    case.summary.status = Status::PendingClosure;
    with_case(case).keys("r").sees("asks whether to reopen").types("No").keys("<a-s>").sees("Send only");
}

#[test]
fn a_text_comes_back_from_the_users_own_editor() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("Begun").keys("<c-o>");
    harness.host(|op| matches!(op, HostOp::Edit(text) if text == "Begun"), Ok(HostAnswer::Edited("Begun and ended".into())));
    harness.sees("Begun and ended").wakes();
    assert_eq!(saved(&mut harness).1, "Begun and ended");
    harness.keys("<c-o>");
    harness.host(|op| matches!(op, HostOp::Edit(_)), Ok(HostAnswer::Edited(format!("{} the end", "x".repeat(70_000)))));
    harness.sees("70,008 characters are more than the 65,536 that fit").sees("the end").keys("<c-s>").sees("REPLY").sees("more than");
    harness
        .keys("<c-o>")
        .host(|op| matches!(op, HostOp::Edit(_)), Err("The editor ended.".into()))
        .sees("The editor ended.")
        .sees("the end");
}

#[test]
fn number_and_command_are_copied() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("y").sees("allows that: 204816").keys("Y").sees("caseport case view 20");
    let copied: Vec<&str> =
        harness.effects().iter().filter_map(|effect| if let Effect::Copy(text) = effect { Some(text.as_str()) } else { None }).collect();
    assert_eq!(copied, ["204816", "caseport case view 204816"]);
}

#[test]
fn a_case_that_is_opened_again_is_shown_at_once_and_marked_as_old() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("q<enter>").sees("Since we renewed").sees("As of Thu 12 Mar 11:00; fetching it anew");
    let seen = |harness: &Harness| harness.calls().iter().filter(|call| matches!(call, Call::Seen(..))).count();
    let before = seen(&harness);
    let mut case = data::case();
    case.summary.subject = "Signed out no more".into();
    harness.reply(|call| matches!(call, Call::Case(_)), Ok(Answer::Case(Box::new(case)))).sees("Signed out no more").sees("As of");
    assert_eq!(seen(&harness), before);
    harness.reply(|call| matches!(call, Call::Timeline { .. }), Ok(Answer::Timeline(Box::new(data::timeline())))).sees_no("As of");
    // What is hidden by now is not remembered.
    harness.keys("q<enter>").sees("As of").reply(|call| matches!(call, Call::Case(_)), refused(ErrorCode::NotFound));
    harness.sees("No such case").sees_no("Since we renewed");
}

#[test]
fn lines_are_counted() {
    let mut harness = opened(Harness::signed_in(data::customer(), 60, 20), false);
    // The first frame goes to what is new.
    harness.frame();
    let by_one = harness.keys("ggjjj").frame();
    let counted = harness.keys("gg3j").frame();
    assert_eq!(counted, by_one);
    assert_ne!(harness.keys("gg").frame(), by_one);
}

#[test]
fn promise_and_closing_date_stand_above_the_case_at_every_size() {
    for (columns, rows) in [(60, 20), (80, 24), (160, 50)] {
        let mut harness = opened(Harness::signed_in(data::customer(), columns, rows), false);
        harness.keys("<c-r>");
        let mut case = data::case();
        case.summary.status = Status::Researching;
        case.promise = data::product().promises.get(1).copied();
        fetched(&mut harness, case, data::timeline());
        harness.keys("G").sees("first answer within").sees("Europe/Berlin").keys("<c-r>");
        let mut case = data::case();
        case.summary.status = Status::PendingClosure;
        case.summary.closes_at = Some(data::at("03-19T10:00"));
        fetched(&mut harness, case, data::timeline());
        harness.keys("G").sees("Thu 19 Mar");
    }
}

#[test]
fn reply_and_note_are_told_apart_without_colours_on_a_narrow_screen() {
    for theme in ["dark", "light", "plain", "high-contrast"] {
        let preferences = Preferences { theme: Some(theme.to_owned()), ..Preferences::default() };
        let mut harness = opened(Harness::signed_in_with(preferences, data::agent(), 60, 20), true);
        harness.keys("i").types("For us").sees("INTERNAL NOTE").sees(" ┃ For us");
        harness.keys("<esc>r").types("For them").sees("REPLY · read by").sees_no("┃ For them").sees("stays");
    }
}

fn for_staff() -> Harness {
    let mut case = data::case_for_agent();
    case.can.extend([CaseAction::Redact, CaseAction::SetCategory, CaseAction::SetRequester]);
    let mut harness = opened(Harness::agent(), true);
    harness.keys("<c-r>");
    fetched(&mut harness, case, data::timeline_for_agent());
    harness
}

fn changed(harness: &mut Harness) -> Change {
    let (_, call) = harness.call(|call| matches!(call, Call::Change { .. }));
    let Call::Change { change, .. } = call else { unreachable!() };
    change
}

#[test]
fn a_comment_is_taken_away_with_a_reason() {
    let mut harness = for_staff();
    harness.keys("x").sees("reply-2").sees("Could you send us the ne…");
    assert_snapshot!(harness.frame());
    harness.types("audience").keys("<enter>").keys("<c-s>").sees("Say why").types("It names a customer.").keys("<c-s>");
    let is_redact = |call: &Call| matches!(call, Call::Change { change: Change::Redact(..), .. });
    harness.reply(is_redact, refused(ErrorCode::RateLimited)).sees("It names a customer.").sees("No.").keys("<c-s>");
    let Change::Redact(Content::Comment(comment), reason) = changed(&mut harness) else { panic!() };
    assert_eq!((comment.to_string().as_str(), reason.as_str()), ("note-1", "It names a customer."));
}

#[test]
fn file_and_description_are_taken_away_too_by_those_who_may() {
    let mut harness = for_staff();
    harness.keys("x").types("signed-out.png").keys("<enter>").types("A face").keys("<c-s>");
    assert!(matches!(changed(&mut harness), Change::Redact(Content::File(_), _)));
    harness.keys("x").types("description").keys("<enter>").types("A name").keys("<c-s>");
    let done = |call: &Call| matches!(call, Call::Change { change: Change::Redact(Content::Description, _), .. });
    harness.reply(done, Ok(Answer::Done)).sees("It is gone.");
    opened(Harness::agent(), true).keys("x").sees_no("Take away");
}

#[test]
fn category_and_subcategory_are_picked_from_the_product() {
    let mut harness = for_staff();
    harness.keys("C").reply(|call| matches!(call, Call::Product(_)), Ok(Answer::Product(Box::new(data::product()))));
    harness.types("sign").keys("<enter>").sees("Subcategory").types("pass").keys("<enter>");
    let Change::Edit(4, edit) = changed(&mut harness) else { panic!() };
    assert_eq!((edit.category.as_deref(), edit.subcategory.as_deref()), (Some("sign-in"), Some("passwords")));
}

#[test]
fn the_requester_is_one_of_the_organization() {
    let mut harness = for_staff();
    harness.keys("R");
    let person = |name: &str, email: &str| caseport_shared::api::person::PersonView {
        name: name.into(),
        email: email.into(),
        side: Side::Customer,
        account_role: None,
        staff_role: None,
        has_seat: true,
        is_invited: false,
        is_locked: false,
    };
    let people = vec![person("Ada Lovelace", "ada@northwind.example"), person("Charles Babbage", "charles@northwind.example")];
    let page = caseport_shared::api::person::PeoplePage { people, next: None };
    let asked = |call: &Call| matches!(call, Call::People { side: Side::Customer, organization: Some(slug), .. } if slug == "northwind");
    harness.reply(asked, Ok(Answer::People(Box::new(page)))).keys("<enter>");
    let Change::Edit(4, edit) = changed(&mut harness) else { panic!() };
    assert_eq!(edit.requester.as_deref(), Some("charles@northwind.example"));
}

#[test]
fn ways_to_send_on_a_narrow_screen() {
    let mut harness = opened(Harness::signed_in(data::agent(), 60, 20), true);
    harness.keys("r").types("Thank you").keys("<a-s>");
    assert_snapshot!(harness.frame());
}

#[test]
fn a_reply_being_written_on_a_wide_screen() {
    let mut harness = opened(Harness::signed_in(data::agent(), 160, 50), true);
    harness.keys("r").types("Thank you");
    assert_snapshot!(harness.frame());
}

#[test]
fn events_in_a_row_are_one_line_until_they_are_unfolded() {
    let mut page = data::timeline();
    let priority = caseport_shared::event::Fact::PrioritySet { from: Priority::Low, to: Priority::High };
    page.entries.insert(1, data::fact("03-09T08:53", priority));
    let mut harness = Harness::signed_in(data::customer(), 100, 60);
    harness.reply(|call| matches!(call, Call::Cases { .. }), Ok(Answer::Cases(Box::new(data::page()))));
    harness.keys("<enter>");
    fetched(&mut harness, data::case(), page);
    let lines = |harness: &mut Harness| harness.frame().lines().filter(|line| line.starts_with(" · ")).count();
    assert_eq!(lines(&mut harness), 2);
    assert_eq!(lines(harness.keys("E")), 3);
    assert_eq!(lines(harness.keys("E")), 2);
}

#[test]
fn what_is_typed_before_the_case_is_here_waits_for_it() {
    let mut harness = Harness::customer();
    harness.reply(|call| matches!(call, Call::Cases { .. }), Ok(Answer::Cases(Box::new(data::page()))));
    harness.keys("<enter>r").types("It is the third time, now?").sees("Fetching case");
    fetched(&mut harness, data::case(), data::timeline());
    harness.sees("REPLY").sees("It is the third time, now?").keys("<esc>q<enter>q").sees("g1 Mine");
}

#[test]
fn a_list_of_people_that_comes_late_waits_until_nothing_is_typed() {
    let mut harness = opened(Harness::agent(), true);
    harness.keys("ar").types("Half a sentence");
    let page = caseport_shared::api::person::PeoplePage { people: Vec::new(), next: None };
    harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(page)))).types(" and the rest");
    harness.sees("Half a sentence and the rest").sees_no("Assign to").keys("<esc>").sees("Assign to");
}

#[test]
fn what_is_typed_while_the_server_is_silent_is_kept_on_this_machine() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("Is anybody there?").wakes();
    harness.call(|call| matches!(call, Call::SaveDraft(..)));
    // No answer comes, and a while later nothing is lost any more.
    harness.types(" Hello?").wakes();
    harness
        .host(|op| matches!(op, HostOp::KeepDraft(draft) if draft.save.content.body == "Is anybody there? Hello?"), Ok(HostAnswer::Done));
    harness.types(" Bye.").keys("<c-c>");
    harness.host(|op| matches!(op, HostOp::KeepDraft(draft) if draft.save.content.body.ends_with("Bye.")), Ok(HostAnswer::Done));
}

#[test]
fn what_is_typed_while_a_solution_is_saved_stays() {
    let mut harness = opened(Harness::agent(), true);
    harness.keys("S").types("Turn it on.").keys("<c-s>").types(" And off again.");
    let is_solution = |call: &Call| matches!(call, Call::Change { .. });
    harness.reply(is_solution, Ok(Answer::Case(Box::new(data::case_for_agent())))).sees("Turn it on. And off again.").sees("SOLUTION");
    // One that was left while it was on its way can be saved again after it failed.
    harness.keys("<c-s><esc>").reply(is_solution, Err(Failure::Away("gone".into()))).keys("S<c-s>");
    harness.call(is_solution);
}

#[test]
fn a_draft_that_was_sent_elsewhere_goes_on_as_another_one() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("r").types("From two places").wakes();
    saved(&mut harness);
    harness.types(" at once").wakes();
    harness.reply(|call| matches!(call, Call::SaveDraft(..)), refused(ErrorCode::NotFound)).sees("sent or thrown away elsewhere");
    let (_, call) = harness.call(|call| matches!(call, Call::SaveDraft(..)));
    assert!(matches!(call, Call::SaveDraft(_, save) if save.version == 0 && save.content.body == "From two places at once"));
}

#[test]
fn a_reply_whose_answer_was_lost_is_asked_for_once_more_exactly_as_it_was() {
    let lost = || {
        let mut harness = opened(at_once(data::customer()), false);
        harness.keys("r").types("Only once").keys("<c-s>");
        saved(&mut harness);
        let (ticket, first) = harness.call(is_submit);
        harness.send(Msg::Answer(ticket, Err(Failure::Away("gone".into())))).sees("Only once");
        (harness, first)
    };
    let (mut harness, first) = lost();
    let (_, again) = harness.keys("<c-s>").call(is_submit);
    assert_eq!(format!("{first:?}"), format!("{again:?}"), "the same request under the same key");
    // Another text is saved first: that its draft is gone tells that it had arrived.
    let (mut harness, _) = lost();
    harness.types(", and more").keys("<c-s>");
    harness.reply(|call| matches!(call, Call::SaveDraft(..)), refused(ErrorCode::NotFound));
    harness.sees("had arrived after all").sees("Only once, and more");
    assert!(!has_submit(&harness), "what was added goes nowhere by itself");
    let (mut harness, _) = lost();
    harness.types(", and more").keys("<c-s>");
    assert_eq!(saved(&mut harness).1, "Only once, and more");
    assert!(has_submit(&harness));
}

fn with_request(asks: &str, can: &[RequestAction]) -> Harness {
    let mut harness = Harness::agent();
    harness.reply(|call| matches!(call, Call::Cases { .. }), Ok(Answer::Cases(Box::new(data::page()))));
    harness.keys("<enter>");
    let mut case = data::case();
    case.request = Some(request(asks, can));
    fetched(&mut harness, case, data::timeline());
    harness
}

fn request(asks: &str, can: &[RequestAction]) -> RequestView {
    RequestView {
        asks: serde_json::from_str(asks).unwrap(),
        state: RequestState::Pending,
        decided_at: None,
        decided_by: None,
        undo_until: None,
        can: can.to_vec(),
    }
}

const GRANT: &str = r#"{"kind":"grant-seat","name":"Nia","email":"nia@northwind.example","role":"administrator"}"#;

#[test]
fn s8_what_a_case_asks_for_is_done_by_one_key_once_support_confirmed_it() {
    let mut harness = with_request(GRANT, &[RequestAction::Apply, RequestAction::Decline]);
    harness.frame();
    harness.keys("gg").sees("Portal access for Nia").sees("waits for support").keys("A").sees("For Northwind").sees("Role: Administrator");
    assert_snapshot!(harness.frame());
    harness.keys("<enter>");
    let Change::Apply(how) = changed(&mut harness) else { panic!() };
    assert_eq!(how.role, None);
    harness.keys("A<tab><enter>");
    let Change::Apply(how) = changed(&mut harness) else { panic!() };
    assert_eq!(how.role, Some(AccountRole::Owner));
}

#[test]
fn s6_where_no_seat_is_left_support_picks_who_leaves() {
    let mut harness = with_request(GRANT, &[RequestAction::Apply]);
    harness.keys("A<enter>");
    let holder = |email: &str| json!({"name": "Eve", "email": email, "role": "owner", "account_wide": false, "is_shared": false});
    let mut problem = Problem::new(ErrorCode::NoSeatLeft, "no seat is left");
    problem.current = Some(json!({
        "organization": {"slug": "northwind", "name": "Northwind"}, "plan": "Standard",
        "pool": {"total": 2, "taken": 2, "counts": "user"}, "holders": [holder("eve@northwind.example"), holder("ada@northwind.example")],
    }));
    let applies = |call: &Call| matches!(call, Call::Change { change: Change::Apply(_), .. });
    harness.reply(applies, Err(Failure::Problem(Box::new(problem)))).sees("All 2 seats are taken: who leaves?").keys("<down><enter>");
    let Change::Apply(how) = changed(&mut harness) else { panic!() };
    assert_eq!(how.instead_of.as_deref(), Some("ada@northwind.example"));
}

#[test]
fn s8_declining_asks_for_words_and_what_was_done_is_taken_back() {
    let mut harness = with_request(GRANT, &[RequestAction::Decline, RequestAction::Undo]);
    harness.keys("AD<c-s>").sees("Say why").types("Ask your Owner.").keys("<c-s>");
    assert!(matches!(changed(&mut harness), Change::Decline(words) if words == "Ask your Owner."));
    harness.keys("U").sees("Take back what was done").keys("<enter>");
    assert!(matches!(changed(&mut harness), Change::UndoRequest));
    let mut harness = with_request(GRANT, &[]);
    harness.keys("ADU").sees_no("Take back").sees_no("Decline what");
}
