//! Drafts: saved as they are typed, sent whole.

use ::http::Method;
use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::api::draft::{DraftList, DraftSaved, DraftView, SaveDraft, SubmitDraft, Submitted};
use uuid::Uuid;

use super::{Api, ApiResult, Call, Key, Progress, Upload, encode, read};

impl Api {
    /// The person's drafts, the last edited first.
    pub async fn drafts(&self) -> ApiResult<DraftList> {
        self.get("/v1/drafts").await
    }

    /// One draft.
    pub async fn draft(&self, id: Uuid) -> ApiResult<DraftView> {
        self.get(&format!("/v1/drafts/{id}")).await
    }

    /// Saves a draft under an id of the caller's making.
    pub async fn save_draft(&self, id: Uuid, draft: &SaveDraft) -> ApiResult<DraftSaved> {
        let path = format!("/v1/drafts/{id}");
        self.exchange(&Call::new(Method::PUT, &path).json(draft)).await.and_then(|body| read(&body))
    }

    /// Throws a draft away with its files.
    pub async fn delete_draft(&self, id: Uuid, key: Key) -> ApiResult<()> {
        let path = format!("/v1/drafts/{id}");
        self.exchange(&Call::new(Method::DELETE, &path).key(key)).await.map(drop)
    }

    /// Puts a file on a draft.
    pub async fn attach_to_draft(&self, id: Uuid, file: &Upload, key: Key, progress: &Progress) -> ApiResult<AttachmentView> {
        let path = format!("/v1/drafts/{id}/files?name={}", encode(file.name()));
        self.upload(&path, file, key, progress).await
    }

    /// Takes a file off a draft.
    pub async fn delete_draft_file(&self, id: Uuid, file: Uuid, key: Key) -> ApiResult<()> {
        let path = format!("/v1/drafts/{id}/files/{file}");
        self.exchange(&Call::new(Method::DELETE, &path).key(key)).await.map(drop)
    }

    /// Sends a draft: it becomes a case or a comment with its files, at once or not at all.
    pub async fn submit_draft(&self, id: Uuid, submit: &SubmitDraft, key: Key) -> ApiResult<Submitted> {
        self.post(&format!("/v1/drafts/{id}/submit"), submit, key).await
    }
}
