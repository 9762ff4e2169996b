use caseport_shared::api::draft::DraftContent;
use caseport_shared::api::person::{PeoplePage, PersonView};
use caseport_shared::api::product::{OrganizationRef, ProductPage, SeatPool};
use caseport_shared::api::seat::{SeatHolder, SeatList};
use caseport_shared::person::{AccountRole, Side};
use caseport_shared::plan::SeatCount;
use caseport_shared::reader::Language;
use caseport_shared::request::ServiceRequest;
use insta::assert_snapshot;

use crate::effect::{Answer, Call};
use crate::strings::Strings;
use crate::testing::{Harness, data};

fn holder(name: &str, email: &str, account_wide: bool) -> SeatHolder {
    SeatHolder {
        name: name.to_owned(),
        email: email.to_owned(),
        role: AccountRole::Administrator,
        product: None,
        account_wide,
        is_shared: false,
        held_until: None,
    }
}

pub(in crate::screens) fn seats(taken: u32) -> SeatList {
    SeatList {
        organization: OrganizationRef { slug: "northwind".to_owned(), name: "Northwind".to_owned() },
        plan: "Standard".to_owned(),
        pool: SeatPool { total: 10, taken, counts: SeatCount::UserPerProduct },
        holders: vec![holder("Ada Lovelace", "ada@northwind.example", true), holder("Eve \u{1b}[31m", "eve@northwind.example", false)],
    }
}

pub(in crate::screens) fn people() -> PeoplePage {
    let person = |name: &str, email: &str, has_seat: bool| PersonView {
        name: name.to_owned(),
        email: email.to_owned(),
        side: Side::Customer,
        account_role: Some(AccountRole::Member),
        staff_role: None,
        has_seat,
        is_invited: false,
        is_locked: false,
    };
    let people = vec![
        person("Ada Lovelace", "ada@northwind.example", true),
        person("Eve", "eve@northwind.example", true),
        person("Mia", "mia@northwind.example", false),
    ];
    PeoplePage { people, next: None }
}

fn opened(mut harness: Harness, taken: u32) -> Harness {
    harness.keys("<c-p>").types("ask support").keys("<enter>");
    harness.reply(|call| matches!(call, Call::Seats(None)), Ok(Answer::Seats(Box::new(seats(taken)))));
    harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(people()))));
    let products = ProductPage { products: data::products(), next: None };
    harness.reply(|call| matches!(call, Call::Products { .. }), Ok(Answer::Products(Box::new(products))));
    harness
}

/// What the form that opened would save.
fn saved(harness: &mut Harness) -> DraftContent {
    harness.wakes();
    let (_, call) = harness.call(|call| matches!(call, Call::SaveDraft(..)));
    let Call::SaveDraft(_, save) = call else { unreachable!() };
    save.content
}

#[test]
fn what_can_be_asked_for_at_80_by_24() {
    assert_snapshot!(opened(Harness::customer(), 8).frame());
}

#[test]
fn what_can_be_asked_for_on_a_narrow_screen() {
    assert_snapshot!(opened(Harness::signed_in(data::customer(), 60, 20), 8).frame());
}

#[test]
fn s4_a_new_portal_user_is_asked_for_by_a_case_that_is_filled_in_and_kept_at_once() {
    let mut harness = opened(Harness::customer(), 8);
    harness.keys("<enter>").keys("<c-s>").sees("A name and an email address are needed.");
    harness.types("Nia Ito").keys("<tab>").types("nia@northwind.example").keys("<c-s>");
    harness.sees("all of the organization's").keys("<down><enter>").sees("Administrator").types("owner").keys("<enter>");
    harness.sees("Sees").keys("<down><enter>");
    assert_snapshot!(harness.frame());
    let content = saved(&mut harness);
    let Some(ServiceRequest::GrantSeat(grant)) = content.request else { panic!("{:?}", content.request) };
    assert_eq!((grant.name.as_str(), grant.email.as_str(), grant.role), ("Nia Ito", "nia@northwind.example", AccountRole::Owner));
    assert!(grant.account_wide && grant.product.is_some() && grant.instead_of.is_none());
    assert_eq!(content.subject, "Portal access for Nia Ito <nia@northwind.example>");
}

#[test]
fn s4_first_and_last_name_are_asked_for_in_every_language() {
    for language in Language::ALL.iter().copied() {
        let mut me = data::customer();
        me.settings.language = Some(language);
        let words = Strings::of(language).text("request-full-name");
        let mut harness = Harness::signed_in(me, 60, 20);
        harness.keys("<c-p>").types(&Strings::of(language).text("place-requests")).keys("<enter>");
        harness.reply(|call| matches!(call, Call::Seats(None)), Ok(Answer::Seats(Box::new(seats(8)))));
        harness.keys("<enter>").sees(&words);
    }
}

