use caseport_shared::api::draft::{DraftContent, DraftKind, SaveDraft};
use caseport_shared::api::session::SessionView;
use caseport_shared::case::CaseNumber;
use uuid::Uuid;

use crate::effect::{Answer, Call, Effect, Failure, HostAnswer, HostOp, LocalDraft};
use crate::keymap::{Code, Key};
use crate::msg::Msg;
use crate::testing::{Harness, data};

fn local(email: &str, server: &str) -> LocalDraft {
    let content = DraftContent { body: "kept".into(), ..DraftContent::default() };
    let save = SaveDraft { kind: DraftKind::Reply, case: Some(CaseNumber(1)), version: 0, content };
    LocalDraft { id: Uuid::from_u128(9), server: server.into(), email: email.into(), save }
}

#[test]
fn the_way_out_is_shown_before_the_server_answers() {
    let mut harness = Harness::start(true, 80, 24);
    harness.sees("Connecting to").sees("ctrl-c quit").keys("<c-c>");
    assert!(harness.has_quit());
}

#[test]
fn what_was_kept_on_this_machine_is_sent_at_the_next_start_to_its_writer_alone() {
    let mut harness = Harness::customer();
    let kept = vec![
        local("somebody@else.example", "https://help.example.com"),
        local("ada@northwind.example", "https://other.example.com"),
        local("ada@northwind.example", "https://help.example.com"),
    ];
    harness.host(|op| matches!(op, HostOp::KeptDrafts), Ok(HostAnswer::Drafts(kept)));
    let count = harness.calls().into_iter().filter(|call| matches!(call, Call::SaveDraft(..))).count();
    assert_eq!(count, 1);
    let saved = Answer::Saved(Box::new(caseport_shared::api::draft::DraftSaved {
        draft: data::draft(DraftKind::Reply, "kept"),
        forked_from: None,
    }));
    harness.reply(|call| matches!(call, Call::SaveDraft(..)), Ok(saved));
    harness.host(|op| matches!(op, HostOp::ForgetDraft(id) if *id == Uuid::from_u128(9)), Ok(HostAnswer::Done));
}

#[test]
fn somebody_else_signing_in_finds_nothing_of_the_one_before() {
    let mut harness = Harness::customer();
    let problem = caseport_shared::api::problem::Problem::new(caseport_shared::api::problem::ErrorCode::Unauthenticated, "No.");
    harness.reply(|call| matches!(call, Call::Cases { .. }), Err(Failure::Problem(Box::new(problem)))).sees("Your sign-in has ended");
    harness.types("secret words").keys("<enter>");
    let session = SessionView { token: "t".into(), expires_at: data::at("04-12T10:00"), me: data::agent() };
    harness.reply(|call| matches!(call, Call::SignIn { .. }), Ok(Answer::Session(Box::new(session))));
    harness.sees("Grace Hopper").sees("1 Customer answered").sees_no("Ada");
}

#[test]
fn the_last_screen_closes_the_program() {
    let mut harness = Harness::customer();
    assert!(!harness.has_quit());
    assert!(harness.keys("q").has_quit());
}

#[test]
fn the_help_opens_above_and_closes_again() {
    let mut harness = Harness::customer();
    harness.keys("?").sees("List of cases").keys("?").keys("<esc>").sees("g1 Mine").sees_no("List of cases");
}

#[test]
fn a_sign_in_that_cannot_be_kept_says_so() {
    let mut harness = Harness::start(false, 80, 24);
    harness.types("ada@northwind.example").keys("<enter>").types("secret words").keys("<enter>");
    let session = SessionView { token: "t".into(), expires_at: data::at("04-12T10:00"), me: data::customer() };
    harness.reply(|call| matches!(call, Call::SignIn { .. }), Ok(Answer::Session(Box::new(session))));
    harness.host(|op| matches!(op, HostOp::KeepToken(_)), Err("It could not be kept.".into())).sees("It could not be kept.");
}

#[test]
fn a_session_that_was_ended_elsewhere_asks_to_sign_in_once() {
    let mut harness = Harness::customer();
    harness.send(Msg::SignedOut).send(Msg::SignedOut).sees("Your sign-in has ended").keys("<esc>");
    assert!(harness.has_quit());
}

/// A number that looks random and is the same in every run.
fn next(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

#[test]
fn any_keys_on_any_answers_never_panic() {
    const CODES: [Code; 14] = [
        Code::Enter,
        Code::Esc,
        Code::Tab,
        Code::BackTab,
        Code::Backspace,
        Code::Delete,
        Code::Up,
        Code::Down,
        Code::Left,
        Code::Right,
        Code::PageUp,
        Code::PageDown,
        Code::Home,
        Code::End,
    ];
    for round in 1..40_u64 {
        let mut seed = round.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let me = if round % 2 == 0 { data::agent() } else { data::customer() };
        let columns = u16::try_from(20 + next(&mut seed) % 150).unwrap();
        let rows = u16::try_from(4 + next(&mut seed) % 50).unwrap();
        let mut harness = Harness::signed_in(me, columns, rows);
        for _ in 0..250 {
            let roll = next(&mut seed);
            let code = match roll % 3 {
                0 => CODES[usize::try_from(roll >> 8).unwrap_or(0) % CODES.len()],
                _ => Code::Char(char::from(u8::try_from(32 + (roll >> 8) % 95).unwrap())),
            };
            harness.send(Msg::Key(Key {
                code,
                ctrl: roll.is_multiple_of(11) && code != Code::Char('c') && code != Code::Char('q'),
                alt: roll.is_multiple_of(17),
            }));
            if roll.is_multiple_of(5) {
                answer_something(&mut harness, roll);
            }
            if roll.is_multiple_of(23) {
                harness.wakes();
            }
            if roll.is_multiple_of(4) {
                harness.frame();
            }
            if harness.has_quit() {
                break;
            }
        }
    }
}

fn answer_something(harness: &mut Harness, roll: u64) {
    if !harness.effects().iter().any(|effect| matches!(effect, Effect::Api(..))) {
        return;
    }
    let answer = match roll % 13 {
        0 => Err(Failure::Away("gone".into())),
        1 => Err(Failure::Other("odd".into())),
        2..4 => Ok(Answer::Cases(Box::new(data::page()))),
        4..6 => Ok(Answer::Case(Box::new(data::case_for_agent()))),
        6..8 => Ok(Answer::Timeline(Box::new(data::timeline_for_agent()))),
        8 => Ok(Answer::Product(Box::new(data::product()))),
        9 => Ok(Answer::Files(vec![data::file("a.png", caseport_shared::comment::Visibility::Public)])),
        10 => Ok(Answer::Products(Box::new(caseport_shared::api::product::ProductPage { products: data::products(), next: None }))),
        11 => Ok(Answer::Drafts(Box::new(caseport_shared::api::draft::DraftList {
            drafts: vec![data::draft(DraftKind::Reply, "x"), data::draft(DraftKind::Case, "y")],
        }))),
        _ => Ok(Answer::Done),
    };
    harness.reply(|_| true, answer);
}
