//! Facts about a case: what the timeline tells and the journal keeps.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::comment::CommentRef;
use crate::severity::{Priority, Severity};
use crate::status::Status;

/// Something that happened to a case, in the past tense; `P` is how a person is written.
///
/// In the journal `P` is an id, on the wire a [`PersonRef`](crate::api::person::PersonRef). Facts hold ids and small
/// values, never the text that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "fact", rename_all = "kebab-case")]
pub enum Fact<P> {
    /// The case was filed.
    Filed,
    /// A reply or note was written.
    Commented {
        /// Which one.
        comment: CommentRef,
    },
    /// A file was put on the case by itself.
    Attached {
        /// Which file.
        file: Uuid,
    },
    /// The status changed, closing and reopening apart.
    StatusSet {
        /// Before.
        from: Status,
        /// After.
        to: Status,
        /// The date that the status asks for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        date: Option<Date>,
        /// The version that the status asks for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fixed_in: Option<String>,
    },
    /// The case was closed.
    Closed,
    /// Nobody answered in time, so the case was closed by itself (C6).
    ClosedByItself,
    /// The case was opened again.
    Reopened {
        /// The status it was in.
        from: Status,
    },
    /// The customer asked for more attention; the reason is the comment.
    Escalated {
        /// The reply that holds the reason.
        comment: CommentRef,
    },
    /// The impact changed.
    SeveritySet {
        /// Before.
        from: Severity,
        /// After.
        to: Severity,
    },
    /// "Your priority" changed.
    PrioritySet {
        /// Before.
        from: Priority,
        /// After.
        to: Priority,
    },
    /// Category or subcategory changed.
    CategorySet,
    /// The case was given to an agent, or to nobody.
    Assigned {
        /// The new assignee.
        to: Option<P>,
    },
    /// The case was given to another requester.
    RequesterSet {
        /// Before.
        from: P,
        /// After.
        to: P,
    },
    /// Somebody may follow the case from now on.
    WatcherAdded {
        /// Who.
        person: P,
    },
    /// Somebody no longer follows the case.
    WatcherRemoved {
        /// Who.
        person: P,
    },
    /// The solution was written or changed.
    Solved,
    /// The reference to the internal ticket changed; only staff see this.
    TicketSet,
    /// The description was taken away (MISSION section 4).
    DescriptionRedacted,
    /// A comment's content was taken away (MISSION section 4).
    CommentRedacted {
        /// Which one.
        comment: CommentRef,
    },
    /// A file's content was taken away (MISSION section 4).
    FileRedacted {
        /// Which one.
        file: Uuid,
    },
    /// Support did what the case asked for (S8).
    RequestApplied,
    /// Support did not do what the case asked for; a reply says why.
    RequestDeclined,
    /// Support took back what it had done.
    RequestUndone,
    /// An internal file became public because a reply includes it (C11).
    FileShared {
        /// Which one.
        file: Uuid,
    },
}

impl<P> Fact<P> {
    /// The same fact with every person written another way; the first error ends it.
    pub fn try_map<Q, E>(self, mut person: impl FnMut(P) -> Result<Q, E>) -> Result<Fact<Q>, E> {
        Ok(match self {
            Self::Assigned { to } => Fact::Assigned { to: to.map(person).transpose()? },
            Self::RequesterSet { from, to } => Fact::RequesterSet { from: person(from)?, to: person(to)? },
            Self::WatcherAdded { person: who } => Fact::WatcherAdded { person: person(who)? },
            Self::WatcherRemoved { person: who } => Fact::WatcherRemoved { person: person(who)? },
            Self::Filed => Fact::Filed,
            Self::Commented { comment } => Fact::Commented { comment },
            Self::Attached { file } => Fact::Attached { file },
            Self::StatusSet { from, to, date, fixed_in } => Fact::StatusSet { from, to, date, fixed_in },
            Self::Closed => Fact::Closed,
            Self::ClosedByItself => Fact::ClosedByItself,
            Self::Reopened { from } => Fact::Reopened { from },
            Self::Escalated { comment } => Fact::Escalated { comment },
            Self::SeveritySet { from, to } => Fact::SeveritySet { from, to },
            Self::PrioritySet { from, to } => Fact::PrioritySet { from, to },
            Self::CategorySet => Fact::CategorySet,
            Self::Solved => Fact::Solved,
            Self::TicketSet => Fact::TicketSet,
            Self::DescriptionRedacted => Fact::DescriptionRedacted,
            Self::CommentRedacted { comment } => Fact::CommentRedacted { comment },
            Self::FileRedacted { file } => Fact::FileRedacted { file },
            Self::RequestApplied => Fact::RequestApplied,
            Self::RequestDeclined => Fact::RequestDeclined,
            Self::RequestUndone => Fact::RequestUndone,
            Self::FileShared { file } => Fact::FileShared { file },
        })
    }
}
