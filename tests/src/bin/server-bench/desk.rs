//! A filled database, the server and the floor on copies of it, and the people who ask.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use caseport_tests::client::run;
use caseport_tests::desk::{PASSWORD, Person};
use caseport_tests::postgres::Cluster;
use caseport_tests::process::Process;
use rusqlite::Connection;
use tempfile::TempDir;

/// People of each side who ask, one for each client as long as there are enough.
pub(crate) const PEOPLE: usize = 8;
/// Cases that are looked at, and open ones that are replied to.
const NUMBERS: i64 = 2_000;
/// Times that a server is started.
const STARTS: usize = 10;
/// Starts a program without its log, which would be as much work for whoever reads it.
const WITHOUT_LOG: &str = r#"exec "$0" "$@" 2>/dev/null"#;
const ANY: &str = "SELECT number FROM cases WHERE id % (SELECT MAX(id) / ?1 + 1 FROM cases) = 0 LIMIT ?1";
const OPEN: &str = "SELECT number FROM cases WHERE status = 'researching' ORDER BY id DESC LIMIT ?1";
const PERSON: &str = "SELECT p.id, COALESCE(p.organization_id, 0) FROM people p WHERE p.email = ?1";

/// Which engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Engine {
    /// A file.
    Sqlite,
    /// A server of its own, started for this.
    Postgres,
}

/// Somebody who asks.
#[derive(Debug, Clone)]
pub(crate) struct Asker {
    /// Their id in the database.
    pub(crate) id: i64,
    /// Their organization's id; 0 for support.
    pub(crate) organization: i64,
    /// Their address.
    email: String,
    /// Their token, once they are signed in.
    pub(crate) token: String,
}

/// A running program.
pub(crate) struct Running {
    process: Process,
    /// `HOST:PORT`.
    pub(crate) address: String,
    /// From the start until it listened.
    pub(crate) took: Duration,
}

impl Running {
    fn start(command: &Command) -> Self {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(WITHOUT_LOG).arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        let begun = Instant::now();
        let process = Process::start(shell);
        let address = process.line_after("listening on http://");
        Self { process, address, took: begun.elapsed() }
    }

    /// Its id.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    fn stop(mut self) {
        self.process.terminate();
        self.process.wait();
    }
}

/// Everything that is measured with.
pub(crate) struct Desk {
    /// Support.
    pub(crate) agents: Vec<Asker>,
    /// One account-wide person of each of several organizations.
    pub(crate) customers: Vec<Asker>,
    /// Cases from all of the time.
    pub(crate) numbers: Vec<i64>,
    /// Cases that are being worked on.
    pub(crate) open: Vec<i64>,
    /// The server.
    pub(crate) server: Running,
    /// The floor, on a copy.
    pub(crate) floor: Running,
    /// Starts on a database that is there, one after the other.
    pub(crate) starts: Vec<Duration>,
    /// How long the way into PostgreSQL took.
    pub(crate) moved: Option<Duration>,
    program: PathBuf,
    database: Option<String>,
    temporary: TempDir,
}

