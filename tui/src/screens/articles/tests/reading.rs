//! Reading an article: pictures, links, votes, and texts that mean no good.

use std::sync::Arc;

use caseport_shared::api::article::ArticleVote;
use caseport_shared::api::problem::{ErrorCode, Problem};

use super::*;
use crate::effect::Failure;
use crate::preview::Preview;
use crate::widgets::picture::{Colours, Picture};

const BODY: &str = "## When it is time\n\nThe provider signs with a certificate, and *an expired one* lets nobody in.\n\n1. Ask for the new one.\n2. Paste it under **Settings**, `sso.certificate`.\n\n| Node | Until |\n|:--|--:|\n| app-1 | 2027 |\n\n![The settings](settings.png)\n\nSee [the guide](https://docs.example.com/sso), article:clear-search-index, [this](javascript:alert(1)) and <file:///etc/passwd>.";

fn with_picture() -> ArticleView {
    let picture = PictureView { name: "settings.png".to_owned(), content_type: "image/png".to_owned(), size: 900, sha256: String::new() };
    ArticleView { pictures: vec![picture], ..view(BODY) }
}

fn opened_article(call: &Call) -> bool {
    matches!(of(call), Some(ArticlesCall::Opened(slug, _)) if slug == "renew-saml-certificate")
}

fn is_article(call: &Call, slug: &str) -> bool {
    matches!(of(call), Some(ArticlesCall::Article(asked)) if asked == slug)
}

fn copied(harness: &Harness) -> Vec<&str> {
    let text = |effect: &'_ Effect| matches!(effect, Effect::Copy(_));
    let texts = harness.effects().iter().filter(|effect| text(effect));
    texts.filter_map(|effect| if let Effect::Copy(text) = effect { Some(text.as_str()) } else { None }).collect()
}

#[test]
fn an_article_at_80_by_24() {
    assert_snapshot!(reading(Harness::customer(), with_picture()).frame());
}

#[test]
fn an_article_on_a_narrow_screen_for_support() {
    assert_snapshot!(reading(Harness::signed_in(data::agent(), 60, 20), desk_view(BODY)).frame());
}

#[test]
fn the_server_hears_once_that_an_article_was_opened() {
    let mut harness = reading(Harness::customer(), view(BODY));
    harness.call(opened_article);
    harness.keys("r");
    harness.reply(|call| is_article(call, "renew-saml-certificate"), article(view(BODY)));
    assert!(!harness.calls().into_iter().any(opened_article));
}

#[test]
fn an_article_that_is_not_there_is_told_and_not_counted() {
    let mut harness = opened(Harness::customer());
    harness.keys("<enter>");
    let problem = Problem::new(ErrorCode::NotFound, "there is no such article");
    harness.reply(|call| is_article(call, "renew-saml-certificate"), Err(Failure::Problem(Box::new(problem))));
    assert!(!harness.calls().into_iter().any(opened_article));
    harness.keys("q").sees("How large");
}

#[test]
fn a_picture_is_fetched_when_it_is_seen_and_drawn_in_its_place() {
    let mut harness = reading(Harness::customer(), with_picture());
    harness.draws();
    let is_picture = |call: &Call| matches!(call, Call::ArticlePicture { name, .. } if name == "settings.png");
    assert_eq!(harness.calls().into_iter().filter(|call| is_picture(call)).count(), 1);
    harness.draws();
    assert_eq!(harness.calls().into_iter().filter(|call| is_picture(call)).count(), 1, "it is asked for once");
    let picture = Picture::new(40, 8, vec![[200, 30, 30]; 320]).unwrap();
    let seen = Preview::Picture { picture: Arc::new(picture), size: (40, 8), colours: Colours::True };
    harness.reply(is_picture, Ok(Answer::Preview(Arc::new(seen)))).keys("<pgdn>").sees(&"▀".repeat(40)).sees("The settings");
    assert_snapshot!(harness.frame());
}

#[test]
fn a_picture_that_is_none_says_so() {
    let mut harness = reading(Harness::customer(), with_picture());
    harness.draws();
    harness.reply(|call| matches!(call, Call::ArticlePicture { .. }), Ok(Answer::Preview(Arc::new(Preview::Damaged))));
    harness.keys("<pgdn>").sees("The settings, which cannot be shown here").draws();
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::ArticlePicture { .. })), "nor is it asked for again");
}

