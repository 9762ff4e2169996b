//! A mail server of a story's own: the real aiosmtpd, which takes letters, refuses them or says nothing, as it is told to.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command};
use std::sync::Mutex;

use serde_json::Value;
use tempfile::TempDir;

use crate::process::Process;

/// Certificate of nobody: names localhost, signs itself.
const CERTIFICATE: &str = include_str!("../fixtures/localhost.pem");
/// Its key.
const KEY: &str = include_str!("../fixtures/localhost.key");
/// Who may send.
pub const NAME: &str = "caseport";
/// With which password; it has signs that a URL has otherwise.
pub const PASSWORD: &str = "p@ss/word of a story";

/// Prints a port, then a line of JSON for each letter that came whole; each line of its input says what it does from then on:
/// `take`, `refuse CODE WORDS` of a recipient, or `silence` once a letter is there.
const PROGRAM: &str = r#"
import asyncio, json, ssl, sys, threading, os
from aiosmtpd.smtp import SMTP, AuthResult

security, certificate, key, name, password = sys.argv[1:6]
mood = ["take"]

class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if mood[0].startswith("refuse "):
            return mood[0][7:]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        said = dict(sender=envelope.mail_from, recipients=envelope.rcpt_tos, letter=envelope.content.decode("utf-8", "replace"),
                    secure=session.ssl is not None or security == "tls", signed_in=bool(session.authenticated))
        print(json.dumps(said), flush=True)
        if mood[0] == "silence":
            await asyncio.Event().wait()
        return "250 taken"

def signed_in(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login.decode(), data.password.decode()) == (name, password), handled=False)

async def main():
    loop = asyncio.get_running_loop()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    settings = dict(hostname="localhost", decode_data=False)
    if security != "plain":
        settings.update(authenticator=signed_in, auth_required=True, auth_require_tls=security == "starttls")
    if security == "starttls":
        settings.update(tls_context=context, require_starttls=True)
    server = await loop.create_server(lambda: SMTP(Handler(), **settings), "127.0.0.1", 0, ssl=context if security == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    def listen():
        for line in sys.stdin:
            mood[0] = line.strip()
            print("now " + mood[0], flush=True)
        os._exit(0)
    threading.Thread(target=listen, daemon=True).start()
    await server.serve_forever()

asyncio.run(main())
"#;

/// A running mail server.
#[derive(Debug)]
pub struct Smtp {
    process: Process,
    input: Mutex<ChildStdin>,
    scheme: &'static str,
    port: u16,
    folder: TempDir,
}

/// How it is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte on, and a name with a password.
    Tls,
    /// STARTTLS, and a name with a password.
    StartTls,
    /// Neither.
    Plain,
}

impl Smtp {
    /// Starts one on a free port of this machine; `None` where aiosmtpd is not installed, which is said on stderr. With `CI=true`
    /// that is a failure.
    ///
    /// # Panics
    /// When it cannot be started, or is missing where all tests must run.
    pub fn start(security: Security) -> Option<Self> {
        let Some(python) = python() else {
            assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "aiosmtpd is not installed");
            let _ = writeln!(std::io::stderr(), "skipped: aiosmtpd (python3-aiosmtpd) is not installed");
            return None;
        };
        let folder = tempfile::Builder::new().prefix("caseport-smtp-").tempdir().expect("a temporary folder");
        let write = |name: &str, content: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, content).expect("it is written");
            path
        };
        let (certificate, key) = (write("certificate.pem", CERTIFICATE), write("key.pem", KEY));
        let (word, scheme) = match security {
            Security::Tls => ("tls", "smtps"),
            Security::StartTls => ("starttls", "smtp"),
            Security::Plain => ("plain", "smtp"),
        };
        let mut command = Command::new(python);
        command.args(["-c", PROGRAM, word]).arg(&certificate).arg(&key).args([NAME, PASSWORD]);
        let mut process = Process::start(command);
        let input = Mutex::new(process.stdin());
        let port = process.line().and_then(|line| line.parse().ok());
        let port = port.unwrap_or_else(|| panic!("the mail server did not start: {}", process.errors()));
        Some(Self { process, input, scheme, port, folder })
    }

    /// Its address with name and password, as `mail.server` in the configuration.
    pub fn url(&self, password: &str) -> String {
        format!("{}://{NAME}:{}@localhost:{}", self.scheme, crate::desk::encoded(password), self.port)
    }

    /// Its address without.
    pub fn plain_url(&self) -> String {
        format!("{}://localhost:{}", self.scheme, self.port)
    }

    /// The file with its certificate.
    pub fn ca(&self) -> PathBuf {
        self.folder.path().join("certificate.pem")
    }

    /// Has it do something else from now on.
    ///
    /// # Panics
    /// When it is gone.
    pub fn set(&self, mood: &str) {
        writeln!(self.input.lock().expect("nobody panics with it"), "{mood}").expect("it listens");
        self.process.line_after(&format!("now {mood}"));
    }

    /// The next letter that came whole.
    ///
    /// # Panics
    /// When there is none in time.
    pub fn letter(&self) -> Letter {
        let line = self.process.line().unwrap_or_else(|| panic!("the mail server ended: {}", self.process.errors()));
        Letter(serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}")))
    }
}

/// The interpreter that knows aiosmtpd: the system's own, where its package is, or another.
fn python() -> Option<&'static Path> {
    let candidates = ["/usr/bin/python3", "python3"].map(Path::new);
    candidates.into_iter().find(|python| {
        let tried = Command::new(python).args(["-c", "import aiosmtpd"]).output();
        tried.is_ok_and(|tried| tried.status.success())
    })
}

/// A letter as it came.
#[derive(Debug, Clone)]
pub struct Letter(Value);

impl Letter {
    /// What the server noted of it beside its text.
    pub fn noted(&self, name: &str) -> &Value {
        &self.0[name]
    }

    fn whole(&self) -> String {
        self.0["letter"].as_str().unwrap_or_default().replace("\r\n", "\n")
    }

    /// A header, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let whole = self.whole().replace("\n ", " ");
        let head = whole.split("\n\n").next().unwrap_or_default().to_owned();
        head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned))
    }

    /// The text behind the headers, as it came.
    pub fn text(&self) -> String {
        self.whole().split_once("\n\n").map(|(_, text)| text.to_owned()).unwrap_or_default()
    }
}
