//! The packets of SFTP, version 3 (draft-ietf-secsh-filexfer-02), as far as OpenSSH's clients and those like them use it: bytes in,
//! a request out; an answer in, bytes out. It knows nothing of files.

use bytes::{Buf as _, BufMut as _, Bytes, BytesMut};
use jiff::Timestamp;

/// Largest packet that is taken, in bytes (OpenSSH's own limit).
pub(super) const PACKET_BYTES: u32 = 256 * 1024;
/// Most bytes of a file that one request reads or writes.
pub(super) const DATA_BYTES: u32 = 64 * 1024;
/// The version that is spoken.
const VERSION: u32 = 3;
/// Asks for the limits of this server (OpenSSH's `PROTOCOL`, section 4.8).
pub(super) const LIMITS: &[u8] = b"limits@openssh.com";

/// What a client asks for. Handles are as the client sent them.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Request {
    Init,
    Open {
        path: Bytes,
        flags: Flags,
    },
    Close {
        handle: Bytes,
    },
    Read {
        handle: Bytes,
        offset: u64,
        length: u32,
    },
    Write {
        handle: Bytes,
        offset: u64,
        data: Bytes,
    },
    Stat {
        path: Bytes,
    },
    StatOpen {
        handle: Bytes,
    },
    Change(Change),
    ChangeOpen {
        handle: Bytes,
        change: Change,
    },
    OpenFolder {
        path: Bytes,
    },
    ReadFolder {
        handle: Bytes,
    },
    RealPath {
        path: Bytes,
    },
    Limits,
    /// Would take a file away, rename it, or make what is none.
    Forbidden,
    Unknown,
}

/// What of a file is to be changed. Nothing but its size matters: times and rights are the server's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) size: Option<u64>,
}

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Flags(pub(super) u32);

impl Flags {
    pub(super) const WRITE: u32 = 2;
    pub(super) const APPEND: u32 = 4;
    pub(super) const CREATE: u32 = 8;
    pub(super) const EXCLUDE: u32 = 32;

    pub(super) const fn has(self, flag: u32) -> bool {
        self.0 & flag == flag
    }
}

/// What an answer without content says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    Done = 0,
    End = 1,
    NoSuchFile = 2,
    PermissionDenied = 3,
    Failure = 4,
    BadMessage = 5,
    Unsupported = 8,
}

/// What is told of a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) size: Option<u64>,
    /// Kind and rights, as `st_mode` has them.
    pub(super) mode: u32,
    pub(super) at: Option<Timestamp>,
}

/// An entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) name: String,
    /// A line as of `ls -l`.
    pub(super) line: String,
    pub(super) attributes: Attributes,
}

/// Reads a packet: its number and what it asks for, which is `None` where it is cut off; nothing where not even the number is there.
pub(super) fn request(packet: Bytes) -> Option<(u32, Option<Request>)> {
    let mut reader = Reader(packet);
    let kind = reader.byte()?;
    // The first packet has the version in the place of a number.
    let id = reader.number()?;
    Some((id, if kind == 1 { Some(Request::Init) } else { asked(kind, &mut reader) }))
}

fn asked(kind: u8, reader: &mut Reader) -> Option<Request> {
    Some(match kind {
        3 => Request::Open { path: reader.text()?, flags: Flags(reader.number()?) },
        4 => Request::Close { handle: reader.text()? },
        5 => Request::Read { handle: reader.text()?, offset: reader.long()?, length: reader.number()? },
        6 => Request::Write { handle: reader.text()?, offset: reader.long()?, data: reader.text()? },
        7 | 17 => Request::Stat { path: reader.text()? },
        8 => Request::StatOpen { handle: reader.text()? },
        9 => {
            reader.text()?;
            Request::Change(reader.change()?)
        }
        10 => Request::ChangeOpen { handle: reader.text()?, change: reader.change()? },
        11 => Request::OpenFolder { path: reader.text()? },
        12 => Request::ReadFolder { handle: reader.text()? },
        13 | 14 | 15 | 18 | 20 => Request::Forbidden,
        16 => Request::RealPath { path: reader.text()? },
        200 if reader.text()? == LIMITS => Request::Limits,
        _ => Request::Unknown,
    })
}

/// What is left of a packet.
struct Reader(Bytes);

impl Reader {
    fn byte(&mut self) -> Option<u8> {
        self.0.try_get_u8().ok()
    }

    fn number(&mut self) -> Option<u32> {
        self.0.try_get_u32().ok()
    }

    fn long(&mut self) -> Option<u64> {
        self.0.try_get_u64().ok()
    }

    fn text(&mut self) -> Option<Bytes> {
        let length = usize::try_from(self.number()?).ok()?;
        (length <= self.0.len()).then(|| self.0.split_to(length))
    }

    /// The size among attributes, which begin with it.
    fn change(&mut self) -> Option<Change> {
        let has_size = self.number()? & 1 == 1;
        let size = if has_size { Some(self.long()?) } else { None };
        Some(Change { size })
    }
}

