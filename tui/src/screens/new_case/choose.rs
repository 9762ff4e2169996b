//! The choices of the form: product, category and subcategory, which depend on one another, and impact.

use caseport_shared::api::draft::DraftView;
use caseport_shared::api::product::{CategoryRef, ProductSummary};
use caseport_shared::severity::Severity;
use caseport_shared::text::inline;

use super::field::{Field, label};
use super::{Ask, NewCaseForm};
use crate::app::Context;
use crate::effect::{Call, Effect, Tone};
use crate::screens::drafts::beginning;
use crate::widgets::dialog::{Confirm, Dialog, Item, Pick};
use crate::widgets::text::fit;
use crate::widgets::words;

/// Most products that can be chosen from.
pub(super) const PRODUCTS_MAX: usize = 500;

impl NewCaseForm {
    pub(super) fn open(&mut self, cx: &Context) -> Vec<Effect> {
        let mut effects = self.asks.call(Ask::Products(Vec::new()), Call::Products { cursor: None }, cx);
        effects.extend(self.fetch_product(cx));
        effects.extend(self.changed(cx));
        if self.request.is_some() && self.is_continued {
            effects.extend(self.drafting.touch(cx));
        }
        if !self.is_continued {
            effects.extend(self.asks.call(Ask::Drafts, Call::Drafts, cx));
        }
        effects
    }

    pub(super) fn fetch_product(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.forget(|ask| matches!(ask, Ask::Product));
        self.details = None;
        if self.product.is_empty() {
            return Vec::new();
        }
        self.asks.call(Ask::Product, Call::Product(self.product.clone()), cx)
    }

    /// The products are known; where there is one, it is the one.
    pub(super) fn know(&mut self, products: Vec<ProductSummary>, cx: &Context) -> Vec<Effect> {
        let only = match &products[..] {
            [only] if self.product.is_empty() => Some(only.slug.clone()),
            _ => None,
        };
        self.products = Some(products);
        let Some(slug) = only else { return Vec::new() };
        self.product = slug;
        self.goes_on = self.focus == Field::Product;
        let mut effects = self.fetch_product(cx);
        effects.extend(self.changed(cx));
        effects
    }

    pub(super) fn subcategories(&self) -> impl Iterator<Item = &CategoryRef> {
        let categories = self.details.iter().flat_map(|product| &product.categories);
        categories.filter(|category| category.slug == self.category).flat_map(|category| &category.subcategories)
    }

    /// What is chosen in a field, in words; empty where nothing is.
    pub(super) fn value(&self, field: Field, cx: &Context) -> String {
        match field {
            Field::Request => self.asked(cx),
            Field::Product => match self.products.iter().flatten().find(|product| product.slug == self.product) {
                Some(product) => inline(&product.name).into_owned(),
                None => inline(&self.product).into_owned(),
            },
            Field::Category => {
                let categories = self.details.iter().flat_map(|product| &product.categories);
                let found = categories.into_iter().find(|category| category.slug == self.category);
                found.map(|category| inline(&category.name).into_owned()).unwrap_or_default()
            }
            Field::Subcategory => {
                let found = self.subcategories().find(|category| category.slug == self.subcategory);
                found.map(|category| inline(&category.name).into_owned()).unwrap_or_default()
            }
            Field::Impact => format!("{} · {}", words::severity(self.severity, cx), words::severity_meaning(self.severity, cx)),
            Field::Requester | Field::Subject | Field::Description => String::new(),
        }
    }

    /// Whether a field holds nothing.
    pub(super) fn is_empty(&self, field: Field, cx: &Context) -> bool {
        match field {
            Field::Requester => self.requester.is_empty(),
            Field::Subject => self.subject.is_empty(),
            Field::Description => self.description.is_empty(),
            _ => self.value(field, cx).is_empty(),
        }
    }

