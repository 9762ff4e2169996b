//! How a command ends, and with which exit code.

use std::io;

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::query::QueryError;

use super::MachineError;
use crate::api::{ApiError, FileError};

/// The exit code of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exit(pub u8);

impl Exit {
    /// Done.
    pub const DONE: Self = Self(0);
    /// Failed.
    pub const FAILED: Self = Self(1);
    /// Wrong usage.
    pub const USAGE: Self = Self(2);
    /// Not signed in.
    pub const NOT_SIGNED_IN: Self = Self(3);
    /// Not found, or not allowed.
    pub const NOT_FOUND: Self = Self(4);
    /// Changed by someone else.
    pub const CHANGED: Self = Self(5);
    /// The server cannot be reached.
    pub const UNREACHABLE: Self = Self(6);
    /// Interrupted by the person, as shells write it.
    pub const INTERRUPTED: Self = Self(130);
}

/// Why a command did not succeed; sentences are ready to be shown.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The server, the way to it, or a file.
    Api(ApiError),
    /// The command was not used as it can be.
    Usage(String),
    /// Nobody is signed in.
    NotSignedIn,
    /// It does not exist.
    NotFound(String),
    /// Anything else.
    Said(String),
    /// A query that cannot be read.
    Query(String, QueryError),
    /// The person stopped it.
    Interrupted,
    /// A stream of this process failed.
    Stream(io::Error),
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        Self::Api(error.into())
    }
}

impl From<MachineError> for Failure {
    fn from(error: MachineError) -> Self {
        let words = caseport_shared::text::inline(&error.to_string()).into_owned();
        match error {
            MachineError::Address(_) => Self::Usage(words),
            MachineError::Kept(_) => Self::Said(words),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Stream(error)
    }
}

impl Failure {
    /// Whether a reader such as `head` has seen enough, which is no failure.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        match self {
            Self::Stream(error) => error.kind() == io::ErrorKind::BrokenPipe,
            Self::Api(ApiError::File(FileError::Write { kind, .. })) => *kind == io::ErrorKind::BrokenPipe,
            _ => false,
        }
    }

    pub(crate) fn exit(&self) -> Exit {
        match self {
            failure if failure.is_closed_pipe() => Exit::DONE,
            Self::Usage(_) | Self::Query(..) => Exit::USAGE,
            Self::NotSignedIn => Exit::NOT_SIGNED_IN,
            Self::NotFound(_) => Exit::NOT_FOUND,
            Self::Interrupted => Exit::INTERRUPTED,
            Self::Api(ApiError::Unreachable(_)) => Exit::UNREACHABLE,
            Self::Api(ApiError::Problem(problem)) => of_code(problem.code),
            Self::Api(_) | Self::Said(_) | Self::Stream(_) => Exit::FAILED,
        }
    }
}

const fn of_code(code: ErrorCode) -> Exit {
    match code {
        ErrorCode::InvalidField | ErrorCode::Required | ErrorCode::TooLong | ErrorCode::InvalidQuery => Exit::USAGE,
        ErrorCode::Unauthenticated | ErrorCode::WrongCredentials => Exit::NOT_SIGNED_IN,
        ErrorCode::NotFound | ErrorCode::NotAllowed | ErrorCode::OnlyStaffLowersSeverity => Exit::NOT_FOUND,
        ErrorCode::StaleVersion | ErrorCode::NewerComments => Exit::CHANGED,
        _ => Exit::FAILED,
    }
}

#[cfg(test)]
mod tests {
    use caseport_shared::api::problem::Problem;

    use super::*;
    use crate::api::{ProtocolError, Unreachable};

    #[test]
    fn every_way_to_fail_has_the_exit_code_that_is_written_down() {
        let problem = |code| Failure::Api(Problem::new(code, "x").into());
        for (failure, exit) in [
            (problem(ErrorCode::Unauthenticated), 3),
            (problem(ErrorCode::WrongCredentials), 3),
            (Failure::NotSignedIn, 3),
            (problem(ErrorCode::NotFound), 4),
            (problem(ErrorCode::NotAllowed), 4),
            (problem(ErrorCode::OnlyStaffLowersSeverity), 4),
            (problem(ErrorCode::StaleVersion), 5),
            (problem(ErrorCode::NewerComments), 5),
            (Failure::Api(Unreachable::Silent.into()), 6),
            (Failure::Api(ProtocolError::Digest.into()), 1),
            (problem(ErrorCode::WrongState), 1),
            (problem(ErrorCode::RateLimited), 1),
            (problem(ErrorCode::Required), 2),
            (Failure::Usage(String::new()), 2),
            (Failure::Stream(io::ErrorKind::BrokenPipe.into()), 0),
            (Failure::Stream(io::ErrorKind::StorageFull.into()), 1),
        ] {
            assert_eq!(failure.exit().0, exit, "{failure:?}");
        }
    }
}
