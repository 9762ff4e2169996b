//! The floor: bare axum handlers before raw statements, in a process of its own. It asks nobody who they are, checks and decides
//! nothing, logs nothing, and does the least that an answer of the same size or a durable write of the same rows needs.

mod files;
mod link;
mod reads;
mod threads;
mod writes;

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use tokio::net::TcpListener;

use self::link::{Link, Place};
use self::reads::Question;
use self::threads::Threads;
use self::writes::{Change, Filer, Filing};
use crate::words::{DESCRIPTION, SUBJECT};

/// First number of the floor's own cases, above all that `caseportd seed` makes.
const NUMBERS: i64 = 10_000_000_000;
/// Organizations whose first person files.
const FILERS: &str = "SELECT p.id, p.organization_id, r.id FROM people p JOIN products r ON r.organization_id = p.organization_id \
     WHERE p.email LIKE 'person0@%' ORDER BY p.organization_id";

/// What the handlers share.
struct Floor {
    threads: Threads,
    filers: Vec<Filer>,
    files: PathBuf,
    number: AtomicI64,
    is_postgres: bool,
}

type Shared = State<Arc<Floor>>;

/// Serves a database until it is ended.
pub(crate) fn serve(database: &str, files: PathBuf) -> std::io::Result<()> {
    let place = Place::of(database);
    let int = |row: &dyn link::Columns, at| row.int(at).expect("a number");
    let filers = Link::open(&place).rows(FILERS, &[], |row| Filer { id: int(row, 0), organization: int(row, 1), product: int(row, 2) });
    let is_postgres = matches!(place, Place::Postgres(_));
    let floor = Floor { threads: Threads::start(&place), filers, files, number: AtomicI64::new(NUMBERS), is_postgres };
    let routes = Router::new()
        .route("/list/{reader}", get(list))
        .route("/view/{reader}/{number}", get(view))
        .route("/timeline/{number}", get(timeline))
        .route("/search/{reader}/{organization}/{words}", get(search))
        .route("/file/{filer}", post(file))
        .route("/reply/{author}/{number}", post(reply))
        .route("/files/{author}/{number}", post(files::attach))
        .route("/files/{name}", get(files::download))
        .route("/raw/{tasks}/{millis}", post(raw))
        .layer(DefaultBodyLimit::disable())
        .with_state(Arc::new(floor));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        writeln!(std::io::stdout(), "listening on http://{}", listener.local_addr()?)?;
        axum::serve(listener, routes).await
    })
}

fn json(body: impl Into<Body>) -> Response {
    ([(CONTENT_TYPE, "application/json")], body.into()).into_response()
}

async fn list(State(floor): Shared, Path(reader): Path<i64>) -> Response {
    json(floor.threads.ask(Question::List { reader }).await)
}

async fn view(State(floor): Shared, Path((reader, number)): Path<(i64, i64)>) -> Response {
    json(floor.threads.ask(Question::View { reader, number }).await)
}

async fn timeline(State(floor): Shared, Path(number): Path<i64>) -> Response {
    json(floor.threads.ask(Question::Timeline { number }).await)
}

/// Words are joined by `+`; organization 0 is everybody's.
async fn search(State(floor): Shared, Path((reader, organization, words)): Path<(i64, i64, String)>) -> Response {
    let words: Vec<String> = words.split('+').map(str::to_owned).collect();
    let scope = (organization > 0).then_some(organization);
    let matches = if floor.is_postgres {
        let scope = scope.map(|organization| format!("'=o{organization}'"));
        scope.into_iter().chain(words.iter().map(|word| format!("'{word}'"))).collect::<Vec<_>>().join(" & ")
    } else {
        let scope = scope.map(|organization| format!("scope : \"o{organization}\""));
        scope.into_iter().chain(words.iter().map(|word| format!("{{subject body}} : \"{word}\""))).collect::<Vec<_>>().join(" AND ")
    };
    json(floor.threads.ask(Question::Search { reader, matches, words }).await)
}

#[derive(Deserialize)]
struct NewCase {
    subject: String,
    description: String,
}

async fn file(State(floor): Shared, Path(filer): Path<usize>, axum::Json(new): axum::Json<NewCase>) -> Response {
    let number = floor.file(filer, new.subject, new.description).await;
    json(format!(r#"{{"number":{number}}}"#))
}

#[derive(Deserialize)]
struct NewReply {
    body: String,
}

async fn reply(State(floor): Shared, Path((author, number)): Path<(i64, i64)>, axum::Json(new): axum::Json<NewReply>) -> Response {
    let (key, at) = (floor.next().to_string(), now());
    floor.threads.change(Change::Reply { number, author, key, body: new.body, at }).await;
    json("{}")
}

/// Files without HTTP: so many tasks for so long, each with one filing at a time. Answers with how many there were.
async fn raw(State(floor): Shared, Path((tasks, millis)): Path<(usize, u64)>) -> Response {
    let (until, done) = (Instant::now() + Duration::from_millis(millis), Arc::new(AtomicUsize::new(0)));
    let running: Vec<_> = (0..tasks)
        .map(|task| {
            let (floor, done) = (Arc::clone(&floor), Arc::clone(&done));
            tokio::spawn(async move {
                while Instant::now() < until {
                    floor.file(task, SUBJECT.to_owned(), DESCRIPTION.to_owned()).await;
                    done.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for task in running {
        task.await.expect("a task ends");
    }
    json(done.load(Ordering::Relaxed).to_string())
}

impl Floor {
    fn next(&self) -> i64 {
        self.number.fetch_add(1, Ordering::Relaxed)
    }

    async fn file(&self, filer: usize, subject: String, description: String) -> i64 {
        let number = self.next();
        let person = self.filers[filer % self.filers.len()];
        self.threads.change(Change::File(Filing { number, person, key: number.to_string(), subject, description, at: now() })).await;
        number
    }
}

fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}
