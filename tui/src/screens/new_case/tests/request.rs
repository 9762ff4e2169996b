//! A case that asks support for a change, when the server does not take what it asks for.

use caseport_shared::api::draft::{DraftContent, DraftKind, DraftSaved, DraftView};
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::product::ProductPage;
use caseport_shared::person::AccountRole;
use caseport_shared::reader::Language;
use caseport_shared::request::{GrantSeat, ServiceRequest};
use insta::assert_snapshot;

use super::super::request::rewritten;
use super::{is_submit, opened};
use crate::effect::{Answer, Call, Failure};
use crate::msg::Msg;
use crate::screens::requests::tests::{people, seats};
use crate::strings::Strings;
use crate::testing::{Harness, data};
use crate::words::request::{description, subject};

const FULL: &str = "no seat is left: the plan Standard gives 10; name who leaves for the newcomer, or have a shared mailbox hold one seat for several people";

fn nia() -> GrantSeat {
    GrantSeat {
        name: "Nia Ito".into(),
        email: "nia@northwind.example".into(),
        title: Some("Operations".into()),
        phone: Some("+81 3 1234".into()),
        product: None,
        role: AccountRole::Member,
        account_wide: true,
        is_shared: false,
        instead_of: None,
        hand_over_to: None,
    }
}

/// A form that asks for a seat, to which something was added, in the words of a language.
fn asking(mut harness: Harness, grant: GrantSeat, language: Language) -> Harness {
    let (asks, strings) = (ServiceRequest::GrantSeat(grant), Strings::of(language));
    let mut draft = data::draft(DraftKind::Case, "");
    draft.content = DraftContent {
        product: "northwind-community".into(),
        subject: subject(&strings, &asks),
        body: format!("{}\n\nShe begins on Monday.", description(&strings, &asks)),
        request: Some(asks),
        ..DraftContent::default()
    };
    harness = opened(harness, vec![draft]);
    harness.keys("<enter>");
    harness
}

/// The server says no to what was sent.
fn refused(harness: &mut Harness, problem: Problem) {
    harness.keys("<c-s>");
    harness.reply(is_submit, Err(Failure::Problem(Box::new(problem))));
}

/// Everything that the questions need comes, with so many seats taken.
fn known(harness: &mut Harness, taken: u32) {
    harness.reply(|call| matches!(call, Call::Seats(None)), Ok(Answer::Seats(Box::new(seats(taken)))));
    harness.reply(|call| matches!(call, Call::People { .. }), Ok(Answer::People(Box::new(people()))));
    let products = ProductPage { products: data::products(), next: None };
    harness.reply(|call| matches!(call, Call::Products { .. }), Ok(Answer::Products(Box::new(products))));
}

/// What is sent when the form is sent once more: it is saved, and filed then.
fn sent(harness: &mut Harness) -> (DraftContent, GrantSeat) {
    harness.keys("<c-s>");
    let (ticket, call) = harness.call(|call| matches!(call, Call::SaveDraft(..)));
    let Call::SaveDraft(id, save) = call else { unreachable!() };
    let (kind, version, content) = (save.kind, save.version + 1, save.content.clone());
    let draft = DraftView { id, kind, case: None, version, updated_at: data::at("03-12T10:00"), content, files: Vec::new() };
    harness.send(Msg::Answer(ticket, Ok(Answer::Saved(Box::new(DraftSaved { draft, forked_from: None })))));
    harness.call(is_submit);
    let Some(ServiceRequest::GrantSeat(grant)) = save.content.request.clone() else { panic!("{:?}", save.content) };
    (save.content, grant)
}

fn full() -> Problem {
    Problem::new(ErrorCode::NoSeatLeft, FULL).field("instead_of")
}

#[test]
fn why_a_request_is_refused_stands_whole_beside_it_on_every_size() {
    for (columns, rows) in [(160, 50), (80, 24), (60, 20)] {
        let mut harness = asking(Harness::signed_in(data::customer(), columns, rows), nia(), Language::English);
        refused(&mut harness, full());
        let frame = harness.frame();
        let words = frame.lines().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
        assert!(words.contains("In place of: No seat is left") && words.contains("one seat for several people"), "{frame}");
        harness.sees("Asks for").sees("Nia Ito").sees("enter choose");
    }
}

#[test]
fn a_request_that_was_refused_at_80_by_24() {
    let mut harness = asking(Harness::customer(), nia(), Language::English);
    refused(&mut harness, full());
    assert_snapshot!(harness.frame());
}

