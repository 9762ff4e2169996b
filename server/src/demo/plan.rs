//! The plans that an installation starts with, read from `assets/plans.toml`.

use caseport_shared::api::product::Promise;
use caseport_shared::plan::SeatCount;
use serde::Deserialize;

use super::ContentError;

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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    plan: Vec<Plan>,
}

/// The plans, in the order of the file.
pub fn plans() -> Result<Vec<Plan>, ContentError> {
    super::parse::<File>("plans.toml", include_str!("../../../assets/plans.toml")).map(|file| file.plan)
}
