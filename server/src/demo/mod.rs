//! The demo's content: organizations, people, products and cases as a real desk has them; loads nothing into a store itself.
//!
//! [`Content`] is what `assets/demo` says, [`cases`] expands its threads into cases with their history. Both are pure:
//! the same seed and time give the same cases.

mod calendar;
mod case;
mod content;
mod generate;
mod knowledge;
mod load;
mod random;
mod thread;
mod track;
mod words;
mod write;

#[cfg(test)]
mod tests;

pub use case::{DemoAction, DemoCase, DemoStep};
pub use content::{
    Category, Contact, Content, DemoFile, Maintenance, Organization, Person, Product, SignIn, StaffPerson, Subcategory, Support,
};
pub use generate::{CASES, cases};
pub use load::{Account, LoadError, accounts, load};
pub use thread::Thread;
pub use track::{Outcome, outcome};

/// A file of the assets that does not say what it should.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {source}")]
pub struct ContentError {
    /// Path within `assets`.
    pub file: &'static str,
    /// What is wrong with it.
    #[source]
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

fn parse<T: serde::de::DeserializeOwned>(file: &'static str, text: &str) -> Result<T, ContentError> {
    toml::from_str(text).map_err(|error| ContentError { file, source: Box::new(error) })
}
