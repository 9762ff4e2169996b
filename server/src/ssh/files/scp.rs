//! The protocol of `scp -O` and of clients before OpenSSH 9.0: files one by one, with lines of words between them.

use bytes::{BufMut as _, Bytes, BytesMut};
use caseport_shared::text::inline;
use caseport_tui::api::Api;
use caseport_tui::cli::Exit;

use super::Line;
use super::fault::Fault;
use super::incoming::{Incoming, Kept};
use super::outgoing::Outgoing;
use super::path::{self, Folder, Node};
use super::source::Source;
use super::tree::Tree;
use super::wire::{Code, DATA_BYTES};

/// Longest line of the protocol, in bytes: a path and a few numbers.
const LINE_BYTES: usize = 4 * 1024 + 64;
/// Paths that one command names.
const PATHS: usize = 100;
/// What a line begins with that tells of a failure, after which the other side goes on.
const WARNING: u8 = 1;

/// Which way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Copy {
    /// From the client to a path.
    To(String),
    /// From paths to the client.
    From(Vec<String>),
    /// What cannot be read as either.
    Neither,
}

impl Copy {
    /// What the arguments of a command ask for; `None` where it is not `scp`.
    pub(in super::super) fn asked(arguments: &[String]) -> Option<Self> {
        let (first, rest) = arguments.split_first()?;
        if first != "scp" {
            return None;
        }
        let is_option = |word: &&String| word.starts_with('-') && word.len() > 1;
        let options: Vec<&str> = rest.iter().take_while(is_option).map(String::as_str).collect();
        let (options, dashes) = match options.iter().position(|word| *word == "--") {
            Some(end) => (&options[..end], 1),
            None => (&options[..], 0),
        };
        let paths = &rest[options.len() + dashes..];
        let has = |letter| options.iter().any(|word| word.contains(letter));
        Some(match (has('t'), has('f'), paths) {
            (true, false, [path]) => Self::To(path.clone()),
            (false, true, [_, ..]) if paths.len() <= PATHS => Self::From(paths.to_vec()),
            _ => Self::Neither,
        })
    }
}

pub(super) async fn run(copy: Copy, api: Api, line: Line, source: Source) -> Exit {
    let mut side = Side { tree: Tree::new(api), line, source, is_whole: true };
    match copy {
        Copy::To(path) => side.receive(&path).await,
        Copy::From(paths) => side.send(&paths).await,
        Copy::Neither => {
            let fault = Fault::said(Code::Failure, &side.line.strings, "ssh-files-scp");
            side.warn("scp", &fault).await;
        }
    }
    if side.is_whole { Exit::DONE } else { Exit::FAILED }
}

/// This side of a copy.
struct Side {
    tree: Tree,
    line: Line,
    source: Source,
    is_whole: bool,
}

impl Side {
    /// Agrees; `None` when nobody listens.
    async fn agree(&self) -> Option<()> {
        self.line.answer(Bytes::from_static(&[0])).await.then_some(())
    }

    /// Tells why something cannot be.
    async fn warn(&mut self, what: &str, fault: &Fault) {
        self.is_whole = false;
        let words = fault.words.clone().unwrap_or_else(|| {
            let key = if fault.code == Code::NoSuchFile { "ssh-files-missing" } else { "ssh-files-failed" };
            self.line.strings.text(key)
        });
        let mut out = BytesMut::new();
        out.put_u8(WARNING);
        out.put_slice(format!("scp: {}: {}\n", inline(what), inline(&words)).as_bytes());
        // Whoever is gone is told nothing.
        let _ = self.line.answer(out.freeze()).await;
    }

    /// Whether the other side agrees; what it warns of it has shown itself.
    async fn is_agreed(&mut self) -> Option<bool> {
        let byte = self.source.exactly(1).await?[0];
        if byte == 0 {
            return Some(true);
        }
        self.source.line(LINE_BYTES).await?;
        self.is_whole = false;
        (byte == WARNING).then_some(false)
    }

    async fn receive(&mut self, path: &str) {
        if self.receive_all(path).await.is_none() {
            self.is_whole = false;
        }
    }

    /// Files until there are no more; `None` when they break off.
    async fn receive_all(&mut self, path: &str) -> Option<()> {
        let target = match path::node(path.as_bytes()) {
            Some(Node::Folder(folder)) => (folder, None),
            Some(Node::File(folder, name)) => (folder, Some(name)),
            Some(Node::Top) | None => {
                let fault = Fault::said(Code::PermissionDenied, &self.line.strings, "ssh-files-where");
                self.warn(path, &fault).await;
                return None;
            }
        };
        self.agree().await?;
        while let Some(first) = self.source.some(1).await {
            let rest = self.source.line(LINE_BYTES).await?;
            let text = String::from_utf8_lossy(&rest).into_owned();
            match first[0] {
                // Times, which are the server's, and the end of a folder.
                b'T' | b'E' => self.agree().await?,
                b'C' => {
                    let mut words = text.splitn(3, ' ');
                    let (_, size, name) = (words.next()?, words.next()?.parse().ok()?, words.next()?);
                    let name = target.1.clone().unwrap_or_else(|| name.to_owned());
                    self.receive_one(target.0, &name, size).await?;
                }
                WARNING => self.is_whole = false,
                _ => {
                    let fault = Fault::said(Code::Unsupported, &self.line.strings, "ssh-files-forbidden");
                    self.warn(path, &fault).await;
                    return None;
                }
            }
        }
        Some(())
    }

