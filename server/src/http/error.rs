//! Turns errors into responses: the only place that does.

use std::any::Any;

use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use caseport_shared::api::problem::{ErrorCode, Problem};

use super::work::Shed;
use crate::blob::BlobError;
use crate::commands::Error;
use crate::domain::case::Reject;
use crate::secret::HashFailed;
use crate::store::StoreError;

/// Seconds after which an overloaded server may be asked again.
const RETRY: u64 = 1;

/// Seconds after which a server may be asked again whose disk is full or failed.
const MAKE_ROOM: u64 = 60;

/// What is said of what is not there until its noun is known.
const NOT_THERE: &str = "this does not exist, or it is not shared with you";

/// A request that came to nothing.
#[derive(Debug)]
pub struct Failure {
    problem: Box<Problem>,
    retry_after: Option<u64>,
}

impl Failure {
    /// There is too much of something to do this now; it is counted.
    pub(crate) fn busy(what: Shed) -> Self {
        metrics::counter!("caseport_shed_total", "what" => what.slug()).increment(1);
        Self { problem: Box::new(Problem::new(ErrorCode::Overloaded, what.title())), retry_after: Some(RETRY) }
    }

    /// The disk does not take what is to be kept; somebody has to see to it.
    fn disk(error: &dyn std::error::Error) -> Self {
        tracing::error!(%error, "nothing can be stored");
        let problem = Problem::new(ErrorCode::CannotStore, "the server's disk is full or failed; nothing was changed");
        Self { problem: Box::new(problem), retry_after: Some(MAKE_ROOM) }
    }

    /// Whether it says nothing of what was asked, only that it may be asked again.
    pub(super) const fn is_passing(&self) -> bool {
        self.retry_after.is_some()
    }

    /// Too many attempts; wait so many seconds.
    pub fn wait(seconds: u64) -> Self {
        let problem = Problem::new(ErrorCode::RateLimited, format!("too many attempts; try again in {seconds} seconds"));
        Self { problem: Box::new(problem), retry_after: Some(seconds) }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self { problem: Box::new(problem), retry_after: None }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        problem(error).map_or_else(Self::from, Self::from)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Overloaded | StoreError::Closed => Self::busy(Shed::Store),
            StoreError::Away(why) => {
                tracing::warn!(why, "the database does not answer");
                Self::busy(Shed::Store)
            }
            StoreError::TooBroad => Problem::new(ErrorCode::QueryTooBroad, "the query takes too long; narrow it").into(),
            StoreError::Disk(_) => Self::disk(&error),
            StoreError::Exists(_)
            | StoreError::NewerSchema { .. }
            | StoreError::OlderSchema { .. }
            | StoreError::Corrupt(_)
            | StoreError::Database(_) => {
                tracing::error!(%error, "the store failed");
                Problem::new(ErrorCode::Internal, "the server could not do this").into()
            }
        }
    }
}

impl From<HashFailed> for Failure {
    fn from(error: HashFailed) -> Self {
        tracing::error!(%error, "a request failed");
        Problem::new(ErrorCode::Internal, "the server could not do this").into()
    }
}

impl From<BlobError> for Failure {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::TooLarge { limit } => {
                Problem::new(ErrorCode::TooLarge, format!("a file has at most {limit} bytes")).field("file").limit(limit).into()
            }
            BlobError::Interrupted(why) => {
                tracing::debug!(why, "an upload broke off");
                Problem::new(ErrorCode::Timeout, "the file was not received whole").field("file").into()
            }
            BlobError::Missing => {
                Problem::new(ErrorCode::Internal, "the bytes of this file are lost on the server; it has to be sent again").into()
            }
            BlobError::Away(why) => {
                tracing::warn!(why, "the store of the attachments does not answer");
                Self::busy(Shed::Files)
            }
            BlobError::Disk(_) => Self::disk(&error),
            BlobError::NoBucket | BlobError::Failed(_) => {
                tracing::error!(%error, "an attachment failed");
                Problem::new(ErrorCode::Internal, "the file could not be stored or read").into()
            }
        }
    }
}

/// Marks an answer that says that something is not there, until the noun is said.
#[derive(Clone, Copy)]
struct NotThere;

