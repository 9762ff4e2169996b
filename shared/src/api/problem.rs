//! What went wrong, as RFC 9457 problem details with a stable code.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::plan::OverPool;
use crate::comment::Seen;

/// The stable name of an error; clients decide by it, never by the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// The body is no JSON, or not the JSON asked for.
    InvalidJson,
    /// A field holds what it may not hold; `field` names it.
    InvalidField,
    /// A field is missing or empty; `field` names it.
    Required,
    /// A field is longer than `limit`; `field` names it.
    TooLong,
    /// The request or file is larger than `limit` bytes.
    TooLarge,
    /// More of something than `limit`.
    TooMany,
    /// The query cannot be read; `at` is where, in characters.
    InvalidQuery,
    /// The query takes too long; narrow it.
    QueryTooBroad,
    /// The cursor belongs to another list, or to none.
    InvalidCursor,
    /// Nobody is signed in, or no longer.
    Unauthenticated,
    /// Email and password do not fit together.
    WrongCredentials,
    /// The code is none, or was used, has expired or was taken back.
    WrongCode,
    /// It does not exist, or may not be seen.
    NotFound,
    /// It may be seen, but this may not be done with it.
    NotAllowed,
    /// The method does not exist for this address.
    MethodNotAllowed,
    /// The content type is not the one asked for.
    UnsupportedMediaType,
    /// `If-Match` is missing.
    VersionRequired,
    /// Somebody changed it first; `current` holds what it is now.
    StaleVersion,
    /// A newer comment than the one seen; `current_seen` tells up to where to read (C12).
    NewerComments,
    /// What was asked does not fit the state, such as closing a closed case.
    WrongState,
    /// Organizations would hold more seats than their pool has; `over_pool` names them (S1).
    OverPool,
    /// After filing, only staff lower the severity (C8).
    OnlyStaffLowersSeverity,
    /// No seat of the pool is free; `current` tells who holds them (S6).
    NoSeatLeft,
    /// The account role holds no seats, or the plan gives none (S5).
    HoldsNoSeat,
    /// The same idempotency key came with another body.
    IdempotencyMismatch,
    /// The received content does not have the digest that was announced.
    DigestMismatch,
    /// Too many attempts; wait for `Retry-After`.
    RateLimited,
    /// The server has too much to do; wait for `Retry-After`.
    Overloaded,
    /// The server's disk is full or failed; nothing was changed, wait for `Retry-After`.
    CannotStore,
    /// The request was not received in time.
    Timeout,
    /// Something failed on the server.
    Internal,
}
crate::slug_enum!(ErrorCode {
    InvalidJson = "invalid_json",
    InvalidField = "invalid_field",
    Required = "required",
    TooLong = "too_long",
    TooLarge = "too_large",
    TooMany = "too_many",
    InvalidQuery = "invalid_query",
    QueryTooBroad = "query_too_broad",
    InvalidCursor = "invalid_cursor",
    Unauthenticated = "unauthenticated",
    WrongCredentials = "wrong_credentials",
    WrongCode = "wrong_code",
    NotFound = "not_found",
    NotAllowed = "not_allowed",
    MethodNotAllowed = "method_not_allowed",
    UnsupportedMediaType = "unsupported_media_type",
    VersionRequired = "version_required",
    StaleVersion = "stale_version",
    NewerComments = "newer_comments",
    WrongState = "wrong_state",
    OverPool = "over_pool",
    OnlyStaffLowersSeverity = "only_staff_lowers_severity",
    NoSeatLeft = "no_seat_left",
    HoldsNoSeat = "holds_no_seat",
    IdempotencyMismatch = "idempotency_mismatch",
    DigestMismatch = "digest_mismatch",
    RateLimited = "rate_limited",
    Overloaded = "overloaded",
    CannotStore = "cannot_store",
    Timeout = "timeout",
    Internal = "internal",
});

impl ErrorCode {
    /// The HTTP status that goes with the code.
    pub const fn status(self) -> u16 {
        match self {
            Self::InvalidJson | Self::InvalidQuery | Self::InvalidCursor | Self::DigestMismatch => 400,
            Self::InvalidField
            | Self::Required
            | Self::TooLong
            | Self::TooMany
            | Self::QueryTooBroad
            | Self::IdempotencyMismatch
            | Self::HoldsNoSeat
            | Self::WrongCode => 422,
            Self::Unauthenticated | Self::WrongCredentials => 401,
            Self::NotAllowed | Self::OnlyStaffLowersSeverity => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Timeout => 408,
            Self::NewerComments | Self::WrongState | Self::NoSeatLeft | Self::OverPool => 409,
            Self::StaleVersion => 412,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::VersionRequired => 428,
            Self::RateLimited => 429,
            Self::Internal => 500,
            Self::Overloaded => 503,
            Self::CannotStore => 507,
        }
    }
}

/// RFC 9457 problem details.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// `about:blank`: the code says what there is to say.
    #[serde(rename = "type")]
    pub kind: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable name.
    pub code: ErrorCode,
    /// One sentence for a person, in English.
    pub title: String,
    /// The field that is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The bound that was passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// Where in a query, in characters from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<usize>,
    /// What the subject is now, where somebody else changed it first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub current: Option<serde_json::Value>,
    /// How far there is to read, where a newer comment exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_seen: Option<Seen>,
    /// The organizations that would hold more seats than their pool has, and by how many (S1).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over_pool: Vec<OverPool>,
}

impl Problem {
    /// A problem with nothing but its code and words.
    pub fn new(code: ErrorCode, title: impl Into<String>) -> Self {
        Self {
            kind: "about:blank".to_owned(),
            status: code.status(),
            code,
            title: title.into(),
            field: None,
            limit: None,
            at: None,
            current: None,
            current_seen: None,
            over_pool: Vec::new(),
        }
    }

    /// The same problem, about a field.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The same problem, with the bound that was passed.
    #[must_use]
    pub fn limit(mut self, limit: u64) -> Self {
        self.limit = Some(limit);
        self
    }
}
