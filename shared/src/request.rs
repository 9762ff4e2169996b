//! Service requests: what a case asks support to change about seats, people, contacts and notification lists (S8).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::person::AccountRole;

/// What a case asks support to change; people are named by their email, products by their slug.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ServiceRequest {
    /// A seat for somebody, who is invited if they are new (S4); in somebody's place where one is named (S6).
    GrantSeat(GrantSeat),
    /// Somebody leaves: their seats are free again, and they do not come in any more.
    RemoveUser(RemoveUser),
    /// A seat sees all cases of the organization, or its holder's own (S9).
    ChangeSeat(ChangeSeat),
    /// Another account role (S5).
    ChangeRole(ChangeRole),
    /// A contact of a product and the lists that they are on; added, or changed where there is one with the address.
    PutContact(PutContact),
    /// Somebody is no contact of a product any more, and so on none of its lists.
    RemoveContact(RemoveContact),
}

/// A seat for somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantSeat {
    /// First and last name.
    pub name: String,
    /// Address.
    pub email: String,
    /// What they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where they can be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The product that the seat is for; absent for one seat on all of the organization's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// What they may do for their organization.
    pub role: AccountRole,
    /// Whether they see all cases of the organization (S9).
    #[serde(default)]
    pub account_wide: bool,
    /// Whether a mailbox or distribution list holds the seat (S7).
    #[serde(default)]
    pub is_shared: bool,
    /// Who leaves for them (S6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
    /// Who gets the open cases of whoever leaves; nobody, and the Owners follow them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_over_to: Option<String>,
}

/// Somebody leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveUser {
    /// Who.
    pub email: String,
    /// Who gets their open cases; nobody, and the Owners follow them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_over_to: Option<String>,
}

/// A seat sees more or less.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeSeat {
    /// Who holds it.
    pub email: String,
    /// The product that it is for; absent for the seat on all of the organization's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// Whether its holder sees all cases of the organization from now on.
    pub account_wide: bool,
}

/// Another account role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeRole {
    /// Who.
    pub email: String,
    /// What they are from now on.
    pub role: AccountRole,
}

/// A contact of a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutContact {
    /// Which product.
    pub product: String,
    /// Address.
    pub email: String,
    /// Full name.
    pub name: String,
    /// What they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether they are told of maintenance and upgrades.
    #[serde(default)]
    pub maintenance: bool,
    /// Whether they are told of incidents.
    #[serde(default)]
    pub incidents: bool,
}

/// Somebody is no contact of a product any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveContact {
    /// Which product.
    pub product: String,
    /// Address.
    pub email: String,
}

impl ServiceRequest {
    /// Its stable name, as `kind` on the wire.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::GrantSeat(_) => "grant-seat",
            Self::RemoveUser(_) => "remove-user",
            Self::ChangeSeat(_) => "change-seat",
            Self::ChangeRole(_) => "change-role",
            Self::PutContact(_) => "put-contact",
            Self::RemoveContact(_) => "remove-contact",
        }
    }

    /// The product that it names.
    pub fn product(&self) -> Option<&str> {
        match self {
            Self::GrantSeat(GrantSeat { product, .. }) | Self::ChangeSeat(ChangeSeat { product, .. }) => product.as_deref(),
            Self::PutContact(PutContact { product, .. }) | Self::RemoveContact(RemoveContact { product, .. }) => Some(product),
            Self::RemoveUser(_) | Self::ChangeRole(_) => None,
        }
    }

    /// Whom it is about, by address.
    pub fn email(&self) -> &str {
        match self {
            Self::GrantSeat(GrantSeat { email, .. })
            | Self::RemoveUser(RemoveUser { email, .. })
            | Self::ChangeSeat(ChangeSeat { email, .. })
            | Self::ChangeRole(ChangeRole { email, .. })
            | Self::PutContact(PutContact { email, .. })
            | Self::RemoveContact(RemoveContact { email, .. }) => email,
        }
    }
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RequestState {
    /// Support has not decided.
    Pending,
    /// Done.
    Applied,
    /// Not done; a reply on the case says why.
    Declined,
}
crate::slug_enum!(RequestState { Pending = "pending", Applied = "applied", Declined = "declined" });

/// What support may do with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RequestAction {
    /// Do what it asks for.
    Apply,
    /// Say no, with words.
    Decline,
    /// Take back what was done, within the hour.
    Undo,
}
crate::slug_enum!(RequestAction { Apply = "apply", Decline = "decline", Undo = "undo" });

#[cfg(test)]
mod tests {
    use super::{RequestState, ServiceRequest};

    #[test]
    fn a_request_is_written_with_its_kind() {
        let text = r#"{"kind":"grant-seat","name":"Ada","email":"ada@acme.example","role":"administrator"}"#;
        let request: ServiceRequest = serde_json::from_str(text).unwrap();
        assert_eq!((request.kind(), request.email(), request.product()), ("grant-seat", "ada@acme.example", None));
        let again = serde_json::to_value(&request).unwrap();
        assert_eq!(again["kind"], request.kind());
        for wrong in [r#"{"kind":"grant-everything"}"#, r#"{"kind":"remove-user","email":"a@b.c","as":"root"}"#, r#"{"email":"a@b.c"}"#] {
            assert!(serde_json::from_str::<ServiceRequest>(wrong).is_err(), "{wrong}");
        }
        assert_eq!("declined".parse(), Ok(RequestState::Declined));
    }
}
