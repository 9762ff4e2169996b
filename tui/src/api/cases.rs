//! Cases: list, view, file, edit, follow.

use ::http::Method;
use caseport_shared::api::case::{CaseFiled, CasePage, CaseView, EditCase, NewCase, NewWatcher};
use caseport_shared::api::timeline::TimelinePage;
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::Seen;

use super::{Api, ApiResult, Call, Key, encode, read, with_query};

impl Api {
    /// A page of the cases that a query asks for, at most `limit` of them.
    pub async fn cases(&self, query: &str, cursor: Option<&str>, limit: Option<usize>) -> ApiResult<CasePage> {
        let limit = limit.map(|limit| limit.to_string());
        let values = [("query", Some(query)), ("cursor", cursor), ("limit", limit.as_deref())];
        self.get(&with_query("/v1/cases", &values)).await
    }

    /// One case.
    pub async fn case(&self, number: CaseNumber) -> ApiResult<CaseView> {
        self.get(&format!("/v1/cases/{number}")).await
    }

    /// Files a case without attachments; with some, submit a draft.
    pub async fn file_case(&self, case: &NewCase, key: Key) -> ApiResult<CaseFiled> {
        self.post("/v1/cases", case, key).await
    }

    /// Changes fields of a case that has this version.
    pub async fn edit_case(&self, number: CaseNumber, version: i64, edit: &EditCase, key: Key) -> ApiResult<CaseView> {
        let path = format!("/v1/cases/{number}");
        let call = Call::new(Method::PATCH, &path).if_match(version).key(key).json(edit);
        self.exchange(&call).await.and_then(|body| read(&body))
    }

    /// Part of a timeline: from an entry on, or the newest entries.
    pub async fn timeline(&self, number: CaseNumber, from: Option<u32>, limit: Option<usize>) -> ApiResult<TimelinePage> {
        let (from, limit) = (from.map(|from| from.to_string()), limit.map(|limit| limit.to_string()));
        let values = [("from", from.as_deref()), ("limit", limit.as_deref())];
        self.get(&with_query(&format!("/v1/cases/{number}/timeline"), &values)).await
    }

    /// Says how far the case was read.
    pub async fn mark_seen(&self, number: CaseNumber, seen: Seen) -> ApiResult<()> {
        let path = format!("/v1/cases/{number}/seen");
        self.exchange(&Call::new(Method::PUT, &path).json(&seen)).await.map(drop)
    }

    /// Closes a case.
    pub async fn close_case(&self, number: CaseNumber, key: Key) -> ApiResult<CaseView> {
        self.act(&format!("/v1/cases/{number}/close"), key).await
    }

    /// Opens a case again.
    pub async fn reopen_case(&self, number: CaseNumber, key: Key) -> ApiResult<CaseView> {
        self.act(&format!("/v1/cases/{number}/reopen"), key).await
    }

    /// Adds a watcher.
    pub async fn add_watcher(&self, number: CaseNumber, watcher: &NewWatcher, key: Key) -> ApiResult<CaseView> {
        self.post(&format!("/v1/cases/{number}/watchers"), watcher, key).await
    }

    /// Removes a watcher, by email address.
    pub async fn remove_watcher(&self, number: CaseNumber, email: &str, key: Key) -> ApiResult<CaseView> {
        let path = format!("/v1/cases/{number}/watchers/{}", encode(email));
        self.exchange(&Call::new(Method::DELETE, &path).key(key)).await.and_then(|body| read(&body))
    }

    async fn act(&self, path: &str, key: Key) -> ApiResult<CaseView> {
        self.exchange(&Call::new(Method::POST, path).key(key)).await.and_then(|body| read(&body))
    }
}
