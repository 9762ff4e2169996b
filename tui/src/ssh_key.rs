//! The SSH keys of the user's machine: public ones are read, private ones only ever used by OpenSSH itself.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use caseport_shared::api::key::{PROOF_NAMESPACE, proof};
use caseport_shared::limits::{SSH_KEY_CHARS, SSH_SIGNATURE_CHARS};

/// How the name of a public key's file ends.
const PUBLIC: &str = "pub";

/// Why a key is not proven.
#[derive(Debug, PartialEq, Eq)]
pub enum Unproven {
    /// There is no `ssh-keygen`.
    NoProgram,
    /// What it, or the system, says.
    Said(String),
}

/// The public key in a file, or in the one beside a private key; `None` where there is none.
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> io::Result<Option<String>> {
    let file = match File::open(public(path)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => File::open(path)?,
        file => file?,
    };
    let mut bytes = Vec::new();
    file.take(SSH_KEY_CHARS as u64 + 1).read_to_end(&mut bytes)?;
    Ok(line(&bytes))
}

/// The first line that is a public key; a private key never leaves the machine.
pub fn line(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    if text.contains("PRIVATE KEY") {
        return None;
    }
    let line = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'))?;
    (line.len() <= SSH_KEY_CHARS && line.split_ascii_whitespace().count() >= 2).then(|| line.to_owned())
}

/// Where the public key of a key is.
fn public(path: &Path) -> PathBuf {
    if path.extension().is_some_and(|ending| ending == PUBLIC) {
        return path.to_owned();
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(PUBLIC);
    name.into()
}

/// Whether a passphrase may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// The person at the terminal.
    Person,
    /// Nobody, for the terminal shows something else.
    Nobody,
}

/// Has the agent, or the private key beside the public one, sign that the key is somebody's.
///
/// # Errors
/// [`Unproven`].
pub fn prove(path: &Path, email: &str, public_key: &str, asking: Asking) -> Result<String, Unproven> {
    let said = |error: io::Error| Unproven::Said(error.to_string());
    let public = public(path);
    let path = if public.exists() { public } else { path.to_owned() };
    let mut command = Command::new("ssh-keygen");
    command.args(["-Y", "sign", "-n", PROOF_NAMESPACE, "-f"]).arg(&path);
    if asking == Asking::Nobody {
        // What is asked instead says nothing.
        command.env("SSH_ASKPASS", "false").env("SSH_ASKPASS_REQUIRE", "force");
    }
    let signing = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut signing = signing.map_err(|error| if error.kind() == io::ErrorKind::NotFound { Unproven::NoProgram } else { said(error) })?;
    if let Some(mut stdin) = signing.stdin.take() {
        // One that ended before it read says why.
        let _ = stdin.write_all(proof(email, public_key).as_bytes());
    }
    let done = signing.wait_with_output().map_err(said)?;
    let signature = String::from_utf8_lossy(&done.stdout).into_owned();
    if done.status.success() && signature.len() <= SSH_SIGNATURE_CHARS {
        return Ok(signature);
    }
    let words = String::from_utf8_lossy(&done.stderr).into_owned();
    let words = words.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default();
    Err(Unproven::Said(words.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Asking, Unproven, line, prove, public, read};

    #[test]
    fn only_a_public_key_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let private = folder.path().join("id");
        std::fs::write(&private, "-----BEGIN OPENSSH PRIVATE KEY-----\nsecret key\n").unwrap();
        assert_eq!(read(&private).unwrap(), None);
        std::fs::write(folder.path().join("id.pub"), "# mine\nssh-ed25519 AAAA ada@laptop\n").unwrap();
        for path in ["id", "id.pub"] {
            assert_eq!(read(&folder.path().join(path)).unwrap().as_deref(), Some("ssh-ed25519 AAAA ada@laptop"));
        }
        assert!(read(&folder.path().join("none")).is_err());
        for text in ["", "word", "# only words\n", &format!("ssh-rsa {}", "x".repeat(10_000))] {
            assert_eq!(line(text.as_bytes()), None);
        }
        assert_eq!(public(Path::new("a/id_rsa")), Path::new("a/id_rsa.pub"));
    }

    #[test]
    fn what_cannot_sign_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let Err(Unproven::Said(words)) = prove(&folder.path().join("none"), "ada@acme.example", "ssh-ed25519 AAAA", Asking::Nobody) else {
            // Without OpenSSH there is nothing to say but that.
            return assert_eq!(prove(Path::new("none"), "", "", Asking::Nobody), Err(Unproven::NoProgram));
        };
        assert!(!words.is_empty());
    }
}
