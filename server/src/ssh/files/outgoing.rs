//! A file on its way out: read in order from one answer of the API, and asked for anew wherever a reader goes elsewhere.

use std::time::Duration;

use bytes::{Buf as _, Bytes, BytesMut};
use caseport_shared::case::CaseNumber;
use caseport_tui::api::{Api, ApiError, Pieces, ProtocolError, Unreachable};
use futures_util::StreamExt as _;
use tokio::time::timeout;

use super::tree::File;
use super::wire::DATA_BYTES;

/// How long the next piece may take.
const QUIET: Duration = Duration::from_mins(1);

/// A file that is being read.
pub(super) struct Outgoing {
    number: CaseNumber,
    pub(super) file: File,
    /// Where the next piece begins.
    at: u64,
    pieces: Option<Pieces>,
    /// What is left of a piece.
    rest: Bytes,
}

impl Outgoing {
    pub(super) fn new(number: CaseNumber, file: File) -> Self {
        Self { number, file, at: 0, pieces: None, rest: Bytes::new() }
    }

    /// The bytes from somewhere on, as many as asked for unless the file ends before; `None` at its end.
    pub(super) async fn read(&mut self, api: &Api, offset: u64, length: u32) -> Result<Option<Bytes>, ApiError> {
        let left = self.file.view.size.saturating_sub(offset);
        let wanted = usize::try_from(left.min(u64::from(length.min(DATA_BYTES)))).unwrap_or(usize::MAX);
        if left == 0 {
            return Ok(None);
        }
        if offset != self.at {
            (self.at, self.pieces, self.rest) = (offset, None, Bytes::new());
        }
        let mut out = BytesMut::with_capacity(wanted);
        while out.len() < wanted {
            if self.rest.is_empty() {
                self.rest = self.next(api).await?;
            }
            let count = self.rest.len().min(wanted - out.len());
            out.extend_from_slice(&self.rest[..count]);
            self.rest.advance(count);
            self.at += count as u64;
        }
        Ok(Some(out.freeze()))
    }

    /// The next piece. An answer that nobody took for long breaks off, and is asked for once more.
    async fn next(&mut self, api: &Api) -> Result<Bytes, ApiError> {
        let mut is_fresh = false;
        loop {
            let pieces = match &mut self.pieces {
                Some(pieces) => pieces,
                none => {
                    is_fresh = true;
                    none.insert(api.pieces_from(self.number, self.file.view.id, self.at).await?)
                }
            };
            match timeout(QUIET, pieces.next()).await {
                Ok(Some(Ok(piece))) => return Ok(piece),
                outcome if is_fresh => {
                    self.pieces = None;
                    return Err(match outcome {
                        Ok(Some(Err(error))) => error.into(),
                        Ok(_) => ProtocolError::Length.into(),
                        Err(_) => Unreachable::Silent.into(),
                    });
                }
                _ => self.pieces = None,
            }
        }
    }
}
