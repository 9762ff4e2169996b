//! Web addresses: which ones may be followed, where they stand in a text, and how a cell says to which one it belongs.
//!
//! A cell of the screen has no room for an address, but it has a colour of its underline, which nothing else here uses. A
//! cell of a link carries the address's number there, so that wrapping, scrolling, covering and comparing frames need
//! nothing else; what writes to the terminal turns the number back into the address.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use caseport_shared::article::{CITED_BY, is_slug};
use caseport_shared::limits::ARTICLE_SLUG_CHARS;
use ratatui::style::{Color, Style};

/// Longest address that can be followed, in bytes.
const ADDRESS_BYTES: usize = 2_048;
/// Most addresses known at once; those that were met first are forgotten, and then only shown.
const ADDRESSES: usize = 2_048;
/// How many numbers a colour can hold.
const NUMBERS: u32 = 1 << 24;
/// What an address that may be followed begins with.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// The addresses of the links on the screen; its clones share them.
#[derive(Debug, Clone, Default)]
pub struct Links(Option<Arc<Mutex<Known>>>);

#[derive(Debug, Default)]
struct Known {
    numbers: HashMap<String, u32>,
    /// In the order of their numbers, the last of which comes before `next`.
    addresses: VecDeque<String>,
    next: u32,
}

impl Links {
    /// No address yet; where the terminal cannot follow links, there will never be one.
    pub fn new(is_supported: bool) -> Self {
        Self(is_supported.then(Arc::default))
    }

    fn known(&self) -> Option<MutexGuard<'_, Known>> {
        Some(self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A style for the text of a link; without a number where the link cannot be followed.
    pub fn style(&self, address: &str, style: Style) -> Style {
        let Some(safe) = followable(address) else { return style };
        let Some(mut known) = self.known() else { return style };
        let number = known.number(safe);
        let [_, red, green, blue] = number.to_be_bytes();
        style.underline_color(Color::Rgb(red, green, blue))
    }

    /// The address to which a colour belongs, safe to write to a terminal.
    pub fn address(&self, color: Color) -> Option<String> {
        let number = number(color)?;
        let known = self.known()?;
        let back = known.next.wrapping_sub(number).wrapping_add(NUMBERS) % NUMBERS;
        let at = known.addresses.len().checked_sub(usize::try_from(back).ok()?)?;
        known.addresses.get(at).cloned()
    }
}

/// The number in the colour of a link.
pub fn number(color: Color) -> Option<u32> {
    match color {
        Color::Rgb(red, green, blue) => Some(u32::from_be_bytes([0, red, green, blue])),
        _ => None,
    }
}

impl Known {
    fn number(&mut self, address: String) -> u32 {
        if let Some(number) = self.numbers.get(&address) {
            return *number;
        }
        if self.addresses.len() >= ADDRESSES
            && let Some(oldest) = self.addresses.pop_front()
        {
            self.numbers.remove(&oldest);
        }
        let number = self.next;
        self.next = (self.next + 1) % NUMBERS;
        self.addresses.push_back(address.clone());
        self.numbers.insert(address, number);
        number
    }
}

fn scheme(text: &str) -> Option<&'static str> {
    SCHEMES
        .into_iter()
        .find(|scheme| text.as_bytes().get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes())))
}

/// An address that may be followed, in characters that no terminal takes for anything else; `None` for all others.
///
/// Only the web and mail. What is not a printable ASCII character is written as RFC 3986 section 2.1 does; control
/// characters, and those that make one text look like another, are no part of any address.
pub fn followable(address: &str) -> Option<String> {
    let scheme = scheme(address)?;
    if address.len() == scheme.len() || !caseport_shared::text::is_clean_line(address) {
        return None;
    }
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'!'..=b'~' if byte != b'"' && byte != b'\\' => out.push(char::from(byte)),
            _ => {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                out.extend(['%', char::from(DIGITS[usize::from(byte >> 4)]), char::from(DIGITS[usize::from(byte & 15)])]);
            }
        }
        if out.len() > ADDRESS_BYTES {
            return None;
        }
    }
    Some(out)
}

/// Where addresses stand in a text, in order: from their scheme to a blank, without the punctuation that follows them.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find(':') {
        let colon = from + found;
        from = colon + 1;
        let Some((start, scheme)) = begin(text, colon) else { continue };
        let end = start + end(&text[start..]);
        if end > start + scheme.len() {
            out.push(start..end);
            from = end;
        }
    }
    out
}

/// Where addresses stand in a text, and names by which articles are cited; in order and apart from each other.
pub fn targets(text: &str) -> Vec<Range<usize>> {
    let mut found = addresses(text);
    let cited: Vec<Range<usize>> = cited(text)
        .filter(|range| {
            let next = found.partition_point(|address| address.end <= range.start);
            found.get(next).is_none_or(|address| address.start >= range.end)
        })
        .collect();
    if !cited.is_empty() {
        found.extend(cited);
        found.sort_by_key(|range| range.start);
    }
    found
}

