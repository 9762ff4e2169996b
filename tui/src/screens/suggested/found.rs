//! The articles that were found for what a form holds: asked for when it changed, one question at a time, the newest text next.

use std::time::Duration;

use caseport_shared::api::article::{AskSuggestions, SuggestionList};
use ratatui::style::Style;

use super::Item;
use crate::app::Context;
use crate::effect::{Effect, Failure, Ticket};
use crate::widgets::words;

/// How long after a question the next one is asked at the earliest: words are looked for, not letters.
const REST: Duration = Duration::from_millis(300);

/// What the last answer was.
#[derive(Debug, Default)]
enum State {
    /// Nothing was typed that articles could be looked for with.
    #[default]
    Blank,
    /// Nothing is known yet.
    Looking,
    Known,
    Failed(String),
}

/// The articles, and what is under way for them.
#[derive(Debug, Default)]
pub(super) struct Found {
    items: Vec<Item>,
    state: State,
    /// What was asked last, as long as its answer is of interest.
    asked: Option<AskSuggestions>,
    is_changed: bool,
    is_asking: bool,
    rest: Option<Ticket>,
}

impl Found {
    pub(super) fn items(&self) -> &[Item] {
        &self.items
    }

    /// What the form holds has changed.
    pub(super) fn changed(&mut self) {
        self.is_changed = true;
    }

    /// Whether a question may be asked now, for which what the form holds is wanted.
    pub(super) fn is_due(&self) -> bool {
        self.is_changed && !self.is_asking && self.rest.is_none()
    }

    /// What is asked for what the form holds, and the rest after it; nothing where that is known.
    pub(super) fn next(&mut self, ask: AskSuggestions, cx: &Context) -> Option<(AskSuggestions, Effect)> {
        self.is_changed = false;
        if ask.subject.trim().is_empty() && ask.description.trim().is_empty() {
            // What is still asked is of no interest any more.
            (self.items, self.state, self.asked) = (Vec::new(), State::Blank, None);
            return None;
        }
        if self.asked.as_ref() == Some(&ask) {
            return None;
        }
        if self.items.is_empty() {
            self.state = State::Looking;
        }
        let ticket = cx.ticket();
        (self.asked, self.is_asking, self.rest) = (Some(ask.clone()), true, Some(ticket));
        Some((ask, Effect::Wake(ticket, REST)))
    }

    /// Whether this is the end of the rest.
    pub(super) fn rested(&mut self, ticket: Ticket) -> bool {
        self.rest.take_if(|rest| *rest == ticket).is_some()
    }

    /// What was found.
    pub(super) fn came(&mut self, outcome: Result<SuggestionList, Failure>, cx: &Context) {
        self.is_asking = false;
        if self.asked.is_none() {
            return;
        }
        match outcome {
            Ok(list) => {
                self.items = list.items.iter().map(|article| Item::new(article, None)).collect();
                self.state = State::Known;
            }
            Err(failure) => {
                // The same is asked once more when the server is heard again, or when something changes.
                self.asked = None;
                self.state = State::Failed(words::failure(&failure, cx));
            }
        }
    }

    /// What is said where there are no articles, or besides them.
    pub(super) fn words(&self, cx: &Context) -> (Style, String) {
        match &self.state {
            State::Blank => (cx.theme.muted, cx.text("suggested-blank")),
            State::Looking => (cx.theme.muted, cx.text("suggested-looking")),
            State::Known if self.items.is_empty() => (cx.theme.muted, cx.text("suggested-none")),
            State::Known => (cx.theme.muted, String::new()),
            State::Failed(words) => (cx.theme.warning, words.clone()),
        }
    }

    /// What is said in one line below a form; nothing before anything is known.
    pub(super) fn line(&self, key: &str, cx: &Context) -> Option<(Style, String)> {
        match self.state {
            State::Known if self.items.is_empty() => Some((cx.theme.muted, cx.text("suggested-none"))),
            _ if !self.items.is_empty() => {
                let values = [("count", self.items.len().into()), ("key", key.to_owned().into())];
                Some((cx.theme.accent, cx.text_with("suggested-count", &values)))
            }
            _ => None,
        }
    }
}
