//! The screens on a terminal at the other end of a line: what it is sent, what it sends, and how it ends.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use caseport_shared::api::attachment::{AttachmentView, FileList};
use caseport_shared::api::case::CasePage;
use caseport_shared::api::draft::{DraftList, DraftSaved, DraftView, SaveDraft};
use caseport_shared::api::portal::Portal;
use caseport_shared::api::problem::{ErrorCode, Problem};
use caseport_shared::case::CaseNumber;
use caseport_shared::comment::Visibility;
use futures_util::future::BoxFuture;
use futures_util::{FutureExt as _, StreamExt as _};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tokio::sync::{Semaphore, mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use uuid::Uuid;

use super::line::{GREATEST, LEAST, fitted};
use super::{Heir, Input, Options, Remote, carry_out, run_remote};
use crate::api::{Api, Body, Pieces, Transport, Unreachable, hexadecimal};
use crate::effect::{Call, LocalDraft, Ticket};
use crate::host::{Host, Reach, RemoteHost};
use crate::preferences::Preferences;
use crate::preview::KEPT;
use crate::strings::Strings;
use crate::term;
use crate::testing::{NOW, data};
use crate::times::Times;
use crate::widgets::picture::Colours;

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server in process: the reading of a customer's cases, and their drafts.
#[derive(Clone)]
struct Desk(Arc<Mutex<Kept>>);

struct Kept {
    /// Method and path of every request.
    asked: Vec<String>,
    drafts: Vec<DraftView>,
    /// Whether drafts are refused.
    is_full: bool,
    /// Whether nobody is signed in any more.
    is_ended: bool,
    count: watch::Sender<usize>,
}

impl Desk {
    fn new() -> Self {
        let count = watch::channel(0).0;
        Self(Arc::new(Mutex::new(Kept { asked: Vec::new(), drafts: Vec::new(), is_full: false, is_ended: false, count })))
    }

    fn answer(&self, line: &str, body: &[u8]) -> (u16, Value) {
        let mut kept = self.0.lock().unwrap();
        kept.asked.push(line.to_owned());
        let count = kept.asked.len();
        kept.count.send_replace(count);
        let (path, _) = line.split_once('?').unwrap_or((line, ""));
        let json = |value: Value| (200, value);
        if kept.is_ended {
            return problem(401, ErrorCode::Unauthenticated);
        }
        match path {
            "GET /v1/portal" => json(serde_json::to_value(portal()).unwrap()),
            "GET /v1/me" => json(serde_json::to_value(data::customer()).unwrap()),
            "GET /v1/cases" => json(serde_json::to_value(CasePage { cases: data::page().cases, next: None }).unwrap()),
            "GET /v1/drafts" => json(serde_json::to_value(DraftList { drafts: kept.drafts.clone() }).unwrap()),
            "GET /v1/products" => json(serde_json::json!({"products": data::products()})),
            _ if path.starts_with("GET /v1/cases/") => match path.split('/').nth(4) {
                None => json(serde_json::to_value(data::case()).unwrap()),
                Some("timeline") => json(serde_json::to_value(data::timeline()).unwrap()),
                Some(_) => json(serde_json::to_value(FileList { files: vec![shot().0] }).unwrap()),
            },
            _ => match path.strip_prefix("PUT /v1/drafts/") {
                Some(_) if kept.is_full => problem(507, ErrorCode::Internal),
                Some(id) => {
                    let save: SaveDraft = serde_json::from_slice(body).unwrap();
                    let id: Uuid = id.parse().unwrap();
                    let view = DraftView {
                        id,
                        kind: save.kind,
                        case: save.case,
                        version: save.version + 1,
                        updated_at: NOW.parse().unwrap(),
                        content: save.content,
                        files: Vec::new(),
                    };
                    kept.drafts.retain(|draft| draft.id != id);
                    kept.drafts.push(view.clone());
                    json(serde_json::to_value(DraftSaved { draft: view, forked_from: None }).unwrap())
                }
                None => problem(404, ErrorCode::NotFound),
            },
        }
    }

    fn asked(&self) -> Vec<String> {
        self.0.lock().unwrap().asked.clone()
    }

    fn drafts(&self) -> Vec<DraftView> {
        self.0.lock().unwrap().drafts.clone()
    }

    fn fills(&self, is_full: bool) {
        self.0.lock().unwrap().is_full = is_full;
    }

    /// Waits until something holds after a request.
    async fn until(&self, holds: impl Fn(&Self) -> bool) {
        let mut count = self.0.lock().unwrap().count.subscribe();
        let waited = async {
            while !holds(self) {
                count.changed().await.unwrap();
            }
        };
        timeout(PATIENCE, waited).await.unwrap_or_else(|_| panic!("it did not happen: {:?}", self.asked()));
    }
}

impl Transport for Desk {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'static, Result<http::Response<Pieces>, Unreachable>> {
        let line = format!("{} {}", request.method(), request.uri());
        let body = match request.into_body() {
            Body::Whole(bytes) => bytes,
            _ => Bytes::new(),
        };
        if line == "GET /v1/live" {
            // It stands, and nothing is told.
            let pieces: Pieces = futures_util::stream::pending().boxed();
            return async { Ok(http::Response::new(pieces)) }.boxed();
        }
        let (status, value) = self.answer(&line, &body);
        let bytes = if line.contains("/files/") { shot().1.into() } else { Bytes::from(value.to_string()) };
        let pieces: Pieces = futures_util::stream::once(async move { Ok(bytes) }).boxed();
        let response = http::Response::builder().status(status).header("content-type", "application/json").body(pieces).unwrap();
        async { Ok(response) }.boxed()
    }

    fn server(&self) -> &'static str {
        "help.example.com"
    }
}

