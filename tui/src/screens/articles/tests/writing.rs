//! Writing an article: the form, what is refused, and what somebody else wrote meanwhile.

use caseport_shared::api::article::{ArticleContent, NewArticle};
use caseport_shared::api::organization::{OrganizationPage, OrganizationSummary};
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::product::ProductPage;
use caseport_shared::organization::Region;

use super::*;
use crate::effect::{DeskAnswer, DeskCall, Failure, HostAnswer, HostOp};

/// Answers what the form asks when it is opened.
fn filled(mut harness: Harness) -> Harness {
    harness.reply(|call| matches!(of(call), Some(ArticlesCall::Categories)), categories());
    let products = ProductPage { products: data::products(), next: None };
    harness.reply(|call| matches!(call, Call::Products { .. }), Ok(Answer::Products(Box::new(products))));
    let one = OrganizationSummary { organization: data::northwind(), plan: "standard".to_owned(), region: Region::Emea };
    let page = OrganizationPage { organizations: vec![one], next: None };
    let is_organizations = |call: &Call| matches!(call, Call::Desk(call) if matches!(**call, DeskCall::Organizations(_)));
    harness.reply(is_organizations, Ok(Answer::Desk(Box::new(DeskAnswer::Organizations(page)))));
    harness
}

pub(super) fn new(harness: Harness) -> Harness {
    let mut harness = opened(harness);
    harness.keys("n");
    filled(harness)
}

pub(super) fn editing(harness: Harness, body: &str) -> Harness {
    let mut harness = reading(harness, desk_view(body));
    harness.keys("e");
    filled(harness)
}

pub(super) fn saved(call: &Call) -> Option<(i64, ArticleContent)> {
    match of(call)? {
        ArticlesCall::Create(NewArticle { content, .. }, _) => Some((0, content.clone())),
        ArticlesCall::Save(_, version, content, _) => Some((*version, content.clone())),
        _ => None,
    }
}

pub(super) fn is_saved(call: &Call) -> bool {
    saved(call).is_some()
}

#[test]
fn a_new_article_at_80_by_24() {
    assert_snapshot!(new(Harness::agent()).frame());
}

#[test]
fn an_article_is_edited_on_a_narrow_screen() {
    let mut harness = editing(Harness::signed_in(data::agent(), 60, 20), "# What to do\n\nAsk ⟦Anna⟧.");
    assert_snapshot!(harness.frame());
}

#[test]
fn a_new_article_is_written_field_by_field_and_opened() {
    let mut harness = new(Harness::agent());
    harness.types("Renew it").keys("<tab>").types("sso, saml、証明書").keys("<tab>");
    harness.keys("<enter>").types("Deutsch").keys("<enter>").sees("Deutsch ▾");
    harness.keys("<enter>").types("Signing").keys("<enter>").sees("Signing in ▾");
    harness.keys("<enter>").keys("<enter>").sees("✓ ").keys("<esc>").keys("<tab>");
    harness.keys("<enter>").types("some").keys("<enter>").keys("<enter><enter>").sees("✓ Northwind").keys("<esc>").keys("<tab>");
    harness.types("# Do it\nNow.");
    assert_snapshot!(harness.frame());
    harness.keys("<c-s>");
    let (ticket, call) = harness.call(is_saved);
    let (_, content) = saved(&call).unwrap();
    let wanted = ArticleContent {
        title: "Renew it".to_owned(),
        body: "# Do it\nNow.".to_owned(),
        language: Language::German,
        keywords: vec!["sso".to_owned(), "saml".to_owned(), "証明書".to_owned()],
        category: Some("sign-in".to_owned()),
        products: vec![data::products()[0].slug.clone()],
        audience: ArticleAudience::Organizations,
        organizations: vec!["northwind".to_owned()],
    };
    assert_eq!(content, wanted);
    harness.send(Msg::Answer(ticket, article(desk_view("Now.")))).sees("No reader sees it before it is published");
    harness.call(|call| matches!(of(call), Some(ArticlesCall::Article(slug)) if slug == "renew-saml-certificate"));
}

