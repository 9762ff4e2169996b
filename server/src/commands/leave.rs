//! Leaving (S6, I5): whoever leaves comes in no more, their history stays, their open cases are handed over or shown to somebody.

use caseport_shared::api::live::Hint;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::api::seat::{Deactivate, Deactivated};
use caseport_shared::case::CaseNumber;
use caseport_shared::code::CodePurpose;
use caseport_shared::comment::Visibility;
use caseport_shared::event::Fact;
use caseport_shared::limits::WATCHERS_PER_CASE;
use caseport_shared::person::{Side, StaffRole};

use super::error::{invalid, too_many};
use super::undo::Step;
use super::{Context, Error, announce_people, decided, field, save};
use crate::domain::case::{Case, Command, Edit};
use crate::policy::{self, AccountAction};
use crate::store::departures::{self, Someone};
use crate::store::{Audience, Tx, cases, codes, events, people, seats, sessions};

/// Most open cases of somebody who leaves; more have to be handed over before.
const CASES: usize = 500;

/// What somebody left behind.
#[derive(Debug, Default)]
pub(super) struct Left {
    /// What takes it back.
    pub steps: Vec<Step>,
    /// Cases that were handed over.
    pub handed_over: Vec<CaseNumber>,
    /// Cases that were not.
    pub nobodys: Vec<CaseNumber>,
}

/// Has somebody leave: a customer by support, one of support by an Admin.
pub fn deactivate(tx: &mut Tx<'_>, context: &Context, email: &str, how: &Deactivate) -> Result<Deactivated, Error> {
    let someone = departures::someone(tx, &field::email("email", email)?)?.filter(|someone| someone.is_active);
    let Some(someone) = someone else {
        return Err(Error::NotFound);
    };
    let to = field::given(how.hand_over_to.as_deref());
    let left = if let Some((organization_id, _)) = someone.account {
        policy::check_account(&context.actor, organization_id, AccountAction::Deactivate)?;
        customer(tx, context, &someone, to)?
    } else {
        policy::check_staff(&context.actor)?;
        staff(tx, context, &someone, to)?
    };
    Ok(Deactivated { handed_over: left.handed_over, left_open: left.nobodys })
}

/// Has a customer leave; nobody is asked whether they may.
pub(super) fn customer(tx: &mut Tx<'_>, context: &Context, someone: &Someone, hand_over_to: Option<&str>) -> Result<Left, Error> {
    let organization_id = someone.account.map(|(id, _)| id);
    let to = match hand_over_to {
        Some(email) => {
            let found = departures::someone(tx, &field::email("hand_over_to", email)?)?;
            let found = found.filter(|to| to.is_active && to.account.map(|(id, _)| id) == organization_id && to.id != someone.id);
            Some(found.ok_or_else(|| invalid("hand_over_to", "there is no such person in the organization"))?)
        }
        None => None,
    };
    if let Some(to) = &to
        && !people::has_seat(tx, to.id, context.now_ms())?
    {
        return Err(invalid("hand_over_to", "this person holds no seat, so they could not read the cases"));
    }
    let held = seats::of_person(tx, someone.id)?.into_iter().map(|seat| (seat.product_id, seat.account_wide)).collect();
    let mut left = Left {
        steps: vec![Step::Left { person: someone.id, seats: held, was_expected: someone.is_expected, at: context.now_ms() }],
        ..Left::default()
    };
    for case in open(tx, someone, Side::Customer)? {
        let heir = match &to {
            Some(to) if people::reaches(tx, to.id, case.product_id, context.now_ms())? => Some(to.id),
            _ => None,
        };
        if let Some(to) = heir {
            hand_over(tx, context, &case, Edit { requester_id: Some(to), ..Edit::default() })?;
            left.steps.push(Step::HandedOver { case: case.id, from: someone.id, to });
            left.handed_over.push(case.number);
        } else {
            if let Some(organization_id) = organization_id {
                let steps = show_owners(tx, context, &case, organization_id)?;
                left.steps.extend(steps);
            }
            left.nobodys.push(case.number);
        }
    }
    // The seats are taken last: as long as cases change hands, whoever leaves may be told of it.
    seats::take_all(tx, someone.id)?;
    gone(tx, context, someone)?;
    Ok(left)
}

