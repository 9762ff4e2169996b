//! Articles beside the form: looked for while it is typed, read over it, and the form left because one answered.

use caseport_shared::api::article::{ArticleView, AskSuggestions, SuggestionList};
use caseport_shared::api::problem::{ErrorCode, Problem};
use insta::assert_snapshot;
use uuid::Uuid;

use super::{filled, is_submit, opened, saved};
use crate::effect::{Answer, Call, Effect, Failure, SuggestedAnswer, SuggestedCall};
use crate::msg::Msg;
use crate::testing::{Harness, data, suggested};

fn is_asked(call: &Call) -> bool {
    suggested::asks(call, |call| matches!(call, SuggestedCall::For(_)))
}

fn is_fetch(call: &Call) -> bool {
    suggested::asks(call, |call| matches!(call, SuggestedCall::Article(_)))
}

fn is_read(call: &Call) -> bool {
    suggested::asks(call, |call| matches!(call, SuggestedCall::Read { .. }))
}

fn is_solved(call: &Call) -> bool {
    suggested::asks(call, |call| matches!(call, SuggestedCall::Solved { .. }))
}

fn is_save(call: &Call) -> bool {
    matches!(call, Call::SaveDraft(..))
}

/// What the oldest question asks for.
#[track_caller]
fn question(harness: &Harness) -> AskSuggestions {
    let asked = harness.calls().into_iter().find_map(|call| match call {
        Call::Suggested(call) => match &**call {
            SuggestedCall::For(ask) => Some(ask.clone()),
            _ => None,
        },
        _ => None,
    });
    asked.expect("a question")
}

fn questions(harness: &Harness) -> usize {
    harness.calls().into_iter().filter(|call| is_asked(call)).count()
}

/// The oldest question is answered, and the next one may be asked.
fn found(harness: &mut Harness, list: SuggestionList) {
    harness.reply(is_asked, Ok(suggested::answer(SuggestedAnswer::List(list)))).wakes();
}

/// Every question is answered in the same way until there is none.
fn suggests(mut harness: Harness, list: &SuggestionList) -> Harness {
    while questions(&harness) > 0 {
        found(&mut harness, list.clone());
    }
    harness
}

/// The form with three articles that may answer, its draft not saved yet.
fn with_articles(columns: u16, rows: u16) -> Harness {
    suggests(filled(opened(Harness::signed_in(data::customer(), columns, rows), Vec::new())), &suggested::list())
}

/// The first article is open over the form.
fn reading(mut harness: Harness) -> Harness {
    harness.keys("<f2><enter>");
    harness.reply(is_fetch, Ok(suggested::answer(SuggestedAnswer::Article(Box::new(suggested::article())))));
    harness
}

/// The same once the server knows the draft, and that the article was opened beside it.
fn told(harness: Harness) -> Harness {
    let mut harness = reading(harness);
    while harness.calls().iter().any(|call| is_save(call)) {
        saved(&mut harness);
    }
    harness.reply(is_read, Ok(Answer::Done));
    harness
}

#[test]
fn articles_beside_a_new_case_on_a_wide_screen() {
    assert_snapshot!(with_articles(160, 50).frame());
}

#[test]
fn articles_beside_a_new_case_at_80_by_24() {
    let mut harness = with_articles(80, 24);
    assert_snapshot!(harness.frame());
    assert_snapshot!("articles_in_a_list_at_80_by_24", harness.keys("<f2><down>").frame());
}

#[test]
fn articles_beside_a_new_case_on_a_narrow_screen() {
    let mut harness = with_articles(60, 20);
    assert_snapshot!(harness.frame());
    assert_snapshot!("articles_in_a_list_on_a_narrow_screen", harness.keys("<f2>").frame());
    let mut harness = reading(with_articles(60, 20));
    assert_snapshot!("an_article_over_a_new_case_on_a_narrow_screen", harness.frame());
}

#[test]
fn an_article_over_a_new_case_at_80_by_24() {
    assert_snapshot!(reading(with_articles(80, 24)).frame());
}

