use caseport_shared::api::case::{CasePage, CaseView, LastReply};
use caseport_shared::api::live::Hint;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::product::ProductPage;
use caseport_shared::case::CaseNumber;
use caseport_shared::person::Side;
use caseport_shared::status::Status;
use insta::assert_snapshot;

use crate::effect::{Answer, Call, Change, Effect, Failure};
use crate::msg::{Msg, Pointer};
use crate::preferences::{Dates, Preferences};
use crate::testing::{Harness, data};
use crate::widgets::text::width;

fn is_list(call: &Call) -> bool {
    matches!(call, Call::Cases { .. })
}

fn listed(mut harness: Harness) -> Harness {
    harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page()))));
    harness
}

#[test]
fn the_list_at_80_by_24() {
    assert_snapshot!(listed(Harness::customer()).frame());
}

#[test]
fn the_list_on_a_narrow_screen() {
    assert_snapshot!(listed(Harness::signed_in(data::customer(), 60, 20)).frame());
}

#[test]
fn the_list_of_an_agent_on_a_wide_screen() {
    assert_snapshot!(listed(Harness::signed_in(data::agent(), 160, 50)).frame());
}

#[test]
fn a_wrong_query_says_where_under_the_word() {
    let mut harness = listed(Harness::customer());
    harness.keys("g2/").types("status:bug group:open").keys("<enter>");
    assert_snapshot!(harness.frame());
}

#[test]
fn the_first_frame_comes_before_the_first_answer() {
    Harness::start(true, 80, 24).sees("Connecting to https://help.example.com");
    Harness::customer().sees("Fetching cases").sees("g1 Mine");
}

#[test]
fn an_unread_case_is_marked_until_it_is_read() {
    let mut harness = listed(Harness::customer());
    harness.sees("●  204816").sees_no("●  204790");
}

#[test]
fn a_refresh_keeps_the_selection_on_its_case() {
    let mut harness = listed(Harness::customer());
    harness.keys("jj").send(Msg::Changed(Hint::Case { number: CaseNumber(1) })).wakes();
    let mut page = data::page();
    page.cases.insert(0, data::summary(205_000, Status::Researching, "A new one"));
    harness.reply(is_list, Ok(Answer::Cases(Box::new(page)))).sees("A new one").keys("<enter>");
    assert!(matches!(harness.calls()[..], [Call::Case(CaseNumber(204_655)), ..]), "{:?}", harness.calls());
}

#[test]
fn many_changes_are_fetched_once() {
    let mut harness = listed(Harness::customer());
    for number in 0..50 {
        harness.send(Msg::Changed(Hint::Case { number: CaseNumber(number) }));
    }
    assert!(harness.calls().is_empty());
    harness.wakes();
    assert_eq!(harness.calls().len(), 1);
}

#[test]
fn an_answer_to_a_list_that_was_left_is_dropped() {
    let mut harness = Harness::customer();
    harness.keys("g2");
    let (first, _) = harness.call(is_list);
    harness.send(Msg::Answer(first, Ok(Answer::Cases(Box::new(data::page()))))).sees_no("204816");
    harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page())))).sees("204816");
}

#[test]
fn an_answer_to_another_question_is_an_error_in_words() {
    Harness::customer().reply(is_list, Ok(Answer::Done)).sees("The server answered something else");
}

#[test]
fn the_end_of_the_list_fetches_more_up_to_a_bound() {
    let mut harness = Harness::customer();
    for page in 0..20 {
        let cases = (0..50).map(|at| data::summary(1_000 + page * 50 + at, Status::Researching, "One of many")).collect();
        let page = caseport_shared::api::case::CasePage { cases, next: Some(format!("after-{page}")) };
        harness.reply(is_list, Ok(Answer::Cases(Box::new(page)))).keys("G");
    }
    assert!(harness.calls().is_empty());
    harness.sees("The first 1,000 are shown");
}

