//! `caseportd ssh-fingerprint`: what customers compare when they first come in over SSH.

use super::{EXIT_CODES, Failure, Installation, Place};
use crate::ssh::HostKey;

/// Print the fingerprint and the public key of the SSH door, to be published.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES)]
pub struct SshFingerprint {
    #[command(flatten)]
    place: Place,
}

impl SshFingerprint {
    /// The lines to print.
    ///
    /// # Errors
    /// When the installation cannot be read.
    pub fn run(self) -> Result<String, Failure> {
        let config = self.place.read()?;
        let place = Installation::of(&config)?;
        let key = HostKey::of(&place.database)?;
        let host = config.public_host.as_deref().unwrap_or("HOST");
        // As `known_hosts` has it: a host on another port than SSH's own stands in brackets.
        let named = config.ssh.map_or(0, |ssh| ssh.listen.port());
        let named = if matches!(named, 0 | 22) { host.to_owned() } else { format!("[{host}]:{named}") };
        Ok(format!("{} (ED25519)\n{named} {}\n", key.fingerprint(), key.public()))
    }
}
