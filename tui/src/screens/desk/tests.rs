use caseport_shared::api::audit::{AuditEntry, AuditPage, AuditSubject};
use caseport_shared::api::organization::{OrganizationPage, OrganizationSummary, OrganizationView};
use caseport_shared::api::plan::{OverPool, PlanContent, PlanList, PlanView};
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::product::{OrganizationRef, SeatPool};
use caseport_shared::api::region::{Holiday, RegionHours, RegionList, RegionView};
use caseport_shared::api::session::Me;
use caseport_shared::organization::Region;
use caseport_shared::person::{AccountRole, Side, StaffRole};
use caseport_shared::plan::SeatCount;
use insta::assert_snapshot;
use serde_json::json;

use crate::effect::{Answer, Call, DeskAnswer, DeskCall, Failure};
use crate::testing::{Harness, data};

fn admin() -> Me {
    Me { staff_role: Some(StaffRole::Admin), ..data::agent() }
}

fn plans() -> PlanList {
    let content = PlanContent {
        name: "Premium".to_owned(),
        seats: 20,
        counts: SeatCount::UserPerProduct,
        has_account_manager: true,
        is_trial: false,
        trial_seats: false,
        seat_roles: vec![AccountRole::Owner, AccountRole::Administrator],
        first_response: data::product().promises,
    };
    let flat = PlanContent { name: "Flat\u{1b}[2J".to_owned(), seats: 4, counts: SeatCount::User, ..content.clone() };
    let plan = |slug: &str, content| PlanView { slug: slug.to_owned(), version: 3, organizations: 2, content };
    PlanList { plans: vec![plan("premium", content), plan("flat", flat)] }
}

fn is(wanted: impl Fn(&DeskCall) -> bool) -> impl Fn(&Call) -> bool {
    move |call| matches!(call, Call::Desk(call) if wanted(call))
}

fn desk(answer: DeskAnswer) -> Answer {
    Answer::Desk(Box::new(answer))
}

fn opened(mut harness: Harness) -> Harness {
    harness.keys("<c-p>").types("plans, hours").keys("<enter>");
    harness.reply(is(|call| matches!(call, DeskCall::Plans)), Ok(desk(DeskAnswer::Plans(plans()))));
    harness
}

#[test]
fn plans_at_80_by_24() {
    assert_snapshot!(opened(Harness::signed_in(admin(), 80, 24)).frame());
}

#[test]
fn plans_on_a_narrow_screen() {
    assert_snapshot!(opened(Harness::signed_in(admin(), 60, 20)).frame());
}

#[test]
fn the_audit_on_a_wide_screen() {
    let mut harness = opened(Harness::signed_in(admin(), 160, 50));
    harness.keys("<backtab>");
    let entry = AuditEntry {
        at: "2026-01-31T08:30:00Z".parse().unwrap(),
        actor: Some(data::person("Grace Hopper", Side::Support)),
        on_behalf_of: None,
        subject: AuditSubject { kind: "plan".to_owned(), name: Some("premium".to_owned()) },
        kind: "plan-edited".to_owned(),
        detail: json!({"seats": {"from": 20, "to": 30}}),
    };
    let page = AuditPage { entries: vec![entry], next: None };
    harness.reply(is(|call| matches!(call, DeskCall::Audit(query, None) if query.is_empty())), Ok(desk(DeskAnswer::Audit(page))));
    assert_snapshot!(harness.frame());
    harness.keys("/").types("kind:filed").keys("<c-s>");
    harness.call(is(|call| matches!(call, DeskCall::Audit(query, None) if query == "kind:filed")));
}

#[test]
fn s1_an_edit_over_the_pool_names_who_and_asks_again() {
    let mut harness = opened(Harness::signed_in(admin(), 80, 24));
    harness.keys("e<tab>").keys("<backspace><backspace>").types("1").keys("<c-s>");
    let acme = OrganizationRef { slug: "acme".to_owned(), name: "Acme".to_owned() };
    let mut problem = Problem::new(ErrorCode::OverPool, "more seats would be held than the pool has");
    problem.over_pool = vec![OverPool { organization: acme, taken: 3, total: 1 }];
    let saves = |wanted: bool| move |call: &DeskCall| matches!(call, DeskCall::SavePlan(slug, 3, save, _) if slug == "premium" && save.content.seats == 1 && save.over_pool_ok == wanted);
    harness.reply(is(saves(false)), Err(Failure::Problem(Box::new(problem)))).sees("Acme: 2 too many");
    harness.keys("j<enter>");
    harness.reply(is(saves(true)), Ok(Answer::Done)).sees("Saved");
    harness.call(is(|call| matches!(call, DeskCall::Plans)));
}

#[test]
fn what_cannot_be_read_stays_in_the_form() {
    let mut harness = opened(Harness::signed_in(admin(), 80, 24));
    harness.keys("e<tab>").types("x").keys("<c-s>").sees("20x").sees("cannot be read");
    assert!(!harness.calls().iter().any(|call| is(|call| matches!(call, DeskCall::SavePlan(..)))(call)));
}

#[test]
fn hours_and_organizations_are_edited_upon_what_was_seen() {
    let mut harness = opened(Harness::signed_in(admin(), 80, 24));
    harness.keys("<tab>");
    let holidays = vec![Holiday { day: jiff::civil::date(2026, 12, 25), name: "Christmas Day".to_owned() }];
    let hours = RegionHours { time_zone: "Europe/London".to_owned(), opens: "09:00".to_owned(), closes: "17:00".to_owned(), holidays };
    let list = RegionList { regions: vec![RegionView { region: Region::Emea, version: 5, hours: hours.clone() }] };
    harness.reply(is(|call| matches!(call, DeskCall::Regions)), Ok(desk(DeskAnswer::Regions(list)))).sees("Christmas Day");
    harness.keys("e<c-s>");
    harness.reply(is(|call| matches!(call, DeskCall::SaveRegion(Region::Emea, 5, sent, _) if *sent == hours)), Ok(Answer::Done));
    harness.keys("<tab>");
    let summary = OrganizationSummary {
        organization: OrganizationRef { slug: "acme".to_owned(), name: "Acme".to_owned() },
        plan: "premium".to_owned(),
        region: Region::Emea,
    };
    let page = OrganizationPage { organizations: vec![summary.clone()], next: None };
    harness.reply(is(|call| matches!(call, DeskCall::Organizations(None))), Ok(desk(DeskAnswer::Organizations(page))));
    let pool = SeatPool { total: 20, taken: 3, counts: SeatCount::UserPerProduct };
    let view = OrganizationView { summary, version: 7, pool, products: Vec::new() };
    harness.reply(is(|call| matches!(call, DeskCall::Organization(slug) if slug == "acme")), Ok(desk(DeskAnswer::Organization(view))));
    harness.keys("e<tab>").types("x").keys("<c-s>");
    harness.call(is(
        |call| matches!(call, DeskCall::EditOrganization(slug, 7, edit, _) if slug == "acme" && edit.plan.as_deref() == Some("premiumx")),
    ));
}

#[test]
fn an_agent_looks_and_edits_nothing() {
    let mut harness = opened(Harness::agent());
    harness.sees("Premium").keys("e").keys("<backtab>");
    harness.call(is(|call| matches!(call, DeskCall::Organizations(None))));
}
