//! Whose blobs a bucket holds: a word beside them, so that no other installation takes them for lost bytes of its own.

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use object_store::path::Path as Key;
use object_store::{ObjectStoreExt as _, PutPayload};

use super::{BlobError, Blobs};

/// Where the word is.
const KEY: &str = "installation";
/// Longest word on whose a bucket is that is read, in bytes.
const LONGEST: u64 = 256;

impl Blobs {
    /// Who said that these blobs are theirs.
    pub(crate) async fn owner(&self) -> Result<Option<String>, BlobError> {
        let word = match self.get(KEY, Some(0..LONGEST)).await {
            Ok(word) => word.try_collect::<Vec<Bytes>>().await?.concat(),
            Err(BlobError::Missing) => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(Some(String::from_utf8_lossy(&word).trim().to_owned()))
    }

    /// Says whose these blobs are.
    pub(crate) async fn own(&self, owner: &str) -> Result<(), BlobError> {
        self.store.put(&Key::from(KEY), PutPayload::from(format!("{owner}\n"))).await?;
        Ok(())
    }

    /// Takes the word away.
    pub(crate) async fn disown(&self) -> Result<(), BlobError> {
        self.delete(KEY).await
    }
}
