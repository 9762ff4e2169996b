//! The query language of lists, views, search and commands: `group:open severity:1,2 -product:acme "exact words"`.

mod audit;
mod complete;
mod order;
mod parse;
#[cfg(test)]
mod tests;
mod when;

use crate::case::CaseNumber;
use crate::person::Side;
use crate::request::RequestState;
use crate::severity::{Priority, Severity};
use crate::status::{Status, StatusGroup};

pub use audit::{AUDIT_KEYS, AuditCondition, AuditFilter, parse_audit};
pub use complete::{Completion, complete};
pub use order::with_sort;
pub use parse::parse;
pub use when::{Moment, When};

/// A query that has been read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Every one must hold.
    pub filters: Vec<Filter>,
    /// Words and phrases; every one must be found, or not, if negated.
    pub texts: Vec<Text>,
    /// A term that may be a case's number: the case with it, or the word.
    pub number: Option<CaseNumber>,
    /// The order asked for.
    pub sort: Option<Sort>,
}

/// One condition on a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Whether the condition must not hold.
    pub negated: bool,
    /// The condition.
    pub condition: Condition,
}

/// A field and the values of which it must hold one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// `status:`
    Status(Vec<Status>),
    /// `group:`
    Group(Vec<StatusGroup>),
    /// `severity:`
    Severity(Vec<Severity>),
    /// `priority:`
    Priority(Vec<Priority>),
    /// `product:`, by slug.
    Product(Vec<String>),
    /// `organization:`, by slug.
    Organization(Vec<String>),
    /// `category:`, by slug of a category or subcategory.
    Category(Vec<String>),
    /// `assignee:`
    Assignee(Vec<Who>),
    /// `requester:`
    Requester(Vec<Who>),
    /// `last:`, which side wrote the last reply; a new case's description counts as the customer's.
    Last(Side),
    /// `unread:yes` or `unread:no`.
    Unread(bool),
    /// `escalated:yes` or `escalated:no`.
    Escalated(bool),
    /// `request:`, where the service request that a case carries stands.
    Request(Vec<RequestState>),
    /// `created:`
    Created(When),
    /// `updated:`
    Updated(When),
}

/// Somebody named in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// `me`, the asker.
    Me,
    /// `nobody`.
    Nobody,
    /// An email address, in the form in which it is compared.
    Email(String),
}

/// Words to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Whether they must not be found.
    pub negated: bool,
    /// One word, or the words of a phrase in order; clean, with a letter or digit in it.
    pub words: String,
    /// Whether the words were quoted: found in this order and not as beginnings of longer words.
    pub is_phrase: bool,
}

/// An order of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// Last change first; the default without words.
    Updated,
    /// Newest first.
    Created,
    /// Worst severity first, then last change.
    Severity,
    /// Oldest change first: what has waited longest.
    Oldest,
    /// Best match first; the default with words, and only there.
    Relevance,
}
crate::slug_enum!(Sort {
    Updated = "updated",
    Created = "created",
    Severity = "severity",
    Oldest = "oldest",
    Relevance = "relevance",
});

/// What is wrong with a query, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message} (at character {})", at + 1)]
pub struct QueryError {
    /// First wrong character, counted in characters from 0.
    pub at: usize,
    /// How many characters are wrong, at least 1.
    pub len: usize,
    /// What is wrong, safe for a terminal.
    pub message: String,
}

/// The keys of the language with an example of each, for completion and help.
pub const KEYS: &[(&str, &str)] = &[
    ("status", "status:bug-identified"),
    ("group", "group:open"),
    ("severity", "severity:1,2"),
    ("priority", "priority:high"),
    ("product", "product:acme-community"),
    ("organization", "organization:acme"),
    ("category", "category:sign-in"),
    ("assignee", "assignee:me"),
    ("requester", "requester:ada@example.com"),
    ("last", "last:customer"),
    ("unread", "unread:yes"),
    ("escalated", "escalated:yes"),
    ("request", "request:pending"),
    ("created", "created:>=2026-01-31"),
    ("updated", "updated:<7d"),
    ("sort", "sort:oldest"),
];
