//! A real terminal: a program in a PTY, and the screen that a person would see.

use std::io::{Read as _, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::process::PATIENCE;

/// A program in a terminal of its own, killed when it is dropped.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    raw: Vec<u8>,
    started: Instant,
}

/// A piece of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// When it came out of the terminal.
    pub at: Instant,
    /// How many bytes it has.
    pub bytes: usize,
}

const fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    /// Starts a program in a terminal of so many rows and columns.
    ///
    /// # Panics
    /// When there is no terminal to be had.
    pub fn start(command: &std::process::Command, rows: u16, cols: u16) -> Self {
        let pair = native_pty_system().openpty(size(rows, cols)).expect("a terminal");
        let mut builder = CommandBuilder::new(command.get_program());
        builder.args(command.get_args());
        if let Some(folder) = command.get_current_dir() {
            builder.cwd(folder);
        }
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => builder.env(name, value),
                None => builder.env_remove(name),
            }
        }
        builder.env("TERM", "xterm-256color");
        builder.env("COLORTERM", "truecolor");
        let started = Instant::now();
        let child = pair.slave.spawn_command(builder).expect("the program starts");
        drop(pair.slave);
        let keys = pair.master.take_writer().expect("a terminal has one keyboard");
        let mut reader = pair.master.try_clone_reader().expect("a terminal has a screen");
        let (send, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if send.send((Instant::now(), buffer[..count].to_vec())).is_err() {
                    break;
                }
            }
        });
        Self { child, master: pair.master, keys, output, screen: vt100::Parser::new(rows, cols, 0), raw: Vec::new(), started }
    }

    /// Presses keys.
    ///
    /// # Panics
    /// When the terminal is gone.
    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("the terminal takes keys");
    }

    /// Makes the window another size.
    ///
    /// # Panics
    /// When the terminal is gone.
    pub fn resize(&mut self, rows: u16, cols: u16) {
        self.screen.screen_mut().set_size(rows, cols);
        self.master.resize(size(rows, cols)).expect("the terminal is resized");
    }

    /// The screen as text.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// The screen itself.
    pub fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    /// Every byte that was sent to the terminal so far.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// When the program was started.
    pub fn started(&self) -> Instant {
        self.started
    }

    /// Waits for the next piece of output, which is on the screen then; `None` when there is none for so long.
    pub fn hear(&mut self, wait: Duration) -> Option<Heard> {
        let (at, bytes) = self.output.recv_timeout(wait).ok()?;
        self.take(&bytes);
        Some(Heard { at, bytes: bytes.len() })
    }

    /// Waits until the screen is as it should be.
    ///
    /// # Panics
    /// When it is not in time, with the screen as it is.
    pub fn wait_for(&mut self, what: &str, is_so: impl Fn(&vt100::Screen) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !is_so(self.screen.screen()) {
            let left = until.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok((_, bytes)) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => panic!("the program ended before: {what}\n{}", self.text()),
                Err(RecvTimeoutError::Timeout) => panic!("the screen never showed: {what}\n{}", self.text()),
            }
        }
    }

    /// Waits until a text is on the screen.
    pub fn wait_for_text(&mut self, text: &str) {
        self.wait_for(text, |screen| screen.contents().contains(text));
    }

    /// Waits for the end of the program and returns its exit code.
    ///
    /// # Panics
    /// When it goes on for too long.
    pub fn wait(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok((_, bytes)) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("the program did not end\n{}", self.text()),
            }
        }
        self.child.wait().expect("the process is a child of this one").exit_code()
    }

    /// Its id.
    pub fn id(&self) -> Option<u32> {
        self.child.process_id()
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.screen.process(bytes);
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl std::fmt::Debug for Terminal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}
