//! A desk full of made-up cases, whose people all have SSH keys.

use std::path::{Path, PathBuf};
use std::time::Duration;

use caseport_tests::desk::daemon;
use caseport_tests::ssh::{Keys, OpenDoor, Shell};
use russh::keys::ssh_key::private::Ed25519Keypair;
use russh::keys::ssh_key::{HashAlg, PrivateKey, PublicKey};
use tempfile::TempDir;

/// Organizations of the desk.
const ORGANIZATIONS: u32 = 50;
/// Length of the tick in which Linux counts the time of a processor for programs.
const TICK: Duration = Duration::from_millis(10);
/// KiB of a MiB.
const KIB: f64 = 1_024.0;

/// What a process has in memory, in MiB.
pub(crate) struct Memory {
    pub(crate) resident: f64,
    pub(crate) anonymous: f64,
}

/// A running server with its door open, and the keys of those who may come in.
pub(crate) struct CrowdedDesk {
    pub(crate) port: u16,
    door: OpenDoor,
    keys: Vec<PrivateKey>,
    files: Shell,
    /// The folder, where it is not kept.
    _temporary: Option<TempDir>,
}

impl CrowdedDesk {
    /// Serves a desk with so many cases and keys.
    pub(crate) fn open(cases: u32, count: usize, data: Option<&Path>) -> Self {
        let temporary = data.is_none().then(|| tempfile::tempdir().expect("a temporary folder"));
        let place = data.or(temporary.as_ref().map(TempDir::path)).expect("one of both is there");
        let folder = seeded(place, cases);
        let keys: Vec<PrivateKey> = (0..count).map(key).collect();
        let files = Keys::new("ed25519");
        let own = PublicKey::from_openssh(&files.public()).expect("ssh-keygen writes keys");
        give(&folder, &keys.iter().map(PrivateKey::public_key).chain([&own]).collect::<Vec<_>>());
        let door = OpenDoor::open(folder.as_path(), &[("CASEPORT_LOG", "warn")]);
        Self { port: door.port, files: Shell::new(door.port, files), door, keys, _temporary: temporary }
    }

    /// Somebody at a shell, with a key of their own.
    pub(crate) fn shell(&self) -> &Shell {
        &self.files
    }

    /// The key with a number.
    pub(crate) fn key(&self, at: usize) -> PrivateKey {
        self.keys[at % self.keys.len()].clone()
    }

    /// What the server has in memory.
    pub(crate) fn memory(&self) -> Memory {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.door.desk.process.id())).unwrap_or_default();
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
            line.split_whitespace().next().and_then(|number| number.parse::<f64>().ok()).unwrap_or_default() / KIB
        };
        Memory { resident: field("VmRSS:"), anonymous: field("RssAnon:") }
    }

    /// Time of a processor that the server has used so far.
    pub(crate) fn cpu(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.door.desk.process.id())).unwrap_or_default();
        let fields: Vec<&str> = stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace().collect()).unwrap_or_default();
        let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u32>().ok()).unwrap_or_default();
        TICK * (ticks(11) + ticks(12))
    }
}

/// A key that is the same at every start.
fn key(at: usize) -> PrivateKey {
    let mut seed = [7; 32];
    seed[..8].copy_from_slice(&u64::try_from(at).unwrap_or_default().to_be_bytes());
    Ed25519Keypair::from_seed(&seed).into()
}

/// The folder for so many cases, filled unless it is there.
fn seeded(place: &Path, cases: u32) -> PathBuf {
    let folder = place.join(cases.to_string());
    if !folder.exists() {
        let mut command = daemon();
        command.arg("seed").arg("--data").arg(&folder);
        command.args(["--cases", &cases.to_string(), "--organizations", &ORGANIZATIONS.to_string()]);
        let ended = command.output().expect("the program starts");
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    folder
}

/// Gives the keys to the people of a desk in turn; it is not served yet.
fn give(folder: &Path, keys: &[&PublicKey]) {
    let fingerprint = daemon().arg("ssh-fingerprint").arg("--data").arg(folder).output().expect("the program starts");
    assert!(fingerprint.status.success(), "{}", String::from_utf8_lossy(&fingerprint.stderr));
    let database = rusqlite::Connection::open(folder.join("caseport.db")).expect("the database is there");
    let people: Vec<i64> = database
        .prepare("SELECT id FROM people WHERE is_active = 1 ORDER BY id")
        .and_then(|mut found| found.query_map([], |row| row.get(0))?.collect())
        .expect("the people are read");
    database.execute_batch("BEGIN; DELETE FROM sessions WHERE ssh_key_id IS NOT NULL; DELETE FROM ssh_keys").expect("no keys are left");
    for (at, key) in keys.iter().enumerate() {
        let values = (people[at % people.len()], key.fingerprint(HashAlg::Sha256).to_string());
        database
            .execute(
                "INSERT INTO ssh_keys (person_id, fingerprint, algorithm, label, is_proven, created_at) VALUES (?1, ?2, 'ssh-ed25519', 'bench', 1, 0)",
                values,
            )
            .expect("the key is kept");
    }
    database.execute_batch("COMMIT").expect("the keys are kept");
}
