//! The knowledge base: articles looked for as one types, browsed by category, and the manual beside them.

mod article;
mod keys;
mod reader;
#[cfg(test)]
mod tests;
mod view;
mod write;

use caseport_shared::api::article::{ArticleCategory, ArticleSummary};
use caseport_shared::api::document::Document;
use caseport_shared::article::{ArticleSort, ArticleState};
use caseport_shared::limits::{PAGE_DEFAULT, QUERY_CHARS};
use caseport_shared::text::inline;
use ratatui::Frame;
use ratatui::layout::Rect;

pub use article::Article;
pub use write::Write;

use self::keys::Action;
pub(super) use self::keys::{KEYS, READING, WRITING};
use crate::api::ArticlesAsked;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, ArticleAnswer, ArticleCall, Call, Effect, Failure, Route, Tone};
use crate::keymap::{Chord, Hint, Key, Section, hints, resolve, section};
use crate::msg::Msg;
use crate::widgets::dialog::{Choice, Dialog, Item, Pick};
use crate::widgets::editor::{self, Editor, Outcome};
use crate::widgets::list::Selection;
use crate::widgets::words;

/// Most articles that are listed without words.
const LISTED: usize = 500;

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Tab {
    /// Articles, the newest first.
    #[default]
    Recent,
    /// Articles, those that are read most first.
    Popular,
    /// Help documents.
    Manual,
}

#[derive(Debug)]
enum Ask {
    /// Articles, after those that are here.
    List(Vec<ArticleSummary>),
    Categories,
    Documents,
    /// Which category: their slugs, after all of them.
    Category(Vec<Option<ArticleCategory>>),
    /// Which state, after all of them.
    State,
}

/// A question about the knowledge base.
fn call(call: ArticleCall) -> Call {
    Call::Articles(Box::new(call))
}

/// The screen.
#[derive(Debug)]
pub struct Articles {
    words: Editor,
    tab: Tab,
    category: Option<ArticleCategory>,
    state: Option<ArticleState>,
    list: Option<Vec<ArticleSummary>>,
    /// What the list was asked with, once it is here.
    answered: String,
    categories: Vec<ArticleCategory>,
    /// Documents with what they belong to.
    documents: Option<Vec<(String, Document)>>,
    selection: Selection,
    failed: Option<String>,
    asks: Asks<Ask>,
    /// Whether something was typed since the list was asked for, which is asked for again once it is here.
    is_late: bool,
    chord: Chord,
}

impl Default for Articles {
    fn default() -> Self {
        Self {
            words: Editor::line("", QUERY_CHARS),
            tab: Tab::default(),
            category: None,
            state: None,
            list: None,
            answered: String::new(),
            categories: Vec::new(),
            documents: None,
            selection: Selection::default(),
            failed: None,
            asks: Asks::default(),
            is_late: false,
            chord: Chord::default(),
        }
    }
}

impl Articles {
    fn asked(&self) -> ArticlesAsked {
        ArticlesAsked {
            query: self.words.text().trim().to_owned(),
            state: self.state,
            category: self.category.as_ref().map(|category| category.slug.clone()),
            sort: if self.tab == Tab::Popular { ArticleSort::Popular } else { ArticleSort::Recent },
            limit: Some(PAGE_DEFAULT),
            ..ArticlesAsked::default()
        }
    }

