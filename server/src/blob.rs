//! The bytes of attachments, behind `object_store`: streamed in and out, durable before they are recorded.

use std::io;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::future::ready;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt as _, PutPayload};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::secret::hex;

/// Bytes gathered before they are written, for each file that is on its way.
const PART: usize = 256 * 1024;
/// Bytes looked at to find out what a file is.
const SNIFFED: usize = 8 * 1024;

/// Where blobs are kept; cheap to clone.
#[derive(Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
}

/// A blob that is safe on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its name.
    pub blob: String,
    /// In bytes.
    pub size: u64,
    /// Lower-case hexadecimal.
    pub sha256: String,
    /// What it was found to be.
    pub content_type: String,
}

/// Why a blob was not stored or not found.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// More bytes than there may be.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// How many there may be.
        limit: u64,
    },
    /// The sender went away or sent too slowly.
    #[error("the file was not received whole: {0}")]
    Interrupted(String),
    /// It is not there.
    #[error("the file's bytes are missing")]
    Missing,
    /// The disk is full or cannot be written.
    #[error("the disk failed the file: {0}")]
    Disk(String),
    /// The object store said no.
    #[error("the file could not be stored or read: {0}")]
    Failed(String),
}

impl From<object_store::Error> for BlobError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            other if is_of_the_disk(&other) => Self::Disk(other.to_string()),
            other => Self::Failed(other.to_string()),
        }
    }
}

impl From<io::Error> for BlobError {
    fn from(error: io::Error) -> Self {
        if is_of_the_disk(&error) { Self::Disk(error.to_string()) } else { Self::Failed(error.to_string()) }
    }
}

