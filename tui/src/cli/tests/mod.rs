//! The commands against a server that answers what it is told to.

mod auth;
mod cases;
mod desk;
mod door;
mod files;
mod keys;
mod line;
mod mail;
mod reference;
mod seats;
mod settings;
mod usage;

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use jiff::tz::TimeZone;
use serde_json::{Value, json};
use tokio::io::AsyncWrite;
use tokio::sync::Semaphore;

use super::{Door, Exit, Given, Host, Io, Machine, run};
use crate::api::testing::{Answer, Asked, Server};
use crate::credentials::Credentials;
use crate::credentials::tests::NoKeyring;
use crate::host::Reach;
use crate::settings::Folder;
use crate::strings::Strings;
use crate::times::Times;

/// A stream that a test reads afterwards.
#[derive(Clone, Default)]
pub(crate) struct Sink(Arc<Mutex<Vec<u8>>>);

impl AsyncWrite for Sink {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Poll::Ready(Ok(bytes.len()))
    }
    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

impl Sink {
    fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }

    fn text(&self) -> String {
        String::from_utf8(self.bytes()).unwrap()
    }
}

/// One command with what surrounds it.
pub(crate) struct Shell {
    out: Sink,
    err: Sink,
    pub(crate) io: Io,
    pub(crate) host: Host,
}

/// What a command left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) exit: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Shell {
    pub(crate) fn new(door: Door) -> Self {
        let (out, err) = (Sink::default(), Sink::default());
        let io = Io {
            stdin: Box::new(tokio::io::empty()),
            stdout: Box::new(out.clone()),
            stderr: Box::new(err.clone()),
            stdout_is_terminal: false,
            stderr_is_terminal: false,
            width: None,
            ask: None,
        };
        let now = "2026-01-31T12:00:00Z".parse().unwrap();
        let times = Times::unsaid(TimeZone::get("Europe/Berlin").unwrap());
        let host = Host { door, strings: std::sync::Arc::new(Strings::english()), times, now };
        Self { out, err, io, host }
    }

    /// On a machine with the server and a token in its environment.
    pub(crate) fn at(server: &Server) -> Self {
        // The provider for rustls is installed on the way.
        server.api();
        Self::new(Door::Machine(Machine { credentials: None, server: Some(server.address.clone()), token: Some("token".into()) }))
    }

    /// On a machine with an empty folder to keep sign-ins in.
    pub(crate) fn with_folder(server: &Server, folder: &std::path::Path) -> Self {
        server.api();
        let credentials = Credentials::new(Folder::at(folder), NoKeyring);
        Self::new(Door::Machine(Machine { credentials: Some(credentials), server: None, token: None }))
    }

    /// At the other end of a connection to the server.
    pub(crate) fn over_a_line(server: &Server, spool: &std::path::Path) -> Self {
        let reach = Reach { user: "cases".into(), host: "help.example.com".into(), port: 2222 };
        Self::new(Door::Given(Given { api: server.api(), reach, spool: spool.to_owned(), spooling: Arc::new(Semaphore::new(1)) }))
    }

    pub(crate) fn stdin(mut self, bytes: &[u8]) -> Self {
        self.io.stdin = Box::new(io::Cursor::new(bytes.to_vec()));
        self
    }

    /// What was said on stdout so far.
    pub(crate) fn said(&self) -> String {
        self.out.text()
    }

    pub(crate) async fn run(mut self, args: &[&str]) -> Ran {
        let args = std::iter::once("caseport").chain(args.iter().copied());
        let Exit(exit) = run(args, &mut self.io, &self.host, std::future::pending()).await;
        Ran { exit, out: self.out.text(), err: self.err.text() }
    }
}

pub(crate) fn person(name: &str) -> Value {
    json!({"name": name, "side": "customer", "email": format!("{}@example.com", name.to_lowercase())})
}

pub(crate) fn summary() -> Value {
    json!({
        "number": 204_816, "subject": "Sign-in fails\u{1b}[2J on phones", "status": "pending-closure", "group": "open",
        "severity": 2, "priority": "high", "product": {"slug": "acme-community", "name": "Acme Community"},
        "organization": {"slug": "acme", "name": "Acme"}, "requester": person("Ada"), "created_at": "2026-01-31T08:00:00Z",
        "updated_at": "2026-01-31T09:30:00Z", "last_reply": {"at": "2026-01-31T09:30:00Z", "by": person("Bob")},
        "unread": true, "closes_at": "2026-02-07T09:30:00Z", "solution": "Clear the cache.\nThen sign in.",
    })
}

pub(crate) fn view() -> Value {
    let mut view = summary();
    let more = json!({
        "version": 4, "description": "Since Friday.\u{9b}31m", "files": [file("shot.png", 1, b"picture")],
        "category": {"slug": "sign-in", "name": "Sign-in"}, "watchers": [person("Cleo")],
        "latest": {"replies": 3, "notes": 0}, "seen": {"replies": 1, "notes": 0}, "can": ["view", "reply"],
    });
    view.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    view
}

pub(crate) fn file(name: &str, id: u8, content: &[u8]) -> Value {
    use sha2::{Digest as _, Sha256};
    let digest = crate::api::hexadecimal(&Sha256::digest(content));
    json!({
        "id": format!("0198c0de-0000-7000-8000-0000000000{id:02}"), "name": name, "size": content.len(), "content_type": "image/png",
        "sha256": digest, "visibility": "public", "at": format!("2026-01-31T08:00:{id:02}Z"),
    })
}

pub(crate) fn portal() -> Answer {
    let limits = json!({"attachment_bytes": 1_000, "files_per_draft": 2, "subject_chars": 200, "body_chars": 65_536});
    Answer::json(200, &json!({"brand": "Acme", "auto_close_days": 7, "limits": limits}))
}

fn commented(status: &str) -> Answer {
    let comment = json!({
        "reference": "reply-4", "visibility": "public", "author": person("Ada"), "at": "2026-01-31T10:00:00Z", "body": "b",
    });
    Answer::json(201, &json!({"comment": comment, "status": status, "version": 5}))
}

pub(crate) fn problem(status: u16, code: &str) -> Answer {
    Answer::json(status, &json!({"type": "about:blank", "status": status, "code": code, "title": "No."}))
}

pub(crate) fn not_expected(asked: &Asked) -> Answer {
    Answer::Full(500, Vec::new(), asked.line.clone().into_bytes())
}
