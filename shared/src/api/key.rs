//! The SSH keys that sign a person in.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The namespace of a signature by which a key is proven (OpenSSH's PROTOCOL.sshsig), so that none made for something else counts.
pub const PROOF_NAMESPACE: &str = "caseport-key";

/// What a key signs so that it is proven to be a person's: whose it is to be, and which key it is.
///
/// `public_key` is a line of OpenSSH; its comment does not count.
pub fn proof(email: &str, public_key: &str) -> String {
    let key: Vec<&str> = public_key.split_ascii_whitespace().take(2).collect();
    format!("this key signs in {email}\n{}\n", key.join(" "))
}

/// Adds a key to one's own.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSshKey {
    /// A line as in `id_ed25519.pub`.
    pub public_key: String,
    /// What the key is called; its comment, where nothing is said.
    #[serde(default)]
    pub label: String,
    /// A signature in the form of `ssh-keygen -Y sign` over [`proof`]. Without one the key waits until it is proven by signing
    /// in over SSH with a password, while it is offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

/// A key of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SshKeyView {
    /// As `ssh-keygen -l` shows it: `SHA256:…`.
    pub fingerprint: String,
    /// Such as `ssh-ed25519`.
    pub algorithm: String,
    /// What it is called.
    pub label: String,
    /// Whether it signs in; one that was only pasted does not yet.
    pub is_proven: bool,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it last signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Timestamp>,
}

/// All keys of one's own, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SshKeyList {
    /// The keys.
    pub keys: Vec<SshKeyView>,
}

#[cfg(test)]
mod tests {
    use super::proof;

    #[test]
    fn a_proof_names_the_person_and_the_key_without_its_comment() {
        let said = proof("ada@acme.example", "ssh-ed25519 AAAAC3Nz  ada@laptop\n");
        assert_eq!(said, "this key signs in ada@acme.example\nssh-ed25519 AAAAC3Nz\n");
    }
}
