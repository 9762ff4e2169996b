//! People as others see them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::person::{AccountRole, Side, StaffRole};

/// Somebody, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonRef {
    /// Full name.
    pub name: String,
    /// Address; customers are not told those of support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Which side they are on.
    pub side: Side,
}

/// A row of the list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonView {
    /// Full name.
    pub name: String,
    /// Address, also the name to sign in with.
    pub email: String,
    /// Which side they are on.
    pub side: Side,
    /// For people of an organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_role: Option<AccountRole>,
    /// For people of support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_role: Option<StaffRole>,
    /// Whether they hold a seat.
    pub has_seat: bool,
    /// Whether they were invited and have not come in yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_invited: bool,
    /// Whether support keeps them out (I2); told to support alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_locked: bool,
}

/// People, by name, at most [`PAGE_MAX`](crate::limits::PAGE_MAX) of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PeoplePage {
    /// The people.
    pub people: Vec<PersonView>,
    /// Asks for the rest; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
