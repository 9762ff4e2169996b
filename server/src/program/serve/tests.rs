use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

use super::{FOLD, Failure, Installation, Mailing, bind, every, listening, run};
use crate::commands::{Error, system};
use crate::store::database_path;
use crate::testing::{World, settings};

/// A world that is served until it is told to stop.
struct Served {
    world: World,
    address: SocketAddr,
    stop: CancellationToken,
    ended: tokio::task::JoinHandle<Result<(), Failure>>,
}

impl Served {
    async fn new() -> Self {
        let world = World::new().await;
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
        let ended = tokio::spawn(run(world.app.clone(), listener, None, None, Mailing::default(), stop.clone().cancelled_owned()));
        Self { world, address, stop, ended }
    }

    /// Sends the head of a request as ada and whatever follows.
    async fn ask(&self, request: &str, rest: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let token = self.world.of("ada").token.clone().unwrap();
        let head = format!("{request} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n{rest}");
        stream.write_all(head.as_bytes()).await.unwrap();
        BufReader::new(stream)
    }
}

async fn line(stream: &mut BufReader<TcpStream>) -> String {
    let mut line = String::new();
    stream.read_line(&mut line).await.unwrap();
    line
}

#[tokio::test]
async fn stopping_ends_streams_finishes_uploads_and_folds_the_log() {
    let served = Served::new().await;
    let mut live = served.ask("GET /v1/live", "\r\n").await;
    assert_eq!(line(&mut live).await, "HTTP/1.1 200 OK\r\n");
    let number = served.world.file("ada", "Nobody can sign in").await;
    let request = format!("POST /v1/cases/{number}/files?name=a.txt");
    let rest = "content-type: application/octet-stream\r\ncontent-length: 11\r\nexpect: 100-continue\r\n\r\n";
    let mut upload = served.ask(&request, rest).await;
    // The server asks for the bytes once it has begun to look at the request.
    assert_eq!(line(&mut upload).await, "HTTP/1.1 100 Continue\r\n");
    upload.write_all(b"hello ").await.unwrap();

    served.stop.cancel();
    served.world.app.stopping().cancelled().await;
    assert!(TcpStream::connect(served.address).await.is_err(), "nobody new is let in");
    let mut rest = String::new();
    live.read_to_string(&mut rest).await.unwrap();
    assert!(rest.ends_with("0\r\n\r\n"), "the stream ends as streams do: {rest:?}");
    upload.write_all(b"world").await.unwrap();
    let mut answer = String::new();
    upload.read_to_string(&mut answer).await.unwrap();
    assert!(answer.contains("HTTP/1.1 201 Created\r\n"), "{answer}");

    served.ended.await.unwrap().unwrap();
    let database = database_path(served.world.folder.path());
    assert!(database.is_file() && !database.with_extension("db-wal").exists(), "the log is folded into the database");
    let again = served.world.place.open(settings()).await.unwrap();
    let has_turn = again.store().write(|tx| system::take_turn(tx, "next", 0)).await;
    assert!(matches!(has_turn, Ok::<_, Error>(true)), "the lease was given back");
    again.close();
}

/// Time goes on by itself while everybody waits.
#[tokio::test(start_paused = true)]
async fn small_work_is_done_again_and_again_until_the_server_stops() {
    let (stopping, done) = (CancellationToken::new(), AtomicUsize::new(0));
    let work = || {
        if done.fetch_add(1, Ordering::Relaxed) == 3 {
            stopping.cancel();
        }
    };
    every(FOLD, stopping.clone(), work).await;
    assert_eq!(done.load(Ordering::Relaxed), 4);
}

#[tokio::test]
async fn a_first_start_makes_everything() {
    let folder = tempfile::tempdir().unwrap();
    let place = Installation::in_folder(&folder.path().join("new"));
    let app = place.open(settings()).await.unwrap();
    let plans = app.store().read(|tx| Ok::<_, Error>(crate::store::organizations::plan_slugs(tx)?)).await.unwrap();
    assert!(plans.len() > 2);
    app.close();
    place.open(settings()).await.unwrap().close();
}

#[test]
fn an_address_is_taken_once() {
    let listener = bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = listener.local_addr().unwrap();
    assert_eq!(listening(&listener, false).unwrap(), format!("listening on http://{address}"));
    assert_eq!(bind(address).unwrap_err().exit_code(), 7);
}
