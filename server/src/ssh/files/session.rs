//! One conversation over SFTP: requests in their order, each answered before the next is looked at.

use std::collections::HashMap;

use bytes::Bytes;
use caseport_tui::api::Api;
use caseport_tui::cli::Exit;

use super::Line;
use super::fault::Fault;
use super::incoming::Incoming;
use super::outgoing::Outgoing;
use super::path::{self, Folder, Node};
use super::source::Source;
use super::tree::Tree;
use super::wire::{self, Attributes, Change, Code, Flags, Listed, PACKET_BYTES, Request};

/// Files and folders that are open on one channel at once.
pub(super) const HANDLES: usize = 16;
/// Entries of a folder in one answer.
const ENTRIES: usize = 64;
/// What a file that is being sent looks like.
const UNFINISHED: u32 = 0o100_200;

/// What is open.
enum Open {
    Folder(Vec<Listed>),
    Outgoing(Box<Outgoing>),
    Incoming(Incoming),
}

pub(super) struct Session {
    tree: Tree,
    line: Line,
    open: HashMap<u32, Open>,
    next: u32,
    /// Whether it was said that there are more cases.
    has_said: bool,
}

type Answer = Result<Bytes, Fault>;

impl Session {
    pub(super) fn new(api: Api, line: Line) -> Self {
        Self { tree: Tree::new(api), line, open: HashMap::new(), next: 0, has_said: false }
    }

    pub(super) async fn run(mut self, mut source: Source) -> Exit {
        while let Some(length) = source.number().await {
            if length > PACKET_BYTES {
                // Where the next one begins is not known any more.
                return Exit::FAILED;
            }
            let Some(packet) = source.exactly(usize::try_from(length).unwrap_or(usize::MAX)).await else { break };
            let Some((id, request)) = wire::request(packet) else { return Exit::FAILED };
            let answer = match request {
                Some(request) => self.answer(id, request).await,
                None => Err(Fault::new(Code::BadMessage)),
            };
            let answer = match answer {
                Ok(answer) => answer,
                Err(fault) => {
                    if let Some(words) = &fault.words {
                        self.line.say(words).await;
                    }
                    wire::status(id, fault.code, fault.words.as_deref().unwrap_or_default())
                }
            };
            if !self.line.answer(answer).await {
                return Exit::FAILED;
            }
        }
        Exit::DONE
    }

    async fn answer(&mut self, id: u32, request: Request) -> Answer {
        let done = |()| wire::status(id, Code::Done, "");
        match request {
            Request::Init => Ok(wire::version()),
            Request::Limits => Ok(wire::limits(id, HANDLES as u64)),
            Request::Open { path, flags } => self.open(&path, flags).await.map(|handle| wire::handle(id, handle)),
            Request::OpenFolder { path } => self.open_folder(&path).await.map(|handle| wire::handle(id, handle)),
            Request::ReadFolder { handle } => self.read_folder(&handle).map(|entries| wire::names(id, &entries)),
            Request::Read { handle, offset, length } => self.read(&handle, offset, length).await.map(|data| wire::data(id, &data)),
            Request::Write { handle, offset, data } => self.write(&handle, offset, data).await.map(done),
            Request::Close { handle } => self.close(&handle).await.map(|words| wire::status(id, Code::Done, &words)),
            Request::Stat { path } => self.stat(&path).await.map(|attributes| wire::attributes(id, attributes)),
            Request::StatOpen { handle } => self.stat_open(&handle).map(|attributes| wire::attributes(id, attributes)),
            // Whoever sets times and rights along with a file means no harm.
            Request::Change(Change { size: None }) => Ok(done(())),
            Request::Change(_) => Err(self.refusal("ssh-files-unchanged")),
            Request::ChangeOpen { handle, change } => self.change_open(&handle, change).map(done),
            Request::RealPath { path } => {
                let name = path::real(&path).ok_or(Fault::MISSING)?;
                let attributes = Attributes { size: None, mode: 0, at: None };
                Ok(wire::names(id, &[Listed { line: name.clone(), name, attributes }]))
            }
            Request::Forbidden => Err(self.refusal("ssh-files-forbidden")),
            Request::Unknown => Err(Fault::new(Code::Unsupported)),
        }
    }

    fn refusal(&self, key: &str) -> Fault {
        Fault::said(Code::PermissionDenied, &self.line.strings, key)
    }

    fn open_of(&mut self, handle: &[u8]) -> Result<&mut Open, Fault> {
        let number = handle.try_into().map(u32::from_be_bytes).map_err(|_| Fault::new(Code::Failure))?;
        self.open.get_mut(&number).ok_or(const { Fault::new(Code::Failure) })
    }

    fn keep_open(&mut self, open: Open) -> u32 {
        let number = self.next;
        self.next = self.next.wrapping_add(1);
        self.open.insert(number, open);
        number
    }

    fn has_room(&self) -> Result<(), Fault> {
        let is_full = self.open.len() >= HANDLES;
        if is_full { Err(Fault::said(Code::Failure, &self.line.strings, "ssh-files-handles")) } else { Ok(()) }
    }

