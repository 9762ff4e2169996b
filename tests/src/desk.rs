//! A desk that is open: a server of the story's own, and the people who sign in to it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::client::{Client, Ended, run};
use crate::http::Http;
use crate::postgres;
use crate::process::Process;
use crate::programs::PROGRAMS;

/// The roles that the demo prints a sign-in for.
pub const ROLES: [&str; 5] = ["customer", "colleague", "stranger", "agent", "admin"];

/// Somebody of the demo.
#[derive(Debug, Clone)]
pub struct Person {
    /// Where they sign in.
    pub address: String,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
    /// Their token.
    pub token: String,
}

impl Person {
    /// Signs somebody in.
    ///
    /// # Panics
    /// When the server refuses.
    pub fn sign_in(address: &str, email: &str, password: &str) -> Self {
        let nobody = Http { address: address.to_owned(), token: None };
        let body = json!({ "email": email, "password": password, "label": "a story" });
        let session = nobody.json("POST", "/v1/sessions", &body).expect(201).json();
        let token = session["token"].as_str().expect("a session has a token").to_owned();
        Self { address: address.to_owned(), email: email.to_owned(), password: password.to_owned(), token }
    }

    /// This person over HTTP.
    pub fn http(&self) -> Http {
        Http { address: self.address.clone(), token: Some(self.token.clone()) }
    }

    /// This person at a shell.
    pub fn shell(&self) -> Client {
        Client::new(&format!("http://{}", self.address), Some(&self.token))
    }

    /// Their name.
    pub fn name(&self) -> String {
        self.http().get("/v1/me").expect(200).json()["name"].as_str().unwrap_or_default().to_owned()
    }

    /// The numbers of the cases that a query finds, following pages to the end.
    ///
    /// # Panics
    /// When the server refuses.
    pub fn numbers(&self, query: &str) -> Vec<i64> {
        let mut out = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = self.http().get(&format!("/v1/cases?limit=100&query={}{cursor}", encoded(query))).expect(200).json();
            out.extend(page["cases"].as_array().into_iter().flatten().filter_map(|case| case["number"].as_i64()));
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={}", encoded(next)),
                None => return out,
            }
        }
    }

    /// Slug of a product that this person may file for, with the category that it asks for.
    ///
    /// # Panics
    /// When there is none.
    pub fn product(&self) -> NewCase {
        let page = self.http().get("/v1/products?limit=100").expect(200).json();
        let products = page["products"].as_array().cloned().unwrap_or_default();
        let product = products.iter().find(|product| product["can_file"] == true).expect("a product to file for");
        let slug = product["slug"].as_str().unwrap_or_default().to_owned();
        let view = self.http().get(&format!("/v1/products/{slug}")).expect(200).json();
        let category = view["categories"].get(0).cloned().unwrap_or(Value::Null);
        let slug_of = |value: &Value| value["slug"].as_str().map(str::to_owned);
        NewCase { product: slug, category: slug_of(&category), subcategory: category["subcategories"].get(0).and_then(slug_of) }
    }

    /// Files a case over HTTP and returns its number.
    ///
    /// # Panics
    /// When the server refuses.
    pub fn files(&self, subject: &str, description: &str) -> i64 {
        let case = self.product().body(subject, description);
        self.http().json("POST", "/v1/cases", &case).expect(201).json()["number"].as_i64().expect("a case has a number")
    }
}

/// What a new case is about.
#[derive(Debug, Clone)]
pub struct NewCase {
    /// Slug of the product.
    pub product: String,
    /// Slug of the category, where the product has any.
    pub category: Option<String>,
    /// Slug of the subcategory, where the category has any.
    pub subcategory: Option<String>,
}

impl NewCase {
    /// What is sent to file it.
    pub fn body(&self, subject: &str, description: &str) -> Value {
        let mut body = json!({ "product": self.product, "subject": subject, "description": description });
        for (name, value) in [("category", &self.category), ("subcategory", &self.subcategory)] {
            if let Some(value) = value {
                body[name] = json!(value);
            }
        }
        body
    }

    /// The same as arguments of `caseport case file`.
    pub fn arguments(&self) -> Vec<String> {
        let mut out = vec!["--product".to_owned(), self.product.clone()];
        for (name, value) in [("--category", &self.category), ("--subcategory", &self.subcategory)] {
            out.extend(value.iter().flat_map(|value| [name.to_owned(), value.clone()]));
        }
        out
    }
}

