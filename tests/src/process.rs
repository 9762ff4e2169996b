//! A process of a story: its lines with deadlines, its end by its own handle.

use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Longest that anything in a story may take, on a slow machine with much else to do.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// How long a process that is not needed any more may take to leave.
const LEAVE: Duration = Duration::from_secs(10);

/// A running process, killed when it is dropped.
#[derive(Debug)]
pub struct Process {
    child: Child,
    lines: Mutex<Receiver<String>>,
    /// Everything on stderr so far.
    errors: Arc<Mutex<String>>,
    ends: Mutex<Receiver<()>>,
}

impl Process {
    /// Starts a command with all its streams piped.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn start(mut command: Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let (line, lines) = channel();
        let (end, ends) = channel();
        let out = BufReader::new(child.stdout.take().expect("stdout is piped"));
        let end_of_out = end.clone();
        thread::spawn(move || {
            for text in out.lines().map_while(Result::ok) {
                if line.send(text).is_err() {
                    break;
                }
            }
            drop(line);
            let _ = end_of_out.send(());
        });
        let errors = Arc::new(Mutex::new(String::new()));
        let (mut err, kept) = (child.stderr.take().expect("stderr is piped"), Arc::clone(&errors));
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = err.read(&mut buffer) {
                kept.lock().expect("nobody panics with it").push_str(&String::from_utf8_lossy(&buffer[..count]));
            }
            let _ = end.send(());
        });
        Self { child, lines: Mutex::new(lines), errors, ends: Mutex::new(ends) }
    }

    /// The next line of stdout, or `None` at its end.
    ///
    /// # Panics
    /// When there is none in time.
    pub fn line(&self) -> Option<String> {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        match lines.recv_timeout(PATIENCE) {
            Ok(line) => Some(line),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("no further line on stdout; stderr:\n{}", self.errors()),
        }
    }

    /// The first line of stdout from here on that begins with `start`, without it.
    ///
    /// # Panics
    /// When there is none in time.
    pub fn line_after(&self, start: &str) -> String {
        while let Some(line) = self.line() {
            if let Some(rest) = line.strip_prefix(start) {
                return rest.to_owned();
            }
        }
        panic!("stdout ended without \"{start}\"; stderr:\n{}", self.errors())
    }

    /// What has been written to stderr so far.
    pub fn errors(&self) -> String {
        self.errors.lock().map(|errors| errors.clone()).unwrap_or_default()
    }

    /// The stream that the process reads.
    ///
    /// # Panics
    /// When it was taken before.
    pub fn stdin(&mut self) -> ChildStdin {
        self.child.stdin.take().expect("stdin is taken once")
    }

    /// Its id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to end, as service managers do.
    pub fn terminate(&self) {
        signal("TERM", self.id());
    }

    /// Ends it as a power cut would, and waits until it is gone.
    ///
    /// # Panics
    /// When it does not go.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        self.child.wait().expect("the process is a child of this one");
    }

    /// Waits for its end.
    ///
    /// # Panics
    /// When it goes on for too long.
    pub fn wait(&mut self) -> ExitStatus {
        drop(self.child.stdin.take());
        // Both streams end with the process; waiting for them needs no polling.
        let ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        let until = Instant::now() + PATIENCE;
        for _ in 0..2 {
            let left = until.saturating_duration_since(Instant::now());
            assert!(ends.recv_timeout(left).is_ok(), "the process did not end; stderr:\n{}", self.errors());
        }
        drop(ends);
        self.child.wait().expect("the process is a child of this one")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Asked first, so that a demo takes its temporary folder with it; a child not waited for keeps its id.
        if matches!(self.child.try_wait(), Ok(None)) {
            let id = self.id();
            let _ = Command::new("sh").arg("-c").arg(format!("kill -TERM {id}")).stderr(Stdio::null()).status();
            let ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
            let _ = ends.recv_timeout(LEAVE);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a signal to one process.
///
/// # Panics
/// When it cannot be sent.
pub fn signal(name: &str, id: u32) {
    let sent = Command::new("sh").arg("-c").arg(format!("kill -{name} {id}")).status();
    assert!(sent.is_ok_and(|status| status.success()), "the signal could not be sent");
}
