//! Cuts the bytes of a terminal into keys, pastes, presses and what it tells of itself, however they arrive: one by one, or many
//! at once.

use terminput::Event;

use super::message;
use crate::keymap::{Code, Key};
use crate::msg::Msg;
use crate::widgets::sharp::Told;

#[cfg(test)]
mod tests;

/// Longest paste that is kept, in bytes; what is beyond it is passed over.
const PASTE_MAX: usize = 1024 * 1024;
/// Longest key sequence that is kept, in bytes; what is beyond it can mean nothing.
const KEY_MAX: usize = 64;
const ESC: u8 = 0x1b;
/// What comes before a paste.
const PASTE_BEGINS: &[u8] = b"\x1b[200~";
/// What comes after a paste.
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// What the bytes belong to.
#[derive(Debug, Default)]
enum Inside {
    /// A key, or nothing yet.
    #[default]
    Key,
    /// Pasted text.
    Paste(Paste),
    /// An answer of the terminal (OSC, DCS, APC, PM, SOS), which nobody asked for; whether the byte before was ESC.
    Reply(bool),
}

/// Pasted text so far.
#[derive(Debug, Default)]
struct Paste {
    text: Vec<u8>,
    /// Bytes in all, with those that were not kept.
    length: usize,
    /// Bytes of the end mark seen so far.
    matched: usize,
}

/// Whether the bytes so far are a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// It is whole.
    Whole,
    /// More must come.
    Open,
    /// An answer of the terminal begins.
    Reply,
    /// The last byte does not belong to what was before it.
    Broken,
}

/// Collects bytes until they are keys.
#[derive(Debug, Default)]
pub struct Feeder {
    /// Bytes of a key that is not whole.
    pending: Vec<u8>,
    inside: Inside,
    /// Whether the terminal was asked about itself and has not answered.
    is_asked: bool,
}

impl Feeder {
    /// Takes bytes as they came; gives what they mean, in their order.
    pub fn feed(&mut self, bytes: &[u8], out: &mut impl Extend<Msg>) {
        for byte in bytes {
            match &mut self.inside {
                Inside::Key => self.key(*byte, out),
                Inside::Paste(paste) => {
                    if paste.push(*byte) {
                        out.extend([Msg::Paste(paste.text())]);
                        self.inside = Inside::Key;
                    }
                }
                Inside::Reply(after_escape) => match *byte {
                    0x07 => self.inside = Inside::Key,
                    b'\\' if *after_escape => self.inside = Inside::Key,
                    byte => *after_escape = byte == ESC,
                },
            }
        }
    }

    /// The terminal was asked about itself: what looks like a key may be the beginning of its answer.
    pub fn expect(&mut self) {
        self.is_asked = true;
    }

    /// Whether an answer of the terminal may still come.
    pub fn is_expecting(&self) -> bool {
        self.is_asked
    }

    /// Whether what came last may be a key as well as the beginning of something, so that only silence can tell.
    ///
    /// What is clearly a part is waited for, however slow the line is: its rest would be taken for text.
    pub fn is_undecided(&self) -> bool {
        matches!(self.inside, Inside::Reply(_)) || matches!(self.pending.as_slice(), [ESC] | [ESC, _])
    }

    /// Takes what is undecided for a key, for nothing has followed it.
    pub fn decide(&mut self, out: &mut impl Extend<Msg>) {
        // A terminal that was silent for so long does not answer; whoever presses a key waits for it once.
        self.is_asked = false;
        if matches!(self.inside, Inside::Reply(_)) {
            self.inside = Inside::Key;
        } else if self.is_undecided() {
            self.give_up(out);
        }
    }

    /// Ends what is pending: a key where it is one, else nothing.
    fn give_up(&mut self, out: &mut impl Extend<Msg>) {
        let pending = std::mem::take(&mut self.pending);
        match pending.as_slice() {
            [ESC, letter @ (b'O' | b'[' | b']' | b'P' | b'X' | b'^' | b'_')] => {
                out.extend([Msg::Key(Key { code: Code::Char(char::from(*letter)), ctrl: false, alt: true })]);
            }
            [ESC] => out.extend(parsed(&pending)),
            _ => {}
        }
    }