/// A running demo with everybody signed in.
#[derive(Debug)]
pub struct Demo {
    /// The server.
    pub process: Process,
    /// `HOST:PORT`.
    pub address: String,
    /// The port of the SSH door on 127.0.0.1.
    pub ssh: u16,
    people: BTreeMap<String, Person>,
}

/// Starts a program and ends it when standard input does: a static is never dropped, but its end of the pipe is closed.
const WATCHDOG: &str = r#""$0" "$@" & child=$!; cat >/dev/null; kill -TERM $child; wait $child"#;

impl Demo {
    /// The demo that most stories share; each adds cases of its own and looks at no other.
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<Demo> = LazyLock::new(|| {
            let daemon = demo(&[]);
            let mut command = Command::new("sh");
            command.arg("-c").arg(WATCHDOG).arg(daemon.get_program()).args(daemon.get_args());
            Demo::of(Process::start(command))
        });
        &SHARED
    }

    /// Starts a demo that serves only, with further arguments.
    pub fn open(arguments: &[&str]) -> Self {
        Self::of(Process::start(demo(arguments)))
    }

    fn of(process: Process) -> Self {
        let Said { sign_ins, ssh, address } = read_sign_ins(&process);
        let people = sign_ins.into_iter().map(|(role, email, password)| (role, Person::sign_in(&address, &email, &password))).collect();
        Self { process, address, ssh, people }
    }

    /// Somebody by role.
    ///
    /// # Panics
    /// When the demo has nobody in it.
    pub fn person(&self, role: &str) -> &Person {
        self.people.get(role).unwrap_or_else(|| panic!("the demo has no {role}"))
    }

    /// Sees the cases they filed or watch.
    pub fn customer(&self) -> &Person {
        self.person("customer")
    }

    /// Sees all cases of the customer's organization.
    pub fn colleague(&self) -> &Person {
        self.person("colleague")
    }

    /// Belongs to another organization.
    pub fn stranger(&self) -> &Person {
        self.person("stranger")
    }

    /// Works for support.
    pub fn agent(&self) -> &Person {
        self.person("agent")
    }

    /// Administers.
    pub fn admin(&self) -> &Person {
        self.person("admin")
    }

    /// Somebody who has not signed in.
    pub fn nobody(&self) -> Http {
        Http { address: self.address.clone(), token: None }
    }
}

/// What the demo says at its start.
#[derive(Debug)]
pub struct Said {
    /// Role, email and password of each.
    pub sign_ins: Vec<(String, String, String)>,
    /// The port of the SSH door.
    pub ssh: u16,
    /// `HOST:PORT` of the API.
    pub address: String,
}

/// Reads what the demo prints before anything else.
///
/// # Panics
/// When it prints something else.
pub fn read_sign_ins(process: &Process) -> Said {
    let (mut sign_ins, mut ssh) = (Vec::new(), 0);
    loop {
        let line = process.line().unwrap_or_else(|| panic!("the demo ended; stderr:\n{}", process.errors()));
        if let Some(address) = line.strip_prefix("listening on http://") {
            return Said { sign_ins, ssh, address: address.to_owned() };
        }
        if let Some(door) = line.strip_prefix("ssh listening on 127.0.0.1:") {
            ssh = door.parse().unwrap_or_else(|_| panic!("no port: {line}"));
            continue;
        }
        let rest = line.strip_prefix("sign in: ").unwrap_or_else(|| panic!("unexpected line on stdout: {line}"));
        let words: Vec<&str> = rest.split(' ').collect();
        let [role, email, password] = words[..] else { panic!("not ROLE EMAIL PASSWORD: {rest}") };
        sign_ins.push((role.to_owned(), email.to_owned(), password.to_owned()));
    }
}

fn demo(arguments: &[&str]) -> Command {
    let mut command = daemon();
    command.args(["demo", "--no-screens", "--listen", "127.0.0.1:0"]).args(arguments);
    command
}

/// `caseportd` without anything of this machine's configuration.
pub fn daemon() -> Command {
    let mut command = Command::new(&PROGRAMS.caseportd);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CASEPORT")) {
        command.env_remove(name);
    }
    command
}

/// What keeps a desk's database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file in the data folder.
    Sqlite,
    /// A server of the tests' own.
    Postgres,
}

/// Where a desk keeps everything.
#[derive(Debug, Clone)]
pub struct Place {
    /// The data folder.
    pub data: PathBuf,
    /// The URL of the database, where that is PostgreSQL.
    pub database: Option<String>,
}

impl<P: AsRef<Path> + ?Sized> From<&P> for Place {
    fn from(data: &P) -> Self {
        Self { data: data.as_ref().to_owned(), database: None }
    }
}