    async fn receive_one(&mut self, folder: Folder, name: &str, size: u64) -> Option<()> {
        let mut incoming = match Incoming::begin(&self.tree.api, folder, name, Some(size)).await {
            Ok(incoming) => incoming,
            Err(why) => {
                // Its bytes do not come then.
                let fault = self.line.unkept(&why);
                self.warn(name, &fault).await;
                return Some(());
            }
        };
        self.agree().await?;
        let mut left = size;
        while left > 0 {
            let piece = self.source.some(left.min(u64::from(DATA_BYTES))).await?;
            let offset = size - left;
            left -= piece.len() as u64;
            // What is refused meanwhile is told at the end; until then its bytes come.
            let _ = incoming.write(offset, piece).await;
        }
        if !self.is_agreed().await? {
            return self.agree().await;
        }
        match incoming.finish().await {
            Ok(kept) => {
                self.tell(name, &kept).await;
                self.agree().await
            }
            Err(why) => {
                let fault = self.line.unkept(&why);
                self.warn(name, &fault).await;
                Some(())
            }
        }
    }

    async fn tell(&mut self, name: &str, kept: &Kept) {
        if let Some(words) = self.line.about(name, kept) {
            self.line.say(&words).await;
        }
    }

    async fn send(&mut self, paths: &[String]) {
        let sent = async {
            self.is_agreed().await?;
            for path in paths {
                match self.find(path).await {
                    Ok(outgoing) => self.send_one(outgoing).await?,
                    Err(fault) => self.warn(path, &fault).await,
                }
            }
            Some(())
        };
        if sent.await.is_none() {
            self.is_whole = false;
        }
    }

    async fn find(&self, path: &str) -> Result<Outgoing, Fault> {
        match path::node(path.as_bytes()) {
            Some(Node::File(Folder::Case(number), name)) => {
                let found = self.tree.find(Folder::Case(number), &name).await.map_err(|error| self.line.fault(&error))?;
                found.map(|file| Outgoing::new(number, file)).ok_or(Fault::MISSING)
            }
            Some(Node::File(Folder::New, _)) => Err(Fault::said(Code::PermissionDenied, &self.line.strings, "ssh-files-drafted")),
            Some(Node::Top | Node::Folder(_)) => Err(Fault::said(Code::Unsupported, &self.line.strings, "ssh-files-scp")),
            None => Err(Fault::MISSING),
        }
    }

    async fn send_one(&mut self, mut outgoing: Outgoing) -> Option<()> {
        let size = outgoing.file.view.size;
        let head = format!("C{:04o} {size} {}\n", outgoing.file.attributes().mode & 0o777, outgoing.file.name);
        if !self.line.answer(head.into()).await {
            return None;
        }
        if !self.is_agreed().await? {
            return Some(());
        }
        let mut offset = 0;
        while offset < size {
            // A file that ends early would be taken for whole, so that nothing follows it.
            let Ok(Some(data)) = outgoing.read(&self.tree.api, offset, DATA_BYTES).await else { return None };
            offset += data.len() as u64;
            if !self.line.answer(data).await {
                return None;
            }
        }
        self.agree().await?;
        self.is_agreed().await.map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_told_from_every_other_command() {
        let asked = |text: &str| Copy::asked(&text.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(asked("scp -t 1042/"), Some(Copy::To("1042/".to_owned())));
        assert_eq!(asked("scp -v -p -d -t -- -x"), Some(Copy::To("-x".to_owned())));
        assert_eq!(asked("scp -rpt 1042"), Some(Copy::To("1042".to_owned())));
        assert_eq!(asked("scp -f 1042/a 1042/b"), Some(Copy::From(vec!["1042/a".to_owned(), "1042/b".to_owned()])));
        for neither in ["scp", "scp -t", "scp -t a b", "scp -f", "scp a b", "scp -t -f a", &format!("scp -f{}", " a".repeat(PATHS + 1))] {
            assert_eq!(asked(neither), Some(Copy::Neither), "{neither}");
        }
        assert_eq!(asked("case list"), None);
        assert_eq!(Copy::asked(&[]), None);
    }
}
