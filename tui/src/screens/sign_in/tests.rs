use caseport_shared::api::code::{CodeKey, CodeView};
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::session::SessionView;
use caseport_shared::code::CodePurpose;
use caseport_shared::reader::Language;
use insta::assert_snapshot;

use crate::effect::{Answer, Call, Failure, HostAnswer, HostOp};
use crate::strings::Strings;
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
fn i1_every_way_in_stands_in_the_footer_of_a_narrow_screen_in_every_language() {
    for language in Language::ALL.iter().copied() {
        let mut harness = Harness::start(false, 60, 20);
        harness.context_mut().strings = Strings::of(language);
        let words = ["hint-code", "hint-forgot-short", "hint-access-short", "hint-help"].map(|key| harness.context().text(key));
        for (key, word) in ["F2", "F3", "F4", "F1"].iter().zip(words) {
            harness.sees(&format!("{key} {word}"));
        }
    }
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

fn about(purpose: CodePurpose) -> Answer {
    let keys = vec![
        CodeKey { fingerprint: "SHA256:aa".into(), label: "lap\u{1b}[2Jtop".into() },
        CodeKey { fingerprint: "SHA256:bb".into(), label: "lost".into() },
    ];
    let (name, email, organization) = ("Ada Lovelace".into(), "ada@northwind.example".into(), Some("Northwind".into()));
    Answer::Code(Box::new(CodeView { purpose, name, email, organization, expires_at: data::at("04-12T10:00"), keys }))
}

fn looks(call: &Call) -> bool {
    matches!(call, Call::LookAtCode(code) if code.0 == "abcde")
}

#[test]
fn i1_a_code_and_a_password_sign_in_from_the_screen() {
    let mut harness = Harness::start(false, 80, 24);
    harness.keys("<f2>").types("wrong").keys("<enter>");
    let wrong = Failure::Problem(Box::new(Problem::new(ErrorCode::WrongCode, "This code is none.")));
    harness.reply(|call| matches!(call, Call::LookAtCode(_)), Err(wrong)).sees("This code is none.").sees("wrong");
    harness.keys("<c-u>").types("abcde").keys("<enter>").reply(looks, Ok(about(CodePurpose::Invitation)));
    harness.sees("welcome to the portal of Northwind").sees_no("SHA256");
    harness.types("correct horse").keys("<enter>").types("correct mouse").keys("<enter>").sees("differ").sees_no("correct");
    harness.types("correct horse").keys("<enter>").types("correct horse").keys("<enter>");
    let session = SessionView { token: "secret".into(), expires_at: data::at("04-12T10:00"), me: data::customer() };
    let accepts = |call: &Call| matches!(call, Call::AcceptCode(accept) if accept.password == "correct horse" && accept.code == "abcde");
    harness.reply(accepts, Ok(Answer::Session(Box::new(session)))).sees("1 Mine").sees("Ada Lovelace · Northwind");
    harness.host(|op| matches!(op, HostOp::KeepToken(session) if session.token == "secret"), Ok(HostAnswer::Done));
}

#[test]
fn i2_a_forgotten_password_leads_to_the_code_and_to_the_keys_that_stay() {
    let mut harness = Harness::start(false, 80, 24);
    harness.types("ada@northwind.example").keys("<f3>").sees("Forgotten password").keys("<enter>");
    let forgets = |call: &Call| matches!(call, Call::ForgotPassword(email) if email == "ada@northwind.example");
    harness.reply(forgets, Ok(Answer::Done)).sees("a code is on its way");
    harness.types("abcde").keys("<enter>").reply(looks, Ok(about(CodePurpose::Reset))).sees("1. SHA256:aa laptop");
    assert_snapshot!(harness.frame());
    for (typed, again) in [("3", true), ("2", false)] {
        harness.types("correct horse").keys("<enter>").types("correct horse").keys("<enter>").types(typed).keys("<enter>");
        if again {
            harness.sees("Name keys by their numbers");
        }
    }
    let keeps = |call: &Call| matches!(call, Call::AcceptCode(accept) if accept.keep_keys == ["SHA256:bb"]);
    harness.reply(keeps, Err(Failure::Away("gone".into()))).sees("gone");
}

#[test]
fn s3_a_stranger_asks_for_access_from_the_screen_and_keeps_what_they_typed() {
    let mut harness = Harness::start(false, 80, 24);
    harness.keys("<f4>");
    for typed in ["Nia Newcomer", "no address", "Acme", "", "Community", "Editor"] {
        harness.pastes(typed).keys("<enter>");
    }
    harness.keys("<enter>");
    let asks = |call: &Call| matches!(call, Call::AskForAccess(asked) if asked.name == "Nia Newcomer" && asked.title == "Editor");
    let wrong = Failure::Problem(Box::new(Problem::new(ErrorCode::InvalidField, "That is no address.").field("email")));
    harness.reply(asks, Err(wrong)).sees("That is no address.").sees("Nia Newcomer").sees("Community");
    assert_snapshot!(harness.frame());
    harness.keys("<c-s>").reply(asks, Ok(Answer::Done)).sees("Your request is with support").sees("Password");
}

#[test]
fn every_other_way_in_is_in_the_footer_and_a_malformed_address_is_called_so() {
    let mut harness = Harness::start(false, 80, 24);
    harness.sees("F2 ").sees("F3 ").sees("F4 ");
    harness.types("ada@").keys("<enter>").types("correct horse").keys("<enter>").sees("That is no email address.").sees_no("Signing in");
    harness.keys("<f3>").keys("<c-s>").sees("That is no email address.");
}
