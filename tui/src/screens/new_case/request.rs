//! What support is asked to change (S8): shown as a field, and corrected by the questions behind it without typing anything anew.

use caseport_shared::api::draft::DraftContent;
use caseport_shared::reader::Language;
use caseport_shared::request::ServiceRequest;

use super::NewCaseForm;
use super::field::Field;
use crate::app::Context;
use crate::effect::{Effect, Tone};
use crate::msg::Msg;
use crate::screens::requests::{Event, Questions};
use crate::strings::Strings;
use crate::words::request;

impl NewCaseForm {
    /// What is asked for, on one line.
    pub(super) fn asked(&self, cx: &Context) -> String {
        let rows = self.request.iter().flat_map(|asks| request::fields(&cx.strings, asks));
        rows.map(|(_, value)| value).collect::<Vec<_>>().join(" · ")
    }

    /// The name of the part of the request with which the server finds fault, by the field that it names.
    pub(super) fn part_of_request(&self, field: &str) -> Option<&'static str> {
        let asks = self.request.as_ref()?;
        Some(match field {
            "name" => "request-name",
            "email" => "request-email",
            "title" => "request-title",
            "phone" => "request-phone",
            // A case has a product of its own, which may be another one.
            "product" if asks.product().is_some() || matches!(asks, ServiceRequest::ChangeSeat(_)) => "request-product",
            "role" => "request-role",
            "account_wide" => "request-sees",
            "instead_of" => "request-instead-of",
            "hand_over_to" => "request-hand-over-to",
            _ => return None,
        })
    }

    /// Asks again what the request asks for, with the answers that it has.
    pub(super) fn correct(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(asks) = &self.request else { return Vec::new() };
        let listed = self.products.iter().flatten().find(|product| product.slug == self.product);
        let product = listed.or(self.details.as_ref().map(|details| &details.summary));
        let organization = product.filter(|_| cx.is_support()).map(|product| product.organization.slug.clone());
        if cx.is_support() && organization.is_none() {
            return vec![Effect::Say(Tone::Info, cx.text("form-loading"))];
        }
        let mut questions = Questions::again(organization, asks);
        let mut effects = questions.fetch(cx);
        self.correcting = Some(Box::new(questions));
        effects.push(Effect::Say(Tone::Info, cx.text("requests-loading")));
        effects
    }

    /// Takes a message, if it is for the questions of a correction.
    pub(super) fn correction_took(&mut self, msg: &Msg, cx: &Context) -> Option<Vec<Effect>> {
        let (mut effects, event) = self.correcting.as_mut()?.take(msg, cx)?;
        match event {
            Event::Nothing => return Some(effects),
            Event::Left => {}
            Event::Failed(words) => effects.push(Effect::Say(Tone::Bad, words)),
            Event::Done(content) => effects.extend(self.corrected(*content, cx)),
        }
        self.correcting = None;
        Some(effects)
    }

    /// Puts a corrected request in the place of the one before, and so with every word that was made from it.
    fn corrected(&mut self, now: DraftContent, cx: &Context) -> Vec<Effect> {
        let Some(before) = std::mem::replace(&mut self.request, now.request) else { return Vec::new() };
        let product = |asks: &ServiceRequest| asks.product().map(str::to_owned);
        let is_elsewhere = self.request.as_ref().is_some_and(|asks| asks.product().is_some() && product(asks) != product(&before));
        // It may have been begun in another language.
        let languages: Vec<_> = Language::ALL.iter().map(|language| Strings::of(*language)).collect();
        if languages.iter().any(|strings| request::subject(strings, &before) == self.subject.text()) {
            self.subject.set(&now.subject);
        }
        let described: Vec<_> = languages.iter().map(|strings| request::description(strings, &before)).collect();
        self.description.set(&rewritten(&self.description.text(), &described, &now.body));
        self.errors.retain(|(field, _)| !matches!(field, Field::Request | Field::Subject | Field::Description));
        self.error = None;
        let mut effects = self.drafting.touch(cx);
        if is_elsewhere {
            self.product = now.product;
            self.errors.retain(|(field, _)| *field != Field::Product);
            effects.extend(self.fetch_product(cx));
        }
        effects.extend(self.changed(cx));
        effects
    }
}

/// A text in which what was made from a request is made from another one, and all else stays. Where somebody wrote within it, the
/// lines that they left alone go, and what is asked for now comes first.
pub(super) fn rewritten(text: &str, before: &[String], now: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    for before in before {
        let made: Vec<&str> = before.lines().collect();
        if let Some(at) = lines.windows(made.len().max(1)).position(|lines| lines == made) {
            let (first, rest) = (&lines[..at], &lines[at + made.len()..]);
            return first.iter().copied().chain(now.lines()).chain(rest.iter().copied()).collect::<Vec<_>>().join("\n");
        }
    }
    let is_made = |line: &&str| before.iter().any(|before| before.lines().any(|made| made == *line));
    let own = lines.into_iter().filter(|line| !is_made(line)).collect::<Vec<_>>().join("\n");
    if own.trim().is_empty() { now.to_owned() } else { format!("{now}\n\n{}", own.trim_matches('\n')) }
}
