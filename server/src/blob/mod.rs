//! The bytes of attachments, behind `object_store`: streamed in and out, durable before they are recorded.

mod files;
mod owner;
mod s3;
mod upload;

use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use caseport_shared::text;
use futures_util::future::ready;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{GetOptions, GetRange, GetResultPayload, ObjectMeta, ObjectStore, ObjectStoreExt as _};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use self::upload::Upload;
use crate::secret::hex;

pub use self::files::Files;
pub use self::s3::Bucket;
pub(crate) use self::s3::{Patience, Setup};

/// Bytes gathered before they are written to a folder, for each file that is on its way.
const PART: usize = 256 * 1024;
/// Bytes of a file in a folder that are read at once.
const PIECE: usize = 128 * 1024;
/// Bytes looked at to find out what a file is.
const SNIFFED: usize = 8 * 1024;
/// Characters of a blob's name after its folder.
const NAME: usize = 32;
/// Longest reason that a store gives, in characters.
const REASON: usize = 400;

/// Where blobs are kept; cheap to clone.
#[derive(Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    /// Bytes that are sent to the store at once.
    part: usize,
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
    /// The bucket itself is missing.
    #[error("there is no such bucket")]
    NoBucket,
    /// The store does not answer, or not as such a store does; later it may.
    #[error("the store of the attachments does not answer: {0}")]
    Away(String),
    /// The disk is full or cannot be written.
    #[error("the disk failed the file: {0}")]
    Disk(String),
    /// The object store said no.
    #[error("the file could not be stored or read: {0}")]
    Failed(String),
}

impl From<object_store::Error> for BlobError {
    fn from(error: object_store::Error) -> Self {
        let said = error.to_string();
        if said.contains(s3::NO_BUCKET) {
            return Self::NoBucket;
        }
        let mut innermost: &dyn std::error::Error = &error;
        while let Some(inner) = innermost.source() {
            innermost = inner;
        }
        let cause = innermost.to_string();
        let said = if said.contains(&cause) { said } else { format!("{cause}: {said}") };
        // What a store says may have any number of lines.
        let said = text::line(&said, REASON);
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            object_store::Error::Generic { store: s3::STORE, .. } => Self::Away(said),
            other if is_of_the_disk(&other) => Self::Disk(said),
            _ => Self::Failed(said),
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
        Ok(Self { store: Arc::new(store), part: PART })
    }

    /// Stores a stream of at most `limit` bytes; what has been written is removed again when it fails.
    pub async fn put<S, E>(&self, bytes: S, limit: u64) -> Result<Stored, BlobError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
        E: std::fmt::Display,
    {
        let name = Uuid::now_v7().simple().to_string();
        self.put_as(&format!("{}/{name}", &name[name.len() - 2..]), bytes, limit).await
    }

    /// Stores a stream under a name that a blob had elsewhere.
    pub(crate) async fn put_as<S, E>(&self, blob: &str, mut bytes: S, limit: u64) -> Result<Stored, BlobError>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
        E: std::fmt::Display,
    {
        if !is_blob(blob) {
            return Err(BlobError::Failed(format!("{} is no name of an attachment", text::inline(blob))));
        }
        let mut upload = Upload::of(self, blob);
        let mut taken = Taken::default();
        let outcome = async {
            while let Some(chunk) = bytes.next().await {
                let chunk = chunk.map_err(|error| BlobError::Interrupted(error.to_string()))?;
                taken.add(&chunk);
                if taken.size > limit {
                    return Err(BlobError::TooLarge { limit });
                }
                upload.add(chunk).await?;
            }
            upload.finish().await
        }
        .await;
        if let Err(error) = outcome {
            upload.give_up(&error).await;
            return Err(error);
        }
        let blob = blob.to_owned();
        Ok(Stored { blob, size: taken.size, sha256: hex(&taken.hash.finalize()), content_type: content_type(&taken.head) })
    }

    /// The bytes of a blob, or a part of them, as a stream.
    pub async fn get(
        &self,
        blob: &str,
        range: Option<Range<u64>>,
    ) -> Result<impl Stream<Item = Result<Bytes, BlobError>> + use<>, BlobError> {
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        let found = self.store.get_opts(&Key::from(blob), options).await?;
        Ok(match found.payload {
            GetResultPayload::File(file, _) => pieces(file, found.range).boxed(),
            GetResultPayload::Stream(bytes) => bytes.map_err(BlobError::from).boxed(),
        })
    }

    /// Removes a blob; one that is gone already is no error.
    pub async fn delete(&self, blob: &str) -> Result<(), BlobError> {
        match self.store.delete(&Key::from(blob)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Names of blobs written before a moment, one after the other, for there may be any number of them. What else somebody
    /// keeps beside them is not looked at.
    pub fn older_than(&self, moment: jiff::Timestamp) -> impl Stream<Item = Result<String, BlobError>> + use<> {
        let is_old = move |meta: &ObjectMeta| meta.last_modified.timestamp() < moment.as_second() && is_blob(meta.location.as_ref());
        let old = self.store.list(None).try_filter(move |meta| ready(is_old(meta)));
        old.map_ok(|meta| meta.location.to_string()).map_err(BlobError::from)
    }

    /// Whether there is no blob.
    pub(crate) async fn is_empty(&self) -> Result<bool, BlobError> {
        let mut blobs = self.store.list(None).try_filter(|meta| ready(is_blob(meta.location.as_ref())));
        Ok(blobs.try_next().await?.is_none())
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

/// A part of a file of a folder, in pieces, each read on a thread that may wait for the disk.
fn pieces(file: File, range: Range<u64>) -> impl Stream<Item = Result<Bytes, BlobError>> {
    let file = Arc::new(file);
    let starts = (range.start..range.end).step_by(PIECE);
    futures_util::stream::iter(starts).then(move |start| {
        let (file, length) = (Arc::clone(&file), (range.end - start).min(PIECE as u64));
        async move {
            let read = move || {
                let mut piece = vec![0; usize::try_from(length).unwrap_or(PIECE)];
                file.read_exact_at(&mut piece, start).map(|()| Bytes::from(piece))
            };
            tokio::task::spawn_blocking(read).await.map_err(io::Error::other)?.map_err(BlobError::from)
        }
    })
}

/// Whether something is named as blobs are: a folder of two signs, and a name of [`NAME`] that ends with them.
pub(crate) fn is_blob(name: &str) -> bool {
    let is_hex = |part: &str| part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    name.split_once('/').is_some_and(|(folder, name)| folder.len() == 2 && name.len() == NAME && is_hex(name) && name.ends_with(folder))
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
mod tests;