/// Where articles are cited as `article:SLUG`.
fn cited(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.match_indices(CITED_BY).filter_map(|(start, sign)| {
        let rest = &text[start + sign.len()..];
        let end = rest.bytes().position(|byte| !(byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')).unwrap_or(rest.len());
        let slug = rest[..end].trim_end_matches('-');
        let is_begun = !text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        (is_begun && is_slug(slug, ARTICLE_SLUG_CHARS)).then(|| start..start + sign.len() + slug.len())
    })
}

/// Whether a link of a text leads to an article.
pub fn is_article(address: &str) -> bool {
    address.strip_prefix(CITED_BY).is_some_and(|slug| is_slug(slug, ARTICLE_SLUG_CHARS))
}

/// Where an address begins whose scheme ends with a colon; the middle of a word is no beginning.
fn begin(text: &str, colon: usize) -> Option<(usize, &'static str)> {
    SCHEMES.into_iter().find_map(|known| {
        let start = colon.checked_sub(known.find(':')?)?;
        let is_begun = start == 0 || !text.as_bytes()[start - 1].is_ascii_alphanumeric();
        (is_begun && text.is_char_boundary(start) && scheme(&text[start..]) == Some(known)).then_some((start, known))
    })
}

/// How many bytes at the beginning of a text are one address.
fn end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = bytes.iter().position(|byte| !byte.is_ascii_graphic() || b"<>\"`|\\^{}".contains(byte)).unwrap_or(bytes.len());
    // There the text of a Markdown link ends, and its address follows.
    end = text[..end].find("](").unwrap_or(end);
    let mut open = text[..end].matches('(').count();
    let mut close = text[..end].matches(')').count();
    while let Some(last) = end.checked_sub(1).map(|at| bytes[at]) {
        match last {
            b')' if close > open => close -= 1,
            b'(' => open -= 1,
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'_' | b'~' | b'[' | b']' => {}
            _ => break,
        }
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Style};

    use super::{ADDRESS_BYTES, ADDRESSES, Links, addresses, followable};

    #[test]
    fn only_the_web_and_mail_can_be_followed() {
        for address in ["https://a.example/x?y=1&z=2#t", "HTTP://a.example", "mailto:ada@northwind.example"] {
            assert_eq!(followable(address).as_deref(), Some(address));
        }
        for address in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ssh://host",
            "data:text/html,x",
            "/relative",
            "https:",
            "https://",
            "mailto:",
            "",
            "https://a\u{1b}]8;;b",
            "https://a\u{7}",
            "https://a\nb",
            "https://a\u{9c}b",
            "https://a\u{202e}b",
            "https://a\u{200b}b",
            &format!("https://{}", "x".repeat(ADDRESS_BYTES)),
        ] {
            assert_eq!(followable(address), None, "{address:?}");
        }
    }

    #[test]
    fn an_address_is_written_in_plain_characters() {
        assert_eq!(followable("https://é.example/a b\"").as_deref(), Some("https://%C3%A9.example/a%20b%22"));
        assert_eq!(followable("https://a\\b;c").as_deref(), Some("https://a%5Cb;c"));
    }

    #[test]
    fn addresses_are_found_as_people_write_them() {
        let found = |text: &'static str| addresses(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("See https://a.example/x, or (http://b.example/y_(z))."), ["https://a.example/x", "http://b.example/y_(z)"]);
        assert_eq!(
            found("<https://a.example> \"https://b.example\" *https://c.example/**"),
            ["https://a.example", "https://b.example", "https://c.example/"]
        );
        assert_eq!(found("mailto:ada@a.example: Mailto:b@c.example"), ["mailto:ada@a.example", "Mailto:b@c.example"]);
        assert_eq!(found("https://a.example/?u=https://b.example"), ["https://a.example/?u=https://b.example"]);
        assert!(found("xhttps://a https: http:// https:// mailto: 12:30 C:\\http é:// ://").is_empty());
    }

    #[test]
    fn an_address_keeps_its_number_and_comes_back_from_it() {
        let links = Links::new(true);
        let first = links.style("https://a.example", Style::new());
        assert_eq!(links.style("https://a.example", Style::new()), first);
        assert_ne!(links.style("https://b.example", Style::new()), first);
        assert_eq!(links.address(first.underline_color.unwrap()).as_deref(), Some("https://a.example"));
        assert_eq!(links.address(Color::Reset), None);
        assert_eq!(links.address(Color::Rgb(9, 9, 9)), None);
    }

    #[test]
    fn the_first_addresses_are_forgotten_when_there_are_too_many() {
        let links = Links::new(true);
        let style = |number: usize| links.style(&format!("https://a.example/{number}"), Style::new()).underline_color.unwrap();
        let colors: Vec<Color> = (0..=ADDRESSES).map(style).collect();
        assert_eq!(links.address(colors[0]), None);
        assert_eq!(links.address(colors[1]).as_deref(), Some("https://a.example/1"));
        assert_eq!(links.address(colors[ADDRESSES]), Some(format!("https://a.example/{ADDRESSES}")));
        assert_ne!(style(0), colors[0]);
    }

    #[test]
    fn where_links_cannot_be_followed_they_are_only_shown() {
        assert_eq!(Links::new(false).style("https://a.example", Style::new()), Style::new());
        assert_eq!(Links::new(true).style("file:///etc/passwd", Style::new()), Style::new());
    }

    #[test]
    fn articles_are_cited_beside_addresses_and_never_within_them() {
        let text = "https://a.example/article:one article:two, particle:x article:-y (article:three-)";
        let found: Vec<&str> = super::targets(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["https://a.example/article:one", "article:two", "article:three"]);
        assert!(super::is_article("article:two") && !super::is_article("article:Two") && !super::is_article("javascript:two"));
    }
}
