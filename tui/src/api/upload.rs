//! Sends a file in pieces, never whole in memory, with its length and digest told before.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ::http::{HeaderValue, Method, header};
use base64::Engine as _;
use bytes::{Bytes, BytesMut};
use caseport_shared::api::REPR_DIGEST;
use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::limits::PICTURE_BYTES;
use caseport_shared::text;
use futures_util::StreamExt as _;
use sha2::{Digest as _, Sha256};
use tokio::fs::File;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};
use tokio::sync::Notify;

use super::error::FileError;
use super::{ANSWER_LIMIT, Api, ApiError, ApiResult, Body, IDLE_LIMIT, Key, Retries, Unreachable, read, whole};

/// How much of a file is held in memory at once, in bytes.
const PIECE: usize = 64 * 1024;

/// Told how many bytes of a transfer are done; called often, so it must be quick. Starts again when an attempt is repeated.
pub type Progress = Arc<dyn Fn(u64) + Send + Sync>;

/// Where a file's bytes are read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Source {
    Path(PathBuf),
    Held(Held),
}

/// An open file that needs no name.
#[derive(Debug, Clone)]
struct Held(Arc<std::fs::File>);

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Held {}

impl Source {
    /// The file from its beginning; one that is held is read by one reader at a time.
    async fn open(&self) -> io::Result<File> {
        match self {
            Self::Path(path) => File::open(path).await,
            Self::Held(Held(file)) => {
                let mut file = File::from_std(file.try_clone()?);
                file.rewind().await?;
                Ok(file)
            }
        }
    }
}

/// A local file about to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    source: Source,
    name: String,
    len: u64,
    digest: [u8; 32],
}

/// The bytes of a picture of an article, if it is a plain file and there are not too many; there are few enough to be held at once.
///
/// # Errors
/// When it cannot be read, is no plain file, or is too large.
pub(crate) async fn picture_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    let name = text::inline(&path.to_string_lossy()).into_owned();
    let unreadable = |error: io::Error| FileError::Open { name: name.clone(), detail: error.to_string() };
    if !tokio::fs::metadata(path).await.map_err(unreadable)?.is_file() {
        return Err(FileError::Kind { name });
    }
    let file = File::open(path).await.map_err(unreadable)?;
    let limit = u64::try_from(PICTURE_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).await.map_err(unreadable)?;
    if bytes.len() > PICTURE_BYTES {
        return Err(FileError::TooLarge { name, limit });
    }
    Ok(bytes)
}

impl Upload {
    /// Looks at a file of at most `limit` bytes, and reads it once for its digest; `name` replaces the path's own.
    ///
    /// # Errors
    /// When it cannot be read, is no plain file, is larger than the limit, or changes while it is read.
    pub async fn open(path: &Path, name: Option<&str>, limit: u64) -> Result<Self, FileError> {
        let shown = text::inline(&path.to_string_lossy()).into_owned();
        let unreadable = |error: io::Error| FileError::Open { name: shown.clone(), detail: error.to_string() };
        // Asked before opening, for opening a pipe would wait for somebody to write into it.
        let kind = tokio::fs::metadata(path).await.map_err(unreadable)?;
        if !kind.is_file() {
            return Err(FileError::Kind { name: shown });
        }
        if kind.len() > limit {
            return Err(FileError::TooLarge { name: shown, limit });
        }
        let mut file = File::open(path).await.map_err(unreadable)?;
        let (mut hash, mut len, mut buffer) = (Sha256::new(), 0_u64, vec![0; PIECE]);
        loop {
            let count = file.read(&mut buffer).await.map_err(unreadable)?;
            if count == 0 {
                break;
            }
            hash.update(&buffer[..count]);
            len += count as u64;
            if len > limit {
                return Err(FileError::TooLarge { name: shown, limit });
            }
        }
        let own = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let name = text::file_name(name.unwrap_or(&own));
        Ok(Self { source: Source::Path(path.to_owned()), name, len, digest: hash.finalize().into() })
    }

    /// A file that has just been written and nobody else has, with its length and digest, which are those of what was written.
    pub fn written(file: std::fs::File, name: &str, len: u64, digest: [u8; 32]) -> Self {
        Self { source: Source::Held(Held(Arc::new(file))), name: text::file_name(name), len, digest }
    }

    /// The name that it is sent under.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its length, in bytes.
    pub fn size(&self) -> u64 {
        self.len
    }

