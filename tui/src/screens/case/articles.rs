//! The articles of a case: those that are cited or named on it, those that its requester had read, for support those that may
//! answer; read over the case, and put into what is written.

use caseport_shared::api::article::CaseArticles;
use caseport_shared::api::timeline::TimelineEntry;
use caseport_shared::article::cited;
use caseport_shared::case::CaseAction;
use caseport_shared::limits::ARTICLES_PER_CASE;

use super::writing::{What, edited};
use super::{Ask, Case, Mode};
use crate::api;
use crate::app::Context;
use crate::effect::{Answer, Call, Effect, Failure, SuggestedAnswer, SuggestedCall, Tone};
use crate::keymap::Key;
use crate::screens::suggested::{Articles, Hidden, Item, Use, Wish, link, quoted, sections};
use crate::widgets::dialog::{Dialog, Item as Picked, Pick};
use crate::widgets::words;

impl Case {
    pub(super) fn ask_for(&mut self, ask: Ask, call: SuggestedCall, cx: &Context) -> Vec<Effect> {
        self.asks.call(ask, Call::Suggested(Box::new(call)), cx)
    }

    /// Puts the articles over the case, which come in a moment.
    pub(super) fn show_articles(&mut self, cx: &Context) -> Vec<Effect> {
        let can_insert = cx.is_support() && (matches!(self.mode, Mode::Writing(_)) || self.can(CaseAction::Reply));
        self.articles = Some(Articles::awaited(if can_insert { Use::Reply } else { Use::Reading }));
        self.asks.forget(|ask| matches!(ask, Ask::Articles | Ask::Article(_)));
        let call = SuggestedCall::OfCase(self.number);
        self.ask_for(Ask::Articles, call, cx)
    }

