//! What a terminal's own line editing does on a machine: echo, erase, end of line. Over SSH nobody else does it.

use caseport_shared::text;
use unicode_normalization::char::is_combining_mark;

/// Longest line that is typed, in bytes; the next letters are not taken.
const LINE_BYTES: usize = 64 * 1024;

const INTERRUPT: u8 = 0x03;
const END: u8 = 0x04;
const BACKSPACE: u8 = 0x08;
const ESCAPE: u8 = 0x1b;
const ERASE_LINE: u8 = 0x15;
const ERASE_WORD: u8 = 0x17;
const DELETE: u8 = 0x7f;

/// They stand between letters, which are not there yet.
const ZERO_WIDTH_NON_JOINER: char = '\u{200c}';
const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// A line that is being typed.
#[derive(Debug, Default)]
pub(super) struct Line {
    typed: Vec<u8>,
    /// What has come of a letter of more than one byte.
    letter: Vec<u8>,
    skipping: Skipping,
    /// Whether the last byte was a carriage return, whose line feed ends no second line.
    is_returned: bool,
}

/// Where in a key that sends more than a letter.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Skipping {
    #[default]
    Nothing,
    Escape,
    Sequence,
}

/// What came of some bytes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// Whole lines, each with its end.
    pub(super) lines: Vec<u8>,
    /// What the terminal is to show; line ends return on the way out.
    pub(super) echo: Vec<u8>,
    /// Whether nothing more is typed.
    pub(super) is_over: bool,
    /// Whether it is to be given up.
    pub(super) is_interrupted: bool,
}

impl Line {
    /// Takes what was typed.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Typed {
        let mut typed = Typed::default();
        for byte in bytes {
            self.take(*byte, &mut typed);
        }
        typed
    }

    fn take(&mut self, byte: u8, typed: &mut Typed) {
        let was_returned = std::mem::replace(&mut self.is_returned, byte == b'\r');
        if byte.is_ascii() && !self.letter.is_empty() {
            self.letter.clear();
            self.add(char::REPLACEMENT_CHARACTER, typed);
        }
        match (self.skipping, byte) {
            (Skipping::Escape, b'[' | b'O') => self.skipping = Skipping::Sequence,
            (Skipping::Escape, _) | (Skipping::Sequence, 0x40..=0x7e) => self.skipping = Skipping::Nothing,
            (Skipping::Sequence, 0x20..=0x3f) => {}
            (_, ESCAPE) => self.skipping = Skipping::Escape,
            (_, b'\n') if was_returned => {}
            (_, b'\r' | b'\n') => {
                self.skipping = Skipping::Nothing;
                typed.echo.push(b'\n');
                typed.lines.append(&mut self.typed);
                typed.lines.push(b'\n');
            }
            (_, INTERRUPT) => {
                self.typed.clear();
                typed.echo.extend_from_slice(b"^C\n");
                typed.is_interrupted = true;
            }
            (_, END) if self.typed.is_empty() => typed.is_over = true,
            (_, BACKSPACE | DELETE) => {
                self.erase(typed);
            }
            (_, ERASE_LINE) => while self.erase(typed) {},
            (_, ERASE_WORD) => {
                while self.typed.last() == Some(&b' ') {
                    self.erase(typed);
                }
                while self.typed.last().is_some_and(|last| *last != b' ') {
                    self.erase(typed);
                }
            }
            (_, b'\t') => self.push(b' ', typed),
            (_, 0x00..=0x1f) => {}
            (_, byte) => self.push(byte, typed),
        }
    }

    fn push(&mut self, byte: u8, typed: &mut Typed) {
        self.skipping = Skipping::Nothing;
        self.letter.push(byte);
        match std::str::from_utf8(&self.letter) {
            Ok(letter) => {
                let letter = letter.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
                self.letter.clear();
                self.add(letter, typed);
            }
            Err(error) if error.error_len().is_none() => {}
            Err(_) => {
                let is_first = self.letter.len() == 1;
                self.letter.clear();
                self.add(char::REPLACEMENT_CHARACTER, typed);
                // It may begin the next letter.
                if !is_first {
                    self.push(byte, typed);
                }
            }
        }
    }

    /// Takes a letter; what would be taken out of the text anyway is not sent to a terminal either.
    fn add(&mut self, letter: char, typed: &mut Typed) {
        let mut bytes = [0; 4];
        let bytes = letter.encode_utf8(&mut bytes);
        let is_clean = matches!(letter, ZERO_WIDTH_NON_JOINER | ZERO_WIDTH_JOINER) || text::is_clean_line(bytes);
        if is_clean && self.typed.len() + bytes.len() <= LINE_BYTES {
            self.typed.extend_from_slice(bytes.as_bytes());
            typed.echo.extend_from_slice(bytes.as_bytes());
        }
    }

    /// Takes the last letter away; false where there is none.
    fn erase(&mut self, typed: &mut Typed) -> bool {
        let start = (0..self.typed.len()).rev().find(|at| self.typed[*at] & 0xc0 != 0x80);
        let Some(start) = start else { return false };
        let letter: Vec<u8> = self.typed.drain(start..).collect();
        let letter = std::str::from_utf8(&letter).ok().and_then(|letter| letter.chars().next());
        let width = letter.map_or(1, |letter| if is_combining_mark(letter) { 0 } else { columns(letter) });
        for _ in 0..width {
            typed.echo.extend_from_slice(b"\x08 \x08");
        }
        true
    }
}

