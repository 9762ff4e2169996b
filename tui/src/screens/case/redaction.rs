//! Taking content away for good: what there is to choose from, and why it is done.

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::timeline::TimelineEntry;
use caseport_shared::limits::REASON_CHARS;
use caseport_shared::text::{inline, line};

use super::forms::{with_error, with_values};
use super::{Ask, Case};
use crate::app::Context;
use crate::effect::{Change, Content, Effect, Tone};
use crate::widgets::dialog::{Dialog, Field, FieldKind, Form, Item, Pick};
use crate::widgets::words;

/// Longest beginning of a text that is shown to choose it by, in characters.
const BEGINNING_CHARS: usize = 80;

impl Case {
    /// Asks what shall be taken away; the newest stands first.
    pub(super) fn pick_content(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(case) = &self.view else { return Vec::new() };
        let mut found = Vec::new();
        for entry in self.entries.iter().rev() {
            match entry {
                TimelineEntry::Comment { comment, .. } => {
                    found.extend(comment.files.iter().filter_map(|content| file(content, cx)));
                    if comment.redacted.is_none() {
                        let values = [
                            ("comment", comment.reference.to_string().into()),
                            ("author", words::author(comment).into()),
                            ("when", words::moment(comment.at, cx).into()),
                        ];
                        let item = Item { label: cx.text_with("redact-comment", &values), detail: line(&comment.body, BEGINNING_CHARS) };
                        found.push((Content::Comment(comment.reference), item));
                    }
                }
                TimelineEntry::File { file: content } => found.extend(file(content, cx)),
                TimelineEntry::Event { .. } => {}
            }
        }
        found.extend(case.files.iter().filter_map(|content| file(content, cx)));
        if case.description_redacted.is_none() {
            let item = Item { label: cx.text("redact-description"), detail: line(&case.description, BEGINNING_CHARS) };
            found.push((Content::Description, item));
        }
        if found.is_empty() {
            return vec![Effect::Say(Tone::Info, cx.text("redact-none"))];
        }
        let (contents, items) = found.into_iter().unzip();
        self.asks.dialog(Ask::Redact(contents), Dialog::Pick(Pick { title: cx.text("redact-title"), items, at: 0 }), cx)
    }

    /// What it is was chosen, or why was typed.
    pub(super) fn redact_chose(&mut self, ask: Ask, nth: usize, typed: Option<String>, cx: &Context) -> Vec<Effect> {
        match ask {
            Ask::Redact(contents) => match contents.get(nth) {
                Some(content) => self.asks.dialog(Ask::RedactReason(*content), reason_form(*content, cx), cx),
                None => Vec::new(),
            },
            Ask::RedactReason(content) => {
                let reason = typed.unwrap_or_default();
                let form = with_values(reason_form(content, cx), std::slice::from_ref(&reason));
                if reason.trim().is_empty() {
                    return self.asks.dialog(Ask::RedactReason(content), with_error(form, cx.text("escalate-empty")), cx);
                }
                self.change(Change::Redact(content, reason), Some(Box::new(form)), cx)
            }
            _ => Vec::new(),
        }
    }
}

fn file(file: &AttachmentView, cx: &Context) -> Option<(Content, Item)> {
    let by = file.by.as_ref().map_or_else(|| cx.text("actor-system"), words::person);
    let values = [("name", inline(&file.name).into_owned().into()), ("author", by.into()), ("when", words::moment(file.at, cx).into())];
    let item = Item { label: cx.text_with("redact-file", &values), detail: words::size(file.size) };
    file.redacted.is_none().then_some((Content::File(file.id), item))
}

fn reason_form(content: Content, cx: &Context) -> Dialog {
    let what = match content {
        Content::Description => "redact-body-description",
        Content::Comment(_) => "redact-body-comment",
        Content::File(_) => "redact-body-file",
    };
    let field = Field { label: cx.text("redact-reason"), value: String::new(), kind: FieldKind::Block, limit: REASON_CHARS };
    Dialog::Form(Form { title: cx.text("redact-title"), body: vec![cx.text(what)], fields: vec![field], error: None })
}
