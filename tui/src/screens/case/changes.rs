//! Changes of a case: how they are sent, and what came of them.

use caseport_shared::api::case::{CaseView, EditCase, SetStatus};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::person::Side;
use caseport_shared::status::Status;
use caseport_shared::text::inline;

use super::forms::{status_form, with_error, with_values};
use super::request::left_open;
use super::sending::read_status;
use super::{Ask, Case, Mode, What, complain, diff};
use crate::api::Key;
use crate::app::Context;
use crate::effect::{Answer, Call, Change, Effect, Failure, Tone};
use crate::widgets::dialog::{Choice, Confirm, Dialog, Item, Pick};
use crate::widgets::words;

/// Most people fetched to pick from.
const PEOPLE_MAX: usize = 500;

impl Case {
    pub(super) fn edit(&mut self, edit: EditCase, cx: &Context) -> Vec<Effect> {
        let version = self.view.as_ref().map_or(0, |case| case.version);
        self.change(Change::Edit(version, Box::new(edit)), None, cx)
    }

    /// Sends a change; a form it was typed in is shown again should it fail.
    pub(super) fn change(&mut self, change: Change, form: Option<Box<Dialog>>, cx: &Context) -> Vec<Effect> {
        let call = Call::Change { number: self.number, change: change.clone(), key: Key::fresh() };
        self.asks.call(Ask::Change(change, form), call, cx)
    }

    pub(super) fn set_status(&mut self, status: SetStatus, form: Option<Box<Dialog>>, cx: &Context) -> Vec<Effect> {
        let version = self.view.as_ref().map_or(0, |case| case.version);
        let edit = EditCase { status: Some(status), ..EditCase::default() };
        self.change(Change::Edit(version, Box::new(edit)), form, cx)
    }

    pub(super) fn status_detail(&mut self, status: Status, choice: &Choice, cx: &Context) -> Vec<Effect> {
        let Choice::Typed(values) = choice else { return Vec::new() };
        let form = with_values(status_form(status, cx), values);
        match read_status(status, values) {
            Some(status) => self.set_status(status, Some(Box::new(form)), cx),
            None => self.asks.dialog(Ask::StatusDetail(status), with_error(form, cx.text("status-date-wrong")), cx),
        }
    }

    /// What came of a change or a question to the server.
    pub(super) fn acted(&mut self, ask: Ask, outcome: Result<Answer, Failure>, cx: &Context) -> Vec<Effect> {
        match (ask, outcome) {
            (Ask::Change(change, _), Ok(answer)) => self.changed_case(&change, answer, cx),
            (Ask::Change(change, form), Err(failure)) => self.refused(change, form, &failure, cx),
            (Ask::Files, Ok(Answer::Files(files))) => {
                let files: Vec<_> = files.into_iter().filter(|file| file.redacted.is_none()).collect();
                if files.is_empty() {
                    return vec![Effect::Say(Tone::Info, cx.text("files-none"))];
                }
                let item = |file: &caseport_shared::api::attachment::AttachmentView| Item {
                    label: inline(&file.name).into_owned(),
                    detail: format!("{}  {}", words::size(file.size), words::moment(file.at, cx)),
                };
                let pick = Pick { title: cx.text("save-pick"), items: files.iter().map(item).collect(), at: 0 };
                self.asks.dialog(Ask::SaveFile(files), Dialog::Pick(pick), cx)
            }
            (Ask::People(side, mut known), Ok(Answer::People(page))) => {
                let page = *page;
                known.extend(page.people);
                match page.next {
                    Some(cursor) if known.len() < PEOPLE_MAX => self.people(side, known, Some(cursor), cx),
                    _ if side == Side::Customer => self.pick_requester(known, cx),
                    _ => self.pick_assignee(known, cx),
                }
            }
            (Ask::Product, Ok(Answer::Product(product))) => self.pick_category(product.categories, cx),
            (Ask::Transfer(again), outcome) => {
                self.transferred = None;
                match outcome {
                    Ok(Answer::Uploaded(file)) => {
                        let name = inline(&file.name).into_owned();
                        let mut effects = vec![Effect::Say(Tone::Good, cx.text_with("attach-done", &[("name", name.into())]))];
                        self.follow_end = true;
                        effects.extend(self.reload(cx));
                        effects
                    }
                    Ok(Answer::Downloaded(path)) => {
                        let path = inline(&path).into_owned();
                        vec![Effect::Say(Tone::Good, cx.text_with("save-done", &[("path", path.into())]))]
                    }
                    Ok(_) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
                    Err(failure) => self.asks.dialog(again.0, with_error(again.1, words::failure(&failure, cx)), cx),
                }
            }
            (_, Err(failure)) => vec![complain(&failure, cx)],
            (_, Ok(_)) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
        }
    }

