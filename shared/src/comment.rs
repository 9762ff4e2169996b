//! Comments: replies that everyone on the case reads, and notes that only support reads.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who reads a comment or a file (C11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    /// Everyone on the case.
    Public,
    /// Support alone.
    Internal,
}
crate::slug_enum!(Visibility { Public = "public", Internal = "internal" });

/// A comment's name within its case: `reply-3` or `note-2`.
///
/// Replies and notes are numbered apart, so that the number of a reply says nothing about notes (C13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommentRef {
    /// Which of the two numberings.
    pub visibility: Visibility,
    /// From 1 in the order of writing.
    pub number: i64,
}

impl fmt::Display for CommentRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.visibility {
            Visibility::Public => "reply",
            Visibility::Internal => "note",
        };
        write!(f, "{kind}-{}", self.number)
    }
}

/// A text that names no comment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a comment is named such as reply-3 or note-2")]
pub struct NoSuchComment;

impl std::str::FromStr for CommentRef {
    type Err = NoSuchComment;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, number) = text.split_once('-').ok_or(NoSuchComment)?;
        let visibility = match kind {
            "reply" => Visibility::Public,
            "note" => Visibility::Internal,
            _ => return Err(NoSuchComment),
        };
        let number = number.parse().ok().filter(|number| *number > 0).ok_or(NoSuchComment)?;
        Ok(Self { visibility, number })
    }
}

impl Serialize for CommentRef {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CommentRef {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for CommentRef {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^(reply|note)-[1-9][0-9]*$"))
            .into()
    }
}

impl ToSchema for CommentRef {}

/// How far somebody has read a case: the last reply and the last note that they saw (C12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// Number of the last reply seen; 0 for none.
    pub replies: i64,
    /// Number of the last note seen; always 0 for customers.
    #[serde(default)]
    pub notes: i64,
}

impl Seen {
    /// Whether `now` holds a comment that this reader has not seen.
    pub const fn is_behind(self, now: Self) -> bool {
        self.replies < now.replies || self.notes < now.notes
    }
}
