//! `ssh HOST command`: the client's own commands with the channel as their streams; no shell is ever run.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use caseport_tui::cli::{self, Door, Exit, Given, Host, Io};
use caseport_tui::strings::Strings;
use caseport_tui::times::Times;
use jiff::Timestamp;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::mpsc;
use tokio::time::{Instant, Sleep, sleep};

use super::output::{Pieces, Stream};

/// Longest command, in bytes.
pub(super) const COMMAND_BYTES: usize = 128 * 1024;

/// How long whatever feeds a command may send nothing.
const SILENCE: Duration = Duration::from_mins(5);

/// What a command works with.
pub(super) struct Surroundings {
    pub(super) given: Given,
    /// The words, and how times are told.
    pub(super) reads: (Arc<Strings>, Times),
    pub(super) now: Timestamp,
    /// Columns of the terminal, where there is one.
    pub(super) width: Option<usize>,
    pub(super) stdin: mpsc::Receiver<Bytes>,
    pub(super) pieces: Pieces,
}

/// What is sent on a channel, read as a stream.
struct Stdin {
    pieces: mpsc::Receiver<Bytes>,
    /// What is left of a piece.
    rest: Bytes,
    /// When nothing more is waited for, where somebody else than a person at a terminal sends.
    silence: Option<Pin<Box<Sleep>>>,
}

impl AsyncRead for Stdin {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.rest.is_empty() {
            let Poll::Ready(piece) = self.pieces.poll_recv(cx) else {
                let Some(silence) = &mut self.silence else { return Poll::Pending };
                ready!(silence.as_mut().poll(cx));
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            };
            let Some(piece) = piece else { return Poll::Ready(Ok(())) };
            if let Some(silence) = &mut self.silence {
                silence.as_mut().reset(Instant::now() + SILENCE);
            }
            self.rest = piece;
        }
        let length = self.rest.len().min(buffer.remaining());
        buffer.put_slice(&self.rest.split_to(length));
        Poll::Ready(Ok(()))
    }
}

/// The arguments of a command, quoted as for a shell; else the words for why there are none.
///
/// Whoever types `caseport` first, as on a machine of their own, means the same.
pub(super) fn arguments(command: &[u8]) -> Result<Vec<String>, &'static str> {
    let command = std::str::from_utf8(command).map_err(|_| "ssh-text")?;
    let mut words = shlex::split(command).ok_or("ssh-quotation")?;
    if words.first().is_some_and(|first| first == "caseport") {
        words.remove(0);
    }
    Ok(words)
}

/// Runs the command with arguments, or the daily work as questions and answers without any.
pub(super) async fn run(arguments: Vec<String>, surroundings: Surroundings, interrupt: impl Future<Output = ()>) -> Exit {
    let Surroundings { given, reads: (strings, times), now, width, stdin, pieces } = surroundings;
    // Questions and answers have a limit of their own.
    let silence = (width.is_none() && !arguments.is_empty()).then(|| Box::pin(sleep(SILENCE)));
    let mut io = Io {
        stdin: Box::new(Stdin { pieces: stdin, rest: Bytes::new(), silence }),
        stdout: Box::new(Stream::out(&pieces)),
        stderr: Box::new(Stream::err(&pieces)),
        stdout_is_terminal: width.is_some(),
        stderr_is_terminal: width.is_some(),
        width,
        ask: None,
    };
    let host = Host { door: Door::Given(given), strings, times, now };
    let first = if arguments.is_empty() { Some("--linear".to_owned()) } else { None };
    let all = std::iter::once("caseport".to_owned()).chain(first).chain(arguments);
    cli::run(all, &mut io, &host, interrupt).await
}

#[cfg(test)]
mod tests {
    use super::arguments;

    #[test]
    fn a_command_is_quoted_as_for_a_shell_and_never_given_to_one() {
        let words = |command: &str| arguments(command.as_bytes());
        assert_eq!(words("case list --json"), Ok(vec!["case".into(), "list".into(), "--json".into()]));
        assert_eq!(words("caseport case view 1042"), Ok(vec!["case".into(), "view".into(), "1042".into()]));
        let hostile = "case reply 1042 --message 'it is; rm -rf / `id` $(id) $HOME | cat > x' a\\ b";
        assert_eq!(words(hostile).unwrap()[4..], ["it is; rm -rf / `id` $(id) $HOME | cat > x", "a b"]);
        assert_eq!(words("case reply 'no end"), Err("ssh-quotation"));
        assert_eq!(arguments(b"case \xff"), Err("ssh-text"));
    }
}
