//! The articles of a case: read over it, put into what is written, and one made from its solution.

use caseport_shared::api::article::{ArticleContent, ArticleDesk, ArticleView, CaseArticle, CaseArticles, NewArticle};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::session::Me;
use caseport_shared::article::ArticleAudience;
use caseport_shared::person::Side;
use insta::assert_snapshot;

use super::{fetched, is_list, opened, refused, saved};
use crate::effect::{Answer, Call, Effect, Failure, SuggestedAnswer, SuggestedCall};
use crate::msg::Msg;
use crate::testing::{Harness, data, suggested};

fn is_of_case(call: &Call) -> bool {
    suggested::asks(call, |call| matches!(call, SuggestedCall::OfCase(_)))
}

fn is_fetch(call: &Call) -> bool {
    suggested::asks(call, |call| matches!(call, SuggestedCall::Article(_)))
}

fn is_read(call: &Call) -> bool {
    suggested::asks(call, |call| matches!(call, SuggestedCall::Read { draft: None, .. }))
}

fn is_draft(call: &Call) -> bool {
    suggested::asks(call, |call| matches!(call, SuggestedCall::DraftOf(_)))
}

fn is_create(call: &Call) -> bool {
    suggested::asks(call, |call| matches!(call, SuggestedCall::Create(..)))
}

/// One that is cited, one that was read, and for support two that may answer.
fn of_case(is_agent: bool) -> Answer {
    let mut all = suggested::list().items.into_iter();
    let mut next = |is_cited| CaseArticle { article: all.next().unwrap(), is_cited, was_read: !is_cited };
    let items = vec![next(true), next(false)];
    let suggested = if is_agent { all.chain([suggested::for_staff()]).collect() } else { Vec::new() };
    suggested::answer(SuggestedAnswer::OfCase(CaseArticles { items, suggested }))
}

fn article() -> Answer {
    suggested::answer(SuggestedAnswer::Article(Box::new(suggested::article())))
}

/// The case with its articles over it.
fn listed(me: Me, columns: u16, rows: u16) -> Harness {
    let is_agent = me.side == Side::Support;
    let mut harness = opened(Harness::signed_in(me, columns, rows), is_agent);
    harness.keys("B").reply(is_of_case, Ok(of_case(is_agent)));
    harness
}

/// A case that has a solution, as an agent sees it.
fn solved() -> Harness {
    solved_at(80, 24)
}

fn solved_at(columns: u16, rows: u16) -> Harness {
    let mut harness = opened(Harness::signed_in(data::agent(), columns, rows), true);
    let mut case = data::case_for_agent();
    case.summary.solution = Some("Load the metadata again; see article:trust-settings.".to_owned());
    harness.keys("<c-r>");
    fetched(&mut harness, case, data::timeline_for_agent());
    harness
}

fn proposal() -> NewArticle {
    let content = ArticleContent {
        title: "Members are signed out".to_owned(),
        body: "## Problem\n\nSince ⟦yesterday⟧.".to_owned(),
        audience: ArticleAudience::Customers,
        ..ArticleContent::default()
    };
    NewArticle { slug: None, case: Some(caseport_shared::case::CaseNumber(204_816)), content }
}

#[test]
fn the_articles_of_a_case_at_80_by_24() {
    assert_snapshot!(listed(data::agent(), 80, 24).frame());
}

#[test]
fn the_articles_of_a_case_on_a_narrow_screen() {
    assert_snapshot!(listed(data::customer(), 60, 20).frame());
}

#[test]
fn the_articles_of_a_case_on_a_wide_screen() {
    assert_snapshot!(listed(data::agent(), 160, 50).frame());
}

#[test]
fn whoever_sees_a_case_reads_its_articles_over_it() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("B").sees("Looking for articles").reply(is_of_case, Ok(of_case(false)));
    harness.sees("cited here").sees("read before filing").sees_no("may answer").sees_no("insert").keys("j<enter>");
    harness.sees("The article is on its way").reply(is_fetch, Ok(article())).keys("ie");
    // It is another article than the one that was asked for, which says so by its own name.
    harness.sees("What helps").keys("G").sees("an Owner").keys("q").sees("read before filing").keys("q").sees("Could you send us");
    harness.call(is_read);
}