    async fn open(&mut self, path: &[u8], flags: Flags) -> Result<u32, Fault> {
        self.has_room()?;
        let node = path::node(path);
        let open = if flags.has(Flags::WRITE) {
            match node {
                Some(Node::File(folder, name)) => Open::Incoming(self.receive(folder, &name, flags).await?),
                // A client that found no such folder takes its name for a file's.
                Some(Node::Folder(_)) => return Err(Fault::said(Code::NoSuchFile, &self.line.strings, "ssh-files-missing")),
                Some(Node::Top) | None => return Err(self.refusal("ssh-files-where")),
            }
        } else {
            match node {
                Some(Node::File(folder, name)) => {
                    let found = self.tree.find(folder, &name).await.map_err(|error| self.line.fault(&error))?;
                    let file = found.ok_or(Fault::MISSING)?;
                    let Folder::Case(number) = folder else { return Err(self.refusal("ssh-files-drafted")) };
                    Open::Outgoing(Box::new(Outgoing::new(number, file)))
                }
                Some(Node::Top | Node::Folder(_)) => return Err(Fault::new(Code::Failure)),
                None => return Err(Fault::MISSING),
            }
        };
        Ok(self.keep_open(open))
    }

    /// Begins to receive a file, which never takes the place of another.
    async fn receive(&mut self, folder: Folder, name: &str, flags: Flags) -> Result<Incoming, Fault> {
        if flags.has(Flags::APPEND) || !flags.has(Flags::CREATE) {
            return Err(self.refusal("ssh-files-unchanged"));
        }
        if flags.has(Flags::EXCLUDE) && self.tree.find(folder, name).await.map_err(|error| self.line.fault(&error))?.is_some() {
            return Err(Fault::new(Code::Failure));
        }
        Incoming::begin(&self.tree.api, folder, name, None).await.map_err(|why| self.line.unkept(&why))
    }

    async fn open_folder(&mut self, path: &[u8]) -> Result<u32, Fault> {
        self.has_room()?;
        let mut has_more = false;
        let listed = match path::node(path) {
            Some(Node::Top) => self.tree.top().await.map(|(listed, more)| {
                has_more = more;
                listed
            }),
            Some(Node::Folder(folder)) => self.tree.list(folder).await,
            Some(Node::File(..)) | None => return Err(Fault::MISSING),
        };
        let listed = listed.map_err(|error| self.line.fault(&error))?;
        if has_more && !self.has_said {
            self.has_said = true;
            let words = self.line.strings.text_with("ssh-files-more", &[("count", (listed.len() - 1).into())]);
            self.line.say(&words).await;
        }
        Ok(self.keep_open(Open::Folder(listed)))
    }

    fn read_folder(&mut self, handle: &[u8]) -> Result<Vec<Listed>, Fault> {
        match self.open_of(handle)? {
            Open::Folder(left) if left.is_empty() => Err(Fault::new(Code::End)),
            Open::Folder(left) => Ok(left.drain(..left.len().min(ENTRIES)).collect()),
            Open::Outgoing(_) | Open::Incoming(_) => Err(Fault::new(Code::Failure)),
        }
    }

    async fn read(&mut self, handle: &[u8], offset: u64, length: u32) -> Result<Bytes, Fault> {
        let api = self.tree.api.clone();
        let Open::Outgoing(outgoing) = self.open_of(handle)? else { return Err(Fault::new(Code::PermissionDenied)) };
        match outgoing.read(&api, offset, length).await {
            Ok(Some(data)) => Ok(data),
            Ok(None) => Err(Fault::new(Code::End)),
            Err(error) => Err(self.line.fault(&error)),
        }
    }

    async fn write(&mut self, handle: &[u8], offset: u64, data: Bytes) -> Result<(), Fault> {
        let Open::Incoming(incoming) = self.open_of(handle)? else { return Err(Fault::new(Code::PermissionDenied)) };
        // What was sent ahead fails for the same reason, which is said once.
        let is_known = incoming.has_failed();
        let Err(why) = incoming.write(offset, data).await else { return Ok(()) };
        let fault = self.line.unkept(&why);
        Err(if is_known { Fault::new(fault.code) } else { fault })
    }

    async fn close(&mut self, handle: &[u8]) -> Result<String, Fault> {
        self.open_of(handle)?;
        let number = handle.try_into().map(u32::from_be_bytes).map_err(|_| Fault::new(Code::Failure))?;
        let Some(Open::Incoming(incoming)) = self.open.remove(&number) else { return Ok(String::new()) };
        let (folder, asked, is_known) = (incoming.folder, incoming.name.clone(), incoming.has_failed());
        match incoming.finish().await {
            Ok(kept) => {
                let words = self.line.about(&asked, &kept);
                self.tree.remember(folder, asked, kept.view.id);
                if let Some(words) = &words {
                    self.line.say(words).await;
                }
                Ok(words.unwrap_or_default())
            }
            Err(why) => {
                let fault = self.line.unkept(&why);
                Err(if is_known { Fault::new(fault.code) } else { fault })
            }
        }
    }

    async fn stat(&mut self, path: &[u8]) -> Result<Attributes, Fault> {
        let node = path::node(path).ok_or(Fault::MISSING)?;
        self.tree.stat(&node).await.map_err(|error| self.line.fault(&error))?.ok_or(Fault::MISSING)
    }

    fn stat_open(&mut self, handle: &[u8]) -> Result<Attributes, Fault> {
        match self.open_of(handle)? {
            Open::Outgoing(outgoing) => Ok(outgoing.file.attributes()),
            Open::Incoming(incoming) => Ok(Attributes { size: Some(incoming.size), mode: UNFINISHED, at: None }),
            Open::Folder(_) => Err(Fault::new(Code::Failure)),
        }
    }

    /// A size is only said again: `scp` cuts what it wrote to the length that it has.
    fn change_open(&mut self, handle: &[u8], change: Change) -> Result<(), Fault> {
        match (self.open_of(handle)?, change.size) {
            (_, None) => Ok(()),
            (Open::Incoming(incoming), Some(size)) if size == incoming.size => Ok(()),
            (_, Some(_)) => Err(self.refusal("ssh-files-unchanged")),
        }
    }
}
