//! Organizations, and what their plan gives them.

use caseport_shared::api::organization::OrganizationSummary;
use caseport_shared::api::product::{OrganizationRef, ProductRef, Promise};
use caseport_shared::organization::Region;
use caseport_shared::person::AccountRole;
use caseport_shared::plan::{SeatCount, SlaTarget};
use caseport_shared::severity::Severity;

use super::people::limit_value;
use super::{Row, StoreError, Tx};

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
    /// The account roles that may hold a seat (S5).
    pub seat_roles: Vec<AccountRole>,
    /// Whether it is a trial.
    pub is_trial: bool,
    /// Whether people may hold seats even though it is a trial (S5).
    pub trial_seats: bool,
    /// Whether its products have a technical account manager.
    pub has_account_manager: bool,
}

/// The plan of an organization.
pub fn plan_of(tx: &mut Tx<'_>, organization_id: i64) -> Result<Plan, StoreError> {
    tx.first(
        "SELECT l.id, l.name, l.seats, l.seat_counts, l.seat_roles, l.is_trial, l.trial_seats, l.has_account_manager \
         FROM plans l JOIN organizations o ON o.plan_id = l.id WHERE o.id = $1",
        &[organization_id.into()],
        |row| {
            let seats = u32::try_from(row.int(2)?).map_err(|_| StoreError::Corrupt("a number of seats".to_owned()))?;
            Ok(Plan {
                id: row.int(0)?,
                name: row.text(1)?,
                seats,
                seat_counts: row.parsed(3)?,
                seat_roles: super::plans::roles(&row.text(4)?)?,
                is_trial: row.flag(5)?,
                trial_seats: row.flag(6)?,
                has_account_manager: row.flag(7)?,
            })
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

pub(super) fn target_at(row: &Row<'_>, column: usize) -> Result<Promise, StoreError> {
    let number = |value: i64| u32::try_from(value).map_err(|_| StoreError::Corrupt("a promise".to_owned()));
    let severity = u8::try_from(row.int(column)?).ok().and_then(|number| Severity::try_from(number).ok());
    Ok(Promise {
        severity: severity.ok_or_else(|| StoreError::Corrupt("a severity".to_owned()))?,
        target: SlaTarget { amount: number(row.int(column + 1)?)?, unit: row.parsed(column + 2)?, hours: row.parsed(column + 3)? },
        due_at: None,
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
    /// Grows with every edit.
    pub version: i64,
}

/// The organization with a slug, as it is written down.
pub fn written(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Written>, StoreError> {
    tx.first(
        "SELECT o.id, o.name, l.slug, o.region, o.version FROM organizations o JOIN plans l ON l.id = o.plan_id WHERE o.slug = $1",
        &[slug.into()],
        |row| Ok(Written { id: row.int(0)?, name: row.text(1)?, plan: row.text(2)?, region: row.parsed(3)?, version: row.int(4)? }),
    )
}

/// Writes an organization again.
pub fn update(tx: &mut Tx<'_>, id: i64, name: &str, plan_id: i64, region: Region) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE organizations SET name = $1, plan_id = $2, region = $3, version = version + 1 WHERE id = $4",
        &[name.into(), plan_id.into(), region.slug().into(), id.into()],
    )?;
    Ok(())
}

/// Slug and name of an organization.
pub fn named(tx: &mut Tx<'_>, id: i64) -> Result<OrganizationRef, StoreError> {
    tx.first("SELECT slug, name FROM organizations WHERE id = $1", &[id.into()], |row| {
        Ok(OrganizationRef { slug: row.text(0)?, name: row.text(1)? })
    })?
    .ok_or_else(|| StoreError::Corrupt("an organization that does not exist".to_owned()))
}

/// Organizations by name, after `after` (name and slug).
pub fn list(tx: &mut Tx<'_>, after: Option<(&str, &str)>, limit: usize) -> Result<Vec<OrganizationSummary>, StoreError> {
    let (name, slug) = after.unwrap_or_default();
    tx.query(
        "SELECT o.slug, o.name, l.slug, o.region FROM organizations o JOIN plans l ON l.id = o.plan_id \
         WHERE (o.name, o.slug) > ($1, $2) ORDER BY o.name, o.slug LIMIT $3",
        &[name.into(), slug.into(), limit_value(limit)],
        |row| {
            let organization = OrganizationRef { slug: row.text(0)?, name: row.text(1)? };
            Ok(OrganizationSummary { organization, plan: row.text(2)?, region: row.parsed(3)? })
        },
    )
}

/// The products of an organization, by name, at most `limit`.
pub fn products(tx: &mut Tx<'_>, organization_id: i64, limit: usize) -> Result<Vec<ProductRef>, StoreError> {
    tx.query(
        "SELECT slug, name FROM products WHERE organization_id = $1 ORDER BY name, slug LIMIT $2",
        &[organization_id.into(), limit_value(limit)],
        |row| Ok(ProductRef { slug: row.text(0)?, name: row.text(1)? }),
    )
}
