//! `caseportd restore`: makes an installation of a backup that is whole, and nothing of one that is not.

use std::io;
use std::path::{Path, PathBuf};

use futures_util::{StreamExt as _, TryStreamExt as _, stream};

use super::backup::manifest::{DATA, Entries, Entry, Manifest};
use super::backup::{AT_ONCE, STEP};
use super::unfinished::{Unfinished, bytes_of, save, vacant};
use super::{EXIT_CODES, Failure, Installation, Place, check, log, relocate};
use crate::store::{alone, backup as snapshot, database_path, transfer};

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
         installation has passed `caseportd check`; otherwise nothing is left. With a PostgreSQL database in the configuration, that \
         must be empty, too, and is filled. Restore as the user who serves.\n\n{EXIT_CODES}"
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
    let mut listed = Entries::open(folder, manifest)?;
    loop {
        let mut step = Vec::new();
        while step.len() < STEP
            && let Some(entry) = listed.next()?
        {
            step.push(entry);
        }
        let is_last = step.len() < STEP;
        let copied = stream::iter(step.iter().map(|entry| copy(folder, entry, unfinished.path()))).buffer_unordered(AT_ONCE);
        copied.try_for_each(|()| std::future::ready(Ok(()))).await?;
        if is_last {
            break;
        }
    }
    let place = Installation::in_folder(unfinished.path());
    place.must_be_there().map_err(|_| unusable("there is no database in it".to_owned()))?;
    if alone::read(&place.database, snapshot::count)? != manifest.counts {
        return Err(unusable("its database does not hold what its manifest says".to_owned()));
    }
    let checked = check::check(&place).await.map_err(|error| match error {
        Failure::Found(list) => Failure::Found(format!("nothing was restored: {list}")),
        other => other,
    })?;
    if into.database.file().is_none() {
        relocate::fill(&place.database, &into.database)?;
        std::fs::remove_file(database_path(unfinished.path())).map_err(failed)?;
    }
    unfinished.finish().map_err(failed)?;
    // Until both are there, neither can be served: the same command goes on with a database that was filled.
    if into.database.file().is_none() {
        transfer::finish(&into.database)?;
        check::check(into).await?;
    }
    Ok(checked)
}

/// Copies a file of a backup and compares what was written with what was listed.
async fn copy(folder: &Path, entry: &Entry, into: &Path) -> Result<(), Failure> {
    let unusable = |why: &str| Failure::Backup { folder: folder.to_owned(), why: format!("{DATA}/{} {why}", entry.path) };
    let failed = |error: io::Error| unusable(&format!("cannot be copied: {error}"));
    let bytes = bytes_of(&folder.join(DATA).join(&entry.path)).await.map_err(failed)?;
    let sha256 = save(bytes, &into.join(&entry.path)).await.map_err(failed)?;
    if sha256 == entry.sha256 { Ok(()) } else { Err(unusable("is damaged: it does not have the digest that is listed")) }
}
