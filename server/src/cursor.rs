//! Cursors: where a list goes on, made and read by nobody but the list of the installation that they were made for.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// Bytes of the code that ties a cursor to its list.
const TIE: usize = 16;
/// Longest cursor read, in characters.
const LONGEST: usize = 2_000;

/// A list that cursors belong to.
pub struct List {
    /// Has taken in which list it is. With a key, so that a cursor tells nothing of the ids that the list's name is made
    /// of, and none can be made up.
    code: Hmac<Sha256>,
}

impl List {
    /// The list with a name, under the installation's secret.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    pub fn new(secret: &str, name: &str) -> Self {
        let mut code = Hmac::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
        // The length keeps the name apart from what follows.
        code.update(&(name.len() as u64).to_be_bytes());
        code.update(name.as_bytes());
        Self { code }
    }

    fn encode(&self, rest: &[u8]) -> String {
        let tie = self.code.clone().chain_update(rest).finalize().into_bytes();
        URL_SAFE_NO_PAD.encode([&tie[..TIE], rest].concat())
    }

    fn decode(&self, cursor: &str) -> Option<Vec<u8>> {
        if cursor.len() > LONGEST {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (tie, rest) = bytes.split_at_checked(TIE)?;
        self.code.clone().chain_update(rest).verify_truncated_left(tie).ok()?;
        Some(rest.to_vec())
    }

    /// A cursor at these numbers.
    pub fn write(&self, keys: [i64; 3]) -> String {
        self.encode(&keys.map(i64::to_be_bytes).concat())
    }

    /// The numbers of a cursor, if it belongs to this list.
    pub fn read(&self, cursor: &str) -> Option<[i64; 3]> {
        let bytes = self.decode(cursor)?;
        let (keys, rest) = bytes.as_chunks::<8>();
        let keys: &[[u8; 8]; 3] = keys.try_into().ok()?;
        rest.is_empty().then(|| keys.map(i64::from_be_bytes))
    }

    /// A cursor at these texts.
    pub fn write_texts(&self, keys: [&str; 2]) -> String {
        self.encode(keys.join("\n").as_bytes())
    }

    /// The texts of a cursor, if it belongs to this list.
    pub fn read_texts(&self, cursor: &str) -> Option<[String; 2]> {
        let text = String::from_utf8(self.decode(cursor)?).ok()?;
        let (first, second) = text.split_once('\n')?;
        Some([first.to_owned(), second.to_owned()])
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use proptest::prelude::*;

    use super::List;

    #[test]
    fn a_cursor_fits_its_own_list_alone() {
        let list = |name| List::new("secret", name);
        let cursor = list("open cases").write([3, -2, i64::MAX]);
        assert_eq!(list("open cases").read(&cursor), Some([3, -2, i64::MAX]));
        assert_eq!(list("closed cases").read(&cursor), None);
        assert_eq!(List::new("another", "open cases").read(&cursor), None);
        let cursor = list("people").write_texts(["Ada", "ada@example.com"]);
        assert_eq!(list("people").read_texts(&cursor), Some(["Ada".to_owned(), "ada@example.com".to_owned()]));
        assert_eq!(list("products").read_texts(&cursor), None);
    }

    proptest! {
        #[test]
        fn nothing_made_up_is_read(cursor in "\\PC{0,80}|[A-Za-z0-9_-]{0,80}") {
            prop_assert_eq!(List::new("secret", "cases").read(&cursor), None);
            prop_assert_eq!(List::new("secret", "people").read_texts(&cursor), None);
        }

        #[test]
        fn nothing_changed_is_read(byte in 0_usize..40, bit in 0_u8..8) {
            let list = List::new("secret", "cases");
            let mut bytes = URL_SAFE_NO_PAD.decode(list.write([1, 2, 3])).unwrap();
            bytes[byte] ^= 1 << bit;
            prop_assert_eq!(list.read(&URL_SAFE_NO_PAD.encode(bytes)), None);
        }
    }
}
