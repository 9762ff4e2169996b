use caseport_shared::api::article::{ArticleCategory, ArticleCategoryList, ArticleDesk, ArticlePage, ArticleSummary, ArticleView, Marked};
use caseport_shared::api::document::{Document, DocumentGroup, DocumentList};
use caseport_shared::api::person::PersonRef;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::article::{ArticleAction, ArticleAudience, ArticleState};
use caseport_shared::person::Side;
use caseport_shared::reader::Language;
use insta::assert_snapshot;

use crate::api::ArticleMove;
use crate::effect::{Answer, ArticleAnswer, ArticleCall, Call, Effect, Failure};
use crate::testing::{Harness, data};

pub(crate) fn summary(slug: &str, title: &str) -> ArticleSummary {
    ArticleSummary {
        slug: slug.to_owned(),
        title: Marked { text: title.to_owned(), marks: Vec::new() },
        excerpt: Marked { text: "Open Settings, then choose a new password.".to_owned(), marks: vec![(33, 41)] },
        language: Language::English,
        state: ArticleState::Published,
        audience: None,
        has_changes: false,
        category: Some("passwords".to_owned()),
        updated_at: "2026-01-20T08:00:00Z".parse().unwrap(),
        helpful: 3,
        unhelpful: 1,
    }
}

pub(crate) fn article(slug: &str) -> ArticleView {
    let body = "## Steps\n\n1. Open **Settings**.\n2. Choose *Reset*, see article:two-step.\n\n| what | how long |\n| --- | --- |\n| link | 1 hour |\n\n```sh\ncaseport auth password\n```\n\nMore at <https://docs.example.com/reset>.";
    ArticleView {
        summary: summary(slug, "Reset a password"),
        body: body.to_owned(),
        products: Vec::new(),
        related: vec![summary("locked-out", "When an account is locked")],
        pictures: Vec::new(),
        vote: None,
        can: vec![ArticleAction::Vote],
        desk: None,
    }
}

/// The same, as an Admin sees it.
fn of_desk(state: ArticleState, version: i64) -> ArticleView {
    let mut article = article("reset-password");
    (article.summary.state, article.summary.audience) = (state, Some(ArticleAudience::Customers));
    article.can = vec![ArticleAction::Edit, ArticleAction::Publish, ArticleAction::Archive, ArticleAction::Vote];
    article.desk = Some(ArticleDesk {
        version,
        published_version: Some(1),
        keywords: vec!["lockout".to_owned()],
        organizations: Vec::new(),
        author: PersonRef { name: "Mary Somerville".to_owned(), email: Some("mary@desk.example".to_owned()), side: Side::Support },
        written_at: "2026-01-20T08:00:00Z".parse().unwrap(),
        case: None,
        solved: 4,
        deflected: 2,
        reads: 31,
    });
    article
}

#[expect(clippy::unnecessary_wraps, reason = "answers are results")]
fn told(answer: ArticleAnswer) -> Result<Answer, Failure> {
    Ok(Answer::Articles(Box::new(answer)))
}

fn is(fits: impl Fn(&ArticleCall) -> bool) -> impl Fn(&Call) -> bool {
    move |call| matches!(call, Call::Articles(call) if fits(call))
}

fn is_list(call: &ArticleCall) -> bool {
    matches!(call, ArticleCall::List(_))
}

fn page() -> ArticlePage {
    let mut first = summary("reset-password", "Reset a password that expired");
    first.title.marks = vec![(8, 16)];
    ArticlePage { items: vec![first, summary("two-step", "Two-step sign-in")], next: None }
}

fn opened(mut harness: Harness) -> Harness {
    harness.keys("a");
    harness.reply(is(is_list), told(ArticleAnswer::Page(page())));
    let category = |slug: &str, parent: Option<&str>| ArticleCategory {
        slug: slug.to_owned(),
        name: slug.to_uppercase(),
        parent: parent.map(str::to_owned),
    };
    let categories = ArticleCategoryList { items: vec![category("access", None), category("passwords", Some("access"))] };
    harness.reply(is(|call| matches!(call, ArticleCall::Categories)), told(ArticleAnswer::Categories(categories)));
    harness
}

