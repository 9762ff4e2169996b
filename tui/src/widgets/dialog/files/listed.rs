//! The entries of one folder: ordered, and narrowed by what was typed.

use std::cmp::Reverse;

use caseport_shared::text::inline;

use crate::effect::{Entry, Listing};
use crate::widgets::fuzzy::ranked;

/// A folder as it is shown.
#[derive(Debug, Default)]
pub(super) struct Listed {
    listing: Option<Listing>,
    /// The names as they are drawn, in the order of the entries.
    names: Vec<String>,
    found: Vec<usize>,
    is_by_name: bool,
    typed: String,
}

impl Listed {
    pub(super) fn put(&mut self, listing: Listing) {
        self.listing = Some(listing);
        self.order();
    }

    /// Newest first, or by name.
    pub(super) fn turn(&mut self) {
        self.is_by_name = !self.is_by_name;
        self.order();
    }

    pub(super) fn is_by_name(&self) -> bool {
        self.is_by_name
    }

    fn order(&mut self) {
        if let Some(listing) = &mut self.listing {
            listing.entries.sort_by_cached_key(|entry| {
                let age = if self.is_by_name { None } else { Some(Reverse(entry.at)) };
                (!entry.is_folder, age, entry.name.to_lowercase())
            });
            self.names = listing.entries.iter().map(|entry| inline(&entry.name).into_owned()).collect();
        }
        let typed = std::mem::take(&mut self.typed);
        self.narrow(&typed);
    }

    /// Leaves what fits; hidden names only where a dot was typed.
    pub(super) fn narrow(&mut self, typed: &str) {
        typed.clone_into(&mut self.typed);
        let with_hidden = typed.starts_with('.');
        let seen: Vec<usize> = (0..self.names.len()).filter(|at| with_hidden || !self.names[*at].starts_with('.')).collect();
        self.found = ranked(typed, seen.iter().map(|at| self.names[*at].as_str())).into_iter().map(|at| seen[at]).collect();
    }

    pub(super) fn is_loaded(&self) -> bool {
        self.listing.is_some()
    }

    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Entry> {
        self.listing.as_ref()?.entries.get(*self.found.get(at)?)
    }

    /// The name as it is drawn.
    pub(super) fn name(&self, at: usize) -> &str {
        self.found.get(at).map_or("", |at| &self.names[*at])
    }

    pub(super) fn path(&self) -> &str {
        self.listing.as_ref().map_or("", |listing| &listing.path)
    }

    pub(super) fn parent(&self) -> Option<String> {
        self.listing.as_ref()?.parent.clone()
    }

    pub(super) fn left_out(&self) -> usize {
        self.listing.as_ref().map_or(0, |listing| listing.left_out)
    }

    /// The path of something in this folder.
    pub(super) fn path_of(&self, name: &str) -> String {
        format!("{}/{name}", self.path().trim_end_matches('/'))
    }

    /// Where the entry with a path is.
    pub(super) fn find_path(&self, path: &str) -> Option<usize> {
        (0..self.count()).find(|at| self.get(*at).is_some_and(|entry| entry.is_folder && self.path_of(&entry.name) == path))
    }
}
