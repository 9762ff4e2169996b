//! The contacts of a product and the lists that they are on: which one, who they are, what they are told of.

use caseport_shared::api::product::{ContactView, SaveContact};
use caseport_shared::limits::{EMAIL_CHARS, NAME_CHARS};
use caseport_shared::text::inline;

use super::{Ask, Products};
use crate::api::Key;
use crate::app::Context;
use crate::effect::{Answer, Call, DeskCall, Effect, Failure, Tone};
use crate::widgets::dialog::{Choice, Confirm, Dialog, Field, FieldKind, Form, Item, Pick};
use crate::widgets::words;

/// Which contact is meant.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    /// Slug of the product.
    product: String,
    /// Who they are; nothing for somebody who is added.
    known: Option<ContactView>,
}

/// Where a change of contacts is.
#[derive(Debug)]
pub(super) enum Step {
    /// Which of them, or another one.
    Which(String, Vec<ContactView>),
    /// What is done about them.
    What(Subject),
    /// Who they are.
    Who(Subject),
    /// What they are told of.
    Lists(Subject, Vec<String>),
    /// What was sent, with what was typed for it.
    Sent(Subject, Vec<String>),
    /// Whether they are taken off.
    Remove(Subject),
    Removed,
}

/// What a contact can be told of, maintenance and incidents, in the order in which it is asked.
const LISTS: [(bool, bool, &str); 4] = [
    (true, true, "request-told-both"),
    (true, false, "request-told-maintenance"),
    (false, true, "request-told-incidents"),
    (false, false, "request-told-nothing"),
];

/// The key of the words for what somebody is told of.
fn told(contact: &ContactView) -> usize {
    LISTS.iter().position(|(maintenance, incidents, _)| (*maintenance, *incidents) == (contact.maintenance, contact.incidents)).unwrap_or(0)
}

impl Products {
    fn contact(&mut self, step: Step, dialog: Dialog, cx: &Context) -> Vec<Effect> {
        self.asks.dialog(Ask::Contacts(step), dialog, cx)
    }

    /// Asks which contact is meant; where there is none, who is the first.
    pub(super) fn contacts(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(product) = self.detailed() else { return Vec::new() };
        let (slug, known) = (product.summary.slug.clone(), product.contacts.clone());
        if known.is_empty() {
            return self.who(Subject { product: slug, known: None }, &[], None, cx);
        }
        let item = |contact: &ContactView| Item { label: inline(&contact.name).into_owned(), detail: cx.text(LISTS[told(contact)].2) };
        let mut items = vec![Item { label: cx.text("contact-add"), detail: String::new() }];
        items.extend(known.iter().map(item));
        let pick = Pick { title: cx.text("product-contacts"), items, at: 0 };
        self.contact(Step::Which(slug, known), Dialog::Pick(pick), cx)
    }

    /// Asks who they are, with what was typed before and what went wrong with it.
    fn who(&mut self, subject: Subject, typed: &[String], error: Option<String>, cx: &Context) -> Vec<Effect> {
        let dialog = form(&subject, typed, error, cx);
        self.contact(Step::Who(subject), dialog, cx)
    }

