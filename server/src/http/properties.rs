//! What holds for any header and name that a file comes or goes with.

use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use caseport_shared::api::REPR_DIGEST;
use caseport_shared::text::file_name;

use super::files::{Part, disposition, part};
use super::transfer::{check_headers, digest_header};

pub(crate) fn transfer(data: &[u8]) {
    let Some((size, data)) = data.split_first() else { return };
    let mut lines = data.splitn(5, |byte| *byte == b'\n');
    let mut next = || lines.next().unwrap_or_default();
    let (range, kind, length, digest, name) = (next(), next(), next(), next(), String::from_utf8_lossy(next()));

    for size in [u64::from(*size), 0, u64::MAX] {
        if let Part::Of(range) = part(&String::from_utf8_lossy(range), size) {
            assert!(range.start < range.end && range.end <= size, "{range:?} of {size}");
        }
    }

    let mut headers = HeaderMap::new();
    for (header, value) in [(CONTENT_TYPE, kind), (CONTENT_LENGTH, length), (HeaderName::from_static(REPR_DIGEST), digest)] {
        if let Ok(value) = HeaderValue::from_bytes(value) {
            headers.insert(header, value);
        }
    }
    let limit = u64::from(*size);
    if let Ok(taken) = check_headers(&headers, limit) {
        let form = headers.get(CONTENT_TYPE).map(|kind| kind.as_bytes().to_ascii_lowercase());
        assert!(!form.is_some_and(|form| form.starts_with(b"multipart/")), "whatever its letters");
        assert_eq!(taken.is_some(), headers.contains_key(REPR_DIGEST));
        if let Some(taken) = taken {
            assert_eq!(digest_header(&taken).as_ref().map(String::as_bytes), Some(digest));
        }
    }

    let safe = file_name(&name);
    let header = disposition(&safe);
    let value = header.parse::<HeaderValue>().expect("a name fits its header whatever it is");
    let encoded = value.to_str().ok().and_then(|value| value.strip_prefix("attachment; filename*=UTF-8''")).expect("it is the only one");
    assert_eq!(decoded(encoded).as_deref(), Some(safe.as_bytes()), "{encoded}");
}

/// What percent signs and plain characters stand for; `None` where there is anything else (RFC 8187).
fn decoded(encoded: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => out.push(u8::from_str_radix(&String::from_utf8(vec![rest.next()?, rest.next()?]).ok()?, 16).ok()?),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(byte),
            _ => return None,
        }
    }
    Some(out)
}
