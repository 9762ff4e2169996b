//! Stories of `sftp` and `scp`, told packet by packet to the door of a small installation.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::{Buf as _, BufMut as _, Bytes, BytesMut};
use caseport_tui::cli::Exit;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::{Copy, Way, serve};
use crate::http::Peer;
use crate::ssh::output::{Piece, pieces};
use crate::ssh::{Door, Patience, Rules};
use crate::testing::World;

const WRITE: u32 = 2 | 8 | 16;

/// A client in the middle of a conversation.
struct Client {
    send: mpsc::Sender<Bytes>,
    heard: mpsc::Receiver<Piece>,
    serving: JoinHandle<Exit>,
    id: u32,
    /// What was said beside the protocol.
    said: Vec<String>,
}

/// An answer: its kind and what follows its number.
#[derive(Debug, PartialEq, Eq)]
struct Answer {
    kind: u8,
    body: Bytes,
}

impl Answer {
    /// The code of an answer without content.
    fn code(&self) -> u32 {
        assert_eq!(self.kind, 101, "{self:?}");
        self.body.clone().get_u32()
    }

    fn handle(&self) -> Vec<u8> {
        assert_eq!(self.kind, 102, "{self:?}");
        self.body[4..].to_vec()
    }

    fn data(&self) -> Vec<u8> {
        assert_eq!(self.kind, 103, "{self:?}");
        self.body[4..].to_vec()
    }

    /// Names of a folder with their lines.
    fn names(&self) -> Vec<(String, String)> {
        assert_eq!(self.kind, 104, "{self:?}");
        let mut body = self.body.clone();
        let text = |body: &mut Bytes| {
            let length = body.get_u32() as usize;
            String::from_utf8(body.split_to(length).to_vec()).unwrap()
        };
        let count = body.get_u32();
        let names = (0..count).map(|_| {
            let entry = (text(&mut body), text(&mut body));
            let flags = body.get_u32();
            body.advance(4 + if flags & 1 == 1 { 8 } else { 0 } + if flags & 8 == 8 { 8 } else { 0 });
            entry
        });
        names.collect()
    }
}

fn text(text: impl AsRef<[u8]>) -> Vec<u8> {
    let text = text.as_ref();
    [&u32::try_from(text.len()).unwrap().to_be_bytes()[..], text].concat()
}

impl Client {
    fn of(world: &World, name: &str, way: Way) -> Self {
        let rules = Rules { staff_passwords: false, idle: Duration::from_mins(10), patience: Patience::default() };
        let door = Door::new(world.app.clone(), rules, SocketAddr::from(([192, 0, 2, 7], 22)), &world.place.data);
        let client = world.of(name);
        let api = door.api(Peer { address: client.address, is_local: false }).signed_in(client.token.as_deref().unwrap());
        let ((pieces, heard), (send, stdin)) = (pieces(), mpsc::channel(4));
        let serving = tokio::spawn(serve(way, api, door.strings(), stdin, pieces));
        Self { send, heard, serving, id: 0, said: Vec::new() }
    }

    async fn hear(&mut self) -> Option<Bytes> {
        loop {
            match self.heard.recv().await? {
                Piece::Out(bytes) => return Some(bytes),
                Piece::Err(words) => self.said.push(String::from_utf8(words.to_vec()).unwrap()),
            }
        }
    }

    async fn raw(&mut self, packet: &[u8]) -> Option<Answer> {
        self.send.send(text(packet).into()).await.unwrap();
        let mut answer = self.hear().await?;
        assert_eq!(answer.get_u32() as usize, answer.len());
        let kind = answer.get_u8();
        assert_eq!(answer.get_u32(), self.id, "an answer has the number of its request");
        Some(Answer { kind, body: answer })
    }

    async fn ask(&mut self, kind: u8, body: &[u8]) -> Answer {
        self.id += 1;
        let packet = [&[kind][..], &self.id.to_be_bytes(), body].concat();
        self.raw(&packet).await.unwrap()
    }

    async fn open(&mut self, path: &str, flags: u32) -> Answer {
        self.ask(3, &[text(path), flags.to_be_bytes().to_vec(), vec![0; 4]].concat()).await
    }

    async fn write(&mut self, handle: &[u8], offset: u64, data: &[u8]) -> Answer {
        self.ask(6, &[text(handle), offset.to_be_bytes().to_vec(), text(data)].concat()).await
    }