/// Whether what failed is that the disk takes nothing.
fn is_of_the_disk(error: &(dyn std::error::Error + 'static)) -> bool {
    use io::ErrorKind::{FileTooLarge, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    let kinds = [FileTooLarge, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull];
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.filter_map(|cause| cause.downcast_ref::<io::Error>()).any(|cause| kinds.contains(&cause.kind()))
}

impl Blobs {
    /// Blobs in a folder, each synced before it gets its name.
    pub fn local(folder: &Path) -> Result<Self, BlobError> {
        std::fs::create_dir_all(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { store: Arc::new(store) })
    }

    /// Stores a stream of at most `limit` bytes; what has been written is removed again when it fails.
    pub async fn put<S, E>(&self, mut bytes: S, limit: u64) -> Result<Stored, BlobError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
        E: std::fmt::Display,
    {
        let name = Uuid::now_v7().simple().to_string();
        let blob = format!("{}/{name}", &name[name.len() - 2..]);
        let key = Key::from(blob.as_str());
        let mut upload = self.store.put_multipart(&key).await?;
        let mut taken = Taken::default();
        let outcome: Result<(), BlobError> = async {
            let mut part = Vec::new();
            while let Some(chunk) = bytes.next().await {
                let chunk = chunk.map_err(|error| BlobError::Interrupted(error.to_string()))?;
                taken.add(&chunk);
                if taken.size > limit {
                    return Err(BlobError::TooLarge { limit });
                }
                part.extend_from_slice(&chunk);
                if part.len() >= PART {
                    upload.put_part(PutPayload::from(std::mem::take(&mut part))).await?;
                }
            }
            if !part.is_empty() || taken.size == 0 {
                upload.put_part(PutPayload::from(part)).await?;
            }
            upload.complete().await?;
            Ok(())
        }
        .await;
        if let Err(error) = outcome {
            if let Err(left) = upload.abort().await {
                tracing::debug!(%left, "part of an upload could not be removed");
            }
            return Err(error);
        }
        Ok(Stored { blob, size: taken.size, sha256: hex(&taken.hash.finalize()), content_type: content_type(&taken.head) })
    }

    /// The bytes of a blob, or a part of them, as a stream.
    pub async fn get(
        &self,
        blob: &str,
        range: Option<std::ops::Range<u64>>,
    ) -> Result<impl Stream<Item = Result<Bytes, BlobError>> + use<>, BlobError> {
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        let found = self.store.get_opts(&Key::from(blob), options).await?;
        Ok(found.into_stream().map_err(BlobError::from))
    }

    /// Removes a blob; one that is gone already is no error.
    pub async fn delete(&self, blob: &str) -> Result<(), BlobError> {
        match self.store.delete(&Key::from(blob)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Names of blobs written before a moment, one after the other, for there may be any number of them.
    pub fn older_than(&self, moment: jiff::Timestamp) -> impl Stream<Item = Result<String, BlobError>> + use<> {
        let old = self.store.list(None).try_filter(move |meta| ready(meta.last_modified.timestamp() < moment.as_second()));
        old.map_ok(|meta| meta.location.to_string()).map_err(BlobError::from)
    }

    /// Size and SHA-256 of a blob as it is now.
    pub async fn digest(&self, blob: &str) -> Result<(u64, String), BlobError> {
        let mut taken = Taken::default();
        let mut bytes = std::pin::pin!(self.get(blob, None).await?);
        while let Some(chunk) = bytes.next().await {
            taken.add(&chunk?);
        }
        Ok((taken.size, hex(&taken.hash.finalize())))
    }
}

/// What is learned of bytes as they pass.
#[derive(Default)]
struct Taken {
    size: u64,
    hash: Sha256,
    head: Vec<u8>,
}

impl Taken {
    fn add(&mut self, chunk: &[u8]) {
        self.size += chunk.len() as u64;
        self.hash.update(chunk);
        let room = SNIFFED - self.head.len();
        self.head.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
}

/// What a file is by its first bytes, whatever its sender said.
fn content_type(head: &[u8]) -> String {
    if let Some(kind) = infer::get(head) {
        return kind.mime_type().to_owned();
    }
    // The last character may have been cut in two.
    let is_text = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && head.len() == SNIFFED,
    };
    let is_text = is_text && !head.contains(&0);
    if is_text { "text/plain; charset=utf-8" } else { "application/octet-stream" }.to_owned()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use futures_util::{StreamExt as _, stream};

    use super::{BlobError, Blobs, content_type};

    fn chunks(chunks: &[&'static [u8]]) -> impl futures_util::Stream<Item = Result<Bytes, String>> + Unpin + use<> {
        stream::iter(chunks.iter().map(|chunk| Ok(Bytes::from_static(chunk))).collect::<Vec<_>>())
    }

    fn files(folder: &std::path::Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| if path.is_dir() { files(&path) } else { 1 }).sum()
    }

    #[tokio::test]
    async fn what_goes_in_comes_out() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::local(folder.path()).unwrap();
        let stored = blobs.put(chunks(&[b"hello ", b"world"]), 11).await.unwrap();
        assert_eq!((stored.size, stored.content_type.as_str()), (11, "text/plain; charset=utf-8"));
        assert_eq!(blobs.digest(&stored.blob).await.unwrap(), (11, stored.sha256.clone()));
        let part: Vec<_> = blobs.get(&stored.blob, Some(6..9)).await.unwrap().collect().await;
        assert_eq!(part[0].as_ref().unwrap(), "wor");
        let empty = blobs.put(chunks(&[]), 11).await.unwrap();
        assert_eq!(blobs.digest(&empty.blob).await.unwrap().0, 0);
        blobs.delete(&stored.blob).await.unwrap();
        blobs.delete(&stored.blob).await.unwrap();
        assert!(matches!(blobs.digest(&stored.blob).await, Err(BlobError::Missing)));
    }

    #[tokio::test]
    async fn what_is_too_large_or_breaks_off_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::local(folder.path()).unwrap();
        assert!(matches!(blobs.put(chunks(&[b"hello", b" world"]), 10).await, Err(BlobError::TooLarge { limit: 10 })));
        let broken = stream::iter([Ok(Bytes::from_static(b"half")), Err("gone".to_owned())]);
        assert!(matches!(blobs.put(broken, 10).await, Err(BlobError::Interrupted(_))));
        assert_eq!(files(folder.path()), 0);
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(content_type(b"\x89PNG\r\n\x1a\n0000"), "image/png");
        assert_eq!(content_type("Grüße".as_bytes()), "text/plain; charset=utf-8");
        assert_eq!(content_type(b"a\0b"), "application/octet-stream");
        assert_eq!(content_type(b"\xff\xfe\xfd"), "application/octet-stream");
    }
}