/// A packet with its length before it.
fn packet(kind: u8, fill: impl FnOnce(&mut BytesMut)) -> Bytes {
    let mut out = BytesMut::new();
    out.put_u32(0);
    out.put_u8(kind);
    fill(&mut out);
    let length = length(out.len() - 4);
    out[..4].copy_from_slice(&length.to_be_bytes());
    out.freeze()
}

fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("an answer is far smaller than 4 GiB")
}

fn put(out: &mut BytesMut, text: &[u8]) {
    out.put_u32(length(text.len()));
    out.put_slice(text);
}

fn put_attributes(out: &mut BytesMut, attributes: Attributes) {
    let seconds = attributes.at.map(|at| u32::try_from(at.as_second()).unwrap_or(0));
    let parts = [(attributes.size.is_some(), 1), (true, 4), (seconds.is_some(), 8)];
    out.put_u32(parts.iter().filter(|(is_there, _)| *is_there).map(|(_, flag)| flag).sum());
    if let Some(size) = attributes.size {
        out.put_u64(size);
    }
    out.put_u32(attributes.mode);
    if let Some(seconds) = seconds {
        out.put_u32(seconds);
        out.put_u32(seconds);
    }
}

/// The answer to the first packet.
pub(super) fn version() -> Bytes {
    packet(2, |out| {
        out.put_u32(VERSION);
        put(out, LIMITS);
        put(out, b"1");
    })
}

pub(super) fn limits(id: u32, handles: u64) -> Bytes {
    packet(201, |out| {
        out.put_u32(id);
        for limit in [u64::from(PACKET_BYTES), u64::from(DATA_BYTES), u64::from(DATA_BYTES), handles] {
            out.put_u64(limit);
        }
    })
}

pub(super) fn status(id: u32, code: Code, words: &str) -> Bytes {
    packet(101, |out| {
        out.put_u32(id);
        out.put_u32(code as u32);
        put(out, words.as_bytes());
        put(out, b"en");
    })
}

pub(super) fn handle(id: u32, handle: u32) -> Bytes {
    packet(102, |out| {
        out.put_u32(id);
        put(out, &handle.to_be_bytes());
    })
}

pub(super) fn data(id: u32, data: &[u8]) -> Bytes {
    packet(103, |out| {
        out.reserve(data.len() + 8);
        out.put_u32(id);
        put(out, data);
    })
}

pub(super) fn names(id: u32, listed: &[Listed]) -> Bytes {
    packet(104, |out| {
        out.put_u32(id);
        out.put_u32(length(listed.len()));
        for entry in listed {
            put(out, entry.name.as_bytes());
            put(out, entry.line.as_bytes());
            put_attributes(out, entry.attributes);
        }
    })
}

pub(super) fn attributes(id: u32, attributes: Attributes) -> Bytes {
    packet(105, |out| {
        out.put_u32(id);
        put_attributes(out, attributes);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<(u32, Option<Request>)> {
        request(Bytes::copy_from_slice(bytes))
    }

    #[test]
    fn a_request_is_read_and_one_that_is_cut_off_keeps_its_number() {
        let write = [&[6_u8, 0, 0, 0, 9, 0, 0, 0, 1][..], b"h", &[0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 3], b"abc"].concat();
        let expected = Request::Write { handle: "h".into(), offset: 256, data: "abc".into() };
        assert_eq!(read(&write), Some((9, Some(expected))));
        for end in 5..write.len() {
            assert_eq!(read(&write[..end]), Some((9, None)), "{end}");
        }
        for end in 0..5 {
            assert_eq!(read(&write[..end]), None, "{end}");
        }
    }

    #[test]
    fn what_changes_or_makes_is_told_from_what_nobody_knows() {
        for kind in [13, 14, 15, 18, 20] {
            assert_eq!(read(&[kind, 0, 0, 0, 1]), Some((1, Some(Request::Forbidden))), "{kind}");
        }
        for kind in [0, 19, 21, 101, 255] {
            assert_eq!(read(&[kind, 0, 0, 0, 1]), Some((1, Some(Request::Unknown))), "{kind}");
        }
        let extended = |name: &[u8]| read(&[&[200, 0, 0, 0, 1, 0, 0, 0, u8::try_from(name.len()).unwrap()], name].concat());
        assert_eq!(extended(LIMITS), Some((1, Some(Request::Limits))));
        assert_eq!(extended(b"posix-rename@openssh.com"), Some((1, Some(Request::Unknown))));
    }

    #[test]
    fn an_answer_has_its_length_before_it() {
        let attributes = Attributes { size: Some(5), mode: 0o100_644, at: Some("2026-03-02T10:00:00Z".parse().unwrap()) };
        let entry = Listed { name: "a".to_owned(), line: "line".to_owned(), attributes };
        for answer in [version(), limits(1, 2), status(1, Code::End, "x"), handle(1, 2), data(1, b"abc"), names(1, &[entry])] {
            assert_eq!(usize::try_from(u32::from_be_bytes(answer[..4].try_into().unwrap())), Ok(answer.len() - 4));
        }
        assert_eq!(super::attributes(1, attributes)[..13], [0, 0, 0, 29, 105, 0, 0, 0, 1, 0, 0, 0, 13]);
    }
}
