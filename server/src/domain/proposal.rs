//! What a case says becomes a draft of an article: whatever may tell who the customer is is marked, so that a person decides.

use caseport_shared::article::{MARK_CLOSES, MARK_OPENS};

/// Shortest part of somebody's name that is marked by itself, in characters.
const NAME_PART: usize = 3;
/// Shortest run of letters and digits that may be a key or token, in characters.
const TOKEN: usize = 20;
/// Digits in a row that may be the number of a telephone, a card or a customer.
const DIGITS: usize = 7;

/// Marks names, addresses, links, tokens and long numbers in a text.
pub fn marked(text: &str, names: &[String]) -> String {
    let mut spans: Vec<(usize, usize)> = names.iter().flat_map(|name| places(text, name)).collect();
    for (start, word) in words(text) {
        // A link is one word, whatever it holds; elsewhere a value follows its name.
        let parts: Vec<&str> = if is_link(word) { vec![word] } else { word.split('=').collect() };
        let mut at = start;
        for part in parts {
            let core = part.trim_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '/' | '+'));
            if let Some(offset) = part.find(core).filter(|_| !core.is_empty() && tells(core)) {
                spans.push((at + offset, at + offset + core.len()));
            }
            at += part.len() + 1;
        }
    }
    spans.sort_unstable();
    let (mut out, mut done) = (String::new(), 0);
    for (start, end) in joined(spans) {
        out.push_str(&text[done..start]);
        out.push_str(MARK_OPENS);
        out.push_str(&text[start..end]);
        out.push_str(MARK_CLOSES);
        done = end;
    }
    out.push_str(&text[done..]);
    out
}

/// The names by which somebody may be called: all of it, and each longer part.
pub fn names_of(name: &str) -> impl Iterator<Item = String> + '_ {
    let parts = name.split_whitespace().filter(|part| part.chars().count() >= NAME_PART).map(str::to_owned);
    std::iter::once(name.to_owned()).chain(parts).filter(|name| !name.trim().is_empty())
}

/// Spans that touch or overlap, as one.
fn joined(spans: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize)> = Vec::new();
    for (start, end) in spans {
        match all.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => all.push((start, end)),
        }
    }
    all
}

/// Words with where they begin, in bytes.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split(|letter: char| letter.is_whitespace() || matches!(letter, '<' | '>' | '(' | ')' | '"' | '\'' | '`' | ',' | ';' | '|'))
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - base, word))
}

/// Where a name stands as a word or words, in whatever letters.
fn places(text: &str, name: &str) -> Vec<(usize, usize)> {
    let wanted: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    let mut found = Vec::new();
    if wanted.is_empty() {
        return found;
    }
    let is_part = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let mut before = None;
    for (start, letter) in text.char_indices() {
        if !is_part(before)
            && let Some(end) = begins(&text[start..], &wanted).map(|length| start + length)
            && !is_part(text[end..].chars().next())
        {
            found.push((start, end));
        }
        before = Some(letter);
    }
    found
}

/// How many bytes of a text say some small letters, if it begins with them.
fn begins(text: &str, wanted: &[char]) -> Option<usize> {
    let mut at = 0;
    for (index, letter) in text.char_indices() {
        for small in letter.to_lowercase() {
            if wanted.get(at) != Some(&small) {
                return None;
            }
            at += 1;
        }
        if at == wanted.len() {
            return Some(index + letter.len_utf8());
        }
    }
    None
}

/// Whether a word may tell who somebody is, or let somebody in.
fn tells(word: &str) -> bool {
    is_address(word) || is_link(word) || is_host(word) || is_network(word) || is_token(word) || is_number(word)
}

fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
}

fn is_link(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.") || word.starts_with("//")
}

/// A name such as `learn.acme.example`, whose last part is no number and no ending of a file.
fn is_host(word: &str) -> bool {
    let name = word.split(['/', ':']).next().unwrap_or_default();
    let parts: Vec<&str> = name.split('.').collect();
    let [.., last] = parts[..] else { return false };
    let is_label = |part: &&str| !part.is_empty() && part.chars().all(|letter| letter.is_alphanumeric() || letter == '-');
    let is_file =
        ["png", "jpg", "jpeg", "gif", "log", "txt", "csv", "pdf", "zip", "json", "xml", "html", "css", "js", "md", "toml", "yaml"];
    parts.len() >= 2
        && parts.iter().all(is_label)
        && last.len() >= 2
        && last.chars().all(char::is_alphabetic)
        && !(parts.len() == 2 && is_file.contains(&last.to_ascii_lowercase().as_str()))
}

/// An address of IPv4 or IPv6.
fn is_network(word: &str) -> bool {
    let bare = word.split('/').next().unwrap_or_default();
    bare.parse::<core::net::IpAddr>().is_ok() || bare.rsplit_once(':').is_some_and(|(host, _)| host.parse::<core::net::Ipv4Addr>().is_ok())
}

fn is_token(word: &str) -> bool {
    word.chars().count() >= TOKEN
        && word.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.' | '+' | '/' | ':' | '~'))
        && word.chars().any(|letter| letter.is_ascii_digit())
        && word.chars().any(char::is_alphabetic)
}

fn is_number(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    digits >= DIGITS && word.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '+' | '-' | '/' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<String> {
        names_of("Ada Lovelace").chain(names_of("Acme")).collect()
    }

    #[test]
    fn names_are_marked_as_words_in_whatever_letters() {
        let text = "ada lovelace of ACME wrote; Adam and Acmeville did not. Lovelace's idea.";
        assert_eq!(marked(text, &names()), "⟦ada lovelace⟧ of ⟦ACME⟧ wrote; Adam and Acmeville did not. ⟦Lovelace⟧'s idea.");
    }

    #[test]
    fn addresses_links_and_tokens_are_marked() {
        for (text, expected) in [
            ("mail ada@acme.example, please", "mail ⟦ada@acme.example⟧, please"),
            ("see https://learn.acme.example/x?y=1.", "see ⟦https://learn.acme.example/x?y=1⟧."),
            ("go to <https://x.example/a=b>, or key=10.0.0.7", "go to <⟦https://x.example/a=b⟧>, or key=⟦10.0.0.7⟧"),
            ("on learn.acme.example: broken", "on ⟦learn.acme.example⟧: broken"),
            ("from 10.0.0.7 or 2001:db8::1", "from ⟦10.0.0.7⟧ or ⟦2001:db8::1⟧"),
            ("token=sk_live_51H8abcDEFghijkl0", "token=⟦sk_live_51H8abcDEFghijkl0⟧"),
            ("call +49-171-1234567 now", "call ⟦+49-171-1234567⟧ now"),
            ("open settings.json, version 4.12, error 502, step 1/2", "open settings.json, version 4.12, error 502, step 1/2"),
        ] {
            assert_eq!(marked(text, &[]), expected, "{text}");
        }
    }

    #[test]
    fn what_overlaps_is_marked_once_and_nothing_is_lost() {
        let text = "ada.lovelace@acme.example (Ada) İstanbul ﬁx 日本";
        let marked = marked(text, &names());
        assert_eq!(marked.replace(['⟦', '⟧'], ""), text);
        assert!(marked.starts_with("⟦ada.lovelace@acme.example⟧ (⟦Ada⟧)"), "{marked}");
    }
}
