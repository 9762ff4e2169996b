//! Signing in and out, and who is signed in (I2).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::product::OrganizationRef;
use super::settings::SettingsView;
use crate::person::{AccountRole, Side, StaffRole};

/// Asks for a session.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSession {
    /// Whose.
    pub email: String,
    /// Never stored, never logged.
    pub password: String,
    /// Where from, in the person's own words, such as the name of the machine.
    #[serde(default)]
    pub label: String,
}

impl std::fmt::Debug for NewSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewSession").finish_non_exhaustive()
    }
}

/// A session that has just been made; the token is shown this once.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct SessionView {
    /// Goes into `Authorization: Bearer`.
    pub token: String,
    /// When it ends unless ended before.
    pub expires_at: Timestamp,
    /// Whose it is.
    pub me: Me,
}

impl std::fmt::Debug for SessionView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SessionView").field("me", &self.me).finish_non_exhaustive()
    }
}

/// A sign-in of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SignInView {
    /// What it is ended by.
    pub reference: String,
    /// Where from, in the words that were said when it was made; of one by an SSH key, what the key is called.
    pub label: String,
    /// Where from, by the network.
    pub address: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub used_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// Fingerprint of the SSH key that it was made with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ssh_key: Option<String>,
    /// Whether it is the one that asks.
    pub is_current: bool,
}

/// All sign-ins of one's own, the last used first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SignInList {
    /// The sign-ins.
    pub sign_ins: Vec<SignInView>,
}

/// Asks for another password; every other sign-in ends.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The one so far.
    pub current: String,
    /// The one from now on.
    pub new: String,
}

impl std::fmt::Debug for ChangePassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChangePassword").finish_non_exhaustive()
    }
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Me {
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Which side.
    pub side: Side,
    /// For people of support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_role: Option<StaffRole>,
    /// For people of an organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_role: Option<AccountRole>,
    /// For people of an organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<OrganizationRef>,
    /// Whether all cases of the organization are seen (S9); always true for support.
    pub account_wide: bool,
    /// Whether there is a product to file a case for.
    pub can_file: bool,
    /// How they read, as far as they said, and what is proposed (I3).
    #[serde(default)]
    pub settings: SettingsView,
    /// Of a shared mailbox (S7): by which name whoever is signed in writes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
}

/// By which name somebody at a shared mailbox writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Signature {
    /// The name; absent until it is chosen, and nothing can be written before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Chooses a name.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSignature {
    /// The name.
    pub name: String,
}
