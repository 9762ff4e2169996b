//! Roles (S5, I5): changed by Owners and support, those of support by Admins.

use caseport_shared::api::live::Hint;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::person::{AccountRole, Side, StaffRole};

use serde_json::json;

use super::undo::Step;
use super::{Context, Error, announce_people, field, leave, seats};
use crate::policy::{self, AccountAction};
use crate::store::departures::{self, Someone};
use crate::store::{Audience, Tx, events, organizations};

/// Gives a customer another account role.
pub fn set_account(tx: &mut Tx<'_>, context: &Context, email: &str, role: AccountRole) -> Result<(), Error> {
    let someone = departures::someone(tx, &field::email("email", email)?)?.filter(|someone| someone.is_active);
    let someone = someone.ok_or(Error::NotFound)?;
    let (organization_id, was) = someone.account.ok_or(Error::NotFound)?;
    policy::check_account(&context.actor, organization_id, AccountAction::SetRole)?;
    let is_last_owner = was == AccountRole::Owner && role != was && departures::owners(tx, organization_id)?.len() <= 1;
    if is_last_owner && context.actor.side() == Side::Customer {
        let title = "this is the last Owner; make somebody else one first, or ask support";
        return Err(Problem::new(ErrorCode::WrongState, title).into());
    }
    change(tx, context, &someone, role).map(|_| ())
}

/// Sets a customer's role, unless they hold a seat that it may not hold; nobody is asked whether they may.
pub(super) fn change(tx: &mut Tx<'_>, context: &Context, someone: &Someone, role: AccountRole) -> Result<Option<Step>, Error> {
    let (organization_id, was) = someone.account.ok_or(Error::NotFound)?;
    if was == role {
        return Ok(None);
    }
    if !crate::store::seats::of_person(tx, someone.id)?.is_empty() {
        let plan = organizations::plan_of(tx, organization_id)?;
        seats::may_hold(&plan, role, someone.is_shared).map_err(|error| match error {
            Error::Invalid(mut problem) if problem.code == ErrorCode::HoldsNoSeat => {
                problem.title = format!("a {role} holds no seat, and this person does; have the seat removed first");
                Error::Invalid(problem)
            }
            other => other,
        })?;
    }
    departures::set_account_role(tx, someone.id, role)?;
    announce_people(tx, Some(organization_id));
    tx.hint(Audience::Rights(someone.id), Hint::Reload);
    let detail = json!({"from": was, "to": role});
    events::append_detail(tx, ("person", someone.id), context.did(), "role-changed", &detail)?;
    Ok(Some(Step::Role { person: someone.id, was, is: role }))
}

/// Changes what somebody may do at support.
pub fn set_staff(tx: &mut Tx<'_>, context: &Context, email: &str, role: StaffRole) -> Result<(), Error> {
    policy::check_staff(&context.actor)?;
    let someone = departures::someone(tx, &field::email("email", email)?)?.filter(|someone| someone.is_active);
    let someone = someone.ok_or(Error::NotFound)?;
    let was = someone.staff_role.ok_or(Error::NotFound)?;
    if was == StaffRole::Admin && role != was && departures::count_admins(tx)? <= 1 {
        return Err(leave::last_admin());
    }
    departures::set_staff_role(tx, someone.id, role)?;
    announce_people(tx, None);
    tx.hint(Audience::Rights(someone.id), Hint::Reload);
    let detail = json!({"from": was, "to": role});
    Ok(events::append_detail(tx, ("person", someone.id), context.did(), "role-changed", &detail)?)
}
