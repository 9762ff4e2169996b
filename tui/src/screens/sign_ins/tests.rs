use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::session::{SignInList, SignInView};
use insta::assert_snapshot;

use crate::effect::{Answer, Call, Failure};
use crate::testing::{Harness, data};

fn sign_in(reference: &str, label: &str, address: &str, used_at: &str) -> SignInView {
    SignInView {
        reference: reference.into(),
        label: label.into(),
        address: address.into(),
        created_at: "2026-01-30T08:00:00Z".parse().unwrap(),
        used_at: used_at.parse().unwrap(),
        expires_at: "2026-03-01T08:00:00Z".parse().unwrap(),
        ssh_key: None,
        is_current: false,
    }
}

fn sign_ins() -> SignInList {
    let here = SignInView { is_current: true, ..sign_in("a1", "laptop", "192.0.2.1", "2026-01-31T09:30:00Z") };
    let key = sign_in("b2", "ada@work", "2001:db8:85a3:1234:5678:8a2e:370:7334", "2026-01-31T09:00:00Z");
    let key = SignInView { ssh_key: Some("SHA256:x".into()), ..key };
    SignInList { sign_ins: vec![here, key, sign_in("c3", "phone \u{1b}[2J", "198.51.100.7", "2026-01-30T09:00:00Z")] }
}

fn opened(mut harness: Harness) -> Harness {
    harness.keys(",S");
    harness.reply(|call| matches!(call, Call::SignIns), Ok(Answer::SignIns(sign_ins())));
    harness
}

#[test]
fn sign_ins_at_80_by_24() {
    assert_snapshot!(opened(Harness::agent()).frame());
}

#[test]
fn a_sign_in_about_to_be_ended_on_a_narrow_screen() {
    let mut harness = opened(Harness::signed_in(data::agent(), 60, 20));
    harness.keys("jx");
    assert_snapshot!(harness.frame());
}

#[test]
fn a_password_about_to_be_changed_on_a_wide_screen() {
    let mut harness = opened(Harness::signed_in(data::agent(), 160, 50));
    harness.keys("p").types("correct horse");
    assert_snapshot!(harness.frame());
}

#[test]
fn ending_asks_first_and_never_ends_the_one_in_use() {
    let mut harness = opened(Harness::agent());
    harness.keys("x<enter>").keys("jx<enter>");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::EndSignIn(..))));
    harness.keys("x").keys("j<enter>");
    let is_it = |call: &Call| matches!(call, Call::EndSignIn(Some(reference), _) if reference == "b2");
    harness.reply(is_it, Ok(Answer::Done)).sees("has ended");
    harness.keys("X").keys("j<enter>");
    harness.reply(|call| matches!(call, Call::EndSignIn(None, _)), Ok(Answer::Done));
}

#[test]
fn a_password_is_typed_twice_and_a_wrong_one_is_asked_for_again() {
    let mut harness = opened(Harness::agent());
    harness.keys("p").types("correct horse").keys("<tab>").types("battery staple").keys("<tab>").types("battery stable").keys("<c-s>");
    harness.sees("differ").sees_no("battery");
    harness.types("correct horse").keys("<tab>").types("battery staple").keys("<tab>").types("battery staple").keys("<c-s>");
    let is_it =
        |call: &Call| matches!(call, Call::ChangePassword(change) if change.current == "correct horse" && change.new == "battery staple");
    let wrong = Problem::new(ErrorCode::InvalidField, "this is not your password so far").field("current");
    harness.reply(is_it, Err(Failure::Problem(Box::new(wrong)))).sees("not your password");
    harness.types("correct horse").keys("<tab>").types("battery staple").keys("<tab>").types("battery staple").keys("<c-s>");
    harness.reply(is_it, Ok(Answer::Done)).sees("every other sign-in has ended");
}
