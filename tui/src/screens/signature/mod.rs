//! Asks whoever came in at a shared mailbox by which name they write (S7), above whatever is open.

#[cfg(test)]
mod tests;

use caseport_shared::limits::NAME_CHARS;
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{Context, Layer};
use crate::effect::{Answer, Call, Effect, Ticket, Tone};
use crate::keymap::{Hint, Section};
use crate::msg::Msg;
use crate::widgets::dialog::{Choice, Dialog, Field, FieldKind, Form};
use crate::widgets::words;

/// The question.
#[derive(Debug, Default)]
pub struct Signature {
    /// What was asked last, of the user or of the server.
    asked: Option<Ticket>,
    typed: String,
}

impl Signature {
    fn ask(&mut self, error: Option<String>, cx: &Context) -> Vec<Effect> {
        let ticket = cx.ticket();
        self.asked = Some(ticket);
        let email = cx.me.as_ref().map(|me| caseport_shared::text::inline(&me.email).into_owned()).unwrap_or_default();
        let label = cx.text("signature-name");
        let form = Form {
            title: cx.text("signature-title"),
            body: vec![cx.text_with("signature-about", &[("email", email.into())])],
            fields: vec![Field { label, value: self.typed.clone(), kind: FieldKind::Line, limit: NAME_CHARS }],
            error,
        };
        vec![Effect::Ask(ticket, Dialog::Form(form))]
    }
}

impl Layer for Signature {
    fn update(&mut self, msg: Msg, cx: &Context) -> Vec<Effect> {
        match msg {
            Msg::Opened => self.ask(None, cx),
            Msg::Chose(ticket, Choice::Typed(typed)) if self.asked == Some(ticket) => {
                self.typed = typed.concat();
                let ticket = cx.ticket();
                self.asked = Some(ticket);
                vec![Effect::Api(ticket, Call::Sign(self.typed.clone()))]
            }
            // Whoever does not say has it said to them when they write.
            Msg::Chose(..) => vec![Effect::Back],
            Msg::Answer(ticket, outcome) if self.asked == Some(ticket) => match outcome {
                Ok(Answer::Me(me)) => {
                    let name = me.signature.and_then(|signature| signature.name).unwrap_or_default();
                    let name = caseport_shared::text::inline(&name).into_owned();
                    vec![Effect::Say(Tone::Good, cx.text_with("signature-chosen", &[("name", name.into())])), Effect::Back]
                }
                Ok(_) => self.ask(Some(cx.text("error-unexpected-answer")), cx),
                Err(failure) => self.ask(Some(words::failure(&failure, cx)), cx),
            },
            _ => Vec::new(),
        }
    }

    fn view(&self, _: &mut Frame<'_>, _: Rect, _: &Context) {}

    fn is_dialog(&self) -> bool {
        true
    }

    fn hints(&self, _: &Context) -> Vec<Hint> {
        Vec::new()
    }

    fn help(&self, _: &Context) -> Vec<Section> {
        Vec::new()
    }
}
