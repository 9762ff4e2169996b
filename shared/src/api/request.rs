//! Service requests on cases: shown, applied, declined, taken back (S8).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::person::PersonRef;
use crate::case::CaseNumber;
use crate::person::AccountRole;
use crate::request::{RequestAction, RequestState, ServiceRequest};

/// A request that a case carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RequestView {
    /// What is asked for.
    pub asks: ServiceRequest,
    /// Where it stands.
    pub state: RequestState,
    /// When support decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Timestamp>,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<PersonRef>,
    /// Until when it can be taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo_until: Option<Timestamp>,
    /// What the reader may do with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub can: Vec<RequestAction>,
}

/// Applies a request; what is absent stays as it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ApplyRequest {
    /// The role that support confirmed (S4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<AccountRole>,
    /// Who leaves for the newcomer (S6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
    /// Who gets the open cases of whoever leaves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hand_over_to: Option<String>,
}

/// Declines a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineRequest {
    /// Why, and who must do what; a reply on the case.
    pub words: String,
}

/// What came of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Decided {
    /// The request's case.
    pub number: CaseNumber,
    /// The request now.
    pub request: RequestView,
    /// Open cases of whoever left that nobody was given; the Owners follow them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_open: Vec<CaseNumber>,
}
