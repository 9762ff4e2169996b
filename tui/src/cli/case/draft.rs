//! Sends a text with its files through a draft, so that a failure leaves a draft and never half a case.

use std::path::PathBuf;

use caseport_shared::api::comment::Send;
use caseport_shared::api::draft::{DraftContent, DraftKind, SaveDraft, SubmitDraft, Submitted};
use caseport_shared::case::CaseNumber;
use uuid::Uuid;

use super::super::Cli;
use super::super::failure::Failure;
use crate::api::{Api, Key, Upload};

/// What is to be sent.
pub(super) struct Outgoing<'a> {
    pub(super) kind: DraftKind,
    pub(super) case: Option<CaseNumber>,
    pub(super) content: DraftContent,
    pub(super) files: &'a [PathBuf],
    pub(super) send: Send,
}

/// Looks at every file first, then saves, uploads and submits.
pub(super) async fn send(cli: &mut Cli<'_>, api: &Api, outgoing: Outgoing<'_>) -> Result<Submitted, Failure> {
    let limits = api.portal().await?.limits;
    if outgoing.files.len() > limits.files_per_draft {
        let values = [("limit", limits.files_per_draft.to_string().into())];
        return Err(Failure::Usage(cli.text_with("cli-too-many-files", &values)));
    }
    let mut uploads = Vec::new();
    for file in outgoing.files {
        uploads.push(
            Upload::open(cli.path(file, |reach| Some(reach.send(&file.to_string_lossy(), outgoing.case)))?, None, limits.attachment_bytes)
                .await?,
        );
    }
    let draft = SaveDraft { kind: outgoing.kind, case: outgoing.case, version: 0, content: outgoing.content };
    let saved = api.save_draft(Uuid::now_v7(), &draft).await?.draft;
    cli.kept = Some(saved.id);
    for upload in &uploads {
        // A file on a draft is nothing sent yet, so this key is no sign of a change.
        let key = Key::fresh();
        let sent = cli
            .io
            .watch(upload.name(), upload.size(), |progress| async move { api.attach_to_draft(saved.id, upload, key, &progress).await });
        sent.await??;
    }
    // Each file made another version of the draft.
    let version = if uploads.is_empty() { saved.version } else { api.draft(saved.id).await?.version };
    let submit = SubmitDraft { version, send: outgoing.send };
    let submitted = api.submit_draft(saved.id, &submit, cli.key()).await?;
    cli.kept = None;
    Ok(submitted)
}
