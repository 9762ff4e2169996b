use std::fmt::Write as _;
use std::sync::Arc;

use caseport_shared::api::attachment::AttachmentView;
use caseport_shared::comment::Visibility;
use insta::assert_snapshot;
use ratatui::style::Color;

use crate::effect::{Answer, Call, Effect, Failure, Ticket};
use crate::msg::Msg;
use crate::preferences::Preferences;
use crate::preview::{KEPT, KEPT_SHARP, Preview, text};
use crate::testing::{Harness, data};
use crate::theme::Theme;
use crate::widgets::picture::{Colours, Picture};
use crate::widgets::sharp::{Sharp, Told};

fn attached(name: &str, content_type: &str, size: u64) -> AttachmentView {
    AttachmentView { content_type: content_type.to_owned(), size, ..data::file(name, Visibility::Public) }
}

/// A case whose only file is looked at.
fn looking(mut harness: Harness, file: AttachmentView) -> Harness {
    harness.reply(
        |call| matches!(call, Call::Cases { .. }),
        Ok(Answer::Cases(Box::new(caseport_shared::api::case::CasePage { cases: vec![data::case().summary], next: None }))),
    );
    harness.keys("<enter>");
    harness.reply(|call| matches!(call, Call::Case(_)), Ok(Answer::Case(Box::new(data::case()))));
    harness.reply(|call| matches!(call, Call::Timeline { .. }), Ok(Answer::Timeline(Box::new(data::timeline()))));
    harness.keys("d").reply(|call| matches!(call, Call::Files(_)), Ok(Answer::Files(vec![file])));
    harness.keys("<enter><enter>");
    harness
}

fn is_preview(call: &Call) -> bool {
    matches!(call, Call::Preview { .. })
}

fn shown(mut harness: Harness, file: AttachmentView, preview: Preview) -> Harness {
    harness = looking(harness, file);
    harness.reply(is_preview, Ok(Answer::Preview(Arc::new(preview))));
    harness
}

fn log() -> Vec<u8> {
    let mut log = String::new();
    for at in 1..=500 {
        let what = if at % 100 == 42 { "\u{1b}[31mERROR\u{1b}[0m session lost" } else { "ok" };
        writeln!(log, "2026-03-09T08:{:02}:{:02}Z worker[{at}]: {what}", at / 60, at % 60).unwrap();
        if at == 3 {
            log.push_str("\tat com.example.session.Store.read(Store.java:120) with a message that goes on beyond the right edge of every narrow screen\n");
        }
    }
    log.into_bytes()
}

fn text_file(harness: Harness) -> Harness {
    let log = log();
    let file = attached("worker.log", "text/plain; charset=utf-8", log.len() as u64);
    shown(harness, file, text(&log))
}

/// The terminal tells that it draws pixels.
fn tells(harness: &mut Harness) {
    for told in [Told::Sixels(true), Told::Colours(256), Told::Cell(8, 16)] {
        harness.send(Msg::Told(told));
    }
}

fn is_sharpen(call: &Call) -> bool {
    matches!(call, Call::Sharpen { .. })
}

/// Makes the picture that is wanted, and tells for how many cells and rows.
fn sharpens(harness: &mut Harness) -> (u16, u16) {
    let (ticket, call) = harness.call(is_sharpen);
    let Call::Sharpen { picture, room } = call else { unreachable!() };
    harness.send(Msg::Answer(ticket, Ok(Answer::Sharp(Sharp::new(&picture, room)))));
    (room.cells, room.rows)
}

fn gradient(width: usize, height: usize) -> Preview {
    let part = |at: usize, of: usize| u8::try_from(at * 255 / of).unwrap();
    let pixel = |at: usize| [part(at % width, width), part(at / width, height), 90];
    let picture = Picture::new(width, height, (0..width * height).map(pixel).collect()).unwrap();
    Preview::Picture { picture: Arc::new(picture), size: (1_920, 1_080), colours: Colours::True }
}

fn picture_file() -> AttachmentView {
    attached("signed-out.png", "image/png", 48_200)
}

#[test]
fn a_text_at_80_by_24() {
    assert_snapshot!(text_file(Harness::customer()).frame());
}

#[test]
fn a_text_on_a_narrow_screen_with_what_was_found() {
    let mut harness = text_file(Harness::signed_in(data::customer(), 60, 20));
    harness.keys("/").types("error").keys("<enter>n");
    assert_snapshot!(harness.frame());
}

#[test]
fn a_text_on_a_wide_screen() {
    assert_snapshot!(text_file(Harness::signed_in(data::customer(), 160, 50)).frame());
}

#[test]
fn a_picture_at_80_by_24() {
    assert_snapshot!(shown(Harness::customer(), picture_file(), gradient(160, 90)).frame());
}

#[test]
fn a_picture_on_a_narrow_screen() {
    assert_snapshot!(shown(Harness::signed_in(data::customer(), 60, 20), picture_file(), gradient(90, 160)).frame());
}

