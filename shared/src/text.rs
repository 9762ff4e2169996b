//! Neutralises what people typed: the one place that decides which characters may reach a store or a terminal.
//!
//! Control characters, escape sequences, direction overrides and invisible characters are hostile. They are taken out on
//! the way in and again on the way out; what may stay is unchanged, so both passes together equal one.

use std::borrow::Cow;

use crate::limits::FILE_NAME_CHARS;

/// Most combining marks that may follow one another.
const MARKS_IN_A_ROW: usize = 6;

/// Text of several lines without anything hostile: newline and tab are the only controls left.
///
/// Line ends become `\n`; terminal escape sequences vanish whole, so a coloured log stays readable; other controls and
/// invisible characters are dropped. Idempotent.
pub fn block(text: &str) -> Cow<'_, str> {
    if is_clean_block(text) { Cow::Borrowed(text) } else { Cow::Owned(clean(text)) }
}

/// One line of at most `max` characters without anything hostile; blanks are trimmed and runs of white space become one blank.
pub fn line(text: &str, max: usize) -> String {
    let mut out = String::new();
    for word in block(text).split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    match out.char_indices().nth(max) {
        Some((end, _)) => out[..end].trim_end_matches(|c| c == ' ' || is_joiner(c)).to_owned(),
        None => out,
    }
}

/// A text for one line of a screen: like [`block`], with line ends and tabs as blanks and its length kept.
pub fn inline(text: &str) -> Cow<'_, str> {
    if is_clean_line(text) { Cow::Borrowed(text) } else { Cow::Owned(clean(text).replace(['\n', '\t'], " ")) }
}

/// Whether [`block`] would change nothing.
pub fn is_clean_block(text: &str) -> bool {
    text.is_ascii() && text.bytes().all(|b| matches!(b, b'\n' | b'\t' | b' '..=b'~')) || clean(text) == text
}

/// Whether the text is [clean](is_clean_block) and of one line.
pub fn is_clean_line(text: &str) -> bool {
    !text.contains(['\n', '\t']) && is_clean_block(text)
}

/// A name under which a file may be stored and saved anywhere, made from whatever name it came with.
///
/// Only the last component of a path is kept; characters that some file system refuses become `_`; no leading dot or
/// dash; no name that Windows reserves; at most [`FILE_NAME_CHARS`] characters, the extension kept; never empty.
pub fn file_name(name: &str) -> String {
    // Where a name is cut it may end as one that has an extension, which it did not have before.
    cut_name(&cut_name(name))
}

fn cut_name(name: &str) -> String {
    let name = line(name, usize::MAX);
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c }).collect();
    let plain = plain.trim_matches(['.', ' ']).trim_start_matches(['-', '.', ' ']);
    let plain = if plain.is_empty() { "file" } else { plain };
    let (stem, extension) = match plain.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.chars().count() <= 16 => (stem, Some(extension)),
        _ => (plain, None),
    };
    let room = FILE_NAME_CHARS - extension.map_or(0, |extension| extension.chars().count() + 1);
    let cut: String = stem.chars().take(room).collect();
    let stem = cut.trim_end_matches(|c| matches!(c, '.' | ' ') || is_joiner(c));
    let reserved = matches!(stem.to_ascii_uppercase().as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4
            && matches!(stem.to_ascii_uppercase().get(..3), Some("COM" | "LPT"))
            && stem.ends_with(|c: char| c.is_ascii_digit()));
    let mut out = if reserved { format!("_{stem}") } else { stem.to_owned() };
    if let Some(extension) = extension {
        out.push('.');
        out.push_str(extension);
    }
    out
}

fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut marks = 0;
    let mut joiner = None;
    while let Some(c) = rest.next() {
        let kept = match c {
            '\u{1b}' => {
                skip_escape(&mut rest);
                continue;
            }
            '\u{9b}' => {
                skip_csi(&mut rest);
                continue;
            }
            '\r' => {
                rest.next_if_eq(&'\n');
                '\n'
            }
            '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
            '\n' | '\t' => c,
            _ if c.is_control() || is_invisible(c) => continue,
            // Joiners shape Persian, Indic scripts and emoji; between anything else they only hide a difference. What stands
            // beside one is known once it is kept.
            _ if is_joiner(c) => {
                joiner = Some(c);
                continue;
            }
            _ if is_mark(c) && marks == MARKS_IN_A_ROW => continue,
            _ => c,
        };
        marks = if is_mark(kept) { marks + 1 } else { 0 };
        if let Some(joiner) = joiner.take()
            && joins(out.chars().next_back())
            && joins(Some(kept))
        {
            out.push(joiner);
        }
        out.push(kept);
    }
    out
}

const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether a joiner may stand beside a character: not at the edge of a word, where a line may be cut.
fn joins(neighbour: Option<char>) -> bool {
    neighbour.is_some_and(|c| !c.is_ascii() && !c.is_whitespace())
}

/// Passes over what follows ESC: a control sequence, a string with its terminator, or a short escape.
fn skip_escape(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    match rest.peek() {
        Some('[') => {
            rest.next();
            skip_csi(rest);
        }
        // OSC, DCS, SOS, PM, APC: to BEL or ST, but never past the end of the line, so that no text is swallowed whole.
        Some(']' | 'P' | 'X' | '^' | '_') => {
            rest.next();
            while let Some(c) = rest.next_if(|c| *c != '\n') {
                if matches!(c, '\u{7}' | '\u{9c}') || (c == '\u{1b}' && rest.next_if_eq(&'\\').is_some()) {
                    break;
                }
            }
        }
        Some(' '..='/') => {
            rest.next();
            rest.next_if(|c| matches!(c, '0'..='~'));
        }
        Some('0'..='Z' | '\\' | 'a'..='~') => {
            rest.next();
        }
        _ => {}
    }
}

