//! Notices: what support tells the people behind a product (MISSION section 6).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::notice::NoticeKind;

/// Asks for a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNotice {
    /// What it is about, and so which list it goes to.
    pub kind: NoticeKind,
    /// One line that says what happens.
    pub subject: String,
    /// What there is to say.
    pub body: String,
    /// Until when it stands on the product's page.
    pub ends_at: Timestamp,
}

/// A notice that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NoticeView {
    /// Its number among the product's.
    pub number: i64,
    /// What it is about.
    pub kind: NoticeKind,
    /// One line that says what happens.
    pub subject: String,
    /// What there is to say.
    pub body: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// Until when it stands.
    pub ends_at: Timestamp,
}

/// Somebody whom a notice goes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NoticeRecipient {
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Whether they can look at it in the portal; whoever cannot is told how to ask for access.
    pub has_seat: bool,
}

/// A notice that was written, or would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NoticePosted {
    /// The notice; absent where it was only asked who would get it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<NoticeView>,
    /// Who gets it by email.
    pub recipients: Vec<NoticeRecipient>,
}