#[test]
fn a_request_that_was_refused_on_a_narrow_screen() {
    let mut harness = asking(Harness::signed_in(data::customer(), 60, 20), nia(), Language::English);
    refused(&mut harness, full());
    assert_snapshot!(harness.frame());
}

#[test]
fn s6_a_full_pool_is_answered_by_naming_who_leaves_and_nothing_is_typed_anew() {
    let mut harness = asking(Harness::customer(), nia(), Language::English);
    refused(&mut harness, full());
    harness.keys("<enter>");
    known(&mut harness, 10);
    // Every question has the answer that it had.
    harness.sees("nia@northwind.example").keys("<c-s><enter>").sees("› Member").keys("<enter>").sees("› all cases").keys("<enter>");
    harness.sees("who leaves?").keys("<enter>").sees_no("No seat is left").sees("In place of: eve@northwind.example");
    let (content, grant) = sent(&mut harness);
    assert_eq!(grant, GrantSeat { instead_of: Some("eve@northwind.example".into()), ..nia() });
    let asks = ServiceRequest::GrantSeat(grant);
    assert_eq!(content.body, format!("{}\n\nShe begins on Monday.", description(&Strings::english(), &asks)));
}

#[test]
fn another_name_and_role_are_told_by_subject_and_description_alike() {
    let mut harness = asking(Harness::customer(), nia(), Language::German);
    let problem = Problem::new(ErrorCode::HoldsNoSeat, "a member holds no seat under this plan").field("role");
    refused(&mut harness, problem);
    harness.sees("Role: ").keys("<enter>");
    known(&mut harness, 8);
    harness.types(" Sato").keys("<c-s><enter><up><enter><enter>");
    let (content, grant) = sent(&mut harness);
    assert_eq!((grant.name.as_str(), grant.role, grant.phone.as_deref()), ("Nia Ito Sato", AccountRole::Administrator, Some("+81 3 1234")));
    assert_eq!(content.subject, "Portal access for Nia Ito Sato <nia@northwind.example>");
    let asks = ServiceRequest::GrantSeat(grant);
    assert_eq!(content.body, format!("{}\n\nShe begins on Monday.", description(&Strings::english(), &asks)), "begun in German");
}

#[test]
fn nobody_leaves_any_more_where_a_seat_is_free_again() {
    let grant = GrantSeat { instead_of: Some("eve@northwind.example".into()), hand_over_to: Some("ada@northwind.example".into()), ..nia() };
    let mut harness = asking(Harness::customer(), grant, Language::English);
    refused(&mut harness, Problem::new(ErrorCode::InvalidField, "there is no such person in the organization").field("instead_of"));
    harness.sees("In place of: There is no such person").keys("<enter>");
    known(&mut harness, 9);
    harness.keys("<c-s><enter><enter><enter>");
    assert_eq!(sent(&mut harness).1, nia());
}

#[test]
fn a_correction_that_is_left_or_fails_changes_nothing() {
    let mut harness = asking(Harness::customer(), nia(), Language::English);
    refused(&mut harness, full());
    harness.keys("<enter>");
    known(&mut harness, 10);
    harness.keys("<c-s><enter><esc><esc><esc>").sees("No seat is left").sees("She begins on Monday.");
    harness.keys("<enter>");
    harness.reply(|call| matches!(call, Call::Seats(None)), Err(Failure::Away("The server is not heard.".into())));
    harness.sees("The server is not heard.").sees("Nia Ito");
    harness.keys("<c-s>");
    harness.call(is_submit);
}

#[test]
fn a_question_stays_when_the_server_is_heard_again() {
    let mut harness = asking(Harness::customer(), nia(), Language::English);
    refused(&mut harness, full());
    harness.keys("<enter>");
    known(&mut harness, 8);
    harness.types(" Sato");
    harness.send(Msg::Back);
    harness.keys("<c-s><enter><enter><enter>");
    assert_eq!(sent(&mut harness).1.name, "Nia Ito Sato");
}

#[test]
fn words_of_ones_own_stay_in_a_corrected_description() {
    let before = ["Name: Nia\nRole: Member".to_owned()];
    let now = "Name: Nia\nRole: Owner";
    assert_eq!(rewritten("Please:\nName: Nia\nRole: Member\n\nThanks", &before, now), "Please:\nName: Nia\nRole: Owner\n\nThanks");
    assert_eq!(rewritten("Name: Nia\nfrom Osaka\nRole: Member", &before, now), "Name: Nia\nRole: Owner\n\nfrom Osaka");
    assert_eq!(rewritten("", &before, now), now);
    assert_eq!(rewritten("Thanks", &[String::new()], now), format!("{now}\n\nThanks"));
}
