//! A case's number, and what somebody may do with a case.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The public number of a case: positive, unique, and drawn so that it tells nothing about other cases (C13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct CaseNumber(pub i64);

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A text that is no case number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a case number is written in digits, such as 204816")]
pub struct NoSuchNumber;

impl std::str::FromStr for CaseNumber {
    type Err = NoSuchNumber;

    /// Reads digits, with or without a leading `#`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NoSuchNumber);
        }
        digits.parse().map(Self).map_err(|_| NoSuchNumber)
    }
}

/// What may be done with a case; a response lists those that its reader may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseAction {
    /// Read the case and its public conversation.
    View,
    /// Read and write internal notes, and everything else that only support sees.
    Note,
    /// Write to the customer, or to support.
    Reply,
    /// Put a file on the case by itself.
    Attach,
    /// Close it.
    Close,
    /// Open it again.
    Reopen,
    /// Ask for more attention, with a reason.
    Escalate,
    /// Say that the impact is greater.
    RaiseSeverity,
    /// Say that the impact is smaller.
    LowerSeverity,
    /// Change "your priority".
    SetPriority,
    /// Change category and subcategory.
    SetCategory,
    /// Add and remove watchers.
    SetWatchers,
    /// Give the case to another requester.
    SetRequester,
    /// Assign it.
    Assign,
    /// Set its status and the detail that the status asks for.
    SetStatus,
    /// Write its solution.
    Solve,
    /// Take a comment's or a file's content away for good.
    Redact,
}
crate::slug_enum!(CaseAction {
    View = "view",
    Note = "note",
    Reply = "reply",
    Attach = "attach",
    Close = "close",
    Reopen = "reopen",
    Escalate = "escalate",
    RaiseSeverity = "raise-severity",
    LowerSeverity = "lower-severity",
    SetPriority = "set-priority",
    SetCategory = "set-category",
    SetWatchers = "set-watchers",
    SetRequester = "set-requester",
    Assign = "assign",
    SetStatus = "set-status",
    Solve = "solve",
    Redact = "redact",
});

#[cfg(test)]
mod tests {
    use super::CaseNumber;

    #[test]
    fn a_number_is_digits_only() {
        assert_eq!("#1042".parse(), Ok(CaseNumber(1042)));
        for text in ["", "#", "-1", "+1", "1e3", "99999999999999999999", "١"] {
            assert!(text.parse::<CaseNumber>().is_err(), "{text}");
        }
    }
}
