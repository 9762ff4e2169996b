use caseport_shared::api::case::{SetStatus, StatusDetail};
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::{CommentRef, Seen, Visibility};
use caseport_shared::event::Fact;
use caseport_shared::person::Side;
use caseport_shared::severity::{Priority, Severity};
use caseport_shared::status::Status;
use jiff::civil::date;

use super::case::{By, Case, Command, Decision, Edit, Reject};
use super::decide::decide;
use super::number::candidates;

const DAY: i64 = 24 * 60 * 60 * 1_000;

/// A case of organization 1, filed for person 10 at 1,000.
pub(crate) fn a_case() -> Case {
    Case {
        id: 1,
        number: CaseNumber(204_816),
        organization_id: 1,
        product_id: 1,
        category_id: None,
        subcategory_id: None,
        requester_id: 10,
        filed_by_id: 10,
        assignee_id: None,
        severity: Severity::Minor,
        priority: Priority::Medium,
        status: Status::Researching,
        open_status: Status::Researching,
        detail: StatusDetail::default(),
        closes_at: None,
        solution: None,
        escalated_at: None,
        last_side: Side::Customer,
        last_reply_at: None,
        last_reply_by_id: None,
        first_answer_at: None,
        latest: Seen::default(),
        file_count: 0,
        created_at: 1_000,
        updated_at: 1_000,
        public_updated_at: 1_000,
        version: 1,
        public_version: 1,
    }
}

fn by(side: Side) -> By {
    By { person_id: if side == Side::Support { 1 } else { 10 }, side, now: 5_000, auto_close_days: 7, is_assignee_active: true }
}

fn customer() -> By {
    by(Side::Customer)
}

fn support() -> By {
    by(Side::Support)
}

fn done(case: &Case, by: By, command: Command) -> Decision {
    decide(case, by, command).expect("the command fits")
}

fn status(status: Status) -> Command {
    Command::Edit(Edit { status: Some(SetStatus { status, date: None, fixed_in: None, ticket: None }), ..Edit::default() })
}

fn reply(reopen: bool) -> Command {
    Command::Reply { reopen, status: None }
}

#[test]
fn a_customers_answer_returns_the_case_to_the_open_status_it_had() {
    let scheduled = Command::Edit(Edit {
        status: Some(SetStatus { status: Status::ScheduledForDeployment, date: Some(date(2026, 3, 1)), fixed_in: None, ticket: None }),
        ..Edit::default()
    });
    let case = done(&a_case(), support(), scheduled).case;
    let waiting = done(&case, support(), status(Status::PendingYourResponse)).case;
    let by_support = done(&waiting, support(), reply(true)).case;
    assert_eq!(by_support.status, Status::PendingYourResponse, "support's own reply does not end the waiting");
    let answered = done(&waiting, customer(), reply(false)).case;
    assert_eq!(answered.status, Status::ScheduledForDeployment);
    assert_eq!(answered.detail.date, Some(date(2026, 3, 1)));
    assert_eq!(answered.last_side, Side::Customer);
}

#[test]
fn a_writer_on_a_closed_case_chooses_whether_to_reopen() {
    for state in [Status::PendingClosure, Status::Closed] {
        let case = done(&a_case(), support(), status(state)).case;
        assert_eq!(done(&case, customer(), reply(false)).case.status, state);
        let reopened = done(&case, customer(), reply(true));
        assert_eq!((reopened.case.status, reopened.case.closes_at), (Status::Researching, None));
        assert_eq!(reopened.facts[1], (Visibility::Public, Fact::Reopened { from: state }));
    }
}

#[test]
fn reopening_takes_an_assignee_off_who_no_longer_works_here() {
    let mut case = done(&a_case(), support(), status(Status::Closed)).case;
    case.assignee_id = Some(3);
    assert_eq!(done(&case, customer(), Command::Reopen).case.assignee_id, Some(3));
    let gone = done(&case, By { is_assignee_active: false, ..customer() }, Command::Reopen);
    assert_eq!(gone.case.assignee_id, None);
    assert_eq!(gone.facts.last(), Some(&(Visibility::Public, Fact::Assigned { to: None })));
}

