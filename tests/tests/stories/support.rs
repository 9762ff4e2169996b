//! What several stories use.

use std::path::{Path, PathBuf};

use caseport_tests::client::Ended;
use caseport_tests::desk::{Person, encoded};

/// A screenshot.
pub(crate) const PICTURE: &[u8] = include_bytes!("../../../assets/demo/files/sign-in-error.png");

/// Arguments in one list.
pub(crate) fn arguments(first: &[&str], rest: &[String]) -> Vec<String> {
    first.iter().map(|argument| (*argument).to_owned()).chain(rest.iter().cloned()).collect()
}

/// The number that `caseport case file` printed.
pub(crate) fn number(filed: &Ended) -> String {
    let number = filed.out().trim().to_owned();
    assert!(!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()), "{number}: {}", filed.err());
    number
}

/// Every file below a folder with its content.
pub(crate) fn files_under(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut out = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(content) = std::fs::read(&path) {
                out.push((path, content));
            }
        }
    }
    out
}

/// Puts a file on a case over HTTP and returns its id.
pub(crate) fn upload(person: &Person, case: i64, name: &str, content: &[u8]) -> String {
    let path = format!("/v1/cases/{case}/files?name={}", encoded(name));
    let sent = person.http().send("POST", &path, &[("content-type", "application/octet-stream")], content);
    sent.expect(201).json()["id"].as_str().expect("a file has an id").to_owned()
}
