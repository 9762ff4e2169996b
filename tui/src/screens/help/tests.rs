use insta::assert_snapshot;

use crate::keymap::Keys;
use crate::strings::Strings;
use crate::testing::{Harness, data};

#[test]
fn the_help_at_80_by_24() {
    let mut harness = Harness::customer();
    harness.keys("?");
    assert_snapshot!(harness.frame());
}

#[test]
fn the_help_on_a_narrow_screen() {
    let mut harness = Harness::signed_in(data::customer(), 60, 20);
    harness.keys("/<f1>");
    assert_snapshot!(harness.frame());
}

#[test]
fn the_help_on_a_wide_screen() {
    let mut harness = Harness::signed_in(data::agent(), 160, 50);
    harness.keys("?");
    assert_snapshot!(harness.frame());
}

#[test]
fn the_help_holds_every_key_of_the_list() {
    let strings = Strings::english();
    let mut harness = Harness::signed_in(data::customer(), 100, 100);
    let frame = harness.keys("?").frame();
    for binding in crate::screens::cases::KEYS {
        // What applies only to some states of the list is left out while it does not.
        const SOMETIMES: [&str; 7] = [
            "cases-leave-query",
            "cases-take-next",
            "cases-copy-number",
            "cases-copy-command",
            "cases-preview",
            "cases-read-down",
            "cases-read-up",
        ];
        if SOMETIMES.contains(&binding.label) {
            continue;
        }
        let line = frame.lines().find(|line| {
            line.contains(&binding.keys[0].parse::<Keys>().unwrap().to_string()) && line.contains(&strings.text(binding.label))
        });
        assert!(line.is_some(), "{} is not in\n{frame}", binding.label);
    }
    harness.keys("q").sees("g1 Mine");
}
