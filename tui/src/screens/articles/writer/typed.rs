//! What is typed into the form, here or in the writer's own editor.

use caseport_shared::limits::ARTICLE_CHARS;

use super::{Action, Code, Context, Editor, Effect, Field, HostAnswer, Key, LOOKING, Mode, Outcome, Tone, WRITING, Writer, resolve, words};

impl Writer {
    pub(super) fn key(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        if !matches!(self.mode, Mode::Writing) {
            return match resolve(LOOKING, &self.chord, key, self, cx) {
                Some(look) => self.look(look, cx),
                None => Vec::new(),
            };
        }
        if let Some(action) = resolve(WRITING, &self.chord, key, self, cx) {
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

    pub(super) fn edited(&mut self, outcome: Outcome, cx: &Context) -> Vec<Effect> {
        match outcome {
            Outcome::Changed => {
                self.is_warned = false;
                let focus = self.focus;
                self.error = self.error.take().filter(|(field, _)| *field != Some(focus));
                self.touch(cx)
            }
            Outcome::Full => {
                let limit = self.focused().map_or(0, |editor| editor.limit());
                let values = [("field", cx.text(self.focus.label()).into()), ("limit", words::count(limit, cx).into())];
                vec![Effect::Say(Tone::Bad, cx.text_with("article-field-full", &values))]
            }
            Outcome::Same | Outcome::Unknown => Vec::new(),
        }
    }

    /// Takes the text out of the writer's own editor, whole; what is too long for an article is said to be when it is saved.
    pub(super) fn edited_elsewhere(&mut self, outcome: Result<HostAnswer, String>, cx: &Context) -> Vec<Effect> {
        match outcome {
            Ok(HostAnswer::Edited(text)) => {
                self.body = Editor::block(text.trim_end_matches('\n'), ARTICLE_CHARS);
                self.focus = Field::Body;
                if self.body.chars() > ARTICLE_CHARS {
                    return self.edited(Outcome::Full, cx);
                }
                self.edited(Outcome::Changed, cx)
            }
            Ok(_) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
            Err(words) => vec![Effect::Say(Tone::Bad, words)],
        }
    }
}
