//! What bytes of a terminal mean, however they are cut.

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
    for (length, kept) in [(PASTE_MAX - 1, PASTE_MAX - 1), (PASTE_MAX, PASTE_MAX), (PASTE_MAX + 3, PASTE_MAX), (PASTE_MAX + 10, PASTE_MAX)]
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
