//! What is typed into the form: by keys, by pasting, and in the user's own editor.

use super::field::label;
use super::keys::{Action, FILED, Filed, KEYS};
use super::{Field, Mode, NewCaseForm, copied};
use crate::app::Context;
use crate::effect::{Effect, HostAnswer, Route, Tone};
use crate::keymap::{Code, Key, resolve};
use crate::widgets::editor::{Editor, Outcome};
use crate::widgets::words;

impl NewCaseForm {
    /// Takes a key, whatever it is for.
    pub(super) fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        if let Mode::Filed(filed) = &self.mode {
            let number = filed.number;
            return match resolve(FILED, &self.chord, key, self, cx) {
                Some(Filed::CopyNumber) => copied(number.to_string(), cx),
                Some(Filed::CopyCommand) => copied(cx.command(number), cx),
                Some(Filed::Open) => vec![Effect::Back, Effect::Go(Route::Case(number, None))],
                Some(Filed::Another) => vec![Effect::Back, Effect::Go(Route::NewCase(None))],
                Some(Filed::Back) => vec![Effect::Back],
                None => Vec::new(),
            };
        }
        if self.beside.is_open() {
            return self.beside_key(key, cx);
        }
        if let Some(action) = resolve(KEYS, &self.chord, key, self, cx) {
            return self.act(action, cx);
        }
        let Some(editor) = self.focused() else {
            // Typing narrows what there is to choose from.
            return if key.typed().is_some() { self.choose(key.typed(), cx) } else { Vec::new() };
        };
        match editor.key(key, cx) {
            Outcome::Unknown if matches!(key.code, Code::Enter | Code::Down) => self.act(Action::Next, cx),
            Outcome::Unknown if key.code == Code::Up => self.act(Action::Previous, cx),
            outcome => self.edited(outcome, cx),
        }
    }

    /// Types what was pasted.
    pub(super) fn insert(&mut self, text: &str, cx: &Context) -> Vec<Effect> {
        let Some(editor) = self.focused() else { return Vec::new() };
        let outcome = editor.insert(text);
        self.edited(outcome, cx)
    }

    /// Takes the description out of the user's own editor, whole or not at all.
    pub(super) fn edited_elsewhere(&mut self, outcome: Result<HostAnswer, String>, cx: &Context) -> Vec<Effect> {
        let text = match outcome {
            Ok(HostAnswer::Edited(text)) => text,
            Ok(_) => return vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
            Err(words) => return vec![Effect::Say(Tone::Bad, words)],
        };
        let mut edited = Editor::block(text.trim_end_matches('\n'), self.description.limit());
        if edited.text() == self.description.text() {
            return Vec::new();
        }
        std::mem::swap(&mut self.description, &mut edited);
        self.focus = Field::Description;
        let effects = self.edited(Outcome::Changed, cx);
        self.errors.extend(self.too_long(cx));
        effects
    }

    pub(super) fn edited(&mut self, outcome: Outcome, cx: &Context) -> Vec<Effect> {
        match outcome {
            Outcome::Changed => {
                let focus = self.focus;
                self.errors.retain(|(field, _)| *field != focus);
                let mut effects = self.drafting.touch(cx);
                effects.extend(self.changed(cx));
                effects
            }
            Outcome::Full => {
                let limit = self.focused().map_or(0, |editor| editor.limit());
                let values = [("field", cx.text(label(self.focus)).into()), ("limit", words::count(limit, cx).into())];
                vec![Effect::Say(Tone::Bad, cx.text_with("field-full", &values))]
            }
            Outcome::Same | Outcome::Unknown => Vec::new(),
        }
    }
}
