//! Words that are sent and looked for; the cases of `caseportd seed` are made of the same.

/// Subject of a new case.
pub(crate) const SUBJECT: &str = "login error after upgrade ref4711 since";
/// Description of a new case, as long as those of the bulk data.
pub(crate) const DESCRIPTION: &str = "the users cannot sign in after the upgrade since the token of the course shows an error page ref1234 when \
     the digest email reports a timeout of the webhook and the import of the saml certificate is missing on the board index page slow image \
     upload profile password reset";
/// A reply.
pub(crate) const BODY: &str =
    "the error shows since the upgrade of the token please reset the password and sign in after the import ref42 report";

/// Words in most cases.
const COMMON: [&str; 5] = ["the", "login", "error", "page", "after"];
/// Numbers of rare words, each in about one case of a thousand; shorter ones begin others.
const RARE: std::ops::Range<usize> = 1_000..5_000;
/// So that rare words differ from one search to the next and come again late.
const STRIDE: usize = 37;

/// A rare word, another for each number.
pub(crate) fn rare(number: usize) -> String {
    format!("ref{}", RARE.start + number * STRIDE % RARE.len())
}

/// A common word.
pub(crate) fn common(number: usize) -> String {
    COMMON[number % COMMON.len()].to_owned()
}

/// Two common words.
pub(crate) fn two(number: usize) -> (String, String) {
    (common(number), common(number + 1 + number / COMMON.len() % (COMMON.len() - 1)))
}

#[cfg(test)]
mod tests {
    use super::{rare, two};

    #[test]
    fn two_words_are_never_the_same_and_rare_ones_come_again_late() {
        assert!((0..100).all(|number| two(number).0 != two(number).1));
        let words: std::collections::HashSet<String> = (0..1_000).map(rare).collect();
        assert_eq!(words.len(), 1_000);
        assert!(words.iter().all(|word| word.len() == "ref1000".len()));
    }
}
