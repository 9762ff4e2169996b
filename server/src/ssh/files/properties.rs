//! What holds for any packet of SFTP and any path in it: nothing is read that was not sent, and an answer says what it was made of.

use bytes::{Buf as _, BufMut as _, Bytes};

use super::path::{node, real};
use super::wire::{self, Attributes, Change, Code, LIMITS, Listed, Request};

pub(crate) fn packet(data: &[u8]) {
    let read = |bytes: &[u8]| wire::request(Bytes::copy_from_slice(bytes));
    let Some((id, request)) = read(data) else { return assert!(data.len() < 5, "whatever has a number is answered under it") };
    assert_eq!(data[1..5], id.to_be_bytes());
    if let Some(request) = request {
        let whole = written(data, &request);
        assert!(data.starts_with(&whole), "{request:?} was not sent");
        if let Request::Open { path, .. } | Request::Stat { path } | Request::OpenFolder { path } | Request::RealPath { path } = &request {
            is_found_alike(path);
        }
        let has_content = whole.len() > 5;
        assert_eq!(read(&whole), Some((id, Some(request))), "what follows makes no difference");
        assert!(!has_content || read(&whole[..whole.len() - 1]) == Some((id, None)), "what is cut off is none");
    }
    answers(id, data);
}

/// The bytes of a packet that a request was read from.
fn written(data: &[u8], request: &Request) -> Vec<u8> {
    let mut out = data[..5].to_vec();
    match request {
        // The name of an extension that nobody knows was read.
        Request::Unknown if data[0] == 200 => out.extend_from_slice(first_text(data)),
        Request::Init | Request::Forbidden | Request::Unknown => {}
        Request::Limits => text(&mut out, LIMITS),
        Request::Open { path, flags } => {
            text(&mut out, path);
            out.put_u32(flags.0);
        }
        Request::Read { handle, offset, length } => {
            text(&mut out, handle);
            out.put_u64(*offset);
            out.put_u32(*length);
        }
        Request::Write { handle, offset, data } => {
            text(&mut out, handle);
            out.put_u64(*offset);
            text(&mut out, data);
        }
        Request::Close { handle } | Request::StatOpen { handle } | Request::ReadFolder { handle } => text(&mut out, handle),
        Request::Stat { path } | Request::OpenFolder { path } | Request::RealPath { path } => text(&mut out, path),
        // Whose path is not looked at.
        Request::Change(what) => {
            out.extend_from_slice(first_text(data));
            change(&mut out, data, *what);
        }
        Request::ChangeOpen { handle, change: what } => {
            text(&mut out, handle);
            change(&mut out, data, *what);
        }
    }
    out
}

/// What a packet begins with after its number, with its length.
fn first_text(data: &[u8]) -> &[u8] {
    let length = Bytes::copy_from_slice(&data[5..]).get_u32() as usize;
    &data[5..9 + length]
}

fn text(out: &mut Vec<u8>, text: &[u8]) {
    out.put_u32(u32::try_from(text.len()).expect("a packet is short"));
    out.put_slice(text);
}

/// A change as it stands in a packet, whose other flags say nothing.
fn change(out: &mut Vec<u8>, data: &[u8], what: Change) {
    let flags = Bytes::copy_from_slice(&data[out.len()..]).get_u32();
    assert_eq!(flags & 1 == 1, what.size.is_some());
    out.put_u32(flags);
    if let Some(size) = what.size {
        out.put_u64(size);
    }
}

/// The path without detours leads to the same, and has none.
fn is_found_alike(path: &[u8]) {
    let Some(straight) = real(path) else { return assert_eq!(node(path), None) };
    assert!(straight.starts_with('/') && (straight == "/" || straight[1..].split('/').all(|part| !matches!(part, "" | "." | ".."))));
    // What is no text grows when it is written as one, beyond what a path may be.
    if let Some(again) = real(straight.as_bytes()) {
        assert_eq!((again, node(straight.as_bytes())), (straight, node(path)));
    }
}

/// Each answer has its length before it, and holds what it was made of and nothing else.
fn answers(id: u32, data: &[u8]) {
    let words = String::from_utf8_lossy(data);
    let attributes = Attributes { size: data.first().map(|byte| u64::from(*byte)), mode: id, at: None };
    let listed = Listed { name: words.clone().into_owned(), line: words.chars().rev().collect(), attributes };
    let body = |answer: Bytes, kind: u8| {
        let mut answer = answer;
        assert_eq!(answer.get_u32() as usize, answer.len());
        assert_eq!((answer.get_u8(), answer.get_u32()), (kind, id));
        answer
    };
    let taken = |body: &mut Bytes| {
        let length = body.get_u32() as usize;
        body.split_to(length)
    };
    let mut status = body(wire::status(id, Code::Failure, &words), 101);
    assert_eq!(
        (status.get_u32(), taken(&mut status), taken(&mut status), status.len()),
        (4, words.clone().into_owned().into(), "en".into(), 0)
    );
    let mut read = body(wire::data(id, data), 103);
    assert_eq!((taken(&mut read), read.len()), (Bytes::copy_from_slice(data), 0));
    let mut names = body(wire::names(id, std::slice::from_ref(&listed)), 104);
    assert_eq!((names.get_u32(), taken(&mut names), taken(&mut names)), (1, listed.name.into(), listed.line.into()));
    assert_eq!(names, body(wire::attributes(id, attributes), 105));
}
