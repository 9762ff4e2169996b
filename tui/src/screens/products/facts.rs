//! Editing what is said of a product: which of the facts, what it is from now on, and sending that alone.

use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::product::{AccountManager, EditProduct, ProductView, SetWindow};
use caseport_shared::limits::{EMAIL_CHARS, NAME_CHARS, REFERENCE_CHARS, URL_CHARS};
use caseport_shared::product::ProductKind;
use caseport_shared::text::inline;

use super::{Ask, Products};
use crate::api::Key;
use crate::app::Context;
use crate::effect::{Answer, Call, DeskAnswer, DeskCall, Effect, Failure, Tone};
use crate::widgets::dialog::{Choice, Dialog, Field, FieldKind, Form, Item, Pick};
use crate::widgets::words;

/// Something that is said of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    Name,
    Kind,
    Environment,
    Manager,
    Versions,
    Window,
}

impl Fact {
    const ALL: [Self; 6] = [Self::Name, Self::Kind, Self::Environment, Self::Manager, Self::Versions, Self::Window];

    const fn label(self) -> &'static str {
        match self {
            Self::Name => "column-name",
            Self::Kind => "column-kind",
            Self::Environment => "product-environment",
            Self::Manager => "product-manager",
            Self::Versions => "product-versions",
            Self::Window => "product-maintenance",
        }
    }
}

/// Where an edit is.
#[derive(Debug)]
pub(super) enum Step {
    /// Which of the facts.
    Which(Box<ProductView>),
    Kind(Box<ProductView>),
    /// On which day of the week the window is, if there is one.
    Day(Box<ProductView>),
    /// The words, with the day of a window.
    Words(Box<ProductView>, Fact, u8),
    /// What was sent, with what was typed for it.
    Sent(Box<ProductView>, Fact, u8, Vec<String>),
}

/// Days of a window before the days of the week: none.
const NO_DAY: usize = 1;
/// How long a window is unless said, in minutes.
const MINUTES: u32 = 120;

impl Products {
    fn fact(&mut self, step: Step, dialog: Dialog, cx: &Context) -> Vec<Effect> {
        self.asks.dialog(Ask::Facts(step), dialog, cx)
    }

    /// Asks which of the facts is edited.
    pub(super) fn edit(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(product) = self.detailed().cloned().map(Box::new) else { return Vec::new() };
        let item = |fact: &Fact| Item { label: cx.text(fact.label()), detail: now(&product, *fact, cx) };
        let pick = Pick { title: cx.text("product-edit-title"), items: Fact::ALL.iter().map(item).collect(), at: 0 };
        self.fact(Step::Which(product), Dialog::Pick(pick), cx)
    }

    pub(super) fn chose_facts(&mut self, step: Step, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (step, choice) {
            (Step::Which(product), Choice::Nth(at)) => match Fact::ALL.get(at) {
                Some(Fact::Kind) => {
                    let at = ProductKind::ALL.iter().position(|kind| *kind == product.summary.kind).unwrap_or(0);
                    self.fact(Step::Kind(product), kinds(at, cx), cx)
                }
                Some(Fact::Window) => {
                    let dialog = days(&product, cx);
                    self.fact(Step::Day(product), dialog, cx)
                }
                Some(fact) => self.words(product, *fact, 0, None, cx),
                None => Vec::new(),
            },
            (Step::Kind(product), Choice::Nth(at)) => {
                let edit = EditProduct { kind: ProductKind::ALL.get(at).copied(), ..EditProduct::default() };
                self.send(product, Fact::Kind, 0, Vec::new(), edit, cx)
            }
            (Step::Day(product), Choice::Nth(0)) => {
                let edit = EditProduct { maintenance_window: Some(None), ..EditProduct::default() };
                self.send(product, Fact::Window, 0, Vec::new(), edit, cx)
            }
            (Step::Day(product), Choice::Nth(at)) => self.words(product, Fact::Window, u8::try_from(at).unwrap_or(1), None, cx),
            (Step::Words(product, fact, day), Choice::Typed(typed)) => match read(fact, day, &typed, cx) {
                Ok(edit) => self.send(product, fact, day, typed, edit, cx),
                Err(wrong) => self.words(product, fact, day, Some((typed, wrong)), cx),
            },
            _ => Vec::new(),
        }
    }

