//! Finds articles: by words as they are typed, the recent and the popular ones, by topic; and the manual beside them.

mod answers;
mod keys;
mod topics;
mod view;

use caseport_shared::api::article::{ArticleCategory, ArticleSummary};
use caseport_shared::api::document::{Document, DocumentGroup};
use caseport_shared::article::{ArticleSort, ArticleState};
use caseport_shared::limits::{ARTICLE_CATEGORY_DEPTH, QUERY_CHARS};
use caseport_shared::reader::Language;
use ratatui::Frame;
use ratatui::layout::Rect;

pub(in crate::screens) use keys::{FINDING, KEYS};

use self::keys::{Action, Find};
use super::{ask, names};
use crate::api::ArticlesAsked;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, ArticlesAnswer, ArticlesCall, Effect, Route, Ticket, Tone};
use crate::keymap::{Chord, Hint, Key, Section, hints, resolve, resolve_counted, section};
use crate::msg::Msg;
use crate::screens::case::copied;
use crate::widgets::dialog::{Dialog, Item, Pick};
use crate::widgets::editor::{self, Editor};
use crate::widgets::link::followable;
use crate::widgets::list::Selection;

/// Articles of one page.
const PAGE: usize = 50;
/// Most articles that are held.
const ARTICLES_MAX: usize = 1_000;

/// A way to look for something to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Recent,
    Popular,
    Topics,
    Manual,
}

impl Part {
    const ALL: [Self; 4] = [Self::Recent, Self::Popular, Self::Topics, Self::Manual];

    const fn title(self) -> &'static str {
        match self {
            Self::Recent => "articles-recent",
            Self::Popular => "articles-popular",
            Self::Topics => "articles-topics",
            Self::Manual => "articles-manual",
        }
    }
}

#[derive(Debug)]
enum Ask {
    Page,
    More,
    Categories,
    Documents,
    State(Vec<Option<ArticleState>>),
    Language,
    Topic(topics::Ask),
}

/// The screen.
#[derive(Debug)]
pub struct Articles {
    part: Part,
    state: Option<ArticleState>,
    language: Option<Language>,
    category: Option<String>,
    words: Editor,
    is_finding: bool,
    list: Option<Vec<ArticleSummary>>,
    /// The words that the list answers.
    answered: String,
    next: Option<String>,
    categories: Option<Vec<ArticleCategory>>,
    documents: Option<Vec<DocumentGroup>>,
    failed: Option<String>,
    selection: Selection,
    /// The question about articles that is under way; there is one at most.
    asked: Option<Ticket>,
    asks: Asks<Ask>,
    chord: Chord,
}

impl Default for Articles {
    fn default() -> Self {
        Self::new()
    }
}

impl Articles {
    /// The knowledge base with its newest articles.
    pub fn new() -> Self {
        Self {
            part: Part::Recent,
            state: None,
            language: None,
            category: None,
            words: Editor::line("", QUERY_CHARS),
            is_finding: false,
            list: None,
            answered: String::new(),
            next: None,
            categories: None,
            documents: None,
            failed: None,
            selection: Selection::default(),
            asked: None,
            asks: Asks::default(),
            chord: Chord::default(),
        }
    }

    fn is_narrowed(&self) -> bool {
        !self.words.is_blank() || self.category.is_some() || self.state.is_some() || self.language.is_some()
    }

    fn count(&self) -> usize {
        match self.part {
            Part::Recent | Part::Popular => self.list.as_ref().map_or(0, Vec::len),
            Part::Topics => self.categories.as_ref().map_or(0, Vec::len),
            Part::Manual => self.manual().count(),
        }
    }

    /// The documents in their order, each with the group that it is of.
    fn manual(&self) -> impl Iterator<Item = (usize, &Document)> {
        let groups = self.documents.iter().flatten().enumerate();
        groups.flat_map(|(at, group)| group.documents.iter().map(move |document| (at, document)))
    }

    /// How deep a category lies.
    fn depth(&self, category: &ArticleCategory) -> usize {
        let all = self.categories.as_deref().unwrap_or_default();
        let mut parent = category.parent.as_deref();
        let mut depth = 0;
        while let Some(slug) = parent.filter(|_| depth < ARTICLE_CATEGORY_DEPTH) {
            depth += 1;
            parent = all.iter().find(|one| one.slug == slug).and_then(|one| one.parent.as_deref());
        }
        depth
    }

