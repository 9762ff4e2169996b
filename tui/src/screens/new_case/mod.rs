//! The form for a new case (C1): kept as a draft while it is typed, filed with its files in one step.

mod articles;
mod choose;
mod field;
mod file;
mod keys;
mod request;
#[cfg(test)]
mod tests;
mod typing;
mod view;

use caseport_shared::api::case::CaseFiled;
use caseport_shared::api::draft::{DraftContent, DraftKind, DraftView};
use caseport_shared::api::product::{ProductSummary, ProductView};
use caseport_shared::limits::EMAIL_CHARS;
use caseport_shared::request::ServiceRequest;
use caseport_shared::severity::Severity;
use ratatui::Frame;
use ratatui::layout::Rect;
use uuid::Uuid;

pub(super) use keys::{FILED, KEYS};

use self::field::Field;
use self::keys::Action;
use super::case::{attach_form, copied, run_to_attach};
use super::requests::Questions;
use super::suggested::Beside;
use crate::app::{Asks, Context, Layer};
use crate::effect::{Answer, Call, Effect, Failure, HostOp, Ticket, Tone};
use crate::keymap::{Chord, Hint, Section, hints, section};
use crate::msg::Msg;
use crate::widgets::compose::Drafting;
use crate::widgets::dialog::{Choice, Dialog, Item, Pick};
use crate::widgets::editor::{self, Editor};
use crate::widgets::words;

/// What an answer is awaited for.
#[derive(Debug, Clone)]
enum Ask {
    Products(Vec<ProductSummary>),
    Product,
    Drafts,
    // Questions to the user.
    Continue(Box<DraftView>),
    Choose(Field, Vec<String>),
    Attach,
    Remove,
    /// Something to run elsewhere, on one line.
    Run(String),
}

/// What the user is doing.
#[derive(Debug)]
enum Mode {
    Filling,
    Filed(CaseFiled),
}

/// The screen.
#[derive(Debug)]
pub struct NewCaseForm {
    products: Option<Vec<ProductSummary>>,
    /// The chosen product with its categories, once it is here.
    details: Option<ProductView>,
    product: String,
    category: String,
    subcategory: String,
    severity: Severity,
    requester: Editor,
    /// What support is asked to change (S8).
    request: Option<ServiceRequest>,
    /// The questions behind the request, while it is corrected.
    correcting: Option<Box<Questions>>,
    subject: Editor,
    description: Editor,
    focus: Field,
    errors: Vec<(Field, String)>,
    error: Option<String>,
    drafting: Drafting,
    is_continued: bool,
    /// Whether the focus moves on from the product once its categories are known.
    goes_on: bool,
    asks: Asks<Ask>,
    /// Articles that may answer (C2).
    beside: Beside,
    /// Whether the description is in the user's own editor.
    editing: Option<Ticket>,
    mode: Mode,
    chord: Chord,
}

impl NewCaseForm {
    /// An empty form, or one that was begun before.
    pub fn new(draft: Option<&DraftView>, cx: &Context) -> Self {
        let limits = cx.limits();
        let mut form = Self {
            products: None,
            details: None,
            product: String::new(),
            category: String::new(),
            subcategory: String::new(),
            severity: Severity::default(),
            requester: Editor::line("", EMAIL_CHARS),
            request: None,
            correcting: None,
            subject: Editor::line("", limits.subject_chars),
            description: Editor::block("", limits.body_chars),
            focus: if cx.is_support() { Field::Requester } else { Field::Product },
            errors: Vec::new(),
            error: None,
            drafting: Drafting::new(DraftKind::Case, None, cx),
            is_continued: draft.is_some(),
            goes_on: false,
            asks: Asks::default(),
            beside: Beside::default(),
            editing: None,
            mode: Mode::Filling,
            chord: Chord::default(),
        };
        if let Some(draft) = draft {
            form.restore(draft, cx);
        }
        form
    }

    /// A form that asks support for a change, filled in (S8).
    pub fn asking(content: &DraftContent, cx: &Context) -> Self {
        let mut form = Self::new(None, cx);
        form.fill(content);
        // What was answered before this form is worth keeping, and no other draft is asked about.
        form.is_continued = true;
        form.focus = if cx.is_support() { Field::Requester } else { Field::Description };
        form
    }

