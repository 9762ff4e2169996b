//! The plans that an installation starts with, from `assets/plans.toml`; staff edit them afterwards.

use caseport_shared::api::product::Promise;
use caseport_shared::plan::{SeatCount, SlaTarget};
use caseport_shared::severity::Severity;
use serde::Deserialize;

use crate::store::organizations::{self, NewPlan};
use crate::store::{Database, StoreError, Tx, alone};

const PLANS: &str = include_str!("../../assets/plans.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plans {
    plan: Vec<Plan>,
}

/// A support plan (S1).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Stable name.
    pub slug: String,
    /// Name.
    pub name: String,
    /// How many seats the organization's pool holds.
    pub seats: u32,
    /// What takes one of them.
    pub counts: SeatCount,
    /// Whether products get a technical account manager.
    pub has_account_manager: bool,
    /// Whether it is a trial, which gives no seats (S5).
    pub is_trial: bool,
    /// When a first answer is promised, one entry for each severity.
    pub first_response: Vec<Promise>,
}

/// The plans, in the order of the file.
///
/// # Errors
/// When the file, which is part of the program, is no list of plans.
pub fn plans() -> Result<Vec<Plan>, StoreError> {
    let plans: Plans = toml::from_str(PLANS).map_err(|error| StoreError::Corrupt(format!("the plans: {error}")))?;
    Ok(plans.plan)
}

/// Writes the plans into a database that has none.
///
/// # Errors
/// The store's.
pub fn seed(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    if organizations::has_plans(tx)? {
        return Ok(());
    }
    for plan in plans()? {
        let targets: Vec<(Severity, SlaTarget)> = plan.first_response.iter().map(|promise| (promise.severity, promise.target)).collect();
        let Plan { slug, name, seats, counts, has_account_manager, is_trial, .. } = &plan;
        organizations::insert_plan(
            tx,
            &NewPlan {
                slug,
                name,
                seats: *seats,
                seat_counts: *counts,
                has_account_manager: *has_account_manager,
                is_trial: *is_trial,
                targets: &targets,
            },
        )?;
    }
    Ok(())
}

/// Makes a database, if there is none, with its plans. Blocks.
///
/// # Errors
/// The store's.
pub fn seed_database(database: &Database) -> Result<(), StoreError> {
    alone::write(database, seed)
}

#[cfg(test)]
mod tests {
    use caseport_shared::product::is_slug;
    use caseport_shared::severity::Severity;

    use super::plans;

    #[test]
    fn every_plan_promises_something_at_every_severity() {
        let plans = plans().unwrap();
        assert!(plans.iter().any(|plan| plan.is_trial) && plans.len() > 2);
        for plan in plans {
            assert!(is_slug(&plan.slug) && !plan.name.is_empty(), "{}", plan.slug);
            let promised: Vec<Severity> = plan.first_response.iter().map(|promise| promise.severity).collect();
            assert_eq!(promised, Severity::ALL, "{}", plan.slug);
            assert!(plan.first_response.iter().all(|promise| promise.target.amount > 0), "{}", plan.slug);
        }
    }
}
