//! What a client of files is told when something cannot be: a code that its program understands, and words for the person.

use caseport_shared::api::problem::ErrorCode;
use caseport_tui::api::ApiError;
use caseport_tui::strings::Strings;
use caseport_tui::words::api_error;

use super::wire::Code;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) code: Code,
    /// What the code does not say by itself.
    pub(super) words: Option<String>,
}

impl Fault {
    /// It does not exist, or may not be seen; nothing tells which.
    pub(super) const MISSING: Self = Self { code: Code::NoSuchFile, words: None };

    pub(super) const fn new(code: Code) -> Self {
        Self { code, words: None }
    }

    /// A refusal with the words of a key.
    pub(super) fn said(code: Code, strings: &Strings, key: &str) -> Self {
        Self { code, words: Some(strings.text(key)) }
    }

    /// What the API answered.
    pub(super) fn of(strings: &Strings, server: &str, error: &ApiError) -> Self {
        let code = match error.code() {
            Some(ErrorCode::NotFound) => return Self::MISSING,
            Some(ErrorCode::NotAllowed | ErrorCode::WrongState | ErrorCode::Unauthenticated) => Code::PermissionDenied,
            _ => Code::Failure,
        };
        Self { code, words: Some(api_error(strings, server, error)) }
    }
}
