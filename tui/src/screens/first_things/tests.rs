use caseport_shared::api::session::Me;
use caseport_shared::api::settings::{SaveSettings, SettingsView};
use caseport_shared::reader::Language;

use crate::effect::{Answer, Call, Failure, Ticket};
use crate::msg::Msg;
use crate::testing::{Harness, data};

/// Somebody who is signed in for the first time.
fn newcomer() -> Me {
    let settings = SettingsView { proposed_time_zone: "Europe/London".to_owned(), ..SettingsView::default() };
    Me { settings, ..data::customer() }
}

fn is_save(call: &Call) -> bool {
    matches!(call, Call::SaveSettings(..))
}

fn saved(harness: &mut Harness) -> (Ticket, SaveSettings) {
    match harness.call(is_save) {
        (ticket, Call::SaveSettings(save, _)) => (ticket, *save),
        other => panic!("{other:?}"),
    }
}

/// What the server makes of it.
fn kept(save: SaveSettings) -> SettingsView {
    SettingsView {
        language: save.language,
        locale: save.locale,
        time_zone: save.time_zone,
        theme: save.theme,
        is_asked: save.is_asked,
        proposed_time_zone: "Europe/London".to_owned(),
    }
}

#[test]
fn i3_the_first_sign_in_asks_with_what_is_proposed_chosen() {
    let mut harness = Harness::signed_in(newcomer(), 80, 24);
    insta::assert_snapshot!(harness.frame());
    harness.keys("<enter>");
    let (ticket, save) = saved(&mut harness);
    let expected = SaveSettings {
        language: Some(Language::English),
        locale: None,
        time_zone: Some("Europe/London".to_owned()),
        theme: Some("dark".to_owned()),
        is_asked: true,
    };
    assert_eq!(save, expected);
    harness.send(Msg::Answer(ticket, Ok(Answer::Settings(Box::new(kept(save))))));
    let context = harness.context();
    assert_eq!((context.times.zone_name(), context.times.names_zone()), ("Europe/London".to_owned(), false));
    assert!(harness.frame().contains("Kept.") && !harness.frame().contains("First things"), "{}", harness.frame());
}

#[test]
fn i3_what_is_chosen_is_shown_at_once_and_taken() {
    let mut harness = Harness::signed_in(newcomer(), 80, 24);
    // Up to the language, on to German; then the zone, looked for by a few letters.
    harness.keys("kkk<enter>");
    assert!(harness.frame().contains("Zeitzone"), "{}", harness.frame());
    harness.keys("j<enter>").types("auckl").keys("<enter>");
    insta::assert_snapshot!(harness.frame());
    harness.keys("<c-s>");
    let (ticket, save) = saved(&mut harness);
    assert_eq!((save.language, save.time_zone.as_deref()), (Some(Language::German), Some("Pacific/Auckland")));
    harness.send(Msg::Answer(ticket, Ok(Answer::Settings(Box::new(kept(save))))));
    assert_eq!(harness.context().strings.language(), Language::German);
    assert_eq!(harness.context().times.locale(), Some("de-DE"));
}

#[test]
fn i3_escape_leaves_it_for_the_next_time_and_times_name_their_zone() {
    let mut harness = Harness::signed_in(newcomer(), 80, 24);
    harness.keys("<esc>");
    assert!(!harness.frame().contains("First things"), "{}", harness.frame());
    assert!(harness.context().times.names_zone());
}

#[test]
fn i3_a_refusal_is_said_and_nothing_is_taken() {
    let mut harness = Harness::signed_in(newcomer(), 80, 24);
    harness.keys("<enter>");
    harness.reply(is_save, Err(Failure::Other("It is not to be.".to_owned())));
    assert!(harness.frame().contains("It is not to be.") && harness.frame().contains("First things"), "{}", harness.frame());
}
