//! The fields of a case that are picked from what its product and organization have: category and requester.

use caseport_shared::api::case::EditCase;
use caseport_shared::api::person::PersonView;
use caseport_shared::api::product::{CategoryRef, CategoryView};
use caseport_shared::text::inline;

use super::{Ask, Case};
use crate::app::Context;
use crate::effect::{Call, Effect, Tone};
use crate::widgets::dialog::{Dialog, Item, Pick};

impl Case {
    /// Fetches what there is to pick a category from.
    pub(super) fn categories(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(slug) = self.view.as_ref().map(|case| case.summary.product.slug.clone()) else { return Vec::new() };
        self.asks.call(Ask::Product, Call::Product(slug), cx)
    }

    pub(super) fn pick_category(&mut self, categories: Vec<CategoryView>, cx: &Context) -> Vec<Effect> {
        if categories.is_empty() {
            return vec![Effect::Say(Tone::Info, cx.text("category-none"))];
        }
        let now = self.view.as_ref().and_then(|case| case.category.as_ref());
        let at = categories.iter().position(|category| now.is_some_and(|now| now.slug == category.slug)).unwrap_or(0);
        let items = categories.iter().map(|category| item(&category.name)).collect();
        self.asks.dialog(Ask::Category(categories), Dialog::Pick(Pick { title: cx.text("category-title"), items, at }), cx)
    }

    /// Asks for another requester among the people of the organization.
    pub(super) fn pick_requester(&mut self, mut people: Vec<PersonView>, cx: &Context) -> Vec<Effect> {
        let now = self.view.as_ref().and_then(|case| case.summary.requester.email.clone());
        people.retain(|person| Some(&person.email) != now.as_ref());
        if people.is_empty() {
            return vec![Effect::Say(Tone::Info, cx.text("requester-none"))];
        }
        let person = |person: &PersonView| Item { label: inline(&person.name).into_owned(), detail: inline(&person.email).into_owned() };
        let items = people.iter().map(person).collect();
        self.asks.dialog(Ask::Requester(people), Dialog::Pick(Pick { title: cx.text("requester-title"), items, at: 0 }), cx)
    }

    /// One of many was picked.
    pub(super) fn field_chose(&mut self, ask: Ask, nth: usize, cx: &Context) -> Vec<Effect> {
        let edit = match ask {
            Ask::Category(mut categories) if nth < categories.len() => {
                let CategoryView { slug, subcategories, .. } = categories.swap_remove(nth);
                if !subcategories.is_empty() {
                    let items = subcategories.iter().map(|subcategory| item(&subcategory.name)).collect();
                    let pick = Pick { title: cx.text("subcategory-title"), items, at: 0 };
                    return self.asks.dialog(Ask::Subcategory(slug, subcategories), Dialog::Pick(pick), cx);
                }
                EditCase { category: Some(slug), ..EditCase::default() }
            }
            Ask::Subcategory(category, subcategories) => {
                let subcategory = subcategories.into_iter().nth(nth).map(|CategoryRef { slug, .. }| slug);
                EditCase { category: Some(category), subcategory, ..EditCase::default() }
            }
            Ask::Requester(people) => EditCase { requester: people.into_iter().nth(nth).map(|person| person.email), ..EditCase::default() },
            _ => return Vec::new(),
        };
        self.edit(edit, cx)
    }
}

fn item(name: &str) -> Item {
    Item { label: inline(name).into_owned(), detail: String::new() }
}
