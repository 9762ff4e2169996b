//! What the user's machine tells of its files and folders; nothing in it is safe to draw.

use jiff::Timestamp;

/// What is in a folder of the user's machine; the names are as they are there, not safe to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Which folder.
    pub path: String,
    /// The one above it.
    pub parent: Option<String>,
    /// Files and folders, in no order.
    pub entries: Vec<Entry>,
    /// How many more there are that cannot be named or taken, or are too many.
    pub left_out: usize,
}

/// A file or folder in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name as it is there.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// In bytes.
    pub size: u64,
    /// When it last changed.
    pub at: Option<Timestamp>,
}

/// A file or folder that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: String,
    /// Its name as it is there.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
    /// In bytes.
    pub size: u64,
}
