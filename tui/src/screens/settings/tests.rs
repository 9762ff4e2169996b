use caseport_shared::api::session::Me;
use caseport_shared::api::settings::{SaveSettings, SettingsView};
use caseport_shared::reader::Language;
use insta::assert_snapshot;

use crate::effect::{Answer, Call, Effect, HostOp};
use crate::msg::Msg;
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
    harness.keys(",jjjjjjj<enter><f5>");
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
    harness.keys(",").keys("G").keys("gg").keys("jjjjjjj").keys("<enter>");
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
    harness.keys(",jjjjjjj<enter>q<enter>").sees("means");
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

/// The server takes what is said.
fn answered(harness: &mut Harness) -> SaveSettings {
    let (ticket, save) = match harness.call(|call| matches!(call, Call::SaveSettings(..))) {
        (ticket, Call::SaveSettings(save, _)) => (ticket, *save),
        other => panic!("{other:?}"),
    };
    let kept = SettingsView {
        language: save.language,
        locale: save.locale.clone(),
        time_zone: save.time_zone.clone(),
        theme: save.theme.clone(),
        is_asked: true,
        proposed_time_zone: "Europe/London".to_owned(),
    };
    harness.send(Msg::Answer(ticket, Ok(Answer::Settings(Box::new(kept)))));
    save
}

#[test]
fn i3_language_locale_and_zone_are_picked_and_kept_with_the_account() {
    let mut harness = Harness::customer();
    harness.keys(",j<enter>").types("deutsch").keys("<enter>");
    let save = answered(&mut harness);
    assert_eq!((save.language, save.time_zone.as_deref(), save.is_asked), (Some(Language::German), Some("Europe/Berlin"), false));
    harness.sees("Einstellungen").sees("Sprache");
    assert_eq!(harness.context().times.locale(), Some("de-DE"), "the language says how dates are written where nothing else does");
    harness.keys("j<enter>").types("en-gb").keys("<enter>");
    assert_eq!(answered(&mut harness).locale.as_deref(), Some("en-GB"));
    harness.keys("j<enter>").types("kath").keys("<enter>");
    assert_eq!(answered(&mut harness).time_zone.as_deref(), Some("Asia/Kathmandu"));
    assert_eq!((harness.context().times.locale(), harness.context().times.zone_name()), (Some("en-GB"), "Asia/Kathmandu".to_owned()));
    assert!(harness.effects().iter().any(|effect| matches!(effect, Effect::Host(_, HostOp::KeepReader(_)))), "for the next start");
    // The first that is offered leaves it unsaid: times name their zone again, which is that of this machine.
    harness.keys("<enter><pgup><pgup>").keys("<up><up><up><up><up><up><up><up><up><up><up><up><up><up>");
    harness.keys("<esc>");
    assert!(!harness.context().times.names_zone(), "escape changes nothing");
}

#[test]
fn i3_what_is_unsaid_is_as_the_surroundings_have_it() {
    let mut harness = Harness::customer();
    harness.keys(",jjj<enter>").types("unsaid").keys("<enter>");
    let save = answered(&mut harness);
    assert_eq!(save.time_zone, None);
    assert!(harness.context().times.names_zone());
    harness.sees("unsaid: times name Europe/Berlin");
}

#[test]
fn i3_over_a_line_the_account_keeps_the_theme() {
    let mut harness = Harness::remote(data::customer(), 80, 24);
    let before = harness.style_of("Acme");
    harness.keys(",<enter>");
    assert_eq!(answered(&mut harness).theme.as_deref(), Some("light"));
    assert_ne!(harness.style_of("Acme"), before);
    assert!(wishes(&harness).is_empty());
}

#[test]
fn i3_a_theme_of_this_machine_goes_before_the_accounts() {
    let said = SettingsView { theme: Some("light".to_owned()), ..crate::testing::said() };
    let me = Me { settings: said, ..data::customer() };
    assert_eq!(Harness::signed_in(me.clone(), 80, 24).context().theme_name(), "light");
    let own = Preferences { theme: Some("plain".to_owned()), ..Preferences::default() };
    assert_eq!(Harness::signed_in_with(own, me, 80, 24).context().theme_name(), "plain");
}
