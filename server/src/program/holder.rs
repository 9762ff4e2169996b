//! Which installation the attachments in a bucket belong to: one alone, for another one would take them for lost bytes.

use super::Failure;
use crate::blob::{BlobError, Blobs, Files};
use crate::commands::system;
use crate::store::{Database, alone, check};

/// The word of a bucket that an installation uses.
fn used_by(database: &Database) -> Result<String, Failure> {
    let installation = alone::write(database, |tx| {
        system::make_secrets(tx)?;
        system::identity(tx)
    })?;
    Ok(format!("installation {installation}"))
}

/// The word of a bucket that a restore fills, which the digest of the backup's list tells from others.
fn filled_from(sums_sha256: &str) -> String {
    format!("restore {sums_sha256}")
}

/// Takes the place of the attachments for the installation of a database, unless it belongs to another one. In a data folder
/// it belongs to whoever has that.
///
/// # Errors
/// When it cannot be reached, or is not this installation's.
pub(super) async fn claim(files: &Files, database: &Database) -> Result<(), Failure> {
    let Files::S3(_) = files else { return Ok(()) };
    let (blobs, own) = (files.open()?, used_by(database)?);
    match blobs.owner().await.map_err(|error| unreachable(files, &error))? {
        Some(owner) if owner == own => Ok(()),
        Some(owner) if owner.starts_with("restore ") => {
            Err(refused(files, "a restore into it was not finished: run caseportd restore again, or empty it"))
        }
        Some(_) => Err(refused(files, "it holds the attachments of another installation")),
        None => {
            // What is lost is found by listing, so that must be allowed, too.
            blobs.is_empty().await.map_err(|error| unreachable(files, &error))?;
            blobs.own(&own).await.map_err(|error| unreachable(files, &error))
        }
    }
}

/// The same for whoever is about to serve: attachments that were recorded must have been brought there before.
///
/// # Errors
/// As [`claim`].
pub(super) async fn take_up(files: &Files, database: &Database) -> Result<(), Failure> {
    let Files::S3(_) = files else { return Ok(()) };
    let (blobs, failed) = (files.open()?, |error: BlobError| unreachable(files, &error));
    let has_files = !alone::read(database, |tx| check::files(tx, 0, 1))?.is_empty();
    if has_files && blobs.owner().await.map_err(failed)?.is_none() && blobs.is_empty().await.map_err(failed)? {
        return Err(refused(files, "no attachment is there, but some are recorded: run caseportd admin move first"));
    }
    claim(files, database).await
}

/// A bucket that a restore fills; nothing was in it but what an earlier one of the same backup left.
pub(super) struct Filling<'a> {
    files: &'a Files,
    pub(super) blobs: Blobs,
}

impl<'a> Filling<'a> {
    /// Takes an empty place for a restore; `None` where it is a folder, which is vacant as the whole data folder is.
    pub(super) async fn begin(files: &'a Files, sums_sha256: &str) -> Result<Option<Self>, Failure> {
        let Files::S3(_) = files else { return Ok(None) };
        let (blobs, word) = (files.open()?, filled_from(sums_sha256));
        let failed = |error: BlobError| unreachable(files, &error);
        match blobs.owner().await.map_err(failed)? {
            Some(owner) if owner == word => {}
            None if blobs.is_empty().await.map_err(failed)? => blobs.own(&word).await.map_err(failed)?,
            _ => return Err(refused(files, "it holds attachments already; name an empty bucket, or another folder in it")),
        }
        Ok(Some(Self { files, blobs }))
    }

    /// Gives it to the installation of a database.
    pub(super) async fn finish(&self, database: &Database) -> Result<(), Failure> {
        let own = used_by(database)?;
        self.blobs.own(&own).await.map_err(|error| unreachable(self.files, &error))
    }

    /// Gives it back, once what was put there is gone again.
    pub(super) async fn give_up(self) -> Result<(), BlobError> {
        self.blobs.disown().await
    }
}

fn refused(files: &Files, why: &str) -> Failure {
    Failure::Input(format!("files: {files}: {why}"))
}

fn unreachable(files: &Files, error: &BlobError) -> Failure {
    match error {
        BlobError::Away(why) => refused(files, &format!("it cannot be reached: {why}")),
        _ => refused(files, &error.to_string()),
    }
}

#[cfg(test)]
mod tests;
