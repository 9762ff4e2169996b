//! The files of a case.

use ::http::Method;
use caseport_shared::api::attachment::{AttachmentView, FileList, Redact};
use caseport_shared::case::CaseNumber;
use uuid::Uuid;

use super::{Api, ApiResult, Call, Key, Progress, Upload, encode};

impl Api {
    /// The files of a case that the reader may see, oldest first.
    pub async fn files(&self, number: CaseNumber) -> ApiResult<FileList> {
        self.get(&format!("/v1/cases/{number}/files")).await
    }

    /// Puts a file on a case by itself.
    pub async fn attach(&self, number: CaseNumber, file: &Upload, key: Key, progress: &Progress) -> ApiResult<AttachmentView> {
        let path = format!("/v1/cases/{number}/files?name={}", encode(file.name()));
        self.upload(&path, file, key, progress).await
    }

    /// Takes a file's content away for good.
    pub async fn redact_file(&self, number: CaseNumber, file: Uuid, redact: &Redact, key: Key) -> ApiResult<()> {
        let path = format!("/v1/cases/{number}/files/{file}/redact");
        self.exchange(&Call::new(Method::POST, &path).key(key).json(redact)).await.map(drop)
    }
}