    /// Asks for articles; whatever was asked about them before is not waited for any more.
    fn fetch(&mut self, more: bool, cx: &Context) -> Vec<Effect> {
        self.asks.forget(|ask| matches!(ask, Ask::Page | Ask::More));
        let mut effects: Vec<Effect> = self.asked.take().map(Effect::Cancel).into_iter().collect();
        let query = self.words.text().trim().to_owned();
        let asked = ArticlesAsked {
            query,
            state: self.state,
            category: self.category.clone(),
            product: None,
            language: self.language,
            sort: if self.part == Part::Popular { ArticleSort::Popular } else { ArticleSort::Recent },
            cursor: if more { self.next.take() } else { None },
            limit: Some(PAGE),
        };
        let asking = self.asks.call(if more { Ask::More } else { Ask::Page }, ask(ArticlesCall::List(asked)), cx);
        if let [Effect::Api(ticket, _)] = asking[..] {
            self.asked = Some(ticket);
        }
        effects.extend(asking);
        effects
    }

    /// Asks for what the part shows.
    fn look(&mut self, cx: &Context) -> Vec<Effect> {
        self.failed = None;
        match self.part {
            Part::Recent | Part::Popular => self.fetch(false, cx),
            Part::Topics => self.asks.call(Ask::Categories, ask(ArticlesCall::Categories), cx),
            Part::Manual => self.asks.call(Ask::Documents, ask(ArticlesCall::Documents), cx),
        }
    }

    fn turn(&mut self, back: bool, cx: &Context) -> Vec<Effect> {
        let at = Part::ALL.iter().position(|part| *part == self.part).unwrap_or(0);
        let count = Part::ALL.len();
        let part = Part::ALL[(at + if back { count - 1 } else { 1 }) % count];
        self.show(part, cx)
    }

    fn show(&mut self, part: Part, cx: &Context) -> Vec<Effect> {
        if part != self.part && matches!(part, Part::Recent | Part::Popular) {
            self.list = None;
        }
        self.part = part;
        self.selection.select(0);
        self.look(cx)
    }

    /// Shows what fits anew, from the beginning.
    fn narrowed(&mut self, cx: &Context) -> Vec<Effect> {
        self.selection.select(0);
        self.failed = None;
        if matches!(self.part, Part::Topics | Part::Manual) {
            (self.part, self.list) = (Part::Recent, None);
        }
        self.fetch(false, cx)
    }

    /// Leaves out what narrows most lately: words, then the topic, then the rest; leaves where nothing does.
    fn widen(&mut self, cx: &Context) -> Vec<Effect> {
        if !self.is_narrowed() || matches!(self.part, Part::Topics | Part::Manual) {
            return vec![Effect::Back];
        }
        if !self.words.is_empty() {
            self.words.set("");
        } else if self.category.take().is_none() {
            (self.state, self.language) = (None, None);
        }
        self.narrowed(cx)
    }

    fn open(&mut self, cx: &Context) -> Vec<Effect> {
        let at = self.selection.at();
        match self.part {
            Part::Recent | Part::Popular => match self.list.as_ref().and_then(|list| list.get(at)) {
                Some(article) => vec![Effect::Go(Route::Article(article.slug.clone()))],
                None => Vec::new(),
            },
            Part::Topics => match self.categories.as_ref().and_then(|all| all.get(at)) {
                Some(category) => {
                    self.category = Some(category.slug.clone());
                    self.show(Part::Recent, cx)
                }
                None => Vec::new(),
            },
            Part::Manual => self.copy(cx),
        }
    }

    /// Copies where the selected document is, or the name by which the selected article is cited.
    fn copy(&self, cx: &Context) -> Vec<Effect> {
        let at = self.selection.at();
        let text = match self.part {
            Part::Recent | Part::Popular => {
                let slug = self.list.as_ref().and_then(|list| list.get(at)).map(|article| &article.slug);
                slug.map(|slug| format!("{}{slug}", caseport_shared::article::CITED_BY))
            }
            Part::Topics => None,
            Part::Manual => match self.manual().nth(at).map(|(_, document)| followable(&document.url)) {
                Some(None) => return vec![Effect::Say(Tone::Bad, cx.text("articles-no-address"))],
                url => url.flatten(),
            },
        };
        text.map_or_else(Vec::new, |text| copied(text, cx))
    }

