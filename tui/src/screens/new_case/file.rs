//! Files the case, and puts what the server has against it beside the field.

use caseport_shared::api::comment::Send;
use caseport_shared::api::draft::Submitted;

use super::field::Field;
use super::{Mode, NewCaseForm};
use crate::app::Context;
use crate::effect::{Effect, Failure, Tone};
use crate::widgets::compose::Event;
use crate::widgets::words;

impl NewCaseForm {
    /// Files the case, unless something is missing.
    pub(super) fn file(&mut self, cx: &Context) -> Vec<Effect> {
        if self.drafting.is_sending() {
            return Vec::new();
        }
        (self.errors, self.error) = (Vec::new(), None);
        for (field, is_missing) in [
            (Field::Requester, cx.is_support() && self.requester.is_blank()),
            (Field::Product, self.product.is_empty()),
            (Field::Category, self.fields(cx).contains(&Field::Category) && self.category.is_empty()),
            (Field::Subcategory, self.fields(cx).contains(&Field::Subcategory) && self.subcategory.is_empty()),
            (Field::Subject, self.subject.is_blank()),
            (Field::Description, self.description.is_blank()),
        ] {
            if is_missing {
                self.errors.push((field, cx.text("form-required")));
            }
        }
        self.errors.extend(self.too_long(cx));
        if let Some((field, _)) = self.errors.first() {
            self.focus = *field;
            return Vec::new();
        }
        let content = self.content();
        self.drafting.submit(Send::default(), &content, cx)
    }

    /// A description out of the user's own editor may have become longer than it may be; it is kept, and only not sent.
    pub(super) fn too_long(&self, cx: &Context) -> Option<(Field, String)> {
        let (count, limit) = (self.description.chars(), self.description.limit());
        let values = [("count", words::count(count, cx).into()), ("limit", words::count(limit, cx).into())];
        (count > limit).then(|| (Field::Description, cx.text_with("form-too-long", &values)))
    }

    /// Takes what came of the draft.
    pub(super) fn drafted(&mut self, mut effects: Vec<Effect>, event: Event, cx: &Context) -> Vec<Effect> {
        match event {
            Event::Nothing => {}
            Event::Text(text) => effects.extend(self.insert(&text, cx)),
            Event::Sent(submitted) => match *submitted {
                Submitted::Case { filed } => {
                    self.beside.close();
                    self.mode = Mode::Filed(filed);
                }
                Submitted::Comment { .. } => effects.push(Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))),
            },
            Event::Refused(failure) => {
                let words = words::failure(&failure, cx);
                let named = match &failure {
                    Failure::Problem(problem) => problem.field.as_deref(),
                    _ => None,
                };
                let (field, words) = match named.and_then(|name| self.part_of_request(name)) {
                    Some(part) => (Some(Field::Request), format!("{}: {words}", cx.text(part))),
                    None => (named.and_then(Field::of_problem), words),
                };
                match field.filter(|field| self.fields(cx).contains(field)) {
                    Some(field) => {
                        self.errors.push((field, words));
                        self.focus = field;
                    }
                    None => self.error = Some(words),
                }
            }
        }
        effects
    }
}
