//! What can go wrong between a call and its answer.

use std::io;

use caseport_shared::api::problem::{ErrorCode, Problem};

use super::transport::Unreachable;

/// Why a call did not succeed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ApiError {
    /// The server said no, and why.
    #[error("{}", .0.title)]
    Problem(Box<Problem>),
    /// There was no answer.
    #[error("the server cannot be reached: {0}")]
    Unreachable(Unreachable),
    /// The answer is not one of Caseport's.
    #[error("{0}")]
    Protocol(ProtocolError),
    /// A local file could not be read or written.
    #[error("{0}")]
    File(FileError),
}

impl ApiError {
    /// The server's code, where it gave one.
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            _ => None,
        }
    }
}

impl From<Unreachable> for ApiError {
    fn from(error: Unreachable) -> Self {
        Self::Unreachable(error)
    }
}

impl From<ProtocolError> for ApiError {
    fn from(error: ProtocolError) -> Self {
        Self::Protocol(error)
    }
}

impl From<FileError> for ApiError {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

/// An answer that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProtocolError {
    /// A status without a problem in it: another program's, or a gateway's.
    #[error("the server answered {0}")]
    Status(u16),
    /// No JSON, or not the JSON that was expected.
    #[error("the server's answer cannot be read: {0}")]
    Unreadable(String),
    /// More than [`RESPONSE_BYTES`](caseport_shared::limits::RESPONSE_BYTES).
    #[error("the server's answer is too large")]
    TooLarge,
    /// The file that arrived is not the one that was sent.
    #[error("the file was damaged on its way")]
    Digest,
    /// The file that arrived has another length than was announced.
    #[error("the file that arrived has a wrong length")]
    Length,
}

/// A local file that cannot be sent or received.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It does not exist, or may not be read.
    #[error("{name} cannot be read: {detail}")]
    Open {
        /// Which, safe for a terminal.
        name: String,
        /// Why.
        detail: String,
    },
    /// It is a folder or a device.
    #[error("{name} is not a file")]
    Kind {
        /// Which, safe for a terminal.
        name: String,
    },
    /// It is larger than the server takes.
    #[error("{name} is larger than {limit} bytes")]
    TooLarge {
        /// Which, safe for a terminal.
        name: String,
        /// The bound, in bytes.
        limit: u64,
    },
    /// It became longer while it was being sent.
    #[error("{name} grew while it was being sent")]
    Grew {
        /// Which, safe for a terminal.
        name: String,
    },
    /// It became shorter, or vanished, while it was being sent.
    #[error("{name} became shorter while it was being sent")]
    Shrank {
        /// Which, safe for a terminal.
        name: String,
    },
    /// It cannot be written.
    #[error("the file cannot be written: {detail}")]
    Write {
        /// What the system calls it.
        kind: io::ErrorKind,
        /// Why.
        detail: String,
    },
}

impl FileError {
    /// A failure to write.
    pub(super) fn write(error: &io::Error) -> Self {
        Self::Write { kind: error.kind(), detail: error.to_string() }
    }
}