    fn act(&mut self, action: Action, count: Option<usize>, cx: &Context) -> Vec<Effect> {
        match action {
            Action::Open => self.open(cx),
            Action::Find => {
                self.is_finding = true;
                if matches!(self.part, Part::Topics | Part::Manual) { self.show(Part::Recent, cx) } else { Vec::new() }
            }
            Action::Next => self.turn(false, cx),
            Action::Previous => self.turn(true, cx),
            Action::State => {
                let states: Vec<Option<ArticleState>> = std::iter::once(None).chain(ArticleState::ALL.iter().copied().map(Some)).collect();
                let name =
                    |state: &Option<ArticleState>| state.map_or_else(|| cx.text("articles-any-state"), |state| names::state(state, cx));
                let items = states.iter().map(|state| Item { label: name(state), detail: String::new() }).collect();
                let at = states.iter().position(|state| *state == self.state).unwrap_or(0);
                let pick = Pick { title: cx.text("articles-state"), items, at };
                self.asks.dialog(Ask::State(states), Dialog::Pick(pick), cx)
            }
            Action::Language => {
                let name = |language: &Language| Item { label: language.name().to_owned(), detail: String::new() };
                let any = Item { label: cx.text("articles-any-language"), detail: String::new() };
                let items = std::iter::once(any).chain(Language::ALL.iter().map(name)).collect();
                let at = Language::ALL.iter().position(|language| Some(*language) == self.language).map_or(0, |at| at + 1);
                let pick = Pick { title: cx.text("articles-language"), items, at };
                self.asks.dialog(Ask::Language, Dialog::Pick(pick), cx)
            }
            Action::New => vec![Effect::Go(Route::NewArticle(Box::default()))],
            Action::AddTopic => self.name_topic(true, cx),
            Action::EditTopic => self.name_topic(false, cx),
            Action::RemoveTopic => self.remove_topic(cx),
            Action::Report => vec![Effect::Go(Route::ArticleReport)],
            Action::Copy => self.copy(cx),
            Action::Refresh => self.look(cx),
            Action::Widen => self.widen(cx),
            Action::Back => vec![Effect::Back],
            Action::Move(step) => {
                let rows = self.count();
                self.selection.step_by(step, count, rows);
                self.more(cx)
            }
        }
    }

    /// Asks for the next page once the last row is selected.
    fn more(&mut self, cx: &Context) -> Vec<Effect> {
        let is_list = matches!(self.part, Part::Recent | Part::Popular);
        if is_list && self.next.is_some() && self.asked.is_none() && self.selection.at() + 1 >= self.count() {
            return self.fetch(true, cx);
        }
        Vec::new()
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        if !self.is_finding {
            return match resolve_counted(KEYS, &self.chord, key, self, cx) {
                Some((action, count)) => self.act(action, count, cx),
                None => Vec::new(),
            };
        }
        match resolve(FINDING, &self.chord, key, self, cx) {
            Some(Find::Open) => {
                self.is_finding = false;
                self.open(cx)
            }
            Some(Find::Leave) => {
                self.is_finding = false;
                Vec::new()
            }
            Some(Find::Move(step)) => self.act(Action::Move(step), None, cx),
            None => {
                let before = self.words.revision();
                self.words.key(key, cx);
                if self.words.revision() == before { Vec::new() } else { self.narrowed(cx) }
            }
        }
    }
}

impl Layer for Articles {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            // The topics are asked for at once: what narrows the list is named by them.
            Msg::Opened => [self.look(cx), self.asks.call(Ask::Categories, ask(ArticlesCall::Categories), cx)].concat(),
            Msg::Back => self.look(cx),
            // Whoever wrote an article finds it; whoever read one stays where they were.
            Msg::Shown if cx.is_support() && self.list.as_ref().is_some_and(|list| list.len() <= PAGE) => self.look(cx),
            Msg::Key(key) => self.key(key, cx),
            Msg::Paste(text) if self.is_finding => {
                self.words.insert(text.trim());
                self.narrowed(cx)
            }
            Msg::Remembered(ticket, Answer::Articles(answer), _) => {
                let is_new = match (self.asks.find(ticket), &*answer) {
                    (Some(Ask::Page), ArticlesAnswer::List(_)) => self.list.is_none(),
                    (Some(Ask::Categories), ArticlesAnswer::Categories(_)) => self.categories.is_none(),
                    (Some(Ask::Documents), ArticlesAnswer::Documents(_)) => self.documents.is_none(),
                    _ => false,
                };
                if is_new {
                    self.take(&Ask::Page, *answer);
                }
                Vec::new()
            }
            Msg::Answer(ticket, outcome) => {
                match self.asks.take(ticket) {
                    Some(Ask::Topic(asked)) => return self.arranged(asked, outcome, cx),
                    Some(ask) => self.answer(&ask, outcome, cx),
                    None => {}
                }
                Vec::new()
            }
            Msg::Chose(ticket, choice) => match self.asks.take(ticket) {
                Some(Ask::Topic(asked)) => self.chose_topic(asked, choice, cx),
                Some(ask) => self.chose(&ask, &choice, cx),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        view::draw(self, frame, area, cx);
    }

    fn is_typing(&self) -> bool {
        self.is_finding
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        if self.is_finding { hints(FINDING, self, cx) } else { hints(KEYS, self, cx) }
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        if self.is_finding {
            return vec![section("keys-articles-finding", FINDING, self, cx), section("keys-editing", editor::KEYS, &self.words, cx)];
        }
        vec![section("keys-articles", KEYS, self, cx)]
    }
}
