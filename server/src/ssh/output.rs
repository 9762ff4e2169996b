//! What goes out on a channel: in order, only as fast as it is taken, and not for ever.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use russh::ChannelWriteHalf;
use russh::server::Msg;
use tokio::io::{AsyncWrite, AsyncWriteExt as _};
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_util::sync::PollSender;

use super::line::returned;

/// How long a client may take nothing of what it asked for.
pub(super) const STALL: Duration = Duration::from_secs(30);
/// Pieces that wait to be taken.
const PIECES: usize = 4;
/// Largest piece, in bytes.
pub(super) const PIECE_BYTES: usize = 32 * 1024;
/// The number of standard error among the kinds of extended data (RFC 4254 section 5.2).
const STDERR: u32 = 1;

/// A piece of what goes out.
#[derive(Debug)]
pub(super) enum Piece {
    Out(Bytes),
    Err(Bytes),
}

/// Where pieces are put.
pub(super) type Pieces = mpsc::Sender<Piece>;

/// The way out of a channel.
pub(super) fn pieces() -> (Pieces, mpsc::Receiver<Piece>) {
    mpsc::channel(PIECES)
}

/// Sends pieces until there are no more, or nobody takes them; whether all were taken.
///
/// On a terminal lines also return, for a client's terminal is raw.
pub(super) async fn send(writing: &ChannelWriteHalf<Msg>, mut pieces: mpsc::Receiver<Piece>, returns: bool) -> bool {
    let (mut out, mut err) = (writing.make_writer(), writing.make_writer_ext(Some(STDERR)));
    while let Some(piece) = pieces.recv().await {
        let (bytes, is_err) = match piece {
            Piece::Out(bytes) => (bytes, false),
            Piece::Err(bytes) => (bytes, true),
        };
        let bytes = if returns { returned(&bytes).into() } else { bytes };
        let written = async { if is_err { err.write_all(&bytes).await } else { out.write_all(&bytes).await } };
        if !matches!(timeout(STALL, written).await, Ok(Ok(()))) {
            return false;
        }
    }
    true
}

/// One of the two streams that a command writes.
pub(super) struct Stream {
    pieces: PollSender<Piece>,
    is_err: bool,
}

impl Stream {
    pub(super) fn out(pieces: &Pieces) -> Self {
        Self { pieces: PollSender::new(pieces.clone()), is_err: false }
    }

    pub(super) fn err(pieces: &Pieces) -> Self {
        Self { pieces: PollSender::new(pieces.clone()), is_err: true }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        ready!(self.pieces.poll_reserve(cx)).map_err(gone)?;
        let bytes = &bytes[..bytes.len().min(PIECE_BYTES)];
        let piece = Bytes::copy_from_slice(bytes);
        let piece = if self.is_err { Piece::Err(piece) } else { Piece::Out(piece) };
        self.pieces.send_item(piece).map_err(gone)?;
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
