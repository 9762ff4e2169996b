//! `caseportd backup`: an installation as it is at one moment, copied beside a running server; changes nothing of it.

pub(super) mod manifest;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::pin;

use caseport_shared::text;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use jiff::Timestamp;

use self::manifest::{DATA, Manifest, Sums, is_plain};
use super::unfinished::{Unfinished, bytes_of, digest, private_folder, save, vacant};
use super::{EXIT_CODES, Failure, Installation, Place, check, data, log};
use crate::app::blob_folder;
use crate::blob::{BlobError, Blobs};
use crate::store::{StoreError, alone, attachments, backup as snapshot, check as stored, database_path};

/// How often the blobs are looked through before it is given up: who takes a file away meanwhile makes the database's copy
/// out of date.
const ROUNDS: usize = 10;
/// Files that are listed at once.
pub(super) const STEP: usize = 1_000;
/// Files that are copied at once, for each waits for the disk.
pub(super) const AT_ONCE: usize = 16;

/// Copies an installation into a folder of its own, beside a running server too.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES, after_long_help = long_help())]
pub struct Backup {
    /// Where the backup is to be: a folder that is not there yet, or is empty.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    place: Place,
}

fn long_help() -> String {
    format!(
        "The backup has everything that was acknowledged before: the database, every attachment, whatever else lies in the data \
         folder, such as a key of TLS, a manifest, and digests of all files (`sha256sum -c SHA256SUMS`). A configuration or a key \
         that lies elsewhere is not in it.\n\n\
         DIR gets its name once everything in it is checked and safe on disk. What a backup leaves that was broken off is named \
         DIR.….unfinished and may be removed.\n\n{EXIT_CODES}"
    )
}

impl Backup {
    /// Makes the backup and returns what is to be printed.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn run(self) -> Result<String, Failure> {
        let config = self.place.read()?;
        log::begin(&config.log, "warn");
        let checked = backup(&Installation::of(&config)?, &self.folder, Timestamp::now()).await?;
        Ok(format!("{checked}\nbacked up to {}", self.folder.display()))
    }
}

/// Makes a backup; returns how much is in it.
async fn backup(place: &Installation, folder: &Path, now: Timestamp) -> Result<String, Failure> {
    place.must_be_there()?;
    let unable = |why: String| Failure::Backup { folder: folder.to_owned(), why };
    let goal = vacant(folder).map_err(unable)?;
    if place.data.canonicalize().is_ok_and(|data| goal.starts_with(data)) {
        return Err(unable("it lies in the data folder, which is what is copied".to_owned()));
    }
    let failed = |error: io::Error| unable(error.to_string());
    let unfinished = Unfinished::begin(goal).map_err(failed)?;
    let making = Making { place, folder, into: Installation::in_folder(&unfinished.path().join(DATA)) };
    private_folder(&making.into.data).map_err(failed)?;
    making.database()?;
    making.all_blobs().await?;
    // The very checks that a restored installation has to pass.
    let checked = check::check(&making.into).await.map_err(|error| match error {
        Failure::Found(list) => Failure::Found(format!("no backup was made: {list}")),
        other => other,
    })?;
    let mut sums = Sums::begin(unfinished.path()).map_err(failed)?;
    making.list(&mut sums).await?;
    making.others(&mut sums).await?;
    let sums_sha256 = sums.end().map_err(failed)?;
    let (schema, counts) = alone::read(&making.into.database, |tx| Ok::<_, StoreError>((snapshot::schema(tx)?, snapshot::count(tx)?)))?;
    Manifest::new(now, schema, counts, sums_sha256).write(unfinished.path()).map_err(failed)?;
    unfinished.finish().map_err(failed)?;
    Ok(checked)
}

/// A backup that is being made.
struct Making<'a> {
    /// What is copied.
    place: &'a Installation,
    /// The backup as it was named.
    folder: &'a Path,
    /// The copy, whose database is an SQLite file whatever the engine.
    into: Installation,
}