#[test]
fn an_article_that_is_named_in_the_thread_can_be_opened() {
    let mut harness = solved();
    harness
        .sees("Could you send us")
        .keys("gg")
        .sees("article:trust-settings")
        .keys("B")
        .reply(is_of_case, Ok(suggested::answer(SuggestedAnswer::OfCase(CaseArticles::default()))));
    harness.sees("named here").keys("<enter>");
    let (_, call) = harness.call(is_fetch);
    assert!(suggested::asks(&call, |call| matches!(call, SuggestedCall::Article(slug) if slug == "trust-settings")));
    let mut harness = opened(Harness::customer(), false);
    harness.keys("B").reply(is_of_case, Ok(suggested::answer(SuggestedAnswer::OfCase(CaseArticles::default()))));
    harness.sees("No article belongs to this case yet.").keys("<enter>q").sees("Could you send us");
}

#[test]
fn an_answer_that_comes_late_opens_nothing() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("Bq").reply(is_of_case, Ok(of_case(false))).sees("Could you send us").sees_no("cited here");
    let mut harness = listed(data::customer(), 80, 24);
    harness.keys("<enter>n");
    let (first, _) = harness.call(is_fetch);
    harness.send(Msg::Answer(first, Ok(article()))).sees("The article is on its way").sees("How long somebody");
}

#[test]
fn why_there_are_no_articles_is_said() {
    let mut harness = opened(Harness::customer(), false);
    harness.keys("B").reply(is_of_case, Err(Failure::Away("The server cannot be reached.".into()))).sees("The server cannot be reached.");
    let mut harness = listed(data::customer(), 80, 24);
    harness.keys("<enter>").reply(is_fetch, refused(ErrorCode::Overloaded)).sees("No.").keys("<c-r>").reply(is_fetch, Ok(article()));
    harness.sees("What helps");
}

#[test]
fn a_link_goes_into_the_open_reply_where_the_cursor_is() {
    let mut harness = opened(Harness::agent(), true);
    harness.keys("r").types("See  for that.").keys("<left><left><left><left><left><left><left><left><left><left><f2>");
    harness.reply(is_of_case, Ok(of_case(true))).sees_no("REPLY").types("x").pastes("x").keys("i");
    harness.sees("See Members are signed out after a new certificate").sees("(article:signed-out-after-certificate) for that.").wakes();
    let link = "Members are signed out after a new certificate (article:signed-out-after-certificate)";
    assert_eq!(saved(&mut harness).1, format!("See {link} for that."));
}

#[test]
fn a_reply_is_begun_for_a_link_and_what_was_begun_before_stays() {
    let mut harness = listed(data::agent(), 80, 24);
    harness.keys("i").sees("REPLY").sees("(article:signed-out-after-certificate)").types(" Thank you.").keys("<esc>");
    saved(&mut harness);
    harness.keys("Bi").sees_no("REPLY").reply(is_of_case, Ok(of_case(true))).keys("jj<enter>");
    harness.reply(is_fetch, Ok(article())).keys("e").sees("Which part?").keys("What helps<enter>");
    harness.sees("> | Issuer | support |").wakes();
    let (_, body) = saved(&mut harness);
    let link = "Members are signed out after a new certificate (article:signed-out-after-certificate)";
    assert!(
        body.starts_with(&format!(
            "{link} Thank you.

> 1. Open *Settings"
        )),
        "{body}"
    );
    assert!(
        body.contains(
            "> ```sh
> curl"
        ) && body.ends_with(&format!(
            "> | Issuer | support |

{link}
"
        )),
        "{body}"
    );
}

#[test]
fn what_customers_cannot_read_is_said_where_it_is_put_into_a_reply() {
    let mut harness = listed(data::agent(), 80, 24);
    harness.sees("for support alone").keys("Gi").sees("(article:trust-settings)").sees("Customers cannot read this article");
    let mut harness = opened(Harness::agent(), true);
    harness.keys("i<f2>").reply(is_of_case, Ok(of_case(true))).keys("Gi").sees("INTERNAL NOTE").sees("(article:trust-settings)");
    harness.sees_no("Customers cannot");
}

