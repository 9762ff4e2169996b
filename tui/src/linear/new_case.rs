//! A new case: one question after the other, kept as it is answered; what the server does not take is asked again.

use caseport_shared::api::case::CaseFiled;
use caseport_shared::api::draft::{DraftKind, DraftView, SubmitDraft, Submitted};
use caseport_shared::api::product::{ProductSummary, ProductView};
use caseport_shared::limits::{EMAIL_CHARS, SUBJECT_CHARS};
use caseport_shared::severity::Severity;
use caseport_shared::text::inline;

use super::draft::Writing;
use super::{Desk, Step, Stop};
use crate::api::{ApiError, Key};
use crate::words;

/// A question of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Requester,
    Product,
    Category,
    Subcategory,
    Severity,
    Subject,
    Description,
}

impl Field {
    /// Every question, in the order in which it is asked.
    const ALL: [Self; 7] =
        [Self::Requester, Self::Product, Self::Category, Self::Subcategory, Self::Severity, Self::Subject, Self::Description];

    /// The question that the server means.
    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name).or_else(|| (name == "body").then_some(Self::Description))
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Requester => "requester",
            Self::Product => "product",
            Self::Category => "category",
            Self::Subcategory => "subcategory",
            Self::Severity => "severity",
            Self::Subject => "subject",
            Self::Description => "description",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Requester => "form-requester",
            Self::Product => "form-product",
            Self::Category => "form-category",
            Self::Subcategory => "form-subcategory",
            Self::Severity => "form-impact",
            Self::Subject => "form-subject",
            Self::Description => "form-description",
        }
    }
}

/// What the answers are chosen from.
struct Form {
    products: Vec<ProductSummary>,
    /// The product that was chosen, with its categories.
    product: Option<ProductView>,
}