#[test]
fn a_picture_on_a_wide_screen() {
    assert_snapshot!(shown(Harness::signed_in(data::customer(), 160, 50), picture_file(), gradient(160, 90)).frame());
}

#[test]
fn a_terminal_that_draws_pixels_is_given_them_in_place_of_half_blocks() {
    let mut harness = Harness::customer();
    tells(&mut harness);
    let mut harness = looking(harness, picture_file());
    let (ticket, call) = harness.call(is_preview);
    assert!(matches!(call, Call::Preview { kept: KEPT_SHARP, .. }));
    harness.send(Msg::Answer(ticket, Ok(Answer::Preview(Arc::new(gradient(500, 250))))));
    // There is something to see until it is made.
    harness.draws().sees("▀▀▀▀");
    assert_eq!(sharpens(&mut harness), (80, 19));
    harness.draws().sees_no("▀").sees("1,920 × 1,080");
    let marked = |harness: &mut Harness| harness.cells().iter().filter(|cell| cell.underline_color != Color::Reset).count();
    // 63 by 16 cells for 500 by 250 pixels.
    assert_eq!(marked(&mut harness), 63 * 16);
    assert!(!harness.draws().calls().iter().any(|call| is_sharpen(call)), "it is made once");
    // Help covers all of it, a question a part.
    harness.keys("?");
    assert_eq!(marked(&mut harness), 0);
    harness.keys("<esc>s").sees("Save the file");
    assert!((1..63 * 16).contains(&marked(&mut harness)));
    harness.keys("<esc>").resize(60, 20).draws().sees("▀▀▀▀");
    // Another size of the letters while it is being made is looked at after that.
    harness.send(Msg::Told(Told::Cell(6, 12))).draws();
    assert_eq!(sharpens(&mut harness), (60, 15));
    harness.draws().sees("▀▀▀▀");
    assert_eq!(sharpens(&mut harness), (60, 15));
    harness.draws().sees_no("▀");
    // Without colours there is no picture, however it is drawn.
    harness.context_mut().theme = Theme::plain();
    harness.draws().sees("Without colours a picture cannot be drawn");
    assert_eq!(marked(&mut harness), 0);
}

#[test]
fn half_blocks_stay_where_pixels_say_no_more() {
    // Every pixel has a half-block of its own.
    let mut harness = Harness::customer();
    tells(&mut harness);
    let mut harness = shown(harness, picture_file(), gradient(80, 38));
    assert!(!harness.draws().calls().iter().any(|call| is_sharpen(call)));
    // It takes too many bytes.
    let mut harness = shown(Harness::customer(), picture_file(), gradient(500, 250));
    tells(&mut harness);
    harness.draws().reply(is_sharpen, Ok(Answer::Sharp(None))).draws().sees("▀▀▀▀");
    assert!(!harness.calls().iter().any(|call| is_sharpen(call)), "it is not tried again");
    // The terminal does not draw pixels, or does not say how large they are.
    for told in [&[][..], &[Told::Sixels(true)], &[Told::Sixels(false), Told::Cell(8, 16)], &[Told::Cell(8, 16)]] {
        let mut harness = looking(Harness::customer(), picture_file());
        for told in told {
            harness.send(Msg::Told(*told));
        }
        let (ticket, call) = harness.call(is_preview);
        assert!(matches!(call, Call::Preview { kept: KEPT, .. }), "{told:?}");
        harness.send(Msg::Answer(ticket, Ok(Answer::Preview(Arc::new(gradient(500, 250)))))).draws().sees("▀▀▀▀");
        assert!(!harness.calls().iter().any(|call| is_sharpen(call)), "{told:?}");
    }
}

#[test]
fn a_picture_that_is_being_made_is_left_at_once() {
    let mut harness = Harness::customer();
    tells(&mut harness);
    let mut harness = shown(harness, picture_file(), gradient(500, 250));
    let (ticket, _) = harness.draws().call(is_sharpen);
    harness.keys("<esc>").sees("Members are signed out");
    assert!(harness.effects().iter().any(|effect| matches!(effect, Effect::Cancel(stopped) if *stopped == ticket)));
}

#[test]
fn fetching_is_told_and_left_at_once() {
    let mut harness = looking(Harness::customer(), attached("big.log", "text/plain", 4_000_000));
    let (ticket, _) = harness.call(is_preview);
    harness
        .send(Msg::Progress(ticket, 1_000_000))
        .sees("Fetching … 976 kB of 3.8 MB; esc leaves")
        .keys("<esc>")
        .sees("Members are signed out");
    let stopped = |ticket: Ticket| move |effect: &Effect| matches!(effect, Effect::Cancel(stopped) if *stopped == ticket);
    assert!(harness.effects().iter().any(stopped(ticket)));
}