    async fn read(&mut self, handle: &[u8], offset: u64, length: u32) -> Answer {
        self.ask(5, &[text(handle), offset.to_be_bytes().to_vec(), length.to_be_bytes().to_vec()].concat()).await
    }

    async fn close(&mut self, handle: &[u8]) -> Answer {
        self.ask(4, &text(handle)).await
    }

    async fn stat(&mut self, path: &str) -> Answer {
        self.ask(17, &text(path)).await
    }

    /// Sends a whole file.
    async fn put(&mut self, path: &str, content: &[u8]) -> Answer {
        let opened = self.open(path, WRITE).await;
        if opened.kind == 101 {
            return opened;
        }
        let handle = opened.handle();
        let mut offset = 0;
        for piece in content.chunks(30_000) {
            let written = self.write(&handle, offset, piece).await;
            if written.code() != 0 {
                return written;
            }
            offset += piece.len() as u64;
        }
        self.close(&handle).await
    }

    async fn get(&mut self, path: &str) -> Vec<u8> {
        let handle = self.open(path, 1).await.handle();
        let mut out = Vec::new();
        loop {
            let answer = self.read(&handle, out.len() as u64, u32::MAX).await;
            if answer.kind == 101 {
                assert_eq!(answer.code(), 1, "the end of a file");
                self.close(&handle).await;
                return out;
            }
            out.extend(answer.data());
        }
    }

    /// The names in a folder with their lines, or why there are none.
    async fn list(&mut self, path: &str) -> Result<Vec<(String, String)>, Answer> {
        let opened = self.ask(11, &text(path)).await;
        if opened.kind == 101 {
            return Err(opened);
        }
        let mut out = Vec::new();
        loop {
            let answer = self.ask(12, &text(opened.handle())).await;
            if answer.kind == 101 {
                assert_eq!(answer.code(), 1, "the end of a folder");
                return Ok(out);
            }
            out.extend(answer.names());
        }
    }

    async fn names(&mut self, path: &str) -> Vec<String> {
        self.list(path).await.unwrap().into_iter().map(|(name, _)| name).collect()
    }

    /// The client goes without a word.
    async fn leave(self) -> Exit {
        drop((self.send, self.heard));
        self.serving.await.unwrap()
    }
}

/// Any bytes of a length.
fn content(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at * 31 % 251).unwrap()).collect()
}

async fn until(condition: impl AsyncFn() -> bool) {
    let waiting = async {
        while !condition().await {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), waiting).await.unwrap();
}

#[tokio::test]
async fn a_file_that_was_sent_is_on_the_case_and_comes_back_byte_for_byte() {
    let world = World::new().await;
    let number = world.file("ada", "It does not work").await;
    let mut ada = Client::of(&world, "ada", Way::Sftp);
    let whole = content(300_000);
    assert_eq!(ada.stat(&format!("/{number}")).await.kind, 105, "a case is a folder");
    for (name, kept) in [("core dump ü.log", "core dump ü.log"), ("core dump ü.log", "core dump ü (2).log"), ("-a:b.png", "a_b.png")] {
        assert_eq!(ada.put(&format!("{number}/{name}"), &whole).await.code(), 0, "{name}: {:?}", ada.said);
        assert_eq!(ada.stat(&format!("/{number}/{name}")).await.kind, 105, "{name} is found by whoever sent it");
        assert!(ada.names(&format!("/{number}")).await.contains(&kept.to_owned()), "{kept}");
    }
    assert_eq!(ada.said, ["It is kept as a_b.png\n"]);
    assert_eq!(ada.put(&format!("{number}/empty"), b"").await.code(), 0);
    let files = world.of("ada").get(&format!("/v1/cases/{number}/files")).await;
    let names: Vec<&str> = files["files"].as_array().unwrap().iter().filter_map(|file| file["name"].as_str()).collect();
    assert_eq!(names, ["core dump ü.log", "core dump ü.log", "a_b.png", "empty"]);
    assert_eq!(ada.get(&format!("{number}/core dump ü (2).log")).await, whole);
    assert_eq!(ada.get(&format!("{number}/empty")).await, b"");
    assert_eq!(ada.leave().await, Exit::DONE);
}

