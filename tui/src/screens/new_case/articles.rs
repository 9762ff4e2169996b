//! The articles beside the form (C2): what they are looked for with, and what becomes of the draft when one answers.

use caseport_shared::api::article::AskSuggestions;

use super::{Mode, NewCaseForm};
use crate::app::Context;
use crate::effect::{Effect, Tone};
use crate::keymap::Key;
use crate::msg::Msg;
use crate::screens::suggested::Next;

/// Characters of a description that are sent to look for articles with: its beginning says what it is about.
const DESCRIPTION_ASKED: usize = 2_000;

impl NewCaseForm {
    /// What the form holds changed: articles are looked for, unless a question is under way; then the next one is about this.
    pub(super) fn changed(&mut self, cx: &Context) -> Vec<Effect> {
        self.beside.changed();
        self.look(cx)
    }

    fn look(&mut self, cx: &Context) -> Vec<Effect> {
        if !matches!(self.mode, Mode::Filling) || !self.beside.is_due() {
            return Vec::new();
        }
        let ask = AskSuggestions {
            subject: self.subject.text(),
            description: self.description.text().chars().take(DESCRIPTION_ASKED).collect(),
            product: self.product.clone(),
            category: self.category.clone(),
            subcategory: self.subcategory.clone(),
        };
        self.beside.look(ask, cx)
    }

    /// Gives a message to the articles, which know their own tickets.
    pub(super) fn beside_took(&mut self, msg: &Msg, cx: &Context) -> Option<Vec<Effect>> {
        let (effects, next) = self.beside.take(msg, cx)?;
        Some(self.follow(effects, next, cx))
    }

    pub(super) fn beside_key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        let (effects, next) = self.beside.key(key, cx);
        self.follow(effects, next, cx)
    }

    fn follow(&mut self, mut effects: Vec<Effect>, next: Next, cx: &Context) -> Vec<Effect> {
        match next {
            Next::Nothing => {}
            Next::Look => effects.extend(self.look(cx)),
            Next::Save => {
                let content = self.content();
                effects.extend(self.beside.save(&mut self.drafting, &content, cx));
            }
            Next::GoOn => effects.extend(self.beside.go_on(&mut self.drafting, cx)),
            Next::Stay => {
                let content = self.content();
                effects.extend(self.drafting.release(&content, cx));
            }
            Next::Anew => {
                effects.extend(self.drafting.end(cx));
                effects.extend(self.drafting.touch(cx));
                effects.push(Effect::Say(Tone::Good, cx.text("suggested-solved-thanks")));
            }
            Next::End => {
                effects.extend(self.drafting.end(cx));
                effects.extend([Effect::Back, Effect::Say(Tone::Good, cx.text("suggested-solved-thanks"))]);
            }
        }
        effects
    }
}
