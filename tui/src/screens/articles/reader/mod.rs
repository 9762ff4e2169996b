//! An article to read: its text with pictures, whether it helped, where it leads, and for support what can be done with it.

mod keys;
mod links;
pub(super) mod page;
pub(super) mod pictures;
pub(super) mod sheet;
mod steps;

use std::cell::Cell;

use caseport_shared::api::article::{ArticleView, ArticleVote};
use caseport_shared::article::CITED_BY;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

pub(in crate::screens) use keys::KEYS;

use self::keys::Action;
use self::links::Link;
use self::pictures::Pictures;
use self::sheet::Sheet;
use self::steps::Step;
use super::ask;
use crate::api::Key as Idempotency;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, ArticlesAnswer, ArticlesCall, Effect, Failure, Route, Tone};
use crate::keymap::{Chord, Hint, Key, Section, hints, resolve_counted, section};
use crate::msg::Msg;
use crate::screens::case::copied;
use crate::widgets::dialog::Choice;
use crate::widgets::scroll::Scroll;
use crate::widgets::text::{put, span, wrap};
use crate::widgets::words;

/// Most articles that one can go back to.
const TRAIL_MAX: usize = 20;

#[derive(Debug)]
enum Ask {
    /// The article that is open, by its slug.
    Article(String),
    /// That it was opened, of which nobody needs to hear.
    Opened,
    Follow(Vec<Link>),
    /// A word about whether it helped.
    Word(bool),
    Voted(ArticleVote),
    Confirm(Step),
    Moved(Step),
}

/// An article that is open, or one that can be gone back to.
#[derive(Debug)]
struct Open {
    slug: String,
    article: Option<Box<ArticleView>>,
    failed: Option<String>,
    /// Whether the server was told that it was opened.
    is_told: bool,
    scroll: Scroll,
    pictures: Pictures,
    links: Vec<Link>,
}

impl Open {
    fn new(slug: String) -> Self {
        let scroll = Scroll::default();
        Self { slug, article: None, failed: None, is_told: false, scroll, pictures: Pictures::default(), links: Vec::new() }
    }

    fn take(&mut self, article: Box<ArticleView>) {
        let is_first = self.article.is_none();
        // An answer about another name is about another article.
        self.slug.clone_from(&article.summary.slug);
        if is_first {
            self.pictures = Pictures::of(&self.slug, &article.pictures);
        } else {
            self.pictures.again(&article.pictures);
        }
        self.links = links::links(&article);
        (self.article, self.failed) = (Some(article), None);
    }
}

/// The screen.
#[derive(Debug)]
pub struct Reader {
    open: Open,
    trail: Vec<Open>,
    sheet: Sheet,
    is_covered: Cell<bool>,
    asks: Asks<Ask>,
    chord: Chord,
}

impl Reader {
    /// An article, by its slug.
    pub fn new(slug: String) -> Self {
        Self {
            open: Open::new(slug),
            trail: Vec::new(),
            sheet: Sheet::default(),
            is_covered: Cell::default(),
            asks: Asks::default(),
            chord: Chord::default(),
        }
    }

    fn article(&self) -> Option<&ArticleView> {
        self.open.article.as_deref()
    }

    fn links(&self) -> &[Link] {
        &self.open.links
    }

    fn fetch(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.forget(|ask| matches!(ask, Ask::Article(_)));
        let slug = self.open.slug.clone();
        self.asks.call(Ask::Article(slug.clone()), ask(ArticlesCall::Article(slug)), cx)
    }

    /// Shows an article as it is now.
    fn show(&mut self, article: Box<ArticleView>) {
        self.open.take(article);
        self.sheet.forget();
    }

    /// Opens another article, from which one can come back.
    fn go(&mut self, slug: String, cx: &Context) -> Vec<Effect> {
        if slug == self.open.slug {
            self.open.scroll.to(0);
            return Vec::new();
        }
        if self.trail.len() >= TRAIL_MAX {
            self.trail.remove(0);
        }
        self.trail.push(std::mem::replace(&mut self.open, Open::new(slug)));
        self.sheet.forget();
        self.fetch(cx)
    }

    fn back(&mut self) -> Vec<Effect> {
        let Some(before) = self.trail.pop() else { return vec![Effect::Back] };
        self.asks.clear();
        self.open = before;
        self.sheet.forget();
        Vec::new()
    }

