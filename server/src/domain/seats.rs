//! Who may hold a seat (S5).

use caseport_shared::person::AccountRole;

/// Why somebody may hold no seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoSeat {
    /// The plan gives none.
    #[error("a trial has no seats; another plan has, ask your account's owner")]
    Trial,
    /// The role holds none.
    #[error("a {0} holds no seat: upgrade their role first, which an Owner of the organization or support does")]
    Role(AccountRole),
}

/// Whether somebody may hold a seat: the plan names the roles, a shared mailbox has no use for one, and a trial has no seats.
///
/// # Errors
/// The reason, with who must do what.
pub fn may_hold(is_trial: bool, seat_roles: &[AccountRole], role: AccountRole, is_shared: bool) -> Result<(), NoSeat> {
    if is_trial {
        return Err(NoSeat::Trial);
    }
    if is_shared || seat_roles.contains(&role) { Ok(()) } else { Err(NoSeat::Role(role)) }
}

#[cfg(test)]
mod tests {
    use caseport_shared::person::AccountRole as R;

    use super::{NoSeat, may_hold};

    #[test]
    fn s5_owners_and_administrators_alone_hold_seats_but_for_shared_mailboxes_and_never_on_a_trial() {
        let roles = [R::Owner, R::Administrator];
        for (role, is_shared, outcome) in [
            (R::Owner, false, Ok(())),
            (R::Administrator, false, Ok(())),
            (R::Member, false, Err(NoSeat::Role(R::Member))),
            (R::Member, true, Ok(())),
        ] {
            assert_eq!(may_hold(false, &roles, role, is_shared), outcome);
            assert_eq!(may_hold(true, &roles, role, is_shared), Err(NoSeat::Trial));
        }
        assert_eq!(may_hold(false, &[R::Member], R::Member, false), Ok(()), "the plan decides");
    }
}