fn staff(tx: &mut Tx<'_>, context: &Context, someone: &Someone, hand_over_to: Option<&str>) -> Result<Left, Error> {
    if someone.staff_role == Some(StaffRole::Admin) && departures::count_admins(tx)? <= 1 {
        return Err(last_admin());
    }
    let to = match hand_over_to {
        Some(email) => {
            let found = departures::someone(tx, &field::email("hand_over_to", email)?)?;
            let found = found.filter(|to| to.is_active && to.account.is_none() && to.id != someone.id);
            Some(found.ok_or_else(|| invalid("hand_over_to", "there is no such agent"))?)
        }
        None => None,
    };
    let mut left = Left::default();
    for case in open(tx, someone, Side::Support)? {
        match &to {
            Some(to) => {
                hand_over(tx, context, &case, Edit { assignee_id: Some(Some(to.id)), ..Edit::default() })?;
                left.handed_over.push(case.number);
            }
            None => left.nobodys.push(case.number),
        }
    }
    gone(tx, context, someone)?;
    Ok(left)
}

/// The last Admin cannot leave, or become anything else (I5).
pub(super) fn last_admin() -> Error {
    Problem::new(ErrorCode::WrongState, "this is the last Admin, and an Admin there must be; make somebody else one first").into()
}

/// The open cases of somebody.
fn open(tx: &mut Tx<'_>, someone: &Someone, side: Side) -> Result<Vec<Case>, Error> {
    let ids = departures::open_cases(tx, someone.id, side, CASES + 1)?;
    if ids.len() > CASES {
        return Err(too_many("open cases of somebody who leaves", CASES));
    }
    let mut open = Vec::with_capacity(ids.len());
    for id in ids {
        open.extend(cases::by_id(tx, id)?);
    }
    Ok(open)
}

fn hand_over(tx: &mut Tx<'_>, context: &Context, case: &Case, edit: Edit) -> Result<(), Error> {
    let decision = decided(tx, context, case, Command::Edit(edit))?;
    save(tx, context.did(), &decision)
}

/// Has the Owners who hold seats follow a case whose requester leaves; what takes that back.
fn show_owners(tx: &mut Tx<'_>, context: &Context, case: &Case, organization_id: i64) -> Result<Vec<Step>, Error> {
    let (mut facts, mut steps) = (Vec::new(), Vec::new());
    let room = WATCHERS_PER_CASE.saturating_sub(cases::watchers(tx, case.id, Side::Support)?.len());
    for (person, _, has_seat) in departures::owners(tx, organization_id)? {
        if has_seat && person != case.requester_id && facts.len() < room && cases::add_watcher(tx, case.id, person, context.now_ms())? {
            facts.push((Visibility::Public, Fact::WatcherAdded { person }));
            steps.push(Step::Watched { case: case.id, person });
        }
    }
    if facts.is_empty() {
        return Ok(steps);
    }
    let mut decision = decided(tx, context, case, Command::Watchers)?;
    decision.facts.extend(facts);
    save(tx, context.did(), &decision)?;
    Ok(steps)
}

fn gone(tx: &mut Tx<'_>, context: &Context, someone: &Someone) -> Result<(), Error> {
    departures::set_active(tx, someone.id, Some(context.now_ms()))?;
    announce_people(tx, someone.account.map(|(id, _)| id));
    sessions::end_all(tx, someone.id)?;
    for purpose in CodePurpose::ALL {
        codes::remove(tx, someone.id, *purpose)?;
    }
    tx.hint(Audience::Rights(someone.id), Hint::Reload);
    Ok(events::append_other(tx, ("person", someone.id), context.did(), "person-left")?)
}
