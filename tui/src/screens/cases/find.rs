//! Typing a query: what fits the word under the cursor, and what is wrong.

use caseport_shared::api::product::ProductSummary;
use caseport_shared::query::{self, Completion, complete, with_sort};

use super::keys::{FINDING, Find};
use super::{Cases, Mode, Wrong};
use crate::app::Context;
use crate::effect::{Call, Effect, Ticket};
use crate::keymap::{Key, resolve};

/// What is known for completion, and what is chosen of it.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) asked: Option<Ticket>,
    pub(super) products: Vec<ProductSummary>,
    pub(super) at: usize,
}

impl Cases {
    /// Fetches once what completion offers of products and organizations: one page, which bounds it.
    pub(super) fn begin_finding(&mut self, cx: &Context) -> Vec<Effect> {
        self.found.at = 0;
        if self.found.asked.is_some() {
            return Vec::new();
        }
        let ticket = cx.ticket();
        self.found.asked = Some(ticket);
        vec![Effect::Api(ticket, Call::Products { cursor: None })]
    }

    /// What fits the word under the cursor.
    pub(super) fn completion(&self) -> Option<Completion> {
        let Mode::Finding(editor) = &self.mode else { return None };
        complete(&editor.text(), editor.cursor(), |key| {
            let slug = |product: &ProductSummary| match key {
                "product" => Some(product.slug.clone()),
                "organization" => Some(product.organization.slug.clone()),
                _ => None,
            };
            let mut slugs: Vec<String> = self.found.products.iter().filter_map(slug).collect();
            slugs.sort();
            slugs.dedup();
            slugs
        })
    }

    pub(super) fn finding(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        let completion = self.completion();
        let count = completion.as_ref().map_or(1, |found| found.candidates.len());
        let at = self.found.at.min(count - 1);
        let found = resolve(FINDING, &self.chord, key, self, cx);
        let Mode::Finding(editor) = &mut self.mode else { return Vec::new() };
        match found {
            Some(Find::Next) => {
                self.found.at = (at + 1) % count;
                Vec::new()
            }
            Some(Find::Previous) => {
                self.found.at = (at + count - 1) % count;
                Vec::new()
            }
            Some(Find::Complete) => {
                if let Some(found) = completion {
                    editor.replace(found.replace, &found.candidates[at]);
                }
                self.found.at = 0;
                Vec::new()
            }
            None => {
                self.found.at = 0;
                editor.key(key, cx);
                let query = editor.text();
                // While a word is still being typed, only what was wrong before is looked at again.
                if self.wrong.is_some() {
                    self.wrong = query::parse(&query).err().map(|error| Wrong { query, error });
                }
                Vec::new()
            }
            Some(Find::Leave) => {
                self.mode = Mode::Reading;
                self.wrong = None;
                Vec::new()
            }
            Some(Find::Go) => {
                let query = editor.text().trim().to_owned();
                if let Err(error) = query::parse(&query) {
                    self.wrong = Some(Wrong { query, error });
                    return Vec::new();
                }
                (self.mode, self.wrong) = (Mode::Reading, None);
                let view = self.views.iter().position(|view| view.query == with_sort(&query, None));
                self.show(view, query, cx)
            }
        }
    }
}

/// What an example of the query language finds.
pub(super) fn query_label(example: &str) -> &'static str {
    const LABELS: &[(&str, &str)] = &[
        ("status", "query-status"),
        ("group", "query-group"),
        ("severity", "query-severity"),
        ("priority", "query-priority"),
        ("product", "query-product"),
        ("organization", "query-organization"),
        ("category", "query-category"),
        ("assignee", "query-assignee"),
        ("requester", "query-requester"),
        ("last", "query-last"),
        ("unread", "query-unread"),
        ("escalated", "query-escalated"),
        ("created", "query-created"),
        ("updated", "query-updated"),
        ("sort", "query-sort"),
    ];
    let key = example.split(':').next().unwrap_or_default();
    LABELS.iter().find(|(known, _)| *known == key).map_or("query-other", |(_, label)| *label)
}
