//! Replies, notes, escalations, and taking their content away.

use ::http::Method;
use caseport_shared::api::attachment::Redact;
use caseport_shared::api::case::Escalate;
use caseport_shared::api::comment::{Commented, NewNote, NewReply};
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::CommentRef;

use super::{Api, ApiResult, Call, Key};

impl Api {
    /// Sends a reply without attachments; with some, submit a draft.
    pub async fn reply(&self, number: CaseNumber, reply: &NewReply, key: Key) -> ApiResult<Commented> {
        self.post(&format!("/v1/cases/{number}/replies"), reply, key).await
    }

    /// Writes an internal note without attachments; with some, submit a draft.
    pub async fn note(&self, number: CaseNumber, note: &NewNote, key: Key) -> ApiResult<Commented> {
        self.post(&format!("/v1/cases/{number}/notes"), note, key).await
    }

    /// Asks for more attention.
    pub async fn escalate(&self, number: CaseNumber, escalate: &Escalate, key: Key) -> ApiResult<Commented> {
        self.post(&format!("/v1/cases/{number}/escalate"), escalate, key).await
    }

    /// Takes a case's description away for good.
    pub async fn redact_description(&self, number: CaseNumber, redact: &Redact, key: Key) -> ApiResult<()> {
        let path = format!("/v1/cases/{number}/description/redact");
        self.exchange(&Call::new(Method::POST, &path).key(key).json(redact)).await.map(drop)
    }

    /// Takes a comment's content away for good.
    pub async fn redact_comment(&self, number: CaseNumber, comment: CommentRef, redact: &Redact, key: Key) -> ApiResult<()> {
        let path = format!("/v1/cases/{number}/comments/{comment}/redact");
        self.exchange(&Call::new(Method::POST, &path).key(key).json(redact)).await.map(drop)
    }
}