impl Making<'_> {
    /// Copies the blobs that the copy of the database names; the database anew when a server took away some of them meanwhile.
    async fn all_blobs(&self) -> Result<(), Failure> {
        for _ in 0..ROUNDS {
            if self.blobs().await? == 0 {
                return self.forget();
            }
            self.database()?;
        }
        let why = "files are taken away faster than they can be copied; try again".to_owned();
        Err(Failure::Backup { folder: self.folder.to_owned(), why })
    }

    /// Copies the database as it is now, in the place of an earlier copy.
    fn database(&self) -> Result<(), Failure> {
        let path = database_path(&self.into.data);
        let prepared = match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            // The engine takes the modes of a file that is there.
            _ => data::write_private(&path, ""),
        };
        prepared.map_err(|error| self.failed(&path, &error))?;
        snapshot::copy(&self.place.database, &path)?;
        File::open(&path).and_then(|file| file.sync_all()).map_err(|error| self.failed(&path, &error))
    }

    /// Copies blobs that the copy of the database names and that are not copied yet; returns how many of them nothing refers
    /// to any more. One that is lost is left to the checks at the end.
    async fn blobs(&self) -> Result<usize, Failure> {
        let blobs = self.place.files.found()?;
        let (mut after, mut gone) = (0, 0);
        loop {
            let step = alone::read(&self.into.database, |tx| stored::files(tx, after, STEP))?;
            let Some(last) = step.last() else { return Ok(gone) };
            after = last.id;
            let mut copied = stream::iter(step.iter().map(|file| self.blob(blobs.as_ref(), &file.blob))).buffer_unordered(AT_ONCE);
            while let Some(is_gone) = copied.try_next().await? {
                gone += usize::from(is_gone);
            }
        }
    }

    /// Copies one blob; true when it is not there and nothing refers to it any more.
    async fn blob(&self, blobs: Option<&Blobs>, blob: &str) -> Result<bool, Failure> {
        let path = blob_folder(&self.into.data).join(blob);
        if path.exists() {
            return Ok(false);
        }
        let found = match blobs {
            Some(blobs) => blobs.get(blob, None).await,
            None => Err(BlobError::Missing),
        };
        match found {
            Ok(bytes) => save(pin!(bytes), &path).await.map(|_| false).map_err(|error| self.failed(&path, &error)),
            Err(BlobError::Missing) => Ok(!alone::read(&self.place.database, |tx| attachments::is_referenced(tx, blob))?),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes what an earlier copy of the database named and this one does not: it was taken away for good.
    fn forget(&self) -> Result<(), Failure> {
        let folder = blob_folder(&self.into.data);
        let failed = |error: io::Error| self.failed(&folder, &error);
        if !folder.exists() {
            return Ok(());
        }
        alone::read(&self.into.database, |tx| {
            for part in folder.read_dir().map_err(failed)? {
                for entry in part.map_err(failed)?.path().read_dir().map_err(failed)? {
                    let path = entry.map_err(failed)?.path();
                    let blob = path.strip_prefix(&folder).map(Path::to_string_lossy).unwrap_or_default();
                    if !attachments::is_referenced(tx, &blob)? {
                        std::fs::remove_file(&path).map_err(failed)?;
                    }
                }
            }
            Ok(())
        })
    }

    /// Lists the database and the blobs with their digests; the checks have compared what the database says of blobs.
    async fn list(&self, sums: &mut Sums) -> Result<(), Failure> {
        let path = database_path(&self.into.data);
        let failed = |error: io::Error| self.failed(&path, &error);
        let digest = digest(&path).await.map_err(failed)?;
        let (database, blobs) = (database_path(Path::new("")), blob_folder(Path::new("")));
        sums.add(&database.to_string_lossy(), &digest).map_err(failed)?;
        let mut after = 0;
        loop {
            let step = alone::read(&self.into.database, |tx| stored::files(tx, after, STEP))?;
            let Some(last) = step.last() else { return Ok(()) };
            after = last.id;
            for file in &step {
                sums.add(&blobs.join(&file.blob).to_string_lossy(), &file.sha256).map_err(failed)?;
            }
        }
    }

    /// Copies whatever else lies in the data folder, such as a key or the passwords of a kept demo.
    async fn others(&self, sums: &mut Sums) -> Result<(), Failure> {
        let mut folders = vec![PathBuf::new()];
        while let Some(folder) = folders.pop() {
            let from = self.place.data.join(&folder);
            for entry in from.read_dir().map_err(|error| self.failed(&from, &error))? {
                let entry = entry.map_err(|error| self.failed(&from, &error))?;
                let (name, from) = (folder.join(entry.file_name()), entry.path());
                if is_apart(&name) {
                    continue;
                }
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    folders.push(name);
                } else if let Some(plain) = name.to_str().filter(|name| is_plain(name))
                    && from.is_file()
                {
                    self.other(plain, sums).await.map_err(|error| self.failed(&from, &error))?;
                } else {
                    tracing::warn!(file = %text::inline(&from.to_string_lossy()), "left out: no file, or one whose name cannot be listed");
                }
            }
        }
        Ok(())
    }

    async fn other(&self, name: &str, sums: &mut Sums) -> io::Result<()> {
        match bytes_of(&self.place.data.join(name)).await {
            Ok(bytes) => sums.add(name, &save(bytes, &self.into.data.join(name)).await?),
            // It was removed in the meantime.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn failed(&self, path: &Path, error: &io::Error) -> Failure {
        Failure::Backup { folder: self.folder.to_owned(), why: format!("{}: {error}", path.display()) }
    }
}

/// Whether something in the data folder is not copied as any other file: the database with its log, the blobs, the lock.
fn is_apart(name: &Path) -> bool {
    let is_database = |name: &str| {
        let rest = database_path(Path::new("")).to_str().and_then(|database| name.strip_prefix(database)).map(str::to_owned);
        rest.is_some_and(|rest| ["", "-wal", "-shm", "-journal"].contains(&rest.as_str()))
    };
    name == blob_folder(Path::new("")) || name == Path::new(data::LOCK_FILE) || name.to_str().is_some_and(is_database)
}

#[cfg(test)]
mod tests;