#[test]
fn links_are_followed_by_key_and_back_is_where_one_was() {
    let mut harness = reading(Harness::customer(), with_picture());
    harness.sees("Renew the certificate").keys("jjj").sees_no("Renew the certificate").keys("f");
    assert_snapshot!(harness.frame());
    let offered = harness.frame();
    let (_, offered) = offered.split_once("type to narrow").unwrap();
    assert!(offered.contains("docs.example.com") && !offered.contains("javascript") && !offered.contains("passwd"), "{offered}");
    harness.keys("<enter>");
    let other = ArticleView { summary: summary("clear-search-index", "Search finds what was deleted", ""), ..view("Rebuild it.") };
    harness.reply(|call| is_article(call, "clear-search-index"), article(other)).sees("Rebuild it.");
    harness.call(|call| matches!(of(call), Some(ArticlesCall::Opened(slug, _)) if slug == "clear-search-index"));
    // One is where one was, scrolled as it was.
    harness.keys("q").sees_no("Rebuild it.").sees("the guide").sees_no("Renew the certificate").keys("q").sees("How large");
}

#[test]
fn addresses_of_the_web_are_copied_and_no_others_are_offered() {
    let mut harness = reading(Harness::customer(), with_picture());
    harness.keys("f").types("docs").keys("<enter>");
    assert_eq!(copied(&harness), ["https://docs.example.com/sso"]);
    harness.keys("y");
    assert_eq!(copied(&harness).last(), Some(&"article:renew-saml-certificate"));
}

#[test]
fn articles_that_are_cited_look_like_links_and_other_schemes_do_not() {
    let mut harness = reading(Harness::customer(), view("[other](article:clear-search-index) article:bare [no](javascript:x) plain"));
    let link = harness.context().theme.link;
    harness.sees("other (article:clear-search-index)").sees("[no](javascript:x)");
    for (words, is_link) in [("other", true), ("article:bare", true), ("[no]", false), ("javascript", false), ("plain", false)] {
        assert_eq!(harness.style_of(words).fg == link.fg, is_link, "{words}");
    }
}

#[test]
fn a_reader_says_whether_it_helped_with_a_word_or_without() {
    let mut harness = reading(Harness::customer(), view("Short."));
    harness.sees("Did this help?").keys("-").sees("It did not help").types("too short").keys("<c-s>");
    let vote = |call: &Call| match of(call) {
        Some(ArticlesCall::Vote(_, vote, _)) => Some(vote.clone()),
        _ => None,
    };
    let is_it = |call: &Call| vote(call) == Some(ArticleVote { helpful: false, word: Some("too short".to_owned()) });
    harness.reply(is_it, Ok(Answer::Done)).sees("Thank you").sees("You said that it did not help.");
    harness.keys("+<enter>");
    harness.reply(|call| vote(call) == Some(ArticleVote { helpful: true, word: None }), Err(Failure::Away("Away.".to_owned())));
    harness.sees("Away.").sees("It helped");
}

#[test]
fn hostile_articles_neither_crash_nor_slow_the_screen() {
    let cells: String =
        std::iter::once("|a|b|c|d|\n|-|-|-|-|\n".to_owned()).chain((0..2_500).map(|at| format!("|{at}|x|y|z|\n"))).collect();
    let texts = [
        ">".repeat(90_000),
        "- ".repeat(40_000),
        "[".repeat(90_000),
        "*a ".repeat(30_000),
        "![".repeat(45_000),
        "`".repeat(99_999),
        format!("{}x{}", "[a](".repeat(20_000), ")".repeat(20_000)),
        "x".repeat(1_000_000),
        "word ".repeat(200_000),
        cells,
        "<b>".repeat(30_000),
        "[a](https://e.example/\u{1b}]8;;evil\u{7}) \u{202e}[b](JaVaScRiPt:alert(1)) [c](file:///etc/passwd)".repeat(1_000),
        "article:a".repeat(10_000),
        "\n".repeat(99_000),
    ];
    for text in texts {
        let began = std::time::Instant::now();
        let mut harness = reading(Harness::customer(), view(&text));
        let frame = harness.keys("G").frame();
        assert!(!frame.contains('\u{1b}') && !frame.contains('\u{202e}'));
        harness.keys("f").frame();
        let took = began.elapsed();
        // Built without optimisation; what takes longer grows faster than the text does.
        assert!(took.as_secs() < 20, "{took:?}: {:?}", text.chars().take(20).collect::<String>());
    }
}