/// Says of what is not there what it is. The sentence comes of the address alone, so that it is the same whether something does
/// not exist or may not be seen.
pub(super) async fn say_noun(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut answer = next.run(request).await;
    if answer.extensions_mut().remove::<NotThere>().is_none() {
        return answer;
    }
    Failure { problem: Box::new(Problem::new(ErrorCode::NotFound, not_there(&path))), retry_after: None }.into_response()
}

/// The sentence for an address at which there is nothing to see.
fn not_there(path: &str) -> &'static str {
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').skip(1).collect();
    match parts[..] {
        ["cases" | "drafts", _, "files", ..] => "no such file, or it is not shared with you",
        ["cases", _, "comments", ..] => "no such comment, or it is not shared with you",
        ["cases", ..] => "no such case, or it is not shared with you; ask your account's owner",
        ["drafts", ..] => "no such draft of yours",
        // Whose seats and people they are is named by their organization.
        ["people" | "seats"] | ["organizations", ..] => "no such organization, or it is not yours",
        ["people" | "staff", ..] => "no such person, or they are not of your organization",
        ["products", _, "contacts", ..] => "no such product or contact, or they are not shared with you",
        ["products", _, "notices", ..] => "no such product or notice, or they are not shared with you",
        ["products", ..] | ["me", "follows", ..] => "no such product, or it is not shared with you",
        ["articles", ..] => "no such article, or it is not shared with you",
        ["article-categories", ..] => "no such category of articles",
        ["access-requests", ..] => "no such request for access",
        ["plans", ..] => "no such plan",
        ["regions", ..] => "no such region",
        ["mail", ..] => "no such letter",
        ["me", "keys", ..] => "you have no such key",
        ["me", "tokens", ..] => "you have no such token",
        ["me", "sign-ins", ..] => "you have no such sign-in",
        _ => NOT_THERE,
    }
}

/// What a command said no with, or what the store did.
fn problem(error: Error) -> Result<Problem, StoreError> {
    Ok(match error {
        Error::NotFound => Problem::new(ErrorCode::NotFound, NOT_THERE),
        Error::NotAllowed => Problem::new(ErrorCode::NotAllowed, "you may not do this"),
        Error::Unauthenticated => Problem::new(ErrorCode::Unauthenticated, "sign in first"),
        Error::Invalid(problem) => *problem,
        Error::Decided => Problem::new(ErrorCode::WrongState, "somebody has decided this already"),
        Error::Reject(reject) => rejected(&reject),
        Error::Stale(current) => {
            let mut problem = Problem::new(ErrorCode::StaleVersion, "somebody else changed the case first");
            problem.current = serde_json::to_value(current).ok();
            problem
        }
        Error::StaleDraft => Problem::new(ErrorCode::StaleVersion, "the draft was changed elsewhere"),
        Error::Newer(seen) => {
            let mut problem = Problem::new(ErrorCode::NewerComments, "there is a newer comment; read it and send again");
            problem.current_seen = Some(seen);
            problem
        }
        Error::Query(error) => {
            let mut problem = Problem::new(ErrorCode::InvalidQuery, error.to_string()).field("query");
            problem.at = Some(error.at);
            problem
        }
        Error::Cursor => Problem::new(ErrorCode::InvalidCursor, "the cursor belongs to another list").field("cursor"),
        Error::KeyReused => Problem::new(ErrorCode::IdempotencyMismatch, "this Idempotency-Key was used for another request"),
        Error::Store(error) => return Err(error),
    })
}

fn rejected(reject: &Reject) -> Problem {
    let title = reject.to_string();
    match reject {
        Reject::AlreadyClosed | Reject::AlreadyOpen => Problem::new(ErrorCode::WrongState, title),
        Reject::OnlyStaffLowersSeverity => Problem::new(ErrorCode::OnlyStaffLowersSeverity, title).field("severity"),
        Reject::DateRequired => Problem::new(ErrorCode::Required, title).field("date"),
        Reject::VersionRequired => Problem::new(ErrorCode::Required, title).field("fixed_in"),
        Reject::DetailNotTaken(field) => Problem::new(ErrorCode::InvalidField, title).field(*field),
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self.problem).unwrap_or_default();
        let mut response = (status, [(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))], body).into_response();
        if self.problem.code == ErrorCode::NotFound && self.problem.title == NOT_THERE {
            response.extensions_mut().insert(NotThere);
        }
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// Answers for a handler that panicked; what it said goes to the log, not to the client.
pub(super) fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    Failure::from(Problem::new(ErrorCode::Internal, "the server could not do this")).into_response()
}