#[test]
fn hostile_text_does_not_reach_the_screen_raw() {
    let mut harness = Harness::customer();
    let mut page = data::page();
    page.cases[0].subject = "\u{1b}]0;owned\u{7}Hello\u{202e}\nworld".to_owned();
    page.cases[1].product.name = "\u{1b}[2JProduct\u{200b}".to_owned();
    harness.reply(is_list, Ok(Answer::Cases(Box::new(page))));
    let frame = harness.frame();
    assert!(frame.contains("Hello world") && frame.contains("Product"));
    assert!(!frame.chars().any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{200b}')));
}

#[test]
fn a_query_that_the_server_refuses_is_marked_too() {
    let mut harness = listed(Harness::customer());
    harness.keys("/").types("words").keys("<enter>");
    let mut problem = Problem::new(ErrorCode::InvalidQuery, "there is no such organization");
    problem.at = Some(2);
    harness.reply(is_list, Err(Failure::Problem(Box::new(problem)))).sees("there is no such organization");
}

#[test]
fn the_server_being_away_is_said_and_the_list_comes_back() {
    let mut harness = listed(Harness::customer());
    harness.send(Msg::Away(4)).sees("trying again in 4 s").sees("204816");
    harness.send(Msg::Back).reply(is_list, Ok(Answer::Cases(Box::new(data::page())))).sees_no("trying again");
}

#[test]
fn a_case_is_seen_on_the_smallest_screen_and_so_is_a_query() {
    let mut harness = listed(Harness::signed_in(data::customer(), 20, 5));
    harness.sees("204816").keys("/").types("log").sees("/ ").sees("log").keys("<esc>").sees("204816");
}

#[test]
fn a_count_moves_so_many_rows_and_gg_goes_to_a_place() {
    let mut harness = listed(Harness::customer());
    harness.keys("3j<enter>");
    assert!(matches!(harness.calls()[..], [Call::Case(CaseNumber(204_411)), ..]), "{:?}", harness.calls());
    let mut harness = listed(Harness::customer());
    harness.keys("G2gg<enter>");
    assert!(matches!(harness.calls()[..], [Call::Case(CaseNumber(204_790)), ..]), "{:?}", harness.calls());
}

#[test]
fn unread_and_escalated_stand_side_by_side() {
    let mut harness = Harness::agent();
    let mut page = data::page();
    page.cases[0].escalated_at = Some(data::at("03-11T09:00"));
    page.cases[1].escalated_at = Some(data::at("03-11T09:00"));
    harness.reply(is_list, Ok(Answer::Cases(Box::new(page)))).sees("●! 204816").sees(" ! 204790").sees("   204655");
}

#[test]
fn an_order_is_chosen_within_a_view() {
    let mut harness = listed(Harness::customer());
    harness.keys("g4");
    harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page()))));
    harness.keys("s<down><down><down><enter>");
    let (ticket, call) = harness.call(is_list);
    assert!(matches!(&call, Call::Cases { query, .. } if query == "group:open sort:oldest"), "{call:?}");
    harness.send(Msg::Answer(ticket, Ok(Answer::Cases(Box::new(data::page()))))).sees("↓ Longest").sees_no("sort:oldest");
}

#[test]
fn the_number_and_the_command_are_copied_and_it_is_said_honestly() {
    let mut harness = listed(Harness::customer());
    harness.keys("y").sees("where it allows that: 204816").keys("Y");
    let copied: Vec<&str> =
        harness.effects().iter().filter_map(|effect| if let Effect::Copy(text) = effect { Some(text.as_str()) } else { None }).collect();
    assert_eq!(copied, ["204816", "caseport case view 204816"]);
}

#[test]
fn a_press_selects_a_row_and_another_one_opens_it() {
    let mut harness = listed(Harness::customer());
    let y = harness.frame().lines().position(|line| line.contains("204655")).and_then(|y| u16::try_from(y).ok()).unwrap();
    harness.send(Msg::Pointer(Pointer::Press(9, y)));
    assert!(harness.calls().is_empty());
    harness.send(Msg::Pointer(Pointer::Press(9, y)));
    assert!(matches!(harness.calls()[..], [Call::Case(CaseNumber(204_655)), ..]), "{:?}", harness.calls());
}

#[test]
fn a_view_that_is_chosen_again_shows_what_it_held_before() {
    let mut harness = listed(Harness::customer());
    harness.keys("g2");
    harness.reply(is_list, Ok(Answer::Cases(Box::new(CasePage { cases: Vec::new(), next: None }))));
    harness.keys("g1").sees("204816").sees("fetched before").keys("j");
    harness.reply(is_list, Err(Failure::Away("It is away.".to_owned()))).sees("204816").sees("fetched before").sees("It is away.");
    harness.keys("r").reply(is_list, Ok(Answer::Cases(Box::new(data::page())))).sees("204816").sees_no("fetched before").keys("<enter>");
    assert!(matches!(harness.calls()[..], [Call::Case(CaseNumber(204_790)), ..]), "{:?}", harness.calls());
}

