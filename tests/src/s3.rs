//! An S3-compatible server of the tests' own: over a folder, on a thread, gone when dropped, and at fault when told so.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::Body;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// The name of the key that the server knows.
pub const KEY_ID: &str = "caseport-tests";
/// The key.
pub const KEY: &str = "no-secret-of-anybody";
/// The bucket that there is.
pub const BUCKET: &str = "files-of-tests";

/// What the server does with a request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Mood {
    /// What it is asked.
    #[default]
    Well,
    /// Ends the connection.
    Away,
    /// Takes requests and never answers.
    Silent,
    /// Answers 500.
    Broken,
    /// Sends whoever asks to another server.
    Elsewhere(String),
    /// Answers 500 to what asks for a file to be shown that was sent in parts.
    Incomplete,
}

/// A running server.
#[derive(Debug)]
pub struct S3 {
    address: SocketAddr,
    folder: tempfile::TempDir,
    mood: Arc<Mutex<Mood>>,
    asked: Arc<AtomicUsize>,
    /// Ends the server when it is dropped.
    _wanted: oneshot::Sender<()>,
}

impl S3 {
    /// Starts a server with an empty bucket.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join(BUCKET)).expect("a bucket");
        let mut builder = S3ServiceBuilder::new(FileSystem::new(folder.path()).expect("a store over a folder"));
        builder.set_auth(SimpleAuth::from_single(KEY_ID, KEY));
        let service = builder.build();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.set_nonblocking(true).expect("a listener that waits for nobody");
        let address = listener.local_addr().expect("an address");
        let (mood, asked) = (Arc::<Mutex<Mood>>::default(), Arc::<AtomicUsize>::default());
        let (wanted, ended) = oneshot::channel();
        let (moods, count) = (Arc::clone(&mood), Arc::clone(&asked));
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                tokio::select! {
                    () = serve(listener, service, moods, count) => {}
                    _ = ended => {}
                }
            });
        });
        Self { address, folder, mood, asked, _wanted: wanted }
    }

    /// Its address, as `s3.endpoint` in the configuration.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Has it do something else with requests from now on.
    pub fn set(&self, mood: Mood) {
        *self.mood.lock().unwrap_or_else(PoisonError::into_inner) = mood;
    }

    /// How many requests there were.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    /// The objects in the bucket, in order.
    pub fn objects(&self) -> Vec<String> {
        let bucket = self.folder.path().join(BUCKET);
        let mut found = Vec::new();
        files(&bucket, &bucket, &mut found);
        found.sort();
        found
    }

    /// Parts of files that were neither shown nor given up.
    ///
    /// # Panics
    /// When the folder cannot be read.
    pub fn parts(&self) -> usize {
        let entries = self.folder.path().read_dir().expect("the folder can be read").flatten();
        entries.filter(|entry| entry.file_name().to_string_lossy().contains("upload")).count()
    }

    /// The file behind an object.
    pub fn file(&self, object: &str) -> std::path::PathBuf {
        self.folder.path().join(BUCKET).join(object)
    }
}

fn files(top: &Path, folder: &Path, found: &mut Vec<String>) {
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(top, &path, found);
        } else if let Ok(name) = path.strip_prefix(top) {
            found.push(name.to_string_lossy().into_owned());
        }
    }
}

async fn serve(listener: std::net::TcpListener, service: S3Service, moods: Arc<Mutex<Mood>>, count: Arc<AtomicUsize>) {
    let listener = TcpListener::from_std(listener).expect("a listener");
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let (service, moods, count) = (service.clone(), Arc::clone(&moods), Arc::clone(&count));
        tokio::spawn(async move {
            let ended = Arc::new(tokio::sync::Notify::new());
            let answer = service_fn(|request: Request<Incoming>| {
                count.fetch_add(1, Ordering::Relaxed);
                let mood = moods.lock().unwrap_or_else(PoisonError::into_inner).clone();
                let (service, ended) = (service.clone(), Arc::clone(&ended));
                async move { Ok::<_, Infallible>(answer(request, &mood, &service, &ended).await) }
            });
            let builder = Builder::new(TokioExecutor::new());
            let connection = builder.serve_connection(TokioIo::new(stream), answer);
            tokio::select! {
                _ = connection => {}
                () = ended.notified() => {}
            }
        });
    }
}

async fn answer(request: Request<Incoming>, mood: &Mood, service: &S3Service, ended: &tokio::sync::Notify) -> Response<Body> {
    let plain = |status: u16| Response::builder().status(status);
    let is_completion = request.method() == http::Method::POST && request.uri().query().is_some_and(|query| query.contains("uploadId"));
    match mood {
        Mood::Away => {
            ended.notify_one();
            std::future::pending().await
        }
        Mood::Silent => std::future::pending().await,
        Mood::Elsewhere(there) => {
            let path = request.uri().path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
            plain(307).header("location", format!("{there}{path}")).body(Body::empty()).expect("an answer")
        }
        Mood::Broken => plain(500).body(Body::empty()).expect("an answer"),
        Mood::Incomplete if is_completion => plain(500).body(Body::empty()).expect("an answer"),
        Mood::Well | Mood::Incomplete => match hyper::service::Service::call(service, request).await {
            Ok(answer) => answer,
            Err(_) => plain(500).body(Body::empty()).expect("an answer"),
        },
    }
}
