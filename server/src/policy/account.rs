//! Who may do what about an organization's seats and people, and about those of support.

use caseport_shared::person::{AccountRole, StaffRole};

use super::{Actor, Denied, Role, Seat};

/// What can be done about seats and people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountAction {
    /// See who holds the seats and how many are left (S10).
    SeeSeats,
    /// Ask support for a change by filing a case (S4, S8).
    Ask,
    /// Apply, decline or take back what was asked for (S8).
    Decide,
    /// Change account roles (S5).
    SetRole,
    /// Send an invitation again, or take it back (I1).
    Invite,
    /// Have somebody leave (S6).
    Deactivate,
}

impl AccountAction {
    /// All of them.
    #[cfg(test)]
    pub(super) const ALL: [Self; 6] = [Self::SeeSeats, Self::Ask, Self::Decide, Self::SetRole, Self::Invite, Self::Deactivate];
}

/// Whether an actor may do something about the people of an organization.
///
/// # Errors
/// [`Denied::Invisible`] for people of other organizations, [`Denied::NotAllowed`] for its own.
pub fn check_account(actor: &Actor, organization_id: i64, action: AccountAction) -> Result<(), Denied> {
    use AccountAction as A;
    let allowed = match &actor.role {
        Role::Staff(_) => true,
        Role::Customer { organization_id: own, .. } if *own != organization_id => return Err(Denied::Invisible),
        Role::Customer { account_role, seat, .. } => match action {
            A::SeeSeats => *seat != Seat::None || *account_role == AccountRole::Owner,
            A::Ask => *seat != Seat::None,
            A::SetRole | A::Invite => *account_role == AccountRole::Owner,
            A::Decide | A::Deactivate => false,
        },
    };
    if allowed { Ok(()) } else { Err(Denied::NotAllowed) }
}

/// Whether an actor may invite people to support, change what they may do, and have them leave (I5).
///
/// # Errors
/// [`Denied::NotAllowed`] for agents, [`Denied::Invisible`] for customers.
pub fn check_staff(actor: &Actor) -> Result<(), Denied> {
    match actor.role {
        Role::Staff(StaffRole::Admin) => Ok(()),
        Role::Staff(StaffRole::Agent) => Err(Denied::NotAllowed),
        Role::Customer { .. } => Err(Denied::Invisible),
    }
}

#[cfg(test)]
mod tests {
    use super::{AccountAction, check_account, check_staff};
    use crate::policy::{Actor, Denied, Role, Seat};
    use caseport_shared::person::{AccountRole, StaffRole};

    fn actor(role: Role) -> Actor {
        Actor { person_id: 1, name: "Ada".to_owned(), email: "ada@acme.example".to_owned(), role }
    }

    fn customer(organization_id: i64, account_role: AccountRole, seat: Seat) -> Actor {
        actor(Role::Customer { organization_id, account_role, seat })
    }

    #[test]
    fn each_role_may_do_what_the_table_says_about_an_organization_and_nothing_about_another() {
        use AccountRole as R;
        let seat = [true, true, false, false, false, false];
        let owner = [true, true, false, true, true, false];
        let table = [
            (customer(1, R::Owner, Seat::Own), owner),
            (customer(1, R::Owner, Seat::AccountWide), owner),
            (customer(1, R::Owner, Seat::None), [true, false, false, true, true, false]),
            (customer(1, R::Administrator, Seat::Own), seat),
            (customer(1, R::Administrator, Seat::AccountWide), seat),
            (customer(1, R::Administrator, Seat::None), [false; 6]),
            (customer(1, R::Member, Seat::Own), seat),
            (customer(1, R::Member, Seat::None), [false; 6]),
            (actor(Role::Staff(StaffRole::Agent)), [true; 6]),
            (actor(Role::Staff(StaffRole::Admin)), [true; 6]),
        ];
        for (actor, may) in table {
            for (action, may) in AccountAction::ALL.into_iter().zip(may) {
                assert_eq!(check_account(&actor, 1, action), if may { Ok(()) } else { Err(Denied::NotAllowed) }, "{actor:?} {action:?}");
                if matches!(actor.role, Role::Customer { .. }) {
                    assert_eq!(check_account(&actor, 2, action), Err(Denied::Invisible), "{actor:?} {action:?}");
                }
            }
        }
    }

    #[test]
    fn admins_alone_decide_who_is_of_support() {
        assert_eq!(check_staff(&actor(Role::Staff(StaffRole::Admin))), Ok(()));
        assert_eq!(check_staff(&actor(Role::Staff(StaffRole::Agent))), Err(Denied::NotAllowed));
        assert_eq!(check_staff(&customer(1, AccountRole::Owner, Seat::AccountWide)), Err(Denied::Invisible));
    }
}
