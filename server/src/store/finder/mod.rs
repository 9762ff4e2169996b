//! How articles are found: an index in rows of the database, the same on both engines, with words that are mistyped, not finished,
//! or other words for the same.

mod find;
mod index;
mod passage;
mod plain;
mod postings;
mod score;
mod words;

pub(super) use find::{Found, Part, find};
pub(super) use index::{Entry, change};
pub(super) use passage::Marker;
