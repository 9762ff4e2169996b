//! The audit: who did what, when, and on whose behalf.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::person::PersonRef;

/// What something was done to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditSubject {
    /// `case`, `person`, `organization`, `product`, `contact`, `plan`, `region` and so on.
    pub kind: String,
    /// Its number, address or slug; absent where it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditEntry {
    /// When.
    pub at: Timestamp,
    /// Who; absent where the system acted, or a command on the server's own machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<PersonRef>,
    /// On whose behalf.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<PersonRef>,
    /// To what.
    pub subject: AuditSubject,
    /// What, in the past tense, such as `plan-edited`.
    pub kind: String,
    /// Small values that belong to it, such as those before and after.
    #[schema(value_type = Object)]
    pub detail: serde_json::Value,
}

/// Facts, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditPage {
    /// The facts.
    pub entries: Vec<AuditEntry>,
    /// Asks for the rest; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
