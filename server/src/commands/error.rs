//! What a command can answer instead of a result.

use caseport_shared::api::case::CaseView;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::comment::Seen;
use caseport_shared::query::QueryError;

use crate::domain::case::Reject;
use crate::policy::Denied;
use crate::store::StoreError;

/// Why a command did nothing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or may not be seen (C13).
    #[error("not found")]
    NotFound,
    /// It may be seen, but this may not be done.
    #[error("not allowed")]
    NotAllowed,
    /// Nobody is signed in, or no longer.
    #[error("not signed in")]
    Unauthenticated,
    /// A field is wrong.
    #[error("{}", .0.title)]
    Invalid(Box<Problem>),
    /// The case's state does not fit.
    #[error(transparent)]
    Reject(#[from] Reject),
    /// It was asked for, and somebody has decided.
    #[error("decided already")]
    Decided,
    /// Somebody else changed the case first.
    #[error("changed by somebody else")]
    Stale(Box<CaseView>),
    /// The draft was changed elsewhere.
    #[error("the draft was changed elsewhere")]
    StaleDraft,
    /// There are comments that the writer has not seen (C12).
    #[error("there are newer comments")]
    Newer(Seen),
    /// The query cannot be read.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The cursor belongs to another list.
    #[error("the cursor belongs to another list")]
    Cursor,
    /// The key came with another request before.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Invisible => Self::NotFound,
            Denied::NotAllowed => Self::NotAllowed,
        }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Invalid(Box::new(problem))
    }
}

/// Something that somebody else changed since the editor saw it, with what it is now.
pub fn stale(what: &str, current: &impl serde::Serialize) -> Error {
    let mut problem = Problem::new(ErrorCode::StaleVersion, format!("somebody else changed {what} first"));
    problem.current = serde_json::to_value(current).ok();
    problem.into()
}

/// A field that holds what it may not hold.
pub fn invalid(field: &str, title: impl Into<String>) -> Error {
    Problem::new(ErrorCode::InvalidField, title).field(field).into()
}

/// A field that is missing or empty.
pub fn required(field: &str) -> Error {
    Problem::new(ErrorCode::Required, format!("{field} is required")).field(field).into()
}

/// A field that is missing, with what it may hold.
pub fn required_of(field: &str, known: &[String]) -> Error {
    Problem::new(ErrorCode::Required, format!("{field} is required; one of: {}", known.join(", "))).field(field).into()
}

/// A field that is too long.
pub fn too_long(field: &str, limit: usize) -> Error {
    let limit = limit as u64;
    Problem::new(ErrorCode::TooLong, format!("{field} is longer than {limit} characters")).field(field).limit(limit).into()
}

/// More bytes of something than there may be.
pub fn too_large(title: &str, limit: u64) -> Error {
    Problem::new(ErrorCode::TooLarge, title).limit(limit).into()
}

/// More of something than there may be.
pub fn too_many(field: &str, limit: usize) -> Error {
    let limit = limit as u64;
    Problem::new(ErrorCode::TooMany, format!("there may be at most {limit} {field}")).field(field).limit(limit).into()
}
