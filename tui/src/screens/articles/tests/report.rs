//! The report on the knowledge base.

use caseport_shared::api::article::{ArticleMiss, ArticleReport, ArticleUse};

use super::*;

fn report() -> ArticleReport {
    let one = |title: &str, words: &[&str]| ArticleUse {
        article: summary("clear-search-index", title, ""),
        reads: 120,
        deflected: 4,
        reviewed_at: "2025-02-01T09:00:00Z".parse().unwrap(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
    };
    let miss = |words: &str, times: u32| ArticleMiss { words: words.to_owned(), times, last_at: data::at("03-01T09:00") };
    ArticleReport {
        misses: vec![miss("webhook signature\u{1b}[2J", 12), miss("dark mode", 1)],
        stale: vec![one("Search finds what was deleted", &[])],
        unhelpful: vec![one("How large may a file be?", &["says nothing about video"])],
        used: Vec::new(),
    }
}

pub(super) fn opened_report(harness: Harness) -> Harness {
    let mut harness = opened(harness);
    harness.keys("R");
    harness.reply(|call| matches!(of(call), Some(ArticlesCall::Report)), answer(ArticlesAnswer::Report(report())));
    harness
}

#[test]
fn the_report_at_80_by_24() {
    assert_snapshot!(opened_report(Harness::agent()).frame());
}

#[test]
fn the_report_on_a_narrow_screen() {
    let mut harness = opened_report(Harness::signed_in(data::agent(), 60, 20));
    harness.keys("<tab><tab>");
    assert_snapshot!(harness.frame());
}

#[test]
fn each_part_leads_on_to_what_can_be_done_about_it() {
    let mut harness = opened_report(Harness::agent());
    harness.keys("<enter>").sees("A new article").sees("webhook signature").keys("<esc><esc>");
    harness.keys("<tab>").sees("Search finds what was deleted").keys("<enter>");
    harness.call(|call| matches!(of(call), Some(ArticlesCall::Article(slug)) if slug == "clear-search-index"));
    harness.keys("q<tab>").sees("says nothing about video").keys("<tab>").sees("Nobody has read an article yet.");
    let mut customer = opened(Harness::customer());
    customer.keys("R").sees_no("Not found");
}