#[tokio::test]
async fn a_file_is_read_from_anywhere() {
    let world = World::new().await;
    let number = world.file("ada", "It does not work").await;
    let mut ada = Client::of(&world, "ada", Way::Sftp);
    let whole = content(200_000);
    assert_eq!(ada.put(&format!("{number}/a"), &whole).await.code(), 0);
    let handle = ada.open(&format!("{number}/a"), 1).await.handle();
    for (offset, length, expected) in [(0, 10, 0..10), (150_000, 100, 150_000..150_100), (10, 5, 10..15), (199_990, 500, 199_990..200_000)]
    {
        assert_eq!(ada.read(&handle, offset, length).await.data(), whole[expected]);
    }
    assert_eq!(ada.read(&handle, 0, u32::MAX).await.data().len(), 64 * 1024, "as much as one answer holds");
    for beyond in [200_000, u64::MAX] {
        assert_eq!(ada.read(&handle, beyond, u32::MAX).await.code(), 1, "{beyond}");
    }
    assert_eq!(ada.write(&handle, 0, b"x").await.code(), 3, "a file that is read is not written");
}

#[tokio::test]
async fn what_may_not_be_seen_is_answered_like_what_does_not_exist() {
    let world = World::new().await;
    let number = world.file("ada", "It does not work").await;
    let mut agent = Client::of(&world, "agent", Way::Sftp);
    let mut ada = Client::of(&world, "ada", Way::Sftp);
    assert_eq!(agent.put(&format!("{number}/internal.log"), b"secret").await.code(), 0);
    assert_eq!(ada.put(&format!("{number}/shot.png"), b"open").await.code(), 0);
    let lines = agent.list(&format!("/{number}")).await.unwrap();
    assert!(lines[0].1.contains("-r--r-----    1 support  internal") && lines[0].1.ends_with("internal.log"), "{lines:?}");
    assert!(lines[1].1.contains("-r--r--r--    1 customer everyone") && lines[1].1.ends_with("shot.png"), "{lines:?}");
    assert_eq!(ada.names(&format!("/{number}")).await, ["shot.png"]);
    assert_eq!(ada.names("/").await, ["new".to_owned(), number.to_string()]);
    let free = [10_000, 10_001].into_iter().find(|free| *free != number).unwrap();
    let mut answers = Vec::new();
    // Somebody of the same organization who sees only their own cases, somebody of another, and a case that nobody has.
    for (who, number) in [("cleo", number), ("zoe", number), ("zoe", free)] {
        let mut stranger = Client::of(&world, who, Way::Sftp);
        let mut answered = Vec::new();
        for path in [format!("/{number}"), format!("/{number}/shot.png")] {
            answered.push(stranger.stat(&path).await);
        }
        answered.push(stranger.open(&format!("{number}/shot.png"), 1).await);
        answered.push(stranger.open(&format!("{number}/mine.png"), WRITE).await);
        answered.push(stranger.list(&format!("/{number}")).await.unwrap_err());
        assert!(answered.iter().all(|answer| answer.code() == 2), "{who}: {answered:?}");
        assert_eq!(stranger.said, Vec::<String>::new(), "{who}");
        assert_eq!(stranger.names("/").await, ["new"], "{who}");
        answers.push(answered);
    }
    assert!(answers.iter().all(|answered| *answered == answers[0]));
    for path in [format!("{number}/internal.log"), format!("{number}/nothing.log")] {
        assert_eq!(ada.open(&path, 1).await.code(), 2, "{path}");
    }
}

#[tokio::test]
async fn what_breaks_off_or_is_refused_leaves_nothing() {
    let world = World::new().await;
    let number = world.file("ada", "It does not work").await;
    let nothing_is_left = async || {
        until(async || world.blobs() == 0).await;
        let files = world.of("ada").get(&format!("/v1/cases/{number}/files")).await;
        assert_eq!(files["files"].as_array().map(Vec::len), Some(0));
    };
    // The connection is lost.
    let mut ada = Client::of(&world, "ada", Way::Sftp);
    let handle = ada.open(&format!("{number}/half"), WRITE).await.handle();
    let half = content(250_000);
    for at in 0..3 {
        assert_eq!(ada.write(&handle, at * half.len() as u64, &half).await.code(), 0);
    }
    until(async || world.blobs() > 0).await;
    assert_eq!(ada.leave().await, Exit::DONE);
    nothing_is_left().await;
    // It is larger than files may be; what was sent ahead is answered alike, and the reason is said once.
    let mut ada = Client::of(&world, "ada", Way::Sftp);
    let handle = ada.open(&format!("{number}/large"), WRITE).await.handle();
    let piece = content(200_000);
    let mut offset = 0;
    while ada.write(&handle, offset, &piece).await.code() == 0 {
        offset += piece.len() as u64;
        assert!(offset <= 2_000_000, "the limit is 1,000,000 bytes, and few pieces wait");
    }
    assert_eq!((ada.write(&handle, offset, &piece).await.code(), ada.close(&handle).await.code()), (4, 4));
    assert!(matches!(&ada.said[..], [words] if words.contains("1000000")), "{:?}", ada.said);
    nothing_is_left().await;
    // It has a gap.
    for offset in [1, 9, u64::MAX] {
        let handle = ada.open(&format!("{number}/gap"), WRITE).await.handle();
        assert_eq!(ada.write(&handle, 0, b"0123456789").await.code(), 0);
        assert_eq!((ada.write(&handle, offset, b"x").await.code(), ada.close(&handle).await.code()), (8, 8), "{offset}");
        nothing_is_left().await;
    }
}

