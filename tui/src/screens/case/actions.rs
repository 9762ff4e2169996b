//! What a reader does to a case apart from writing: questions to the user, and what is sent for their answers.

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::case::{CaseView, EditCase, SetStatus};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::api::timeline::{TimelineEntry, TimelinePage};
use caseport_shared::limits::PAGE_MAX;
use caseport_shared::severity::{Priority, Severity};
use caseport_shared::status::Status;
use caseport_shared::text::inline;

use super::forms::{attach_form, escalation, save_form, status_form, use_form, watcher_form, with_error, with_values};
use super::keys::Action;
use super::{Ask, Case, Mode, What, complain, diff};
use crate::api::Key;
use crate::app::Context;
use crate::effect::{Answer, Call, Change, Effect, Failure, Route, Tone};
use crate::widgets::dialog::{Choice, Confirm, Dialog, Item, Pick};
use crate::widgets::words;

/// Most people fetched to pick from.
const PEOPLE_MAX: usize = 500;

impl Case {
    pub(super) fn act(&mut self, action: Action, cx: &Context) -> Vec<Effect> {
        match action {
            Action::Write(what) => self.write(what, cx),
            Action::AttachFile => self.ask(Ask::AttachFile, attach_form(cx, true, 1), cx),
            Action::SaveFile => self.call(Ask::Files, Call::Files(self.number), cx),
            Action::Close => self.confirm(Ask::Close, "close", cx),
            Action::Reopen => self.confirm(Ask::Reopen, "reopen", cx),
            Action::Escalate => {
                let form = escalation(self.view.as_ref(), cx);
                self.ask(Ask::Escalate, form, cx)
            }
            Action::Priority => self.pick_priority(cx),
            Action::Severity => self.pick_severity(cx),
            Action::Watchers => self.pick_watcher(cx),
            Action::Assign => self.people(Vec::new(), None, cx),
            Action::Status => self.pick_status(cx),
            Action::Earlier => {
                let from = self.from.saturating_sub(u32::try_from(PAGE_MAX).unwrap_or(u32::MAX));
                let limit = (self.from - from) as usize;
                self.call(Ask::Earlier(Vec::new()), Call::Timeline { number: self.number, from: Some(from), limit }, cx)
            }
            Action::Refresh => self.reload(cx),
            Action::Move(step) => {
                self.scroll.step(step);
                Vec::new()
            }
            Action::Back if self.shelf.iter().any(|writing| writing.what == What::Solution) => {
                let confirm = Confirm {
                    title: cx.text("drop-solution-title"),
                    body: vec![cx.text("drop-solution-body")],
                    buttons: vec![cx.text("drop-solution-keep"), cx.text("drop-solution-leave")],
                };
                self.ask(Ask::DropSolution, Dialog::Confirm(confirm), cx)
            }
            Action::Back => vec![Effect::Back],
        }
    }

    /// Puts earlier entries before those that are held, once all up to them have come: a page may have fewer than asked for.
    pub(super) fn earlier(&mut self, mut come: Vec<TimelineEntry>, page: TimelinePage, cx: &Context) -> Vec<Effect> {
        let count = |entries: &[TimelineEntry]| u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let first = page.from.saturating_sub(count(&come));
        let next = page.from.saturating_add(count(&page.entries));
        if first >= self.from || page.entries.is_empty() {
            return Vec::new();
        }
        come.extend(page.entries);
        if next < self.from {
            let limit = (self.from - next) as usize;
            return self.call(Ask::Earlier(come), Call::Timeline { number: self.number, from: Some(next), limit }, cx);
        }
        come.truncate((self.from - first) as usize);
        come.append(&mut self.entries);
        (self.entries, self.from) = (come, first);
        self.changed();
        Vec::new()
    }

    fn edit(&mut self, edit: EditCase, cx: &Context) -> Vec<Effect> {
        let version = self.view.as_ref().map_or(0, |case| case.version);
        self.change(Change::Edit(version, Box::new(edit)), None, cx)
    }

