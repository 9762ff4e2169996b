//! Adding a product: whose it is, its name, and what sort of product; everything else is edited afterwards.

use caseport_shared::api::organization::OrganizationSummary;
use caseport_shared::api::product::{NewProduct, OrganizationRef};
use caseport_shared::limits::NAME_CHARS;
use caseport_shared::product::ProductKind;
use caseport_shared::text::inline;

use super::{Ask, Products, facts};
use crate::api::Key;
use crate::app::Context;
use crate::effect::{Answer, Call, DeskAnswer, DeskCall, Effect, Failure, Tone};
use crate::screens::organizations::{self, Gathered};
use crate::widgets::dialog::{Choice, Dialog, Field, FieldKind, Form};
use crate::widgets::words;

/// Where it is.
#[derive(Debug)]
pub(super) enum Step {
    /// Organizations, after those that have come already.
    Organizations(Vec<OrganizationSummary>),
    /// Whose it is.
    Whose(Vec<OrganizationSummary>),
    /// What it is called.
    Name(OrganizationRef),
    Kind(OrganizationRef, Vec<String>),
    /// What was sent, with what was typed for it.
    Sent(OrganizationRef, Vec<String>),
}

impl Products {
    /// Asks whose the product is.
    pub(super) fn create(&mut self, cx: &Context) -> Vec<Effect> {
        self.asks.call(Ask::Create(Step::Organizations(Vec::new())), organizations::call(None), cx)
    }

    fn name_it(&mut self, whose: OrganizationRef, typed: &[String], error: Option<String>, cx: &Context) -> Vec<Effect> {
        let field = |at: usize, label: &str| Field {
            label: cx.text(label),
            value: typed.get(at).cloned().unwrap_or_default(),
            kind: FieldKind::Line,
            limit: NAME_CHARS,
        };
        let title = cx.text_with("product-new-title", &[("organization", inline(&whose.name).into_owned().into())]);
        let fields = vec![field(0, "column-name"), field(1, "product-slug")];
        let form = Form { title, body: vec![cx.text("product-new-means")], fields, error };
        self.asks.dialog(Ask::Create(Step::Name(whose)), Dialog::Form(form), cx)
    }

    pub(super) fn chose_create(&mut self, step: Step, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (step, choice) {
            (Step::Whose(known), Choice::Nth(at)) => match known.into_iter().nth(at) {
                Some(one) => self.name_it(one.organization, &[], None, cx),
                None => Vec::new(),
            },
            (Step::Name(whose), Choice::Typed(typed)) => {
                if typed.first().is_none_or(|name| name.trim().is_empty()) {
                    let wrong = cx.text_with("desk-wrong", &[("field", cx.text("column-name").into())]);
                    return self.name_it(whose, &typed, Some(wrong), cx);
                }
                self.asks.dialog(Ask::Create(Step::Kind(whose, typed)), facts::kinds(0, cx), cx)
            }
            (Step::Kind(whose, typed), Choice::Nth(at)) => {
                let text = |at: usize| typed.get(at).map(|text| text.trim().to_owned()).unwrap_or_default();
                let new = NewProduct {
                    organization: whose.slug.clone(),
                    slug: Some(text(1)).filter(|slug| !slug.is_empty()),
                    name: text(0),
                    kind: ProductKind::ALL.get(at).copied().unwrap_or(ProductKind::Other),
                };
                let call = Call::Desk(Box::new(DeskCall::CreateProduct(new, Key::fresh())));
                self.asks.call(Ask::Create(Step::Sent(whose, typed)), call, cx)
            }
            // Nothing of what was typed is lost by looking at the kinds.
            (Step::Kind(whose, typed), _) => self.name_it(whose, &typed, None, cx),
            _ => Vec::new(),
        }
    }

    pub(super) fn answered_create(&mut self, step: Step, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (step, outcome) {
            (Step::Organizations(known), Ok(answer)) => {
                let Some(page) = organizations::page(answer) else { return Vec::new() };
                match organizations::gather(known, page) {
                    Gathered::More(known, cursor) => {
                        self.asks.call(Ask::Create(Step::Organizations(known)), organizations::call(Some(cursor)), cx)
                    }
                    Gathered::Whole(known) => {
                        let at = self.selected().map(|product| product.organization.slug.as_str());
                        let dialog = organizations::dialog("product-new-whose", &known, at, cx);
                        self.asks.dialog(Ask::Create(Step::Whose(known)), dialog, cx)
                    }
                }
            }
            (Step::Sent(..), Ok(Answer::Desk(answer))) => match *answer {
                DeskAnswer::Product(product) => self.saved(*product, "product-added", cx),
                _ => Vec::new(),
            },
            (Step::Sent(whose, typed), Err(failure)) => self.name_it(whose, &typed, Some(words::failure(&failure, cx)), cx),
            (_, Err(failure)) => vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
            _ => Vec::new(),
        }
    }
}
