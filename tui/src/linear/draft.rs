//! What is being written: kept on the machine at once and on the server as soon as it answers, after every line.

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::draft::{DraftContent, DraftKind, DraftSaved, DraftView, SaveDraft};
use caseport_shared::api::problem::ErrorCode;
use caseport_shared::case::CaseNumber;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::{Desk, Step, Stop};
use crate::api::{ApiError, ApiResult};
use crate::effect::LocalDraft;
use crate::host::Host as _;

/// A draft on its way.
#[derive(Debug)]
pub(super) struct Writing {
    pub(super) id: Uuid,
    pub(super) kind: DraftKind,
    pub(super) case: Option<CaseNumber>,
    pub(super) content: DraftContent,
    pub(super) files: Vec<AttachmentView>,
    /// The version that the server has; 0 before it has any.
    version: i64,
    /// Whether something was typed that no save has taken along yet.
    is_dirty: bool,
    /// Whether the machine holds what was typed last.
    is_kept_here: bool,
    /// Whether it was said that the server is away, or refuses.
    is_told: bool,
    /// A save on its way.
    saving: Option<JoinHandle<ApiResult<DraftSaved>>>,
}

impl Writing {
    pub(super) fn new(kind: DraftKind, case: Option<CaseNumber>) -> Self {
        let (id, content) = (Uuid::now_v7(), DraftContent::default());
        Self { id, kind, case, content, files: Vec::new(), version: 0, is_dirty: false, is_kept_here: false, is_told: false, saving: None }
    }

    /// Goes on with a draft that the server has.
    pub(super) fn of(draft: DraftView) -> Self {
        let (version, content) = (draft.version, draft.content);
        Self { id: draft.id, version, content, files: draft.files, ..Self::new(draft.kind, draft.case) }
    }

    pub(super) fn is_empty(&self) -> bool {
        let content = &self.content;
        let texts = [&content.body, &content.subject, &content.product, &content.requester];
        self.files.is_empty() && texts.iter().all(|text| text.trim().is_empty())
    }

    fn save(&self) -> SaveDraft {
        SaveDraft { kind: self.kind, case: self.case, version: self.version, content: self.content.clone() }
    }

    /// Waits for the save on its way; for ever when there is none. A wait that is given up loses nothing.
    pub(super) async fn saved(&mut self) -> ApiResult<DraftSaved> {
        let Some(saving) = &mut self.saving else { return std::future::pending().await };
        let outcome = saving.await;
        self.saving = None;
        outcome.expect("a save does not panic")
    }
}

