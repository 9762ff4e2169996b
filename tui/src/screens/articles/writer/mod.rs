//! Writes an article: a form with its text, saved as a new version that readers do not see until it is published.

mod choose;
mod conflict;
mod field;
mod kept;
mod keys;
mod picture;
mod typed;
mod view;

use caseport_shared::api::article::{ArticleCategory, ArticleContent, ArticleView, NewArticle};
use caseport_shared::api::organization::OrganizationSummary;
use caseport_shared::api::product::ProductSummary;
use caseport_shared::article::{ArticleAudience, MARK_OPENS};
use caseport_shared::limits::{ARTICLE_CHARS, KEYWORD_CHARS, KEYWORDS_PER_ARTICLE, TITLE_CHARS};
use ratatui::Frame;
use ratatui::layout::Rect;

pub(in crate::screens) use keys::{LOOKING, WRITING};

use self::conflict::Conflict;
use self::field::Field;
use self::keys::{Action, Look};
use super::ask;
use super::reader::pictures::Pictures;
use super::reader::sheet::Sheet;
use crate::api::Key as Idempotency;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, ArticlesAnswer, ArticlesCall, Effect, Failure, HostAnswer, HostOp, Route, Ticket, Tone};
use crate::keymap::{Chord, Code, Hint, Key, Section, hints, resolve, section};
use crate::msg::Msg;
use crate::screens::case::copied;
use crate::widgets::dialog::Choice;
use crate::widgets::editor::{self, Editor, Outcome};
use crate::widgets::keeping::Keeping;
use crate::widgets::scroll::Scroll;
use crate::widgets::words;

#[derive(Debug)]
enum Ask {
    Categories,
    Products(Vec<ProductSummary>),
    Organizations(Vec<OrganizationSummary>),
    Choose(Field),
    Saved(Box<ArticleContent>),
    /// What was kept on this machine.
    Kept,
    /// What somebody else wrote.
    Theirs,
    /// Which picture the article is to have.
    Picture,
    /// How a picture is sent from elsewhere: the command.
    RunPicture(String),
    /// A picture is on its way.
    Pictured,
}

#[derive(Debug)]
enum Mode {
    Writing,
    Preview(Scroll),
    Conflict(Box<Conflict>),
}

/// What is written upon.
#[derive(Debug)]
enum Base {
    /// Nothing is there yet.
    New(Box<NewArticle>),
    /// A version of an article.
    Version(String, i64),
}

/// The screen.
#[derive(Debug)]
pub struct Writer {
    base: Base,
    title: Editor,
    keywords: Editor,
    body: Editor,
    /// What is chosen; texts are in the editors.
    chosen: ArticleContent,
    /// What there was when the form was opened, or saved last.
    before: ArticleContent,
    categories: Option<Vec<ArticleCategory>>,
    products: Option<Vec<ProductSummary>>,
    organizations: Option<Vec<OrganizationSummary>>,
    focus: Field,
    error: Option<(Option<Field>, String)>,
    mode: Mode,
    pictures: Pictures,
    preview: Sheet,
    /// Where the text is besides the screen, once it is open.
    keeping: Option<Keeping>,
    /// Whether leaving was said to throw away what is written.
    is_warned: bool,
    editing: Option<Ticket>,
    asks: Asks<Ask>,
    chord: Chord,
}

/// Between keywords.
const COMMAS: [char; 3] = [',', '、', '，'];

impl Writer {
    /// The form for a new article, filled in as far as something is known.
    pub fn new(new: NewArticle) -> Self {
        let content = new.content.clone();
        // What was filled in from elsewhere is kept nowhere yet.
        Self::with(Base::New(Box::new(new)), content, ArticleContent::default(), Pictures::default())
    }

    /// The form for a new version of an article.
    pub fn edit(article: ArticleView) -> Self {
        let content = content_of(&article);
        let pictures = Pictures::of(&article.summary.slug, &article.pictures);
        let version = article.desk.as_ref().map_or(0, |desk| desk.version);
        Self::with(Base::Version(article.summary.slug, version), content.clone(), content, pictures)
    }

