use caseport_shared::api::live::Hint;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::case::CaseNumber;
use caseport_shared::status::Status;
use insta::assert_snapshot;

use crate::effect::{Answer, Call, Failure};
use crate::msg::Msg;
use crate::testing::{Harness, data};

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
    harness.keys("2/").types("status:bug group:open").keys("<enter>");
    assert_snapshot!(harness.frame());
}

#[test]
fn the_first_frame_comes_before_the_first_answer() {
    Harness::start(true, 80, 24).sees("Connecting to https://help.example.com");
    Harness::customer().sees("Fetching cases").sees("1 Mine");
}

#[test]
fn an_unread_case_is_marked_until_it_is_read() {
    let mut harness = listed(Harness::customer());
    harness.sees(" ● 204816").sees_no(" ● 204790");
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
    harness.keys("2");
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
