use insta::assert_snapshot;

use crate::effect::{Effect, HostOp};
use crate::preferences::{Preference, Preferences};
use crate::testing::{Harness, data};

fn wishes(harness: &Harness) -> Vec<Preference> {
    let kept = |effect: &Effect| match effect {
        Effect::Host(_, HostOp::KeepPreference(wish)) => Some(wish.clone()),
        _ => None,
    };
    harness.effects().iter().filter_map(kept).collect()
}

#[test]
fn settings_at_80_by_24() {
    let mut harness = Harness::customer();
    harness.keys(",");
    assert_snapshot!(harness.frame());
}

#[test]
fn settings_on_a_narrow_screen_while_a_key_is_taken() {
    let mut harness = Harness::signed_in(data::customer(), 60, 20);
    harness.keys(",jjjj<enter><f5>");
    assert_snapshot!(harness.frame());
}

#[test]
fn settings_on_a_wide_screen() {
    let mut harness = Harness::signed_in(data::agent(), 160, 50);
    harness.keys(",");
    assert_snapshot!(harness.frame());
}

#[test]
fn a_theme_holds_at_once_and_is_kept() {
    let mut harness = Harness::customer();
    let before = harness.style_of("Acme");
    harness.keys(",<enter>");
    assert_eq!(wishes(&harness), [Preference::Theme("light".to_owned())]);
    assert_ne!(harness.style_of("Acme"), before);
}

#[test]
fn a_key_is_bound_otherwise_and_works_at_once() {
    let mut harness = Harness::customer();
    harness.keys(",").keys("G").keys("gg").keys("jjjj").keys("<enter>");
    harness.sees("Press the keys").keys("<f5>").sees("F5").keys("<enter>").sees("Kept");
    let wish = wishes(&harness).pop();
    assert_eq!(wish, Some(Preference::Keys("app-help".to_owned(), Some(vec!["<f5>".parse().unwrap()]))));
    harness.keys("<f5>").sees("Everywhere").keys("q");
    // The usual one is free now, and comes back.
    harness.keys("?").sees_no("One line on").keys("x").keys("?").sees("Everywhere");
}

#[test]
fn a_key_that_would_hide_another_is_refused() {
    let mut harness = Harness::customer();
    harness.keys(",jjjj<enter>q<enter>").sees("means");
    assert!(wishes(&harness).is_empty());
    harness.keys("<backspace><esc>").sees_no("Press the keys");
}

#[test]
fn keys_of_the_configuration_stand_in_footer_and_help() {
    let mut preferences = Preferences::default();
    preferences.take(&Preference::Keys("cases-new".to_owned(), Some(vec!["<f7>".parse().unwrap()])));
    let mut harness = Harness::signed_in_with(preferences, data::customer(), 100, 60);
    harness.sees("F7 new case").keys("n").sees_no("Description").keys("?").sees("F7").keys("q<f7>").sees("Description");
}
