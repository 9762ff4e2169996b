//! Support plans: what they say, who has them.

use caseport_shared::api::plan::{PlanContent, PlanView};
use caseport_shared::api::product::{OrganizationRef, Promise};
use caseport_shared::person::AccountRole;

use super::organizations::target_at;
use super::{Row, StoreError, Tx, Value};

/// Columns that [`plan_at`] reads, from `plans l`.
const PLAN: &str = "l.id, l.slug, l.version, l.name, l.seats, l.seat_counts, l.has_account_manager, l.is_trial, l.trial_seats, \
     l.seat_roles, (SELECT COUNT(*) FROM organizations o WHERE o.plan_id = l.id)";

/// Reads [`PLAN`]; what it promises is yet to be read.
fn plan_at(row: &Row<'_>) -> Result<(i64, PlanView), StoreError> {
    let number = |value: i64| u32::try_from(value).map_err(|_| StoreError::Corrupt("a number of a plan".to_owned()));
    let content = PlanContent {
        name: row.text(3)?,
        seats: number(row.int(4)?)?,
        counts: row.parsed(5)?,
        has_account_manager: row.flag(6)?,
        is_trial: row.flag(7)?,
        trial_seats: row.flag(8)?,
        seat_roles: roles(&row.text(9)?)?,
        first_response: Vec::new(),
    };
    Ok((row.int(0)?, PlanView { slug: row.text(1)?, version: row.int(2)?, organizations: number(row.int(10)?)?, content }))
}

/// Reads account roles from the text in which they are kept.
pub(super) fn roles(text: &str) -> Result<Vec<AccountRole>, StoreError> {
    let one = |role: &str| role.parse().map_err(|_| StoreError::Corrupt("an account role".to_owned()));
    text.split(',').filter(|role| !role.is_empty()).map(one).collect()
}

fn roles_text(roles: &[AccountRole]) -> String {
    roles.iter().map(|role| role.slug()).collect::<Vec<_>>().join(",")
}

/// Columns of what a plan says, in the order of [`written`].
const WRITTEN: &str = "name, seats, seat_counts, has_account_manager, is_trial, trial_seats, seat_roles";

fn written(content: &PlanContent) -> [Value<'_>; 7] {
    [
        (&content.name).into(),
        content.seats.into(),
        content.counts.slug().into(),
        content.has_account_manager.into(),
        content.is_trial.into(),
        content.trial_seats.into(),
        roles_text(&content.seat_roles).into(),
    ]
}

/// Adds a plan.
pub fn insert(tx: &mut Tx<'_>, slug: &str, content: &PlanContent) -> Result<i64, StoreError> {
    let values: Vec<Value<'_>> = written(content).into_iter().chain([slug.into()]).collect();
    let sql = format!("INSERT INTO plans ({WRITTEN}, slug) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id");
    let id = tx.insert(&sql, &values)?;
    insert_targets(tx, id, &content.first_response)?;
    Ok(id)
}

/// Writes a plan again.
pub fn update(tx: &mut Tx<'_>, id: i64, content: &PlanContent) -> Result<(), StoreError> {
    let values: Vec<Value<'_>> = written(content).into_iter().chain([id.into()]).collect();
    tx.execute(&format!("UPDATE plans SET ({WRITTEN}, version) = ($1, $2, $3, $4, $5, $6, $7, version + 1) WHERE id = $8"), &values)?;
    tx.execute("DELETE FROM plan_targets WHERE plan_id = $1", &[id.into()])?;
    insert_targets(tx, id, &content.first_response)
}

fn insert_targets(tx: &mut Tx<'_>, plan_id: i64, promises: &[Promise]) -> Result<(), StoreError> {
    for Promise { severity, target, .. } in promises {
        tx.execute(
            "INSERT INTO plan_targets (plan_id, severity, amount, unit, hours) VALUES ($1, $2, $3, $4, $5)",
            &[plan_id.into(), severity.number().into(), target.amount.into(), target.unit.slug().into(), target.hours.slug().into()],
        )?;
    }
    Ok(())
}

/// Whether there are any plans.
pub fn has_any(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    Ok(tx.first("SELECT 1 FROM plans LIMIT 1", &[], |row| row.int(0))?.is_some())
}

/// All plans, in the order in which they were made.
pub fn list(tx: &mut Tx<'_>) -> Result<Vec<PlanView>, StoreError> {
    let plans = tx.query(&format!("SELECT {PLAN} FROM plans l ORDER BY l.id"), &[], plan_at)?;
    plans.into_iter().map(|(id, plan)| promised(tx, id, plan)).collect()
}

/// The plan with a slug, and its id.
pub fn get(tx: &mut Tx<'_>, slug: &str) -> Result<Option<(i64, PlanView)>, StoreError> {
    let found = tx.first(&format!("SELECT {PLAN} FROM plans l WHERE l.slug = $1"), &[slug.into()], plan_at)?;
    found.map(|(id, plan)| Ok((id, promised(tx, id, plan)?))).transpose()
}

fn promised(tx: &mut Tx<'_>, id: i64, mut plan: PlanView) -> Result<PlanView, StoreError> {
    plan.content.first_response =
        tx.query("SELECT severity, amount, unit, hours FROM plan_targets WHERE plan_id = $1 ORDER BY severity", &[id.into()], |row| {
            target_at(row, 0)
        })?;
    Ok(plan)
}

/// The organizations on a plan, by name.
pub fn organizations(tx: &mut Tx<'_>, plan_id: i64) -> Result<Vec<(i64, OrganizationRef)>, StoreError> {
    tx.query("SELECT id, slug, name FROM organizations WHERE plan_id = $1 ORDER BY name, id", &[plan_id.into()], |row| {
        Ok((row.int(0)?, OrganizationRef { slug: row.text(1)?, name: row.text(2)? }))
    })
}
