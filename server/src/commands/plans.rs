//! Plans, as Admins edit them (S1): an edit that would put an organization over its pool says so, and puts nobody out.

use caseport_shared::api::plan::{NewPlan, OverPool, PlanContent, PlanList, PlanView, SavePlan};
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::limits::{NAME_CHARS, PLANS, PROMISE_AMOUNT, SEATS_PER_PLAN};
use caseport_shared::severity::Severity;

use super::admin::{slug_for, taken};
use super::error::{invalid, stale, too_many};
use super::{Context, Error, changes, field};
use crate::policy::desk::{DeskAction, may};
use crate::store::{Tx, events, organizations, plans};

/// Organizations that a refusal names in its sentence; it lists all of them beside.
const NAMED: usize = 5;

/// All plans.
pub fn list(tx: &mut Tx<'_>, context: &Context) -> Result<PlanList, Error> {
    may(&context.actor, DeskAction::Look)?;
    Ok(PlanList { plans: plans::list(tx)? })
}

/// One plan.
pub fn view(tx: &mut Tx<'_>, context: &Context, slug: &str) -> Result<PlanView, Error> {
    may(&context.actor, DeskAction::Look)?;
    plans::get(tx, slug)?.map(|(_, plan)| plan).ok_or(Error::NotFound)
}

/// Adds a plan.
pub fn create(tx: &mut Tx<'_>, context: &Context, new: &NewPlan) -> Result<PlanView, Error> {
    may(&context.actor, DeskAction::Administer)?;
    let content = check(&new.content)?;
    let slug = slug_for(&content.name, new.slug.as_deref())?;
    if plans::list(tx)?.len() >= PLANS {
        return Err(too_many("plans", PLANS));
    }
    let id = plans::insert(tx, &slug, &content).map_err(taken("slug", "a plan with this slug"))?;
    events::append_other(tx, ("plan", id), context.did(), "plan-created")?;
    view(tx, context, &slug)
}

/// Writes a plan again, if it is still at the version that the editor saw.
pub fn save(tx: &mut Tx<'_>, context: &Context, slug: &str, version: i64, save: &SavePlan) -> Result<PlanView, Error> {
    may(&context.actor, DeskAction::Administer)?;
    let (id, before) = plans::get(tx, slug)?.ok_or(Error::NotFound)?;
    if before.version != version {
        return Err(stale("the plan", &before));
    }
    let content = check(&save.content)?;
    if content == before.content {
        return Ok(before);
    }
    if !save.over_pool_ok {
        let mut over = Vec::new();
        for (organization_id, organization) in plans::organizations(tx, id)? {
            let was = held(tx, organization_id, &before.content, context.now_ms())?;
            let is = held(tx, organization_id, &content, context.now_ms())?;
            if is.excess() > was.excess() {
                over.push(OverPool { organization, taken: is.taken, total: is.total });
            }
        }
        refuse(over)?;
    }
    plans::update(tx, id, &content)?;
    events::append_detail(tx, ("plan", id), context.did(), "plan-edited", &changes::between(&before.content, &content))?;
    view(tx, context, slug)
}

/// Seats that are taken of a pool.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub(super) taken: u32,
    pub(super) total: u32,
}

impl Held {
    /// Seats beyond the pool.
    pub(super) const fn excess(self) -> u32 {
        self.taken.saturating_sub(self.total)
    }
}

/// What an organization's people hold, as a plan would count it.
pub(super) fn held(tx: &mut Tx<'_>, organization_id: i64, plan: &PlanContent, now: i64) -> Result<Held, Error> {
    Ok(Held { taken: organizations::seats_taken(tx, organization_id, plan.counts, now)?, total: plan.seats })
}

/// Says which organizations would hold more than their pool has, and by how many.
pub(super) fn refuse(over: Vec<OverPool>) -> Result<(), Error> {
    if over.is_empty() {
        return Ok(());
    }
    let one = |over: &OverPool| format!("{} by {}", over.organization.name, over.taken.saturating_sub(over.total));
    let mut names = over.iter().take(NAMED).map(one).collect::<Vec<_>>().join(", ");
    if over.len() > NAMED {
        names = format!("{names} and {} more", over.len() - NAMED);
    }
    let title = format!(
        "more seats would be held than the pool has: {names}; with over_pool_ok everybody keeps their seat, and none is given until enough have left"
    );
    let mut problem = Problem::new(ErrorCode::OverPool, title);
    problem.over_pool = over;
    Err(problem.into())
}

/// Cleans what a plan says, and sees that it can be so.
fn check(content: &PlanContent) -> Result<PlanContent, Error> {
    let name = field::line("name", &content.name, NAME_CHARS)?;
    if content.seats > SEATS_PER_PLAN {
        return Err(invalid("seats", format!("a plan gives at most {SEATS_PER_PLAN} seats")));
    }
    let mut seat_roles = content.seat_roles.clone();
    seat_roles.sort_unstable();
    seat_roles.dedup();
    if seat_roles.is_empty() {
        return Err(invalid("seat_roles", "somebody must be able to hold a seat: owner, administrator or member"));
    }
    let mut first_response = content.first_response.clone();
    first_response.sort_by_key(|promise| promise.severity.number());
    for promise in &mut first_response {
        // When it is due is said of a case alone.
        promise.due_at = None;
    }
    if first_response.iter().map(|promise| promise.severity).collect::<Vec<_>>() != Severity::ALL {
        return Err(invalid("first_response", "a plan promises a first answer once for each severity, 1 to 4"));
    }
    if first_response.iter().any(|promise| !(1..=PROMISE_AMOUNT).contains(&promise.target.amount)) {
        return Err(invalid("first_response", format!("an amount is from 1 to {PROMISE_AMOUNT}")));
    }
    Ok(PlanContent { name, seat_roles, first_response, ..content.clone() })
}
