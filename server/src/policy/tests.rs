use caseport_shared::case::CaseAction as A;
use caseport_shared::person::{AccountRole, Side, StaffRole};
use caseport_shared::status::Status;

use super::{Actor, Denied, Relation, Role, Seat, can, check, relation, scope, sees_what_they_watch};
use crate::domain::tests::a_case;
use crate::store::Scope;

fn actor(person_id: i64, role: Role) -> Actor {
    Actor { person_id, name: "Ada".to_owned(), email: "ada@example.com".to_owned(), role }
}

fn customer(person_id: i64, organization_id: i64, seat: Seat) -> Actor {
    actor(person_id, Role::Customer { organization_id, account_role: AccountRole::Owner, seat })
}

/// The whole table: for each action, who may do it.
const TABLE: &[(A, [bool; 4])] = &[
    //                      staff  requester  account-wide  watcher
    (A::View, [true, true, true, true]),
    (A::Note, [true, false, false, false]),
    (A::Reply, [true, true, true, true]),
    (A::Attach, [true, true, true, true]),
    (A::Close, [true, true, true, false]),
    (A::Reopen, [true, true, true, false]),
    (A::Escalate, [true, true, true, false]),
    (A::RaiseSeverity, [true, true, true, false]),
    (A::LowerSeverity, [true, false, false, false]),
    (A::SetPriority, [true, true, true, false]),
    (A::SetCategory, [true, true, true, false]),
    (A::SetWatchers, [true, true, true, false]),
    (A::SetRequester, [true, false, false, false]),
    (A::Assign, [true, false, false, false]),
    (A::SetStatus, [true, false, false, false]),
    (A::Solve, [true, false, false, false]),
    (A::Redact, [true, false, false, false]),
];

#[test]
fn the_table_names_every_action_once() {
    assert_eq!(TABLE.iter().map(|(action, _)| *action).collect::<Vec<_>>(), A::ALL);
}

#[test]
fn every_relation_may_do_what_the_table_says() {
    let relations = [Relation::Staff, Relation::Requester, Relation::AccountWide, Relation::Watcher];
    for (action, allowed) in TABLE {
        for (relation, allowed) in relations.iter().zip(allowed) {
            let expected = if *allowed { Ok(()) } else { Err(Denied::NotAllowed) };
            assert_eq!(check(*relation, *action), expected, "{relation:?} {action}");
        }
        assert_eq!(check(Relation::Stranger, *action), Err(Denied::Invisible), "{action}");
    }
}

#[test]
fn every_role_stands_to_a_case_as_its_seat_says() {
    // The case belongs to organization 1 and was filed for person 10.
    let case = a_case();
    for (who, is_watcher, expected) in [
        (actor(1, Role::Staff(StaffRole::Agent)), false, Relation::Staff),
        (actor(1, Role::Staff(StaffRole::Admin)), true, Relation::Staff),
        (customer(10, 1, Seat::Own), false, Relation::Requester),
        (customer(10, 1, Seat::AccountWide), false, Relation::Requester),
        (customer(10, 1, Seat::None), true, Relation::Stranger),
        (customer(11, 1, Seat::AccountWide), true, Relation::AccountWide),
        (customer(11, 1, Seat::Own), true, Relation::Watcher),
        (customer(11, 1, Seat::Own), false, Relation::Stranger),
        (customer(11, 1, Seat::None), false, Relation::Stranger),
        (customer(20, 2, Seat::AccountWide), true, Relation::Stranger),
        (customer(10, 2, Seat::AccountWide), true, Relation::Stranger),
    ] {
        assert_eq!(relation(&who, &case, is_watcher), expected, "{who:?}");
        assert!(sees_what_they_watch(&who) || relation(&who, &case, !is_watcher) == expected, "{who:?} is not asked for nothing");
    }
}

#[test]
fn a_scope_is_no_wider_than_the_relation() {
    assert_eq!(scope(&actor(1, Role::Staff(StaffRole::Agent))), Scope::Everything);
    assert_eq!(scope(&customer(10, 1, Seat::AccountWide)), Scope::Organization { organization_id: 1 });
    assert_eq!(scope(&customer(10, 1, Seat::Own)), Scope::Own { organization_id: 1, person_id: 10 });
    assert_eq!(scope(&customer(10, 1, Seat::None)), Scope::Nothing);
}

#[test]
fn what_is_offered_fits_the_state() {
    let mut case = a_case();
    assert!(can(Relation::Requester, &case).contains(&A::Close) && !can(Relation::Requester, &case).contains(&A::Reopen));
    case.status = Status::PendingClosure;
    assert!(can(Relation::Requester, &case).contains(&A::Close) && can(Relation::Requester, &case).contains(&A::Reopen));
    case.status = Status::Closed;
    assert!(!can(Relation::Requester, &case).contains(&A::Close) && can(Relation::Requester, &case).contains(&A::Reopen));
    assert_eq!(customer(1, 1, Seat::Own).side(), Side::Customer);
}
