//! Which marks were meant as marks: in doubt a star is a star, and a backslash part of a path.

use std::ops::Range;

/// Whether a pair of marks around a range is there to change how the words look.
///
/// Not within a word or path, as in `2*3*4`, `/*.log and */`, `__init__` or `~/a ~/b`; not without words, as in `(*_*)`.
pub(super) fn is_meant(source: &str, range: &Range<usize>, wanted: usize) -> bool {
    let typed = &source[range.clone()];
    let Some(sign) = typed.chars().next() else { return false };
    let Some(inner) = typed.get(wanted..typed.len().saturating_sub(wanted)) else { return false };
    if !typed.is_char_boundary(wanted) || (sign == '~' && typed.bytes().take_while(|byte| *byte == b'~').count() != wanted) {
        return false;
    }
    let (before, after) = (source[..range.start].chars().next_back(), source[range.end..].chars().next());
    let (first, last) = (inner.chars().next(), inner.chars().next_back());
    let is_word = |c: char| c.is_alphanumeric() || !c.is_ascii();
    let is_free = before.is_none_or(|c| c.is_whitespace() || !c.is_ascii() || "([{\"':*_~-".contains(c))
        && after.is_none_or(|c| c.is_whitespace() || !c.is_ascii() || ".,;:!?)]}\"'*_~-".contains(c));
    let is_filled = first.is_some_and(|c| is_word(c) || "\"'([`*_~<$#@&!+".contains(c))
        && last.is_some_and(|c| is_word(c) || ".,;:!?)]\"'`*_~>%$".contains(c))
        && inner.contains(char::is_alphanumeric);
    let is_name = sign == '_' && !inner.contains(char::is_whitespace) && (wanted == 2 || inner.contains('_'));
    is_free && is_filled && !is_name
}

/// Whether a backslash there is only meant to keep what follows it from being a mark.
///
/// Such a one stands before a word, or after one whose beginning had it too; all others are parts of paths and commands.
pub(super) fn is_escape(source: &str, at: usize, escaped: Option<char>) -> bool {
    let before = source[..at].chars().next_back();
    let mut rest = source[at + 1..].chars();
    let Some(sign) = rest.next().filter(|sign| "*_`[]#~<>!|{}()+-&".contains(*sign)) else { return false };
    let is_opening = before.is_none_or(|c| c.is_whitespace() || "([\"'".contains(c) || escaped == Some(c));
    let is_closing = escaped == Some(sign) && rest.next().is_none_or(|c| c.is_whitespace() || ".,;:!?)]\"'\\".contains(c));
    is_opening || is_closing
}
