//! Help documents: the manual, as a list of links for each product and language (MISSION section 5).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::reader::Language;

/// A help document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Title.
    pub title: String,
    /// Where it is, `https` or `http`.
    pub url: String,
}

/// The help documents of a product in a language, in the order in which they are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentGroup {
    /// Slug of the product; absent for what belongs to all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The language they are written in.
    #[serde(default)]
    pub language: Language,
    /// Documents.
    pub documents: Vec<Document>,
}

/// The help documents that the reader sees, by product and language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DocumentList {
    /// Groups: what belongs to all products first.
    pub items: Vec<DocumentGroup>,
}
