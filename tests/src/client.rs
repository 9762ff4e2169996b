//! `caseport` at a shell, with a home of its own.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

use crate::process::{PATIENCE, signal};
use crate::programs::PROGRAMS;

/// The configuration in the home; there is none unless it is written.
const CONFIG: &str = "caseport.toml";

/// Somebody's shell.
#[derive(Debug)]
pub struct Client {
    server: String,
    token: Option<String>,
    home: TempDir,
}

/// How a command ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The exit code; -1 for a signal.
    pub code: i32,
    /// Everything on stdout.
    pub stdout: Vec<u8>,
    /// Everything on stderr.
    pub stderr: Vec<u8>,
}

impl Ended {
    /// What was said on stdout.
    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// What was said on stderr.
    pub fn err(&self) -> String {
        String::from_utf8_lossy(&self.stderr).into_owned()
    }

    /// What was printed with `--json`.
    ///
    /// # Panics
    /// When it is no JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", self.out(), self.err()))
    }

    /// The same, if the exit code is the one expected.
    ///
    /// # Panics
    /// When it is another.
    pub fn expect(&self, code: i32) -> &Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out(), self.err());
        self
    }
}

impl Client {
    /// A shell whose environment names the server and perhaps a token.
    ///
    /// # Panics
    /// When there is no room for a temporary folder.
    pub fn new(server: &str, token: Option<&str>) -> Self {
        let home = tempfile::Builder::new().prefix("caseport-home-").tempdir().expect("a temporary folder");
        Self { server: server.to_owned(), token: token.map(str::to_owned), home }
    }

    /// The folder that the shell stands in, also its home.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Writes a file into the home and returns its path.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn write(&self, name: &str, content: &[u8]) -> String {
        let path = self.home.path().join(name);
        std::fs::write(&path, content).expect("the file is written");
        path.to_string_lossy().into_owned()
    }

    /// The same shell, whose user wants what they write to be sent at once.
    ///
    /// # Panics
    /// When the wish cannot be written down.
    #[must_use]
    pub fn sending_at_once(self) -> Self {
        self.write(CONFIG, b"recall_seconds = 0\n");
        self
    }

    /// Names and values of the environment.
    pub fn environment(&self) -> Vec<(String, String)> {
        let home = self.home.path().to_string_lossy().into_owned();
        let mut out = vec![
            ("HOME".to_owned(), home.clone()),
            ("XDG_CONFIG_HOME".to_owned(), format!("{home}/.config")),
            ("XDG_DATA_HOME".to_owned(), format!("{home}/.local/share")),
            ("XDG_STATE_HOME".to_owned(), format!("{home}/.local/state")),
            ("XDG_CACHE_HOME".to_owned(), format!("{home}/.cache")),
            ("XDG_RUNTIME_DIR".to_owned(), format!("{home}/.run")),
            ("DBUS_SESSION_BUS_ADDRESS".to_owned(), "unix:path=/nonexistent/bus".to_owned()),
            ("CASEPORT_SERVER".to_owned(), self.server.clone()),
            ("CASEPORT_CONFIG".to_owned(), format!("{home}/{CONFIG}")),
            ("TZ".to_owned(), "UTC".to_owned()),
            ("LANG".to_owned(), "C.UTF-8".to_owned()),
        ];
        out.extend(self.token.iter().map(|token| ("CASEPORT_TOKEN".to_owned(), token.clone())));
        out.extend(std::env::var("PATH").ok().map(|path| ("PATH".to_owned(), path)));
        out
    }

    /// The program with this environment and nothing else of it.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&PROGRAMS.caseport);
        command.env_clear().envs(self.environment()).current_dir(self.home.path());
        command
    }

    /// Runs a command with an empty stdin.
    pub fn run<S: AsRef<str>>(&self, arguments: &[S]) -> Ended {
        self.run_with(arguments, b"")
    }

    /// Runs a command that reads `input`.
    ///
    /// # Panics
    /// When it does not end in time.
    pub fn run_with<S: AsRef<str>>(&self, arguments: &[S], input: &[u8]) -> Ended {
        let mut command = self.command();
        command.args(arguments.iter().map(AsRef::as_ref));
        run(command, input)
    }
}

/// Runs a program that reads `input` to its end.
///
/// # Panics
/// When it does not end in time.
pub fn run(mut command: Command, input: &[u8]) -> Ended {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let (id, mut stdin, input) = (child.id(), child.stdin.take().expect("stdin is piped"), input.to_vec());
    thread::spawn(move || {
        // A command that does not want its input may end before it is written.
        let _ = stdin.write_all(&input);
    });
    let (done, ended) = channel();
    thread::spawn(move || {
        let _ = done.send(child.wait_with_output());
    });
    let Ok(output) = ended.recv_timeout(PATIENCE) else {
        signal("KILL", id);
        panic!("{command:?} did not end");
    };
    let output = output.expect("the process is a child of this one");
    Ended { code: output.status.code().unwrap_or(-1), stdout: output.stdout, stderr: output.stderr }
}