#[test]
fn a_text_is_paged_searched_and_laid_out() {
    let mut harness = text_file(Harness::customer());
    harness.sees("line 1 of 501").keys("G").sees("worker[500]").keys("gg").sees("worker[1]:").keys("100G").sees("line 100 of 501");
    harness.keys("gg/").types("ErRoR").keys("<enter>").sees("1 of 5 matches").sees("worker[42]: ERROR session lost");
    assert_eq!(harness.style_of("ERROR"), harness.style_of("ERROR").patch(crate::theme::Theme::named("dark").unwrap().selection));
    harness.keys("nn").sees("3 of 5 matches").sees("worker[242]").keys("N").sees("2 of 5 matches").keys("4n").sees("1 of 5 matches");
    harness.keys("/").types("nowhere").keys("<enter>").sees("\"nowhere\" is not in it").keys("/<esc>gg");
    harness.sees("screen").sees("   1 2026").keys("w").sees_no("screen").keys("lllllll").sees("screen").keys("#").sees_no("   1 2026");
}

#[test]
fn a_long_line_and_hostile_bytes_are_read_row_by_row() {
    let mut log = b"start\0\x1b]0;title\x07\x9b2J\xff end\n".to_vec();
    log.extend(std::iter::repeat_n(b'x', 1_000_000));
    log.extend(b" the last word");
    let mut harness = shown(Harness::customer(), attached("a.log", "text/plain", log.len() as u64), text(&log));
    let frame = harness.frame();
    assert!(frame.chars().all(|c| c == '\n' || !c.is_control()), "{frame:?}");
    harness.sees("end").keys("jjjj").sees("line 2 of 2").keys("<pgdn><pgdn>").sees("xxxx").keys("G").sees("the last word");
    harness.keys("gg/").types("last word").keys("<enter>").sees("the last word").sees("1 of 1 matches").keys("w").sees("line 2 of 2");
}

#[test]
fn only_a_part_of_a_very_large_text_is_said_to_be_one() {
    let mut harness = shown(Harness::customer(), attached("huge.log", "text/plain", 20 * 1024 * 1024), text(&vec![b'\n'; 8 * 1024 * 1024]));
    harness.sees("the first 8.0 MB of 20 MB").keys("G").sees("of 1,000,000");
}

#[test]
fn what_cannot_be_shown_is_named_and_can_be_saved() {
    for (file, preview, words) in [
        (picture_file(), Preview::Huge { size: (60_000, 60_000) }, "claims 60,000 × 60,000 pixels"),
        (picture_file(), Preview::Damaged, "This file is damaged"),
        (attached("core", "application/octet-stream", 9_000), Preview::Other, "no picture and no text"),
    ] {
        shown(Harness::customer(), file, preview).sees(words).keys("s").sees("Save the file");
    }
    for (file, words) in [
        (attached("a.zip", "application/zip", 9_000), "no picture and no text"),
        (attached("a.png", "image/png", 30 * 1024 * 1024), "has 30 MB, more than the 25 MB"),
    ] {
        let mut harness = looking(Harness::customer(), file);
        assert!(!harness.calls().iter().any(|call| is_preview(call)), "nothing is fetched");
        harness.sees(words).keys("s").sees("Save the file").keys("<enter>");
        let (ticket, _) = harness.call(|call| matches!(call, Call::Download { .. }));
        harness.send(Msg::Progress(ticket, 4_096)).sees("4.0 kB so far");
        harness.send(Msg::Answer(ticket, Ok(Answer::Downloaded("/home/ada/a".into()))));
        harness.sees("Saved as /home/ada/a");
    }
}

#[test]
fn a_picture_without_colours_says_so() {
    let plain = Preferences { theme: Some("plain".into()), ..Preferences::default() };
    let mut harness = looking(Harness::signed_in_with(plain, data::customer(), 80, 24), picture_file());
    harness.sees("Without colours a picture cannot be drawn");
    assert!(!harness.calls().iter().any(|call| is_preview(call)));
}

#[test]
fn a_failure_says_why_and_is_tried_again_when_the_server_is_heard() {
    let mut harness = looking(Harness::customer(), picture_file());
    harness.reply(is_preview, Err(Failure::Away("The server cannot be reached.".into()))).sees("The server cannot be reached.");
    harness.keys("<c-r>").reply(is_preview, Err(Failure::Away("Still away.".into()))).sees("Still away.");
    harness.send(Msg::Back).reply(is_preview, Ok(Answer::Preview(Arc::new(gradient(8, 8))))).sees("▀▀▀▀▀▀▀▀");
}

#[test]
fn a_hostile_name_is_drawn_safe() {
    let mut file = picture_file();
    file.name = "a\u{1b}[2J\u{202e}gnp.exe".into();
    file.content_type = "image/png\u{1b}[0m".into();
    let frame = looking(Harness::customer(), file).frame();
    assert!(frame.contains("agnp.exe") && !frame.contains('\u{1b}') && !frame.contains('\u{202e}'), "{frame}");
}

#[test]
fn the_smallest_screens_are_drawn_on() {
    for (columns, rows) in [(20, 5), (10, 3), (4, 4), (30, 8)] {
        text_file(Harness::signed_in(data::customer(), columns, rows)).keys("jw#lG/x<enter>nG").frame();
        shown(Harness::signed_in(data::customer(), columns, rows), picture_file(), gradient(160, 90)).frame();
    }
}