    fn changed_case(&mut self, change: &Change, answer: Answer, cx: &Context) -> Vec<Effect> {
        let left_open = match &answer {
            Answer::Decided(decided) => left_open(decided, cx),
            _ => None,
        };
        if let Answer::Case(case) = answer {
            self.view = Some(*case);
            self.changed();
        } else {
            self.follow_end = !matches!(change, Change::Redact(..));
        }
        let said = left_open.unwrap_or_else(|| Effect::Say(Tone::Good, cx.text(done(change))));
        let mut effects = vec![said];
        if let Change::Edit(_, edit) = change
            && let Some(saved) = &edit.solution
        {
            effects.extend(self.solved(saved, cx));
        }
        effects.extend(self.reload(cx));
        effects
    }

    fn refused(&mut self, change: Change, form: Option<Box<Dialog>>, failure: &Failure, cx: &Context) -> Vec<Effect> {
        if matches!(&change, Change::Edit(_, edit) if edit.solution.is_some()) {
            let open = match &mut self.mode {
                Mode::Writing(writing) => Some(&mut **writing),
                Mode::Reading => None,
            };
            for writing in self.shelf.iter_mut().chain(open).filter(|writing| writing.what == What::Solution) {
                (writing.is_sending, writing.error) = (false, Some(words::failure(failure, cx)));
            }
        }
        if self.is_leaving {
            return vec![complain(failure, cx)];
        }
        let stale = match failure {
            Failure::Problem(problem) if problem.code == ErrorCode::StaleVersion => problem.current.clone(),
            _ => None,
        };
        if let Some(current) = stale.and_then(|current| serde_json::from_value::<CaseView>(current).ok()) {
            let mut body = self.view.as_ref().map(|before| diff::changes(before, &current, cx)).unwrap_or_default();
            body.insert(0, cx.text("conflict-body"));
            self.view = Some(current);
            self.changed();
            let buttons = vec![cx.text("conflict-again"), cx.text("conflict-leave")];
            let confirm = Confirm { title: cx.text("conflict-title"), body, buttons };
            return self.asks.dialog(Ask::Conflict(Box::new(change)), Dialog::Confirm(confirm), cx);
        }
        if let Change::Apply(how) = &change
            && let Some(effects) = self.no_seat_left(how, failure, cx)
        {
            return effects;
        }
        let Some(form) = form else { return vec![complain(failure, cx)] };
        let form = with_error(*form, words::failure(failure, cx));
        let ask = match change {
            Change::Escalate(_) => Ask::Escalate,
            Change::Watch(_) => Ask::NewWatcher,
            Change::Decline(_) => Ask::Decline,
            Change::Redact(content, _) => Ask::RedactReason(content),
            Change::Edit(_, edit) => match edit.status {
                Some(status) => Ask::StatusDetail(status.status),
                None => return vec![complain(failure, cx)],
            },
            _ => return vec![complain(failure, cx)],
        };
        self.asks.dialog(ask, form, cx)
    }
}

/// The key of the words for a change that was made.
fn done(change: &Change) -> &'static str {
    match change {
        Change::Close => "done-closed",
        Change::Reopen => "done-reopened",
        Change::Escalate(_) => "done-escalated",
        Change::Watch(_) => "done-watcher-added",
        Change::Unwatch(_) => "done-watcher-removed",
        Change::Redact(..) => "done-redacted",
        Change::Apply(_) => "done-request-applied",
        Change::Decline(_) => "done-request-declined",
        Change::UndoRequest => "done-request-undone",
        Change::Edit(_, edit) if edit.solution.is_some() => "done-solved",
        Change::Edit(_, edit) if edit.assignee.is_some() => "done-assigned",
        Change::Edit(..) => "done-changed",
    }
}
