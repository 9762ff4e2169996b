//! The rows that are held: pages one after the other up to a bound, swapped whole when they are fetched again.

use caseport_shared::api::case::{CasePage, CaseSummary};
use caseport_shared::limits::{PAGE_DEFAULT, PAGE_MAX};

use crate::widgets::list::Selection;
use crate::widgets::scroll::Move;

/// Most rows held; beyond them a list is no longer something to scroll through.
pub(super) const ROWS_MAX: usize = 1_000;
/// How close to the end the selection comes before more is fetched.
const AHEAD: usize = 10;

/// Rows and selection.
#[derive(Debug, Default)]
pub(super) struct Rows {
    cases: Vec<CaseSummary>,
    next: Option<String>,
    selection: Selection,
    /// Rows that are being fetched anew, in place of those that are shown.
    incoming: Option<Vec<CaseSummary>>,
    is_loaded: bool,
}

impl Rows {
    pub(super) fn cases(&self) -> &[CaseSummary] {
        &self.cases
    }

    pub(super) fn selection(&self) -> &Selection {
        &self.selection
    }

    pub(super) fn selected(&self) -> Option<&CaseSummary> {
        self.cases.get(self.selection.at())
    }

    /// Whether anything has been fetched yet.
    pub(super) fn is_loaded(&self) -> bool {
        self.is_loaded
    }

    /// Whether there is more than may be held.
    pub(super) fn is_full(&self) -> bool {
        self.next.is_some() && self.cases.len() >= ROWS_MAX
    }

    pub(super) fn has_more(&self) -> bool {
        self.next.is_some()
    }

    pub(super) fn step(&mut self, step: Move, count: Option<usize>) {
        self.selection.step_by(step, count, self.cases.len());
    }

    pub(super) fn select(&mut self, at: usize) {
        self.selection.select(at);
        self.selection.clamp(self.cases.len());
    }

    /// Shows what the list held before, until what is being fetched is here.
    pub(super) fn remember(&mut self, page: CasePage) {
        self.is_loaded = true;
        self.cases = page.cases;
        self.selection.clamp(self.cases.len());
    }

    /// Begins to fetch anew: cursor and size of the first page.
    pub(super) fn begin(&mut self) -> (Option<String>, usize) {
        self.incoming = Some(Vec::new());
        (None, if self.cases.len() > PAGE_DEFAULT { PAGE_MAX } else { PAGE_DEFAULT })
    }

    /// What follows, where the selection is near the end and there is room.
    pub(super) fn wants_more(&self) -> Option<(String, usize)> {
        let is_near = self.selection.at() + AHEAD >= self.cases.len();
        let cursor = self.next.clone().filter(|_| is_near && self.cases.len() < ROWS_MAX)?;
        Some((cursor, PAGE_DEFAULT))
    }

    /// Takes a page; gives what to fetch next, where rows that are shown would otherwise vanish.
    pub(super) fn take(&mut self, page: CasePage) -> Option<(String, usize)> {
        self.is_loaded = true;
        self.next = page.next;
        let Some(mut incoming) = self.incoming.take() else {
            self.cases.extend(page.cases);
            return None;
        };
        incoming.extend(page.cases);
        if let Some(cursor) = self.next.clone().filter(|_| incoming.len() < self.cases.len().min(ROWS_MAX)) {
            self.incoming = Some(incoming);
            return Some((cursor, PAGE_MAX));
        }
        let selected = self.selected().map(|case| case.number);
        self.cases = incoming;
        match selected.and_then(|number| self.cases.iter().position(|case| case.number == number)) {
            Some(at) => self.selection.select(at),
            None => self.selection.clamp(self.cases.len()),
        }
        None
    }

    /// A page did not come: what is shown stays.
    pub(super) fn give_up(&mut self) {
        self.incoming = None;
    }
}
