//! Who may look after email.

use caseport_shared::person::StaffRole;

use super::{Actor, Role};

/// Whether an actor may look at letters, have them sent again, and say how much of a case is in them: Admins alone, for letters
/// hold codes by which others come in.
pub const fn may_look_after_mail(actor: &Actor) -> bool {
    matches!(actor.role, Role::Staff(StaffRole::Admin))
}

/// Whether an actor may follow products: people of support, who see all of them.
pub const fn may_follow(actor: &Actor) -> bool {
    matches!(actor.role, Role::Staff(_))
}

#[cfg(test)]
mod tests {
    use caseport_shared::person::{AccountRole, StaffRole};

    use super::super::{Actor, Role, Seat};
    use super::{may_follow, may_look_after_mail};

    #[test]
    fn admins_alone_look_after_mail_and_staff_alone_follow_products() {
        let actor = |role| Actor { person_id: 1, name: String::new(), email: String::new(), role };
        let customer = |account_role| Role::Customer { organization_id: 1, account_role, seat: Seat::AccountWide };
        let table = [
            (Role::Staff(StaffRole::Admin), true, true),
            (Role::Staff(StaffRole::Agent), false, true),
            (customer(AccountRole::Owner), false, false),
            (customer(AccountRole::Administrator), false, false),
            (customer(AccountRole::Member), false, false),
        ];
        for (role, mail, follow) in table {
            let actor = actor(role);
            assert_eq!((may_look_after_mail(&actor), may_follow(&actor)), (mail, follow), "{actor:?}");
        }
    }
}
