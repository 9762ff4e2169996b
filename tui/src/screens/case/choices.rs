//! What the user answered to a question about a case, and what is done for it.

use caseport_shared::api::case::{EditCase, SetStatus};
use caseport_shared::severity::{Priority, Severity};

use super::forms::{attach_form, escalation, save_form, status_form, use_form, watcher_form, with_error, with_values};
use super::{Ask, Case, Mode, What, copied, run_to_save};
use crate::api::Key;
use crate::app::Context;
use crate::effect::{Call, Change, Effect, Route, Tone};
use crate::widgets::dialog::Choice;

impl Case {
    /// The user answered a dialog.
    pub(super) fn chose(&mut self, ask: Ask, choice: &Choice, cx: &Context) -> Vec<Effect> {
        let (nth, typed) = match choice {
            Choice::Nth(at) => (*at, None),
            Choice::Typed(values) => (0, values.first().cloned()),
            Choice::Left => return Vec::new(),
        };
        match ask {
            Ask::Apply(_) | Ask::Decline | Ask::UndoRequest | Ask::Leaver(..) => self.request_chose(ask, nth, typed, cx),
            Ask::Close if nth == 0 => self.change(Change::Close, None, cx),
            Ask::Reopen if nth == 0 => self.change(Change::Reopen, None, cx),
            Ask::Escalate => {
                let reason = typed.unwrap_or_default();
                let form = with_values(escalation(self.view.as_ref(), cx), std::slice::from_ref(&reason));
                if reason.trim().is_empty() {
                    return self.asks.dialog(Ask::Escalate, with_error(form, cx.text("escalate-empty")), cx);
                }
                self.change(Change::Escalate(reason), Some(Box::new(form)), cx)
            }
            Ask::Priority => self.edit(EditCase { priority: Priority::ALL.get(nth).copied(), ..EditCase::default() }, cx),
            Ask::Severity(numbers) => {
                let severity = numbers.get(nth).and_then(|number| Severity::try_from(*number).ok());
                self.edit(EditCase { severity, ..EditCase::default() }, cx)
            }
            Ask::Watchers if nth == 0 => self.asks.dialog(Ask::NewWatcher, watcher_form(cx), cx),
            Ask::Watchers => match self.view.as_ref().and_then(|case| case.watchers.get(nth - 1)?.email.clone()) {
                Some(email) => self.change(Change::Unwatch(email), None, cx),
                None => vec![Effect::Say(Tone::Bad, cx.text("watchers-no-address"))],
            },
            Ask::NewWatcher => {
                let email = typed.unwrap_or_default().trim().to_owned();
                let form = with_values(watcher_form(cx), std::slice::from_ref(&email));
                self.change(Change::Watch(email), Some(Box::new(form)), cx)
            }
            Ask::Assign(people) => {
                let email = match nth {
                    0 => cx.me.as_ref().map(|me| me.email.clone()),
                    1 => None,
                    _ => people.get(nth - 2).map(|person| person.email.clone()),
                };
                self.edit(EditCase { assignee: Some(email), ..EditCase::default() }, cx)
            }
            Ask::Status(may) => match may.get(nth) {
                Some(status) if status.needs_date() || status.takes_ticket() => {
                    self.asks.dialog(Ask::StatusDetail(*status), status_form(*status, cx), cx)
                }
                Some(status) => self.set_status(SetStatus { status: *status, date: None, fixed_in: None, ticket: None }, None, cx),
                None => Vec::new(),
            },
            Ask::StatusDetail(status) => self.status_detail(status, choice, cx),
            Ask::Excerpt(texts) => texts.get(nth).map_or_else(Vec::new, |text| self.put_part_in(text, cx)),
            Ask::Run(line) if nth == 0 => copied(line, cx),
            Ask::AttachFile | Ask::SaveFile(_) | Ask::UseFile(_) | Ask::SaveAs(_) => self.file_chose(ask, nth, typed, cx),
            Ask::Conflict(change) if nth == 0 => {
                let version = self.view.as_ref().map_or(0, |case| case.version);
                let change = if let Change::Edit(_, edit) = *change { Change::Edit(version, edit) } else { *change };
                if let Mode::Writing(writing) = &mut self.mode {
                    writing.is_sending = writing.what == What::Solution;
                }
                self.change(change, None, cx)
            }
            Ask::DropSolution if nth == 1 => self.leave(cx),
            Ask::SendAs(_) | Ask::SendDetail(_) | Ask::Include(_) | Ask::SendAfterNewer(_) | Ask::SendOnClosed => {
                self.send_chose(ask, nth, choice, cx)
            }
            Ask::Category(_) | Ask::Subcategory(..) | Ask::Requester(_) => self.field_chose(ask, nth, cx),
            Ask::Redact(_) | Ask::RedactReason(_) => self.redact_chose(ask, nth, typed, cx),
            Ask::DraftFile | Ask::RemoveFile => self.writing_chose(&ask, choice, cx),
            _ => Vec::new(),
        }
    }

    /// The user answered a question about a file.
    fn file_chose(&mut self, ask: Ask, nth: usize, typed: Option<String>, cx: &Context) -> Vec<Effect> {
        match ask {
            Ask::AttachFile => match typed.filter(|path| !path.trim().is_empty()) {
                Some(path) => {
                    self.transferred = Some(0);
                    let again = Box::new((Ask::AttachFile, attach_form(cx, true, 1)));
                    self.asks.call(Ask::Transfer(again), Call::UploadToCase { number: self.number, path, key: Key::fresh() }, cx)
                }
                None => Vec::new(),
            },
            Ask::SaveFile(mut files) if nth < files.len() => {
                let file = files.swap_remove(nth);
                let confirm = use_form(&file, cx);
                self.asks.dialog(Ask::UseFile(Box::new(file)), confirm, cx)
            }
            Ask::UseFile(file) if nth == 0 => vec![Effect::Go(Route::File(self.number, file))],
            Ask::UseFile(file) if cx.is_remote() => match run_to_save(cx, self.number, &file.name) {
                Some((line, dialog)) => self.asks.dialog(Ask::Run(line), dialog, cx),
                None => Vec::new(),
            },
            Ask::UseFile(file) => {
                let form = save_form(&file.name, cx);
                self.asks.dialog(Ask::SaveAs(file), form, cx)
            }
            Ask::SaveAs(file) => {
                self.transferred = Some(0);
                let to = typed.unwrap_or_default();
                let again = Box::new((Ask::SaveAs(file.clone()), save_form(&to, cx)));
                self.asks.call(Ask::Transfer(again), Call::Download { number: self.number, file, to }, cx)
            }
            _ => Vec::new(),
        }
    }
}