    pub(super) fn chose_contacts(&mut self, step: Step, choice: Choice, cx: &Context) -> Vec<Effect> {
        match (step, choice) {
            (Step::Which(product, _), Choice::Nth(0)) => self.who(Subject { product, known: None }, &[], None, cx),
            (Step::Which(product, known), Choice::Nth(at)) => match known.into_iter().nth(at - 1) {
                Some(contact) => {
                    let title = format!("{} <{}>", inline(&contact.name), inline(&contact.email));
                    let items = ["contact-change", "contact-remove"].map(|key| Item { label: cx.text(key), detail: String::new() });
                    let pick = Pick { title, items: items.to_vec(), at: 0 };
                    self.contact(Step::What(Subject { product, known: Some(contact) }), Dialog::Pick(pick), cx)
                }
                None => Vec::new(),
            },
            (Step::What(subject), Choice::Nth(0)) => self.who(subject, &[], None, cx),
            (Step::What(subject), Choice::Nth(_)) => {
                let name = subject.known.as_ref().map(|contact| inline(&contact.name).into_owned()).unwrap_or_default();
                let confirm = Confirm {
                    title: cx.text_with("contact-remove-title", &[("name", name.into())]),
                    body: vec![cx.text("contact-remove-body")],
                    buttons: vec![cx.text("contact-remove"), cx.text("ask-leave")],
                };
                self.contact(Step::Remove(subject), Dialog::Confirm(confirm), cx)
            }
            (Step::Remove(Subject { product, known: Some(contact) }), Choice::Nth(0)) => {
                let call = DeskCall::RemoveContact(product, contact.email, Key::fresh());
                self.asks.call(Ask::Contacts(Step::Removed), Call::Desk(Box::new(call)), cx)
            }
            (Step::Who(subject), Choice::Typed(typed)) => {
                let is_missing = typed.iter().take(2 - usize::from(subject.known.is_some())).any(|text| text.trim().is_empty());
                if is_missing {
                    return self.who(subject, &typed, Some(cx.text("requests-name-and-email")), cx);
                }
                let items = LISTS.iter().map(|(_, _, key)| Item { label: cx.text(key), detail: String::new() }).collect();
                let at = subject.known.as_ref().map_or(0, told);
                let pick = Pick { title: cx.text("contact-lists-title"), items, at };
                self.contact(Step::Lists(subject, typed), Dialog::Pick(pick), cx)
            }
            (Step::Lists(subject, typed), Choice::Nth(at)) => self.send_contact(subject, typed, at, cx),
            // Nothing of what was typed is lost by looking at the lists.
            (Step::Lists(subject, typed), _) => self.who(subject, &typed, None, cx),
            _ => Vec::new(),
        }
    }

    fn send_contact(&mut self, subject: Subject, typed: Vec<String>, at: usize, cx: &Context) -> Vec<Effect> {
        let Some((maintenance, incidents, _)) = LISTS.get(at).copied() else { return Vec::new() };
        let mut texts = typed.iter().map(|text| text.trim().to_owned());
        let mut next = || texts.next().unwrap_or_default();
        let name = next();
        let email = subject.known.as_ref().map_or_else(&mut next, |contact| contact.email.clone());
        let title = Some(next()).filter(|title| !title.is_empty());
        let save = SaveContact { name, title, maintenance, incidents };
        let call = DeskCall::SaveContact(subject.product.clone(), email, save);
        self.asks.call(Ask::Contacts(Step::Sent(subject, typed)), Call::Desk(Box::new(call)), cx)
    }

    pub(super) fn answered_contacts(&mut self, step: Step, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (step, outcome) {
            (Step::Sent(..), Ok(_)) => self.changed("contact-saved", cx),
            (Step::Sent(subject, typed), Err(failure)) => self.who(subject, &typed, Some(words::failure(&failure, cx)), cx),
            (_, Ok(_)) => self.changed("contact-removed", cx),
            (_, Err(failure)) => vec![Effect::Say(Tone::Bad, words::failure(&failure, cx))],
        }
    }
}

fn form(subject: &Subject, typed: &[String], error: Option<String>, cx: &Context) -> Dialog {
    let line = |label: &str, value: &str, limit: usize| Field {
        label: cx.text(label),
        value: inline(value).into_owned(),
        kind: FieldKind::Line,
        limit,
    };
    let known = subject.known.as_ref();
    let title = known.and_then(|contact| contact.title.as_deref()).unwrap_or_default();
    let mut fields = vec![line("column-name", known.map_or("", |contact| &contact.name), NAME_CHARS)];
    // An address is what a contact is known by.
    if known.is_none() {
        fields.push(line("column-email", "", EMAIL_CHARS));
    }
    fields.push(line("request-title", title, NAME_CHARS));
    for (field, value) in fields.iter_mut().zip(typed) {
        field.value.clone_from(value);
    }
    let title = cx.text(if known.is_some() { "contact-change" } else { "contact-add" });
    Dialog::Form(Form { title, body: Vec::new(), fields, error })
}
