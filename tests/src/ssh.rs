//! The programs of OpenSSH at a shell of their own, with a key of their own, and a server whose SSH door is open.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use caseport_shared::api::key::{PROOF_NAMESPACE, proof};
use serde_json::json;
use tempfile::TempDir;

use crate::client::{Ended, run};
use crate::desk::{Desk, Person, Place};

/// The name under which everybody signs in.
const USER: &str = "cases";

/// A key pair made by `ssh-keygen`, in a folder that goes with it.
#[derive(Debug)]
pub struct Keys {
    folder: TempDir,
}

impl Keys {
    /// A new pair of a kind such as `ed25519`, without a passphrase.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn new(kind: &str) -> Self {
        let folder = tempfile::Builder::new().prefix("caseport-ssh-").tempdir().expect("a temporary folder");
        let keys = Self { folder };
        let mut command = Command::new("ssh-keygen");
        command.args(["-q", "-t", kind, "-N", "", "-C", "a story", "-f"]).arg(keys.private());
        run(command, b"").expect(0);
        keys
    }

    /// The file of the private half.
    pub fn private(&self) -> PathBuf {
        self.folder.path().join("key")
    }

    /// The public half, a line as in `id_ed25519.pub`.
    ///
    /// # Panics
    /// When it is gone.
    pub fn public(&self) -> String {
        std::fs::read_to_string(self.private().with_extension("pub")).expect("the public half").trim().to_owned()
    }

    /// A signature over a text, as `ssh-keygen -Y sign` makes it.
    ///
    /// # Panics
    /// When it is not made.
    pub fn sign(&self, namespace: &str, text: &str) -> String {
        let mut command = Command::new("ssh-keygen");
        command.args(["-q", "-Y", "sign", "-n", namespace, "-f"]).arg(self.private());
        run(command, text.as_bytes()).expect(0).out()
    }

    /// Adds the key to a person's own, proven, so that it signs them in.
    ///
    /// # Panics
    /// When the server refuses.
    pub fn prove(&self, person: &Person) {
        let public = self.public();
        let signature = self.sign(PROOF_NAMESPACE, &proof(&person.email, &public));
        let body = json!({ "public_key": public, "signature": signature });
        person.http().json("POST", "/v1/me/keys", &body).expect(201);
    }
}

/// A server whose SSH door is open.
#[derive(Debug)]
pub struct OpenDoor {
    /// The server.
    pub desk: Desk,
    /// The port of the door on 127.0.0.1.
    pub port: u16,
}

impl OpenDoor {
    /// Starts a server in a place, its configuration completed by variables of the environment.
    ///
    /// # Panics
    /// When it does not say where it listens.
    pub fn open(place: impl Into<Place>, environment: &[(&str, &str)]) -> Self {
        let environment = [&[("CASEPORT_SSH_LISTEN", "127.0.0.1:0")], environment].concat();
        let (desk, said) = Desk::open_with(place, &environment, &["ssh listening on "]);
        let port = said[0].rsplit(':').next().and_then(|port| port.parse().ok()).expect("an address ends in a port");
        Self { desk, port }
    }

    /// Somebody at a shell whose new key signs them in, and who has answered the questions of a first sign-in.
    pub fn shell(&self, person: &Person) -> Shell {
        person.http().json("PUT", "/v1/me/settings", &json!({"is_asked": true})).expect(200);
        self.newcomer(person)
    }

    /// Somebody at a shell whose new key signs them in for the first time.
    pub fn newcomer(&self, person: &Person) -> Shell {
        let keys = Keys::new("ed25519");
        keys.prove(person);
        Shell::new(self.port, keys)
    }
}

/// A shell at which the programs of OpenSSH know one key and nothing else of this machine.
#[derive(Debug)]
pub struct Shell {
    port: u16,
    keys: Keys,
}

impl Shell {
    /// A shell with a key, whose programs connect to a port of this machine.
    ///
    /// # Panics
    /// When its folder cannot be closed to others.
    pub fn new(port: u16, keys: Keys) -> Self {
        std::fs::set_permissions(keys.folder.path(), Permissions::from_mode(0o700)).expect("the folder is its own");
        Self { port, keys }
    }

    /// The folder that the shell stands in.
    pub fn home(&self) -> &Path {
        self.keys.folder.path()
    }

    /// Writes a file into the folder.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn write(&self, name: &str, content: &[u8]) {
        std::fs::write(self.home().join(name), content).expect("the file is written");
    }

    /// Reads a file of the folder.
    ///
    /// # Panics
    /// When it is not there.
    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.home().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// A path on the server, as `scp` writes it.
    pub fn remote(path: &str) -> String {
        format!("{USER}@127.0.0.1:{path}")
    }

    /// `ssh`, `scp` or `sftp` with the options that make it independent of this machine; nothing that it would ask is answered.
    pub fn program(&self, name: &str) -> Command {
        let mut command = self.asking(name);
        command.args(["-o", "BatchMode=yes"]);
        command
    }

    /// The same, at a terminal where somebody answers.
    pub fn asking(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        command.env_clear().env("HOME", self.home()).env("LANG", "C.UTF-8").current_dir(self.home());
        command.envs(std::env::var("PATH").ok().map(|path| ("PATH", path)));
        command.arg("-F").arg("none").arg(if name == "ssh" { "-p" } else { "-P" }).arg(self.port.to_string());
        command.arg("-i").arg(self.keys.private());
        let hosts = format!("UserKnownHostsFile={}", self.home().join("known_hosts").display());
        for option in ["IdentitiesOnly=yes", "IdentityAgent=none", "StrictHostKeyChecking=accept-new", &hosts] {
            command.arg("-o").arg(option);
        }
        command
    }

    /// Runs `scp` with further arguments.
    pub fn scp<S: AsRef<str>>(&self, arguments: &[S]) -> Ended {
        let mut command = self.program("scp");
        command.arg("-q").args(arguments.iter().map(AsRef::as_ref));
        run(command, b"")
    }

    /// Runs the lines of a batch by `sftp`, which stops at the first that fails.
    pub fn sftp(&self, batch: &str) -> Ended {
        let mut command = self.program("sftp");
        command.args(["-q", "-b", "-"]).arg(format!("{USER}@127.0.0.1"));
        run(command, batch.as_bytes())
    }

    /// Runs a command by `ssh` that reads `input`.
    pub fn ssh<S: AsRef<str>>(&self, arguments: &[S], input: &[u8]) -> Ended {
        let mut command = self.program("ssh");
        command.arg(format!("{USER}@127.0.0.1")).args(arguments.iter().map(AsRef::as_ref));
        run(command, input)
    }
}
