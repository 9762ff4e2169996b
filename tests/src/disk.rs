//! A small disk of a story's own, which can be filled and made read-only; gone with the process that holds it.

use std::fs::File;
use std::io::Write as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command};

use tempfile::TempDir;

use crate::process::Process;

/// The number of the right to mount, among those that the system lists of a process.
const MAY_MOUNT: u32 = 21;
/// How much is written at once to fill a disk.
const PIECE: usize = 4_096;

/// A file system in memory, mounted where this process and others do not see it: in the mounts of a shell of its own.
#[derive(Debug)]
pub struct Disk {
    shell: Process,
    say: ChildStdin,
    folder: TempDir,
    is_own_user: bool,
}

impl Disk {
    /// A disk of so many MiB; `None`, said aloud, where the system lets nobody mount.
    ///
    /// # Panics
    /// When it should be possible in CI and is not, for what is left out there would never be missed.
    pub fn mount(mib: u32) -> Option<Self> {
        let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
        // As root in the first place; anybody may be root among users of their own, where the system allows that.
        let found = (is_root.then_some(false).into_iter()).chain([true]).find_map(|is_own_user| Self::try_mount(mib, is_own_user).ok());
        if found.is_none() {
            assert!(std::env::var_os("CI").is_none() || !may_mount(), "this process may mount, but no disk could be mounted");
            // The harness keeps what is printed of a test that succeeds to itself.
            drop(writeln!(std::io::stderr(), "left out: no disk can be mounted here"));
        }
        found
    }

    fn try_mount(mib: u32, is_own_user: bool) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let mut command = Command::new("unshare");
        command.arg("--mount").args(is_own_user.then_some("--map-root-user")).arg("sh");
        let mut shell = Process::start(command);
        let say = shell.stdin();
        let mut disk = Self { shell, say, folder, is_own_user };
        disk.tell(&format!("mount -t tmpfs -o size={mib}m,mode=0700 caseport {}", disk.path().display()))?;
        Ok(disk)
    }

    /// Has the shell that holds the disk do something.
    fn tell(&mut self, command: &str) -> Result<(), String> {
        writeln!(self.say, "{command} && echo done || echo failed").map_err(|error| error.to_string())?;
        match self.shell.line().as_deref() {
            Some("done") => Ok(()),
            _ => Err(self.shell.errors()),
        }
    }

    /// Where it is, for commands that run [inside](Self::inside).
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Where it is for this process, which sees it through the shell.
    pub fn seen(&self) -> PathBuf {
        let top = PathBuf::from(format!("/proc/{}/root", self.shell.id()));
        top.join(self.path().strip_prefix("/").unwrap_or(self.path()))
    }

    /// The same command among the mounts of the disk.
    pub fn inside(&self, command: &Command) -> Command {
        let mut out = Command::new("nsenter");
        out.arg("--target").arg(self.shell.id().to_string()).arg("--mount");
        out.args(self.is_own_user.then_some(["--user", "--preserve-credentials"]).into_iter().flatten());
        out.arg("--").arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => out.env(name, value),
                None => out.env_remove(name),
            };
        }
        out
    }

    /// Takes all the room that is left; returns the file that takes it.
    ///
    /// # Panics
    /// When no file can be made.
    pub fn fill(&self) -> PathBuf {
        let path = self.seen().join("filler");
        let mut filler = File::options().append(true).create(true).open(&path).expect("a file can be made");
        while filler.write_all(&[b'f'; PIECE]).is_ok() {}
        path
    }

    /// Forbids or allows writing, once no file is open for it.
    ///
    /// # Panics
    /// When the system refuses.
    pub fn set_read_only(&mut self, is_read_only: bool) {
        let mode = if is_read_only { "ro" } else { "rw" };
        let told = self.tell(&format!("mount -o remount,{mode} {}", self.path().display()));
        assert_eq!(told, Ok(()));
    }
}

/// Whether this process has the right to mount.
fn may_mount() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let rights = status.lines().find_map(|line| u64::from_str_radix(line.strip_prefix("CapEff:")?.trim(), 16).ok());
    rights.is_some_and(|rights| rights >> MAY_MOUNT & 1 == 1)
}