    pub(super) fn articles_key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        let Some(articles) = &mut self.articles else { return Vec::new() };
        match articles.key(key, cx) {
            Wish::Leave => {
                self.articles = None;
                Vec::new()
            }
            Wish::Fetch(slug) => self.ask_for(Ask::Article(slug.clone()), SuggestedCall::Article(slug), cx),
            Wish::Link(title, slug, hidden) => {
                let hidden = hidden.filter(|hidden| *hidden != Hidden::Some || !self.is_for_them());
                let mut effects = self.put_in(&link(&title, &slug), cx);
                if let Some(hidden) = hidden.filter(|_| self.is_for_customers()) {
                    let words = if hidden == Hidden::Some { "suggested-some-link" } else { "suggested-hidden-link" };
                    effects.push(Effect::Say(Tone::Bad, cx.text(words)));
                }
                effects
            }
            Wish::Excerpt => self.pick_excerpt(cx),
            Wish::Nothing | Wish::Solved(_) => Vec::new(),
        }
    }

    pub(super) fn articles_answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match ask {
            Ask::Articles => {
                let (of_case, failed) = match outcome {
                    Ok(Answer::Suggested(answer)) => match *answer {
                        SuggestedAnswer::OfCase(articles) => (articles, None),
                        _ => (CaseArticles::default(), Some(cx.text("error-unexpected-answer"))),
                    },
                    Ok(_) => (CaseArticles::default(), Some(cx.text("error-unexpected-answer"))),
                    Err(failure) => (CaseArticles::default(), Some(words::failure(&failure, cx))),
                };
                let items = self.items(&of_case);
                if let Some(articles) = &mut self.articles {
                    articles.fill(items, failed);
                }
                Vec::new()
            }
            Ask::Article(slug) => {
                let is_here = outcome.is_ok();
                if let Some(articles) = &mut self.articles {
                    articles.came(&slug, outcome, cx);
                }
                if !is_here {
                    return Vec::new();
                }
                self.ask_for(Ask::ArticleRead, SuggestedCall::Read { slug, draft: None, key: api::Key::fresh() }, cx)
            }
            // Whoever reads is not told that nobody noticed.
            _ => Vec::new(),
        }
    }

    /// Every article once, for the first reason that there is.
    fn items(&self, of_case: &CaseArticles) -> Vec<Item> {
        let why = |is_cited: bool| if is_cited { "suggested-cited" } else { "suggested-read" };
        let mut items: Vec<Item> = of_case.items.iter().map(|found| Item::new(&found.article, Some(why(found.is_cited)))).collect();
        let suggested = || of_case.suggested.iter().map(|article| Item::new(article, Some("suggested-fitting")));
        for slug in self.named() {
            if items.iter().all(|item| item.slug != slug) {
                // What may answer has a title to show.
                let known = suggested().find(|item| item.slug == slug).map(|item| item.because("suggested-mentioned"));
                items.push(known.unwrap_or_else(|| Item::named(&slug, "suggested-mentioned")));
            }
        }
        for item in suggested() {
            if items.iter().all(|known| known.slug != item.slug) {
                items.push(item);
            }
        }
        items
    }

    /// The articles that are named on the case as `article:SLUG`, as far as it is here.
    fn named(&self) -> Vec<String> {
        let Some(view) = &self.view else { return Vec::new() };
        let comment = |entry: &'_ TimelineEntry| match entry {
            TimelineEntry::Comment { comment, .. } if comment.redacted.is_none() => Some(comment.body.clone()),
            _ => None,
        };
        let texts = [view.description.clone(), view.summary.solution.clone().unwrap_or_default()];
        let mut named = Vec::new();
        for text in texts.into_iter().chain(self.entries.iter().filter_map(comment)) {
            for slug in cited(&text) {
                if named.len() < ARTICLES_PER_CASE && !named.iter().any(|known| known == slug) {
                    named.push(slug.to_owned());
                }
            }
        }
        named
    }

    /// Whether the article that is read is for the organization of the case.
    fn is_for_them(&self) -> bool {
        let desk = self.articles.as_ref().and_then(Articles::article).and_then(|article| article.desk.as_ref());
        let theirs = self.view.as_ref().map(|view| &view.summary.organization.slug);
        desk.zip(theirs).is_some_and(|(desk, theirs)| desk.organizations.contains(theirs))
    }

    /// Asks which part of the article that is read goes into what is written; the only one goes without a question.
    fn pick_excerpt(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(article) = self.articles.as_ref().and_then(Articles::article) else { return Vec::new() };
        let summary = &article.summary;
        let parts = sections(&article.body);
        let texts: Vec<String> = parts.iter().map(|part| quoted(part, &summary.title.text, &summary.slug)).collect();
        match &texts[..] {
            [] => Vec::new(),
            [only] => {
                let only = only.clone();
                self.put_part_in(&only, cx)
            }
            _ => {
                let items = parts.into_iter().map(|part| Picked { label: part.title, detail: String::new() }).collect();
                let pick = Pick { title: cx.text("suggested-parts"), items, at: 0 };
                self.asks.dialog(Ask::Excerpt(texts), Dialog::Pick(pick), cx)
            }
        }
    }

    /// Puts a part of the article that is read into what is written; says so where not every reader of it can read the article.
    pub(super) fn put_part_in(&mut self, text: &str, cx: &Context) -> Vec<Effect> {
        let article = self.articles.as_ref().and_then(Articles::article);
        let hidden = article.and_then(|article| Hidden::of(&article.summary));
        let hidden = hidden.filter(|hidden| *hidden != Hidden::Some || !self.is_for_them());
        let mut effects = self.put_in(text, cx);
        if hidden.is_some() && self.is_for_customers() {
            effects.push(Effect::Say(Tone::Bad, cx.text("suggested-hidden-part")));
        }
        effects
    }

    /// Whether customers read what is written.
    fn is_for_customers(&self) -> bool {
        matches!(&self.mode, Mode::Writing(writing) if writing.what != What::Note)
    }

    /// Puts a text where the cursor is in what is written, or into a reply; what stands there already stays.
    fn put_in(&mut self, text: &str, cx: &Context) -> Vec<Effect> {
        self.articles = None;
        let mut effects = match self.mode {
            Mode::Reading => self.write(What::Reply, cx),
            Mode::Writing(_) => Vec::new(),
        };
        let Mode::Writing(writing) = &mut self.mode else { return effects };
        let before = writing.editor.before_cursor();
        let is_block = text.contains('\n');
        let gap = match before.chars().next_back() {
            None => "",
            Some(_) if is_block => "\n\n",
            Some(last) if last.is_whitespace() || "([\"'".contains(last) => "",
            Some(_) => " ",
        };
        let outcome = writing.editor.insert(&format!("{gap}{text}"));
        effects.extend(edited(writing, outcome, cx));
        effects
    }
}
