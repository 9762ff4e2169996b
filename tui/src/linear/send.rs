//! Replies and notes: different commands with different drafts; a newer comment is read out first, and sending asks again.

use caseport_shared::api::comment::Send;
use caseport_shared::api::draft::{DraftKind, DraftView, SubmitDraft, Submitted};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::case::CaseAction;
use caseport_shared::status::Status;

use super::case::{Reading, is_code};
use super::draft::Writing;
use super::{Desk, Step, Stop};
use crate::api::Key;
use crate::words;

/// What is done with a text that is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    Send,
    SendWithStatus,
    GoOn,
    Anew,
    AddFile,
    RemoveFile,
    Keep,
    Discard,
}

impl Desk<'_> {
    /// Writes a reply or a note, going on with a draft where one is given.
    pub(super) async fn comment(&mut self, reading: &mut Reading, kind: DraftKind, draft: Option<DraftView>) -> Step<()> {
        self.say_readers(reading, kind).await?;
        match draft {
            Some(draft) => self.writing = Some(Writing::of(draft)),
            None => self.begin(kind, Some(reading.number())).await?,
        }
        match self.compose(reading, kind).await {
            // Leaving keeps it too, and says so last.
            Err(leave @ Stop::Leave(_)) => Err(leave),
            outcome => self.put_aside().await.and(outcome),
        }
    }

    /// Who will read what is about to be written.
    async fn say_readers(&mut self, reading: &Reading, kind: DraftKind) -> Step<()> {
        if kind == DraftKind::Note {
            return self.say_text("linear-writing-note").await;
        }
        let requester = &reading.case.summary.requester;
        let is_mine = self.me.as_ref().is_some_and(|me| requester.email.as_ref() == Some(&me.email));
        let key = match (self.is_support(), is_mine) {
            (true, _) => "write-readers",
            (false, true) => "write-readers-mine",
            (false, false) => "write-readers-customer",
        };
        let values = [("requester", words::person(requester).into()), ("watchers", reading.case.watchers.len().into())];
        let readers = self.text_with(key, &values);
        self.say(&self.text_with("linear-writing-reply", &[("readers", readers.into())])).await
    }

    async fn compose(&mut self, reading: &mut Reading, kind: DraftKind) -> Step<()> {
        self.write_text().await?;
        loop {
            match self.what_then(reading, kind).await? {
                Then::Keep => return Ok(()),
                Then::GoOn => self.write_text().await?,
                Then::Anew => {
                    self.writing.iter_mut().for_each(|writing| writing.content.body.clear());
                    self.write_text().await?;
                }
                Then::AddFile => self.add_files().await?,
                Then::RemoveFile => {
                    let outcome = self.remove_file().await;
                    self.settle(outcome).await?;
                }
                Then::Discard => {
                    if self.throw_away().await? {
                        return self.say_text("discard-done").await;
                    }
                }
                then @ (Then::Send | Then::SendWithStatus) => match self.send(reading, then).await {
                    Ok(true) => return self.again(reading).await,
                    // The text is still there, and what to do with it is asked again.
                    outcome => self.settle(outcome.map(drop)).await?,
                },
            }
        }
    }

    async fn what_then(&mut self, reading: &Reading, kind: DraftKind) -> Step<Then> {
        let Some(writing) = &self.writing else { return Ok(Then::Keep) };
        let (is_empty, has_files) = (writing.content.body.trim().is_empty(), !writing.files.is_empty());
        let send = if kind == DraftKind::Note { "linear-send-note" } else { "linear-send-reply" };
        let may_set = kind == DraftKind::Reply && reading.case.can.contains(&CaseAction::SetStatus);
        let mut offered = Vec::new();
        if !is_empty {
            offered.push((Then::Send, send));
            offered.extend(may_set.then_some((Then::SendWithStatus, "linear-send-status")));
        }
        offered.push((Then::GoOn, "linear-write-on"));
        offered.extend((!is_empty).then_some((Then::Anew, "linear-write-anew")));
        offered.push((Then::AddFile, "linear-add-files"));
        offered.extend(has_files.then_some((Then::RemoveFile, "linear-remove-file")));
        offered.extend([(Then::Keep, "linear-keep"), (Then::Discard, "linear-discard")]);
        let options: Vec<String> = offered.iter().map(|(_, key)| self.text(key)).collect();
        let title = self.text(if is_empty { "write-empty" } else { "linear-what-then" });
        Ok(offered[self.choose(&title, &options, (!is_empty).then_some(0)).await?].0)
    }

    /// Sends the draft; `false` when it was decided not to.
    async fn send(&mut self, reading: &mut Reading, then: Then) -> Step<bool> {
        let Some(kind) = self.writing.as_ref().map(|writing| writing.kind) else { return Ok(false) };
        let mut send = Send::default();
        if then == Then::SendWithStatus {
            send.status = Some(self.status_to_send().await?);
        } else if kind == DraftKind::Reply && reading.case.summary.status.asks_to_reopen() {
            let status = words::status(&self.strings, &self.brand(), reading.case.summary.status);
            let title = self.text_with("reopen-body", &[("status", status.into())]);
            let options = [self.text("reopen-send"), self.text("reopen-send-only"), self.text("reopen-keep-writing")];
            match self.choose(&title, &options, Some(0)).await? {
                0 => send.reopen = Some(true),
                1 => send.reopen = Some(false),
                _ => return Ok(false),
            }
        }
        self.all_saved().await?;
        send.seen = Some(reading.shown);
        loop {
            let (id, version) = self.version_to_send().await?;
            // The key stays the same for every attempt to send just this.
            let (submit, key) = (&SubmitDraft { version, send: send.clone() }, Key::fresh());
            match self.call(|api| async move { api.submit_draft(id, submit, key).await }).await {
                Ok(submitted) => {
                    self.forget(id).await;
                    self.writing = None;
                    return self.sent(reading, submitted).await.map(|()| true);
                }
                Err(Stop::Refused(error)) if is_code(&error, ErrorCode::NewerComments) => {
                    self.say_text("linear-newer").await?;
                    self.again(reading).await?;
                    self.read_new(reading).await?;
                    let options = [self.text("newer-send"), self.text("newer-keep-writing")];
                    if self.choose(&self.text("linear-newer-then"), &options, None).await? != 0 {
                        return Ok(false);
                    }
                    // They know of everything up to here, read or not; what comes after it is asked again.
                    send.seen = Some(reading.case.latest);
                }
                Err(stop) => return Err(stop),
            }
        }
    }

    /// The status that goes with a reply: those that carry nothing else.
    async fn status_to_send(&mut self) -> Step<Status> {
        let offered: Vec<Status> = Status::ALL.iter().copied().filter(|status| !status.needs_date()).collect();
        let brand = self.brand();
        let options: Vec<String> = offered.iter().map(|one| words::status(&self.strings, &brand, *one)).collect();
        Ok(offered[self.choose(&self.text("linear-which-status"), &options, None).await?])
    }

    async fn sent(&mut self, reading: &mut Reading, submitted: Submitted) -> Step<()> {
        let Submitted::Comment { commented } = submitted else { return Ok(()) };
        // What one wrote oneself needs no reading.
        let (shown, number) = (&mut reading.shown, commented.comment.reference.number);
        let is_note = commented.comment.visibility == caseport_shared::comment::Visibility::Internal;
        let newest = if is_note { &mut shown.notes } else { &mut shown.replies };
        *newest = number.max(*newest);
        let status = words::status(&self.strings, &self.brand(), commented.status);
        let done = self.text(if is_note { "linear-noted" } else { "linear-replied" });
        self.say(&self.text_with("linear-done", &[("done", done.into()), ("status", status.into())])).await
    }
}
