//! Cases: filing, listing, reading, editing.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::attachment::{AttachmentView, Redaction};
use super::person::PersonRef;
use super::product::{CategoryRef, OrganizationRef, ProductRef, Promise};
use super::request::RequestView;
use crate::case::{CaseAction, CaseNumber};
use crate::comment::Seen;
use crate::request::ServiceRequest;
use crate::severity::{Priority, Severity};
use crate::status::{Status, StatusGroup};

/// Asks for a new case (C1).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCase {
    /// Slug of the product.
    pub product: String,
    /// Slug of the category; required wherever the product has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Slug of the subcategory; required wherever the category has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subcategory: Option<String>,
    /// Impact; 3 unless said.
    #[serde(default)]
    pub severity: Severity,
    /// 1 to [`SUBJECT_CHARS`](crate::limits::SUBJECT_CHARS) characters.
    pub subject: String,
    /// 1 to [`BODY_CHARS`](crate::limits::BODY_CHARS) characters.
    pub description: String,
    /// Staff: email of the customer to file for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requester: Option<String>,
    /// What support is asked to change (S8); such a case needs no category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<ServiceRequest>,
}

/// A case that has just been filed: what C1 promises to tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseFiled {
    /// Its number.
    pub number: CaseNumber,
    /// The files received with it.
    pub files: Vec<AttachmentView>,
    /// When a first answer may be expected, where the plan says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<Promise>,
}

/// What a status says beyond its name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StatusDetail {
    /// The maintenance window's date, or when this product gets the version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The version that holds the fix.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed_in: Option<String>,
    /// Reference of the internal ticket; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
}

/// The last reply on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LastReply {
    /// When.
    pub at: Timestamp,
    /// Who wrote it.
    pub by: PersonRef,
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseSummary {
    /// Its number.
    pub number: CaseNumber,
    /// Subject.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
    /// The group that the status belongs to.
    pub group: StatusGroup,
    /// What the status says beyond its name.
    #[serde(default)]
    pub detail: StatusDetail,
    /// Customer impact.
    pub severity: Severity,
    /// "Your priority".
    pub priority: Priority,
    /// The product.
    pub product: ProductRef,
    /// Whose case it is.
    pub organization: OrganizationRef,
    /// For whom it was filed.
    pub requester: PersonRef,
    /// Who works on it; absent while it is "received, not yet picked up" (C4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<PersonRef>,
    /// When it was filed.
    pub created_at: Timestamp,
    /// Last change that the reader may see.
    pub updated_at: Timestamp,
    /// The last reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_reply: Option<LastReply>,
    /// Whether there is a comment, or a file sent by itself, that the reader has not seen.
    pub unread: bool,
    /// When it was last escalated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalated_at: Option<Timestamp>,
    /// When it closes by itself, on Pending Closure (C6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<Timestamp>,
    /// The solution; in lists its beginning (C7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<String>,
}

/// Cases of one query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CasePage {
    /// The cases.
    pub cases: Vec<CaseSummary>,
    /// Asks for the rest; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A case with everything but its timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseView {
    /// What the list shows, with the whole solution.
    #[serde(flatten)]
    pub summary: CaseSummary,
    /// Grows when the case's fields change in a way that the reader sees; send it as `If-Match` with an edit.
    pub version: i64,
    /// What was reported; empty once redacted.
    pub description: String,
    /// Set when the description was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description_redacted: Option<Redaction>,
    /// The files that came with the description.
    pub files: Vec<AttachmentView>,
    /// Category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryRef>,
    /// Subcategory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subcategory: Option<CategoryRef>,
    /// The agent who filed it for the requester.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filed_by: Option<PersonRef>,
    /// Who follows it.
    pub watchers: Vec<PersonRef>,
    /// What support is asked to change (S8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestView>,
    /// When a first answer was promised, while there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<Promise>,
    /// The newest comments there are.
    pub latest: Seen,
    /// The newest comments that the reader has seen.
    pub seen: Seen,
    /// What the reader may do.
    pub can: Vec<CaseAction>,
}

/// Changes fields of a case; absent ones stay. Needs `If-Match`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EditCase {
    /// Impact; after filing only staff lower it (C8).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// "Your priority".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// Slug of the category; its subcategory goes with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Slug of the subcategory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subcategory: Option<String>,
    /// Staff: email of another requester of the same organization.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requester: Option<String>,
    /// Staff: email of an agent; `null` for nobody.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "super::present")]
    #[schema(value_type = Option<String>)]
    pub assignee: Option<Option<String>>,
    /// Staff: the status and what it asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<SetStatus>,
    /// Staff: the solution; sets Pending Closure (C7).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub solution: Option<String>,
}

/// A status with what it asks for (MISSION section 7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetStatus {
    /// The status.
    pub status: Status,
    /// For Scheduled for Deployment and Fixed, Scheduled for Upgrade; the latter takes the product's upgrade date when
    /// the version is the one the product gets next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// For Fixed, Scheduled for Upgrade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed_in: Option<String>,
    /// For Bug Identified and Fixed, Scheduled for Upgrade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
}

/// Asks for more attention (C8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Escalate {
    /// Shown as a reply; 1 to [`REASON_CHARS`](crate::limits::REASON_CHARS) characters.
    pub reason: String,
}

/// Adds a watcher (S9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWatcher {
    /// Somebody of the case's organization.
    pub email: String,
}
