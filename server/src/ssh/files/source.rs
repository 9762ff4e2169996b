//! What a client sends on a channel, taken in the measures of a protocol.

use bytes::{Buf as _, Bytes, BytesMut};
use tokio::sync::mpsc;

/// Bytes as they come; what is not taken waits with the client.
pub(super) struct Source {
    pieces: mpsc::Receiver<Bytes>,
    rest: BytesMut,
}

impl Source {
    pub(super) fn new(pieces: mpsc::Receiver<Bytes>) -> Self {
        Self { pieces, rest: BytesMut::new() }
    }

    async fn more(&mut self) -> Option<()> {
        let piece = self.pieces.recv().await?;
        self.rest.extend_from_slice(&piece);
        Some(())
    }

    /// So many bytes; `None` when fewer come.
    pub(super) async fn exactly(&mut self, count: usize) -> Option<Bytes> {
        while self.rest.len() < count {
            self.more().await?;
        }
        Some(self.rest.split_to(count).freeze())
    }

    /// A number of four bytes.
    pub(super) async fn number(&mut self) -> Option<u32> {
        self.exactly(4).await.map(|mut bytes| bytes.get_u32())
    }

    /// Some bytes, at most so many.
    pub(super) async fn some(&mut self, most: u64) -> Option<Bytes> {
        if self.rest.is_empty() {
            self.more().await?;
        }
        let count = self.rest.len().min(usize::try_from(most).unwrap_or(usize::MAX));
        Some(self.rest.split_to(count).freeze())
    }

    /// A line without its end; `None` when none comes, or one that is longer than `most` bytes.
    pub(super) async fn line(&mut self, most: usize) -> Option<Bytes> {
        loop {
            if let Some(end) = self.rest.iter().take(most + 1).position(|byte| *byte == b'\n') {
                let line = self.rest.split_to(end).freeze();
                self.rest.advance(1);
                return Some(line);
            }
            if self.rest.len() > most {
                return None;
            }
            self.more().await?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn bytes_are_taken_in_any_measure_whatever_they_come_in() {
        let (send, pieces) = mpsc::channel(8);
        for piece in ["C0", "644 3 a b\nxyz", "\0", "\0\0\x01\x02endless"] {
            send.send(Bytes::from_static(piece.as_bytes())).await.unwrap();
        }
        drop(send);
        let mut source = Source::new(pieces);
        assert_eq!(source.line(64).await.as_deref(), Some(&b"C0644 3 a b"[..]));
        assert_eq!(source.some(2).await.as_deref(), Some(&b"xy"[..]));
        assert_eq!(source.exactly(1).await.as_deref(), Some(&b"z"[..]));
        assert_eq!(source.number().await, Some(1));
        assert_eq!(source.line(4).await, None, "a line beyond the bound is none");
        assert_eq!(source.exactly(100).await, None);
    }
}