/// An article for some organizations, opened over the case.
fn for_some(organizations: &[&str]) -> Harness {
    let mut harness = listed(data::agent(), 80, 24);
    harness.keys("<enter>");
    let mut article = suggested::article();
    article.summary.audience = Some(ArticleAudience::Organizations);
    article.body = "Load it again.".to_owned();
    article.desk = Some(ArticleDesk {
        version: 1,
        published_version: Some(1),
        keywords: Vec::new(),
        organizations: organizations.iter().map(|slug| (*slug).to_owned()).collect(),
        author: data::person("Grace Hopper", Side::Support),
        written_at: data::at("03-02T09:00"),
        case: None,
        solved: 0,
        deflected: 0,
        reads: 0,
    });
    harness.reply(is_fetch, Ok(suggested::answer(SuggestedAnswer::Article(Box::new(article))))).sees("for some organizations");
    harness
}

#[test]
fn what_another_organization_cannot_read_is_said_too() {
    for_some(&["northwind"]).keys("i").sees("(article:signed-out").sees_no("Only some");
    for_some(&["northwind"]).keys("e").sees("> Load it again.").sees_no("Customers cannot");
    for_some(&["brenner"]).keys("i").sees("(article:signed-out").sees("Only some organizations can read this article");
    for_some(&["brenner"]).keys("e").sees("> Load it again.").sees("Customers cannot read the article that this part is from");
}

#[test]
fn an_article_of_one_part_goes_in_without_a_question() {
    let mut harness = listed(data::agent(), 80, 24);
    harness.keys("<enter>");
    let short = ArticleView { body: "Load it again.\n\nThen wait.".to_owned(), ..suggested::article() };
    harness
        .reply(is_fetch, Ok(suggested::answer(SuggestedAnswer::Article(Box::new(short)))))
        .keys("e")
        .sees("> Load it again.")
        .sees("> Then wait.");
}

#[test]
fn one_key_makes_an_article_draft_from_a_solution_and_says_how_to_go_on() {
    let mut harness = solved();
    harness.keys("M").sees("The article draft is being made").keys("M");
    assert_eq!(harness.calls().iter().filter(|call| is_draft(call)).count(), 1);
    harness.reply(is_draft, Ok(suggested::answer(SuggestedAnswer::Draft(proposal()))));
    let (ticket, call) = harness.call(is_create);
    assert!(suggested::asks(&call, |call| matches!(call, SuggestedCall::Create(new, _) if **new == proposal())));
    harness.send(Msg::Answer(ticket, Ok(article())));
    assert_snapshot!("an_article_draft_at_80_by_24", harness.frame());
    harness.keys("<enter>");
    let command = "caseport article view signed-out-after-certificate";
    assert!(harness.effects().iter().any(|effect| matches!(effect, Effect::Copy(text) if text == command)));
}

#[test]
fn an_article_draft_on_a_narrow_screen() {
    let mut harness = solved_at(60, 20);
    harness.keys("M").reply(is_draft, Ok(suggested::answer(SuggestedAnswer::Draft(proposal())))).reply(is_create, Ok(article()));
    assert_snapshot!(harness.frame());
}

#[test]
fn an_article_draft_that_may_have_been_made_is_asked_for_as_the_same_request() {
    let mut harness = solved();
    harness.keys("M").reply(is_draft, Ok(suggested::answer(SuggestedAnswer::Draft(proposal()))));
    let key = |call: &Call| match call {
        Call::Suggested(call) => match &**call {
            SuggestedCall::Create(_, key) => format!("{key:?}"),
            _ => unreachable!(),
        },
        _ => unreachable!(),
    };
    let (ticket, first) = harness.call(is_create);
    harness.send(Msg::Answer(ticket, Err(Failure::Away("gone".into())))).sees("gone").keys("M");
    let (ticket, again) = harness.call(is_create);
    assert_eq!(key(&first), key(&again));
    harness.send(Msg::Answer(ticket, refused(ErrorCode::NotAllowed))).keys("M");
    harness.call(is_draft);
}

#[test]
fn a_draft_is_made_by_support_alone_and_of_what_is_solved() {
    opened(Harness::agent(), true).keys("M").sees_no("article draft");
    let mut harness = Harness::customer();
    harness.reply(is_list, Ok(Answer::Cases(Box::new(data::page())))).keys("<enter>");
    let mut case = data::case();
    case.summary.solution = Some("Done.".to_owned());
    fetched(&mut harness, case, data::timeline());
    harness.keys("M").sees_no("article draft");
    assert!(!harness.calls().iter().any(|call| is_draft(call)));
}
