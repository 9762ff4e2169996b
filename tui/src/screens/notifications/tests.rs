use caseport_shared::api::mail::{Notification, Notifications};
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::product::ProductRef;
use caseport_shared::notification::{NotificationKind, NotificationMode};
use insta::assert_snapshot;

use crate::effect::{Answer, Call, Failure};
use crate::testing::{Harness, data};

fn notifications(assigned: NotificationMode) -> Notifications {
    let kind = |kind, mode| Notification { kind, mode };
    Notifications {
        kinds: vec![
            kind(NotificationKind::Assigned, assigned),
            kind(NotificationKind::Followed, NotificationMode::Digest),
            kind(NotificationKind::Urgent, NotificationMode::Off),
        ],
        follows: vec![ProductRef { slug: "acme-social".into(), name: "Acme\u{1b}[2J Social".into() }],
    }
}

fn answer(assigned: NotificationMode) -> Answer {
    Answer::Notifications(Box::new(notifications(assigned)))
}

fn opened(mut harness: Harness) -> Harness {
    harness.keys(",N");
    harness.reply(|call| matches!(call, Call::Notifications), Ok(answer(NotificationMode::Now)));
    harness
}

#[test]
fn notifications_at_80_by_24() {
    assert_snapshot!(opened(Harness::agent()).frame());
}

#[test]
fn notifications_on_a_narrow_screen() {
    assert_snapshot!(opened(Harness::signed_in(data::agent(), 44, 20)).frame());
}

#[test]
fn notifications_on_a_wide_screen() {
    assert_snapshot!(opened(Harness::signed_in(data::agent(), 160, 50)).frame());
}

#[test]
fn a_kind_is_told_now_then_once_a_day_then_not_at_all() {
    let mut harness = opened(Harness::agent());
    let sets = |mode| {
        move |call: &Call| {
            let wanted = Notification { kind: NotificationKind::Assigned, mode };
            matches!(call, Call::SetNotifications(set, _) if set.kinds == [wanted])
        }
    };
    harness.keys("<enter>");
    harness.reply(sets(NotificationMode::Digest), Ok(answer(NotificationMode::Digest)));
    harness.keys("<space>");
    harness.reply(sets(NotificationMode::Off), Ok(answer(NotificationMode::Off)));
    harness.keys("<enter>");
    harness.reply(sets(NotificationMode::Now), Ok(answer(NotificationMode::Now)));
}

#[test]
fn what_was_not_kept_is_said_and_fetched_again() {
    let mut harness = opened(Harness::agent());
    harness.keys("<enter>");
    let no = Problem::new(ErrorCode::NotAllowed, "this is not for you");
    harness.reply(|call| matches!(call, Call::SetNotifications(..)), Err(Failure::Problem(Box::new(no))));
    harness.reply(|call| matches!(call, Call::Notifications), Ok(answer(NotificationMode::Off)));
    assert_eq!(harness.frame().matches("off").count(), 2, "{}", harness.frame());
}

#[test]
fn whoever_follows_nothing_is_told_how() {
    let mut harness = Harness::agent();
    harness.keys(",N");
    let all = Notifications { follows: Vec::new(), ..notifications(NotificationMode::Now) };
    harness.reply(|call| matches!(call, Call::Notifications), Ok(Answer::Notifications(Box::new(all))));
    harness.sees("You follow no product.").sees("follow PRODUCT");
}
