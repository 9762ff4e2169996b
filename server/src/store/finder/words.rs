//! Words as articles and questions are cut into them: folded, stemmed, misspelt; pure.

use std::collections::HashSet;
use std::sync::LazyLock;

use caseport_shared::reader::Language;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Longest word that is told from others, in characters.
const WORD_CHARS: usize = 40;
/// Shortest word that may be mistyped, in characters.
const SPELT_MIN: usize = 4;
/// Shortest word that may be mistyped twice, in characters.
const SPELT_TWICE_MIN: usize = 8;

/// A word where it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// In small letters without accents.
    pub(super) word: String,
    /// Where it begins, in characters.
    pub(super) start: usize,
    /// Where it ends, in characters.
    pub(super) end: usize,
}

/// What says nothing of its own, in English and German.
static SILENT: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    "a an and any are as at be been but by can cannot cant could did do does doesnt doing dont for from get gets getting got had has have \
     having how i if im in into is isnt it its ive just me my no not of off on or our ours out please so some than that the their them \
     then there these they this those to too us very was we were what when where which who why will with wont would you your \
     about after again all also another any anybody anyone anything because before both each ever every everybody everyone everything few \
     he her him his how many more most much never now only other own same she since some somebody someone something still such than until \
     up upon while \
     aber als am an auf aus bei beim bin bis bitte da dann das dass dem den der des die dies diese dieser doch du ein eine einem einen \
     einer er es fur hat habe haben ich ihr ihre im in ist ja kann kein keine man mehr mein meine mich mir mit nach nicht noch nun nur ob \
     oder ohne sich sie sind so uber um und uns unser unsere vom von vor wann warum was wenn wer werden wie wieder wir wird wo zu zum zur"
        .split_whitespace()
        .collect()
});

/// Whether a word says nothing of its own.
pub(super) fn is_silent(word: &str) -> bool {
    SILENT.contains(word)
}

/// What makes one word of two with the one before, as in "log in" and "set up".
const JOINED: [&str; 7] = ["in", "on", "up", "out", "off", "down", "over"];

/// Letters of languages that put no blanks between words.
const fn runs_on(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}')
}

/// Small letters without accents, the same for everybody.
fn folded(text: impl Iterator<Item = char>) -> String {
    let text: String = text.collect();
    if text.is_ascii() {
        return text.chars().take(WORD_CHARS).map(|letter| letter.to_ascii_lowercase()).collect();
    }
    let plain = text.nfkd().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)).nfc();
    let small: String = plain.flat_map(char::to_lowercase).take(WORD_CHARS).collect();
    small.replace('ß', "ss")
}

/// The words of a text. Where words run on, each two letters are one; two words with a hyphen between, or a verb and what belongs to
/// it, are one besides.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let letters: Vec<char> = text.chars().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    // Where the word before ended, if nothing but a hyphen follows.
    let mut before: Option<(usize, usize)> = None;
    while at < letters.len() {
        let starts = at;
        let is_run = runs_on(letters[at]);
        while at < letters.len()
            && runs_on(letters[at]) == is_run
            && (letters[at].is_alphanumeric() || (at > starts && is_combining_mark(letters[at])))
        {
            at += 1;
        }
        if at == starts {
            if !matches!(letters[at], '-' | ' ') || before.is_some_and(|(_, end)| end != at) {
                before = None;
            }
            at += 1;
            continue;
        }
        if is_run {
            run(&letters, starts, at, &mut found);
            before = None;
            continue;
        }
        let word = folded(letters[starts..at].iter().copied());
        let is_joined = |end: usize| letters[end] == '-' || JOINED.contains(&word.as_str());
        if let Some((first, end)) = before.filter(|(_, end)| end + 1 == starts && is_joined(*end)) {
            let both = letters[first..end].iter().chain(&letters[starts..at]).copied();
            found.push(Token { word: folded(both), start: first, end: at });
        }
        before = Some((starts, at));
        found.push(Token { word, start: starts, end: at });
    }
    found.retain(|token| !token.word.is_empty());
    found
}

fn run(letters: &[char], starts: usize, ends: usize, found: &mut Vec<Token>) {
    let width = 2.min(ends - starts);
    for start in starts..=ends - width {
        let end = start + width;
        found.push(Token { word: folded(letters[start..end].iter().copied()), start, end });
    }
}

