//! Cursors: where a list goes on, readable by nobody but the list that they were made for.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// Bytes of the hash that ties a cursor to its list.
const TIE: usize = 8;
/// Longest cursor read, in characters.
const LONGEST: usize = 2_000;

fn tie(list: &str) -> [u8; TIE] {
    let digest = Sha256::digest(list);
    std::array::from_fn(|index| digest[index])
}

fn encode(list: &str, rest: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode([&tie(list), rest].concat())
}

fn decode(list: &str, cursor: &str) -> Option<Vec<u8>> {
    if cursor.len() > LONGEST {
        return None;
    }
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    bytes.strip_prefix(&tie(list)).map(<[u8]>::to_vec)
}

/// A cursor of `list` at these numbers.
pub fn write(list: &str, keys: [i64; 3]) -> String {
    encode(list, &keys.map(i64::to_be_bytes).concat())
}

/// The numbers of a cursor, if it belongs to `list`.
pub fn read(list: &str, cursor: &str) -> Option<[i64; 3]> {
    let bytes = decode(list, cursor)?;
    let (keys, rest) = bytes.as_chunks::<8>();
    let keys: &[[u8; 8]; 3] = keys.try_into().ok()?;
    rest.is_empty().then(|| keys.map(i64::from_be_bytes))
}

/// A cursor of `list` at these texts.
pub fn write_texts(list: &str, keys: [&str; 2]) -> String {
    encode(list, keys.join("\n").as_bytes())
}

/// The texts of a cursor, if it belongs to `list`.
pub fn read_texts(list: &str, cursor: &str) -> Option<[String; 2]> {
    let text = String::from_utf8(decode(list, cursor)?).ok()?;
    let (first, second) = text.split_once('\n')?;
    Some([first.to_owned(), second.to_owned()])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{read, read_texts, write, write_texts};

    #[test]
    fn a_cursor_fits_its_own_list_alone() {
        let cursor = write("open cases", [3, -2, i64::MAX]);
        assert_eq!(read("open cases", &cursor), Some([3, -2, i64::MAX]));
        assert_eq!(read("closed cases", &cursor), None);
        let cursor = write_texts("people", ["Ada", "ada@example.com"]);
        assert_eq!(read_texts("people", &cursor), Some(["Ada".to_owned(), "ada@example.com".to_owned()]));
        assert_eq!(read_texts("products", &cursor), None);
    }

    proptest! {
        #[test]
        fn nothing_made_up_is_read(cursor in "\\PC{0,80}|[A-Za-z0-9_-]{0,80}") {
            prop_assert_eq!(read("cases", &cursor), None);
            prop_assert_eq!(read_texts("people", &cursor), None);
        }
    }
}
