//! Writing an article as a page: Markdown below its front matter, with a preview; what is typed is never thrown away unasked.

use caseport_shared::api::article::{ArticleContent, ArticleSummary, ArticleView, Marked, NewArticle};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::article::{ArticleAudience, ArticleState};
use caseport_shared::limits::ARTICLE_CHARS;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::call;
use super::keys::{WRITING, Writing};
use super::reader::Reader;
use crate::api::Key as Idempotency;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, ArticleAnswer, ArticleCall, Effect, Failure, HostAnswer, HostOp, Route, Ticket, Tone};
use crate::keymap::{Chord, Hint, Key, Section, hints, resolve, section};
use crate::msg::Msg;
use crate::page::Page;
use crate::widgets::dialog::{Choice, Confirm, Dialog};
use crate::widgets::editor::{self, Editor, Outcome};
use crate::widgets::text::{fit, put, span};
use crate::widgets::words;

/// Characters of a page beside the article's text.
const FRONT_CHARS: usize = 10_000;

#[derive(Debug)]
enum Ask {
    View,
    Saved,
    /// What somebody else wrote meanwhile.
    Theirs,
    /// Whether to leave what is not saved.
    Leave,
}

/// The screen.
#[derive(Debug)]
pub struct Write {
    slug: Option<String>,
    /// The version that is written upon.
    version: i64,
    text: Editor,
    /// The text as it was saved last.
    saved: String,
    is_loaded: bool,
    preview: Option<Reader>,
    error: Option<String>,
    /// The text that is being saved.
    sent: Option<String>,
    editing: Option<Ticket>,
    asks: Asks<Ask>,
    chord: Chord,
}

impl Write {
    /// An article that is there, or a new one.
    pub fn new(slug: Option<String>) -> Self {
        let content = ArticleContent { title: String::new(), audience: ArticleAudience::Customers, ..ArticleContent::default() };
        let page = if slug.is_none() { Page { state: ArticleState::Draft, content }.write() } else { String::new() };
        let mut text = Editor::block(&page, ARTICLE_CHARS + FRONT_CHARS);
        text.to_start();
        Self {
            is_loaded: slug.is_none(),
            slug,
            version: 0,
            text,
            saved: page,
            preview: None,
            error: None,
            sent: None,
            editing: None,
            asks: Asks::default(),
            chord: Chord::default(),
        }
    }

    pub(super) fn is_preview(&self) -> bool {
        self.preview.is_some()
    }

    fn load(&mut self, article: &ArticleView) {
        let Some(desk) = &article.desk else { return };
        let content = ArticleContent {
            title: article.summary.title.text.clone(),
            body: article.body.clone(),
            language: article.summary.language,
            keywords: desk.keywords.clone(),
            category: article.summary.category.clone(),
            products: article.products.clone(),
            audience: article.summary.audience.unwrap_or_default(),
            organizations: desk.organizations.clone(),
        };
        self.version = desk.version;
        self.saved = Page { state: article.summary.state, content }.write();
        self.slug = Some(article.summary.slug.clone());
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        if self.sent.is_some() || !self.is_loaded {
            return Vec::new();
        }
        let text = self.text.text();
        let page = match Page::read(&text) {
            Ok(page) => page,
            Err(error) => {
                self.error = Some(cx.text_with("cli-page-wrong", &[("why", error.to_string().into())]));
                return Vec::new();
            }
        };
        self.sent = Some(text);
        self.error = None;
        let (content, key) = (Box::new(page.content), Idempotency::fresh());
        let save = match &self.slug {
            Some(slug) => ArticleCall::Save(slug.clone(), self.version, content, key),
            None => ArticleCall::Create(Box::new(NewArticle { slug: None, case: None, content: *content }), key),
        };
        self.asks.call(Ask::Saved, call(save), cx)
    }

    fn act(&mut self, action: Writing, cx: &Context) -> Vec<Effect> {
        match action {
            Writing::Save => self.save(cx),
            Writing::Preview | Writing::Leave if self.preview.is_some() => {
                self.preview = None;
                Vec::new()
            }
            Writing::Preview => {
                match Page::read(&self.text.text()) {
                    Ok(page) => (self.preview, self.error) = (Some(Reader::new(shown(page))), None),
                    Err(error) => self.error = Some(cx.text_with("cli-page-wrong", &[("why", error.to_string().into())])),
                }
                Vec::new()
            }
            Writing::OwnEditor => {
                let ticket = cx.ticket();
                self.editing = Some(ticket);
                vec![Effect::Host(ticket, HostOp::Edit(self.text.text()))]
            }
            Writing::Move(step) => {
                if let Some(preview) = &self.preview {
                    preview.step(step);
                }
                Vec::new()
            }
            Writing::Leave if self.text.text() == self.saved => vec![Effect::Back],
            Writing::Leave => {
                let buttons = ["article-stay", "article-save", "article-throw-away"].map(|key| cx.text(key)).into();
                let confirm = Confirm { title: cx.text("article-unsaved"), body: vec![cx.text("article-unsaved-words")], buttons };
                self.asks.dialog(Ask::Leave, Dialog::Confirm(confirm), cx)
            }
        }
    }

    fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        let sent = if matches!(ask, Ask::Saved) { self.sent.take() } else { None };
        match (ask, outcome) {
            (ask, Ok(Answer::Articles(answer))) => match (ask, *answer) {
                (Ask::View, ArticleAnswer::Article(article)) => {
                    self.load(&article);
                    self.text.set(&self.saved.clone());
                    self.text.to_start();
                    self.is_loaded = true;
                    Vec::new()
                }
                (Ask::Theirs, ArticleAnswer::Article(article)) => {
                    self.compare(*article);
                    Vec::new()
                }
                (Ask::Saved, ArticleAnswer::Article(article)) => self.kept(&article, &sent.unwrap_or_default(), cx),
                _ => Vec::new(),
            },
            (Ask::Saved, Err(Failure::Problem(problem))) if problem.code == ErrorCode::StaleVersion => {
                // What the other wrote is the base from now on; what was typed here stays, to be compared and saved again.
                let theirs = problem.current.clone().and_then(|current| serde_json::from_value::<ArticleView>(current).ok());
                self.error = Some(cx.text("article-stale-writing"));
                match theirs {
                    Some(theirs) => {
                        self.compare(theirs);
                        Vec::new()
                    }
                    None => self.asks.call(Ask::Theirs, call(ArticleCall::View(self.slug.clone().unwrap_or_default())), cx),
                }
            }
            (_, Err(failure)) => {
                self.error = Some(words::failure(&failure, cx));
                Vec::new()
            }
            (_, Ok(_)) => {
                self.error = Some(cx.text("error-unexpected-answer"));
                Vec::new()
            }
        }
    }

    /// Shows what somebody else wrote, upon which what is written here is saved the next time.
    fn compare(&mut self, theirs: ArticleView) {
        self.version = theirs.desk.as_ref().map_or(self.version, |desk| desk.version);
        self.preview = Some(Reader::new(theirs));
    }

    fn kept(&mut self, article: &ArticleView, sent: &str, cx: &Context) -> Vec<Effect> {
        let is_new = self.slug.is_none();
        self.load(article);
        if self.text.text() == sent {
            self.text.set(&self.saved.clone());
        }
        let slug = article.summary.slug.clone();
        let values = [("slug", slug.clone().into()), ("version", self.version.into())];
        let mut effects = vec![Effect::Say(Tone::Good, cx.text_with("article-kept", &values))];
        if is_new && self.text.text() == self.saved {
            effects.extend([Effect::Back, Effect::Go(Route::Article(slug))]);
        }
        effects
    }
}

/// A page as its readers would see it.
fn shown(page: Page) -> ArticleView {
    let Page { state, content } = page;
    ArticleView {
        summary: ArticleSummary {
            slug: String::new(),
            title: Marked { text: content.title, marks: Vec::new() },
            excerpt: Marked::default(),
            language: content.language,
            state,
            audience: Some(content.audience),
            has_changes: false,
            category: content.category,
            updated_at: jiff::Timestamp::UNIX_EPOCH,
            helpful: 0,
            unhelpful: 0,
        },
        body: content.body,
        products: content.products,
        related: Vec::new(),
        pictures: Vec::new(),
        vote: None,
        can: Vec::new(),
        desk: None,
    }
}

impl Layer for Write {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened => match self.slug.clone() {
                Some(slug) => self.asks.call(Ask::View, call(ArticleCall::View(slug)), cx),
                None => Vec::new(),
            },
            Msg::Key(key) => self.key(key, cx),
            Msg::Paste(text) if self.preview.is_none() && self.is_loaded => {
                if self.text.insert(&text) == Outcome::Full {
                    self.error = Some(cx.text("article-full"));
                }
                Vec::new()
            }
            Msg::Host(ticket, outcome) if self.editing.take_if(|asked| *asked == ticket).is_some() => match outcome {
                Ok(HostAnswer::Edited(text)) => {
                    self.text.set(&text);
                    Vec::new()
                }
                Ok(_) => Vec::new(),
                Err(words) => vec![Effect::Say(Tone::Bad, words)],
            },
            Msg::Answer(ticket, outcome) => match self.asks.take(ticket) {
                Some(ask) => self.answer(ask, outcome, cx),
                None => Vec::new(),
            },
            Msg::Chose(ticket, choice) => match (self.asks.take(ticket), choice) {
                (Some(Ask::Leave), Choice::Nth(1)) => self.save(cx),
                (Some(Ask::Leave), Choice::Nth(2)) => vec![Effect::Back],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        let cells = usize::from(area.width).saturating_sub(2);
        let title = match &self.slug {
            Some(slug) => cx.text_with("article-writing", &[("slug", slug.clone().into()), ("version", self.version.into())]),
            None => cx.text("articles-new"),
        };
        put(frame.buffer_mut(), area.x + 1, area.y, area.width, &Line::from(span(fit(&title, cells), cx.theme.strong)));
        let foot = u16::from(self.error.is_some());
        let body = Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height: area.height.saturating_sub(1 + foot) };
        match &self.preview {
            Some(preview) => preview.view(frame, body, cx),
            None if self.is_loaded => self.text.view(frame, body, cx.theme.text, cx.has_focus()),
            None => {
                let line = Line::from(span(cx.text("articles-loading"), cx.theme.muted));
                put(frame.buffer_mut(), body.x, body.y, body.width, &line);
            }
        }
        if let Some(error) = &self.error {
            let line = Line::from(span(fit(error, cells), cx.theme.danger));
            put(frame.buffer_mut(), area.x + 1, area.bottom().saturating_sub(1), area.width, &line);
        }
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn not_sent(&self, cx: &Context) -> Option<String> {
        (self.text.text() != self.saved).then(|| cx.text("article-unsaved"))
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        hints(WRITING, self, cx)
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        vec![section("keys-article-writing", WRITING, self, cx), section("keys-editing", editor::KEYS, &self.text, cx)]
    }
}

impl Write {
    fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        match resolve(WRITING, &self.chord, key, self, cx) {
            Some(action) => self.act(action, cx),
            None if self.preview.is_some() || !self.is_loaded => Vec::new(),
            None => {
                if self.text.key(key, cx) == Outcome::Full {
                    self.error = Some(cx.text("article-full"));
                }
                Vec::new()
            }
        }
    }
}
