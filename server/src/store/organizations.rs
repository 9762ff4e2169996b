//! Plans and organizations.

use caseport_shared::api::product::Promise;
use caseport_shared::organization::Region;
use caseport_shared::plan::{SeatCount, SlaTarget};
use caseport_shared::severity::Severity;

use super::{Row, StoreError, Tx};

/// A plan as it is written down.
pub struct NewPlan<'a> {
    /// Stable name.
    pub slug: &'a str,
    /// Name.
    pub name: &'a str,
    /// Seats in the pool.
    pub seats: u32,
    /// What takes one.
    pub seat_counts: SeatCount,
    /// Whether its customers have an account manager.
    pub has_account_manager: bool,
    /// Whether it is a trial.
    pub is_trial: bool,
    /// Promises by severity.
    pub targets: &'a [(Severity, SlaTarget)],
}

/// Adds a plan.
pub fn insert_plan(tx: &mut Tx<'_>, plan: &NewPlan<'_>) -> Result<i64, StoreError> {
    let id = tx.insert(
        "INSERT INTO plans (slug, name, seats, seat_counts, has_account_manager, is_trial) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        &[
            plan.slug.into(),
            plan.name.into(),
            plan.seats.into(),
            plan.seat_counts.slug().into(),
            plan.has_account_manager.into(),
            plan.is_trial.into(),
        ],
    )?;
    for (severity, target) in plan.targets {
        tx.execute(
            "INSERT INTO plan_targets (plan_id, severity, amount, unit, hours) VALUES ($1, $2, $3, $4, $5)",
            &[id.into(), severity.number().into(), target.amount.into(), target.unit.slug().into(), target.hours.slug().into()],
        )?;
    }
    Ok(id)
}

/// Whether there are any plans.
pub fn has_plans(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    Ok(tx.first("SELECT 1 FROM plans LIMIT 1", &[], |row| row.int(0))?.is_some())
}

/// The id of a plan.
pub fn plan_id(tx: &mut Tx<'_>, slug: &str) -> Result<Option<i64>, StoreError> {
    tx.first("SELECT id FROM plans WHERE slug = $1", &[slug.into()], |row| row.int(0))
}

/// Slugs of all plans.
pub fn plan_slugs(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    tx.query("SELECT slug FROM plans ORDER BY id", &[], |row| row.text(0))
}

/// The plan of an organization.
pub struct Plan {
    /// Plan.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Seats in the pool.
    pub seats: u32,
    /// What takes one.
    pub seat_counts: SeatCount,
    /// Whether it is a trial.
    pub is_trial: bool,
}

/// The plan of an organization.
pub fn plan_of(tx: &mut Tx<'_>, organization_id: i64) -> Result<Plan, StoreError> {
    tx.first(
        "SELECT l.id, l.name, l.seats, l.seat_counts, l.is_trial FROM plans l JOIN organizations o ON o.plan_id = l.id WHERE o.id = $1",
        &[organization_id.into()],
        |row| {
            let seats = u32::try_from(row.int(2)?).map_err(|_| StoreError::Corrupt("a number of seats".to_owned()))?;
            Ok(Plan { id: row.int(0)?, name: row.text(1)?, seats, seat_counts: row.parsed(3)?, is_trial: row.flag(4)? })
        },
    )?
    .ok_or_else(|| StoreError::Corrupt("an organization without a plan".to_owned()))
}

/// Seats that the people of an organization hold, or that invitations hold for them, by the plan's way of counting (S2).
pub fn seats_taken(tx: &mut Tx<'_>, organization_id: i64, counts: SeatCount, now: i64) -> Result<u32, StoreError> {
    let what = match counts {
        SeatCount::UserPerProduct => "COUNT(*)",
        SeatCount::User => "COUNT(DISTINCT s.person_id)",
    };
    let sql = format!(
        "SELECT {what} FROM seats s JOIN people p ON p.id = s.person_id \
         WHERE p.organization_id = $1 AND p.is_active = 1 AND (s.held_until IS NULL OR s.held_until > $2)"
    );
    let taken = tx.first(&sql, &[organization_id.into(), now.into()], |row| row.int(0))?.unwrap_or(0);
    u32::try_from(taken).map_err(|_| StoreError::Corrupt("a number of seats".to_owned()))
}

