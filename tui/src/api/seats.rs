//! Seats, and the people who hold them; service requests on cases.

use ::http::Method;
use caseport_shared::api::request::{ApplyRequest, Decided, DeclineRequest};
use caseport_shared::api::seat::{Deactivate, Deactivated, Invited, NewStaff, SeatList, SetRole, SetStaffRole};
use caseport_shared::case::CaseNumber;

use super::{Api, ApiResult, Call, Key, encode, with_query};

impl Api {
    /// Who holds the seats of one's organization, or of the one that support names.
    pub async fn seats(&self, organization: Option<&str>) -> ApiResult<SeatList> {
        self.get(&with_query("/v1/seats", &[("organization", organization)])).await
    }

    /// Gives somebody another account role.
    pub async fn set_role(&self, email: &str, set: &SetRole, key: Key) -> ApiResult<()> {
        let path = format!("/v1/people/{}/role", encode(email));
        self.exchange(&Call::new(Method::PUT, &path).key(key).json(set)).await.map(drop)
    }

    /// Gives somebody of support another role.
    pub async fn set_staff_role(&self, email: &str, set: &SetStaffRole, key: Key) -> ApiResult<()> {
        let path = format!("/v1/staff/{}/role", encode(email));
        self.exchange(&Call::new(Method::PUT, &path).key(key).json(set)).await.map(drop)
    }

    /// Has somebody leave.
    pub async fn deactivate(&self, email: &str, how: &Deactivate, key: Key) -> ApiResult<Deactivated> {
        self.post(&format!("/v1/people/{}/deactivate", encode(email)), how, key).await
    }

    /// Sends an invitation again.
    pub async fn invite_again(&self, email: &str, key: Key) -> ApiResult<Invited> {
        self.post(&format!("/v1/people/{}/invitation", encode(email)), &(), key).await
    }

    /// Takes an invitation back.
    pub async fn revoke_invitation(&self, email: &str, key: Key) -> ApiResult<()> {
        let path = format!("/v1/people/{}/invitation", encode(email));
        self.exchange(&Call::new(Method::DELETE, &path).key(key)).await.map(drop)
    }

    /// Invites somebody to support.
    pub async fn invite_staff(&self, new: &NewStaff, key: Key) -> ApiResult<Invited> {
        self.post("/v1/staff", new, key).await
    }

    /// Does what a case asks for.
    pub async fn apply_request(&self, number: CaseNumber, how: &ApplyRequest, key: Key) -> ApiResult<Decided> {
        self.post(&format!("/v1/cases/{number}/request/apply"), how, key).await
    }

    /// Declines what a case asks for.
    pub async fn decline_request(&self, number: CaseNumber, how: &DeclineRequest, key: Key) -> ApiResult<Decided> {
        self.post(&format!("/v1/cases/{number}/request/decline"), how, key).await
    }

    /// Takes back what was done.
    pub async fn undo_request(&self, number: CaseNumber, key: Key) -> ApiResult<Decided> {
        self.post(&format!("/v1/cases/{number}/request/undo"), &(), key).await
    }
}
