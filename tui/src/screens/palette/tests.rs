use insta::assert_snapshot;

use crate::effect::{Answer, Call};
use crate::testing::{Harness, data};

fn is_list(call: &Call) -> bool {
    matches!(call, Call::Cases { .. })
}

fn listed(mut harness: Harness) -> Harness {
    harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page()))));
    harness
}

#[test]
fn the_palette_at_80_by_24() {
    let mut harness = listed(Harness::customer());
    harness.keys("<c-p>");
    assert_snapshot!(harness.frame());
}

#[test]
fn the_palette_on_a_narrow_screen() {
    let mut harness = listed(Harness::signed_in(data::customer(), 60, 20));
    harness.keys("<c-p>").types("prod");
    assert_snapshot!(harness.frame());
}

#[test]
fn the_palette_on_a_wide_screen_finds_cases() {
    let mut harness = listed(Harness::signed_in(data::agent(), 160, 50));
    harness.keys("<c-p>").types("certificate").wakes();
    harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page()))));
    assert_snapshot!(harness.frame());
}

#[test]
fn an_action_is_done_by_its_words_whatever_its_keys() {
    let mut harness = listed(Harness::customer());
    harness.keys("<c-p>").types("drafts what").keys("<enter>").sees("Fetching drafts");
    // One that works everywhere, and one of the screen that is covered by the palette.
    harness.keys("q<c-p>").types("settings").keys("<enter>").sees("Theme");
}

#[test]
fn a_number_leads_to_its_case() {
    let mut harness = listed(Harness::customer());
    harness.keys("<c-p>").types("204816").keys("<enter>").sees("Fetching case 204816");
    harness.keys("q").sees("1 Mine");
}

#[test]
fn a_case_that_is_found_is_opened() {
    let mut harness = listed(Harness::customer());
    harness.keys("<c-p>").types("zzspanish").wakes();
    harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page())))).keys("<down><enter>").sees("Fetching case 204790");
}

#[test]
fn typing_goes_on_while_cases_are_looked_for_and_late_answers_are_dropped() {
    let mut harness = listed(Harness::customer());
    harness.keys("<c-p>").types("cert").wakes();
    let (late, _) = harness.call(is_list);
    harness.types("i");
    harness.send(crate::msg::Msg::Answer(late, Ok(Answer::Cases(Box::new(data::page())))));
    harness.sees("certi").sees_no("204790  Search");
}

#[test]
fn the_palette_steps_back_for_questions() {
    let mut harness = listed(Harness::customer());
    harness.keys("<enter>");
    harness.reply(|call| matches!(call, Call::Case(_)), Ok(Answer::Case(Box::new(data::case()))));
    harness.reply(|call| matches!(call, Call::Timeline { .. }), Ok(Answer::Timeline(Box::new(data::timeline()))));
    harness.keys("p<c-p>").sees_no("type what you want to do");
}
