//! Hints from process to process: what one server committed is told to those who look on at another.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::time::Duration;

use caseport_shared::api::live::Hint;
use tokio::sync::mpsc;
use tokio_postgres::{AsyncMessage, Client, NoTls, Notification};
use tokio_util::sync::CancellationToken;

use super::{Server, told as told_of};
use crate::store::{Addressed, Audience, Database};

/// Where hints are told.
const CHANNEL: &str = "caseport_hints";
/// Hints that wait to be told; what finds no room is a call to fetch everything again.
const WAITING: usize = 4_096;
/// Hints told with one statement.
const TOGETHER: usize = 64;
/// Longest text of one notification, in bytes; PostgreSQL takes less than 8,000.
const LONGEST: usize = 7_900;
/// People of one hint told at once.
const PEOPLE: usize = 200;
/// How long to wait before a lost connection is made anew.
const AGAIN: Duration = Duration::from_secs(1);
/// How long the database may take to answer.
const ANSWER: Duration = Duration::from_secs(30);

/// The way of this process's hints to the others; cheap to clone.
#[derive(Clone)]
pub(crate) struct Relay {
    sender: mpsc::Sender<Addressed>,
    /// Whether a hint found no room since this was looked at last.
    missed: Arc<AtomicBool>,
}

impl Relay {
    /// Begins to tell and to listen, until `stopping`; what others tell goes to `heard`. There is none where a database is
    /// served by one process. Call it within a tokio runtime.
    pub(crate) fn start(
        database: &Database,
        heard: impl Fn(Addressed) + Send + Sync + 'static,
        stopping: &CancellationToken,
    ) -> Option<Self> {
        let Database::Postgres(server) = database else { return None };
        let (sender, told) = mpsc::channel(WAITING);
        let (server, missed, stopping) = (server.clone(), Arc::new(AtomicBool::new(false)), stopping.clone());
        let told = Told { hints: told, missed: Arc::clone(&missed) };
        tokio::spawn(async move { Box::pin(stopping.run_until_cancelled(keep(&server, &heard, told))).await });
        Some(Self { sender, missed })
    }

    /// Tells the other processes, without waiting.
    pub(crate) fn tell(&self, hints: &[Addressed]) {
        for hint in hints.iter().flat_map(parts) {
            if self.sender.try_send(hint).is_err() {
                self.missed.store(true, Ordering::Relaxed);
            }
        }
    }
}

/// What this process has to tell.
struct Told {
    hints: mpsc::Receiver<Addressed>,
    missed: Arc<AtomicBool>,
}

impl Told {
    /// The next texts to be told, or `None` when nobody tells any more.
    async fn next(&mut self) -> Option<Vec<String>> {
        let mut texts = vec![written(&self.hints.recv().await?)];
        while texts.len() < TOGETHER
            && let Ok(next) = self.hints.try_recv()
        {
            texts.push(written(&next));
        }
        if self.missed.swap(false, Ordering::Relaxed) {
            texts.push(written(&everything()));
        }
        Some(texts)
    }
}

/// A hint in pieces that fit into a notification.
fn parts(addressed: &Addressed) -> Vec<Addressed> {
    match &addressed.audience {
        Audience::Case { organization_id, people } if people.len() > PEOPLE => people
            .chunks(PEOPLE)
            .map(|people| Addressed {
                audience: Audience::Case { organization_id: *organization_id, people: people.to_vec() },
                hint: addressed.hint.clone(),
            })
            .collect(),
        _ => vec![addressed.clone()],
    }
}

async fn keep(server: &Server, heard: &(impl Fn(Addressed) + Sync), mut told: Told) {
    loop {
        match connected(server, heard, &mut told).await {
            Ok(()) => return,
            Err(why) => tracing::warn!(why, "the hints of other servers are not heard; trying again"),
        }
        // Nothing tells when a database is back but asking it, and asked without a pause it would never come up.
        tokio::time::sleep(AGAIN).await;
    }
}

async fn connected(server: &Server, heard: &(impl Fn(Addressed) + Sync), told: &mut Told) -> Result<(), String> {
    let (config, tls) = server.parts();
    if let Some(tls) = tls {
        let (client, connection) = in_time(config.connect(tls)).await?;
        speak(client, connection, heard, told).await
    } else {
        let (client, connection) = in_time(config.connect(NoTls)).await?;
        speak(client, connection, heard, told).await
    }
}

/// What the other side answers within a time; in one clause why not.
async fn in_time<T>(asked: impl Future<Output = Result<T, tokio_postgres::Error>>) -> Result<T, String> {
    match tokio::time::timeout(ANSWER, asked).await {
        Ok(answer) => answer.map_err(|error| told_of(&error)),
        Err(_) => Err("the database does not answer".to_owned()),
    }
}

async fn speak<S, T>(
    client: Client,
    mut connection: tokio_postgres::Connection<S, T>,
    heard: &(impl Fn(Addressed) + Sync),
    told: &mut Told,
) -> Result<(), String>
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
    T: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    let own = AtomicI32::new(0);
    let listen = async {
        while let Some(message) = poll_fn(|context| connection.poll_message(context)).await {
            if let AsyncMessage::Notification(notification) = message.map_err(|error| told_of(&error))?
                && notification.process_id() != own.load(Ordering::Relaxed)
                && let Some(hint) = read(&notification)
            {
                heard(hint);
            }
        }
        Err("the connection is closed".to_owned())
    };
    let tell = async {
        let backend = in_time(client.query_one("SELECT pg_backend_pid()", &[])).await?;
        let backend: i32 = backend.try_get(0).map_err(|error| told_of(&error))?;
        own.store(backend, Ordering::Relaxed);
        in_time(client.batch_execute(&format!("LISTEN {CHANNEL}"))).await?;
        // Whatever was told before is not known, here nor there.
        heard(everything());
        let mut waiting = vec![written(&everything())];
        loop {
            in_time(client.execute("SELECT pg_notify($1, told) FROM unnest($2::text[]) AS told", &[&CHANNEL, &waiting])).await?;
            let Some(next) = told.next().await else { return Ok(()) };
            waiting = next;
        }
    };
    tokio::select! {
        ended = listen => ended,
        ended = tell => ended,
    }
}

const fn everything() -> Addressed {
    Addressed { audience: Audience::Everyone, hint: Hint::Reload }
}

fn written(hint: &Addressed) -> String {
    match serde_json::to_string(hint) {
        Ok(text) if text.len() <= LONGEST => text,
        _ => written(&everything()),
    }
}

/// What another server told; what this one does not understand comes from a newer one, and may be anything.
fn read(notification: &Notification) -> Option<Addressed> {
    (notification.channel() == CHANNEL).then(|| serde_json::from_str(notification.payload()).unwrap_or_else(|_| everything()))
}
