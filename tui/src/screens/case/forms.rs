//! The forms of a case: what they ask, with what was typed before and what went wrong.

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::case::CaseView;
use caseport_shared::limits::{EMAIL_CHARS, REASON_CHARS, REFERENCE_CHARS};
use caseport_shared::status::Status;
use caseport_shared::text::{file_name, inline};

use crate::app::Context;
use crate::widgets::dialog::{Confirm, Dialog, Field, FieldKind, Files, Form};
use crate::widgets::words;

/// Longest path that can be typed, in characters.
const PATH_CHARS: usize = 4_096;

/// Asks for the reason of an escalation; warns on the day of filing (C8).
pub(super) fn escalation(case: Option<&CaseView>, cx: &Context) -> Dialog {
    let mut body = vec![cx.text("escalate-body")];
    if case.is_some_and(|case| words::is_same_day(case.summary.created_at, cx.now, cx)) {
        body.push(cx.text("escalate-same-day"));
    }
    let field = Field { label: cx.text("escalate-reason"), value: String::new(), kind: FieldKind::Block, limit: REASON_CHARS };
    Dialog::Form(Form { title: cx.text("escalate-title"), body, fields: vec![field], error: None })
}

/// Asks who shall follow the case.
pub(super) fn watcher_form(cx: &Context) -> Dialog {
    let field = Field { label: cx.text("watchers-email"), value: String::new(), kind: FieldKind::Line, limit: EMAIL_CHARS };
    Dialog::Form(Form { title: cx.text("watchers-add-title"), body: vec![cx.text("watchers-add-body")], fields: vec![field], error: None })
}

/// Asks for what a status needs.
pub(super) fn status_form(status: Status, cx: &Context) -> Dialog {
    let field = |label: &str, limit: usize| Field { label: cx.text(label), value: String::new(), kind: FieldKind::Line, limit };
    let mut fields = Vec::new();
    if status.needs_date() {
        fields.push(field("status-form-date", 10));
    }
    if status.needs_version() {
        fields.push(field("status-form-version", REFERENCE_CHARS));
    }
    if status.takes_ticket() {
        fields.push(field("status-form-ticket", REFERENCE_CHARS));
    }
    let mut body = vec![words::meaning(status, cx)];
    if status.needs_version() {
        body.push(cx.text("status-form-upgrade"));
    }
    if status.takes_ticket() {
        body.push(cx.text("status-form-internal"));
    }
    Dialog::Form(Form { title: words::status(status, cx), body, fields, error: None })
}

/// A form that was filled in before.
pub(super) fn with_values(dialog: Dialog, values: &[String]) -> Dialog {
    let Dialog::Form(mut form) = dialog else { return dialog };
    for (field, value) in form.fields.iter_mut().zip(values) {
        field.value.clone_from(value);
    }
    Dialog::Form(form)
}

/// A form with what went wrong.
pub(in crate::screens) fn with_error(mut dialog: Dialog, words: String) -> Dialog {
    match &mut dialog {
        Dialog::Form(Form { error, .. }) | Dialog::Files(Files { error, .. }) => *error = Some(words),
        Dialog::Pick(_) | Dialog::Narrowed(..) | Dialog::Confirm(_) | Dialog::Run(..) => {}
    }
    dialog
}

/// Asks for files to send, so many at most.
pub(in crate::screens) fn attach_form(cx: &Context, by_itself: bool, most: usize) -> Dialog {
    let limit = cx.limits().attachment_bytes;
    let values = [("limit", words::size(limit).into()), ("count", most.into())];
    let mut body = vec![cx.text_with(if most == 1 { "attach-one" } else { "attach-many" }, &values)];
    if by_itself && cx.is_support() {
        body.push(cx.text("attach-internal"));
    }
    Dialog::Files(Files { title: cx.text("attach-title"), body, limit, most, error: None })
}

/// Asks what to do with a file.
pub(super) fn use_form(file: &AttachmentView, cx: &Context) -> Dialog {
    let body = vec![format!("{}  {}", words::size(file.size), inline(&file.content_type))];
    let buttons = vec![cx.text("file-do-look"), cx.text("file-do-save")];
    Dialog::Confirm(Confirm { title: inline(&file.name).into_owned(), body, buttons })
}

/// Asks where a file shall be saved.
pub(in crate::screens) fn save_form(name: &str, cx: &Context) -> Dialog {
    let field = Field { label: cx.text("save-path"), value: file_name(name), kind: FieldKind::Path, limit: PATH_CHARS };
    Dialog::Form(Form { title: cx.text("save-title"), body: vec![cx.text("save-body")], fields: vec![field], error: None })
}
