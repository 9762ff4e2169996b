//! What a letter says, as ids and small values: its words are made when it is sent.

use serde::{Deserialize, Serialize};

/// A letter, in the form in which it waits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "kebab-case")]
pub enum Letter {
    /// Somebody may come in for the first time (I1).
    Invitation {
        /// The one-time code.
        code: String,
        /// Whose portal access it is, by the organization's name; absent for people of support.
        organization: Option<String>,
        /// When the code expires, in unix milliseconds.
        expires_at: i64,
    },
    /// Somebody who has forgotten their password sets another (I2).
    PasswordReset {
        /// The one-time code.
        code: String,
        /// When the code expires, in unix milliseconds.
        expires_at: i64,
    },
    /// The password was changed or reset, which its owner should know of (I2).
    PasswordChanged,
    /// A stranger who asked for access is told why they do not get it (S3).
    AccessDeclined {
        /// In support's words.
        reason: String,
    },
    /// A case asks support for a change of seats, contacts or lists; for the organization's Owners (S4).
    RequestFiled {
        /// The case.
        case_id: i64,
    },
    /// Support did what a case asked for; for the organization's Owners (S4).
    RequestApplied {
        /// The case.
        case_id: i64,
    },
    /// Support tells those behind a product something (MISSION section 6).
    Notice {
        /// The notice.
        notice_id: i64,
    },
}

impl Letter {
    /// Whether it holds a code that signs somebody in.
    pub const fn has_code(&self) -> bool {
        matches!(self, Self::Invitation { .. } | Self::PasswordReset { .. })
    }
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter").field("has_code", &self.has_code()).finish_non_exhaustive()
    }
}