fn columns(letter: char) -> usize {
    caseport_tui::widgets::text::width(letter.encode_utf8(&mut [0; 4]))
}

/// The same text with the line ends that a raw terminal needs.
pub(super) fn returned(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 16);
    for byte in text {
        if *byte == b'\n' {
            out.push(b'\r');
        }
        out.push(*byte);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{LINE_BYTES, Line, returned};

    fn typed(pieces: &[&[u8]]) -> (String, String) {
        let mut line = Line::default();
        let (mut lines, mut echo) = (Vec::new(), Vec::new());
        for piece in pieces {
            let typed = line.feed(piece);
            lines.extend(typed.lines);
            echo.extend(typed.echo);
        }
        (String::from_utf8_lossy(&lines).into_owned(), String::from_utf8_lossy(&echo).into_owned())
    }

    #[test]
    fn a_line_is_edited_before_it_is_taken() {
        assert_eq!(typed(&[b"yes\r"]), ("yes\n".to_owned(), "yes\n".to_owned()));
        assert_eq!(typed(&[b"a\r\n", b"b\n"]).0, "a\nb\n");
        assert_eq!(typed(&[b"caat\x7f\x7ft\r"]).0, "cat\n");
        assert_eq!(typed(&["gr\u{fc}\u{1f600}".as_bytes(), b"\x7f\x7f", b"un\r"]), {
            let echo = "gr\u{fc}\u{1f600}\u{8} \u{8}\u{8} \u{8}\u{8} \u{8}un\n";
            ("grun\n".to_owned(), echo.to_owned())
        });
        assert_eq!(typed(&[b"one two", b"\x17three\r"]).0, "one three\n");
        assert_eq!(typed(&[b"away\x15", b"\x7f\x7fhere\r"]).0, "here\n");
    }

    #[test]
    fn keys_that_are_no_letters_are_not_part_of_a_line() {
        assert_eq!(typed(&[b"a\x1b[", b"Ab\x1b[1;5Cc\x1bOP\x01\x1bxd\r"]), ("abcd\n".to_owned(), "abcd\n".to_owned()));
    }

    #[test]
    fn what_is_no_text_is_neither_shown_nor_taken() {
        // A control of C1, an override of the direction, bytes that are no UTF-8, a letter that is cut off, joined pictures.
        let pasted = "a\u{9b}2J\u{202e}b".as_bytes();
        assert_eq!(typed(&[pasted, b"\r"]), ("a2Jb\n".to_owned(), "a2Jb\n".to_owned()));
        assert_eq!(typed(&[b"\xffa\xc3(\xe2\x82\r"]).0, "\u{fffd}a\u{fffd}(\u{fffd}\n");
        assert_eq!(typed(&[b"\xc3\xc3\xbc\r"]).1, "\u{fffd}\u{fc}\n");
        let family = "\u{1f468}\u{200d}\u{1f469}";
        assert_eq!(typed(&[family.as_bytes(), b"\r"]), (format!("{family}\n"), format!("{family}\n")));
    }

    #[test]
    fn it_ends_and_is_given_up_by_the_usual_keys() {
        let mut line = Line::default();
        assert!(!line.feed(b"half\x04").is_over);
        let given_up = line.feed(b"\x03");
        assert!(given_up.is_interrupted && given_up.lines.is_empty());
        assert!(line.feed(b"\x04").is_over);
    }

    #[test]
    fn a_line_has_a_bound() {
        let mut line = Line::default();
        line.feed(&vec![b'x'; 2 * LINE_BYTES]);
        assert_eq!(line.feed(b"\r").lines.len(), LINE_BYTES + 1);
    }

    #[test]
    fn line_ends_return() {
        assert_eq!(returned(b"a\nb\n"), b"a\r\nb\r\n");
    }
}
