//! Email: what one is told of, and letters on their way.

use ::http::Method;
use caseport_shared::api::mail::{LetterPage, LetterView, Notifications, SetMail, SetNotifications};
use caseport_shared::notification::LetterState;

use super::{Api, ApiResult, Call, Key, encode, read, with_query};

impl Api {
    /// What one is told of, and how soon.
    pub async fn notifications(&self) -> ApiResult<Notifications> {
        self.get("/v1/me/notifications").await
    }

    /// Changes how soon one is told of some kinds.
    pub async fn set_notifications(&self, set: &SetNotifications, key: Key) -> ApiResult<Notifications> {
        read(&self.exchange(&Call::new(Method::PUT, "/v1/me/notifications").json(set).key(key)).await?)
    }

    /// Has one told of a product's new cases, or not any more.
    pub async fn follow(&self, product: &str, follows: bool, key: Key) -> ApiResult<Notifications> {
        let method = if follows { Method::PUT } else { Method::DELETE };
        read(&self.exchange(&Call::new(method, &format!("/v1/me/follows/{}", encode(product))).key(key)).await?)
    }

    /// Letters, the newest first.
    pub async fn letters(&self, state: Option<LetterState>, cursor: Option<&str>, limit: Option<usize>) -> ApiResult<LetterPage> {
        let limit = limit.map(|limit| limit.to_string());
        let values = [("state", state.map(LetterState::slug)), ("cursor", cursor), ("limit", limit.as_deref())];
        self.get(&with_query("/v1/mail", &values)).await
    }

    /// A letter with its text.
    pub async fn letter(&self, reference: &str) -> ApiResult<LetterView> {
        self.get(&format!("/v1/mail/{}", encode(reference))).await
    }

    /// Has a letter tried at once.
    pub async fn retry_letter(&self, reference: &str, key: Key) -> ApiResult<()> {
        let path = format!("/v1/mail/{}/retry", encode(reference));
        self.exchange(&Call::new(Method::POST, &path).key(key)).await.map(drop)
    }

    /// Says whether email about an organization's cases says their numbers alone.
    pub async fn set_mail(&self, organization: &str, set: SetMail, key: Key) -> ApiResult<()> {
        let path = format!("/v1/organizations/{}/mail", encode(organization));
        self.exchange(&Call::new(Method::PUT, &path).json(&set).key(key)).await.map(drop)
    }
}
