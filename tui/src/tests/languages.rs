//! Screens as their readers see them in German and Japanese, in their zone, as their locale writes dates (I3).

use caseport_shared::api::draft::DraftList;
use caseport_shared::api::product::ProductPage;
use caseport_shared::api::session::Me;
use caseport_shared::reader::Language;
use insta::assert_snapshot;

use crate::effect::{Answer, Call};
use crate::preferences::{Dates, Preferences};
use crate::testing::{Harness, data};

fn reader(me: Me, language: Language, zone: &str) -> Me {
    let settings = caseport_shared::api::settings::SettingsView {
        language: Some(language),
        time_zone: Some(zone.to_owned()),
        ..crate::testing::said()
    };
    Me { settings, ..me }
}

fn german() -> Me {
    reader(data::customer(), Language::German, "Europe/Berlin")
}

fn japanese() -> Me {
    reader(data::customer(), Language::Japanese, "Asia/Tokyo")
}

fn listed(me: Me, dates: Dates, (columns, rows): (u16, u16)) -> Harness {
    let mut harness = Harness::signed_in_with(Preferences { dates, ..Preferences::default() }, me, columns, rows);
    harness.reply(|call| matches!(call, Call::Cases { .. }), Ok(Answer::Cases(Box::new(data::page()))));
    harness
}

fn opened(mut harness: Harness, is_agent: bool) -> Harness {
    let (case, page) = if is_agent { (data::case_for_agent(), data::timeline_for_agent()) } else { (data::case(), data::timeline()) };
    harness.keys("<enter>");
    harness.reply(|call| matches!(call, Call::Case(_)), Ok(Answer::Case(Box::new(case))));
    harness.reply(|call| matches!(call, Call::Timeline { .. }), Ok(Answer::Timeline(Box::new(page))));
    harness.reply(|call| matches!(call, Call::Drafts), Ok(Answer::Drafts(Box::new(DraftList { drafts: Vec::new() }))));
    harness
}

fn products(mut harness: Harness) -> Harness {
    harness.keys("p");
    let page = ProductPage { products: data::products(), next: None };
    harness.reply(|call| matches!(call, Call::Products { .. }), Ok(Answer::Products(Box::new(page))));
    harness.reply(|call| matches!(call, Call::Product(_)), Ok(Answer::Product(Box::new(data::product()))));
    harness
}

#[test]
fn i3_the_list_in_german() {
    assert_snapshot!(listed(german(), Dates::Absolute, (80, 24)).frame());
}

#[test]
fn i3_the_list_in_japanese() {
    assert_snapshot!(listed(japanese(), Dates::Relative, (80, 24)).frame());
}

#[test]
fn i3_a_case_in_german() {
    assert_snapshot!(opened(listed(german(), Dates::Relative, (80, 24)), false).frame());
}

#[test]
fn i3_a_case_in_japanese() {
    assert_snapshot!(opened(listed(japanese(), Dates::Relative, (80, 24)), false).frame());
}

#[test]
fn i3_the_products_in_german() {
    assert_snapshot!(products(listed(german(), Dates::Relative, (80, 24))).frame());
}

#[test]
fn i3_the_products_in_japanese() {
    assert_snapshot!(products(listed(japanese(), Dates::Relative, (80, 24))).frame());
}

#[test]
fn i3_the_settings_in_japanese() {
    let mut harness = listed(japanese(), Dates::Relative, (80, 24));
    harness.keys(",");
    assert_snapshot!(harness.frame());
}

#[test]
fn i3_an_agents_list_in_japanese_on_a_narrow_screen() {
    let agent = reader(data::agent(), Language::Japanese, "Asia/Tokyo");
    assert_snapshot!(listed(agent, Dates::Absolute, (60, 20)).frame());
}

/// No line is longer than the screen, whatever the language; a wide character is never cut in its middle.
#[test]
fn i3_nothing_goes_over_the_edge_in_any_language() {
    for language in Language::ALL.iter().copied() {
        for size in [(80, 24), (60, 20), (40, 10)] {
            for is_agent in [false, true] {
                let me = reader(if is_agent { data::agent() } else { data::customer() }, language, "Pacific/Auckland");
                let list = || listed(me.clone(), Dates::Absolute, size);
                let mut frames = vec![list().frame(), opened(list(), is_agent).frame(), products(list()).frame()];
                for keys in [",", "?", "n", "<c-p>", "/"] {
                    let mut harness = list();
                    harness.keys(keys);
                    frames.push(harness.frame());
                }
                for frame in frames {
                    let widest = frame.lines().map(crate::widgets::text::width).max().unwrap_or(0);
                    assert!(widest <= usize::from(size.0), "{language} {size:?}:\n{frame}");
                }
            }
        }
    }
}
