//! Ways in: one-time codes, forgotten passwords, access asked for, tokens, locks.

use ::http::Method;
use caseport_shared::api::access::{AccessRequestPage, AccessState, DeclineAccess, GrantAccess, NewAccessRequest};
use caseport_shared::api::code::{AcceptCode, CodeView, ForgotPassword, LookCode};
use caseport_shared::api::request::Decided;
use caseport_shared::api::session::{Me, NewSignature, SessionView};
use caseport_shared::api::token::{NewToken, TokenList, TokenMade};

use super::{Api, ApiResult, Call, Key, encode, read, with_query};

impl Api {
    /// What a code is for; not tried again by itself, for every attempt counts against the limit.
    pub async fn look_at_code(&self, code: &str) -> ApiResult<CodeView> {
        let call = Call::new(Method::POST, "/v1/codes/look").json(&LookCode { code: code.to_owned() }).once();
        self.exchange(&call).await.and_then(|body| read(&body))
    }

    /// Uses a code, once.
    pub async fn accept_code(&self, accept: &AcceptCode) -> ApiResult<SessionView> {
        let call = Call::new(Method::POST, "/v1/codes/accept").json(accept).once();
        self.exchange(&call).await.and_then(|body| read(&body))
    }

    /// Has a code sent to somebody who forgot their password, if there is such a person.
    pub async fn forgot_password(&self, email: &str) -> ApiResult<()> {
        let call = Call::new(Method::POST, "/v1/password-resets").json(&ForgotPassword { email: email.to_owned() }).once();
        self.exchange(&call).await.map(drop)
    }

    /// Asks for access, as nobody yet.
    pub async fn ask_for_access(&self, new: &NewAccessRequest) -> ApiResult<()> {
        self.exchange(&Call::new(Method::POST, "/v1/access-requests").json(new).once()).await.map(drop)
    }

    /// Access asked for, the oldest first; for support.
    pub async fn access_requests(&self, state: Option<AccessState>, cursor: Option<&str>) -> ApiResult<AccessRequestPage> {
        self.get(&with_query("/v1/access-requests", &[("state", state.map(AccessState::slug)), ("cursor", cursor)])).await
    }

    /// Gives a stranger who asked for access a seat.
    pub async fn grant_access(&self, id: i64, how: &GrantAccess, key: Key) -> ApiResult<Decided> {
        self.post(&format!("/v1/access-requests/{id}/grant"), how, key).await
    }

    /// Declines a request.
    pub async fn decline_access(&self, id: i64, reason: &str, key: Key) -> ApiResult<()> {
        let path = format!("/v1/access-requests/{id}/decline");
        let decline = DeclineAccess { reason: reason.to_owned() };
        self.exchange(&Call::new(Method::POST, &path).key(key).json(&decline)).await.map(drop)
    }

    /// Keeps somebody out at once, or lets them in again; for support.
    pub async fn lock_person(&self, email: &str, is_locked: bool, key: Key) -> ApiResult<()> {
        let path = format!("/v1/people/{}/{}", encode(email), if is_locked { "lock" } else { "unlock" });
        self.exchange(&Call::new(Method::POST, &path).key(key)).await.map(drop)
    }

    /// Chooses the name by which the sign-in in use writes at a shared mailbox.
    pub async fn sign_as(&self, name: &str) -> ApiResult<Me> {
        let call = Call::new(Method::PUT, "/v1/me/signature").json(&NewSignature { name: name.to_owned() });
        self.exchange(&call).await.and_then(|body| read(&body))
    }

    /// The tokens of one's own, the newest first.
    pub async fn tokens(&self) -> ApiResult<TokenList> {
        self.get("/v1/me/tokens").await
    }

    /// Makes a token; not tried again by itself, for its answer is kept nowhere.
    pub async fn create_token(&self, new: &NewToken) -> ApiResult<TokenMade> {
        let call = Call::new(Method::POST, "/v1/me/tokens").json(new).once();
        self.exchange(&call).await.and_then(|body| read(&body))
    }

    /// Takes a token back, by its reference.
    pub async fn revoke_token(&self, reference: &str, key: Key) -> ApiResult<()> {
        let path = format!("/v1/me/tokens/{}", encode(reference));
        self.exchange(&Call::new(Method::DELETE, &path).key(key)).await.map(drop)
    }
}
