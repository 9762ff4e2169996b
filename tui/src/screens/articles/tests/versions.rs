//! Versions compared and restored.

use caseport_shared::api::article::{ArticleContent, ArticleVersion, ArticleVersionList};
use caseport_shared::api::problem::{ErrorCode, Problem};

use super::*;
use crate::effect::Failure;

fn list(newest: i64) -> Result<Answer, Failure> {
    let one = |version: i64| ArticleVersion {
        version,
        author: data::person(if version % 2 == 0 { "Grace Hopper" } else { "Alan Turing" }, Side::Support),
        at: data::at("02-20T09:00"),
        title: "Renew the certificate\u{1b}[2J".to_owned(),
        is_published: version == 2,
    };
    answer(ArticlesAnswer::Versions(ArticleVersionList { items: (1..=newest).rev().map(one).collect() }))
}

fn content(title: &str, body: &str) -> Result<Answer, Failure> {
    let content = ArticleContent { title: title.to_owned(), body: body.to_owned(), ..ArticleContent::default() };
    answer(ArticlesAnswer::Version(content))
}

fn is_version(call: &Call, version: i64) -> bool {
    matches!(of(call), Some(ArticlesCall::Version(_, asked)) if *asked == version)
}

fn versions(harness: Harness) -> Harness {
    let mut harness = reading(harness, desk_view("Text."));
    harness.keys("V");
    harness.reply(|call| matches!(of(call), Some(ArticlesCall::Versions(_))), list(3));
    harness.reply(|call| is_version(call, 3), content("Renew it", "One.\nTwo, better.\nThree."));
    harness.reply(|call| is_version(call, 2), content("Renew it", "One.\nTwo.\nThree."));
    harness
}

#[test]
fn versions_at_80_by_24() {
    assert_snapshot!(versions(Harness::agent()).frame());
}

#[test]
fn versions_on_a_narrow_screen() {
    assert_snapshot!(versions(Harness::signed_in(data::agent(), 60, 20)).frame());
}

#[test]
fn the_selected_version_is_compared_with_the_one_before_it() {
    let mut harness = versions(Harness::agent());
    harness.sees("+ Two, better.").sees("- Two.").keys("j");
    harness.reply(|call| is_version(call, 1), content("Renew", "One.\nThree."));
    harness.sees("- Title: Renew").sees("+ Title: Renew it").sees("+ Two.").keys("j").sees("+ One.");
}

#[test]
fn an_older_version_is_restored_upon_the_newest() {
    let mut harness = versions(Harness::agent());
    harness.keys("R").sees_no("Restore version").keys("jR").sees("Restore version 2?").keys("<enter>");
    let is_it = |call: &Call| matches!(of(call), Some(ArticlesCall::Restore(_, 3, 2, _)));
    let stale = Failure::Problem(Box::new(Problem::new(ErrorCode::StaleVersion, "changed")));
    harness.reply(is_it, Err(stale)).sees("Nothing was done");
    harness.reply(|call| matches!(of(call), Some(ArticlesCall::Versions(_))), list(4)).keys("jR<enter>");
    let is_it = |call: &Call| matches!(of(call), Some(ArticlesCall::Restore(_, 4, 2, _)));
    harness.reply(is_it, article(desk_view("Two."))).sees("the newest version now");
}
