//! A file of the largest size by `scp`, there and back, beside OpenSSH's own `sshd` and `sftp-server` in turn.

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use caseport_shared::limits::ATTACHMENT_BYTES;
use caseport_tests::process::Process;
use caseport_tests::ssh::{Keys, Shell};
use tempfile::TempDir;

/// Where Debian, Fedora and their like have OpenSSH's server.
const SSHD: &str = "/usr/sbin/sshd";
/// Where its programs for files are.
const SFTP_SERVERS: [&str; 3] = ["/usr/lib/openssh/sftp-server", "/usr/libexec/openssh/sftp-server", "/usr/libexec/sftp-server"];
/// The file's name at the shell.
const FILE: &str = "core.bin";

/// OpenSSH's own server on this machine, for the user who runs this.
struct OpenSsh {
    shell: Shell,
    user: String,
    folder: TempDir,
    /// Read again for each connection.
    _host: Keys,
    _server: Process,
}

impl OpenSsh {
    /// Starts it; `None` where it is not installed.
    fn start() -> Option<Self> {
        let files = SFTP_SERVERS.into_iter().find(|file| Path::new(file).exists())?;
        if !Path::new(SSHD).exists() {
            return None;
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (own, host) = (Keys::new("ed25519"), Keys::new("ed25519"));
        let authorized = folder.path().join("authorized_keys");
        std::fs::write(&authorized, own.public()).expect("the key is written");
        let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = taken.local_addr().expect("an address").port();
        drop(taken);
        let config = folder.path().join("config");
        let lines = format!(
            "ListenAddress 127.0.0.1:{port}\nHostKey {}\nAuthorizedKeysFile {}\nStrictModes no\nPermitRootLogin yes\nPidFile none\nSubsystem sftp {files}\n",
            host.private().display(),
            authorized.display()
        );
        std::fs::write(&config, lines).expect("the configuration is written");
        let mut command = Command::new(SSHD);
        command.arg("-D").arg("-f").arg(&config);
        let server = Process::start(command);
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            std::thread::yield_now();
        }
        let user = Command::new("id").arg("-un").output().expect("somebody runs this");
        let user = String::from_utf8_lossy(&user.stdout).trim().to_owned();
        Some(Self { shell: Shell::new(port, own), user, folder, _host: host, _server: server })
    }
}

/// What is copied by a shell from and to a place, and how long it took each time.
struct Copies<'a> {
    shell: &'a Shell,
    /// The file's folder on the other side.
    place: String,
    up: Vec<Duration>,
    down: Vec<Duration>,
}

impl<'a> Copies<'a> {
    fn new(shell: &'a Shell, place: String, content: &[u8]) -> Self {
        shell.write(FILE, content);
        Self { shell, place, up: Vec::new(), down: Vec::new() }
    }

    /// Copies the file there and back; the first time is not counted.
    fn turn(&mut self, at: usize) {
        let (there, back) = (self.place.clone(), format!("{}{FILE}", self.place));
        for (arguments, spans) in [([FILE, &there], &mut self.up), ([&back, "back.bin"], &mut self.down)] {
            let began = Instant::now();
            self.shell.scp(&arguments).expect(0);
            if at > 0 {
                spans.push(began.elapsed());
            }
        }
    }
}

/// Copies a file by turns to the door and to OpenSSH's server; what there is to say of it.
pub(crate) fn compare(door: &Shell, rounds: usize, told: impl Fn(&mut [Duration]) -> String) -> Vec<String> {
    let listed = door.ssh(&["case", "list", "--json"], b"").expect(0).json();
    let number = listed["cases"][0]["number"].as_i64().expect("there is a case");
    let content: Vec<u8> =
        (0..u32::try_from(ATTACHMENT_BYTES / 4).unwrap_or_default()).flat_map(|at| at.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let mut here = Copies::new(door, Shell::remote(&format!("{number}/")), &content);
    let other = OpenSsh::start();
    let mut there = other
        .as_ref()
        .map(|other| Copies::new(&other.shell, format!("{}@127.0.0.1:{}/", other.user, other.folder.path().display()), &content));
    for at in 0..=rounds {
        here.turn(at);
        if let Some(there) = &mut there {
            there.turn(at);
        }
    }
    let size = content.len() / (1024 * 1024);
    let mut said = vec![format!("{size} MiB by scp: there {}, back {}", told(&mut here.up), told(&mut here.down))];
    said.push(match &mut there {
        Some(there) => format!("{size} MiB by scp, OpenSSH's server: there {}, back {}", told(&mut there.up), told(&mut there.down)),
        None => format!("OpenSSH's server is not installed ({SSHD})"),
    });
    said
}
