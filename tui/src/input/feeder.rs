//! Cuts the bytes of a terminal into keys, pastes, presses and what it tells of itself, however they arrive: one by one, or many
//! at once.

use terminput::Event;

use super::message;
use crate::keymap::{Code, Key};
use crate::msg::Msg;
use crate::widgets::sharp::Told;

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

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{any, proptest};
    use proptest::sample::{Index, select};

    use super::{Feeder, Inside, KEY_MAX, PASTE_ENDS, PASTE_MAX};
    use crate::msg::{Msg, Pointer};

    /// What pieces mean, silence after each where it is asked for.
    fn meant(pieces: &[&[u8]], is_silent_between: bool) -> Vec<String> {
        let (mut feeder, mut out) = (Feeder::default(), Vec::new());
        for piece in pieces {
            feeder.feed(piece, &mut out);
            if is_silent_between {
                feeder.decide(&mut out);
            }
        }
        feeder.decide(&mut out);
        assert!(!feeder.is_undecided());
        out.into_iter().map(spelt).collect()
    }

    fn spelt(msg: Msg) -> String {
        match msg {
            Msg::Key(key) => key.to_string(),
            Msg::Paste(text) => format!("paste {text:?}"),
            Msg::Pointer(Pointer::Press(column, row)) => format!("press {column} {row}"),
            Msg::Told(told) => format!("{told:?}"),
            other => format!("{other:?}"),
        }
    }

    /// What terminals send, and what it is.
    const SENT: &[(&[u8], &str)] = &[
        (b"j", "j"),
        (b"G", "G"),
        ("ü".as_bytes(), "ü"),
        ("日".as_bytes(), "日"),
        (b"\r", "enter"),
        (b"\t", "tab"),
        (b"\x1b[Z", "shift-tab"),
        (b"\x7f", "backspace"),
        (b"\x13", "ctrl-s"),
        (b"\x1bp", "alt-p"),
        ("\x1bü".as_bytes(), "alt-ü"),
        (b"\x1b\r", "alt-enter"),
        (b"\x1b[A", "↑"),
        (b"\x1bOB", "↓"),
        (b"\x1b[1;5C", "ctrl-→"),
        (b"\x1b[3~", "delete"),
        (b"\x1b[5~", "pgup"),
        (b"\x1b[H", "home"),
        (b"\x1b[4~", "end"),
        (b"\x1bOP", "F1"),
        (b"\x1b[[A", "F1"),
        (b"\x1b[11~", "F1"),
        (b"\x1b[<0;5;7M", "press 4 6"),
        (b"\x1b[M !!", "press 0 0"),
        (b"\x1b[200~a\rb\x1b[31m\x1b[201~", r#"paste "a\rb\u{1b}[31m""#),
        (b"\x1b[?63;1;2;3;4;6;9;15;22c", "Sixels(true)"),
        (b"\x1b[?62;;44;22c", "Sixels(false)"),
        (b"\x1b[?4;6c", "Sixels(false)"),
        (b"\x1b[?6c", "Sixels(false)"),
        (b"\x1b[6;20;10t", "Cell(10, 20)"),
        (b"\x1b[?1;0;256S", "Colours(256)"),
        (b"\x1b[?2;0;480;312S", "Picture(480, 312)"),
    ];

    #[test]
    fn a_key_arrives_as_it_is_spelt() {
        for (sent, is) in SENT {
            assert_eq!(meant(&[sent], false), [*is], "{}", sent.escape_ascii());
        }
    }

    #[test]
    fn it_does_not_matter_how_bytes_are_cut() {
        let all: Vec<u8> = SENT.iter().flat_map(|(sent, _)| sent.iter().copied()).collect();
        let is: Vec<&str> = SENT.iter().map(|(_, is)| *is).collect();
        assert_eq!(meant(&[&all], false), is);
        for length in 1..9 {
            assert_eq!(meant(&all.chunks(length).collect::<Vec<_>>(), false), is, "{length}");
        }
    }

    #[test]
    fn an_escape_is_a_key_when_silence_or_another_one_follows() {
        assert_eq!(meant(&[b"\x1b", b"j"], true), ["esc", "j"]);
        assert_eq!(meant(&[b"\x1b", b"j"], false), ["alt-j"]);
        assert_eq!(meant(&[b"\x1b\x1b[A\x1b"], false), ["esc", "↑", "esc"]);
        assert_eq!(meant(&[b"\x1bP", b"\x1b[", b"\x1bO"], true), ["alt-P", "alt-[", "alt-O"]);
    }

    #[test]
    fn a_slow_line_makes_no_text_of_half_a_key() {
        assert_eq!(meant(&[b"\x1b[1;", b"5C", b"\x1b[5", b"~", b"\xc3", b"\xbc", b"j"], true), ["ctrl-→", "pgup", "ü", "j"]);
        assert_eq!(meant(&[b"\x1b[200~a", b"b", b"\x1b[20", b"1~"], true), ["paste \"ab\""]);
    }

    #[test]
    fn what_is_no_key_swallows_none() {
        for nothing in [
            &b"\x1b]11;rgb:0000/0000/0000\x07"[..],
            b"\x1b]52;c;AAAA\x1b\\",
            b"\x1bP>|xterm(380)\x1b\\",
            b"\x1b_Gi=1;OK\x1b\\",
            b"\x1b[>41;379;0c",
            b"\x1b[c",
            b"\x1b[?62;4.c",
            b"\x1b[8;24;80t",
            b"\x1b[6;99999;10t",
            b"\x1b[6;20t",
            b"\x1b[?1;3;0S",
            b"\x1b[?2;3;0S",
            b"\x1b[I",
            b"\x1b[999;999;999~",
            b"\x1b[<0;5;7m",
            b"\xff\xfe\x80\xc0",
            b"\xe6\x97",
            b"\x1b\xc3",
        ] {
            assert_eq!(meant(&[b"a", nothing, b"b"], false), ["a", "b"], "{}", nothing.escape_ascii());
        }
        assert_eq!(meant(&[b"\x1b[1;\x03"], false), ["ctrl-c"]);
        assert_eq!(meant(&[b"\x1b[", &[b'1'; 10_000], b"~x"], false), ["x"]);
        // What could not be kept may have ended in another number.
        assert_eq!(meant(&[b"\x1b[?62", &b";11".repeat(19), b";46", b"cx"], false), ["x"]);
        // An answer that never ends is over when nothing follows.
        assert_eq!(meant(&[b"\x1b]11;never", b"x"], true), ["x"]);
    }

    #[test]
    fn a_paste_is_bounded_and_its_end_is_found() {
        let long = vec![b'x'; PASTE_MAX + 10];
        for (length, kept) in
            [(PASTE_MAX - 1, PASTE_MAX - 1), (PASTE_MAX, PASTE_MAX), (PASTE_MAX + 3, PASTE_MAX), (PASTE_MAX + 10, PASTE_MAX)]
        {
            let (mut feeder, mut out) = (Feeder::default(), Vec::new());
            for part in [&b"\x1b[200~"[..], &long[..length], b"\x1b[201~k"] {
                feeder.feed(part, &mut out);
            }
            let [Msg::Paste(text), Msg::Key(_)] = out.as_slice() else { panic!("{} messages", out.len()) };
            assert_eq!(text.len(), kept);
        }
        assert_eq!(meant(&[b"\x1b[200~\x1b\x1b[20\x1b[201~\xff\x1b[201~"], false).len(), 1);
        assert_eq!(meant(&[b"\x1b[200~\xff\x1b[201~"], false), ["paste \"\u{fffd}\""]);
    }

    #[test]
    fn what_never_ends_is_not_kept() {
        let (mut feeder, mut out) = (Feeder::default(), Vec::new());
        feeder.feed(&[b"\x1b[", [b'1'; 10_000].as_slice()].concat(), &mut out);
        assert!(feeder.pending.len() <= KEY_MAX);
        feeder.feed(&[b"~\x1b[200~", vec![b'x'; 2 * PASTE_MAX].as_slice()].concat(), &mut out);
        let Inside::Paste(paste) = &feeder.inside else { panic!("no paste") };
        assert!(paste.text.len() <= PASTE_MAX + PASTE_ENDS.len() && out.is_empty());
    }

    #[test]
    fn an_answer_is_awaited_until_it_comes_or_nothing_does() {
        let (mut feeder, mut out) = (Feeder::default(), Vec::new());
        let mut after = |bytes: &[u8], is_silent: bool| {
            feeder.expect();
            feeder.feed(bytes, &mut out);
            if is_silent {
                feeder.decide(&mut out);
            }
            feeder.is_expecting()
        };
        assert!(after(b"j\x1b[A", false) && after(b"\x1b[?1;0;16S", false) && after(b"\x1b[6;20", false));
        assert!(after(b";10t", false) && !after(b"\x1b[?62;4c", false) && !after(b"\x1b", true));
    }

    proptest! {
        #[test]
        fn what_terminals_send_means_the_same_however_it_is_cut(sent in vec(select(SENT), 1..12), cuts: Vec<Index>) {
            let all: Vec<u8> = sent.iter().flat_map(|(sent, _)| sent.iter().copied()).collect();
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(all.len())).chain([0, all.len()]).collect();
            cuts.sort_unstable();
            let pieces: Vec<&[u8]> = cuts.windows(2).map(|cut| &all[cut[0]..cut[1]]).collect();
            proptest::prop_assert_eq!(meant(&pieces, false), sent.iter().map(|(_, is)| *is).collect::<Vec<_>>());
        }

        #[test]
        fn any_bytes_are_taken_and_forgotten(bytes: Vec<u8>, cut in any::<Index>()) {
            let (mut feeder, mut out) = (Feeder::default(), Vec::new());
            let (before, after) = bytes.split_at(cut.index(bytes.len() + 1));
            feeder.feed(before, &mut out);
            feeder.feed(after, &mut out);
            feeder.decide(&mut out);
            // Whatever it was, it ends with a paste's end or the end of an answer.
            feeder.feed(b"\x1b[201~\x1b\\", &mut out);
            feeder.decide(&mut out);
            out.clear();
            feeder.feed(b"j\x1b[?62;4c", &mut out);
            proptest::prop_assert_eq!(out.into_iter().map(spelt).collect::<Vec<_>>(), ["j", "Sixels(true)"]);
        }
    }
}