    /// Asks for what is to be shown now, one question after the other: whoever types fast asks no more often than is answered.
    fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
        if self.tab == Tab::Manual {
            return match self.documents {
                Some(_) => Vec::new(),
                None => self.asks.call(Ask::Documents, call(ArticleCall::Documents), cx),
            };
        }
        if self.asks.any(|ask| matches!(ask, Ask::List(_))) {
            self.is_late = true;
            return Vec::new();
        }
        self.is_late = false;
        self.asks.call(Ask::List(Vec::new()), call(ArticleCall::List(self.asked())), cx)
    }

    /// The list is another one from now on.
    fn turn(&mut self, cx: &Context) -> Vec<Effect> {
        self.selection = Selection::default();
        self.fetch(cx)
    }

    fn rows(&self) -> usize {
        match self.tab {
            Tab::Manual => self.documents.as_ref().map_or(0, Vec::len),
            Tab::Recent | Tab::Popular => self.list.as_ref().map_or(0, Vec::len),
        }
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        match resolve(KEYS, &self.chord, key, self, cx) {
            Some(action) => self.act(action, cx),
            None if self.tab == Tab::Manual => Vec::new(),
            None => match self.words.key(key, cx) {
                Outcome::Changed => self.turn(cx),
                Outcome::Same | Outcome::Full | Outcome::Unknown => Vec::new(),
            },
        }
    }

    fn act(&mut self, action: Action, cx: &Context) -> Vec<Effect> {
        match action {
            Action::Move(step) => {
                self.selection.step(step, self.rows());
                Vec::new()
            }
            Action::Open => self.open(cx),
            Action::NextTab => {
                self.tab = match self.tab {
                    Tab::Recent => Tab::Popular,
                    Tab::Popular => Tab::Manual,
                    Tab::Manual => Tab::Recent,
                };
                self.turn(cx)
            }
            Action::Category => {
                let depth = |category: &ArticleCategory| {
                    let parent = |slug: &str| self.categories.iter().find(|one| one.slug == slug)?.parent.as_deref();
                    std::iter::successors(category.parent.as_deref(), |slug| parent(slug)).take(self.categories.len()).count()
                };
                let label = |category: &ArticleCategory| format!("{}{}", "  ".repeat(depth(category)), inline(&category.name));
                let mut items = vec![Item { label: cx.text("articles-all-categories"), detail: String::new() }];
                items.extend(self.categories.iter().map(|category| Item { label: label(category), detail: String::new() }));
                let all = std::iter::once(None).chain(self.categories.iter().cloned().map(Some)).collect();
                let pick = Pick { title: cx.text("articles-category"), items, at: 0 };
                self.asks.dialog(Ask::Category(all), Dialog::Pick(pick), cx)
            }
            Action::State => {
                let mut items = vec![Item { label: cx.text("articles-all-states"), detail: String::new() }];
                let label = |state: &ArticleState| cx.text(&format!("article-state-{state}"));
                items.extend(ArticleState::ALL.iter().map(|state| Item { label: label(state), detail: String::new() }));
                self.asks.dialog(Ask::State, Dialog::Pick(Pick { title: cx.text("articles-state"), items, at: 0 }), cx)
            }
            Action::New => vec![Effect::Go(Route::WriteArticle(None))],
            Action::Leave if !self.words.is_empty() => {
                self.words.set("");
                self.turn(cx)
            }
            Action::Leave => vec![Effect::Back],
        }
    }

    fn open(&self, cx: &Context) -> Vec<Effect> {
        let at = self.selection.at();
        match self.tab {
            Tab::Manual => match self.documents.as_ref().and_then(|all| all.get(at)) {
                Some((_, document)) => {
                    let said = cx.text_with("documents-copied", &[("url", inline(&document.url).into_owned().into())]);
                    vec![Effect::Copy(document.url.clone()), Effect::Say(Tone::Good, said)]
                }
                None => Vec::new(),
            },
            Tab::Recent | Tab::Popular => match self.list.as_ref().and_then(|list| list.get(at)) {
                Some(article) => vec![Effect::Go(Route::Article(article.slug.clone()))],
                None => Vec::new(),
            },
        }
    }

    fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        let answer = match outcome {
            Ok(Answer::Articles(answer)) => *answer,
            Ok(_) => {
                self.failed = Some(cx.text("error-unexpected-answer"));
                return Vec::new();
            }
            // Without categories the list is as good as before.
            Err(_) if matches!(ask, Ask::Categories) => return Vec::new(),
            Err(failure) => {
                self.failed = Some(words::failure(&failure, cx));
                return if self.is_late { self.fetch(cx) } else { Vec::new() };
            }
        };
        match (ask, answer) {
            (Ask::List(_), _) if self.is_late => self.fetch(cx),
            (Ask::List(mut known), ArticleAnswer::Page(page)) => {
                let is_stuck = page.items.is_empty();
                known.extend(page.items);
                let asked = self.asked();
                self.answered.clone_from(&asked.query);
                self.failed = None;
                let more = page.next.filter(|_| !is_stuck && known.len() < LISTED);
                self.list = Some(known.clone());
                self.selection.clamp(known.len());
                match more {
                    Some(cursor) => {
                        let next = ArticlesAsked { cursor: Some(cursor), ..asked };
                        self.asks.call(Ask::List(known), call(ArticleCall::List(next)), cx)
                    }
                    None => Vec::new(),
                }
            }
            (Ask::Categories, ArticleAnswer::Categories(all)) => {
                self.categories = all.items;
                Vec::new()
            }
            (Ask::Documents, ArticleAnswer::Documents(all)) => {
                let of = |product: Option<String>| product.map_or_else(|| cx.text("documents-of-all"), |slug| inline(&slug).into_owned());
                let flat = all.items.into_iter().flat_map(|group| {
                    let name = format!("{} ({})", of(group.product), group.language.name());
                    group.documents.into_iter().map(move |document| (name.clone(), document))
                });
                (self.documents, self.failed) = (Some(flat.collect()), None);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn chose(&mut self, ask: Ask, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (ask, choice) {
            (Ask::Category(all), Choice::Nth(at)) => {
                self.category = all.into_iter().nth(at).flatten();
                self.turn(cx)
            }
            (Ask::State, Choice::Nth(at)) => {
                self.state = at.checked_sub(1).and_then(|at| ArticleState::ALL.get(at).copied());
                self.turn(cx)
            }
            _ => Vec::new(),
        }
    }
}

impl Layer for Articles {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened => {
                let mut effects = self.fetch(cx);
                effects.extend(self.asks.call(Ask::Categories, call(ArticleCall::Categories), cx));
                effects
            }
            // What was written or published above this screen shows.
            Msg::Shown | Msg::Back => self.fetch(cx),
            Msg::Key(key) => self.key(key, cx),
            Msg::Paste(text) if self.tab != Tab::Manual => {
                self.words.insert(&text);
                self.turn(cx)
            }
            Msg::Answer(ticket, outcome) => match self.asks.take(ticket) {
                Some(ask) => self.answer(ask, outcome, cx),
                None => Vec::new(),
            },
            Msg::Chose(ticket, choice) => match self.asks.take(ticket) {
                Some(ask) => self.chose(ask, choice, cx),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        view::draw(self, frame, area, cx);
    }

    fn is_typing(&self) -> bool {
        self.tab != Tab::Manual
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-articles", KEYS, self, cx), section("keys-editing", editor::KEYS, &self.words, cx)]
    }
}