#[test]
fn escape_goes_back_a_question_with_everything_that_was_answered() {
    let mut harness = opened(Harness::customer(), 8);
    harness.keys("<enter>").types("Nia Ito").keys("<tab>").types("nia@northwind.example").keys("<c-s>");
    harness.keys("<down><enter>").sees("Administrator").keys("<esc>").sees("all of the organization's").keys("<esc>");
    harness.sees("Nia Ito").sees("nia@northwind.example").keys("<c-s>").keys("<enter>").keys("<enter>").keys("<enter>");
    let Some(ServiceRequest::GrantSeat(grant)) = saved(&mut harness).request else { panic!() };
    assert_eq!((grant.name.as_str(), grant.product.as_deref()), ("Nia Ito", Some(data::products()[0].slug.as_str())));
    let mut left = opened(Harness::customer(), 8);
    left.keys("j<enter>").keys("<esc>").sees("Ask support").sees_no("Eve");
}

#[test]
fn s6_where_no_seat_is_left_whoever_asks_names_who_leaves() {
    let mut harness = opened(Harness::customer(), 10);
    harness.keys("<enter>").types("Nia").keys("<tab>").types("nia@northwind.example").keys("<c-s>");
    harness.keys("<enter>").keys("<enter>").keys("<enter>").sees("who leaves?").sees_no("\u{1b}").sees_no("<ada@").keys("<enter>");
    let Some(ServiceRequest::GrantSeat(grant)) = saved(&mut harness).request else { panic!() };
    assert_eq!(grant.instead_of.as_deref(), Some("eve@northwind.example"));
}

#[test]
fn s7_a_shared_mailbox_is_asked_for_as_a_role_of_its_own() {
    let mut harness = opened(Harness::customer(), 8);
    harness.keys("<enter>").types("Support").keys("<tab>").types("support@northwind.example").keys("<c-s>");
    harness.keys("<enter>").types("shared").keys("<enter>").keys("<enter>");
    let Some(ServiceRequest::GrantSeat(grant)) = saved(&mut harness).request else { panic!() };
    assert!(grant.is_shared);
}

#[test]
fn s8_every_other_change_is_asked_for_in_a_few_keys() {
    let asked = |keys: &[&str]| {
        let mut harness = opened(Harness::customer(), 8);
        for keys in keys {
            harness.keys(keys);
        }
        saved(&mut harness).request.unwrap()
    };
    let ServiceRequest::RemoveUser(remove) = asked(&["j<enter>", "<enter>", "<down><enter>"]) else { panic!() };
    assert_eq!((remove.email.as_str(), remove.hand_over_to.as_deref()), ("ada@northwind.example", Some("eve@northwind.example")));
    let ServiceRequest::ChangeSeat(change) = asked(&["jj<enter>", "<down><enter>"]) else { panic!() };
    assert_eq!((change.email.as_str(), change.account_wide), ("eve@northwind.example", true));
    let ServiceRequest::ChangeRole(change) = asked(&["jjj<enter>", "<down><down><enter>", "<up><enter>"]) else { panic!() };
    assert_eq!((change.email.as_str(), change.role), ("mia@northwind.example", AccountRole::Owner));
    let ServiceRequest::PutContact(put) = asked(&["jjjj<enter>", "<enter>", "Ops<tab>ops@northwind.example<c-s>", "<down><down><enter>"])
    else {
        panic!()
    };
    assert_eq!((put.email.as_str(), put.maintenance, put.incidents), ("ops@northwind.example", false, true));
}

#[test]
fn a_contact_to_remove_is_one_of_the_product() {
    let mut harness = opened(Harness::customer(), 8);
    harness.keys("jjjjj<enter>").keys("<enter>");
    harness.reply(|call| matches!(call, Call::Product(_)), Ok(Answer::Product(Box::new(data::product()))));
    harness.keys("<enter>");
    let Some(ServiceRequest::RemoveContact(remove)) = saved(&mut harness).request else { panic!() };
    assert_eq!(remove.email, data::product().contacts[0].email);
}

#[test]
fn products_that_are_asked_for_are_looked_for_on_every_page() {
    let mut harness = Harness::customer();
    harness.keys("<c-p>").types("ask support").keys("<enter>");
    let page = |products, next: Option<&str>| Ok(Answer::Products(Box::new(ProductPage { products, next: next.map(str::to_owned) })));
    let asks = |cursor: Option<&str>| {
        let cursor = cursor.map(str::to_owned);
        move |call: &Call| matches!(call, Call::Products { cursor: asked } if *asked == cursor)
    };
    harness.reply(asks(None), page(data::products(), Some("two")));
    harness.reply(asks(Some("two")), page(data::products(), Some("three")));
    harness.reply(asks(Some("three")), page(Vec::new(), Some("four")));
    assert!(!harness.calls().iter().any(|call| asks(Some("four"))(call)), "an empty page is the last");
}