fn skip_csi(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    while rest.next_if(|c| matches!(c, ' '..='?')).is_some() {}
    rest.next_if(|c| matches!(c, '@'..='~'));
}

/// Direction controls and characters without a picture, which make one text look like another.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Combining marks of the Latin and symbol blocks, which can be piled up over other lines.
const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{block, file_name, inline, is_clean_block, is_clean_line, line};
    use crate::limits::FILE_NAME_CHARS;

    #[test]
    fn a_coloured_log_stays_readable() {
        assert_eq!(block("\u{1b}[1;31mERROR\u{1b}[0m disk\r\nnext\u{7}"), "ERROR disk\nnext");
    }

    #[test]
    fn a_title_change_and_a_clipboard_write_vanish() {
        assert_eq!(block("a\u{1b}]0;owned\u{7}b\u{1b}]52;c;cm0gLXJm\u{1b}\\c\u{1b}Pq#0\u{1b}\\d"), "abcd");
        assert_eq!(block("a\u{1b}]0;never ended\nkept"), "a\nkept");
        assert_eq!(block("\u{9b}2Jx\u{1b}cy\u{1b}(0z"), "xyz");
    }

    #[test]
    fn direction_overrides_and_invisible_characters_vanish() {
        assert_eq!(block("in\u{202e}voice\u{2066}\u{200b}\u{feff}\u{e0041}.exe"), "invoice.exe");
        assert_eq!(block("pay\u{200d}pal"), "paypal");
    }

    #[test]
    fn text_of_other_scripts_is_left_alone() {
        for text in ["می\u{200c}خواهم", "👩\u{200d}💻 ❤\u{fe0f}", "日本語のテキスト", "Ünïcödé e\u{301}", "שלום עולם", "ไทย"]
        {
            assert_eq!(block(text), text);
        }
    }

    #[test]
    fn piled_marks_are_cut() {
        assert_eq!(block(&format!("Z{}!", "\u{336}".repeat(500))).chars().count(), 8);
    }

    #[test]
    fn what_is_taken_out_makes_no_neighbours_of_what_it_parted() {
        assert_eq!(block("日\u{200d}\u{2028}"), "日\n", "a joiner before what becomes the end of a line");
        assert_eq!(block("क\u{200d}\u{200b}ष"), "क\u{200d}ष");
        assert_eq!(block("a\u{200d}\u{1b}[0m日\u{200c}"), "a日");
        let marks = "\u{301}".repeat(6);
        assert_eq!(block(&format!("e{marks}\u{1b}[0m{marks}")), format!("e{marks}"), "a sequence between marks");
        assert_eq!(block(&format!("日{marks}\u{200d}\u{301}")), format!("日{marks}"), "a joiner before a mark too many");
    }

    #[test]
    fn a_line_is_one_line_of_bounded_length() {
        assert_eq!(line("  a\n\tb   c  ", 80), "a b c");
        assert_eq!(line("abcdef", 3), "abc");
        assert_eq!(inline("a\nb\tc"), "a b c");
        assert_eq!(line("می\u{200c}خواهم", 3), "می", "nothing hidden is left at its end");
        assert_eq!(line("日\u{200d}\u{3000}\u{200d}\u{3000}本", 9), "日 本");
    }

    #[test]
    fn a_file_name_stays_in_its_folder() {
        for (given, safe) in [
            ("../../etc/passwd", "passwd"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("...", "file"),
            ("", "file"),
            ("-rf", "rf"),
            (".bashrc", "bashrc"),
            ("a\nb\u{1b}[2J.png", "a b.png"),
            ("con.txt", "_con.txt"),
            ("con .txt", "_con.txt"),
            ("a. .txt", "a.txt"),
            ("gpj.\u{202e}exe", "gpj.exe"),
            ("what?*.log", "what__.log"),
            ("Bild (1).PNG", "Bild (1).PNG"),
        ] {
            assert_eq!(file_name(given), safe, "{given:?}");
        }
        let long = file_name(&format!("{}.tar.gz", "x".repeat(5_000)));
        let dotted = file_name(&format!("{} .{}", "x".repeat(FILE_NAME_CHARS - 9), "y".repeat(40)));
        assert_eq!(file_name(&dotted), dotted, "an extension that the cut has made");
        assert!(long.chars().count() <= FILE_NAME_CHARS && long.rsplit_once('.').is_some_and(|(_, end)| end == "gz"));
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in "(\\PC|[\\x00-\\x1f\\x7f\u{80}-\u{9f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{300}]|\u{1b}[\\[\\]P^_(]?){0,60}") {
            let once = block(&text).into_owned();
            prop_assert!(is_clean_block(&once), "{once:?}");
            prop_assert!(once.chars().all(|c| !c.is_control() || c == '\n' || c == '\t'));
            prop_assert!(is_clean_line(&line(&text, 40)));
            prop_assert!(is_clean_line(&inline(&text)));
        }

        #[test]
        fn a_file_name_is_safe_whatever_it_was(name in "(\\PC|[\\x00-\\x1f./\\\\]){0,300}") {
            let safe = file_name(&name);
            prop_assert!(!safe.is_empty() && safe.chars().count() <= FILE_NAME_CHARS);
            prop_assert!(is_clean_line(&safe) && !safe.contains(['/', '\\']) && !safe.starts_with(['.', '-', ' ']));
            prop_assert_eq!(file_name(&safe), safe);
        }
    }
}
