//! Receives a file in pieces, goes on where a lost connection left off, and compares digests at the end.

use ::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use base64::Engine as _;
use caseport_shared::api::REPR_DIGEST;
use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::case::CaseNumber;
use futures_util::StreamExt as _;
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncWrite, AsyncWriteExt as _};

use super::error::FileError;
use super::{Api, ApiError, ApiResult, Body, IDLE_LIMIT, Pieces, Progress, ProtocolError, Retries, Unreachable, opened};

/// A file that has arrived whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Its length, in bytes.
    pub size: u64,
    /// SHA-256 of its content, in lower-case hexadecimal.
    pub sha256: String,
}

impl Api {
    /// Receives a file of a case into `out`, which must be thrown away when this fails.
    ///
    /// # Errors
    /// Besides those of any call: when what arrived has not the length or the digest that `file` and the server tell.
    pub async fn download(
        &self,
        number: CaseNumber,
        file: &AttachmentView,
        out: &mut (dyn AsyncWrite + Unpin + Send),
        progress: &Progress,
    ) -> ApiResult<Received> {
        let path = format!("/v1/cases/{number}/files/{}", file.id);
        let mut state = Receiving { out, hash: Sha256::new(), done: 0, announced: None, progress };
        let mut retries = Retries::default();
        loop {
            match self.download_rest(&path, file.size, &mut state).await {
                Ok(()) => break,
                Err(ApiError::Unreachable(error)) if error.is_worth_a_retry() => retries.pause(error).await?,
                Err(error) => return Err(error),
            }
        }
        state.out.flush().await.map_err(|error| FileError::write(&error))?;
        let digest: [u8; 32] = state.hash.finalize().into();
        let sha256 = hexadecimal(&digest);
        if sha256 != file.sha256 || state.announced.is_some_and(|announced| announced != digest) {
            return Err(ProtocolError::Digest.into());
        }
        Ok(Received { size: state.done, sha256 })
    }

    /// The first bytes of a file of a case, `most` of them; nothing more is asked for. They are not compared with a digest.
    ///
    /// # Errors
    /// As any call; also when fewer come than the file has.
    pub async fn beginning(&self, number: CaseNumber, file: &AttachmentView, most: u64, progress: &Progress) -> ApiResult<Vec<u8>> {
        let path = format!("/v1/cases/{number}/files/{}", file.id);
        let wanted = usize::try_from(most.min(file.size)).unwrap_or(usize::MAX);
        let mut bytes = Vec::new();
        let mut retries = Retries::default();
        while bytes.len() < wanted {
            match self.more(&path, wanted, &mut bytes, progress).await {
                Ok(()) if bytes.len() < wanted => return Err(ProtocolError::Length.into()),
                Ok(()) => {}
                Err(ApiError::Unreachable(error)) if error.is_worth_a_retry() => retries.pause(error).await?,
                Err(error) => return Err(error),
            }
        }
        Ok(bytes)
    }

    /// Goes on with a file up to a length.
    async fn more(&self, path: &str, wanted: usize, bytes: &mut Vec<u8>, progress: &Progress) -> ApiResult<()> {
        let mut request = self.head(&Method::GET, path, None, Body::Empty);
        let range = HeaderValue::try_from(format!("bytes={}-{}", bytes.len(), wanted - 1)).expect("digits");
        request.headers_mut().insert(header::RANGE, range);
        let answer = tokio::time::timeout(IDLE_LIMIT, self.transport.send(request)).await.map_err(|_| Unreachable::Silent)??;
        let answer = opened(answer).await?;
        let mut skip = usize::try_from(skipped(&answer, bytes.len() as u64)?).unwrap_or(usize::MAX);
        let mut pieces = answer.into_body();
        while bytes.len() < wanted {
            let Some(piece) = tokio::time::timeout(IDLE_LIMIT, pieces.next()).await.map_err(|_| Unreachable::Silent)? else { break };
            let piece = piece?;
            let known = skip.min(piece.len());
            skip -= known;
            let end = piece.len().min(known + wanted - bytes.len());
            bytes.extend_from_slice(&piece[known..end]);
            progress(bytes.len() as u64);
        }
        Ok(())
    }

    async fn download_rest(&self, path: &str, size: u64, state: &mut Receiving<'_>) -> ApiResult<()> {
        if state.done == size && size > 0 {
            return Ok(());
        }
        let mut request = self.head(&Method::GET, path, None, Body::Empty);
        if state.done > 0 {
            let range = HeaderValue::try_from(format!("bytes={}-", state.done)).expect("digits");
            request.headers_mut().insert(header::RANGE, range);
        }
        let answer = tokio::time::timeout(IDLE_LIMIT, self.transport.send(request)).await.map_err(|_| Unreachable::Silent)??;
        let answer = opened(answer).await?;
        let mut skip = skipped(&answer, state.done)?;
        if let Some(digest) = announced(answer.headers()) {
            state.announced = Some(digest);
        }
        let mut pieces = answer.into_body();
        loop {
            match tokio::time::timeout(IDLE_LIMIT, pieces.next()).await {
                Err(_) => return Err(Unreachable::Silent.into()),
                Ok(Some(piece)) => {
                    let piece = piece?;
                    let known = usize::try_from(skip).unwrap_or(usize::MAX).min(piece.len());
                    skip -= known as u64;
                    state.take(&piece[known..], size).await?;
                }
                Ok(None) if state.done < size => return Err(ProtocolError::Length.into()),
                Ok(None) => return Ok(()),
            }
        }
    }
}

struct Receiving<'a> {
    out: &'a mut (dyn AsyncWrite + Unpin + Send),
    hash: Sha256,
    done: u64,
    announced: Option<[u8; 32]>,
    progress: &'a Progress,
}

impl Receiving<'_> {
    async fn take(&mut self, piece: &[u8], size: u64) -> ApiResult<()> {
        if self.done + piece.len() as u64 > size {
            return Err(ProtocolError::Length.into());
        }
        self.out.write_all(piece).await.map_err(|error| FileError::write(&error))?;
        self.hash.update(piece);
        self.done += piece.len() as u64;
        (self.progress)(self.done);
        Ok(())
    }
}

/// How many bytes of the answer are here already: none when the server goes on where asked, all so far when it starts again.
pub(super) fn skipped(answer: &Response<Pieces>, done: u64) -> ApiResult<u64> {
    if answer.status() != StatusCode::PARTIAL_CONTENT {
        return Ok(done);
    }
    let range = answer.headers().get(header::CONTENT_RANGE).and_then(|value| value.to_str().ok());
    let start = range.and_then(|range| range.strip_prefix("bytes ")?.split('-').next()?.parse::<u64>().ok());
    if start == Some(done) { Ok(0) } else { Err(ProtocolError::Length.into()) }
}

/// The SHA-256 that the server announces for the whole file (RFC 9530 section 3).
fn announced(headers: &HeaderMap) -> Option<[u8; 32]> {
    let value = headers.get(REPR_DIGEST)?.to_str().ok()?;
    let encoded = value.split(',').find_map(|part| part.trim().strip_prefix("sha-256=:"))?.strip_suffix(':')?;
    base64::engine::general_purpose::STANDARD.decode(encoded).ok()?.try_into().ok()
}

/// Bytes as lower-case hexadecimal, the form of [`AttachmentView::sha256`].
pub(crate) fn hexadecimal(digest: &[u8]) -> String {
    use std::fmt::Write as _;
    digest.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
