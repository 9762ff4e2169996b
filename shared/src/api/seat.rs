//! Seats of an organization, and what is done about its people (S2, S5, S6, S10).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::product::{OrganizationRef, ProductRef, SeatPool};
use crate::case::CaseNumber;
use crate::person::{AccountRole, StaffRole};

/// A seat and who holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SeatHolder {
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// What they may do for their organization.
    pub role: AccountRole,
    /// The product that the seat is for; absent where it is for all of the organization's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductRef>,
    /// Whether they see all cases of the organization, or those they created or watch (S9).
    pub account_wide: bool,
    /// Whether a mailbox or distribution list holds it (S7).
    pub is_shared: bool,
    /// Until when an invitation that was not accepted yet holds it (S2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_until: Option<Timestamp>,
}

/// The seats of an organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SeatList {
    /// Whose.
    pub organization: OrganizationRef,
    /// Name of its plan.
    pub plan: String,
    /// How many there are, how many are taken.
    pub pool: SeatPool,
    /// Who holds them, by name.
    pub holders: Vec<SeatHolder>,
}

/// Gives somebody another account role (S5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetRole {
    /// What they are from now on.
    pub role: AccountRole,
}

/// Gives somebody of support another role (I5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetStaffRole {
    /// What they may do from now on.
    pub role: StaffRole,
}

/// Somebody leaves, a customer or one of support.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Deactivate {
    /// Who gets their open cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hand_over_to: Option<String>,
}

/// Somebody has left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Deactivated {
    /// Open cases that were handed over.
    pub handed_over: Vec<CaseNumber>,
    /// Open cases that nobody was given: of a customer's the Owners follow them, of an agent's somebody has to be found.
    pub left_open: Vec<CaseNumber>,
}

/// Invites somebody to support (I5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStaff {
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// What they may do.
    pub role: StaffRole,
}

/// An invitation that is on its way by email.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Invited {
    /// To whom.
    pub email: String,
    /// Until when its code works.
    pub expires_at: Timestamp,
}
