//! What holds for any input whatever: held against it by `tests/fuzz`, and by the tests of this crate.

use crate::cursor::List;

/// A cursor is refused or says again what it said, and only to the list that it was made for.
///
/// # Panics
/// When it does not hold.
pub fn cursor(data: &[u8]) {
    let (own, other) = (List::new("a secret", "cases"), List::new("a secret", "people"));
    let is_own_alone = |cursor: &str| {
        assert!(other.read(cursor).is_none() && other.read_texts(cursor).is_none(), "{cursor:?}");
        if let Some(keys) = own.read(cursor) {
            assert_eq!(own.write(keys), cursor);
        }
        if let Some([first, second]) = own.read_texts(cursor) {
            assert_eq!(own.write_texts([&first, &second]), cursor);
        }
    };
    let text = String::from_utf8_lossy(data);
    is_own_alone(&text);

    let mut bytes = data.iter().copied().chain(std::iter::repeat(0));
    let keys = [(); 3].map(|()| i64::from_be_bytes([(); 8].map(|()| bytes.next().unwrap_or_default())));
    let cursor = own.write(keys);
    assert_eq!(own.read(&cursor), Some(keys));
    is_own_alone(&cursor);

    let (first, second) = text.split_once('\n').unwrap_or((&text, ""));
    let cursor = own.write_texts([first, second]);
    if let Some(read) = own.read_texts(&cursor) {
        assert_eq!(read, [first, second]);
    } else {
        assert!(cursor.len() > text.len(), "what is short is read");
    }
    is_own_alone(&cursor);
}

/// Files of an import, parted by NUL in the order in which they build on one another, are imported, or each mistake names file
/// and line.
///
/// # Panics
/// When it does not hold.
pub fn import(data: &[u8]) {
    crate::program::import::properties::files(data);
}

/// Headers and names of a file that comes or goes, a line for each, are taken or refused, and a name stays in its header.
///
/// # Panics
/// When it does not hold.
pub fn transfer(data: &[u8]) {
    crate::http::properties::transfer(data);
}

/// A packet of SFTP is what it holds or nothing, and an answer says what it was made of.
///
/// # Panics
/// When it does not hold.
pub fn sftp(data: &[u8]) {
    crate::ssh::properties::packet(data);
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::{cursor, import, sftp, transfer};

    /// What fuzzing kept, and every input that something was found with.
    fn kept(target: &str) -> Vec<Vec<u8>> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz/corpus").join(target);
        let entries = folder.read_dir().unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let kept: Vec<_> = entries.map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect();
        assert!(!kept.is_empty());
        kept
    }

    #[test]
    fn what_fuzzing_kept_is_read_as_it_should_be() {
        for data in kept("cursor") {
            cursor(&data);
        }
        for data in kept("transfer") {
            transfer(&data);
        }
        for data in kept("import") {
            import(&data);
        }
        for data in kept("sftp") {
            sftp(&data);
        }
    }

    proptest! {
        #[test]
        fn any_cursor_is_refused_or_round(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            cursor(&bytes);
        }

        #[test]
        fn any_packet_is_a_request_of_what_it_holds_or_none(
            kind in prop_oneof![3_u8..21, Just(200), any::<u8>()],
            id in any::<[u8; 4]>(),
            texts in proptest::collection::vec(prop_oneof![
                "(\\PC|[./]|new|1042|limits@openssh\\.com){0,9}".prop_map(String::into_bytes),
                proptest::collection::vec(any::<u8>(), 0..9),
            ], 0..3),
            rest in proptest::collection::vec(any::<u8>(), 0..20),
        ) {
            let texts = texts.iter().flat_map(|text| [&u32::try_from(text.len()).unwrap().to_be_bytes()[..], text].concat());
            sftp(&[kind].into_iter().chain(id).chain(texts).chain(rest).collect::<Vec<_>>());
        }

        #[test]
        fn any_bytes_are_a_packet_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            sftp(&bytes);
        }

        #[test]
        fn any_header_of_a_file_is_taken_or_refused(
            size in any::<u8>(),
            lines in "((bytes=|lines=)?[0-9]{0,20} ?-[0-9]{0,20}|sha-256=:[A-Za-z0-9+/]{0,50}=?:?|multipart/|[0-9]{1,20}|\\PC{1,9}|\n){0,9}"
        ) {
            transfer(&[&[size][..], lines.as_bytes()].concat());
        }
    }

    proptest! {
        // Each opens a database.
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_import_is_done_or_says_where_it_is_wrong(
            files in "((email|name|organization|product|plan|slug|region|role|category)|[,\n\r\"]|acme|emea|owner|standard|ada@acme.example|\\x00|\\PC){0,60}"
        ) {
            import(files.as_bytes());
        }
    }
}
