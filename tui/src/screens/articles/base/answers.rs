//! What the knowledge base was answered: by the server, and by the user about what to show.

use caseport_shared::api::article::ArticlePage;
use caseport_shared::reader::Language;

use super::{ARTICLES_MAX, Articles, Ask};
use crate::app::Context;
use crate::effect::{Answer, ArticlesAnswer, Effect, Failure};
use crate::widgets::dialog::Choice;
use crate::widgets::words;

impl Articles {
    pub(super) fn answer(&mut self, ask: &Ask, outcome: Result<Answer, Failure>, cx: &Context) {
        if matches!(ask, Ask::Page | Ask::More) {
            self.asked = None;
        }
        match outcome {
            Ok(Answer::Articles(answer)) => self.take(ask, *answer),
            Ok(_) => self.failed = Some(cx.text("error-unexpected-answer")),
            Err(failure) => self.failed = Some(words::failure(&failure, cx)),
        }
    }

    pub(super) fn take(&mut self, ask: &Ask, answer: ArticlesAnswer) {
        match answer {
            ArticlesAnswer::List(page) => self.listed(page, matches!(ask, Ask::More)),
            ArticlesAnswer::Categories(list) => self.categories = Some(list.items),
            ArticlesAnswer::Documents(list) => self.documents = Some(list.items),
            _ => return,
        }
        self.failed = None;
        let count = self.count();
        self.selection.clamp(count);
    }

    fn listed(&mut self, page: ArticlePage, more: bool) {
        self.words.text().trim().clone_into(&mut self.answered);
        let known = self.list.get_or_insert_default();
        if !more {
            known.clear();
        }
        known.extend(page.items);
        known.truncate(ARTICLES_MAX);
        self.next = page.next.filter(|_| known.len() < ARTICLES_MAX);
    }

    pub(super) fn chose(&mut self, ask: &Ask, choice: &Choice, cx: &Context) -> Vec<Effect> {
        match (ask, choice) {
            (Ask::State(states), Choice::Nth(at)) => self.state = states.get(*at).copied().flatten(),
            (Ask::Language, Choice::Nth(at)) => self.language = at.checked_sub(1).and_then(|at| Language::ALL.get(at)).copied(),
            _ => return Vec::new(),
        }
        self.narrowed(cx)
    }
}
