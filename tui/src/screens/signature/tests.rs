use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::session::{Me, Signature};

use crate::effect::{Answer, Call, Failure};
use crate::testing::{Harness, data};

fn shared(name: Option<&str>) -> Me {
    Me { signature: Some(Signature { name: name.map(str::to_owned) }), ..data::customer() }
}

#[test]
fn s7_whoever_comes_in_at_a_shared_mailbox_is_asked_for_their_name_once() {
    let mut harness = Harness::signed_in(shared(None), 80, 24);
    harness.sees("By which name do you write?").types("Kim").keys("<enter>");
    let signs = |call: &Call| matches!(call, Call::Sign(name) if name == "Kim");
    let wrong = Failure::Problem(Box::new(Problem::new(ErrorCode::TooLong, "That is too long.")));
    harness.reply(signs, Err(wrong)).sees("That is too long.").sees("Kim").keys("<enter>");
    harness.reply(signs, Ok(Answer::Me(Box::new(shared(Some("Kim")))))).sees("You write as Kim").sees_no("By which name");
    Harness::signed_in(shared(Some("Kim")), 80, 24).sees("1 Mine").sees_no("By which name");
    Harness::signed_in(data::customer(), 80, 24).sees("1 Mine").sees_no("By which name");
}
