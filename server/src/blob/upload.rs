//! A file on its way into a store: in one request while it is small, in parts once it is large, and gone when it is given up.

use std::sync::Arc;

use bytes::Bytes;
use object_store::path::Path as Key;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt as _, PutPayload};

use super::{BlobError, Blobs, PART};

/// One upload; what it has sent is removed when it is dropped before it has finished.
pub(super) struct Upload {
    store: Arc<dyn ObjectStore>,
    key: Key,
    /// Bytes of a part; stores want all parts but the last to be of one size.
    size: usize,
    part: Vec<u8>,
    /// What was begun, once there was a whole part.
    begun: Option<Box<dyn MultipartUpload>>,
}

impl Upload {
    pub(super) fn of(blobs: &Blobs, blob: &str) -> Self {
        Self { store: Arc::clone(&blobs.store), key: Key::from(blob), size: blobs.part, part: Vec::new(), begun: None }
    }

    /// Takes the next bytes; returns once no more than a part of them waits.
    pub(super) async fn add(&mut self, mut bytes: Bytes) -> Result<(), BlobError> {
        while !bytes.is_empty() {
            let piece = bytes.split_to(bytes.len().min(self.size - self.part.len()));
            if self.part.len() + piece.len() > PART {
                // A small file takes little memory, a large one never more than a part.
                self.part.reserve_exact(self.size - self.part.len());
            }
            self.part.extend_from_slice(&piece);
            if self.part.len() == self.size {
                let part = std::mem::take(&mut self.part);
                self.send(part).await?;
            }
        }
        Ok(())
    }

    async fn send(&mut self, part: Vec<u8>) -> Result<(), BlobError> {
        let begun = match &mut self.begun {
            Some(begun) => begun,
            none => none.insert(self.store.put_multipart(&self.key).await.map_err(refused)?),
        };
        begun.put_part(PutPayload::from(part)).await.map_err(refused)
    }

    /// Has the store show the file, whole and durable.
    pub(super) async fn finish(&mut self) -> Result<(), BlobError> {
        let part = std::mem::take(&mut self.part);
        if self.begun.is_none() {
            return self.store.put(&self.key, PutPayload::from(part)).await.map(|_| ()).map_err(refused);
        }
        if !part.is_empty() {
            self.send(part).await?;
        }
        if let Some(begun) = &mut self.begun {
            begun.complete().await.map_err(refused)?;
        }
        self.begun = None;
        Ok(())
    }

    /// Removes what was sent. A store that does not answer is not waited for once more.
    pub(super) async fn give_up(mut self, why: &BlobError) {
        if !matches!(why, BlobError::Away(_))
            && let Some(begun) = self.begun.take()
        {
            abort(begun).await;
        }
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let Some(begun) = self.begun.take()
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            runtime.spawn(abort(begun));
        }
    }
}

async fn abort(mut begun: Box<dyn MultipartUpload>) {
    if let Err(left) = begun.abort().await {
        tracing::debug!(%left, "part of an upload could not be removed");
    }
}

/// What is being sent cannot be lost.
fn refused(error: object_store::Error) -> BlobError {
    match error.into() {
        BlobError::Missing => BlobError::Failed("the store knows nothing of what was begun".to_owned()),
        other => other,
    }
}