/// A file of every case: a picture, and its bytes.
fn shot() -> (AttachmentView, Vec<u8>) {
    let part = |at: u32| u8::try_from(at % 256).unwrap();
    let image = image::RgbImage::from_fn(600, 300, |x, y| image::Rgb([part(x / 3), part(y), 40]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let bytes = bytes.into_inner();
    let (size, sha256) = (bytes.len() as u64, hexadecimal(&Sha256::digest(&bytes)));
    (AttachmentView { size, sha256, ..data::file("shot.png", Visibility::Public) }, bytes)
}

fn problem(status: u16, code: ErrorCode) -> (u16, Value) {
    (status, serde_json::to_value(Problem { status, ..Problem::new(code, "There is no room.") }).unwrap())
}

fn portal() -> Portal {
    serde_json::from_value(serde_json::json!({
        "brand": "Acme", "auto_close_days": 7,
        "limits": {"attachment_bytes": 1_000, "files_per_draft": 2, "subject_chars": 200, "body_chars": 65_536},
    }))
    .unwrap()
}

/// Somebody at the other end, with a terminal that shows what it is sent.
struct Far {
    desk: Desk,
    input: mpsc::Sender<Input>,
    output: mpsc::Receiver<Bytes>,
    screen: vt100::Parser,
    /// Everything that came.
    sent: Vec<u8>,
    farewell: oneshot::Receiver<Vec<String>>,
    /// Drafts that the heir was given.
    inherited: Arc<Mutex<Vec<LocalDraft>>>,
    run: JoinHandle<()>,
}

impl Far {
    fn connect(columns: u16, rows: u16) -> Self {
        Self::connect_to(Desk::new(), columns, rows)
    }

    fn connect_to(desk: Desk, columns: u16, rows: u16) -> Self {
        Self::connect_as(desk, "", columns, rows)
    }

    /// Somebody whose terminal has a name.
    fn connect_as(desk: Desk, terminal: &str, columns: u16, rows: u16) -> Self {
        let (input, inputs) = mpsc::channel(4);
        let (outputs, output) = mpsc::channel(1);
        let (told, farewell) = oneshot::channel();
        let inherited = Arc::<Mutex<Vec<LocalDraft>>>::default();
        let keep = Arc::clone(&inherited);
        let heir: Heir = Box::new(move |draft| {
            keep.lock().unwrap().push(draft);
            std::future::ready(true).boxed()
        });
        let remote = Remote { input: inputs, output: outputs, size: (columns, rows), farewell: told, heir };
        let reach = Reach { user: "cases".into(), host: "help.example.com".into(), port: 2222 };
        let host = Arc::new(RemoteHost::new(reach, Colours::Palette, Arc::new(Semaphore::new(1))));
        let options =
            Options::of_line(Times::unsaid(TimeZone::UTC), Preferences::default(), |name| (name == "TERM").then(|| terminal.to_owned()));
        let api = Api::new(desk.clone()).signed_in("token");
        let clock: fn() -> Timestamp = || NOW.parse().unwrap();
        // That it can be spawned says that a thousand of them share the threads of a server.
        let run = tokio::spawn(run_remote(remote, api, host, clock, Arc::new(Strings::english()), options));
        let (columns, rows) = fitted((columns, rows));
        Self { desk, input, output, screen: vt100::Parser::new(rows, columns, 0), sent: Vec::new(), farewell, inherited, run }
    }

    async fn types(&self, bytes: &[u8]) {
        self.input.send(Input::Bytes(Bytes::copy_from_slice(bytes))).await.unwrap();
    }

    fn take(&mut self, frame: &Bytes) {
        self.screen.process(frame);
        self.sent.extend_from_slice(frame);
    }

    /// Reads frames until the words are on the screen.
    async fn sees(&mut self, words: &str) {
        let read = async {
            while !self.screen.screen().contents().contains(words) {
                let Some(frame) = self.output.recv().await else { break };
                self.take(&frame);
            }
        };
        let outcome = timeout(PATIENCE, read).await;
        let shown = self.screen.screen().contents();
        assert!(outcome.is_ok() && shown.contains(words), "\"{words}\" is not in\n{shown}");
    }

    /// Reads frames until the bytes were sent so many times.
    async fn is_sent(&mut self, bytes: &[u8], times: usize) {
        let read = async {
            while self.times(bytes) < times {
                let Some(frame) = self.output.recv().await else { break };
                self.take(&frame);
            }
        };
        let outcome = timeout(PATIENCE, read).await;
        assert!(outcome.is_ok() && self.times(bytes) == times, "{} was sent {} times", bytes.escape_ascii(), self.times(bytes));
    }

    fn times(&self, bytes: &[u8]) -> usize {
        self.sent.windows(bytes.len()).filter(|window| *window == bytes).count()
    }

    /// Opens the first file of the first case.
    async fn looks(&mut self) {
        self.sees("1 Mine").await;
        self.sees("Members").await;
        self.types(b"\r").await;
        self.sees("Since we renewed").await;
        self.types(b"d").await;
        self.sees("shot.png").await;
        self.types(b"\r\r").await;
        self.sees("600 × 300").await;
    }

    /// Reads to the end, and gives what is said then.
    async fn end(mut self) -> (Vec<u8>, Vec<String>) {
        let read = async {
            while let Some(frame) = self.output.recv().await {
                self.take(&frame);
            }
        };
        timeout(PATIENCE, read).await.expect("it ends");
        let Self { sent, farewell, .. } = self;
        (sent, farewell.await.unwrap())
    }
}

/// Opens the form for a new case and types a subject.
async fn begins_a_case(far: &mut Far) {
    far.sees("1 Mine").await;
    far.types(b"n").await;
    far.sees("New case").await;
    far.sees("Product").await;
    far.types(b"\t\t").await;
    far.types("Größe 日本".as_bytes()).await;
    far.sees("Größe 日本").await;
}

#[tokio::test]
async fn the_screens_are_shown_and_the_terminal_is_given_back() {
    let mut far = Far::connect(80, 24);
    far.sees("1 Mine").await;
    far.types(b"\x03").await;
    let (sent, said) = far.end().await;
    assert!(said.is_empty(), "{said:?}");
    let sent = String::from_utf8(sent).unwrap();
    assert!(sent.starts_with("\x1b[?1049h\x1b[?2004h\x1b[?25l"), "{sent:?}");
    assert!(sent.ends_with(std::str::from_utf8(&term::restoring()).unwrap()), "{sent:?}");
    for off in ["\x1b[?1000l", "\x1b[?2004l", "\x1b[?1049l", "\x1b[?25h"] {
        assert!(std::str::from_utf8(&term::restoring()).unwrap().contains(off));
    }
}

#[tokio::test]
async fn keys_may_be_cut_anywhere_and_a_paste_is_text() {
    let mut far = Far::connect(80, 24);
    begins_a_case(&mut far).await;
    // To the left three times, in the middle of sequences and characters.
    for piece in [&b"\x1b"[..], b"[", b"D\x1b[", b"D\x1b[D", b"\xe2", b"\x82", b"\xac"] {
        far.types(piece).await;
    }
    far.sees("Größe€ 日本").await;
    // What would be a dropped file on a machine of one's own is nothing but text.
    far.types(b"\x1b[200~/etc/pas").await;
    far.types(b"swd\x1b[20").await;
    far.types(b"1~").await;
    far.sees("Größe€/etc/passwd 日本").await;
    // A lone Escape is a key once nothing has followed it.
    far.types(b"\x1b").await;
    far.sees("1 Mine").await;
    far.types(b"\x03").await;
    far.end().await;
}

#[tokio::test]
async fn a_window_has_the_size_that_was_told_last() {
    let mut far = Far::connect(0, 0);
    far.sees("1 Mine").await;
    assert_eq!(far.screen.screen().size(), (24, 80));
    far.screen.screen_mut().set_size(30, 100);
    for columns in 90..=100 {
        far.input.send(Input::Size(columns, 30)).await.unwrap();
    }
    // The last row is where it belongs now.
    let read = async {
        while !far.screen.screen().rows(0, 100).last().unwrap().contains("? help") {
            let frame = far.output.recv().await.unwrap();
            far.take(&frame);
        }
    };
    timeout(PATIENCE, read).await.unwrap();
    far.types(b"\x03").await;
    far.end().await;
}

#[test]
fn a_size_is_one_that_can_be_drawn_on() {
    assert_eq!(fitted((0, 0)), (80, 24));
    assert_eq!(fitted((120, 0)), (120, 24));
    assert_eq!(fitted((1, 1)), LEAST);
    assert_eq!(fitted((u16::MAX, u16::MAX)), GREATEST);
    assert_eq!(fitted((132, 43)), (132, 43));
}

#[tokio::test]
async fn a_terminal_that_takes_nothing_is_heard_all_the_same() {
    let mut far = Far::connect(80, 24);
    begins_a_case(&mut far).await;
    let before = far.sent.len();
    // From here on nothing is read: one frame waits in the channel, and no other is made.
    let moves = b"\x1b[D\x1b[C".repeat(300);
    for _ in 0..100 {
        // Each would be a whole frame anew.
        far.input.send(Input::Size(80, 24)).await.unwrap();
        far.types(b"\x1b[D\x1b[C").await;
    }
    far.types(&[&moves, &b"y"[..]].concat()).await;
    let ends_in = |letter: char| move |desk: &Desk| desk.drafts().iter().any(|draft| draft.content.subject.ends_with(letter));
    far.desk.until(ends_in('y')).await;
    // Once it reads again it sees how things are, and nothing of what it missed.
    far.sees("日本y").await;
    assert!(far.sent.len() - before < 2 * before, "{} bytes after {before}", far.sent.len() - before);
    far.types(b"z").await;
    far.desk.until(ends_in('z')).await;
    far.types(b"\x03").await;
    drop(far.input);
    // It quits although the terminal never takes the last bytes.
    timeout(PATIENCE, far.run).await.expect("it ends").unwrap();
    assert_eq!(far.output.len(), 1);
}

#[tokio::test]
async fn whoever_types_much_lets_others_have_their_turn() {
    let mut far = Far::connect(80, 24);
    begins_a_case(&mut far).await;
    let turns = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&turns);
    let other = tokio::spawn(async move {
        loop {
            counted.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
        }
    });
    tokio::task::yield_now().await;
    let before = turns.load(Ordering::Relaxed);
    far.types(&b"\x1b[D".repeat(20_000)).await;
    far.types(b"\x03").await;
    drop(far.input);
    drop(far.output);
    timeout(PATIENCE, far.run).await.expect("it ends").unwrap();
    let turns = turns.load(Ordering::Relaxed) - before;
    other.abort();
    assert!(turns > 100, "{turns} turns while 20,000 keys were handled");
}

#[tokio::test]
async fn what_was_typed_is_kept_when_the_line_is_lost() {
    for is_read_to_the_end in [false, true] {
        let mut far = Far::connect(80, 24);
        begins_a_case(&mut far).await;
        let Far { desk, input, output, run, .. } = far;
        // Nothing comes any more, or nothing is taken any more.
        let mut ends = (Some(input), Some(output));
        if is_read_to_the_end {
            ends.0 = None;
        } else {
            ends.1 = None;
        }
        timeout(PATIENCE, run).await.expect("it ends").unwrap();
        assert_eq!(desk.drafts().len(), 1);
        assert_eq!(desk.drafts()[0].content.subject, "Größe 日本");
    }
}

#[tokio::test]
async fn what_the_server_would_not_take_is_offered_again_after_the_end() {
    let desk = Desk::new();
    desk.fills(true);
    let mut far = Far::connect_to(desk.clone(), 80, 24);
    begins_a_case(&mut far).await;
    far.sees("kept until the server takes it").await;
    let before = desk.asked().len();
    drop(far.input);
    desk.until(|desk| desk.asked().len() > before + 1).await;
    desk.fills(false);
    let said = timeout(PATIENCE, far.farewell).await.expect("it ends").unwrap();
    assert!(said.iter().all(|line| !line.contains("machine")), "{said:?}");
    // Whoever waits for the end waits for that, too.
    timeout(PATIENCE, far.run).await.expect("it ends").unwrap();
    assert_eq!(desk.drafts()[0].content.subject, "Größe 日本");
}

#[tokio::test]
async fn what_was_typed_last_is_inherited_when_the_sign_in_is_no_more() {
    let desk = Desk::new();
    desk.fills(true);
    let mut far = Far::connect_to(desk.clone(), 80, 24);
    begins_a_case(&mut far).await;
    far.sees("kept until the server takes it").await;
    desk.0.lock().unwrap().is_ended = true;
    drop(far.input);
    assert_eq!(timeout(PATIENCE, far.farewell).await.expect("it ends").unwrap(), [""; 0]);
    timeout(PATIENCE, far.run).await.expect("it ends").unwrap();
    let inherited = far.inherited.lock().unwrap();
    assert_eq!(inherited.len(), 1);
    assert_eq!((inherited[0].save.content.subject.as_str(), inherited[0].email.as_str()), ("Größe 日本", data::customer().email.as_str()));
}

#[tokio::test]
async fn a_file_is_looked_at_in_turn_with_all_others() {
    let looks = Arc::new(Semaphore::new(1));
    let reach = Reach { user: "cases".into(), host: "h".into(), port: 22 };
    let host: Arc<dyn Host> = Arc::new(RemoteHost::new(reach, Colours::True, Arc::clone(&looks)));
    let desk = Desk::new();
    let (api, strings, (sender, _receiver)) = (Api::new(desk.clone()), Strings::english(), mpsc::channel(1));
    let file = Box::new(data::file("shot.png", Visibility::Public));
    let call = Call::Preview { number: CaseNumber(7), file, kept: KEPT };
    let mut looking = Box::pin(carry_out(&api, &host, &strings, 0, Ticket(1), call, &sender));
    let turn = looks.try_acquire().unwrap();
    assert!((&mut looking).now_or_never().is_none() && desk.asked().is_empty(), "nothing is fetched before its turn");
    drop(turn);
    assert!(timeout(PATIENCE, looking).await.unwrap().is_err());
    assert_eq!((desk.asked().len(), looks.available_permits()), (1, 1));
}

#[tokio::test]
async fn a_terminal_that_says_that_it_draws_pixels_is_sent_pictures() {
    let mut far = Far::connect_as(Desk::new(), "xterm", 100, 40);
    far.sees("1 Mine").await;
    far.is_sent(b"\x1b[c", 1).await;
    assert_eq!(far.times(b"\x1b[16t"), 0, "only those that draw pixels are asked how large they are");
    far.types(b"\x1b[?63;1;2;4;6").await;
    far.types(b"c").await;
    far.is_sent(b"\x1b[?1;1;0S\x1b[?2;4;0S\x1b[?2;1;0S\x1b[16t\x1b[c", 1).await;
    far.types(b"\x1b[?1;0;256S\x1b[?2;0;1000;1000S\x1b[?2;0;800;640S\x1b[6;16;8t\x1b[?63;1;2;4;6c").await;
    far.looks().await;
    far.is_sent(b"\x1bP0;1;0q\"1;1;600;300#", 1).await;
    assert!(!far.screen.screen().contents().contains('▀'));
    // What covered it leaves no hole.
    far.types(b"?").await;
    far.sees("Looking at a file").await;
    far.types(b"q").await;
    far.is_sent(b"\x1bP0;1;0q\"1;1;600;300#", 2).await;
    // Another window may be one of other letters; the picture is made to fit.
    far.screen.screen_mut().set_size(30, 50);
    far.input.send(Input::Size(50, 30)).await.unwrap();
    far.is_sent(b"\x1b[16t", 2).await;
    far.is_sent(b"\x1bP0;1;0q\"1;1;400;200#", 1).await;
    far.types(b"\x03").await;
    let (_, said) = far.end().await;
    assert!(said.is_empty(), "{said:?}");
}

#[tokio::test]
async fn a_terminal_that_does_not_say_so_is_sent_half_blocks() {
    for (terminal, answer) in [("xterm", &b""[..]), ("xterm", b"\x1b[?62;22c"), ("xterm", b"\x1b[?62;4c"), ("linux", b""), ("", b"")] {
        let mut far = Far::connect_as(Desk::new(), terminal, 100, 40);
        far.sees("1 Mine").await;
        far.types(answer).await;
        far.looks().await;
        far.sees("▀▀▀▀").await;
        far.types(b"\x03").await;
        let (sent, _) = far.end().await;
        let has = |bytes: &[u8]| sent.windows(bytes.len()).any(|window| window == bytes);
        assert!(!has(b"\x1bP") && has(b"\x1b[c") == (terminal == "xterm"), "{terminal} {}", answer.escape_ascii());
    }
}

#[tokio::test]
async fn nobody_listens_any_more_once_the_screens_are_gone() {
    struct Told(Desk, mpsc::Sender<()>);
    impl Transport for Told {
        fn send(&self, request: http::Request<Body>) -> BoxFuture<'static, Result<http::Response<Pieces>, Unreachable>> {
            if request.uri() != "/v1/live" {
                return self.0.send(request);
            }
            // The stream holds a sender, which is gone with it.
            let held = self.1.clone();
            let pieces: Pieces = futures_util::stream::poll_fn(move |_| {
                let _ = &held;
                std::task::Poll::Pending
            })
            .boxed();
            async { Ok(http::Response::new(pieces)) }.boxed()
        }
        fn server(&self) -> &str {
            self.0.server()
        }
    }
    let (sender, mut receiver) = mpsc::channel(1);
    let api = Api::new(Told(Desk::new(), sender)).signed_in("token");
    let (_input, inputs) = mpsc::channel(1);
    let (outputs, mut output) = mpsc::channel(1);
    let reach = Reach { user: "cases".into(), host: "h".into(), port: 22 };
    let options = Options::of_line(Times::unsaid(TimeZone::UTC), Preferences::default(), |_| None);
    let host = Arc::new(RemoteHost::new(reach, Colours::True, Arc::new(Semaphore::new(1))));
    let (farewell, _told) = oneshot::channel();
    let heir: Heir = Box::new(|_| std::future::ready(false).boxed());
    let remote = Remote { input: inputs, output: outputs, size: (80, 24), farewell, heir };
    let run = tokio::spawn(run_remote(remote, api, host, || NOW.parse().unwrap(), Arc::new(Strings::english()), options));
    let mut screen = vt100::Parser::new(24, 80, 0);
    while !screen.screen().contents().contains("Members") {
        screen.process(&timeout(PATIENCE, output.recv()).await.unwrap().unwrap());
    }
    run.abort();
    // All senders are gone: nothing is left that would listen.
    assert_eq!(timeout(PATIENCE, receiver.recv()).await.expect("the stream is dropped"), None);
}
