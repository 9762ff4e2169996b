//! Who may look after what the desk is made of: plans, regions, organizations, products, notices, the audit.

use caseport_shared::person::StaffRole;

use super::{Actor, Denied, Role};

/// Something that is done to the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskAction {
    /// Look at plans, regions, organizations and whole trees of categories.
    Look,
    /// Edit plans, regions and organizations, add products, look through the audit.
    Administer,
    /// Edit what is said of a product, its categories and contacts; write notices.
    EditProducts,
}

impl DeskAction {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Look, Self::Administer, Self::EditProducts];
}

/// Whether an actor may do something to the desk (I5).
///
/// # Errors
/// [`Denied::Invisible`] for customers, for whom none of it exists; [`Denied::NotAllowed`] for agents, who see it.
pub const fn may(actor: &Actor, action: DeskAction) -> Result<(), Denied> {
    match (&actor.role, action) {
        (Role::Customer { .. }, _) => Err(Denied::Invisible),
        (Role::Staff(StaffRole::Agent), DeskAction::Administer) => Err(Denied::NotAllowed),
        (Role::Staff(_), _) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use caseport_shared::person::AccountRole;

    use super::*;
    use crate::policy::Seat;

    #[test]
    fn i5_the_desk_is_looked_after_by_support_and_administered_by_admins() {
        let actor = |role| Actor { person_id: 1, name: String::new(), email: String::new(), role };
        for action in DeskAction::ALL {
            assert_eq!(may(&actor(Role::Staff(StaffRole::Admin)), action), Ok(()));
            let agent = if action == DeskAction::Administer { Err(Denied::NotAllowed) } else { Ok(()) };
            assert_eq!(may(&actor(Role::Staff(StaffRole::Agent)), action), agent);
            for account_role in AccountRole::ALL.iter().copied() {
                for seat in [Seat::None, Seat::Own, Seat::AccountWide] {
                    let customer = actor(Role::Customer { organization_id: 1, account_role, seat });
                    assert_eq!(may(&customer, action), Err(Denied::Invisible), "{account_role} {action:?}");
                }
            }
        }
    }
}