/// The term by which a word of an article in a language is found.
pub(super) fn term(word: &str, language: Language) -> String {
    static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));
    static GERMAN: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::German));
    // What holds digits is a name of something.
    if word.chars().any(|letter| !letter.is_alphabetic()) {
        return word.to_owned();
    }
    match language {
        Language::English | Language::Japanese => ENGLISH.stem(word).into_owned(),
        Language::German => GERMAN.stem(word).into_owned(),
    }
}

/// The terms by which a word of a question may be found, whatever language articles are in.
pub(super) fn terms(word: &str) -> Vec<String> {
    let mut terms = vec![term(word, Language::English), term(word, Language::German)];
    terms.dedup();
    terms
}

/// Whether a word may be mistyped: codes and numbers are as they are.
pub(super) fn is_spelt(word: &str) -> bool {
    word.chars().count() >= SPELT_MIN && word.chars().all(|letter| letter.is_alphabetic() && !runs_on(letter))
}

/// A word, and what is left of it without one of its letters.
pub(super) fn spellings(word: &str) -> Vec<String> {
    let mut found = vec![word.to_owned()];
    for (at, letter) in word.char_indices() {
        found.push([&word[..at], &word[at + letter.len_utf8()..]].concat());
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// How many slips lie between what was typed and a word; `None` when they are too many to be slips.
pub(super) fn slips(typed: &str, word: &str) -> Option<usize> {
    let allowed = if typed.chars().count() >= SPELT_TWICE_MIN { 2 } else { 1 };
    Some(strsim::osa_distance(typed, word)).filter(|slips| *slips <= allowed)
}

/// Words that say the same, by stems.
static ALIKE: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    include_str!("../../../../assets/synonyms.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_whitespace().flat_map(terms).collect())
        .collect()
});

/// Terms of other words that say what one of these terms says.
pub(super) fn alike(terms: &[String]) -> Vec<String> {
    let groups = ALIKE.iter().filter(|group| group.iter().any(|term| terms.contains(term)));
    let mut found: Vec<String> = groups.flatten().filter(|term| !terms.contains(term)).cloned().collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn words_are_folded_and_hyphens_join_them_besides() {
        assert_eq!(words("Straße, ÉCOLE e-mail 502!"), ["strasse", "ecole", "e", "email", "mail", "502"]);
        assert_eq!(words("sign -in a--b"), ["sign", "in", "a", "b"]);
        assert_eq!(words("log in, set up the"), ["log", "login", "in", "set", "setup", "up", "the"]);
        assert_eq!(words("--- ...  "), Vec::<String>::new());
        assert_eq!(words(&"x".repeat(500))[0].len(), WORD_CHARS);
    }

    #[test]
    fn where_words_run_on_each_two_letters_are_one() {
        assert_eq!(words("パスワード"), ["パス", "スワ", "ワー", "ード"]);
        assert_eq!(words("SSO設定"), ["sso", "設定"]);
        assert_eq!(words("字"), ["字"]);
        assert_eq!(words("ガ")[0].chars().count(), 1, "a mark that belongs to its letter stays with it");
    }

    #[test]
    fn a_word_knows_where_it_stands_in_characters() {
        let token = &tokens("Über die Größe")[2];
        assert_eq!((token.word.as_str(), token.start, token.end), ("grosse", 9, 14));
    }

    #[test]
    fn forms_of_a_word_share_a_term() {
        assert_eq!(term("configurations", Language::English), term("configured", Language::English));
        assert_eq!(term("passworter", Language::German), term("passwort", Language::German));
        assert_eq!(term("oauth2", Language::English), "oauth2");
    }

    #[test]
    fn slips_of_a_finger_are_few() {
        assert_eq!(slips("pasword", "password"), Some(1));
        assert_eq!(slips("paswsord", "password"), Some(1));
        assert_eq!(slips("certifcaet", "certificate"), Some(2));
        assert_eq!(slips("port", "part"), Some(1));
        assert_eq!(slips("port", "pairs"), None);
        assert!(spellings("abc").contains(&"ac".to_owned()));
        assert!(is_spelt("abcd") && !is_spelt("abc") && !is_spelt("502x") && !is_spelt("パスワード"));
    }

    #[test]
    fn words_that_say_the_same_are_known_by_each_other() {
        assert!(alike(&terms("login")).contains(&term("signin", Language::English)));
        assert!(!alike(&terms("login")).contains(&term("login", Language::English)));
        assert!(alike(&terms("xylophone")).is_empty());
    }
}