fn is_change(call: &Call) -> bool {
    matches!(call, Call::Change { .. })
}

fn is_case(call: &Call) -> bool {
    matches!(call, Call::Case(_))
}

fn free() -> (CasePage, CaseView) {
    let mut case = data::case_for_agent();
    case.summary.assignee = None;
    (CasePage { cases: vec![case.summary.clone()], next: None }, case)
}

#[test]
fn the_next_case_is_taken_and_opened_though_somebody_was_faster_once() {
    let mut harness = listed(Harness::agent());
    let (page, case) = free();
    harness.keys("N");
    for is_raced in [true, false] {
        let (ticket, call) = harness.call(is_list);
        assert!(matches!(&call, Call::Cases { query, limit: 1, .. } if query == "assignee:nobody -group:closed sort:oldest"), "{call:?}");
        harness.send(Msg::Answer(ticket, Ok(Answer::Cases(Box::new(page.clone())))));
        harness.reply(is_case, Ok(Answer::Case(Box::new(case.clone()))));
        let (ticket, call) = harness.call(is_change);
        let Call::Change { change: Change::Edit(4, edit), .. } = call else { panic!("{call:?}") };
        assert_eq!(edit.assignee, Some(Some("grace@acme.example".to_owned())));
        let stale = Err(Failure::Problem(Box::new(Problem::new(ErrorCode::StaleVersion, "No."))));
        harness.send(Msg::Answer(ticket, if is_raced { stale } else { Ok(Answer::Case(Box::new(case.clone()))) }));
    }
    harness.sees("is yours");
    assert!(matches!(harness.calls()[..], [Call::Case(CaseNumber(204_816)), ..]), "{:?}", harness.calls());
}

#[test]
fn it_is_said_when_there_is_no_case_to_take() {
    let mut harness = listed(Harness::agent());
    harness
        .keys("N")
        .reply(is_list, Ok(Answer::Cases(Box::new(CasePage { cases: Vec::new(), next: None }))))
        .sees("no case that nobody works on");
}

#[test]
fn strange_letters_shift_no_column() {
    for cells in [60, 80, 160, 300] {
        let mut harness = Harness::signed_in(data::agent(), cells, 20);
        let mut page = data::page();
        let strange = [
            "日本語の件名が長い長い長い長い長い長い",
            "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301} accents",
            "שלום עולם مرحبا",
            "…·–“§” ±",
            "👩‍💻👩‍💻👩‍💻 team",
            "plain",
        ];
        for (case, text) in page.cases.iter_mut().zip(strange) {
            for foreign in [&mut case.subject, &mut case.product.name, &mut case.organization.name] {
                *foreign = text.to_owned();
            }
            case.last_reply = Some(LastReply { at: data::at("03-12T08:00"), by: data::person(text, Side::Support) });
        }
        harness.reply(is_list, Ok(Answer::Cases(Box::new(page))));
        harness.frame();
        // Without the pane beside it the list has the whole width.
        let frame = harness.keys("v").frame();
        let ends: Vec<usize> = frame.lines().filter(|line| line.ends_with("2h")).map(width).collect();
        assert_eq!(ends, vec![usize::from(cells) - 1; 6], "{frame}");
    }
}

#[test]
fn dates_are_written_as_the_user_wants_them() {
    let preferences = Preferences { dates: Dates::Absolute, ..Preferences::default() };
    let mut harness = listed(Harness::signed_in_with(preferences, data::customer(), 80, 24));
    harness.sees("12 Mar 09:00");
    assert_snapshot!(harness.frame());
}

#[test]
fn a_query_is_completed_by_key_and_value() {
    let mut harness = listed(Harness::customer());
    harness.keys("g2/").types("sta").sees("› status:").keys("<tab>").types("p").sees("› preparing-for-deployment");
    assert_snapshot!(harness.frame());
    harness.keys("<down><tab>").sees("status:pending-closure");
    harness.types(" -product:").reply(
        |call| matches!(call, Call::Products { .. }),
        Ok(Answer::Products(Box::new(ProductPage { products: data::products(), next: None }))),
    );
    harness.keys("<tab>").sees("-product:northwind");
}

