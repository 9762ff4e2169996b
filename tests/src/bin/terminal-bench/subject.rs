//! The programs that are measured: how each starts, when its list is there, and its keys.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use caseport_tests::desk::Person;
use tempfile::TempDir;

use crate::desk::Role;

/// Commits of the repository that tig shows.
const COMMITS: usize = 10_000;
/// Lines of the file that less shows.
const LINES: usize = 100_000;
/// Digits of the shortest number of a case.
const NUMBER: usize = 6;

/// A program in a state in which its keys can be measured. All of them take `j` and `k`.
pub(crate) struct Subject {
    /// What it is and what it shows.
    pub(crate) name: String,
    /// How it starts.
    pub(crate) command: Command,
    /// Whether a row of its list is among what the screen shows.
    pub(crate) has_row: fn(&str) -> bool,
    /// The keys that show a list long enough for many keys, where the first one may be short.
    pub(crate) list: Option<&'static str>,
    /// Goes to the first row.
    pub(crate) first: &'static str,
    /// A page down, and back up.
    pub(crate) pages: [&'static str; 2],
    /// Opens what is selected, and leaves it again.
    pub(crate) opens: Option<[&'static str; 2]>,
    /// Opens a form with a line to type in, and leaves it again with what was typed thrown away.
    pub(crate) form: Option<[&'static str; 2]>,
    /// The home of the program, as long as it is measured.
    _home: TempDir,
}

impl Subject {
    /// The client of somebody.
    pub(crate) fn caseport(client: &Path, person: &Person, role: Role, cases: u32) -> Self {
        let home = home();
        let mut command = clean(client.as_os_str(), home.path());
        command.env("CASEPORT_SERVER", format!("http://{}", person.address)).env("CASEPORT_TOKEN", &person.token);
        let (who, list) = match role {
            // Without the pane beside it, which fetches what is looked at.
            Role::Agent => ("agent", "vg5"),
            Role::Customer => ("customer", "vg2"),
        };
        Self {
            name: format!("caseport, {who}, {cases} cases"),
            command,
            has_row: has_number,
            list: Some(list),
            first: "gg",
            pages: ["\x1b[6~", "\x1b[5~"],
            opens: Some(["\r", "q"]),
            // Articles that may answer are looked for beside it.
            form: (role == Role::Customer).then_some(["n", "\x1b"]),
            _home: home,
        }
    }

    /// tig on the repository, where it is installed.
    pub(crate) fn tig(repository: &Repository) -> Option<Self> {
        is_installed("tig").then(|| {
            let home = home();
            let mut command = clean("tig".as_ref(), home.path());
            command.current_dir(repository.folder.path());
            Self {
                name: format!("tig, {COMMITS} commits"),
                command,
                has_row: |text| text.contains("Change number"),
                list: None,
                first: "\x1bOH",
                pages: ["\x1b[6~", "\x1b[5~"],
                opens: Some(["\r", "q"]),
                form: None,
                _home: home,
            }
        })
    }

    /// less on the file, where it is installed.
    pub(crate) fn less(repository: &Repository) -> Option<Self> {
        is_installed("less").then(|| {
            let home = home();
            let mut command = clean("less".as_ref(), home.path());
            command.arg(repository.folder.path().join("lines"));
            Self {
                name: format!("less, {LINES} lines"),
                command,
                has_row: |text| text.contains("Line number"),
                list: None,
                first: "g",
                pages: [" ", "b"],
                opens: None,
                form: None,
                _home: home,
            }
        })
    }
}

fn has_number(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= NUMBER)
}

fn is_installed(name: &str) -> bool {
    Command::new(name).arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn home() -> TempDir {
    tempfile::Builder::new().prefix("terminal-bench-").tempdir().expect("a temporary folder")
}

/// A program that finds nothing of this machine's configuration.
fn clean(program: &std::ffi::OsStr, home: &Path) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let shown = name.to_string_lossy();
        if ["CASEPORT", "LESS", "TIG", "GIT", "XDG_", "NO_COLOR", "DBUS_"].iter().any(|start| shown.starts_with(start)) {
            command.env_remove(&name);
        }
    }
    command.env("HOME", home).env("LANG", "C.UTF-8").env("TZ", "UTC").env("LESSHISTFILE", "-");
    // A keyring that nobody is behind, as on a server.
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    command.current_dir(home);
    command
}

/// A folder with a repository of many commits and a file of many lines.
pub(crate) struct Repository {
    folder: TempDir,
}

impl Repository {
    /// Makes both; without git, tig has nothing to show and is told apart by that.
    pub(crate) fn make() -> Self {
        let folder = home();
        let lines = (1..=LINES).fold(String::new(), |mut out, number| {
            let _ = writeln!(out, "Line number {number} of a file that is long enough to be scrolled through for a while");
            out
        });
        std::fs::write(folder.path().join("lines"), lines).expect("the file is written");
        let git = |arguments: &[&str]| {
            let mut command = clean("git".as_ref(), folder.path());
            command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
            command
        };
        if git(&["init", "--quiet", "--initial-branch=main"]).status().is_ok() {
            let mut import = git(&["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn().expect("git imports");
            let sent = import.stdin.take().map(|mut stdin| stdin.write_all(history().as_bytes()));
            assert!(sent.is_some_and(|sent| sent.is_ok()) && import.wait().is_ok_and(|ended| ended.success()), "git made no commits");
        }
        Self { folder }
    }
}

/// Many commits, as `git fast-import` reads them.
fn history() -> String {
    let mut out = String::new();
    for number in 1..=COMMITS {
        let (message, content) = (format!("Change number {number} of a long history"), format!("{number}\n"));
        let at = 1_600_000_000 + number * 60;
        let _ = write!(
            out,
            "commit refs/heads/main\ncommitter Ada Abel <ada@example.com> {at} +0000\ndata {}\n{message}\nM 100644 inline file-{}\ndata {}\n{content}\n",
            message.len(),
            number % 50,
            content.len()
        );
    }
    out
}
