//! What everyone may know about the installation before signing in.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The installation's own words and bounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Portal {
    /// The vendor's name, as in "{brand} Researching" (C4).
    pub brand: String,
    /// Where feature requests go (MISSION section 7, scoping).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ideas_link: Option<String>,
    /// The address that customers type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_host: Option<String>,
    /// Days from Pending Closure to Closed (C6).
    pub auto_close_days: u32,
    /// Bounds that a form should tell before they bite.
    pub limits: Limits,
}

/// Bounds of this installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Limits {
    /// Largest attachment, in bytes.
    pub attachment_bytes: u64,
    /// Most files at once.
    pub files_per_draft: usize,
    /// Longest subject, in characters.
    pub subject_chars: usize,
    /// Longest description or comment, in characters.
    pub body_chars: usize,
}