    fn with(base: Base, content: ArticleContent, before: ArticleContent, pictures: Pictures) -> Self {
        let mut writer = Self {
            base,
            title: Editor::line(&content.title, TITLE_CHARS),
            keywords: Editor::line(&content.keywords.join(", "), KEYWORDS_PER_ARTICLE * (KEYWORD_CHARS + 2)),
            body: Editor::block(&content.body, ARTICLE_CHARS),
            chosen: content,
            before,
            categories: None,
            products: None,
            organizations: None,
            focus: Field::Title,
            error: None,
            mode: Mode::Writing,
            pictures,
            preview: Sheet::default(),
            keeping: None,
            is_warned: false,
            editing: None,
            asks: Asks::default(),
            chord: Chord::default(),
        };
        if let Some(field) = writer.marked() {
            writer.go_to_mark(field);
        }
        writer
    }

    /// What is written, as it is sent.
    fn content(&self) -> ArticleContent {
        let keywords = self.keywords.text();
        let keywords = keywords.split(COMMAS).map(str::trim).filter(|word| !word.is_empty());
        ArticleContent {
            title: self.title.text().trim().to_owned(),
            body: self.body.text(),
            keywords: keywords.map(str::to_owned).collect(),
            organizations: match self.chosen.audience {
                ArticleAudience::Organizations => self.chosen.organizations.clone(),
                ArticleAudience::Customers | ArticleAudience::Staff => Vec::new(),
            },
            ..self.chosen.clone()
        }
    }

    fn is_changed(&self) -> bool {
        self.content() != self.before
    }

    /// The fields that there are.
    fn fields(&self) -> impl Iterator<Item = Field> + use<> {
        let has_organizations = self.chosen.audience == ArticleAudience::Organizations;
        Field::ALL.into_iter().filter(move |field| *field != Field::Organizations || has_organizations)
    }

    fn step(&mut self, by: isize) {
        let fields: Vec<Field> = self.fields().collect();
        let at = fields.iter().position(|field| *field == self.focus).unwrap_or(0);
        self.focus = fields[at.checked_add_signed(by).map_or(fields.len() - 1, |at| at % fields.len())];
    }

    fn focused(&mut self) -> Option<&mut Editor> {
        match self.focus {
            Field::Title => Some(&mut self.title),
            Field::Keywords => Some(&mut self.keywords),
            Field::Body => Some(&mut self.body),
            _ => None,
        }
    }

    /// The first field with a mark that somebody has to decide about.
    fn marked(&self) -> Option<Field> {
        let editors = [(Field::Title, &self.title), (Field::Keywords, &self.keywords), (Field::Body, &self.body)];
        editors.into_iter().find(|(_, editor)| editor.text().contains(MARK_OPENS)).map(|(field, _)| field)
    }

    fn go_to_mark(&mut self, field: Field) {
        self.focus = field;
        if let Some(editor) = self.focused() {
            editor.go_to(MARK_OPENS);
        }
    }

    fn act(&mut self, action: Action, cx: &Context) -> Vec<Effect> {
        match action {
            Action::Save => return self.save(cx),
            Action::Next => self.step(1),
            Action::Previous => self.step(-1),
            Action::Choose => return self.choose(None, cx),
            Action::Preview => {
                self.preview.forget();
                self.mode = Mode::Preview(Scroll::default());
            }
            Action::NextMark => {
                if let Some(field) = self.marked() {
                    self.go_to_mark(field);
                }
            }
            Action::Edit => {
                let ticket = cx.ticket();
                self.editing = Some(ticket);
                return vec![Effect::Host(ticket, HostOp::Edit(self.body.text()))];
            }
            Action::Picture => return self.pick_picture(cx),
            Action::Leave if self.is_changed() && !self.is_warned => {
                self.is_warned = true;
                return vec![Effect::Say(Tone::Info, cx.text("form-leave-again"))];
            }
            Action::Leave => {
                self.forget_picture();
                let mut effects = self.forget(cx);
                effects.push(Effect::Back);
                return effects;
            }
        }
        Vec::new()
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        if self.asks.any(|ask| matches!(ask, Ask::Saved(_) | Ask::Theirs)) {
            return vec![Effect::Say(Tone::Info, cx.text("article-saving"))];
        }
        // It would be on the article, and the text would not show it.
        if self.is_sending_picture() {
            return vec![Effect::Say(Tone::Info, cx.text("article-picture-sending"))];
        }
        self.error = None;
        let content = self.content();
        if content.title.is_empty() {
            (self.focus, self.error) = (Field::Title, Some((Some(Field::Title), cx.text("article-needs-title"))));
            return Vec::new();
        }
        if content.audience == ArticleAudience::Organizations && content.organizations.is_empty() {
            let wrong = (Some(Field::Organizations), cx.text("article-needs-organizations"));
            (self.focus, self.error) = (Field::Organizations, Some(wrong));
            return Vec::new();
        }
        let key = Idempotency::fresh();
        let call = match &self.base {
            Base::New(new) => ArticlesCall::Create(NewArticle { content: content.clone(), ..(**new).clone() }, key),
            Base::Version(slug, version) => ArticlesCall::Save(slug.clone(), *version, content.clone(), key),
        };
        self.asks.call(Ask::Saved(Box::new(content)), ask(call), cx)
    }