#[test]
fn an_article_over_a_new_case_on_a_wide_screen() {
    let mut harness = with_articles(160, 50);
    harness.keys("<f2><down>").sees("› How long somebody").sees("Members are signed out");
    assert_snapshot!(reading(with_articles(160, 50)).frame());
}

#[test]
fn c2_what_is_asked_is_everything_that_the_form_holds() {
    let harness = with_articles(80, 24);
    assert_eq!(questions(&harness), 0);
    let mut harness = filled(opened(Harness::customer(), Vec::new()));
    found(&mut harness, SuggestionList::default());
    let ask = question(&harness);
    assert_eq!((ask.product.as_str(), ask.category.as_str(), ask.subcategory.as_str()), ("northwind-community", "sign-in", "sso"));
    assert_eq!(
        (ask.subject.as_str(), ask.description.as_str()),
        ("Members are signed out", "Since yesterday at 17:00.\nIn every browser.")
    );
}

#[test]
fn c2_typing_waits_for_no_answer_and_one_question_is_asked_at_a_time() {
    let mut harness = opened(Harness::customer(), Vec::new());
    harness.keys("<tab><tab>");
    for (at, letter) in "Signed out".char_indices() {
        harness.types(&letter.to_string()).sees("Signed out"[..=at].trim_end()).wakes();
        assert_eq!(questions(&harness), 1, "the first question is still on its way, however long it takes");
    }
    assert_eq!(question(&harness).subject, "S");
    harness.reply(is_asked, Ok(suggested::answer(SuggestedAnswer::List(suggested::list()))));
    assert_eq!(question(&harness).subject, "Signed out", "the newest text is asked next, and nothing in between");
    harness.reply(is_asked, Ok(suggested::answer(SuggestedAnswer::List(suggested::list()))));
    harness.types("!").sees("Signed out!").sees("3 articles may answer this; F2 shows them");
    assert_eq!(questions(&harness), 0, "not before a moment has passed");
    harness.wakes();
    assert_eq!(question(&harness).subject, "Signed out!");
}

#[test]
fn c2_an_answer_that_is_late_changes_nothing_under_the_fingers() {
    let mut harness = with_articles(80, 24);
    harness.types("!").keys("<f2><down>").sees("› How long somebody");
    let other = SuggestionList { items: vec![suggested::summary("other", "Something else", "")] };
    harness.reply(is_asked, Ok(suggested::answer(SuggestedAnswer::List(other))));
    harness.sees("› How long somebody").sees_no("Something else").keys("<enter>");
    assert!(
        harness
            .calls()
            .iter()
            .any(|call| suggested::asks(call, |call| matches!(call, SuggestedCall::Article(slug) if slug == "session-length")))
    );
    harness.keys("<esc><esc>").sees("1 article may answer this; F2 shows it").sees("In every browser.!");
    // Nothing moves where it is typed, whatever is found.
    let place = |harness: &mut Harness| harness.frame().lines().position(|line| line.contains("In every browser.")).unwrap();
    let before = place(&mut harness);
    harness.wakes().types("?").wakes();
    harness.reply(is_asked, Ok(suggested::answer(SuggestedAnswer::List(SuggestionList::default()))));
    assert_eq!(place(&mut harness), before);
}

#[test]
fn c2_that_nothing_answers_is_said_in_words_and_what_is_taken_out_again_is_not_asked_for() {
    let mut harness = suggests(filled(opened(Harness::customer(), Vec::new())), &SuggestionList::default());
    harness.sees("No article seems to answer this yet.").keys("<f2>").sees("No article seems to answer this yet.").sees("Since yesterday");
    let mut harness = opened(Harness::customer(), Vec::new());
    harness.sees_no("article").keys("<tab><tab>").types("S").keys("<backspace>");
    found(&mut harness, suggested::list());
    assert_eq!(questions(&harness), 0, "there is nothing to ask about");
    harness.sees_no("may answer");
    let mut wide = opened(Harness::signed_in(data::customer(), 120, 24), Vec::new());
    wide.sees("While you type, articles that may answer stand");
}