    /// Sends a change; a form it was typed in is shown again should it fail.
    pub(super) fn change(&mut self, change: Change, form: Option<Box<Dialog>>, cx: &Context) -> Vec<Effect> {
        let call = Call::Change { number: self.number, change: change.clone(), key: Key::fresh() };
        self.call(Ask::Change(change, form), call, cx)
    }

    /// The user answered a dialog.
    pub(super) fn chose(&mut self, ask: Ask, choice: &Choice, cx: &Context) -> Vec<Effect> {
        let (nth, typed) = match choice {
            Choice::Nth(at) => (*at, None),
            Choice::Typed(values) => (0, values.first().cloned()),
            Choice::Left => return Vec::new(),
        };
        match ask {
            Ask::Close if nth == 0 => self.change(Change::Close, None, cx),
            Ask::Reopen if nth == 0 => self.change(Change::Reopen, None, cx),
            Ask::Escalate => {
                let reason = typed.unwrap_or_default();
                let form = with_values(escalation(self.view.as_ref(), cx), std::slice::from_ref(&reason));
                if reason.trim().is_empty() {
                    return self.ask(Ask::Escalate, with_error(form, cx.text("escalate-empty")), cx);
                }
                self.change(Change::Escalate(reason), Some(Box::new(form)), cx)
            }
            Ask::Priority => self.edit(EditCase { priority: Priority::ALL.get(nth).copied(), ..EditCase::default() }, cx),
            Ask::Severity(numbers) => {
                let severity = numbers.get(nth).and_then(|number| Severity::try_from(*number).ok());
                self.edit(EditCase { severity, ..EditCase::default() }, cx)
            }
            Ask::Watchers if nth == 0 => self.ask(Ask::NewWatcher, watcher_form(cx), cx),
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
                    self.ask(Ask::StatusDetail(*status), status_form(*status, cx), cx)
                }
                Some(status) => self.set_status(SetStatus { status: *status, date: None, fixed_in: None, ticket: None }, None, cx),
                None => Vec::new(),
            },
            Ask::StatusDetail(status) => self.status_detail(status, choice, cx),
            Ask::AttachFile => match typed.filter(|path| !path.trim().is_empty()) {
                Some(path) => {
                    self.transferred = Some(0);
                    let again = Box::new((Ask::AttachFile, attach_form(cx, true, 1)));
                    self.call(Ask::Transfer(again), Call::UploadToCase { number: self.number, path, key: Key::fresh() }, cx)
                }
                None => Vec::new(),
            },
            Ask::SaveFile(mut files) if nth < files.len() => {
                let file = files.swap_remove(nth);
                let confirm = use_form(&file, cx);
                self.ask(Ask::UseFile(Box::new(file)), confirm, cx)
            }
            Ask::UseFile(file) if nth == 0 => vec![Effect::Go(Route::File(self.number, file))],
            Ask::UseFile(file) => {
                let form = save_form(&file.name, cx);
                self.ask(Ask::SaveAs(file), form, cx)
            }
            Ask::SaveAs(file) => self.save_as(file, typed.unwrap_or_default(), cx),
            Ask::Conflict(change) if nth == 0 => {
                let version = self.view.as_ref().map_or(0, |case| case.version);
                let change = if let Change::Edit(_, edit) = *change { Change::Edit(version, edit) } else { *change };
                if let Mode::Writing(writing) = &mut self.mode {
                    writing.is_sending = writing.what == What::Solution;
                }
                self.change(change, None, cx)
            }
            Ask::DropSolution if nth == 1 => vec![Effect::Back],
            Ask::SendAfterNewer | Ask::SendOnClosed | Ask::DraftFile | Ask::RemoveFile => self.writing_chose(&ask, choice, cx),
            _ => Vec::new(),
        }
    }

    fn save_as(&mut self, file: Box<AttachmentView>, to: String, cx: &Context) -> Vec<Effect> {
        self.transferred = Some(0);
        let again = Box::new((Ask::SaveAs(file.clone()), save_form(&to, cx)));
        self.call(Ask::Transfer(again), Call::Download { number: self.number, file, to }, cx)
    }

    fn set_status(&mut self, status: SetStatus, form: Option<Box<Dialog>>, cx: &Context) -> Vec<Effect> {
        let version = self.view.as_ref().map_or(0, |case| case.version);
        let edit = EditCase { status: Some(status), ..EditCase::default() };
        self.change(Change::Edit(version, Box::new(edit)), form, cx)
    }

    fn status_detail(&mut self, status: Status, choice: &Choice, cx: &Context) -> Vec<Effect> {
        let Choice::Typed(values) = choice else { return Vec::new() };
        let form = with_values(status_form(status, cx), values);
        let mut values = values.iter().map(|value| value.trim().to_owned());
        let mut next = |is_asked: bool| if is_asked { values.next().filter(|value| !value.is_empty()) } else { None };
        let (date, fixed_in, ticket) = (next(status.needs_date()), next(status.needs_version()), next(status.takes_ticket()));
        let Ok(date) = date.map(|date| date.parse()).transpose() else {
            return self.ask(Ask::StatusDetail(status), with_error(form, cx.text("status-date-wrong")), cx);
        };
        self.set_status(SetStatus { status, date, fixed_in, ticket }, Some(Box::new(form)), cx)
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
                let item = |file: &AttachmentView| Item {
                    label: inline(&file.name).into_owned(),
                    detail: format!("{}  {}", words::size(file.size), words::moment(file.at, cx)),
                };
                let pick = Pick { title: cx.text("save-pick"), items: files.iter().map(item).collect(), at: 0 };
                self.ask(Ask::SaveFile(files), Dialog::Pick(pick), cx)
            }
            (Ask::People(mut known), Ok(Answer::People(page))) => {
                let page = *page;
                known.extend(page.people);
                match page.next {
                    Some(cursor) if known.len() < PEOPLE_MAX => self.people(known, Some(cursor), cx),
                    _ => self.pick_assignee(known, cx),
                }
            }
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
                    Err(failure) => self.ask(again.0, with_error(again.1, words::failure(&failure, cx)), cx),
                }
            }
            (_, Err(failure)) => vec![complain(&failure, cx)],
            (_, Ok(_)) => vec![Effect::Say(Tone::Bad, cx.text("error-unexpected-answer"))],
        }
    }

    fn changed_case(&mut self, change: &Change, answer: Answer, cx: &Context) -> Vec<Effect> {
        if let Answer::Case(case) = answer {
            self.view = Some(*case);
            self.changed();
        } else {
            self.follow_end = true;
        }
        let is_solution = matches!(change, Change::Edit(_, edit) if edit.solution.is_some());
        if is_solution {
            self.shelf.retain(|writing| writing.what != What::Solution);
            if matches!(&self.mode, Mode::Writing(writing) if writing.what == What::Solution) {
                self.mode = Mode::Reading;
            }
        }
        let mut effects = vec![Effect::Say(Tone::Good, cx.text(done(change)))];
        effects.extend(self.reload(cx));
        effects
    }

    fn refused(&mut self, change: Change, form: Option<Box<Dialog>>, failure: &Failure, cx: &Context) -> Vec<Effect> {
        if let Mode::Writing(writing) = &mut self.mode
            && writing.what == What::Solution
        {
            (writing.is_sending, writing.error) = (false, Some(words::failure(failure, cx)));
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
            return self.ask(Ask::Conflict(Box::new(change)), Dialog::Confirm(confirm), cx);
        }
        let Some(form) = form else { return vec![complain(failure, cx)] };
        let form = with_error(*form, words::failure(failure, cx));
        let ask = match change {
            Change::Escalate(_) => Ask::Escalate,
            Change::Watch(_) => Ask::NewWatcher,
            Change::Edit(_, edit) => match edit.status {
                Some(status) => Ask::StatusDetail(status.status),
                None => return vec![complain(failure, cx)],
            },
            _ => return vec![complain(failure, cx)],
        };
        self.ask(ask, form, cx)
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
        Change::Edit(_, edit) if edit.solution.is_some() => "done-solved",
        Change::Edit(_, edit) if edit.assignee.is_some() => "done-assigned",
        Change::Edit(..) => "done-changed",
    }
}
