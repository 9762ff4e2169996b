//! `caseportd admin move`: an installation's SQLite database into PostgreSQL, compared row by row before it counts, and its
//! attachments into a bucket, compared by their digests.

use std::fmt::Write as _;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};

use super::check::{Problems, of_file, wrong_with};
use super::{EXIT_CODES, Failure, Installation, Place, holder, log};
use crate::blob::{BlobError, Blobs, Files};
use crate::store::check::{self as stored, Expected};
use crate::store::transfer::{self, MoveError};
use crate::store::{Database, StoreError, alone};

/// Files that are listed at once.
const STEP: usize = 1_000;
/// Files that are copied at once, each of which takes a part of its file in memory.
const AT_ONCE: usize = 8;

/// Moves what a data folder holds that nobody serves: the database into an empty PostgreSQL database, the attachments into the
/// bucket that `files` in the configuration names.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES, after_long_help = long_help())]
pub struct Move {
    /// The URL of the new database, as `database` in the configuration; the variable keeps a password out of the list of
    /// processes. Without it the database stays where it is.
    #[arg(long, value_name = "URL", env = "CASEPORT_MOVE_TO", hide_env_values = true)]
    to: Option<String>,
    #[command(flatten)]
    place: Place,
}

fn long_help() -> String {
    format!(
        "Nobody may serve the installation meanwhile. What is broken off goes on where it stopped when it is run again: a file that \
         arrived with its size and digest is not sent twice, and until it has finished the new database refuses to be used. What \
         was in the data folder stays there, the database marked as moved, so that nobody writes to it any more: once `database` \
         and `files` are set in the configuration, the database file and the folder `files` may be put away.\n\n{EXIT_CODES}"
    )
}

impl Move {
    /// Moves everything and returns what is to be printed.
    ///
    /// # Errors
    /// Why it was not moved, or not yet.
    pub(super) fn run(self) -> Result<String, Failure> {
        let config = self.place.read()?;
        log::begin(&config.log, "warn");
        let into = config.files()?;
        let mut from = Installation::in_folder(&config.data);
        if self.to.is_none() {
            from.database = config.database()?;
        }
        from.must_be_there()?;
        let _lock = from.lock()?;
        let mut said = String::new();
        if let Files::S3(_) = &into {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
            said = runtime.block_on(copy_files(&from, &into))?;
        } else if self.to.is_none() {
            return Err(Failure::Input("there is nothing to move: name a database by --to, or a bucket by `files`".to_owned()));
        }
        if let Some(url) = &self.to {
            let into = Database::at(url, config.database_ca.as_deref()).map_err(|wrong| Failure::Input(format!("--to: {wrong}")))?;
            said += &relocate(&from.database, &into)?;
        }
        Ok(said)
    }
}

/// Copies every attachment that is recorded and not there yet; returns how many there are.
async fn copy_files(from: &Installation, into: &Files) -> Result<String, Failure> {
    holder::claim(into, &from.database).await?;
    let (old, new) = (from.files.found()?, into.open()?);
    let (mut after, mut count) = (0, 0);
    let mut problems = Problems::default();
    loop {
        let step = alone::read(&from.database, |tx| stored::files(tx, after, STEP))?;
        let Some(last) = step.last() else { break };
        after = last.id;
        count += step.len();
        let mut copied = stream::iter(step.iter().map(|file| copy_file(old.as_ref(), &new, file))).buffer_unordered(AT_ONCE);
        while let Some(problem) = copied.try_next().await? {
            if let Some(problem) = problem {
                problems.add(problem);
            }
        }
    }
    if problems.count > 0 {
        return Err(Failure::Found(format!("not everything arrived in {into}: {}", problems.told())));
    }
    Ok(format!("files: {count} in {into}, compared\n"))
}

/// Copies a file unless it is there, and reads it again; what is wrong with it.
async fn copy_file(old: Option<&Blobs>, new: &Blobs, file: &Expected) -> Result<Option<String>, Failure> {
    if wrong_with(Some(new), file).await?.is_none() {
        return Ok(None);
    }
    let bytes = match old {
        Some(old) => old.get(&file.blob, None).await,
        None => Err(BlobError::Missing),
    };
    let put = match bytes {
        Ok(bytes) => new.put_as(&file.blob, std::pin::pin!(bytes), file.size).await,
        Err(error) => Err(error),
    };
    let what = match put {
        Ok(_) => wrong_with(Some(new), file).await?,
        Err(error @ (BlobError::Away(_) | BlobError::NoBucket)) => return Err(error.into()),
        Err(error) => Some(error.to_string()),
    };
    if what.is_some() {
        new.delete(&file.blob).await?;
    }
    Ok(what.map(|what| of_file(file, &what)))
}

/// Moves a database into an empty one, and marks it as moved; returns how much.
pub(super) fn relocate(from: &Database, into: &Database) -> Result<String, Failure> {
    // Within a transaction that writes to it, so that nobody else does meanwhile.
    let told = alone::write(from, |tx| {
        let told = fill(from, into).map_err(Box::new)?;
        transfer::mark_away(tx).map_err(|error| Box::new(error.into()))?;
        Ok::<_, Refused>(told)
    })
    .map_err(|Refused(failure)| *failure)?;
    transfer::finish(into)?;
    Ok(told + "moved; set `database` in the configuration to serve it")
}

/// Fills an empty database, which must not be used before [`transfer::finish`]; returns how much there is.
pub(super) fn fill(from: &Database, into: &Database) -> Result<String, Failure> {
    let mut told = String::new();
    let filled = transfer::fill(from, into, |table, rows| {
        let _ = writeln!(told, "{table}: {rows} rows, compared");
    });
    match filled {
        Ok(()) => Ok(told),
        Err(MoveError::Store(error)) => Err(error.into()),
        Err(refused) => Err(Failure::Input(refused.to_string())),
    }
}

/// Why the transaction around a move is undone.
struct Refused(Box<Failure>);

impl From<Box<Failure>> for Refused {
    fn from(failure: Box<Failure>) -> Self {
        Self(failure)
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self(Box::new(error.into()))
    }
}

#[cfg(test)]
mod tests;