impl Desk {
    /// Makes copies of a filled folder and serves them.
    pub(crate) fn open(program: &Path, cases: u32, data: &Path, cluster: Option<&Cluster>) -> Self {
        let source = seeded(program, data, cases);
        let temporary = tempfile::Builder::new().prefix("server-bench-").tempdir_in(data).expect("room for copies");
        let (folder, other) = (temporary.path().join("server"), temporary.path().join("floor"));
        copy(&source, &folder);
        std::fs::create_dir(&other).expect("a folder");
        let connection = Connection::open(folder.join("caseport.db")).expect("a database");
        let asker = |email: String| {
            let (id, organization) = connection.query_row(PERSON, [&email], |row| Ok((row.get(0)?, row.get(1)?))).expect("a person");
            let mut command = daemon(program);
            command.args(["admin", "reset-password", "--email", &email, "--password-stdin", "--data"]).arg(&folder);
            run(command, format!("{PASSWORD}\n").as_bytes()).expect(0);
            Asker { id, organization, email, token: String::new() }
        };
        let mut agents: Vec<Asker> = (0..PEOPLE).map(|index| asker(format!("agent{index}@support.example"))).collect();
        let mut customers: Vec<Asker> = (0..PEOPLE).map(|index| asker(format!("person0@organization{index}.example"))).collect();
        let (numbers, open) = (numbers(&connection, ANY), numbers(&connection, OPEN));
        drop(connection);
        let moved = cluster.map(|cluster| moved(program, cluster, &folder));
        let (database, floor) = if let (Some((name, _)), Some(cluster)) = (&moved, cluster) {
            (Some(cluster.url(name)), floor(&cluster.url(&cluster.create(Some(name))), &other))
        } else {
            let file = other.join("caseport.db");
            std::fs::copy(folder.join("caseport.db"), &file).expect("a copy");
            (None, floor(&file.to_string_lossy(), &other))
        };
        let mut starts = Vec::new();
        for _ in 0..STARTS {
            let server = serve(program, &folder, database.as_deref());
            starts.push(server.took);
            server.stop();
        }
        let server = serve(program, &folder, database.as_deref());
        for asker in agents.iter_mut().chain(&mut customers) {
            asker.token = Person::sign_in(&server.address, &asker.email, PASSWORD).token;
        }
        Self {
            agents,
            customers,
            numbers,
            open,
            server,
            floor,
            starts,
            moved: moved.map(|(_, took)| took),
            program: program.to_owned(),
            database,
            temporary,
        }
    }

    /// A second process beside the server, where the engine allows that.
    pub(crate) fn beside(&self) -> Option<Running> {
        let database = self.database.as_deref()?;
        Some(serve(&self.program, &self.temporary.path().join("beside"), Some(database)))
    }
}

/// The server without anything of this machine's configuration.
fn daemon(program: &Path) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CASEPORT")) {
        command.env_remove(name);
    }
    command
}

/// The folder for so many cases, filled unless it is there; one that was not filled to the end has another name.
fn seeded(program: &Path, place: &Path, cases: u32) -> PathBuf {
    let folder = place.join(cases.to_string());
    if !folder.exists() {
        let unfinished = tempfile::Builder::new().prefix(".unfinished-").tempdir_in(place).expect("a folder to fill");
        let mut command = daemon(program);
        command.arg("seed").arg("--data").arg(unfinished.path()).args(["--cases", &cases.to_string()]);
        let ended = command.output().expect("the program starts");
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        std::fs::rename(unfinished.keep(), &folder).expect("the folder gets its name");
    }
    folder
}

fn copy(from: &Path, into: &Path) {
    std::fs::create_dir_all(into.join("files")).expect("a folder");
    std::fs::copy(from.join("caseport.db"), into.join("caseport.db")).expect("a copy");
}

fn numbers(connection: &Connection, sql: &str) -> Vec<i64> {
    let mut statement = connection.prepare(sql).expect("a statement");
    let rows = statement.query_map([NUMBERS], |row| row.get(0)).expect("rows");
    rows.map(|number| number.expect("a number")).collect()
}

/// Moves a folder's database into a new one of PostgreSQL; its name, and how long that took.
fn moved(program: &Path, cluster: &Cluster, folder: &Path) -> (String, Duration) {
    let (name, begun) = (cluster.create(None), Instant::now());
    let mut command = daemon(program);
    command.args(["admin", "move", "--to", &cluster.url(&name), "--data"]).arg(folder);
    let ended = command.output().expect("the program starts");
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    (name, begun.elapsed())
}

fn serve(program: &Path, folder: &Path, database: Option<&str>) -> Running {
    let mut command = daemon(program);
    command.arg("serve").arg("--data").arg(folder).args(["--listen", "127.0.0.1:0"]);
    command.envs(database.map(|url| ("CASEPORT_DATABASE", url)));
    Running::start(&command)
}

fn floor(database: &str, files: &Path) -> Running {
    let mut command = Command::new(std::env::current_exe().expect("a program knows where it is"));
    command.arg("floor").arg(database).arg(files);
    Running::start(&command)
}
