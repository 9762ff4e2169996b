use caseport_shared::api::notice::{NoticePosted, NoticeRecipient, NoticeView};
use caseport_shared::api::product::{ProductPage, ProductView};
use caseport_shared::notice::NoticeKind;
use insta::assert_snapshot;

use crate::effect::{Answer, Call, DeskAnswer, DeskCall};
use crate::testing::{Harness, data};

fn opened(mut harness: Harness) -> Harness {
    harness.keys("p");
    let page = ProductPage { products: data::products(), next: None };
    harness.reply(|call| matches!(call, Call::Products { .. }), Ok(Answer::Products(Box::new(page))));
    harness.reply(|call| matches!(call, Call::Product(_)), Ok(Answer::Product(Box::new(data::product()))));
    harness
}

#[test]
fn products_at_80_by_24() {
    assert_snapshot!(opened(Harness::customer()).frame());
}

#[test]
fn products_on_a_narrow_screen() {
    assert_snapshot!(opened(Harness::signed_in(data::customer(), 60, 20)).frame());
}

#[test]
fn products_on_a_wide_screen() {
    assert_snapshot!(opened(Harness::signed_in(data::customer(), 160, 50)).frame());
}

#[test]
fn only_the_product_that_is_looked_at_is_fetched() {
    let mut harness = opened(Harness::customer());
    harness.keys("j");
    harness.call(|call| matches!(call, Call::Product(slug) if slug == "northwind-academy"));
    harness.keys("k").sees("Mary Somerville");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::Product(_))));
}

/// A product with a notice, as support sees it.
fn edited() -> ProductView {
    let notice = NoticeView {
        number: 2,
        kind: NoticeKind::Incident,
        subject: "Slow sign-in\u{1b}[2J".to_owned(),
        body: "We look into it.".to_owned(),
        created_at: "2026-01-31T08:00:00Z".parse().unwrap(),
        ends_at: "2026-02-01T08:00:00Z".parse().unwrap(),
    };
    ProductView { can_edit: true, notices: vec![notice], ..data::product() }
}

fn opened_by_support() -> Harness {
    let mut harness = Harness::agent();
    harness.keys("p");
    let page = ProductPage { products: data::products(), next: None };
    harness.reply(|call| matches!(call, Call::Products { .. }), Ok(Answer::Products(Box::new(page))));
    harness.reply(|call| matches!(call, Call::Product(_)), Ok(Answer::Product(Box::new(edited()))));
    harness
}

fn desk(call: &Call) -> Option<&DeskCall> {
    match call {
        Call::Desk(call) => Some(call),
        _ => None,
    }
}

#[test]
fn a_notice_stands_on_the_page_and_is_withdrawn() {
    let mut harness = opened_by_support();
    harness.sees("Incident: Slow sign-in").sees("We look into it.");
    harness.keys("W").keys("<enter>");
    let is_it = |call: &Call| matches!(desk(call), Some(DeskCall::WithdrawNotice(slug, 2, _)) if slug == "northwind-community");
    harness.reply(is_it, Ok(Answer::Done)).sees("no longer stands");
    harness.call(|call| matches!(call, Call::Product(_)));
}

#[test]
fn a_notice_is_sent_only_after_a_look_at_who_gets_it() {
    let mut harness = opened_by_support();
    harness.keys("N").keys("<down><enter>").types("Down").keys("<tab><tab>").types("Since nine.").keys("<c-s>");
    let asked = |call: &Call| {
        let Some(DeskCall::PreviewNotice(_, new)) = desk(call) else { return false };
        (new.kind, new.subject.as_str(), new.body.as_str()) == (NoticeKind::Incident, "Down", "Since nine.")
    };
    let recipient = NoticeRecipient { name: "Eve".to_owned(), email: "eve@northwind.example".to_owned(), has_seat: false };
    let posted = NoticePosted { notice: None, recipients: vec![recipient] };
    let answer = |posted: &NoticePosted| Ok(Answer::Desk(Box::new(DeskAnswer::Notice(posted.clone()))));
    harness.reply(asked, answer(&posted)).sees("1 person gets it").sees("no seat");
    // Whoever changes it finds what they wrote.
    harness.keys("j<enter>").sees("Since nine.").keys("<c-s>");
    harness.reply(asked, answer(&posted)).keys("<enter>");
    harness.reply(|call| matches!(desk(call), Some(DeskCall::WriteNotice(..))), answer(&posted)).sees("on its way");
}

#[test]
fn a_wrong_end_stays_in_the_form() {
    let mut harness = opened_by_support();
    harness
        .keys("N")
        .keys("<enter>")
        .types("Down")
        .keys("<tab><backspace><backspace><backspace>")
        .keys("<c-s>")
        .sees("Write a day and a time")
        .sees("Down");
    assert!(harness.calls().iter().all(|call| desk(call).is_none()));
}

#[test]
fn the_window_is_saved_where_there_are_files() {
    let mut harness = opened(Harness::customer());
    harness.keys("s").keys("<c-s>");
    let is_it =
        |call: &Call| matches!(call, Call::SaveWindow(slug, to) if slug == "northwind-community" && to == "northwind-community.ics");
    harness.reply(is_it, Ok(Answer::Downloaded("/tmp/northwind-community.ics".to_owned()))).sees("Saved /tmp/northwind-community.ics");
    let mut remote = opened(Harness::remote(data::customer(), 80, 24));
    remote.keys("s").sees_no("northwind-community.ics");
    // Customers write no notices.
    harness.keys("N").sees_no("Tell those behind");
}