    /// Asks for the words of a fact, with what was typed before and what went wrong with it.
    fn words(&mut self, product: Box<ProductView>, fact: Fact, day: u8, wrong: Option<(Vec<String>, String)>, cx: &Context) -> Vec<Effect> {
        let dialog = form(&product, fact, wrong, cx);
        self.fact(Step::Words(product, fact, day), dialog, cx)
    }

    fn send(&mut self, product: Box<ProductView>, fact: Fact, day: u8, typed: Vec<String>, edit: EditProduct, cx: &Context) -> Vec<Effect> {
        let call = DeskCall::EditProduct(product.summary.slug.clone(), product.version, edit, Key::fresh());
        self.asks.call(Ask::Facts(Step::Sent(product, fact, day, typed)), Call::Desk(Box::new(call)), cx)
    }

    pub(super) fn answered_facts(&mut self, step: Step, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        let Step::Sent(product, fact, day, typed) = step else { return Vec::new() };
        match outcome {
            Ok(Answer::Desk(answer)) => match *answer {
                DeskAnswer::Product(product) => self.saved(*product, "product-saved", cx),
                _ => Vec::new(),
            },
            Ok(_) => self.changed("product-saved", cx),
            Err(failure) => {
                let words = words::failure(&failure, cx);
                // What was typed is sent again upon what is so now, once its writer has been told.
                let product = newer(&failure).unwrap_or(product);
                if typed.is_empty() {
                    let mut effects = vec![Effect::Say(Tone::Bad, words)];
                    effects.extend(self.fetch(cx));
                    return effects;
                }
                self.words(product, fact, day, Some((typed, words)), cx)
            }
        }
    }
}

/// The product as somebody else left it, where that is why an edit was refused.
fn newer(failure: &Failure) -> Option<Box<ProductView>> {
    match failure {
        Failure::Problem(problem) if problem.code == ErrorCode::StaleVersion => {
            serde_json::from_value(problem.current.clone()?).ok().map(Box::new)
        }
        _ => None,
    }
}

/// Asks what sort of product it is.
pub(super) fn kinds(at: usize, cx: &Context) -> Dialog {
    let item = |kind: &ProductKind| Item { label: cx.text(&format!("product-kind-{kind}")), detail: String::new() };
    Dialog::Pick(Pick { title: cx.text("column-kind"), items: ProductKind::ALL.iter().map(item).collect(), at })
}

fn days(product: &ProductView, cx: &Context) -> Dialog {
    let mut items = vec![Item { label: cx.text("product-no-window"), detail: String::new() }];
    items.extend((1..=7).map(|day| Item { label: cx.text(&format!("weekday-{day}")), detail: String::new() }));
    let at = product.summary.maintenance_window.as_ref().map_or(NO_DAY, |window| usize::from(window.weekday));
    Dialog::Pick(Pick { title: cx.text("product-maintenance"), items, at })
}

/// A fact as it is now, in a line.
fn now(product: &ProductView, fact: Fact, cx: &Context) -> String {
    let clean = |text: &Option<String>| text.as_deref().map(|text| inline(text).into_owned()).unwrap_or_default();
    match fact {
        Fact::Name => inline(&product.summary.name).into_owned(),
        Fact::Kind => cx.text(&format!("product-kind-{}", product.summary.kind)),
        Fact::Environment => clean(&product.environment),
        Fact::Manager => product.account_manager.as_ref().map(|who| inline(&who.name).into_owned()).unwrap_or_default(),
        Fact::Versions => {
            let known = [clean(&product.summary.current_version), clean(&product.upgrade_version)];
            known.into_iter().filter(|version| !version.is_empty()).collect::<Vec<_>>().join(" → ")
        }
        Fact::Window => product.summary.maintenance_window.as_ref().map_or_else(String::new, |window| {
            let day = if (1..=7).contains(&window.weekday) { cx.text(&format!("weekday-{}", window.weekday)) } else { String::new() };
            format!("{day} {}", inline(&window.starts))
        }),
    }
}

