//! What a command reads and writes, given to it by whoever calls: a program's own streams, a test's, an SSH channel's.

use std::io;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::sync::watch;

use crate::api::Progress;

/// Asks a person for a line; the second argument is whether what they type must not be shown.
pub type Ask = Box<dyn FnMut(&str, bool) -> io::Result<String> + Send + Sync>;

/// The streams of one command.
pub struct Io {
    /// Standard input.
    pub stdin: Box<dyn AsyncRead + Send + Sync + Unpin>,
    /// Standard output.
    pub stdout: Box<dyn AsyncWrite + Send + Sync + Unpin>,
    /// Standard error.
    pub stderr: Box<dyn AsyncWrite + Send + Sync + Unpin>,
    /// Whether standard output is a terminal.
    pub stdout_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub stderr_is_terminal: bool,
    /// Columns of the terminal that standard output is.
    pub width: Option<usize>,
    /// How to ask a person; `None` where nobody can answer.
    pub ask: Option<Ask>,
}

impl std::fmt::Debug for Io {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Io").field("width", &self.width).finish_non_exhaustive()
    }
}

impl Io {
    pub(crate) async fn out(&mut self, text: &str) -> io::Result<()> {
        self.stdout.write_all(text.as_bytes()).await?;
        self.stdout.flush().await
    }

    /// Says something on standard error.
    pub async fn err(&mut self, text: &str) -> io::Result<()> {
        self.stderr.write_all(text.as_bytes()).await?;
        self.stderr.flush().await
    }

    /// Reads standard input to its end; `None` when it holds more than `limit` bytes.
    pub(crate) async fn read_all(&mut self, limit: usize) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let bound = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        (&mut self.stdin).take(bound).read_to_end(&mut bytes).await?;
        Ok((bytes.len() <= limit).then_some(bytes))
    }

    /// Shows on standard error, where that is a terminal, how far a transfer of `total` bytes is.
    pub(crate) async fn watch<T, F: Future<Output = T>>(
        &mut self,
        label: &str,
        total: u64,
        transfer: impl FnOnce(Progress) -> F,
    ) -> io::Result<T> {
        let (sender, mut receiver) = watch::channel(0);
        let progress: Progress = std::sync::Arc::new(move |done| {
            let percent = done.saturating_mul(100).checked_div(total).unwrap_or(100);
            sender.send_if_modified(|shown| std::mem::replace(shown, percent) != percent);
        });
        let transfer = transfer(progress);
        tokio::pin!(transfer);
        if !self.stderr_is_terminal {
            return Ok(transfer.await);
        }
        loop {
            tokio::select! {
                outcome = &mut transfer => {
                    self.err("\r\u{1b}[K").await?;
                    return Ok(outcome);
                }
                Ok(()) = receiver.changed() => {
                    let percent = *receiver.borrow_and_update();
                    self.err(&format!("\r\u{1b}[K{label} {percent} %")).await?;
                }
            }
        }
    }
}