#[test]
fn what_is_missing_is_told_before_anything_is_sent() {
    let mut harness = new(Harness::agent());
    harness.keys("<c-s>").sees("An article needs a title.").types("T").sees_no("An article needs a title.");
    harness.keys("<tab><tab><tab><tab><tab>").keys("<enter>").types("some").keys("<enter>").keys("<c-s>");
    harness.sees("Name the organizations");
    assert!(!harness.calls().into_iter().any(is_saved));
}

#[test]
fn what_somebody_else_wrote_is_shown_and_nothing_is_lost() {
    let mut harness = editing(Harness::agent(), "One.\nTwo.");
    harness.keys("<backtab>").types("\nMine.").keys("<c-s>");
    let stale = || Err(Failure::Problem(Box::new(Problem::new(ErrorCode::StaleVersion, "changed"))));
    harness.reply(|call| saved(call).is_some_and(|(version, _)| version == 4), stale());
    let mut theirs = desk_view("One.\nTheirs.");
    let desk = theirs.desk.as_mut().unwrap();
    (desk.version, desk.author) = (5, data::person("Alan Turing", Side::Support));
    let is_article = |call: &Call| matches!(of(call), Some(ArticlesCall::Article(_)));
    harness.reply(is_article, article(theirs));
    harness.sees("Alan Turing saved another version").sees("- Theirs.").sees("+ Mine.");
    assert_snapshot!(harness.frame());
    harness.keys("y").sees("The other text was sent");
    assert!(harness.effects().iter().any(|effect| matches!(effect, Effect::Copy(text) if text == "One.\nTheirs.")));
    // Writing on changes nothing about it: it is shown again before anything is written over it.
    harness.keys("<esc>").sees("Mine.").keys("<c-s>");
    harness.reply(|call| saved(call).is_some_and(|(version, _)| version == 4), stale());
    let mut theirs = desk_view("One.\nTheirs.");
    theirs.desk.as_mut().unwrap().version = 5;
    harness.reply(is_article, article(theirs)).keys("<c-s>");
    let (_, call) = harness.call(is_saved);
    let (version, content) = saved(&call).unwrap();
    assert_eq!((version, content.body.as_str()), (5, "One.\nTwo.\nMine."));
}

#[test]
fn what_the_server_refuses_stays_in_the_form() {
    let mut harness = editing(Harness::agent(), "Text.");
    harness.types(" again").keys("<c-s>");
    let wrong = Problem::new(ErrorCode::InvalidField, "there is no such category of articles").field("category");
    harness.reply(is_saved, Err(Failure::Problem(Box::new(wrong)))).sees("no such category").sees("again");
    harness.keys("<enter>").sees("no topic");
}

#[test]
fn leaving_asks_again_where_something_is_not_saved() {
    let mut harness = editing(Harness::agent(), "Text.");
    harness.types("!").keys("<esc>").sees("Escape once more").sees("A new version, upon version 4");
    harness.keys("<esc>").sees("Text.").sees_no("A new version, upon");
    let mut unchanged = editing(Harness::agent(), "Text.");
    unchanged.keys("<esc>").sees_no("A new version, upon");
    let mut quitting = editing(Harness::agent(), "Text.");
    quitting.types("!").keys("<c-c>");
    assert!(quitting.farewell().iter().any(|words| words.contains("not saved")));
}

#[test]
fn the_preview_is_what_readers_will_see() {
    let mut harness = editing(Harness::agent(), "Some **bold** words\n\n- one\n- two");
    harness.keys("<a-v>").sees("Some bold words").sees("• one");
    assert_snapshot!(harness.frame());
    harness.keys("<a-v>").sees("Some **bold** words");
}

#[test]
fn the_text_is_written_in_ones_own_editor() {
    let mut harness = editing(Harness::agent(), "Text.");
    harness.keys("<backtab><c-o>");
    harness.host(|op| matches!(op, HostOp::Edit(text) if text == "Text."), Ok(HostAnswer::Edited("Elsewhere.\u{1b}[2J\n".to_owned())));
    harness.sees("Elsewhere.").keys("<c-s>");
    harness.call(|call| saved(call).is_some_and(|(_, content)| content.body == "Elsewhere."));
    let mut remote = editing(Harness::remote(data::agent(), 80, 24), "Text.");
    remote.keys("<backtab><c-o>");
    assert!(!remote.effects().iter().any(|effect| matches!(effect, Effect::Host(_, HostOp::Edit(_)))));
}