#[test]
fn a_solution_sets_pending_closure_with_its_date() {
    let decision = done(&a_case(), support(), Command::Edit(Edit { solution: Some("Renew it.".to_owned()), ..Edit::default() }));
    assert_eq!(decision.case.status, Status::PendingClosure);
    assert_eq!(decision.case.closes_at, Some(5_000 + 7 * DAY));
    assert_eq!(decision.facts[0], (Visibility::Public, Fact::Solved));
    let closed = done(&decision.case, support(), Command::CloseByItself);
    assert_eq!((closed.case.status, closed.case.closes_at), (Status::Closed, None));
    assert_eq!(closed.facts, vec![(Visibility::Public, Fact::ClosedByItself)]);
}

#[test]
fn statuses_carry_what_they_ask_for_and_nothing_else() {
    let set = |status, date, fixed_in: Option<&str>, ticket: Option<&str>| {
        let set = SetStatus { status, date, fixed_in: fixed_in.map(str::to_owned), ticket: ticket.map(str::to_owned) };
        let upgrade = Some(("24.2".to_owned(), jiff::civil::date(2026, 9, 1)));
        decide(&a_case(), support(), Command::Edit(Edit { status: Some(set), upgrade, ..Edit::default() }))
            .map(|decision| decision.case.detail)
    };
    let day = Some(date(2026, 3, 1));
    assert_eq!(set(Status::ScheduledForDeployment, None, None, None), Err(Reject::DateRequired));
    assert_eq!(set(Status::FixedScheduledForUpgrade, day, None, None), Err(Reject::VersionRequired));
    assert_eq!(set(Status::FixedScheduledForUpgrade, None, Some("24.3"), None), Err(Reject::DateRequired));
    assert_eq!(set(Status::Researching, day, None, None), Err(Reject::DetailNotTaken("date")));
    assert_eq!(set(Status::ScheduledForDeployment, day, Some("1"), None), Err(Reject::DetailNotTaken("fixed_in")));
    assert_eq!(set(Status::Scoping, None, None, Some("BUG-1")), Err(Reject::DetailNotTaken("ticket")));
    let fixed = set(Status::FixedScheduledForUpgrade, None, Some("24.2"), None).unwrap();
    assert_eq!((fixed.date, fixed.fixed_in.as_deref()), (Some(date(2026, 9, 1)), Some("24.2")), "the date comes from the upgrade schedule");
    assert_eq!(set(Status::BugIdentified, None, None, Some("BUG-1")).unwrap().ticket.as_deref(), Some("BUG-1"));
}

#[test]
fn nothing_internal_moves_what_customers_see() {
    let case = a_case();
    for command in [Command::Note, Command::Attach(Visibility::Internal), Command::Redact(Visibility::Internal)] {
        let after = done(&case, support(), command.clone()).case;
        assert_eq!((after.public_version, after.public_updated_at), (1, 1_000), "{command:?}");
        assert_eq!((after.latest_for(Side::Customer), after.version), (Seen::default(), 1), "{command:?}");
        assert_eq!(after.updated_at, 5_000);
    }
    let bug = done(&case, support(), status(Status::BugIdentified)).case;
    let set = SetStatus { status: Status::BugIdentified, date: None, fixed_in: None, ticket: Some("BUG-1".to_owned()) };
    let ticket = done(&bug, By { now: 9_000, ..support() }, Command::Edit(Edit { status: Some(set), ..Edit::default() }));
    assert_eq!(ticket.facts, vec![(Visibility::Internal, Fact::TicketSet)]);
    assert_eq!((ticket.case.public_version, ticket.case.public_updated_at), (bug.public_version, bug.public_updated_at));
    assert!(ticket.case.version > bug.version);
}

#[test]
fn comments_do_not_make_edits_stale() {
    let after = done(&a_case(), customer(), reply(true)).case;
    assert_eq!((after.version, after.public_version, after.public_updated_at), (1, 1, 5_000));
}

