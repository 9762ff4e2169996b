//! Hears what is typed and when the window changes, without a thread of its own.

use std::collections::VecDeque;
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
use tokio::time::Instant;

use crate::input::Feeder;
use crate::msg::Msg;

/// Silence after which what may be the beginning of a key is one, as the Escape key is.
const SILENCE: Duration = Duration::from_millis(20);

/// The terminal's keys.
pub(super) struct Keyboard {
    terminal: AsyncFd<File>,
    resized: Signal,
    feeder: Feeder,
    /// What was typed and not handled.
    typed: VecDeque<Msg>,
    /// When what is undecided is decided.
    decided: Option<Instant>,
}

impl Keyboard {
    /// Listens from here on.
    ///
    /// # Errors
    /// When there is no terminal.
    pub(super) fn listen() -> io::Result<Self> {
        let resized = signal(SignalKind::window_change())?;
        Ok(Self { terminal: open()?, resized, feeder: Feeder::default(), typed: VecDeque::new(), decided: None })
    }

    /// What is typed next, or that the window has another size; `None` when the terminal is gone.
    ///
    /// Nothing is lost when it is no longer waited for.
    pub(super) async fn next(&mut self) -> Option<Msg> {
        let mut buffer = [0; 4096];
        loop {
            if let Some(msg) = self.typed.pop_front() {
                return Some(msg);
            }
            tokio::select! {
                biased;
                _ = self.resized.recv() => return Some(Msg::Resized),
                read = self.terminal.async_io(Interest::READABLE, |mut file| file.read(&mut buffer)) => {
                    let length = read.ok().filter(|length| *length > 0)?;
                    self.feeder.feed(&buffer[..length], &mut self.typed);
                    self.decided = self.feeder.is_undecided().then(|| Instant::now() + SILENCE);
                }
                () = silence(self.decided) => {
                    self.feeder.decide(&mut self.typed);
                    self.decided = None;
                }
            }
        }
    }
}

/// Waits until a moment, or for ever where there is none.
async fn silence(until: Option<Instant>) {
    match until {
        // No event tells that nothing follows: only time tells Escape from the beginning of another key.
        Some(until) => tokio::time::sleep_until(until).await,
        None => std::future::pending().await,
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