fn target_at(row: &Row<'_>, column: usize) -> Result<Promise, StoreError> {
    let number = |value: i64| u32::try_from(value).map_err(|_| StoreError::Corrupt("a promise".to_owned()));
    let severity = u8::try_from(row.int(column)?).ok().and_then(|number| Severity::try_from(number).ok());
    Ok(Promise {
        severity: severity.ok_or_else(|| StoreError::Corrupt("a severity".to_owned()))?,
        target: SlaTarget { amount: number(row.int(column + 1)?)?, unit: row.parsed(column + 2)?, hours: row.parsed(column + 3)? },
    })
}

/// What an organization's plan promises, the worst severity first.
pub fn promises(tx: &mut Tx<'_>, organization_id: i64) -> Result<Vec<Promise>, StoreError> {
    tx.query(
        "SELECT t.severity, t.amount, t.unit, t.hours FROM plan_targets t JOIN organizations o ON o.plan_id = t.plan_id \
         WHERE o.id = $1 ORDER BY t.severity",
        &[organization_id.into()],
        |row| target_at(row, 0),
    )
}

/// What an organization's plan promises at one severity.
pub fn promise(tx: &mut Tx<'_>, organization_id: i64, severity: Severity) -> Result<Option<Promise>, StoreError> {
    tx.first(
        "SELECT t.severity, t.amount, t.unit, t.hours FROM plan_targets t JOIN organizations o ON o.plan_id = t.plan_id \
         WHERE o.id = $1 AND t.severity = $2",
        &[organization_id.into(), severity.number().into()],
        |row| target_at(row, 0),
    )
}

/// Adds an organization.
pub fn insert(tx: &mut Tx<'_>, slug: &str, name: &str, plan_id: i64, region: Region, now: i64) -> Result<i64, StoreError> {
    tx.insert(
        "INSERT INTO organizations (slug, name, plan_id, region, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id",
        &[slug.into(), name.into(), plan_id.into(), region.slug().into(), now.into()],
    )
}

/// The id of an organization.
pub fn id_of(tx: &mut Tx<'_>, slug: &str) -> Result<Option<i64>, StoreError> {
    tx.first("SELECT id FROM organizations WHERE slug = $1", &[slug.into()], |row| row.int(0))
}

/// An organization as it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Organization.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Its plan's slug.
    pub plan: String,
    /// Where.
    pub region: Region,
}

/// The organization with a slug, as it is written down.
pub fn written(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Written>, StoreError> {
    tx.first(
        "SELECT o.id, o.name, l.slug, o.region FROM organizations o JOIN plans l ON l.id = o.plan_id WHERE o.slug = $1",
        &[slug.into()],
        |row| Ok(Written { id: row.int(0)?, name: row.text(1)?, plan: row.text(2)?, region: row.parsed(3)? }),
    )
}

/// Writes an organization again.
pub fn update(tx: &mut Tx<'_>, id: i64, name: &str, plan_id: i64, region: Region) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE organizations SET name = $1, plan_id = $2, region = $3 WHERE id = $4",
        &[name.into(), plan_id.into(), region.slug().into(), id.into()],
    )?;
    Ok(())
}

/// Slug and name of an organization.
pub fn named(tx: &mut Tx<'_>, id: i64) -> Result<caseport_shared::api::product::OrganizationRef, StoreError> {
    tx.first("SELECT slug, name FROM organizations WHERE id = $1", &[id.into()], |row| {
        Ok(caseport_shared::api::product::OrganizationRef { slug: row.text(0)?, name: row.text(1)? })
    })?
    .ok_or_else(|| StoreError::Corrupt("an organization that does not exist".to_owned()))
}
