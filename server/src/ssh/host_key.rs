//! The key by which clients know the door: made once, kept in the database, and so the same for every server and after every move.

use russh::keys::ssh_key::{HashAlg, LineEnding, PrivateKey};

use crate::secret;
use crate::store::{Database, StoreError, Tx, alone, housekeeping};

/// Under what the private key is kept.
const SETTING: &str = "ssh_host_key";

/// The door's own key pair.
#[derive(Clone)]
pub struct HostKey(PrivateKey);

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum HostKeyError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What is kept is no key; a new one would look like an attack to every client.
    #[error("the SSH host key that the database keeps cannot be read; restore it from a backup")]
    Unreadable,
}

impl HostKey {
    /// The key of an installation, made if there is none.
    ///
    /// # Errors
    /// The database's, or when what is kept is no key.
    pub fn of(database: &Database) -> Result<Self, HostKeyError> {
        Self::read(&alone::write(database, kept)?)
    }

    /// Reads a key in OpenSSH's form.
    fn read(text: &str) -> Result<Self, HostKeyError> {
        PrivateKey::from_openssh(text).map(Self).map_err(|_| HostKeyError::Unreadable)
    }

    /// As `ssh-keygen -l` shows it.
    pub fn fingerprint(&self) -> String {
        self.0.fingerprint(HashAlg::Sha256).to_string()
    }

    /// The public key as a line of `known_hosts` has it behind the host's name.
    pub fn public(&self) -> String {
        self.0.public_key().to_openssh().unwrap_or_default()
    }

    pub(super) fn private(&self) -> PrivateKey {
        self.0.clone()
    }
}

fn kept(tx: &mut Tx<'_>) -> Result<String, StoreError> {
    if let Some(kept) = housekeeping::setting(tx, SETTING)? {
        return Ok(kept);
    }
    let made = secret::ssh_key().to_openssh(LineEnding::LF).map_err(|error| StoreError::Corrupt(error.to_string()))?.to_string();
    housekeeping::set_setting(tx, SETTING, &made)?;
    Ok(made)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{HostKey, HostKeyError, SETTING};
    use crate::store::{alone, housekeeping};
    use crate::testing::{self, Engine};

    #[rstest]
    fn the_key_is_made_once_and_never_silently_anew(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
        let folder = tempfile::tempdir().unwrap();
        let Some(place) = testing::prepared(engine, folder.path()) else { return };
        let first = HostKey::of(&place.database).unwrap();
        assert!(first.fingerprint().starts_with("SHA256:") && first.public().starts_with("ssh-ed25519 "));
        assert_eq!(HostKey::of(&place.database).unwrap().fingerprint(), first.fingerprint());
        alone::write(&place.database, |tx| housekeeping::set_setting(tx, SETTING, "damaged")).unwrap();
        assert!(matches!(HostKey::of(&place.database), Err(HostKeyError::Unreadable)));
    }
}
