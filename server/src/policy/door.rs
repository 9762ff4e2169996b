//! Who may lock whom, who sees what strangers ask for, and what a token may not do.

use caseport_shared::person::StaffRole;

use super::{Actor, Denied, Role};

/// Whether an actor may lock somebody or let them in again (I2): support may, an Admin only by an Admin, nobody themselves.
///
/// # Errors
/// [`Denied::NotAllowed`].
pub fn may_lock(actor: &Actor, person_id: i64, staff_role: Option<StaffRole>) -> Result<(), Denied> {
    let is_enough = match (&actor.role, staff_role) {
        (Role::Staff(StaffRole::Admin), _) => true,
        (Role::Staff(StaffRole::Agent), whose) => whose != Some(StaffRole::Admin),
        (Role::Customer { .. }, _) => false,
    };
    if is_enough && actor.person_id != person_id { Ok(()) } else { Err(Denied::NotAllowed) }
}

/// Whether an actor may lock anybody at all, so that others are not told who there is.
///
/// # Errors
/// [`Denied::NotAllowed`] for customers.
pub const fn may_lock_anybody(actor: &Actor) -> Result<(), Denied> {
    support_only(actor)
}

/// Whether an actor may see and decide what strangers ask for (S3).
///
/// # Errors
/// [`Denied::NotAllowed`] for customers.
pub const fn may_decide_access(actor: &Actor) -> Result<(), Denied> {
    support_only(actor)
}

const fn support_only(actor: &Actor) -> Result<(), Denied> {
    match actor.role {
        Role::Staff(_) => Ok(()),
        Role::Customer { .. } => Err(Denied::NotAllowed),
    }
}

/// Whether somebody may change by what they sign in, which no token may: it would outlive itself.
///
/// # Errors
/// [`Denied::NotAllowed`] for a token.
pub const fn may_change_credentials(is_token: bool) -> Result<(), Denied> {
    if is_token { Err(Denied::NotAllowed) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use caseport_shared::person::AccountRole;

    use super::*;
    use crate::policy::Seat;

    fn actor(person_id: i64, role: Role) -> Actor {
        Actor { person_id, name: String::new(), email: String::new(), role }
    }

    #[test]
    fn i2_support_locks_everybody_but_themselves_and_admins_are_locked_by_admins() {
        let customer = |account_role| Role::Customer { organization_id: 1, account_role, seat: Seat::AccountWide };
        let actors = [
            ("owner", actor(1, customer(AccountRole::Owner))),
            ("administrator", actor(2, customer(AccountRole::Administrator))),
            ("member", actor(3, customer(AccountRole::Member))),
            ("agent", actor(4, Role::Staff(StaffRole::Agent))),
            ("admin", actor(5, Role::Staff(StaffRole::Admin))),
        ];
        let subjects = [(9, None), (8, Some(StaffRole::Agent)), (7, Some(StaffRole::Admin))];
        let rows = actors.iter().map(|(name, actor)| {
            let others = subjects.map(|(id, role)| may_lock(actor, id, role).is_ok());
            let themselves = may_lock(actor, actor.person_id, None).is_ok();
            format!("{name} {others:?} {themselves} {}\n", may_decide_access(actor).is_ok())
        });
        assert_eq!(
            rows.collect::<String>(),
            "owner [false, false, false] false false\nadministrator [false, false, false] false false\n\
             member [false, false, false] false false\nagent [true, true, false] false true\nadmin [true, true, true] false true\n"
        );
    }
}
