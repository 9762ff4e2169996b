use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::session::SessionView;
use insta::assert_snapshot;

use crate::effect::{Answer, Call, Failure, HostAnswer, HostOp};
use crate::testing::{Harness, data};

fn is_sign_in(call: &Call) -> bool {
    matches!(call, Call::SignIn { .. })
}

fn typed(columns: u16, rows: u16) -> Harness {
    let mut harness = Harness::start(false, columns, rows);
    harness.types("ada@northwind.example").keys("<enter>").types("correct horse");
    harness
}

#[test]
fn signing_in_at_80_by_24() {
    let mut harness = typed(80, 24);
    harness.keys("<enter>").reply(is_sign_in, Err(Failure::Problem(Box::new(Problem::new(ErrorCode::WrongCredentials, "No.")))));
    assert_snapshot!(harness.frame());
}

#[test]
fn signing_in_on_a_narrow_screen() {
    assert_snapshot!(typed(60, 20).frame());
}

#[test]
fn signing_in_on_a_wide_screen() {
    assert_snapshot!(typed(160, 50).frame());
}

#[test]
fn the_password_is_never_shown() {
    typed(80, 24).sees("•••••••••••••").sees_no("correct").sees_no("horse");
}

#[test]
fn signing_in_keeps_the_token_and_opens_the_list() {
    let mut harness = typed(80, 24);
    harness.keys("<enter>").sees("Signing in");
    let session = SessionView { token: "secret".into(), expires_at: data::at("04-12T10:00"), me: data::customer() };
    harness.reply(is_sign_in, Ok(Answer::Session(Box::new(session)))).sees("1 Mine").sees("Ada Lovelace · Northwind");
    harness.host(|op| matches!(op, HostOp::KeepToken(session) if session.token == "secret"), Ok(HostAnswer::Done));
}

#[test]
fn a_token_that_is_no_longer_good_asks_to_sign_in() {
    let mut harness = Harness::start(true, 80, 24);
    let problem = Problem::new(ErrorCode::Unauthenticated, "No.");
    harness.reply(|call| matches!(call, Call::Me), Err(Failure::Problem(Box::new(problem)))).sees("Password");
}

#[test]
fn a_server_that_is_away_is_tried_again() {
    let mut harness = Harness::start(true, 80, 24);
    harness.reply(|call| matches!(call, Call::Portal), Err(Failure::Away("gone".into())));
    harness.reply(|call| matches!(call, Call::Me), Err(Failure::Away("gone".into()))).sees("trying again in 1 s").wakes();
    harness.reply(|call| matches!(call, Call::Me), Ok(Answer::Me(Box::new(data::customer())))).sees("1 Mine").sees_no("trying again");
}

#[test]
fn enter_without_an_address_says_what_is_missing_and_stays_there() {
    let mut harness = Harness::start(false, 80, 24);
    harness.keys("<enter>").sees("Type your email address and your password.");
    harness.types("ada@northwind.example").sees("Email     ada@northwind.example");
}

#[test]
fn the_field_in_use_is_seen_on_the_smallest_screen() {
    let mut harness = typed(20, 5);
    harness.sees("Password").sees("•••").sees_no("Email").keys("<tab>").sees("Email").sees("ample");
    harness.keys("<tab><enter>").reply(is_sign_in, Err(Failure::Problem(Box::new(Problem::new(ErrorCode::WrongCredentials, "No.")))));
    harness.sees("Email and").sees("Password");
}
