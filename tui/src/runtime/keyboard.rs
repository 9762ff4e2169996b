//! Hears what is typed and when the window changes, without a thread of its own.

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

use rustix::fs::OFlags;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::typing::Typing;
use crate::msg::Msg;

/// Silence after which what may be the beginning of a key is one, as the Escape key is.
const SILENCE: Duration = Duration::from_millis(20);

/// The terminal's keys.
pub(super) struct Keyboard {
    terminal: AsyncFd<File>,
    resized: Signal,
    typing: Typing,
}

impl Keyboard {
    /// Listens from here on.
    ///
    /// # Errors
    /// When there is no terminal.
    pub(super) fn listen() -> io::Result<Self> {
        let resized = signal(SignalKind::window_change())?;
        Ok(Self { terminal: open()?, resized, typing: Typing::new(SILENCE) })
    }

    /// The terminal was asked about itself.
    pub(super) fn expect(&mut self) {
        self.typing.expect();
    }

    /// What is typed next, or that the window has another size; `None` when the terminal is gone.
    ///
    /// Nothing is lost when it is no longer waited for.
    pub(super) async fn next(&mut self) -> Option<Msg> {
        let mut buffer = [0; 4096];
        loop {
            if let Some(msg) = self.typing.pop() {
                return Some(msg);
            }
            tokio::select! {
                biased;
                _ = self.resized.recv() => return Some(Msg::Resized),
                read = self.terminal.async_io(Interest::READABLE, |mut file| file.read(&mut buffer)) => {
                    let length = read.ok().filter(|length| *length > 0)?;
                    self.typing.feed(&buffer[..length]);
                }
                () = self.typing.silence() => self.typing.decide(),
            }
        }
    }
}

/// Opens the terminal anew, for a description of our own does not wait while those of others still do.
fn open() -> io::Result<AsyncFd<File>> {
    // Some systems cannot wait for the terminal by its general name.
    listen(Path::new("/dev/tty")).or_else(|error| {
        let name = rustix::termios::ttyname(io::stdin(), Vec::new()).map_err(|_| error)?;
        listen(Path::new(OsStr::from_bytes(name.as_bytes())))
    })
}

#[expect(deprecated, reason = "unsound for what changes its descriptor while it is registered, which a file never does")]
fn listen(path: &Path) -> io::Result<AsyncFd<File>> {
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path)?;
    AsyncFd::with_interest(file, Interest::READABLE)
}
