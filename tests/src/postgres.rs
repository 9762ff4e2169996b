//! A PostgreSQL of the tests' own: started once for each program of tests, with one database for each test, and gone with the
//! program, however that ends.

use std::ffi::OsStr;
use std::fs::{OpenOptions, metadata};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Its superuser, and the owner of every database.
const USER: &str = "caseport";
/// Whom its programs run as where the tests run as root, which they refuse.
const NOBODY: &str = "nobody";
/// Starts the server, and ends it with its folder once nobody holds the other end of the input any more.
const KEEP: &str = r#"
programs=$1 folder=$2
shift 2
"$programs/postgres" -D "$folder/data" "$@" &
cat >/dev/null
"$programs/pg_ctl" stop --silent --mode=immediate --pgdata "$folder/data"
rm -rf "$folder"
"#;
/// What the socket is named by of a server that no network reaches.
const PORT: u16 = 5432;
/// Settings of every server of tests.
const SETTINGS: [&str; 4] = ["listen_addresses=", "fsync=off", "max_connections=400", "shared_buffers=64MB"];

/// A running server.
#[derive(Debug)]
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    identity: Option<u32>,
    made: AtomicU32,
    /// Its socket is named by it, whether or not it is listened to.
    port: u16,
    settings: Vec<String>,
    /// Held open for as long as the server is wanted.
    _input: ChildStdin,
}

/// The server of this program of tests, started when it is first asked for.
///
/// Where PostgreSQL's programs are not installed there is none, which is said on stderr; with `CI=true` that is a failure.
///
/// # Panics
/// When it cannot be started, or the programs are missing where all tests must run.
pub fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    let cluster = CLUSTER.get_or_init(|| programs().map(|programs| Cluster::start(programs, &[], None)));
    if cluster.is_none() {
        skipped();
    }
    cluster.as_ref()
}

/// A server of one test's own, with settings such as `fsync=on`; `None` as with [`cluster`].
///
/// # Panics
/// As [`cluster`].
pub fn own_cluster(settings: &[&str]) -> Option<Cluster> {
    let programs = programs();
    if programs.is_none() {
        skipped();
    }
    programs.map(|programs| Cluster::start(programs, settings, None))
}

/// A server of one test's own that speaks TLS to whoever comes over the network of this machine, with a certificate and its key
/// in PEM form; `None` as with [`cluster`].
///
/// # Panics
/// As [`cluster`].
pub fn tls_cluster(certificate: &str, key: &str) -> Option<Cluster> {
    let programs = programs();
    if programs.is_none() {
        skipped();
    }
    programs.map(|programs| Cluster::start(programs, &[], Some((certificate, key))))
}

/// Says that a test did not run, past whatever captures the output of tests.
fn skipped() {
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "PostgreSQL's programs are not installed");
    let _ = writeln!(std::io::stderr(), "skipped on PostgreSQL: its programs are not installed");
}

/// The folder of PostgreSQL's programs: the newest that a distribution installed, or where the shell finds them.
fn programs() -> Option<PathBuf> {
    let mut installed: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            Some((path.file_name()?.to_str()?.parse().ok()?, path.join("bin")))
        })
        .collect();
    installed.sort();
    let in_path = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect::<Vec<_>>();
    installed.into_iter().rev().map(|(_, path)| path).chain(in_path).find(|folder| folder.join("initdb").is_file())
}

