//! Drafts: what is being written, kept as it is typed, with its files (C10).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::attachment::AttachmentView;
use super::case::CaseFiled;
use super::comment::{Commented, Send};
use crate::case::CaseNumber;
use crate::request::ServiceRequest;
use crate::severity::Severity;

/// What a draft becomes when it is submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DraftKind {
    /// A new case.
    Case,
    /// A reply.
    Reply,
    /// An internal note.
    Note,
}
crate::slug_enum!(DraftKind { Case = "case", Reply = "reply", Note = "note" });

/// What has been typed so far; nothing is checked but size until it is submitted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DraftContent {
    /// New case: slug of the product.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub product: String,
    /// New case: slug of the category.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// New case: slug of the subcategory.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subcategory: String,
    /// New case: impact.
    pub severity: Severity,
    /// New case: subject.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// New case, by staff: email of the requester.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub requester: String,
    /// New case: what support is asked to change (S8).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<ServiceRequest>,
    /// Description, reply or note.
    pub body: String,
}

/// Saves a draft; the id is the client's own and makes retries harmless.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveDraft {
    /// What it becomes; cannot change later.
    pub kind: DraftKind,
    /// For replies and notes: the case; cannot change later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseNumber>,
    /// The version this was typed upon; 0 for a new draft. One that is older than the last text is kept as a fork, never over the other.
    pub version: i64,
    /// What has been typed.
    pub content: DraftContent,
}

/// A draft as its writer sees it; nobody else does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DraftView {
    /// The client's id.
    pub id: Uuid,
    /// What it becomes.
    pub kind: DraftKind,
    /// For replies and notes: the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseNumber>,
    /// Grows with every save of the text and with every file put on or taken off.
    pub version: i64,
    /// Last save or file.
    pub updated_at: Timestamp,
    /// What has been typed.
    pub content: DraftContent,
    /// Files received so far.
    pub files: Vec<AttachmentView>,
}

/// A draft that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DraftSaved {
    /// Where it was saved: another id than asked for when the save was stale.
    pub draft: DraftView,
    /// The draft that somebody (the same person elsewhere) changed first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forked_from: Option<Uuid>,
}

/// The reader's drafts, the last edited first; at most [`DRAFTS_PER_PERSON`](crate::limits::DRAFTS_PER_PERSON).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DraftList {
    /// The drafts.
    pub drafts: Vec<DraftView>,
}

/// Sends a draft: case or comment with its files, in one transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitDraft {
    /// The version that the writer saw.
    pub version: i64,
    /// Replies and notes: how it is sent; a note takes `seen` alone.
    #[serde(default)]
    pub send: Send,
}

/// What became of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "became", rename_all = "kebab-case")]
pub enum Submitted {
    /// A case.
    Case {
        /// The case.
        #[serde(flatten)]
        filed: CaseFiled,
    },
    /// A reply or note.
    Comment {
        /// The comment.
        #[serde(flatten)]
        commented: Commented,
    },
}
