//! Support plans, as Admins edit them (S1).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::product::{OrganizationRef, Promise};
use crate::person::AccountRole;
use crate::plan::SeatCount;

/// Everything that a plan says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlanContent {
    /// Name.
    pub name: String,
    /// How many seats an organization's pool holds.
    pub seats: u32,
    /// What takes one of them (S2).
    pub counts: SeatCount,
    /// Whether its products have a technical account manager.
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

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlanView {
    /// Stable name.
    pub slug: String,
    /// Grows with every edit; send it as `If-Match` with the next.
    pub version: i64,
    /// How many organizations have it.
    pub organizations: u32,
    /// What it says.
    #[serde(flatten)]
    pub content: PlanContent,
}

/// All plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlanList {
    /// The plans, in the order in which they were made.
    pub plans: Vec<PlanView>,
}

/// Asks for a new plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewPlan {
    /// Stable name; made from the name unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// What it says.
    #[serde(flatten)]
    pub content: PlanContent,
}

/// Writes a plan again. Needs `If-Match`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SavePlan {
    /// What it says from now on.
    #[serde(flatten)]
    pub content: PlanContent,
    /// Whether organizations may come to hold more seats than their pool has: nobody is put out, and no seat is given until
    /// enough have left.
    #[serde(default)]
    pub over_pool_ok: bool,
}

/// An organization that would hold more seats than its pool has (S1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OverPool {
    /// Which one.
    pub organization: OrganizationRef,
    /// How many seats its people hold.
    pub taken: u32,
    /// How many the pool would have.
    pub total: u32,
}
