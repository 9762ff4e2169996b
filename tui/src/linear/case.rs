//! A case: its header, what is new in it, and the commands that the server allows.

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::case::CaseView;
use caseport_shared::api::draft::{DraftKind, DraftView};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::Seen;

use super::act::{Act, COMMANDS, find};
use super::{Desk, Step, Stop};
use crate::api::ApiError;

/// A case that is being read.
pub(super) struct Reading {
    pub(super) case: CaseView,
    /// The files of the case, numbered by their place from 1.
    pub(super) files: Vec<AttachmentView>,
    /// The newest comments that were read out.
    pub(super) shown: Seen,
}

impl Reading {
    pub(super) fn number(&self) -> CaseNumber {
        self.case.summary.number
    }

    /// The number that a file is saved by.
    pub(super) fn file_number(&self, file: &AttachmentView) -> Option<usize> {
        self.files.iter().position(|one| one.id == file.id).map(|at| at + 1)
    }
}

impl Desk<'_> {
    /// Opens a case, goes on with a draft on it where one is given, and does what is asked until the person goes back.
    pub(super) async fn case(&mut self, number: CaseNumber, draft: Option<DraftView>) -> Step<()> {
        match self.case_open(number, draft).await {
            // What may not be seen does not exist (C13).
            Err(Stop::Refused(error)) if error.code() == Some(ErrorCode::NotFound) => self.say_text("error-case-not-found").await,
            outcome => outcome,
        }
    }

    async fn case_open(&mut self, number: CaseNumber, draft: Option<DraftView>) -> Step<()> {
        let mut reading = self.fetch(number).await?;
        self.say_header(&reading.case).await?;
        self.read_new(&mut reading).await?;
        match draft {
            Some(draft) => {
                let outcome = self.comment(&mut reading, draft.kind, Some(draft)).await;
                self.settle(outcome).await?;
            }
            None => self.say_begun(number).await?,
        }
        self.say_commands(&reading).await?;
        loop {
            let question = self.text_with("linear-case-ask", &[("number", number.to_string().into())]);
            let typed = self.ask_words(&question).await?;
            if typed.is_empty() {
                continue;
            }
            let Some((command, rest)) = find(&typed) else {
                self.say_text("linear-case-wrong").await?;
                continue;
            };
            if !command.is_allowed(&reading.case) {
                self.say_text("linear-case-not-allowed").await?;
                continue;
            }
            if command.act == Act::Back {
                return Ok(());
            }
            let outcome = self.act(&mut reading, command.act, rest).await;
            self.settle(outcome).await?;
        }
    }

    /// The case and its files as they are now.
    pub(super) async fn fetch(&mut self, number: CaseNumber) -> Step<Reading> {
        let case = self.call(|api| async move { api.case(number).await }).await?;
        let files = self.call(|api| async move { api.files(number).await }).await?.files;
        let shown = case.seen;
        Ok(Reading { case, files, shown })
    }

    /// Fetches the case again and keeps what was read of it.
    pub(super) async fn again(&mut self, reading: &mut Reading) -> Step<()> {
        let shown = reading.shown;
        *reading = self.fetch(reading.number()).await?;
        reading.shown = shown;
        Ok(())
    }

    async fn act(&mut self, reading: &mut Reading, act: Act, rest: &str) -> Step<()> {
        match act {
            Act::Reply => self.comment(reading, DraftKind::Reply, None).await,
            Act::Note => self.comment(reading, DraftKind::Note, None).await,
            Act::Attach => self.attach(reading, rest).await,
            Act::Save => self.save_file(reading, rest).await,
            Act::Close => self.close(reading).await,
            Act::Reopen => self.reopen(reading).await,
            Act::Escalate => self.escalate(reading).await,
            Act::Priority => self.priority(reading).await,
            Act::Severity => self.severity(reading).await,
            Act::Watch => self.watch(reading, rest).await,
            Act::Status => self.status(reading).await,
            Act::Assign => self.assign(reading).await,
            Act::Solve => self.solve(reading).await,
            Act::Apply => self.apply_request(reading).await,
            Act::Decline => self.decline_request(reading).await,
            Act::Undo => self.undo_request(reading).await,
            Act::All => self.read_all(reading).await,
            Act::Refresh => {
                self.again(reading).await?;
                self.say_header(&reading.case).await?;
                self.read_new(reading).await
            }
            Act::Help => self.say_help(reading).await,
            Act::Back => Err(Stop::Back),
        }
    }

    /// The words of the commands that are allowed, on one line.
    async fn say_commands(&mut self, reading: &Reading) -> Step<()> {
        let allowed = COMMANDS.iter().filter(|command| command.is_allowed(&reading.case));
        let words: Vec<&str> = allowed.map(|command| command.word).collect();
        self.say(&self.text_with("linear-commands", &[("commands", words.join(", ").into())])).await
    }

    async fn say_help(&mut self, reading: &Reading) -> Step<()> {
        for command in COMMANDS.iter().filter(|command| command.is_allowed(&reading.case)) {
            let what = self.text(command.label);
            let values = [("word", command.word.into()), ("letter", command.letter.into()), ("what", what.into())];
            self.say(&self.text_with("linear-command", &values)).await?;
        }
        Ok(())
    }
}

/// Whether the server refused for this reason.
pub(super) fn is_code(error: &ApiError, code: ErrorCode) -> bool {
    error.code() == Some(code)
}