    fn act(&mut self, action: Action, count: Option<usize>, cx: &Context) -> Vec<Effect> {
        match action {
            Action::Scroll(step) => {
                self.open.scroll.step_by(step, count);
                Vec::new()
            }
            Action::Follow => {
                let links = self.open.links.clone();
                let dialog = links::pick(&links, cx);
                self.asks.dialog(Ask::Follow(links), dialog, cx)
            }
            Action::Vote(helpful) => self.asks.dialog(Ask::Word(helpful), steps::word(helpful, None, cx), cx),
            Action::Cite => copied(format!("{CITED_BY}{}", self.open.slug), cx),
            Action::Edit => match self.article() {
                Some(article) => vec![Effect::Go(Route::EditArticle(Box::new(article.clone())))],
                None => Vec::new(),
            },
            Action::Versions => vec![Effect::Go(Route::ArticleVersions(self.open.slug.clone()))],
            Action::AskForReview => self.begin(Step::AskForReview, cx),
            Action::Publish => self.begin(Step::Publish, cx),
            Action::Archive => self.begin(Step::Archive, cx),
            Action::Reopen => self.begin(Step::Reopen, cx),
            Action::Refresh => self.fetch(cx),
            Action::Back => self.back(),
        }
    }

    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        match resolve_counted(KEYS, &self.chord, key, self, cx) {
            Some((action, count)) => self.act(action, count, cx),
            None => Vec::new(),
        }
    }

    fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask, outcome) {
            (Ask::Article(slug), Ok(Answer::Articles(answer))) if slug == self.open.slug => match *answer {
                ArticlesAnswer::Article(article) => {
                    self.show(article);
                    self.tell(cx)
                }
                _ => Vec::new(),
            },
            (Ask::Article(_), Err(failure)) => {
                let words = words::failure(&failure, cx);
                // What is shown stays; what is not there any more does not.
                if self.open.article.is_some() && !matches!(failure, Failure::Problem(_)) {
                    return vec![Effect::Say(Tone::Bad, words)];
                }
                (self.open.article, self.open.failed) = (None, Some(words));
                self.open.links.clear();
                Vec::new()
            }
            (Ask::Voted(vote), Ok(_)) => {
                if let Some(article) = &mut self.open.article {
                    article.vote = Some(vote);
                }
                self.sheet.forget();
                let mut effects = vec![Effect::Say(Tone::Good, cx.text("article-voted"))];
                effects.extend(self.fetch(cx));
                effects
            }
            (Ask::Voted(vote), Err(failure)) => {
                let wrong = Some((vote.word.unwrap_or_default(), words::failure(&failure, cx)));
                self.asks.dialog(Ask::Word(vote.helpful), steps::word(vote.helpful, wrong, cx), cx)
            }
            (Ask::Moved(step), outcome) => self.moved(step, outcome, cx),
            _ => Vec::new(),
        }
    }

    /// Tells the server once that the article was opened.
    fn tell(&mut self, cx: &Context) -> Vec<Effect> {
        if std::mem::replace(&mut self.open.is_told, true) {
            return Vec::new();
        }
        self.asks.call(Ask::Opened, ask(ArticlesCall::Opened(self.open.slug.clone(), Idempotency::fresh())), cx)
    }

    fn chose(&mut self, ask_of: Ask, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (ask_of, choice) {
            (Ask::Follow(links), Choice::Nth(at)) => match links.into_iter().nth(at) {
                Some(Link::Article(slug, _)) => self.go(slug, cx),
                Some(Link::Web(address)) => copied(address, cx),
                None => Vec::new(),
            },
            (Ask::Word(helpful), Choice::Typed(typed)) => {
                let word = typed.into_iter().next().map(|word| word.trim().to_owned()).filter(|word| !word.is_empty());
                let vote = ArticleVote { helpful, word };
                let call = ask(ArticlesCall::Vote(self.open.slug.clone(), vote.clone(), Idempotency::fresh()));
                self.asks.call(Ask::Voted(vote), call, cx)
            }
            (Ask::Confirm(step), Choice::Nth(0)) => self.take_step(step, cx),
            _ => Vec::new(),
        }
    }
}

impl Layer for Reader {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened | Msg::Back => self.fetch(cx),
            Msg::Covered => {
                self.is_covered.set(true);
                Vec::new()
            }
            Msg::Shown if self.is_covered.take() => self.fetch(cx),
            Msg::Resized => {
                self.sheet.forget();
                Vec::new()
            }
            Msg::Key(key) => self.key(key, cx),
            Msg::Remembered(ticket, Answer::Articles(answer), _) if self.open.article.is_none() => {
                if let (Some(Ask::Article(_)), ArticlesAnswer::Article(article)) = (self.asks.find(ticket), *answer) {
                    self.show(article);
                }
                Vec::new()
            }
            Msg::Answer(ticket, outcome) => {
                if let Some(ask) = self.asks.take(ticket) {
                    return self.answer(ask, outcome, cx);
                }
                self.sheet.take(ticket, outcome, &mut self.open.pictures);
                Vec::new()
            }
            Msg::Chose(ticket, choice) => match self.asks.take(ticket) {
                Some(ask) => self.chose(ask, choice, cx),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let Some(article) = self.article() else {
            let (words, style) = match &self.open.failed {
                Some(words) => (words.clone(), cx.theme.danger),
                None => (cx.text("article-loading"), cx.theme.muted),
            };
            for (y, line) in (area.y..area.bottom()).zip(wrap(&words, usize::from(area.width))) {
                put(frame.buffer_mut(), area.x, y, area.width, &Line::from(span(line, style)));
            }
            return;
        };
        let open = &self.open;
        let make = |size| page::article(article, &open.pictures, size, cx);
        self.sheet.draw((&open.scroll, &open.pictures), make, frame, area, cx);
    }

    fn drawn(&mut self, cx: &Context) -> Vec<Effect> {
        self.sheet.drawn(&mut self.open.pictures, cx)
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(KEYS, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-article", KEYS, self, cx)]
    }
}
