use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::token::{TokenList, TokenMade, TokenView};
use insta::assert_snapshot;

use crate::effect::{Answer, Call, Effect, Failure};
use crate::testing::Harness;

fn token(reference: &str, label: &str) -> TokenView {
    TokenView {
        reference: reference.into(),
        label: label.into(),
        created_at: "2026-01-30T08:00:00Z".parse().unwrap(),
        used_at: None,
        expires_at: "2026-06-01T00:00:00Z".parse().unwrap(),
    }
}

fn opened() -> Harness {
    let mut harness = Harness::agent();
    harness.keys(",S").keys("T");
    let list = TokenList { tokens: vec![token("a1", "nightly\u{1b}[2J"), token("b2", "backup")] };
    harness.reply(|call| matches!(call, Call::Tokens), Ok(Answer::Tokens(list)));
    harness
}

#[test]
fn tokens_at_80_by_24() {
    assert_snapshot!(opened().frame());
}

#[test]
fn i2_a_token_is_made_shown_once_and_taken_back() {
    let mut harness = opened();
    harness.keys("a").types("export").keys("<enter>").types("tomorrow").keys("<enter>").sees("2026-12-31");
    harness.keys("<tab><c-u>").types("2026-04-01").keys("<enter>");
    let makes = |call: &Call| matches!(call, Call::CreateToken(new) if new.label == "export" && new.expires_on.to_string() == "2026-04-01");
    let wrong = Failure::Problem(Box::new(Problem::new(ErrorCode::TooMany, "There are too many.")));
    harness.reply(makes, Err(wrong)).sees("There are too many.").keys("<c-s>");
    let made = TokenMade { token: "secret-token".into(), kept: token("c3", "export") };
    harness.reply(makes, Ok(Answer::Token(Box::new(made)))).sees("secret-token");
    assert!(harness.effects().iter().any(|effect| matches!(effect, Effect::Copy(text) if text == "secret-token")));
    harness.keys("<enter>").sees_no("secret-token");
    harness.keys("x<enter>");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::RevokeToken(..))), "it asks first");
    harness.keys("x").keys("j<enter>");
    let revokes = |call: &Call| matches!(call, Call::RevokeToken(reference, _) if reference == "a1");
    harness.reply(revokes, Ok(Answer::Done)).sees("taken back");
}

#[test]
fn what_was_typed_in_a_form_is_thrown_away_by_a_second_escape_only() {
    let mut harness = opened();
    harness.keys("a<esc>").sees_no("until the end of its last day");
    harness.keys("a").types("exports").keys("<esc>").sees("kept nowhere else").sees("exports");
    harness.types("!").keys("<esc>").sees("exports!");
    harness.keys("<esc>").sees_no("exports!");
    // What is there again because it was refused is nowhere else either.
    harness.keys("a").types("export").keys("<enter>").types("tomorrow").keys("<enter><esc>").sees("tomorrow");
    harness.keys("<esc>").sees_no("tomorrow");
}
