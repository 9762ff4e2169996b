//! The keys of the people, when each of them works, and the words for why it does not.

use caseport_shared::api::person::PersonView;
use caseport_shared::person::{AccountRole, Side, StaffRole};

use super::People;
use crate::app::Context;
use crate::keymap::{Binding, always};
use crate::widgets::scroll::Move;

/// What a key does here.
#[derive(Debug, Clone, Copy)]
pub(in crate::screens) enum Action {
    Move(Move),
    Copy,
    Request,
    Role,
    Leave,
    Invite,
    Revoke,
    Lock,
    Unlock,
    NewStaff,
    Others,
    Refresh,
    Back,
}

pub(in crate::screens) const KEYS: &[Binding<Action, People>] = &[
    Binding { keys: &["R"], action: Action::Request, label: "people-request", hint: "hint-request", when: may_ask },
    Binding { keys: &["O"], action: Action::Others, label: "people-others", hint: "hint-others", when: may_look_elsewhere },
    Binding { keys: &["N"], action: Action::NewStaff, label: "people-new-staff", hint: "hint-new-staff", when: may_invite_staff },
    Binding { keys: &["o"], action: Action::Role, label: "people-role", hint: "hint-role", when: may_change },
    Binding { keys: &["X"], action: Action::Leave, label: "people-leave", hint: "hint-has-left", when: may_deactivate },
    Binding { keys: &["L"], action: Action::Lock, label: "people-lock", hint: "hint-lock", when: may_lock },
    Binding { keys: &["U"], action: Action::Unlock, label: "people-unlock", hint: "hint-unlock", when: may_unlock },
    Binding { keys: &["I"], action: Action::Invite, label: "people-invite", hint: "hint-invite", when: may_invite },
    Binding { keys: &["V"], action: Action::Revoke, label: "people-revoke", hint: "hint-revoke", when: may_invite },
    Binding { keys: &["y"], action: Action::Copy, label: "people-copy", hint: "hint-copy-email", when: has_people },
    Binding { keys: &["q", "<esc>", "h"], action: Action::Back, label: "people-back", hint: "hint-back", when: always },
    Binding { keys: &["j", "<down>"], action: Action::Move(Move::Down), label: "move-down", hint: "hint-down", when: always },
    Binding { keys: &["k", "<up>"], action: Action::Move(Move::Up), label: "move-up", hint: "hint-up", when: always },
    Binding { keys: &["r", "<c-r>"], action: Action::Refresh, label: "people-refresh", hint: "hint-refresh", when: always },
    Binding {
        keys: &["<pgdn>", "<space>", "<c-d>", "<c-f>"],
        action: Action::Move(Move::PageDown),
        label: "move-page-down",
        hint: "hint-page-down",
        when: always,
    },
    Binding {
        keys: &["<pgup>", "<c-u>", "<c-b>"],
        action: Action::Move(Move::PageUp),
        label: "move-page-up",
        hint: "hint-page-up",
        when: always,
    },
    Binding { keys: &["gg", "<home>"], action: Action::Move(Move::First), label: "move-first", hint: "hint-first", when: always },
    Binding { keys: &["G", "<end>"], action: Action::Move(Move::Last), label: "move-last", hint: "hint-last", when: always },
];

/// Whether the reader is an Admin of support.
fn is_admin(cx: &Context) -> bool {
    cx.is_admin()
}

/// Whether somebody is the reader.
fn is_self(person: &PersonView, cx: &Context) -> bool {
    cx.me.as_ref().is_some_and(|me| me.email == person.email)
}

fn has_people(people: &People, _: &Context) -> bool {
    people.selected().is_some()
}

/// Whether there is an organization that something can be asked for.
fn may_ask(people: &People, cx: &Context) -> bool {
    people.organization.is_some() || (!cx.is_support() && cx.me.as_ref().is_some_and(|me| me.can_file))
}

fn may_look_elsewhere(_: &People, cx: &Context) -> bool {
    cx.is_support()
}

/// Whether support's own people are shown to an Admin, who alone adds to them (I5).
fn may_invite_staff(people: &People, cx: &Context) -> bool {
    is_admin(cx) && people.organization.is_none()
}

/// Whether the reader may change the role of the selected person: Owners and support a customer's (S5), Admins one of support's (I5).
fn may_change(people: &People, cx: &Context) -> bool {
    let is_owner = cx.me.as_ref().is_some_and(|me| me.account_role == Some(AccountRole::Owner));
    people.selected().is_some_and(|person| match person.side {
        Side::Customer => cx.is_support() || is_owner,
        Side::Support => is_admin(cx),
    })
}

/// Whether the selected person has yet to accept their invitation, which the reader may send again.
fn may_invite(people: &People, cx: &Context) -> bool {
    may_change(people, cx) && people.selected().is_some_and(|person| person.is_invited)
}

/// Whether the reader may have the selected person leave.
fn may_deactivate(people: &People, cx: &Context) -> bool {
    cx.is_support() && may_change(people, cx)
}

/// Whether the reader may keep the selected person out, or let them in again: an Admin only if an Admin, nobody themselves (I2).
fn may_look_after_locks(people: &People, cx: &Context) -> bool {
    let is_enough = |person: &PersonView| person.staff_role != Some(StaffRole::Admin) || is_admin(cx);
    cx.is_support() && people.selected().is_some_and(|person| is_enough(person) && !is_self(person, cx))
}

fn may_lock(people: &People, cx: &Context) -> bool {
    may_look_after_locks(people, cx) && people.selected().is_some_and(|person| !person.is_locked)
}

fn may_unlock(people: &People, cx: &Context) -> bool {
    may_look_after_locks(people, cx) && people.selected().is_some_and(|person| person.is_locked)
}

/// Why an action cannot be taken now: the key of the words.
pub(super) fn why_not(action: Action, people: &People, cx: &Context) -> Option<&'static str> {
    let side = people.selected().map(|person| person.side);
    Some(match action {
        Action::Move(_) | Action::Refresh | Action::Back => return None,
        Action::Request if cx.is_support() => "people-why-organization",
        Action::Request => "why-no-seat",
        Action::Others => "people-why-others",
        Action::NewStaff if !cx.is_support() => "people-why-support",
        Action::NewStaff if people.organization.is_some() => "people-why-new-user",
        Action::NewStaff => "people-why-admin",
        _ if side.is_none() => "people-none",
        Action::Role | Action::Invite | Action::Revoke | Action::Leave if side == Some(Side::Support) && !is_admin(cx) => {
            "people-why-admin"
        }
        Action::Invite | Action::Revoke if may_change(people, cx) => "people-why-came",
        Action::Role | Action::Invite | Action::Revoke => "people-why-owner",
        Action::Lock | Action::Unlock | Action::Leave if !cx.is_support() => "people-why-support",
        Action::Lock | Action::Unlock if people.selected().is_some_and(|person| is_self(person, cx)) => "people-why-self",
        Action::Lock | Action::Unlock if !may_look_after_locks(people, cx) => "people-why-admin",
        Action::Lock => "people-why-locked",
        Action::Unlock => "people-why-not-locked",
        Action::Copy | Action::Leave => return None,
    })
}