    /// Opens the picker of the field in use.
    pub(super) fn choose(&mut self, typed: Option<char>, cx: &Context) -> Vec<Effect> {
        let field = self.focus;
        let choices: Vec<(String, Item)> = match field {
            Field::Request => return self.correct(cx),
            Field::Product => {
                let Some(products) = &self.products else { return vec![Effect::Say(Tone::Info, cx.text("form-loading"))] };
                let item = |product: &ProductSummary| {
                    let detail = if cx.is_support() { inline(&product.organization.name).into_owned() } else { String::new() };
                    (product.slug.clone(), Item { label: inline(&product.name).into_owned(), detail })
                };
                products.iter().map(item).collect()
            }
            Field::Category => {
                let categories = self.details.iter().flat_map(|product| &product.categories);
                let item = |slug: &str, name: &str| (slug.to_owned(), Item { label: inline(name).into_owned(), detail: String::new() });
                categories.map(|category| item(&category.slug, &category.name)).collect()
            }
            Field::Subcategory => {
                let item = |category: &CategoryRef| {
                    (category.slug.clone(), Item { label: inline(&category.name).into_owned(), detail: String::new() })
                };
                self.subcategories().map(item).collect()
            }
            Field::Impact => {
                let item = |severity: &Severity| {
                    let item = Item { label: words::severity(*severity, cx), detail: words::severity_meaning(*severity, cx) };
                    (severity.to_string(), item)
                };
                Severity::ALL.iter().map(item).collect()
            }
            Field::Requester | Field::Subject | Field::Description => return Vec::new(),
        };
        let chosen = match field {
            Field::Product => self.product.clone(),
            Field::Category => self.category.clone(),
            Field::Subcategory => self.subcategory.clone(),
            _ => self.severity.to_string(),
        };
        let (slugs, items): (Vec<String>, Vec<Item>) = choices.into_iter().unzip();
        let at = slugs.iter().position(|slug| *slug == chosen).unwrap_or(0);
        let pick = Pick { title: cx.text(label(field)), items, at };
        let dialog = match typed {
            Some(typed) => Dialog::Narrowed(pick, typed.to_string()),
            None => Dialog::Pick(pick),
        };
        self.asks.dialog(Ask::Choose(field, slugs), dialog, cx)
    }

    /// Offers to go on with a case that was begun before.
    pub(super) fn offer(&mut self, draft: DraftView, cx: &Context) -> Vec<Effect> {
        let values = [("subject", fit(&beginning(&draft, cx), 60).into()), ("when", words::moment(draft.updated_at, cx).into())];
        let confirm = Confirm {
            title: cx.text("continue-title"),
            body: vec![cx.text_with("continue-body", &values)],
            buttons: vec![cx.text("continue-do"), cx.text("continue-new")],
        };
        self.asks.dialog(Ask::Continue(Box::new(draft)), Dialog::Confirm(confirm), cx)
    }

    /// Goes on to the next field that wants something; what has a value already is passed over.
    pub(super) fn go_on(&mut self, cx: &Context) {
        let fields = self.fields(cx);
        let at = fields.iter().position(|field| *field == self.focus).unwrap_or(0);
        match fields[at + 1..].iter().find(|field| self.is_empty(**field, cx)) {
            Some(field) => self.focus = *field,
            None => self.step(1, cx),
        }
    }

    /// Takes what was picked, and goes on to the next field.
    pub(super) fn chosen(&mut self, field: Field, slug: &str, cx: &Context) -> Vec<Effect> {
        self.errors.retain(|(wrong, _)| *wrong != field);
        let mut effects = Vec::new();
        match field {
            Field::Product if slug != self.product => {
                slug.clone_into(&mut self.product);
                self.category.clear();
                self.subcategory.clear();
                effects.extend(self.fetch_product(cx));
            }
            Field::Category if slug != self.category => {
                slug.clone_into(&mut self.category);
                self.subcategory.clear();
            }
            Field::Subcategory => slug.clone_into(&mut self.subcategory),
            Field::Impact => self.severity = slug.parse().unwrap_or_default(),
            _ => {}
        }
        // While the product's categories are on their way, the next field may be one that is not there yet.
        self.goes_on = self.details.is_none();
        if !self.goes_on {
            self.go_on(cx);
        }
        if !self.is_blank() {
            effects.extend(self.drafting.touch(cx));
        }
        effects.extend(self.changed(cx));
        effects
    }
}
