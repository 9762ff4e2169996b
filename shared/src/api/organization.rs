//! Organizations, as Admins edit them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::product::{OrganizationRef, ProductRef, SeatPool};
use crate::organization::Region;

/// An organization in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrganizationSummary {
    /// Stable name and name.
    #[serde(flatten)]
    pub organization: OrganizationRef,
    /// Its plan's stable name.
    pub plan: String,
    /// Where it is.
    pub region: Region,
}

/// Organizations by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrganizationPage {
    /// The organizations.
    pub organizations: Vec<OrganizationSummary>,
    /// Asks for the rest; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// An organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrganizationView {
    /// What the list shows.
    #[serde(flatten)]
    pub summary: OrganizationSummary,
    /// Grows with every edit; send it as `If-Match` with the next.
    pub version: i64,
    /// Its seats.
    pub pool: SeatPool,
    /// Its products.
    pub products: Vec<ProductRef>,
}

/// Asks for a new organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrganization {
    /// Stable name; made from the name unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Name.
    pub name: String,
    /// Slug of the plan.
    pub plan: String,
    /// Where it is.
    pub region: Region,
}

/// Changes fields of an organization; absent ones stay. Needs `If-Match`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EditOrganization {
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Slug of another plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// Whether it may come to hold more seats than its pool has (S1).
    pub over_pool_ok: bool,
}