#[test]
fn customers_raise_the_severity_and_support_alone_lowers_it() {
    let severity = |by, severity| decide(&a_case(), by, Command::Edit(Edit { severity: Some(severity), ..Edit::default() }));
    assert!(severity(customer(), Severity::Outage).is_ok());
    assert_eq!(severity(customer(), Severity::Cosmetic), Err(Reject::OnlyStaffLowersSeverity));
    assert!(severity(support(), Severity::Cosmetic).is_ok());
    assert!(severity(customer(), Severity::Minor).unwrap().facts.is_empty(), "the same severity is no change");
}

#[test]
fn closing_and_reopening_fit_the_state() {
    let closed = done(&a_case(), customer(), Command::Close).case;
    assert_eq!(decide(&closed, customer(), Command::Close), Err(Reject::AlreadyClosed));
    assert_eq!(decide(&a_case(), customer(), Command::Reopen), Err(Reject::AlreadyOpen));
    assert_eq!(done(&closed, customer(), Command::Reopen).case.status, Status::Researching);
}

#[test]
fn an_escalation_is_a_reply_with_a_mark() {
    let decision = done(&a_case(), customer(), Command::Escalate);
    assert_eq!(decision.case.escalated_at, Some(5_000));
    let comment = CommentRef { visibility: Visibility::Public, number: 1 };
    assert_eq!(decision.facts, vec![(Visibility::Public, Fact::Escalated { comment })]);
}

#[test]
fn the_first_answer_is_supports_first_reply() {
    let asked = done(&a_case(), customer(), reply(true)).case;
    assert_eq!(asked.first_answer_at, None);
    let answered = done(&asked, support(), reply(true)).case;
    let again = done(&answered, By { now: 9_000, ..support() }, reply(true)).case;
    assert_eq!((answered.first_answer_at, again.first_answer_at), (Some(5_000), Some(5_000)));
}

#[test]
fn numbers_are_short_positive_and_grow_only_when_needed() {
    let mut draw = 0_u64;
    let numbers: Vec<i64> = candidates(|| {
        draw = draw.wrapping_add(0x9e37_79b9_7f4a_7c15);
        draw
    })
    .map(|number| number.0)
    .collect();
    assert_eq!(numbers.len(), 30);
    assert!(numbers[..3].iter().all(|number| (100_000..1_000_000).contains(number)));
    assert!(numbers[3..6].iter().all(|number| (1_000_000..10_000_000).contains(number)));
}

#[test]
fn an_escalation_moves_the_case_as_a_reply_does() {
    let bug = done(&a_case(), support(), status(Status::BugIdentified)).case;
    let waiting = done(&bug, support(), status(Status::PendingYourResponse)).case;
    let answered = done(&waiting, customer(), Command::Escalate);
    assert_eq!(answered.case.status, Status::BugIdentified, "the customer has answered");
    assert!(matches!(answered.facts[1], (_, Fact::StatusSet { to: Status::BugIdentified, .. })));
    assert_eq!(
        done(&waiting, support(), Command::Escalate).case.status,
        Status::PendingYourResponse,
        "support waits for the customer still"
    );
    let ending = done(&a_case(), support(), status(Status::PendingClosure)).case;
    for by in [customer(), support()] {
        let opened = done(&ending, by, Command::Escalate);
        assert_eq!((opened.case.status, opened.case.closes_at), (Status::Researching, None), "an unsolved case does not close by itself");
        assert_eq!(opened.facts[1], (Visibility::Public, Fact::Reopened { from: Status::PendingClosure }));
    }
    let closed = done(&a_case(), support(), status(Status::Closed)).case;
    assert_eq!(decide(&closed, customer(), Command::Escalate), Err(Reject::AlreadyClosed));
}

#[test]
fn an_escalation_by_support_is_no_answer() {
    let asked = done(&a_case(), customer(), reply(true)).case;
    let escalated = done(&asked, support(), Command::Escalate).case;
    assert_eq!((escalated.first_answer_at, escalated.last_side), (None, Side::Customer), "the customer waits still");
    assert_eq!(escalated.latest.replies, 2);
    let answered = done(&escalated, By { now: 9_000, ..support() }, reply(true)).case;
    assert_eq!((answered.first_answer_at, answered.last_side), (Some(9_000), Side::Support));
}

