//! The plans and regions that an installation starts with, from `assets/plans.toml` and `assets/hours.toml`; Admins edit them
//! afterwards.

use caseport_shared::api::plan::PlanContent;
use caseport_shared::api::product::Promise;
use caseport_shared::api::region::{Holiday, RegionHours};
use caseport_shared::organization::Region;
use caseport_shared::person::AccountRole;
use caseport_shared::plan::SeatCount;
use serde::Deserialize;

use crate::store::{Database, StoreError, Tx, alone, plans as stored, regions as stored_regions};

const PLANS: &str = include_str!("../../assets/plans.toml");
const HOURS: &str = include_str!("../../assets/hours.toml");

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
    /// Whether it is a trial.
    pub is_trial: bool,
    /// Whether people may hold seats even though it is a trial (S5).
    #[serde(default)]
    pub trial_seats: bool,
    /// The account roles that may hold a seat (S5).
    pub seat_roles: Vec<AccountRole>,
    /// When a first answer is promised, one entry for each severity.
    pub first_response: Vec<Promise>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hours {
    region: Vec<RegionSeed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegionSeed {
    slug: Region,
    time_zone: String,
    opens: String,
    closes: String,
    holidays: Vec<Holiday>,
}

/// The plans, in the order of the file.
///
/// # Errors
/// When the file, which is part of the program, is no list of plans.
pub fn plans() -> Result<Vec<Plan>, StoreError> {
    let plans: Plans = toml::from_str(PLANS).map_err(|error| StoreError::Corrupt(format!("the plans: {error}")))?;
    Ok(plans.plan)
}

/// The regions, in the order of the file.
///
/// # Errors
/// When the file, which is part of the program, is no list of regions.
pub fn regions() -> Result<Vec<(Region, RegionHours)>, StoreError> {
    let hours: Hours = toml::from_str(HOURS).map_err(|error| StoreError::Corrupt(format!("the hours: {error}")))?;
    let hours = hours
        .region
        .into_iter()
        .map(|RegionSeed { slug, time_zone, opens, closes, holidays }| (slug, RegionHours { time_zone, opens, closes, holidays }));
    Ok(hours.collect())
}

/// Writes plans and regions into a database that has none.
///
/// # Errors
/// The store's.
pub fn seed(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    if !stored_regions::has_any(tx)? {
        for (region, hours) in regions()? {
            stored_regions::insert(tx, region, &hours)?;
        }
    }
    if stored::has_any(tx)? {
        return Ok(());
    }
    for plan in plans()? {
        let Plan { slug, name, seats, counts, has_account_manager, is_trial, trial_seats, seat_roles, first_response } = plan;
        let content = PlanContent { name, seats, counts, has_account_manager, is_trial, trial_seats, seat_roles, first_response };
        stored::insert(tx, &slug, &content)?;
    }
    Ok(())
}

/// Makes a database, if there is none, with its plans and regions. Blocks.
///
/// # Errors
/// The store's.
pub fn seed_database(database: &Database) -> Result<(), StoreError> {
    alone::write(database, seed)
}

#[cfg(test)]
mod tests {
    use caseport_shared::organization::Region;
    use caseport_shared::product::is_slug;
    use caseport_shared::severity::Severity;

    use super::{plans, regions};

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

    #[test]
    fn every_region_has_hours_and_the_holidays_of_three_years() {
        let regions = regions().unwrap();
        assert_eq!(regions.iter().map(|(region, _)| *region).collect::<Vec<_>>(), Region::ALL);
        for (region, hours) in regions {
            assert!(crate::commands::regions::check(&hours).is_ok(), "{region}");
            for year in [2026, 2027, 2028] {
                let days = hours.holidays.iter().filter(|holiday| holiday.day.year() == year).count();
                assert!((7..=12).contains(&days), "{region} has {days} in {year}");
            }
        }
    }
}
