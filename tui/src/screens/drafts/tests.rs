use caseport_shared::api::draft::{DraftKind, DraftList, DraftView};
use caseport_shared::case::CaseNumber;
use insta::assert_snapshot;
use uuid::Uuid;

use crate::effect::{Answer, Call};
use crate::testing::{Harness, data};

fn drafts() -> Vec<DraftView> {
    let mut case = data::draft(DraftKind::Case, "Since yesterday");
    case.id = Uuid::from_u128(2);
    case.content.subject = "Members are signed out".into();
    let mut note = data::draft(DraftKind::Note, "Ask the platform team before promising anything to the customer, please");
    note.id = Uuid::from_u128(3);
    note.files = vec![data::file("trace.log", caseport_shared::comment::Visibility::Internal)];
    vec![data::draft(DraftKind::Reply, "Thank you, Ada"), case, note]
}

fn opened(mut harness: Harness) -> Harness {
    harness.keys("d");
    harness.reply(|call| matches!(call, Call::Drafts), Ok(Answer::Drafts(Box::new(DraftList { drafts: drafts() }))));
    harness
}

#[test]
fn drafts_at_80_by_24() {
    assert_snapshot!(opened(Harness::agent()).frame());
}

#[test]
fn a_draft_about_to_be_discarded_on_a_narrow_screen() {
    let mut harness = opened(Harness::signed_in(data::agent(), 60, 20));
    harness.keys("jx");
    assert_snapshot!(harness.frame());
}

#[test]
fn drafts_on_a_wide_screen() {
    assert_snapshot!(opened(Harness::signed_in(data::agent(), 160, 50)).frame());
}

#[test]
fn a_draft_goes_on_where_it_was_begun() {
    let mut harness = opened(Harness::agent());
    harness.keys("<enter>");
    harness.reply(|call| matches!(call, Call::Case(CaseNumber(204_816))), Ok(Answer::Case(Box::new(data::case_for_agent()))));
    harness.sees("REPLY").sees("Thank you, Ada");
    let mut harness = opened(Harness::agent());
    harness.keys("j<enter>").sees("New case").sees("Members are signed out");
}

#[test]
fn discarding_asks_first() {
    let mut harness = opened(Harness::agent());
    harness.keys("x").sees("Discard this draft?").keys("<enter>");
    assert!(!harness.calls().iter().any(|call| matches!(call, Call::DiscardDraft(..))));
    harness.keys("xj<enter>");
    harness.reply(|call| matches!(call, Call::DiscardDraft(..)), Ok(Answer::Done)).sees("The draft is gone");
}
