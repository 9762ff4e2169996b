//! What support does with an article, each asked once.

use caseport_shared::api::problem::{ErrorCode, Problem};

use super::*;
use crate::api::ArticleMove;
use crate::effect::Failure;

fn moved(call: &Call) -> Option<(i64, ArticleMove)> {
    match of(call)? {
        ArticlesCall::Move(_, version, step, _) => Some((*version, *step)),
        _ => None,
    }
}

#[test]
fn publishing_asks_once_and_says_who_will_read_it() {
    let mut harness = reading(Harness::agent(), desk_view("All is said."));
    harness.keys("P").sees("Every customer of every organization who has a seat will read it.");
    assert_snapshot!(harness.frame());
    harness.keys("<enter>");
    harness.reply(|call| moved(call) == Some((4, ArticleMove::Publish)), article(desk_view("All is said.")));
    harness.sees("It is published.");
    let mut few = desk_view("For few.");
    few.summary.audience = Some(ArticleAudience::Organizations);
    few.desk.as_mut().unwrap().organizations = vec!["northwind".to_owned()];
    reading(Harness::agent(), few).keys("P").sees("The customers of these organizations alone will read it: northwind.");
    let mut none = desk_view("For none.");
    none.summary.audience = Some(ArticleAudience::Staff);
    reading(Harness::agent(), none).keys("P").sees("no customer").keys("<esc>").sees_no("no customer");
}

#[test]
fn what_nobody_decided_about_is_not_published_and_comes_into_view() {
    let body = format!("{}Ask ⟦Anna Müller⟧ first.\n{}", "line\n\n".repeat(30), "line\n\n".repeat(30));
    let mut harness = reading(Harness::agent(), desk_view(&body));
    harness.sees_no("Anna").keys("P").sees("Not published").sees("Ask ⟦Anna Müller⟧ first.");
    assert!(harness.calls().into_iter().all(|call| moved(call).is_none()));
    // The editor opens at the mark.
    harness.keys("e").types("X").sees("Ask X⟦Anna");
    let mut titled = desk_view("Fine.");
    titled.summary.title.text = "What ⟦Anna⟧ asked".to_owned();
    reading(Harness::agent(), titled).keys("P").sees("Not published");
}

#[test]
fn somebody_elses_newer_version_is_shown_before_anything_is_done() {
    let mut harness = reading(Harness::agent(), desk_view("Mine."));
    harness.keys("R");
    let stale = Failure::Problem(Box::new(Problem::new(ErrorCode::StaleVersion, "changed")));
    harness.reply(|call| moved(call) == Some((4, ArticleMove::AskForReview)), Err(stale)).sees("Nothing was done");
    let mut theirs = desk_view("Theirs.");
    theirs.desk.as_mut().unwrap().version = 5;
    harness.reply(|call| matches!(of(call), Some(ArticlesCall::Article(_))), article(theirs)).sees("Theirs.");
    harness.keys("R");
    harness.call(|call| moved(call) == Some((5, ArticleMove::AskForReview)));
}

#[test]
fn archiving_asks_first_and_only_what_may_be_done_has_a_key() {
    let mut harness = reading(Harness::agent(), desk_view("Old."));
    harness.keys("A").sees("find and open it no longer").keys("<enter>");
    let mut archived = desk_view("Old.");
    archived.summary.state = ArticleState::Archived;
    archived.can = vec![ArticleAction::Reopen];
    harness.reply(|call| moved(call) == Some((4, ArticleMove::Archive)), article(archived)).sees("archived");
    harness.keys("P").sees_no("Publish this version?").keys("O");
    harness.call(|call| moved(call) == Some((4, ArticleMove::Reopen)));
    let mut customer = reading(Harness::customer(), view("Old."));
    customer.keys("PAReV").sees("Old.");
    assert!(customer.calls().into_iter().all(|call| moved(call).is_none()));
}
