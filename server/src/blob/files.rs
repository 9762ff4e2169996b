//! Where an installation keeps its attachments: a folder in the data folder, or a bucket that many processes share.

use std::fmt;
use std::path::{Path, PathBuf};

use super::{BlobError, Blobs, Bucket};
use crate::app::blob_folder;

/// A place of attachments, which is not opened by naming it.
#[derive(Debug, Clone)]
pub enum Files {
    /// A folder.
    Folder(PathBuf),
    /// A bucket of an S3-compatible store.
    S3(Bucket),
}

impl Files {
    /// The folder of a data folder.
    pub fn in_folder(data: &Path) -> Self {
        Self::Folder(blob_folder(data))
    }

    /// Opens it; a folder is made if there is none, a bucket is not asked yet.
    pub fn open(&self) -> Result<Blobs, BlobError> {
        match self {
            Self::Folder(folder) => Blobs::local(folder),
            Self::S3(bucket) => Ok(bucket.blobs()),
        }
    }

    /// The same without making anything; `None` where there is no folder.
    pub(crate) fn found(&self) -> Result<Option<Blobs>, BlobError> {
        match self {
            Self::Folder(folder) if !folder.is_dir() => Ok(None),
            _ => self.open().map(Some),
        }
    }
}

impl fmt::Display for Files {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(out),
            Self::S3(bucket) => bucket.fmt(out),
        }
    }
}
