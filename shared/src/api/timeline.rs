//! What happened on a case, in order: comments and facts.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::attachment::AttachmentView;
use super::comment::CommentView;
use super::person::PersonRef;
use crate::event::Fact;

/// One entry of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "entry", rename_all = "kebab-case")]
pub enum TimelineEntry {
    /// A reply or note; an escalation's reason is a reply with `escalation` set.
    Comment {
        /// The comment.
        comment: CommentView,
        /// Whether it is the reason of an escalation.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        escalation: bool,
    },
    /// A file that was sent by itself.
    File {
        /// The file.
        file: AttachmentView,
    },
    /// Anything else that happened.
    Event {
        /// When.
        at: Timestamp,
        /// Who did it; absent where the system did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        actor: Option<PersonRef>,
        /// For whom an agent did it (C1).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on_behalf_of: Option<PersonRef>,
        /// What happened.
        #[serde(flatten)]
        fact: Fact<PersonRef>,
    },
}

/// Part of a timeline, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TimelinePage {
    /// How many entries come before the first of these; ask `from` smaller numbers for those.
    pub from: u32,
    /// How many entries the reader may see in all.
    pub total: u32,
    /// The entries.
    pub entries: Vec<TimelineEntry>,
}
