//! Replies and notes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::attachment::{AttachmentView, Redaction};
use super::person::PersonRef;
use crate::comment::{CommentRef, Seen, Visibility};
use crate::status::Status;

/// Asks for a reply, which everyone on the case reads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReply {
    /// 1 to [`BODY_CHARS`](crate::limits::BODY_CHARS) characters.
    pub body: String,
    /// How it is sent.
    #[serde(default)]
    pub send: Send,
}

/// Asks for a note, which only support reads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    /// 1 to [`BODY_CHARS`](crate::limits::BODY_CHARS) characters.
    pub body: String,
    /// The last comments that the writer saw; absent to send whatever came since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
}

/// How a reply is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Send {
    /// On Pending Closure and Closed: whether sending opens the case again (C5); it does unless told otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopen: Option<bool>,
    /// Staff: the status to set with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The last comments that the writer saw; absent to send whatever came since (C12).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
    /// Staff: internal files of the case that this reply makes public (C11).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<Uuid>,
}

/// A comment as its readers see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CommentView {
    /// Its name within the case.
    pub reference: CommentRef,
    /// Who reads it.
    pub visibility: Visibility,
    /// Who wrote it.
    pub author: PersonRef,
    /// When.
    pub at: Timestamp,
    /// What they wrote; empty once redacted.
    pub body: String,
    /// The files that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<AttachmentView>,
    /// Set when the content was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redacted: Option<Redaction>,
    /// Of a shared mailbox (S7): who wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<String>,
}

/// A comment that has been sent, and the state that it left the case in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Commented {
    /// The comment.
    pub comment: CommentView,
    /// The case's status now.
    pub status: Status,
    /// The case's version now, for `If-Match`.
    pub version: i64,
}