    fn fill(&mut self, content: &DraftContent) {
        self.product.clone_from(&content.product);
        self.category.clone_from(&content.category);
        self.subcategory.clone_from(&content.subcategory);
        self.severity = content.severity;
        self.requester.set(&content.requester);
        self.request.clone_from(&content.request);
        self.subject.set(&content.subject);
        self.description.set(&content.body);
    }

    fn restore(&mut self, draft: &DraftView, cx: &Context) {
        let content = &draft.content;
        self.fill(content);
        self.drafting = Drafting::from_view(draft, cx);
        self.is_continued = true;
        self.focus = if content.product.is_empty() { self.focus } else { Field::Description };
    }

    fn content(&self) -> DraftContent {
        DraftContent {
            product: self.product.clone(),
            category: self.category.clone(),
            subcategory: self.subcategory.clone(),
            severity: self.severity,
            subject: self.subject.text(),
            requester: self.requester.text().trim().to_owned(),
            request: self.request.clone(),
            body: self.description.text(),
        }
    }

    /// Whether nothing has been typed; a chosen product alone is nothing to keep.
    fn is_blank(&self) -> bool {
        self.subject.is_blank() && self.description.is_blank() && self.requester.is_blank()
    }

    fn act(&mut self, action: Action, cx: &Context) -> Vec<Effect> {
        match action {
            Action::File => self.file(cx),
            Action::Next => {
                self.step(1, cx);
                Vec::new()
            }
            Action::Previous => {
                self.step(-1, cx);
                Vec::new()
            }
            Action::Choose => self.choose(None, cx),
            Action::Attach if self.drafting.room(cx) == 0 => vec![words::no_more_files(cx)],
            Action::Attach => match run_to_attach(cx, None) {
                Some((line, dialog)) => {
                    let content = self.content();
                    let mut effects = self.drafting.expect_files(&content, cx);
                    effects.extend(self.asks.dialog(Ask::Run(line), dialog, cx));
                    effects
                }
                None => self.asks.dialog(Ask::Attach, attach_form(cx, false, self.drafting.room(cx)), cx),
            },
            Action::Retry => {
                let content = self.content();
                self.drafting.retry(&content, cx)
            }
            Action::Edit => {
                let ticket = cx.ticket();
                self.editing = Some(ticket);
                vec![Effect::Host(ticket, HostOp::Edit(self.description.text()))]
            }
            Action::Remove => {
                let names = self.drafting.names();
                if names.is_empty() {
                    return vec![Effect::Say(Tone::Info, cx.text("files-none"))];
                }
                let items = names.into_iter().map(|label| Item { label, detail: String::new() }).collect();
                self.asks.dialog(Ask::Remove, Dialog::Pick(Pick { title: cx.text("files-remove"), items, at: 0 }), cx)
            }
            Action::Articles => self.beside.open(cx),
            Action::Leave => vec![Effect::Back],
        }
    }