#[test]
fn c2_without_a_server_the_form_goes_on_and_asks_again_once_it_is_heard() {
    let mut harness = opened(Harness::signed_in(data::customer(), 120, 24), Vec::new());
    harness.keys("<tab><tab>").types("S");
    harness.reply(is_asked, Err(Failure::Away("The server cannot be reached.".into()))).wakes();
    harness.sees("The server cannot be reached.").types("i").sees("Si");
    harness.reply(is_asked, Err(Failure::Away("gone".into()))).wakes();
    assert_eq!(questions(&harness), 0);
    harness.send(Msg::Back);
    assert_eq!(question(&harness).subject, "Si");
}

#[test]
fn c2_an_article_is_read_over_the_form_without_losing_a_letter() {
    let mut harness = reading(with_articles(80, 24));
    harness.sees("What helps").sees_no("In every browser.").keys("<pgdn>jkG").sees("an Owner").types("x").pastes("nothing of this");
    harness.keys("q<esc>").sees("Members are signed out").sees("Since yesterday at 17:00.").sees("In every browser.").sees_no("nothing of");
    harness.types(" Really.").sees("In every browser. Really.");
}

#[test]
fn c2_a_draft_that_was_never_saved_is_saved_first() {
    let mut harness = filled(opened(Harness::customer(), Vec::new()));
    harness.reply(is_asked, Ok(suggested::answer(SuggestedAnswer::List(suggested::list()))));
    assert!(!harness.calls().iter().any(|call| is_save(call)));
    let mut harness = reading(harness);
    assert!(!harness.calls().iter().any(|call| is_read(call)));
    assert_eq!(harness.calls().iter().filter(|call| is_save(call)).count(), 1);
    saved(&mut harness);
    harness.call(is_read);
}

#[test]
fn c2_that_an_article_was_opened_is_told_once_the_draft_is_saved() {
    let mut harness = reading(with_articles(80, 24));
    assert!(!harness.calls().iter().any(|call| is_read(call)), "the server does not know the draft yet");
    saved(&mut harness);
    let (ticket, call) = harness.call(is_read);
    let Call::Suggested(call) = call else { unreachable!() };
    let SuggestedCall::Read { slug, draft, .. } = *call else { unreachable!() };
    assert_eq!((slug.as_str(), draft), ("signed-out-after-certificate", Some(Uuid::from_u128(0xD1))));
    harness.send(Msg::Answer(ticket, Ok(Answer::Done)));
    // The same article beside the same draft is told once.
    harness.keys("q<enter>").reply(is_fetch, Ok(suggested::answer(SuggestedAnswer::Article(Box::new(suggested::article())))));
    assert!(!harness.calls().iter().any(|call| is_read(call)));
}

#[test]
fn c2_what_an_article_names_is_read_from_there() {
    let mut harness = reading(with_articles(80, 24));
    harness.sees_no("see also").keys("o").sees("What helps").keys("q<enter>");
    let names = |body: &str| ArticleView { body: body.to_owned(), ..suggested::article() };
    let one = names("See [the guide](article:session-length).");
    harness.reply(is_fetch, Ok(suggested::answer(SuggestedAnswer::Article(Box::new(one))))).sees("the guide (article:session-length)");
    harness.sees("o see also").keys("o").sees("How long somebody stays").sees("on its way").keys("qk<enter>");
    harness.call(is_fetch);
    let two = names("See article:one, article:signed-out-after-certificate and article:two.");
    harness
        .reply(is_fetch, Ok(suggested::answer(SuggestedAnswer::Article(Box::new(two)))))
        .keys("o")
        .sees("› one")
        .sees("named in an article");
    harness.keys("j<enter>");
    let (_, call) = harness.call(is_fetch);
    assert!(suggested::asks(&call, |call| matches!(call, SuggestedCall::Article(slug) if slug == "two")));
}

#[test]
fn c2_an_article_that_cannot_be_had_was_not_opened() {
    let mut harness = with_articles(80, 24);
    harness.keys("<f2><enter>");
    let problem = Problem::new(ErrorCode::NotFound, "there is no such article");
    harness.reply(is_fetch, Err(Failure::Problem(Box::new(problem)))).sees("here is no such article").keys("s").sees_no("solve it");
    assert!(!harness.calls().iter().any(|call| is_read(call)));
    harness
        .keys("<c-r>")
        .reply(is_fetch, Ok(suggested::answer(SuggestedAnswer::Article(Box::new(suggested::article())))))
        .sees("What helps");
}