impl Desk<'_> {
    /// Something was typed: it is kept on the machine, and sent to the server unless a save is on its way.
    pub(super) async fn touched(&mut self) -> Step<()> {
        let (server, email) = (self.api.server().to_owned(), self.me.as_ref().map(|me| me.email.clone()).unwrap_or_default());
        let Some(writing) = &mut self.writing else { return Ok(()) };
        writing.is_dirty = true;
        if let Some(machine) = self.machine.clone() {
            let draft = LocalDraft { id: writing.id, server, email, save: writing.save(), is_solution: false, article: None };
            let kept = tokio::task::spawn_blocking(move || machine.keep_draft(&draft)).await.expect("nothing here panics");
            writing.is_kept_here = kept.is_ok();
        }
        self.start_save();
        Ok(())
    }

    fn start_save(&mut self) {
        let Some(writing) = &mut self.writing else { return };
        if !writing.is_dirty || writing.saving.is_some() {
            return;
        }
        writing.is_dirty = false;
        let (api, id, save) = (self.api.clone(), writing.id, writing.save());
        writing.saving = Some(tokio::spawn(async move { api.save_draft(id, &save).await }));
    }

    /// Takes in what a save came to. What failed is tried again with the next line, and said once.
    pub(super) async fn took_save(&mut self, outcome: ApiResult<DraftSaved>) -> Step<()> {
        let Some(writing) = &mut self.writing else { return Ok(()) };
        match outcome {
            Ok(saved) => {
                let old = writing.id;
                (writing.id, writing.version, writing.is_told) = (saved.draft.id, saved.draft.version, false);
                if !writing.is_dirty {
                    writing.is_kept_here = false;
                    self.forget(old).await;
                }
                if saved.forked_from.is_some() {
                    self.say_text("draft-forked").await?;
                }
                self.start_save();
                Ok(())
            }
            Err(error) => {
                writing.is_dirty = true;
                if std::mem::replace(&mut writing.is_told, true) {
                    return Ok(());
                }
                self.say_error(&error).await?;
                let key = if self.is_kept_here() { "linear-draft-here" } else { "linear-draft-memory" };
                self.say_text(key).await
            }
        }
    }

    /// Waits until the server has everything that was typed; asks to try again while it is away.
    pub(super) async fn all_saved(&mut self) -> Step<()> {
        loop {
            let Some(writing) = &mut self.writing else { return Ok(()) };
            if writing.saving.is_some() {
                let outcome = writing.saved().await;
                let failed = outcome.as_ref().err().is_some();
                if !failed {
                    self.took_save(outcome).await?;
                    continue;
                }
                writing.is_dirty = true;
            }
            if !self.writing.as_ref().is_some_and(|writing| writing.is_dirty) {
                return Ok(());
            }
            let (id, save) = self.writing.as_ref().map(|writing| (writing.id, writing.save())).expect("it was there a line before");
            let save = &save;
            let saved = self.call(|api| async move { api.save_draft(id, save).await }).await?;
            if let Some(writing) = &mut self.writing {
                writing.is_dirty = false;
            }
            self.took_save(Ok(saved)).await?;
        }
    }

    /// Puts everything where it will be found again, without asking; whether it is safe.
    pub(super) async fn keep_all(&mut self) -> bool {
        self.start_save();
        while let Some(writing) = &mut self.writing {
            if writing.saving.is_none() {
                break;
            }
            let outcome = writing.saved().await;
            let is_away = outcome.is_err();
            // Leaving says in one line what came of it.
            writing.is_told = true;
            if self.took_save(outcome).await.is_err() || is_away {
                return self.is_kept_here();
            }
        }
        true
    }

    pub(super) fn is_kept_here(&self) -> bool {
        self.writing.as_ref().is_none_or(|writing| writing.is_kept_here)
    }

    /// Forgets what the machine holds of a draft; that it could not is found out when it is offered again.
    pub(super) async fn forget(&mut self, id: Uuid) {
        if let Some(machine) = self.machine.clone() {
            let _ = tokio::task::spawn_blocking(move || machine.forget_draft(id)).await.expect("nothing here panics");
        }
    }

    /// Gives the server what the machine kept while it was away, or when the client was killed.
    pub(super) async fn bring_kept(&mut self) -> Step<()> {
        let (Some(machine), Some(me)) = (self.machine.clone(), self.me.clone()) else { return Ok(()) };
        let kept = tokio::task::spawn_blocking(move || machine.kept_drafts()).await.expect("nothing here panics");
        let server = self.api.server().to_owned();
        // Solutions and articles are no drafts of the server; the screens find them again.
        let is_mine = |draft: &LocalDraft| draft.server == server && draft.email == me.email && draft.is_for_server();
        let mine = kept.unwrap_or_default().into_iter().filter(is_mine);
        for draft in mine.collect::<Vec<_>>() {
            let mut outcome = self.api.save_draft(draft.id, &draft.save).await;
            if outcome.as_ref().is_err_and(|error| error.code() == Some(ErrorCode::NotFound)) {
                // It was thrown away elsewhere, but not with what was typed last.
                let anew = SaveDraft { version: 0, ..draft.save.clone() };
                outcome = self.api.save_draft(draft.id, &anew).await;
            }
            match outcome {
                Ok(_) => self.forget(draft.id).await,
                // It stays where it is, and the next start tries again.
                Err(ApiError::Unreachable(_)) => return Ok(()),
                Err(error) => self.say_error(&error).await?,
            }
        }
        Ok(())
    }

    /// The version to send, which files have made newer.
    pub(super) async fn version_to_send(&mut self) -> Step<(Uuid, i64)> {
        let Some(id) = self.writing.as_ref().map(|writing| writing.id) else { return Err(Stop::Back) };
        let draft = self.call(|api| async move { api.draft(id).await }).await?;
        Ok((id, draft.version))
    }
}
