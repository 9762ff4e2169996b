//! The forms of a case: what they ask, with what was typed before and what went wrong.

use caseport_shared::api::case::CaseView;
use caseport_shared::limits::{EMAIL_CHARS, REASON_CHARS, REFERENCE_CHARS};
use caseport_shared::status::Status;
use caseport_shared::text::inline;

use crate::app::Context;
use crate::widgets::dialog::{Dialog, Field, FieldKind, Form};
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
pub(super) fn with_error(dialog: Dialog, error: String) -> Dialog {
    let Dialog::Form(mut form) = dialog else { return dialog };
    form.error = Some(error);
    Dialog::Form(form)
}

/// Asks for the path of a file to send.
pub(in crate::screens) fn attach_form(cx: &Context, by_itself: bool) -> Dialog {
    let limit = words::size(cx.limits().attachment_bytes);
    let mut body = vec![cx.text_with("attach-body", &[("limit", limit.into())])];
    if by_itself && cx.is_support() {
        body.push(cx.text("attach-internal"));
    }
    let field = Field { label: cx.text("attach-path"), value: String::new(), kind: FieldKind::Path, limit: PATH_CHARS };
    Dialog::Form(Form { title: cx.text("attach-title"), body, fields: vec![field], error: None })
}

/// Asks where a file shall be saved.
pub(super) fn save_form(name: &str, cx: &Context) -> Dialog {
    let field = Field { label: cx.text("save-path"), value: inline(name).into_owned(), kind: FieldKind::Path, limit: PATH_CHARS };
    Dialog::Form(Form { title: cx.text("save-title"), body: vec![cx.text("save-body")], fields: vec![field], error: None })
}
