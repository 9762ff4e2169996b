//! The topics as an Admin arranges them.

use caseport_shared::api::article::SaveArticleCategory;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::person::StaffRole;

use super::*;
use crate::effect::Failure;

fn is_categories(call: &Call) -> bool {
    matches!(of(call), Some(ArticlesCall::Categories))
}

fn saved(call: &Call) -> Option<(&str, &SaveArticleCategory)> {
    match of(call)? {
        ArticlesCall::SaveCategory(slug, save) => Some((slug, save)),
        _ => None,
    }
}

fn is_saved(call: &Call) -> bool {
    saved(call).is_some()
}

fn topics(role: StaffRole) -> Harness {
    let mut me = data::agent();
    me.staff_role = Some(role);
    let mut harness = opened(Harness::signed_in(me, 80, 24));
    harness.keys("<tab>").reply(is_list, page(summaries()));
    harness.keys("<tab>").reply(is_categories, categories());
    harness
}

#[test]
fn i5_admins_arrange_topics_and_agents_do_not() {
    let mut agent = topics(StaffRole::Agent);
    agent.sees("Signing in").keys("a").sees_no("Short name").keys("D").sees_no("Remove this topic");
    assert_snapshot!(topics(StaffRole::Admin).frame());
}

#[test]
fn a_topic_is_made_in_another_and_refused_in_words_without_losing_any() {
    let mut harness = topics(StaffRole::Admin);
    harness.keys("a").sees("Short name").keys("<c-s>").sees("A topic needs a name.");
    harness.types("日本語").keys("<c-s>").sees("A short name").keys("<esc>").keys("<esc>");
    harness.keys("a").types("Passkeys & Codes").keys("<c-s>").sees("In which topic").types("signing").keys("<enter>");
    let (ticket, call) = harness.call(is_saved);
    let wanted = SaveArticleCategory { name: "Passkeys & Codes".to_owned(), parent: Some("sign-in".to_owned()), position: None };
    assert_eq!(saved(&call), Some(("passkeys-codes", &wanted)));
    let wrong = Problem::new(ErrorCode::InvalidField, "there is such a topic").field("slug");
    harness.send(Msg::Answer(ticket, Err(Failure::Problem(Box::new(wrong))))).sees("such a topic").sees("Passkeys & Codes");
}

#[test]
fn a_topic_that_is_renamed_keeps_its_place_unless_another_is_said() {
    let mut harness = topics(StaffRole::Admin);
    harness.keys("jj").keys("e").sees("Search").types("ing").keys("<c-s>").keys("<enter>");
    let (ticket, call) = harness.call(is_saved);
    let wanted = SaveArticleCategory { name: "Searching".to_owned(), parent: None, position: Some(2) };
    assert_eq!(saved(&call), Some(("search", &wanted)));
    harness.send(Msg::Answer(ticket, categories())).sees("The topic is saved.");
    // It cannot be put into itself or what lies in it.
    harness.keys("gg").keys("e").keys("<c-s>").sees("none: it is at the top").keys("<down><enter>");
    let (_, call) = harness.call(is_saved);
    assert_eq!(saved(&call).map(|(slug, save)| (slug, save.parent.as_deref())), Some(("accounts", Some("search"))));
}

#[test]
fn a_topic_is_removed_after_a_question() {
    let is_removed = |call: &Call| matches!(of(call), Some(ArticlesCall::RemoveCategory(slug, _)) if slug == "search");
    let mut harness = topics(StaffRole::Admin);
    harness.keys("jj").keys("D").sees("would have to go elsewhere").keys("<enter>");
    assert!(!harness.calls().into_iter().any(is_removed), "the first button keeps it");
    harness.keys("D").keys("<tab>").keys("<enter>");
    let full = Problem::new(ErrorCode::InvalidField, "there are articles in it");
    harness.reply(is_removed, Err(Failure::Problem(Box::new(full)))).sees("articles in it");
    harness.keys("D").keys("<tab>").keys("<enter>").reply(is_removed, Ok(Answer::Done)).sees("The topic is removed.");
    harness.call(is_categories);
}