#[tokio::test]
async fn a_file_for_a_new_case_goes_to_the_draft_that_was_edited_last_or_to_a_new_one() {
    let world = World::new().await;
    let drafts = async || world.of("ada").get("/v1/drafts").await["drafts"].as_array().cloned().unwrap();
    let mut ada = Client::of(&world, "ada", Way::Sftp);
    assert_eq!(ada.names("new").await, Vec::<String>::new());
    // One that breaks off leaves no draft either.
    let handle = ada.open("new/half", WRITE).await.handle();
    assert_eq!(ada.write(&handle, 0, b"half").await.code(), 0);
    assert_eq!(drafts().await.len(), 1);
    ada.leave().await;
    until(async || drafts().await.is_empty()).await;

    let mut ada = Client::of(&world, "ada", Way::Sftp);
    assert_eq!(ada.put("new/first.png", b"1").await.code(), 0);
    assert_eq!(ada.said, ["first.png is on the draft of your new case.\n"]);
    let made = drafts().await;
    assert_eq!((made.len(), made[0]["kind"].as_str()), (1, Some("case")));
    let path = format!("/v1/drafts/{}", made[0]["id"].as_str().unwrap());
    let content = serde_json::json!({ "severity": 3, "subject": "No sign-in", "body": "" });
    let save = serde_json::json!({ "kind": "case", "version": made[0]["version"], "content": content });
    assert_eq!(world.of("ada").put(&path, &save).await.status, 200);
    assert_eq!(ada.put("/new/second.png", b"2").await.code(), 0);
    assert_eq!(ada.said[1..], ["second.png is on the draft of your new case: No sign-in\n"]);
    assert_eq!(drafts().await.len(), 1);
    assert_eq!(ada.names("new").await, ["first.png", "second.png"]);
    assert_eq!(ada.open("new/first.png", 1).await.code(), 3, "what is on a draft is fetched once it is sent");
    let mut bob = Client::of(&world, "bob", Way::Sftp);
    assert_eq!(bob.names("new").await, Vec::<String>::new(), "a draft is its writer's alone");
}

#[tokio::test]
async fn nothing_is_renamed_removed_or_made_and_nothing_hangs() {
    let world = World::new().await;
    let number = world.file("ada", "It does not work").await;
    let mut ada = Client::of(&world, "ada", Way::Sftp);
    ada.id = 3;
    assert_eq!(ada.raw(&[1, 0, 0, 0, 3]).await.map(|answer| answer.kind), Some(2), "the version that is spoken");
    assert_eq!(ada.put(&format!("{number}/a"), b"a").await.code(), 0);
    for kind in [13, 14, 15, 18, 20] {
        assert_eq!(
            ada.ask(kind, &[text(format!("/{number}/a")), text(format!("/{number}/b")), vec![0; 4]].concat()).await.code(),
            3,
            "{kind}"
        );
    }
    assert_eq!(ada.ask(19, &text("/a")).await.code(), 8);
    assert_eq!(ada.ask(200, &text("statvfs@openssh.com")).await.code(), 8);
    assert_eq!(ada.ask(200, &text("limits@openssh.com")).await.kind, 201);
    for path in ["a.png", "/", "/etc/passwd", &format!("{number}")] {
        assert!(matches!(ada.open(path, WRITE).await.code(), 2..=4), "{path}");
    }
    for flags in [2 | 4 | 8, 2] {
        assert_eq!(ada.open(&format!("{number}/a"), flags).await.code(), 3, "{flags}");
    }
    assert_eq!(ada.open(&format!("{number}/a"), WRITE | 32).await.code(), 4, "it is there");
    let times = [text(format!("/{number}/a")), 8_u32.to_be_bytes().to_vec(), vec![0; 8]].concat();
    assert_eq!(ada.ask(9, &times).await.code(), 0, "times are taken without a word");
    let size = [text(format!("/{number}/a")), 1_u32.to_be_bytes().to_vec(), vec![0; 8]].concat();
    assert_eq!(ada.ask(9, &size).await.code(), 3);
    for kind in [4, 5, 6, 8, 12] {
        assert_eq!(ada.ask(kind, &[text([9; 4]), vec![0; 16]].concat()).await.code(), 4, "{kind}: nothing has this handle");
    }
    assert_eq!(ada.ask(6, &[0, 0]).await.code(), 5, "a packet that is cut off");
    assert_eq!(ada.get(&format!("{number}/a")).await, b"a");
    ada.send.send(Bytes::copy_from_slice(&(256 * 1024 + 1_u32).to_be_bytes())).await.unwrap();
    assert_eq!(ada.hear().await, None, "nobody knows where the next packet begins");
    assert_eq!(ada.leave().await, Exit::FAILED);
}

