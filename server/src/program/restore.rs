//! `caseportd restore`: makes an installation of a backup that is whole, and nothing of one that is not.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::{StreamExt as _, stream};

use super::backup::manifest::{DATA, Entries, Entry, Manifest};
use super::backup::{AT_ONCE, STEP};
use super::holder::Filling;
use super::unfinished::{Unfinished, bytes_of, save, vacant};
use super::{EXIT_CODES, Failure, Installation, Place, check, log, relocate};
use crate::app::blob_folder;
use crate::blob::is_blob;
use crate::store::{StoreError, alone, backup as snapshot, database_path, transfer};

/// Makes an installation from a backup, in a data folder that is not there yet or is empty.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES, after_long_help = long_help())]
pub struct Restore {
    /// The backup.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    place: Place,
}

fn long_help() -> String {
    format!(
        "The data folder must not be there yet, or be empty. It gets its name once every file is what the manifest says and the \
         installation has passed `caseportd check`; otherwise nothing is left. With a PostgreSQL database or a bucket in the \
         configuration, those must be empty, too, and are filled; a bucket may also hold what was restored into it of the same \
         backup before that was broken off. Restore as the user who serves.\n\n{EXIT_CODES}"
    )
}

impl Restore {
    /// Restores and returns what is to be printed.
    ///
    /// # Errors
    /// Why nothing was restored.
    pub async fn run(self) -> Result<String, Failure> {
        let config = self.place.read()?;
        log::begin(&config.log, "warn");
        let manifest = Manifest::read(&self.folder)?;
        let checked = restore(&self.folder, &manifest, &Installation::of(&config)?).await?;
        Ok(format!("{checked}\nrestored to {}, as it was at {:.0}", config.data.display(), manifest.begun_at))
    }
}

/// Restores a backup; returns how much was in it.
pub(super) async fn restore(folder: &Path, manifest: &Manifest, into: &Installation) -> Result<String, Failure> {
    let data = &into.data;
    let unusable = |why: String| Failure::Backup { folder: folder.to_owned(), why };
    let refused = |why: String| Failure::Data { folder: data.clone(), why };
    let failed = |error: io::Error| refused(error.to_string());
    let goal = vacant(data).map_err(refused)?;
    let mut listed = Entries::open(folder, manifest)?;
    while let Some(entry) = listed.next()? {
        if !folder.join(DATA).join(&entry.path).is_file() {
            return Err(unusable(format!("{DATA}/{} is missing", entry.path)));
        }
    }
    let unfinished = Unfinished::begin(goal).map_err(failed)?;
    let filling = Filling::begin(&into.files, &manifest.sums_sha256).await?;
    let outcome = async {
        let checked = fill(folder, manifest, into, &unfinished, filling.as_ref()).await?;
        unfinished.finish().map_err(failed)?;
        Ok(checked)
    };
    let outcome: Result<String, Failure> = outcome.await;
    if outcome.is_err()
        && let Some(filling) = filling
        && let Err(left) = empty(folder, manifest, filling).await
    {
        tracing::warn!(%left, "what was restored could not be removed; restore again, or empty the bucket");
    }
    let checked = outcome?;
    // Until everything else is there, the database refuses to be used: the same command goes on with one that was filled.
    if into.database.file().is_none() {
        transfer::finish(&into.database)?;
        check::check(into).await?;
    }
    Ok(checked)
}

/// Brings everything of a backup to where it is to be, and checks it; returns how much.
async fn fill(
    folder: &Path,
    manifest: &Manifest,
    into: &Installation,
    unfinished: &Unfinished,
    filling: Option<&Filling<'_>>,
) -> Result<String, Failure> {
    let unusable = |why: &str| Failure::Backup { folder: folder.to_owned(), why: why.to_owned() };
    let mut listed = Entries::open(folder, manifest)?;
    loop {
        let mut step = Vec::new();
        while step.len() < STEP
            && let Some(entry) = listed.next()?
        {
            step.push(entry);
        }
        let is_last = step.len() < STEP;
        // Once one fails no other is begun, but those on their way are waited for: what is removed then stays so.
        let has_failed = AtomicBool::new(false);
        let copied = stream::iter(&step).map(async |entry| {
            if has_failed.load(Ordering::Relaxed) {
                return Ok(());
            }
            let copied = copy(folder, entry, unfinished.path(), filling).await;
            has_failed.fetch_or(copied.is_err(), Ordering::Relaxed);
            copied
        });
        let copied: Vec<Result<(), Failure>> = copied.buffer_unordered(AT_ONCE).collect().await;
        copied.into_iter().collect::<Result<(), Failure>>()?;
        if is_last {
            break;
        }
    }
    let mut place = Installation::in_folder(unfinished.path());
    if filling.is_some() {
        place.files = into.files.clone();
    }
    place.must_be_there().map_err(|_| unusable("there is no database in it"))?;
    if alone::read(&place.database, snapshot::count)? != manifest.counts {
        return Err(unusable("its database does not hold what its manifest says"));
    }
    let checked = check::check(&place).await.map_err(|error| match error {
        Failure::Found(list) => Failure::Found(format!("nothing was restored: {list}")),
        other => other,
    })?;
    if into.database.file().is_none() {
        // One of an older caseportd is brought to the tables of this one first, as every server does with its own.
        alone::write(&place.database, |_| Ok::<_, StoreError>(()))?;
        relocate::fill(&place.database, &into.database)?;
        let failed = |error: io::Error| Failure::Data { folder: into.data.clone(), why: error.to_string() };
        std::fs::remove_file(database_path(unfinished.path())).map_err(failed)?;
        place.database = into.database.clone();
    }
    if let Some(filling) = filling {
        filling.finish(&place.database).await?;
    }
    Ok(checked)
}

/// Takes every blob of a backup out of a bucket that held nothing else.
async fn empty(folder: &Path, manifest: &Manifest, filling: Filling<'_>) -> Result<(), Failure> {
    let mut listed = Entries::open(folder, manifest)?;
    while let Some(entry) = listed.next()? {
        if let Some(blob) = blob_of(&entry) {
            filling.blobs.delete(blob).await?;
        }
    }
    Ok(filling.give_up().await?)
}

/// The blob that a file of a backup is.
fn blob_of(entry: &Entry) -> Option<&str> {
    let folder = blob_folder(Path::new(""));
    entry.path.strip_prefix(folder.to_str()?)?.strip_prefix('/').filter(|blob| is_blob(blob))
}

/// Copies a file of a backup and compares what was written with what was listed.
async fn copy(folder: &Path, entry: &Entry, into: &Path, filling: Option<&Filling<'_>>) -> Result<(), Failure> {
    let unusable = |why: &str| Failure::Backup { folder: folder.to_owned(), why: format!("{DATA}/{} {why}", entry.path) };
    let failed = |error: io::Error| unusable(&format!("cannot be copied: {error}"));
    let bytes = bytes_of(&folder.join(DATA).join(&entry.path)).await.map_err(failed)?;
    let sha256 = match (filling, blob_of(entry)) {
        (Some(filling), Some(blob)) => filling.blobs.put_as(blob, bytes, u64::MAX).await?.sha256,
        _ => save(bytes, &into.join(&entry.path)).await.map_err(failed)?,
    };
    if sha256 == entry.sha256 { Ok(()) } else { Err(unusable("is damaged: it does not have the digest that is listed")) }
}
