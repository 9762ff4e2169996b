//! Access asked for by somebody without an account (S3), and what support decides.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::person::PersonRef;
use crate::case::CaseNumber;
use crate::person::AccountRole;

/// What became of a request for access.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccessState {
    /// Support has yet to decide.
    Open,
    /// They have a seat.
    Granted,
    /// They do not get one.
    Declined,
}
crate::slug_enum!(AccessState { Open = "open", Granted = "granted", Declined = "declined" });

/// Asks for access; what is said is nobody's knowledge yet, and so anything at all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccessRequest {
    /// Full name.
    pub name: String,
    /// Address, to which the answer goes.
    pub email: String,
    /// The organization that they belong to, in their words.
    pub company: String,
    /// Their name on the product, or its domain.
    #[serde(default)]
    pub username: String,
    /// The product, in their words.
    pub product: String,
    /// What they do there.
    #[serde(default)]
    pub title: String,
    /// Where they can be called.
    #[serde(default)]
    pub phone: String,
}

/// A request as support sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccessRequestView {
    /// What it is decided by.
    pub id: i64,
    /// What became of it.
    pub state: AccessState,
    /// What they said; none of it is proven.
    pub asked: NewAccessRequest,
    /// From where, by the network.
    pub address: String,
    /// When.
    pub created_at: Timestamp,
    /// How often the same address asked again while it was open; the first words count.
    pub repeats: i64,
    /// When support decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Timestamp>,
    /// Who did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<PersonRef>,
    /// The case that it was granted on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseNumber>,
}

/// A page of requests, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccessRequestPage {
    /// The requests.
    pub requests: Vec<AccessRequestView>,
    /// Where the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Gives whoever asked a seat, in the organization and role that support confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantAccess {
    /// Slug of the organization.
    pub organization: String,
    /// Slug of the product that the seat is for; absent for one seat on all of the organization's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// What they may do for their organization.
    pub role: AccountRole,
    /// Whether they see all cases of the organization (S9).
    #[serde(default)]
    pub account_wide: bool,
    /// Whether a mailbox or distribution list holds the seat (S7).
    #[serde(default)]
    pub is_shared: bool,
    /// Who leaves for them (S6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
    /// Who gets the open cases of whoever leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_over_to: Option<String>,
}

/// Declines a request.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineAccess {
    /// Why, in words that are sent to whoever asked.
    pub reason: String,
}