#[test]
fn an_answer_after_a_question_on_a_case_that_was_ending_opens_it() {
    let scheduled = Command::Edit(Edit {
        status: Some(SetStatus { status: Status::ScheduledForDeployment, date: Some(date(2026, 3, 1)), fixed_in: None, ticket: None }),
        ..Edit::default()
    });
    let scheduled = done(&a_case(), support(), scheduled).case;
    let solution = Command::Edit(Edit { solution: Some("Renew it.".to_owned()), ..Edit::default() });
    for ending in [status(Status::PendingClosure), status(Status::Closed), solution] {
        let ended = done(&scheduled, support(), ending.clone()).case;
        let waiting = done(&ended, support(), status(Status::PendingYourResponse)).case;
        let answered = done(&waiting, customer(), reply(true));
        assert_eq!((answered.case.status, answered.case.closes_at), (Status::Researching, None), "{ending:?}");
        let set = Fact::StatusSet { from: Status::PendingYourResponse, to: Status::Researching, date: None, fixed_in: None };
        assert_eq!(answered.facts[1], (Visibility::Public, set), "{ending:?}");
    }
}

#[test]
fn a_solution_written_again_gives_the_customer_the_whole_time_and_opens_nothing() {
    let solve = |text: &str| Command::Edit(Edit { solution: Some(text.to_owned()), ..Edit::default() });
    let solved = done(&a_case(), support(), solve("Renew it.")).case;
    let again = done(&solved, By { now: 5_000 + DAY, ..support() }, solve("Renew both."));
    assert_eq!((again.case.status, again.case.closes_at), (Status::PendingClosure, Some(5_000 + 8 * DAY)));
    assert_eq!(again.facts, vec![(Visibility::Public, Fact::Solved)]);
    let closed = done(&solved, support(), Command::CloseByItself).case;
    let corrected = done(&closed, support(), solve("Renew all."));
    assert_eq!((corrected.case.status, corrected.case.closes_at), (Status::Closed, None));
    assert_eq!(corrected.facts, vec![(Visibility::Public, Fact::Solved)]);
}

#[test]
fn opening_by_a_status_takes_an_assignee_off_who_no_longer_works_here() {
    let gone = By { is_assignee_active: false, ..support() };
    let assigned = Case { assignee_id: Some(3), ..a_case() };
    for ended in [Status::Closed, Status::PendingClosure] {
        let case = done(&assigned, support(), status(ended)).case;
        for opening in [Command::Reply { reopen: false, status: Some(Status::Researching) }, status(Status::PendingYourResponse)] {
            assert_eq!(done(&case, support(), opening.clone()).case.assignee_id, Some(3));
            let opened = done(&case, gone, opening);
            assert_eq!(opened.case.assignee_id, None);
            assert_eq!(opened.facts.last(), Some(&(Visibility::Public, Fact::Assigned { to: None })));
        }
        let researching = SetStatus { status: Status::Researching, date: None, fixed_in: None, ticket: None };
        let handed = Edit { status: Some(researching), assignee_id: Some(Some(4)), ..Edit::default() };
        assert_eq!(done(&case, gone, Command::Edit(handed)).case.assignee_id, Some(4), "whom the same edit names stays");
    }
}

#[test]
fn a_customers_file_by_itself_is_an_answer() {
    let waiting = done(&a_case(), support(), status(Status::PendingYourResponse)).case;
    let waiting = done(&waiting, support(), reply(true)).case;
    let sent = done(&waiting, customer(), Command::Attach(Visibility::Public));
    assert_eq!((sent.case.status, sent.case.last_side, sent.case.file_count), (Status::Researching, Side::Customer, 1));
    assert!(matches!(sent.facts[..], [(Visibility::Public, Fact::StatusSet { to: Status::Researching, .. })]));
    let internal = done(&waiting, support(), Command::Attach(Visibility::Internal)).case;
    assert_eq!((internal.status, internal.last_side, internal.file_count), (Status::PendingYourResponse, Side::Support, 0));
}
