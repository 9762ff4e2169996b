//! An article that was being written when the program ended: nothing of it is lost, and nobody else is shown it.

use caseport_shared::api::article::ArticleContent;
use caseport_shared::api::problem::{ErrorCode, Problem};

use super::writing::{editing, is_saved, new, saved};
use super::*;
use crate::effect::{Failure, HostAnswer, HostOp, LocalDraft};

fn is_kept_drafts(op: &HostOp) -> bool {
    matches!(op, HostOp::KeptDrafts)
}

fn kept(harness: &Harness) -> Option<LocalDraft> {
    harness.effects().iter().rev().find_map(|effect| match effect {
        Effect::Host(_, HostOp::KeepDraft(draft)) => Some((**draft).clone()),
        _ => None,
    })
}

/// The machine is asked when the program starts and when the form is opened.
fn found(mut harness: Harness, drafts: Vec<LocalDraft>) -> Harness {
    harness.host(is_kept_drafts, Ok(HostAnswer::Drafts(drafts.clone())));
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::SaveDraft(..))), "it is no draft of the server's");
    harness.host(is_kept_drafts, Ok(HostAnswer::Drafts(drafts)));
    harness
}

/// Somebody writes, and the program is killed a moment later.
fn killed(body: &str, typed: &str) -> LocalDraft {
    let mut harness = found(editing(Harness::agent(), body), Vec::new());
    harness.keys("<backtab>").types(typed).wakes();
    kept(&harness).expect("it is kept")
}

#[test]
fn what_was_written_when_the_program_was_killed_is_there_again() {
    let draft = killed("One.", "\nTwo.");
    let mut harness = found(editing(Harness::agent(), "One."), vec![draft.clone()]);
    harness.sees("What you wrote last").sees("Two.").keys("<c-s>");
    let (ticket, call) = harness.call(is_saved);
    let (version, ArticleContent { body, .. }) = saved(&call).unwrap();
    assert_eq!((version, body.as_str()), (4, "One.\nTwo."));
    harness.send(Msg::Answer(ticket, article(desk_view("One.\nTwo."))));
    harness.host(|op| matches!(op, HostOp::ForgetDraft(id) if *id == draft.id), Ok(HostAnswer::Done));
}

#[test]
fn what_was_kept_of_a_new_article_comes_with_its_choices() {
    let mut harness = found(new(Harness::agent()), Vec::new());
    harness.types("Renew it").keys("<tab><tab>").keys("<enter>").types("Deutsch").keys("<enter>").wakes();
    let draft = kept(&harness).expect("it is kept");
    let mut harness = found(new(Harness::agent()), vec![draft]);
    harness.sees("Renew it").sees("Deutsch ▾");
    // It is no version of another article.
    let mut other = found(new(Harness::agent()), vec![killed("One.", "!")]);
    other.sees_no("What you wrote last");
}

#[test]
fn an_article_that_begins_with_words_is_not_the_one_that_was_begun_before() {
    let mut harness = found(new(Harness::agent()), Vec::new());
    harness.types("Renew it").wakes();
    let draft = kept(&harness).expect("it is kept");
    let mut harness = super::report::opened_report(Harness::agent());
    harness.keys("<enter>");
    let mut harness = found(harness, vec![draft]);
    harness.sees("webhook signature").sees_no("Renew it");
}

#[test]
fn what_is_thrown_away_is_kept_nowhere() {
    let draft = killed("One.", "\nTwo.");
    let mut harness = found(editing(Harness::agent(), "One."), vec![draft.clone()]);
    harness.keys("<esc>").sees("Escape once more").keys("<esc>");
    harness.host(|op| matches!(op, HostOp::ForgetDraft(id) if *id == draft.id), Ok(HostAnswer::Done)).sees_no("Two.");
}

#[test]
fn nobody_is_shown_what_somebody_else_wrote_on_this_machine() {
    let draft = killed("One.", "\nTwo.");
    for other in [LocalDraft { email: "linus@acme.example".into(), ..draft.clone() }, LocalDraft { server: "elsewhere".into(), ..draft }] {
        let mut harness = found(editing(Harness::agent(), "One."), vec![other]);
        harness.sees("One.").sees_no("Two.");
    }
}

#[test]
fn what_was_typed_before_it_was_found_stays() {
    let draft = killed("One.", "\nTwo.");
    let mut harness = editing(Harness::agent(), "One.");
    harness.keys("<backtab>").types("\nThree.");
    let mut harness = found(harness, vec![draft]);
    harness.sees("Three.").sees_no("Two.");
}

#[test]
fn what_was_kept_of_an_older_version_is_compared_before_it_is_saved() {
    let mut draft = killed("One.", "\nTwo.");
    draft.article.as_mut().unwrap().version = 3;
    let mut harness = found(editing(Harness::agent(), "Newer."), vec![draft]);
    harness.sees("Two.").keys("<c-s>");
    let stale = Err(Failure::Problem(Box::new(Problem::new(ErrorCode::StaleVersion, "changed"))));
    harness.reply(|call| saved(call).is_some_and(|(version, _)| version == 3), stale);
    harness.reply(|call| matches!(of(call), Some(ArticlesCall::Article(_))), article(desk_view("Newer.")));
    harness.sees("- Newer.").sees("+ Two.");
}

#[test]
fn whoever_leaves_the_program_is_told_of_an_article_only_where_it_could_not_be_kept() {
    for (answer, is_told) in [(Ok(HostAnswer::Done), false), (Err("There is no room.".to_owned()), true)] {
        let mut harness = found(editing(Harness::agent(), "One."), Vec::new());
        harness.keys("<backtab>").types("!").keys("<c-c>");
        assert!(kept(&harness).is_some());
        harness.host(|op| matches!(op, HostOp::KeepDraft(_)), answer);
        assert_eq!(harness.farewell().iter().any(|words| words.contains("not saved")), is_told);
    }
}
