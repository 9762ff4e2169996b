//! Paths of the tree that files are found by: `/`, `/new`, `/1042`, and a file in one of the two. It looks nothing up.

use caseport_shared::case::CaseNumber;

/// Longest path, in bytes.
const PATH_BYTES: usize = 4 * 1024;
/// The folder of the draft of a new case.
pub(super) const NEW: &str = "new";

/// A folder that holds files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folder {
    /// The draft of a new case that was edited last.
    New,
    /// A case.
    Case(CaseNumber),
}

/// What a path can be the path of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Top,
    Folder(Folder),
    /// A file, or what would be one.
    File(Folder, String),
}

/// The parts of a path from the top, without `.` and `..`; `None` for one that is too long.
fn parts(path: &[u8]) -> Option<Vec<String>> {
    if path.len() > PATH_BYTES {
        return None;
    }
    let mut parts = Vec::new();
    for part in String::from_utf8_lossy(path).split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part.to_owned()),
        }
    }
    Some(parts)
}

/// A path from the top without detours.
pub(super) fn real(path: &[u8]) -> Option<String> {
    parts(path).map(|parts| format!("/{}", parts.join("/")))
}

/// What a path may lead to; `None` where nothing can be.
pub(super) fn node(path: &[u8]) -> Option<Node> {
    let mut parts = parts(path)?.into_iter();
    let Some(first) = parts.next() else { return Some(Node::Top) };
    let folder = if first == NEW {
        Folder::New
    } else if first.bytes().all(|byte| byte.is_ascii_digit()) {
        Folder::Case(first.parse().ok()?)
    } else {
        return None;
    };
    match (parts.next(), parts.next()) {
        (None, _) => Some(Node::Folder(folder)),
        (Some(name), None) => Some(Node::File(folder, name)),
        (Some(_), Some(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_a_case_its_files_or_the_draft_and_nowhere_else() {
        let case = Folder::Case(CaseNumber(1042));
        for (path, expected) in [
            ("", Some(Node::Top)),
            ("/", Some(Node::Top)),
            (".", Some(Node::Top)),
            ("/../..", Some(Node::Top)),
            ("1042", Some(Node::Folder(case))),
            ("/1042/", Some(Node::Folder(case))),
            ("/new/../1042/./", Some(Node::Folder(case))),
            ("new", Some(Node::Folder(Folder::New))),
            ("1042/core dump.log", Some(Node::File(case, "core dump.log".to_owned()))),
            ("//new//ü.png", Some(Node::File(Folder::New, "ü.png".to_owned()))),
            ("shot.png", None),
            ("#1042", None),
            ("+1042", None),
            ("99999999999999999999", None),
            ("etc/passwd", None),
            ("1042/folder/file", None),
            ("~/x", None),
        ] {
            assert_eq!(node(path.as_bytes()), expected, "{path}");
        }
        assert_eq!(node("1".repeat(PATH_BYTES + 1).as_bytes()), None);
        assert_eq!(node(b"1042/\xff.log"), Some(Node::File(case, "\u{fffd}.log".to_owned())));
        assert_eq!(real(b"./1042/../new//x").as_deref(), Some("/new/x"));
    }
}