    fn answer(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask, outcome) {
            (Ask::Products(mut known), Ok(Answer::Products(page))) => {
                let page = *page;
                known.extend(page.products.into_iter().filter(|product| product.can_file));
                match page.next {
                    Some(cursor) if known.len() < choose::PRODUCTS_MAX => {
                        self.asks.call(Ask::Products(known), Call::Products { cursor: Some(cursor) }, cx)
                    }
                    _ => self.know(known, cx),
                }
            }
            (Ask::Product, Ok(Answer::Product(product))) => {
                self.details = Some(*product);
                if std::mem::take(&mut self.goes_on) && self.focus == Field::Product {
                    self.go_on(cx);
                }
                Vec::new()
            }
            (Ask::Drafts, Ok(Answer::Drafts(list))) => {
                let is_worth = |draft: &DraftView| !draft.files.is_empty() || draft.content != DraftContent::default();
                let begun = list.drafts.into_iter().find(|draft| draft.kind == DraftKind::Case && is_worth(draft));
                match begun.filter(|_| self.is_blank() && !self.is_continued) {
                    Some(draft) => self.offer(draft, cx),
                    None => self.expect_files(cx),
                }
            }
            (Ask::Drafts, Err(_)) => self.expect_files(cx),
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

    /// What the writer's own `scp` sends to the draft edited last comes here from now on, also before anything is typed.
    fn expect_files(&mut self, cx: &Context) -> Vec<Effect> {
        if !cx.is_remote() {
            return Vec::new();
        }
        let content = self.content();
        self.drafting.expect_files(&content, cx)
    }

    fn chose(&mut self, ask: Ask, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (ask, choice) {
            (Ask::Continue(draft), Choice::Nth(0)) => {
                self.restore(&draft, cx);
                let mut effects = self.fetch_product(cx);
                effects.extend(self.changed(cx));
                effects
            }
            (Ask::Choose(field, slugs), Choice::Nth(at)) => match slugs.get(at) {
                Some(slug) => self.chosen(field, slug, cx),
                None => Vec::new(),
            },
            (Ask::Attach, Choice::Typed(paths)) => paths.iter().flat_map(|path| self.drafting.attach(path, cx)).collect(),
            (Ask::Run(line), Choice::Nth(0)) => copied(line, cx),
            (Ask::Remove, Choice::Nth(at)) => {
                let content = self.content();
                self.drafting.remove(at, &content, cx)
            }
            _ => Vec::new(),
        }
    }
}

impl Layer for NewCaseForm {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        if !matches!(msg, Msg::Key(_) | Msg::Paste(_)) {
            let content = self.content();
            if let Some((effects, event)) = self.drafting.take(&msg, &content, cx) {
                let mut effects = self.drafted(effects, event, cx);
                effects.extend(self.beside.go_on(&mut self.drafting, cx));
                return effects;
            }
        }
        if let Some(effects) = self.beside_took(&msg, cx).or_else(|| self.correction_took(&msg, cx)) {
            return effects;
        }
        match msg {
            Msg::Opened => self.open(cx),
            Msg::Key(key) => self.key(key, cx),
            Msg::Paste(text) if matches!(self.mode, Mode::Filling) && !self.beside.is_open() => match self.drafting.pasted(&text, cx) {
                Some(effects) => effects,
                None => self.insert(&text, cx),
            },
            Msg::Host(ticket, outcome) if self.editing.take_if(|asked| *asked == ticket).is_some() => self.edited_elsewhere(outcome, cx),
            Msg::Answer(ticket, outcome) => match self.asks.take(ticket) {
                Some(ask) => self.answer(ask, outcome, cx),
                None => Vec::new(),
            },
            Msg::Chose(ticket, choice) => match self.asks.take(ticket) {
                Some(ask) => self.chose(ask, choice, cx),
                None => Vec::new(),
            },
            Msg::Back => {
                let content = self.content();
                let is_worth = !self.is_blank() || self.drafting.has_files();
                let mut effects = if is_worth { self.drafting.again(&content, cx) } else { Vec::new() };
                effects.extend(self.changed(cx));
                if self.products.is_none() {
                    effects.extend(self.asks.call(Ask::Products(Vec::new()), Call::Products { cursor: None }, cx));
                }
                effects
            }
            Msg::Covered if matches!(self.mode, Mode::Filling) => {
                let content = self.content();
                let is_blank = self.is_blank();
                self.drafting.leave(&content, is_blank, cx)
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, cx: &Context) {
        view::draw(self, frame, area, cx);
    }

    fn is_typing(&self) -> bool {
        matches!(self.mode, Mode::Filling) && !self.beside.is_open()
    }

    fn holds_draft(&self, id: Uuid) -> bool {
        self.drafting.id() == id
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        match self.mode {
            Mode::Filling if self.beside.is_open() => self.beside.articles().map(|articles| articles.hints(cx)).unwrap_or_default(),
            Mode::Filling => hints(KEYS, self, cx),
            Mode::Filed(_) => hints(FILED, self, cx),
        }
    }

    fn help(&self, cx: &Context) -> Vec<Section> {
        match self.mode {
            Mode::Filling if self.beside.is_open() => self.beside.articles().map(|articles| articles.help(cx)).into_iter().collect(),
            Mode::Filling => {
                vec![section("keys-new-case", KEYS, self, cx), section("keys-editing", editor::KEYS, &self.description, cx)]
            }
            Mode::Filed(_) => vec![section("keys-filed", FILED, self, cx)],
        }
    }
}
