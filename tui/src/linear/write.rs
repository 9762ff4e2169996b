//! Writing: several lines, ended by a single dot, each of them kept as it is typed.

use caseport_shared::api::draft::{DraftKind, DraftView};
use caseport_shared::case::CaseNumber;
use caseport_shared::limits::BODY_CHARS;
use caseport_shared::text::inline;

use super::draft::Writing;
use super::file::quiet;
use super::prompt::Line;
use super::{Desk, Step, Stop};
use crate::api::Key;
use crate::cli::Exit;
use crate::host::Reach;

impl Desk<'_> {
    /// Says which drafts were begun on a case.
    pub(super) async fn say_begun(&mut self, number: CaseNumber) -> Step<()> {
        let drafts = self.call(|api| async move { api.drafts().await }).await?.drafts;
        for kind in [DraftKind::Reply, DraftKind::Note] {
            if let Some(draft) = newest(&drafts, kind, Some(number)) {
                let key = if kind == DraftKind::Reply { "linear-begun-reply" } else { "linear-begun-note" };
                let when = self.ago(draft.updated_at);
                self.say(&self.text_with(key, &[("when", when.into())])).await?;
            }
        }
        Ok(())
    }

    /// The newest draft of a kind that has something in it.
    async fn begun(&mut self, kind: DraftKind, case: Option<CaseNumber>) -> Step<Option<DraftView>> {
        let drafts = self.call(|api| async move { api.drafts().await }).await?.drafts;
        Ok(newest(&drafts, kind, case).cloned())
    }

    /// Offers what was begun before: to go on with it, or to begin anew.
    pub(super) async fn begin(&mut self, kind: DraftKind, case: Option<CaseNumber>) -> Step<()> {
        let begun = self.begun(kind, case).await?;
        let writing = match begun {
            Some(draft) if self.goes_on(&draft).await? => Writing::of(draft),
            _ => Writing::new(kind, case),
        };
        self.writing = Some(writing);
        Ok(())
    }

    async fn goes_on(&mut self, draft: &DraftView) -> Step<bool> {
        let first = [&draft.content.subject, &draft.content.body].into_iter().find(|text| !text.trim().is_empty());
        let first = caseport_shared::text::line(first.map_or("", |text| text.as_str()), 60);
        let kind = self.text(&format!("linear-kind-{}", draft.kind));
        let values = [("kind", kind.into()), ("when", self.ago(draft.updated_at).into()), ("first", inline(&first).into_owned().into())];
        let title = self.text_with("linear-began", &values);
        let options = [self.text("linear-go-on"), self.text("linear-anew")];
        Ok(self.choose(&title, &options, Some(0)).await? == 0)
    }

    /// Reads the text of what is being written until a single dot; every line is kept before the next one is read.
    pub(super) async fn write_text(&mut self) -> Step<()> {
        let limit = self.portal.as_ref().map_or(BODY_CHARS, |portal| portal.limits.body_chars);
        self.write_lines(limit).await
    }

    async fn write_lines(&mut self, limit: usize) -> Step<()> {
        self.say_text("linear-write").await?;
        let body = self.writing.as_ref().map(|writing| writing.content.body.clone()).unwrap_or_default();
        if !body.is_empty() {
            self.say_text("linear-so-far").await?;
            self.say_body(&body).await?;
        }
        loop {
            let Some(line) = self.next_line().await? else { return Ok(()) };
            let Some(writing) = &mut self.writing else { return Ok(()) };
            let body = &mut writing.content.body;
            if body.chars().count() + line.chars().count() + 1 > limit {
                self.say(&self.text_with("linear-full", &[("limit", limit.to_string().into())])).await?;
                continue;
            }
            if !body.is_empty() && !body.ends_with('\n') {
                body.push('\n');
            }
            body.push_str(&line);
            body.push('\n');
            self.touched().await?;
        }
    }

    /// The next line of a text; `None` at its end. What a save comes to is taken in meanwhile.
    async fn next_line(&mut self) -> Step<Option<String>> {
        loop {
            let Some(writing) = &mut self.writing else { return Ok(None) };
            let line = tokio::select! {
                biased;
                outcome = writing.saved() => {
                    self.took_save(outcome).await?;
                    continue;
                }
                line = self.lines.next(&mut *self.io.stdin) => line?,
            };
            match of_text(line) {
                Typed::Line(line) => return Ok(Some(line)),
                Typed::Dot => return Ok(None),
                Typed::TooLong => self.say_text("linear-line-too-long").await?,
                Typed::End => {
                    self.say("").await?;
                    return Err(Stop::Leave(Exit::DONE));
                }
            }
        }
    }

    /// A text that becomes part of a change; `None` when nothing was typed.
    ///
    /// Until the change is made it is kept as a draft of a reply or a note, whichever has the same readers at most.
    pub(super) async fn text_for_change(&mut self, kind: DraftKind, case: CaseNumber, limit: usize) -> Step<Option<String>> {
        self.writing = Some(Writing::new(kind, Some(case)));
        self.write_lines(limit).await?;
        let text = self.writing.as_ref().map(|writing| writing.content.body.trim_end().to_owned()).unwrap_or_default();
        if text.trim().is_empty() {
            self.writing = None;
            return Ok(None);
        }
        Ok(Some(text))
    }

    /// Ends what [`Self::text_for_change`] began: the draft goes when the change was made, and stays when it was not.
    pub(super) async fn end_change(&mut self, outcome: Step<()>) -> Step<()> {
        match outcome {
            Ok(()) => {
                self.all_saved().await?;
                match self.writing.take() {
                    Some(writing) => self.discard(writing.id).await,
                    None => Ok(()),
                }
            }
            // Leaving keeps it too, and says so last.
            Err(leave @ Stop::Leave(_)) => Err(leave),
            Err(stop) => {
                self.settle(Err(stop)).await?;
                self.put_aside().await
            }
        }
    }

    /// Adds files to the draft by their paths, until an empty line.
    pub(super) async fn add_files(&mut self) -> Step<()> {
        let limit = self.portal.as_ref().map_or(caseport_shared::limits::FILES_PER_DRAFT, |portal| portal.limits.files_per_draft);
        self.all_saved().await?;
        if let Some(reach) = self.reach() {
            return self.await_files(&reach).await;
        }
        loop {
            let Some(writing) = &self.writing else { return Ok(()) };
            if writing.files.len() >= limit {
                return self.say(&self.text_with("files-too-many", &[("limit", limit.to_string().into())])).await;
            }
            let id = writing.id;
            let upload = match self.upload("").await {
                Err(Stop::Back) => return Ok(()),
                upload => &upload?,
            };
            let (key, progress) = (Key::fresh(), &quiet());
            match self.call(|api| async move { api.attach_to_draft(id, upload, key, progress).await }).await {
                Ok(file) => {
                    let received = self.file(None, &file);
                    self.say(&self.text_with("linear-received", &[("file", received.into())])).await?;
                    self.writing.iter_mut().for_each(|writing| writing.files.push(file.clone()));
                }
                Err(Stop::Refused(error)) => self.say_error(&error).await?,
                Err(stop) => return Err(stop),
            }
        }
    }

    /// Has files sent from the person's own machine; says which ones have come when they ask for them.
    async fn await_files(&mut self, reach: &Reach) -> Step<()> {
        let Some((id, number)) = self.writing.as_ref().map(|writing| (writing.id, writing.case)) else { return Ok(()) };
        match self.send_elsewhere(reach, number).await {
            Err(Stop::Back) => return Ok(()),
            outcome => outcome?,
        }
        let files = self.call(|api| async move { api.draft(id).await }).await?.files;
        let Some(writing) = &mut self.writing else { return Ok(()) };
        let known = std::mem::replace(&mut writing.files, files.clone());
        let new: Vec<_> = files.iter().filter(|file| known.iter().all(|before| before.id != file.id)).collect();
        if new.is_empty() {
            return self.say_text("linear-none-received").await;
        }
        for file in new {
            let received = self.file(None, file);
            self.say(&self.text_with("linear-received", &[("file", received.into())])).await?;
        }
        Ok(())
    }

    /// Takes a file off the draft.
    pub(super) async fn remove_file(&mut self) -> Step<()> {
        let Some(writing) = &self.writing else { return Ok(()) };
        let (id, files) = (writing.id, writing.files.clone());
        let options: Vec<String> = files.iter().map(|file| self.file(None, file)).collect();
        let file = files[self.choose(&self.text("files-remove"), &options, None).await?].id;
        let key = Key::fresh();
        self.call(|api| async move { api.delete_draft_file(id, file, key).await }).await?;
        self.writing.iter_mut().for_each(|writing| writing.files.retain(|one| one.id != file));
        Ok(())
    }

    /// Leaves what is being written where it will be found again.
    pub(super) async fn put_aside(&mut self) -> Step<()> {
        if self.writing.as_ref().is_some_and(|writing| !writing.is_empty()) {
            let is_kept = self.keep_all().await;
            self.say_text(if is_kept { "linear-kept" } else { "linear-not-kept" }).await?;
        }
        self.writing = None;
        Ok(())
    }

    /// Throws the draft away, if they are sure.
    pub(super) async fn throw_away(&mut self) -> Step<bool> {
        let title = self.text("discard-title");
        if !self.confirm(&self.text_with("linear-yes-no", &[("question", title.into())])).await? {
            return Ok(false);
        }
        self.all_saved().await?;
        let Some(id) = self.writing.as_ref().map(|writing| writing.id) else { return Ok(true) };
        self.discard(id).await?;
        self.writing = None;
        Ok(true)
    }
}

/// The first of drafts, the last edited first, that has something in it.
fn newest(drafts: &[DraftView], kind: DraftKind, case: Option<CaseNumber>) -> Option<&DraftView> {
    drafts.iter().find(|draft| draft.kind == kind && draft.case == case && !Writing::of((*draft).clone()).is_empty())
}

/// A line of a text as it was meant.
enum Typed {
    Line(String),
    Dot,
    TooLong,
    End,
}

/// A dot by itself ends the text; a line that begins with one is typed with two.
fn of_text(line: Line) -> Typed {
    match line {
        Line::Text(line) if line.trim() == "." => Typed::Dot,
        Line::Text(line) if line.starts_with("..") => Typed::Line(line[1..].to_owned()),
        Line::Text(line) => Typed::Line(line),
        Line::TooLong => Typed::TooLong,
        Line::End => Typed::End,
    }
}