fn reading(mut harness: Harness, article: ArticleView) -> Harness {
    harness.keys("<enter>");
    harness.reply(is(|call| matches!(call, ArticleCall::View(_))), told(ArticleAnswer::Article(Box::new(article))));
    harness
}

#[test]
fn articles_at_80_by_24() {
    assert_snapshot!(opened(Harness::customer()).frame());
}

#[test]
fn articles_on_a_narrow_screen() {
    assert_snapshot!(opened(Harness::signed_in(data::agent(), 60, 20)).frame());
}

#[test]
fn an_article_at_80_by_24() {
    assert_snapshot!(reading(opened(Harness::customer()), article("reset-password")).frame());
}

#[test]
fn an_article_of_the_desk_on_a_narrow_screen() {
    let harness = opened(Harness::signed_in(data::agent(), 60, 20));
    assert_snapshot!(reading(harness, of_desk(ArticleState::Published, 2)).frame());
}

#[test]
fn typing_never_waits_and_what_was_typed_last_is_what_is_shown() {
    let mut harness = opened(Harness::customer());
    harness.types("pass").sees("pass");
    // One question is under way however many letters are typed.
    assert_eq!(harness.calls().iter().filter(|call| is(is_list)(call)).count(), 1);
    harness.reply(is(is_list), told(ArticleAnswer::Page(ArticlePage::default())));
    let (ticket, asked) = harness.call(is(is_list));
    let Call::Articles(asked) = asked else { unreachable!() };
    assert!(matches!(*asked, ArticleCall::List(asked) if asked.query == "pass"));
    harness.sees("Reset a password");
    harness.send(crate::msg::Msg::Answer(ticket, told(ArticleAnswer::Page(ArticlePage::default()))));
    harness.sees("No article has these words");
    harness.keys("<esc>").reply(is(is_list), told(ArticleAnswer::Page(page()))).sees("Two-step");
}

#[test]
fn an_article_is_opened_once_voted_on_and_gone_on_from() {
    let mut harness = reading(opened(Harness::customer()), article("reset-password"));
    harness.call(is(|call| matches!(call, ArticleCall::Read(slug, read, _) if slug == "reset-password" && read.draft.is_none())));
    harness.keys("-").types("It is out of date").keys("<c-s>");
    harness.call(is(
        |call| matches!(call, ArticleCall::Vote(_, vote, _) if !vote.helpful && vote.word.as_deref() == Some("It is out of date")),
    ));
    harness.keys("<enter>").sees("two-step").keys("<enter>");
    harness.call(is(|call| matches!(call, ArticleCall::View(slug) if slug == "two-step")));
}

#[test]
fn a_category_narrows_the_list() {
    let mut harness = opened(Harness::customer());
    harness.keys("<c-g><down><enter>");
    harness.call(is(|call| matches!(call, ArticleCall::List(asked) if asked.category.as_deref() == Some("access"))));
    harness.sees("ACCESS");
}

#[test]
fn the_manual_is_a_list_of_links_to_copy() {
    let mut harness = opened(Harness::customer());
    harness.keys("<tab>").reply(is(is_list), told(ArticleAnswer::Page(page()))).keys("<tab>");
    let document = Document { title: "Administration\u{1b}[2J".to_owned(), url: "https://docs.example.com/a".to_owned() };
    let group = DocumentGroup { product: None, language: Language::English, documents: vec![document] };
    let documents = DocumentList { items: vec![group] };
    harness.reply(is(|call| matches!(call, ArticleCall::Documents)), told(ArticleAnswer::Documents(documents)));
    harness.sees("https://docs.example.com/a").keys("<enter>");
    assert!(harness.effects().iter().any(|effect| matches!(effect, Effect::Copy(text) if text == "https://docs.example.com/a")));
}

