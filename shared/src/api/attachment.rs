//! Files on cases, comments and drafts (MISSION section 4).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::person::PersonRef;
use crate::comment::Visibility;

/// A file as its readers see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AttachmentView {
    /// Random, so that it tells nothing about other files.
    pub id: Uuid,
    /// Safe to save under.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// What the content was found to be, not what the sender said.
    pub content_type: String,
    /// SHA-256 of the content, in lower-case hexadecimal; empty once redacted.
    pub sha256: String,
    /// Who reads it.
    pub visibility: Visibility,
    /// When it arrived.
    pub at: Timestamp,
    /// Who sent it; absent once redacted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonRef>,
    /// Set when the content was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redacted: Option<Redaction>,
}

/// That something was taken away, and why; the content is gone, the fact stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Redaction {
    /// When.
    pub at: Timestamp,
    /// The reason given.
    pub reason: String,
}

/// Asks for something to be taken away for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Redact {
    /// Shown in its place; 1 to [`REASON_CHARS`](crate::limits::REASON_CHARS) characters.
    pub reason: String,
}

/// The files of a case that the reader may see, oldest first; of each visibility at most
/// [`FILES_PER_CASE`](crate::limits::FILES_PER_CASE).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FileList {
    /// The files.
    pub files: Vec<AttachmentView>,
}
