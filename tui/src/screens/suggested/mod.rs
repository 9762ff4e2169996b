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
use caseport_shared::article::{ArticleAudience, ArticleState, cited};
use caseport_shared::limits::LINKS_PER_ARTICLE;
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
    /// Who cannot read it.
    hidden: Option<Hidden>,
}

impl Item {
    /// An article with the key of the words for why it is here.
    pub(super) fn new(article: &ArticleSummary, why: Option<&'static str>) -> Self {
        let mut notes: Vec<&'static str> = why.into_iter().collect();
        let hidden = Hidden::of(article);
        notes.extend(hidden.map(Hidden::note));
        let (slug, title, excerpt) = (article.slug.clone(), article.title.clone(), article.excerpt.clone());
        Self { slug, title, excerpt, notes, hidden }
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
        Self { slug: slug.to_owned(), title, excerpt: Marked::default(), notes: vec![why], hidden: None }
    }
}

/// Who of those who can read a reply cannot read an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hidden {
    /// It is not published.
    Unpublished,
    /// It is for support alone.
    Staff,
    /// It is for some organizations.
    Some,
}

impl Hidden {
    pub(super) fn of(article: &ArticleSummary) -> Option<Self> {
        match (article.state, article.audience) {
            (ArticleState::Published, None | Some(ArticleAudience::Customers)) => None,
            (ArticleState::Published, Some(ArticleAudience::Organizations)) => Some(Self::Some),
            (ArticleState::Published, Some(ArticleAudience::Staff)) => Some(Self::Staff),
            _ => Some(Self::Unpublished),
        }
    }

    const fn note(self) -> &'static str {
        match self {
            Self::Unpublished => "suggested-unpublished",
            Self::Staff => "suggested-staff",
            Self::Some => "suggested-some",
        }
    }
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
    /// Put a link to this one into the reply: its title and name, and who cannot read it.
    Link(String, String, Option<Hidden>),
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
        // What was known by its name alone has a title from now on.
        let title = self.article().map(|article| article.summary.title.clone());
        if let (Some(title), Some(item)) = (title, self.items.iter_mut().find(|item| item.slug == slug && item.title.text == slug)) {
            item.title = title;
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
                    Wish::Link(summary.title.text.clone(), summary.slug.clone(), Hidden::of(summary))
                }
                (None, Some(item)) => Wish::Link(item.title.text.clone(), item.slug.clone(), item.hidden),
                (None, None) => Wish::Nothing,
            },
            Action::Excerpt => Wish::Excerpt,
            Action::Named => self.open_named(),
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

    /// What the article that is read names or is near to; nothing that stands there already.
    fn named(&self) -> Vec<Item> {
        let Some(article) = self.article() else { return Vec::new() };
        let near = || article.related.iter().map(|near| Item::new(near, Some("suggested-near")));
        let known = |slug: &str| near().find(|item| item.slug == slug).map(|item| item.because("suggested-named"));
        let named = cited(&article.body).into_iter().map(|slug| known(slug).unwrap_or_else(|| Item::named(slug, "suggested-named")));
        let mut found: Vec<Item> = Vec::new();
        for item in named.chain(near()).filter(|item| item.slug != article.summary.slug) {
            if found.len() < LINKS_PER_ARTICLE && found.iter().all(|known| known.slug != item.slug) {
                found.push(item);
            }
        }
        found
    }

    /// Puts what the article names below it in the list; where that is one, it is opened.
    fn open_named(&mut self) -> Wish {
        let named = self.named();
        let Some(first) = named.first().map(|item| item.slug.clone()) else { return Wish::Nothing };
        let count = named.len();
        let new = named.into_iter().filter(|item| self.items.iter().all(|known| known.slug != item.slug)).collect::<Vec<_>>();
        let below = (self.selection.at() + 1).min(self.items.len());
        self.items.splice(below..below, new);
        self.selection.select(self.items.iter().position(|item| item.slug == first).unwrap_or(0));
        if count == 1 {
            return self.open_selected();
        }
        self.open = None;
        Wish::Nothing
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
