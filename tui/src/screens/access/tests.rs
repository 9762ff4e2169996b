use caseport_shared::api::access::{AccessRequestPage, AccessRequestView, AccessState, NewAccessRequest};
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::request::{Decided, RequestView};
use caseport_shared::case::CaseNumber;
use caseport_shared::person::AccountRole;
use caseport_shared::request::RequestState;
use insta::assert_snapshot;
use serde_json::json;

use crate::effect::{Answer, Call, Failure};
use crate::msg::Msg;
use crate::testing::{Harness, NOW, data};

fn request(id: i64, name: &str) -> AccessRequestView {
    let asked = NewAccessRequest {
        name: name.to_owned(),
        email: "nia@elsewhere.example".to_owned(),
        company: "Northwind, I think".to_owned(),
        username: String::new(),
        product: "the community".to_owned(),
        title: "Editor".to_owned(),
        phone: "+49 30 1".to_owned(),
    };
    AccessRequestView {
        id,
        state: AccessState::Open,
        asked,
        address: "192.0.2.1".to_owned(),
        created_at: NOW.parse().unwrap(),
        repeats: 0,
        decided_at: None,
        decided_by: None,
        case: None,
    }
}

fn opened(mut harness: Harness) -> Harness {
    harness.keys("<c-p>").types("who asks for").keys("<enter>");
    let page = AccessRequestPage { requests: vec![request(7, "Nia Ito"), request(8, "Eve \u{1b}[31m")], next: None };
    harness.reply(|call| matches!(call, Call::AccessRequests { cursor: None }), Ok(Answer::AccessRequests(Box::new(page))));
    harness
}

#[test]
fn strangers_who_wait_at_80_by_24() {
    let mut harness = opened(Harness::agent());
    harness.sees_no("\u{1b}");
    assert_snapshot!(harness.frame());
}

#[test]
fn strangers_who_wait_on_a_narrow_screen() {
    assert_snapshot!(opened(Harness::signed_in(data::agent(), 60, 20)).frame());
}

#[test]
fn s3_support_confirms_organization_and_role_and_sees_the_case_that_was_made() {
    let mut harness = opened(Harness::agent());
    harness.keys("A<c-s>").sees("Name the organization.").types("northwind").keys("<c-s>").sees("Administrator").keys("<up><enter>");
    let asks = serde_json::from_value(json!({"kind": "remove-user", "email": "a@b.example"})).unwrap();
    let view = RequestView { asks, state: RequestState::Applied, decided_at: None, decided_by: None, undo_until: None, can: Vec::new() };
    let decided = Decided { number: CaseNumber(204_816), request: view, left_open: Vec::new() };
    let grants =
        |call: &Call| matches!(call, Call::GrantAccess(7, how, _) if how.organization == "northwind" && how.role == AccountRole::Owner);
    harness.reply(grants, Ok(Answer::Decided(Box::new(decided))));
    harness.call(|call| matches!(call, Call::Case(CaseNumber(204_816))));
}

#[test]
fn s6_where_no_seat_is_left_somebody_leaves_for_the_stranger() {
    let mut harness = opened(Harness::agent());
    harness.keys("jA").types("northwind").keys("<c-s><enter>");
    let holder = json!({"name": "Ada", "email": "ada@northwind.example", "role": "owner", "account_wide": false, "is_shared": false});
    let mut problem = Problem::new(ErrorCode::NoSeatLeft, "no seat is left");
    problem.current = Some(json!({
        "organization": {"slug": "northwind", "name": "Northwind"}, "plan": "Flat",
        "pool": {"total": 1, "taken": 1, "counts": "user"}, "holders": [holder],
    }));
    harness
        .reply(|call| matches!(call, Call::GrantAccess(8, ..)), Err(Failure::Problem(Box::new(problem))))
        .sees("who leaves?")
        .keys("<enter>");
    let (_, call) = harness.call(|call| matches!(call, Call::GrantAccess(..)));
    assert!(matches!(call, Call::GrantAccess(8, how, _) if how.instead_of.as_deref() == Some("ada@northwind.example")));
}

#[test]
fn s3_declining_asks_for_a_reason_that_is_sent() {
    let mut harness = opened(Harness::agent());
    harness.keys("D<c-s>").sees("Say why").types("We do not know you.").keys("<c-s>");
    harness.reply(|call| matches!(call, Call::DeclineAccess(7, reason, _) if reason == "We do not know you."), Ok(Answer::Done));
    harness.call(|call| matches!(call, Call::AccessRequests { .. }));
    let mut harness = Harness::customer();
    harness.keys("<c-p>").types("who asks for").sees_no("Who asks for access");
}

#[test]
fn only_what_was_asked_for_last_is_listed() {
    let mut harness = opened(Harness::agent());
    harness.keys("r");
    let (first, _) = harness.call(|call| matches!(call, Call::AccessRequests { cursor: None }));
    harness.keys("r");
    let page = |name: &str| Ok(Answer::AccessRequests(Box::new(AccessRequestPage { requests: vec![request(9, name)], next: None })));
    harness.reply(|call| matches!(call, Call::AccessRequests { cursor: None }), page("Newer")).sees("Newer");
    harness.send(Msg::Answer(first, page("Older"))).sees("Newer").sees_no("Older");
}