impl Desk<'_> {
    /// Files a case, from a draft where one is given.
    pub(super) async fn new_case(&mut self, draft: Option<DraftView>) -> Step<()> {
        self.say_text("new-case-title").await?;
        let mut products = self.all_products().await?;
        products.retain(|product| product.can_file);
        if products.is_empty() {
            return self.say_text("products-none").await;
        }
        let is_begun = draft.is_some();
        match draft {
            Some(draft) => self.writing = Some(Writing::of(draft)),
            None => self.begin(DraftKind::Case, None).await?,
        }
        let is_begun = is_begun || self.writing.as_ref().is_some_and(|writing| !writing.is_empty());
        if !is_begun {
            self.say_text("new-case-advice").await?;
        }
        let mut form = Form { products, product: None };
        match self.fill(&mut form, is_begun).await {
            Err(leave @ Stop::Leave(_)) => Err(leave),
            outcome => self.put_aside().await.and(outcome),
        }
    }

    async fn fill(&mut self, form: &mut Form, is_begun: bool) -> Step<()> {
        let slug = self.writing.as_ref().map(|writing| writing.content.product.clone()).unwrap_or_default();
        if !slug.is_empty() {
            self.choose_product(form, &slug).await?;
        }
        for field in Field::ALL {
            // The impact always has a value, so that only a new form asks for it.
            let is_open = if field == Field::Severity { !is_begun } else { self.answer(field).is_empty() };
            if is_open {
                self.ask_for(form, field).await?;
            }
        }
        if !is_begun {
            self.say_limits().await?;
            if self.machine.is_some() {
                self.add_files().await?;
            }
        }
        loop {
            self.review(form).await?;
            let options = ["new-case-file", "linear-change-field", "linear-add-files", "linear-keep", "linear-discard"];
            let options = options.map(|key| self.text(key));
            match self.choose(&self.text("linear-what-then"), &options, Some(0)).await? {
                0 => {
                    let outcome = self.file_case(form).await;
                    if matches!(outcome, Ok(true)) {
                        return Ok(());
                    }
                    self.settle(outcome.map(drop)).await?;
                }
                1 => {
                    let fields: Vec<Field> = Field::ALL.into_iter().filter(|field| self.applies(form, *field)).collect();
                    let labels: Vec<String> = fields.iter().map(|field| self.text(field.label())).collect();
                    match self.choose(&self.text("linear-which-field"), &labels, None).await {
                        Ok(at) => {
                            let outcome = self.ask_for(form, fields[at]).await;
                            self.settle(outcome).await?;
                        }
                        stop => self.settle(stop.map(drop)).await?,
                    }
                }
                2 => self.add_files().await?,
                3 => return Ok(()),
                _ => {
                    if self.throw_away().await? {
                        return self.say_text("discard-done").await;
                    }
                }
            }
        }
    }

    /// Whether the form has this question for this person and product.
    fn applies(&self, form: &Form, field: Field) -> bool {
        let categories = form.product.as_ref().map(|product| &product.categories);
        match field {
            Field::Requester => self.is_support(),
            Field::Category => categories.is_some_and(|all| !all.is_empty()),
            Field::Subcategory => {
                let chosen = self.answer(Field::Category);
                categories.into_iter().flatten().any(|one| one.slug == chosen && !one.subcategories.is_empty())
            }
            _ => true,
        }
    }

    /// What was answered so far.
    fn answer(&self, field: Field) -> String {
        let Some(content) = self.writing.as_ref().map(|writing| &writing.content) else { return String::new() };
        match field {
            Field::Requester => content.requester.clone(),
            Field::Product => content.product.clone(),
            Field::Category => content.category.clone(),
            Field::Subcategory => content.subcategory.clone(),
            Field::Severity => content.severity.to_string(),
            Field::Subject => content.subject.clone(),
            Field::Description => content.body.clone(),
        }
    }

    async fn ask_for(&mut self, form: &mut Form, field: Field) -> Step<()> {
        if !self.applies(form, field) {
            return Ok(());
        }
        let label = self.text(field.label());
        let which = self.text_with("linear-which", &[("field", label.clone().into())]);
        match field {
            Field::Requester => {
                let email = self.ask_field(&self.text("linear-requester"), EMAIL_CHARS, false).await?;
                self.fill_in(|content| content.requester = email).await
            }
            Field::Product => {
                let names: Vec<String> = form.products.iter().map(|product| inline(&product.name).into_owned()).collect();
                let slug = form.products[self.pick(&which, &names).await?].slug.clone();
                self.choose_product(form, &slug).await?;
                self.fill_in(|content| {
                    if content.product != slug {
                        (content.category, content.subcategory) = (String::new(), String::new());
                    }
                    content.product = slug;
                })
                .await?;
                // What a case can be about depends on the product.
                if self.answer(Field::Category).is_empty() {
                    Box::pin(self.ask_for(form, Field::Category)).await?;
                }
                Ok(())
            }
            Field::Category => {
                let categories = form.product.as_ref().map(|product| product.categories.clone()).unwrap_or_default();
                let names: Vec<String> = categories.iter().map(|category| inline(&category.name).into_owned()).collect();
                let slug = categories[self.pick(&which, &names).await?].slug.clone();
                self.fill_in(|content| (content.category, content.subcategory) = (slug, String::new())).await?;
                Box::pin(self.ask_for(form, Field::Subcategory)).await
            }
            Field::Subcategory => {
                let chosen = self.answer(Field::Category);
                let categories = form.product.iter().flat_map(|product| &product.categories);
                let found = categories.into_iter().find(|one| one.slug == chosen);
                let subcategories = found.map(|one| one.subcategories.clone()).unwrap_or_default();
                let names: Vec<String> = subcategories.iter().map(|one| inline(&one.name).into_owned()).collect();
                let slug = subcategories[self.pick(&which, &names).await?].slug.clone();
                self.fill_in(|content| content.subcategory = slug).await
            }
            Field::Severity => {
                let names: Vec<String> = Severity::ALL.iter().map(|one| self.severity_words(*one)).collect();
                let usual = Severity::ALL.iter().position(|one| *one == Severity::default());
                let severity = Severity::ALL[self.choose(&which, &names, usual).await?];
                self.fill_in(|content| content.severity = severity).await
            }
            Field::Subject => {
                let subject = self.ask_field(&self.text("linear-subject"), SUBJECT_CHARS, false).await?;
                self.fill_in(|content| content.subject = subject).await
            }
            Field::Description => loop {
                self.say_text("linear-description").await?;
                self.write_text().await?;
                if !self.answer(Field::Description).trim().is_empty() {
                    return Ok(());
                }
                self.say_text("linear-needed").await?;
            },
        }
    }

    async fn fill_in(&mut self, change: impl FnOnce(&mut caseport_shared::api::draft::DraftContent)) -> Step<()> {
        if let Some(writing) = &mut self.writing {
            change(&mut writing.content);
        }
        self.touched().await
    }

    async fn choose_product(&mut self, form: &mut Form, slug: &str) -> Step<()> {
        form.product = Some(self.call(|api| async move { api.product(slug).await }).await?);
        Ok(())
    }

    async fn say_limits(&mut self) -> Step<()> {
        let Some(limits) = self.portal.as_ref().map(|portal| portal.limits) else { return Ok(()) };
        let values = [("count", limits.files_per_draft.to_string().into()), ("size", words::size(limits.attachment_bytes).into())];
        self.say(&self.text_with("linear-files-limit", &values)).await
    }

    /// Reads out what is about to be sent.
    async fn review(&mut self, form: &Form) -> Step<()> {
        let Some(content) = self.writing.as_ref().map(|writing| writing.content.clone()) else { return Ok(()) };
        let files = self.writing.as_ref().map(|writing| writing.files.clone()).unwrap_or_default();
        self.say_text("linear-review").await?;
        let fields: Vec<Field> = Field::ALL.into_iter().filter(|field| self.applies(form, *field)).collect();
        for field in fields {
            let value = match field {
                Field::Product => form.product.as_ref().map_or_else(|| content.product.clone(), |product| product.summary.name.clone()),
                Field::Severity => self.severity_words(content.severity),
                Field::Category | Field::Subcategory => name_of(form, &self.answer(field)),
                field => self.answer(field),
            };
            let values = [("label", self.text(field.label()).into()), ("value", value.trim().into())];
            self.say(&self.text_with("linear-fact", &values)).await?;
        }
        for file in &files {
            self.say(&self.file(None, file)).await?;
        }
        Ok(())
    }

    /// Sends the draft; a field that the server does not take is asked again, and then it is sent again.
    async fn file_case(&mut self, form: &mut Form) -> Step<bool> {
        loop {
            self.all_saved().await?;
            let (id, version) = self.version_to_send().await?;
            // The key stays the same for every attempt to send just this.
            let (submit, key) = (&SubmitDraft { version, send: caseport_shared::api::comment::Send::default() }, Key::fresh());
            match self.call(|api| async move { api.submit_draft(id, submit, key).await }).await {
                Ok(submitted) => {
                    self.forget(id).await;
                    self.writing = None;
                    if let Submitted::Case { filed } = submitted {
                        self.say_filed(&filed).await?;
                    }
                    return Ok(true);
                }
                Err(Stop::Refused(error)) => {
                    self.say_error(&error).await?;
                    let field = match &error {
                        ApiError::Problem(problem) => problem.field.as_deref().and_then(Field::named),
                        _ => None,
                    };
                    match field {
                        Some(field) => self.ask_for(form, field).await?,
                        None => return Ok(false),
                    }
                }
                Err(stop) => return Err(stop),
            }
        }
    }

    /// What C1 promises to tell.
    async fn say_filed(&mut self, filed: &CaseFiled) -> Step<()> {
        let number = filed.number.to_string();
        self.say(&self.text_with("filed-title", &[("number", number.as_str().into())])).await?;
        self.say(&self.text_with("filed-files", &[("count", filed.files.len().into())])).await?;
        for file in &filed.files {
            self.say(&self.file(None, file)).await?;
        }
        if let Some(promise) = &filed.promise {
            let promise = words::promise_by(&self.strings, promise, &self.times);
            self.say(&self.text_with("filed-promise", &[("promise", promise.into())])).await?;
        }
        self.say(&self.text_with("linear-come-back", &[("number", number.into())])).await
    }
}

/// The name of a category or subcategory, or its slug when the product does not have it any more.
fn name_of(form: &Form, slug: &str) -> String {
    let categories = || form.product.iter().flat_map(|product| &product.categories);
    let names = categories().map(|one| (&one.slug, &one.name));
    let mut names = names.chain(categories().flat_map(|one| &one.subcategories).map(|one| (&one.slug, &one.name)));
    names.find(|(known, _)| *known == slug).map_or_else(|| slug.to_owned(), |(_, name)| inline(name).into_owned())
}
