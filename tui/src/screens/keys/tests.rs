use caseport_shared::api::key::{SshKeyList, SshKeyView};
use insta::assert_snapshot;

use crate::effect::{Answer, Call, HostAnswer, HostOp};
use crate::testing::{Harness, data};

fn key(label: &str, print: &str, is_proven: bool, used_at: Option<&str>) -> SshKeyView {
    SshKeyView {
        fingerprint: format!("SHA256:{print}"),
        algorithm: "ssh-ed25519".into(),
        label: label.into(),
        is_proven,
        created_at: "2026-01-30T08:00:00Z".parse().unwrap(),
        used_at: used_at.map(|at| at.parse().unwrap()),
    }
}

fn keys() -> SshKeyList {
    let laptop = key("ada@laptop", "N/okI4joxr5hvfAroPcoYovtJD2bNiMa+ag7I28z2T8", true, Some("2026-01-31T09:00:00Z"));
    SshKeyList { keys: vec![key("work \u{1b}[2Jstation", "s+J9cKqLfGmcroNF7sk8IgiSNOO5MhIVW+h3Gf1uUYc", false, None), laptop] }
}

fn opened(mut harness: Harness) -> Harness {
    harness.keys(",K");
    harness.reply(|call| matches!(call, Call::SshKeys), Ok(Answer::SshKeys(keys())));
    harness
}

#[test]
fn keys_at_80_by_24() {
    assert_snapshot!(opened(Harness::agent()).frame());
}

#[test]
fn a_key_about_to_be_removed_on_a_narrow_screen() {
    let mut harness = opened(Harness::signed_in(data::agent(), 60, 20));
    harness.keys("x");
    assert_snapshot!(harness.frame());
}

#[test]
fn adding_a_key_on_a_wide_screen() {
    let mut harness = opened(Harness::signed_in(data::agent(), 160, 50));
    harness.keys("a");
    assert_snapshot!(harness.frame());
}

#[test]
fn a_pasted_key_is_sent_as_it_is_and_waits() {
    let mut harness = opened(Harness::agent());
    harness.keys("a").pastes("ssh-ed25519 AAAA ada@laptop").keys("<c-s>");
    let is_it =
        |call: &Call| matches!(call, Call::AddSshKey(new, _) if new.public_key == "ssh-ed25519 AAAA ada@laptop" && new.signature.is_none());
    harness.reply(is_it, Ok(Answer::SshKey(Box::new(key("ada@laptop", "x", false, None))))).sees("come in once over SSH");
}

#[test]
fn a_key_of_the_machine_signs_that_it_is_the_readers() {
    let mut harness = opened(Harness::agent());
    harness.keys("a").pastes("~/.ssh/id_ed25519.pub").keys("<c-s>");
    let signed = HostAnswer::SshKey { public_key: "ssh-ed25519 AAAA".into(), signature: Some("signature".into()) };
    harness.host(|op| matches!(op, HostOp::SshKey { path, .. } if path == "~/.ssh/id_ed25519.pub"), Ok(signed));
    let is_it = |call: &Call| matches!(call, Call::AddSshKey(new, _) if new.signature.as_deref() == Some("signature"));
    harness.reply(is_it, Ok(Answer::SshKey(Box::new(key("ada@laptop", "x", true, None))))).sees("signs you in from now on");
}

#[test]
fn nothing_is_no_key() {
    let mut harness = opened(Harness::agent());
    harness.keys("a<c-s>").sees("A key is needed");
}

#[test]
fn removing_asks_first() {
    let mut harness = opened(Harness::agent());
    harness.keys("x<enter>");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::RemoveSshKey(..))));
    harness.keys("jx").keys("j<enter>");
    let is_it = |call: &Call| matches!(call, Call::RemoveSshKey(print, _) if print.starts_with("SHA256:N/ok"));
    harness.reply(is_it, Ok(Answer::Done)).sees("signs nobody in any more");
}
