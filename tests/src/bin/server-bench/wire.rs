//! HTTP/1.1 over one connection that is kept open, with no more work than reading an answer takes.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use caseport_tests::process::PATIENCE;

/// Room for an answer's head; more is read as it comes.
const PIECE: usize = 64 * 1024;

/// A connection to a server.
pub(crate) struct Wire {
    stream: TcpStream,
    /// What has been read of the answer; its room is kept.
    bytes: Vec<u8>,
}

/// An answer: its status, and where its body is.
pub(crate) struct Answer<'w> {
    /// The status.
    pub(crate) status: u16,
    /// The body.
    pub(crate) body: &'w [u8],
}

impl Wire {
    /// Connects.
    pub(crate) fn open(address: &str) -> Self {
        let stream = TcpStream::connect(address).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a wait is bounded");
        stream.set_write_timeout(Some(PATIENCE)).expect("a wait is bounded");
        stream.set_nodelay(true).expect("nothing is held back");
        Self { stream, bytes: Vec::with_capacity(PIECE) }
    }

    /// Sends a request and reads the whole answer.
    pub(crate) fn send(&mut self, request: &[u8]) -> std::io::Result<Answer<'_>> {
        self.stream.write_all(request)?;
        self.bytes.clear();
        let (status, start, length) = loop {
            if let Some(end) = self.bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                let (status, length) = read_head(&self.bytes[..end]).ok_or_else(|| std::io::Error::other("an answer without a length"))?;
                break (status, end + 4, length);
            }
            self.more(PIECE)?;
        };
        while self.bytes.len() < start + length {
            self.more(start + length - self.bytes.len())?;
        }
        Ok(Answer { status, body: &self.bytes[start..] })
    }

    /// Reads what there is, `most` bytes at most.
    fn more(&mut self, most: usize) -> std::io::Result<()> {
        let filled = self.bytes.len();
        self.bytes.resize(filled + most, 0);
        let read = self.stream.read(&mut self.bytes[filled..]);
        self.bytes.truncate(filled + read.as_ref().copied().unwrap_or(0));
        match read? {
            0 => Err(std::io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

/// Status and length of an answer.
fn read_head(head: &[u8]) -> Option<(u16, usize)> {
    let head = std::str::from_utf8(head).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let length = lines.find_map(|line| {
        let (name, value) = line.split_once(':')?;
        if name.eq_ignore_ascii_case("content-length") { value.trim().parse().ok() } else { None }
    });
    Some((status, length?))
}

/// A request without a body.
pub(crate) fn get(path: &str, token: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {token}\r\n\r\n").into_bytes()
}

/// A request with a body, under an idempotency key.
pub(crate) fn post(path: &str, token: &str, key: &str, kind: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {token}\r\nidempotency-key: {key}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

#[cfg(test)]
mod tests {
    use super::read_head;

    #[test]
    fn an_answer_has_a_status_and_a_length() {
        assert_eq!(read_head(b"HTTP/1.1 201 Created\r\nx: y\r\nContent-Length: 12"), Some((201, 12)));
        assert_eq!(read_head(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked"), None);
    }
}
