//! What is asked of the server, and what of the floor, for the same work.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::desk::{Asker, Desk};
use crate::wire::{Wire, get, post};
use crate::words::{self, BODY, DESCRIPTION, SUBJECT};

/// Bytes of a file that is sent.
const FILE: usize = 1024 * 1024;
const JSON: &str = "application/json";
const BYTES: &str = "application/octet-stream";

/// A kind of request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    List,
    View,
    Timeline,
    Rare,
    Common,
    Two,
    RareOfOne,
    File,
    Reply,
    Up,
    Down,
}

impl Work {
    /// In the order in which they are measured, those that only read first.
    pub(crate) const ALL: [Self; 11] = [
        Self::List,
        Self::View,
        Self::Timeline,
        Self::Rare,
        Self::Common,
        Self::Two,
        Self::RareOfOne,
        Self::File,
        Self::Reply,
        Self::Up,
        Self::Down,
    ];
}

impl fmt::Display for Work {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::List => "page of 50 cases",
            Self::View => "one case",
            Self::Timeline => "its timeline",
            Self::Rare => "search: a rare word",
            Self::Common => "search: a common word",
            Self::Two => "search: two common words",
            Self::RareOfOne => "search: a rare word in one organization",
            Self::File => "file",
            Self::Reply => "reply",
            Self::Up => "1 MiB up",
            Self::Down => "1 MiB down",
        })
    }
}

/// Who is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whom {
    /// The bare handlers.
    Floor,
    /// `caseportd serve`.
    Server,
}

/// Everything that requests are made of.
pub(crate) struct Requests<'d> {
    desk: &'d Desk,
    made: AtomicUsize,
    file: Vec<u8>,
    /// Where the file to be fetched is, at the floor and at the server.
    fetched: [String; 2],
}

impl<'d> Requests<'d> {
    /// Sends the file that is fetched later on.
    pub(crate) fn of(desk: &'d Desk) -> Self {
        // Nothing that a file system or a connection could make shorter.
        let file = (0..FILE).map(|at| u8::try_from(at.wrapping_mul(2_654_435_761) >> 13 & 0xff).unwrap_or(0)).collect();
        let mut out = Self { desk, made: AtomicUsize::new(0), file, fetched: [String::new(), String::new()] };
        let number = desk.numbers[0];
        let sent = |address: &str, request: Vec<u8>| {
            let mut wire = Wire::open(address);
            let answer = wire.send(&request).expect("an answer");
            let body: Value = serde_json::from_slice(answer.body).expect("an answer is JSON");
            body["id"].as_str().expect("a file has an id").to_owned()
        };
        let floor = sent(&desk.floor.address, out.attach(Whom::Floor, &desk.agents[0], number));
        let server = sent(&desk.server.address, out.attach(Whom::Server, &desk.agents[0], number));
        out.fetched = [format!("/files/{floor}"), format!("/v1/cases/{number}/files/{server}")];
        out
    }

    /// The next request of a client; each is another one.
    pub(crate) fn next(&self, work: Work, whom: Whom, client: usize) -> Vec<u8> {
        let made = self.made.fetch_add(1, Ordering::Relaxed);
        let (agent, customer) = (of(&self.desk.agents, client), of(&self.desk.customers, client));
        // Each client has cases of its own, so that none waits for another's.
        let number = self.desk.numbers[made % self.desk.numbers.len()];
        let share = self.desk.open.len() / self.desk.agents.len();
        let open = self.desk.open[client % self.desk.agents.len() * share + made % share];
        match (work, whom) {
            (Work::List, Whom::Floor) => get(&format!("/list/{}", agent.id), ""),
            (Work::List, Whom::Server) => get("/v1/cases?limit=50", &agent.token),
            (Work::View, Whom::Floor) => get(&format!("/view/{}/{number}", agent.id), ""),
            (Work::View, Whom::Server) => get(&format!("/v1/cases/{number}"), &agent.token),
            (Work::Timeline, Whom::Floor) => get(&format!("/timeline/{number}"), ""),
            (Work::Timeline, Whom::Server) => get(&format!("/v1/cases/{number}/timeline"), &agent.token),
            (Work::Rare, _) => search(whom, agent, &words::rare(made)),
            (Work::Common, _) => search(whom, agent, &words::common(made)),
            (Work::Two, _) => {
                let (one, other) = words::two(made);
                search(whom, agent, &format!("{one}+{other}"))
            }
            (Work::RareOfOne, _) => search(whom, customer, &words::rare(made)),
            (Work::File, _) => self.file(whom, client, made),
            (Work::Reply, Whom::Floor) => self.write(&format!("/reply/{}/{open}", agent.id), agent, &json!({ "body": BODY })),
            (Work::Reply, Whom::Server) => self.write(&format!("/v1/cases/{open}/replies"), agent, &json!({ "body": BODY })),
            (Work::Up, _) => self.attach(whom, agent, number),
            (Work::Down, Whom::Floor) => get(&self.fetched[0], ""),
            (Work::Down, Whom::Server) => get(&self.fetched[1], &agent.token),
        }
    }

    fn file(&self, whom: Whom, client: usize, made: usize) -> Vec<u8> {
        let customer = of(&self.desk.customers, client);
        let (subject, people) = (format!("{SUBJECT} {made}"), self.desk.customers.len());
        let mut body = json!({ "subject": subject, "description": DESCRIPTION });
        match whom {
            Whom::Floor => self.write(&format!("/file/{}", client % people), customer, &body),
            Whom::Server => {
                body["product"] = json!(format!("organization{}-community", client % people));
                self.write("/v1/cases", customer, &body)
            }
        }
    }

    fn write(&self, path: &str, asker: &Asker, body: &Value) -> Vec<u8> {
        post(path, &asker.token, &self.key(), JSON, body.to_string().as_bytes())
    }

    fn attach(&self, whom: Whom, agent: &Asker, number: i64) -> Vec<u8> {
        let path = match whom {
            Whom::Floor => format!("/files/{}/{number}", agent.id),
            Whom::Server => format!("/v1/cases/{number}/files?name=measured.bin"),
        };
        post(&path, &agent.token, &self.key(), BYTES, &self.file)
    }

    fn key(&self) -> String {
        format!("bench-{}", self.made.fetch_add(1, Ordering::Relaxed))
    }
}

fn of(askers: &[Asker], client: usize) -> &Asker {
    &askers[client % askers.len()]
}

fn search(whom: Whom, asker: &Asker, words: &str) -> Vec<u8> {
    match whom {
        Whom::Floor => get(&format!("/search/{}/{}/{words}", asker.id, asker.organization), ""),
        Whom::Server => get(&format!("/v1/cases?limit=50&query={words}"), &asker.token),
    }
}
