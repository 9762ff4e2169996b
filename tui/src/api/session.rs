//! The portal, sign-in, people and products.

use ::http::Method;
use caseport_shared::api::person::PeoplePage;
use caseport_shared::api::portal::Portal;
use caseport_shared::api::product::{ProductPage, ProductView};
use caseport_shared::api::session::{ChangePassword, Me, NewSession, SessionView, SignInList};
use caseport_shared::person::Side;

use super::{Api, ApiResult, Call, Key, encode, read, with_query};

impl Api {
    /// What everyone may know about the installation.
    pub async fn portal(&self) -> ApiResult<Portal> {
        self.get("/v1/portal").await
    }

    /// Signs in; not tried again by itself, for every attempt counts against the limit.
    pub async fn sign_in(&self, session: &NewSession) -> ApiResult<SessionView> {
        let call = Call::new(Method::POST, "/v1/sessions").json(session).once();
        self.exchange(&call).await.and_then(|body| read(&body))
    }

    /// Ends the session that the token belongs to.
    pub async fn sign_out(&self, key: Key) -> ApiResult<()> {
        self.exchange(&Call::new(Method::DELETE, "/v1/sessions/current").key(key)).await.map(drop)
    }

    /// The sign-ins of one's own, the last used first.
    pub async fn sign_ins(&self) -> ApiResult<SignInList> {
        self.get("/v1/me/sign-ins").await
    }

    /// Ends one of them, by its reference.
    pub async fn end_sign_in(&self, reference: &str, key: Key) -> ApiResult<()> {
        let path = format!("/v1/me/sign-ins/{}", encode(reference));
        self.exchange(&Call::new(Method::DELETE, &path).key(key)).await.map(drop)
    }

    /// Ends all of them but the one that asks.
    pub async fn end_other_sign_ins(&self, key: Key) -> ApiResult<()> {
        self.exchange(&Call::new(Method::DELETE, "/v1/me/sign-ins").key(key)).await.map(drop)
    }

    /// Changes the password; not tried again by itself, for every attempt counts against the limit.
    pub async fn change_password(&self, change: &ChangePassword) -> ApiResult<()> {
        self.exchange(&Call::new(Method::PUT, "/v1/me/password").json(change).once()).await.map(drop)
    }

    /// Who is signed in.
    pub async fn me(&self) -> ApiResult<Me> {
        self.get("/v1/me").await
    }

    /// People, of one side or of one organization (its slug) if asked for.
    pub async fn people(&self, side: Option<Side>, organization: Option<&str>, cursor: Option<&str>) -> ApiResult<PeoplePage> {
        let values = [("side", side.map(Side::slug)), ("organization", organization), ("cursor", cursor)];
        self.get(&with_query("/v1/people", &values)).await
    }

    /// Products.
    pub async fn products(&self, cursor: Option<&str>) -> ApiResult<ProductPage> {
        self.get(&with_query("/v1/products", &[("cursor", cursor)])).await
    }

    /// One product, by its slug.
    pub async fn product(&self, slug: &str) -> ApiResult<ProductView> {
        self.get(&format!("/v1/products/{}", encode(slug))).await
    }
}