#[tokio::test]
async fn few_files_are_open_at_once_and_few_lines_are_said() {
    let world = World::new().await;
    let number = world.file("ada", "It does not work").await;
    let mut ada = Client::of(&world, "ada", Way::Sftp);
    let mut handles = Vec::new();
    for _ in 0..super::session::HANDLES {
        handles.push(ada.ask(11, &text("/")).await.handle());
    }
    assert_eq!((ada.ask(11, &text("/")).await.code(), ada.open(&format!("{number}/a"), WRITE).await.code()), (4, 4));
    assert_eq!(ada.close(&handles[0]).await.code(), 0);
    assert_eq!(ada.put(&format!("{number}/a"), b"a").await.code(), 0);
    for _ in 0..2 * super::LINES {
        assert_eq!(ada.ask(13, &text("a")).await.code(), 3);
    }
    assert_eq!(ada.said.len(), super::LINES);
}

#[tokio::test]
async fn the_old_protocol_copies_one_by_one_and_says_why_not() {
    let world = World::new().await;
    let number = world.file("ada", "It does not work").await;
    let way = || Way::Scp(Copy::To(format!("{number}/")));
    let mut ada = Client::of(&world, "ada", way());
    assert_eq!(ada.hear().await.as_deref(), Some(&[0][..]));
    let sent: [(&[u8], &[u8]); 7] = [
        (b"T1 0 1 0\n", b"\0"),
        (b"C0644 3 a b.log\n", b"\0"),
        (b"abc\0", b"\0"),
        (b"C0644 1000001 large\n", b"\x01"),
        (b"C0644 5 half\n", b"\0"),
        (b"12345\x01it broke\n", b"\0"),
        (b"D0755 0 folder\n", b"\x01"),
    ];
    for (line, expected) in sent {
        ada.send.send(Bytes::from_static(line)).await.unwrap();
        let heard = ada.hear().await.unwrap();
        assert_eq!(heard[..1], *expected, "{line:?}: {heard:?}");
        assert_eq!(line.starts_with(b"C0644 1000001"), String::from_utf8_lossy(&heard).contains("1000000"), "{heard:?}");
    }
    assert_eq!(ada.leave().await, Exit::FAILED);
    let mut ada = Client::of(&world, "ada", way());
    let mut bytes = BytesMut::new();
    bytes.put_slice(b"C0644 10 half\n12345");
    ada.hear().await;
    ada.send.send(bytes.freeze()).await.unwrap();
    assert_eq!(ada.hear().await.as_deref(), Some(&[0][..]));
    assert_eq!(ada.leave().await, Exit::FAILED);
    until(async || world.blobs() == 1).await;

    let mut ada = Client::of(&world, "ada", Way::Scp(Copy::From(vec![format!("{number}/a b.log"), format!("{number}/none")])));
    ada.send.send(Bytes::from_static(b"\0")).await.unwrap();
    assert_eq!(ada.hear().await.as_deref(), Some(&b"C0444 3 a b.log\n"[..]));
    ada.send.send(Bytes::from_static(b"\0")).await.unwrap();
    assert_eq!((ada.hear().await.as_deref(), ada.hear().await.as_deref()), (Some(&b"abc"[..]), Some(&b"\0"[..])));
    ada.send.send(Bytes::from_static(b"\0")).await.unwrap();
    assert!(ada.hear().await.is_some_and(|heard| heard[0] == 1));
    assert_eq!(ada.leave().await, Exit::FAILED);
}