#[test]
fn publishing_asks_once_and_tells_who_will_read_it() {
    let mut harness = reading(opened(Harness::agent()), of_desk(ArticleState::Published, 2));
    harness.keys("P").sees("all customers");
    assert!(!harness.calls().iter().any(|call| is(|call| matches!(call, ArticleCall::Move(..)))(call)));
    harness.keys("<enter>");
    harness.call(is(|call| matches!(call, ArticleCall::Move(slug, 2, ArticleMove::Publish, _) if slug == "reset-password")));
}

#[test]
fn what_nobody_decided_about_is_not_even_asked_to_be_published() {
    let mut article = of_desk(ArticleState::Draft, 2);
    article.body.push_str("\n\nAsk ⟦Ada⟧.");
    let mut harness = reading(opened(Harness::agent()), article);
    harness.keys("P").sees("⟦…⟧");
    assert!(!harness.calls().iter().any(|call| is(|call| matches!(call, ArticleCall::Move(..)))(call)));
}

#[test]
fn what_is_written_survives_whoever_was_faster() {
    let mut harness = reading(opened(Harness::agent()), of_desk(ArticleState::Published, 2));
    harness.keys("e");
    harness.reply(
        is(|call| matches!(call, ArticleCall::View(_))),
        told(ArticleAnswer::Article(Box::new(of_desk(ArticleState::Published, 2)))),
    );
    harness.sees("title = \"Reset a password\"").keys(&"<down>".repeat(40)).keys("<end>").types("\nMy own words.").keys("<c-s>");
    let mut problem = Problem::new(ErrorCode::StaleVersion, "somebody else changed the article first");
    let mut theirs = of_desk(ArticleState::Published, 3);
    theirs.body = "Their words.".to_owned();
    problem.current = serde_json::to_value(theirs).ok();
    harness.reply(is(|call| matches!(call, ArticleCall::Save(_, 2, ..))), Err(Failure::Problem(Box::new(problem))));
    harness.sees("Their words.").keys("<esc>").sees("My own words.").keys("<c-s>");
    harness.call(is(|call| matches!(call, ArticleCall::Save(_, 3, content, _) if content.body.ends_with("My own words."))));
}

#[test]
fn a_page_that_is_none_says_why_and_leaving_asks() {
    let mut harness = opened(Harness::agent());
    harness.keys("<c-n>").sees("audience = \"customers\"").types("x").keys("<c-s>");
    assert!(!harness.calls().iter().any(|call| is(|call| matches!(call, ArticleCall::Create(..)))(call)));
    harness.sees("This is no page").keys("<esc>").sees("What you wrote is not saved").keys("<enter>").sees("audience");
}

#[test]
fn the_preview_shows_the_page_as_its_readers_see_it() {
    let mut harness = reading(opened(Harness::agent()), of_desk(ArticleState::Published, 2));
    harness.keys("e");
    harness.reply(
        is(|call| matches!(call, ArticleCall::View(_))),
        told(ArticleAnswer::Article(Box::new(of_desk(ArticleState::Published, 2)))),
    );
    harness.keys("<f7>").sees("how long").keys("<f7>").sees("title = ");
}

#[test]
fn hostile_markdown_neither_crashes_nor_commands_the_terminal() {
    let deep = ">".repeat(20_000) + "- ".repeat(20_000).as_str();
    let cells = format!("|{}|\n|{}|\n", "a|".repeat(10_000), "-|".repeat(10_000));
    let links = "[x](javascript:alert(1)) [y](file:///etc/passwd) [z](https://a.example/\u{1b}]8;;evil\u{7})";
    for body in [deep, "x".repeat(100_000), cells, links.to_owned(), "\u{1b}[2J\u{202e}# <script>".to_owned()] {
        let mut hostile = article("reset-password");
        hostile.body = body;
        let mut harness = reading(opened(Harness::customer()), hostile);
        let frame = harness.keys("G").frame();
        assert!(!frame.contains('\u{1b}') && !frame.contains('\u{202e}'));
    }
}
