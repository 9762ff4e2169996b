//! What a letter says, as ids and small values: its words are made when it is sent.

use caseport_shared::notification::NotificationKind;
use caseport_shared::status::Status;
use serde::{Deserialize, Serialize};

use crate::store::StoreError;

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
    /// Something happened to a case.
    News {
        /// The case.
        case_id: i64,
        /// For what its recipient is told, by which they can choose not to be.
        why: NotificationKind,
        /// What happened.
        news: Vec<News>,
    },
    /// Support tells those behind a product something (MISSION section 6).
    Notice {
        /// The notice.
        notice_id: i64,
    },
    /// What was kept for once a day; the entries are beside it.
    Digest,
}

/// Something that happened to a case, as somebody is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "kebab-case")]
pub enum News {
    /// It was filed.
    Filed,
    /// Somebody wrote a reply.
    Reply {
        /// Its number.
        number: i64,
    },
    /// Somebody asked for more attention, with a reply.
    Escalated {
        /// The number of the reply.
        number: i64,
    },
    /// Its status changed.
    Status {
        /// To what.
        to: Status,
    },
    /// It became an outage.
    Outage,
}

impl Letter {
    /// Its kind, as it is kept.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Invitation { .. } => "invitation",
            Self::PasswordReset { .. } => "password-reset",
            Self::PasswordChanged => "password-changed",
            Self::AccessDeclined { .. } => "access-declined",
            Self::RequestFiled { .. } => "request-filed",
            Self::RequestApplied { .. } => "request-applied",
            Self::Notice { .. } => "notice",
            Self::News { .. } => "news",
            Self::Digest => "digest",
        }
    }

    /// Reads one as it is kept.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(text: &str) -> Result<Self, StoreError> {
        serde_json::from_str(text).map_err(|error| StoreError::Corrupt(format!("a letter: {error}")))
    }

    /// As it is kept.
    ///
    /// # Errors
    /// Never, as far as is known.
    pub fn written(&self) -> Result<String, StoreError> {
        serde_json::to_string(self).map_err(|error| StoreError::Corrupt(error.to_string()))
    }

    /// What is left of it once it was sent: no code.
    #[must_use]
    pub fn without_code(mut self) -> Self {
        if let Self::Invitation { code, .. } | Self::PasswordReset { code, .. } = &mut self {
            code.clear();
        }
        self
    }

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
