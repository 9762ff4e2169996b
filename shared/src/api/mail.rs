//! Email: what somebody is told of, the letters on their way, and how much of a case may be in one.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::product::ProductRef;
use crate::notification::{LetterState, NotificationKind, NotificationMode};

/// What somebody is told of, and how soon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Notifications {
    /// Every kind that there is for them.
    pub kinds: Vec<Notification>,
    /// The products whose new cases they are told of; of people of support alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follows: Vec<ProductRef>,
}

/// How soon one kind is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Notification {
    /// What.
    pub kind: NotificationKind,
    /// How soon.
    pub mode: NotificationMode,
}

/// Changes how soon some kinds are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetNotifications {
    /// The kinds to change; the others stay as they are.
    pub kinds: Vec<Notification>,
}

/// A letter on its way, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LetterSummary {
    /// Its name, which is also in its Message-ID.
    pub reference: String,
    /// Its kind, such as `invitation`.
    pub letter: String,
    /// The address that it goes to.
    pub to: String,
    /// What became of it.
    pub state: LetterState,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it is tried next, while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// How often it was tried.
    pub tries: i64,
    /// When it was sent or given up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_at: Option<Timestamp>,
    /// Why it was not sent the last time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Whether it holds a code that signs somebody in; looking at it is noted.
    pub has_code: bool,
}

/// Part of the letters, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LetterPage {
    /// The letters.
    pub letters: Vec<LetterSummary>,
    /// Where the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A letter with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LetterView {
    /// What the list says of it.
    #[serde(flatten)]
    pub summary: LetterSummary,
    /// Its subject.
    pub subject: String,
    /// Its text as it would be sent now; empty where its recipient may not read any of it any more.
    pub text: String,
}

/// Changes how much of an organization's cases is in email.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetMail {
    /// Whether email says their numbers alone, neither subjects nor text.
    pub numbers_only: bool,
}