    /// The file's bytes; the last piece is held back until it is certain that nothing follows it.
    async fn pieces(&self, attempt: &Attempt) -> Result<Body, FileError> {
        let opened = self.source.open().await;
        let file = opened.map_err(|error| FileError::Open { name: self.name.clone(), detail: error.to_string() })?;
        let state = (file, attempt.clone(), 0_u64, false);
        let (len, name) = (self.len, self.name.clone());
        let pieces = futures_util::stream::unfold(state, move |(mut file, attempt, sent, is_over)| {
            let name = name.clone();
            async move {
                if is_over || sent == len {
                    return None;
                }
                let outcome = piece(&mut file, sent, len, &name).await;
                let size = outcome.as_ref().map_or(0, |piece| piece.len() as u64);
                let outcome = outcome.map_err(|error| attempt.fail(error));
                attempt.advance(sent + size);
                let is_over = outcome.is_err();
                Some((outcome, (file, attempt, sent + size, is_over)))
            }
        });
        Ok(Body::Stream { len: Some(len), pieces: pieces.boxed() })
    }
}

/// The next piece of a file that must have exactly `len` bytes.
async fn piece(file: &mut File, sent: u64, len: u64, name: &str) -> Result<Bytes, FileError> {
    let unreadable = |error: io::Error| FileError::Open { name: name.to_owned(), detail: error.to_string() };
    let wanted = usize::try_from(len - sent).unwrap_or(PIECE).min(PIECE);
    let mut piece = BytesMut::zeroed(wanted);
    file.read_exact(&mut piece).await.map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => FileError::Shrank { name: name.to_owned() },
        _ => unreadable(error),
    })?;
    if sent + wanted as u64 == len && file.read(&mut [0]).await.map_err(unreadable)? > 0 {
        return Err(FileError::Grew { name: name.to_owned() });
    }
    Ok(piece.freeze())
}

/// What one attempt to send a file tells its caller while the transport holds the pieces.
#[derive(Clone)]
pub(super) struct Attempt {
    progress: Progress,
    failure: Arc<Mutex<Option<FileError>>>,
    moved: Arc<Notify>,
}

impl Attempt {
    fn new(progress: &Progress) -> Self {
        Self { progress: Arc::clone(progress), failure: Arc::default(), moved: Arc::default() }
    }

    /// One that tells nobody how far it is.
    pub(super) fn silent() -> Self {
        Self::new(&(Arc::new(|_| {}) as Progress))
    }

    pub(super) fn advance(&self, sent: u64) {
        self.moved.notify_one();
        (self.progress)(sent);
    }

    fn fail(&self, error: FileError) -> io::Error {
        let out = io::Error::other(error.clone());
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
        out
    }

    fn failure(&self) -> Option<FileError> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Waits for an outcome, but not longer than a transfer may stand still.
    pub(super) async fn watch<T>(&self, outcome: impl Future<Output = ApiResult<T>>) -> ApiResult<T> {
        tokio::pin!(outcome);
        loop {
            tokio::select! {
                outcome = &mut outcome => return outcome,
                () = self.moved.notified() => {}
                // A limit and no wait: it begins anew with each piece that moves.
                () = tokio::time::sleep(IDLE_LIMIT) => return Err(Unreachable::Silent.into()),
            }
        }
    }
}

impl Api {
    /// Sends a file, again after a lost connection; the key makes one file of several attempts.
    pub(super) async fn upload(&self, path: &str, file: &Upload, key: Key, progress: &Progress) -> ApiResult<AttachmentView> {
        let mut retries = Retries::default();
        loop {
            match self.upload_once(path, file, key, progress).await {
                Err(ApiError::Unreachable(error)) if error.is_worth_a_retry() => retries.pause(error).await?,
                outcome => return outcome,
            }
        }
    }

    async fn upload_once(&self, path: &str, file: &Upload, key: Key, progress: &Progress) -> ApiResult<AttachmentView> {
        let attempt = Attempt::new(progress);
        let mut request = self.head(&Method::POST, path, Some(key), file.pieces(&attempt).await?);
        let headers = request.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
        headers.insert(REPR_DIGEST, digest_header(&file.digest));
        let outcome = attempt
            .watch(async {
                let answer = self.transport.send(request).await?;
                let body = tokio::time::timeout(ANSWER_LIMIT, whole(answer)).await.map_err(|_| Unreachable::Silent)??;
                read(&body)
            })
            .await;
        // The transport only knows that the pieces ended early; why is known here.
        match attempt.failure() {
            Some(failure) => Err(failure.into()),
            None => outcome,
        }
    }
}

fn digest_header(digest: &[u8; 32]) -> HeaderValue {
    let encoded = base64::engine::general_purpose::STANDARD.encode(digest);
    HeaderValue::try_from(format!("sha-256=:{encoded}:")).expect("base64 is ASCII")
}