impl From<&Self> for Place {
    fn from(place: &Self) -> Self {
        place.clone()
    }
}

impl Place {
    /// An empty place in a folder; `None` where there is no PostgreSQL.
    pub fn on(engine: Engine, data: &Path) -> Option<Self> {
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => {
                let cluster = postgres::cluster()?;
                Some(cluster.url(&cluster.create(None)))
            }
        };
        Some(Self { data: data.to_owned(), database })
    }

    /// The URL of its database, where that is PostgreSQL.
    pub fn database(&self) -> Option<&str> {
        self.database.as_deref()
    }

    /// `caseportd` with a command and further arguments, in this place.
    pub fn daemon(&self, arguments: &[&str]) -> Command {
        let mut command = daemon();
        command.args(arguments).arg("--data").arg(&self.data);
        if let Some(database) = &self.database {
            command.env("CASEPORT_DATABASE", database);
        }
        command
    }

    /// Looks for damage.
    ///
    /// # Panics
    /// When there is any.
    pub fn is_sound(&self) {
        let checked = run(self.daemon(&["check"]), b"");
        assert_eq!(checked.code, 0, "{}{}", checked.out(), checked.err());
    }
}

/// A desk of one's own in a place that outlives the server.
#[derive(Debug)]
pub struct Desk {
    /// The server.
    pub process: Process,
    /// `HOST:PORT`.
    pub address: String,
    /// Where it keeps everything.
    pub place: Place,
}

impl Desk {
    /// Starts a server in a place and on a free port.
    pub fn open(place: impl Into<Place>) -> Self {
        Self::open_at(place, "127.0.0.1:0")
    }

    /// Starts a server in a place and on an address.
    pub fn open_at(place: impl Into<Place>, address: &str) -> Self {
        let place = place.into();
        let process = Process::start(place.daemon(&["serve", "--listen", address]));
        let address = process.line_after("listening on http://");
        Self { process, address, place }
    }

    /// Starts a server with further variables of its environment, on a free port; returned are also the rests of those lines
    /// that begin with `said`, in their order, which it prints before it says where it listens.
    pub fn open_with(place: impl Into<Place>, environment: &[(&str, &str)], said: &[&str]) -> (Self, Vec<String>) {
        let place = place.into();
        let mut command = place.daemon(&["serve", "--listen", "127.0.0.1:0"]);
        command.envs(environment.iter().copied());
        let process = Process::start(command);
        let said = said.iter().map(|start| process.line_after(start)).collect();
        let address = process.line_after("listening on http://");
        (Self { process, address, place }, said)
    }
}

/// Percent-encodes a value of a query string.
pub fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// The password of everybody whom [`found`] adds.
pub const PASSWORD: &str = "a-password-of-a-story";

/// Founds a desk in an empty place as an administrator would: staff, one organization, one product, two customers.
///
/// # Panics
/// When a command fails.
pub fn found(place: impl Into<Place>) {
    let place = place.into();
    let commands: &[&[&str]] = &[
        &["create-staff", "--email", "agent@desk.example", "--name", "Agnes Desk", "--password-stdin"],
        &["create-staff", "--email", "admin@desk.example", "--name", "Adam Desk", "--admin", "--password-stdin"],
        &["create-organization", "--name", "Acme", "--plan", "premium", "--region", "emea"],
        &["create-product", "--organization", "acme", "--name", "Acme Community", "--category", "Sign-in", "--category", "Sign-in/SAML"],
        &[
            "create-customer",
            "--organization",
            "acme",
            "--email",
            "owner@acme.example",
            "--name",
            "Olga Acme",
            "--role",
            "owner",
            "--account-wide",
            "--password-stdin",
        ],
        &["create-customer", "--organization", "acme", "--email", "member@acme.example", "--name", "Max Acme", "--password-stdin"],
    ];
    for command in commands {
        let ended = administer(&place, command);
        assert_eq!(ended.code, 0, "{command:?}: {}", ended.err());
    }
}

/// Runs `caseportd admin` in a place; the password of [`found`] is on standard input.
///
/// # Panics
/// When it does not end in time.
pub fn administer(place: impl Into<Place>, arguments: &[&str]) -> Ended {
    let command = place.into().daemon(&[&["admin"], arguments].concat());
    run(command, format!("{PASSWORD}\n").as_bytes())
}

impl Desk {
    /// Signs in somebody whom [`found`] added.
    pub fn sign_in(&self, email: &str) -> Person {
        Person::sign_in(&self.address, email, PASSWORD)
    }
}
