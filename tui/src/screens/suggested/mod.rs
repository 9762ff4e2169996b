//! Articles over a form or a case: a list of them and one that is read, with what can be done with it; the screen below asks for
//! them and does what is wished.

mod beside;
mod excerpt;
mod found;
mod keys;
mod marked;
mod opened;
mod view;

use caseport_shared::api::article::{ArticleSummary, ArticleView, Marked};
use caseport_shared::article::{ArticleAudience, ArticleState};
use ratatui::Frame;
use ratatui::layout::Rect;

pub(super) use beside::{Beside, Next};
pub(super) use excerpt::{link, quoted, sections};
pub(super) use keys::KEYS;
pub(super) use view::pane_cells;

use self::keys::Action;
use self::opened::Opened;
use crate::app::Context;
use crate::effect::{Answer, Failure};
use crate::keymap::{self, Chord, Hint, Key, resolve_counted};
use crate::widgets::list::Selection;

/// What an article here is of use for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// It may make the form below needless.
    Form,
    /// It can be put into a reply.
    Reply,
    /// It can be read.
    Reading,
}

/// An article in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) slug: String,
    pub(super) title: Marked,
    pub(super) excerpt: Marked,
    /// Keys of the words that say why it is here, and who cannot read it.
    pub(super) notes: Vec<&'static str>,
    /// Whether customers cannot read it.
    pub(super) is_hidden: bool,
}

impl Item {
    /// An article with the key of the words for why it is here.
    pub(super) fn new(article: &ArticleSummary, why: Option<&'static str>) -> Self {
        let mut notes: Vec<&'static str> = why.into_iter().collect();
        let hidden = hidden(article);
        notes.extend(hidden);
        let (slug, title, excerpt) = (article.slug.clone(), article.title.clone(), article.excerpt.clone());
        Self { slug, title, excerpt, notes, is_hidden: hidden.is_some() }
    }

    /// The same for another reason.
    pub(super) fn because(mut self, why: &'static str) -> Self {
        if let Some(first) = self.notes.first_mut() {
            *first = why;
        }
        self
    }

    /// An article of which the name alone is known.
    pub(super) fn named(slug: &str, why: &'static str) -> Self {
        let title = Marked { text: slug.to_owned(), marks: Vec::new() };
        Self { slug: slug.to_owned(), title, excerpt: Marked::default(), notes: vec![why], is_hidden: false }
    }
}

/// The key of the words that say that customers do not see an article.
fn hidden(article: &ArticleSummary) -> Option<&'static str> {
    if article.state != ArticleState::Published {
        return Some("suggested-unpublished");
    }
    (article.audience == Some(ArticleAudience::Staff)).then_some("suggested-staff")
}

/// What the screen below is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    Nothing,
    /// Take the articles away.
    Leave,
    /// Fetch this one, which is opened.
    Fetch(String),
    /// This one answered.
    Solved(String),
    /// Put a link to this one into the reply: its title and name, and whether customers cannot read it.
    Link(String, String, bool),
    /// Put a part of the one that is read into the reply.
    Excerpt,
}

/// How far the list is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Fetching,
    Here,
    Failed(String),
}

/// The articles.
#[derive(Debug)]
pub(super) struct Articles {
    used: Use,
    items: Vec<Item>,
    state: State,
    selection: Selection,
    open: Option<Opened>,
    chord: Chord,
}

impl Articles {
    /// Articles that are here.
    pub(super) fn new(used: Use, items: Vec<Item>) -> Self {
        Self { used, items, state: State::Here, selection: Selection::default(), open: None, chord: Chord::default() }
    }

    /// Articles that are on their way.
    pub(super) fn awaited(used: Use) -> Self {
        Self { state: State::Fetching, ..Self::new(used, Vec::new()) }
    }

    /// The list is here, or why not.
    pub(super) fn fill(&mut self, items: Vec<Item>, failed: Option<String>) {
        (self.items, self.state) = (items, failed.map_or(State::Here, State::Failed));
        self.selection.clamp(self.items.len());
    }

    /// The article that is read.
    pub(super) fn article(&self) -> Option<&ArticleView> {
        self.open.as_ref().and_then(Opened::article)
    }

    /// The answer to a question for an article, of which only the one that is opened is of interest.
    pub(super) fn came(&mut self, slug: &str, outcome: Result<Answer, Failure>, cx: &Context) {
        if let Some(open) = self.open.as_mut().filter(|open| open.slug() == slug) {
            open.came(outcome, cx);
        }
    }

    /// What was laid out is laid out anew.
    pub(super) fn resized(&mut self) {
        if let Some(open) = &mut self.open {
            open.resized();
        }
    }

    /// Takes a key; says what is wished.
    pub(super) fn key(&mut self, key: Key, cx: &Context) -> Wish {
        match resolve_counted(KEYS, &self.chord, key, self, cx) {
            Some((action, count)) => self.act(action, count),
            None => Wish::Nothing,
        }
    }

    fn act(&mut self, action: Action, count: Option<usize>) -> Wish {
        match action {
            Action::Open => self.open_selected(),
            Action::Solved => self.article().map_or(Wish::Nothing, |article| Wish::Solved(article.summary.slug.clone())),
            Action::Link => match (self.article(), self.items.get(self.selection.at())) {
                (Some(article), _) => {
                    let summary = &article.summary;
                    Wish::Link(summary.title.text.clone(), summary.slug.clone(), hidden(summary).is_some())
                }
                (None, Some(item)) => Wish::Link(item.title.text.clone(), item.slug.clone(), item.is_hidden),
                (None, None) => Wish::Nothing,
            },
            Action::Excerpt => Wish::Excerpt,
            Action::Next | Action::Previous => {
                let (at, count) = (self.selection.at(), self.items.len().max(1));
                let step = if matches!(action, Action::Next) { 1 } else { count - 1 };
                self.selection.select((at + step) % count);
                self.open_selected()
            }
            Action::Again => match &mut self.open {
                Some(open) => Wish::Fetch(open.again()),
                None => Wish::Nothing,
            },
            Action::Move(step) => {
                match &self.open {
                    Some(open) => open.step(step, count),
                    None => self.selection.step_by(step, count, self.items.len()),
                }
                Wish::Nothing
            }
            Action::Back if self.open.take().is_some() => Wish::Nothing,
            Action::Back => Wish::Leave,
        }
    }

    fn open_selected(&mut self) -> Wish {
        let Some(item) = self.items.get(self.selection.at()) else { return Wish::Nothing };
        self.open = Some(Opened::new(&item.slug, &item.title));
        Wish::Fetch(item.slug.clone())
    }

    /// Draws the article that is read, or the list in its own place.
    pub(super) fn view(&self, frame: &mut Frame<'_>, area: Rect, list: Rect, cx: &Context) {
        match &self.open {
            Some(open) => open.view(frame, area, cx),
            None => view::list(self, frame, list, cx),
        }
    }

    /// Whether an article is read, over everything below.
    pub(super) fn is_reading(&self) -> bool {
        self.open.is_some()
    }

    pub(super) fn hints(&self, cx: &Context) -> Vec<Hint> {
        keymap::hints(KEYS, self, cx)
    }

    pub(super) fn help(&self, cx: &Context) -> keymap::Section {
        keymap::section("keys-suggested", KEYS, self, cx)
    }
}