    fn key(&mut self, byte: u8, out: &mut impl Extend<Msg>) {
        self.pending.push(byte);
        match shape(&self.pending) {
            Shape::Open if self.pending.len() > KEY_MAX => self.pending.truncate(KEY_MAX),
            Shape::Open => {}
            Shape::Whole if self.pending == PASTE_BEGINS => {
                self.pending.clear();
                self.inside = Inside::Paste(Paste::default());
            }
            Shape::Whole => {
                if let Some(told) = told(&self.pending) {
                    // It is what every question ends with; all other answers come before it.
                    self.is_asked &= !matches!(told, Told::Sixels(_));
                    out.extend([Msg::Told(told)]);
                } else {
                    out.extend(parsed(&self.pending));
                }
                self.pending.clear();
            }
            Shape::Reply => {
                self.pending.clear();
                self.inside = Inside::Reply(false);
                self.feed(&[byte], out);
            }
            Shape::Broken => {
                self.pending.pop();
                self.give_up(out);
                if matches!(byte, 0x00..=0x7f | 0xc2..=0xf4) {
                    self.key(byte, out);
                }
            }
        }
    }
}

impl Paste {
    /// Takes a byte; tells whether it was the last one.
    fn push(&mut self, byte: u8) -> bool {
        if self.length < PASTE_MAX + PASTE_ENDS.len() {
            self.text.push(byte);
        }
        self.length += 1;
        self.matched = if byte == PASTE_ENDS[self.matched] { self.matched + 1 } else { usize::from(byte == ESC) };
        self.matched == PASTE_ENDS.len()
    }

    /// The text without its end mark.
    fn text(&mut self) -> String {
        self.text.truncate((self.length - PASTE_ENDS.len()).min(PASTE_MAX));
        String::from_utf8_lossy(&self.text).into_owned()
    }
}

/// The message of a whole key; none for what means nothing here.
fn parsed(bytes: &[u8]) -> Option<Msg> {
    Event::parse_from(bytes).ok().flatten().as_ref().and_then(message)
}

/// What a whole sequence tells of the terminal; none for what is something else.
fn told(bytes: &[u8]) -> Option<Told> {
    let (last, rest) = bytes.strip_prefix(b"\x1b[")?.split_last()?;
    // Of what is longer the end is missing.
    if !matches!(last, b'c' | b't' | b'S') || bytes.len() > KEY_MAX {
        return None;
    }
    let (is_private, rest) = rest.strip_prefix(b"?").map_or((false, rest), |rest| (true, rest));
    let number = |text: &[u8]| if text.is_empty() { Some(0) } else { std::str::from_utf8(text).ok()?.parse::<u16>().ok() };
    let numbers: Vec<u16> = rest.split(|byte| *byte == b';').map(number).collect::<Option<_>>()?;
    match (last, is_private, numbers.as_slice()) {
        // The first number is the terminal's class.
        (b'c', true, [_, kinds @ ..]) => Some(Told::Sixels(kinds.contains(&4))),
        (b't', false, [6, height, width]) => Some(Told::Cell(*width, *height)),
        (b'S', true, [1, 0, colours]) => Some(Told::Colours(*colours)),
        (b'S', true, [2, 0, width, height]) => Some(Told::Picture(*width, *height)),
        _ => None,
    }
}

/// Whether bytes, of which all but the last were open before, are a key.
fn shape(bytes: &[u8]) -> Shape {
    match bytes {
        [] | [ESC] | [ESC, b'[' | b'O' | b']' | b'P' | b'X' | b'^' | b'_'] | [ESC, b'[', b'['] => Shape::Open,
        [ESC, b']' | b'P' | b'X' | b'^' | b'_', ..] => Shape::Reply,
        // The oldest way to tell of the mouse: three bytes of anything.
        [ESC, b'[', b'M', rest @ ..] => {
            if rest.len() == 3 {
                Shape::Whole
            } else {
                Shape::Open
            }
        }
        [ESC, b'O', b' '..=b'~'] | [ESC, b'[', .., b'@'..=b'~'] => Shape::Whole,
        [ESC, b'[', .., b' '..=b'?'] => Shape::Open,
        [ESC, b'[' | b'O' | ESC, ..] => Shape::Broken,
        [ESC, rest @ ..] | rest => character(rest),
    }
}

/// Whether bytes are a character of UTF-8.
fn character(bytes: &[u8]) -> Shape {
    let needed = match bytes[0] {
        0x00..=0x7f => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Shape::Broken,
    };
    if !bytes[1..].iter().all(|byte| matches!(byte, 0x80..=0xbf)) {
        return Shape::Broken;
    }
    if bytes.len() == needed { Shape::Whole } else { Shape::Open }
}
