//! HTTP by hand, byte for byte, so that a story can also send what no proper client would.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use serde_json::Value;

use crate::process::PATIENCE;

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Names in small letters, in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of a name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text()))
    }

    /// The same, if the status is the one expected.
    ///
    /// # Panics
    /// When it is another.
    pub fn expect(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// The stable code of a problem.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// One address, and perhaps somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Http {
    /// `HOST:PORT`.
    pub address: String,
    /// The token.
    pub token: Option<String>,
}

impl Http {
    /// Sends a request with a body and returns the answer, or what went wrong on the way.
    pub fn try_send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> std::io::Result<Answer> {
        let mut stream = self.connect()?;
        let mut head = self.head(method, path, headers);
        if !body.is_empty() || method == "POST" || method == "PUT" || method == "PATCH" {
            let _ = write!(head, "content-length: {}\r\n", body.len());
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        // A server that has heard enough may answer and close before everything is sent.
        let sent = stream.write_all(body);
        let answer = read_answer(&mut stream);
        if answer.is_err() {
            sent?;
        }
        answer
    }

    /// The same, where nothing may go wrong on the way.
    ///
    /// # Panics
    /// When it does.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        self.try_send(method, path, headers, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// Reads.
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], &[])
    }

    /// Sends JSON.
    pub fn json(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.json_with(method, path, &[], body)
    }

    /// Sends JSON with further headers.
    pub fn json_with(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let mut headers = headers.to_vec();
        headers.push(("content-type", "application/json"));
        self.send(method, path, &headers, body.to_string().as_bytes())
    }

    /// Opens a connection whose reads and writes have deadlines.
    pub fn connect(&self) -> std::io::Result<TcpStream> {
        let stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    /// The head of a request, without its last empty line.
    pub fn head(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> String {
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", self.address);
        if let Some(token) = &self.token {
            let _ = write!(head, "authorization: Bearer {token}\r\n");
        }
        for (name, value) in headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head
    }
}

/// Reads an answer to the end of the connection.
pub fn read_answer(stream: &mut TcpStream) -> std::io::Result<Answer> {
    let mut bytes = Vec::new();
    let read = stream.read_to_end(&mut bytes);
    let cut = |why: &str| std::io::Error::other(format!("{why} after {} bytes", bytes.len()));
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        read?;
        return Err(cut("the answer ended"));
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).ok_or_else(|| cut("no status"))?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let mut answer = Answer { status, headers, body: bytes[end + 4..].to_vec() };
    if answer.header("transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
        answer.body = unchunked(&answer.body).ok_or_else(|| cut("the chunks ended"))?;
    } else if let Some(length) = answer.header("content-length").and_then(|length| length.parse::<usize>().ok())
        && length != answer.body.len()
    {
        return Err(cut("the body ended"));
    }
    Ok(answer)
}

fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let end = bytes.windows(2).position(|two| two == b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&bytes[..end]).ok()?.trim(), 16).ok()?;
        let chunk = bytes.get(end + 2..end + 2 + size)?;
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(chunk);
        bytes = bytes.get(end + 4 + size..)?;
    }
}
