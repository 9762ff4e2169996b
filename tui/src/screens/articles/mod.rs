//! The knowledge base: finding and reading articles, the manual beside them, and for support writing, publishing and judging them.

mod base;
mod marked;
mod names;
mod reader;
mod report;
#[cfg(test)]
mod tests;
mod versions;
mod writer;

pub use base::Articles;
pub use reader::Reader;
pub use report::Report;
pub use versions::Versions;
pub use writer::Writer;

pub(super) use base::{FINDING, KEYS};
pub(super) use reader::KEYS as READING;
pub(super) use report::KEYS as REPORT;
pub(super) use versions::KEYS as VERSIONS;
pub(super) use writer::{LOOKING, WRITING};

use crate::effect::{ArticlesCall, Call};

/// A question about the knowledge base.
fn ask(call: ArticlesCall) -> Call {
    Call::Articles(Box::new(call))
}
