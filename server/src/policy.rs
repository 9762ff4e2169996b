//! Who may do what: the only place that knows. Everything else asks.

mod account;
pub mod articles;
pub mod desk;
pub mod door;
mod mail;

use caseport_shared::case::CaseAction;
use caseport_shared::person::{AccountRole, Side, StaffRole};

use crate::domain::case::Case;
use crate::store::Scope;

pub use self::mail::{may_follow, may_look_after_mail};
pub use account::{AccountAction, check_account, check_staff};

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Person.
    pub person_id: i64,
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// What they are.
    pub role: Role,
}

/// What somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Works for support.
    Staff(StaffRole),
    /// Belongs to an organization.
    Customer {
        /// Which one.
        organization_id: i64,
        /// What they may do for it.
        account_role: AccountRole,
        /// Their seat.
        seat: Seat,
    },
}

/// What a customer's seats let them see (S9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// None: nothing is seen.
    None,
    /// The cases they created or watch.
    Own,
    /// All cases of the organization.
    AccountWide,
}

impl Actor {
    /// The side they are on.
    pub const fn side(&self) -> Side {
        match self.role {
            Role::Staff(_) => Side::Support,
            Role::Customer { .. } => Side::Customer,
        }
    }
}

/// How somebody stands to a case; the first that holds decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Works for support.
    Staff,
    /// The case was filed for them.
    Requester,
    /// They see all cases of its organization.
    AccountWide,
    /// They follow it.
    Watcher,
    /// None of these.
    Stranger,
}

/// Why something may not be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// It does not exist for them (C13).
    Invisible,
    /// They see it, but may not do this.
    NotAllowed,
}

/// The cases that an actor may see.
pub const fn scope(actor: &Actor) -> Scope {
    match actor.role {
        Role::Staff(_) => Scope::Everything,
        Role::Customer { organization_id, seat: Seat::AccountWide, .. } => Scope::Organization { organization_id },
        Role::Customer { organization_id, seat: Seat::Own, .. } => Scope::Own { organization_id, person_id: actor.person_id },
        Role::Customer { seat: Seat::None, .. } => Scope::Nothing,
    }
}

/// Whether it makes a difference to an actor which cases they watch.
pub const fn sees_what_they_watch(actor: &Actor) -> bool {
    matches!(actor.role, Role::Customer { seat: Seat::Own, .. })
}

/// How an actor stands to a case that they may or may not watch.
pub fn relation(actor: &Actor, case: &Case, is_watcher: bool) -> Relation {
    match actor.role {
        Role::Staff(_) => Relation::Staff,
        Role::Customer { organization_id, seat, .. } => {
            if organization_id != case.organization_id || seat == Seat::None {
                Relation::Stranger
            } else if case.requester_id == actor.person_id {
                Relation::Requester
            } else if seat == Seat::AccountWide {
                Relation::AccountWide
            } else if is_watcher {
                Relation::Watcher
            } else {
                Relation::Stranger
            }
        }
    }
}

/// Whether somebody in a relation to a case may do something with it.
///
/// # Errors
/// [`Denied::Invisible`] for strangers, [`Denied::NotAllowed`] for others.
pub const fn check(relation: Relation, action: CaseAction) -> Result<(), Denied> {
    use CaseAction as A;
    let allowed = match (relation, action) {
        (Relation::Stranger, _) => return Err(Denied::Invisible),
        (Relation::Staff, _) | (_, A::View | A::Reply | A::Attach) => true,
        (Relation::Requester | Relation::AccountWide, action) => {
            matches!(action, A::Close | A::Reopen | A::Escalate | A::RaiseSeverity | A::SetPriority | A::SetCategory | A::SetWatchers)
        }
        (Relation::Watcher, _) => false,
    };
    if allowed { Ok(()) } else { Err(Denied::NotAllowed) }
}

/// Everything that somebody in a relation to a case may do with it as it stands.
pub fn can(relation: Relation, case: &Case) -> Vec<CaseAction> {
    let fits = |action: CaseAction| match action {
        CaseAction::Close => case.status != caseport_shared::status::Status::Closed,
        CaseAction::Reopen => case.status.asks_to_reopen(),
        _ => true,
    };
    CaseAction::ALL.iter().copied().filter(|action| check(relation, *action).is_ok() && fits(*action)).collect()
}

/// Whether an actor may list the people of support, or of any organization.
pub const fn may_list_people_of(actor: &Actor, organization_id: Option<i64>) -> bool {
    match (&actor.role, organization_id) {
        (Role::Staff(_), _) => true,
        (Role::Customer { organization_id: own, seat, .. }, Some(asked)) => *own == asked && !matches!(seat, Seat::None),
        (Role::Customer { .. }, None) => false,
    }
}

/// Whether an actor may file cases at all, and so send files for one.
///
/// # Errors
/// [`Denied::NotAllowed`] for somebody without a seat, whose drafts are still their own.
pub const fn may_file(actor: &Actor) -> Result<(), Denied> {
    match actor.role {
        Role::Customer { seat: Seat::None, .. } => Err(Denied::NotAllowed),
        Role::Staff(_) | Role::Customer { .. } => Ok(()),
    }
}

/// The organization whose products an actor sees, `None` for all.
///
/// # Errors
/// [`Denied::Invisible`] for somebody without a seat.
pub const fn products_of(actor: &Actor) -> Result<Option<i64>, Denied> {
    match actor.role {
        Role::Staff(_) => Ok(None),
        Role::Customer { seat: Seat::None, .. } => Err(Denied::Invisible),
        Role::Customer { organization_id, .. } => Ok(Some(organization_id)),
    }
}

#[cfg(test)]
mod tests;