    /// It is saved: whoever wrote a new article goes on to it, whoever wrote a version goes back to where it is read.
    fn saved(&mut self, article: &ArticleView, cx: &Context) -> Vec<Effect> {
        let mut effects = self.forget(cx);
        effects.extend([Effect::Say(Tone::Good, cx.text("article-saved")), Effect::Back]);
        if matches!(self.base, Base::New(_)) {
            effects.push(Effect::Go(Route::Article(article.summary.slug.clone())));
        }
        effects
    }
}

/// What the newest version of an article holds.
fn content_of(article: &ArticleView) -> ArticleContent {
    let summary = &article.summary;
    let desk = article.desk.as_ref();
    ArticleContent {
        title: summary.title.text.clone(),
        body: article.body.clone(),
        language: summary.language,
        keywords: desk.map(|desk| desk.keywords.clone()).unwrap_or_default(),
        category: summary.category.clone(),
        products: article.products.clone(),
        audience: summary.audience.unwrap_or_default(),
        organizations: desk.map(|desk| desk.organizations.clone()).unwrap_or_default(),
    }
}

impl Layer for Writer {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        if let Some(effects) = self.take_kept(&msg, cx) {
            return effects;
        }
        match msg {
            Msg::Opened => self.open(cx),
            Msg::Back => self.fetch_choices(cx),
            Msg::Covered => self.keep(cx),
            Msg::Resized => {
                self.preview.forget();
                Vec::new()
            }
            Msg::Key(key) => self.key(key, cx),
            Msg::Paste(text) if matches!(self.mode, Mode::Writing) => match self.focused() {
                Some(editor) => {
                    let outcome = editor.insert(&text);
                    self.edited(outcome, cx)
                }
                None => Vec::new(),
            },
            Msg::Host(ticket, outcome) if self.editing.take_if(|asked| *asked == ticket).is_some() => self.edited_elsewhere(outcome, cx),
            Msg::Answer(ticket, outcome) => {
                if let Some(ask) = self.asks.take(ticket) {
                    return self.answer(ask, outcome, cx);
                }
                self.preview.take(ticket, outcome, &mut self.pictures);
                Vec::new()
            }
            Msg::Chose(ticket, choice) => match (self.asks.take(ticket), choice) {
                (Some(Ask::Choose(field)), Choice::Nth(at)) => self.chosen(field, at, cx),
                (Some(Ask::Choose(_)) | None, _) => Vec::new(),
                (Some(asked), choice) => self.chose_picture(asked, choice, cx),
            },
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        view::draw(self, frame, area, cx);
    }

    fn drawn(&mut self, cx: &Context) -> Vec<Effect> {
        if matches!(self.mode, Mode::Preview(_)) { self.preview.drawn(&mut self.pictures, cx) } else { Vec::new() }
    }

    fn is_typing(&self) -> bool {
        matches!(self.mode, Mode::Writing)
    }

    fn not_sent(&self, cx: &Context) -> Option<String> {
        let title = self.title.text();
        let is_kept = self.keeping.as_ref().is_some_and(Keeping::is_kept);
        (self.is_changed() && !is_kept).then(|| cx.text_with("article-not-saved", &[("title", title.into())]))
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        if matches!(self.mode, Mode::Writing) { hints(WRITING, self, cx) } else { hints(LOOKING, self, cx) }
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        if matches!(self.mode, Mode::Writing) {
            return vec![section("keys-article-writing", WRITING, self, cx), section("keys-editing", editor::KEYS, &self.body, cx)];
        }
        vec![section("keys-article-looking", LOOKING, self, cx)]
    }
}