/// An agent before a wide list, the pane beside it fetched.
fn beside(columns: u16, rows: u16) -> Harness {
    let mut harness = Harness::signed_in(data::agent(), columns, rows);
    // How wide it is shows when it is drawn.
    harness.frame();
    harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page())))).wakes();
    let mut case = data::case_for_agent();
    case.summary.solution = Some("The audience of the new certificate was **corrected**.".into());
    harness.reply(|call| matches!(call, Call::Case(CaseNumber(204_816))), Ok(Answer::Case(Box::new(case))));
    harness.reply(|call| matches!(call, Call::Timeline { .. }), Ok(Answer::Timeline(Box::new(data::timeline_for_agent()))));
    harness
}

#[test]
fn the_selected_case_stands_beside_a_wide_list() {
    let mut harness = beside(160, 50);
    harness.sees("The audience of the new certificate").sees("Could you send us the new metadata").sees("INTERNAL");
    assert_snapshot!(harness.frame());
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::Seen(..))), "looking is not reading");
}

#[test]
fn the_pane_waits_until_the_selection_rests_and_drops_what_comes_late() {
    let mut harness = beside(120, 36);
    harness.keys("jj").sees_no("Could you send us").sees("Fetching …");
    assert!(harness.calls().is_empty());
    harness.wakes();
    let (late, _) = harness.call(|call| matches!(call, Call::Case(CaseNumber(204_655))));
    harness.keys("k").send(Msg::Answer(late, Ok(Answer::Case(Box::new(data::case()))))).sees("Fetching …");
    // What was looked at before is there at once.
    harness.keys("k").wakes().sees("Could you send us");
    let scrolled = harness.keys("KKKK").frame();
    assert_ne!(harness.keys("9J").frame(), scrolled);
}

#[test]
fn the_pane_is_closed_by_a_key_and_is_not_there_on_a_narrower_screen() {
    let mut harness = beside(120, 36);
    harness.keys("v").sees_no("│").keys("j").wakes();
    assert!(harness.calls().is_empty());
    let mut narrow = listed(Harness::signed_in(data::agent(), 119, 36));
    narrow.sees_no("│").keys("j").wakes();
    assert!(narrow.calls().is_empty());
}

#[test]
fn a_case_that_is_hidden_by_now_is_not_shown_in_the_pane() {
    let mut harness = beside(120, 36);
    harness.send(Msg::Changed(Hint::Case { number: CaseNumber(204_816) })).wakes();
    let problem = Problem::new(ErrorCode::NotFound, "No such case.");
    harness.reply(|call| matches!(call, Call::Case(_)), Err(Failure::Problem(Box::new(problem)))).sees_no("Could you send us");
}

#[test]
fn enter_before_the_rows_are_here_opens_the_first_of_them() {
    let mut harness = listed(Harness::customer());
    harness.keys("/<c-u>").types("204816").keys("<enter><enter>");
    harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page())))).sees("Fetching case 204816");
}

#[test]
fn a_case_that_is_taken_late_does_not_take_the_keyboard_away() {
    let mut harness = listed(Harness::agent());
    harness.keys("N").reply(is_list, Ok(Answer::Cases(Box::new(CasePage { cases: vec![data::page().cases.remove(1)], next: None }))));
    let mut free = data::case_for_agent();
    free.summary.assignee = None;
    harness.reply(|call| matches!(call, Call::Case(_)), Ok(Answer::Case(Box::new(free.clone()))));
    harness.keys("<enter>");
    harness.reply(|call| matches!(call, Call::Case(_)), Ok(Answer::Case(Box::new(data::case_for_agent()))));
    harness.reply(|call| matches!(call, Call::Timeline { .. }), Ok(Answer::Timeline(Box::new(data::timeline_for_agent()))));
    harness.keys("r").types("Dear customer, ");
    harness.reply(|call| matches!(call, Call::Change { .. }), Ok(Answer::Case(Box::new(free)))).types("and regards");
    harness.sees("Dear customer, and regards");
}