#[test]
fn c2_this_solved_it_asks_once_then_ends_the_draft_and_thanks() {
    let mut harness = told(with_articles(80, 24));
    harness.keys("s").sees("Did this article solve it?").keys("<esc>").sees("What helps");
    assert!(!harness.calls().iter().any(|call| is_solved(call)));
    harness.keys("s<enter>");
    let (ticket, call) = harness.call(is_solved);
    let Call::Suggested(call) = call else { unreachable!() };
    assert!(
        matches!(*call, SuggestedCall::Solved { draft, ref slug, .. } if draft == Uuid::from_u128(0xD1) && slug == "signed-out-after-certificate")
    );
    harness.keys("s").sees_no("solve it?");
    harness.send(Msg::Answer(ticket, Ok(Answer::Done))).sees("Good to hear; thank you.").sees("1 Mine");
    let is_kept = |effect: &Effect| matches!(effect, Effect::Api(_, Call::SaveDraft(..) | Call::DiscardDraft(..)));
    assert!(!harness.wakes().effects().iter().any(is_kept), "nothing of it is saved or thrown away again");
}

#[test]
fn c2_what_is_typed_while_the_draft_is_being_ended_is_a_draft_of_its_own() {
    let mut harness = told(with_articles(80, 24));
    harness.keys("s<enter>qq").types(" Something else, too.").wakes();
    assert!(!harness.calls().iter().any(|call| is_save(call)));
    harness.reply(is_solved, Ok(Answer::Done)).sees("Good to hear; thank you.").sees("Something else, too.").wakes();
    let (_, call) = harness.call(is_save);
    assert!(matches!(call, Call::SaveDraft(_, save) if save.version == 0 && save.content.body.ends_with("else, too.")));
}

#[test]
fn c2_nothing_is_saved_while_the_draft_is_being_ended() {
    let mut harness = told(with_articles(80, 24));
    harness.keys("qq").types(" More.").keys("<f2><enter>");
    harness.reply(is_fetch, Ok(suggested::answer(SuggestedAnswer::Article(Box::new(suggested::article())))));
    harness.keys("s<enter>").wakes();
    assert!(!harness.calls().iter().any(|call| is_save(call)), "a save that comes too late would make another draft");
    harness.reply(is_solved, Err(Failure::Away("gone".into()))).sees("gone");
    harness.call(is_save);
    harness.keys("qq").sees("In every browser. More.");
}

#[test]
fn c2_what_could_not_be_said_of_the_draft_is_said_and_the_form_stays() {
    let mut harness = reading(with_articles(80, 24));
    harness.keys("s<enter>");
    harness.reply(is_save, Err(Failure::Away("gone".into())));
    harness.sees("The draft could not be saved, so nothing was ended.");
    assert!(!harness.calls().iter().any(|call| is_save(call) || is_solved(call)), "and it is not tried again and again");
    let mut harness = told(with_articles(80, 24));
    harness.keys("s<enter>");
    let problem = Problem::new(ErrorCode::Overloaded, "there is too much to do");
    harness.reply(is_solved, Err(Failure::Problem(Box::new(problem)))).sees("here is too much to do").keys("qq").sees("Since yesterday");
}

#[test]
fn c2_whoever_is_not_helped_files_the_case_as_ever() {
    let mut harness = told(with_articles(80, 24));
    harness.keys("qq<c-s>");
    harness.call(is_submit);
}

#[test]
fn c2_the_pane_stands_beside_the_form_from_120_columns_on() {
    let mut harness = with_articles(120, 24);
    harness.sees("Articles that may answer").sees("How long somebody stays").sees("Since yesterday").sees_no("shows them");
    harness.resize(119, 24).sees("3 articles may answer this; F2 shows them").sees_no("How long somebody");
    // What fitted is marked.
    let mut harness = with_articles(120, 24);
    let (marked, other) = (harness.style_of("signed in"), harness.style_of("How long somebody"));
    assert_ne!(marked, other);
}
