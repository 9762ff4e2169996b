//! What a backup says of itself: `manifest.json`, written last, and `SHA256SUMS`, which `sha256sum -c` reads too.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, BufWriter, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Component, Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::program::Failure;
use crate::secret::hex;
use crate::store::backup::Counts;
use crate::store::{SCHEMA_VERSION, StoreError};

/// The folder in a backup that becomes the data folder.
pub(crate) const DATA: &str = "data";
/// The file that a backup is none without.
pub(crate) const MANIFEST: &str = "manifest.json";
/// Digests of all other files.
pub(crate) const SUMS: &str = "SHA256SUMS";

/// How backups are laid out; another number when a program that knows this one cannot read it.
const FORMAT: u32 = 1;
/// Largest manifest, in bytes.
const MANIFEST_BYTES: u64 = 64 * 1024;
/// Longest line of digests, in bytes.
const LINE_BYTES: u64 = 8 * 1024;
/// Characters of a digest.
const DIGEST: usize = 64;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    format: u32,
    /// The version of the program that made it.
    caseportd: String,
    /// When it was begun; what was acknowledged before is in it.
    pub(crate) begun_at: Timestamp,
    /// The schema of its database.
    pub(crate) schema: i64,
    /// How much its database holds.
    pub(crate) counts: Counts,
    /// SHA-256 of the list of digests.
    pub(crate) sums_sha256: String,
}

/// The one thing that is read of a manifest of any format.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

impl Manifest {
    /// What a backup that this program makes says of itself.
    pub(crate) fn new(begun_at: Timestamp, schema: i64, counts: Counts, sums_sha256: String) -> Self {
        Self { format: FORMAT, caseportd: env!("CARGO_PKG_VERSION").to_owned(), begun_at, schema, counts, sums_sha256 }
    }

    /// Writes it into a backup, synced.
    pub(crate) fn write(&self, folder: &Path) -> io::Result<()> {
        let mut file = create(&folder.join(MANIFEST))?;
        serde_json::to_writer_pretty(&mut file, self)?;
        file.write_all(b"\n")?;
        file.sync_all()
    }

    /// Reads it and says why a backup cannot be used by this program.
    pub(crate) fn read(folder: &Path) -> Result<Self, Failure> {
        let unusable = |why: String| Failure::Backup { folder: folder.to_owned(), why };
        let file = File::open(folder.join(MANIFEST)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => unusable(format!("there is no {MANIFEST} in it: it is no backup, or was never finished")),
            _ => unusable(format!("{MANIFEST}: {error}")),
        })?;
        let mut text = Vec::new();
        file.take(MANIFEST_BYTES).read_to_end(&mut text).map_err(|error| unusable(format!("{MANIFEST}: {error}")))?;
        let damaged = |error: serde_json::Error| unusable(format!("{MANIFEST} is damaged, or none of a backup: {error}"));
        let Format { format } = serde_json::from_slice(&text).map_err(damaged)?;
        if format > FORMAT {
            return Err(unusable(format!("it has format {format}, this program knows {FORMAT}: use a newer caseportd")));
        }
        let manifest: Self = serde_json::from_slice(&text).map_err(damaged)?;
        match i32::try_from(manifest.schema) {
            Ok(found) if found > SCHEMA_VERSION => Err(StoreError::NewerSchema { found }.into()),
            Ok(_) => Ok(manifest),
            Err(_) => Err(unusable(format!("{MANIFEST} is damaged: no schema has such a number"))),
        }
    }
}

/// A list of digests that is being written.
pub(crate) struct Sums {
    out: BufWriter<File>,
    hash: Sha256,
}

impl Sums {
    /// Begins the list of a backup.
    pub(crate) fn begin(folder: &Path) -> io::Result<Self> {
        Ok(Self { out: BufWriter::new(create(&folder.join(SUMS))?), hash: Sha256::new() })
    }

    /// Adds a file by its path from the data folder, which [`is_plain`].
    pub(crate) fn add(&mut self, path: &str, sha256: &str) -> io::Result<()> {
        let line = format!("{sha256}  {DATA}/{path}\n");
        self.hash.update(&line);
        self.out.write_all(line.as_bytes())
    }

    /// Syncs the list and returns its own digest.
    pub(crate) fn end(self) -> io::Result<String> {
        self.out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(hex(&self.hash.finalize()))
    }
}

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// From the data folder.
    pub(crate) path: String,
    /// In lower-case hexadecimal.
    pub(crate) sha256: String,
}

/// The list of digests of a backup, read.
pub(crate) struct Entries {
    folder: PathBuf,
    lines: BufReader<File>,
    hash: Sha256,
    expected: String,
}

impl Entries {
    /// Opens the list of a backup.
    pub(crate) fn open(folder: &Path, manifest: &Manifest) -> Result<Self, Failure> {
        let opened = File::open(folder.join(SUMS));
        let file = opened.map_err(|error| Failure::Backup { folder: folder.to_owned(), why: format!("{SUMS}: {error}") })?;
        Ok(Self { folder: folder.to_owned(), lines: BufReader::new(file), hash: Sha256::new(), expected: manifest.sums_sha256.clone() })
    }

    /// The next file, or `None` at the end of a list that has the digest of which the manifest tells.
    pub(crate) fn next(&mut self) -> Result<Option<Entry>, Failure> {
        let mut line = String::new();
        let read = self.lines.by_ref().take(LINE_BYTES).read_line(&mut line);
        read.map_err(|error| self.unusable(&format!("cannot be read: {error}")))?;
        self.hash.update(&line);
        if !line.is_empty() {
            return entry(&line).map(Some).ok_or_else(|| self.unusable("is damaged: it has a line that names no file"));
        }
        let found = hex(&std::mem::take(&mut self.hash).finalize());
        if found == self.expected { Ok(None) } else { Err(self.unusable("is damaged or cut off")) }
    }

    fn unusable(&self, why: &str) -> Failure {
        Failure::Backup { folder: self.folder.clone(), why: format!("{SUMS} {why}") }
    }
}

fn entry(line: &str) -> Option<Entry> {
    let (sha256, path) = line.strip_suffix('\n')?.split_once("  ")?;
    let path = path.strip_prefix(DATA)?.strip_prefix('/')?;
    let is_digest = sha256.len() == DIGEST && sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    (is_digest && is_plain(path)).then(|| Entry { path: path.to_owned(), sha256: sha256.to_owned() })
}

/// Whether a path stays below its folder and can stand in a line.
pub(crate) fn is_plain(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(|sign: char| sign.is_control() || sign == '\\')
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}