fn form(product: &ProductView, fact: Fact, wrong: Option<(Vec<String>, String)>, cx: &Context) -> Dialog {
    let line = |label: &str, value: &str, limit: usize| Field {
        label: cx.text(label),
        value: inline(value).into_owned(),
        kind: FieldKind::Line,
        limit,
    };
    let known = |text: &Option<String>| text.clone().unwrap_or_default();
    let (means, mut fields) = match fact {
        Fact::Name | Fact::Kind => (None, vec![line("column-name", &product.summary.name, NAME_CHARS)]),
        Fact::Environment => (Some("product-empty-means"), vec![line("product-environment", &known(&product.environment), URL_CHARS)]),
        Fact::Manager => {
            let (name, email) = product.account_manager.as_ref().map_or(("", ""), |who| (who.name.as_str(), who.email.as_str()));
            (Some("product-empty-means"), vec![line("column-name", name, NAME_CHARS), line("column-email", email, EMAIL_CHARS)])
        }
        Fact::Versions => {
            let on = product.upgrade_on.map(|on| on.to_string()).unwrap_or_default();
            let fields = vec![
                line("product-version", &known(&product.summary.current_version), REFERENCE_CHARS),
                line("product-upgrade", &known(&product.upgrade_version), REFERENCE_CHARS),
                line("product-upgrade-date", &on, REFERENCE_CHARS),
            ];
            (Some("product-versions-mean"), fields)
        }
        Fact::Window => {
            let window = product.summary.maintenance_window.as_ref();
            let minutes = window.map_or(MINUTES, |window| window.minutes).to_string();
            let zone = window.map_or_else(|| cx.times.zone_name(), |window| window.time_zone.clone());
            let fields = vec![
                line("product-window-starts", window.map_or("02:00", |window| &window.starts), REFERENCE_CHARS),
                line("product-window-minutes", &minutes, REFERENCE_CHARS),
                line("column-zone", &zone, REFERENCE_CHARS),
            ];
            (Some("product-window-means"), fields)
        }
    };
    let error = wrong.map(|(typed, words)| {
        for (field, value) in fields.iter_mut().zip(typed) {
            field.value = value;
        }
        words
    });
    Dialog::Form(Form { title: cx.text(fact.label()), body: means.map(|means| cx.text(means)).into_iter().collect(), fields, error })
}

/// What was typed, as the edit that it asks for; or the words for what is wrong.
fn read(fact: Fact, day: u8, typed: &[String], cx: &Context) -> Result<EditProduct, String> {
    let wrong = |label: &str| cx.text_with("desk-wrong", &[("field", cx.text(label).into())]);
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let none = EditProduct::default();
    Ok(match (fact, typed) {
        (Fact::Name, [name]) => EditProduct { name: Some(given(name).ok_or_else(|| wrong("column-name"))?), ..none },
        (Fact::Environment, [environment]) => EditProduct { environment: Some(given(environment)), ..none },
        (Fact::Manager, [name, email]) => {
            let manager = match (given(name), given(email)) {
                (None, None) => None,
                (Some(name), Some(email)) => Some(AccountManager { name, email }),
                _ => return Err(cx.text("requests-name-and-email")),
            };
            EditProduct { account_manager: Some(manager), ..none }
        }
        (Fact::Versions, [current, next, on]) => {
            let on = given(on).map(|on| on.parse().map_err(|_| wrong("product-upgrade-date"))).transpose()?;
            EditProduct { current_version: Some(given(current)), upgrade_version: Some(given(next)), upgrade_on: Some(on), ..none }
        }
        (Fact::Window, [starts, minutes, zone]) => {
            let minutes = minutes.trim().parse().map_err(|_| wrong("product-window-minutes"))?;
            let window = SetWindow { weekday: day, starts: starts.trim().to_owned(), minutes, time_zone: zone.trim().to_owned() };
            EditProduct { maintenance_window: Some(Some(window)), ..none }
        }
        _ => return Err(cx.text("error-unexpected-answer")),
    })
}
