use caseport_shared::api::person::{PeoplePage, PersonView};
use caseport_shared::api::product::ProductPage;
use caseport_shared::person::{AccountRole, Side};
use insta::assert_snapshot;

use caseport_shared::api::seat::Deactivated;
use caseport_shared::case::CaseNumber;

use crate::effect::{Answer, Call, Effect, Failure};
use crate::msg::{Msg, Pointer};
use crate::testing::{Harness, data};
use crate::widgets::scroll::Move;

fn person(name: &str, email: &str, role: AccountRole, has_seat: bool) -> PersonView {
    PersonView {
        name: name.to_owned(),
        email: email.to_owned(),
        side: Side::Customer,
        account_role: Some(role),
        staff_role: None,
        has_seat,
        is_invited: false,
    }
}

fn page() -> PeoplePage {
    let people = vec![
        person("Ada Lovelace", "ada@northwind.example", AccountRole::Administrator, true),
        person("Charles Babbage", "charles@northwind.example", AccountRole::Owner, true),
        person("井上 真改", "inoue@northwind.example", AccountRole::Member, false),
        person("Eve \u{1b}[31mred\u{202e}", "eve@northwind.example", AccountRole::Member, false),
    ];
    PeoplePage { people, next: None }
}

fn opened(mut harness: Harness) -> Harness {
    harness.keys("<c-p>").types("people of").keys("<enter>");
    harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(page()))));
    harness
}

fn with_pool(mut harness: Harness) -> Harness {
    let products = ProductPage { products: data::products(), next: None };
    harness.reply(|call| matches!(call, Call::Products { .. }), Ok(Answer::Products(Box::new(products))));
    harness.reply(|call| matches!(call, Call::Product(_)), Ok(Answer::Product(Box::new(data::product()))));
    harness
}

#[test]
fn people_at_80_by_24() {
    assert_snapshot!(with_pool(opened(Harness::customer())).frame());
}

#[test]
fn people_on_a_narrow_screen() {
    assert_snapshot!(with_pool(opened(Harness::signed_in(data::customer(), 60, 20))).frame());
}

#[test]
fn people_on_a_wide_screen() {
    assert_snapshot!(with_pool(opened(Harness::signed_in(data::customer(), 160, 50))).frame());
}

#[test]
fn s10_who_holds_seats_and_how_many_are_left_is_seen() {
    let mut harness = with_pool(opened(Harness::customer()));
    harness.sees("2 left, 8 of 10 taken");
    let frame = harness.frame();
    let line = |name: &str| frame.lines().find(|line| line.contains(name)).unwrap_or_default().to_owned();
    assert!(line("ada@").trim_end().ends_with("seat") && !line("井上").contains("seat"), "{frame}");
}

#[test]
fn an_address_is_copied() {
    let mut harness = opened(Harness::customer());
    harness.keys("jy").sees("charles@northwind.example");
    assert!(harness.effects().iter().any(|effect| matches!(effect, Effect::Copy(text) if text == "charles@northwind.example")));
}

#[test]
fn support_sees_its_own_people_and_asks_for_no_seats() {
    let mut harness = Harness::agent();
    harness.keys("<c-p>").types("people").keys("<enter>").sees("People of support");
    let (_, call) = harness.call(|call| matches!(call, Call::People { .. }));
    assert!(matches!(call, Call::People { side: Side::Support, organization: None, cursor: None }));
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::Products { .. })));
}

#[test]
fn that_people_cannot_be_fetched_is_said() {
    let mut harness = Harness::customer();
    harness.keys("<c-p>").types("people of").keys("<enter>");
    let failure = Failure::Other("No luck today.".to_owned());
    harness.reply(|call| matches!(call, Call::People { .. }), Err(failure)).sees("No luck today.");
}

#[test]
fn counts_move_by_as_many_rows_and_the_wheel_by_three() {
    let mut harness = opened(Harness::customer());
    let chosen = |harness: &mut Harness| {
        harness.keys("y");
        let copied =
            harness.effects().iter().rev().find_map(|effect| if let Effect::Copy(text) = effect { Some(text.clone()) } else { None });
        copied.unwrap()
    };
    assert_eq!(chosen(harness.keys("2j")), "inoue@northwind.example");
    assert_eq!(chosen(harness.keys("99k")), "ada@northwind.example");
    assert_eq!(chosen(harness.keys("2G")), "charles@northwind.example");
    assert_eq!(chosen(harness.keys("3gg")), "inoue@northwind.example");
    // A count ends with what it is no count for.
    assert_eq!(chosen(harness.keys("3zk")), "charles@northwind.example");
    harness.send(Msg::Pointer(Pointer::Wheel(Move::Up)));
    assert_eq!(chosen(&mut harness), "ada@northwind.example");
}

#[test]
fn s5_an_owner_changes_roles_and_sends_invitations_again() {
    let mut me = data::customer();
    me.account_role = Some(AccountRole::Owner);
    let mut harness = Harness::signed_in(me, 80, 24);
    harness.keys("<c-p>").types("people of").keys("<enter>");
    let mut page = page();
    page.people[1].is_invited = true;
    harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(page))));
    harness.sees("invited").keys("IVX").sees_no("invite again");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::InviteAgain(..))), "the first has come in");
    harness.keys("o").sees("What Ada Lovelace is from now on").keys("<up><enter>");
    let (_, call) = harness.call(|call| matches!(call, Call::SetRole(..)));
    assert!(matches!(call, Call::SetRole(email, AccountRole::Owner, _) if email == "ada@northwind.example"));
    harness.keys("j").sees("invite again").keys("V").sees("Take back the invitation of Charles Babbage?").keys("<enter>");
    harness.reply(|call| matches!(call, Call::RevokeInvitation(email, _) if email == "charles@northwind.example"), Ok(Answer::Done));
    harness.sees("Done.");
    harness.call(|call| matches!(call, Call::People { .. }));
}

#[test]
fn s6_support_has_somebody_leave_and_is_told_which_cases_are_nobodys() {
    let mut harness = Harness::agent();
    harness.keys("<c-p>").types("people").keys("<enter>");
    harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(page()))));
    harness.keys("X").sees("who gets their open cases?").keys("<down><enter>");
    let left = Deactivated { handed_over: Vec::new(), left_open: vec![CaseNumber(204_816)] };
    let gives = |call: &Call| matches!(call, Call::Leave(email, Some(to), _) if email == "ada@northwind.example" && to == "charles@northwind.example");
    harness.reply(gives, Ok(Answer::Left(Box::new(left)))).sees("204816");
}

#[test]
fn an_administrator_changes_nobody() {
    let mut harness = opened(Harness::customer());
    harness.keys("oIVX").sees_no("from now on").sees_no("leaves:");
}
