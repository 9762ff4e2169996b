//! One-time codes (I1, I2): what one is for, and what its holder sets by it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::code::CodePurpose;

/// Asks what a code is for.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LookCode {
    /// As it was sent.
    pub code: String,
}

impl std::fmt::Debug for LookCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LookCode").finish_non_exhaustive()
    }
}

/// What a code is for, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CodeView {
    /// What its holder may do.
    pub purpose: CodePurpose,
    /// Full name.
    pub name: String,
    /// Address.
    pub email: String,
    /// The name of the organization; absent for people of support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// Until when it can be used.
    pub expires_at: Timestamp,
    /// The SSH keys that sign the person in so far, of which a reset asks which to keep.
    pub keys: Vec<CodeKey>,
}

/// An SSH key that signs its person in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CodeKey {
    /// As `ssh-keygen -l` shows it.
    pub fingerprint: String,
    /// What it is called.
    pub label: String,
}

/// Uses a code: sets the password and signs in.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptCode {
    /// As it was sent.
    pub code: String,
    /// The password from now on.
    pub password: String,
    /// Where from, in the person's own words, such as the name of the machine.
    #[serde(default)]
    pub label: String,
    /// Fingerprints of the SSH keys that still sign the person in after a reset; all others are taken away.
    #[serde(default)]
    pub keep_keys: Vec<String>,
}

impl std::fmt::Debug for AcceptCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AcceptCode").finish_non_exhaustive()
    }
}

/// Asks for a code because the password is forgotten.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ForgotPassword {
    /// Whose.
    pub email: String,
}

/// A code as it is compared: blanks and what else a mail program adds around it do not count, nor do capital letters.
pub fn plain_code(typed: &str) -> String {
    typed.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').flat_map(char::to_lowercase).take(CODE_CHARS).collect()
}

/// The fingerprints of the keys that somebody named by their numbers from 1 on, or with the word `all`; nothing names none.
/// `None` where that names something else.
pub fn chosen_keys(typed: &str, keys: &[CodeKey]) -> Option<Vec<String>> {
    if typed.trim().eq_ignore_ascii_case("all") {
        return Some(keys.iter().map(|key| key.fingerprint.clone()).collect());
    }
    let named = typed.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
    let at = |word: &str| word.parse::<usize>().ok()?.checked_sub(1);
    named.map(|word| Some(keys.get(at(word)?)?.fingerprint.clone())).collect()
}

/// Characters of a code that are looked at; one has 23.
const CODE_CHARS: usize = 64;

#[cfg(test)]
mod tests {
    use super::{CODE_CHARS, CodeKey, chosen_keys, plain_code};

    #[test]
    fn a_code_is_read_as_people_paste_it() {
        assert_eq!(plain_code(" ABCDE-fghij\u{a0}\n"), "abcde-fghij");
        assert_eq!(plain_code("\u{1b}[2Jabc"), "2jabc");
        assert_eq!(plain_code(&"a".repeat(5_000)).len(), CODE_CHARS);
    }

    #[test]
    fn keys_are_chosen_by_their_numbers() {
        let keys = ["a", "b", "c"].map(|name| CodeKey { fingerprint: name.to_owned(), label: String::new() });
        let chosen = |typed: &str| chosen_keys(typed, &keys);
        assert_eq!(chosen(" \n"), Some(Vec::new()));
        assert_eq!(chosen("3, 1"), Some(vec!["c".to_owned(), "a".to_owned()]));
        assert_eq!(chosen("ALL").map(|all| all.len()), Some(3));
        for wrong in ["0", "4", "1 x", "-1"] {
            assert_eq!(chosen(wrong), None, "{wrong}");
        }
    }
}