impl Cluster {
    fn start(programs: PathBuf, settings: &[&str], tls: Option<(&str, &str)>) -> Self {
        let folder = tempfile::Builder::new().prefix("caseport-postgres-").tempdir().expect("a temporary folder").keep();
        let is_root = metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
        let identity = is_root.then(|| number_of(NOBODY));
        if let Some(identity) = identity {
            chown(&folder, Some(identity), None).expect("root gives a folder away");
        }
        let data = folder.join("data");
        let made = as_somebody(identity, programs.join("initdb"))
            .args(["--username", USER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--pgdata"])
            .arg(&data)
            .stdin(Stdio::null())
            .output()
            .expect("initdb runs");
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        let mut keep = as_somebody(identity, "sh");
        let mut options = vec!["-k".to_owned(), folder.to_string_lossy().into_owned()];
        for setting in SETTINGS.iter().chain(settings) {
            options.extend(["-c".to_owned(), (*setting).to_owned()]);
        }
        let mut port = PORT;
        if let Some((certificate, key)) = tls {
            port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr()).expect("a free port").port();
            options.extend([format!("-clisten_addresses={}", Ipv4Addr::LOCALHOST), format!("-cport={port}"), "-cssl=on".to_owned()]);
            for (setting, name, content) in [("ssl_cert_file", "server.pem", certificate), ("ssl_key_file", "server.key", key)] {
                let path = folder.join(name);
                let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).expect("a file");
                file.write_all(content.as_bytes()).expect("it is written");
                if let Some(identity) = identity {
                    chown(&path, Some(identity), None).expect("root gives a file away");
                }
                options.push(format!("-c{setting}={}", path.display()));
            }
        }
        keep.args(["-c", KEEP, "keep"]).arg(&programs).arg(&folder).args(&options);
        let mut child = keep.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("a shell runs");
        let (input, said) = (child.stdin.take().expect("an input"), child.stderr.take().expect("a log"));
        let mut lines = BufReader::new(said).lines();
        let is_ready = lines.by_ref().map_while(Result::ok).any(|line| line.contains("ready to accept connections"));
        assert!(is_ready, "postgres did not start");
        // It must never wait for somebody who reads its log.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        std::thread::spawn(move || child.wait());
        Self { programs, folder, identity, made: AtomicU32::new(0), port, settings: options, _input: input }
    }

    /// A new and empty database, or one like a `template`; returns its name.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn create(&self, template: Option<&str>) -> String {
        let name = format!("test_{}", self.made.fetch_add(1, Ordering::Relaxed));
        self.run("createdb", &["--template", template.unwrap_or("template0"), &name]);
        name
    }

    /// The URL of a database.
    pub fn url(&self, name: &str) -> String {
        let host = self.folder.to_string_lossy().replace('/', "%2F");
        format!("postgres://{USER}@{host}/{name}")
    }

    /// The URL of a database of a server that speaks TLS, at one of this machine's names.
    pub fn network_url(&self, host: &str, name: &str) -> String {
        format!("postgres://{USER}@{host}:{}/{name}", self.port)
    }

    /// The socket that it listens to.
    pub fn socket(&self) -> PathBuf {
        self.folder.join(format!(".s.PGSQL.{}", self.port))
    }

    /// Runs a statement in a database; returns what `psql` prints, rows on lines and columns between bars.
    ///
    /// # Panics
    /// When the statement fails.
    pub fn ask(&self, name: &str, sql: &str) -> String {
        self.run("psql", &["--no-psqlrc", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", "--dbname", name, "--command", sql])
    }

    /// Ends every connection to a database.
    pub fn cut(&self, name: &str) {
        let sql = format!("SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{name}'");
        self.ask("postgres", &sql);
    }

    /// The folder of its data.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Stops it as its owner would, with the connections that there are, and starts it again.
    ///
    /// # Panics
    /// When it does not start again.
    pub fn restart(&self, meanwhile: impl FnOnce()) {
        let pg_ctl = |arguments: &[&str]| {
            let mut run = as_somebody(self.identity, self.programs.join("pg_ctl"));
            run.arg("--pgdata").arg(self.data()).args(["--wait", "--silent"]).args(arguments);
            let done = run.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().expect("pg_ctl runs");
            assert!(done.success(), "pg_ctl {arguments:?}");
        };
        pg_ctl(&["stop", "--mode=fast"]);
        meanwhile();
        pg_ctl(&["start", "--options", &self.settings.join(" ")]);
    }

    fn run(&self, program: &str, arguments: &[&str]) -> String {
        let mut run = as_somebody(self.identity, self.programs.join(program));
        let port = self.port.to_string();
        let done = run
            .arg("--host")
            .arg(&self.folder)
            .args(["--port", &port, "--username", USER])
            .args(arguments)
            .output()
            .expect("its programs run");
        assert!(done.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).trim_end().to_owned()
    }
}

fn as_somebody(identity: Option<u32>, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    if let Some(identity) = identity {
        command.uid(identity).gid(identity).current_dir("/");
    }
    command.env("LC_ALL", "C");
    command
}

fn number_of(name: &str) -> u32 {
    let people = std::fs::read_to_string(Path::new("/etc/passwd")).expect("a list of users");
    let line = people.lines().find_map(|line| line.strip_prefix(&format!("{name}:")).map(str::to_owned));
    let number = line.and_then(|line| line.split(':').nth(1)?.parse().ok());
    number.unwrap_or_else(|| panic!("there is no user {name}"))
}
